"""What the page on two audits, or on two versions of a report, shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from auditor.report.views.view import Count
    from auditor.report.views.view import Link
    from auditor.report.views.view import Page


class FigureRow(Struct, frozen=True):
    """A figure that differs between two versions."""

    name: str
    then: str
    now: str
    place: str


class ChangedRow(Struct, frozen=True):
    """A finding in two audits; `figures` are those that differ, where both make it."""

    unit: Link
    year: str
    severity: str
    severity_label: str
    rule: Link
    title: str
    message: str
    figures: tuple[FigureRow, ...]
    reason: str


class ChangeGroup(Struct, frozen=True):
    """The findings of which the same became."""

    kind: str
    label: str
    meaning: str
    rows: tuple[ChangedRow, ...]
    is_folded: bool


class ChangesView(Struct, frozen=True):
    """The page. `back` is the overview, where there is one; `figures` are told of two versions of one report only."""

    page: Page
    heading: str
    earlier: str
    later: str
    back: str
    counts: tuple[Count, ...]
    warning: str
    has_figures: bool
    figures: tuple[FigureRow, ...]
    groups: tuple[ChangeGroup, ...]
