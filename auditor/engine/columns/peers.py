"""Peers: the units that have a form, a year and whatever else a rule names in common; medians of them, exactly."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.canonical.derive import BAR
from auditor.engine.columns.cells import by_key
from auditor.engine.columns.kin import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.canonical.algebra import Leaf
    from auditor.engine.columns.kin import Kinship
    from auditor.facts import FactTable

# What is asked of peers, by the first part of a leaf's aspect.
OF_PEERS = frozenset({"peer_count", "peer_median", "peer_spread"})
_KEYS = {"year": "year", "level": "level", "region": "region", "type": "kind", "parent": "parent"}


def peer_statistics(table: FactTable, kinship: Kinship, leaves: Iterable[Leaf]) -> Mapping[Leaf, pl.DataFrame]:
    """`record` and `value`: how many peers have a figure, twice its median, or four times the median deviation.

    A unit counts once a year. One whose level (or whatever peers have in common) is not known has no peers. One query
    for all that is asked of the same peers.
    """
    asked: defaultdict[str, list[tuple[Leaf, str]]] = defaultdict(list)
    for leaf in leaves:
        question, _, by = leaf.aspect.partition(BAR)
        asked[by].append((leaf, question))
    answers: dict[Leaf, pl.DataFrame] = {}
    for by, questions in asked.items():
        cells = tuple(dict.fromkeys((leaf.code, leaf.member) for leaf, _ in questions))
        found = by_key(_statistics(kinship, in_groups(kinship, by), figures_of(table, cells), len(cells)).collect())
        for leaf, question in questions:
            part = found.get(cells.index((leaf.code, leaf.member)))
            if part is not None:
                answers[leaf] = part.select("record", value=question)
    return answers


def _statistics(kinship: Kinship, grouped: pl.LazyFrame, figures: pl.LazyFrame, cells: int) -> pl.LazyFrame:
    """`key`, `record`, and a column for each question."""
    group = ["key", "group"]
    values = grouped.filter("counts").join(figures, left_on="record", right_on="report", how="inner")
    values = values.filter(pl.col("value").is_not_null())
    doubled = values.group_by(group).agg(peer_median=_doubled_median(pl.col("value")), peer_count=pl.len())
    far = values.join(doubled, on=group).with_columns(gap=(2 * pl.col("value") - pl.col("peer_median")).abs())
    spreads = far.group_by(group).agg(peer_spread=_doubled_median(pl.col("gap")))
    keys = pl.LazyFrame({"key": range(cells)}, schema={"key": pl.UInt32})
    return (
        kinship.places.lazy()
        .select("record")
        .join(grouped.select("record", "group"), on="record", how="left")
        .join(keys, how="cross")
        .join(doubled, on=group, how="left")
        .join(spreads, on=group, how="left")
        .with_columns(pl.col("peer_count").cast(pl.Int64).fill_null(0))
    )


def in_groups(kinship: Kinship, by: str) -> pl.LazyFrame:
    """`record`, `group` and `counts`, with the records that belong to no group left out."""
    keys = ["form", *(_KEYS[key] for key in by.split(",") if key)]
    known = kinship.places.lazy().filter(pl.all_horizontal(pl.col(key).is_not_null() for key in keys))
    groups = known.select(keys).unique(maintain_order=True).with_row_index("group")
    return known.join(groups, on=keys, how="inner").select("record", "group", "counts")


def _doubled_median(value: pl.Expr) -> pl.Expr:
    """The sum of the two middle values (twice the middle one): whole numbers in, a whole number out."""
    ordered = value.sort()
    return ordered.get((pl.len() - 1) // 2) + ordered.get(pl.len() // 2)
