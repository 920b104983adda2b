"""Nothing is judged by half of what was written: a statement with an error in any of its clauses has no effect."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from auditor.diagnostics import Level
from auditor.lang.check import check_sources
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from auditor.lang.typed import RuleBook

TEXT = """\
规则集 样表
  适用: 年度 2019..
  空值: 试零
表 办理表 「办理情况」
  列: 自然人 (person), 企业 (company), 总计 (total)
  合计列: 总计
指标 新收数 (received) : 计数 件 于 办理表
指标 公开数 (granted) : 计数 件 于 办理表
指标 人员数 (staff) : 计数 人
词组 收 = 收到, 受理
模板 不多于(甲, 乙) 「{甲}不多于{乙}」 核实
  要求: 甲 ≤ 乙
套用 不多于(公开数[总计], 新收数[总计])
  编号: A-1
  当: 人员数 > 1
  容差: 1 件
规则 R-1 「对照」 核实
  对每个 类 于 { 自然人, 企业 }:
  要求: 公开数[类] ≤ 新收数[类]
  当: 人员数 > 0
  容差: 1 件
  取整: 四舍五入
  空值: 视为零
  适用: 层级 县级; 除外 甲县
  分级: 差额 > 1 → 核实; 其他 → 提示
  消息: "差 {差额}"
  让位: R-2
  相关: R-2
  标签: 甲, 乙
  状态: 启用
规则 R-2 「人」 核实
  要求: 人员数 ≤ 3
陈述 新收数
  写法: "{收}申请{数}件"
  否定: "未收到申请" = 0
  全称: "全部申请"
  提到: "申请"
  上文: "本年"
  范围: 本级
  排除: 政务服务, 其他
  例句: "收到申请9件" = 9
  反例: "收到来信9件"
豁免 R-2
  单位: 甲县
  年度: 2019..2020
  理由: "有"
  有效至: 2030-01-01
  数值: 人员数 = 4
"""
CLAUSE = re.compile(r"(?P<word>  \S+?): (?P<body>.+)")
LINES = TEXT.split("\n")
EFFECTS: dict[str, Callable[[RuleBook], bool]] = {
    "规则集": lambda book: bool(book.rules or book.schema.claims or book.waivers),
    "模板": lambda book: any(rule.info.id == "A-1" for rule in book.rules),
    "套用": lambda book: any(rule.info.title == "公开数[总计]不多于新收数[总计]" for rule in book.rules),
    "规则": lambda book: {"R-1", "R-2"} <= {rule.info.id for rule in book.rules},
    "陈述": lambda book: bool(book.schema.claims),
    "豁免": lambda book: bool(book.waivers),
}
# How each kind of slip leaves a clause, from its word and its body.
SLIPS: dict[str, Callable[[str, str], str]] = {
    "a word that is none": lambda word, body: f"{word}某: {body}",
    "no colon": lambda word, body: f"{word} {body}",
    "a full stop for the colon": lambda word, body: f"{word}。{body}",
    "a semicolon for the colon": lambda word, body: f"{word}；{body}",
    "nothing in it": lambda word, _body: f"{word}:",
    "a quotation mark before it": lambda word, body: f'{word}: "{body.replace(chr(34), "")}',
    "a quotation mark behind it": lambda word, body: f"{word}: {body.replace(chr(34), '')}”",
    "unknown braces": lambda word, _body: f"{word}: {{某某}}",
}


def kind_at(at: int) -> str:
    while LINES[at].startswith(" "):
        at -= 1
    return LINES[at].split()[0]


def cases() -> Iterator[tuple[int, str]]:
    for at, line in enumerate(LINES):
        if CLAUSE.fullmatch(line) and kind_at(at) in EFFECTS:
            yield from ((at, slip) for slip in SLIPS)


def checked(text: str) -> tuple[RuleBook, bool]:
    book, told = check_sources((Source("a.rules", text),))
    return book, any(each.code.level is Level.ERROR for each in told)


def test_all_have_an_effect_as_they_are_meant() -> None:
    book, is_wrong = checked(TEXT)
    assert not is_wrong
    assert all(has_effect(book) for has_effect in EFFECTS.values())


@pytest.mark.parametrize(("at", "slip"), tuple(cases()))
def test_a_statement_with_a_wrong_clause_has_no_effect(at: int, slip: str) -> None:
    found = CLAUSE.fullmatch(LINES[at])
    assert found is not None
    line = SLIPS[slip](found["word"], found["body"])
    book, is_wrong = checked("\n".join((*LINES[:at], line, *LINES[at + 1 :])))
    is_header_read = kind_at(at) == "规则集" and "colon" in slip  # the names of the whole file hang on it
    is_free = "braces" in slip and found["word"].strip() in {"标签", "单位", "理由", "编号"}
    if is_wrong and not is_header_read:
        assert not EFFECTS[kind_at(at)](book)
    else:
        assert is_header_read or is_free or line == LINES[at]


@pytest.mark.parametrize("word", ["{无此词组}", "(甲", "甲{数}"])
def test_a_claim_that_names_a_word_group_with_a_wrong_word_is_not_read(word: str) -> None:
    book, is_wrong = checked(TEXT.replace("词组 收 = 收到", f"词组 收 = {word}"))
    assert is_wrong
    assert not book.schema.claims


@pytest.mark.parametrize("said", ["‘政务服务’", "“政务服务”", '"政务服务"', "「政务服务」"])
def test_the_quotation_marks_of_a_word_in_a_list_are_no_part_of_it(said: str) -> None:
    book, is_wrong = checked(TEXT.replace("排除: 政务服务", f"排除: {said}"))
    assert not is_wrong
    assert book.schema.claims[0].exclusions[0] == "政务服务"


@pytest.mark.parametrize("said", ["“有”", "”有“", '“有"', "‘有’", "'有'"])
def test_a_text_may_stand_between_the_marks_that_word_processors_make_of_quotes(said: str) -> None:
    book, is_wrong = checked(TEXT.replace('理由: "有"', f"理由: {said}"))
    assert not is_wrong
    assert book.waivers[0].reason == "有"


@pytest.mark.parametrize("colon", ["：", "\u2236", "\ufe55", "\ufe30", "\u200b:"])
def test_signs_that_look_like_a_colon_are_one(colon: str) -> None:
    book, is_wrong = checked(TEXT.replace("  当: 人员数 > 0", f"  当{colon} 人员数 > 0"))
    assert not is_wrong
    assert EFFECTS["规则"](book)
