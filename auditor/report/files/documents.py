"""What the files for office programs have in common: texts that they can hold, and bytes that do not change."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from auditor.snippet import visible

NO_DAY = dt.datetime(2000, 1, 1)  # noqa: DTZ001 - the libraries take no zone
_EPOCH = (1980, 1, 1, 0, 0, 0)


def printable(text: str) -> str:
    """A text that an office file can hold and that deceives no eye."""
    return visible(text)


def settled(package: bytes) -> bytes:
    """An office file with the dates of its parts taken out, so that the same content gives the same bytes."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = zipfile.ZipInfo(info.filename, _EPOCH)
            part.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(part, old.read(info))
    return buffer.getvalue()
