"""Files as statements and clauses."""

from __future__ import annotations

from auditor.lang import ast
from auditor.lang.parsing.parser import Parsed
from auditor.lang.parsing.parser import parse_file
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.results import Severity
from auditor.schema import Kind
from auditor.schema import Split
from auditor.schema import Years
from auditor.source import Source


def parse(text: str) -> Parsed:
    parsed = parse_file(Source("r.rules", text))
    assert parsed.diagnostics == ()
    return parsed


def test_a_rule_has_its_id_title_severity_and_clauses() -> None:
    (rule,) = parse("规则 T14-301 「办结数平衡」 强制\n  要求: a = b\n  依据: 国办发〔2014〕32号\n").statements
    assert isinstance(rule, ast.RuleStatement)
    assert (rule.id.text, rule.title, rule.severity) == ("T14-301", "办结数平衡", Severity.ERROR)
    assert [clause.key for clause in rule.clauses] == [ClauseKey.REQUIRE, ClauseKey.BASIS]


def test_an_indicator_has_its_code_type_unit_table_and_tree() -> None:
    text = "指标 总数 (total) : 计数 件 于 表三 分为 { 甲 (a), 乙 其中 { 丙 } }\n  位置: 三（一）1\n"
    (indicator,) = parse(text).statements
    assert isinstance(indicator, ast.IndicatorStatement)
    assert indicator.kind is Kind.COUNT
    assert indicator.unit is not None
    assert indicator.unit.text == "件"
    assert indicator.tree is not None
    first, second = indicator.tree.items
    assert (first.name.text, second.tree and second.tree.split) == ("甲", Split.OF_WHICH)


def test_a_parameter_can_have_a_value_for_each_range_of_years() -> None:
    (param,) = parse("参数 期限\n  ..2018: 03-31\n  2019..: 01-31\n").statements
    assert isinstance(param, ast.Param)
    assert [dated.years for dated in param.dated] == [Years(None, 2018), Years(2019, None)]


def test_remarks_are_no_part_of_what_is_said() -> None:
    text = '# 说明\n规则 R 强制 # 尾注\n  要求: a = b # 为什么\n  消息: "第 # 1 项"\n'
    (rule,) = parse(text).statements
    assert isinstance(rule, ast.RuleStatement)
    message = rule.clauses[1].value
    assert isinstance(message, ast.Text)
    assert message.value == "第 # 1 项"


def test_a_text_keeps_its_full_width_signs() -> None:
    (rule,) = parse("规则 R 强制\n  要求: a = b\n  消息: “（一）“元”，％”\n").statements
    assert isinstance(rule, ast.RuleStatement)
    message = rule.clauses[1].value
    assert isinstance(message, ast.Text)
    assert message.value == "（一）“元”，％"


def test_aliases_are_split_at_commas_and_not_at_pauses() -> None:
    text = '指标 x : 计数 件\n  别名: 国家安全、公共安全，"甲，乙", 「丙,丁」\n'
    (indicator,) = parse(text).statements
    assert isinstance(indicator, ast.IndicatorStatement)
    value = indicator.clauses[0].value
    assert isinstance(value, ast.Texts)
    assert [item.value for item in value.items] == ["国家安全、公共安全", "甲，乙", "丙,丁"]


def test_a_bad_statement_never_hides_the_others() -> None:
    text = "规则 A 强制\n  要求: a +\n规侧 B 强制\n  要求: a\n规则 C 强制\n  要求: a = b\n规则 D\n"
    parsed = parse_file(Source("r.rules", text))
    rules = [node for node in parsed.statements if isinstance(node, ast.RuleStatement)]
    assert [(rule.id.text, rule.broken) for rule in rules] == [("A", True), ("C", False)]
    assert parsed.lost == ("B", "D")


def test_clauses_may_stand_at_the_line_start() -> None:
    (rule,) = parse("规则 R 强制\n当: a > 0\n要求: a = b\n").statements
    assert isinstance(rule, ast.RuleStatement)
    assert [clause.key for clause in rule.clauses] == [ClauseKey.WHEN, ClauseKey.REQUIRE]


def test_an_expression_goes_on_over_lines() -> None:
    (rule,) = parse("规则 R 强制\n  要求: a = b\n    且 年度 ≥ 2019\n").statements
    assert isinstance(rule, ast.RuleStatement)
    assert isinstance(rule.clauses[0].value, ast.And)


def test_a_test_is_a_table_of_cells_with_their_places() -> None:
    source = Source("r.rules", "测试 R\n  | 甲 | 结果 |\n  |----|------|\n  | 1  | 通过 |\n")
    (test,) = parse_file(source).statements
    assert isinstance(test, ast.TestStatement)
    assert [source.slice(cell.span) for row in test.rows for cell in row.cells] == ["1", "通过"]


def test_english_and_chinese_statements_mix() -> None:
    text = "规则集 x\nindicator a : count cases splits { b, c }\n规则 R error\n  要求: if a > 0 则 b = 1\n"
    assert len(parse(text).statements) == 3


def test_an_empty_file_has_no_statements() -> None:
    assert parse("\n# 只有说明\n").statements == ()
