"""The tests of the packs as rows of figures, and what the engine says of every row: for comparing with other tools."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import polars as pl
from msgspec.structs import replace

import auditor

if TYPE_CHECKING:
    from collections.abc import Collection

    from auditor.lang.typed import Case
    from auditor.schema import Form

# A figure, in stored integers, by indicator, member and years back.
Row = dict[tuple[str, str | None, int], int | None]


@dataclass(frozen=True)
class Rows:
    """Rows of figures of one form, and the year of each."""

    form: Form
    figures: list[Row]
    years: list[int]

    def printed(self, key: tuple[str, str | None, int]) -> list[float | int | None]:
        """One figure of every row in its printed unit."""
        factor = self.form.by_code[key[0]].measure.factor
        stored = [row[key] for row in self.figures]
        return [None if it is None else it if factor == 1 else it / factor for it in stored]


def pack_rows(
    rules: auditor.Rules, form: str, asked: Collection[str], spoken: list[tuple[str, str | None, int]]
) -> Rows:
    """The tests of some rules that are figures alone, a row each; as in a test, what a row does not name is 0."""
    cases = [case for case in rules.book.cases if case.form == form and case.rule in asked and _is_plain(case)]
    figures: list[Row] = [{**dict.fromkeys(spoken, 0), **dict(case.figures)} for case in cases]
    layout = rules.book.schema.forms[form]
    return Rows(layout, figures, _years(cases, layout))


def verdicts_of(rows: Rows, rules: auditor.Rules, asked: Collection[str]) -> pl.DataFrame:
    """The verdict of each instance of some rules on each row: `row`, `rule`, `binding`, `verdict`."""
    form = rows.form
    table = []
    for number, (figures, year) in enumerate(zip(rows.figures, rows.years, strict=True)):
        for back in sorted({key[2] for key in figures}):
            row: dict[str, object] = {"单位": str(number), "年度": year - back, "版式": form.code}
            for (code, member, years_back), value in figures.items():
                indicator = form.by_code[code]
                if years_back == back:
                    row[form.cell_name(indicator, member)] = None if value is None else value / indicator.measure.factor
            table.append(row)
    only = tuple(it for it in rules.book.rules if it.info.id in asked and it.form == form.code)
    frame = pl.DataFrame(table, infer_schema_length=None)
    audit = auditor.audit_table(frame, rules=replace(rules, book=replace(rules.book, rules=only)))
    current = pl.DataFrame({"unit": [str(number) for number in range(len(rows.years))], "year": rows.years})
    verdicts = audit.verdicts.with_columns(pl.col("year").cast(pl.Int64), pl.col("verdict").cast(pl.String))
    return verdicts.join(current, on=["unit", "year"]).select(
        pl.col("unit").cast(pl.Int64).alias("row"), "rule", "binding", "verdict"
    )


def _is_plain(case: Case) -> bool:
    return not (case.world or case.aspects or case.fields) and {name for name, _ in case.attributes} <= {"年度"}


def _years(cases: list[Case], form: Form) -> list[int]:
    usual = form.years.first or 2020
    years = [dict(case.attributes).get("年度") for case in cases]
    return [year if isinstance(year, int) else usual for year in years]
