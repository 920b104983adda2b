"""What the first page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from auditor.report.views.view import Count
    from auditor.report.views.view import Link
    from auditor.report.views.view import Note
    from auditor.report.views.view import Page


class OverviewRow(Struct, frozen=True):
    """One file received."""

    href: str
    unit: str
    path: str
    year: str
    form: str
    status: str
    status_label: str
    reason: str
    counts: tuple[Count, ...]


class RuleRow(Struct, frozen=True):
    """How one rule fared, with its page; `href` filters by it.

    `submissions` is in how many submissions it found something.
    """

    id: str
    href: str
    page: str
    title: str
    severity: str
    severity_label: str
    kind: str
    state: str
    failed: int
    unknown: int
    passed: int
    inapplicable: int
    yielded: int
    submissions: int
    remark: str
    filter_hint: str


class Option(Struct, frozen=True):
    """One choice of a filter."""

    value: str
    label: str


class Head(Struct, frozen=True):
    """The head of a column that sorts: its place in the data and whether it holds numbers."""

    key: str
    label: str
    hint: str
    numeric: bool


class Filters(Struct, frozen=True):
    """The choices that the overview offers."""

    severities: tuple[Option, ...]
    statuses: tuple[Option, ...]
    years: tuple[Option, ...]
    rules: tuple[Option, ...]


class Band(Struct, frozen=True):
    """A share of a bar, in thousandths of its length: the reports whose gravest finding is of one kind."""

    count: Count
    start: int
    length: int


class HeatCell(Struct, frozen=True):
    """How often a unit failed a rule; `level` is 0 to 3."""

    text: str
    level: int


class HeatRow(Struct, frozen=True):
    """One unit over the rules."""

    link: Link
    cells: tuple[HeatCell, ...]
    total: int


class HeatHead(Struct, frozen=True):
    """One rule over the units."""

    link: Link
    severity: str


class HeatView(Struct, frozen=True):
    """Units by rules, the busiest first, the others summed."""

    heads: tuple[HeatHead, ...]
    rest_head: str
    rows: tuple[HeatRow, ...]
    rest: HeatRow | None
    whole: Link


class KindHead(Struct, frozen=True):
    """A kind of rules over its columns."""

    label: str
    span: int


class MapRule(Struct, frozen=True):
    """One rule over its column."""

    link: Link
    severity: str
    kind: str


class GroupRow(Struct, frozen=True):
    """One group of units: how many reported, how many have findings, and how many have findings of each kind."""

    name: str
    members: int
    wrong: int
    cells: tuple[HeatCell, ...]


class MapView(Struct, frozen=True):
    """Every unit with findings by every rule that found something. `data` is the JSON of all of it."""

    page: Page
    lead: str
    groups_title: str
    grouping: str
    group_heads: tuple[str, ...]
    groups: tuple[GroupRow, ...]
    kinds: tuple[KindHead, ...]
    rules: tuple[MapRule, ...]
    rows: tuple[HeatRow, ...]
    no_script: str
    group_options: tuple[Option, ...]
    kind_options: tuple[Option, ...]
    data: str


class MissingRow(Struct, frozen=True):
    """A unit of the list that has not reported, with the years that are missing."""

    unit: str
    years: str
    level: str
    region: str
    parent: str


class UnlistedRow(Struct, frozen=True):
    """A report whose unit is not on the list, with the units of the list that may be meant."""

    report: Link
    year: str
    near: str


class OverviewView(Struct, frozen=True):
    """The first page. `data` is the JSON of all submissions; `rows` are the first of them, for use without script."""

    page: Page
    lead: str
    bands: tuple[Band, ...]
    files: tuple[Count, ...]
    findings: tuple[Count, ...]
    heads: tuple[Head, ...]
    filters: Filters
    rows: tuple[OverviewRow, ...]
    no_script: str
    data: str
    years: tuple[Link, ...]
    heat: HeatView | None
    fired: tuple[RuleRow, ...]
    quiet: tuple[RuleRow, ...]
    quiet_title: str
    notes: tuple[Note, ...]
    changes: tuple[Count, ...] = ()
    changes_title: str = ""
    missing: tuple[MissingRow, ...] = ()
    unlisted: tuple[UnlistedRow, ...] = ()
    unlisted_lead: str = ""
