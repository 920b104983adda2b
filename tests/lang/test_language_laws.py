"""What holds whatever the text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.lang.check import check_sources
from auditor.lang.world.wording import Flaw
from auditor.lang.world.wording import Lowered
from auditor.lang.world.wording import lower_wording
from auditor.snippet import render_diagnostic
from auditor.source import Source
from tests.lang.lang_worlds import FORM
from tests.lang.lang_worlds import sound

GOOD = f"""{FORM}
表 t 「三」
  列: 自然人 (p), 总计 (all)
指标 新收 (new) : 计数 件 于 t 分为 {{ 甲, 乙 }}
参数 上限
  ..2018: 5 件
  2019..: 7 件
规则 R-1 「某某」 强制
  对每个 列 于 {{ 自然人, 总计 }}:
  当: 上年(新收[列]) > 0 且 有值(审核人)
  要求: 若 合计(分项(新收[列])) > 0 则 新收[列] ≤ 上限 否则 新收[列] 介于 0 与 3 之间
  容差: 1 件, 相对 2%
  适用: 年度 2014..2018; 层级 市级
  消息: "{{列}}：{{算式}}，{{正文.收到件数}}"
  让位: R-2
测试 R-1
  | 年度 | 列 | 新收 | 结果 |
  | 2018 | 总计 | 3 | 不通过 |
规则 R-2 核实
  要求: 正文.收到件数 = 收到件数
  分级: 绝对值(差额) > 2 → 强制; 其他 → 提示
陈述 收到件数
  写法: "(共)?收到…申请{{数}}(件|条)"
  例句: "共收到申请3件" = 3
模板 T(a, b)
  要求: a ≤ b
套用 T(当面件数, 收到件数)
豁免 R-2
  单位: 甲县
  年度: 2017
  理由: 某某
"""
PIECES = (
    *(
        "规则",
        "指标",
        "要求:",
        "当",
        "(",
        ")",
        "{",
        "}",
        "[",
        "]",
        '"',
        "“",
        "」",
        "|",
        "+",
        "=",
        "≤",
        "若",
        "则",
        "且",
    ),
    *(
        "正文.",
        "上年(",
        "合计(",
        "分项(",
        "句",
        "[*]",
        "%",
        "2018",
        "03-31",
        "..",
        "#",
        "\n",
        "\n规则 ",
        "\n  ",
        "，",
        "\t",
    ),
    *("收到件数", "新收", "甲", "自然人", "万元", "介于", "属于", "全部指标", "列", "R-1", "T", "上限", "0", "-"),
)


def survives(text: str) -> None:
    book, diagnostics = check_sources((Source("x.rules", text),))
    assert book.sources
    for diagnostic in diagnostics:
        assert render_diagnostic(diagnostic, Lang.ZH)
        assert render_diagnostic(diagnostic, Lang.EN)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """A good file with some of it cut out and something put in, a few times."""
    text = GOOD
    for _ in range(draw(st.integers(1, 4))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 12)))
        piece = draw(st.sampled_from(PIECES) | st.text(max_size=3))
        text = text[:start] + piece + text[end:]
    return text


@given(st.text(max_size=200))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_diagnostics_and_never_a_crash(text: str) -> None:
    survives(text)


@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
@settings(max_examples=150, deadline=None)
def test_any_words_of_the_language_give_diagnostics_and_never_a_crash(text: str) -> None:
    survives(f"{FORM}规则 R 强制\n  要求: {text}")


@given(damaged())
@settings(max_examples=150, deadline=None)
def test_a_damaged_file_gives_diagnostics_and_never_a_crash(text: str) -> None:
    survives(text)


@given(st.text(alphabet="()|?{}数金额…\\.件申 ", max_size=30))
@settings(max_examples=200, deadline=None)
def test_any_wording_is_lowered_or_refused(text: str) -> None:
    assert isinstance(lower_wording(text), (Lowered, Flaw))


def test_a_hint_that_quotes_braces_shows_them() -> None:
    words = Words("写成 { 甲, {名} } {{乙}} {丙.丁}", "")
    assert words.say(Lang.ZH, {"名": "值"}) == "写成 { 甲, 值 } {乙} {丙.丁}"
    survives("规则 规则 对每个 列 于 { 自然人, 总计 }: 核实\n")


def test_the_good_file_is_good() -> None:
    assert len(sound(GOOD).rules) == 4
