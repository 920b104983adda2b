"""A finding with its evidence, and what became of it since the audit before."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words  # noqa: TC001 - msgspec looks at it
from auditor.document import Origin  # noqa: TC001 - msgspec looks at it
from auditor.results.explanations import Explanation  # noqa: TC001 - msgspec looks at it
from auditor.results.rule_info import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.diagnostics import Lang


class Verdict(StrEnum):
    """The five outcomes of a rule on a record."""

    PASS = "pass"
    FAIL = "fail"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "na"
    BROKEN = "broken"


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
