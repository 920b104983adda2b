"""What start.py says while it installs."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

START = Path(__file__).parents[1] / "start.py"


@pytest.mark.parametrize(("installed", "said"), [(False, "首次运行"), (True, "程序有更新")])
def test_the_first_start_is_told_from_one_after_an_update(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], *, installed: bool, said: str
) -> None:
    install = runpy.run_path(str(START))["install"]
    python = tmp_path / "bin" / "python"
    install.__globals__.update(VENV=tmp_path, PYTHON=python, run=lambda _: 0, prepare=lambda: None)
    if installed:
        python.parent.mkdir()
        python.touch()
        (tmp_path / "installed").write_text("another", encoding="ascii")
    assert install("runtime")
    assert capsys.readouterr().out.startswith(said)
