"""Columns of what is not in one report alone: looked up in the facts of all of them, one frame a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.cells import previous
from auditor.engine.derive import BAR
from auditor.engine.growth import growth
from auditor.engine.kin import Kinship
from auditor.engine.peers import peer_statistic
from auditor.engine.resemblance import alike
from auditor.engine.resemblance import fitting
from auditor.engine.resemblance import lengths
from auditor.engine.resemblance import similarity
from auditor.engine.stated import stated
from auditor.engine.tallies import sharing
from auditor.engine.tallies import tally
from auditor.engine.tallies import twins
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.engine.algebra import Leaf
    from auditor.facts import FactTable


def derived_columns(
    table: FactTable, records: pl.DataFrame, leaves: Iterable[Leaf]
) -> tuple[list[pl.Series], dict[Leaf, str]]:
    """A column for each leaf, in the order of the records."""
    wanted = tuple(dict.fromkeys(leaves))
    if not wanted:
        return [], {}
    kinship = Kinship.of(table)
    columns: list[pl.Series] = []
    names: dict[Leaf, str] = {}
    for index, leaf in enumerate(wanted):
        names[leaf] = f"x{index}"
        found = _looked_up(table, kinship, leaf)
        columns.append(_placed(table, records, found, leaf.years_back).alias(names[leaf]))
    return columns, names


# ------------------------------------------------------------------------------------------------------------- within


def _looked_up(table: FactTable, kinship: Kinship, leaf: Leaf) -> pl.DataFrame:  # noqa: C901, PLR0911 - one case a question
    """`record` and `value`: what a leaf is for each record; one that is not there is not known."""
    question, _, rest = leaf.aspect.partition(BAR)
    match question:
        case "sharing":
            return sharing(table, leaf.code)
        case "tally" | "tally_open":
            return tally(table, leaf.code, rest, is_open=question == "tally_open")
        case "twins":
            return twins(table, leaf.code)
        case "stated" | "stated_half":
            return stated(table.figures, leaf, half=question == "stated_half", exact=rest != Kind.RATIO)
        case "length":
            return lengths(table, leaf.code)
        case "fits":
            return fitting(table, leaf.code, rest)
        case "similarity":
            return similarity(table, leaf.code, rest)
        case "alike":
            return alike(table, leaf.code)
        case "hb_score" | "growth_count":
            return growth(table, kinship, leaf, counted=question == "growth_count")
        case "peer_count" | "peer_median" | "peer_spread":
            return peer_statistic(table, kinship, leaf)
        case _:
            return kinship.looked_up(table, leaf)


def _placed(table: FactTable, records: pl.DataFrame, found: pl.DataFrame, years_back: int) -> pl.Series:
    values = found.select("record", pl.col("value").cast(pl.Int64))
    keys = records.select("record")
    if years_back:
        past = previous(table.records, years_back)
        values = past.join(values.rename({"record": "past"}), on="past", how="inner").select("record", "value")
    return keys.join(values, on="record", how="left", validate="1:1", maintain_order="left")["value"]
