"""What the narrative states once: the figure that all its mentions of a thing agree on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from auditor.document import Reading
from auditor.schema import RATIO_SCALE
from auditor.schema import Stance

if TYPE_CHECKING:
    from auditor.engine.canonical.algebra import Leaf

_HALF_A_PERCENT = RATIO_SCALE // 200


def stated(table: pl.LazyFrame, leaf: Leaf, *, half: bool, exact: bool) -> pl.DataFrame:
    """`record` and `value` of the reports that state one figure, or half a unit of its last digit (of a percentage).

    `table` are the figures of all reports; `exact` leaves out loose ones (1.2万).
    """
    said = (
        pl.col("source").eq("narrative")
        & pl.col("stance").ne(Stance.MENTION.value)
        & pl.col("indicator").eq(leaf.code)
        & pl.col("member").eq_missing(pl.lit(leaf.member, dtype=pl.String))
    )
    firm = pl.col("low").eq_missing(pl.col("high")).all() if exact else pl.lit(value=True)
    agreed = (
        (pl.col("stored").min() == pl.col("stored").max())
        & pl.col("stored").is_not_null().all()
        & pl.col("reading").eq(Reading.VALUE.value).all()
        & firm
    )
    ten = pl.lit(10, dtype=pl.Int64).pow(pl.col("digits").fill_null(0).max())
    value = _HALF_A_PERCENT // ten if half else pl.col("stored").min()
    found = pl.when(agreed).then(value).cast(pl.Int64).alias("value")
    return table.filter(said).group_by("record").agg(found).collect()
