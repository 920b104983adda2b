"""An audit set beside the one before, and kept: where results, rules and the ledger meet."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.disk.spool import Chained
from auditor.disk.spool import aside
from auditor.document import Status
from auditor.engine.recall import Wanted
from auditor.engine.recall import recall
from auditor.ingest.tabulate import tabulate
from auditor.lang.typed.digests import rule_digests
from auditor.ledger.changes import Now
from auditor.ledger.changes import Reports
from auditor.ledger.changes import entries_of
from auditor.ledger.changes import entries_of_gone
from auditor.ledger.changes import sought
from auditor.ledger.compare import compare
from auditor.ledger.differ import Difference
from auditor.ledger.explaining import explain
from auditor.ledger.forms import FOLDER
from auditor.ledger.forms import read_forms
from auditor.ledger.history import history
from auditor.ledger.history import tallies
from auditor.ledger.values import REASONS
from auditor.ledger.values import Entry
from auditor.ledger.values import Run
from auditor.ledger.values import Stand
from auditor.ledger.values import digest_of
from auditor.ledger.values import gone_of
from auditor.ledger.values import inputs_of
from auditor.ledger.values import seen_of
from auditor.ledger.versions import changed_figures
from auditor.ledger.versions import packed_figures
from auditor.report.data.exports import version_of
from auditor.results import Change
from auditor.results import Finding
from auditor.results import Past
from auditor.results.by_report import laid_aside

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from auditor.diagnostics import Words
    from auditor.document import Submission
    from auditor.lang.typed import RuleBook
    from auditor.ledger.store import Ledger
    from auditor.ledger.values import Tally
    from auditor.results import AuditResult
    from auditor.results import Then
    from auditor.results import Verdict
    from auditor.results.by_report import ByReport
    from auditor.results.by_report import Findings
    from auditor.results.explanations import Explanation


# A report that is sent again and again has more; the older ones are in the ledger, for `compare`.
_AUDITS_SHOWN = 12


class Remembered(Struct, frozen=True):
    """An audit with what became of its findings and what was written about them; `entries` are for keeping it.

    So are `rules`, the digests of the rules by their ids.
    """

    result: AuditResult
    run: Run
    entries: Sequence[Entry]
    rules: Mapping[str, str]


def remember(result: AuditResult, book: RuleBook, folder: Path, ledger: Ledger | None) -> Remembered:
    """Sets an audit beside the last one in the ledger that is another than it, and reads the explanations.

    Nothing is written. The same audit set beside the same ledger is the same again, also when it has been kept there.
    """
    digests = {each.path: each.digest for each in result.submissions}
    findings = laid_aside(Finding, result.findings)
    seen = (seen_of(each, digests.get(each.submission, "")) for each in findings)
    digest = digest_of(inputs_of(result.submissions), book.digest, seen)
    before = ledger.before(digest) if ledger is not None else None
    past = aside(Entry, ledger.each_entry(before.number)) if ledger is not None and before is not None else ()
    made = frozenset(each.id for each in findings) if past else frozenset[str]()
    run = Run((before.number if before else 0) + 1, "", "", digest, book.digest, version_of("auditor"))
    runs = (*(ledger.runs() if ledger is not None else ()), run)
    rules = rule_digests(book, run.version)
    given = ledger.inputs(before.number) if ledger is not None and before is not None else ()
    digests_then = ledger.rule_digests() if ledger is not None else {}
    now = replace(
        _now(result, book, run, runs, sought(past, made)),
        known=frozenset(each.digest for each in given),
        rule_digests={**digests_then, run.made_by: rules},
    )
    find = partial(ledger.entry, before.number) if ledger is not None and before is not None else _nothing
    gone = aside(Entry, entries_of_gone(past, made, now))
    forms, unreadable = read_forms(folder / FOLDER)
    written, told = explain(findings, forms, gone)
    entries = findings.made(Entry, lambda _, found: _answered(entries_of(find, found, now), found, written))
    whole = replace(
        result,
        findings=_as_they_stand(findings, entries, written) if past or written else findings,
        diagnostics=(*result.diagnostics, *unreadable, *told),
    )
    if ledger is not None and before is not None:
        labels = {each.number: each.label for each in runs}
        lost = tuple(gone_of(each, _since(each, run, labels)) for each in gone)
        audits = _history(ledger, before, tallies(run.number, whole.submissions, chain(entries, gone)))
        whole = replace(whole, past=Past(before.label, lost, _mended(past, result), _why_new(entries), audits))
    return Remembered(whole, run, Chained((entries, gone)), rules)


def keep(remembered: Remembered, ledger: Ledger, at: str, name: str = "") -> None:
    """Keeps an audit in the ledger; `at` is when it was made, an ISO time."""
    result = remembered.result
    audited = (each for each in result.submissions if each.status is Status.AUDITED)
    ledger.record(
        replace(remembered.run, at=at, name=name),
        inputs_of(result.submissions),
        remembered.entries,
        ((each.digest, partial(packed_figures, each, result.schema)) for each in audited),
        remembered.rules,
    )


def differ(earlier: tuple[AuditResult, RuleBook], later: tuple[AuditResult, RuleBook]) -> Difference:
    """Two versions of a report, each audited alone: what was changed, and what that did to its findings."""
    (then, _), (now, book) = earlier, later
    first, second = _alone(then), _alone(now)
    past = tuple(entries_of(_nothing, then.findings, _now(then, book, Run(1, "", "", "", "", ""), (), ())))
    known, made = {each.seen.id: each for each in past}, {each.id for each in now.findings}
    beside = _now(now, book, Run(2, "", "", "", "", ""), (), sought(past, made))
    entries = (*entries_of(known.get, now.findings, beside), *entries_of_gone(past, made, beside))
    return Difference(
        (first.path, second.path),
        changed_figures(packed_figures(first, then.schema), packed_figures(second, now.schema)),
        compare(past, entries),
        (first.unit, first.year) == (second.unit, second.year),
    )


# ------------------------------------------------------------------------------------------------------------- within


def _alone(result: AuditResult) -> Submission:
    """The report that an audit of one file is about."""
    audited = [each for each in result.submissions if each.status is Status.AUDITED]
    return (audited or result.submissions)[0]


def _nothing(_: str) -> Entry | None:
    """What is known of a finding where there is no audit before."""
    return None


def _as_they_stand(findings: Findings, entries: ByReport[Entry], written: Mapping[str, Explanation | None]) -> Findings:
    """The findings with what became of them, and what was written about them."""

    def told(path: str, found: Sequence[Finding]) -> Iterator[Finding]:
        for finding, entry in zip(found, entries.of(path), strict=True):
            yield replace(finding, change=entry.change, explained=written.get(finding.id, finding.explained))

    return findings.made(Finding, told)


def _now(result: AuditResult, book: RuleBook, run: Run, runs: tuple[Run, ...], missing: tuple[Entry, ...]) -> Now:
    return Now(
        run.number,
        Reports.of(result.submissions),
        _verdicts(result, book, missing) if missing else {},
        frozenset(rule.info.id for rule in book.rules),
        {each.number: each.made_by for each in (*runs, run)},
    )


def _verdicts(result: AuditResult, book: RuleBook, missing: tuple[Entry, ...]) -> Mapping[str, Verdict]:
    """What the rules say now of findings that were made before."""
    wanted = (
        Wanted(it.seen.id, it.seen.submission, it.seen.unit, it.seen.year, it.seen.rule, it.seen.binding)
        for it in missing
    )
    table = tabulate(result.submissions, book.schema)
    return recall(book, table, result.submissions, wanted)


def _mended(past: Iterable[Entry], result: AuditResult) -> frozenset[str]:
    """The reports that came again as other files since the audit before."""
    then = {(each.seen.unit, each.seen.year): each.seen.digest for each in past}
    return frozenset(
        each.path for each in result.submissions if then.get((each.unit or "", each.year), each.digest) != each.digest
    )


def _why_new(entries: Iterable[Entry]) -> Mapping[str, Words]:
    new = (each for each in entries if each.change is Change.NEW and each.reason and not each.seen.trial)
    return {each.seen.id: REASONS[each.reason] for each in new}


def _since(entry: Entry, run: Run, labels: Mapping[int, str]) -> str:
    """The audit since which a finding stands as it does, empty where it is this one."""
    return "" if entry.since == run.number else labels.get(entry.since, "")


def _history(ledger: Ledger, before: Run, now: Iterable[Tally]) -> Mapping[tuple[str, int | None], tuple[Then, ...]]:
    """The last audits of each report up to the one before, and this one."""
    runs = tuple(each for each in ledger.runs() if each.number <= before.number)[-_AUDITS_SHOWN:]
    labels = {**{each.number: each.label for each in runs}, before.number + 1: ""}
    return history(chain(ledger.tallies(tuple(each.number for each in runs)), now), labels)


def _answered(
    entries: Iterable[Entry], findings: Iterable[Finding], written: Mapping[str, Explanation | None]
) -> Iterator[Entry]:
    """The entries of findings with what was written about them."""
    for entry, finding in zip(entries, findings, strict=True):
        said = written.get(finding.id, finding.explained)
        if entry.stand is not Stand.OPEN or said is None:
            yield entry
        else:
            answer = said.answer.value if said.holds else f"{said.answer.value}?"
            yield replace(entry, answer=answer, explained=said.reason)
