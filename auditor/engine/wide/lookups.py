"""What a rule asks of several rows of a wide table at once: for every row a group, and what is found by group."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import reduce
from itertools import count
from operator import add
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl
from msgspec import Struct

from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.derive import BAR
from auditor.engine.canonical.derive import LINE
from auditor.engine.columns.frames import bare
from auditor.engine.columns.peers import OF_PEERS
from auditor.engine.wide.rows import TOGETHER
from auditor.engine.wide.rows import bits
from auditor.engine.wide.rows import cast
from auditor.engine.wide.rows import narrowest
from auditor.lang.typed import PeerKey

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.plan import Statement
    from auditor.engine.wide.rows import Rows

_WIDE = pl.Int128()
_UNSIGNED = MappingProxyType({8: pl.UInt8(), 16: pl.UInt16(), 32: pl.UInt32()})


class Lookup(Struct, frozen=True):
    """A column by keys: how many rows share them (`figure` is None), or a statistic of a figure among such rows."""

    name: str
    keys: tuple[str, ...]
    figure: str | None
    question: str

    @property
    def without(self) -> int | None:
        """What a row has whose keys no table of this lookup holds; a row shares its keys at least with itself."""
        return 1 if self.figure is None else self.without_keys

    @property
    def without_keys(self) -> int | None:
        """What a row has of whose keys any is blank."""
        return 0 if self.question == "peer_count" else None

    def refines(self, other: Lookup) -> bool:
        """Whether both count rows, by these keys and by a part of them."""
        return self.figure is None and other.figure is None and set(other.keys) < set(self.keys)


class LookedUp(Struct, frozen=True, eq=False):
    """Columns of lookups that have their keys in common: the group of every row, and by group what was found.

    `bits` is what the largest number of each column needs.
    """

    groups: pl.Series
    found: pl.DataFrame
    bits: Mapping[str, int]

    @classmethod
    def of(cls, groups: pl.Series, columns: Sequence[pl.Series]) -> LookedUp:
        """Columns, each number in few bits."""
        needed = {each.name: bits(*_ends(each)) for each in columns}
        found = pl.DataFrame([each.cast(narrowest(needed[each.name])) for each in columns])
        return cls(groups.cast(_numbering(found.height), wrap_numerical=True), found, MappingProxyType(needed))

    def columns(self, start: int, height: int) -> list[pl.Series]:
        """The columns of some rows."""
        return self.found[self.groups.slice(start, height)].get_columns()


def look_up(lookups: Sequence[Lookup], rows: Rows) -> tuple[LookedUp, ...]:
    """What all lookups find, those by few keys first: what shares some keys shares any part of them."""
    shared: dict[Lookup, pl.Series] = {}
    asked: dict[tuple[str, ...], list[Lookup]] = {}
    for lookup in lookups:
        if lookup.figure is not None:
            asked.setdefault(lookup.keys, []).append(lookup)
    # NOTE: much of either has but one core, so that one goes on beside the other.
    with ThreadPoolExecutor(1) as beside:
        among_peers = beside.map(lambda keys: _among_peers(keys, asked[keys], rows), asked)
        for lookup in sorted((it for it in lookups if it.figure is None), key=lambda it: len(it.keys)):
            coarser = [counts for other, counts in shared.items() if lookup.refines(other)]
            shared[lookup] = _times(lookup, rows, coarser)
        counted = tuple(LookedUp.of(counts, [_numbers(lookup, counts)]) for lookup, counts in shared.items())
        return (*counted, *among_peers)


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
    if question == "sharing":
        named, figure = leaf.code.split(LINE), None
    elif question in OF_PEERS and (leaf.code, leaf.member) in cells and not leaf.years_back:
        named, figure = [PeerKey(key).attribute for key in by.split(",")], cells[leaf.code, leaf.member]
    else:
        return None
    keys = tuple(attributes.get(each, "") for each in named)
    return Lookup(name, keys, figure, question) if all(keys) else None


def _times(lookup: Lookup, rows: Rows, coarser: Sequence[pl.Series]) -> pl.Series:
    """How many rows share the keys of each row, 0 where any of them is blank; `coarser` says it of a part of them."""
    keys = list(lookup.keys)
    likely = coarser[-1] > 1 if coarser else _repeated(_marks(keys, rows))
    blank = pl.any_horizontal(pl.col(key).is_null() for key in keys)
    blanks: list[pl.Series] = []
    again: list[pl.DataFrame] = []
    for start, block in rows.parts(keys):
        numbered = block.with_row_index("row", start)
        blanks.append(numbered.filter(blank)["row"])
        again.append(numbered.filter(likely.slice(start, block.height) & ~blank))
    found = pl.concat(again).with_columns(times=pl.len().over(keys))
    alone = pl.repeat(1, rows.height, dtype=pl.UInt32, eager=True)
    return alone.scatter(pl.concat(blanks), 0).scatter(found["row"], found["times"])


def _marks(keys: Sequence[str], rows: Rows) -> pl.Series:
    """A number for each row, equal where the keys are equal, and else seldom.

    A key that is a number is its own: those of a table mostly ascend, so that they are soon sorted.
    """
    own = len(keys) == 1 and rows.dtypes[keys[0]].is_integer()
    return pl.concat(block.to_series() for _, block in rows.parts([pl.col(keys) if own else _mixed(keys)]))


def _mixed(keys: Sequence[str], seed: int = 0) -> pl.Expr:
    return reduce(add, (pl.col(key).hash(seed=seed + at) for at, key in enumerate(keys)))


def _repeated(numbers: pl.Series) -> pl.Series:
    """Whether each number stands more than once; sorting takes a fraction of the memory of counting."""
    ordered = numbers.sort()
    return numbers.is_in(ordered.filter(ordered == ordered.shift()).unique().implode())


def _numbering(height: int) -> pl.DataType:
    """The type of so many numbers from 0."""
    return next(kind for bits_of, kind in _UNSIGNED.items() if height <= 2**bits_of)


def _numbers(lookup: Lookup, counts: pl.Series) -> pl.Series:
    """By how many rows share keys, just that."""
    number = pl.int_range(_ends(counts)[1] + 1)
    shared = pl.when(number == 0).then(lookup.without_keys).when(number == 1).then(lookup.without).otherwise(number)
    return pl.select(shared.alias(lookup.name)).to_series()


def _among_peers(keys: tuple[str, ...], lookups: Iterable[Lookup], rows: Rows) -> LookedUp:
    """Statistics of figures among the rows that share some keys."""
    groups = _groups(keys, rows)
    _, last = _ends(groups)

    def found(figure: str, asked: list[Lookup]) -> list[pl.Series]:
        values = rows.frame.lazy().select(figure).collect(engine="streaming").to_series()
        told = _statistics(groups, values, last, spread=any(it.question == "peer_spread" for it in asked))
        return [told[it.question].alias(it.name) for it in asked]

    with ThreadPoolExecutor(TOGETHER) as pool:
        columns = pool.map(found, *zip(*_by_figure(lookups), strict=True))
        return LookedUp.of(groups, [column for each in columns for column in each])


def _groups(keys: tuple[str, ...], rows: Rows) -> pl.Series:
    """For each row the number of its keys, from 1; 0 where any of them is blank."""
    known = rows.frame.lazy().select(keys).unique().collect(engine="streaming")
    # NOTE: a hash that no two of all keys share stands for them, and is far cheaper to look up.
    hashes = (_mixed(keys, seed) for seed in count())
    hashed = next(it for it in hashes if known.select(it).to_series().is_unique().all())
    whole = known.drop_nulls().select(hashed).to_series()
    numbers = pl.int_range(1, whole.len() + 1, dtype=pl.UInt32, eager=True)
    group = hashed.replace_strict(whole, numbers, default=0, return_dtype=pl.UInt32)
    return pl.concat(block.to_series() for _, block in rows.parts([group]))


def _by_figure(lookups: Iterable[Lookup]) -> Iterator[tuple[str, list[Lookup]]]:
    found: dict[str, list[Lookup]] = {}
    for lookup in lookups:
        found.setdefault(lookup.figure or "", []).append(lookup)
    yield from found.items()


def _statistics(groups: pl.Series, values: pl.Series, last: int, *, spread: bool) -> pl.DataFrame:
    """By group from 0 to the last: how many values there are, twice their median and four times its deviation."""
    found = _middles(groups, values, last).rename({"count": "peer_count", "middle": "peer_median"})
    if not spread:
        return found
    given = pl.DataFrame({"value": values, "middle": found["peer_median"][groups]})
    gaps = given.select((2 * pl.col("value").cast(_WIDE) - pl.col("middle")).abs()).to_series()
    return found.with_columns(_middles(groups, gaps, last)["middle"].alias("peer_spread"))


def _middles(groups: pl.Series, values: pl.Series, last: int) -> pl.DataFrame:
    """By group from 0 to the last: how many values there are, and the sum of the two middle ones (of 0: none).

    A group and a value are packed into one number, so that one sort of whole numbers puts all in their places.
    """
    low, high = _ends(values)
    room = high - low + 1
    kind = narrowest(bits(2 * low, max(2 * high, (last + 2) * room)))
    by, least = (pl.lit(number, dtype=kind) for number in (room, low))
    pairs = pl.DataFrame({"group": groups, "value": values}).lazy()
    pairs = pairs.filter(pl.col("group") > 0, pl.col("value").is_not_null())
    packed = pairs.select(cast("group", kind) * by + (cast("value", kind) - least)).collect().to_series()
    ordered = packed.sort()
    starts = pl.select(pl.int_range(last + 2).cast(kind) * by).to_series()
    spans = pl.DataFrame({"start": starts, "place": ordered.search_sorted(starts).cast(pl.Int64)})
    spans = spans.with_columns(count=pl.col("place").shift(-1) - pl.col("place")).head(-1)
    halves = ((pl.col("count") - 1) // 2, pl.col("count") // 2)
    places = (pl.when(pl.col("count") > 0).then(pl.col("place") + half) for half in halves)
    lower, upper = (pl.lit(ordered).gather(place) - pl.col("start") + least for place in places)
    return spans.select("count", middle=lower + upper)


def _ends(numbers: pl.Series) -> tuple[int, int]:
    """The least and the largest number, 0 where there is none."""
    low, high = (end if isinstance(end, int) else 0 for end in (numbers.min(), numbers.max()))
    return low, high
