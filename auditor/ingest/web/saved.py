"""Pages saved as one file with their parts (MHTML): the page itself, and the encoding that it declares."""

from __future__ import annotations

import re

from auditor.patterns import regex

_DECLARED = regex(rb"(?:charset|encoding)\s{0,20}=\s{0,20}[\"']?\s{0,20}([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_HEAD = 8192
_MAIL_HEADS = regex(
    rb"\A\s*(?:MIME-Version:|[A-Za-z-]{2,40}:.*^MIME-Version:)", re.IGNORECASE | re.MULTILINE | re.DOTALL
)


def page_of(data: bytes) -> tuple[bytes, str | None]:
    """The page itself, also where it was saved together with its parts, and the encoding that it declares."""
    if _MAIL_HEADS.search(data[:_HEAD]) and (found := _page_among_parts(data)):
        page, charset = found
        return page, charset or _declared(page)
    return data, _declared(data)


def _page_among_parts(data: bytes) -> tuple[bytes, str | None] | None:
    """The page of an MHTML file, which is a mail message of parts: the longest, as others are frames around it."""
    from email import message_from_bytes
    from email.errors import MessageError

    pages: list[tuple[bytes, str | None]] = []
    try:
        for part in message_from_bytes(data).walk():
            if part.get_content_type() == "text/html":
                content = part.get_payload(decode=True)
                pages += [(content, part.get_content_charset())] if isinstance(content, bytes) else []
    except (MessageError, RecursionError, ValueError, LookupError):
        return None
    return max(pages, key=lambda page: len(page[0]), default=None)


def _declared(data: bytes) -> str | None:
    found = _DECLARED.search(data[:_HEAD].replace(b"\0", b""))
    return found.group(1).decode("ascii") if found else None
