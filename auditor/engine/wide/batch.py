"""Rules judged on the rows of a wide table as it stands, for tools that hold their data themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct

from auditor.document import Reading
from auditor.engine.canonical.derive import BAR
from auditor.engine.canonical.derive import figures_in
from auditor.engine.plan import make_plan
from auditor.engine.plan import state
from auditor.engine.run import run_plan
from auditor.engine.verdict_codes import VERDICTS
from auditor.engine.verdict_codes import column
from auditor.facts import ATTRIBUTES
from auditor.facts import ENUMERATIONS
from auditor.facts import FIGURES
from auditor.facts import RATES
from auditor.facts import RECORDS
from auditor.facts import UNITS
from auditor.facts import FactTable
from auditor.ingest.figure_tables.frames import texts_of
from auditor.ingest.figure_tables.heads import Names
from auditor.ingest.figure_tables.heads import find_heads
from auditor.ingest.figure_tables.heads import year_of
from auditor.ingest.tables.cells import read_cell
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.lang.typed import CheckedRule
    from auditor.schema import Form
    from auditor.schema import Indicator

Cell = tuple[str, str | None]

# The worst that a row's instances of a rule come to is the row's verdict.
_WORST = (Verdict.FAIL, Verdict.UNKNOWN, Verdict.PASS, Verdict.NOT_APPLICABLE)
_RANKS = pl.Series([_WORST.index(verdict) for verdict in VERDICTS], dtype=pl.UInt8)
_WORDS = pl.Enum([verdict.value for verdict in _WORST])


class BatchError(Exception):
    """A rule that could not be judged on a table, with the diagnostics that say why."""

    def __init__(self, diagnostics: tuple[Diagnostic, ...]) -> None:
        super().__init__(diagnostics)
        self.diagnostics = diagnostics


class Layout(Struct, frozen=True):
    """What the columns of a table are: the cells of a form by column, and the columns of the unit and the year."""

    form: Form
    cells: Mapping[str, Cell]
    unit: str | None = None
    year: str | None = None
    doubtful: str | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read, each once."""
        return tuple(dict.fromkeys((*filter(None, (self.unit, self.year, self.doubtful)), *self.cells)))


def lay_out(form: Form, columns: Sequence[str]) -> Layout:
    """The layout of a table with these columns, headed as in tables of ready-made figures."""
    heads = find_heads(columns)
    names = Names.of(form)
    cells = {name: cell for name in columns if (cell := names.find(name)) is not None}
    if heads is None:
        return Layout(form, cells)
    unit, year, doubtful = (
        columns[heads.roles[role]] if role in heads.roles else None for role in ("unit", "year", "doubtful")
    )
    return Layout(form, cells, unit, year, doubtful)


def judge_rows(
    rules: Iterable[CheckedRule], layout: Layout, frame: pl.DataFrame, units: pl.DataFrame | None = None
) -> pl.Series:
    """The verdict on each row of a wide table, in its order: the worst that any instance of the rules comes to.

    `units` is the registry, for rules that look at the units below or beside. A column that the table does not have is
    a figure that is not known.

    Raises:
        BatchError: a rule broke.
    """
    table = _fact_table(layout, frame, units)
    run = run_plan(make_plan(rules), table)
    if run.broken:
        raise BatchError(tuple(diagnostic for _, diagnostic in run.broken))
    worst = pl.Series([len(_WORST) - 1] * frame.height, dtype=pl.UInt8)
    ranked = [
        judged.codes.select("record", rank=pl.lit(_RANKS).gather(pl.col(column(index)))).drop_nulls()
        for judged in run.judged
        for index in range(len(judged.step.statements))
    ]
    if ranked:
        found = pl.concat(ranked).group_by("record").agg(pl.col("rank").min())
        rows = pl.DataFrame({"record": pl.Series(range(frame.height), dtype=pl.UInt32), "none": worst})
        joined = rows.join(found, on="record", how="left", maintain_order="left")
        worst = joined.select(pl.coalesce("rank", "none")).to_series()
    return pl.Series("verdict", [verdict.value for verdict in _WORST], dtype=_WORDS).gather(worst)


def cells_of(rules: Iterable[CheckedRule]) -> frozenset[Cell]:
    """The cells that some rules speak of, in whatever report they stand."""
    return frozenset(
        cell
        for rule in rules
        for instance in rule.instances
        for leaf in state(rule, instance).leaves
        for cell in (figures_in(leaf.code) if BAR in leaf.code else ((leaf.code, leaf.member),))
    )


# ------------------------------------------------------------------------------------------------------------- within


def _fact_table(layout: Layout, frame: pl.DataFrame, units: pl.DataFrame | None) -> FactTable:
    rows = pl.Series("record", range(frame.height), dtype=pl.UInt32)
    names = pl.Series("submission", [f"{row:012d}" for row in range(frame.height)], dtype=pl.String)
    unit = texts_of(frame[layout.unit]) if layout.unit else [None] * frame.height
    year = [year_of(text) for text in texts_of(frame[layout.year])] if layout.year else [None] * frame.height
    records = pl.DataFrame(
        {"record": rows, "submission": names, "unit": unit, "year": year, "form": [layout.form.code] * frame.height},
        schema=dict(RECORDS),
    )
    doubtful = pl.Series(texts_of(frame[layout.doubtful])) if layout.doubtful else None
    figures = [
        _figures(layout.form.by_code[cell[0]], cell, frame[name], doubtful) for name, cell in layout.cells.items()
    ]
    return FactTable(
        records,
        pl.concat(figures) if figures else _empty(FIGURES),
        _empty(ATTRIBUTES),
        _empty(ENUMERATIONS),
        _empty(RATES),
        _empty(UNITS) if units is None else units,
    )


def _empty(columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    return pl.DataFrame(schema=dict(columns))


def _figures(indicator: Indicator, cell: Cell, series: pl.Series, doubtful: pl.Series | None) -> pl.DataFrame:
    """A column as table figures; each text that occurs in it is read once. `doubtful` names the columns in doubt."""
    texts = pl.Series("text", texts_of(series), dtype=pl.String)
    known = texts.unique()
    read = [read_cell(text, indicator.measure, signed=indicator.signed) for text in known.to_list()]
    readings = pl.DataFrame(
        {
            "text": known,
            "stored": pl.Series([it.value if it.reading is Reading.VALUE else None for it in read], dtype=pl.Int64),
            "reading": [it.reading.value for it in read],
            "noted": [bool(it.note) for it in read],
        }
    )
    rows = texts.to_frame().with_row_index("record").join(readings, on="text", how="left", maintain_order="left")
    constants = {
        **dict.fromkeys(FIGURES),
        "fact": 0,
        "indicator": cell[0],
        "member": cell[1],
        "source": "table",
        "scoped": False,
        "stray_unit": False,
        "in_order": True,
        "agrees_elsewhere": False,
    }
    filled = rows.with_columns(
        pl.lit(value).alias(name) for name, value in constants.items() if name not in rows.columns
    )
    if doubtful is not None:
        in_doubt = doubtful.cast(pl.String).str.split("、").list.contains(series.name)
        filled = filled.with_columns(pl.when(in_doubt).then(None).otherwise("stored").alias("stored")).with_columns(
            reading=pl.when(in_doubt).then(pl.lit(Reading.DOUBTFUL.value)).otherwise("reading")
        )
    return filled.select(pl.col(name).cast(kind) for name, kind in FIGURES.items())
