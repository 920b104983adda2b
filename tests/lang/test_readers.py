"""The functions that read texts find what pyparsing finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.lang.grammar.elements import Placed
from auditor.lang.grammar.parts import Fault
from auditor.lang.grammar.parts import Part
from auditor.lang.grammar.parts import by_pyparsing
from auditor.lang.grammar.parts import parse_part
from auditor.source import fold

TEXTS = (
    (Part.EXPR, "若 收取费用 > 0 万元 且 非 a=b 则 (收到申请数 + 2) * -x ≥ 1 件 否则 非 有值(x[*])"),
    (Part.EXPR, "0 ≤ 正文.「带 空格」 ≤ 行[总计, *] 当且仅当 a 介于 -60% 与 200% 之间"),
    (Part.EXPR, '版式 不属于 {"2019版", “2021版”} 或 统计起 = 2017年12月31日'),
    (Part.FOREACH, "x 于 {申请人, 渠道}:"),
    (Part.TOLERANCES, "相对 1%, 2 件"),
    (Part.GRADES, "差额 > 3 → 强制; 其他 → 提示"),
    (Part.SENTENCES, '"收到3件" = 3, "没有收到"'),
    (Part.COLUMNS, "总计(total), 自然人"),
    (Part.UNIT_HEAD, "万元 (万) : 金额 = 10000"),
    (Part.PARAM_HEAD, "上限 2014..2016: 3 2017起: 4+1"),
    (Part.PARAM_HEAD, "上限 = 12-31"),
    (Part.FORM_HEAD, 'disclosure-2014 "2014年版"'),
    (Part.TABLE_HEAD, "2014-a 「表」"),
    (Part.INDICATOR_HEAD, "收到数(received): 计数 件 可负 于 表一 分为 { 当面(face) 其中 {a, b}, 网络 }"),
    (Part.GROUP_HEAD, "渠道 = {当面, 网络}"),
    (Part.RULE_HEAD, "A-B01 「标题」 强制"),
    (Part.TEMPLATE_HEAD, "平衡(a, b) 「标题」 核实"),
    (Part.APPLY_HEAD, "平衡(x + 1, y) 「标题」 提示"),
    (Part.TEST_HEAD, "A-B01 「标题」"),
    (Part.CLAIM_HEAD, "办结率[自然人] : 比率 %"),
    (Part.WAIVER_HEAD, "A-B01"),
    (Part.IMPORT_HEAD, '"其他.rules"'),
)
PIECES = st.sampled_from((*'()[]{},.:;=≥+-*%→「"12x ', "则", "且", "非", "于", "强制", "件", "\n", ""))


def outcomes(part: Part, text: str) -> tuple[object, object]:
    placed = Placed.of(fold(text), text, 7)
    return parse_part(part, placed, text, 7), by_pyparsing(part, placed)


@pytest.mark.parametrize(("part", "text"), TEXTS)
def test_a_text_is_what_pyparsing_makes_of_it(part: Part, text: str) -> None:
    read, asked = outcomes(part, text)
    assert not isinstance(read, Fault)
    assert (read, repr(read)) == (asked, repr(asked))


@given(st.sampled_from(TEXTS), st.integers(0, 60), st.integers(0, 3), PIECES, st.data())
def test_a_text_that_was_changed_is_too(
    of: tuple[Part, str], at: int, cut: int, piece: str, data: st.DataObject
) -> None:
    part, text = of
    changed = text[:at] + piece + text[at + cut :]
    again = data.draw(st.integers(0, len(changed)))
    read, asked = outcomes(part, changed[:again] + data.draw(PIECES) + changed[again:])
    assert (read, repr(read)) == (asked, repr(asked))
