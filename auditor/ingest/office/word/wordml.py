"""The body of a word processor's document becomes blocks: paragraphs, tables, text boxes, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.ingest.faint import UNTOLD
from auditor.ingest.faint import WHITE
from auditor.ingest.faint import faded
from auditor.ingest.faint import settled
from auditor.ingest.layout import MOST_CELLS
from auditor.ingest.layout import MOST_COLUMNS
from auditor.ingest.layout import MOST_DEPTH
from auditor.ingest.layout import Block
from auditor.ingest.layout import Picture
from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import clean
from auditor.ingest.layout import raised
from auditor.ingest.office.word.borders import straightened
from auditor.ingest.office.word.borders import widths_of
from auditor.ingest.office.word.cell_shapes import cell_shape
from auditor.ingest.office.word.cell_shapes import number_of
from auditor.ingest.office.word.controls import settle_controls
from auditor.ingest.office.word.drawings import ALTERNATIVES
from auditor.ingest.office.word.drawings import LETTERING
from auditor.ingest.office.word.drawings import TEXT_BOX
from auditor.ingest.office.word.drawings import chosen
from auditor.ingest.office.word.drawings import is_large
from auditor.ingest.office.word.drawings import shown_in
from auditor.ingest.office.word.equations import equation
from auditor.ingest.office.word.equations import is_equation
from auditor.ingest.office.word.fields import Field
from auditor.ingest.office.word.fields import opened
from auditor.ingest.office.word.looks import font_of
from auditor.ingest.office.word.looks import ground_of_table
from auditor.ingest.office.word.looks import is_faint
from auditor.ingest.office.word.looks import is_gone
from auditor.ingest.office.word.looks import is_mark
from auditor.ingest.office.word.looks import is_own_mark
from auditor.ingest.office.word.looks import is_struck
from auditor.ingest.office.word.looks import look_of
from auditor.ingest.office.word.looks import look_of_paragraph
from auditor.ingest.office.word.looks import shift_of
from auditor.ingest.office.word.looks import size_of
from auditor.ingest.office.word.numbering import W
from auditor.ingest.office.word.numbering import numbered
from auditor.ingest.office.word.symbols import pictured
from auditor.ingest.office.word.symbols import symbol
from auditor.ingest.refusals import TooDeepError
from auditor.ingest.web.column_cells import unfolded
from auditor.ingest.web.nesting import Placed
from auditor.ingest.web.nesting import settle

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from auditor.ingest.faint import Colour
    from auditor.ingest.office.word.looks import Look
    from auditor.ingest.office.word.numbering import Numbering

STRICT_W = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_CHUNK = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
# What only wraps its content.
_WRAPPERS = frozenset(W + name for name in ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "hyperlink"))
_WRAPPERS |= frozenset(W + name for name in ("fldSimple", "dir", "bdo", "rubyBase", "ruby"))
_REMOVED = frozenset(W + name for name in ("del", "moveFrom", "rt", "delText", "delInstrText"))
_REVISIONS = frozenset(W + name for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel"))


class Reader(Struct):
    """Reads the elements of one document; `revisions` counts the tracked changes met.

    `looks` are those of its styles, `chunks` the documents of other formats that stand in it, by their relation, `data`
    what its controls are bound to.
    """

    numbering: Numbering
    looks: Mapping[str, Look] = field(default_factory=dict)
    chunks: Mapping[str, Sequence[Block]] = field(default_factory=dict)
    data: Mapping[str, Element] = field(default_factory=dict)
    revisions: int = 0
    _boxes: list[Block] = field(default_factory=list)
    _pending: str = ""
    _depth: int = 0
    # What the style of the paragraph says of its runs, and the colour that they stand on, where it can be told.
    _paragraphs: Look = field(default_factory=dict)
    _ground: Colour | None = WHITE
    # The largest size of what stands before in the paragraph, in half points.
    _size: int = 0
    _fields: list[Field] = field(default_factory=list)
    _is_in_cell: bool = False

    def read(self, parent: Element) -> list[Block]:
        """What stands in a body or a note, as it is seen."""
        settle_controls(parent, self.data)
        found = self.blocks(parent)
        return [
            text for each in found for text in (settled([each], in_cell=False) if isinstance(each, str) else [each])
        ]

    def _in_cell(self, cell: Element, properties: Element | None) -> list[Block]:
        """What is seen of a cell."""
        outer, self._ground = self._ground, ground_of_table(properties, self.looks, self._ground)
        around, self._is_in_cell = self._is_in_cell, True
        found = self.blocks(cell)
        self._ground, self._is_in_cell = outer, around
        texts = [each for each in found if isinstance(each, str)]
        seen = settled(texts, in_cell=True)
        return found if seen == texts else [*seen, *(each for each in found if not isinstance(each, str))]

    def blocks(self, parent: Element) -> list[Block]:
        """What stands in a body, a cell, a text box or a note, faint text as such."""
        self._go_deeper()
        found: list[Block] = []
        outer, self._pending = self._pending, ""
        for element in self._unwrapped(parent):
            if element.tag == W + "p":
                self._paragraph(element, found)
            elif element.tag == W + "tbl":
                self._end_paragraph(found)
                found.extend(self._table(element))
            elif element.tag == W + "altChunk":
                self._end_paragraph(found)
                found.extend(self.chunks.get(element.get(_CHUNK, ""), ()))
        self._end_paragraph(found)
        self._pending = outer
        self._depth -= 1
        return found

    def _go_deeper(self) -> None:
        self._depth += 1
        if self._depth > MOST_DEPTH:
            raise TooDeepError

    def _unwrapped(self, parent: Element) -> Iterator[Element]:
        """The children, those of wrappers in their place and removed ones left out."""
        stack = [iter(parent)]
        while stack:
            for child in stack[-1]:
                if child.tag in _REVISIONS:
                    self.revisions += 1
                if child.tag in _REMOVED:
                    continue
                if child.tag in _WRAPPERS:
                    stack.append(iter(child))
                    break
                if child.tag == ALTERNATIVES:
                    stack.append(iter(chosen(child)))
                    break
                yield child
            else:
                stack.pop()

    def _paragraph(self, paragraph: Element, found: list[Block]) -> None:
        """A paragraph, or a part of one: the end of a paragraph may have been removed as a tracked change."""
        properties = paragraph.find(W + "pPr")
        outer_boxes, self._boxes = self._boxes, []
        outer, self._paragraphs = self._paragraphs, look_of_paragraph(properties, self.looks)
        text = self._text(paragraph)
        boxes, self._boxes, self._paragraphs = self._boxes, outer_boxes, outer
        is_ended = properties is None or properties.find(f"{W}rPr/{W}del") is None
        if not self._pending and (is_ended or text.strip()):
            label = self.numbering.label(properties)
            text = numbered(label, text) if text.strip() or self._is_in_cell else ""
        self._pending += text
        before = len(found)
        if is_ended:
            self._end_paragraph(found)
            found.extend([""] if self._is_in_cell and len(found) == before else [])
        found.extend(boxes)

    def _end_paragraph(self, found: list[Block]) -> None:
        text, self._pending = self._pending, ""
        if text and not text.isspace():
            lines = (line.strip() for line in clean(text).split("\n"))
            found.extend(line for line in lines if line or self._is_in_cell)

    def _text(self, paragraph: Element) -> str:
        parts: list[str] = []
        outer, self._fields, self._size = self._fields, [], 0
        for element in self._unwrapped(paragraph):
            if element.tag == W + "r":
                self._run(element, parts)
            elif is_equation(element):
                parts.append(equation(element))
        self._fields = outer
        return "".join(parts)

    def _run(self, run: Element, parts: list[str]) -> None:
        properties = run.find(W + "rPr")
        own = {} if properties is None else look_of(properties, self.looks)
        look = {**self._paragraphs, **own} if self._paragraphs else own
        if is_gone(look):
            said = "".join(text.text or "" for text in run.iter(W + "t"))
            parts.extend(UNTOLD for _ in said[:1] if is_struck(look) and any(map(str.isdecimal, said)))
            return
        start = len(parts)
        for element in self._unwrapped(run):
            if element.tag == W + "fldChar":
                self._field(element, parts)
            elif all(each.result is not None for each in self._fields):
                self._piece(element, parts, look)
            elif element.tag == W + "instrText" and self._fields[-1].result is None:
                self._fields[-1].instruction += element.text or ""
        change = raised if is_own_mark(run) else shift_of(look)
        behind_figure = start and parts[start - 1][-1:].isdecimal()
        if change is None and behind_figure and is_mark(look, self._size):
            change = raised
        if any(part.strip() for part in parts[start:]):
            self._size = max(self._size, size_of(look))
        if change is not None:
            parts[start:] = [change(part) for part in parts[start:]]
        if look and is_faint(look, self._ground):
            parts[start:] = [faded(part) for part in parts[start:]]

    def _field(self, mark: Element, parts: list[str]) -> None:
        """A field begins, its instruction ends, or it ends: what stands in the instruction is not shown."""
        match mark.get(W + "fldCharType", ""):
            case "begin":
                self._fields.append(opened(mark))
            case "separate" if self._fields:
                self._fields[-1].result = len(parts)
            case "end" if self._fields:
                parts.extend(self._fields.pop().left(parts))
            case _:
                pass

    def _piece(self, element: Element, parts: list[str], look: Look) -> None:
        match element.tag.removeprefix(W):
            case "t":
                font, text = font_of(look), element.text or ""
                parts.append(pictured(font, text) if font else text)
            case "tab" | "ptab":
                parts.append("\t")
            case "br" | "cr":
                parts.append("\n")
            case "noBreakHyphen":
                parts.append("-")
            case "sym":
                parts.append(symbol(element.get(W + "font", ""), element.get(W + "char", "")))
            case "r":  # what has its reading above it stands in runs of its own
                self._go_deeper()
                self._run(element, parts)
                self._depth -= 1
            case "drawing" | "pict" | "object":
                self._drawing(element, parts)
            case _:
                pass

    def _drawing(self, drawing: Element, parts: list[str]) -> None:
        """Text boxes and pictures of a drawing stand behind its paragraph; a small picture is a sign of its cell."""
        for shown in shown_in(drawing):
            if shown.tag == TEXT_BOX:
                self._boxes.extend(filter(None, self.blocks(shown)))
            elif shown.tag == LETTERING:
                self._boxes.extend(filter(None, shown.get("string", "").splitlines()))
            elif is_large(drawing):
                self._boxes.append(Picture())
            elif self._is_in_cell:
                parts.append(UNTOLD)

    def _table(self, table: Element) -> list[Block]:
        cells: list[Placed] = []
        open_cells: dict[int, int] = {}
        number = 0
        outer, self._ground = self._ground, ground_of_table(table.find(W + "tblPr"), self.looks, self._ground)
        for row in self._unwrapped(table):
            if row.tag != W + "tr":
                continue
            properties = row.find(W + "trPr")
            if properties is not None and properties.find(W + "del") is not None:
                self.revisions += 1
                continue
            self._row(row, number, cells, open_cells)
            number += 1
            if len(cells) > MOST_CELLS:
                what = "cells"
                raise TooLargeError(what, MOST_CELLS)
        self._ground = outer
        return settle(straightened(unfolded(cells), widths_of(table)))

    def _row(self, row: Element, number: int, cells: list[Placed], open_cells: dict[int, int]) -> None:
        """Add a row's cells. `open_cells` are the cells, by column, that cells of the next row may continue."""
        column = number_of(row.find(f"{W}trPr/{W}gridBefore"))
        for element in self._unwrapped(row):
            if element.tag != W + "tc":
                continue
            properties = element.find(W + "tcPr")
            if properties is not None and properties.find(W + "cellDel") is not None:
                self.revisions += 1
                continue
            width, merged, aside = cell_shape(properties)
            if column + width > 2 * MOST_COLUMNS:
                what = "columns"
                raise TooLargeError(what, MOST_COLUMNS)
            above = open_cells.get(column)
            if aside and cells and cells[-1].row == number:
                cells[-1] = cells[-1]._replace(columns=cells[-1].columns + width)
            elif merged == "continue" and above is not None:
                grown = cells[above]
                inner = self._in_cell(element, properties)
                more = grown.blocks if inner == grown.blocks else [*grown.blocks, *inner]
                cells[above] = grown._replace(rows=number - grown.row + 1, blocks=more)
            else:
                cells.append(Placed(number, column, self._in_cell(element, properties), 1, width))
                for step in range(width):
                    open_cells.pop(column + step, None)
                if merged is not None:
                    open_cells[column] = len(cells) - 1
            column += width
