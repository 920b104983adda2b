from __future__ import annotations

from typing import Any

import pytest


@pytest.fixture(scope="module")
def context() -> Any:  # noqa: ANN401 - the type of an extra
    """A context of Great Expectations that keeps nothing."""
    gx = pytest.importorskip("great_expectations", reason="Great Expectations is an extra")
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    return context
