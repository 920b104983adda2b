"""Mail saved as a file: what is attached to it, or what it says itself where it is the report."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.encoding import decode
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

_BODIES = {"text/html": "正文.html", "text/plain": "正文.txt"}
_HEADERS = regex(rb"\s*(?:[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]{0,998}\n(?:[ \t][^\n]{0,998}\n){0,50}){2,200}", re.ASCII)
_OF_MAIL = regex(rb"^(?:From|Received|Return-Path):", re.IGNORECASE | re.MULTILINE)
_WITH_PARTS = regex(rb"^Content-Type:\s*multipart/mixed", re.IGNORECASE | re.MULTILINE)


def is_mail(head: bytes, *, named: bool) -> bool:
    """Whether a file that begins so is a letter, and not a page saved as one; one so `named` needs no attachment."""
    found = _HEADERS.match(head)
    headers = found[0] if found else b""
    return bool(_OF_MAIL.search(headers)) and (named or bool(_WITH_PARTS.search(headers)))


def parts_of(data: bytes) -> Iterator[tuple[str, bytes]]:
    """The names and contents of the files in a letter; what it says, where nothing is attached or a table is in it."""
    from email import message_from_bytes  # here, as files are told apart without it

    bodies: dict[str, bytes] = {}
    attached = False
    for part in message_from_bytes(data).walk():
        content = None if part.is_multipart() else part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        name, kind = _name(part), part.get_content_type()
        if name and not (kind.startswith("image/") and part["Content-ID"]):
            attached = True
            yield name, content
        elif kind in _BODIES:
            said = decode(content, part.get_content_charset()).text.encode()
            bodies[kind] = max(bodies.get(kind, b""), said, key=len)
    for kind, said in sorted(bodies.items())[:1]:
        if not attached or b"<table" in said.lower():
            yield _BODIES[kind], said


def _name(part: Message) -> str:
    """The name of what is attached, without the folders that it came from; many programs encode it as text."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    given = part.get_filename() or ""
    try:
        words = decode_header(given)
    except (HeaderParseError, ValueError):
        words = [(given, None)]
    name = "".join(
        decode(word if isinstance(word, bytes) else word.encode("utf-8", "surrogateescape"), charset).text
        for word, charset in words
    )
    return name.replace("\\", "/").rpartition("/")[2].replace(":", "_").strip()
