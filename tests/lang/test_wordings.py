"""Wordings of claims as linear-time expressions."""

from __future__ import annotations

import pytest
import re2  # type: ignore[import-untyped]

from auditor.diagnostics import Lang
from auditor.lang.world.wording import Flaw
from auditor.lang.world.wording import Lowered
from auditor.lang.world.wording import lower_wording
from auditor.schema import Stance
from auditor.source import fold
from tests.lang.lang_worlds import check
from tests.lang.lang_worlds import said
from tests.lang.lang_worlds import sound


def found(wording: str, text: str, group: str = "n") -> str | None:
    lowered = lower_wording(wording)
    assert isinstance(lowered, Lowered)
    match = re2.search(lowered.pattern, fold(text))
    return match.group(group) if match else None


@pytest.mark.parametrize(
    ("wording", "text", "figure"),
    [
        ("收到申请{数}件", "全年共收到申请12件，均办结", "12"),
        ("收到申请{数}件", "收到申请１２件", "12"),
        ("收到申请{数}件", "收 到　申请 12 件", "12"),
        ("收到申请{数}件", "收到申请1,234件", "1,234"),
        ("收到申请{数}件", "收到申请1.2万余件", "1.2万余"),
        ("收到申请{数}件", "收到申请约10余件", "约10余"),
        ("收到申请{数}件", "收到申请三十二件", "三十二"),
        ("收到申请{数}件", "收到申请十余万件", "十余万"),
        ("收到申请{数}件", "收到申请超过 3 千件", "超过 3 千"),
        ("收到申请{数}件", "收到申请表12件", None),
        ("收到申请{数}件", "收到申请3 12件", None),
        ("(共)?(收到|受理)(信息公开)?申请{数}(件|条)", "受理信息公开申请5条", "5"),
        ("(共)?(收到|受理)(信息公开)?申请{数}(件|条)", "受理公开申请5条", None),
        ("收到…申请{数}件", "收到各类政府信息公开申请7件", "7"),
        ("收到…申请{数}件", "收到来信，其中申请7件", None),
        ("收到…申请{数}件", "收到群众通过各种不同的渠道提出的申请7件", None),
        (r"文件\(含规范性文件\){数}件", "文件（含规范性文件）3件", "3"),
        ("共 {数} 件", "共3件", "3"),
    ],
)
def test_a_wording_finds_its_figure(wording: str, text: str, figure: str | None) -> None:
    assert found(wording, text) == figure


@pytest.mark.parametrize(
    ("text", "figure", "unit"),
    [("经费5万元", "5万", "元"), ("经费5.5 万 元", "5.5 万", "元"), ("经费3元", "3", "元"), ("经费2亿元", "2亿", "元")],
)
def test_money_has_its_unit_word_apart(text: str, figure: str, unit: str) -> None:
    assert (found("经费{金额}", text), found("经费{金额}", text, "u")) == (figure, unit)


@pytest.mark.parametrize(
    ("wording", "at"),
    [
        ("申请{数量}件", 2),
        ("(共收到{数}件", 0),
        ("共)收到{数}件", 1),
        ("共?收到{数}件", 1),
        ("{数}件{数}", 4),
        ("{数", 0),
        ("收到(渠道?(来信){数}件", 2),
        (r"收到(渠道\(一?){数}件", 8),
        ("", 0),
    ],
)
def test_a_wrong_wording_says_where(wording: str, at: int) -> None:
    flaw = lower_wording(wording)
    assert isinstance(flaw, Flaw)
    assert flaw.at == at


CLAIM = """\
指标 收到申请数 (received) : 计数 件
指标 专项经费 (budget) : 金额 万元
陈述 收到申请数
  写法: "收到申请{数}件", "受理申请{数}件"
  否定: "未收到申请" = 0, "没有申请"
  全称: "申请均按期办结" = 0
  提到: "申请窗口"
  范围: 全县, 本级
  排除: 上年
  例句: "收到申请12件" = 12
  反例: "收到来信12件"
陈述 专项经费
  写法: "经费{数}元", "经费{数}万元", "投入{金额}"
  例句: "经费30000元" = 3
  例句: "投入3万元" = 30000 元
陈述 查阅室
  提到: "查阅室"
  例句: "设有查阅室"
"""


def test_a_claim_keeps_its_wordings_words_and_examples() -> None:
    claim = sound(CLAIM).schema.claims[0]
    assert {stance: len(wordings) for stance, wordings in claim.wordings.items()} == {
        Stance.FIGURE: 2,
        Stance.DENIAL: 2,
        Stance.UNIVERSAL: 1,
        Stance.MENTION: 1,
    }
    assert [wording.fixed for wording in claim.wordings[Stance.DENIAL]] == [0, 0]
    assert (claim.indicator, claim.scopes, claim.exclusions) == ("received", ("全县", "本级"), ("上年",))
    assert [example.expected for example in claim.examples] == [12, None]


def test_a_wording_can_be_in_another_unit_than_the_table() -> None:
    claim = sound(CLAIM).schema.claims[1]
    units = [wording.measure and wording.measure.unit for wording in claim.wordings[Stance.FIGURE]]
    assert units == ["元", None, None]
    assert [example.expected for example in claim.examples] == [3_000_000, 3_000_000]


def test_a_mention_needs_no_indicator() -> None:
    claim = sound(CLAIM).schema.claims[2]
    assert (claim.indicator, claim.examples[0].expected) == ("查阅室", 1)


def test_a_mention_can_be_asked_for_in_a_rule() -> None:
    rule = sound(f"{CLAIM}规则 R 提示\n  要求: 若 提到(查阅室) 则 提到(正文.收到申请数) > 0\n").rules[0]
    assert "提到.查阅室" in str(rule.instances)
    assert "提到.received" in str(rule.instances)


def test_a_claim_of_no_indicator_is_refused() -> None:
    assert said('陈述 没有\n  写法: "共{数}件"\n') == ("AUD201@1:4",)


GROUPS = """\
词组 件 = 件, 份, 宗
词组 间隔 = "，", "、"
词组 又一件 = …{件}{间隔}
词组 收到 = 收到, 受理
词组 收到或登记 = {收到}, 登记
词组 各级 = 全县, 各乡镇
"""


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("收到申请{数}{件}", "收到申请{数}(件|份|宗)"),
        ("{收到或登记}申请{数}{ 件 }", "(收到|受理|登记)申请{数}(件|份|宗)"),
        ("{收到}申请…{件}，{又一件}?(其中){数}件", "(收到|受理)申请…(件|份|宗)，(…(件|份|宗)(，|、))?(其中){数}件"),
        (r"{收到}\{件}{数}件", r"(收到|受理)\{件}{数}件"),
    ],
)
def test_a_word_group_is_its_words_written_out(short: str, long: str) -> None:
    claim = '指标 甲 : 计数 件\n陈述 甲\n  写法: "{}"\n'
    shown, written = (sound(text).schema.claims for text in (GROUPS + claim.format(short), claim.format(long)))
    assert shown == written


def test_the_words_of_a_group_are_items_of_a_list() -> None:
    claim = sound(
        f"{GROUPS}指标 甲 : 计数 件\n陈述 甲\n  范围: 本级, {{各级}}, 全县\n  排除: {{收到或登记}}\n"
    ).schema.claims[0]
    assert claim.scopes == ("本级", "全县", "各乡镇")
    assert claim.exclusions == ("收到", "受理", "登记")


TWO_FORMS = (
    "规则集 一\n  版式: a\n版式 a「甲」\n指标 甲 : 计数 件\n",
    "规则集 二\n  版式: b\n版式 b「乙」\n指标 甲 : 计数 件\n",
)
OF_BOTH = '规则集 三\n  版式: a, b\n陈述 甲\n  写法: "{收到}{数}件"\n'


def hints(*texts: str) -> tuple[str | None, ...]:
    return tuple(each.help(Lang.ZH) for each in check(*texts)[1])


def test_a_claim_in_a_file_without_a_form_is_told_to_name_one() -> None:
    assert hints(*TWO_FORMS, '陈述 甲\n  写法: "共{数}件"\n') == (
        "规则没有写明版式；文件开头写 规则集 名称，下一行写 版式: a, b",
    )


@pytest.mark.parametrize(
    ("form", "begins"), [("规则集 三\n  版式: a\n", "删去这一行，直接用那个词组：写法里写 {收到}"), ("", "换一个名称")]
)
def test_a_word_group_of_a_taken_name_can_be_used_where_it_is_known(form: str, begins: str) -> None:
    (hint,) = hints(*TWO_FORMS, "规则集 一\n  版式: a\n词组 收到 = 收到\n", f"{form}词组 收到 = 收到, 受理\n")
    assert (hint or "").startswith(begins)


@pytest.mark.parametrize("form", ["", "  版式: a, b\n", "  版式: 全部\n"])
def test_a_word_group_is_known_where_its_file_holds(form: str) -> None:
    book = sound(*TWO_FORMS, OF_BOTH, f"规则集 四\n{form}词组 收到 = 收到, 受理\n")
    assert book.schema.claims[0].wordings[Stance.FIGURE][0].text == "(收到|受理){数}件"


def test_a_word_group_of_one_form_is_unknown_in_a_file_of_two() -> None:
    assert said(*TWO_FORMS, OF_BOTH, "规则集 四\n  版式: a\n词组 收到 = 收到, 受理\n") == ("AUD118@4:8",)


def test_forms_may_have_word_groups_of_one_name() -> None:
    one, two = (
        f'{form}词组 收到 = {word}\n陈述 甲\n  写法: "{{收到}}{{数}}件"\n'
        for form, word in zip(TWO_FORMS, "收受", strict=True)
    )
    texts = [claim.wordings[Stance.FIGURE][0].text for claim in sound(one, two).schema.claims]
    assert texts == ["(收){数}件", "(受){数}件"]
