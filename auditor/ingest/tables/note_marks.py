"""Marks of footnotes behind figures: a text keeps them as digits, 12¹ comes out of prints as 121.

Where notes stand below the tables, or several sums hold without the last digit of one of their figures, a figure that
ends so is in doubt, unless a sum that it stands in holds. A raised digit is a mark where a note has that number;
where none has, it may be a digit of the figure.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Reading
from auditor.ingest.layout import RAISED_DIGITS
from auditor.ingest.tables.cells import COMMON_UNIT
from auditor.ingest.tables.headings import member_total
from auditor.patterns import CHINESE
from auditor.patterns import regex
from auditor.source import fold
from auditor.source import is_chinese

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.document import Fact
    from auditor.ingest.tables.reading import TableReading
    from auditor.schema import Form
    from auditor.source import Span

_UNITS = "|".join((COMMON_UNIT, *"年月日号级类种第位家期周天小时分的"))
_NOTE = regex(rf"(?m)^[ \t]*(?:注\s*([1-9])\s*[:.、]?|([1-9]) ?(?!{_UNITS}))[ \t]*{CHINESE}[^\n\t\d|]{{3}}")
# Below the last table the number of a note may stand in a line of its own, above the note or below it.
_NOTE_BELOW = regex(r"(?m)^[ \t]*([1-9])[ \t]*$")
# A figure with a mark behind it has two digits at least; one such may be a slip of the pen, several are none.
_LEAST = 10
_FEWEST_SHED = 3

_PLAIN = str.maketrans(RAISED_DIGITS, "0123456789")
_MARKED = regex(rf"\d[ ]?([{RAISED_DIGITS}]+)")
_RAISED_NOTE = regex(rf"(?m)(?:^[ \t]*|注\s*|[(\[【]\s*)([{RAISED_DIGITS}]{{1,2}})")

_Key = tuple[str, "str | None"]


def with_doubt_of_marks(found: TableReading, document: Document, form: Form) -> TableReading:
    """The tables, in doubt the figures that may end with the mark of a note, or whose mark no note explains."""
    return _with_doubt_of_last_digits(_with_doubt_of_raised(found, document), document, form)


def _with_doubt_of_raised(found: TableReading, document: Document) -> TableReading:
    """In doubt the figures with raised digits of which no note has the number."""
    marked = {id(fact): mark[1].translate(_PLAIN) for fact in found.facts if (mark := _MARKED.search(fact.raw))}
    if not marked:
        return found
    text = fold(document.source.text)
    raised = {note[1].translate(_PLAIN) for note in _RAISED_NOTE.finditer(text)}
    noted = raised | _marks(text, found.spans)
    facts = (
        replace(fact, reading=Reading.DOUBTFUL, doubt="figures")
        if fact.reading is Reading.VALUE and marked.get(id(fact), "") not in ("", *noted)
        else fact
        for fact in found.facts
    )
    return replace(found, facts=tuple(facts))


def _with_doubt_of_last_digits(found: TableReading, document: Document, form: Form) -> TableReading:
    """The tables of a text, in doubt the figures of which the last digit may be the mark of a note."""
    if document.format != "text" or not found.facts:
        return found
    text = fold(document.source.text)
    marks = _marks(text, found.spans) | _shed(found.facts, form)
    likely = {id(fact) for fact in found.facts if _may_be_marked(fact, text, marks)} if marks else set()
    if not likely:
        return found
    sure = frozenset(_in_sums(found.facts, form))
    facts = (
        replace(fact, reading=Reading.DOUBTFUL, doubt="figures")
        if id(fact) in likely and (fact.indicator, fact.member) not in sure
        else fact
        for fact in found.facts
    )
    return replace(found, facts=tuple(facts))


def _marks(text: str, tables: Sequence[Span]) -> frozenset[str]:
    """The numbers of the notes below the tables, which count from 1."""
    start, end = min((span.start for span in tables), default=0), max((span.end for span in tables), default=0)
    numbers = [note[1] or note[2] for note in _NOTE.finditer(text, start)]
    count = max(_counted(numbers), _counted([note[1] for note in _NOTE_BELOW.finditer(text, end)]))
    return frozenset(map(str, range(1, count + 1)))


def _counted(numbers: Sequence[str]) -> int:
    """How far numbers count from 1 on, others between them left out."""
    count = 0
    for number in numbers:
        count += number == str(count + 1)
    return count


def _shed(facts: Sequence[Fact], form: Form) -> frozenset[str]:
    """The last digits without which sums hold, where several figures have such: they are marks of notes."""
    values = _values(facts)
    shed: dict[_Key, str] = {}
    for whole, parts in chain(_rows(form), _columns(form)):
        summed = [values.get(part) for part in parts]
        total = values.get(whole)
        if not parts or total is None or None in summed:
            continue
        over = sum(each or 0 for each in summed) - total
        for key, value, sign in ((whole, total, -1), *((part, values[part] or 0, 1) for part in parts)):
            if value >= _LEAST and sign * over == value - value // _LEAST:
                shed[key] = str(value % _LEAST)
    return frozenset(shed.values()) if len(shed) >= _FEWEST_SHED else frozenset()


def _values(facts: Sequence[Fact]) -> Mapping[_Key, int | None]:
    return {(fact.indicator, fact.member): fact.value for fact in facts if fact.reading is Reading.VALUE}


def _may_be_marked(fact: Fact, text: str, marks: frozenset[str]) -> bool:
    """Whether a figure ends with a mark behind other digits, or is one that stands right behind its label."""
    raw, start = fold(fact.raw).strip(), fact.origin.span.start
    if fact.reading is not Reading.VALUE or raw[-1:] not in marks:
        return False
    return len(raw) > 1 or is_chinese(text[max(0, start - 1) : start])


def _in_sums(facts: Sequence[Fact], form: Form) -> Iterator[_Key]:
    """The cells of the sums that hold: those of a row and its total, and those of an indicator and its parts."""
    values = _values(facts)
    for whole, parts in chain(_rows(form), _columns(form)):
        if _holds(whole, parts, values):
            yield from (whole, *parts)


def _holds(whole: _Key, parts: Sequence[_Key], values: Mapping[_Key, int | None]) -> bool:
    """Whether a sum holds."""
    summed = [values.get(part) for part in parts]
    return bool(parts) and None not in summed and values.get(whole) == sum(each or 0 for each in summed)


def _rows(form: Form) -> Iterator[tuple[_Key, Sequence[_Key]]]:
    for table in form.tables:
        total = member_total(table)
        if total is not None:
            for each in form.figures:
                if each.table == table.code:
                    parts = [(each.code, member.code) for member in table.members if member is not total]
                    yield (each.code, total.code), parts


def _columns(form: Form) -> Iterator[tuple[_Key, Sequence[_Key]]]:
    for each in form.figures:
        for member in each.members or (None,):
            yield (each.code, member), [(part.code, member) for part in form.parts(each.code)]
