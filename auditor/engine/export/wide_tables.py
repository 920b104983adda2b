"""An audit as wide tables, one row a report: the figures by the names of their indicators, and the verdicts by rule."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from auditor.document import ABSENT
from auditor.document import Reading
from auditor.document import Status
from auditor.results import Verdict
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.schema import Form
    from auditor.schema import Indicator

FILE, UNIT, YEAR, DOUBTFUL = "文件", "单位", "年度", "存疑"
YIELDED = "yielded"
_SEPARATOR = "、"
_WORST = (Verdict.FAIL.value, Verdict.UNKNOWN.value, YIELDED, Verdict.PASS.value, Verdict.NOT_APPLICABLE.value)


def figure_tables(submissions: Iterable[Submission], forms: Mapping[str, Form]) -> Mapping[str, pl.DataFrame]:
    """By form, the table figures in the printed unit, null where there is none.

    The column 存疑 names those of a row of which nothing certain is known: they are not blank.
    """
    rows: dict[str, list[dict[str, object]]] = {}
    for each in submissions:
        if each.status is Status.AUDITED and each.form is not None and each.form in forms:
            rows.setdefault(each.form, []).append(_row(each, forms[each.form]))
    return MappingProxyType({form: pl.DataFrame(found, schema=_schema(forms[form])) for form, found in rows.items()})


def verdict_tables(verdicts: pl.DataFrame) -> Mapping[str, pl.DataFrame]:
    """By form, the worst verdict of each rule on each report, in a column named by the rule.

    `yielded` is a fail or unknown that is a mere consequence of another rule's failure.
    """
    word = pl.when("yielded").then(pl.lit(YIELDED)).otherwise(pl.col("verdict").cast(pl.String))
    ranked = verdicts.with_columns(rank=word.replace_strict(list(_WORST), range(len(_WORST)), return_dtype=pl.UInt8))
    found: dict[str, pl.DataFrame] = {}
    for (form,), part in ranked.partition_by("form", as_dict=True, maintain_order=True).items():
        worst = part.group_by("submission", "unit", "year", "rule", maintain_order=True).agg(pl.col("rank").min())
        words = worst.with_columns(pl.col("rank").replace_strict(range(len(_WORST)), list(_WORST)).alias("verdict"))
        rules = words["rule"].unique(maintain_order=True).to_list()
        wide = words.pivot("rule", on_columns=rules, index=["submission", "unit", "year"], values="verdict")
        found[str(form)] = wide.rename({"submission": FILE, "unit": UNIT, "year": YEAR})
    return MappingProxyType(found)


# ------------------------------------------------------------------------------------------------------------- within


def _cells(form: Form) -> Iterator[tuple[Indicator, str | None]]:
    return ((indicator, member) for indicator in form.figures for member in indicator.members or (None,))


def _schema(form: Form) -> dict[str, pl.DataType]:
    figures: dict[str, pl.DataType] = {
        form.cell_name(indicator, member): pl.Float64() if indicator.measure.kind is Kind.MONEY else pl.Int64()
        for indicator, member in _cells(form)
    }
    return {FILE: pl.String(), UNIT: pl.String(), YEAR: pl.Int64(), **figures, DOUBTFUL: pl.String()}


def _row(submission: Submission, form: Form) -> dict[str, object]:
    facts: dict[tuple[str, str | None], set[tuple[Reading, int | None]]] = {}
    for fact in submission.facts:
        if not fact.is_narrative and fact.doubt != ABSENT:
            facts.setdefault((fact.indicator, fact.member), set()).add((fact.reading, fact.value))
    row: dict[str, object] = {FILE: submission.path, UNIT: submission.unit, YEAR: submission.year}
    doubtful: list[str] = []
    for indicator, member in _cells(form):
        name = form.cell_name(indicator, member)
        value, is_certain = _certain(facts.get((indicator.code, member), set()), indicator)
        row[name] = value
        if not is_certain:
            doubtful.append(name)
    return {**row, DOUBTFUL: _SEPARATOR.join(doubtful)}


def _certain(found: set[tuple[Reading, int | None]], indicator: Indicator) -> tuple[float | int | None, bool]:
    """The figure of a cell, and whether it is certain what stands there; rows that differ are not believed."""
    if len(found) != 1:
        return None, bool(found) and all(reading in {Reading.BLANK, Reading.DASH} for reading, _ in found)
    ((reading, value),) = found
    if reading is Reading.VALUE and value is not None:
        factor = indicator.measure.factor
        return (value / factor if indicator.measure.kind is Kind.MONEY else value), True
    return None, reading in {Reading.BLANK, Reading.DASH}
