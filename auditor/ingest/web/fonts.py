"""Figures in a font that a page brings along, whose signs may be others than the text says.

Such a font may show a 7 for a 3, to keep programs from reading figures. It cannot be looked into: it lies elsewhere, or
would need a program that draws it. What tells it from a font for looks is what it is for: that of figures alone, not of
the words beside them, or one that the page itself holds. Signs for private use are unread in any font.
"""

from __future__ import annotations

from functools import partial
from operator import eq
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.layout import UNREAD
from auditor.ingest.web.signs import Sign
from auditor.ingest.web.styles import declared_in
from auditor.ingest.web.styles import texts_with
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from auditor.ingest.web.page import Page
    from auditor.ingest.web.sheets import Sheets

_NAME = regex(r"font-family\s{0,9}:\s{0,9}([^;]{1,200})")
_CODES = regex(r"unicode-range\s{0,9}:([^;]{1,2000})")
_RANGE = regex(r"u\+([0-9a-f]{1,6})(?:-([0-9a-f]{1,6}))?")
# The family first named behind a size: italic 14px/1.5 "name", serif.
_IN_SHORT = regex(r".{0,60}?\d[\d.]{0,8}(?:px|pt|r?em|%)(?:\s?/\s?\S{1,9})?\s{1,9}(.{1,120})")
_WORDS = regex(r"[^\W\d_].{0,60}[^\W\d_]")
_DIGIT = regex(r"\d")
_PROPERTIES = ("font-family", "font")
_WITHIN = "[style*='font' i], font[face]"


class _Run(NamedTuple):
    """A run of text in a font of the page: the table that it stands in, if any, and the font."""

    text: LexborNode
    table: int
    font: str


def doubt_own_fonts(page: Page) -> None:
    """A sign behind figures of which it is open what the page shows for them, of a page."""
    brought = _brought(page.sheets) if Sign.FONT in page.signs else {}
    if not brought:
        return

    def font(node: LexborNode, said: Mapping[str, str]) -> str:
        fonts = _first_named(node, said)
        return next((each for each in fonts if each in brought), fonts[0] if fonts else "")

    styled = declared_in(page, lambda _, value: any(name in value for name in brought), _PROPERTIES, _WITHIN)
    runs = [
        _Run(text, _table_around(text), name)
        for name in sorted(brought)
        for text in texts_with(styled, font, partial(eq, name))
    ]
    of_words = {(run.table, run.font) for run in runs if _WORDS.search(run.text.text_content or "")}
    for run in runs:
        said = run.text.text_content or ""
        if _DIGIT.search(said) and (brought[run.font] or (run.table, run.font) not in of_words):
            run.text.replace_with(said + UNREAD)


def _brought(sheets: Sheets) -> dict[str, bool]:
    """The fonts with digits that a page does not take from the reader's computer, each with whether it holds it."""
    brought: dict[str, bool] = {}
    for rule in sheets.rules:
        words = rule.declared.lower()
        name = _NAME.search(words) if rule.selectors[-1].lower().endswith("@font-face") else None
        if name and "url(" in words and _has_digits(words):
            family = _plain(name[1])
            brought[family] = brought.get(family, False) or "data:" in words
    return brought


def _has_digits(declared: str) -> bool:
    codes = _CODES.search(declared)
    if codes is None:
        return True
    ranges = [(int(first, 16), int(last or first, 16)) for first, last in _RANGE.findall(codes[1])]
    return any(first <= ord("9") and last >= ord("0") for first, last in ranges)


def _first_named(node: LexborNode, said: Mapping[str, str]) -> list[str]:
    """The fonts that are first named of an element: those behind them are for where they are lacking."""
    short = _IN_SHORT.fullmatch(said.get("font", ""))
    face = node.attributes.get("face") if node.tag == "font" else None
    families = (said.get("font-family"), short and short[1], face)
    return [_plain(each.split(",", 1)[0]) for each in families if each]


def _plain(name: str) -> str:
    return name.replace("!important", "").strip().strip("\"'").lower()


def _table_around(text: LexborNode) -> int:
    around = text.parent
    while around is not None and around.tag != "table":
        around = around.parent
    return around.mem_id if around is not None else 0
