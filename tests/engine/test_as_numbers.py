"""Terms worked out number by number are what a query gives."""

from __future__ import annotations

import polars as pl
import pytest

from auditor.engine.canonical.algebra import Steps
from auditor.engine.lowered.as_numbers import codes_of
from auditor.engine.lowered.as_numbers import worked_out
from auditor.engine.lowered.ruling import Ruling
from auditor.engine.lowered.terms import SHORT
from auditor.engine.lowered.terms import USUAL
from auditor.engine.lowered.terms import Op
from tests.engine.test_as_series import CONDITIONS
from tests.engine.test_as_series import FRAME
from tests.engine.test_as_series import NUMBERS
from tests.engine.test_as_series import TERMS
from tests.engine.test_as_series import A
from tests.engine.test_as_series import B
from tests.engine.test_as_series import queried

LONG = TERMS.column("a", USUAL)
DAY = TERMS.linear(((LONG, 365),), 736_000)
HUGE = TERMS.linear(((LONG, 10**7),))
MORE = (
    *(TERMS.step(steps, day) for steps in Steps for day in (DAY, HUGE)),
    *(TERMS.steppable(steps, day) for steps in Steps for day in (DAY, HUGE)),
    TERMS.divide(TERMS.linear(((A, -5), (B, 2))), TERMS.number(3, SHORT)),
    TERMS.remainder(A, TERMS.number(2, SHORT)),
    TERMS.extreme([(A, TERMS.null("b")), (B, TERMS.above(B, 3))], largest=False),
)


@pytest.mark.parametrize("height", [5, 1, 0])
def test_terms_are_what_a_query_gives(height: int) -> None:
    roots, frame = (*NUMBERS, *CONDITIONS, *MORE), FRAME.head(height)
    found = worked_out(roots, frame)
    assert [found[it] for it in roots] == queried(roots, frame)


def test_every_operation_is_known() -> None:
    assert {it.op for it in worked_out((*NUMBERS, *CONDITIONS, *MORE), FRAME)} | {Op.CALL, Op.ANSWERS} == {*Op}


def test_what_fails_comes_before_what_is_idle_and_that_before_what_passes() -> None:
    blank, more = TERMS.null("a"), TERMS.above(A, 2)
    rulings = [
        Ruling(more, blank, TERMS.true, None),
        Ruling(more, TERMS.true, TERMS.true, None),
        Ruling(TERMS.false, None, more, TERMS.not_(blank)),
    ]
    frame = pl.DataFrame({"a": [1, 3, None]})
    assert [*codes_of(rulings, frame)] == [[0, 1, 3], [3, 1, 3], [2, 0, None]]
