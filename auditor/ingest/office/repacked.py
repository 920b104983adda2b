"""A workbook as its library reads it faster: the parts that it reads and no others, unpacked already.

They were unpacked to be looked at; given to the library as they came, they would be unpacked again.
"""

from __future__ import annotations

import struct
import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from auditor.ingest.layout import TooLargeError
from auditor.ingest.office.packages import Package
from auditor.ingest.refusals import DamagedError
from auditor.ingest.refusals import LockedError

if TYPE_CHECKING:
    from collections.abc import Mapping

# A larger workbook is not copied.
_MOST = 10_000_000
_RELATIONS = "_rels/.rels"
# A package says where its workbook is, and the library looks there for all that belongs to it.
_OFFICE, _USUAL = b"/relationships/officeDocument", (b'Target="xl/workbook.xml"', b'Target="/xl/workbook.xml"')
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20


class Unpacked(Package):
    """A package that keeps the parts that were asked for."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._kept: dict[str, bytes] = {}
        self._room = _MOST

    def part(self, name: str) -> bytes | None:
        """A part's bytes, None if there is none of that name."""
        data = super().part(name)
        if data is not None:
            self._room -= len(data)
            if self._room >= 0:
                self._kept[name] = data
            else:
                self._kept.clear()
        return data

    def repacked(self) -> bytes | None:
        """What was asked for as a package that holds nothing else; None where that is not the same to the library."""
        with suppress(DamagedError, LockedError, TooLargeError):
            relations = self.part(_RELATIONS) or b""
            is_usual = relations.count(_OFFICE) == 1 and any(place in relations for place in _USUAL)
            if self._kept and is_usual and not self.has_twins:
                return _stored(self._kept)
        return None


def _stored(parts: Mapping[str, bytes]) -> bytes:
    """A package of parts that are not packed."""
    bodies: list[bytes] = []
    directory: list[bytes] = []
    at = 0
    for name, part in parts.items():
        told = name.encode()
        common = (_VERSION, 0, 0, 0, 0, zlib.crc32(part), len(part), len(part), len(told), 0)
        bodies += (_LOCAL.pack(b"PK\3\4", *common), told, part)
        directory += (_CENTRAL.pack(b"PK\1\2", _VERSION, *common, 0, 0, 0, 0, at), told)
        at += _LOCAL.size + len(told) + len(part)
    size = sum(map(len, directory))
    end = _END.pack(b"PK\5\6", 0, 0, len(parts), len(parts), size, at, 0)
    return b"".join((*bodies, *directory, end))
