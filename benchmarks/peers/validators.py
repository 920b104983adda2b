"""Libraries that validate tables, each on the 40 sums and 20 bounds; they are handed the engine's meaning of a blank.

None of them knows more than true and false, so that each is given the expression that a rule does not certainly fail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import made
import polars as pl

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Contestant = tuple[Callable[[], dict[str, Any]], int]


BOUNDS = [([f"{x}{g}"], [f"t{g}"]) for x in "xa" for g in range(made.GROUPS)]


def holds() -> list[pl.Expr]:
    """For each of the sixty rules that a row does not certainly fail it."""
    return [
        *(~_fails(*sides, equal=True) for sides in made.sums()),
        *(~_fails(*sides, equal=False) for sides in BOUNDS),
    ]


def said(number: str, blank: str) -> list[str]:
    """The same in words, given how a number with 0 for a blank is written, and whether one is blank."""
    return [
        *(_said(*sides, number, blank, equal=True) for sides in made.sums()),
        *(_said(*sides, number, blank, equal=False) for sides in BOUNDS),
    ]


def dataframely(path: Path) -> Contestant:
    """One schema with sixty rules, filtered: the rows that fail are kept apart."""
    import dataframely as dy

    body: dict[str, Any] = {name: dy.Int64(nullable=True) for name in made.COLUMNS}
    for at, expr in enumerate(holds()):
        body[f"r{at}"] = dy.rule()(lambda _, expr=expr: expr)
    schema = type(dy.Schema)("Bench", (dy.Schema,), body)
    frame = pl.read_parquet(path)

    def judge() -> dict[str, Any]:
        _, failure = schema.filter(frame)
        return {"fails": sum(failure.counts().values())}

    return judge, frame.estimated_size()


def pointblank(path: Path) -> Contestant:
    """Sixty steps, with extracts of the rows that fail."""
    import pointblank as pb

    frame, exprs = pl.read_parquet(path), holds()

    def judge() -> dict[str, Any]:
        validation = pb.Validate(frame)
        for expr in exprs:
            validation = validation.col_vals_expr(expr)
        failed = validation.interrogate(collect_extracts=True).n_failed()
        return {"fails": sum(int(each) for each in failed.values())}

    return judge, frame.estimated_size()


def pandera(path: Path) -> Contestant:
    """Sixty checks of a table, validated lazily: every failure case is listed."""
    import pandera.polars as pa

    checks = [
        pa.Check(lambda data, expr=expr: data.lazyframe.select(expr), name=f"r{at}") for at, expr in enumerate(holds())
    ]
    schema, frame = pa.DataFrameSchema({}, checks=checks), pl.read_parquet(path)

    def judge() -> dict[str, Any]:
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as failed:
            return {"fails": len(failed.failure_cases)}
        return {"fails": 0}

    return judge, frame.estimated_size()


def cuallee(path: Path) -> Contestant:
    """Sixty predicates of SQL, each a query; it says how many rows fail, not which."""
    from cuallee import Check

    check, frame = Check(name="bench"), pl.read_parquet(path)
    for at, text in enumerate(said("coalesce({},0)", "({} IS NULL)")):
        check.satisfies(f"r{at}", text)

    def judge() -> dict[str, Any]:
        return {"fails": int(check.validate(frame)["violations"].sum())}

    return judge, frame.estimated_size()


def great_expectations(path: Path) -> Contestant:
    """Sixty expectations of a pandas frame, which cannot calculate: whether each rule holds is a column made before."""
    import great_expectations as gx

    gx.core.progress_bar_enabled = False
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    asset = context.data_sources.add_pandas("bench").add_dataframe_asset("bench")
    batches, frame, exprs = asset.add_batch_definition_whole_dataframe("bench"), pl.read_parquet(path), holds()
    named = [f"r{at}" for at in range(len(exprs))]
    suite = gx.ExpectationSuite(
        "bench",
        expectations=[gx.expectations.ExpectColumnValuesToBeInSet(column=name, value_set=[True]) for name in named],
    )

    def judge() -> dict[str, Any]:
        import pandas as pd

        truth = frame.select(expr.alias(name) for name, expr in zip(named, exprs, strict=True))
        batch = batches.get_batch({"dataframe": pd.DataFrame({name: truth[name].to_numpy() for name in named})})
        found = batch.validate(suite, result_format="SUMMARY")
        return {"fails": sum(each.result["unexpected_count"] for each in found.results)}

    return judge, frame.estimated_size()


def vtlengine(path: Path) -> Contestant:
    """Sixty calculated truths of a data set, in VTL."""
    import vtlengine as vtl

    texts = said("nvl({},0)", "isnull({})")
    calculated = ", ".join(f"r{at} := {text}" for at, text in enumerate(texts))
    script = f"found <- given [calc {calculated}] [keep {', '.join(f'r{at}' for at in range(len(texts)))}];"
    frame = pl.read_parquet(path).with_row_index("row")
    points = pd_frame(frame.select("row", *made.COLUMNS))
    measures = [{"name": name, "type": "Integer", "role": "Measure", "nullable": True} for name in made.COLUMNS]
    row = {"name": "row", "type": "Integer", "role": "Identifier", "nullable": False}
    structure = {"datasets": [{"name": "given", "DataStructure": [row, *measures]}]}

    def judge() -> dict[str, Any]:
        found = vtl.run(script=script, data_structures=structure, datapoints={"given": points.copy()}, use_duckdb=True)[
            "found"
        ].data
        return {"fails": sum(int((~found[f"r{at}"].astype(bool)).sum()) for at in range(len(texts)))}

    return judge, frame.estimated_size()


def pd_frame(frame: pl.DataFrame) -> Any:  # noqa: ANN401 - pandas has no types
    import pandas as pd

    return pd.DataFrame({name: pd.array(frame[name].to_list(), dtype="Int64") for name in frame.columns})


def _fails(more: list[str], less: list[str], *, equal: bool) -> pl.Expr:
    d = _total(more) - _total(less)
    above = (d > 0) & ~_blank(less)
    return above | ((d < 0) & ~_blank(more)) if equal else above


def _said(more: list[str], less: list[str], number: str, blank: str, *, equal: bool) -> str:
    left, right = ("+".join(number.format(name) for name in names) for names in (more, less))
    up, down = (" or ".join(blank.format(name) for name in names) for names in (more, less))
    above = f"({left} > {right} and not ({down}))"
    return f"not ({above} or ({left} < {right} and not ({up})))" if equal else f"not {above}"


def _total(names: list[str]) -> pl.Expr:
    first, *rest = (pl.col(name).fill_null(0) for name in names)
    for each in rest:
        first = first + each
    return first


def _blank(names: list[str]) -> pl.Expr:
    return pl.any_horizontal(pl.col(name).is_null() for name in names)


CONTESTANTS = {
    each.__name__: each for each in (dataframely, pointblank, pandera, cuallee, great_expectations, vtlengine)
}
