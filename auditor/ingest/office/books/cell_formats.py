"""What the number format of a cell shows of its value, where that is another figure than the one that it holds.

`0!.0,"万"` shows 1.2万 where 12345 is kept, `#,##0,` shows 12, `;;;` nothing. A format that only groups digits or adds
a word that counts shows the figure itself.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP
from decimal import Decimal
from decimal import InvalidOperation
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.layout import UNREAD
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

# What stands between the figure that a cell shows and the one that it holds.
OTHERWISE = "≠"
_LONGEST = 255
# The parts of a format: what is shown as it is, what shows nothing, places of digits, a general number, a mark.
_PART = regex(
    r'"(?P<quoted>[^"]*)"?|[\\!](?P<escaped>.)|[_*].|\[(?P<bracket>[^\]]*)\]?'
    r"|(?P<place>[0#?])|(?P<general>General|G/通用格式|常规|@)|(?P<power>E[+-])|(?P<date>[ymdhseYMDHSgb])|(?P<other>.)",
)
_CONDITION = regex(r"(<=|>=|<>|<|>|=)(-?\d{1,15}(?:\.\d{1,9})?)")
_WHITE = regex(
    r"white|白色|color\s?2",
)
_BETWEEN = frozenset(" ,'\u00a0\u202f")
_COUNTING = frozenset("万亿千百元约近超≈<>")
_NEGATIVE = frozenset("-(（△▲负−")
_MOST_DIGITS = 15


class _Section(Struct, frozen=True):
    """One of the parts of a format, of which each is for values of some size.

    `signs` are what it shows in turn: `0` for a place of a digit, `.` and `,` as such, anything else as (`'…`) a word.
    """

    signs: tuple[str, ...] = ()
    condition: tuple[str, Decimal] | None = None
    is_general: bool = False
    is_power: bool = False
    is_date: bool = False
    is_unseen: bool = False


@lru_cache(maxsize=4096)
def shown(code: str, value: float) -> str:
    """What a cell shows in place of its value, empty where that is its value.

    >>> shown('0!.0,"万"', 12345), shown("#,##0,", 12345), shown('0"件"', 12)
    ('1.2万≠12345', '12≠12345', '')
    """
    section, bare = _section_for(code, value) if value and len(code) <= _LONGEST else (None, True)
    if section is None or section.is_date:
        return ""
    if "%" in section.signs:
        return f"{value * 100:.{_MOST_DIGITS}g}%"
    return _in_section(section, f"{value:.{_MOST_DIGITS}g}", bare=bare)


def _in_section(section: _Section, held: str, *, bare: bool) -> str:
    """What a part of a format shows of a figure; `bare` is whether the sign of a negative one stands before it."""
    if section.is_unseen or not (section.is_general or "0" in section.signs):
        return held + UNREAD
    if section.is_power:
        return f"{float(held):.2E}{OTHERWISE}{held}"
    words = "".join(sign[1:] for sign in section.signs if sign.startswith("'"))
    figure = held.lstrip("-") if section.is_general else _figure(section.signs, held)
    if figure is None:
        return ""
    sign = "-" if held.startswith("-") and (bare or _NEGATIVE & set(words)) else ""
    before, after = _around(section.signs)
    text = f"{before.strip('-(（ ')}{figure}{after.strip(')） ')}"
    if any(map(str.isdigit, words)) or sign + figure.replace(",", "") != held:
        return f"{sign}{text}{OTHERWISE}{held}"
    return sign + text if _COUNTING & set(before + after) else ""


def _section_for(code: str, value: float) -> tuple[_Section | None, bool]:
    """The part of a format for a value, and whether the sign of a negative one stands before what it shows."""
    sections = _sections(code)
    for number, section in enumerate(sections[:2]):
        if section.condition is not None:
            sign, limit = section.condition
            if _holds(Decimal(repr(value)), sign, limit):
                return section, True
            if number + 1 == len(sections):
                return None, True
    if any(section.condition for section in sections):
        return sections[-1], True
    is_own = value < 0 and len(sections) > 1
    return sections[1 if is_own else 0], not is_own


def _holds(value: Decimal, sign: str, limit: Decimal) -> bool:
    is_so = {"<": value < limit, ">": value > limit, "=": value == limit}
    return value != limit if sign == "<>" else any(is_so[each] for each in sign)


@lru_cache(maxsize=512)
def _sections(code: str) -> Sequence[_Section]:
    found: list[dict[str, object]] = [{}]
    signs: list[list[str]] = [[]]
    for part in _PART.finditer(code):
        kind, text = part.lastgroup, part[part.lastgroup] if part.lastgroup else ""
        if kind == "other" and text == ";":
            found.append({})
            signs.append([])
        elif kind in ("quoted", "escaped"):
            signs[-1].append(f"'{text}")
        elif kind == "place":
            signs[-1].append("0")
        elif kind == "bracket":
            found[-1] |= _of_bracket(text)
        elif kind in ("general", "power", "date"):
            found[-1][f"is_{kind}"] = True
        elif kind == "other":
            signs[-1].append(text if text in "%.,/" else f"'{text}")
    return tuple(
        _Section(tuple(said), **properties)  # type: ignore[arg-type]
        for said, properties in zip(signs, found, strict=True)
    )


def _of_bracket(text: str) -> dict[str, object]:
    """What stands in brackets: a condition, a colour, a length of time; languages and ways of writing change none."""
    if condition := _CONDITION.fullmatch(text):
        return {"condition": (condition[1], Decimal(condition[2]))}
    if _WHITE.fullmatch(text.lower()):
        return {"is_unseen": True}
    return {"is_date": True} if text.lower() in ("h", "hh", "m", "mm", "s", "ss") else {}


def _around(signs: Sequence[str]) -> tuple[str, str]:
    """The words before the first place of a digit, and those behind the last one."""
    places = [at for at, sign in enumerate(signs) if sign == "0"] or [0]
    before, after = (
        "".join(sign[1:] for sign in part if sign.startswith("'"))
        for part in (signs[: places[0]], signs[places[-1] + 1 :])
    )
    return before, after


def _figure(signs: Sequence[str], held: str) -> str | None:
    """The digits of a value as they are shown, with words that stand between them; None for a fraction."""
    first, last = signs.index("0"), len(signs) - signs[::-1].index("0")
    within = signs[first:last]
    if "/" in within:
        return None
    whole, _, decimals = "".join("," if sign == "'," else sign[0] for sign in within).partition(".")
    scale = 3 * (_trailing(signs[last:]) + (len(whole) - len(whole.rstrip(",")) if decimals else 0))
    try:
        value = abs(Decimal(held)).scaleb(-scale).quantize(Decimal(1).scaleb(-decimals.count("0")), ROUND_HALF_UP)
    except InvalidOperation:
        return None
    digits, _, rest = f"{value:f}".partition(".")
    right = 0
    for sign in reversed(within[: within.index(".")] if "." in within else within):
        if sign == "0":
            right += 1
        elif sign.startswith("'") and not set(sign[1:]) <= _BETWEEN:
            digits = digits.rjust(right + 1, "0")
            digits = f"{digits[: len(digits) - right]}{sign[1:]}{digits[len(digits) - right :]}"
            right += len(sign) - 1
    return f"{digits}.{rest}".rstrip("0").rstrip(".") if rest else digits


def _trailing(signs: Sequence[str]) -> int:
    """How many commas follow the last place of a digit: each takes three digits away."""
    return next((at for at, sign in enumerate(signs) if sign != ","), len(signs))
