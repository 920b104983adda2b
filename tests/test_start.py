"""What start.py says while it installs."""

from __future__ import annotations

import os
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


@pytest.mark.parametrize(("within", "home"), [("", None), ("收到", "."), ("审核", None)])
def test_paths_are_taken_from_where_it_is_called_and_the_usual_folders_from_there_if_there_are_any(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, within: str, home: str | None
) -> None:
    start = runpy.run_path(str(START))["start"]
    ran: list[Path] = []

    def note(_: object, folder: Path) -> int:
        ran.append(folder)
        return 0

    start.__globals__.update(ROOT=tmp_path, run=note)
    (tmp_path / "rules").mkdir()
    (tmp_path / "审核" / "rules").mkdir(parents=True)
    (tmp_path / "收到").mkdir()
    monkeypatch.chdir(tmp_path / within)
    monkeypatch.setattr("sys.argv", ["../start.py", "audit"])
    monkeypatch.setenv("AUDITOR_PROGRAM", "")
    monkeypatch.delenv("AUDITOR_HOME", raising=False)
    assert start(["audit", "某县"]) == 0
    assert ran == [tmp_path / within]
    assert os.environ["AUDITOR_PROGRAM"] == "python3 ../start.py"
    assert os.environ.pop("AUDITOR_HOME", None) == (None if home is None else str(tmp_path))


@pytest.mark.parametrize("home", [".", "甲"])
def test_the_usual_folders_are_those_beside_start_py_where_it_says_so(
    monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    monkeypatch.setenv("AUDITOR_HOME", home)
    usual = runpy.run_path(str(START.parent / "auditor" / "cli" / "options.py"))
    assert [usual[name] for name in ("INPUTS", "OUT", "RULES")] == [
        Path(home, name) for name in ("reports_in", "audit_out", "rules")
    ]
