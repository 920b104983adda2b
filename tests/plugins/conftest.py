"""The sample plugin, installed for a test: its code and what an installer writes of it on the import path."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = Path(__file__).parent / "sample"


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Installs entry points: `install(readers={"card": "auditor_sample.cards"})`."""

    def installed(**groups: dict[str, str]) -> None:
        info = tmp_path / "site" / "auditor_sample-1.2.dist-info"
        info.mkdir(parents=True)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: auditor-sample\nVersion: 1.2\n", encoding="utf-8")
        lines = [
            line
            for group, entries in groups.items()
            for line in (f"[auditor.{group}]", *(f"{name} = {place}" for name, place in entries.items()))
        ]
        (info / "entry_points.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
        monkeypatch.syspath_prepend(str(SAMPLE))
        monkeypatch.syspath_prepend(str(tmp_path / "site"))
        monkeypatch.setattr(sys, "dont_write_bytecode", True)

    return installed
