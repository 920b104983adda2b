"""The headings of a form in running text; the figures stand between them.

Texts lose blanks, line breaks and cell borders in every way, so headings are looked for among the Chinese characters
alone, and outline numbers and brackets are given to the heading they belong to.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.ingest.tables.cells import COMMON_UNITS
from auditor.ingest.tables.headings import Axis
from auditor.patterns import CHINESE
from auditor.patterns import regex
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.ingest.tables.headings import Heading
    from auditor.ingest.tables.headings import Lexicon
    from auditor.source import Span

_NUMERALS = "一二三四五六七八九十"
_CHINESE = regex(r"[㐀-鿿A-Za-z]+")
_YEARLY = regex("年度+")
# What cells hold that is no word of a heading: 无 for nothing, and words that loosen a figure.
_APART_BEFORE = r"(?<![^\s|\-—/])"
_IN_CELL = regex(
    rf"{_APART_BEFORE}无(?![^\s|\-—/])|{_APART_BEFORE}(?:大?约|近|超过|逾)(?=[+-]?\d)|(?<=\d)[余多](?=[\s|]|$)"
)
# What may stand within a printed heading: blanks, quotes, commas; brackets belong to some headings.
_WITHIN = regex(r"[\s“”\"'‘’、,，:：·()《》/度]*")
# The outline number of the heading that follows: （一） 一、 1. — one digit, for forms do not count to ten.
_ORDINAL = regex(
    rf"(?:(?:[(]\s*[{_NUMERALS}]{{1,2}}\s*[)][、.]?|[{_NUMERALS}]{{1,2}}\s*、|\d\s*[.、])\s*[“\"]?\s*"
    r"|[(] *\d{1,2} *[)][、.]? *[“\"]? *)\Z"  # in another cell it may be a figure
)
_OPENED = regex(r"(?<=\n)\(\Z")
_CLOSING = regex(r"[”\"’)]*(?: ?:)?")
# A note may be long and name years: 处理决定数量（指2020年办件量）. X
_CELL = rf"\s(?!(?:19|20)\d\d\s?年)(?:\d[\d,.]*|[-—–―/]{{1,2}}|[〇{_NUMERALS}]{{1,3}})[^\s\d]?\s"
_BRACKET = regex(
    rf"\s*[(](?![{_NUMERALS}]{{1,2}}[)])(?![^()]{{0,200}}{_CELL})"
    rf"(?:[^()\d]{{1,60}}|(?=[^()]*{CHINESE}{{4}})[^()]{{1,200}})[)]"
)
_OPENING = regex(rf"[{_NUMERALS}]{{1,2}}\s*、|第?[{_NUMERALS}]+条")
_APART = regex(r"[\d()\n\t|\-—/]|\s\s|:\s*$")
# The figures of the year that a sentence below the table begins with.
_OF_YEAR = regex(r"(?:19|20)\d\d *\Z")
_LOOK_BACK = 14
_LONGEST_NEAR = 60


class Item(Struct, frozen=True):
    """A heading of the form (with its outline number and the bracket behind it), a unit word, or other words.

    `by_digit` says that the outline number before other words is a digit, as only rows have; `is_over` that the words
    begin with a head over others, which names no cell; `is_said` that they are a sentence beside the table.
    """

    start: int
    end: int
    text: str
    headings: tuple[Heading, ...] = ()
    is_unit: bool = False
    by_digit: bool = False
    is_over: bool = False
    is_said: bool = False

    @property
    def heading(self) -> Heading | None:
        """What the heading means here, once that is settled."""
        return self.headings[0] if self.headings else None

    @property
    def may_be_cell(self) -> bool:
        """Whether words may be what a cell holds: they are no heading, and open no part of the document."""
        is_numbered = self.end - self.start > len(self.text)
        opens = (is_numbered and not self.by_digit) or self.is_over or _OPENING.match(self.text) is not None
        return not (self.headings or self.is_unit or self.is_said or opens)


class _Bare(Struct, frozen=True):
    """The Chinese characters of a text in one spelling, each with its offset."""

    folded: str
    chars: str
    offsets: tuple[int, ...]

    def gap(self, at: int) -> str:
        """What stands between a character and the next one."""
        return self.folded[self.offsets[at] + 1 : self.offsets[at + 1]]

    def holds(self, at: int, word: str) -> bool:
        """Whether a word stands here, with nothing within that parts it."""
        if not self.chars.startswith(word, at):
            return False
        return all(_WITHIN.fullmatch(self.gap(each)) for each in range(at, at + len(word) - 1))


def scan(text: str, lexicon: Lexicon, said: Sequence[Span] = ()) -> tuple[Item, ...]:
    """The headings and other words of a text in reading order, each heading with the one meaning it has here.

    `said` is where sentences stand, whose words are no headings; they are blank in the text.
    """
    sentences = (Item(span.start, span.end, " " * (span.end - span.start), is_said=True) for span in said)
    items = sorted((*_items(_bare(text), lexicon), *sentences), key=lambda item: item.start)
    return tuple(_settled(items))


def _bare(text: str) -> _Bare:
    folded = fold(text)
    shown = _IN_CELL.sub(lambda match: " " * len(match[0]), folded)
    chars = "".join(_CHINESE.findall(shown))
    offsets = list(chain.from_iterable(range(*match.span()) for match in _CHINESE.finditer(shown)))
    for match in reversed(list(_YEARLY.finditer(chars))):
        del offsets[match.start() + 1 : match.end()]
    chars = _YEARLY.sub("年", chars).replace("其它", "其他").replace("维护", "维持")
    return _Bare(folded, chars, tuple(offsets))


@lru_cache(maxsize=16)
def _by_first(lexicon: Lexicon) -> Mapping[str, tuple[str, ...]]:
    by_first: dict[str, list[str]] = {}
    for word in {*lexicon.known, *COMMON_UNITS, *lexicon.over}:
        by_first.setdefault(word[0], []).append(word)
    return {first: tuple(sorted(found, key=len, reverse=True)) for first, found in by_first.items()}


def _items(bare: _Bare, lexicon: Lexicon) -> Iterator[Item]:
    by_first = _by_first(lexicon)
    at = other = last_end = 0
    while at < len(bare.chars):
        likely = [each for each in by_first.get(bare.chars[at], ()) if bare.chars.startswith(each, at)]
        word = next((each for each in likely if _stands(bare, at, each, lexicon)), None) if likely else None
        if word is None:
            at += 1
            continue
        item = _item(bare, at, word, last_end, lexicon)
        yield from _other(bare, (other, at), (last_end, item.start), lexicon)
        yield item
        at += len(word)
        while at < len(bare.chars) and bare.offsets[at] < item.end:
            at += 1
        other, last_end = at, item.end
    yield from _other(bare, (other, at), (last_end, len(bare.folded)), lexicon)


def _stands(bare: _Bare, at: int, word: str, lexicon: Lexicon) -> bool:
    """Whether a word of the form stands here and ends here: before figures, a bracket, a break or another heading."""
    if not bare.holds(at, word):
        return False
    if word in COMMON_UNITS and not (at and re.search(r"\d\s*$", bare.gap(at - 1))):
        return False
    end = at + len(word)
    columns = any(each.axis is Axis.COLUMN and each.codes for each in lexicon.known.get(word, ()))
    if word in lexicon.over or (columns and word not in lexicon.cut):
        return True  # heads of columns run into each other, whatever their wording
    if end >= len(bare.chars) or _APART.search(bare.gap(end - 1)) or _OPENING.match(bare.folded, bare.offsets[end]):
        return True
    return any(
        bare.holds(end, each) for each in _by_first(lexicon).get(bare.chars[end], ()) if each not in COMMON_UNITS
    )


def _item(bare: _Bare, at: int, word: str, last_end: int, lexicon: Lexicon) -> Item:
    start, end = bare.offsets[at], bare.offsets[at + len(word) - 1] + 1
    if word in COMMON_UNITS:
        return Item(start, end, word, is_unit=True)
    for closing in (_CLOSING, _BRACKET):
        match = closing.match(bare.folded, end)
        end = match.end() if match else end
    text = bare.folded[start:end]
    is_over = text.startswith(lexicon.over)
    return Item(_with_number(bare.folded, start, last_end), end, text, lexicon.headings(word), is_over=is_over)


def _other(bare: _Bare, within: tuple[int, int], free: tuple[int, int], lexicon: Lexicon) -> Iterator[Item]:
    """The words between two headings, where there are any; they may be a heading in unusual wording."""
    offsets = [each for each in bare.offsets[slice(*within)] if free[0] <= each < free[1]]
    if offsets:
        # The bracket that a note of lines of its own begins with is a part of it.
        first = offsets[0] - bool(_OPENED.search(bare.folded, free[0], offsets[0]))
        text = bare.folded[first : offsets[-1] + 1]
        near = lexicon.headings(text) if len(text) <= _LONGEST_NEAR else ()
        dated = text.startswith("年")
        start = _with_number(bare.folded, first, free[0], _OF_YEAR if dated else _ORDINAL)
        by_digit = not dated and bare.folded[start].isdigit()
        yield Item(start, offsets[-1] + 1, text, near, by_digit=by_digit, is_over=text.startswith(lexicon.over))


def _with_number(folded: str, start: int, last_end: int, number: re.Pattern[str] = _ORDINAL) -> int:
    """Where words begin together with the number right before them that is theirs."""
    left = max(last_end, start - _LOOK_BACK)
    before = number.search(folded[left:start])
    return left + before.start() if before else start


def _settled(items: Sequence[Item]) -> Iterator[Item]:
    """Each heading with one meaning: 总计 under columns is a column, among rows a row."""
    state: tuple[str, bool] | None = None
    for item in items:
        kinds = {(each.table, each.axis in {Axis.ROW, Axis.HEAD}) for each in item.headings}
        if len(kinds) == 1:
            state = next(iter(kinds))
        fitting = [each for each in item.headings if (each.table, each.axis in {Axis.ROW, Axis.HEAD}) == state]
        chosen = (*fitting, *item.headings)[:1]
        yield replace(item, headings=chosen)
