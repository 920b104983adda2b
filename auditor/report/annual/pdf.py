"""The summary of a year as a PDF that can be printed, signed and sent.

Chinese is set in the font STSong-Light, one of the Asian fonts that PDF readers supply themselves: nothing is embedded,
the file stays small, and the same audit gives the same bytes on every machine.
"""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A4
from reportlab.lib.pagesizes import landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import BaseDocTemplate
from reportlab.platypus import CondPageBreak
from reportlab.platypus import Frame
from reportlab.platypus import KeepTogether
from reportlab.platypus import LongTable
from reportlab.platypus import NextPageTemplate
from reportlab.platypus import PageBreak
from reportlab.platypus import PageTemplate
from reportlab.platypus import Paragraph
from reportlab.platypus import Spacer
from reportlab.platypus import TableStyle

from auditor.report.charts import COLOURS
from auditor.report.charts import drawing
from auditor.report.files.documents import printable
from auditor.report.views.year import ColumnKind
from auditor.report.views.year import shown
from auditor.report.words.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Flowable

    from auditor.diagnostics import Lang
    from auditor.report.views.year import Chart
    from auditor.report.views.year import Section
    from auditor.report.views.year import Table
    from auditor.report.views.year import YearView

_FONT = "STSong-Light"
_INK, _RULE, _FAINT = HexColor(0x1D1C1A), HexColor(0xDCD7CB), HexColor(0xF3F0E8)
_MARGIN = 20 * mm
_MOST_LINES = 25
# NOTE: room for a heading and the first rows below it; kept with the whole table, it would leave half a page empty.
_WITH_HEAD = 35 * mm
_CHART = 170
_WEIGHTS = {
    ColumnKind.WORD: 1.5,
    ColumnKind.TEXT: 3.4,
    ColumnKind.COUNT: 1.0,
    ColumnKind.MEAN: 1.0,
    ColumnKind.SHARE: 1.2,
}


def pdf(view: YearView, lang: Lang) -> bytes:
    """The document."""
    pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    buffer = io.BytesIO()
    made = BaseDocTemplate(
        buffer, pagesize=A4, title=printable(view.heading), author="auditor", subject="", invariant=1, pageCompression=1
    )

    def foot(canvas: Canvas, _: BaseDocTemplate) -> None:
        canvas.saveState()
        canvas.setFont(_FONT, 9)
        width = made.pageTemplate.pagesize[0]
        canvas.drawCentredString(width / 2, 11 * mm, say("page_number", lang, page=canvas.getPageNumber()))
        canvas.restoreState()

    made.addPageTemplates([_page("upright", A4, foot), _page("across", landscape(A4), foot)])
    made.build(list(_story(view, lang)))
    return buffer.getvalue()


def _page(name: str, size: tuple[float, float], foot: object) -> PageTemplate:
    width, height = size
    frame = Frame(_MARGIN, _MARGIN, width - 2 * _MARGIN, height - 2 * _MARGIN, 0, 0, 0, 0)
    return PageTemplate(id=name, frames=[frame], onPage=foot, pagesize=size)  # type: ignore[arg-type]


def _style(size: float, **more: object) -> ParagraphStyle:
    return ParagraphStyle(
        f"s{size}{sorted(more)}",
        fontName=_FONT,
        fontSize=size,
        leading=size * 1.5,
        wordWrap="CJK",
        textColor=_INK,
        **more,  # type: ignore[arg-type]
    )


_TITLE = _style(19, alignment=1, spaceAfter=14)
_HEAD = _style(13, spaceBefore=14, spaceAfter=5)
_SUBHEAD = _style(10.5, spaceBefore=8, spaceAfter=4)
_BODY = _style(10.5, spaceAfter=4)
_SIGN = _style(10.5, alignment=TA_RIGHT, rightIndent=110, spaceBefore=16)
_CELL = _style(8.5)
_FIGURE = _style(8.5, alignment=TA_RIGHT)


def _story(view: YearView, lang: Lang) -> Iterator[Flowable]:
    yield _paragraph(view.heading, _TITLE)
    yield _paragraph(view.lead, _BODY)
    upright, across = A4[0] - 2 * _MARGIN, A4[1] - 2 * _MARGIN
    for section in view.sections:
        if not section.is_appendix:
            yield from _section(section, upright)
    yield KeepTogether([_paragraph(say(key, lang), _SIGN) for key in ("signature", "signature_date")])
    for section in view.sections:
        if section.is_appendix:
            yield NextPageTemplate("across")
            yield PageBreak()
            yield from _section(section, across)


def _section(section: Section, width: float) -> Iterator[Flowable]:
    yield CondPageBreak(_WITH_HEAD + (_CHART if section.chart is not None else 0))
    yield _paragraph(section.heading, _HEAD)
    for text in filter(None, (section.lead, *section.paragraphs)):
        yield _paragraph(text, _BODY)
    if section.chart is not None:
        yield _legend(section.chart)
        yield drawing(section.chart, int(width), _CHART)
    for table in section.tables:
        if table.title != section.heading:
            yield CondPageBreak(_WITH_HEAD)
            yield _paragraph(table.title, _SUBHEAD)
        if table.rows:
            yield _table(table, width)
            yield Spacer(0, 6)
        if table.rest:
            yield _paragraph(table.rest, _BODY)


def _legend(chart: Chart) -> Paragraph:
    keys = (f'<font color="#{COLOURS[each.kind]:06x}">■</font> {escape(each.label)}' for each in chart.series)
    return Paragraph(f"{escape(chart.title)}　{'　'.join(keys)}", _SUBHEAD)


def _paragraph(text: str, style: ParagraphStyle) -> Paragraph:
    return Paragraph(escape(_settable(text)), style)


def _settable(text: str) -> str:
    """A text in characters that the font's encoding has."""
    return "".join(char if char <= "\uffff" else "\u3013" for char in printable(text))


def _table(table: Table, width: float) -> LongTable:
    weights = [_WEIGHTS.get(column.kind, 1.0) for column in table.columns]
    heads = [_paragraph(each.label, _FIGURE if each.is_figure else _CELL) for each in table.columns]
    widths = [width * weight / sum(weights) for weight in weights]
    rows = [
        [
            _paragraph(_short(shown(value, column.kind), room), _FIGURE if column.is_figure else _CELL)
            for value, column, room in zip(row, table.columns, widths, strict=True)
        ]
        for row in table.rows
    ]
    made = LongTable([heads, *rows], colWidths=widths, repeatRows=1)
    made.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEABOVE", (0, 0), (-1, 0), 1, _INK),
                ("LINEBELOW", (0, 0), (-1, 0), 0.5, _INK),
                ("LINEBELOW", (0, 1), (-1, -1), 0.25, _RULE),
                ("BACKGROUND", (0, 0), (-1, 0), _FAINT),
                ("LEFTPADDING", (0, 0), (-1, -1), 5),
                ("RIGHTPADDING", (0, 0), (-1, -1), 5),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    return made


def _short(text: str, width: float) -> str:
    """A cell that fits on a page: a row that does not would stop the whole document."""
    longest = int(width / _CELL.fontSize) * _MOST_LINES
    flat = " ".join(text.split("\n"))
    return flat if len(flat) <= longest else f"{flat[:longest]}…"
