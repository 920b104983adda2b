"""Rules and tables for expectations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

gx = pytest.importorskip("great_expectations", reason="Great Expectations is an extra")
ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def context() -> Any:  # noqa: ANN401 - the type of an extra
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    return context
