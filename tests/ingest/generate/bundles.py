"""Writes archives, good and hostile."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_LINK = 0o120777 << 16


def bundle(members: Mapping[str, bytes], link: str = "") -> bytes:
    """An archive of members by name, with perhaps a symbolic link."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
        if link:
            info = zipfile.ZipInfo(link)
            info.external_attr = _LINK
            archive.writestr(info, "/etc/passwd")
    return stream.getvalue()


def named_in_gbk(name: str, content: bytes) -> bytes:
    """An archive as packers on Chinese systems write it: the name in GBK, without a mark that says so."""
    raw = name.encode("gb18030")
    placeholder = "x" * len(raw)
    return bundle({placeholder: content}).replace(placeholder.encode(), raw)


def named(raw: bytes, content: bytes) -> bytes:
    """An archive whose member has a name of any bytes."""
    placeholder = "y" * len(raw)
    return bundle({placeholder: content}).replace(placeholder.encode(), raw)


def locked(name: str, content: bytes) -> bytes:
    """An archive that says its member is encrypted."""
    data = bytearray(bundle({name: content}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)
