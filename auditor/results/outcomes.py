"""How each rule fared in an audit, and what stood in the way where it could not be judged."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic


class Obstacle(StrEnum):
    """What stood in the way of a verdict: of several figures the gravest.

    A figure of the report's own table was BLANK, no figure (TEXT), DOUBTFUL or MISSING; one of an EARLIER year was not
    to be had; OTHER is whatever is no figure of a table: the narrative, a date, the reports of other units.
    """

    MISSING = "missing"
    DOUBTFUL = "doubtful"
    TEXT = "text"
    BLANK = "blank"
    EARLIER = "earlier"
    OTHER = "other"


class Outcome(Struct, frozen=True):
    """The counts of one rule over a run. `yielded` are fails that were mere consequences of another rule's (让位).

    `obstacles` say why the `unknown` ones are, and add up to them.
    """

    rule: str
    passed: int = 0
    failed: int = 0
    unknown: int = 0
    not_applicable: int = 0
    yielded: int = 0
    error: Diagnostic | None = None
    obstacles: tuple[tuple[Obstacle, int], ...] = ()

    @property
    def is_vacuous(self) -> bool:
        """Whether the rule never judged anything: it ran on air."""
        return self.passed + self.failed + self.unknown + self.yielded == 0
