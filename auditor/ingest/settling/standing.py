"""Who is who among the submissions: units by their names in the list, one report a unit and year, and who is missing.

A name is never guessed: 洪泽区 is 淮安市洪泽区 where the list says so, or where the file lies in a folder 淮安市 and
that name stands elsewhere in the run.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.document import Attribute
from auditor.document import Status
from auditor.ingest.codes import NAMED_OTHERWISE
from auditor.ingest.codes import NOT_NAMED
from auditor.ingest.codes import UNKNOWN_UNIT
from auditor.ingest.codes import tell
from auditor.ingest.files.spool import SubmissionSpool
from auditor.ingest.identity.levels import government_level
from auditor.ingest.identity.levels import government_level_listed
from auditor.ingest.identity.levels import nature_of
from auditor.ingest.lists.names import Names
from auditor.ingest.lists.names import comparable
from auditor.ingest.lists.names import due
from auditor.ingest.settling.halves import find_halves
from auditor.ingest.settling.halves import join
from auditor.ingest.settling.namesakes import namesakes
from auditor.ingest.settling.offices import called
from auditor.ingest.settling.offices import named_in_full
from auditor.ingest.settling.offices import offices_apart
from auditor.ingest.settling.one_a_year import one_a_year
from auditor.registry import RegisteredUnit
from auditor.registry import Registry
from auditor.results import Missing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.document import Submission
    from auditor.schema import Schema

# What a report says of whose part its unit is.
_PARENT = "上级单位"
_NO_LIST = Registry()
_UNIT, _YEAR = Words("单位", "unit"), Words("年度", "year")


class Standing(Struct, frozen=True):
    """The submissions with their units settled, and the reports that should be there and are not.

    `registry` is the list of units with what the submissions themselves say of who reports to whom.
    """

    submissions: tuple[Submission, ...]
    missing: tuple[Missing, ...] = ()
    registry: Registry = _NO_LIST


def settle(submissions: Sequence[Submission], schema: Schema) -> Standing:
    """Gives units their names in the list, leaves one report a unit and year to be judged, and says who is missing.

    The list is the schema's; without one, names stay as printed and nobody is missing.
    """
    spool = SubmissionSpool()
    named = _named(submissions, schema.registry, spool)
    joined = join(submissions, find_halves(named), schema, spool)
    units = offices_apart(_named(joined, schema.registry, spool), schema.registry)
    apart = (spool.lay_aside(_told_unnamed(each)) for each in units)
    judged = one_a_year(tuple(apart), schema)
    settled = tuple(map(spool.lay_aside, judged if schema.registry.units else namesakes(judged)))
    missing = tuple(_missing(settled, schema.registry))
    return Standing(settled, missing, _with_declared(schema.registry, settled))


def _with_declared(registry: Registry, submissions: Sequence[Submission]) -> Registry:
    """The list with the units that a report itself names as parts of another: for its own year, where not listed."""
    declared: dict[tuple[str, int], RegisteredUnit] = {}
    for each in submissions:
        parent = each.text_of(_PARENT)
        if not parent or each.status is not Status.AUDITED or each.unit is None or each.year is None:
            continue
        if registry.find(each.unit, each.year) is None:
            first, last = date(each.year, 1, 1).toordinal(), date(each.year, 12, 31).toordinal()
            level = each.text_of("单位级别")
            declared[each.unit, each.year] = RegisteredUnit(each.unit, parent, level, first=first, last=last)
    return replace(registry, units=(*registry.units, *declared.values())) if declared else registry


# ---------------------------------------------------------------------------------------------------------------- names


def _named(submissions: Sequence[Submission], registry: Registry, spool: SubmissionSpool) -> tuple[Submission, ...]:
    if registry.units:
        names = Names(registry)
        return tuple(spool.lay_aside(_by_list(each, names)) for each in submissions)
    known = frozenset(each.unit for each in submissions if each.unit)
    return tuple(spool.lay_aside(_by_folder(each, known)) for each in submissions)


def _by_list(submission: Submission, names: Names) -> Submission:
    """A submission with its unit as the list has it; the list also says its level, region and kind."""
    printed = submission.unit
    if printed is None:
        return submission
    unit = names.find(named_in_full(submission), submission.year, _folders(submission))
    if unit is None:
        if submission.status is not Status.AUDITED or submission.text_of(_PARENT):
            return submission
        return _told(submission, tell(UNKNOWN_UNIT, submission.path, unit=printed))
    told = () if unit.name == printed else (tell(NAMED_OTHERWISE, submission.path, printed=printed, name=unit.name),)
    parent = names.registry.find(unit.parent, submission.year)
    renamed = replace(submission, unit=unit.name, attributes=tuple(_attributes(submission, unit, parent)))
    return _told(renamed, *told)


def _told_unnamed(submission: Submission) -> Submission:
    """A submission with a word on what is not known of it: few rules judge it, and it looks right."""
    lacking = [what for what, known in ((_UNIT, submission.unit), (_YEAR, submission.year)) if not known]
    if submission.status is not Status.AUDITED or not lacking:
        return submission
    what, what_en = "和".join(each.zh for each in lacking), " and ".join(each.en for each in lacking)
    return _told(submission, tell(NOT_NAMED, submission.path, what=what, what_en=what_en))


def _attributes(submission: Submission, unit: RegisteredUnit, parent: RegisteredUnit | None) -> Iterator[Attribute]:
    """The attributes with what the list knows better."""
    listed = {"单位": unit.name, "单位级别": unit.level, "单位地区": unit.region, "单位类型": unit.kind}
    listed["所属级别"] = _government_level(unit) or (_government_level(parent) if parent else None) or ""
    better = {name: text for name, text in listed.items() if text}
    if "部门" in {nature_of(unit.level), nature_of(unit.kind)}:
        better["单位性质"] = "部门"  # else as its name says: of a bureau, a list gives the rank as its level
    for attribute in submission.attributes:
        text = better.pop(attribute.name, None)
        yield attribute if text is None else replace(attribute, text=text)
    yield from (Attribute(name, None, text) for name, text in better.items())


def _government_level(unit: RegisteredUnit) -> str | None:
    return government_level_listed(unit.level) or government_level(unit.name)


def _by_folder(submission: Submission, known: frozenset[str]) -> Submission:
    """A place with the place before it that its folder names, where the run knows it by that name."""
    printed = submission.unit or ""
    fuller = [folder + printed for folder in _folders(submission) if folder + printed in known and printed]
    if len(set(fuller)) != 1:
        return submission
    told = tell(NAMED_OTHERWISE, submission.path, printed=printed, name=fuller[0])
    return _told(called(submission, fuller[0]), told)


def _folders(submission: Submission) -> tuple[str, ...]:
    return tuple(comparable(part) for part in submission.path.split("/")[:-1])


def _told(submission: Submission, *diagnostics: Diagnostic) -> Submission:
    return replace(submission, diagnostics=(*submission.diagnostics, *diagnostics)) if diagnostics else submission


# -------------------------------------------------------------------------------------------------------------- missing


def _missing(submissions: Iterable[Submission], registry: Registry) -> Iterator[Missing]:
    """The units of the list that report for a year of this run, and of which nothing was received for it.

    A year before the last one of which a single unit's report is here is not being collected: that report is here to
    be compared with.
    """
    received = {(each.unit, each.year) for each in submissions if each.unit}
    units: dict[int, set[str]] = {}
    for each in submissions:
        if each.status is Status.AUDITED and each.year is not None and each.unit:
            units.setdefault(each.year, set()).add(each.unit)
    for year in sorted(units):
        if year < max(units) and len(units[year]) == 1:
            continue
        for unit in due(registry, year):
            if (unit.name, year) not in received:
                yield Missing(unit.name, year, unit.level, unit.region, unit.kind, unit.parent)
