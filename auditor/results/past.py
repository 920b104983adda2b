"""What audits before this one found, as far as it is told beside what this one finds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.diagnostics import Words  # noqa: TC001 - msgspec looks at it
from auditor.results.findings import Change  # noqa: TC001 - msgspec looks at it
from auditor.results.rule_info import Severity  # noqa: TC001 - msgspec looks at it

if TYPE_CHECKING:
    from collections.abc import Mapping


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
