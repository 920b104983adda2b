"""Compilations of several units as tables of figures: a unit a row, or a unit a column, the year in the title above.

Whoever compiles the figures of units by hand writes the labels of the form, and the year once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.dates import YEAR
from auditor.ingest.figure_tables.heads import ROLES
from auditor.ingest.figure_tables.heads import plain
from auditor.ingest.figure_tables.records import FigureTable
from auditor.ingest.identity.units import body_name
from auditor.ingest.tables.cells import COMMON_UNITS
from auditor.ingest.tables.heading_texts import without_number
from auditor.patterns import regex
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.document import Document
    from auditor.document import Grid
    from auditor.ingest.figure_tables.heads import Names

_Row = tuple[int, list[str]]

# In rows from the top, and in lines above the table.
_HEAD_WITHIN, _TITLE_WITHIN = 6, 3
_LONGEST_TITLE = 600
_FEWEST_NAMES, _FEWEST_LABELS, _FEWEST_UNITS = 3, 8, 2
_LABELS = frozenset(("指标", "统计指标", "指标名称", "项目", "统计项目", "内容"))
_BESIDE = _LABELS | {*ROLES["unit"], "计量单位", "序号", "编号", "备注", "说明"}
_SUM = regex(r".{0,6}(?:合|总|小|累)计|.{0,6}汇总")
_FIGURE = regex(r"[-+]?\d[\d,.]*")


def compiled_table(
    document: Document, grid: Grid, number: int, rows: Sequence[_Row], forms: Sequence[Names]
) -> FigureTable | None:
    """The table of figures that a compilation is, None where a grid is none or its year is not told."""
    blank = FigureTable(document.path, (), (), document.format, number, grid.name)
    said = _said_above(document, grid)
    for at, (_, names) in enumerate(rows[:_HEAD_WITHIN]):
        title = " ".join([said, *(text for _, row in rows[:at] for text in row)])
        year = next((found for each in (title, grid.name, document.path) if (found := _only_year(each))), "")
        if year and _heads_units(names, forms):
            body = [(line, [*row, year]) for line, row in rows[at + 1 :] if not _is_sum(row, names)]
            return replace(blank, names=[*map(without_number, names), ROLES["year"][0]], rows=body)
        if year and (units := _units(names)) and _are_labels(rows[at + 1 :], names, forms):
            return _turned(blank, rows[at:], units, year)
    return None


def _heads_units(names: Sequence[str], forms: Sequence[Names]) -> bool:
    """Whether a row heads a column of units and otherwise mostly figures of a form."""
    others = [name for name in names if name.strip() and plain(name) not in ROLES["unit"]]
    has_unit = any(plain(name) in ROLES["unit"] for name in names)
    found = max((sum(form.find(without_number(name)) is not None for name in others) for form in forms), default=0)
    return has_unit and found >= _FEWEST_NAMES and 2 * found >= len(others)


def _units(names: Sequence[str]) -> tuple[int, ...]:
    """The columns that units head, behind one of labels."""
    if not any(plain(name) in _LABELS for name in names):
        return ()
    heads = [(at, plain(name)) for at, name in enumerate(names) if name.strip()]
    units = [(at, name) for at, name in heads if name not in _BESIDE and not _SUM.fullmatch(name)]
    named = sum(body_name(name) == name for _, name in units)
    return tuple(at for at, _ in units) if named >= _FEWEST_UNITS and 2 * named >= len(units) else ()


def _are_labels(rows: Sequence[_Row], names: Sequence[str], forms: Sequence[Names]) -> bool:
    """Whether the rows below a head are labelled as those of a form."""
    column = _column(names, _LABELS)
    labels = [without_number(row[column]) for _, row in rows]
    return max((sum(form.find(label) is not None for label in labels) for form in forms), default=0) >= _FEWEST_LABELS


def _turned(blank: FigureTable, rows: Sequence[_Row], units: Sequence[int], year: str) -> FigureTable:
    """The table with a unit a row, its columns the rows of the file."""
    (_, names), *body = rows
    labels = [without_number(row[_column(names, _LABELS)]) for _, row in body]
    words = [[text for text in row if text in COMMON_UNITS][:1] for _, row in body]
    turned = [
        (
            at + 1,
            [names[at], year, *(_with_unit(row[at], *said) for (_, row), said in zip(body, words, strict=True))],
        )
        for at in units
    ]
    heads = [ROLES["unit"][0], ROLES["year"][0], *labels]
    return replace(blank, names=heads, rows=turned, turned=(0, 0, *(line for line, _ in body)))


def _with_unit(text: str, unit: str = "") -> str:
    """A figure with the unit word of its row."""
    return f"{text}{unit}" if unit and _FIGURE.fullmatch(fold(text).strip()) else text


def _column(names: Sequence[str], words: frozenset[str]) -> int:
    return next(at for at, name in enumerate(names) if plain(name) in words)


def _is_sum(row: Sequence[str], names: Sequence[str]) -> bool:
    """Whether a row is of all units together, or of none."""
    unit = row[_column(names, frozenset(ROLES["unit"]))]
    return not unit.strip() or _SUM.fullmatch(plain(unit)) is not None


def _said_above(document: Document, grid: Grid) -> str:
    """The last lines of the text above a table."""
    start = min((cell.span.start for cell in grid.cells), default=0)
    near = document.source.text[max(0, start - _LONGEST_TITLE) : start]
    return " ".join(near.rstrip("\n").split("\n")[-_TITLE_WITHIN:])


def _only_year(text: str) -> str:
    """The one year that a text names."""
    years = {found["year"] for found in YEAR.finditer(fold(text))}
    return years.pop() if len(years) == 1 else ""
