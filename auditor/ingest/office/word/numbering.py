"""The numbers that a word processor counts by itself: 一、 （二） 3. before paragraphs, not in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = W + "val"
_DIGITS = "〇一二三四五六七八九"
_PLACE = regex(r"%([1-9])")
_MOST_LEVELS = 9
_CIRCLED = 20
_FIGURE = regex(r"[-+]?\d[\d,]*(?:\.\d+)?\s*[^\W\d]{0,2}")


class Level(Struct, frozen=True):
    """How one level of a list is numbered."""

    start: int = 1
    style: str = "decimal"
    pattern: str = ""


class Sequence(Struct, frozen=True):
    """A list: the family that shares its count, its levels, and those whose count it starts anew."""

    family: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int] = field(default_factory=dict)


class Numbering(Struct):
    """The lists of a document and how far each has counted."""

    lists: Mapping[str, Sequence] = field(default_factory=dict)
    styles: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    _counts: dict[str, list[int]] = field(default_factory=dict)
    _started: set[tuple[str, int]] = field(default_factory=set)

    def label(self, properties: Element | None) -> str:
        """The number before the paragraph with these properties, counting it; empty if it has none."""
        if properties is None or not self.lists:
            return ""
        found = self._list_of(properties)
        if found is None:
            return ""
        name, depth = found
        sequence = self.lists.get(name)
        level = sequence.levels.get(depth) if sequence else None
        if sequence is None or level is None:
            return ""
        counts = self._count(name, sequence, depth)
        if level.style in ("bullet", "none"):
            return ""
        return _PLACE.sub(lambda found: _shown(sequence, counts, int(found.group(1)) - 1), level.pattern)

    def _list_of(self, properties: Element) -> tuple[str, int] | None:
        style = properties.find(W + "pStyle")
        inherited = self.styles.get(style.get(VAL, "")) if style is not None else None
        own = properties.find(W + "numPr")
        if own is None:
            return inherited
        name = own.find(W + "numId")
        depth = own.find(W + "ilvl")
        number = name.get(VAL, "0") if name is not None else inherited[0] if inherited else "0"
        if number == "0":
            return None
        return number, _small(depth, inherited[1] if inherited else 0)

    def _count(self, name: str, sequence: Sequence, depth: int) -> list[int]:
        counts = self._counts.setdefault(sequence.family, [])
        for level in range(len(counts), depth + 1):
            counts.append(sequence.levels.get(level, Level()).start - (level == depth))
        if depth in sequence.starts and (name, depth) not in self._started:
            counts[depth] = sequence.starts[depth] - 1
        self._started.add((name, depth))
        counts[depth] += 1
        del counts[depth + 1 :]
        return counts


def numbered(label: str, text: str) -> str:
    """A text behind its number, apart from it where it is a figure.

    >>> numbered("1.", "规章"), numbered("1.", "20")
    ('1.规章', '1. 20')
    """
    is_apart = label and _FIGURE.fullmatch(text.strip())
    return f"{label} {text}" if is_apart else label + text


def _shown(sequence: Sequence, counts: list[int], level: int) -> str:
    number = counts[level] if level < len(counts) else 1
    return format_number(number, sequence.levels.get(level, Level()).style)


def format_number(number: int, style: str) -> str:
    """A number as a list shows it.

    >>> [format_number(12, style) for style in ("decimal", "chineseCounting", "upperRoman", "lowerLetter")]
    ['12', '十二', 'XII', 'l']
    """
    if style.startswith(("chineseCounting", "japaneseCounting", "taiwaneseCounting", "ideographDigital")):
        return _chinese(number)
    if style.startswith("decimalEnclosedCircle") and 0 < number <= _CIRCLED:
        return chr(0x245F + number)
    if style == "decimalFullWidth":
        return "".join(chr(0xFF10 + int(digit)) for digit in str(number))
    if style in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if style == "lowerLetter" else letter.upper()
    if style in ("lowerRoman", "upperRoman"):
        return _roman(number) if style == "lowerRoman" else _roman(number).upper()
    return f"{number:02}" if style == "decimalZero" else str(number)


def _chinese(number: int) -> str:
    if not 0 < number < 100:  # noqa: PLR2004 - lists do not count to a hundred
        return str(number)
    tens, units = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else _DIGITS[tens] + "十"
    return head + (_DIGITS[units] if units else "")


def _roman(number: int) -> str:
    if not 0 < number < 1000:  # noqa: PLR2004 - as above
        return str(number)
    signs = ((900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"))
    text = ""
    for value, sign in (*signs, (5, "v"), (4, "iv"), (1, "i")):
        times, number = divmod(number, value)
        text += sign * times
    return text


def load_numbering(numbering: Element | None, styles: Element | None) -> Numbering:
    """The lists of a document, from its parts on numbering and on styles."""
    if numbering is None:
        return Numbering()
    families = {family.get(W + "abstractNumId", ""): _levels(family) for family in numbering.findall(W + "abstractNum")}
    lists = {}
    for entry in numbering.findall(W + "num"):
        family = _text(entry.find(W + "abstractNumId"))
        levels = dict(families.get(family, {}))
        starts = {}
        for change in entry.findall(W + "lvlOverride"):
            depth = _digits(change.get(W + "ilvl", "0"), 0)
            begin = change.find(W + "startOverride")
            if begin is not None:
                starts[depth] = _small(begin, 1)
            levels.update(_levels(change))
        lists[entry.get(W + "numId", "")] = Sequence(family, levels, starts)
    return Numbering(lists, _numbered_styles(styles))


def _levels(parent: Element) -> dict[int, Level]:
    return {
        min(_digits(level.get(W + "ilvl", "0"), 0), _MOST_LEVELS): Level(
            _small(level.find(W + "start"), 1),
            _text(level.find(W + "numFmt")) or "decimal",
            _text(level.find(W + "lvlText")),
        )
        for level in parent.findall(W + "lvl")
    }


def _numbered_styles(styles: Element | None) -> dict[str, tuple[str, int]]:
    """The lists that styles bring with them, also from the styles that they are based on."""
    if styles is None:
        return {}
    own: dict[str, tuple[str, int]] = {}
    bases: dict[str, str] = {}
    for style in styles.findall(W + "style"):
        name = style.get(W + "styleId", "")
        bases[name] = _text(style.find(W + "basedOn"))
        number = style.find(f"{W}pPr/{W}numPr/{W}numId")
        if number is not None:
            own[name] = (_text(number), _small(style.find(f"{W}pPr/{W}numPr/{W}ilvl"), 0))
    return {name: found for name in bases if (found := _inherited(name, own, bases)) and found[0] != "0"}


def _inherited(name: str, own: Mapping[str, tuple[str, int]], bases: Mapping[str, str]) -> tuple[str, int] | None:
    for _ in range(_MOST_LEVELS):
        if name in own:
            return own[name]
        name = bases.get(name, "")
    return None


def _text(element: Element | None) -> str:
    return "" if element is None else element.get(VAL, "")


def _small(element: Element | None, default: int) -> int:
    return default if element is None else _digits(element.get(VAL, ""), default)


def _digits(text: str, default: int) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else default  # noqa: PLR2004
