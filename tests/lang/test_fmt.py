from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.lang import ast
from auditor.lang.check import check_sources
from auditor.lang.fmt.expressions import print_expr
from auditor.lang.fmt.sources import canonical
from auditor.lang.fmt.sources import format_source
from auditor.lang.fmt.sources import format_sources
from auditor.lang.fmt.words import Printer
from auditor.lang.fmt.words import unbroken
from auditor.lang.fmt.words import wrapped
from auditor.lang.grammar.parts import Part
from auditor.lang.grammar.parts import parse_part
from auditor.lang.load import load_rules
from auditor.lang.parsing.parser import parse_file
from auditor.snippet import display_width
from auditor.source import Source
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import RuleBook

ROOT = Path(__file__).parents[2]
SHIPPED = tuple(
    Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "rules").rglob("*.rules"))
)
NOWHERE = Span(0, 0)


def formatted(text: str, to: Lang | None = None) -> str:
    return format_source(Source("例.rules", text), to)[0]


def trees(text: str) -> list[ast.Statement]:
    return [canonical(node) for node in parse_file(Source("例.rules", text)).statements]


# ---------------------------------------------------------------------------------------------------- shipped files


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: source.path)
def test_a_shipped_file_is_in_canonical_form(source: Source) -> None:
    assert format_source(source) == (source.text, ())


@pytest.fixture(scope="module")
def shipped() -> RuleBook:
    return load_rules(ROOT / "rules")[0]


@pytest.fixture(scope="module")
def english() -> tuple[Source, ...]:
    texts = format_sources(SHIPPED, Lang.EN)
    return tuple(Source(source.path, text) for source, text in zip(SHIPPED, texts, strict=True))


def meaning(rule: CheckedRule) -> str:
    """What the engine makes of a rule, without how its numbers and the words of its messages are written."""
    instances = tuple(replace(instance, bound=()) for instance in rule.instances)
    said = (rule.info.id, rule.info.severity, rule.grain, instances, rule.grades, rule.missing, rule.scope)
    return re.sub(r"printed='[^']*'", "", repr(said))


def test_the_shipped_rules_mean_the_same_in_english(shipped: RuleBook, english: tuple[Source, ...]) -> None:
    book, diagnostics = check_sources(english)
    assert diagnostics == ()
    assert [meaning(rule) for rule in book.rules] == [meaning(rule) for rule in shipped.rules]
    assert [case.expected for case in book.cases] == [case.expected for case in shipped.cases]
    assert [case.figures for case in book.cases] == [case.figures for case in shipped.cases]


def test_chinese_to_english_and_back_is_what_it_was(english: tuple[Source, ...]) -> None:
    back = format_sources(english, Lang.ZH)
    assert back == format_sources(SHIPPED, Lang.ZH)


# ------------------------------------------------------------------------------------------------- generated statements

NAMES = st.sampled_from(["收到申请数", "a", "其他或未知数", "本年·新收", "或", "则", "(一)合计", "x 1", "2019年数"])
UNITS = st.sampled_from([None, "件", "%", "万元", "个百分点"])


def name(text: str) -> ast.Name:
    return ast.Name(fold(text), span=NOWHERE)


def numbers() -> st.SearchStrategy[ast.Expr]:
    value = st.integers(0, 10**6).map(lambda value: Fraction(value, 1000))
    return st.builds(lambda value, unit: ast.Number(value, name(unit) if unit else None, span=NOWHERE), value, UNITS)


def refs() -> st.SearchStrategy[ast.Expr]:
    column = st.one_of(NAMES.map(name), st.just(ast.Star(span=NOWHERE)))
    return st.builds(
        lambda parts, index: ast.Ref(tuple(map(name, parts)), tuple(index), span=NOWHERE),
        st.lists(NAMES, min_size=1, max_size=2),
        st.lists(column, max_size=2),
    )


def leaves() -> st.SearchStrategy[ast.Expr]:
    dates = st.builds(
        lambda year, month, day: ast.Date(year, month, day, span=NOWHERE),
        st.one_of(st.none(), st.integers(1900, 2100)),
        st.integers(1, 12),
        st.integers(1, 28),
    )
    texts = st.sampled_from(["", "县级", 'a "quoted" word', "# 不是注释", "“里面”"]).map(
        lambda text: ast.Text(text, span=NOWHERE)
    )
    return st.one_of(numbers(), refs(), dates, texts)


def chains(inner: st.SearchStrategy[ast.Expr]) -> st.SearchStrategy[ast.Expr]:
    def build(kind: int, args: list[ast.Expr], op: int) -> ast.Expr:
        signs = (("+", "-"), ("*", "/"), ("=", "≠", ">", "≥", "<", "≤", "≈"))
        kinds = (ast.Additive, ast.Multiplicative, ast.Compare)
        ops = tuple(signs[kind][(op + at) % len(signs[kind])] for at in range(len(args) - 1))
        return kinds[kind](tuple(args), ops, span=NOWHERE)

    return st.builds(build, st.integers(0, 2), st.lists(inner, min_size=2, max_size=4), st.integers(0, 6))


def expressions() -> st.SearchStrategy[ast.Expr]:
    def grow(inner: st.SearchStrategy[ast.Expr]) -> st.SearchStrategy[ast.Expr]:
        several = st.lists(inner, min_size=2, max_size=3).map(tuple)
        some = st.lists(inner, max_size=3).map(tuple)
        return st.one_of(
            chains(inner),
            st.builds(lambda args: ast.And(args, span=NOWHERE), several),
            st.builds(lambda args: ast.Or(args, span=NOWHERE), several),
            st.builds(lambda arg: ast.Not(arg, span=NOWHERE), inner),
            st.builds(lambda arg: ast.Minus(arg, span=NOWHERE), inner),
            st.builds(lambda text, args: ast.Call(name(text), args, span=NOWHERE), NAMES, some),
            st.builds(lambda args: ast.SetOf(args, span=NOWHERE), some),
            st.builds(lambda a, b, c: ast.Between(a, b, c, span=NOWHERE), inner, inner, inner),
            st.builds(lambda a, b, no: ast.Within(a, b, no, span=NOWHERE), inner, inner, st.booleans()),
            st.builds(lambda a, b: ast.Iff(a, b, span=NOWHERE), inner, inner),
            st.builds(lambda a, b, c: ast.If(a, b, c, span=NOWHERE), inner, inner, st.one_of(st.none(), inner)),
        )

    return st.recursive(leaves(), grow, max_leaves=12)


@settings(max_examples=300, deadline=None)
@given(expressions(), st.sampled_from(Lang), st.booleans())
def test_an_expression_reads_back_as_the_same_tree(node: ast.Expr, lang: Lang, broken: bool) -> None:  # noqa: FBT001
    text = (wrapped if broken else unbroken)(print_expr(node, Printer(Source("", ""), lang)))
    assert parse_part(Part.EXPR, fold(text), text, 0) == node


PIECES = st.sampled_from(
    [
        *(
            "规则 ",
            "T-1 ",
            "「标题」",
            " 强制",
            "\n",
            "\n  要求: ",
            "a + b = c",
            "\n  消息: ",
            '"算式：{算式}"',
            "  # 注\n",
        ),
        *(
            "测试 T-1\n",
            "| a | b | 结果 |\n",
            "| 1 | 空 | 通过 |\n",
            "指标 a (x) : 计数 件",
            " 分为 { b, c }",
            "## 说明\n",
        ),
        *(
            "组 g = { a, b }\n",
            '词组 w = 甲、"，",{v}\n',
            "参数 p\n",
            "  ..2018: 03-31\n",
            "  2019..: 01-31\n",
            "\n\n\n",
            "若 ",
            "则",
            "(",
            "）",
            "　",
        ),
        *(
            "陈述 a\n",
            '  写法: "收到{数}件"\n',
            '  例句: "收到3件" = 3\n',
            "规则集 ",
            "规则 ## 说明\n",
            "规则T-2 强制\n",
            "  可负\n",
            "  适用: 年度 2014..2018；层级 市级\n",
        ),
    ]
)


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.lists(PIECES, max_size=14).map("".join))
def test_any_text_keeps_its_trees_and_settles_at_once(text: str) -> None:
    once = formatted(text)
    assert trees(once) == trees(text)
    assert formatted(once) == once


# ------------------------------------------------------------------------------------------------------- written out


def test_blanks_clauses_and_tables_take_their_places() -> None:
    text = """\
规则   R-1 "标题"   强制
  消息:  “差{差额}”
  要求:合计(  a,b ) =c 且( d>0 )
# 说明
  对每个 x 于 {a,b}
测试 R-1
|a|结果|
| 10 | 不通过|
"""
    assert (
        formatted(text)
        == """\
规则 R-1 「标题」 强制
  # 说明
  对每个 x 于 { a, b }:
  要求: 合计(a, b) = c 且 d > 0
  消息: "差{差额}"

测试 R-1
  | a  | 结果   |
  | 10 | 不通过 |
"""
    )


def test_comments_stay_where_they_stand() -> None:
    text = """\
# 开头

## 说明 R-1
规则 R-1 强制  # 行尾
  # 为什么
  要求: a = b  # 两数相等
  # 结尾属于上一条

# 下一条
规则 R-2 强制
  要求: a = b
"""
    assert formatted(text) == text


def test_an_expression_with_a_comment_in_it_is_left_as_it_is() -> None:
    text = "组 g = { a,  # 第一项\n    b }\n"
    assert formatted(text) == text


def test_a_statement_that_does_not_parse_is_left_as_it_is() -> None:
    text = "规则 R-1   强制\n  要求:  a + = b\n\n规则 R-2 强制\n  要求: a = b\n"
    assert formatted(text.replace("R-2 强制", "R-2    强制")) == text


def test_what_is_only_a_matter_of_blanks_is_put_right() -> None:
    assert formatted("规则R-1 强制\n  要求: a = b\n 规则 R-2 强制\n  要求: a = b\n") == (
        "规则 R-1 强制\n  要求: a = b\n\n规则 R-2 强制\n  要求: a = b\n"
    )


def test_a_long_tree_is_broken_at_its_commas() -> None:
    parts = ", ".join(f"很长很长的分项名称之{number}" for number in range(12))
    text = formatted(f"指标 总数 (total) : 计数 件 分为 {{ {parts} }}\n")
    assert [display_width(line) <= 110 for line in text.split("\n")] == [True] * 5
    assert trees(text) == trees(f"指标 总数 (total) : 计数 件 分为 {{ {parts} }}\n")


def test_brackets_stand_where_they_are_needed_or_help() -> None:
    text = formatted("规则 R 强制\n  要求: ((a + b)) - (c - d) = 2 * (e + f) 且 (若 g > 0 则 h > 0) 或 非 (i = 1)\n")
    assert "要求: ((a + b) - (c - d) = 2 × (e + f) 且 (若 g > 0 则 h > 0)) 或 非 i = 1\n" in text


def test_keywords_functions_and_names_are_translated() -> None:
    text = """\
指标 收到申请数 (received) : 计数 件
指标 申请办结数 (closed) : 计数 件

规则 R-1 「有申请必有办理」 核实
  类别: 条件
  要求: 若 收到申请数 > 0 则 合计(收到申请数, 申请办结数) ≥ 1 件 且 上年(申请办结数) 介于 0 与 5 之间

测试 R-1
  | 收到申请数 | 申请办结数 | 结果   |
  | 1          | 空         | 不通过 |
"""
    english = """\
indicator 收到申请数 (received) : count cases
indicator 申请办结数 (closed) : count cases

rule R-1 「有申请必有办理」 warning
  kind: condition
  require: if received > 0 then sum(received, closed) >= 1 cases and prev(closed) between 0 and 5

test R-1
  | received | closed | result |
  | 1        | blank  | fail   |
"""
    assert formatted(text, Lang.EN) == english
    assert formatted(english, Lang.ZH) == text


def test_a_loop_variable_that_is_called_like_an_indicator_keeps_its_name() -> None:
    text = "指标 甲 (one) : 计数 件\n规则 R 强制\n  对每个 甲 于 { 甲 }:\n  要求: 甲 > 0\n"
    assert "foreach 甲 in { 甲 }:\n  require: 甲 > 0" in formatted(text, Lang.EN)


def test_verdicts_and_what_was_first_published_are_translated() -> None:
    chinese = '规则 R-1 强制\n  要求: 统计表个数 ≥ 上年(甲数, 首次公布) 且 状态("R-2") 属于 { 通过, 不适用 }\n'
    text = f"指标 甲数 (first_count) : 计数 件\n\n{chinese}"
    turned = formatted(text, Lang.EN)
    assert 'prev(first_count, first_published) and verdict("R-2") in { pass, na }' in turned
    assert formatted(turned, Lang.ZH) == text
