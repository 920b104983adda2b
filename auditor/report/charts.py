"""Charts on paper: drawn by the charting part of reportlab, as lines in the PDF and as pictures in documents.

Those of the pages (`chart_svg`) have the same measures.
"""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING

from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor

from auditor.report.chart_svg import ABOVE
from auditor.report.chart_svg import BELOW
from auditor.report.chart_svg import GAP
from auditor.report.chart_svg import HEIGHT
from auditor.report.chart_svg import LEFT
from auditor.report.chart_svg import RIGHT
from auditor.report.chart_svg import THICK
from auditor.report.chart_svg import WIDTH
from auditor.report.chart_svg import scale

if TYPE_CHECKING:
    from auditor.report.year_view import Chart

# The colours of severities in page.css, light.
COLOURS = {"error": 0x9E1F16, "warning": 0x7C4A00, "notice": 0x2F5368}
_INK = HexColor(0x605B52)
_FINE = 3  # pixels a point: 216 a printed inch, for a chart in its own size


def drawing(chart: Chart, width: int = WIDTH, height: int = HEIGHT) -> Drawing:
    """Stacked bars, one for each category."""
    made = Drawing(width, height)
    bars = VerticalBarChart()
    bars.x, bars.y, bars.width, bars.height = LEFT, BELOW, width - LEFT - RIGHT, height - BELOW - ABOVE
    bars.data = [tuple(series.values) for series in chart.series]
    bars.categoryAxis.categoryNames = list(chart.categories)
    bars.categoryAxis.style = "stacked"
    bars.groupSpacing, bars.barWidth = GAP, THICK
    bars.valueAxis.valueMin = 0
    bars.valueAxis.valueMax, bars.valueAxis.valueStep = scale(chart)
    bars.valueAxis.labelTextFormat = "%g"
    bars.valueAxis.visibleGrid = True
    for axis in (bars.valueAxis, bars.categoryAxis):
        axis.strokeColor = axis.labels.fillColor = _INK
        axis.strokeWidth = 0.75
        axis.labels.fontSize = 10
    bars.valueAxis.gridStrokeColor = HexColor(0xDCD7CB)
    bars.valueAxis.gridStrokeWidth = 0.5
    bars.categoryAxis.visibleTicks = bars.valueAxis.visibleTicks = False
    for place, series in enumerate(chart.series):
        bars.bars[place].fillColor = HexColor(COLOURS[series.kind])
        bars.bars[place].strokeColor = None
    made.add(bars)
    return made


def png(chart: Chart) -> bytes:
    """A chart as a picture that can be printed: the PDF's own vectors, drawn by the library that reads PDF files."""
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
    from reportlab.graphics import renderPDF

    buffer = io.BytesIO()
    with closing(PdfDocument(renderPDF.drawToString(drawing(chart)))) as document:
        document[0].render(scale=_FINE).to_pil().save(buffer, "PNG", optimize=True)
    return buffer.getvalue()
