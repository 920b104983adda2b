"""The rows of a ready-made table: how large their numbers are, their groups, and what is worked out on them."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.engine.wide.lookups import LookedUp
from auditor.engine.wide.lookups import Lookup
from auditor.engine.wide.lookups import look_up
from auditor.engine.wide.rows import Rows


@pytest.mark.parametrize(
    ("kind", "numbers", "bits"),
    [
        (pl.Int64, [], 0),
        (pl.Int64, [None], 0),
        (pl.Int64, [0, 5, None], 3),
        (pl.Int64, [-9, 5, None], 4),
        (pl.Int64, [-9, 500], 9),
        (pl.Int64, [-(2**63), 0], 64),
        (pl.Int16, [-3, 1], 2),
        (pl.UInt8, [200], 8),
        (pl.UInt64, [2**64 - 1], 64),
    ],
)
def test_how_many_bits_numbers_need(kind: pl.DataType, numbers: list[int | None], bits: int) -> None:
    frame = pl.DataFrame({"a": numbers}, schema={"a": kind})
    assert [Rows.of(it, ["a"]).measured().bits for it in (frame, frame.lazy())] == [{"a": bits}] * 2


@pytest.mark.parametrize("colliding", [0, 2])
def test_rows_are_among_their_peers_even_where_hashes_collide(monkeypatch: pytest.MonkeyPatch, colliding: int) -> None:
    asked = []

    def mixed(keys: tuple[str, ...], seed: int = 0) -> pl.Expr:
        asked.append(seed)
        return pl.struct(keys if seed == colliding else keys[:1]).hash(seed=seed)

    monkeypatch.setattr("auditor.engine.wide.lookups._mixed", mixed)
    levels, years = ["省", "县", None, "省", "县", "省"], [2020, 2020, 2020, 2020, None, 2021]
    frame = pl.DataFrame({"level": levels, "year": years, "a": [1, 2, 3, 4, 5, 6]})
    asking = [Lookup(it, ("level", "year"), "a", it) for it in ("peer_count", "peer_median")]
    (found,) = look_up(asking, Rows.of(frame, frame.columns))
    count, middle = (column.to_list() for column in found.columns(0, frame.height))
    assert (count, middle) == ([2, 1, 0, 2, 0, 1], [5, 4, None, 5, None, 12])
    assert asked == [*range(colliding + 1)]


@pytest.mark.parametrize(
    ("height", "kind"),
    [(0, pl.UInt8), (256, pl.UInt8), (257, pl.UInt16), (2**16, pl.UInt16), (2**16 + 1, pl.UInt32)],
)
def test_groups_are_numbered_in_few_bits(height: int, kind: pl.DataType) -> None:
    last = pl.Series([height - 1] if height else [], dtype=pl.UInt32)
    found = LookedUp.of(last, [pl.int_range(height, eager=True).alias("n")])
    assert (found.groups.dtype, found.columns(0, 1)[0].to_list()) == (kind, last.to_list())
