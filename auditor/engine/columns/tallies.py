"""Reports counted: figures with a trait, reports that share what must be unique, units with the very same figures."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl

from auditor.document import Reading
from auditor.engine.canonical.derive import BAR
from auditor.engine.canonical.derive import LINE
from auditor.engine.canonical.derive import figures_in
from auditor.engine.columns.cells import keyed
from auditor.engine.columns.cells import previous
from auditor.lang.typed import Trait

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.canonical.algebra import Leaf
    from auditor.facts import FactTable

# What is asked of the number of figures with a trait, by the first part of a leaf's aspect.
OF_TALLIES = frozenset({"tally", "tally_open"})
_OWN: Mapping[str, str] = MappingProxyType({"年度": "year", "单位": "unit", "版式": "form"})
_FEWEST_FIGURES = 5
_SAME = ("form", "year", "print")


def sharing(table: FactTable, code: str) -> pl.DataFrame:
    """`record` and `value`: how many reports have the same unit, year, and so on; not known where one is not."""
    known, keys = _with_keys(table, code)
    return known.select("record", value=pl.len().over(keys).cast(pl.Int64))


def _with_keys(table: FactTable, code: str) -> tuple[pl.DataFrame, list[str]]:
    """The records of which all that is named is known, and the columns that hold it."""
    records = table.records
    keys: list[str] = []
    for index, name in enumerate(code.split(LINE)):
        own = _OWN.get(name)
        if own is None:
            own = f"k{index}"
            said = table.attributes.lazy().filter(pl.col("name") == name).collect()
            found = said.unique("record", keep="first", maintain_order=True)
            value = pl.coalesce("text", pl.col("number").cast(pl.String)).alias(own)
            records = records.join(found.select("record", value), on="record", how="left")
        keys.append(own)
    return records.filter(pl.all_horizontal(pl.col(key).is_not_null() for key in keys)), keys


def _fellows(known: pl.DataFrame, keys: list[str], record: int) -> tuple[int, ...]:
    mine = known.filter(pl.col("record") == record).select(keys)
    others = known.join(mine, on=keys, how="semi").filter(pl.col("record") != record)
    return tuple(others["record"].sort().to_list())


def others_sharing(table: FactTable, code: str, record: int) -> tuple[int, ...]:
    """The other reports that share what a report has."""
    known, keys = _with_keys(table, code)
    return _fellows(known, keys, record)


def twins_of(table: FactTable, code: str, record: int) -> tuple[int, ...]:
    """The reports of other units with the very same figures."""
    known = _with_prints(table, code).filter(pl.col("print").is_not_null())
    return _fellows(known, [*_SAME], record)


def tallies(table: FactTable, leaves: Iterable[Leaf]) -> Mapping[Leaf, pl.DataFrame]:
    """`record` and `value`: how many figures have a trait, and how many more might have it; a query for both."""
    counted: dict[tuple[str, str], pl.DataFrame] = {}
    answers: dict[Leaf, pl.DataFrame] = {}
    for leaf in leaves:
        question, _, trait = leaf.aspect.partition(BAR)
        if (leaf.code, trait) not in counted:
            counted[leaf.code, trait] = _tally(table, leaf.code, trait)
        answers[leaf] = counted[leaf.code, trait].select("record", value=question)
    return answers


def _tally(table: FactTable, code: str, trait: str) -> pl.DataFrame:
    """`record`, `tally` and `tally_open`.

    The open part is 0 where all that stands there is read without a doubt, else not known: it may be any number more.
    """
    now = _cells(table, code)
    everyone = table.records.lazy().select("record")
    if trait == Trait.SAME:
        past = previous(table.records, 1).lazy()
        before = now.rename({"record": "past", "value": "was", "doubt": "doubted"}).join(past, on="past")
        now = now.join(before, on=["record", "key"], how="full", coalesce=True)
        everyone = past.select("record")
        counted = (pl.col("value") == pl.col("was")) & (pl.col("value") != 0)
        doubt = pl.col("doubt").fill_null(value=False) | pl.col("doubted").fill_null(value=False)
    else:
        counted, doubt = pl.col("value") != 0, pl.col("doubt")
    found = now.group_by("record").agg(
        tally=counted.fill_null(value=False).sum().cast(pl.Int64),
        tally_open=pl.when(~doubt.any()).then(0).cast(pl.Int64),
        seen=pl.lit(1),
    )
    unseen = pl.when(pl.col("seen").is_null()).then(0)
    return (
        everyone.join(found, on="record", how="left")
        .select("record", *(unseen.otherwise(name).alias(name) for name in ("tally", "tally_open")))
        .collect()
    )


def twins(table: FactTable, code: str) -> pl.DataFrame:
    """`record` and `value`: how many other units of the year have the very same figures, at least five not zero."""
    others = pl.col("unit").n_unique().over(_SAME) - 1
    value = pl.when(pl.col("print").is_null()).then(0).otherwise(others).cast(pl.Int64)
    return _with_prints(table, code).select("record", value=value)


def _with_prints(table: FactTable, code: str) -> pl.DataFrame:
    """The records with all their figures that are not zero as one text, where these are at least five."""
    figures = _cells(table, code).collect().filter(pl.col("value").is_not_null() & (pl.col("value") != 0))
    shown = pl.format("{}={}", pl.col("key"), pl.col("value"))
    prints = (
        figures.sort("record", "key").group_by("record").agg(shown.str.join(";").alias("print"), pl.len().alias("n"))
    )
    return (
        table.records.filter(pl.col("unit").is_not_null() & pl.col("year").is_not_null())
        .join(prints, on="record", how="left")
        .with_columns(pl.when(pl.col("n") >= _FEWEST_FIGURES).then("print").alias("print"))
    )


# ------------------------------------------------------------------------------------------------------------- within


def _cells(table: FactTable, code: str) -> pl.LazyFrame:
    """`record`, `key`, `value` and `doubt`: what stands in some cells, one row a cell; a doubtful one has no value."""
    read = (pl.col("reading") == Reading.VALUE.value) & pl.col("stored").is_not_null()
    blank = pl.col("reading").is_in([Reading.BLANK.value, Reading.DASH.value])
    differ = (pl.col("low") != pl.col("high")).fill_null(value=False)
    return (
        table.figures.lazy()
        .filter(pl.col("source") == "table")
        .join(keyed(figures_in(code)).lazy(), on=["indicator", "member"], how="inner", nulls_equal=True)
        .select("record", "key", value=pl.when(read).then("stored"), open=~read & ~blank)
        .group_by("record", "key")
        .agg(pl.col("open").any(), low=pl.col("value").min(), high=pl.col("value").max())
        .with_columns(doubt=pl.col("open") | differ)
        .select("record", "key", "doubt", value=pl.when(~pl.col("doubt")).then("low"))
    )
