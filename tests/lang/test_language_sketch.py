"""The sketch that the language started from: every statement of it parses, and says the same in canonical form."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from auditor.diagnostics import Lang
from auditor.engine.testing.cases import run_cases
from auditor.lang import ast
from auditor.lang.check import check_sources
from auditor.lang.fmt.sources import canonical
from auditor.lang.fmt.sources import format_source
from auditor.lang.parsing.parser import parse_file
from auditor.source import Source

SKETCH = Path(__file__).parents[3] / "shared" / "language.md"
pytestmark = pytest.mark.skipif(not SKETCH.exists(), reason="the sketch of the language is not here")

# What the sketch speaks of and does not declare; 条 and 件 are added there.
UNDECLARED = """\
计量单位 条 = 1 件
表 复议表 「复议诉讼」
  列: 行政复议, 未经复议直接起诉, 复议后起诉
指标 结果维持 : 计数 件 于 复议表
指标 结果纠正 : 计数 件 于 复议表
指标 其他结果 : 计数 件 于 复议表
指标 尚未审结 : 计数 件 于 复议表
指标 总计 : 计数 件 于 复议表
指标 现行有效件数 : 计数 件
指标 本年制发件数 : 计数 件
指标 本年废止件数 : 计数 件
指标 「(二)通过不同渠道和方式公开政府信息的情况」 (heading_a) : 标题
指标 「(一)回应公众关注热点或重大舆情数」 (heading_b) : 标题
陈述 占比[申请渠道] : 比率 %
  写法: "占{百分比}"
陈述 同比增长 : 比率 %
  写法: "同比增长{百分比}"
"""


def sketch(at: int) -> Source:
    section = SKETCH.read_text(encoding="utf-8").split("### 2.8")[1]
    return Source("样例.rules", re.findall(r"^```\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)[at])


@pytest.mark.parametrize("at", [0, 1])
def test_every_statement_of_the_sketch_parses_and_is_the_same_in_canonical_form(at: int) -> None:
    source = sketch(at)
    parsed = parse_file(source)
    assert parsed.diagnostics == ()
    again = parse_file(Source(source.path, format_source(source)[0]))
    assert [canonical(node) for node in again.statements] == [canonical(node) for node in parsed.statements]


def test_nothing_of_the_sketch_is_passed_over() -> None:
    kinds = Counter(type(node) for node in parse_file(sketch(0)).statements)
    kept = (ast.RuleStatement, ast.TemplateStatement, ast.ApplyStatement, ast.TestStatement, ast.Waiver)
    assert [kinds[kind] for kind in kept] == [50, 1, 2, 4, 1]


def test_the_rules_of_the_sketch_are_right_once_what_they_name_is_declared() -> None:
    source = sketch(0)
    text = source.text + UNDECLARED
    book, diagnostics = check_sources((Source(source.path, text),))
    made = {rule.info.id for rule in book.rules}
    written = {node.id.text for node in parse_file(source).statements if isinstance(node, ast.RuleStatement)}
    assert written - made == set(), [each.message(Lang.ZH) for each in diagnostics]
    assert [(tried.case.rule, tried.got) for tried in run_cases(book) if not tried.ok] == []
