"""The summary of a year as a workbook: real tables with filters, frozen heads, and no cell that is ever run."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from typing import Any

import xlsxwriter  # type: ignore[import-untyped]

from auditor.report.charts import COLOURS
from auditor.report.files.documents import NO_DAY
from auditor.report.files.documents import printable
from auditor.report.views.view import Link
from auditor.report.views.year import ColumnKind
from auditor.report.words.messages import say

if TYPE_CHECKING:
    from auditor.diagnostics import Lang
    from auditor.report.views.year import Cell
    from auditor.report.views.year import Column
    from auditor.report.views.year import Section
    from auditor.report.views.year import Table
    from auditor.report.views.year import YearView

# NOTE: a fixed day, so that the same audit gives the same bytes.
_LONGEST = 32_000  # a cell holds 32,767 characters
_SHEET_NAME = 31
_WIDTHS = {ColumnKind.WORD: 16, ColumnKind.TEXT: 48, ColumnKind.COUNT: 11, ColumnKind.MEAN: 11, ColumnKind.SHARE: 11}
_FORMATS = {
    ColumnKind.COUNT: "#,##0",
    ColumnKind.MEAN: "0.00",
    ColumnKind.SHARE: "0.0%",
    ColumnKind.POINTS: "0.0##",
    ColumnKind.YEAR: "0",
}
_FORBIDDEN = str.maketrans(dict.fromkeys("[]:*?/\\'", " "))
_WORDS = {"align": "left", "indent": 1}
_FONT = {"font_name": "Microsoft YaHei", "font_size": 10, "valign": "top"}


def workbook(view: YearView, lang: Lang) -> bytes:
    """One sheet for the overview, one for each table."""
    buffer = io.BytesIO()
    # NOTE: no text of a submission becomes a formula, a link or a number by the way it looks.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": printable(view.heading), "created": NO_DAY})
    book.set_calc_mode("auto")
    styles = {kind: book.add_format({**_FONT, "num_format": form}) for kind, form in _FORMATS.items()}
    styles[ColumnKind.TEXT] = book.add_format({**_FONT, **_WORDS, "text_wrap": True})
    styles[ColumnKind.WORD] = book.add_format({**_FONT, **_WORDS})
    writer = _Writer(book, styles)
    writer.front(view, lang)
    for section in view.sections:
        for table in section.tables:
            writer.sheet(section, table)
    book.close()
    return buffer.getvalue()


class _Writer:
    """The sheets of one workbook as they are added."""

    def __init__(self, book: Any, styles: dict[ColumnKind, Any]) -> None:  # noqa: ANN401 - no types there
        self._book = book
        self._styles = styles
        self._title = book.add_format({**_FONT, "bold": True, "font_size": 14})
        head = {**_FONT, "bold": True, "text_wrap": True, "bottom": 1, "bg_color": "#F3F0E8"}
        words, figures = {**head, **_WORDS}, {**head, "align": "right"}
        self._heads = {False: book.add_format(words), True: book.add_format(figures)}
        self._names: set[str] = set()

    def front(self, view: YearView, lang: Lang) -> None:
        """Title, the sentence that sums it up, the totals and how the summary was made."""
        sheet = self._add(view.heading)
        sheet.set_column(0, 0, 20)
        sheet.set_column(1, 1, 80)
        sheet.set_row(0, 24)
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.write_string(0, 0, printable(view.heading), self._title)
        text = self._styles[ColumnKind.TEXT]
        sheet.write_string(1, 1, printable(view.lead), text)
        left = self._book.add_format({**_FONT, "align": "left"})
        row = 3
        for count in (*view.files, *view.findings):
            sheet.write_string(row, 0, printable(count.label), self._styles[ColumnKind.WORD])
            sheet.write_number(row, 1, count.number, left)
            row += 1
        for section in view.sections:
            for number, paragraph in enumerate(section.paragraphs):
                row += 1
                if not number:
                    sheet.write_string(row, 0, printable(section.heading), self._styles[ColumnKind.WORD])
                sheet.write_string(row, 1, printable(paragraph), text)
        sheet.write_string(row + 3, 0, say("signature", lang), self._styles[ColumnKind.WORD])
        sheet.write_string(row + 4, 0, say("signature_date", lang), self._styles[ColumnKind.WORD])

    def sheet(self, section: Section, table: Table) -> None:
        """A sheet with one table: filters, a head that stays, and the chart of the section."""
        sheet = self._add(table.title, section.heading)
        sheet.freeze_panes(1, 1)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
        for place, column in enumerate(table.columns):
            sheet.set_column(place, place, _WIDTHS.get(column.kind, 11), self._styles[column.kind])
        heads = _unique(table.columns)
        last = max(1, len(table.rows))
        sheet.add_table(
            0,
            0,
            last,
            len(heads) - 1,
            {
                "name": f"T_{table.key}",
                "style": "Table Style Light 1",
                "columns": [
                    {"header": printable(head), "header_format": self._heads[column.is_figure]}
                    for head, column in zip(heads, table.columns, strict=True)
                ],
            },
        )
        for number, row in enumerate(table.rows, start=1):
            for place, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
                self._write(sheet, number, place, cell, column)
        if section.chart is not None:
            self._chart(sheet, table, section)

    def _add(self, title: str, part: str = "") -> Any:  # noqa: ANN401 - no types there
        """A sheet by its title; of two of one title the second is told by the part of the summary that it is of."""
        name = _sheet_name(title)
        if part and name.casefold() in self._names:
            name = _sheet_name(f"{title} {part}")
        while name.casefold() in self._names:
            name = f"{name[: _SHEET_NAME - 2]} {len(self._names)}"[:_SHEET_NAME]
        self._names.add(name.casefold())
        return self._book.add_worksheet(name)

    def _write(self, sheet: Any, row: int, place: int, cell: Cell, column: Column) -> None:  # noqa: ANN401
        style = self._styles[column.kind]
        if isinstance(cell, Link):
            cell = cell.text
        if isinstance(cell, int | float):
            sheet.write_number(row, place, cell, style)
        elif cell:
            sheet.write_string(row, place, printable(cell)[:_LONGEST], style)
        else:
            sheet.write_blank(row, place, None, style)

    def _chart(self, sheet: Any, table: Table, section: Section) -> None:  # noqa: ANN401
        chart = self._book.add_chart({"type": "column", "subtype": "stacked"})
        last = len(table.rows)
        for place, column in enumerate(table.columns):
            if column.severity:
                chart.add_series(
                    {
                        "name": [sheet.name, 0, place],
                        "categories": [sheet.name, 1, 0, last, 0],
                        "values": [sheet.name, 1, place, last, place],
                        "fill": {"color": f"#{COLOURS[column.severity]:06x}"},
                    }
                )
        alternative = section.chart.alternative if section.chart else ""
        chart.set_title({"none": True})
        chart.set_legend({"position": "bottom"})
        sheet.insert_chart(last + 2, 0, chart, {"description": printable(alternative), "object_position": 2})


def _unique(columns: tuple[Column, ...]) -> list[str]:
    """The heads of a table, which a workbook wants to be different."""
    heads: list[str] = []
    for column in columns:
        heads.append(column.label if column.label not in heads else f"{column.label} {len(heads) + 1}")
    return heads


def _sheet_name(title: str) -> str:
    return printable(title).translate(_FORBIDDEN).strip()[:_SHEET_NAME] or "-"
