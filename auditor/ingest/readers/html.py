"""Web pages as saved from government sites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.encoding import decode
from auditor.encoding import family
from auditor.encoding import is_mostly_decoded
from auditor.ingest.codes import tell
from auditor.ingest.layout import MOST_CHARACTERS
from auditor.ingest.layout import assemble
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import OTHER_ENCODING
from auditor.ingest.reader_codes import UNDECODED
from auditor.ingest.reader_codes import tell_too_large
from auditor.ingest.refusals import REFUSALS
from auditor.ingest.refusals import explain
from auditor.ingest.table_codes import PAGE_CUT
from auditor.ingest.web.markup import parse_markup
from auditor.ingest.web.saved import page_of
from auditor.patterns import regex

if TYPE_CHECKING:
    from auditor.diagnostics import Code
    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.encoding import Decoded

# A lost byte that may have ended a tag or begun one: then a cell may stand in its neighbour's column.
_GAP_IN_TAG = regex("<[^<>]{0,400}\ufffd|\ufffd/?[A-Za-z]{1,10}(?:\\s[^<>]{0,400})?>")
# A page that says where it begins says where it ends; one that is a part of another ends within no tag.
_BEGUN = regex(r"<(?:!doctype|html|body)", re.IGNORECASE)
_WHOLE = regex(r"</(?:html|body)", re.IGNORECASE)
_OPEN_TAG = regex(r"<[/!]?(?:[A-Za-z][^<>]*)?\Z")
_HEAD = 8192
_LONGEST_TAG = 4096


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The page's text and tables, without scripts, navigation and what is not shown."""
    if len(data) > MOST_CHARACTERS:
        return None, (tell_too_large(path, "bytes", MOST_CHARACTERS),)
    page, declared = page_of(data)
    decoded = decode(page, declared)
    if not is_mostly_decoded(decoded):
        return None, (tell(DAMAGED, path, format="HTML", why=f"{decoded.gaps} × U+FFFD"),)
    try:
        damage = _damage(decoded)
        document = assemble(path, data, "html", parse_markup(decoded.text), damage.slug if damage else None)
    except REFUSALS as error:
        return None, (explain(path, "HTML", error),)
    if not document.source.text.strip():
        return None, (tell(NO_TEXT, path),)
    diagnostics = []
    if declared is not None and family(declared) not in (None, decoded.encoding):
        diagnostics.append(tell(OTHER_ENCODING, path, declared=declared, real=decoded.encoding))
    if damage is PAGE_CUT:
        diagnostics.append(tell(PAGE_CUT, path))
    if decoded.gaps:
        diagnostics.append(tell(UNDECODED, path, count=decoded.gaps, real=decoded.encoding))
    return document, tuple(diagnostics)


def _damage(decoded: Decoded) -> Code | None:
    """What leaves no figure of a page certain: it ends within a table, or a byte is lost within a tag."""
    text = decoded.text
    tail = max(0, len(text) - _LONGEST_TAG)
    if _WHOLE.search(text, tail) is None:
        lowered = text.lower()
        begun = lowered.rfind("<table")
        if begun > lowered.rfind("</table") and (_OPEN_TAG.search(text, tail) or _BEGUN.search(text, 0, _HEAD)):
            return PAGE_CUT
    return UNDECODED if decoded.gaps and _GAP_IN_TAG.search(text) else None
