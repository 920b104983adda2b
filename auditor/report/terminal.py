"""What the terminal says of an audit and of rules: plain text, one thing a line."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from typing import Protocol

from auditor.document import Status
from auditor.ingest.figure_tables.codes import CODES as FIGURE_CODES
from auditor.report.ordering import grade
from auditor.report.over_time import change_numbers
from auditor.report.over_time import explanation_numbers
from auditor.report.unlisted import unlisted
from auditor.report.words.figures import printed
from auditor.report.words.messages import say
from auditor.report.words.notes import advice_unnamed
from auditor.report.words.notes import reason_of
from auditor.report.words.notes import status_of
from auditor.report.words.notes import unnamed_of
from auditor.results import Change
from auditor.results import Severity
from auditor.schema import Stance
from auditor.snippet import advised
from auditor.snippet import display_width
from auditor.snippet import visible

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.ingest.narrative.examples import WrongExample
    from auditor.lang.typed import Case
    from auditor.results import AuditResult
    from auditor.results import RuleInfo
    from auditor.results import Verdict
    from auditor.schema import Example
    from auditor.schema import Schema
    from auditor.source import Source


class TriedCase(Protocol):
    """A row of a rule's test with the verdict that the rule gave."""

    @property
    def case(self) -> Case:
        """The row."""

    @property
    def got(self) -> Verdict:
        """The verdict."""


_LISTED = 10
_NAMED = 5
_INDENT = "  "


def summary(result: AuditResult, out: Path, lang: Lang) -> str:
    """What was received and found, who has errors, and where to look."""
    counts: dict[str, Counter[str]] = {}
    for finding in result.findings:
        counts.setdefault(finding.submission, Counter())[grade(finding)] += not finding.is_waived
    states = Counter(submission.status.value for submission in result.submissions)
    totals = sum(counts.values(), Counter[str]())
    lines = [
        say(
            "summary_done",
            lang,
            received=len(result.submissions),
            **{status.value: states[status.value] for status in Status},
        ),
        *_missing(result, lang),
        say("summary_counts", lang, **{key: totals[key] for key in (*Severity, "unknown")}),
        *_over_time(result, lang),
        *_wrong(result, counts, lang),
        *not_audited(result, lang),
        *_unnamed(result, lang),
        *_left_aside(result, lang),
        *_unlisted(result, lang),
    ]
    if not result.submissions:
        lines = [say("overview_none", lang)]
    broken = sorted(outcome.rule for outcome in result.outcomes if outcome.error is not None)
    if broken:
        lines.append(say("summary_broken", lang, rules=", ".join(broken)))
    lines.append(say("summary_look", lang, page=out / "index.html"))
    return visible("\n".join(lines))


def rule_line(info: RuleInfo, lang: Lang) -> str:
    """One rule on one line: id, severity, kind, title."""
    state = "" if info.state == "active" else f" ({say(f'{info.state.value}_state', lang)})"
    return " ".join(
        (_padded(info.id, 10), _padded(say(info.severity.value, lang), 8), info.titles.say(lang) + state)
    ).rstrip()


def case_line(tried: TriedCase, lang: Lang, sources: tuple[Source, ...] = ()) -> str:
    """A row of a test that did not come out as written, with its place where its source is given."""
    case = tried.case
    expected, got = (say(f"verdict_{verdict.value}", lang) for verdict in (case.expected, tried.got))
    return _placed(say("case_differs", lang, rule=case.rule, expected=expected, got=got), case, sources)


def example_lines(wrong: WrongExample, lang: Lang, schema: Schema, sources: tuple[Source, ...] = ()) -> str:
    """An example or counterexample that its claim does not bear out, with its place, and what to do."""
    claim, example = wrong.claim, wrong.example
    form = schema.forms[wrong.form]
    indicator = next((each for each in form.indicators if claim.indicator in {each.code, each.name}), None)
    measure = claim.measure or (indicator.measure if indicator is not None else None)

    def shown(stored: int | None) -> str:
        if stored is None or set(claim.wordings) == {Stance.MENTION}:
            return say("mentioned" if stored else "nothing", lang)
        return f"{printed(stored, measure)}{measure.unit}" if measure is not None else str(stored)

    said = say(
        "counterexample_differs" if example.expected is None else "example_differs",
        lang,
        claim=indicator.names.say(lang) if indicator is not None else claim.indicator,
        expected=shown(example.expected),
        found=", ".join(shown(stored) for stored in wrong.found) or say("nothing", lang),
        text=" ".join(example.text.split()),
    )
    wrongly = "counterexample_other" if example.expected is None else "example_other"
    advice = say(wrongly if wrong.found else "example_none", lang)
    return f"{_placed(said, example, sources)}\n{advised(advice, lang)}"


def _placed(said: str, written: Case | Example, sources: tuple[Source, ...]) -> str:
    """What is said of something, its place before it: with line and column where its source is given."""
    source = next((each for each in sources if each.path == written.path), None)
    if source is None or written.span is None:
        return f"{written.path}: {said}" if written.path else said
    position = source.position(written.span.start)
    return f"{written.path}:{position.line}:{position.column}: {said}"


def _over_time(result: AuditResult, lang: Lang) -> list[str]:
    """What became of the findings since the audit before, and how many are explained."""
    lines: list[str] = []
    if result.past is not None:
        numbers = change_numbers(result.findings, result.past.gone)
        told = {change.value: numbers[change] for change in Change}
        lines.append(say("summary_changes", lang, audit=result.past.name, **told))
        reasons = Counter(words.say(lang) for words in result.past.why_new.values())
        lines += [say("summary_why_new", lang, count=count, reason=reason) for reason, count in reasons.items()]
    explained = explanation_numbers(result.findings)
    if explained.total():
        told = {key: explained[key] for key in ("explained", "accepted", "stale")}
        lines.append(say("summary_explained", lang, **told))
    return lines


def _missing(result: AuditResult, lang: Lang) -> list[str]:
    """How many reports of the list were not handed in, and the first of them."""
    if not result.missing:
        return []
    few = lang.listed(f"{each.unit} {each.year}" for each in result.missing[:_NAMED])
    few += "……" if len(result.missing) > _NAMED else ""
    return [say("summary_missing", lang, count=len(result.missing), units=few)]


def _unlisted(result: AuditResult, lang: Lang) -> list[str]:
    """Whose reports are of units that the list does not have: a misspelt name is missing under its right one."""
    others = unlisted(result)
    lines = [
        f"{_INDENT}{_who(result.submissions[each.index])}"
        + (say("unlisted_near", lang, units=lang.listed(each.near)) if each.near else "")
        for each in sorted(others, key=lambda each: not each.near)[:_LISTED]
    ]
    return _listed(say("unlisted_lead", lang, count=len(others)), lines, len(others), lang)


def _wrong(result: AuditResult, counts: dict[str, Counter[str]], lang: Lang) -> list[str]:
    wrong = [each for each in result.submissions if counts.get(each.path, Counter())[Severity.ERROR]]
    wrong.sort(key=lambda each: (-counts[each.path][Severity.ERROR], each.path))
    lines = [
        f"{_INDENT}{_who(each)}: "
        + " ".join(
            f"{say(severity.value, lang)} {counts[each.path][severity]}"
            for severity in Severity
            if counts[each.path][severity]
        )
        for each in wrong[:_LISTED]
    ]
    return _listed(say("summary_wrong", lang), lines, len(wrong), lang)


def not_audited(result: AuditResult, lang: Lang) -> list[str]:
    """The first of the files that were not audited, each with the reason."""
    others = [each for each in result.submissions if each.status is not Status.AUDITED]
    lines = [f"{_INDENT}{each.path}: {reason_of(each, lang) or status_of(each, lang)}" for each in others[:_LISTED]]
    return _listed(say("summary_not_audited", lang), lines, len(others), lang)


def _unnamed(result: AuditResult, lang: Lang) -> list[str]:
    """The first of the reports whose unit or year cannot be read: with few rules to judge by, they look right."""
    others = [(each.path, said) for each in result.submissions if (said := unnamed_of(each, lang))]
    lines = [f"{_INDENT}{path}: {said}" for path, said in others[:_LISTED]]
    lead = say("unnamed_lead", lang, count=len(others), advice=advice_unnamed(lang))
    return _listed(lead, lines, len(others), lang)


def _left_aside(result: AuditResult, lang: Lang) -> list[str]:
    """What of tables of figures was not read: a wrong name in a head is the same for every unit, and told once."""
    codes = {code.id for code in FIGURE_CODES}
    told = dict.fromkeys(
        f"{_INDENT}{each.source.path if each.source else submission.path}: "
        + say("between", lang).join(filter(None, (each.message(lang), each.hint.say(lang) if each.hint else "")))
        for submission in result.submissions
        if submission.status is Status.AUDITED
        for each in submission.diagnostics
        if each.code.id in codes
    )
    return _listed(say("summary_left_aside", lang), list(told)[:_LISTED], len(told), lang)


def _listed(title: str, lines: list[str], count: int, lang: Lang) -> list[str]:
    if not lines:
        return []
    more = [_INDENT + say("summary_more", lang, count=count - len(lines))] if count > len(lines) else []
    return [title, *lines, *more]


def _who(submission: Submission) -> str:
    name = " ".join(filter(None, (submission.unit, str(submission.year or ""))))
    return f"{name} ({submission.path})" if name else submission.path


def _padded(text: str, width: int) -> str:
    return text + " " * max(0, width - display_width(text))
