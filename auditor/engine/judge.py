"""The whole evaluation: checked rules and facts to findings and outcomes."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from contextlib import contextmanager
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct
from msgspec import field

from auditor.disk.spool import Spool
from auditor.engine.circular import without_circular
from auditor.engine.engines import Engine
from auditor.engine.findings.finding import Desk
from auditor.engine.findings.finding import finding_of
from auditor.engine.findings.rows import known_rows
from auditor.engine.gaps import one_for_each_gap
from auditor.engine.obstacles import looked_over
from auditor.engine.obstacles import obstacles
from auditor.engine.plan import breakage
from auditor.engine.plan import make_plan
from auditor.engine.run import FEW
from auditor.engine.run import run_in_parts
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import FAIL
from auditor.engine.verdict_codes import UNKNOWN
from auditor.engine.verdict_codes import VERDICTS
from auditor.engine.verdict_codes import column
from auditor.engine.waiving import default_date
from auditor.engine.waiving import explained
from auditor.engine.yielding import Failures
from auditor.results import Finding
from auditor.results import Severity
from auditor.results import Verdict
from auditor.results.by_report import ByReport
from auditor.results.outcomes import Obstacle
from auditor.results.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from datetime import date

    from auditor.diagnostics import Diagnostic
    from auditor.document import Submission
    from auditor.engine.plan import Plan
    from auditor.engine.plan import Statement
    from auditor.engine.run import Judged
    from auditor.facts import FactTable
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import RuleBook
    from auditor.results.by_report import Findings

# Findings are written of so many reports at a time: what they are written from is all at hand then.
_AT_ONCE = 128
# And judged, as rows with a column a figure, so many at a time: the queries for any number take a second to make.
_JUDGED_AT_ONCE = 8 * _AT_ONCE


class _Tally(Struct):
    """The counts of one rule while they are added up."""

    counts: dict[Verdict, int] = field(default_factory=lambda: dict.fromkeys(Verdict, 0))
    yielded: int = 0
    obstacles: Counter[Obstacle] = field(default_factory=Counter)


class _Bench(Struct, frozen=True):
    """What is judged, what findings are drawn up with, and where verdicts are counted.

    `order` is the place of each rule among those that run, `broken` are those that broke, with the reason.
    """

    book: RuleBook
    table: FactTable
    submissions: tuple[Submission, ...]
    desk: Desk
    order: Mapping[str, int]
    broken: dict[str, Diagnostic]
    tallies: defaultdict[str, _Tally] = field(default_factory=lambda: defaultdict(_Tally))

    @classmethod
    def of(cls, book: RuleBook, table: FactTable, submissions: tuple[Submission, ...]) -> _Bench:
        """The bench before anything is judged."""
        order = {rule.info.id: index for index, rule in reversed(list(enumerate(running_rules(book))))}
        return cls(book, table, submissions, Desk.of(book.schema, table, submissions), order, {})

    @contextmanager
    def alone(self, rule: CheckedRule) -> Iterator[None]:
        """One rule that breaks must never take the others with it."""
        try:
            yield
        except Exception as error:  # noqa: BLE001 - see above
            sources = {source.path: source for source in self.book.sources}
            self.broken.setdefault(rule.info.id, breakage(rule, error, sources.get(rule.info.path)))


class _Draft(Struct, frozen=True):
    """What may become findings of a statement with one verdict: `rows` has `record` and `item`, and the judged row."""

    judged: Judged
    statement: Statement
    verdict: Verdict
    rows: pl.DataFrame


def judge(
    book: RuleBook,
    table: FactTable,
    submissions: tuple[Submission, ...],
    on: date | None = None,
    engine: Engine = Engine.POLARS,
) -> tuple[Findings, tuple[Outcome, ...]]:
    """The findings, by submission and rule, and how each rule that runs fared.

    `on` is the day of the audit, on which an explanation must still hold; by default the end of the year after the last
    reported one, so that the same submissions always give the same audit.
    """
    bench, spool = _Bench.of(book, table, submissions), Spool()
    found = {path: spool.many(Finding, of_one) for path, of_one in _found(bench, engine)}
    day = default_date(table.records["year"].to_list()) if on is None else on

    def told(_: str, of_one: Sequence[Finding]) -> Iterable[Finding]:
        return explained(one_for_each_gap(each for each in of_one if each.rule not in bench.broken), book, day)

    findings = ByReport(Finding, {path: found[path] for path in sorted(found)}).made(Finding, told)
    return findings, tuple(
        _outcome(rule, bench) for rule in dict.fromkeys(rule.info.id for rule in running_rules(book))
    )


def running_rules(book: RuleBook) -> tuple[CheckedRule, ...]:
    """The rules that are judged: active ones and those on trial."""
    return tuple(rule for rule in book.rules if rule.info.state.runs)


def judged_steps(
    book: RuleBook, table: FactTable, submissions: tuple[Submission, ...]
) -> tuple[tuple[Judged, ...], dict[str, Diagnostic]]:
    """The verdicts of all rules of the forms that are there, and the rules that broke with the reason."""
    run = run_plan(_plan(book, table), table, book.sources)
    return without_circular(run.judged, table, submissions), dict(run.broken)


def _found(bench: _Bench, engine: Engine) -> Iterator[tuple[str, Iterator[Finding]]]:
    """The findings by their reports, to be taken one after the other: so many reports at a time are judged."""
    book, table = bench.book, bench.table
    plan, rules, height = _plan(book, table), running_rules(book), table.records.height
    bench.broken.update(plan.broken)
    # NOTE: to ask another engine, which has its own ways with what is large, takes seconds each time.
    at_once = _JUDGED_AT_ONCE if engine is Engine.POLARS else max(1, height)
    start = 0
    for run in run_in_parts(plan, table, book.sources, engine, at_once=at_once):
        bench.broken.update({rule: told for rule, told in run.broken if rule not in bench.broken})
        steps = without_circular(run.judged, table, bench.submissions)
        failures = Failures.of(steps, rules, book.schema)
        drafts = [draft for judged in steps for draft in _drafts_of(judged, failures, bench)]
        for first in range(start, min(start + at_once, height), _AT_ONCE):
            yield from _by_report(drafts, range(first, first + _AT_ONCE), bench)
        start += at_once
        # NOTE: else they would be there while the next are judged, which takes the most memory of all.
        del run, steps, failures, drafts
        bench.desk.at_hand.clear()


def _plan(book: RuleBook, table: FactTable) -> Plan:
    """How the rules are judged that run, of the forms that are there."""
    forms = set(table.records["form"].to_list())
    return make_plan((rule for rule in running_rules(book) if rule.form in forms), book.sources)


def _count(judged: Judged, tallies: Mapping[str, _Tally]) -> set[int]:
    """Add up the verdicts of a step; the positions of the statements with any that may become findings."""
    reported: set[int] = set()
    for index, statement in enumerate(judged.step.statements):
        totals = _totals(judged.codes[column(index)])
        counts = tallies[statement.rule.info.id].counts
        for code, total in totals.items():
            counts[VERDICTS[code]] += total
        if totals.keys() & {FAIL, UNKNOWN}:
            reported.add(index)
    return reported


def _totals(codes: pl.Series) -> Mapping[int, int]:
    """How many rows have each code, where any has; of few rows a query takes longer than to go through them."""
    if len(codes) <= FEW:
        return Counter(code for code in codes.to_list() if code is not None)
    return {code: total for code in range(len(VERDICTS)) if (total := int((codes == code).sum()))}


def _drafts_of(judged: Judged, failures: Failures, bench: _Bench) -> Iterator[_Draft]:
    """The rows of a step that may become findings, its verdicts being counted."""
    reported = _count(judged, bench.tallies)
    looked = looked_over(judged, reported)
    for index, statement in enumerate(judged.step.statements):
        if index in reported:
            with bench.alone(statement.rule):
                yield from _drafts(judged, index, looked, failures, bench.tallies[statement.rule.info.id])


def _drafts(judged: Judged, index: int, looked: pl.DataFrame, failures: Failures, tally: _Tally) -> Iterator[_Draft]:
    """The rows of one statement that may become findings; those that yield to another rule's are only counted."""
    statement = judged.step.statements[index]
    codes = judged.codes[column(index)]
    for code in (FAIL, UNKNOWN):
        verdict = VERDICTS[code]
        places = looked["row"].filter(codes == code)
        if places.is_empty():
            continue
        records = judged.codes["record"][places].to_list()
        kept = [not failures.explain(statement, record) for record in records]
        tally.yielded += kept.count(False)
        tally.counts[verdict] -= kept.count(False)
        shown = places.filter(pl.Series(kept, dtype=pl.Boolean))
        if verdict is Verdict.UNKNOWN:
            tally.obstacles.update(obstacles(looked, index, shown))
        if not _matters(verdict, statement) or not any(kept):
            continue
        yield _Draft(judged, statement, verdict, judged.codes[["record", "item"]][shown].hstack([shown.alias("row")]))


def _by_report(drafts: Iterable[_Draft], records: range, bench: _Bench) -> Iterator[tuple[str, Iterator[Finding]]]:
    """The findings of some records by their reports, those of one in the order of the rules."""
    found: list[Finding] = []
    for draft in drafts:
        with bench.alone(draft.statement.rule):
            found += _findings(draft, records, bench)
    found.sort(key=lambda it: (it.submission, bench.order[it.rule], it.binding, it.id))
    return groupby(found, key=attrgetter("submission"))


def _findings(draft: _Draft, records: range, bench: _Bench) -> Iterator[Finding]:
    """The findings of a draft on some records."""
    desk, statement = bench.desk, draft.statement
    rows = draft.rows
    if any(end not in records for end in (rows["record"].min(), rows["record"].max())):
        rows = rows.filter(pl.col("record").is_between(records.start, records.stop, closed="left"))
    if rows.is_empty():
        return
    known_of_each = known_rows(draft.judged, statement, rows["row"])
    for (record, item, _), known in zip(rows.iter_rows(), known_of_each, strict=True):
        if draft.verdict is Verdict.FAIL or desk.can_tell(statement, record, known):
            yield finding_of(desk, statement, draft.verdict, (record, item), known)


def _matters(verdict: Verdict, statement: Statement) -> bool:
    return verdict is Verdict.FAIL or statement.rule.info.severity is Severity.ERROR


def _outcome(rule: str, bench: _Bench) -> Outcome:
    if rule in bench.broken:
        return Outcome(rule, error=bench.broken[rule])
    tally = bench.tallies[rule]
    return Outcome(
        rule,
        tally.counts[Verdict.PASS],
        tally.counts[Verdict.FAIL],
        tally.counts[Verdict.UNKNOWN],
        tally.counts[Verdict.NOT_APPLICABLE],
        tally.yielded,
        obstacles=tuple((each, tally.obstacles[each]) for each in Obstacle if tally.obstacles[each]),
    )
