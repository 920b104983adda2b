"""Tables in files: the same verdicts and findings on every engine, and what is refused before anything is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl
import pytest
from typer.testing import CliRunner

from auditor.cli.commands.every import app
from auditor.engine.engines import Engine
from auditor.engine.wide.big_tables import judge_files
from auditor.engine.wide.table_files import TableFilesError
from auditor.engine.wide.table_files import table_files
from auditor.lang.check import check_sources
from auditor.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.engine.wide.big_tables import TableVerdicts
    from auditor.lang.typed import RuleBook

RULES = """版式 small 「小表」
规则集 小
  版式: small
参数 最小同级数 = 3

指标 甲 : 计数 件
指标 乙 : 计数 件
指标 合计 : 计数 件
指标 收费 : 金额 万元

规则 S-01 强制
  要求: 甲 + 乙 = 合计

规则 S-02 强制
  要求: 唯一(单位, 年度)

规则 S-03 核实
  适用: 年度 2017 起
  要求: 若 甲 > 0 则 乙 > 0

规则 S-04 核实
  要求: 合计 ≤ 10 * 同级中位数(合计)

规则 S-05 核实
  要求: 收费 ≤ 1 万元

规则 S-06 核实
  要求: 甲 ≤ 上年.甲 + 100
"""
ROWS = [
    ("甲局", 2017, "县级", 1, 2, 3, 1),
    ("甲局", 2017, "县级", 4, None, 4, None),
    ("乙局", 2016, "县级", 5, 0, 6, 2),
    ("丙局", 2017, "县级", None, 1, 0, 0),
    ("丁局", 2017, "县级", 0, 900, 900, 0),
    (None, 2017, None, 3, 0, 3, 0),
]


@pytest.fixture
def book() -> RuleBook:
    checked, diagnostics = check_sources((Source("small.rules", RULES),))
    assert [each.code.id for each in diagnostics] == []
    return checked


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    heads = ["单位", "年度", "单位级别", "甲", "乙", "合计", "收费"]
    frame = pl.DataFrame(ROWS, schema=heads, orient="row")
    frame[:2].write_parquet(tmp_path / "一 [1]+%.parquet")
    frame[2:].write_parquet(tmp_path / "二.parquet")
    return sorted(tmp_path.glob("*.parquet"))


def judged(book: RuleBook, files: list[Path], engine: Engine = Engine.POLARS) -> TableVerdicts:
    return judge_files(book.rules, table_files(files, book.schema.forms.values()), engine)


def test_the_rows_of_all_files_are_judged_together(book: RuleBook, files: list[Path]) -> None:
    found = judged(book, files)
    assert found.rows == 6
    assert found.counts.rows() == [
        ("S-01", "", 3, 2, 1, 0),
        ("S-02", "", 3, 2, 1, 0),
        ("S-03", "", 2, 1, 1, 2),
        ("S-04", "", 3, 1, 0, 2),
        ("S-05", "", 4, 1, 1, 0),
    ]
    assert found.findings.select("rule", "row", "unit", "left", "right", "blanks").rows() == [
        ("S-02", 0, "甲局", None, None, []),
        ("S-02", 1, "甲局", None, None, []),
        ("S-01", 2, "乙局", 5, 6, []),
        ("S-05", 2, "乙局", 2 * 10**6, 10**6, []),
        ("S-01", 3, "丙局", None, 0, ["甲"]),
        ("S-04", 4, "丁局", 900, 35, []),
        ("S-03", 5, None, 0, 0, []),
    ]
    assert found.refused == (("S-06", "figure 甲 (-1)"),)


@pytest.mark.parametrize("engine", [Engine.DUCKDB])
def test_every_engine_gives_the_same(book: RuleBook, files: list[Path], engine: Engine) -> None:
    pytest.importorskip("duckdb", reason="the extra auditor[duckdb] is not installed")
    here, there = judged(book, files), judged(book, files, engine)
    assert there.counts.rows() == here.counts.rows()
    assert there.findings.rows() == here.findings.rows()


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"单位": ["甲"], "甲": [1]}, "没有“年度”列"),
        ({"单位": ["甲"], "年度": [2017], "甲": [1.5]}, "“{head}”列不是整数"),
        ({"单位": ["甲"], "年度": ["2017年"], "甲": [1]}, "“{head}”列不是整数"),
        ({"单位": ["甲"], "年度": [2017], "收费": [2**61]}, "“{head}”列的数太大"),
        ({"单位": ["甲"], "年度": [2017], "甲": [1], "存疑": ["甲"]}, "请用 auditor audit"),
    ],
)
def test_what_would_be_judged_wrongly_is_refused(
    book: RuleBook, tmp_path: Path, columns: dict[str, list[object]], words: str
) -> None:
    pl.DataFrame(columns).write_parquet(tmp_path / "t.parquet")
    with pytest.raises(TableFilesError) as refused:
        table_files([tmp_path / "t.parquet"], book.schema.forms.values())
    assert words in refused.value.words.zh


def test_a_file_that_is_damaged_or_other_than_the_first_is_named(book: RuleBook, files: list[Path]) -> None:
    last, whole = files[-1], files[-1].read_bytes()
    last.write_bytes(whole[:-9])
    with pytest.raises(TableFilesError, match="cannot be read") as refused:
        table_files(files, book.schema.forms.values())
    assert refused.value.values["file"] == "二.parquet"
    last.write_bytes(whole)
    for changed in (pl.read_parquet(last).drop("乙"), pl.read_parquet(last).cast({"乙": pl.Int32})):
        changed.write_parquet(last)
        with pytest.raises(TableFilesError, match="same names and types") as refused:
            table_files(files, book.schema.forms.values())
        assert refused.value.values == {"file": "二.parquet", "head": "乙", "first": files[0].name}
        last.write_bytes(whole)


def test_the_command_writes_counts_and_findings(files: list[Path], tmp_path: Path) -> None:
    rules, out = tmp_path / "rules", tmp_path / "out"
    rules.mkdir()
    (rules / "small.rules").write_text(RULES, encoding="utf-8")
    ran = CliRunner().invoke(app, ["table", str(files[0].parent), "--rules", str(rules), "--out", str(out)])
    assert ran.exit_code == 0, ran.output
    assert "小表：6 行" in ran.output
    assert "S-06" in ran.output
    assert pl.read_csv(out / "counts.csv")["fail"].sum() == pl.read_parquet(out / "findings.parquet").height
