"""Office files are packages: ZIP files of XML parts, read within limits and without entities."""

from __future__ import annotations

import codecs
import io
import re
import struct
import xml.etree.ElementTree as ET
import zipfile
import zlib
from typing import TYPE_CHECKING

from auditor.ingest.layout import MOST_BYTES
from auditor.ingest.layout import TooLargeError
from auditor.ingest.refusals import DamagedError
from auditor.ingest.refusals import LockedError
from auditor.ingest.refusals import MarkupError
from auditor.ingest.signatures import OLE
from auditor.ingest.signatures import ZIP
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Self

MOST_PART = 100_000_000
_MOST_PARTS = 5_000
_MOST_XML = 50_000_000
_ENCRYPTED = 0x1
# What stands before a part: `ZIP`, and how long its name and the field behind that are.
_HEAD = struct.Struct("<4s22xHH")
# Flags that change nothing of how a part is read: how well it is packed, sizes that follow it, names in UTF-8.
_USUAL = 0x080E
_SAFE_ENCODING = regex(rb"\A\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"'](?:utf-?8|us-ascii|ascii)[\"']", re.IGNORECASE)
_ANY_ENCODING = regex(rb"\A\s*<\?xml[^>]*?encoding", re.IGNORECASE)


class Package:
    """The parts of an office file."""

    def __init__(self, data: bytes) -> None:
        if data.startswith(OLE):
            # NOTE: an encrypted OOXML file is an OLE container around the cipher text.
            raise LockedError
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, struct.error) as error:
            raise DamagedError(str(error)) from error
        self._data = data
        names = self._zip.namelist()
        if len(names) > _MOST_PARTS:
            what = "parts"
            raise TooLargeError(what, _MOST_PARTS)
        # Some programs write backslashes, or other letter case than they refer to.
        self._names = {name.replace("\\", "/").lstrip("/").lower(): name for name in names}
        self._left = MOST_BYTES

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._zip.close()

    def __contains__(self, name: str) -> bool:
        return name.lower() in self._names

    def names(self) -> tuple[str, ...]:
        """The parts' names in small letters."""
        return tuple(sorted(self._names))

    def part(self, name: str) -> bytes | None:
        """A part's bytes, None if there is none of that name."""
        real = self._names.get(name.lower())
        if real is None:
            return None
        info = self._zip.getinfo(real)
        if info.flag_bits & _ENCRYPTED:
            raise LockedError
        most = min(MOST_PART, self._left)
        try:
            data = _inflated(self._data, info, most)
            if data is None:
                with self._zip.open(real) as stream:
                    data = stream.read(most + 1)
        except (
            zipfile.BadZipFile,
            zlib.error,
            EOFError,
            OSError,
            RuntimeError,
            ValueError,
            NotImplementedError,
        ) as error:
            raise DamagedError(str(error) or type(error).__name__) from error
        if len(data) > most:
            what = "bytes"
            raise TooLargeError(what, most)
        self._left -= len(data)
        return data

    def with_parts(self, changed: Mapping[str, bytes]) -> bytes:
        """The package written anew, with other content for some of its parts, by their names in small letters."""
        if not changed:
            return self._data
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            for name, real in self._names.items():
                content = changed[name] if name in changed else self.part(name)
                archive.writestr(real.replace("\\", "/"), content or b"")
        return stream.getvalue()

    def xml(self, name: str) -> ET.Element | None:
        """A part as an XML tree, None if there is none of that name."""
        data = self.part(name)
        return None if data is None else parse_xml(data)


def _inflated(package: bytes, info: zipfile.ZipInfo, most: int) -> bytes | None:
    """A part that is packed as nearly all are, in half of the time that `zipfile` takes.

    None for any other, and where anything is amiss, of which `zipfile` tells what it is.
    """
    name, start = info.orig_filename, info.header_offset + _HEAD.size
    head = package[info.header_offset : start]
    is_usual = info.compress_type == zipfile.ZIP_DEFLATED and not info.flag_bits & ~_USUAL and name.isascii()
    if not is_usual or info.file_size > most or len(head) < _HEAD.size:
        return None
    mark, length, extra = _HEAD.unpack(head)
    if (mark, package[start : start + length]) != (ZIP, name.encode()):
        return None
    start += length + extra
    stream = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        data = stream.decompress(package[start : start + info.compress_size], info.file_size + 1)
    except zlib.error:
        return None
    return data if stream.eof and len(data) == info.file_size and zlib.crc32(data) == info.CRC else None


def parse_xml(data: bytes) -> ET.Element:
    """A tree of XML that has no document type and so no entities.

    Encodings other than UTF-8 and UTF-16 are refused, since a document type could hide in them from the search.
    """
    if len(data) > _MOST_XML:
        what = "bytes"
        raise TooLargeError(what, _MOST_XML)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        try:
            data = data.decode("utf-16").encode()
        except UnicodeError as error:
            raise DamagedError(str(error)) from error
        data = re.sub(rb"\A(\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"'])[^\"']*", rb"\1utf-8", data)
    data = data.removeprefix(codecs.BOM_UTF8)  # with it, what stands behind would not be taken for a declaration
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data or b"\0" in data[:256]:
        raise MarkupError
    if _ANY_ENCODING.match(data) and not _SAFE_ENCODING.match(data):
        raise MarkupError
    try:
        return ET.fromstring(data)  # noqa: S314 - there is no document type, see above
    except ET.ParseError as error:
        raise DamagedError(str(error)) from error
