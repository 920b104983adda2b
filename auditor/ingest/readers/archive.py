"""Archives of submissions: their members, within limits, by names that stay inside."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from contextlib import suppress
from email.errors import MessageError
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.encoding import decode
from auditor.ingest.clutter import is_clutter
from auditor.ingest.codes import tell
from auditor.ingest.reader_codes import ARCHIVE_BOMB
from auditor.ingest.reader_codes import ARCHIVE_DEPTH
from auditor.ingest.reader_codes import ARCHIVE_ENTRIES
from auditor.ingest.reader_codes import ARCHIVE_LOCKED
from auditor.ingest.reader_codes import ARCHIVE_MEMBER
from auditor.ingest.reader_codes import ARCHIVE_NAME
from auditor.ingest.reader_codes import ARCHIVE_TWICE
from auditor.ingest.reader_codes import ARCHIVE_UNSUPPORTED
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.signatures import ZIP
from auditor.ingest.web.mail import is_mail
from auditor.ingest.web.mail import parts_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from auditor.diagnostics import Code
    from auditor.diagnostics import Diagnostic
    from auditor.document import Document

_MOST_ENTRIES = 20_000
_MOST_MEMBER = 200_000_000
_MOST_TOTAL = 1_000_000_000
_MOST_RATIO = 500
_RATIO_FROM = 20_000_000
_MOST_DEPTH = 3
_STEP = 1 << 20
_HEAD = 4096
_ENCRYPTED = 0x1
_UTF_8 = 0x800
_KINDS = (
    (b"Rar!\x1a\x07", "RAR"),
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"\x1f\x8b", "GZIP"),
    (b"BZh", "BZIP2"),
    (b"\xfd7zXZ", "XZ"),
    (b"MSCF", "CAB"),
)
# Members that make a ZIP file a document and not a bundle.
_DOCUMENTS = ("[Content_Types].xml", "mimetype", "OFD.xml")


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """No document, since an archive is none; only what is wrong with it. Its members come from `members`."""
    return None, members(path, data)[1]


def members(path: str, data: bytes) -> tuple[tuple[tuple[str, bytes], ...], tuple[Diagnostic, ...]]:
    """The files in an archive, those of archives within it included, by their paths below the archive's own.

    A member that is refused costs a diagnostic and not the others; a bomb ends the unpacking.
    """
    unpacking = _Unpacking(path)
    unpacking.unpack("", data, 1)
    return tuple(unpacking.found.items()), tuple(unpacking.diagnostics)


class _BombError(Exception):
    """A member that unpacks to more than is read."""


class _Unpacking(Struct):
    """What has been unpacked so far, with what is left of the limits, which archives within share."""

    path: str
    found: dict[str, bytes] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    entries: int = 0
    total: int = 0
    is_over: bool = False

    def unpack(self, folder: str, data: bytes, depth: int) -> None:
        """Add the members of one archive."""
        kind = next((name for mark, name in _KINDS if data.startswith(mark)), None)
        if kind is not None:
            self._unpack_other(folder, data, depth, kind)
            return
        if is_mail(data[:_HEAD], named=True):
            self._open_mail(folder, data, depth)
            return
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if not archive.infolist() and data.startswith(ZIP):
                    self._tell(DAMAGED, format=f"ZIP {folder}".rstrip(), why="0 entries")
                for info in archive.infolist():
                    if self.is_over:
                        return
                    self._entry(archive, info, folder, depth)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            self._tell(DAMAGED, format=f"ZIP {folder}".rstrip(), why=error)

    def _unpack_other(self, folder: str, data: bytes, depth: int, kind: str) -> None:
        """Add the members of an archive that is no ZIP file, where the library for those is installed."""
        try:
            import libarchive  # type: ignore[import-untyped]
        except (ImportError, OSError, AttributeError, TypeError):  # the last two: the library itself is not there
            self._tell(ARCHIVE_UNSUPPORTED, kind=kind)
            return
        try:
            with libarchive.memory_reader(data) as archive:
                for entry in archive:
                    if self._is_full():
                        return
                    name = (entry.pathname or "").replace("\\", "/")
                    if entry.isdir or name.endswith("/") or is_clutter(name):
                        continue
                    if self._may_stand(folder + name, name, is_plain=entry.isfile):
                        self._take(folder + name, depth, partial(_joined, entry.get_blocks, self._most()))
        except libarchive.ArchiveError as error:
            self._tell(DAMAGED, format=f"{kind} {folder}".rstrip(), why=error)

    def _open_mail(self, folder: str, data: bytes, depth: int) -> None:
        """Add the files in a letter."""
        try:
            for name, content in parts_of(data):
                if self._is_full():
                    return
                if self._may_stand(folder + name, name, is_plain=True):
                    self._take(folder + name, depth, partial(bytes, content))
        except (MessageError, RecursionError, ValueError, LookupError) as error:
            self._tell(DAMAGED, format=f"EML {folder}".rstrip(), why=error)

    def _is_full(self) -> bool:
        """Counts an entry; whether nothing more is unpacked.

        An archive with too many is one line: thousands of them, one a member, would hide what else was handed in.
        """
        self.entries += 1
        if self.entries > _MOST_ENTRIES and not self.is_over:
            self.found.clear()
            self.diagnostics[:] = (tell(ARCHIVE_ENTRIES, self.path, limit=_MOST_ENTRIES),)
            self.is_over = True
        return self.is_over

    def _most(self) -> int:
        return min(_MOST_MEMBER, _MOST_TOTAL - self.total)

    def _may_stand(self, shown: str, name: str, *, is_plain: bool) -> bool:
        """Whether a member is a plain file by a name that stays inside and is new."""
        if not _stays_inside(name) or not is_plain:
            self._tell(ARCHIVE_NAME, name=_printable(shown))
        elif shown in self.found:
            self._tell(ARCHIVE_TWICE, name=_printable(shown))
        else:
            return True
        return False

    def _tell(self, code: Code, **values: object) -> None:
        self.diagnostics.append(tell(code, self.path, None, **values))

    def _entry(self, archive: zipfile.ZipFile, info: zipfile.ZipInfo, folder: str, depth: int) -> None:
        name = _name(info)
        if self._is_full() or name.endswith("/") or is_clutter(name):
            return
        shown = folder + name
        if not self._may_stand(shown, name, is_plain=not _is_special(info)):
            return
        if info.flag_bits & _ENCRYPTED:
            self._tell(ARCHIVE_LOCKED, name=_printable(shown))
        else:
            most = min(self._most(), max(_RATIO_FROM, _MOST_RATIO * info.compress_size))
            self._take(shown, depth, partial(_content, archive, info, most))

    def _take(self, name: str, depth: int, content_of: Callable[[], bytes]) -> None:
        """Add a member, or those of the archive that it is."""
        try:
            content = content_of()
        except _BombError:
            self._tell(ARCHIVE_BOMB, name=_printable(name))
            self.is_over = True
            return
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as error:
            self._tell(ARCHIVE_MEMBER, name=_printable(name), why=str(error) or type(error).__name__)
            return
        self.total += len(content)
        if not _is_bundle(name, content):
            self.found[name] = content
        elif depth >= _MOST_DEPTH:
            self._tell(ARCHIVE_DEPTH, name=_printable(name), limit=_MOST_DEPTH)
        else:
            self.unpack(f"{name}/", content, depth + 1)


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes:
    """A member's bytes."""
    with archive.open(info) as stream:
        return _joined(lambda: iter(partial(stream.read, _STEP), b""), most)


def _joined(blocks: Callable[[], Iterable[bytes]], most: int) -> bytes:
    """Blocks as bytes, counted as they come: what an archive says of their number may be a lie."""
    parts: list[bytes] = []
    size = 0
    for block in blocks():
        size += len(block)
        if size > most:
            raise _BombError
        parts.append(block)
    return b"".join(parts)


def _name(info: zipfile.ZipInfo) -> str:
    """The member's name with `/`. Without the mark for UTF-8, it is in whatever encoding the packer's system had."""
    name = info.orig_filename.partition("\0")[0]
    if not info.flag_bits & _UTF_8 and not name.isascii():
        with suppress(UnicodeEncodeError):
            name = decode(name.encode("cp437")).text
    return name.replace("\\", "/")


def _stays_inside(name: str) -> bool:
    """Whether a name is a plain path below the archive: no root, no drive, no way up, nothing unprintable."""
    parts = name.split("/")
    return bool(name) and ":" not in name and name.isprintable() and not any(part in ("", ".", "..") for part in parts)


def _is_special(info: zipfile.ZipInfo) -> bool:
    """Whether a member is a link or a device."""
    kind = stat.S_IFMT(info.external_attr >> 16)
    return kind not in (0, stat.S_IFREG)


def _is_bundle(name: str, data: bytes) -> bool:
    """Whether a member is itself an archive of files, and not a document that happens to be packed."""
    if any(data.startswith(mark) for mark, _ in _KINDS):
        return True
    if not data.startswith(ZIP):
        return is_mail(data[:_HEAD], named=name.lower().endswith(".eml"))
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as inner:
            return not any(name in inner.NameToInfo for name in _DOCUMENTS)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else "�" for char in name)[:200]
