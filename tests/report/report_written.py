"""Submissions as they are written, and findings on them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from typing import Any

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.document import Attribute
from auditor.document import Document
from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.results import Evidence
from auditor.results import Finding
from auditor.results import Verdict
from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Stance
from auditor.source import Source
from auditor.source import Span
from tests.report.report_rules import FORM_2014
from tests.report.report_rules import RULES
from tests.report.report_rules import SCHEMA

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass
class Report:
    """A submission being written: its text grows, and facts point into it."""

    path: str
    unit: str | None
    year: int | None
    text: str = ""
    facts: list[Fact] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    diagnostics: tuple[Diagnostic, ...] = ()
    form: Form = FORM_2014

    def write(self, text: str) -> Span:
        """Adds text and says where it stands."""
        start = len(self.text)
        self.text += text
        return Span(start, len(self.text))

    def origin(self, span: Span, **place: Any) -> Origin:  # noqa: ANN401 - whatever an origin takes
        """A place with its line."""
        return Origin(span, self.text.count("\n", 0, span.start) + 1, **place)

    def say(self, before: str, raw: str, after: str, indicator: str, **more: object) -> None:
        """A sentence that states a figure."""
        start = len(self.text)
        self.write(before)
        span = self.write(raw)
        self.write(after)
        known: dict[str, object] = {"value": int(raw) if raw.isdigit() else 0, "stance": Stance.FIGURE, **more}
        sentence = Span(start, len(self.text))
        self.facts.append(Fact(indicator, self.origin(span), raw, sentence=sentence, **known))  # type: ignore[arg-type]
        self.write("\n")

    def table(self, cells: Mapping[str, str]) -> None:
        """The 2014 table with its rows in order; a code that `cells` leaves out is 0."""
        self.write("政府信息公开情况统计表\n指标\t单位\t统计数\n")
        for number, indicator in enumerate(self.form.indicators, start=2):
            raw = cells.get(indicator.code, "0")
            self.write(f"{indicator.number} {indicator.label}\t{indicator.measure.unit or '—'}\t")
            span = self.write(raw)
            self.write("\n")
            if raw != "（缺行）":
                self.facts.append(_fact(indicator, raw, self.origin(span, table=1, row=number, column=3)))

    def done(self, status: Status = Status.AUDITED) -> Submission:
        """The submission."""
        digest = hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()
        document = Document(self.path, digest, "text", Source(self.path, self.text)) if self.text else None
        return Submission(
            self.path,
            digest,
            status,
            self.unit,
            self.year,
            self.form.code if status is Status.AUDITED else None,
            document,
            tuple(self.facts),
            tuple(self.attributes),
            diagnostics=self.diagnostics,
        )


def _fact(indicator: Indicator, raw: str, origin: Origin) -> Fact:
    if raw in {"", " "}:
        return Fact(indicator.code, origin, raw, Reading.BLANK)
    if raw in {"—", "-", "/"}:
        return Fact(indicator.code, origin, raw, Reading.DASH)
    digits = raw.split("(", maxsplit=1)[0].replace(",", "")
    try:
        value = round(float(digits) * indicator.measure.factor)
    except ValueError:
        return Fact(indicator.code, origin, raw, Reading.TEXT)
    return Fact(indicator.code, origin, raw, Reading.VALUE, value, note=raw[len(digits) :].strip("()"))


def fact_of(submission: Submission, indicator: str, *, narrative: bool = False) -> Fact:
    """The first fact of an indicator."""
    return next(fact for fact in submission.facts if fact.indicator == indicator and fact.is_narrative == narrative)


def evidence_of(submission: Submission, indicator: str, *, narrative: bool = False, cause: str = "") -> Evidence:
    """A figure as a finding's evidence."""
    fact = fact_of(submission, indicator, narrative=narrative)
    form = SCHEMA.forms[submission.form or ""]
    known = form.by_code[indicator]
    source = submission.document.source if submission.document else Source("", "")
    return Evidence(
        known.name,
        indicator,
        fact.member,
        "narrative" if narrative else "table",
        f"{(fact.value or 0) // known.measure.factor}{known.measure.unit}" if fact.value is not None else "",
        fact.raw,
        fact.origin,
        source.slice(fact.sentence) if fact.sentence else "",
        fact.scope,
        cause,
    )


def finding_of(submission: Submission, rule: str, evidence: tuple[Evidence, ...], **more: object) -> Finding:
    """A finding of a rule on a submission."""
    info = next(info for info in RULES if info.id == rule)
    known: dict[str, object] = {
        "id": f"{rule}/{submission.unit}/{submission.year}/{more.get('binding', '')}",
        "submission": submission.path,
        "unit": submission.unit or "",
        "year": submission.year,
        "form": submission.form or "",
        "rule": rule,
        "title": Words(info.title, f"{rule} does not hold"),
        "severity": info.severity,
        "verdict": Verdict.FAIL,
        "binding": "",
        "member": None,
        "indicators": tuple(dict.fromkeys(each.indicator for each in evidence)),
        "left": None,
        "right": None,
        "difference": None,
        "formula": "",
        "message": Words(info.title, f"{rule} does not hold"),
        "evidence": evidence,
        **more,
    }
    return Finding(**known)  # type: ignore[arg-type]
