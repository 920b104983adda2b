"""The fields of a row in running text: parted by tabs, strokes, lines or blanks, or run together."""

from __future__ import annotations

from itertools import accumulate
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.tables.cells import COMMON_UNIT
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

_TOKEN = regex(r"[^\s|]+")
_PAGE_NUMBER = r"(?:[-—–]\s*\d{1,4}\s*[-—–]|第\s*\d{1,4}\s*页(?:\s*共\s*\d{1,4}\s*页)?)"
_ABOVE_BREAK = regex(rf"\n[ \t]*{_PAGE_NUMBER}\s*$")
_BELOW_BREAK = regex(rf"\s*{_PAGE_NUMBER}[ \t]*(?:\n|$)")
_UNITS = regex(COMMON_UNIT)
_RUN = regex(r"[-+.\d]+")
_SIGNED = regex(r"[-+]\d")
_DASHES = regex(r"[-—–/]+")
# How far lines of a table are looked for around one of them.
_TABLE = 4_000
# Every line followed by an empty one: the empty ones are no blank cells.
_NEW_PART = regex(r"[一二三四五六七八九十]{1,2}\s*、")
_BLANK_LINE = regex(r"\n[ \t]*\n[ \t]*[-+]?\d[\d,.]*[ \t]*\n")
# A label right below a figure: where there is none, empty lines part rows and need not be blank cells.
_LABEL_BELOW = regex(r"\d[ \t]*\n[^\S\n]*+(?:\d{1,2}[.、．])?[（(]?[㐀-鿿]")
_FIGURE_LINES = regex(r"\d[ \t]*\n[ \t]*\d")
# `*+`: lines that could be taken apart in several ways would be tried in all of them together.
_DOUBLE_SPACED = regex(r"(?:[ \t]*\n[ \t]*\n[^\S\n]*+\S[^\n]*+)+\s*")


class Run(Struct, frozen=True):
    """Digits of several cells that ran together: `offsets` are where each of them stands.

    `bounds` are how many of them stand before each blank or unit word within: no figure reaches over one.
    """

    digits: str
    offsets: tuple[int, ...]
    bounds: frozenset[int] = frozenset()

    def span(self, start: int = 0, end: int | None = None) -> Span:
        """Where the digits from `start` to before `end` stand in the text."""
        end = len(self.digits) if end is None else end
        return Span(self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start])


class Fields(Struct, frozen=True):
    """What stands where a row's figures should: as many fields as columns, or one run, or nothing, or neither."""

    parts: tuple[Span, ...] = ()
    run: Run | None = None
    is_empty: bool = False


def fields_of(
    text: str, region: Span, columns: int, pages: Sequence[int] = (), *, blanks_behind: bool | None = None
) -> Fields:
    """The fields of a region of the text for a row of so many columns.

    `blanks_behind` says whether blank fields beyond the columns stand behind the figures or before them, if known.
    """
    if own := _own_line(text, region, columns):
        return Fields(own)
    for separator in "\t|\n":
        parts = _separated(text, region, separator, columns, blanks_behind=blanks_behind)
        if parts:
            return Fields(parts)
    region = _before_page(text, region, pages)
    tokens = _tokens(text, region)
    if len(tokens) == columns or not tokens:
        return Fields(tokens, is_empty=not tokens)
    if "\t" in text[tokens[0].start : tokens[-1].end]:
        return Fields()  # tabs part cells: digits between two of them did not run together
    for parts in (_by_unit(text, tokens[0]), _dashes(text, tokens[0])) if len(tokens) == 1 else ():
        if len(parts) == columns:
            return Fields(parts)
    return Fields(run=_run(text, tokens, columns))


def blanks_stand_behind(text: str, rows: Iterable[tuple[Span, int]]) -> bool | None:
    """Whether the blank fields that rows have beyond their columns stand behind the figures: archives fill rows up so.

    They stand before them where cells of labels are merged. `rows` are the regions of rows and how many columns they
    have; None where none of them tells, or they tell both.
    """
    told: set[bool] = set()
    for region, columns in rows:
        parts = _fields_between(text, region, "\t")
        filled = [at for at, part in enumerate(parts) if part.start < part.end]
        extra = len(parts) - columns
        if extra > 0 and filled and filled[-1] - filled[0] < columns:
            told |= {True} if filled[0] < extra else set()
            told |= {False} if len(parts) - 1 - filled[-1] < extra else set()
    return told.pop() if len(told) == 1 else None


def _fields_between(text: str, region: Span, separator: str) -> list[Span]:
    """The fields behind each separator of a region; those between tabs up to the end of their line."""
    raw = text[region.start : region.end]
    places = [at for at, char in enumerate(raw) if char == separator]
    if not places or raw[: places[0]].strip():
        return []
    ends = [*places[1:], len(raw)]
    parts = [_trim(text, region.start + a + 1, region.start + b) for a, b in zip(places, ends, strict=True)]
    if separator == "\t":
        first_break = next((at for at, part in enumerate(parts) if "\n" in raw[places[at] : ends[at]]), len(parts) - 1)
        parts = parts[: first_break + 1]
    return parts


def _separated(
    text: str, region: Span, separator: str, columns: int, *, blanks_behind: bool | None
) -> tuple[Span, ...]:
    """The fields between separators, blank ones included, where there are just as many as columns."""
    raw = text[region.start : region.end]
    # A line break stands before the next row, too, where a tab does not.
    before_next = separator == "\n" and region.end < len(text)
    if raw.count(separator) < columns + before_next or (separator == "\n" and _is_double_spaced(raw, text)):
        return ()
    parts = _fields_between(text, region, separator)
    if separator == "\t" and _may_go_on(text, parts, region, columns, filled_up=blanks_behind is False):
        return ()
    if separator == "\t" and not blanks_behind:
        parts = _without_label_columns(parts, columns, are_before=blanks_behind is False)
    while len(parts) > columns and parts[-1].start == parts[-1].end:
        parts.pop()
    ends_blank = before_next and parts[-1:] and parts[-1].start == parts[-1].end
    if ends_blank and (_parts_only(text, region.end) or _LABEL_BELOW.search(text) is None):
        return ()
    return tuple(parts) if len(parts) == columns else ()


def _own_line(text: str, region: Span, columns: int) -> tuple[Span, ...]:
    """The fields of the one line that has any, below the heads, where tabs part it into just as many as columns."""
    raw = text[region.start : region.end]
    lines = [line for line in raw.split("\n") if line.strip()]
    if len(lines) != 1 or lines[0].count("\t") != columns - 1 or raw.partition("\n")[0].strip():
        return ()
    at, found = region.start + raw.index(lines[0]), []
    for part in lines[0].split("\t"):
        found.append(_trim(text, at, at + len(part)))
        at += len(part) + 1
    return tuple(found)


def _without_label_columns(parts: list[Span], columns: int, *, are_before: bool) -> list[Span]:
    """The fields without blank ones in front that only the lower labels of the table fill, where they must be such.

    Where as many stand behind, they may be blank columns instead: then nothing is left, unless it is known that the
    blank ones `are_before` the figures.
    """
    filled = [at for at, part in enumerate(parts) if part.start < part.end]
    extra = len(parts) - columns
    if extra <= 0 or not filled or filled[0] < extra:
        return parts
    return parts[extra:] if are_before or len(parts) - 1 - filled[-1] < extra else []


def _may_go_on(text: str, parts: Sequence[Span], region: Span, columns: int, *, filled_up: bool) -> bool:
    """Whether a line with blank fields may be one that was cut: figures follow that have no label, or its end is gone.

    It is gone where lines around have more tabs, although blank fields stand for merged labels (`filled_up`), and some
    are blank that stand neither for these nor behind.
    """
    filled = [at for at, part in enumerate(parts) if part.start < part.end]
    if not filled or len(filled) >= columns:
        return False
    if any(map(str.isdecimal, text[parts[-1].end : region.end])):
        return True
    return filled_up and filled[0] > max(0, len(parts) - columns) and _is_shorter(text, parts[0].start)


def _is_shorter(text: str, at: int) -> bool:
    """Whether the line of a text that stands there has fewer tabs than another one of its table."""
    before, behind = text[max(0, at - _TABLE) : at].split("\n"), text[at : at + _TABLE].split("\n")
    own = before.pop() + behind.pop(0)
    around = (*takewhile(_has_tabs, reversed(before)), *takewhile(_has_tabs, behind))
    return any(line.count("\t") > own.count("\t") for line in around)


def _has_tabs(line: str) -> bool:
    return "\t" in line


def _parts_only(text: str, at: int) -> bool:
    """Whether an empty line stands here because a new part begins, in a text that keeps no blank cells as lines."""
    return _NEW_PART.match(text, at) is not None and _BLANK_LINE.search(text) is None


def _is_double_spaced(raw: str, text: str) -> bool:
    """Whether every line of a region is followed by an empty one, and no two figures of the text stand closer."""
    return _DOUBLE_SPACED.fullmatch(raw) is not None and _FIGURE_LINES.search(text) is None


def _trim(text: str, start: int, end: int) -> Span:
    raw = text[start:end].split("\n", maxsplit=1)[0]
    stripped = raw.strip()
    at = start + (len(raw) - len(raw.lstrip())) if stripped else start
    return Span(at, at + len(stripped))


def _before_page(text: str, region: Span, pages: Iterable[int]) -> Span:
    """The region without the page number that a page break left in it, above or below the break."""
    for start in pages:
        if region.start < start <= region.end:
            above = _ABOVE_BREAK.sub("", text[region.start : start])
            number = _BELOW_BREAK.match(text, start, region.end)
            below = number.end() if number else start
            if not text[below : region.end].strip():
                return Span(region.start, region.start + len(above))
            if not above.strip():
                return Span(below, region.end)
    return region


def _tokens(text: str, region: Span) -> tuple[Span, ...]:
    """What stands between blanks, unit words left out: 项 may be the end of a label in the line below, too."""
    found = (each for each in _TOKEN.finditer(fold(text[region.start : region.end])) if not _UNITS.fullmatch(each[0]))
    return tuple(Span(region.start + each.start(), region.start + each.end()) for each in found)


def _by_unit(text: str, token: Span) -> tuple[Span, ...]:
    """Figures that run together but for their unit words: 4件0件4件."""
    raw = text[token.start : token.end]
    ends = [match.end() for match in _UNITS.finditer(raw)]
    if not ends or ends[-1] != len(raw):
        return ()
    return tuple(Span(token.start + a, token.start + b) for a, b in zip([0, *ends], ends, strict=False))


def _dashes(text: str, token: Span) -> tuple[Span, ...]:
    whole = _DASHES.fullmatch(text[token.start : token.end])
    return tuple(Span(at, at + 1) for at in range(token.start, token.end)) if whole else ()


def _run(text: str, tokens: Sequence[Span], columns: int) -> Run | None:
    """The tokens as digits that ran together; one token of other signs as it is."""
    parts = [part for token in tokens for part in _without_units(text, token)]
    texts = [fold(text[part.start : part.end]) for part in parts]
    if len(parts) >= columns or not all(map(_RUN.fullmatch, texts)):
        parts = list(tokens)
        texts = [fold(text[part.start : part.end]) for part in parts]
    if not parts or (len(parts) > 1 and not all(map(_RUN.fullmatch, texts))):
        return None
    if len(parts) > 1 and any(map(_SIGNED.match, texts)):
        return None  # -3 is no dash and a 3 where blanks part the others
    ends = list(accumulate(map(len, texts)))
    offsets = tuple(at for part in parts for at in range(part.start, part.end))
    return Run("".join(texts), offsets, frozenset(ends[:-1]))


def _without_units(text: str, token: Span) -> Iterator[Span]:
    """What stands between the unit words of a token."""
    at = token.start
    for match in _UNITS.finditer(text, token.start, token.end):
        if match.start() > at:
            yield Span(at, match.start())
        at = match.end()
    if at < token.end:
        yield Span(at, token.end)
