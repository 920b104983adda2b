"""Expressions as trees, and the place of every node."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any

import pytest

from auditor.lang import ast
from auditor.lang.grammar.parts import Fault
from auditor.lang.grammar.parts import Part
from auditor.lang.grammar.parts import parse_part
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Span(0, 0)

EXPRESSIONS = (
    "a + b = c",
    "按时办结数 ＋ 延期办结数 － 3 ＝ 申请办结数",
    "若 收取费用 > 0 万元 则 收到申请数 ≥ 1 件 否则 非 有值(x)",
    "(a + b) * (c - d) / 2 ≤ -x",
    "0 ≤ 规范性文件数 ≤ 主动公开政府信息数",
    "同比(收到申请数) 介于 -60% 与 200% 之间",
    "x 不属于 {1, 2、3}",
    "合计(行[申请人]) = 行[总计] + x[*]",
    "a > 0 且 (b = 0 或 c ≠ 1) 或者 非 d < 2",
    "a > 0 当且仅当 合计(公开渠道) > 0",
    "统计起 = 日期(年度, 01-01) 且 统计止 = 2017年12月31日",
    '版式 属于 { "2019版", “2021版” }',
    "句.百分比 ≈ 句.分子 / 句.分母",
    "正文.「带 空格的名」 = `(一)某数`",
    "if a > 0 then b >= 1 cases else not c in {1}",
    "max(abs(a - b), 0) ~= +3.5",
)


def parse(text: str) -> Any:  # noqa: ANN401
    return parse_part(Part.EXPR, fold(text), text, 0)


def name(text: str) -> ast.Name:
    return ast.Name(text, span=HERE)


def ref(text: str) -> ast.Ref:
    return ast.Ref((name(text),), span=HERE)


def expressions(node: object) -> Iterator[ast.Node]:
    """Every expression within a node, itself included."""
    if isinstance(node, tuple):
        for item in node:
            yield from expressions(item)
    elif isinstance(node, ast.Node):
        if not isinstance(node, (ast.Name, ast.Star)):
            yield node
        for name in node.__struct_fields__:
            yield from expressions(getattr(node, name))


@pytest.mark.parametrize("text", EXPRESSIONS)
def test_the_text_under_every_node_parses_to_that_node(text: str) -> None:
    tree = parse(text)
    assert not isinstance(tree, Fault)
    wrong = [node for node in expressions(tree) if parse(text[node.span.start : node.span.end]) != node]
    assert wrong == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a+b=c", "a ＋ b ＝ c"),
        ("a × b ÷ 2 ≤ 3", "a * b / 2 <= 3"),
        ("若 a > 0 则 b ≠ 0", "if a > 0 then b != 0"),
        ("a 且 b 或 非 c", "(a and b) or (not c)"),
        ("a 不小于 1 并且 b 不超过 2", "a ≥ 1 且 b ≤ 2"),
        ("a 介于 1 与 2 之间", "a between 1 and 2"),
        ("a 当且仅当 b", "a iff b"),
        ("a 属于 {1, 2}", "a in {1、2}"),
    ],
)
def test_two_spellings_are_one_tree(one: str, other: str) -> None:
    assert parse(one) == parse(other)


def test_a_sum_binds_closer_than_a_comparison() -> None:
    total = ast.Additive((ref("a"), ref("b"), ref("c")), ("+", "-"), span=HERE)
    assert parse("a + b - c = d") == ast.Compare((total, ref("d")), ("=",), span=HERE)


def test_a_keyword_is_a_whole_run_of_name_characters() -> None:
    assert parse("其他或未知数 或 且慢") == ast.Or((ref("其他或未知数"), ref("且慢")), span=HERE)


def test_a_number_takes_the_word_after_it_as_its_unit() -> None:
    assert parse("1.5万元") == ast.Number(Fraction(3, 2), name("万元"), span=HERE)


def test_a_keyword_after_a_number_is_no_unit() -> None:
    assert parse("3 且 a") == ast.And((ast.Number(Fraction(3), span=HERE), ref("a")), span=HERE)


def test_a_long_sum_is_one_flat_node() -> None:
    tree = parse(" + ".join(["x"] * 10_000))
    assert isinstance(tree, ast.Additive)
    assert len(tree.args) == 10_000


def test_twenty_brackets_deep_is_read() -> None:
    assert parse("(" * 20 + "x" + ")" * 20) == ref("x")


def test_two_hundred_brackets_deep_is_refused_in_words() -> None:
    assert parse("(" * 200 + "x" + ")" * 200) == Fault(0, "depth")


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("a + = b", 4, "operand"),
        ("若 a > 0 或 b", 11, "则"),
        ("a = (b", 6, ")"),
        ("f(a,)", 4, "operand"),
        ("a b", 2, "end"),
        ("a 介于 1", 6, "与"),
        ("x[", 2, "column"),
        ("正文.", 3, "name"),
    ],
)
def test_a_fault_is_where_the_text_stops_making_sense(text: str, at: int, expected: str) -> None:
    assert parse(text) == Fault(at, expected)


@pytest.mark.parametrize("arrow", ["→", "->", "=>"])
def test_an_arrow_of_two_signs_is_no_minus(arrow: str) -> None:
    text = f"a > 1 {arrow} 核实; 其他 {arrow} 提示"
    grades = parse_part(Part.GRADES, fold(text), text, 0)
    assert [step.condition for step in grades.steps] == [parse("a > 1"), None]
