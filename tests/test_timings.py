from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.cli.commands.every import app
from auditor.cli.timings import Stopwatch
from auditor.diagnostics import Lang
from auditor.stages import Stage

ROOT = Path(__file__).parents[1]
FIGURES = "单位,年度,本年新收\n清河镇,2020,5\n"


@pytest.mark.parametrize(
    ("lang", "names"),
    [
        ("zh", ["读规则", "读报告", "判定", "定位", "台账", "写结果", "合计"]),
        ("en", ["rules", "reading", "judging", "locating", "ledger", "writing", "total"]),
    ],
)
def test_an_audit_says_what_took_how_long(lang: str, names: list[str], tmp_path: Path) -> None:
    table = tmp_path / "figures.csv"
    table.write_text(FIGURES, encoding="utf-8")
    given = ["audit", str(table), "--rules", str(ROOT / "rules"), "--out", str(tmp_path / "out"), "--lang", lang]
    ran = CliRunner().invoke(app, [*given, "--timings"])
    assert ran.exit_code == 0, ran.output
    lines = re.findall(r"^ *(\d+\.\d{3}) (?:秒|s) ?[（(]\D*(\d+\.\d{3}) .*[)）]  (.+)$", ran.stderr, re.MULTILINE)
    assert [name for *_, name in lines] == names
    for column in (0, 1):  # by the clock, and of processors
        *stages, total = (float(line[column]) for line in lines)
        assert total == pytest.approx(sum(stages), abs=0.01)


def test_every_stage_has_a_name() -> None:
    watch = Stopwatch()
    for stage in Stage:
        watch.done(stage)
    assert len(watch.say(Lang.EN).splitlines()) == len(Stage) + 1
