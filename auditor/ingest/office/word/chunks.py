"""Documents within a word processor's document, which web systems and programs that join files put in place of text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.encoding import decode
from auditor.ingest.layout import Picture
from auditor.ingest.office.convert import FailedError
from auditor.ingest.office.convert import MissingError
from auditor.ingest.office.convert import converted
from auditor.ingest.office.word.flat import blocks_of
from auditor.ingest.office.word.flat import parse_flat
from auditor.ingest.signatures import ZIP
from auditor.ingest.web.markup import parse_markup
from auditor.ingest.web.saved import page_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from auditor.ingest.layout import Block
    from auditor.ingest.office.packages import Package

    Read = Callable[[bytes], Sequence[Block]]

_PAGES = (".htm", ".html", ".xhtml", ".mht", ".mhtml", ".txt")
_RTF = b"{\\rtf"


def load_chunks(package: Package, folder: str, main: str, read: Read) -> dict[str, Sequence[Block]]:
    """The blocks of the documents within one, by their relation; `read` are those of a DOCX file's bytes."""
    relations = package.xml(f"{folder}/_rels/{main}.rels")
    found: dict[str, Sequence[Block]] = {}
    for relation in () if relations is None else relations:
        target = relation.get("Target", "")
        name = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        if relation.get("Type", "").endswith("/aFChunk"):
            found[relation.get("Id", "")] = _blocks(name.lower(), package.part(name) or b"", read)
    return found


def _blocks(name: str, data: bytes, read: Read) -> Sequence[Block]:
    if data.startswith(ZIP):
        return read(data)
    if name.endswith(_PAGES):
        page, declared = page_of(data)
        return parse_markup(decode(page, declared).text)
    if name.endswith(".xml"):
        return blocks_of(parse_flat(data))
    if data.startswith(_RTF):
        try:
            return read(converted(data, "rtf", "docx"))
        except (MissingError, FailedError):
            pass
    return (Picture(),) if data else ()  # something is shown here that cannot be read
