from __future__ import annotations

import re
from fractions import Fraction
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
from auditor.lang.fmt.sources import format_source
from auditor.lang.fmt.sources import format_sources
from auditor.lang.fmt.words import Printer
from auditor.lang.fmt.words import unbroken
from auditor.lang.fmt.words import wrapped
from auditor.lang.grammar.parts import Part
from auditor.lang.grammar.parts import parse_part
from auditor.lang.load import load_rules
from auditor.source import Source
from auditor.source import Span
from auditor.source import fold
from tests.lang.formatted_samples import ROOT
from tests.lang.formatted_samples import SHIPPED
from tests.lang.formatted_samples import formatted
from tests.lang.formatted_samples import trees

if TYPE_CHECKING:
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import RuleBook

NOWHERE = Span(0, 0)


@pytest.mark.parametrize("source", SHIPPED, ids=lambda source: source.path)
def test_a_shipped_file_is_in_canonical_form(source: Source) -> None:
    assert format_source(source) == (source.text, ())


@pytest.fixture(scope="module")
def english() -> tuple[Source, ...]:
    texts = format_sources(SHIPPED, Lang.EN)
    return tuple(Source(source.path, text) for source, text in zip(SHIPPED, texts, strict=True))


@pytest.fixture(scope="module")
def shipped() -> RuleBook:
    return load_rules(ROOT / "rules")[0]


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
