"""Plain text in whatever encoding it is, cells separated by tabs, lines, or nothing at all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.document import Document
from auditor.encoding import decode
from auditor.encoding import is_mostly_decoded
from auditor.ingest.codes import BINARY_TEXT
from auditor.ingest.codes import EMPTY_FILE
from auditor.ingest.codes import TOO_LARGE
from auditor.ingest.codes import tell
from auditor.ingest.layout import clean
from auditor.ingest.layout import digest
from auditor.ingest.plain.drawn import without_drawn_lines
from auditor.ingest.plain.merged import without_repeats
from auditor.ingest.plain.page_numbers import without_page_numbers
from auditor.ingest.plain.pasted import without_marks
from auditor.ingest.plain.rewrapped import unwrapped
from auditor.ingest.reader_codes import UNDECODED
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic

MEGABYTE = 2**20
LARGEST = 32 * MEGABYTE
_MOST_CONTROLS = 0.01
_CONTROLS = frozenset(map(chr, (*range(9), *range(0x0E, 0x1C), 0x7F)))


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The text of a file; line ends become newlines, and what cannot be seen is left out."""
    if len(data) > LARGEST:
        return None, (tell(TOO_LARGE, path, size=len(data) // MEGABYTE, limit=LARGEST // MEGABYTE),)
    if not data.strip():
        return None, (tell(EMPTY_FILE, path),)
    decoded = decode(data)
    if not is_mostly_decoded(decoded) or _is_binary(decoded.text):
        return None, (tell(BINARY_TEXT, path),)
    text = without_page_numbers(without_marks(clean(decoded.text)))
    text = unwrapped(without_repeats(without_drawn_lines(text)))
    if not text.strip():
        return None, (tell(EMPTY_FILE, path),)
    document = Document(path, digest(data), "text", Source(path, text))
    lost = (tell(UNDECODED, path, count=decoded.gaps, real=decoded.encoding),) if decoded.gaps else ()
    return document, lost


def _is_binary(text: str) -> bool:
    """Whether so many control characters stand in it that nobody wrote it as text."""
    return sum(map(text.count, _CONTROLS)) > max(8, _MOST_CONTROLS * len(text))
