"""The summary of a year as a document that can be edited, signed and sent."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.shared import Mm
from docx.shared import Pt
from docx.shared import RGBColor

from auditor.report.files.documents import NO_DAY
from auditor.report.files.documents import printable
from auditor.report.files.documents import settled
from auditor.report.views.year import ColumnKind
from auditor.report.views.year import shown
from auditor.report.words.messages import say

if TYPE_CHECKING:
    from docx.document import Document as DocumentType
    from docx.oxml.xmlchemy import BaseOxmlElement
    from docx.styles.style import ParagraphStyle
    from docx.table import Table as WordTable
    from docx.table import _Cell

    from auditor.diagnostics import Lang
    from auditor.report.views.year import Chart
    from auditor.report.views.year import Section
    from auditor.report.views.year import Table
    from auditor.report.views.year import YearView

_BODY, _HEADS = "宋体", "黑体"
_SMALL = Pt(9)
_CHART = 160  # millimetres
_INK, _LINE, _SHADE = "1D1C1A", "DCD7CB", "F3F0E8"  # the page's own colours
_WEIGHTS = {ColumnKind.WORD: 1.5, ColumnKind.TEXT: 3.2, ColumnKind.COUNT: 1.0, ColumnKind.SHARE: 1.2}


def document(view: YearView, lang: Lang) -> bytes:
    """The document."""
    made = Document()
    _set_up(made, view)
    title = made.add_paragraph(printable(view.heading), style="Title")
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    made.add_paragraph(printable(view.lead))
    for section in view.sections:
        if not section.is_appendix:
            _section(made, section)
    for key in ("signature", "signature_date"):
        # NOTE: who signs stands on the page of what is signed: each line keeps with the one before it.
        made.paragraphs[-1].paragraph_format.keep_with_next = True
        line = made.add_paragraph(say(key, lang) + "　" * 8)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for section in view.sections:
        if section.is_appendix:
            _turn(made)
            _section(made, section)
    buffer = io.BytesIO()
    made.save(buffer)
    return settled(buffer.getvalue())


def _set_up(made: DocumentType, view: YearView) -> None:
    page = made.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(24)
    page.top_margin = page.bottom_margin = Mm(25)
    for name, font, size in (
        ("Normal", _BODY, 11),
        ("Title", _HEADS, 20),
        ("Heading 1", _HEADS, 14),
        ("Heading 2", _HEADS, 12),
    ):
        _dress(made.styles[name], font, size)
    properties = made.core_properties
    properties.title = printable(view.heading)[:200]
    properties.author = "auditor"
    properties.created = properties.modified = NO_DAY
    _number_pages(made)


def _dress(style: ParagraphStyle, font: str, size: int) -> None:
    style.font.name = font
    style.font.size = Pt(size)
    style.font.color.rgb = RGBColor(0x1D, 0x1C, 0x1A)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for key in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
        fonts.attrib.pop(qn(key), None)
    fonts.set(qn("w:eastAsia"), font)
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)


def _number_pages(made: DocumentType) -> None:
    """A page number in the foot, as a field that Word fills in."""
    line = made.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    line._p.append(field)  # noqa: SLF001 - the library has no fields


def _turn(made: DocumentType) -> None:
    """A new page across."""
    page = made.add_section()
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Mm(297), Mm(210)


def _section(made: DocumentType, section: Section) -> None:
    made.add_heading(printable(section.heading), level=1)
    for text in filter(None, (section.lead, *section.paragraphs)):
        made.add_paragraph(printable(text)).paragraph_format.keep_with_next = bool(section.tables)
    if section.chart is not None:
        _chart(made, section.chart)
    for table in section.tables:
        if table.title != section.heading:
            made.add_heading(printable(table.title), level=2)
        if table.rows:
            _table(made, table)
        if table.rest:
            made.add_paragraph(table.rest)


def _chart(made: DocumentType, chart: Chart) -> None:
    """A chart as a picture, with its numbers in words for who does not see it, under what its colours mean."""
    from auditor.report.charts import COLOURS
    from auditor.report.charts import png

    caption = made.add_paragraph(f"{printable(chart.title)}　")
    for series in chart.series:
        caption.add_run("■").font.color.rgb = RGBColor.from_string(f"{COLOURS[series.kind]:06X}")
        caption.add_run(f" {printable(series.label)}　")
    caption.paragraph_format.keep_with_next = True
    picture = made.add_picture(io.BytesIO(png(chart)), width=Mm(_CHART))
    picture._inline.docPr.set("descr", printable(chart.alternative))  # noqa: SLF001 - the library has no other way


def _table(made: DocumentType, table: Table) -> None:
    """A table whose head is repeated on every page and whose rows are never torn."""
    grid = made.add_table(rows=0, cols=len(table.columns))
    grid.autofit = False
    _rule(grid)
    weights = [_WEIGHTS.get(column.kind, 1.0) for column in table.columns]
    for column, weight in zip(grid.columns, weights, strict=True):
        column.width = Emu(int(_width(made) * weight / sum(weights)))
    heads = grid.add_row()
    _mark(heads._tr.get_or_add_trPr(), "w:tblHeader")  # noqa: SLF001 - the library has no repeated heads
    for cell, column in zip(heads.cells, table.columns, strict=True):
        _write(cell, column.label, is_figure=column.is_figure, is_bold=True)
        cell.paragraphs[0].paragraph_format.keep_with_next = True
        cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=_SHADE))  # noqa: SLF001 - the library has no shading
    _rows(grid, table)
    after = made.add_paragraph()
    after.paragraph_format.space_after = Pt(0)


def _rule(grid: WordTable) -> None:
    """Lines between rows only, heavier above and below, and air in the cells: as the tables of the page."""
    properties = grid._tbl.tblPr  # noqa: SLF001 - the library has no lines or margins of tables
    lines = _element("w:tblBorders")
    for side, size, colour in (("top", "12", _INK), ("bottom", "12", _INK), ("insideH", "4", _LINE)):
        lines.append(_element(f"w:{side}", val="single", sz=size, space="0", color=colour))
    air = _element("w:tblCellMar")
    for side, width in (("top", "50"), ("left", "80"), ("bottom", "50"), ("right", "80")):
        air.append(_element(f"w:{side}", w=width, type="dxa"))
    # NOTE: the schema has an order: borders and margins come after the layout, before the look.
    look = properties.find(qn("w:tblLook"))
    place = len(properties) if look is None else properties.index(look)
    properties.insert(place, air)
    properties.insert(place, lines)


def _element(name: str, **values: str) -> BaseOxmlElement:
    made: BaseOxmlElement = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _width(made: DocumentType) -> int:
    """What a page has between its margins."""
    page = made.sections[-1]
    return (page.page_width or 0) - (page.left_margin or 0) - (page.right_margin or 0)


def _rows(grid: WordTable, table: Table) -> None:
    for row in table.rows:
        made = grid.add_row()  # type: ignore[no-untyped-call]
        _mark(made._tr.get_or_add_trPr(), "w:cantSplit")  # noqa: SLF001 - the library has no whole rows
        # NOTE: a row's `cells` are found anew at every asking, so they are asked for once.
        for cell, value, column in zip(made.cells, row, table.columns, strict=True):
            _write(cell, shown(value, column.kind), is_figure=column.is_figure)


def _mark(properties: object, name: str) -> None:
    properties.append(OxmlElement(name))  # type: ignore[attr-defined]


def _write(cell: _Cell, text: str, *, is_figure: bool, is_bold: bool = False) -> None:
    line = cell.paragraphs[0]
    line.paragraph_format.space_after = Pt(0)
    run = line.add_run(printable(text))
    run.font.size = _SMALL
    run.bold = is_bold or None
    if is_figure:
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
