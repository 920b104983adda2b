"""Findings made ready to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.report.ordering import grade
from auditor.report.ordering import section
from auditor.report.ordering import telling_first
from auditor.report.submission.shelf import AT_ONCE
from auditor.report.submission.shelf import Shelf
from auditor.report.submission.shelf import is_suspect
from auditor.report.views.submission import FindingView
from auditor.report.views.submission import Mark
from auditor.report.words.in_english import figure_name
from auditor.report.words.in_english import kind_text
from auditor.report.words.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.results import Finding
    from auditor.results import RuleInfo
    from auditor.results.explanations import Explanation

_BLANK, _FEW = "空", 2


def finding_views(shelf: Shelf, rules: Mapping[str, RuleInfo]) -> Mapping[str, tuple[FindingView, ...]]:
    """The findings of each part of the page."""
    views: dict[str, tuple[FindingView, ...]] = {"fail": (), "unknown": (), "trial": ()}
    for finding, mark in zip(shelf.findings, shelf.marks, strict=True):
        part = section(finding)
        views[part] = (*views[part], _finding_view(finding, mark, shelf, rules.get(finding.rule)))
    return views


def _finding_view(finding: Finding, mark: Mark, shelf: Shelf, rule: RuleInfo | None) -> FindingView:
    lang = shelf.lang
    figures = tuple(shelf.figure(evidence) for evidence in telling_first(finding))
    title = finding.title.say(lang)
    message = finding.message.say(lang)
    return FindingView(
        sign=mark.sign,
        anchor=mark.href.removeprefix("#"),
        number=finding.number,
        rule=finding.rule,
        kind=kind_text(rule.kind, lang) if rule else "",
        rule_page=shelf.rules.get(finding.rule, ""),
        severity=grade(finding),
        severity_label=say(finding.severity.value, lang),
        title=title,
        message=message if message != title else "",
        formula="" if _is_mostly_blank(finding) else finding.formula_in(lang),
        difference=_difference(finding, lang),
        figures=figures[:AT_ONCE],
        further=figures[AT_ONCE:],
        further_title=say("more_figures", lang, count=len(figures) - AT_ONCE),
        suspects=() if finding.id in shelf.located else _suspect_names(finding, shelf),
        statement=rule.statement if rule else "",
        basis=rule.basis if rule else "",
        fix=rule.fix if rule else "",
        explained=explained_lines(finding.explained, lang),
        is_waived=finding.is_waived,
        answer=answer_label(finding, lang),
        change=finding.change.value if shelf.has_past else "",
        change_label=say(f"change_{finding.change.value}", lang) if shelf.has_past else "",
        change_hint=say(f"change_{finding.change.value}_meaning", lang),
    )


def _difference(finding: Finding, lang: Lang) -> str:
    found = (finding.difference or "").removeprefix("-")
    return say("points", lang, difference=found) if found and finding.in_percent else found


def _is_mostly_blank(finding: Finding) -> bool:
    """Whether a formula shows little but that figures are missing, which the message tells better."""
    return section(finding) == "unknown" and finding.formula.count(_BLANK) > _FEW


def answer_label(finding: Finding, lang: Lang) -> str:
    """How far the explanation of a finding has come, in words; empty where there is none."""
    explanation = finding.explained
    if explanation is None:
        return ""
    if explanation.changed or explanation.is_expired:
        return say("answer_stale", lang)
    if explanation.holds and finding.severity == "error":
        return say("answer_error", lang)
    return say(f"answer_{explanation.answer.value}", lang)


def explained_lines(explanation: Explanation | None, lang: Lang) -> tuple[str, ...]:
    """An accepted explanation in lines: the reason, who approved it until when, and why it no longer counts."""
    if explanation is None:
        return ()
    by = " ".join(filter(None, (explanation.author, explanation.day)))
    author = say("explained_by", lang, name=by) if by else ""
    approved = say("approved_by", lang, name=explanation.approver) if explanation.approver else ""
    until = say("explained_until", lang, day=explanation.until) if explanation.until else ""
    stale = [
        say("explained_changed", lang, name=name, then=then, now=now or say("blank", lang))
        for name, then, now in explanation.changed
    ]
    expired = [say("explained_expired", lang)] if explanation.is_expired else []
    told = [explanation.reason, " ".join(filter(None, (author, approved, until))), *stale, *expired]
    return tuple(line for line in told if line)


def _suspect_names(finding: Finding, shelf: Shelf) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            figure_name(each, shelf.form, shelf.lang) for each in finding.evidence if is_suspect(finding, each)
        )
    )
