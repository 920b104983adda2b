"""Why a file is not read: the exceptions that readers raise within, and the line that each becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.codes import tell
from auditor.ingest.layout import MOST_SECONDS
from auditor.ingest.layout import TooLargeError
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import ENCRYPTED
from auditor.ingest.reader_codes import FORBIDDEN_MARKUP
from auditor.ingest.reader_codes import TOO_DEEP
from auditor.ingest.reader_codes import TOO_SLOW
from auditor.ingest.reader_codes import tell_too_large

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic


class DamagedError(Exception):
    """A file that is not whole or not what it says it is."""


class LockedError(Exception):
    """A file that wants a password."""


class MarkupError(Exception):
    """XML that declares entities, a document type or an encoding in which they might hide."""


class TooDeepError(Exception):
    """A document nested deeper than is read."""


class TooSlowError(Exception):
    """A document that takes longer than it may."""


REFUSALS = (DamagedError, LockedError, MarkupError, TooDeepError, TooSlowError, TooLargeError)


def explain(path: str, kind: str, error: Exception) -> Diagnostic:
    """The line that tells why the file of format `kind` was not read."""
    match error:
        case TooLargeError(what=what, limit=limit):
            return tell_too_large(path, what, limit)
        case LockedError():
            return tell(ENCRYPTED, path)
        case MarkupError():
            return tell(FORBIDDEN_MARKUP, path)
        case TooDeepError():
            return tell(TOO_DEEP, path)
        case TooSlowError():
            return tell(TOO_SLOW, path, limit=MOST_SECONDS)
        case _:
            why = (str(error).strip().splitlines() or [""])[0][:200]
            return tell(DAMAGED, path, format=kind, why=why or type(error).__name__)
