"""Tables drawn with signs or written with commas or semicolons in plain text become cells parted by tabs.

So mail and old systems write them, and what was copied from a spreadsheet.
"""

from __future__ import annotations

import csv
from itertools import groupby
from typing import TYPE_CHECKING

from auditor.ingest.plain.cell_lines import with_rows
from auditor.ingest.plain.ruled import read_ruled
from auditor.ingest.plain.wiki import with_wiki_rows
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

# Upright strokes part cells; all of these together draw the lines between rows.
_UPRIGHT = "|\u2502\u2503\u2551\u00a6\uff5c"
_BOXES = "".join(map(chr, range(0x2500, 0x2580)))
_DRAWING = f"{_UPRIGHT}{_BOXES}+-=:_ \u2014\uff0d\u3000\t"
_ONE = str.maketrans(_UPRIGHT, "|" * len(_UPRIGHT))
_ASCIIDOC = "|==="
# How far a cell of AsciiDoc reaches: 2+| or .3+|
_REACH = regex(r"(?:(?<=\s)|^)(?:\d{1,2})?(?:\.\d{1,2})?\+\|")
# A stroke that stands alone; where there is none, two together part cells.
_ALONE = regex(r"(?<!\|)\|(?:\|\|)*(?!\|)")
_FEWEST_STROKES = 2
_DRAWN = regex(r"\s*\+(?:[-=]{2,}\+)+\s*")
_QUOTED = regex('"[^"]*"')
_FIGURE = regex(r"\s*[-+]?[\d.,%]*\s*")
_FEWEST_SIGNS = 2
_FEWEST_LINES = 4
# How many of the fields must be figures or nothing, as hardly any clause of a sentence is.
_FIGURES = 0.25


def drawn_stretches(text: str) -> Iterator[tuple[bool, list[str]]]:
    """The lines of a text, those that strokes stand in apart from the others."""
    for drawn, group in groupby(text.split("\n"), key=_is_drawn):
        yield drawn, list(group)


def without_drawn_lines(text: str) -> str:
    r"""The text with cells parted by tabs where strokes part them; lines that only draw are left empty.

    A line counts as a row of such a table where it has two strokes or more; lines keep their numbers.

    >>> without_drawn_lines("┌──┬──┐\n│规章│ 3 │\n└──┴──┘")
    '\n规章\t3\n'
    """
    if not any(stroke in text for stroke in _UPRIGHT):
        return _with_tabs_for(_with_tabs_for(text, ","), ";")
    lines: list[str] = []
    for drawn, stretch in drawn_stretches("\n".join(with_rows(_marked_up(text.split("\n"))))):
        lines += _rows(stretch) if drawn else stretch
    return "\n".join(lines)


def _marked_up(lines: list[str]) -> list[str]:
    """The lines without the markup of wikis; a dash that AsciiDoc has for a cell begins no row of one."""
    if _ASCIIDOC in lines:
        own = {_ASCIIDOC: "", "|-": "| -"}
        return [own.get(line.rstrip(), _REACH.sub("|", line)) for line in lines]
    return with_wiki_rows(lines) if any("{|" in line for line in lines) else lines


def _is_drawn(line: str) -> bool:
    return _DRAWN.fullmatch(line) is not None or any(sign in _BOXES or sign in _UPRIGHT for sign in line)


def _rows(lines: list[str]) -> list[str]:
    """The rows of a drawn table; those whose cells go on over lines stand in the first of them."""
    if not any(map(_ALONE.search, lines)):
        lines = [line.replace("||", "|") for line in lines]
    table = read_ruled(lines)
    if table is None:
        edged = all(line.lstrip()[:1] in _DRAWING for line in lines)
        return [_undrawn(line, edged=edged) for line in lines]
    width = max(cell.column + cell.columns for cell in table.cells)
    rows = [[""] * width for _ in table.begins]
    for cell in table.cells:
        rows[cell.row][cell.column] = cell.text
    texts = dict(zip(table.begins, map("\t".join, rows), strict=True))
    return [texts.get(number, "") for number in range(len(lines))]


def _undrawn(line: str, *, edged: bool) -> str:
    """A line with tabs for its strokes; `edged` is whether the lines around it begin with a stroke, too."""
    if _DRAWN.fullmatch(line):
        return ""
    cells = line.translate(_ONE).split("|")
    is_row = len(cells) > _FEWEST_STROKES
    if not line.strip(_DRAWING) and (is_row or any(sign in _BOXES for sign in line)):
        return "" if line.strip(_UPRIGHT + " \u3000\t") else "\t".join(cell.strip() for cell in cells[1:-1])
    if not is_row:  # a cell a line, as wikis have it: their strokes alone begin a row or end a table
        cell = cells[-1].strip()
        is_cell = cells[-1][:1].isspace() or cell.strip("-}")
        return line if len(cells) == 1 or cells[0].strip(" {") else cell if is_cell else ""
    texts = [cell.strip() for cell in cells]
    return "\t".join(texts[int(edged and not texts[0]) : len(texts) - int(not texts[-1])])


def _with_tabs_for(text: str, sign: str) -> str:
    """The text with tabs for the signs between fields: lines that follow one another with as many fields each."""
    lines: list[str] = []
    for signs, group in groupby(text.split("\n"), key=lambda line: _count(line, sign)):
        stretch = list(group)
        is_parted = signs >= _FEWEST_SIGNS and _are_rows(stretch, sign)
        lines += ["\t".join(next(csv.reader([line], delimiter=sign), [])) for line in stretch] if is_parted else stretch
    return "\n".join(lines)


def _count(line: str, sign: str) -> int:
    return _QUOTED.sub("", line).count(sign) if sign in line else 0


def _are_rows(lines: list[str], sign: str) -> bool:
    fields = [field for line in lines for field in _QUOTED.sub("", line).split(sign)]
    figures = sum(_FIGURE.fullmatch(field) is not None for field in fields)
    return len(lines) >= _FEWEST_LINES and figures >= _FIGURES * len(fields)
