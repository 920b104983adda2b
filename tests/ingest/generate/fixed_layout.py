"""Writes OFD files: text, lines and images at places, in the ways in which programs write them."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

WIDTH, HEIGHT = 595, 842
SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_MM = 25.4 / 72


@dataclass
class Sheet:
    """A page being written, in points; y counts downwards."""

    width: int = WIDTH
    height: int = HEIGHT
    parts: list[str] = field(default_factory=list)
    template: str = ""

    def write(  # noqa: PLR0913 - a text is written in one call
        self, x: float, y: float, text: str, size: float = 12, *, extra: str = "", inside: str = ""
    ) -> None:
        """Text whose base line begins at a place; `extra` are attributes of its object, `inside` what it holds."""
        steps = " ".join(f"{(size / 2 if char.isascii() else size) * _MM:.4f}" for char in text[:-1])
        high = f"{size * _MM:.4f}"
        box = f"{x * _MM:.4f} {(y - size) * _MM:.4f} 100 {high}"
        code = f'<ofd:TextCode X="0" Y="{high}" DeltaX="{steps}">{escape(text)}</ofd:TextCode>'
        self._add("TextObject", f'Boundary="{box}" Font="1" Size="{high}" {extra}', inside + code)

    def path(self, data: str, extra: str = "", inside: str = "") -> None:
        """A path in millimetres of the page."""
        box = f"0 0 {self.width * _MM:.4f} {self.height * _MM:.4f}"
        code = f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData>"
        self._add("PathObject", f'Boundary="{box}" {extra}', inside + code)

    def line(self, x0: float, y0: float, x1: float, y1: float) -> None:
        """A stroked line."""
        self.path(f"M {x0 * _MM:.4f} {y0 * _MM:.4f} L {x1 * _MM:.4f} {y1 * _MM:.4f}", 'LineWidth="0.18"')

    def bar(self, x: float, y: float, width: float, height: float, inside: str = "") -> None:
        """A filled rectangle."""
        self.path(_rectangle(x, y, width, height), 'Stroke="false" Fill="true"', inside)

    def frame(self, x: float, y: float, width: float, height: float) -> None:
        """A stroked rectangle."""
        self.path(_rectangle(x, y, width, height))

    def image(self, x: float, y: float, width: float, height: float) -> None:
        """An image."""
        box = f"{x * _MM:.4f} {y * _MM:.4f} {width * _MM:.4f} {height * _MM:.4f}"
        ctm = f"{width * _MM:.4f} 0 0 {height * _MM:.4f} 0 0"
        self._add("ImageObject", f'Boundary="{box}" CTM="{ctm}" ResourceID="9"', "")

    def _add(self, kind: str, attributes: str, inside: str) -> None:
        number = 100 + len(self.parts)
        self.parts.append(f'<ofd:{kind} ID="{number}" {attributes}>{inside}</ofd:{kind}>')


def ofd(
    sheets: Sequence[Sheet], others: Mapping[str, str] | None = None, title: str = "", resources: str = ""
) -> bytes:
    """The file of some pages; `others` are further parts or ones in the place of those that it has."""
    pages = "".join(f'<ofd:Page ID="{at}" BaseLoc="Pages/Page_{at}/Content.xml"/>' for at in range(len(sheets)))
    templates = "".join(
        f'<ofd:TemplatePage ID="5{at}" BaseLoc="Tpls/{at}.xml"/>' for at, sheet in enumerate(sheets) if sheet.template
    )
    parts = {
        "OFD.xml": _part(
            "OFD",
            f"<ofd:DocBody><ofd:DocInfo><ofd:Title>{escape(title)}</ofd:Title></ofd:DocInfo>"
            "<ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody>",
        ),
        "Doc_0/Document.xml": _part(
            "Document",
            "<ofd:CommonData><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
            f"<ofd:PublicRes>/Doc_0/Res.xml</ofd:PublicRes>{templates}</ofd:CommonData><ofd:Pages>{pages}</ofd:Pages>",
        ),
        "Doc_0/Res.xml": _part("Res", resources),
    }
    for at, sheet in enumerate(sheets):
        area = f"<ofd:Area><ofd:PhysicalBox>0 0 {sheet.width * _MM} {sheet.height * _MM}</ofd:PhysicalBox></ofd:Area>"
        used = f'<ofd:Template TemplateID="5{at}" ZOrder="Background"/>' if sheet.template else ""
        parts[f"Doc_0/Pages/Page_{at}/Content.xml"] = _part("Page", area + used + _content("".join(sheet.parts)))
        if sheet.template:
            parts[f"Doc_0/Tpls/{at}.xml"] = _part("Page", _content(sheet.template))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in (parts | dict(others or {})).items():
            package.writestr(name, text)
    return stream.getvalue()


def _content(objects: str) -> str:
    return f'<ofd:Content><ofd:Layer ID="2">{objects}</ofd:Layer></ofd:Content>'


def _part(name: str, content: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<ofd:{name} {SPACE}>{content}</ofd:{name}>'


def _rectangle(x: float, y: float, width: float, height: float) -> str:
    x0, y0, x1, y1 = (each * _MM for each in (x, y, x + width, y + height))
    return f"M {x0:.4f} {y0:.4f} L {x1:.4f} {y0:.4f} L {x1:.4f} {y1:.4f} L {x0:.4f} {y1:.4f} C"
