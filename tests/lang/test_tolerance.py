"""Which comparisons a tolerance is for, and how much it is in the stored integers of what is compared."""

from __future__ import annotations

from fractions import Fraction

import pytest

from auditor.diagnostics import Lang
from auditor.lang.typing.tolerance import required
from auditor.snippet import render_diagnostic
from tests.lang.lang_worlds import FORM
from tests.lang.lang_worlds import check
from tests.lang.lang_worlds import rule_of


def amounts(rule: str) -> list[list[Fraction]]:
    """The tolerances of each comparison that is required, in reading order; a share as its negative."""
    found = required(rule_of(f"规则 R-1 强制\n{rule}\n").instances[0].require)
    return [[-each.amount if each.relative else each.amount for each in one.tolerances] for one in found]


@pytest.mark.parametrize(
    ("compared", "tolerance", "amount"),
    [
        ("收到件数 = 办结件数", "2", 2),
        ("收到件数 = 办结件数", "2 件", 2),
        ("收到件数 = 办结件数", "2 千件", 2000),
        ("专项经费 = 零星费用", "1", 1_000_000),
        ("专项经费 = 零星费用", "0.5 元", 50),
        ("零星费用 = 专项经费", "1", 100),
        ("零星费用 = 专项经费", "2 万", 2_000_000),
        ("零星费用 = 专项经费", "2 亿元", 20_000_000_000),
        ("收到件数 = 办结件数", "相对 5%", Fraction(-1, 20)),
        ("收到件数 = 办结件数", "相对 5‰", Fraction(-1, 200)),
        ("当面件数 / 收到件数 = 50%", "1 个百分点", Fraction(1, 100)),
        ("当面件数 / 收到件数 = 50%", "相对 1%", Fraction(-1, 100)),
    ],
)
def test_an_amount_is_stored_in_the_unit_of_what_is_compared(
    compared: str, tolerance: str, amount: int | Fraction
) -> None:
    assert amounts(f"  要求: {compared}\n  容差: {tolerance}") == [[amount]]


@pytest.mark.parametrize(
    ("require", "found"),
    [
        ("收到件数 = 办结件数 且 专项经费 = 零星费用", [[1], [50]]),
        ("收到件数 = 办结件数 或 专项经费 = 零星费用", [[1], [50]]),
        ("若 收到件数 = 1 则 办结件数 = 1 否则 专项经费 = 1 元", [[1], [50]]),
        ("若 收到件数 = 1 则 (办结件数 = 1 且 专项经费 = 1 元)", [[1], [50]]),
        ("有值(收到件数) 且 收到件数 = 办结件数 且 专项经费 = 1 元", [[1], [50]]),
        ("若 专项经费 = 1 元 则 办结件数 = 1 否则 (专项经费 = 2 元 或 收到件数 = 3)", [[1], [50], [1]]),
    ],
)
def test_each_comparison_has_the_tolerance_of_its_unit(require: str, found: list[list[int]]) -> None:
    assert amounts(f"  要求: {require}\n  容差: 1 件, 0.5 元") == found


def test_printed_digits_are_the_tolerance_of_a_percentage() -> None:
    rule = "  对每个 句 于 正文.比率句:\n  要求: 句.百分比 ≈ 句.分子 / 句.分母 且 句.分子 = 句.分母\n  容差: 相对 1%"
    assert amounts(rule) == [[], [], [Fraction(-1, 100)]]


def test_a_requirement_that_compares_nothing_has_no_tolerance() -> None:
    _, (told,) = check(f"{FORM}规则 R-1 强制\n  要求: 有值(收到件数) 且 非 收到件数 = 1\n  容差: 1 件\n")
    assert told.code.slug == "unused-tolerance"
    assert required(rule_of("规则 R-1 强制\n  要求: 有值(收到件数)\n").instances[0].require) == ()


@pytest.mark.parametrize(
    ("compared", "tolerance", "slug", "place", "help_"),
    [
        ("收到件数 = 办结件数", "1 万元", "unused-tolerance", "1 万元", "容差的单位应与所比较的数相同"),
        ("收到件数 = 办结件数", "1 倍", "unused-tolerance", "1 倍", "容差的单位应与所比较的数相同"),
        ("收到件数 = 办结件数", "0.5%", "ambiguous-tolerance", "0.5%", "写成“0.5 个百分点”或“相对 0.5%”"),
        ("收到件数 = 办结件数", "5 ‰", "ambiguous-tolerance", "5 ‰", "写成“0.5 个百分点”或“相对 0.5%”"),
        ("当面件数 / 收到件数 = 50%", "0.5", "ambiguous-tolerance", "0.5", "写成“0.5 个百分点”或“相对 0.5%”"),
        ("若 收到件数 = 1 则 当面件数 / 收到件数 = 50%", "2", "ambiguous-tolerance", "2", "写成“2 个百分点”"),
        ("收到件数 = 办结件数", "2 万圆", "unknown-unit", "万圆", "是否指“万元”？"),
        (
            "收到件数 = 办结件数",
            "相对 0.05",
            "share-without-percent",
            "相对 0.05",
            "指 0.05 倍的，写成 相对 5%",
        ),
        (
            "收到件数 = 办结件数",
            "相对 3 件",
            "share-without-percent",
            "相对 3 件",
            "指 3 倍的，写成 相对 300%",
        ),
    ],
)
def test_a_tolerance_that_cannot_be_used_is_told_at_its_place(
    compared: str, tolerance: str, slug: str, place: str, help_: str
) -> None:
    _, (told,) = check(f"{FORM}规则 R-1 强制\n  要求: {compared}\n  容差: {tolerance}, 相对 1%\n")
    assert told.source is not None
    assert told.span is not None
    assert (told.code.slug, told.source.text[told.span.start : told.span.end]) == (slug, place)
    shown = render_diagnostic(told, Lang.ZH)
    assert help_ in shown
    assert f"“{place}”" in shown


def test_a_rule_whose_tolerance_is_unclear_is_not_run() -> None:
    book, (told,) = check(f"{FORM}规则 R-1 强制\n  要求: 收到件数 = 办结件数\n  容差: 1%, 3 件\n")
    assert (told.code.slug, book.rules, book.broken) == ("ambiguous-tolerance", (), ("R-1",))
