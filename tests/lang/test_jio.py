"""Formulas of the JIO system become rules over a declared form; what cannot be taken is told at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from auditor.cli.commands.every import app
from auditor.diagnostics import Lang
from auditor.lang.check import check_sources
from auditor.lang.jio.grammar import LONGEST
from auditor.lang.jio.importing import Imported
from auditor.lang.jio.importing import import_formulas
from auditor.lang.jio.meanings import MeaningError
from auditor.lang.jio.meanings import Meanings
from auditor.lang.jio.meanings import read_meanings
from auditor.source import Source

if TYPE_CHECKING:
    from pathlib import Path

FORM = Source(
    "rules/form.rules",
    """规则集 样表
  版式: sample

版式 sample 「样表」

表 总表 「总体情况」
表 收费表 「收费情况」
表 分列表 「分列情况」
  列: 甲, 乙, 合计列

指标 概况 : 标题 于 总表
指标 收到数 : 计数 件 于 总表
指标 当面数 : 计数 件 于 总表
指标 网络数 : 计数 件 于 总表
指标 公开数 : 计数 条 于 总表
指标 规章制发数 : 计数 件 于 收费表
  位置: 一
  栏目: 规章
  列目: 制发
指标 规章废止数 : 计数 件 于 收费表
  位置: 一
  栏目: 规章
  列目: 废止
指标 文件制发数 : 计数 件 于 收费表
  位置: 二
  栏目: 文件
  列目: 制发
指标 文件废止数 : 计数 件 于 收费表
  位置: 二
  栏目: 文件
  列目: 废止
指标 新收 : 计数 件 于 分列表
指标 结转 : 计数 件 于 分列表
指标 「总计（年末）」 : 计数 件 于 分列表
""",
)


MEANINGS = read_meanings(["BBLX=单位类型:0=汇总,9=其他", "XBYS=单位级别"], ["1=1"], ["Z3[1]=1~2"])


def imported(text: str, meanings: Meanings = Meanings()) -> Imported:  # noqa: B008 - frozen
    form = check_sources((FORM,))[0].schema.forms["sample"]
    return import_formulas(Source("f.txt", text), form, (FORM,), "rules/j.rules", meanings=meanings)


def required(text: str, meanings: Meanings = Meanings()) -> list[str]:  # noqa: B008 - frozen
    """The loops and statements of what was imported, as the rule file has them."""
    lines = imported(text, meanings).text.split("\n")
    return [line.strip() for line in lines if line.startswith(("  要求:", "  对每个", "    则", "    否则"))]


@pytest.mark.parametrize(
    ("formula", "rule"),
    [
        ("Z1[2,1]=Z1[3,1]+Z1[4,1]", ["要求: 收到数 = 当面数 + 网络数"]),
        ("总表[2]>=总表[3]", ["要求: 收到数 ≥ 当面数"]),
        ("Z1[2,1]<>2*(Z1[3,1]-Z1[4,1])", ["要求: 收到数 ≠ 2 × (当面数 - 网络数)"]),
        ("总表[２，１]＝０", ["要求: 收到数 = 0"]),
        ("Z2[*,1]>=Z2[*,2]", ["要求: 规章制发数 ≥ 规章废止数", "要求: 文件制发数 ≥ 文件废止数"]),
        ("Z2[1]>=Z2[2]", ["要求: 规章制发数 ≥ 文件制发数", "要求: 规章废止数 ≥ 文件废止数"]),
        ("Z2[1]>=Z2[2]{2}", ["要求: 规章废止数 ≥ 文件废止数"]),
        (
            "Z3[*,3]=Z3[*,1]+Z3[*,2]",
            ["对每个 行 于 { 新收, 结转, 「总计(年末)」 }:", "要求: 行[合计列] = 行[甲] + 行[乙]"],
        ),
        ("Z3[*,3]>=Z3[*,1]{1~2}", ["对每个 行 于 { 新收, 结转 }:", "要求: 行[合计列] ≥ 行[甲]"]),
        (
            "Z3[3]=Z3[1]+Z3[2]{1,3}",
            ["对每个 列 于 { 甲, 合计列 }:", "要求: 「总计(年末)」[列] = 新收[列] + 结转[列]"],
        ),
        ("Z3[2,3]=Z3[3,3].-1", ["要求: 结转[合计列] = 上年(「总计(年末)」[合计列])"]),
        ("Z1[2,1]>=Z1[2,1].-2", ["要求: 收到数 ≥ 前(收到数, 2)"]),
        ("IF Z1[2,1]>0 THEN Z1[3,1]+Z1[4,1]>0", ["要求: 若 收到数 > 0 则 当面数 + 网络数 > 0"]),
        ("if Z1[2,1]>0 then Z1[3,1]>0 else Z1[3,1]=0", ["要求: 若 收到数 > 0 则 当面数 > 0 否则 当面数 = 0"]),
        (
            "Z1[2,1]>0 AND (Z1[3,1]>0 OR NOT Z1[4,1]=0)",
            ["要求: 收到数 > 0 且 (当面数 > 0 或 非 网络数 = 0)"],
        ),
        ("ROUND(Z1[3,1]/Z1[2,1]*100,2)<=100", ["要求: 四舍五入(当面数 ÷ 收到数 × 100, 2) ≤ 100"]),
        ("INLIST(Z1[2,1],0,1)", ["要求: 收到数 = 0 或 收到数 = 1"]),
        ("EXIST(Z2)", ["要求: 合计(行数(规章制发数, 规章废止数, 文件制发数, 文件废止数)) > 0"]),
    ],
)
def test_a_formula_is_taken(formula: str, rule: list[str]) -> None:
    assert required(formula) == rule


@pytest.mark.parametrize(
    ("formula", "rule"),
    [
        (
            'IF BBLX="0" AND XBYS<>"1" THEN Z1[2,1]=1',
            ['要求: 若 单位类型 属于 { "汇总" } 且 非 单位级别 属于 { "1" } 则 收到数 = 1'],
        ),
        ('IF INLIST(BBLX,"0","9") THEN Z1[2,1]>0', ['要求: 若 单位类型 属于 { "汇总", "其他" } 则 收到数 > 0']),
        ("Z1[2,1]=Z1[3,1]@1", ["要求: 收到数 = 上年(当面数)"]),
        ("Z1[2,1]=Z1[3,1].-1@1", ["要求: 收到数 = 前(当面数, 2)"]),
        (
            "Z3[3]=Z3[1,'']{1,3}",
            ["对每个 列 于 { 甲, 合计列 }:", "要求: 「总计(年末)」[列] = 合计(新收[列], 结转[列])"],
        ),
    ],
)
def test_what_is_told_beside_the_formulas_is_taken(formula: str, rule: list[str]) -> None:
    assert required(formula, MEANINGS) == rule


@pytest.mark.parametrize(
    ("cover", "task", "floating"),
    [
        (["BBLX"], [], []),
        (["BBLX=单位类型:0"], [], []),
        ([], ["1=x"], []),
        ([], [], ["Z3[1]=3~2"]),
        ([], [], ["Z3=1~2"]),
    ],
)
def test_a_meaning_that_is_not_understood_is_refused(cover: list[str], task: list[str], floating: list[str]) -> None:
    with pytest.raises(MeaningError):
        read_meanings(cover, task, floating)


def test_what_is_not_taken_stands_beside_what_is_with_the_reason() -> None:
    found = imported("Z1[2,1]=Z1[3,1]\nZ1[2,1]=Z1[3,1]@7\n")
    assert "## 第 2 行：Z1[2,1]=Z1[3,1]@7\n##   没有采用：关联任务 @7" in found.text
    assert check_sources((FORM, Source("rules/j.rules", found.text)))[1] == ()


@pytest.mark.parametrize(
    ("formula", "column", "words"),
    [
        ("Z1[2,1]=Z1[3,1]+", 17, "此处应为 单元格、数值、函数或括号"),
        ("Z1[2,1]=(Z1[3,1]", 17, "此处应为 右括号 )"),
        ("IF Z1[2,1]>0 Z1[3,1]=0", 14, "此处应为 THEN"),
        ("Z1[2,1]=0 Z1[3,1]=0", 11, "此处应为 公式到此结束，或运算符"),
        ("Z1[1,1]=0", 1, "第 1 行是标题行"),
        ("Z1[2,1]=Z1[9,1]", 9, "没有第 9 行（共 5 行）"),
        ("Z1[2,1]=Z1[3,2]", 9, "第 3 行没有第 2 列"),
        ("Z1[2,1]=Z9[3,2]", 9, "版式中没有表 Z9"),
        ("[2,1]=0", 1, "须写明是哪张（总表、收费表、分列表）"),
        ("Z1[2,1]=Z1[2,1]@1", 9, "关联任务 @1"),
        ("Z1[2]=Z1[3,'']{2~3}", 7, "浮动行"),
        ("Z1[*]>0", 1, "同时通配行与列"),
        ("Z3[*,1]=Z3[1]", 1, "行通配与列通配混用"),
        ("Z1[2,1]=0{1~2}", 10, "公式没有通配"),
        ("Z3[*,3]=Z3[*,1]{2~4}", 16, "第 4 行没有所说的列"),
        ("Z3[1]=Z3[2]{4}", 12, "没有第 4 列"),
        ('IF BBLX="0" THEN Z1[2,1]=1', 4, "封面代码 BBLX"),
        ("IF BBLX=1 THEN Z1[2,1]=1", 4, "封面代码 BBLX"),
        ('IF Z1[2,1]>9 THEN SYS_FUI="BackColor=10"', 19, "SYS_FUI 只用于显示"),
        ('Z1[2,1]="0"', 9, "文本“0”"),
        ("ZXCF(Z1[2,1])=1", 1, "没有对应的函数：ZXCF"),
        ("Z1[2,1]=Z1[5,1]", 1, "单位不符"),
        ("Z1[2,1]+1", 1, "此处应为条件"),
        ("Z1[2,1]=" + "(" * 900 + "1" + ")" * 900, 1, ""),
        ("Z1[2,1]=1" + "+1" * LONGEST, LONGEST + 1, "不超过"),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_place(formula: str, column: int, words: str) -> None:
    found = imported(f"\n  {formula}\n")
    assert found.taken == 0
    (diagnostic,) = found.diagnostics
    assert diagnostic.source is not None
    assert diagnostic.span is not None
    place = diagnostic.source.position(diagnostic.span.start)
    assert words in diagnostic.message(Lang.ZH)
    assert (place.line, place.column) == (2, column + 2)


def test_what_is_taken_passes_the_check_with_its_formula_beside_it() -> None:
    found = imported("// 说明\nZ1[2,1]=Z1[3,1]\n\nZ1[2,1]=Z1[5,1]\nZ2[*,1]>=Z2[*,2]\n")
    assert (found.taken, found.formulas) == (2, 3)
    book, diagnostics = check_sources((FORM, Source("rules/j.rules", found.text)))
    assert diagnostics == ()
    assert [info.id for info in book.infos] == ["J-002", "J-005-1", "J-005-2"]
    assert "## 原公式（第 5 行）：Z2[*,1]>=Z2[*,2]\n规则 J-005-1" in found.text


def test_a_number_that_is_taken_already_is_told() -> None:
    form = check_sources((FORM,))[0].schema.forms["sample"]
    other = Source("rules/other.rules", "规则集 已有\n  版式: sample\n规则 J-001 强制\n  要求: 收到数 ≥ 0\n")
    found = import_formulas(Source("f.txt", "Z1[2,1]=0\nZ1[3,1]=0"), form, (FORM, other), "rules/z.rules")
    assert (found.taken, len(found.diagnostics)) == (1, 1)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="Z12[],*.-@{}~()=<>+/ \"'IFTHENORDabc总表，", max_size=40))
def test_whatever_the_text_there_is_a_rule_or_a_reason(text: str) -> None:
    found = imported(text)
    assert found.taken + len(found.diagnostics) == found.formulas


def test_the_command_writes_a_new_file_and_only_a_new_one(tmp_path: Path) -> None:
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "form.rules").write_text(FORM.text, encoding="utf-8")
    (tmp_path / "f.txt").write_bytes("Z1[2,1]=Z1[3,1]\r\n总表[1,1]=0\r\n".encode("gb18030"))
    out = rules / "j.rules"
    command = ["import", "jio", str(tmp_path / "f.txt"), "--form", "sample", "--out", str(out), "--rules", str(rules)]
    run = CliRunner().invoke(app, command)
    assert run.exit_code == 0
    assert "2 个公式，采用 1 个" in run.output
    assert "f.txt:2:1" in run.output
    assert CliRunner().invoke(app, ["rules", "check", str(rules)]).exit_code == 0
    assert [path.name for path in rules.iterdir() if path.suffix != ".rules"] == []
    assert CliRunner().invoke(app, command).exit_code == 2
    shown = CliRunner().invoke(app, ["import", "rows", "sample", "--rules", str(rules)]).output
    assert "收费表[2,1]\t文件制发数" in shown
    assert "分列表[3,3]\t总计(年末)[合计列]" in shown
