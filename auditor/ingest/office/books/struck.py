"""Workbooks without what is struck out or unseen, for libraries that give the words of a cell without their looks.

Small figures set high in a cell become raised ones, so that a note mark never becomes part of a figure. A file that
holds nothing of the kind, as nearly all, costs one search for each of its parts and is not written anew.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]

from auditor.ingest.faint import SMALLEST_POINTS
from auditor.ingest.faint import WHITE
from auditor.ingest.faint import colour_of_hex
from auditor.ingest.faint import faded
from auditor.ingest.faint import in_doubt
from auditor.ingest.faint import is_alike
from auditor.ingest.faint import left_of_struck
from auditor.ingest.faint import settled
from auditor.ingest.faint import trace_of
from auditor.ingest.layout import raised
from auditor.ingest.office.books.cell_styles import cell_styles
from auditor.ingest.office.books.cell_styles import is_faint_font
from auditor.ingest.office.books.cell_styles import local
from auditor.ingest.office.books.cell_styles import named
from auditor.ingest.office.books.cell_styles import of_styles
from auditor.ingest.office.books.cell_styles import within
from auditor.ingest.office.packages import parse_xml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from auditor.ingest.office.packages import Package

_PREFIXES = ("style", "text", "table", "office")
_STYLE, _TEXT, _TABLE, _OFFICE = (f"{{urn:oasis:names:tc:opendocument:xmlns:{prefix}:1.0}}" for prefix in _PREFIXES)
# Who reads ODS files looks for the usual prefixes and not for what they stand for.
for prefix, space in zip(_PREFIXES, (_STYLE, _TEXT, _TABLE, _OFFICE), strict=True):
    ET.register_namespace(prefix, space.strip("{}"))
# What a part of a workbook has that tells of anything struck out or raised.
STRUCK = re2.compile(rb"<(?:\w+:)?(?:strike|vertAlign)\b|text-line-through-|text-position=")
# What a string has of which a part may not be seen, or be a mark: letters nearly white, or small.
FAINT = re2.compile(
    rb"<(?:\w+:)?color\s[^<>]*(?:theme=[\"']0[\"']|indexed=[\"'][19][\"']"
    rb"|rgb=[\"'](?:[0-9A-Fa-f]{2})?(?:[EFef][0-9A-Fa-f]){3})"
    rb"|<(?:\w+:)?sz\s[^<>]*val=[\"'][0-7](?:\.[0-9]+)?[\"']"
)
_FAINT_OPEN = re2.compile(rb"fo:color=\"#[efEF]|fo:font-size=\"[0-2](?:\.[0-9]+)?pt\"")
_OFF = ("0", "false", "none")
# In points: the size of a text whose size nothing tells; and what a mark has of that of the text before it, at most.
_USUAL = 11.0
_OF_MARKS = 0.7
_BOOKS = ("xl/sharedstrings.xml", "xl/worksheets/")


def may_be_struck(part: bytes) -> bool:
    """Whether a part of a workbook tells of anything struck out or raised."""
    return STRUCK.search(part) is not None


def may_be_faint(part: bytes) -> bool:
    """Whether a part of a workbook that holds strings tells of letters that nobody sees."""
    return FAINT.search(part) is not None or _FAINT_OPEN.search(part) is not None


def without_struck(package: Package) -> bytes:
    """A workbook written anew without what is struck out, for those whose parts tell of something."""
    changed = _open_document(package) if "content.xml" in package else _workbook(package)
    return package.with_parts({name: ET.tostring(root) for name, root in changed})


# -------------------------------------------------------------------------------------------------------------- XLSX


def _workbook(package: Package) -> Iterator[tuple[str, Element]]:
    styles = package.part("xl/styles.xml") or b""
    struck, is_plain = _struck_formats(styles), cell_styles(styles).is_plain
    emptied = of_styles(struck)
    strings = _strings(package) if struck else []
    for name in package.names():
        if name.startswith(_BOOKS) and name.endswith(".xml"):
            data = package.part(name) or b""
            if may_be_struck(data) or may_be_faint(data) or (emptied and emptied.search(data)):
                root = parse_xml(data)
                _clear_runs(root)
                _clear_faint(root, is_plain=is_plain)
                _clear_cells(root, struck, strings)
                yield name, root


def _struck_formats(styles: bytes) -> frozenset[str]:
    """The numbers of the formats of cells whose font is struck out."""
    if not may_be_struck(styles):
        return frozenset()
    root = parse_xml(styles)
    fonts = [any(local(each) == "strike" and _is_on(each) for each in font) for font in within(root, "fonts")]
    return frozenset(
        str(number)
        for number, form in enumerate(within(root, "cellXfs"))
        if (font := form.get("fontId", "")).isdecimal() and int(font) < len(fonts) and fonts[int(font)]
    )


def _clear_runs(root: Element) -> None:
    """Takes struck runs out of rich texts and raises small ones, and those much smaller than the figure before them."""
    for string in named(root, "si", "is"):
        whole, before, size = "".join(string.itertext()), "", 0.0
        runs = [each for each in string if local(each) == "r"]
        for run in runs:
            looks = {local(each): each for each in within(run, "rPr")}
            texts = [each for each in run if local(each) == "t"]
            if "strike" in looks and _is_on(looks["strike"]):
                for text in texts:
                    text.text = ""
                continue
            said = "".join(text.text or "" for text in texts)
            own = _points(looks["sz"].get("val", "")) if "sz" in looks else _USUAL
            is_mark = before[-1:].isdecimal() and own < _OF_MARKS * size
            if is_mark or ("vertAlign" in looks and looks["vertAlign"].get("val") == "superscript"):
                for text in texts:
                    text.text = raised(text.text or "")
            before, size = before + said, max(size, own)
        if runs and whole and not before:
            next(named(string, "t")).text = left_of_struck(whole)


def _points(size: str) -> float:
    return float(size) if size.replace(".", "", 1).isdecimal() else _USUAL


def _clear_faint(root: Element, *, is_plain: bool) -> None:
    """Takes runs that nobody sees out of rich texts; where some cells have a ground of their own, it is in doubt."""
    for string in named(root, "si", "is"):
        runs = [run for run in string if local(run) == "r"]
        faint = [is_faint_font(within(run, "rPr"), WHITE) for run in runs]
        if not any(faint):
            continue
        texts = [text for run in runs for text in run if local(text) == "t"]
        said = ["".join(text.text or "" for text in run if local(text) == "t") for run in runs]
        marked = "".join(faded(text) if is_faint else text for text, is_faint in zip(said, faint, strict=True))
        seen = "".join(settled([marked], in_cell=True)) if is_plain else in_doubt("".join(said))
        for text in texts:
            text.text = ""
        for text in texts[:1]:
            text.text = seen


def _clear_cells(root: Element, struck: frozenset[str], strings: Sequence[str]) -> None:
    """Empties the cells of struck formats; a figure beside others leaves a sign, a row that is struck out none."""
    for row in named(root, "row") if struck else ():
        filled = [cell for cell in row if len(cell)]
        gone = [cell for cell in filled if cell.get("s") in struck]
        for cell in gone:
            left = left_of_struck(_said(cell, strings)) if len(gone) < len(filled) else ""
            cell[:] = []
            cell.attrib.pop("t", None)
            if left:
                cell.set("t", "inlineStr")
                space = cell.tag.removesuffix("c")
                ET.SubElement(ET.SubElement(cell, f"{space}is"), f"{space}t").text = left


def _is_on(element: Element) -> bool:
    return element.get("val", "1").lower() not in _OFF


def _said(cell: Element, strings: Sequence[str]) -> str:
    """What a cell holds: the result of its formula, its value, or its text."""
    value = "".join(part.text or "" for part in cell if local(part) == "v")
    if cell.get("t") == "s":
        return strings[int(value)] if value.isdecimal() and int(value) < len(strings) else ""
    return value or "".join(text for part in cell if local(part) == "is" for text in part.itertext())


def _strings(package: Package) -> list[str]:
    """The texts that the cells of a workbook share."""
    data = package.part("xl/sharedStrings.xml")
    return [] if data is None else ["".join(string.itertext()) for string in named(parse_xml(data), "si")]


# --------------------------------------------------------------------------------------------------------------- ODS


def _open_document(package: Package) -> Iterator[tuple[str, Element]]:
    root = parse_xml(package.part("content.xml") or b"")
    struck, high = _open_styles(root)
    _clear_faint_spans(root, faint_styles(root))
    for span in root.iter(f"{_TEXT}span"):
        style = span.get(f"{_TEXT}style-name", "")
        if style in struck:
            span.text, span[:] = "", []
        elif style in high:
            span.text = raised(span.text or "")
    for cell in root.iter(f"{_TABLE}table-cell"):
        if cell.get(f"{_TABLE}style-name") in struck:
            left = left_of_struck("".join(cell.itertext()))
            cell[:] = []
            for name in [name for name in cell.attrib if name.startswith(_OFFICE) or "}formula" in name]:
                del cell.attrib[name]
            if left:
                cell.set(f"{_OFFICE}value-type", "string")
                ET.SubElement(cell, f"{_TEXT}p").text = left
    yield "content.xml", root


def _open_styles(root: Element) -> tuple[set[str], set[str]]:
    """The names of the styles that strike out, and of those that raise."""
    struck, high = set(), set()
    for style in root.iter(f"{_STYLE}style"):
        for properties in style.iter(f"{_STYLE}text-properties"):
            lines = (properties.get(f"{_STYLE}text-line-through-{what}", "none") for what in ("style", "type"))
            if any(line not in _OFF for line in lines):
                struck.add(style.get(f"{_STYLE}name", ""))
            if properties.get(f"{_STYLE}text-position", "").startswith("super"):
                high.add(style.get(f"{_STYLE}name", ""))
    return struck, high


def faint_styles(root: Element) -> frozenset[str]:
    """The names of the styles of which nobody sees the letters, on the ground that they tell or on white."""
    found = set()
    for style in root.iter(f"{_STYLE}style"):
        said = {name.rpartition("}")[2]: value for each in style for name, value in each.attrib.items()}
        ground = said.get("background-color", "transparent")
        below = WHITE if ground == "transparent" else colour_of_hex(ground.lstrip("#"))
        colour, size = colour_of_hex(said.get("color", "").lstrip("#")), said.get("font-size", "").removesuffix("pt")
        is_small = size.replace(".", "", 1).isdecimal() and float(size) <= SMALLEST_POINTS
        if is_small or (colour is not None and below is not None and is_alike(colour, below)):
            found.add(style.get(f"{_STYLE}name", ""))
    return frozenset(found)


def _clear_faint_spans(root: Element, faint: frozenset[str]) -> None:
    """Takes spans that nobody sees out of paragraphs that hold anything else."""
    for paragraph in root.iter(f"{_TEXT}p") if faint else ():
        spans = [span for span in paragraph if span.get(f"{_TEXT}style-name") in faint]
        unseen = sum(len("".join(span.itertext()).strip()) for span in spans)
        if len("".join(paragraph.itertext()).strip()) > unseen:
            for span in spans:
                span.text, span[:] = trace_of("".join(span.itertext())), []
