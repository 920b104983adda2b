"""Comparisons in their one linear form."""

from __future__ import annotations

from fractions import Fraction

import pytest

from auditor.lang import typed
from auditor.lang.linear import Canonical
from auditor.lang.linear import canonical
from auditor.lang.typed import Operator
from tests.lang.lang_worlds import rule_of


def form(text: str) -> Canonical:
    require = rule_of(f"规则 R-1 强制\n  要求: {text}\n").instances[0].require
    assert isinstance(require, typed.Comparison)
    return canonical(require)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("当面件数 + 网络件数 = 收到件数", "收到件数 = 网络件数 + 当面件数"),
        ("当面件数 = 收到件数 - 网络件数", "2 * 收到件数 - 2 * 网络件数 - 当面件数 = 当面件数"),
        ("收到件数 ≥ 办结件数", "办结件数 ≤ 收到件数"),
        ("收到件数 > 办结件数", "办结件数 - 收到件数 < 0"),
        ("合计(方式) = 收到件数", "收到件数 = 当面件数 + 网络件数"),
        ("收到件数 / 2 = 办结件数", "收到件数 = 办结件数 * 2"),
        ("专项经费 = 1 万元", "专项经费 = 10000 元"),
        ("平均(当面件数, 网络件数) = 3", "当面件数 + 网络件数 = 6"),
    ],
)
def test_two_ways_to_write_a_comparison_have_one_form(one: str, other: str) -> None:
    assert form(one) == form(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("收到件数 ≥ 办结件数", "收到件数 > 办结件数"),
        ("收到件数 ≥ 办结件数", "办结件数 ≥ 收到件数"),
        ("收到件数 = 办结件数", "收到件数 = 上年(办结件数)"),
        ("收到件数 = 3", "收到件数 = 4"),
    ],
)
def test_different_comparisons_have_different_forms(one: str, other: str) -> None:
    assert form(one) != form(other)


def test_what_cancels_is_gone() -> None:
    found = form("收到件数 + 办结件数 - 收到件数 = 3")
    assert [weight for _, weight in found.form.terms] == [1]
    assert (found.op, found.form.constant) == (Operator.EQ, Fraction(-3))


def test_what_is_not_linear_is_an_atom() -> None:
    assert len(form("收到件数 / 办结件数 = 绝对值(当面件数 - 网络件数) / 办结件数").form.terms) == 2
