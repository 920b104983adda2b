"""What the page of one submission shows.

What stands on a page by the hundred is a named tuple: a frozen dataclass takes three times as long to make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import NamedTuple

from msgspec import Struct

if TYPE_CHECKING:
    from auditor.report.views.view import Count
    from auditor.report.views.view import Link
    from auditor.report.views.view import Note
    from auditor.report.views.view import Page


class Mark(Struct, frozen=True):
    """The number of a finding, ①, as a link to it."""

    sign: str
    href: str
    hint: str


class Quote(Struct, frozen=True):
    """A sentence with the figure in it."""

    before: str
    hit: str
    after: str

    @property
    def text(self) -> str:
        """All of it."""
        return self.before + self.hit + self.after


class Figure(Struct, frozen=True):
    """One figure of a finding with where it stands."""

    name: str
    source: str
    value: str
    raw: str
    place: str
    cell: Link
    text: Link
    other: Link
    quote: Quote | None
    scope: str
    cause: str


class FindingView(Struct, frozen=True):
    """One finding, ready to be read."""

    sign: str
    anchor: str
    number: str
    rule: str
    kind: str
    rule_page: str
    severity: str
    severity_label: str
    title: str
    message: str
    formula: str
    difference: str
    figures: tuple[Figure, ...]
    further: tuple[Figure, ...]
    further_title: str
    suspects: tuple[str, ...]
    statement: str
    basis: str
    fix: str
    explained: tuple[str, ...] = ()
    is_waived: bool = False
    answer: str = ""
    change: str = ""
    change_label: str = ""
    change_hint: str = ""


class GoneView(Struct, frozen=True):
    """A finding of an earlier audit that is found no more; `reason` says why it could not be judged."""

    rule: str
    severity: str
    severity_label: str
    title: str
    message: str
    formula: str
    figures: str
    since: str
    reason: str


class Cause(Struct, frozen=True):
    """Findings that have one cause or share cells; a single one without a known cause has no heading.

    `message` says what is likely wrong, and `cells` are the figures that it may lie in; a long message is `folded`
    under a line of its own. With `each` the findings are listed on demand, under that line.
    """

    heading: str
    findings: tuple[FindingView, ...]
    message: str = ""
    cells: tuple[Link, ...] = ()
    folded: str = ""
    each: str = ""


class Group(Struct, frozen=True):
    """The findings of one severity, and with them the milder ones (`related`) that share cells with them."""

    kind: str
    heading: str
    meaning: str
    count: int
    related: str
    causes: tuple[Cause, ...]


class CellView(NamedTuple):
    """One cell of the table as read. `state` is value, blank, dash, text, doubtful, missing or none (a head row's)."""

    anchor: str
    state: str
    text: str
    raw: str
    remark: str
    severity: str
    suspect: str
    marks: tuple[Mark, ...]
    source: Link


class RowHead(NamedTuple):
    """What stands before the cells of a row, the same on every page.

    `depth` indents it as the form does; `marker` is its printed number, or with `is_article` an article of law. With
    `is_continued` it stands under the number of a row above.
    """

    marker: str
    is_article: bool
    is_continued: bool
    label: str
    column: str
    depth: int
    unit: str
    is_heading: bool


class TableRow(NamedTuple):
    """One row of the table as read; `is_marked` where findings speak of it."""

    head: RowHead
    remark: str
    is_marked: bool
    cells: tuple[CellView, ...]


class TableView(Struct, frozen=True):
    """One table of the form, filled with what was read."""

    title: str
    summary: str
    heads: tuple[str, ...]
    has_columns: bool
    is_matrix: bool
    rows: tuple[TableRow, ...]


class Statement(Struct, frozen=True):
    """One figure that the narrative states."""

    name: str
    value: str
    remark: str
    scope: str
    quote: Quote
    place: Link


class Segment(NamedTuple):
    """A run of the document's text; `anchors` begin here, `marks` end here."""

    text: str
    is_cited: bool
    anchors: tuple[str, ...]
    marks: tuple[Mark, ...]


class Line(NamedTuple):
    """One line of the document's text: cut into segments where it is cited, else as it is.

    `gap` says instead how many lines were left out. `is_rest` is whether it is a further part of a line of the file
    that was shown before: the right one of two columns.
    """

    number: int
    text: str = ""
    segments: tuple[Segment, ...] = ()
    gap: str = ""
    is_rest: bool = False


class Property(Struct, frozen=True):
    """Something known of the whole report: its name and what it is."""

    name: str
    value: str
    raw: str = ""


class HistoryRow(Struct, frozen=True):
    """An audit of this report, or the report of another year: its name, and its numbers in the order of the heads."""

    link: Link
    numbers: tuple[int, ...]
    is_this: bool


class HistoryTable(Struct, frozen=True):
    """Reports or audits beside each other; `key` says which."""

    key: str
    heads: tuple[str, ...]
    rows: tuple[HistoryRow, ...]


class SubmissionView(Struct, frozen=True):
    """The page of one file received."""

    page: Page
    slug: str
    heading: str
    subheading: str
    status: str
    status_label: str
    reason: str
    advice: str
    path: str
    counts: tuple[Count, ...]
    properties: tuple[Property, ...]
    previous: Link | None
    next: Link | None
    groups: tuple[Group, ...]
    unjudged: tuple[FindingView, ...]
    trials: tuple[FindingView, ...]
    tables: tuple[TableView, ...]
    has_table: bool
    statements: tuple[Statement, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    corrected: tuple[GoneView, ...] = ()
    gone_unjudged: tuple[GoneView, ...] = ()
    score: Link | None = None
    history: tuple[HistoryTable, ...] = ()
