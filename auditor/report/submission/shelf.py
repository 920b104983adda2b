"""A submission with its findings, tied to the cells and the places of the text that they speak of."""

from __future__ import annotations

from functools import cached_property
from itertools import chain
from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.report.ordering import grade
from auditor.report.submission.form_table import Flag
from auditor.report.submission.passage import citations_of
from auditor.report.submission.passage import quote
from auditor.report.submission.passage import quote_of
from auditor.report.views.submission import Figure
from auditor.report.views.submission import Mark
from auditor.report.views.view import NO_LINK
from auditor.report.views.view import Link
from auditor.report.words.in_english import cause_text
from auditor.report.words.in_english import figure_name
from auditor.report.words.messages import say
from auditor.report.words.messages import words as catalogue_words
from auditor.report.words.places import place_words
from auditor.report.words.places import sign
from auditor.source import Span
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.report.submission.form_layout import Slot
    from auditor.report.submission.form_table import Sheet
    from auditor.report.submission.passage import Citation
    from auditor.report.views.submission import Quote
    from auditor.results import Evidence
    from auditor.results import Finding
    from auditor.results.causes import Cause
    from auditor.schema import Form

# NOTE: of a finding with many figures (58 blank rows) the first are shown, the others on demand.
AT_ONCE = 8

_Place = tuple[str, str | None, int, int]


def _place(indicator: str, member: str | None, span: Span) -> _Place:
    """A figure's place as a key: of plain values, which are quick to look up."""
    return indicator, member, span.start, span.end


class Shelf(Struct, frozen=True, dict=True):
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
    form: Form | None = None

    @cached_property
    def marks(self) -> tuple[Mark, ...]:
        """The mark of each finding."""
        return tuple(
            Mark(sign(number), f"#f{number}", say("to_finding", self.lang, number=number))
            for number in range(1, len(self.findings) + 1)
        )

    @cached_property
    def _spoken_of(self) -> frozenset[str]:
        """The indicators that findings speak of: only their cells and places are ever asked for."""
        return frozenset(evidence.indicator for finding in self.findings for evidence in finding.evidence)

    @cached_property
    def _known(self) -> frozenset[_Place]:
        wanted = self._spoken_of
        return frozenset(
            _place(fact.indicator, fact.member, fact.origin.span)
            for fact in self.submission.facts
            if fact.indicator in wanted
        )

    def _slots(self) -> Iterator[Slot]:
        wanted = self._spoken_of
        for sheet in self.sheets:
            for row in sheet.rows:
                if row.plan.indicator.code in wanted:
                    yield from row.slots

    @cached_property
    def _cells(self) -> Mapping[_Place, str]:
        """The anchor of a cell by its indicator, member and place."""
        found = ((slot, slot.fact.origin.span) for slot in self._slots() if slot.fact)
        return {_place(slot.indicator.code, slot.member, span): slot.anchor for slot, span in found}

    @cached_property
    def _missing(self) -> Mapping[tuple[str, str | None], str]:
        """The anchors of the cells for which nothing was read: only they can be evidence without a place."""
        return {(slot.indicator.code, slot.member): slot.anchor for slot in self._slots() if slot.fact is None}

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
                    suspect = known.suspect or (self._suspicion(evidence) if is_suspect(finding, evidence) else "")
                    flags[anchor] = Flag(marks, known.severity, suspect, known.source)
        return flags

    def _suspicion(self, evidence: Evidence) -> str:
        return self._suspicions.get(_code_of(evidence.indicator, evidence.member), say("suspect", self.lang))

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
        for slot in (slot for sheet in self.sheets for row in sheet.rows for slot in row.slots):
            first.setdefault(_code_of(slot.indicator.code, slot.member), slot.anchor)
        suspects = {each.code: each for them in (cause.suspects,) if them for each in them} or {
            each.code: each for each in chain.from_iterable(cause.sets)
        }
        return tuple(
            Link(f"#{first[code]}" if code in first else "", each.name.say(self.lang), each.repaired)
            for code, each in islice(suspects.items(), AT_ONCE)
        )

    @cached_property
    def located(self) -> frozenset[str]:
        """The ids of the findings whose cause is told."""
        return frozenset(chain.from_iterable(cause.findings for cause in self.causes))

    def _text_link(self, evidence: Evidence) -> Link:
        span = self.stands_here(evidence)
        anchor = self.anchors.get(span, "") if span else ""
        return Link(f"#{anchor}", say("text", self.lang), say("see_text", self.lang)) if anchor else NO_LINK

    def figure(self, evidence: Evidence) -> Figure:
        """One figure of a finding with its links."""
        cell = self.cell_of(evidence)
        words = evidence.source
        return Figure(
            name=figure_name(evidence, self.form, self.lang),
            source=say(words, self.lang) if words in catalogue_words(self.lang) else words,
            value=evidence.value or (say("blank", self.lang) if not evidence.cause else ""),
            raw=_raw(evidence, self.lang),
            place=place_words(evidence.origin, self.lang),
            cell=Link(f"#{cell}", say("extracted", self.lang), say("see_cell", self.lang)) if cell else NO_LINK,
            text=self._text_link(evidence),
            other=self._other(evidence),
            quote=self._quote(evidence),
            scope=evidence.scope,
            cause=cause_text(evidence.cause, self.lang),
        )

    def _other(self, evidence: Evidence) -> Link:
        """The page of the other submission that a figure stands in, at its line."""
        if not evidence.submission:
            return NO_LINK
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


def _code_of(indicator: str, member: str | None) -> str:
    """A cell by the code of its indicator and, in a matrix, of its member."""
    return indicator if member is None else f"{indicator}.{member}"


def is_suspect(finding: Finding, evidence: Evidence) -> bool:
    """Whether a finding holds a figure for the one that is likely wrong."""
    return evidence.indicator in finding.suspects or _code_of(evidence.indicator, evidence.member) in finding.suspects


def _raw(evidence: Evidence, lang: Lang) -> str:
    """The printed characters, where they say more than the value with its unit."""
    raw = squeezed(evidence.raw).replace(",", "")
    value = squeezed(evidence.value).replace(",", "")
    rest = value[len(raw) :]
    if not raw or (value.startswith(raw) and not rest[:1].isdigit() and rest[:1] != "."):
        return ""
    return say("printed_as", lang, raw=" ".join(evidence.raw.split()))
