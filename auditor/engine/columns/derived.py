"""Columns of what is not in one report alone: looked up in the facts of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct

from auditor.engine.canonical.derive import BAR
from auditor.engine.columns.cells import by_key
from auditor.engine.columns.cells import previous
from auditor.engine.columns.cells import same
from auditor.engine.columns.cells import spread
from auditor.engine.columns.growth import growth
from auditor.engine.columns.kin import OF_KIN
from auditor.engine.columns.kin import Kinship
from auditor.engine.columns.peers import OF_PEERS
from auditor.engine.columns.peers import peer_statistics
from auditor.engine.columns.resemblance import alike
from auditor.engine.columns.resemblance import fitting
from auditor.engine.columns.resemblance import lengths
from auditor.engine.columns.resemblance import similarity
from auditor.engine.columns.stated import stated
from auditor.engine.columns.tallies import OF_TALLIES
from auditor.engine.columns.tallies import sharing
from auditor.engine.columns.tallies import tallies
from auditor.engine.columns.tallies import twins
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.canonical.algebra import Leaf
    from auditor.facts import FactTable


class Answers(Struct, frozen=True, eq=False):
    """What some leaves are: `record` and `value` of each where any is known."""

    leaves: tuple[Leaf, ...]
    found: Mapping[Leaf, pl.DataFrame]


def answers_of(table: FactTable, leaves: Iterable[Leaf]) -> Answers:
    """What each leaf is, looked up among all records."""
    wanted = tuple(dict.fromkeys(leaves))
    return Answers(wanted, _answers(table, Kinship.of(table), wanted) if wanted else {})


def derived_columns(
    table: FactTable, records: pl.DataFrame, answers: Answers
) -> tuple[list[pl.Series], dict[Leaf, str]]:
    """A column for each leaf that was answered, in the order of the records, which may be some of the table's."""
    wanted = answers.leaves
    placed = _placed(table, records, [(wanted.index(leaf), leaf, answer) for leaf, answer in answers.found.items()])
    names = {leaf: f"x{index}" for index, leaf in enumerate(wanted)}
    none = same(None, pl.Int64(), records.height)
    return [spread(name, placed.get(index), "value", none) for index, name in enumerate(names.values())], names


# ------------------------------------------------------------------------------------------------------------- within


def _answers(table: FactTable, kinship: Kinship, wanted: tuple[Leaf, ...]) -> Mapping[Leaf, pl.DataFrame]:
    """`record` and `value`: what a leaf is for each record; one that is not there is not known."""

    def asked(questions: frozenset[str]) -> tuple[Leaf, ...]:
        return tuple(leaf for leaf in wanted if _question(leaf) in questions)

    together = OF_KIN | OF_PEERS | OF_TALLIES
    return {
        **{leaf: _alone(table, kinship, leaf) for leaf in wanted if _question(leaf) not in together},
        **kinship.looked_up(table, asked(OF_KIN)),
        **peer_statistics(table, kinship, asked(OF_PEERS)),
        **tallies(table, asked(OF_TALLIES)),
    }


def _question(leaf: Leaf) -> str:
    return leaf.aspect.partition(BAR)[0]


def _alone(table: FactTable, kinship: Kinship, leaf: Leaf) -> pl.DataFrame:  # noqa: PLR0911 - one case a question
    question, _, rest = leaf.aspect.partition(BAR)
    match question:
        case "sharing":
            return sharing(table, leaf.code)
        case "twins":
            return twins(table, leaf.code)
        case "stated" | "stated_half":
            return stated(table.figures.lazy(), leaf, half=question == "stated_half", exact=rest != Kind.RATIO)
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
        case "children_expected" | "children_reported":
            return kinship.counted(reported=question == "children_reported")
        case _:
            raise AssertionError(question)


def _placed(
    table: FactTable, records: pl.DataFrame, answers: list[tuple[int, Leaf, pl.DataFrame]]
) -> Mapping[int, pl.DataFrame]:
    """`place` and `value` of each answer, by its number: in which rows it stands."""
    place = records.lazy().select("record").with_row_index("place")
    rows: list[pl.LazyFrame] = []
    for key, leaf, answer in answers:
        found = answer.lazy().select(
            pl.lit(key, dtype=pl.UInt32).alias("key"), "record", pl.col("value").cast(pl.Int64)
        )
        if leaf.years_back:
            past = previous(table.records, leaf.years_back).lazy()
            found = past.join(found.rename({"record": "past"}), on="past", how="inner").select("key", "record", "value")
        rows.append(found)
    return by_key(pl.concat(rows).join(place, on="record", how="inner", validate="m:1").collect()) if rows else {}
