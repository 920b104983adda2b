"""The figures of an audit as tables for the rules that were written for R's `validate`."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.export.wide_tables import FILE
from auditor.engine.export.wide_tables import UNIT
from auditor.engine.export.wide_tables import YEAR
from auditor.engine.export.wide_tables import figure_tables

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.document import Submission
    from auditor.schema import Form


def r_figures(legend: str, form: Form, submissions: Sequence[Submission]) -> str | None:
    """A row for each audited report of a form: `file`, and the columns of a legend as `lang.as_validate` writes it.

    None where there is no report of the form.

    Figures are in the printed unit; a blank, and what is in doubt, is NA. Of several reports of a unit and year the
    last by its file is the one that the year after looks at.
    """
    rows = list(csv.DictReader(io.StringIO(legend)))
    wide = figure_tables(submissions, {form.code: form}).get(form.code)
    if wide is None:
        return None
    table = wide.select(pl.col(FILE).alias("file"), pl.col(UNIT).alias("unit"), pl.col(YEAR).alias("year"))
    for back in sorted({int(row["years_back"]) for row in rows if row["kind"] == "figure"}):
        named = {
            row["column"]: form.cell_name(form.by_code[row["code"]], row["member"] or None)
            for row in rows
            if row["kind"] == "figure" and int(row["years_back"]) == back
        }
        table = _with_figures(table, wide, named, back)
    for row in rows:
        if row["kind"] == "attribute" and row["column"] not in table.columns:
            table = table.join(_attribute(row, submissions), on="file", how="left", maintain_order="left")
    return table.write_csv(null_value="NA")


# ------------------------------------------------------------------------------------------------------------- within


def _with_figures(table: pl.DataFrame, wide: pl.DataFrame, named: dict[str, str], back: int) -> pl.DataFrame:
    present = [
        pl.col(text).alias(name) if text in wide.columns else pl.lit(None).alias(name) for name, text in named.items()
    ]
    if not back:
        return table.with_columns(wide.select(*present))
    past = (
        wide.sort(FILE)
        .unique([UNIT, YEAR], keep="last", maintain_order=True)
        .select(pl.col(UNIT).alias("unit"), (pl.col(YEAR) + back).alias("year"), *present)
    )
    return table.join(past, on=["unit", "year"], how="left", maintain_order="left", validate="m:1")


def _attribute(row: dict[str, str], submissions: Iterable[Submission]) -> pl.DataFrame:
    found = {
        each.path: next((it.text for it in each.attributes if it.name == row["code"]), None) for each in submissions
    }
    return pl.DataFrame(
        {"file": list(found), row["column"]: list(found.values())}, schema_overrides={row["column"]: pl.String}
    )
