"""Which figure is wrong: the smallest sets of figures whose change repairs all failed balances of a submission.

The tool never changes a figure. It names what may be wrong, says what would repair it and what may have happened, and
where several sets are as small it names all of them.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.disk.spool import Spool
from auditor.engine.findings.placeholders import SUSPECTS
from auditor.engine.locate.across import Years
from auditor.engine.locate.across import links_of
from auditor.engine.locate.below import cause_below
from auditor.engine.locate.below import totals_of
from auditor.engine.locate.copied import Likenesses
from auditor.engine.locate.copied import cause_copied
from auditor.engine.locate.heard import counted_together
from auditor.engine.locate.heard import repairs_heard
from auditor.engine.locate.last_year import cause_of_last_year
from auditor.engine.locate.ranked import ranked
from auditor.engine.locate.repairs.posed import posed
from auditor.engine.locate.repairs.sheet import Sheet
from auditor.engine.locate.repairs.split import parts_of
from auditor.engine.locate.repairs.system import System
from auditor.engine.locate.slips.exchange import exchanged_together
from auditor.engine.locate.slips.slipped import slipped
from auditor.engine.locate.symptoms import Clinic
from auditor.engine.locate.words import Diagnosis
from auditor.engine.locate.words import told
from auditor.engine.locate.words import told_of_slip
from auditor.results import Finding
from auditor.results import Verdict
from auditor.results.by_report import ByReport
from auditor.results.causes import Cause
from auditor.results.causes import cause_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.document import Submission
    from auditor.engine.locate.ranked import Ranked
    from auditor.engine.locate.repairs.posed import Posed
    from auditor.engine.locate.repairs.puzzle import Puzzle
    from auditor.engine.locate.repairs.search import Repairs
    from auditor.engine.locate.repairs.sheet import Place
    from auditor.engine.locate.repairs.split import Part
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import RuleBook
    from auditor.results.by_report import Causes
    from auditor.results.by_report import Findings
    from auditor.results.causes import Suspect

_MOST_MARKED = 4
# So many findings at once that no small set of figures explains point to the table as a whole.
_FEWEST = 3


def locate(book: RuleBook, submissions: tuple[Submission, ...], findings: Findings) -> Causes:
    """The causes behind the failed balances, by submission; each names the findings that are its symptoms."""
    found = findings.by_submission
    asked = {submission.form for submission in submissions if submission.path in found}
    systems = {code: System.of(form, book.rules) for code, form in book.schema.forms.items() if code in asked}
    desk = _Desk(book, submissions, systems)
    causes: dict[str, Sequence[Cause]] = {}
    spool = Spool()
    for submission in sorted(submissions, key=lambda it: it.year or 0):
        system = systems.get(submission.form or "")
        failed = tuple(each for each in findings.of(submission.path) if each.verdict is Verdict.FAIL)
        if system is not None and failed:
            causes[submission.path] = spool.many(Cause, desk.causes(submission, failed))
    return ByReport(Cause, {it.path: causes[it.path] for it in submissions if causes.get(it.path)})


def causes_of(
    system: System, sheet: Sheet, rules: tuple[CheckedRule, ...], findings: tuple[Finding, ...]
) -> Iterator[Cause]:
    """The causes of one submission's findings that lie in its own table."""
    return (cause for cause, _ in _found(system, sheet, rules, findings))


def with_suspects(findings: Findings, causes: Causes) -> Findings:
    """The findings with the codes of those of their figures that may be wrong, and with {疑} put in words.

    Where very many figures may be, none is marked: a mark on everything says nothing. The cause names them all.
    """
    return findings.made(Finding, lambda path, found: _with_suspects(found, causes.of(path)))


# ------------------------------------------------------------------------------------------------------------- within


class _Desk:
    """The causes of reports, one after another; those of a year before those of the next."""

    def __init__(self, book: RuleBook, submissions: tuple[Submission, ...], systems: Mapping[str, System]) -> None:
        self._book = book
        self._systems = systems
        forms = {submission.form for submission in submissions}
        rules = tuple(rule for rule in book.rules if rule.form in forms)
        self._links = links_of(rules)
        self._latest = _by_year(submissions)
        self._reports = {submission.path: submission for submission in submissions}
        self._totals = totals_of(rules)
        self._likenesses = Likenesses.of(rules)
        self._together = {
            code: counted_together(rule for rule in rules if rule.form == code) for code in book.schema.forms
        }
        self._right: dict[str, tuple[Mapping[Place, int], tuple[Suspect, ...]]] = {}

    def causes(self, submission: Submission, failed: tuple[Finding, ...]) -> tuple[Cause, ...]:
        """Whose tables it has, what is wrong in its own, in that of the year before, in its sums of the units below."""
        sheet, rules = self._sheet(submission), self._book.rules
        causes = _and((), cause_copied(sheet, failed, self._likenesses, self._reports))
        for cause, figures in _found(self._systems[sheet.form.code], sheet, rules, _untold(failed, causes)):
            causes = (*causes, cause)
            self._put_right(submission, cause, figures)
        earlier = self._right.get(sheet.before.submission.path) if sheet.before is not None else None
        if earlier is not None:
            causes = _and(causes, cause_of_last_year(sheet, rules, _untold(failed, causes), *earlier))
        for cause, suspected in self._years(sheet).causes(_untold(failed, causes)):
            causes = (*causes, cause)
            self._put_right(submission, cause, {suspected.place: suspected.change.repaired})
        return _and(causes, cause_below(sheet, _untold(failed, causes), self._totals, self._reports))

    def _put_right(self, submission: Submission, cause: Cause, figures: Mapping[Place, int]) -> None:
        """Keeps the likely right figures of a report for the one of the year after."""
        if cause.suspects:
            known, suspects = self._right.get(submission.path, ({}, ()))
            self._right[submission.path] = ({**known, **figures}, (*suspects, *cause.suspects))

    def _years(self, sheet: Sheet) -> Years:
        after = self._latest.get((sheet.submission.unit, (sheet.submission.year or 0) + 1))
        form = self._book.schema.forms.get(after.form or "") if after is not None else None
        following = Sheet(after, form, sheet) if after is not None and form is not None else None
        return Years(sheet, following, self._links, self._systems)

    def _sheet(self, submission: Submission) -> Sheet:
        form = self._book.schema.forms[submission.form or ""]
        return Sheet(
            submission, form, self._before(self._before(None, submission, 2), submission, 1), self._together[form.code]
        )

    def _before(self, earlier: Sheet | None, submission: Submission, years: int) -> Sheet | None:
        """The unit's report of so many years before, with the one before that."""
        found = self._latest.get((submission.unit, (submission.year or 0) - years))
        form = self._book.schema.forms.get(found.form or "") if found is not None else None
        if found is None or form is None:
            return None
        return Sheet(found, form, earlier, self._together[form.code])


def _and(causes: tuple[Cause, ...], other: Cause | None) -> tuple[Cause, ...]:
    return causes if other is None else (*causes, other)


def _untold(failed: tuple[Finding, ...], causes: tuple[Cause, ...]) -> tuple[Finding, ...]:
    told = {finding for cause in causes for finding in cause.findings}
    return tuple(finding for finding in failed if finding.id not in told)


def _found(
    system: System, sheet: Sheet, rules: tuple[CheckedRule, ...], findings: tuple[Finding, ...]
) -> Iterator[tuple[Cause, Mapping[Place, int]]]:
    """The causes with the figures of the first repair."""
    clinic = Clinic(rules, sheet, findings)
    told = [(part, repairs_heard(part, sheet, _programmed)) for part in posed(system, sheet)]
    slip = _slip(system, sheet, clinic, told)
    if slip is not None:
        yield slip
    chosen = [
        (part, choice)
        for part, repairs in told
        if slip is None or not any(part.places[number] in slip[1] for number in part.puzzle.around)
        for choice in parts_of(part.puzzle, repairs)
    ]
    for each in exchanged_together(system, sheet, chosen):
        found = _cause(system, sheet, clinic, each)
        if found is not None:
            yield found


def _slip(
    system: System, sheet: Sheet, clinic: Clinic, told_of: Sequence[tuple[Posed, Repairs]]
) -> tuple[Cause, Mapping[Place, int]] | None:
    """What slipped by a cell, where no few figures tell what is wrong."""
    if sum(min(map(len, repairs.found), default=_FEWEST) for _, repairs in told_of) < _FEWEST:
        return None
    parts = [part for part, _ in told_of]
    slip = slipped(sheet, parts)
    if slip is None:
        return None
    (made,), _ = ranked(system, sheet, parts[0], (slip.repair,))
    symptoms = clinic.cured(made.figures)
    message = told_of_slip(slip.words, len(symptoms))
    path = sheet.submission.path
    cause = Cause(cause_id(symptoms), path, symptoms, (made.suspects,), message, is_likely=True, faults=1)
    return (cause, made.figures) if symptoms else None


def _with_suspects(findings: Iterable[Finding], causes: Sequence[Cause]) -> Iterable[Finding]:
    found: defaultdict[str, dict[str, None]] = defaultdict(dict)
    causes_of_each = {finding: cause for cause in causes for finding in cause.findings}
    findings = tuple(_with_words(finding, causes_of_each.get(finding.id)) for finding in findings)
    for cause in causes:
        codes = dict.fromkeys(it.code for them in (cause.sets[:1] if cause.is_likely else cause.sets) for it in them)
        if cause.is_likely or len(codes) <= _MOST_MARKED:
            for finding in cause.findings:
                found[finding].update(codes)
    return tuple(
        replace(finding, suspects=tuple(code for code in found[finding.id] if code in _codes(finding)))
        if finding.id in found
        else finding
        for finding in findings
    )


def _with_words(finding: Finding, cause: Cause | None) -> Finding:
    """A finding whose message says which figures may be wrong, where it wants to say so."""
    if SUSPECTS not in finding.message.zh + finding.message.en:
        return finding
    zh, en = (cause.message.zh, cause.message.en) if cause else ("", "")
    return replace(
        finding, message=Words(finding.message.zh.replace(SUSPECTS, zh), finding.message.en.replace(SUSPECTS, en))
    )


def _programmed(puzzle: Puzzle, margin: int, most: int) -> Repairs:
    from auditor.engine.locate.repairs.programme import programmed

    return programmed(puzzle, margin, most)


def _cause(
    system: System, sheet: Sheet, clinic: Clinic, chosen: tuple[Posed, Part]
) -> tuple[Cause, Mapping[Place, int]] | None:
    part, choice = chosen
    sets, is_likely = ranked(system, sheet, part, choice.repairs)
    symptoms = _symptoms(clinic, part, choice, sets[:1] if is_likely else sets)
    if not symptoms or (not sets and len(symptoms) < _FEWEST):
        return None
    suspects = tuple(it.suspects for it in sets)
    is_certain = clinic.is_certain(symptoms)
    message = told(Diagnosis(suspects, len(symptoms), is_likely, choice.is_complete, is_certain))
    cause = Cause(
        cause_id(symptoms),
        sheet.submission.path,
        symptoms,
        suspects,
        message,
        is_likely=is_likely,
        is_complete=choice.is_complete,
        faults=choice.faults,
    )
    return cause, sets[0].figures if sets else {}


def _symptoms(clinic: Clinic, part: Posed, choice: Part, sets: tuple[Ranked, ...]) -> tuple[str, ...]:
    """The findings of the balances that the repairs repair, then all others that would be gone with every one.

    A finding whose rule demands more than its balance, and would stay after one of the repairs, is none of them.
    Without any repair those of all balances that fail together.
    """
    figures = {figure for repair in choice.repairs for figure, _ in repair}
    ties = (
        tie
        for tie, equation in zip(part.ties, part.puzzle.equations, strict=True)
        if equation.amount and not (figures and figures.isdisjoint(equation.terms))
    )
    found = dict.fromkeys(it for tie in ties for it in clinic.of(tie.rule.info.id, tie.instance.binding))
    if found and sets:
        staying = {it for each in sets for it in clinic.open_still(each.figures, found)}
        found = {it: None for it in found if it not in staying}
        cured = [clinic.cured(it.figures, found) for it in sets]
        found |= dict.fromkeys(it for it in cured[0] if all(it in them for them in cured))
    return tuple(found)


def _codes(finding: Finding) -> set[str]:
    """The cells that a finding shows."""
    return {it.indicator if it.member is None else f"{it.indicator}.{it.member}" for it in finding.evidence}


def _by_year(submissions: tuple[Submission, ...]) -> Mapping[tuple[str | None, int | None], Submission]:
    """The submission of each unit and year, the last by its path where there are several."""
    known = (it for it in submissions if it.unit is not None and it.year is not None)
    return {(it.unit, it.year): it for it in sorted(known, key=lambda it: it.path)}
