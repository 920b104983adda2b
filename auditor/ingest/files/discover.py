"""The files of a folder, and what each one really is: its content is asked before its name."""

from __future__ import annotations

import os
import re
import stat
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import reason_of
from auditor.encoding import decode
from auditor.encoding import is_mostly_decoded
from auditor.ingest.clutter import is_clutter
from auditor.ingest.codes import HIDDEN_FILE
from auditor.ingest.codes import LINK_BROKEN
from auditor.ingest.codes import LINK_LEAVES
from auditor.ingest.codes import NOT_REGULAR
from auditor.ingest.codes import tell
from auditor.ingest.signatures import OLE
from auditor.ingest.signatures import ZIP
from auditor.ingest.web.mail import is_mail
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic

_HEAD = 4096
MEGABYTE = 2**20

# format → the module in `readers` that reads it; imported when a file of the format is met.
READERS: Mapping[str, str] = MappingProxyType(
    {
        "text": "text",
        "html": "html",
        "docx": "docx",
        "doc": "doc",
        "pdf": "pdf",
        "sheet": "sheet",
        "csv": "csv",
        "markdown": "markdown",
        "archive": "archive",
        "image": "image",
        "office_xml": "office_xml",
        "ofd": "ofd",
        "parquet": "parquet",
    }
)
# No file beyond these sizes is taken into memory.
LIMITS: Mapping[str, int] = MappingProxyType({"text": 32 * MEGABYTE, "csv": 32 * MEGABYTE, "markdown": 32 * MEGABYTE})
LARGEST = 128 * MEGABYTE

_ENDINGS: Mapping[str, str] = MappingProxyType(
    {
        **dict.fromkeys(("txt", "text", "log"), "text"),
        **dict.fromkeys(("htm", "html", "shtml", "shtm", "xhtml", "mht", "mhtml"), "html"),
        **dict.fromkeys(("docx", "docm", "dotx"), "docx"),
        **dict.fromkeys(("doc", "wps", "rtf", "odt", "fodt", "uot"), "doc"),
        "pdf": "pdf",
        "ofd": "ofd",
        **dict.fromkeys(("xlsx", "xls", "xlsm", "xlsb", "ods", "fods", "et"), "sheet"),
        **dict.fromkeys(("csv", "tsv"), "csv"),
        **dict.fromkeys(("parquet", "pq"), "parquet"),
        **dict.fromkeys(("md", "markdown"), "markdown"),
        **dict.fromkeys(("zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "eml"), "archive"),
        **dict.fromkeys(("png", "jpg", "jpeg", "gif", "bmp", "tif", "tiff", "webp"), "image"),
    }
)
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    *(
        (mark, "image")
        for mark in (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"II*\0", b"MM\0*")
    ),
    *((mark, "archive") for mark in (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"BZh", b"\xfd7zXZ\0")),
    (b"{\\rtf", "doc"),
    (b"PAR1", "parquet"),
)
# What the first file in a document of an office program is called, or its folder.
_OF_PACKAGES = (
    *(b"[Content_Types].xml", b"_rels/", b"docProps/", b"word/", b"xl/", b"customXml/"),
    *(b"mimetype", b"META-INF/", b"OFD.xml", b"Doc_"),
)
_CONTROLS = tuple(bytes([code]) for code in (*range(9), *range(0x0E, 0x1B)))
_OWN_TEXT = frozenset({"text", "html", "csv", "markdown"})
_RELATED_PARTS = regex(
    rb"\s*(?:[A-Za-z-]{2,40}:.*^)?MIME-Version:.*multipart/related", re.IGNORECASE | re.MULTILINE | re.DOTALL
)
# Documents of LibreOffice and of the Chinese standard (UOF) in one file of XML, by what their root says.
_FLAT: tuple[tuple[bytes, str], ...] = (
    (b"application/vnd.oasis.opendocument.text", "doc"),
    (b"application/vnd.oasis.opendocument.spreadsheet", "sheet"),
    (b"http://schemas.uof.org/cn/", "doc"),
)
_OFFICE_XML = (
    b"http://schemas.microsoft.com/office/2006/xmlPackage",
    b'xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"',
    b'xmlns="urn:schemas-microsoft-com:office:spreadsheet"',
)
# What a ledger and a folder of results are told by; `auditor.ledger` and `auditor.report` write them.
LEDGER = "ledger.sqlite"
RESULTS = ("run.json", "findings.parquet")
# What Python puts in the place of bytes that are no UTF-8.
_LONE = regex("[\ud800-\udfff]")
_UNSEEN = regex("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<body", b"<table")


class Received(Struct, frozen=True):
    """A file that was handed in. `path` is how people know it: below the input folder, with `/`."""

    path: str
    place: Path
    size: int


def discover(folder: Path) -> tuple[tuple[Received, ...], tuple[Diagnostic, ...]]:
    """The files below a folder, sorted by path, with what was passed over; a single file is its own folder."""
    if not folder.is_dir():
        found = list(_receive(folder, _known_as(folder.name)))
    else:
        places = tuple(_walk(folder))
        taken = {path for _, path in places}
        found = [each for place, path in places for each in _look_at(place, _known_as(path, taken), folder)]
    files = sorted((each for each in found if isinstance(each, Received)), key=lambda each: each.path)
    return tuple(files), tuple(each for each in found if not isinstance(each, Received))


def _walk(folder: Path) -> Iterator[tuple[Path, str]]:
    """Every file below a folder, with its path there; folders that are links are looked at as files are, not entered.

    What audits made and keep is nobody's submission, and is passed over; so is what systems leave behind.
    """
    for parent, names, files in os.walk(folder):
        names[:] = sorted(name for name in names if not is_clutter(name) and not _is_of_audits(Path(parent) / name))
        linked = [name for name in names if (Path(parent) / name).is_symlink()]
        for name in linked:
            names.remove(name)
        hidden = [name for name in names if _is_hidden(name)]
        for name in hidden:
            names.remove(name)
        here, inside = Path(parent), Path(parent).relative_to(folder).as_posix()
        for name in sorted((*(name for name in files if not is_clutter(name)), *linked, *hidden)):
            yield here / name, name if inside == "." else f"{inside}/{name}"


def _known_as(path: str, taken: Container[str] = ()) -> str:
    """How people know a path: of bytes that are no UTF-8 the name that they are in another encoding, mostly GBK.

    What no line can show stands as an escape: controls, marks that reverse the reading direction, bytes of no encoding
    and those that would read as one of the paths that are taken.
    """
    if _LONE.search(path):
        path = _decoded(path, taken)
    return _UNSEEN.sub(lambda found: found[0].encode("unicode_escape").decode(), path)


def _decoded(path: str, taken: Container[str]) -> str:
    try:
        known = "/".join(
            os.fsencode(name).decode("gb18030") if _LONE.search(name) else name for name in path.split("/")
        )
    except UnicodeDecodeError:
        known = ""
    return known if known and known not in taken else os.fsencode(path).decode("utf-8", "backslashreplace")


def _look_at(place: Path, path: str, folder: Path) -> Iterator[Received | Diagnostic]:
    is_link = place.is_symlink()
    if _is_hidden(place.name):
        yield tell(HIDDEN_FILE, path)
    elif is_link and not place.exists():
        yield tell(LINK_BROKEN, path)
    elif is_link and not _stays_within(place, folder):
        yield tell(LINK_LEAVES, path)
    elif not (is_link and place.is_dir()):
        yield from _receive(place, path)


def _is_of_audits(folder: Path) -> bool:
    return (folder / LEDGER).is_file() or all((folder / name).is_file() for name in RESULTS)


def _stays_within(place: Path, folder: Path) -> bool:
    try:
        return place.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        return False


def _is_hidden(name: str) -> bool:
    return name.startswith(".")


_NO_FILE = "管道、设备或套接字 a pipe, a device or a socket"


def _receive(place: Path, path: str) -> Iterator[Received | Diagnostic]:
    try:
        status = place.stat()
        if not stat.S_ISREG(status.st_mode):
            yield tell(NOT_REGULAR, path, error=_NO_FILE)
        else:
            yield Received(path, place, status.st_size)
    except OSError as error:
        yield tell(NOT_REGULAR, path, error=reason_of(error))


def ending(path: str) -> str:
    """The ending of a file's name, in small letters, without its point."""
    name = path.rpartition("/")[2]
    return name.rpartition(".")[2].lower() if "." in name else ""


def named_kind(path: str) -> str | None:
    """The format that a file's name tells, None where it tells none."""
    return _ENDINGS.get(ending(path))


def recognise(path: str, head: bytes) -> str | None:
    """The format of a file by its first bytes, then by its name; None where neither tells.

    >>> recognise("report.txt", b"%PDF-1.7 ...")
    'pdf'
    """
    named = named_kind(path)
    marked = _by_magic(head, named) or _by_words(head, named)
    if marked is not None:
        return marked
    if named in _OWN_TEXT:
        return named
    return "text" if _looks_like_text(head) else None


def _by_words(head: bytes, named: str | None) -> str | None:
    """The format that the words of a text tell which programs write for each other."""
    if any(mark in head for mark in _OFFICE_XML):
        return "office_xml"
    flat = next((kind for mark, kind in _FLAT if mark in head), None) if head.lstrip().startswith(b"<") else None
    if flat is not None:
        return flat
    if is_mail(head, named=named == "archive"):
        return "archive"
    is_page = any(mark in head.lower() for mark in _MARKUP) and named not in {"markdown", "csv"}
    return "html" if is_page or _RELATED_PARTS.match(head) else None


def _by_magic(head: bytes, named: str | None) -> str | None:
    """The format that the first bytes declare; two letters (BM) are believed only of a file named an image."""
    if head.startswith(OLE):
        return named if named in {"doc", "sheet"} else "doc"
    if head.startswith(ZIP):
        return _packed(head, named)
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image"
    return next((kind for magic, kind in _MAGIC if head.startswith(magic) and (magic != b"BM" or named == kind)), None)


def _packed(head: bytes, named: str | None) -> str:
    """What a packed file is: the office formats are archives, too."""
    if named == "archive" and not _first_member(head).startswith(_OF_PACKAGES):
        return "archive"  # whose first member may be a document, with all its own members' names
    if b"OFD.xml" in head or named == "ofd":
        return "ofd"
    if named in {"docx", "sheet"} or (named == "doc" and b"mimetype" in head):
        return named
    if b"word/" in head:
        return "docx"
    if b"xl/" in head or b"opendocument.spreadsheet" in head:
        return "sheet"
    return "doc" if b"opendocument.text" in head else "archive"


def _first_member(head: bytes) -> bytes:
    """The name of the first file in a packed one: how long it is stands at 26, the name itself at 30."""
    return head[30 : 30 + int.from_bytes(head[26:28], "little")]


def _looks_like_text(head: bytes) -> bool:
    """Whether bytes are text whatever the name says: they are valid UTF-8, or no sign in them is a control."""
    if not head.strip() or any(sign in head for sign in _CONTROLS):
        return False
    decoded = decode(head[: len(head) - 3] if len(head) == _HEAD else head)
    return is_mostly_decoded(decoded)


def read_head(place: Path) -> bytes:
    """The first bytes of a file."""
    with place.open("rb") as file:
        return file.read(_HEAD)


def limit_of(kind: str) -> int:
    """How many bytes of a format are read at most."""
    return LIMITS.get(kind, LARGEST)
