"""Pages saved as one file with their parts (MHTML): the page with its style sheets, and the encoding it declares."""

from __future__ import annotations

import re
from base64 import b64decode
from urllib.parse import unquote_to_bytes

from auditor.patterns import regex

_DECLARED = regex(rb"(?:charset|encoding)\s{0,20}=\s{0,20}[\"']?\s{0,20}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEAD = 8192
_MAIL_HEADS = regex(
    rb"\A\s*(?:MIME-Version:|[A-Za-z-]{2,40}:.*^MIME-Version:)", re.IGNORECASE | re.MULTILINE | re.DOTALL
)


# How cells begin, and how many of them are a table rather than a frame of the page.
_CELL, _FEWEST_CELLS = regex(rb"<td[\s>]", re.IGNORECASE), 20
_LINK = regex(rb"<link\b[^<>]{1,2000000}>", re.IGNORECASE)
_TO = regex(rb"href\s{0,9}=\s{0,9}[\"']?([^\"'<>\s]{1,2000000})", re.IGNORECASE)
_HELD = regex(rb"data:text/css[^,]{0,60}?(;base64)?,(.{0,2000000})", re.IGNORECASE | re.DOTALL)
# Signs of another encoding than the page's, and what would end the sheet within it.
_FOREIGN = regex(rb"[^\x00-\x7f]+|</")


def page_of(data: bytes) -> tuple[bytes, str | None]:
    """The page itself, also where it was saved together with its parts, and the encoding that it declares."""
    if _MAIL_HEADS.search(data[:_HEAD]) and (found := _page_among_parts(data)):
        page, charset = found
        return page, charset or _declared(page)
    return _with_sheets(data, {}) if b"data:text/css" in data else data, _declared(data)


def _page_among_parts(data: bytes) -> tuple[bytes, str | None] | None:
    """The page of an MHTML file, which is a mail message of parts: those with tables, or else the longest."""
    from email import message_from_bytes
    from email.errors import MessageError

    pages: list[tuple[bytes, str | None]] = []
    sheets: dict[bytes, bytes] = {}
    try:
        for part in message_from_bytes(data).walk():
            content = part.get_payload(decode=True)
            if not isinstance(content, bytes):
                continue
            if part.get_content_type() == "text/html":
                pages.append((content, part.get_content_charset()))
            elif part.get_content_type() == "text/css":
                sheets[str(part.get("Content-Location", "")).strip().encode(errors="replace")] = content
    except (MessageError, RecursionError, ValueError, LookupError):
        return None
    page = _joined(pages) or max(pages, key=lambda page: len(page[0]), default=None)
    return (_with_sheets(page[0], sheets), page[1]) if page and sheets else page


def _joined(pages: list[tuple[bytes, str | None]]) -> tuple[bytes, str | None] | None:
    """The pages that hold tables as one, in their order, as the sheets of a workbook are saved: a page each."""
    tabled = [page for page in pages if len(_CELL.findall(page[0])) >= _FEWEST_CELLS]
    encodings = {charset or _declared(page) for page, charset in tabled}
    if len(tabled) < 2 or len(encodings) > 1:  # noqa: PLR2004 - several
        return None
    return b"\n".join(page for page, _ in tabled), encodings.pop()


def _with_sheets(page: bytes, sheets: dict[bytes, bytes]) -> bytes:
    """A page with the style sheets that it was saved with, each where the page first names it."""

    def sheet(link: re.Match[bytes]) -> bytes:
        to = _TO.search(link[0])
        if to is None or b"print" in link[0].lower():
            return link[0]
        css = _held_in(to[1]) or sheets.pop(to[1].replace(b"&amp;", b"&"), b"")
        return b"<style>" + _FOREIGN.sub(b"?", css) + b"</style>" if css else link[0]

    return _LINK.sub(sheet, page)


def _held_in(address: bytes) -> bytes:
    """The style sheet that an address holds itself."""
    held = _HELD.fullmatch(address)
    if held is None:
        return b""
    try:
        return b64decode(unquote_to_bytes(held[2])) if held[1] else unquote_to_bytes(held[2])
    except ValueError:
        return b""


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD].replace(b"\0", b""))
    return found.group(1).decode("ascii") if found else None
