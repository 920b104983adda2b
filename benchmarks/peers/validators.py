"""Libraries that validate frames, each with the hundred rules as its users would write them.

What a library has a word for is said by it, the rest by an expression that a rule does not certainly fail: none of them
knows more than true and false.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import made
import polars as pl
import work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Contestant = tuple[Callable[[], dict[str, Any]], int]

UNITS = next(at for at, _ in work.of_kind("unique"))  # the first of three rules that keys are unique


def dataframely(path: Path) -> Contestant:
    """One schema, filtered: the rows that fail are kept apart, with what they fail by."""
    import dataframely as dy

    required = {rule.one[0] for _, rule in work.of_kind("required")}
    signed = {rule.one[0] for _, rule in work.of_kind("sign")}
    keys: dict[str, Any] = {
        "unit": dy.Int64(primary_key=True),
        "year": dy.Int32(primary_key=True),
        "level": dy.String(primary_key=True),
    }
    body: dict[str, Any] = {
        name: dy.Int64(nullable=name not in required, min=0 if name in signed else None) for name in made.COLUMNS
    }
    known = {f"{rule.one[0]}|min": at for at, rule in work.of_kind("sign")}
    known |= {f"{rule.one[0]}|nullability": at for at, rule in work.of_kind("required")}
    for at, rule in enumerate(work.RULES):
        if rule.kind == "unique" and len(rule.one) == len(keys):
            known["primary_key"] = at
        elif rule.kind not in {"sign", "required"}:
            body[f"r{at}"] = dy.rule()(lambda _, rule=rule: ~work.fails(rule))
            known[f"r{at}"] = at
    schema = type(dy.Schema)("Bench", (dy.Schema,), keys | body)
    frame = pl.read_parquet(path).drop("code")

    def judge() -> dict[str, Any]:
        _, failure = schema.filter(frame)
        counts = failure.counts()
        return {"fails": work.placed({at: counts.get(name, 0) for name, at in known.items()})}

    return judge, frame.estimated_size()


def pointblank(path: Path) -> Contestant:
    """A step for each rule, with extracts of the rows that fail."""
    import pointblank as pb

    frame = pl.read_parquet(path)

    def judge() -> dict[str, Any]:
        validation = pb.Validate(frame)
        for rule in work.RULES:
            match rule.kind:
                case "bound":
                    validation = validation.col_vals_le(rule.one[0], pb.col(rule.other[0]), na_pass=True)
                case "sign":
                    validation = validation.col_vals_ge(rule.one[0], 0, na_pass=True)
                case "required":
                    validation = validation.col_vals_not_null(rule.one[0])
                case "unique":
                    validation = validation.rows_distinct(list(rule.one))
                case _:
                    validation = validation.col_vals_expr(~work.fails(rule))
        failed = validation.interrogate(collect_extracts=True).n_failed()
        return {"fails": [int(failed[at + 1]) for at in range(len(work.RULES))]}

    return judge, frame.estimated_size()


def pandera(path: Path) -> Contestant:
    """A schema with checks of its columns and of the table, validated lazily: every failure case is listed."""
    import pandera.polars as pa

    required = {rule.one[0] for _, rule in work.of_kind("required")}
    signed = {rule.one[0]: pa.Check.ge(0, name=f"r{at}") for at, rule in work.of_kind("sign")}
    columns = {
        name: pa.Column(pl.Int64, checks=signed.get(name), nullable=name not in required) for name in made.COLUMNS
    }
    columns["unit"] = pa.Column(pl.Int64, unique=True)
    checks = [
        pa.Check(lambda data, rule=rule: data.lazyframe.select(~work.fails(rule)), name=f"r{at}")
        for at, rule in enumerate(work.RULES)
        if rule.kind not in {"sign", "required"} and rule.one not in {("unit",), made.KEYS}
    ]
    schema, frame = pa.DataFrameSchema(columns, checks=checks, unique=list(made.KEYS)), pl.read_parquet(path)
    known = {("not_nullable", rule.one[0]): at for at, rule in work.of_kind("required")}
    known |= {(f"r{at}", rule.one[0]): at for at, rule in work.of_kind("sign")}
    known |= {("field_uniqueness", "unit"): UNITS, ("multiple_fields_uniqueness", None): UNITS + 2}

    def judge() -> dict[str, Any]:
        found = dict.fromkeys(range(len(work.RULES)), 0)
        try:
            schema.validate(frame, lazy=True)
        except pa.errors.SchemaErrors as failed:
            for check, column, count in failed.failure_cases.group_by("check", "column").len().iter_rows():
                found[known[check, column] if (check, column) in known else int(check[1:])] = count
        return {"fails": work.placed(found)}

    return judge, frame.estimated_size()


def cuallee(path: Path) -> Contestant:
    """A check of many rules, each a query; it says how many rows fail, not which."""
    from cuallee import Check

    check, frame = Check(name="bench"), pl.read_parquet(path)
    said: list[int] = []
    for at, rule in enumerate(work.RULES):
        match rule.kind:
            case "required":
                check.is_complete(rule.one[0])
            case "unique" if len(rule.one) == 1:
                check.is_unique(rule.one[0])
            case "unique":
                check.are_unique(rule.one)
            case "median":
                # NOTE: its predicates are SQL of polars, which knows no median of a window.
                continue
            case _:
                check.satisfies(f"r{at}", f"not {work.fails_sql(rule)}")
        said.append(at)

    def judge() -> dict[str, Any]:
        found = check.validate(frame)["violations"].to_list()
        return {"fails": work.placed(dict(zip(said, map(int, found), strict=True)))}

    return judge, frame.estimated_size()
