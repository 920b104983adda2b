"""One file becomes submissions: its format is recognised, the reader of the format asked, the figures found."""

from __future__ import annotations

import re
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.codes import ANOTHER_CONTENT
from auditor.ingest.codes import EMPTY_FILE
from auditor.ingest.codes import NAMED_BY_FILE
from auditor.ingest.codes import NO_READER
from auditor.ingest.codes import READER_FAILED
from auditor.ingest.codes import UNKNOWN_TYPE
from auditor.ingest.codes import tell
from auditor.ingest.files.discover import READERS
from auditor.ingest.files.discover import ending
from auditor.ingest.files.discover import named_kind
from auditor.ingest.files.discover import recognise
from auditor.ingest.files.plugged import Plugged
from auditor.ingest.files.plugged import read_plugged
from auditor.ingest.layout import digest
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.document import Attribute
    from auditor.document import Document
    from auditor.schema import Schema

HEAD = 4096
# Formats in which a table of ready-made figures may come; any other table is a part of a report.
_SHEETS = frozenset({"csv", "sheet"})
_LONGEST_HEAD = 2000
# The line below the head of a table in Markdown, which tells its columns. `*+`: a line of nothing but blanks would be
# tried in as many ways as it has blanks, squared.
_RULE = regex(rb"^ *+\|?(?: *:?-{3,}:? *\|)+(?: *:?-{3,}:?)? *\r?$", re.MULTILINE)
_KINDS: Mapping[str, Words] = MappingProxyType(
    {
        **dict.fromkeys(("docx", "doc"), Words(" Word 文档", "Word document")),
        "pdf": Words(" PDF", "PDF"),
        "ofd": Words(" OFD", "OFD document"),
        "sheet": Words(" Excel 工作簿", "Excel workbook"),
        **dict.fromkeys(("text", "csv", "markdown"), Words("文本", "text")),
        "html": Words("网页", "web page"),
        "archive": Words("压缩包", "archive"),
        "image": Words("图片", "image"),
        "parquet": Words(" Parquet", "Parquet file"),
    }
)


class Members(Struct, frozen=True):
    """What an archive holds: its files by their paths below it, and what was wrong with it."""

    files: tuple[tuple[str, bytes], ...]
    diagnostics: tuple[Diagnostic, ...]


def read_bytes(path: str, data: bytes, schema: Schema) -> tuple[Submission, ...]:
    """The submission that bytes are; several where a table of figures or a reader of another package gives them.

    Whatever a damaged file does to a library is its reason. An archive is none: ask for its members first.
    """
    if not data.strip():
        return (unreadable(path, digest(data), (tell(EMPTY_FILE, path),)),)
    try:
        plugged = read_plugged(path, data, data[:HEAD], schema)
        if plugged.is_read:
            return _by_plugin(plugged, path, data, schema)
        found = _read(path, data, recognise(path, data[:HEAD]), schema)
        return _told(found, plugged.diagnostics)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a damaged file does to a library, the others go on
        return (_failed(path, data, error),)


def _by_plugin(plugged: Plugged, path: str, data: bytes, schema: Schema) -> tuple[Submission, ...]:
    """What a reader of another package gave: whole submissions, a document to be searched, or why there is none."""
    if isinstance(plugged.found, tuple):
        return _told(plugged.found, plugged.diagnostics)
    if plugged.found is None:
        return (unreadable(path, digest(data), plugged.diagnostics),)
    return _told((_extracted(plugged.found, schema),), plugged.diagnostics)


def _told(found: tuple[Submission, ...], diagnostics: tuple[Diagnostic, ...]) -> tuple[Submission, ...]:
    """The submissions of a file with what is to be said of the file, at the first of them."""
    if not diagnostics:
        return found
    return (replace(found[0], diagnostics=(*diagnostics, *found[0].diagnostics)), *found[1:])


def _read(path: str, data: bytes, kind: str | None, schema: Schema) -> tuple[Submission, ...]:
    if kind == "parquet":
        from auditor.ingest.figure_tables.frames import read_parquet

        return read_parquet(path, data, schema)
    document, diagnostics = read_document(path, data, kind)
    if document is None:
        return (unreadable(path, digest(data), diagnostics),)
    found = _of_sheets(document, schema) if kind in _SHEETS else ()
    if not found:
        found = tuple(_extracted(each, schema) for each in _reports(document, data, schema))
    if diagnostics:
        return tuple(replace(each, diagnostics=(*diagnostics, *each.diagnostics)) for each in found)
    return found


def _of_sheets(document: Document, schema: Schema) -> tuple[Submission, ...]:
    from auditor.ingest.figure_tables.sheets import read_sheets

    return read_sheets(document, schema)


def _reports(document: Document, data: bytes, schema: Schema) -> Iterator[Document]:
    """The reports that a document holds: on sheets of their own, beside or below each other."""
    from auditor.ingest.bound.by_columns import tables_apart
    from auditor.ingest.bound.by_sheets import reports_apart
    from auditor.ingest.bound.by_titles import reports_bound

    several = len({grid.name for grid in document.grids}) > 1
    for each in reports_apart(document, data, schema) if several else (document,):
        yield from reports_bound(tables_apart(each), data, schema)


def _extracted(document: Document, schema: Schema) -> Submission:
    from auditor.ingest.extract import extract  # here, as an audit of what was read before needs none of it

    return extract(document, schema)


def is_archive(path: str, head: bytes) -> bool:
    """Whether a file is an archive, by its first bytes and its name."""
    return bool(head.strip()) and recognise(path, head[:HEAD]) == "archive"


def read_members(path: str, data: bytes) -> Members:
    """The files that an archive holds, those of archives within it included."""
    try:
        archive = import_module("auditor.ingest.readers.archive")
        files: tuple[tuple[str, bytes], ...]
        diagnostics: tuple[Diagnostic, ...]
        files, diagnostics = archive.members(path, data)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - see above
        return Members((), _failed(path, data, error).diagnostics)
    return Members(files, diagnostics or (() if files else (tell(EMPTY_FILE, path),)))


def unreadable(path: str, content: str, reasons: tuple[Diagnostic, ...]) -> Submission:
    """A file that was not read, with its reasons; `content` is its digest, empty where it is not known.

    Whose report it is, and of which year, its name says; then the unit has handed it in.
    """
    attributes: tuple[Attribute, ...] = ()
    if named_kind(path):
        from auditor.ingest.identity.identify import identify_by_name  # here, as in `_extracted`

        attributes = identify_by_name(path)
    unit = next((each.text for each in attributes if each.name == "单位"), None)
    year = next((each.number for each in attributes if each.name == "年度"), None)
    named = (tell(NAMED_BY_FILE, path, unit=unit, year=year),) if unit and year is not None else ()
    return Submission(
        path, content, Status.UNREADABLE, unit, year, attributes=attributes, diagnostics=(*reasons, *named)
    )


def _failed(path: str, data: bytes, error: Exception) -> Submission:
    why = tell(READER_FAILED, path, error=f"{type(error).__name__}: {error}"[:200])
    return unreadable(path, digest(data), (why,))


def _unknown(path: str) -> Diagnostic:
    """Why content that nothing recognises is not read: it is not what its name says, or its name says nothing."""
    named = named_kind(path)
    if named is None:
        return tell(UNKNOWN_TYPE, path, type=ending(path) or "?")
    kind = _KINDS[named]
    return tell(ANOTHER_CONTENT, path, ending=ending(path), kind_zh=kind.zh, kind_en=kind.en)


def read_document(path: str, data: bytes, kind: str | None) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document of a file by the reader of its format."""
    if kind is None:
        return None, (_unknown(path),)
    kind = "markdown" if kind == "text" and _is_markdown(data) else kind
    try:
        reader = import_module(f"auditor.ingest.readers.{READERS[kind]}")
    except ModuleNotFoundError:
        return None, (tell(NO_READER, path, format=kind),)
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    document, diagnostics = reader.read(path, data)
    return document, diagnostics


def _is_markdown(data: bytes) -> bool:
    """Whether a text holds a table as Markdown writes it: a first line with strokes, and its rule below."""
    for rule in _RULE.finditer(data):
        *_, above, head, _ = (b"", b"", *data[max(0, rule.start() - _LONGEST_HEAD) : rule.start()].split(b"\n"))
        if b"|" in head and head.strip(b" \t\r|:-") and b"|" not in above:
            return True
    return False
