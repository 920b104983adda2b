"""The headings of a form with columns: what it prints at its rows and columns, and which cells each of them names.

A heading names a set of addresses; the headings that a figure stands under name, together, exactly one.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cache
from functools import lru_cache
from itertools import pairwise
from itertools import takewhile
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.tables.heading_texts import BRACKETS
from auditor.ingest.tables.heading_texts import explained
from auditor.ingest.tables.heading_texts import squash
from auditor.ingest.tables.heading_texts import variants
from auditor.patterns import regex
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.schema import Form
    from auditor.schema import Indicator
    from auditor.schema import Member
    from auditor.schema import Table

_NEAR = 80
_MARGIN = 6
_SHORTEST_NEAR = 4
_SHORTEST_PART = 2
_SHORTEST_CUT = 3
_LONGEST = 80
PATH = " / "

_INNER = regex(
    r"(?<=[㐀-鿿）)])[\s:/>—–-]*(?=(?:[(][一二三四五六七八九十]{1,3}[)]|\d{1,2}\s*[.、])\s*[㐀-鿿])", needs="(|.|、"
)
# The rest of a label that was cut within its brackets.
_REST = regex(r"[^()]{2,}\)")
SUBTOTAL = regex("小计|分计")
_TOTALS = ("总计", "合计", "总数", "共计")


class Axis(StrEnum):
    """What a heading is to a figure: its row, its column, a part of its path, or a head over rows."""

    ROW = "row"
    HEAD = "head"
    COLUMN = "column"
    GROUP = "group"
    LEAF = "leaf"


class Heading(Struct, frozen=True):
    """One meaning of a printed heading: the indicators that it names, or the member of a table's columns.

    `head` is the code of the head row that it is, `codes` then being the figures under it.
    """

    table: str
    axis: Axis
    codes: frozenset[str] = frozenset()
    member: str = ""
    head: str = ""


class Lexicon(Struct, frozen=True, eq=False):
    """All headings of a form by their squashed text, and the heads over others, which name no figure.

    `cut` are those that name several columns by how these begin: 本年新 where the line below was lost.
    """

    known: Mapping[str, tuple[Heading, ...]]
    over: tuple[str, ...] = ()
    cut: frozenset[str] = frozenset()

    def headings(self, text: str, *, near: bool = True) -> tuple[Heading, ...]:
        """The meanings of a printed heading, none where it is none.

        Exact wording first, then the wording without its brackets, then a part that names one thing only, then the
        nearest wording when it is near and no other is.
        """
        return () if len(text) > 2 * _LONGEST else _headings(self, text, near=near)

    def find(self, text: str, *, near: bool) -> tuple[Heading, ...]:
        """The meanings of a printed heading of usual length, looked up anew."""
        if _REST.match(fold(text)):
            return ()
        key = squash(text)
        for form in (*variants(text), squash(explained(text))):
            if form in self.known:
                return self._narrowed(text, self.known[form]) + self._short_member(form)
        inner = [match.end() for match in _INNER.finditer(fold(text))]
        if inner and (found := self.known.get(squash(text[inner[-1] :]))):
            return found  # the end of a head beside the row stands before its number
        if not near or not key or len(key) > _LONGEST or SUBTOTAL.search(key) or re.search(r"\d", key):
            return ()
        return self._short_member(key) or self._beginning(key) or self._nearest(key)

    def _narrowed(self, text: str, found: tuple[Heading, ...]) -> tuple[Heading, ...]:
        """The headings, a head over others as what its bracket narrows it to: 行政诉讼（复议后起诉）."""
        if all(heading.axis is not Axis.GROUP for heading in found):
            return found
        inner = [each for part in BRACKETS.findall(fold(text)) for each in self.known.get(squash(part), ())]
        within = tuple(each for each in inner if each.axis is Axis.GROUP and each.codes < found[0].codes)
        return within or found

    def _short_member(self, key: str) -> tuple[Heading, ...]:
        """The column of which the text is a part (其他 of 其他组织), when it is part of one only."""
        if len(key) < _SHORTEST_PART or any(heading.member for heading in self.known.get(key, ())):
            return ()
        hits = {each for word, headings in self.known.items() if key in word for each in headings if each.member}
        return tuple(hits) if len(hits) == 1 else ()

    def _beginning(self, key: str) -> tuple[Heading, ...]:
        if len(key) < _SHORTEST_NEAR:
            return ()
        hits = {headings for word, headings in self.known.items() if word.startswith(key)}
        return hits.pop() if len(hits) == 1 else ()

    def _nearest(self, key: str) -> tuple[Heading, ...]:
        if len(key) < _SHORTEST_NEAR:
            return ()
        from rapidfuzz import fuzz  # here, as it takes long to load, and few headings are like a known one alone
        from rapidfuzz import process

        scored = process.extract(key, self.known.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR - _MARGIN, limit=None)
        if not scored or scored[0][1] < _NEAR:
            return ()
        word, best, _ = scored[0]
        rivals = (score for other, score, _ in scored[1:] if self.known[other] != self.known[word])
        return self.known[word] if best - next(rivals, 0.0) >= _MARGIN else ()


@lru_cache(maxsize=8192)
def _headings(lexicon: Lexicon, text: str, *, near: bool) -> tuple[Heading, ...]:
    """The same headings and the same figures come again and again: in every row, and in every document."""
    return lexicon.find(text, near=near)


def member_total(table: Table) -> Member | None:
    """The column that sums up the others, where the table has one."""
    wholes = {member.part_of for member in table.members} - {None}
    return next(
        (member for member in table.members if member.code in wholes or (not wholes and member.name in _TOTALS)), None
    )


@cache
def lexicon_of(form: Form) -> Lexicon:
    """The headings of all tables of a form."""
    found: dict[str, list[Heading]] = {}
    for table in form.tables:
        for text, heading in _of_table(form, table):
            for key in variants(text):
                if key and heading not in found.setdefault(key, []):
                    found[key].append(heading)
    over = dict.fromkeys(squash(head) for table in form.tables for head in table.heads)
    cut = {word: heading for table in form.tables for word, heading in _beginnings(form, table) if word not in found}
    known = {**{key: tuple(headings) for key, headings in found.items()}, **{key: (it,) for key, it in cut.items()}}
    return Lexicon(known, tuple(filter(None, over)), frozenset(cut))


@cache
def in_table(form: Form, table: str) -> tuple[Indicator, ...]:
    """The indicators of a table, in the printed order."""
    return tuple(indicator for indicator in form.indicators if indicator.table == table)


@cache
def has_paths(form: Form, table: str) -> bool:
    """Whether a table has heads over heads above its figures."""
    return any(PATH in indicator.label for indicator in in_table(form, table))


@cache
def size_of(form: Form, table: str) -> int:
    """How many figures a table holds."""
    return sum(max(1, len(each.members)) for each in in_table(form, table) if not each.is_heading)


def full_row(form: Form, code: str) -> int:
    """How many figures the row of a figure has: one a member, those of the same label, or all of a table of one row."""
    own = form.by_code[code]
    if own.members:
        return len(own.members)
    others = in_table(form, own.table)
    if any(each.column for each in others):
        return sum(each.label == own.label for each in others)
    return size_of(form, own.table)


@cache
def below(form: Form, head: Indicator) -> tuple[Indicator, ...]:
    """The figures under a head row, by their place in the outline: 三（六）1 is below 三（六）."""
    return tuple(
        indicator
        for indicator in in_table(form, head.table)
        if head.number and indicator.number.startswith(head.number) and indicator.number != head.number
        if not indicator.is_heading
    )


def _of_table(form: Form, table: Table) -> Iterable[tuple[str, Heading]]:
    indicators = in_table(form, table.code)
    for member in table.members:
        totals = _TOTALS if member == member_total(table) else ()
        texts = (member.name, *_short_names(member, table), *member.aliases, *totals)
        yield from ((text, Heading(table.code, Axis.COLUMN, member=member.code)) for text in texts)
    yield from _rows(form, table, [each for each in indicators if PATH not in each.label])
    yield from _paths(table, [each for each in indicators if PATH in each.label])


def _short_names(member: Member, table: Table) -> tuple[str, ...]:
    """The name without the word that it shares with another one: heads print 其他 for 其他组织."""
    others = [other.name for other in table.members if other != member]
    short, shared = member.name[:_SHORTEST_PART], member.name[_SHORTEST_PART:]
    distinct = not any(name.startswith(short) for name in others)
    return (short,) if shared and distinct and any(name.endswith(shared) for name in others) else ()


def _rows(form: Form, table: Table, indicators: list[Indicator]) -> Iterable[tuple[str, Heading]]:
    rows: dict[str, set[str]] = {}
    columns: dict[str, set[str]] = {}
    for indicator in indicators:
        texts = (indicator.label or indicator.name, *indicator.aliases)
        if indicator.is_heading:
            codes = frozenset(each.code for each in below(form, indicator))
            head = Heading(table.code, Axis.HEAD, codes, head=indicator.code)
            yield from ((text, head) for text in (indicator.name, *texts))
            continue
        for text in (*texts, *(() if indicator.column else (indicator.name,))):
            for word in _same(text):
                rows.setdefault(word, set()).add(indicator.code)
        if indicator.column:
            columns.setdefault(indicator.column, set()).add(indicator.code)
    yield from ((text, Heading(table.code, Axis.ROW, frozenset(codes))) for text, codes in rows.items())
    yield from ((text, Heading(table.code, Axis.COLUMN, frozenset(codes))) for text, codes in columns.items())


def _beginnings(form: Form, table: Table) -> Iterable[tuple[str, Heading]]:
    """What heads of columns have in common that begin alike, as a name of all of them."""
    columns = sorted({squash(each.column) for each in in_table(form, table.code) if each.column})
    for word in {_shared(*pair) for pair in pairwise(columns)}:
        codes = (each.code for each in in_table(form, table.code) if squash(each.column).startswith(word))
        if len(word) >= _SHORTEST_CUT:
            yield word, Heading(table.code, Axis.COLUMN, frozenset(codes))


def _shared(one: str, other: str) -> str:
    """What two words have in common from their beginning on."""
    return "".join(char for char, _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _paths(table: Table, indicators: list[Indicator]) -> Iterable[tuple[str, Heading]]:
    named: dict[tuple[str, Axis], set[str]] = {}
    for indicator in indicators:
        *groups, leaf = indicator.label.split(PATH)
        for word in _same(leaf):
            named.setdefault((word, Axis.LEAF), set()).add(indicator.code)
        for group in groups:
            named.setdefault((group, Axis.GROUP), set()).add(indicator.code)
    yield from ((text, Heading(table.code, axis, frozenset(codes))) for (text, axis), codes in named.items())


def _same(label: str) -> tuple[str, ...]:
    """The words that say the same as a label: 合计 for 总计."""
    return _TOTALS if label in _TOTALS else (label,)
