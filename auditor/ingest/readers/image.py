"""Images: named for what they are; recognised where the extra `ocr` is installed, and then nothing is certain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.codes import tell
from auditor.ingest.layout import assemble
from auditor.ingest.pages.flow import flow
from auditor.ingest.pages.recognised import can_recognise
from auditor.ingest.pages.recognised import open_image
from auditor.ingest.pages.recognised import page_of
from auditor.ingest.reader_codes import IMAGE
from auditor.ingest.reader_codes import RECOGNISED
from auditor.ingest.refusals import REFUSALS
from auditor.ingest.refusals import explain

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.document import Document

_KINDS = (
    (b"\x89PNG", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"BM", "BMP"),
    (b"RIFF", "WebP"),
    (b"\0\0\1\0", "ICO"),
)


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The text that is recognised, in doubt; else no document, and a line that says so."""
    kind = next((name for mark, name in _KINDS if data.startswith(mark)), "")
    nothing = tell(IMAGE, path, kind=kind or path.rpartition(".")[2].upper())
    if not kind or not can_recognise():
        return None, (nothing,)
    try:
        page = page_of(open_image(data))
        if not page.glyphs:
            return None, (nothing,)
        return assemble(path, data, "image", flow([page]), RECOGNISED.slug), (tell(RECOGNISED, path),)
    except REFUSALS as error:
        return None, (explain(path, kind, error),)
