"""The facts of many submissions become tables, in which rules are judged."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeAlias

from auditor.disk.scratch import Scratch
from auditor.document import Reading
from auditor.document import Status
from auditor.facts import ATTRIBUTES
from auditor.facts import ENUMERATIONS
from auditor.facts import FIGURES
from auditor.facts import FIRST
from auditor.facts import ORIGINS
from auditor.facts import RATES
from auditor.facts import RECORDS
from auditor.facts import UNITS
from auditor.facts import UNREAD
from auditor.facts import FactTable
from auditor.ingest.frames import frame
from auditor.ingest.frames import kept_rows
from auditor.ingest.settling.one_a_year import first_published
from auditor.schema import TOGETHER
from auditor.schema import Stance
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    import polars as pl

    from auditor.document import Fact
    from auditor.document import Growth
    from auditor.document import Submission
    from auditor.ingest.frames import Row
    from auditor.registry import RegisteredUnit
    from auditor.schema import Form
    from auditor.schema import Member
    from auditor.schema import Schema

_Key: TypeAlias = tuple[str, str | None]
# How many rows stand together in a file: of attributes fewer, as one is the whole text.
_FIGURES_GROUP, _ATTRIBUTES_GROUP = 20_000, 2_000
# Of how many reports the largest tables are kept in memory; those of more are in files.
_MOST_IN_MEMORY = 1_000


class _Confirmation(NamedTuple):
    """What supports a table figure: positions of mentions that mean it, and figures noted in its cell."""

    mentions: frozenset[int]
    notes: frozenset[int]


def tabulate(submissions: Iterable[Submission], schema: Schema) -> FactTable:
    """The tables of the submissions that are audited; `record` counts them from 0 in the order given."""
    received = tuple(submissions)
    audited = tuple(submission for submission in received if submission.status is Status.AUDITED)
    unread = (each for each in received if each.status is Status.UNREADABLE and each.unit and each.year is not None)
    reports = _reports_by_year(audited)
    place = Scratch() if len(audited) > _MOST_IN_MEMORY else None
    figures, said = (place.path / f"{name}.parquet" if place else None for name in ("figures", "attributes"))
    return FactTable(
        frame(((record, *_names(each)) for record, each in enumerate(audited)), RECORDS),
        kept_rows(
            lambda: (row for at, each in enumerate(audited) for row in _figures(at, each, schema)),
            FIGURES,
            figures,
            _FIGURES_GROUP,
        ),
        kept_rows(
            lambda: (row for at, each in enumerate(audited) for row in _attributes(at, each, schema)),
            ATTRIBUTES,
            said,
            _ATTRIBUTES_GROUP,
        ),
        frame((row for record, each in enumerate(audited) for row in _enumerations(record, each)), ENUMERATIONS),
        frame((row for record, each in enumerate(audited) for row in _rates(record, each, reports, schema)), RATES),
        unit_rows(schema.registry.units),
        frame(sorted({(each.unit or "", each.year or 0) for each in unread}), UNREAD),
        frame(first_published(audited, received), FIRST),
        place,
    )


def origin_rows(submissions: Iterable[Submission], first: int = 0) -> pl.DataFrame:
    """Where the figures of the submissions that are audited stand, by the numbers of the tables, from `first` on."""
    audited = (submission for submission in submissions if submission.status is Status.AUDITED)
    rows = (row for record, each in enumerate(audited, first) for row in _origins(record, each))
    return frame(rows, ORIGINS)


def _origins(record: int, submission: Submission) -> Iterator[Row]:
    length = len(submission.document.source.text) if submission.document else 0
    for position, fact in enumerate(submission.facts):
        yield record, position, fact.raw, fact.origin.span.start, fact.origin.span.end, length


def unit_rows(units: Iterable[RegisteredUnit]) -> pl.DataFrame:
    """The list of units as a table."""
    return frame(map(_unit, units), UNITS)


def _reports_by_year(submissions: Iterable[Submission]) -> Mapping[tuple[str, int], Submission]:
    """The report that counts of each unit and year: of several the last by its path, as for 上年."""
    ordered = sorted(submissions, key=lambda each: each.path)
    return {(each.unit, each.year): each for each in ordered if each.unit is not None and each.year is not None}


def _table_figure(submission: Submission, indicator: str, schema: Schema) -> int | None:
    """The stored integer that the table of a submission has for an indicator, in its total column where it has some."""
    member = _total_columns(schema.forms.get(submission.form or "")).get(indicator)
    values = {
        fact.value if fact.reading is Reading.VALUE else None
        for fact in submission.facts
        if not fact.is_narrative and (fact.indicator, fact.member) == (indicator, member)
    }
    return values.pop() if len(values) == 1 else None


def _names(submission: Submission) -> Row:
    return submission.path, submission.unit, submission.year, submission.form


def _figures(record: int, submission: Submission, schema: Schema) -> Iterator[Row]:
    form = schema.forms.get(submission.form or "")
    totals = _total_columns(form)
    confirmations = _confirmations(submission.facts, totals)
    for position, fact in enumerate(submission.facts):
        yield (
            record,
            position,
            fact.indicator,
            fact.member,
            "narrative" if fact.is_narrative else "table",
            fact.value if fact.reading is Reading.VALUE else None,
            fact.reading.value,
            fact.low,
            fact.high,
            fact.digits,
            fact.stance.value if fact.stance else None,
            bool(fact.scope),
            bool(fact.note),
            _is_stray(fact, form),
            fact.in_order,
            fact.is_narrative and _agrees_elsewhere(position, fact, confirmations, totals),
        )


def _total_columns(form: Form | None) -> Mapping[str, str]:
    """The total column of each indicator that has columns: what the narrative means that names none."""
    tables = {table.code: table.members for table in form.tables} if form else {}
    totals = {code: member.code for code, members in tables.items() for member in members if _is_total(member, members)}
    return {each.code: totals[each.table] for each in form.figures if each.table in totals} if form else {}


def _is_total(member: Member, members: tuple[Member, ...]) -> bool:
    return any(other.part_of == member.code for other in members)


def _key(fact: Fact, totals: Mapping[str, str]) -> _Key:
    return fact.indicator, totals.get(fact.indicator) if fact.is_narrative and fact.member is None else fact.member


def _confirmations(facts: Sequence[Fact], totals: Mapping[str, str]) -> Mapping[_Key, _Confirmation]:
    """What supports each indicator's table figure: the mentions that mean it, and the figures noted beside it."""
    tables: dict[_Key, set[int]] = {}
    notes: dict[_Key, set[int]] = {}
    for fact in facts:
        if not fact.is_narrative and fact.reading is Reading.VALUE and fact.value is not None:
            tables.setdefault((fact.indicator, fact.member), set()).add(fact.value)
            notes.setdefault((fact.indicator, fact.member), set()).update(fact.note_values)
    for code, columns in {(fact.indicator, fact.member) for fact in facts if fact.member and TOGETHER in fact.member}:
        values = [tables.get((code, column), set()) for column in columns.split(TOGETHER)]
        if all(len(each) == 1 for each in values):
            tables[code, columns], notes[code, columns] = {sum(map(sum, values))}, set()
    agreeing: dict[_Key, set[int]] = {key: set() for key in tables}
    for position, fact in enumerate(facts):
        key = _key(fact, totals)
        if fact.stance is Stance.FIGURE and any(_means(fact, value) for value in tables.get(key, ())):
            agreeing[key].add(position)
    return {key: _Confirmation(frozenset(agreeing[key]), frozenset(notes[key])) for key in tables}


def _agrees_elsewhere(
    position: int, fact: Fact, confirmations: Mapping[_Key, _Confirmation], totals: Mapping[str, str]
) -> bool:
    """Whether another mention equals the table, or a figure noted in the table's cell equals this mention."""
    confirmation = confirmations.get(_key(fact, totals))
    if confirmation is None:
        return False
    return bool(confirmation.mentions - {position}) or any(_means(fact, value) for value in confirmation.notes)


def _means(fact: Fact, value: int) -> bool:
    """Whether the printed words of a mention can mean a value."""
    if fact.value is None or fact.reading is not Reading.VALUE:
        return False
    if fact.low is None and fact.high is None:
        return fact.value == value
    return (fact.low is None or fact.low <= value) and (fact.high is None or value <= fact.high)


def _is_stray(fact: Fact, form: Form | None) -> bool:
    """Whether a table row prints a unit word other than its form's."""
    indicator = form.by_code.get(fact.indicator) if form else None
    if indicator is None or fact.is_narrative or indicator.is_heading:
        return False
    unit = squeezed(fact.unit)
    return bool(unit) and unit != indicator.measure.unit


def _unit(unit: RegisteredUnit) -> Row:
    return (
        unit.name,
        unit.parent or None,
        unit.level or None,
        unit.region or None,
        unit.kind or None,
        unit.first,
        unit.last,
        unit.predecessor or None,
    )


def _attributes(record: int, submission: Submission, schema: Schema) -> Iterator[Row]:
    """What is known of a submission; what the registry says of its unit goes before what the text suggests."""
    registered = schema.registry.find(submission.unit, submission.year)
    if registered is not None:
        said = {"单位级别": registered.level, "单位地区": registered.region, "单位类型": registered.kind}
        yield from ((record, name, None, text) for name, text in said.items() if text)
    for attribute in submission.attributes:
        yield record, attribute.name, attribute.number, attribute.text


def _enumerations(record: int, submission: Submission) -> Iterator[Row]:
    for item, each in enumerate(submission.enumerations):
        parts = each.parts
        yield (
            record,
            item,
            each.total,
            sum(parts),
            max(parts, default=None),
            len(parts),
            int(each.complete),
            int(each.overlapping),
            int(each.carried),
            int(each.by_way),
        )


def _rates(
    record: int, submission: Submission, reports: Mapping[tuple[str, int], Submission], schema: Schema
) -> Iterator[Row]:
    """The percentages of a submission, then its comparisons with the year before."""
    nothing = (0, 0, 0, None)  # of another year
    for item, each in enumerate(submission.rates):
        yield record, item, each.part, each.base, each.stated, 100 * 10**each.digits, *nothing, int(each.part is None)
    if submission.growths:
        past = reports.get((submission.unit, submission.year - 1)) if submission.unit and submission.year else None
        quoted: set[tuple[str, int | None]] = set()
        for item, growth in enumerate(submission.growths, len(submission.rates)):
            key = (growth.indicator, growth.before)
            yield (
                record,
                item,
                *_growth(growth, submission, past, schema, quotes=_quotes(growth) and key not in quoted),
                0,
            )
            if _quotes(growth):
                quoted.add(key)


def _quotes(growth: Growth) -> bool:
    """Whether a comparison gives the year before itself, of what that year's report counts, too."""
    return bool(growth.indicator) and not growth.implied


def _growth(growth: Growth, submission: Submission, past: Submission | None, schema: Schema, *, quotes: bool) -> Row:
    """The fields of a comparison; what it quotes of the year before counts only where it `quotes` it first."""
    reported = _table_figure(past, growth.indicator, schema) if past else None
    now = _table_figure(submission, growth.indicator, schema) if growth.now is None else growth.now
    before = reported if growth.before is None else growth.before
    more = None if now is None or before is None else (before - now if growth.falls else now - before)
    part = more if growth.of_change else now
    kind = 2 if growth.stated is None else 1
    return part, before, growth.stated, growth.scale, kind, growth.change or 0, (growth.before or 0) * quotes, reported
