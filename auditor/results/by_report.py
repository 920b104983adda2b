"""What an audit tells of its reports, report by report, laid aside until somebody goes through it."""

from __future__ import annotations

from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING
from typing import TypeAlias
from typing import TypeVar

from auditor.disk.spool import Chained
from auditor.disk.spool import Spool
from auditor.results.causes import Cause
from auditor.results.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

_T = TypeVar("_T")
_Made = TypeVar("_Made")
_Told = TypeVar("_Told", bound="Finding | Cause")


class ByReport(Chained[_T]):
    """Findings, causes of some, or what else there is one a finding of, by the path of their submission.

    Those of one come after those of the other.

    Whoever keeps what it meets when going through them keeps them in memory.
    """

    __slots__ = ("by_submission", "kind")

    def __init__(self, kind: type[_T], by_submission: Mapping[str, Sequence[_T]]) -> None:
        self.kind, self.by_submission = kind, by_submission
        super().__init__(by_submission.values())

    def of(self, submission: str) -> Sequence[_T]:
        """Those of one submission."""
        return self.by_submission.get(submission, ())

    def made(self, kind: type[_Made], make: Callable[[str, Sequence[_T]], Iterable[_Made]]) -> ByReport[_Made]:
        """What is made of those of each submission, given its path, laid aside anew."""
        spool = Spool()
        made = ((path, spool.many(kind, make(path, found))) for path, found in self.by_submission.items())
        return ByReport(kind, {path: found for path, found in made if found})


Findings: TypeAlias = ByReport[Finding]
Causes: TypeAlias = ByReport[Cause]


def laid_aside(kind: type[_Told], values: Iterable[_Told]) -> ByReport[_Told]:
    """Findings or causes as such, in the order of the paths; those of one submission stay in their order."""
    if isinstance(values, ByReport):
        return values
    spool = Spool()
    whose = attrgetter("submission")
    parts = {path: spool.many(kind, found) for path, found in groupby(sorted(values, key=whose), key=whose)}
    return ByReport(kind, parts)
