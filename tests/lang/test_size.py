"""Very long and very deep conditions: an answer, or a limit that is said, and never a crash."""

from __future__ import annotations

import pytest

from auditor.engine.testing.cases import run_cases
from auditor.lang.check import check_sources
from auditor.source import Source

FIGURES = "".join(f"指标 数{number} : 计数 件\n" for number in range(20))
LONG = 10_000
DEEP = 200


def test_a_sum_of_ten_thousand_terms_is_judged() -> None:
    terms = " + ".join(f"数{number % 19}" for number in range(LONG))
    rows = "| 数0 | 数19 | 结果 |\n  | 2 | 1054 | 通过 |\n  | 2 | 1053 | 不通过 |\n"
    text = f"{FIGURES}规则 R-1 强制\n  要求: {terms} = 数19\n测试 R-1\n  {rows}"
    book, diagnostics = check_sources((Source("例.rules", text),))
    assert diagnostics == ()
    assert [case.ok for case in run_cases(book)] == [True, True]


def test_a_thousand_different_indicators_are_summed() -> None:
    many = 1000
    figures = "".join(f"指标 项{number} : 计数 件\n" for number in range(many))
    terms = " + ".join(f"项{number}" for number in range(1, many))
    rows = "| 项0 | 项7 | 项999 | 结果 |\n  | 5 | 2 | 3 | 通过 |\n  | 5 | 2 | 4 | 不通过 |\n"
    book, diagnostics = check_sources(
        (Source("例.rules", f"{figures}规则 R-1 强制\n  要求: {terms} = 项0\n测试 R-1\n  {rows}"),)
    )
    assert diagnostics == ()
    assert [case.ok for case in run_cases(book)] == [True, True]


@pytest.mark.parametrize(
    "condition",
    [
        "(" * DEEP + "数0" + ")" * DEEP + " = 1",
        "(1 + " * DEEP + "数0" + ")" * DEEP + " = 1",
        "非 (" * DEEP + "数0 = 1" + ")" * DEEP,
        "若 数0 > 0 则 (" * DEEP + "数0 = 1" + ")" * DEEP,
        "最大(" * DEEP + "数0, 1" + ")" * DEEP + " = 1",
    ],
)
def test_two_hundred_brackets_within_each_other_are_refused_and_the_next_rule_is_not(condition: str) -> None:
    text = f"{FIGURES}规则 R-1 强制\n  要求: {condition}\n规则 R-2 强制\n  要求: 数0 = 1\n"
    book, diagnostics = check_sources((Source("例.rules", text),))
    assert [each.code.id for each in diagnostics] == ["AUD115"]
    assert [rule.info.id for rule in book.rules] == ["R-2"]
