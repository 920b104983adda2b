"""Where the row labels of a form stand in a text, whatever breaks or spellings they are printed with."""

from __future__ import annotations

import re
from functools import cache
from functools import cached_property
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

import re2  # type: ignore[import-untyped]
from msgspec import Struct

from auditor.ingest.tables.cells import COMMON_UNITS
from auditor.patterns import CHINESE
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold
from auditor.source import is_chinese
from auditor.source import remembered

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.schema import Form
    from auditor.schema import Indicator

# What may stand inside a printed label without changing it: blanks, quotes, commas, the points between characters.
_LEFT_OUT = regex(r"[\s\u200b-\u200f\ufeff\u00ad《》〈〉<>“”\"‘’'、,·:_]")
_KEPT = regex(r"[^\s\u200b-\u200f\ufeff\u00ad《》〈〉<>“”\"‘’'、,·:_]")
BRACKETED = regex(r"\([^()]*\)")
_COUNT_WORD = regex(r"(?:总?次数|总数|数量?)$")
# How the next row can begin where nothing parts it from an empty figure: its number, 其中, or a sign for nothing.
_OPENING = "一二三四五六七八九十其无"
# An explanation in brackets that goes on over lines: what it names is no row.
_EXPLAINED = regex(r"\((?!\s*其中)[^()\t\d]{2,}\n\s*$")
_SENTENCE_MARKS = frozenset("，。；！？,;!?、")

# The number of a row in the outline, just before its label: （一） 一、 1. 其中： 其中：1.
NUMBER = regex(
    r"(?P<chinese>\(\s*[一二三四五六七八九十]{1,3}\s*\)\s*[、.]?|[一二三四五六七八九十]{1,3}\s*[、.])?"
    r"\s*(?:其\s*中\s*[::]?\s*)?"
    r"(?P<arabic>(?P<digits>\d[\d,]*(?:\.\d+)?)\s*[.、)]|\(\d{1,2}\)|[①-⑳](?![ \t]*\n))?"
    r"\s*(?P<of_which>其\s*中\s*[::]?\s*)?$"
)
_WINDOW = 40
# What a bracket behind a figure says is no row: 12件(其中网络申请1件, 信函申请
_NOTE_OF_FIGURE = regex(rf"\d[ ]?{CHINESE}{{0,2}}[ ]?\([^()\n\t]*$")


class Mention(Struct, frozen=True):
    """A label found: the text from its own number on, and which rows of the form print it (positions in the form).

    `start` is where the label's words begin and `end` where they end, without the number; `fuzzy` is how alike a
    misspelt label is, 100 for one found as printed.
    """

    number: Span
    digits: Span | None
    start: int
    end: int
    rows: tuple[int, ...]
    likeness: float = 100.0

    @property
    def at(self) -> int:
        """Where the row begins, its number included."""
        return self.number.start


class Skeleton(Struct, frozen=True, dict=True):
    """A text without what may be left out of labels, with the way back: `offsets[i]` is where character i stands."""

    text: str

    @cached_property
    def folded(self) -> str:
        """The whole text, folded."""
        return fold(self.text)

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """The offsets of the characters kept."""
        return tuple(match.start() for match in _KEPT.finditer(self.folded))

    @cached_property
    def bare(self) -> str:
        """The characters kept."""
        return _LEFT_OUT.sub("", self.folded)


_Pattern: TypeAlias = Any  # the library carries no types


class Lexicon(Struct, frozen=True, eq=False):
    """The printed labels of a form: one pattern that finds all, and by first character the rows that print them."""

    pattern: _Pattern
    labels: Mapping[str, tuple[tuple[_Pattern, int], ...]]


@lru_cache(maxsize=8192)
def _rows_of(words: Lexicon, label: str) -> tuple[int, ...]:
    """The rows that print a label, which comes again in every document."""
    labels = words.labels.get(label[:1], ())
    return tuple(dict.fromkeys(row for pattern, row in labels if pattern.fullmatch(label)))


@lru_cache(maxsize=16)
def lexicon(form: Form) -> Lexicon:
    """The lexicon of a form."""
    options = re2.Options()
    options.longest_match = True
    options.log_errors = False
    labels: dict[str, list[tuple[_Pattern, int]]] = {}
    patterns = set()
    for row, indicator in enumerate(form.indicators):
        for label in filter(bare_label, _printed_labels(indicator)):
            pattern = _label_pattern(label, heading=indicator.is_heading)
            patterns.add(pattern)
            labels.setdefault(bare_label(label)[0], []).append((re2.compile(pattern, options), row))
    together = re2.compile("|".join(sorted(patterns)) or r"[^\s\S]", options)
    return Lexicon(together, MappingProxyType({first: tuple(found) for first, found in labels.items()}))


def _printed_labels(indicator: Indicator) -> tuple[str, ...]:
    """The ways in which a form prints an indicator's row."""
    return tuple(dict.fromkeys((indicator.label or indicator.name, *indicator.aliases)))


@remembered
def bare_label(label: str) -> str:
    """A label as it stands in a skeleton, without its explanatory brackets."""
    return _LEFT_OUT.sub("", BRACKETED.sub("", fold(label)))


@cache
def bare_labels(form: Form) -> tuple[tuple[str, ...], ...]:
    """The labels of each row of a form as they stand in a skeleton."""
    return tuple(tuple(map(bare_label, _printed_labels(indicator))) for indicator in form.indicators)


def _label_pattern(label: str, *, heading: bool) -> str:
    bare = bare_label(label)
    counted = _COUNT_WORD.sub("", bare)
    stem = re.escape(counted if len(counted) > 1 else bare)
    stem = re.sub("维[持护]", "维[持护]", stem)
    stem = re.sub("或者?", "或者?", stem)
    stem = re.sub("其[他它]", "其[他它]", stem)
    stem = stem.replace("的", "的?")
    return stem if heading else f"{stem}(?:总?次数|总?数量?)?"


def find_labels(skeleton: Skeleton, form: Form) -> tuple[Mention, ...]:
    """Every label of the form that stands in the text as a row of its own, in reading order.

    Labels within a sentence or within longer words are left out: they are spoken of there, not printed.
    """
    words = lexicon(form)
    printed = {each.measure.unit for each in form.figures if each.measure.unit}
    units = tuple(sorted(printed | set(COMMON_UNITS), key=lambda unit: (-len(unit), unit)))
    spans = [match.span() for match in words.pattern.finditer(skeleton.bare)]
    starts, ends = {start for start, _ in spans}, {end for _, end in spans}
    behind = [start for start in starts if skeleton.bare.endswith(units, 0, start)]
    starts |= {start - len(unit) for start in behind for unit in units if skeleton.bare.endswith(unit, 0, start)}
    found = []
    for first, last in spans:
        rows = _rows_of(words, skeleton.bare[first:last])
        mention = mention_at(skeleton.folded, skeleton.offsets[first], skeleton.offsets[last - 1] + 1, rows)
        parting = units
        if skeleton.bare.endswith(units, 0, first):
            parting = tuple(it for it in units if not _is_within_words(skeleton.bare, first - len(it), it, ends))
        left = first in ends or _free_left(skeleton.folded, mention, parting)
        if rows and left and (last in starts or _free_right(skeleton.folded, mention, units)):
            found.append(mention)
    return tuple(found)


def _is_within_words(bare: str, at: int, unit: str, ends: set[int]) -> bool:
    """Whether a unit word stands within other words here, and behind no label: in a label that its cell broke."""
    return at > 0 and bare.startswith(unit, at) and at not in ends and is_chinese(bare[at - 1])


def mention_at(folded: str, start: int, end: int, rows: tuple[int, ...]) -> Mention:
    """The mention of a label whose words stand at `start` to `end`, with its outline number looked up to the left."""
    base = max(0, start - _WINDOW)
    left = folded[base:start]
    number = NUMBER.search(left)
    if number is None:
        return Mention(Span(start, start), None, start, end, rows)
    digits = Span(base + number.start("digits"), base + number.end("digits")) if number["digits"] else None
    first = number.start() + len(number.group()) - len(number.group().lstrip())
    return Mention(Span(base + first, start), digits, start, end, rows)


def _free_left(folded: str, mention: Mention, units: tuple[str, ...]) -> bool:
    if _NOTE_OF_FIGURE.search(folded[max(0, mention.start - _WINDOW) : mention.start]):
        return False
    if mention.at < mention.start and folded[mention.at : mention.start].strip():
        return folded[mention.at - 1 : mention.at] not in _SENTENCE_MARKS
    left = folded[max(0, mention.start - _WINDOW) : mention.start]
    if _EXPLAINED.search(left):
        return False
    stripped = left.rstrip(" ")
    if not stripped or stripped[-1] in "\n\t)]】" or len(left) - len(stripped) > 1:
        return True
    if stripped[-1].isdecimal() or stripped[-1] in "-—/–.":
        return True
    return stripped[-1] not in _SENTENCE_MARKS and stripped.endswith((*units, "统计数", "数量", "无"))


def _free_right(folded: str, mention: Mention, units: tuple[str, ...]) -> bool:
    right = folded[mention.end : mention.end + _WINDOW]
    stripped = right.lstrip(" ")
    if not stripped or stripped[0] in "\n\t([【-—/–" or len(right) - len(stripped) > 1:
        return True
    if stripped[0].isdecimal():
        return True
    if stripped[0] == ")":  # the end of an explanation that goes on over lines, unless the label stands in brackets
        return folded[mention.start - 1 : mention.start] == "("
    unit = next((unit for unit in units if stripped.startswith(unit)), "")
    following = stripped[len(unit) : len(unit) + 1]
    return stripped.startswith("无") or not is_chinese(following) or following in _OPENING
