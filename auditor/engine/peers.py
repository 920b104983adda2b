"""Peers: the units that have a form, a year and whatever else a rule names in common; medians of them, exactly."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.derive import BAR
from auditor.engine.kin import figures_of

if TYPE_CHECKING:
    from auditor.engine.algebra import Leaf
    from auditor.engine.kin import Kinship
    from auditor.facts import FactTable

_KEYS = {"year": "year", "level": "level", "region": "region", "type": "kind", "parent": "parent"}


def peer_statistic(table: FactTable, kinship: Kinship, leaf: Leaf) -> pl.DataFrame:
    """`record` and `value`: how many peers have a figure, twice its median, or four times the median deviation.

    A unit counts once a year. One whose level (or whatever peers have in common) is not known has no peers.
    """
    question, _, by = leaf.aspect.partition(BAR)
    grouped = in_groups(kinship, by)
    figures = figures_of(table, leaf.code, leaf.member).rename({"report": "record"})
    values = grouped.filter("counts").join(figures, on="record", how="inner").filter(pl.col("value").is_not_null())
    doubled = values.group_by("group").agg(_doubled_median(pl.col("value")).alias("median"), pl.len().alias("count"))
    match question:
        case "peer_count":
            found = doubled.select("group", value=pl.col("count").cast(pl.Int64))
            counts = grouped.select("record", "group").join(found, on="group", how="left")
            everyone = kinship.places.select("record").join(counts, on="record", how="left")
            return everyone.select("record", pl.col("value").fill_null(0))
        case "peer_median":
            found = doubled.select("group", value="median")
        case _:
            far = values.join(doubled, on="group").with_columns(gap=(2 * pl.col("value") - pl.col("median")).abs())
            found = far.group_by("group").agg(_doubled_median(pl.col("gap")).alias("value"))
    return grouped.select("record", "group").join(found, on="group", how="inner").select("record", "value")


def in_groups(kinship: Kinship, by: str) -> pl.DataFrame:
    """`record`, `group` and `counts`, with the records that belong to no group left out."""
    keys = ["form", *(_KEYS[key] for key in by.split(",") if key)]
    known = kinship.places.filter(pl.all_horizontal(pl.col(key).is_not_null() for key in keys))
    groups = known.select(keys).unique(maintain_order=True).with_row_index("group")
    return known.join(groups, on=keys, how="inner").select("record", "group", "counts")


def _doubled_median(value: pl.Expr) -> pl.Expr:
    """The sum of the two middle values (twice the middle one): whole numbers in, a whole number out."""
    ordered = value.sort()
    return ordered.get((pl.len() - 1) // 2) + ordered.get(pl.len() // 2)
