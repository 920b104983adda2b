"""Findings made ready to read, and tied to the cells and the places of the text that they speak of."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from functools import cached_property
from itertools import chain
from itertools import islice
from typing import TYPE_CHECKING

from auditor.report.form_table import Flag
from auditor.report.grouping import clusters
from auditor.report.messages import say
from auditor.report.messages import words as catalogue_words
from auditor.report.passage import citations_of
from auditor.report.passage import quote
from auditor.report.passage import quote_of
from auditor.report.places import place_words
from auditor.report.places import sign
from auditor.report.view import Figure
from auditor.report.view import FindingView
from auditor.report.view import Link
from auditor.report.view import Mark
from auditor.results import Severity
from auditor.results import Verdict
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.report.form_table import Sheet
    from auditor.report.passage import Citation
    from auditor.report.view import Quote
    from auditor.results import Cause
    from auditor.results import Evidence
    from auditor.results import Explanation
    from auditor.results import Finding
    from auditor.results import RuleInfo

# NOTE: of a finding with many figures (58 blank rows) the first are shown, the others on demand.
_AT_ONCE = 8
_NOWHERE = Link("", "")
_SEVERITIES = tuple(Severity)


def section(finding: Finding) -> str:
    """Which part of a page a finding belongs to: fail, unknown, or trial."""
    if finding.trial:
        return "trial"
    return "unknown" if finding.verdict is Verdict.UNKNOWN else "fail"


def grade(finding: Finding) -> str:
    """The severity that is shown: that of a trial or an undecided rule does not count."""
    part = section(finding)
    return finding.severity.value if part == "fail" else part


def numbered(findings: Iterable[Finding], causes: Iterable[Cause] = ()) -> tuple[Finding, ...]:
    """Findings in the order in which they are numbered: what must be corrected first, what is only tried last.

    Findings that have one cause or share cells follow each other, at the place of the gravest of them.
    """
    ordered = sorted(findings, key=lambda each: (_SEVERITIES.index(each.severity), each.rule, each.binding, each.id))
    parts: dict[str, list[Finding]] = {"fail": [], "unknown": [], "trial": []}
    for finding in ordered:
        parts[section(finding)].append(finding)
    return (*chain.from_iterable(clusters(parts["fail"], causes)), *parts["unknown"], *parts["trial"])


_Place = tuple[str, str | None, int, int]


def _place(indicator: str, member: str | None, span: Span) -> _Place:
    """A figure's place as a key: of plain values, which are quick to look up."""
    return indicator, member, span.start, span.end


@dataclass(frozen=True)
class Shelf:
    """A submission with its numbered findings, from which marks, flags and citations are worked out.

    `pages` are the addresses of the other submissions' pages, where last year's figures stand; `rules` those of the
    rules' pages.
    """

    submission: Submission
    sheets: tuple[Sheet, ...]
    findings: tuple[Finding, ...]
    lang: Lang
    pages: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    has_past: bool = False
    causes: tuple[Cause, ...] = ()

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The mark of each finding."""
        return tuple(
            Mark(sign(number), f"#f{number}", say("to_finding", self.lang, number=number))
            for number in range(1, len(self.findings) + 1)
        )

    @cached_property
    def _known(self) -> frozenset[_Place]:
        return frozenset(_place(fact.indicator, fact.member, fact.origin.span) for fact in self.submission.facts)

    @cached_property
    def _cells(self) -> Mapping[_Place, str]:
        """The anchor of a cell by its indicator, member and place."""
        slots = (slot for sheet in self.sheets for row in sheet.rows for slot in row)
        found = ((slot, slot.fact.origin.span) for slot in slots if slot.fact)
        return {_place(slot.indicator.code, slot.member, span): slot.anchor for slot, span in found}

    @cached_property
    def _missing(self) -> Mapping[tuple[str, str | None], str]:
        """The anchors of the cells for which nothing was read: only they can be evidence without a place."""
        slots = (slot for sheet in self.sheets for row in sheet.rows for slot in row)
        return {(slot.indicator.code, slot.member): slot.anchor for slot in slots if slot.fact is None}

    def stands_here(self, evidence: Evidence) -> Span | None:
        """The place of a figure, if it is a place of this document: last year's figure stands in another one."""
        document = self.submission.document
        if evidence.origin is None or evidence.submission or document is None:
            return None
        span = evidence.origin.span
        if _place(evidence.indicator, evidence.member, span) in self._known:
            return span
        raw = evidence.raw.split()
        return span if raw and document.source.slice(span).split() == raw else None

    def cell_of(self, evidence: Evidence) -> str:
        """The anchor of the table cell that a figure is, empty when it is none."""
        if evidence.source == "narrative":
            return ""
        if evidence.origin is None:
            return self._missing.get((evidence.indicator, evidence.member), "")
        span = self.stands_here(evidence)
        return self._cells.get(_place(evidence.indicator, evidence.member, span), "") if span else ""

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """The places of the text that findings cite."""
        return citations_of(
            (span, mark)
            for finding, mark in zip(self.findings, self.marks, strict=True)
            for evidence in finding.evidence
            if (span := self.stands_here(evidence)) is not None
        )

    @cached_property
    def anchors(self) -> Mapping[Span, str]:
        """The anchor in the text of each place that is cited."""
        return {citation.span: citation.anchor for citation in self.citations}

    @cached_property
    def flags(self) -> Mapping[str, Flag]:
        """What findings say of each cell, by its anchor; the worst severity colours it."""
        flags: dict[str, Flag] = {}
        for finding, mark in zip(self.findings, self.marks, strict=True):
            for evidence in finding.evidence:
                anchor = self.cell_of(evidence)
                if anchor:
                    known = flags.get(anchor, Flag(severity=grade(finding), source=self._text_link(evidence)))
                    marks = known.marks if mark in known.marks else (*known.marks, mark)
                    suspect = known.suspect or (self._suspicion(evidence) if _is_suspect(finding, evidence) else "")
                    flags[anchor] = Flag(marks, known.severity, suspect, known.source)
        return flags

    def _suspicion(self, evidence: Evidence) -> str:
        return self._suspicions.get(_code(evidence.indicator, evidence.member), say("suspect", self.lang))

    @cached_property
    def _suspicions(self) -> Mapping[str, str]:
        """What is said of each figure that may be wrong, by its code: what it would have to be, where that is known."""
        told: dict[str, str] = {}
        for cause in self.causes:
            for each in cause.suspects:
                if each.repaired:
                    told.setdefault(each.code, say("suspect_should", self.lang, value=each.repaired))
            for each in chain.from_iterable(cause.alternatives):
                told.setdefault(each.code, say("suspect_one_of", self.lang))
        return told

    def cells_of_cause(self, cause: Cause) -> tuple[Link, ...]:
        """The figures that a cause may lie in, each a link to its cell; none where they are too many to tell."""
        first: dict[str, str] = {}
        for slot in (slot for sheet in self.sheets for row in sheet.rows for slot in row):
            first.setdefault(_code(slot.indicator.code, slot.member), slot.anchor)
        suspects = {each.code: each for them in (cause.suspects,) if them for each in them} or {
            each.code: each for each in chain.from_iterable(cause.sets)
        }
        return tuple(
            Link(f"#{first[code]}" if code in first else "", each.name.say(self.lang), each.repaired)
            for code, each in islice(suspects.items(), _AT_ONCE)
        )

    @cached_property
    def located(self) -> frozenset[str]:
        """The ids of the findings whose cause is told."""
        return frozenset(chain.from_iterable(cause.findings for cause in self.causes))

    def _text_link(self, evidence: Evidence) -> Link:
        span = self.stands_here(evidence)
        anchor = self.anchors.get(span, "") if span else ""
        return Link(f"#{anchor}", say("text", self.lang), say("see_text", self.lang)) if anchor else _NOWHERE

    def figure(self, evidence: Evidence) -> Figure:
        """One figure of a finding with its links."""
        cell = self.cell_of(evidence)
        words = evidence.source
        return Figure(
            name=evidence.name,
            source=say(words, self.lang) if words in catalogue_words(self.lang) else words,
            value=evidence.value or (say("blank", self.lang) if not evidence.cause else ""),
            raw=_raw(evidence, self.lang),
            place=place_words(evidence.origin, self.lang),
            cell=Link(f"#{cell}", say("extracted", self.lang), say("see_cell", self.lang)) if cell else _NOWHERE,
            text=self._text_link(evidence),
            other=self._other(evidence),
            quote=self._quote(evidence),
            scope=evidence.scope,
            cause=evidence.cause,
        )

    def _other(self, evidence: Evidence) -> Link:
        """The page of the other submission that a figure stands in, at its line."""
        if not evidence.submission:
            return _NOWHERE
        page = self.pages.get(evidence.submission, "")
        line = f"#L{evidence.origin.line}" if evidence.origin is not None else ""
        return Link(f"{page}{line}" if page else "", evidence.submission)

    def _quote(self, evidence: Evidence) -> Quote | None:
        """The sentence of a figure, cut at the very figure where its place is known."""
        if not evidence.quote:
            return None
        span, document = self.stands_here(evidence), self.submission.document
        if span is None or document is None:
            return quote_of(evidence.quote, evidence.raw)
        text, length = document.source.text, len(evidence.quote)
        start = text.find(evidence.quote, max(0, span.end - length), span.start + length)
        if start < 0:
            return quote_of(evidence.quote, evidence.raw)
        return quote(document.source, Span(start, start + length), span)


def finding_views(shelf: Shelf, rules: Mapping[str, RuleInfo]) -> Mapping[str, tuple[FindingView, ...]]:
    """The findings of each part of the page."""
    views: dict[str, tuple[FindingView, ...]] = {"fail": (), "unknown": (), "trial": ()}
    for finding, mark in zip(shelf.findings, shelf.marks, strict=True):
        part = section(finding)
        views[part] = (*views[part], _finding_view(finding, mark, shelf, rules.get(finding.rule)))
    return views


def _finding_view(finding: Finding, mark: Mark, shelf: Shelf, rule: RuleInfo | None) -> FindingView:
    lang = shelf.lang
    figures = tuple(shelf.figure(evidence) for evidence in finding.evidence)
    title = finding.title.say(lang)
    message = finding.message.say(lang)
    return FindingView(
        sign=mark.sign,
        anchor=mark.href.removeprefix("#"),
        rule=finding.rule,
        kind=rule.kind if rule else "",
        rule_page=shelf.rules.get(finding.rule, ""),
        severity=grade(finding),
        severity_label=say(finding.severity.value, lang),
        title=title,
        message=message if message != title else "",
        formula=finding.formula,
        difference=finding.difference or "",
        figures=figures[:_AT_ONCE],
        further=figures[_AT_ONCE:],
        further_title=say("more_figures", lang, count=len(figures) - _AT_ONCE),
        suspects=() if finding.id in shelf.located else _suspect_names(finding),
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


def _code(indicator: str, member: str | None) -> str:
    return indicator if member is None else f"{indicator}.{member}"


def _is_suspect(finding: Finding, evidence: Evidence) -> bool:
    return evidence.indicator in finding.suspects or _code(evidence.indicator, evidence.member) in finding.suspects


def _suspect_names(finding: Finding) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.name for each in finding.evidence if _is_suspect(finding, each)))


def _raw(evidence: Evidence, lang: Lang) -> str:
    """The printed characters, where they say more than the value with its unit."""
    raw = "".join(fold(evidence.raw).split()).replace(",", "")
    value = "".join(fold(evidence.value).split()).replace(",", "")
    rest = value[len(raw) :]
    if not raw or (value.startswith(raw) and not rest[:1].isdigit() and rest[:1] != "."):
        return ""
    return say("printed_as", lang, raw=" ".join(evidence.raw.split()))
