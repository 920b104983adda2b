# ruff: noqa: S608 - the names in queries are of our own making
"""Frameworks that judge data in a database of their own: vtlengine in its DuckDB, Great Expectations in SQLite."""

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


def vtlengine(path: Path) -> Contestant:
    """A data point ruleset of VTL, checked: what is invalid is listed by rule."""
    import vtlengine as vtl

    frame = pl.read_parquet(path).drop("code").with_row_index("row")
    components = [
        {"name": name, "type": "String" if name == "level" else "Integer", "role": "Identifier", "nullable": False}
        for name in ("row", *made.KEYS)
    ]
    components += [{"name": name, "type": "Integer", "role": "Measure", "nullable": True} for name in made.COLUMNS]
    structure = {"datasets": [{"name": "given", "DataStructure": components}]}
    script, points = _in_vtl(), _in_pandas(frame)

    def judge() -> dict[str, Any]:
        ran = vtl.run(script, structure, {"given": points.copy()}, use_duckdb=True)
        counts = ran["found"].data["ruleid"].value_counts()
        return {"fails": [int(counts.get(f"r{at}", 0)) for at in range(len(work.RULES))]}

    return judge, frame.estimated_size()


def _in_vtl() -> str:
    rules: list[str] = []
    for at, rule in enumerate(work.RULES):
        match rule.kind:
            case "unique":
                fails = f"n{len(rule.one)} > 1"
            case "median":
                (t,) = rule.one
                fails = f"nvl({t},0) > 0 and nvl({t},0) > 10 * m{t}"
            case _:
                fails = work.fails_sql(rule, "nvl({},0)", "isnull({})")
        rules.append(f'r{at}: not ({fails}) errorcode "r{at}"')
    keys = [", ".join(rule.one) for _, rule in work.of_kind("unique")]
    added = [f"n{at} := count(one over (partition by {key}))" for at, key in enumerate(keys, 1)]
    added += [
        f"m{rule.one[0]} := median({rule.one[0]} over (partition by year, level))" for _, rule in work.of_kind("median")
    ]
    names = [*made.COLUMNS, "n1", "n2", "n3", "mt0", "mt1"]
    return f"""
define datapoint ruleset hundred (variable {", ".join(names)}) is
{"; ".join(rules)}
end datapoint ruleset;
numbered := given[calc one := 1];
known := numbered[calc {", ".join(added)}];
found <- check_datapoint(known, hundred invalid);
"""


def great_expectations(path: Path) -> Contestant:
    """A suite on a table of SQLite: its own expectations where it has one, its expectation of a query for the rest."""
    import sqlite3

    import great_expectations as gx

    frame = pl.read_parquet(path).drop("code").with_row_index("row")
    base = path.with_suffix(".sqlite")
    base.unlink(missing_ok=True)
    columns = ", ".join(frame.columns)
    with sqlite3.connect(base) as db:
        db.execute(f"CREATE TABLE given ({columns.replace('level', 'level TEXT')})")
        places = ", ".join("?" * frame.width)
        db.executemany(f"INSERT INTO given ({columns}) VALUES ({places})", frame.iter_rows())
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_sqlite("base", connection_string=f"sqlite:///{base}")
    batch = source.add_table_asset("given", table_name="given").add_batch_definition_whole_table("all").get_batch()
    suite = gx.ExpectationSuite("hundred", expectations=[_expected(at, rule) for at, rule in enumerate(work.RULES)])
    asked = {"result_format": "COMPLETE", "unexpected_index_column_names": ["row"]}

    def judge() -> dict[str, Any]:
        found: dict[int, int] = {}
        for each in batch.validate(suite, result_format=asked).results:
            found[each.expectation_config.meta["at"]] = each.result.get(
                "unexpected_count", each.result.get("observed_value")
            )
        return {"fails": work.placed(found)}

    return judge, frame.estimated_size()


def _expected(at: int, rule: work.Rule) -> Any:  # noqa: ANN401 - its classes share no type that is known here
    import great_expectations.expectations as gxe

    meta = {"at": at}
    match rule.kind:
        case "bound":
            return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
                column_A=rule.other[0],
                column_B=rule.one[0],
                or_equal=True,
                ignore_row_if="either_value_is_missing",
                meta=meta,
            )
        case "sign":
            return gxe.ExpectColumnValuesToBeBetween(column=rule.one[0], min_value=0, meta=meta)
        case "required":
            return gxe.ExpectColumnValuesToNotBeNull(column=rule.one[0], meta=meta)
        case "unique" if len(rule.one) == 1:
            return gxe.ExpectColumnValuesToBeUnique(column=rule.one[0], meta=meta)
        case "unique":
            return gxe.ExpectCompoundColumnsToBeUnique(column_list=list(rule.one), meta=meta)
        case "median":
            query = _MEDIAN.format(t=rule.one[0], batch="{batch}")
        case _:
            query = f"SELECT * FROM {{batch}} WHERE {work.fails_sql(rule)}"
    return gxe.UnexpectedRowsExpectation(unexpected_rows_query=query, meta=meta)


def _in_pandas(frame: pl.DataFrame) -> Any:  # noqa: ANN401 - pandas has no types
    import pandas as pd

    whole = {name: dtype.is_integer() for name, dtype in frame.schema.items()}
    return pd.DataFrame(
        {name: pd.array(frame[name].to_list(), dtype="Int64" if whole[name] else "str") for name in frame.columns}
    )


# NOTE: SQLite has no median.
_MEDIAN = """
WITH
  ranked AS (
    SELECT year, level, {t}, row_number() OVER (PARTITION BY year, level ORDER BY {t}) AS at,
      count(*) OVER (PARTITION BY year, level) AS n
    FROM {batch} WHERE {t} IS NOT NULL
  ),
  medians AS (
    SELECT year, level, avg({t}) AS m FROM ranked WHERE at IN ((n + 1) / 2, (n + 2) / 2) GROUP BY year, level
  )
SELECT given.* FROM {batch} AS given JOIN medians USING (year, level) WHERE {t} > 0 AND {t} > 10 * m
"""
