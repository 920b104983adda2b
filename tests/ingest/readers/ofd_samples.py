"""OFD files made of sheets, read as a user's are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.readers.ofd import read
from tests.ingest.generate.fixed_layout import Sheet
from tests.ingest.generate.fixed_layout import ofd
from tests.ingest.generate.model import places_hold

if TYPE_CHECKING:
    from auditor.diagnostics import Code
    from auditor.document import Document


PAGE = "Doc_0/Pages/Page_0/Content.xml"


def document_of(*sheets: Sheet, resources: str = "") -> Document:
    document, _ = read("a.ofd", ofd(sheets, resources=resources))
    assert document is not None
    assert places_hold(document)
    return document


def told(data: bytes) -> Code:
    document, (diagnostic, *_) = read("a.ofd", data)
    assert document is None
    return diagnostic.code
