"""Tables in plain text of which each line holds one cell at most, strokes between them: so archives keep web pages.

A row begins where words follow a figure or a blank cell. How many blank cells it ends with is not known: rows may be
filled up to the widest one of the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

_STROKES = "| \t\u3000"
# Wikis write where a table and its rows begin; the other strokes stand before cells then.
_WIKI = regex(r"\s*(?:\{\|.*|\|\}|\|-+)\s*")
_VALUE = regex(r"[-+—–/\d.,%\s]*(?:无|[亿万]?元|人次|[件条项个人次篇])?")
_MOST_BETWEEN = 4
_FEWEST = 8
# How many of the lines with strokes have one only: others are rows of blank cells, or filled up.
_ALONE = 0.5


def with_rows(lines: Sequence[str]) -> list[str]:
    r"""The lines with tabs between the cells of such rows, on the line of their label; all keep their numbers.

    >>> with_rows(["规章", "|", "3", "|", "", "|", "许可", "| 1", "|", "处罚 |", "0 |", "强制 |", "|"])
    ['规章\t3\t', '', '', '', '', '', '许可\t1', '', '', '处罚\t0', '', '强制\t', '']
    """
    found = list(lines)
    for start, end in _stretches(lines):
        found[start:end] = _rows(lines[start:end])
    return found


def _stretches(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where lines with strokes follow each other that hold one cell at most, and others only where cells go on."""
    stroked: list[int] = []
    for number, line in enumerate(lines):
        if "|" not in line:
            continue
        is_cell = "|" not in line.strip(_STROKES) and _WIKI.fullmatch(line) is None
        if stroked and (not is_cell or number - stroked[-1] > _MOST_BETWEEN + 1):
            yield from _of_table(stroked, lines)
            stroked = []
        if is_cell:
            stroked.append(number)
    yield from _of_table(stroked, lines)


def _of_table(stroked: Sequence[int], lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The stretch, where it has as many strokes as a table; its first cell may stand above the first of them."""
    alone = sum(lines[number].count("|") == 1 for number in stroked)
    if len(stroked) < _FEWEST or alone < _ALONE * len(stroked):
        return
    first = stroked[0]
    is_above = first > 0 and lines[first].lstrip().startswith("|") and "|" not in lines[first - 1]
    yield first - is_above, stroked[-1] + 1


def _rows(lines: Sequence[str]) -> list[str]:
    rows = [""] * len(lines)
    label: int | None = None
    cell: list[int] = []
    for number, line in enumerate(lines):
        text = line.strip(_STROKES)
        before = len(line) - len(line.lstrip(_STROKES)) if text else len(line)
        for _ in range(line.count("|", 0, before)):
            label, cell = _ended(rows, label, cell), []
        if text:
            rows[number] = text
            cell.append(number)
        for _ in range(line.count("|", before)):
            label, cell = _ended(rows, label, cell), []
    return rows


def _ended(rows: list[str], label: int | None, cell: Sequence[int]) -> int | None:
    """The line of the row that a cell stands in, which begins one unless it is blank or holds a figure."""
    texts = [rows[number] for number in cell]
    is_value = _VALUE.fullmatch("".join(texts)) and sum(any(map(str.isdecimal, text)) for text in texts) <= 1
    if label is None or not is_value:
        return cell[-1] if cell else label
    for number in cell:
        rows[number] = ""
    rows[label] += "\t" + "".join(texts)
    return label
