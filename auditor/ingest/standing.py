"""Who is who among the submissions: units by their names in the list, one report a unit and year, and who is missing.

A name is never guessed: 洪泽区 is 淮安市洪泽区 where the list says so, or where the file lies in a folder 淮安市 and
that name stands elsewhere in the run.
"""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.document import Attribute
from auditor.document import Reading
from auditor.document import Status
from auditor.ingest.codes import NAMED_OTHERWISE
from auditor.ingest.codes import SAME_UNIT_TWICE
from auditor.ingest.codes import SUPERSEDED
from auditor.ingest.codes import UNKNOWN_UNIT
from auditor.ingest.codes import tell
from auditor.ingest.registry import Names
from auditor.ingest.registry import comparable
from auditor.ingest.registry import due
from auditor.results import Missing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.document import Submission
    from auditor.schema import RegisteredUnit
    from auditor.schema import Registry
    from auditor.schema import Schema

_MOST_DIFFERENCES = 8
_DATES = ("公布日期", "填报日期")


@dataclass(frozen=True, slots=True)
class Standing:
    """The submissions with their units settled, and the reports that should be there and are not."""

    submissions: tuple[Submission, ...]
    missing: tuple[Missing, ...] = ()


def settle(submissions: Sequence[Submission], schema: Schema) -> Standing:
    """Gives units their names in the list, leaves one report a unit and year to be judged, and says who is missing.

    The list is the schema's; without one, names stay as printed and nobody is missing.
    """
    named = _named(submissions, schema.registry)
    settled = _one_a_year(named, schema)
    return Standing(settled, tuple(_missing(settled, schema.registry)))


# ---------------------------------------------------------------------------------------------------------------- names


def _named(submissions: Sequence[Submission], registry: Registry) -> tuple[Submission, ...]:
    if registry.units:
        names = Names(registry)
        return tuple(_by_list(each, names) for each in submissions)
    known = frozenset(each.unit for each in submissions if each.unit)
    return tuple(_by_folder(each, known) for each in submissions)


def _by_list(submission: Submission, names: Names) -> Submission:
    """A submission with its unit as the list has it; the list also says its level, region and kind."""
    printed = submission.unit
    if printed is None:
        return submission
    unit = names.find(printed, submission.year, _folders(submission))
    if unit is None:
        if submission.status is not Status.AUDITED:
            return submission
        return _told(submission, tell(UNKNOWN_UNIT, submission.path, unit=printed))
    told = () if unit.name == printed else (tell(NAMED_OTHERWISE, submission.path, printed=printed, name=unit.name),)
    renamed = replace(submission, unit=unit.name, attributes=tuple(_attributes(submission, unit)))
    return _told(renamed, *told)


def _attributes(submission: Submission, unit: RegisteredUnit) -> Iterator[Attribute]:
    """The attributes with what the list knows better."""
    listed = {"单位": unit.name, "单位级别": unit.level, "单位地区": unit.region, "单位类型": unit.kind}
    better = {name: text for name, text in listed.items() if text}
    for attribute in submission.attributes:
        text = better.pop(attribute.name, None)
        yield attribute if text is None else replace(attribute, text=text)
    yield from (Attribute(name, None, text) for name, text in better.items())


def _by_folder(submission: Submission, known: frozenset[str]) -> Submission:
    """A place with the place before it that its folder names, where the run knows it by that name."""
    printed = submission.unit or ""
    fuller = [folder + printed for folder in _folders(submission) if folder + printed in known and printed]
    if len(set(fuller)) != 1:
        return submission
    name = fuller[0]
    attributes = tuple(replace(each, text=name) if each.name == "单位" else each for each in submission.attributes)
    renamed = replace(submission, unit=name, attributes=attributes)
    return _told(renamed, tell(NAMED_OTHERWISE, submission.path, printed=printed, name=name))


def _folders(submission: Submission) -> tuple[str, ...]:
    return tuple(comparable(part) for part in submission.path.split("/")[:-1])


def _told(submission: Submission, *diagnostics: Diagnostic) -> Submission:
    return replace(submission, diagnostics=(*submission.diagnostics, *diagnostics)) if diagnostics else submission


# ------------------------------------------------------------------------------------------- one report a unit and year


def _one_a_year(submissions: Sequence[Submission], schema: Schema) -> tuple[Submission, ...]:
    """Of several reports of a unit and year the latest is judged; a table and a text kept apart are no two reports."""
    groups: dict[tuple[str | int | bool, ...], list[Submission]] = {}
    for each in submissions:
        if each.status is Status.AUDITED and each.unit and each.year is not None:
            groups.setdefault((each.unit, each.year, _has_table(each)), []).append(each)
        elif each.status is Status.AUDITED:
            groups.setdefault((each.digest,), []).append(each)
    passed_over: dict[str, Submission] = {}
    for group in groups.values():
        latest = max(group, key=_order)
        passed_over |= {each.path: _passed_over(each, latest, schema) for each in group if each is not latest}
    return tuple(passed_over.get(each.path, each) for each in submissions)


def _has_table(submission: Submission) -> bool:
    return any(not fact.is_narrative for fact in submission.facts)


def _order(submission: Submission) -> tuple[int, str]:
    """When a report was published or signed, and its path where that does not tell."""
    days = {each.name: each.number for each in submission.attributes if each.number is not None}
    return next((days[name] for name in _DATES if name in days), 0), submission.path


def _passed_over(submission: Submission, latest: Submission, schema: Schema) -> Submission:
    """A report that another one took the place of, with that as its reason."""
    if submission.digest == latest.digest:
        reason = tell(SAME_UNIT_TWICE, submission.path, path=latest.path)
    else:
        differences = _differences(submission, latest, schema)
        whose = {"unit": latest.unit or "?", "year": str(latest.year)}
        reason = tell(SUPERSEDED, submission.path, None, **whose, path=latest.path, differences=differences)
    return replace(submission, status=Status.NOT_APPLICABLE, diagnostics=(reason, *submission.diagnostics))


def _differences(earlier: Submission, later: Submission, schema: Schema) -> str:
    """The cells in which two reports differ, by name: 收到申请数 3→5."""
    before, after = _cells(earlier), _cells(later)
    form = schema.forms.get(later.form or "") or schema.forms.get(earlier.form or "")
    found = []
    for key in dict.fromkeys((*before, *after)):
        if before.get(key) != after.get(key):
            indicator = form.by_code.get(key[0]) if form else None
            member = f"[{key[1]}]" if key[1] else ""
            name = (indicator.name if indicator else key[0]) + member
            found.append(f"{name} {before.get(key, '∅') or '∅'}→{after.get(key, '∅') or '∅'}")
    if not found:
        return "表中各数相同 the tables agree"
    more = len(found) - _MOST_DIFFERENCES
    return "；".join(found[:_MOST_DIFFERENCES]) + (f"；… +{more}" if more > 0 else "")


def _cells(submission: Submission) -> dict[tuple[str, str | None], str]:
    """The figures of the tables as printed, those in doubt left out."""
    return {
        (fact.indicator, fact.member): "".join(fact.raw.split())
        for fact in submission.facts
        if not fact.is_narrative and fact.occurrence == 1 and fact.reading is not Reading.DOUBTFUL
    }


# -------------------------------------------------------------------------------------------------------------- missing


def _missing(submissions: Iterable[Submission], registry: Registry) -> Iterator[Missing]:
    """The units of the list that report for a year of this run, and of which nothing was received for it."""
    received = {(each.unit, each.year) for each in submissions if each.unit}
    years = sorted({each.year for each in submissions if each.status is Status.AUDITED and each.year is not None})
    for year in years:
        for unit in due(registry, year):
            if (unit.name, year) not in received:
                yield Missing(unit.name, year, unit.level, unit.region, unit.kind, unit.parent)
