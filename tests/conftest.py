"""No test may fail because the machine is busy; what was changed on purpose need not be told in the shortest way.

Tests have few rows, which are judged number by number: a query, by which many are, must always give the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase
from hypothesis import settings
from polars.testing import assert_frame_equal

from auditor.engine import run

if TYPE_CHECKING:
    from collections.abc import Iterator

    import polars as pl

    from auditor.engine.columns.frames import WideFrame
    from auditor.engine.lowered.ruling import Ruling

settings.register_profile("auditor", deadline=None)
settings.register_profile("mutants", deadline=None, database=None, phases=(Phase.explicit, Phase.generate))
settings.load_profile("auditor")


@pytest.fixture(autouse=True, scope="session")
def _few_rows_are_queried_too() -> Iterator[None]:
    given = run.codes_on

    def both(rulings: list[Ruling], wide: WideFrame) -> pl.DataFrame:
        found = given(rulings, wide)
        if wide.frame.height <= run.FEW:
            assert_frame_equal(found, run.query(rulings, wide).collect())
        return found

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(run, "codes_on", both)
        yield
