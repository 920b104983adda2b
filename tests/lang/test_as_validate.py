"""Rules as files of the R package `validate`: legal names, conditions in its words, and what cannot be said."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from auditor.cli.commands.every import app
from auditor.lang.check import check_sources
from auditor.lang.export.as_validate import validate_files
from auditor.lang.load import load_rules
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.lang.export.as_validate import Validated

ROOT = Path(__file__).parents[2]
FORM = """
规则集 小表
  版式: small

版式 small 「小表」
  年度: 2010..

指标 总数 (total) : 计数 件
  位置: 一
指标 甲数 (next) : 计数 件
  位置: 二
指标 乙数 (year) : 计数 件
  位置: 三
指标 收费 (fee) : 金额 万元
  位置: 四

规则 S-01 「小的规则」 强制
{body}
  依据: "表"
  整改: "改“它”"
"""


def written(body: str) -> Validated:
    text = FORM.lstrip().format(body=body)
    book, diagnostics = check_sources((Source("small.rules", text),))
    assert diagnostics == ()
    (made,) = validate_files(book)
    return made


def expression(body: str) -> str:
    yaml = written(body).files[0][1]
    (found,) = re.findall(r'^- expr: "(.*)"$', yaml, re.MULTILINE)
    return str(found).replace('\\"', '"')


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("  要求: 总数 = 甲数 + 乙数", "total == Xnext + year_2"),
        ("  要求: 总数 = 甲数 - 乙数\n  容差: 2 件", "abs(total - (Xnext - year_2)) <= 2 + 1e-08"),
        ("  要求: 收费 ≤ 12.5 万元", "fee <= 12.5 + 1e-08"),
        ("  要求: 若 总数 > 0 则 甲数 > 0", "if (total > 0) (Xnext > 0)"),
        ("  要求: 总数 > 0 当且仅当 甲数 > 0", "(total > 0) == (Xnext > 0)"),
        ("  要求: 有值(总数) 或 非 甲数 = 0", "!is.na(total) | !(Xnext == 0)"),
        ("  要求: 甲数 / 总数 ≤ 30%", "Xnext / ifelse(total == 0, NA, total) <= 0.3 + 1e-08"),
        ("  要求: 总数 ≥ 上年(总数)\n  适用: 年度 2016..2018", "total >= total.prev1"),
        ("  要求: 总数 = 0\n  空值: 视为零", "ifelse(is.na(total), 0, total) == 0"),
        ("  要求: 总数 ≥ 1\n  空值: 不通过", "!is.na(total >= 1) & (total >= 1)"),
        ("  要求: 默认(总数, 0) = 最大(甲数, 乙数)", "ifelse(is.na(total), 0, total) == pmax(Xnext, year_2)"),
        ("  要求: 唯一(单位, 年度)", "is_unique(unit, year)"),
    ],
)
def test_conditions_are_said_in_r(body: str, expected: str) -> None:
    found = expression(body)
    assert found == expected or found.endswith(f"({expected})"), found


def test_a_scope_guards_its_rule() -> None:
    found = expression("  要求: 总数 > 0\n  适用: 年度 2016..2018；层级 乡镇")
    assert found == (
        "if ((!is.na(year) & (year >= 2016 & year <= 2018)) & "
        '(!is.na(unit_level) & unit_level %in% c("乡镇"))) (total > 0)'
    )


def test_the_legend_explains_every_column_that_is_spoken_of() -> None:
    made = written("  要求: 总数 ≥ 上年(乙数)")
    rows = list(csv.DictReader(io.StringIO(made.files[1][1])))
    assert [(row["column"], row["code"], row["years_back"], row["name"], row["unit"]) for row in rows] == [
        ("total", "total", "0", "总数", "件"),
        ("year_2.prev1", "year", "1", "乙数", "件"),
    ]


def test_label_severity_and_the_rest_are_kept() -> None:
    yaml = written("  要求: 总数 = 甲数").files[0][1]
    for line in (
        'name: "S.01"',
        'label: "小的规则"',
        'description: "总数 = 甲数"',
        'severity: "error"',
        'rule: "S-01"',
        'basis: "表"',
        'fix: "改“它”"',
    ):
        assert f"  {line}\n" in yaml


def test_what_cannot_be_said_stands_in_the_head_with_its_reason() -> None:
    made = written("  要求: 空白数(总数) = 0")
    assert [rule for rule, _ in made.left_out] == ["S-01"]
    yaml = made.files[0][1]
    assert "\nrules:" not in yaml
    assert "要看单元格怎样填写 asks how a cell is filled in: S-01" in yaml


def test_every_rule_of_the_packs_is_written_or_left_out_and_names_are_legal() -> None:
    book, _ = load_rules(ROOT / "rules")
    for made in validate_files(book):
        asked = [rule.info.id for rule in book.rules if rule.form == made.form]
        assert sorted(asked) == sorted([*made.said, *(rule for rule, _ in made.left_out)])
        yaml, legend = (text for _, text in made.files)
        names = re.findall(r'^  name: "(.*)"$', yaml, re.MULTILINE)
        columns = [row["column"] for row in csv.DictReader(io.StringIO(legend))]
        for found in (names, columns):
            assert len(found) == len(set(found)) > 20
            assert all(re.fullmatch(r"[A-Za-z][A-Za-z0-9._]*", name) for name in found)


def test_the_command_writes_the_files_and_says_what_is_left_out(tmp_path: Path) -> None:
    command = ["export", "validate", "--rules", str(ROOT / "rules"), "--out", str(tmp_path)]
    ran = CliRunner().invoke(app, command, catch_exceptions=False)
    assert ran.exit_code == 0
    assert sorted(path.name for path in (tmp_path / "validate").iterdir()) == [
        f"disclosure-{year}.{kind}" for year in (2014, 2019, 2021) for kind in ("csv", "yaml")
    ]
    assert "要看其他单位的报告" in ran.output
    assert "X-L01" in ran.output


def test_the_figures_of_reports_are_written_beside_the_rules(tmp_path: Path) -> None:
    table = "单位,年度,收到申请数,当面申请数\n甲县,2016,9,4\n甲县,2017,12,\n"
    (tmp_path / "数.csv").write_text(table, encoding="utf-8")
    command = ["export", "validate", str(tmp_path / "数.csv"), "--rules", str(ROOT / "rules"), "--out", str(tmp_path)]
    assert CliRunner().invoke(app, command, catch_exceptions=False).exit_code == 0
    written = (tmp_path / "validate" / "disclosure-2014-figures.csv").read_text(encoding="utf-8")
    rows = {row["year"]: row for row in csv.DictReader(io.StringIO(written))}
    asked = ("unit", "requests_received", "requests_in_person", "requests_received.prev1", "budget", "unit_level")
    assert [rows["2016"][name] for name in asked] == ["甲县", "9", "4", "NA", "NA", "县级"]
    assert [rows["2017"][name] for name in asked] == ["甲县", "12", "NA", "9", "NA", "县级"]
    legend = (tmp_path / "validate" / "disclosure-2014.csv").read_text(encoding="utf-8")
    assert {row["column"] for row in csv.DictReader(io.StringIO(legend))} <= set(rows["2017"])
