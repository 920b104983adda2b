"""What a rule asks of several rows of a wide table at once: one small table each, joined to every block of rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

import polars as pl

from auditor.engine.algebra import Leaf
from auditor.engine.algebra import LeafKind
from auditor.engine.derive import BAR
from auditor.engine.derive import LINE
from auditor.engine.frames import bare

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.plan import Statement

_ATTRIBUTES = {"year": "年度", "level": "单位级别", "region": "单位地区", "type": "单位类型", "unit": "单位"}


@dataclass(frozen=True, slots=True)
class Lookup:
    """A column by keys: how many rows share them (`figure` is None), or a statistic of a figure among such rows."""

    name: str
    keys: tuple[str, ...]
    figure: str | None
    question: str

    def table(self, frame: pl.LazyFrame, coarser: Mapping[Lookup, pl.DataFrame]) -> pl.LazyFrame:
        """The keys with the value; keys that stand but once are left out of a count.

        What shares some keys shares any part of them: with the counts of coarser keys few rows are left to look at.
        """
        # NOTE: what is used twice is kept by the query, and must not be the whole table.
        frame = frame.select(list(dict.fromkeys((*self.keys, *((self.figure,) if self.figure else ())))))
        if self.figure is None:
            for lookup, values in coarser.items():
                if self.refines(lookup):
                    frame = frame.join(values.lazy(), on=lookup.keys, how="semi")
        known = frame.filter(pl.all_horizontal(pl.col(key).is_not_null() for key in self.keys))
        if self.figure is None:
            if len(self.keys) == 1:
                # NOTE: sorting one column takes a fraction of the memory of counting each of its values.
                key = pl.col(self.keys[0])
                again = known.select(key.sort()).filter(key == key.shift(1)).unique()
                known = known.join(again, on=self.keys, how="semi")
            counts = known.select(self.keys).group_by(self.keys).agg(pl.len().cast(pl.Int64).alias(self.name))
            return counts.filter(pl.col(self.name) > 1)
        value = pl.col(self.figure).cast(pl.Int64)
        told = known.select(*self.keys, self.figure).filter(pl.col(self.figure).is_not_null())
        doubled = told.group_by(self.keys).agg(median=_doubled_median(value), count=pl.len().cast(pl.Int64))
        if self.question != "peer_spread":
            wanted = "count" if self.question == "peer_count" else "median"
            return doubled.select(*self.keys, pl.col(wanted).alias(self.name))
        gap = (2 * value - pl.col("median")).abs()
        far = told.join(doubled, on=self.keys, how="inner").group_by(self.keys)
        return far.agg(_doubled_median(gap).alias(self.name))

    def refines(self, other: Lookup) -> bool:
        """Whether both count rows, by these keys and by a part of them."""
        return self.figure is None and other.figure is None and set(other.keys) < set(self.keys)

    def joined(self, block: pl.DataFrame, values: pl.DataFrame) -> pl.DataFrame:
        """A block of rows with the column."""
        # NOTE: only the keys take part in the join, which would copy every column.
        keys = block.select(self.keys)
        found = keys.join(values, on=self.keys, how="left", maintain_order="left")[self.name]
        if self.figure is None:
            known = keys.select(pl.all_horizontal(pl.all().is_not_null())).to_series()
            found = found.fill_null(1).set(~known, None) if not known.all() else found.fill_null(1)
        elif self.question == "peer_count":
            found = found.fill_null(0)
        return block.with_columns(_in_chunks(found.rename(self.name), block))


def lookups_for(
    statements: Iterable[Statement], cells: Mapping[tuple[str, str | None], str], attributes: Mapping[str, str]
) -> tuple[tuple[Lookup, ...], dict[Leaf, str], frozenset[Leaf]]:
    """The lookups that statements need, the columns of all leaves, and the leaves that a table has nothing for."""
    lookups: dict[Leaf, Lookup] = {}
    values: dict[Leaf, str] = {}
    lacking: set[Leaf] = set()
    for leaf in dict.fromkeys(leaf for it in statements for leaf in (*it.leaves, *it.graded_leaves)):
        key = bare(leaf)
        if leaf.kind is LeafKind.DERIVED and key not in lookups:
            lookup = _lookup(leaf, f"lookup{len(lookups)}", cells, attributes)
            if lookup is not None:
                lookups[key] = lookup
                values[key] = lookup.name
        elif (
            leaf.kind is LeafKind.FIGURE
            and not leaf.years_back
            and not leaf.aspect
            and (leaf.code, leaf.member) in cells
        ):
            values[key] = cells[leaf.code, leaf.member]
        elif leaf.kind is LeafKind.ATTRIBUTE and leaf.code in attributes:
            values[key] = attributes[leaf.code]
        if key not in values:
            lacking.add(leaf)
    return tuple(lookups.values()), values, frozenset(lacking)


# ------------------------------------------------------------------------------------------------------------- within


def _lookup(
    leaf: Leaf, name: str, cells: Mapping[tuple[str, str | None], str], attributes: Mapping[str, str]
) -> Lookup | None:
    question, _, by = leaf.aspect.partition(BAR)
    figure = cells.get((leaf.code, leaf.member))
    named = leaf.code.split(LINE) if question == "sharing" else by.split(",")
    keys = tuple(attributes.get(_ATTRIBUTES.get(key, key), "") for key in named)
    peers = question in {"peer_count", "peer_median", "peer_spread"} and figure is not None and not leaf.years_back
    if not all(keys) or not (peers or question == "sharing"):
        return None
    return Lookup(name, keys, figure if peers else None, question)


def _in_chunks(column: pl.Series, block: pl.DataFrame) -> pl.Series:
    """A column cut where the others are: else the whole block would be copied to make them alike."""
    lengths = block.to_series(0).chunk_lengths()
    starts = list(accumulate(lengths, initial=0))
    whole = column.rechunk()
    parts = [whole.slice(start, length) for start, length in zip(starts, lengths, strict=False)]
    return pl.concat(parts, rechunk=False) if parts else whole


def _doubled_median(value: pl.Expr) -> pl.Expr:
    """The sum of the two middle values (twice the middle one): whole numbers in, a whole number out."""
    ordered = value.sort()
    return ordered.get((pl.len() - 1) // 2) + ordered.get(pl.len() // 2)
