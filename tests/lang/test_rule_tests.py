"""Tests of rules as cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from auditor.cli.commands.every import app
from auditor.diagnostics import Lang
from auditor.lang import ast
from auditor.lang.testing.cells import Unreadable
from auditor.lang.testing.cells import read_parts
from auditor.lang.testing.cells import read_percent
from auditor.lang.typed import Aspect
from auditor.lang.typed import Case
from auditor.lang.typed import Field
from auditor.results import Verdict
from auditor.source import Source
from auditor.source import Span
from tests.lang.lang_worlds import FORM
from tests.lang.lang_worlds import check
from tests.lang.lang_worlds import sound

if TYPE_CHECKING:
    from pathlib import Path

TABLE = """\
表 t
  列: 自然人 (p), 总计 (all)
  合计列: 总计
指标 新收 (new) : 计数 件 于 t
指标 结转 (rest) : 计数 件 于 t
"""


def cases(text: str) -> tuple[Case, ...]:
    return sound(FORM + text).cases


def test_a_row_gives_figures_in_stored_integers() -> None:
    text = (
        "规则 R 强制\n  要求: 专项经费 = 零星费用\n测试 R\n"
        "  | 专项经费 | 零星费用 | 结果 |\n  | 1.5 | 空 | 无法判定 |\n"
    )
    (case,) = cases(text)
    assert case.figures == ((("budget", None, 0), 1_500_000), (("petty", None, 0), None))
    assert (case.rule, case.form, case.expected) == ("R", "", Verdict.UNKNOWN)


def test_rows_with_a_year_are_one_units_history() -> None:
    text = (
        "规则 R 强制\n  要求: 收到件数 = 上年(办结件数)\n测试 R\n"
        "  | 年度 | 收到件数 | 办结件数 | 结果 |\n  | 2020 | 1 | 5 | 无法判定 |\n  | 2021 | 5 | 0 | 通过 |\n"
    )
    first, second = cases(text)
    assert dict(first.figures)["closed", None, 1] is None
    assert dict(second.figures)["closed", None, 1] == 5


def test_a_missing_year_between_two_is_never_last_year() -> None:
    text = (
        "规则 R 强制\n  要求: 收到件数 = 上年(收到件数)\n测试 R\n"
        "  | 年度 | 收到件数 | 结果 |\n  | 2018 | 1 | 无法判定 |\n  | 2020 | 1 | 无法判定 |\n"
    )
    assert [dict(case.figures)["received", None, 1] for case in cases(text)] == [None, None]


def test_a_loop_column_says_which_binding() -> None:
    text = (
        f"{TABLE}规则 R 强制\n  对每个 列 于 {{自然人, 总计}}:\n  要求: 新收[列] = 结转[列]\n测试 R\n"
        "  | 列 | 新收 | 结转[总计] | 结果 |\n  | 自然人 | 1 | 2 | 通过 |\n"
    )
    (case,) = cases(text)
    assert case.binding == "p"
    assert dict(case.figures) == {("new", "p", 0): 1, ("rest", "all", 0): 2}


def test_a_bare_name_with_columns_is_the_total() -> None:
    text = f"{TABLE}规则 R 强制\n  要求: 新收[*] = 1\n测试 R\n  | 新收 | 结果 |\n  | 1 | 通过 |\n"
    assert cases(text)[0].figures == ((("new", "all", 0), 1),)


def test_attributes_aspects_and_fields_have_columns() -> None:
    text = (
        '规则 R 强制\n  对每个 x 于 {收到件数, 办结件数}:\n  当: 非 否定(正文.x) 且 文种 = "年报"\n'
        "  要求: 正文.x = x 且 行数(x) = 1 且 公布日期 > 2018-01-01\n测试 R\n"
        "  | 正文.办结件数 | 否定(正文.办结件数) | 文种 | 行数(办结件数) | 公布日期 | 结果 |\n"
        "  | 3 | 0 | 年报 | 1 | 2018-03-01 | 通过 |\n"
    )
    (case,) = cases(text)
    assert case.fields == ((Field.MENTION, 3), (Field.DENIED, 0))
    assert case.attributes == (("文种", "年报"), ("公布日期", 736754))
    assert case.aspects == ((("closed", None, Aspect.ROWS), 1),)
    assert case.binding == "closed"


def test_an_enumeration_can_be_written_as_its_sum() -> None:
    text = (
        "规则 R 强制\n  对每个 句 于 正文.列举句:\n  要求: 合计(句.分项) = 句.总数\n测试 R\n"
        "  | 句.总数 | 句.分项 | 结果 |\n  | 205 | 120+81+3 | 不通过 |\n"
    )
    assert dict(cases(text)[0].fields) == {Field.TOTAL: 205, Field.SUM: 204, Field.LARGEST: 120, Field.COUNT: 3}


def test_a_percentage_keeps_its_printed_digits() -> None:
    text = (
        "规则 R 强制\n  对每个 句 于 正文.比率句:\n  要求: 句.百分比 ≈ 句.分子 / 句.分母\n测试 R\n"
        "  | 句.百分比 | 句.分子 | 句.分母 | 结果 |\n  | 97.80% | 89 | 91 | 通过 |\n"
    )
    assert dict(cases(text)[0].fields)[Field.STATED] == 9780
    assert dict(cases(text)[0].fields)[Field.SCALE] == 10_000


def test_rows_that_cannot_run_are_counted() -> None:
    right = "规则 R 强制\n  要求: 收到件数 = 1\n测试 R\n  | 收到件数 | 结果 |\n  | 1 | 通过 |\n  | 1 | 对 |\n"
    wrong = "规则 Q 强制\n  要求: 没有的数 = 1\n测试 Q\n  | 收到件数 | 结果 |\n  | 1 | 通过 |\n  | 2 | 不通过 |\n"
    book, _ = check(FORM + right + wrong)
    assert (len(book.cases), book.untried) == (1, 3)


def test_the_command_says_how_many_tests_were_not_run(tmp_path: Path) -> None:
    (tmp_path / "a.rules").write_text(
        "指标 甲数 : 计数 件\n规则 R 强制\n  要求: 乙数 = 1\n测试 R\n  | 甲数 | 结果 |\n  | 1 | 通过 |\n",
        encoding="utf-8",
    )
    result = CliRunner().invoke(app, ["rules", "test", str(tmp_path)])
    assert "1 项测试没有运行" in result.output
    assert result.exit_code == 2


def test_a_test_of_a_rule_whose_keyword_is_misspelt_is_not_told_twice() -> None:
    table = "  | 收到件数 | 结果 |\n  | 1 | 通过 |\n"
    rules = f"规侧 L-01 「申请」 强制\n  要求: 收到件数 > 0\n测试 L-01\n{table}"
    assert [each.code.id for each in check(FORM + rules)[1]] == ["AUD105"]


def test_a_test_of_no_rule_is_shown_the_nearest_of_its_file() -> None:
    rules = "规则 L-01 「申请」 强制\n  要求: 收到件数 > 0\n测试 L-02\n  | 收到件数 | 结果 |\n  | 1 | 通过 |\n"
    other = "规则 N-02 「申请」 强制\n  要求: 收到件数 > 0\n"
    (said,) = check(FORM + other, rules)[1]
    assert "L-01" in (said.help(Lang.ZH) or "")


@pytest.mark.parametrize("written", ["9" * 19, "9" * 5000, "0." + "9" * 19, "9" * 18 + "万元"])
def test_a_figure_that_no_column_holds_cannot_stand_in_a_test(written: str) -> None:
    rows = f"  | 专项经费 | 零星费用 | 结果 |\n  | {written} | 1 | 不通过 |\n"
    _, diagnostics = check(f"{FORM}规则 R 强制\n  要求: 专项经费 = 零星费用\n测试 R\n{rows}")
    assert [each.code.slug for each in diagnostics] == ["bad-cell"]


@pytest.mark.parametrize("written", ["5" * 5000 + "%", "1+" + "5" * 5000])
def test_a_share_or_a_part_that_no_column_holds_is_no_cell(written: str) -> None:
    cell = ast.Text(written, span=Span(0, 0))
    assert isinstance(read_percent(cell), Unreadable)
    assert isinstance(read_parts(cell), Unreadable)


@pytest.mark.parametrize("number", ["9" * 19, "9" * 5000, "0." + "9" * 19])
def test_a_number_of_too_many_digits_is_told_where_it_stands(number: str) -> None:
    _, (told,) = check(f"{FORM}规则 R 强制\n  要求: 专项经费 < {number} 元\n")
    assert told.code.slug == "too-many-digits"
    assert told.span is not None
    assert isinstance(told.source, Source)
    assert number.startswith(told.source.slice(told.span))


def test_a_number_of_as_many_digits_as_may_be_is_read() -> None:
    assert check(f"{FORM}规则 R 强制\n  要求: 专项经费 < {'9' * 18} 元\n")[1] == ()
