from __future__ import annotations

from auditor.diagnostics import Lang
from auditor.snippet import display_width
from tests.lang.formatted_samples import formatted
from tests.lang.formatted_samples import trees


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
