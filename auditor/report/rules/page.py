"""The page of one rule: what it says, what it is tested with, where it fired, and how often it could not be judged."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import NamedTuple

from msgspec import Struct
from msgspec import field

from auditor.lang.typed import Grain
from auditor.report.rules.cases import case_row
from auditor.report.rules.obstacles import obstacles_text
from auditor.report.views.rules import FiredRow
from auditor.report.views.rules import RuleView
from auditor.report.views.submission import Property
from auditor.report.views.view import Count
from auditor.report.words.in_english import kind_text
from auditor.report.words.messages import say
from auditor.report.words.notes import note_of
from auditor.results import State
from auditor.results import Verdict
from auditor.results.outcomes import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.lang.typed import Case
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import RuleBook
    from auditor.report.site import Site
    from auditor.report.views.view import Page
    from auditor.results import RuleInfo
    from auditor.schema import Schema
    from auditor.schema import Years

# NOTE: a rule that fires everywhere would make a page that no browser likes; findings.csv has them all.
_LISTED = 500


class Fired(Struct):
    """Findings of a rule: how many, and where the first of them are, by submission and number on its page."""

    count: int = 0
    first: list[tuple[str, int]] = field(default_factory=list)


def fired_by_rule(site: Site) -> defaultdict[str, tuple[Fired, Fired]]:
    """What each rule found, be it nothing: what fails, and what is undecided."""
    found: defaultdict[str, tuple[Fired, Fired]] = defaultdict(lambda: (Fired(), Fired()))
    for submission in site.result.submissions:
        for number, finding in enumerate(site.findings.of(submission.path), start=1):
            fired = found[finding.rule][finding.verdict is Verdict.UNKNOWN]
            fired.count += 1
            if fired.count <= _LISTED:
                fired.first.append((submission.path, number))
    return found


class Written(NamedTuple):
    """What a rule folder has of a rule: itself, once for each form, and its tests."""

    rules: tuple[CheckedRule, ...] = ()
    cases: tuple[Case, ...] = ()


def written_by_rule(book: RuleBook | None) -> Mapping[str, Written]:
    """What each rule is written as; without a book that is not known."""
    found: defaultdict[str, tuple[list[CheckedRule], list[Case]]] = defaultdict(lambda: ([], []))
    for rule in book.rules if book else ():
        found[rule.info.id][0].append(rule)
    for case in book.cases if book else ():
        found[case.rule][1].append(case)
    return {rule: Written(tuple(rules), tuple(cases)) for rule, (rules, cases) in found.items()}


def remark_of(info: RuleInfo, outcome: Outcome | None, lang: Lang) -> str:
    """That a rule is broken, or that it ran on air."""
    if outcome is not None and outcome.error is not None:
        return say("broken", lang)
    if info.state in {State.ACTIVE, State.TRIAL} and (outcome is None or outcome.is_vacuous):
        return say("vacuous", lang)
    return ""


def rule_view(info: RuleInfo, fired: tuple[Fired, Fired], site: Site, page: Page, written: Written) -> RuleView:
    """The page of a rule; tests and clauses that are not known are left out."""
    lang = site.lang
    outcome = site.outcomes.get(info.id)
    schema = site.result.schema
    known = outcome or Outcome(info.id)
    fails, undecided = fired
    return RuleView(
        page=page,
        id=info.id,
        title=info.titles.say(lang),
        severity=info.severity.value,
        severity_label=say(info.severity.value, lang),
        severity_meaning=say(f"{info.severity.value}_meaning", lang),
        kind=kind_text(info.kind, lang),
        state=say(f"{info.state.value}_state", lang),
        remark=remark_of(info, outcome, lang),
        statement=info.statement,
        clauses=_clauses(info, written.rules, schema, lang),
        basis=info.basis,
        fix=info.fix,
        counts=_counts(known, lang),
        obstacles=obstacles_text(known, lang),
        errors=(note_of(known.error, lang),) if known.error else (),
        # Those of two forms read alike.
        tests=tuple(
            dict.fromkeys(case_row(case, schema, lang) for case in written.cases)
        ),  # those of two forms read alike
        fired=tuple(_row(*place, site) for place in fails.first),
        fired_more=_more(fails.count, lang),
        undecided=tuple(_row(*place, site) for place in undecided.first),
        undecided_more=_more(undecided.count, lang),
    )


def _counts(outcome: Outcome, lang: Lang) -> tuple[Count, ...]:
    numbers = (
        ("failed", outcome.failed),
        ("passed", outcome.passed),
        ("unknown", outcome.unknown),
        ("inapplicable", outcome.not_applicable),
        ("yielded", outcome.yielded),
    )
    return tuple(Count(key, say(key, lang), number) for key, number in numbers)


def _more(total: int, lang: Lang) -> str:
    return say("fired_more", lang, shown=_LISTED, total=total) if total > _LISTED else ""


def _row(submission: str, number: int, site: Site) -> FiredRow:
    finding, lang = site.findings.of(submission)[number - 1], site.lang
    return FiredRow(
        finding=site.link_of(submission, number),
        unit=finding.unit or say("unit_unknown", lang),
        year=str(finding.year) if finding.year is not None else "",
        message=finding.message.say(lang),
        formula=finding.formula_in(lang),
        severity=finding.severity.value,
    )


# ------------------------------------------------------------------------------------------------ what it says in words


def _clauses(info: RuleInfo, checked: tuple[CheckedRule, ...], schema: Schema, lang: Lang) -> tuple[Property, ...]:
    """What a reader asks of a rule beside its statement, each in a sentence."""
    told = [("told_of_rule", info.comment), ("applies_to", _applies(info.forms, schema, lang)), *_told(checked, lang)]
    told.append(("on_failure", f"{say(info.severity.value, lang)}: {say(f'{info.severity.value}_meaning', lang)}"))
    told.append(("grading", info.grading))
    told.append(("peers_of_rule", "、".join(info.peers)))
    told.append(("related_rules", "、".join(info.related)))
    told.append(("version", info.version))
    told.append(("tags", "、".join(info.tags)))
    told.append(("written_in", f"{info.path} {say('line', lang, line=info.line)}" if info.path else ""))
    return tuple(Property(say(key, lang), text) for key, text in told if text)


def _applies(forms: tuple[str, ...], schema: Schema, lang: Lang) -> str:
    known = (schema.forms.get(code) for code in forms)
    return "；".join(" ".join(filter(None, (form.title, _years((form.years,), lang)))) for form in known if form)


def _told(checked: tuple[CheckedRule, ...], lang: Lang) -> Iterable[tuple[str, str]]:
    if not checked:
        return
    rule = checked[0]
    scope = rule.scope
    narrowed = (
        _years(scope.years, lang),
        "、".join(scope.levels),
        "、".join(scope.regions),
        "、".join(scope.kinds),
        say("scope_except", lang, units="、".join(scope.except_units)) if scope.except_units else "",
    )
    yield "scope_of_rule", "；".join(filter(None, narrowed))
    yield "judged_by", _grain(rule, lang)
    yield "when_blank", say(f"missing_{rule.missing.value}", lang)
    if rule.unless_failed:
        yield "gives_way", say("gives_way_to", lang, rules=lang.listed(rule.unless_failed))


def _grain(rule: CheckedRule, lang: Lang) -> str:
    if rule.grain is not Grain.RECORD:
        return say(f"grain_{rule.grain.value}", lang)
    count = len(rule.instances)
    return say("grain_each", lang, count=count) if count > 1 else say("grain_record", lang)


def _years(ranges: Iterable[Years], lang: Lang) -> str:
    said = []
    for years in ranges:
        if years.first is not None and years.last is not None:
            said.append(say("scope_years", lang, first=years.first, last=years.last))
        elif years.first is not None:
            said.append(say("scope_from", lang, first=years.first))
        elif years.last is not None:
            said.append(say("scope_until", lang, last=years.last))
    return "、".join(said)
