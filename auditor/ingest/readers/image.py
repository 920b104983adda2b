"""Images: named for what they are, and not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.reader_codes import IMAGE
from auditor.ingest.reader_codes import tell

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
    """No document, and a line that says so."""
    kind = next((name for mark, name in _KINDS if data.startswith(mark)), "")
    return None, (tell(IMAGE, path, kind=kind or path.rpartition(".")[2].upper()),)
