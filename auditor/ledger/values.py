"""What the ledger keeps, as frozen values: audits, what was handed in to them, and how each finding stands in each."""

from __future__ import annotations

import hashlib
import json
from enum import StrEnum
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from auditor.diagnostics import Words
from auditor.results import Change
from auditor.results import Gone
from auditor.results import Severity
from auditor.results import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.document import Submission
    from auditor.results import Finding


class Stand(StrEnum):
    """How a finding stands after an audit.

    OPEN it is there; UNDECIDED it was never judged wrong, figures being missing; UNJUDGED it was wrong and could not be
    judged this time; CORRECTED it was wrong and is right now.
    """

    OPEN = "open"
    UNDECIDED = "undecided"
    UNJUDGED = "unjudged"
    CORRECTED = "corrected"


class Seen(Struct, frozen=True):
    """A finding as it was last made. `digest` is that of the submission, `figures` names and values as printed."""

    id: str
    submission: str
    digest: str
    unit: str
    year: int | None
    form: str
    rule: str
    binding: str
    title: tuple[str, str]
    severity: str
    verdict: str
    trial: bool
    formula: str
    message: tuple[str, str]
    figures: tuple[tuple[str, str], ...]

    @property
    def number(self) -> str:
        """What people call the finding."""
        return number_of(self.id, self.figures)

    def packed(self) -> str:
        """The finding as one line of JSON: equal findings give equal lines."""
        try:
            return msgspec.json.encode(self).decode()
        except UnicodeEncodeError:  # half a character, as the name of a file can hold
            return json.dumps(asdict(self), ensure_ascii=True, separators=(",", ":"))

    @classmethod
    def unpacked(cls, line: str) -> Seen:
        """What `packed` made a line of."""
        return msgspec.convert(json.loads(line), cls)


class Entry(Struct, frozen=True):
    """How one finding stands after one audit.

    `since` is the number of the audit that first found it to stand so; `reason` is a key of `REASONS`, why it could
    not be judged, or why it is new in a report that is not; `answer` and `explained` are how far its explanation had
    come and what it says.
    """

    seen: Seen
    stand: Stand
    change: Change
    since: int
    reason: str = ""
    answer: str = ""
    explained: str = ""


class Input(Struct, frozen=True):
    """A file that an audit was given."""

    submission: str
    digest: str
    status: str
    unit: str
    year: int | None


# How many findings of a report stood so after an audit: its number, unit, year, severity, stand, answer, and how many.
Tally = tuple[int, str, int | None, str, str, str, int]


class Run(Struct, frozen=True):
    """An audit: its number from 1, when it was made (ISO, with the offset of its zone), and what it was made from.

    `digest` is of everything that it found and of what it was given: audits of one digest are the same audit.
    """

    number: int
    at: str
    name: str
    digest: str
    rules: str
    version: str

    @property
    def made_by(self) -> str:
        """By what it was made: its rules, and the version of the program."""
        return f"{self.rules} {self.version}"

    @property
    def label(self) -> str:
        """The audit as people call it: `3 复审 (2026-03-01 09:30)`."""
        return " ".join(filter(None, (str(self.number), self.name, f"({self.at[:16].replace('T', ' ')})")))


def seen_of(finding: Finding, digest: str) -> Seen:
    """A finding as the ledger keeps it; `digest` is that of its submission."""
    return Seen(
        finding.id,
        finding.submission,
        digest,
        finding.unit,
        finding.year,
        finding.form,
        finding.rule,
        finding.binding,
        (finding.title.zh, finding.title.en),
        finding.severity.value,
        finding.verdict.value,
        finding.trial,
        finding.formula,
        (finding.message.zh, finding.message.en),
        figures_of(finding),
    )


def figures_of(finding: Finding) -> tuple[tuple[str, str], ...]:
    """The figures that a finding speaks of, by name: a blank is an empty text."""
    return tuple(dict.fromkeys((each.name, each.value) for each in finding.evidence))


def gone_of(entry: Entry, since: str) -> Gone:
    """A finding that is not made any more, for the reports."""
    seen = entry.seen
    return Gone(
        seen.id,
        seen.submission,
        seen.unit,
        seen.year,
        seen.form,
        seen.rule,
        Words(*seen.title),
        Severity(seen.severity),
        Words(*seen.message),
        seen.formula,
        seen.figures,
        Change.CORRECTED if entry.stand is Stand.CORRECTED else Change.UNJUDGED,
        since,
        REASONS[entry.reason] if entry.reason else None,
        seen.trial,
    )


def inputs_of(submissions: Iterable[Submission]) -> tuple[Input, ...]:
    """What an audit was given, by path."""
    return tuple(
        Input(each.path, each.digest, each.status.value, each.unit or "", each.year)
        for each in sorted(submissions, key=lambda each: each.path)
    )


def digest_of(inputs: Iterable[Input], rules: str, findings: Iterable[Seen]) -> str:
    """The digest of an audit: what it was given, by which rules, and what it found, in the order given."""
    total = hashlib.sha256(rules.encode())
    for each in inputs:
        total.update(repr(each).encode("utf-8", "surrogatepass"))
    for seen in findings:
        total.update(seen.packed().encode())
    return total.hexdigest()


BY_RULES, BY_UNIT, BY_REPORT = "by_rules", "by_unit", "by_report"
REASONS: dict[str, Words] = {
    "not_received": Words("本次没有收到这份报告", "the report was not received this time"),
    "not_read": Words("本次没有审核这份报告", "the report was not audited this time"),
    "no_rule": Words("规则已停用或不在规则目录中", "the rule is retired or not there any more"),
    "no_object": Words("报告中已没有所说的内容", "what it was about is not in the report any more"),
    "broken": Words("规则有误，没有运行", "the rule is broken and did not run"),
    "unknown": Words("缺少判断所需的数据", "figures that are needed are missing"),
    "not_applicable": Words("规则现在不适用于这份报告", "the rule does not apply to the report now"),
    "yields": Words("并入了另一条规则的问题", "it is part of another rule's finding now"),
    "rules_changed": Words(
        "报告没有改动，因规则改动才不再算问题",
        "the report is the same: the rules were changed so that it is no finding",
    ),
    "other_gone": Words(
        "报告没有改动，只是另一份报告不在了", "the report is the same: only the other one is not there any more"
    ),
    BY_RULES: Words("报告没有改动，因规则改动才报", "the report is the same: it is found since the rules were changed"),
    BY_UNIT: Words(
        "报告没有改动，因另一单位的报告改动或新收到",
        "the report is the same: that of another unit was changed or came in",
    ),
    BY_REPORT: Words(
        "报告没有改动，因另一份报告改动或新收到", "the report is the same: another report was changed or came in"
    ),
}
