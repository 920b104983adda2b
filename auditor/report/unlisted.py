"""Reports of units that are not on the list of units, each with the names of the list that it may be meant for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import a_letter_away
from auditor.document import Status
from auditor.ingest.codes import UNKNOWN_UNIT

if TYPE_CHECKING:
    from auditor.results import AuditResult

_NEAREST = 2


class Unlisted(Struct, frozen=True):
    """A report whose unit the list does not have, by its place among the submissions of the audit.

    `near` are units of the list that have not reported for its year and whose names are a letter away from its own.
    """

    index: int
    unit: str
    near: tuple[str, ...] = ()


def unlisted(result: AuditResult) -> tuple[Unlisted, ...]:
    """The reports that were audited under a name which the list does not have; none where there is no list."""
    missing: dict[int, set[str]] = {}
    for each in result.missing:
        missing.setdefault(each.year, set()).add(each.unit)
    return tuple(
        Unlisted(index, each.unit, a_letter_away(each.unit, missing.get(each.year or 0, ()), _NEAREST))
        for index, each in enumerate(result.submissions)
        if each.status is Status.AUDITED and each.unit
        if any(told.code.id == UNKNOWN_UNIT.id for told in each.diagnostics)
    )
