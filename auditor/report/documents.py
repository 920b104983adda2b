"""What the files for office programs have in common: texts that they can hold, and bytes that do not change."""

from __future__ import annotations

import io
import re
import zipfile

# Characters that XML cannot hold, marks that reverse the reading direction, and halves of characters.
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_EPOCH = (1980, 1, 1, 0, 0, 0)


def printable(text: str) -> str:
    """A text that an office file can hold and that deceives no eye."""
    return _UNPRINTABLE.sub("\ufffd", text)


def settled(package: bytes) -> bytes:
    """An office file with the dates of its parts taken out, so that the same content gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = zipfile.ZipInfo(info.filename, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(info))
    return buffer.getvalue()
