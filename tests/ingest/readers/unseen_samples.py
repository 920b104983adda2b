"""A web page with a row of cells of any look between two others."""

from __future__ import annotations

from auditor.ingest.readers.html import read as read_page


def texts_of(cells: str, sheet: str = "", body: str = "<body>") -> list[str]:
    """The cells of the row that a page holds between two others."""
    rows = f"<tr><td>规章</td><td>1</td><td>2</td></tr><tr>{cells}</tr><tr><td>行政强制</td><td>3</td><td>4</td></tr>"
    page = f"<html><head><style>{sheet}</style></head>{body}<p>一、总体情况</p><table>{rows}</table></body></html>"
    document, _ = read_page("a.html", page.encode())
    assert document is not None
    return [cell.text for cell in document.grids[0].cells if cell.row == 1]
