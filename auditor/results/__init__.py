"""What an audit gives: verdicts, findings with their evidence and what became of them, how each rule fared."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.diagnostics import Words
from auditor.document import Origin  # noqa: TC001 - msgspec looks at it
from auditor.results.explanations import Explanation  # noqa: TC001 - msgspec looks at it

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.results.causes import Cause
    from auditor.results.outcomes import Outcome
    from auditor.schema import Schema
    from auditor.scoring import Scoring


class Verdict(StrEnum):
    """The five outcomes of a rule on a record."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "na"
    BROKEN = "broken"


class Severity(StrEnum):
    """强制 must be corrected; 核实 correct it or explain; 提示 for attention."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def words(self) -> Words:
        """What people call it."""
        return _SEVERITY_WORDS[self]


_SEVERITY_WORDS: Mapping[Severity, Words] = MappingProxyType(
    {
        Severity.ERROR: Words("强制", "error"),
        Severity.WARNING: Words("核实", "query"),
        Severity.NOTICE: Words("提示", "notice"),
    }
)


# The gravest first.
SEVERITIES = tuple(Severity)


class State(StrEnum):
    """A rule's life: 草案 is only checked, 试行 runs and is reported apart, 启用 counts, 停用 is kept for reading."""

    DRAFT = "draft"
    TRIAL = "trial"
    ACTIVE = "active"
    RETIRED = "retired"

    @property
    def runs(self) -> bool:
        """Whether rules in it are judged."""
        return self in {State.TRIAL, State.ACTIVE}


class RuleInfo(Struct, frozen=True):
    """What people read of a rule; `grading` is 分级 as written, `peers` what 按 groups units by.

    `english` is its title in English, where the title itself is not; `comment` what its file tells of it above it.
    """

    id: str
    title: str
    severity: Severity
    state: State
    kind: str
    statement: str
    basis: str
    fix: str
    tags: tuple[str, ...]
    path: str
    line: int
    forms: tuple[str, ...]
    related: tuple[str, ...] = ()
    version: str = ""
    grading: str = ""
    peers: tuple[str, ...] = ()
    english: str = ""
    comment: str = ""

    @property
    def titles(self) -> Words:
        """The title in both languages; where there is but one, that is it."""
        return Words(self.title, self.english or self.title)


# What evidence is called that is another report as such: one that is too much like the finding's own.
OTHER_REPORT = "另一份报告"


class Evidence(Struct, frozen=True, gc=False):
    """One figure of a finding.

    `name` is the indicator's name with its column; `value` the figure as people read it with its unit, empty when
    blank; `raw` the characters as printed; `quote` the sentence of a narrative figure; `cause` why a blank is blank.
    `submission` is the file that the figure stands in, where it is not the finding's own (last year's report).
    """

    name: str
    indicator: str
    member: str | None
    source: str
    value: str
    raw: str
    origin: Origin | None
    quote: str = ""
    scope: str = ""
    cause: str = ""
    submission: str = ""


class Change(StrEnum):
    """What became of a finding since the audit before.

    A finding is REGRESSED when it had been corrected in between. UNJUDGED is what was wrong and cannot be judged now:
    it is neither corrected nor certainly still there.
    """

    NEW = "new"
    PERSISTING = "persisting"
    REGRESSED = "regressed"
    CORRECTED = "corrected"
    UNJUDGED = "unjudged"


class Finding(Struct, frozen=True):
    """A fail, or an unknown that matters, with its evidence.

    `id` is stable over runs: it is made of rule, unit, year and binding, never of the figures or the wording.
    `binding` tells the instances of one rule apart (an indicator code, a member, a sentence), empty for one a record.
    `left`, `right` and `difference` (left less right) are exact decimal strings in the printed unit, None where the
    statement has no two sides, and percent and percentage points where it is `in_percent`; `formula` is the statement
    with its figures, `0 ≠ 0 + 1`, and `formula_en` the same with English words.
    """

    id: str
    submission: str
    unit: str
    year: int | None
    form: str
    rule: str
    title: Words
    severity: Severity
    verdict: Verdict
    binding: str
    member: str | None
    indicators: tuple[str, ...]
    left: str | None
    right: str | None
    difference: str | None
    formula: str
    message: Words
    evidence: tuple[Evidence, ...]
    trial: bool = False
    suspects: tuple[str, ...] = ()
    explained: Explanation | None = None
    change: Change = Change.NEW
    formula_en: str = ""
    in_percent: bool = False

    def formula_in(self, lang: Lang) -> str:
        """The formula in one language."""
        return self.formula_en if lang == "en" and self.formula_en else self.formula

    @property
    def number(self) -> str:
        """What people call it, everywhere."""
        return number_of(self.id, ((each.name, each.value) for each in self.evidence))

    @property
    def is_waived(self) -> bool:
        """Whether an explanation was accepted that still counts; what must be corrected is never waived."""
        return self.severity is not Severity.ERROR and self.explained is not None and self.explained.counts


def number_of(identity: str, figures: Iterable[tuple[str, str]]) -> str:
    """The number of a finding: `F-`, its id, and a mark of the figures that were found, by their names."""
    told = "\x1f".join(f"{name}={value}" for name, value in dict.fromkeys(figures))
    return f"F-{identity}-{hashlib.sha256(told.encode('utf-8', 'replace')).hexdigest()[:6]}"


class Gone(Struct, frozen=True):
    """A finding of an earlier audit that this one does not make: CORRECTED, or UNJUDGED for a `reason`.

    `submission` is the file that it was last found in, `figures` what its figures were there; `since` is the audit
    that first missed it.
    """

    id: str
    submission: str
    unit: str
    year: int | None
    form: str
    rule: str
    title: Words
    severity: Severity
    message: Words
    formula: str
    figures: tuple[tuple[str, str], ...]
    change: Change
    since: str
    reason: Words | None = None
    trial: bool = False


class Then(Struct, frozen=True):
    """How the findings of a report stood after an audit, which has a name.

    `found` is how many there were of each severity, `explained` how many of these; `corrected` and `unjudged` are those
    of earlier audits that were no longer found.
    """

    audit: str
    found: tuple[int, ...]
    explained: int
    corrected: int
    unjudged: int


class Past(Struct, frozen=True):
    """The audit that changes are counted from, by its name, and what it found that is found no more.

    `mended` are the reports, by their paths, that are other files than those in which it found what they still have;
    `why_new` says of findings, by id, why they are new in reports that are not: the rules were changed.
    `history` are the audits of each report, by its unit and year, this one the last: its name is empty.
    """

    name: str
    gone: tuple[Gone, ...] = ()
    mended: frozenset[str] = frozenset()
    why_new: Mapping[str, Words] = field(default_factory=dict)
    history: Mapping[tuple[str, int | None], tuple[Then, ...]] = field(default_factory=dict)


class Missing(Struct, frozen=True):
    """A report that the list of units wants and that was not received."""

    unit: str
    year: int
    level: str = ""
    region: str = ""
    kind: str = ""
    parent: str = ""


class AuditResult(Struct, frozen=True):
    """A whole audit: what was received, what does not add up, and how each rule fared."""

    submissions: tuple[Submission, ...]
    findings: Sequence[Finding]
    outcomes: tuple[Outcome, ...]
    rules: tuple[RuleInfo, ...]
    schema: Schema
    diagnostics: tuple[Diagnostic, ...] = ()
    causes: Sequence[Cause] = ()
    missing: tuple[Missing, ...] = ()
    scoring: Scoring | None = None
    past: Past | None = None
