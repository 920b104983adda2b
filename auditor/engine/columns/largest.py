"""How large numbers can become that are calculated with."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.columns.frames import MOST_DECIMALS
from auditor.engine.columns.frames import OPEN_END

if TYPE_CHECKING:
    from auditor.facts import FactTable


def largest_number(table: FactTable) -> int:
    """A bound on the size of everything that can be calculated with."""
    frames = (
        table.figures.lazy().select("stored", "low", "high"),
        table.attributes.lazy().select("number"),
        table.enumerations.lazy().drop("record", "item"),
        table.rates.lazy().drop("record", "item"),
    )
    ends = [
        abs(end)
        for frame in frames
        for row in pl.concat([frame.max(), frame.min()]).collect().iter_rows()
        for end in row
        if isinstance(end, int)
    ]
    is_open = (pl.col("source") == "narrative") & (pl.col("low").is_null() != pl.col("high").is_null())
    height, decimals, has_open_end = (
        table.figures.lazy().select(pl.len(), pl.col("digits").max(), is_open.any().alias("open")).collect().row(0)
    )
    scale = 100 * 10 ** max(2, min(MOST_DECIMALS, decimals or 0))
    return int(max(*ends, scale, height, OPEN_END if has_open_end else 0))
