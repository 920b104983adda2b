"""What the summary of a year shows, once for all its renderers: page, workbook, document."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

from auditor.report.views.view import Link

if TYPE_CHECKING:
    from auditor.report.views.view import Count
    from auditor.report.views.view import Page

Cell: TypeAlias = str | int | float | Link | None


class ColumnKind(StrEnum):
    """What a column holds: words, long words, a count, a mean, a share of one, a year, or points of a score."""

    WORD = "word"
    TEXT = "text"
    COUNT = "count"
    MEAN = "mean"
    SHARE = "share"
    YEAR = "year"
    POINTS = "points"


class Column(Struct, frozen=True):
    """A column of a table; `severity` colours its figures."""

    label: str
    kind: ColumnKind = ColumnKind.WORD
    severity: str = ""

    @property
    def is_figure(self) -> bool:
        """Whether the column holds figures."""
        return self.kind not in {ColumnKind.WORD, ColumnKind.TEXT}


class Table(Struct, frozen=True):
    """A table; `key` names it within a workbook, `rest` says where the rows are that were left out."""

    key: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    rest: str = ""


class Series(Struct, frozen=True):
    """One kind of bars; `kind` is its severity."""

    kind: str
    label: str
    values: tuple[float, ...]


class Chart(Struct, frozen=True):
    """Stacked bars over categories; `alternative` says in words what they show."""

    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    alternative: str


class Section(Struct, frozen=True):
    """A part of the summary. `is_appendix` sets it apart at the end."""

    key: str
    heading: str
    lead: str = ""
    paragraphs: tuple[str, ...] = ()
    chart: Chart | None = None
    tables: tuple[Table, ...] = ()
    is_appendix: bool = False


class YearView(Struct, frozen=True):
    """The summary of a year."""

    page: Page
    year: int
    heading: str
    lead: str
    files: tuple[Count, ...]
    findings: tuple[Count, ...]
    sections: tuple[Section, ...]


def shown(cell: Cell, kind: ColumnKind) -> str:
    """A cell as it is printed; a figure that is not known is a dash."""
    if isinstance(cell, Link):
        return cell.text
    if cell is None:
        return "—"
    if kind is ColumnKind.SHARE and isinstance(cell, int | float):
        return f"{cell:.1%}"
    if kind is ColumnKind.MEAN and isinstance(cell, int | float):
        return f"{cell:.2f}"
    if kind is ColumnKind.POINTS and isinstance(cell, int | float):
        return f"{cell:.3f}".rstrip("0").rstrip(".")
    return str(cell)
