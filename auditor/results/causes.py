"""What may have made several findings: the figures whose change would settle all of them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words  # noqa: TC001 - msgspec looks at it

if TYPE_CHECKING:
    from collections.abc import Iterable

_ID_LENGTH = 12


def cause_id(findings: Iterable[str]) -> str:
    """The id of the cause of some findings."""
    return hashlib.sha256("\x1f".join(("cause", *sorted(findings))).encode()).hexdigest()[:_ID_LENGTH]


class Suspect(Struct, frozen=True):
    """A figure that may be wrong, and the figure that it would have to be.

    `printed` and `repaired` are as people read them, with their unit; `repaired` is empty where several figures would
    do. `slip` says what may have happened, where the change looks like a known slip. `is_reading` is whether it may
    rather have been read wrongly: the characters in the document allow for the other figure. `said` is the figure that
    the narrative gives where it is not the repaired one.
    """

    indicator: str
    member: str | None
    name: Words
    printed: str
    repaired: str
    slip: Words | None = None
    is_reading: bool = False
    said: str = ""

    @property
    def code(self) -> str:
        """The cell as one word: the indicator, with its column after a point."""
        return self.indicator if self.member is None else f"{self.indicator}.{self.member}"


class Cause(Struct, frozen=True):
    """One cause of several findings: the smallest set of figures whose change repairs all of them.

    `findings` are the ids of its symptoms. `sets` are the smallest sets of figures, each of which would do; nothing in
    the table prefers the first one unless `is_likely`, which is when it is the only one, or the only one whose every
    change is a known slip. `is_complete` is whether there are certainly no other sets as small. Without any set so
    many figures are wrong that no few of them can be blamed. `faults` is how many mistakes were made, where they are
    fewer than figures.
    """

    id: str
    submission: str
    findings: tuple[str, ...]
    sets: tuple[tuple[Suspect, ...], ...]
    message: Words
    is_likely: bool = False
    is_complete: bool = True
    faults: int | None = None

    @property
    def mistakes(self) -> int | None:
        """How many mistakes were made, None where that is not known."""
        return len(self.sets[0]) if self.faults is None and self.sets else self.faults

    @property
    def suspects(self) -> tuple[Suspect, ...]:
        """The figures of the likely set; none where several sets are equally likely."""
        return self.sets[0] if self.is_likely else ()

    @property
    def alternatives(self) -> tuple[tuple[Suspect, ...], ...]:
        """The sets beside the likely one, or all of them where none is likely."""
        return self.sets[1:] if self.is_likely else self.sets
