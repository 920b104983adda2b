"""The tables of lookups as SQL: how often keys stand, and statistics of a figure among the rows that share them."""

# ruff: noqa: S608 - every name in these texts is a generated one

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlglot import exp
from sqlglot import parse_one

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.engine.wide.lookups import Lookup

GIVEN = "given"


def lookup_query(lookup: Lookup, others: Sequence[Lookup], given: exp.Select) -> exp.Select:
    """The query of a lookup: its keys, and its value under its name."""
    keys = ", ".join(lookup.keys)
    known = " AND ".join(f"{key} IS NOT NULL" for key in lookup.keys)
    if lookup.figure is None:
        again = [
            f"({', '.join(it.keys)}) IN (SELECT {', '.join(it.keys)} FROM {it.name})"
            for it in others
            if lookup.refines(it)
        ]
        where = " AND ".join((known, *again))
        text = (
            f"SELECT {keys}, COUNT(*) AS {lookup.name} FROM {GIVEN} WHERE {where} GROUP BY {keys} HAVING COUNT(*) > 1"
        )
        return _over(given, text)
    told = f"SELECT {keys}, {lookup.figure} AS figure FROM {GIVEN} WHERE {known} AND {lookup.figure} IS NOT NULL"
    middle = _middles(f"({told})", keys)
    if lookup.question != "peer_spread":
        wanted = "many" if lookup.question == "peer_count" else "middle"
        return _over(given, f"SELECT {keys}, CAST({wanted} AS BIGINT) AS {lookup.name} FROM ({middle})")
    gaps = f"SELECT {keys}, ABS(2 * figure - middle) AS figure FROM ({told}) JOIN ({middle}) USING ({keys})"
    return _over(given, f"SELECT {keys}, CAST(middle AS BIGINT) AS {lookup.name} FROM ({_middles(f'({gaps})', keys)})")


# ------------------------------------------------------------------------------------------------------------- within


def _middles(rows: str, keys: str) -> str:
    """For each keys how many figures there are, and the sum of the two middle ones: counted, so that few are sorted."""
    counts = f"SELECT {keys}, figure, COUNT(*) AS times FROM {rows} GROUP BY {keys}, figure"
    upto = (
        f"SELECT {keys}, figure, SUM(times) OVER (PARTITION BY {keys} ORDER BY figure) AS upto,"
        f" SUM(times) OVER (PARTITION BY {keys}) AS total FROM ({counts})"
    )
    return (
        f"SELECT {keys}, MAX(total) AS many, MIN(CASE WHEN 2 * upto > total - 1 THEN figure END)"
        f" + MIN(CASE WHEN 2 * upto > total THEN figure END) AS middle FROM ({upto}) GROUP BY {keys}"
    )


def _over(given: exp.Select, text: str) -> exp.Select:
    select = parse_one(text, dialect="duckdb", into=exp.Select)
    return select.with_(GIVEN, given, copy=False)
