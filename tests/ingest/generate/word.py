"""Writes word processor files, part by part."""

from __future__ import annotations

import io
import zipfile
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.ingest.generate.model import Box
    from tests.ingest.generate.model import Rows

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
_TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)

_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)


def run(text: str, properties: str = "") -> str:
    """A run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """A paragraph of runs or other markup; plain words become a run."""
    inner = "".join(each if each.startswith("<") else run(each) for each in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def part(name: str, body: str) -> str:
    """A part with one root element."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {_NAMES}>{body}</w:{name}>'


def package(body: str, parts: Mapping[str, str | bytes] | None = None) -> bytes:
    """A file with a body and perhaps other parts by name."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", part("document", f"<w:body>{body}<w:sectPr/></w:body>"))
        for name, content in (parts or {}).items():
            archive.writestr(name, content)
    return stream.getvalue()


def table(rows: Rows) -> str:
    """A table; cells that reach down are continued by empty ones, as word processors write them."""
    places = {
        (box.row + down, box.column): (box, down == 0) for line in rows for box in line for down in range(box.rows)
    }
    lines = []
    for number in range(len(rows)):
        line = sorted((column, found) for (row, column), found in places.items() if row == number)
        lines.append("<w:tr>" + "".join(_cell(box, is_first=first) for _, (box, first) in line) + "</w:tr>")
    return "<w:tbl>" + "".join(lines) + "</w:tbl>"


def _cell(box: Box, *, is_first: bool) -> str:
    span = f'<w:gridSpan w:val="{box.columns}"/>' if box.columns > 1 else ""
    merge = "" if box.rows == 1 else '<w:vMerge w:val="restart"/>' if is_first else "<w:vMerge/>"
    return f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{paragraph(box.text if is_first else '')}</w:tc>"
