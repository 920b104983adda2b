"""Charts: drawn once by the charting part of reportlab, shown as SVG, as lines in the PDF, as pictures in documents.

The SVG that the library writes has its colours in style attributes, which a page's policy forbids and which know
nothing of a dark screen: they are made classes of the page's own style sheet.
"""

from __future__ import annotations

import io
from contextlib import closing
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from reportlab.graphics import renderSVG
from reportlab.graphics.charts.barcharts import VerticalBarChart
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor

if TYPE_CHECKING:
    from auditor.report.views.year import Chart

# NOTE: the colours of severities in page.css, light: each is found again in the SVG by its printed form.
COLOURS = {"error": 0x9E1F16, "warning": 0x7C4A00, "notice": 0x2F5368}
_INK = HexColor(0x605B52)
_WIDTH, _HEIGHT = 640, 230
_MARGIN = 34
_SVG = "http://www.w3.org/2000/svg"
_MOST_STEPS = 5
_FINE = 3  # pixels a point: 216 a printed inch, for a chart in its own size


def drawing(chart: Chart, width: int = _WIDTH, height: int = _HEIGHT) -> Drawing:
    """Stacked bars, one for each category."""
    made = Drawing(width, height)
    bars = VerticalBarChart()
    bars.x, bars.y, bars.width, bars.height = _MARGIN, _MARGIN - 8, width - _MARGIN - 6, height - _MARGIN - 6
    bars.data = [tuple(series.values) for series in chart.series]
    bars.categoryAxis.categoryNames = list(chart.categories)
    bars.categoryAxis.style = "stacked"
    bars.groupSpacing = 14
    bars.valueAxis.valueMin = 0
    bars.valueAxis.valueMax, bars.valueAxis.valueStep = _scale(chart)
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


def _scale(chart: Chart) -> tuple[float, float]:
    """The end of the value axis and its step: round numbers, at most five steps."""
    top = max((sum(values) for values in zip(*(series.values for series in chart.series), strict=True)), default=0.0)
    step = 0.1
    factors = (2, 2.5, 2)
    place = 0
    while step * _MOST_STEPS < top:
        step *= factors[place % len(factors)]
        place += 1
    count = 1
    while step * count < top:
        count += 1
    return step * count, step


def png(chart: Chart) -> bytes:
    """A chart as a picture that can be printed: the PDF's own vectors, drawn by the library that reads PDF files."""
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]
    from reportlab.graphics import renderPDF

    buffer = io.BytesIO()
    with closing(PdfDocument(renderPDF.drawToString(drawing(chart)))) as document:
        document[0].render(scale=_FINE).to_pil().save(buffer, "PNG", optimize=True)
    return buffer.getvalue()


def svg(chart: Chart) -> str:
    """A chart as an element of a page, with its text alternative."""
    root = ET.fromstring(renderSVG.drawToString(drawing(chart)))  # noqa: S314 - the library's own output
    made = ET.Element(
        "svg", {"class": "chart", "viewBox": root.get("viewBox", ""), "role": "img", "aria-label": chart.alternative}
    )
    group = ET.SubElement(made, "g", {"transform": f"translate(0,{_HEIGHT}) scale(1,-1)"})
    for each in root.iter(f"{{{_SVG}}}g"):
        if each.get("id") == "group":
            for child in each:
                group.append(_plain(child))
    return ET.tostring(made, encoding="unicode")


def _plain(element: ET.Element) -> ET.Element:
    """An element without styles and without empty groups' transforms, its colour as a class."""
    name = element.tag.removeprefix(f"{{{_SVG}}}")
    style = element.get("style", "")
    kept = {key: value for key, value in element.attrib.items() if key != "style" and value}
    if name != "g":
        kept["class"] = _class(name, style)
    made = ET.Element(name, kept)
    made.text = (element.text or "").strip() or None
    made.extend(_plain(child) for child in element)
    return made


def _class(name: str, style: str) -> str:
    if name == "text":
        return "label"
    fill = next((part.split(":", 1)[1].strip() for part in style.split(";") if part.strip().startswith("fill:")), "")
    return next((f"bar {kind}" for kind, value in COLOURS.items() if fill == _printed(value)), "line")


def _printed(colour: int) -> str:
    """A colour as the library prints it."""
    parts = (colour >> 16 & 0xFF, colour >> 8 & 0xFF, colour & 0xFF)
    return f"rgb({','.join(f'{int(part / 255 * 100)}%' for part in parts)})"
