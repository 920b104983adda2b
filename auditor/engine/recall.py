"""What the rules say now of findings that an earlier audit made and this one does not."""

from __future__ import annotations

from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.circular import without_circular
from auditor.engine.findings.evidence.dossier import Dossier
from auditor.engine.findings.finding import binding_of
from auditor.engine.plan import make_plan
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import VERDICTS
from auditor.engine.verdict_codes import column
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.engine.run import Judged
    from auditor.facts import FactTable
    from auditor.lang.typed import RuleBook


class Wanted(Struct, frozen=True):
    """A finding by what makes its identity, and the file that it was last found in."""

    id: str
    submission: str
    unit: str
    year: int | None
    rule: str
    binding: str


def recall(
    book: RuleBook, table: FactTable, submissions: tuple[Submission, ...], wanted: Iterable[Wanted]
) -> Mapping[str, Verdict]:
    """The verdicts on findings by their ids; one whose rule does not run, or whose record is not there, has none."""
    sought = _by_rule(wanted, table)
    rules = tuple(rule for rule in book.rules if rule.info.state.runs and rule.info.id in sought)
    run = run_plan(make_plan(rules, book.sources), table, book.sources)
    steps = without_circular(run.judged, table, submissions)
    dossiers = _dossiers(sought, table, submissions)
    found: dict[str, Verdict] = {}
    for rule, _ in run.broken:
        ids = (each for by_binding in sought.get(rule, {}).values() for each in by_binding.values())
        found |= dict.fromkeys(ids, Verdict.BROKEN)
    for step in steps:
        for index, statement in enumerate(step.step.statements):
            records = sought.get(statement.rule.info.id)
            for record, item, verdict in _rows(step, index, records) if records else ():
                finding = sought[statement.rule.info.id][record].get(binding_of(statement, item, dossiers.get(record)))
                if finding is not None:
                    found[finding] = verdict
    return MappingProxyType(found)


# ------------------------------------------------------------------------------------------------------------- within

_Sought = dict[str, dict[int, dict[str, str]]]


def _by_rule(wanted: Iterable[Wanted], table: FactTable) -> _Sought:
    """The wanted findings by rule, record and binding; those whose report is not there are left out.

    The record is that of the same unit and year: of the file that it was, or of the only one that there is.
    """
    places: defaultdict[tuple[str, int | None], dict[str, int]] = defaultdict(dict)
    for record, submission, unit, year in table.records.select("record", "submission", "unit", "year").iter_rows():
        places[unit or "", year][submission] = record
    found: _Sought = {}
    for each in wanted:
        records = places.get((each.unit, each.year), {})
        only = next(iter(records.values())) if len(records) == 1 else None
        record = records.get(each.submission, only)
        if record is not None:
            found.setdefault(each.rule, {}).setdefault(record, {})[each.binding] = each.id
    return found


def _dossiers(sought: _Sought, table: FactTable, submissions: tuple[Submission, ...]) -> Mapping[int, Dossier]:
    """The submissions of the wanted findings, by record."""
    by_path = {each.path: each for each in submissions}
    wanted = {record for records in sought.values() for record in records}
    rows = table.records.select("record", "submission").iter_rows()
    return {record: Dossier(by_path[path]) for record, path in rows if record in wanted and path in by_path}


def _rows(judged: Judged, index: int, records: Iterable[int]) -> Iterator[tuple[int, int, Verdict]]:
    """The rows of one statement on some records, with the verdict."""
    rows = judged.codes.select("record", "item", column(index)).drop_nulls(column(index))
    for record, item, code in rows.filter(rows["record"].is_in(list(records))).iter_rows():
        yield record, item, VERDICTS[code]
