from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ledger.series import Series

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def series(tmp_path: Path) -> Series:
    """Audits kept in one ledger."""
    return Series(tmp_path / "audit_out.ledger")
