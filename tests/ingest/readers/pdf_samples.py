"""What pages made of rows show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.readers.pdf import read
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import places_hold
from tests.ingest.generate.model import plain
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import pdf

if TYPE_CHECKING:
    from auditor.document import Document

ROWS = plain([["规章", "1", "2"], ["行政许可", "30", "400"], ["行政处罚", "0", "7730.28"]])


HEAD = [Box(0, 0, "信息内容"), Box(0, 1, "本年制发"), Box(0, 2, "现行有效")]


def document_of(*sheets: Sheet) -> Document:
    document, _ = read("a.pdf", pdf(sheets))
    assert document is not None
    assert places_hold(document)
    return document
