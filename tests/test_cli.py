"""Options of the command line: where they may stand, and what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from auditor.cli import app

if TYPE_CHECKING:
    from pathlib import Path

RULE = "规则集 样表\n指标 收到件数 : 计数 件\n规则 R-1 「有收件」 强制\n  要求: 收到件数 > 0\n"


@pytest.mark.parametrize(
    ("args", "said"),
    [
        ("--lang en rules list", "Error"),
        ("rules --lang en list", "Error"),
        ("rules list --lang en", "Error"),
        ("--lang zh rules list --lang en", "Error"),
        ("--lang en rules list --lang zh", "强制"),
    ],
)
def test_the_language_may_stand_before_a_command_and_what_stands_after_it_counts(
    args: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "a.rules").write_text(RULE, encoding="utf-8")
    assert said in CliRunner().invoke(app, [*args.split(), str(tmp_path)]).stdout


def test_whoever_begins_in_the_current_folder_is_not_sent_into_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    said = CliRunner().invoke(app, ["init", "--no-examples"]).stdout
    assert (tmp_path / "rules").is_dir()
    assert "cd" not in said
