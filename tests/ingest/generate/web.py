"""Writes web pages."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.ingest.generate.model import Box
    from tests.ingest.generate.model import Rows


def cell(box: Box, inside: str = "{}") -> str:
    """A cell's markup."""
    text = escape(box.text) or "&nbsp;"
    return f'<td rowspan="{box.rows}" colspan="{box.columns}">{inside.format(text)}</td>'


def table(rows: Rows, inside: str = "{}") -> str:
    """A table's markup, each text within `inside`."""
    lines = ("<tr>" + "".join(cell(box, inside) for box in line) + "</tr>" for line in rows)
    return "<table border=1>\n" + "\n".join(lines) + "\n</table>"


def page(body: str, charset: str = "utf-8", title: str = "") -> str:
    """A whole page."""
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={charset}"><title>{title}</title>'
    return f"<!DOCTYPE html><html><head>{head}</head><body>{body}</body></html>"
