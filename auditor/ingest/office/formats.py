"""What a cell of a workbook shows where its format shows other than what is stored: in per cent, in thousands, nothing.

Formats are as their codes are written: up to four sections, for positive figures, negative ones, zero and words.
"""

from __future__ import annotations

from functools import lru_cache

from auditor.ingest.layout import UNREAD
from auditor.patterns import regex

# What stands in a format for itself, or for how it looks: quoted words, signs that are escaped, blanks, colours.
_LITERAL = regex(r'"[^"]*"|[\\!_*].|\[[^\]]*\]')
_SAID = regex(r"[\"\\!]")
_PLACE = regex(r"[0#?]")
# A comma behind the last place divides by a thousand; one between places only parts the figure.
_SCALED = regex(r".*[0#?]\.?,+(?:[^0#?]*)")
_WORD = regex(r"(?i)general|@|[ymdhs年月日时分秒]|g/通用格式")
_MOST_SECTIONS = 3
_LONGEST = 255


def is_telling(code: str) -> bool:
    """Whether a format may show a figure other than zero as another one, or not at all."""
    return any(_change(code, sign) for sign in (1, -1))


def shown_as(code: str, value: float) -> str:
    """What a cell shows of its figure, empty where that is the figure itself; zero is so in any format.

    A figure in per cent is written as it is shown. One that is shown in thousands, or not at all, is written as it is
    stored and marked as not read: what is meant is open.
    """
    change = _change(code, (value > 0) - (value < 0))
    if not change:
        return ""
    return f"{value * 100:.15g}%" if change == "%" else f"{value:.15g}{UNREAD}"


@lru_cache(maxsize=1024)
def _change(code: str, sign: int) -> str:
    """How a format changes figures of a sign: `%`, `,` for thousands, `;` for those that are not shown, or nothing."""
    sections = _LITERAL.sub("", code[:_LONGEST]).split(";")[:_MOST_SECTIONS]
    section = sections[1 if sign < 0 and len(sections) > 1 else 0]
    if not sign or _WORD.search(section):
        return ""
    if "%" in section:
        return "%"
    if not _PLACE.search(section):
        return ";" if section or len(sections) > 1 or _SAID.search(code) else ""
    return "," if _SCALED.fullmatch(section) else ""
