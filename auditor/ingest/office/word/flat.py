"""Documents of word processors saved as one XML file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.office.packages import parse_xml
from auditor.ingest.office.word.looks import load_looks
from auditor.ingest.office.word.numbering import W
from auditor.ingest.office.word.numbering import load_numbering
from auditor.ingest.office.word.wordml import Reader
from auditor.ingest.refusals import DamagedError

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from auditor.ingest.layout import Block

_PARTS = "{http://schemas.microsoft.com/office/2006/xmlPackage}"
_WORD_2003 = b"http://schemas.microsoft.com/office/word/2003/wordml"
_AROUND = "{http://schemas.microsoft.com/office/word/2003/auxHint}"
# Elements that the format of 2003 spells otherwise.
_RESPELT = {W + "vmerge": W + "vMerge", W + "hmerge": W + "hMerge"}


def parse_flat(data: bytes) -> Element:
    """The tree of such a file, names of the format of 2003 as those of today."""
    return parse_xml(data.replace(_WORD_2003, W[1:-1].encode()))


def blocks_of(root: Element) -> list[Block]:
    """The body's blocks; raises DamagedError where there is none."""
    parts = {part.get(f"{_PARTS}name", ""): part for part in root.iter(f"{_PARTS}part")}
    for element in root.iter():
        element.tag = _RESPELT.get(element.tag, element.tag)
    body = next((each for each in root.iter(f"{W}body")), None)
    if body is None:
        what = "w:body"
        raise DamagedError(what)
    _unwrap(body)
    numbers, styles = (_part(parts, name) for name in ("/word/numbering.xml", "/word/styles.xml"))
    return Reader(load_numbering(numbers, styles), load_looks(styles)).read(body)


def _part(parts: dict[str, Element], name: str) -> Element | None:
    part = parts.get(name)
    data = None if part is None else part.find(f"{_PARTS}xmlData")
    return None if data is None or not len(data) else data[0]


def _unwrap(body: Element) -> None:
    """Puts what sections of the format of 2003 hold in their place."""
    while any(child.tag.startswith(_AROUND) for child in body):
        body[:] = [each for child in body for each in (child if child.tag.startswith(_AROUND) else (child,))]
