"""Documents of the Chinese standard for fixed layouts (OFD): named, not read, since nothing here knows their pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.table_codes import FIXED_LAYOUT
from auditor.ingest.table_codes import tell

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.document import Document


def read(path: str, _data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """No document; what to ask for instead."""
    return None, (tell(FIXED_LAYOUT, path),)
