"""Parquet files with one row a record: which of their columns are what, under names that rules are lowered with."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct
from polars import selectors

from auditor.diagnostics import Words
from auditor.engine.columns.frames import SCOPES
from auditor.engine.columns.frames import scan
from auditor.engine.columns.frames import scope_column
from auditor.engine.wide.batch import Cell
from auditor.engine.wide.batch import lay_out
from auditor.ingest.figure_tables.heads import Names as FormNames
from auditor.ingest.figure_tables.heads import find_heads
from auditor.ingest.figure_tables.heads import what_is_missing
from auditor.schema import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.schema import Form

_ENGLISH: Mapping[str, str] = MappingProxyType({"levels": "level", "regions": "region", "kinds": "type"})
_ELSEWHERE = ("member", "indicator", "value", "doubtful")


class TableFilesError(Exception):
    """Files that cannot be judged as they stand, and why."""

    def __init__(self, words: Words, **values: str) -> None:
        super().__init__(words.en)
        self.words = words
        self.values = values


class Column(Struct, frozen=True):
    """A column under the name that it is judged by: its head in the files, and what makes its numbers stored ones."""

    name: str
    head: str
    factor: int = 1
    is_text: bool = False


class TableFiles(Struct, frozen=True, eq=False):
    """Files with their columns; `cells` and `attributes` say by which name each figure and attribute is judged."""

    files: tuple[Path, ...]
    form: Form
    columns: tuple[Column, ...]
    cells: Mapping[Cell, str]
    attributes: Mapping[str, str]

    def scan(self) -> pl.LazyFrame:
        """The rows, with the columns under their names."""
        return scan(self.files).select(_expr(each) for each in self.columns)


def table_files(files: Iterable[Path], forms: Iterable[Form]) -> TableFiles:
    """The files as a table of the form that most of their columns belong to.

    Raises:
        TableFilesError: what they hold is no such table, or figures that are not whole numbers.
    """
    given = tuple(sorted(files))
    schema = _schema(given)
    form = _form(tuple(forms), tuple(schema.names()))
    layout = lay_out(form, schema.names())
    columns = [Column("unit", layout.unit or "", is_text=True), Column("year", layout.year or "")]
    cells: dict[Cell, str] = {}
    for head, cell in layout.cells.items():
        name = f"v{len(cells)}"
        cells[cell] = name
        columns.append(Column(name, head, form.by_code[cell[0]].measure.factor))
    attributes = {"单位": "unit", "年度": "year"}
    for part, attribute in SCOPES.items():
        found = [it for it in (attribute, _ENGLISH[part]) if it in schema]
        if found:
            attributes[attribute] = scope_column(part)
            columns.append(Column(scope_column(part), found[0], is_text=True))
    _check(schema, columns)
    table = TableFiles(given, form, tuple(columns), MappingProxyType(cells), MappingProxyType(attributes))
    _check_sizes(table)
    return table


_UNREADABLE = Words("“{file}”读不了：{reason}", "{file} cannot be read: {reason}")
_NOT_PARQUET = Words(
    "“{file}”不是 Parquet 文件；Excel、CSV 的表请用 auditor audit 审核",
    "{file} is no Parquet file; audit tables of Excel and CSV with `auditor audit`",
)
_PARQUET = b"PAR1"
_OTHERWISE = Words(
    "“{file}”的“{head}”列与“{first}”的不同：一起审核的文件，各列的名称和类型要一样",
    "column `{head}` of {file} is not as in {first}: files judged together have columns of the same names and types",
)
_NO_TABLE = Words("{problem}", "{problem}")
_NOT_HERE = Words(
    "“{head}”列：这样的表请用 auditor audit 审核", "column `{head}`: audit such a table with `auditor audit`"
)
_NOT_WHOLE = Words(
    "“{head}”列不是整数（{kind}）；请先换算成整数，或用 auditor audit 审核",
    "column `{head}` holds no whole numbers ({kind}): make them whole, or use `auditor audit`",
)
_TOO_LARGE = Words("“{head}”列的数太大", "the numbers of column `{head}` are too large")


# ------------------------------------------------------------------------------------------------------------- within


def _schema(files: tuple[Path, ...]) -> pl.Schema:
    """The columns of the files, which all have the same."""
    first = pl.Schema()
    for file in files:
        if _first_bytes(file) != _PARQUET:
            raise TableFilesError(_NOT_PARQUET, file=file.name)
        try:
            found = scan((file,)).collect_schema()
        except (pl.exceptions.PolarsError, OSError) as error:
            raise TableFilesError(_UNREADABLE, file=file.name, reason=str(error).splitlines()[0]) from error
        first = first or found
        other = next((head for head in {**first, **found} if first.get(head) != found.get(head)), None)
        if other is not None:
            raise TableFilesError(_OTHERWISE, file=file.name, head=other, first=files[0].name)
    return first


def _first_bytes(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(len(_PARQUET))


def _expr(column: Column) -> pl.Expr:
    given = selectors.by_name(column.head).as_expr().alias(column.name)
    if column.is_text:
        return given.cast(pl.String)
    return given if column.factor == 1 else given.cast(pl.Int64) * column.factor


def _form(forms: tuple[Form, ...], names: tuple[str, ...]) -> Form:
    heads = find_heads(names)
    lacking = what_is_missing(heads, names, [FormNames.of(form) for form in forms])
    if lacking is not None or heads is None:
        problem = lacking or Words("", "")
        raise TableFilesError(problem)
    aside = next((names[heads.roles[role]] for role in _ELSEWHERE if role in heads.roles), None)
    if aside is not None:
        raise TableFilesError(_NOT_HERE, head=aside)
    return max(forms, key=lambda form: len(lay_out(form, names).cells))


def _check(schema: pl.Schema, columns: list[Column]) -> None:
    for each in columns:
        kind = schema[each.head]
        if not each.is_text and not (kind.is_integer() and kind not in {pl.UInt64, pl.Int128, pl.UInt128}):
            raise TableFilesError(_NOT_WHOLE, head=each.head, kind=str(kind))


def _check_sizes(table: TableFiles) -> None:
    large = [each for each in table.columns if each.factor > 1]
    if not large:
        return
    heads = [selectors.by_name(each.head).as_expr().cast(pl.Int128).abs().max() for each in large]
    ends = scan(table.files).select(heads).collect(engine="streaming").row(0)
    for each, end in zip(large, ends, strict=True):
        if end is not None and end * each.factor >= LARGEST:
            raise TableFilesError(_TOO_LARGE, head=each.head)
