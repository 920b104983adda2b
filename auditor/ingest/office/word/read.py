"""A DOCX file's parts become blocks; shared by the readers of DOCX and of what is converted to it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.codes import tell
from auditor.ingest.layout import MOST_BYTES
from auditor.ingest.layout import assemble
from auditor.ingest.office.packages import Package
from auditor.ingest.office.packages import parse_xml
from auditor.ingest.office.word.chunks import load_chunks
from auditor.ingest.office.word.looks import load_looks
from auditor.ingest.office.word.numbering import W
from auditor.ingest.office.word.numbering import load_numbering
from auditor.ingest.office.word.wordml import STRICT_W
from auditor.ingest.office.word.wordml import Reader
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import REVISED
from auditor.ingest.reader_codes import tell_too_large
from auditor.ingest.refusals import REFUSALS
from auditor.ingest.refusals import DamagedError
from auditor.ingest.refusals import TooDeepError
from auditor.ingest.refusals import explain
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.ingest.layout import Block

_MAIN = "wordprocessingml.document.main+xml"
_MARGIN = regex(r"(?:.*/)?(?:header|footer)\d{0,3}\.xml")
_LONGEST_MARGIN = 2_000
_DATA = regex(r"customxml/item(\d{1,4})\.xml")
_MOST_WITHIN = 3
_NOTES = (("footnotes", "footnote"), ("endnotes", "endnote"))


def read_word(path: str, data: bytes, original: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document of a DOCX file's bytes; `original` are the bytes that were received."""
    if len(data) > MOST_BYTES:
        return None, (tell_too_large(path, "bytes", MOST_BYTES),)
    try:
        with Package(data) as package:
            blocks, revisions = _blocks(package)
            margin = _margin(package)
        document = replace(assemble(path, original, "docx", blocks), margin=margin)
    except REFUSALS as error:
        return None, (explain(path, "DOCX", error),)
    if not document.source.text:
        return None, (tell(NO_TEXT, path),)
    return document, (tell(REVISED, path, count=revisions),) if revisions else ()


def _blocks(package: Package, depth: int = 0) -> tuple[list[Block], int]:
    """The body's blocks with the notes behind them, and how many tracked changes there were.

    `depth` is how many documents this one lies within.
    """
    main = _main_part(package)
    folder = main.rpartition("/")[0]
    root = _tree(package, main)
    if root is None:
        raise DamagedError(main)
    styles = _tree(package, f"{folder}/styles.xml")
    numbering = load_numbering(_tree(package, f"{folder}/numbering.xml"), styles)
    has_chunks, is_bound = (root.find(f".//{W}{name}") is not None for name in ("altChunk", "dataBinding"))
    within = partial(_document_within, depth=depth + 1)
    chunks = load_chunks(package, folder, main.rpartition("/")[2], within) if has_chunks else {}
    reader = Reader(numbering, load_looks(styles), chunks, _data_of(package) if is_bound else {})
    body = root.find(W + "body")
    blocks = reader.read(root if body is None else body)
    for part, name in _NOTES:
        notes = _tree(package, f"{folder}/{part}.xml")
        for note in () if notes is None else notes.findall(W + name):
            if note.get(W + "type", "normal") == "normal":
                blocks.extend(reader.read(note))
    return blocks, reader.revisions


def _margin(package: Package) -> str:
    """What the heads and feet of the pages say, a line each paragraph, each line once."""
    parts = (_tree(package, name) for name in package.names() if _MARGIN.fullmatch(name))
    paragraphs = (each for part in parts if part is not None for each in part.iter(f"{W}p"))
    lines = ("".join(text.text or "" for text in each.iter(f"{W}t")).strip() for each in paragraphs)
    return "\n".join(dict.fromkeys(line for line in lines if line))[:_LONGEST_MARGIN]


def _document_within(package: bytes, depth: int) -> Sequence[Block]:
    """The blocks of a document within another one; how deep they may lie in each other has a limit."""
    if depth > _MOST_WITHIN:
        raise TooDeepError
    with Package(package) as inner:
        return _blocks(inner, depth)[0]


def _data_of(package: Package) -> dict[str, Element]:
    """The data that a document's controls may be bound to, by their numbers, in capitals."""
    found: dict[str, Element] = {}
    for name in package.names():
        number = _DATA.fullmatch(name)
        about = package.xml(f"customxml/itemprops{number[1]}.xml") if number else None
        data = None if about is None else package.xml(name)
        if about is not None and data is not None:
            item = next((value for key, value in about.items() if key.endswith("itemID")), "")
            found[item.upper()] = data
    return found


def _main_part(package: Package) -> str:
    types = package.xml("[Content_Types].xml")
    for entry in () if types is None else types:
        if entry.get("ContentType", "").endswith(_MAIN) or ".main+xml" in entry.get("ContentType", ""):
            name = entry.get("PartName", "").lstrip("/")
            if name in package:
                return name
    return "word/document.xml"


def _tree(package: Package, name: str) -> Element | None:
    """A part's tree; the strict variant of the format has other names for the same elements."""
    data = package.part(name)
    if data is None:
        return None
    if STRICT_W[1:-1].encode() in data:
        data = data.replace(STRICT_W[1:-1].encode(), W[1:-1].encode())
    return parse_xml(data)
