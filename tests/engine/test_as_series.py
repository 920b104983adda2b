"""Terms worked out at once are what a query gives, in as few columns as there have to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest

from auditor.engine.lowered.as_polars import printer
from auditor.engine.lowered.as_series import workings
from auditor.engine.lowered.making import Terms
from auditor.engine.lowered.terms import NARROW
from auditor.engine.lowered.terms import SHORT
from auditor.engine.lowered.terms import WIDE

if TYPE_CHECKING:
    from auditor.engine.lowered.terms import Term

FRAME = pl.DataFrame(
    {"a": [0, 3, None, 7, 2], "b": [4, 3, 1, None, 0], "c": [9, 0, 2, 5, None], "w": ["x", "y", None, "x", "z"]}
)
TERMS = Terms()
A, B, C = (TERMS.column(name, SHORT) for name in "abc")
WIDER = TERMS.column("a", WIDE)
SUM = TERMS.linear(((A, 1), (B, 1), (C, 1)))
BLANK, FIRST, MORE = TERMS.null("a"), TERMS.null("b"), TERMS.above(A, 2)
NUMBERS = (
    *(A, WIDER, SUM, TERMS.number(5, NARROW)),
    TERMS.linear(((SUM, 1), (A, -3)), 7),
    TERMS.linear(((A, -1), (B, -2)), 100),
    TERMS.times(A, B),
    TERMS.divide(SUM, TERMS.number(3, SHORT)),
    TERMS.choose(TERMS.not_(MORE), A, TERMS.number(-1, SHORT)),
    TERMS.extreme([(A, TERMS.true), (B, MORE), (C, TERMS.true)], largest=True),
)
CONDITIONS = (
    *(BLANK, MORE, TERMS.true, TERMS.false, TERMS.not_(BLANK)),
    *(TERMS.above(TERMS.linear(((A, 1), (B, -1))), limit) for limit in (0, -1, 2)),
    *(join((MORE, TERMS.not_(BLANK), FIRST)) for join in (TERMS.all_, TERMS.any_)),
    *(join((TERMS.not_(MORE), TERMS.not_(FIRST))) for join in (TERMS.all_, TERMS.any_)),
    *(join((BLANK, FIRST, MORE)) for join in (TERMS.all_, TERMS.any_)),
    *(TERMS.among("w", values) for values in (("x", "y"), ("x", "y", "z"))),
)


def queried(roots: tuple[Term, ...], frame: pl.DataFrame) -> list[list[object]]:
    to = printer(roots, frame.schema, frozenset())
    lazy = frame.lazy()
    for stage in to.stages:
        lazy = lazy.with_columns(stage)
    found = lazy.with_columns(to.of(it).alias(f"= {at}") for at, it in enumerate(roots)).collect()
    return [found[f"= {at}"].to_list() for at in range(len(roots))]


@pytest.mark.parametrize("height", [5, 1, 0])
def test_terms_are_what_a_query_gives(height: int) -> None:
    roots, frame = (*NUMBERS, *CONDITIONS), FRAME.head(height)
    expected = queried(roots, frame)
    found = workings(roots, frame.schema, frozenset()).on(frame)
    assert [found[it].to_list() for it in roots] == expected
    alone = [workings((it,), frame.schema, frozenset()).on(frame)[it] for it in roots]
    assert [column.to_list() for column in alone] == expected


def test_what_is_known_of_a_few_numbers() -> None:
    found = workings((SUM, TERMS.above(SUM, 7), TERMS.all_((MORE, TERMS.not_(FIRST)))), FRAME.schema, frozenset())
    assert [it.to_list() for it in found.on(FRAME).values()] == [
        [13, 6, 3, 12, 2],
        [True, False, False, True, False],
        [False, True, False, False, False],
    ]


def test_only_what_is_asked_for_is_kept() -> None:
    work = workings((TERMS.above(SUM, 7), B), FRAME.schema, frozenset())
    made = {term: FRAME.select(expr).to_series() for term, expr in work.first.items()}
    assert set(made) == {A, B, C}
    work.after(made)
    assert set(made) == {TERMS.above(SUM, 7), B}


def test_columns_are_read_as_one_piece() -> None:
    parts = pl.concat([FRAME, FRAME], rechunk=False)
    assert parts["a"].n_chunks() == 2
    found = workings((A, BLANK, SUM), FRAME.schema, frozenset()).on(parts)
    assert [column.n_chunks() for column in found.values()] == [1, 1, 1]


def test_a_wider_column_is_made_of_the_narrower() -> None:
    work = workings((TERMS.above(WIDER, 1), TERMS.above(A, 1)), FRAME.schema, frozenset())
    assert list(work.first) == [A]
