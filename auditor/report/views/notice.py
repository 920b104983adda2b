"""What a rectification notice says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.report.views.view import Page


class NoticeItem(Struct, frozen=True):
    """One finding as the unit is told it; `cause` is the figure that is likely wrong, where one is.

    `finding` is its number, or those of all that one answer explains.
    """

    number: int
    severity: str
    severity_label: str
    title: str
    message: str
    cause: str
    formula: str
    places: tuple[str, ...]
    required: str
    basis: str
    rule: str
    finding: str


class NoticeView(Struct, frozen=True):
    """One notice: a unit, a year, and what it has to put right."""

    page: Page
    unit: str
    year: str
    heading: str
    to: str
    lead: str
    deadline: str
    deadline_text: str
    office: str
    files: str
    counts: Mapping[str, int]
    items: tuple[NoticeItem, ...]
