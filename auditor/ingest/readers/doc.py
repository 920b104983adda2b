"""Old Word and WPS documents, and those of other programs: LibreOffice converts them where it is installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.codes import tell
from auditor.ingest.layout import MOST_BYTES
from auditor.ingest.office.convert import FailedError
from auditor.ingest.office.convert import MissingError
from auditor.ingest.office.convert import converted
from auditor.ingest.office.word.read import read_word
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import NO_OFFICE
from auditor.ingest.reader_codes import NOT_CONVERTED
from auditor.ingest.reader_codes import tell_too_large
from auditor.ingest.signatures import OLE

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.document import Document

# The container of the old binary formats: its mark, and behind it the order of its bytes and the size of its sectors.
_LAID_OUT = (b"\xfe\xff\x09\0", b"\xfe\xff\x0c\0")
_SMALLEST = 512
_ENDINGS = ("wps", "rtf", "odt", "fodt", "uot")


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document as LibreOffice understands it; without LibreOffice, a line that says what to do."""
    if len(data) > MOST_BYTES:
        return None, (tell_too_large(path, "bytes", MOST_BYTES),)
    if data.startswith(OLE) and (len(data) < _SMALLEST or data[28:32] not in _LAID_OUT):
        # LibreOffice would take it for a text and show its bytes as signs.
        return None, (tell(DAMAGED, path, format="DOC/WPS", why="no compound file"),)
    ending = next((each for each in _ENDINGS if path.lower().endswith(f".{each}")), "doc")
    try:
        document = converted(data, ending, "docx")
    except MissingError:
        return None, (tell(NO_OFFICE, path),)
    except FailedError as error:
        return None, (tell(NOT_CONVERTED, path, why=error),)
    return read_word(path, document, data)
