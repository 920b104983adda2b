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


def holds() -> list[pl.Expr]:
    """For each of the sixty rules that a row does not certainly fail it."""
    bounds = [([f"{x}{g}"], [f"t{g}"]) for x in "xa" for g in range(made.GROUPS)]
    return [
        *(~_fails(*sides, equal=True) for sides in made.sums()),
        *(~_fails(*sides, equal=False) for sides in bounds),
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


def _fails(more: list[str], less: list[str], *, equal: bool) -> pl.Expr:
    d = _total(more) - _total(less)
    above = (d > 0) & ~_blank(less)
    return above | ((d < 0) & ~_blank(more)) if equal else above


def _total(names: list[str]) -> pl.Expr:
    first, *rest = (pl.col(name).fill_null(0) for name in names)
    for each in rest:
        first = first + each
    return first


def _blank(names: list[str]) -> pl.Expr:
    return pl.any_horizontal(pl.col(name).is_null() for name in names)


CONTESTANTS = {each.__name__: each for each in (dataframely, pointblank, pandera)}
