from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.document import Document
from auditor.document import Fact
from auditor.document import Hedge
from auditor.document import Reading
from auditor.ingest.narrative.read import read_narrative
from auditor.schema import Claim
from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Stance
from auditor.schema import Wording
from tests.ingest.prose import document

COUNT = Measure(Kind.COUNT, "件", "件")
MONEY = Measure(Kind.MONEY, "万元", "元", 1_000_000)
FORM = Form(
    "form",
    "",
    indicators=(
        Indicator("received", "收到申请数", COUNT),
        Indicator("on_time", "按时办结数", COUNT),
        Indicator("disclosed", "主动公开政府信息数", COUNT),
        Indicator("budget", "专项经费", MONEY),
    ),
)
FIGURE = "(?P<n>[0-9][0-9,.]*[余多]?[万亿]?|[一二三四五六七八九十两]+)"


def wording(text: str, pattern: str, fixed: int | None = None) -> Wording:
    return Wording(text, pattern.replace("#", FIGURE), fixed)


SHARED_WORDING = wording("收到申请{数}件，已按时办结", "收到申请#件,已按时办结")
CLAIMS = (
    Claim(
        "received",
        {
            Stance.FIGURE: (wording("收到申请{数}件", "收到申请#件"), SHARED_WORDING),
            Stance.DENIAL: (wording("未收到申请", "未收到[^,。]{0,8}申请", 0),),
        },
        scopes=("全县", "各部门"),
        exclusions=("低保",),
    ),
    Claim(
        "on_time",
        {
            Stance.FIGURE: (SHARED_WORDING,),
            Stance.UNIVERSAL: (wording("均按时办结", "均按时办结", 0),),
            Stance.MENTION: (wording("设立受理点", "设立[^,。]{0,6}受理点"),),
        },
        exclusions=("档案馆设",),
    ),
    Claim(
        "disclosed",
        {
            Stance.FIGURE: (
                wording("主动公开信息{数}条", "主动公开[^,。]{0,6}信息#条"),
                wording("公开{数}条", "公开#条"),
            )
        },
        scopes=("全县", "各部门"),
    ),
    Claim("budget", {Stance.FIGURE: (wording("经费{金额}", "经费#(?P<u>万元|元)"),)}),
    Claim("未办结说明", {Stance.MENTION: (wording("尚未办结", "尚未办结"),)}),
)


def read(text: str, year: int | None = 2018) -> tuple[Fact, ...]:
    return read_narrative(document(text), FORM, CLAIMS, (), year).facts


def values(text: str, year: int | None = 2018) -> list[tuple[str, int | None]]:
    return [(fact.indicator, fact.value) for fact in read(text, year)]


def test_every_mention_is_collected() -> None:
    assert values("全年收到申请3件。年内收到申请2件。") == [("received", 3), ("received", 2)]


def test_a_mention_knows_its_words_its_place_and_its_sentence() -> None:
    source = document("一、概述\n2018年，收到申请 12 件，均已答复。")
    fact = read_narrative(source, FORM, CLAIMS, (), 2018).facts[0]
    assert source.source.slice(fact.origin.span) == fact.raw == "12 件"
    assert fact.origin.line == 2
    assert fact.sentence is not None
    assert source.source.slice(fact.sentence) == "2018年，收到申请 12 件，均已答复。"
    assert (fact.stance, fact.reading, fact.unit) == (Stance.FIGURE, Reading.VALUE, "件")


def test_a_denial_is_zero() -> None:
    fact = read("今年未收到政府信息申请。")[0]
    assert (fact.indicator, fact.stance, fact.value, fact.low, fact.high) == ("received", Stance.DENIAL, 0, 0, 0)


def test_a_universal_carries_what_it_fixes() -> None:
    fact = read("申请均按时办结。")[0]
    assert (fact.indicator, fact.stance, fact.value) == ("on_time", Stance.UNIVERSAL, 0)


def test_a_universal_that_goes_on_with_a_figure_is_none() -> None:
    assert values("均按时办结8件。") == []


def test_a_wording_of_several_indicators_means_all_of_them() -> None:
    assert values("收到申请3件，已按时办结。") == [("on_time", 3), ("received", 3)]


def test_the_wording_that_says_more_takes_the_figure() -> None:
    assert values("主动公开政府信息30条。") == [("disclosed", 30)]


def test_mentions_count_without_a_figure() -> None:
    facts = read("大厅设立了受理点，另有1件尚未办结。")
    assert [(fact.indicator, fact.stance, fact.value) for fact in facts] == [
        ("on_time", Stance.MENTION, None),
        ("未办结说明", Stance.MENTION, None),
    ]


def test_a_noun_before_the_next_figure_leaves_the_words_to_that_figure() -> None:
    ways = {Stance.FIGURE: (wording("{数}件…诉讼", "#件[^,。]{0,6}诉讼"), wording("诉讼案件共{数}件", "诉讼案件共#件"))}
    facts = read_narrative(document("复议6件、诉讼案件共2件。"), FORM, (Claim("received", ways),), (), 2018).facts
    assert [fact.value for fact in facts] == [2]


@pytest.mark.parametrize(
    "text",
    [
        "2017年收到申请3件。",
        "去年收到申请3件。",
        "上半年，收到申请3件。",
        "7月份，收到申请3件。",
        "2015年至2018年，收到申请3件。",
        "较上年收到申请增加，收到申请比上年增加3件。",
        "计划收到申请3件。",
        "各乡镇均收到申请3件。",
        "每季度收到申请3件。",
        "分别收到申请3件。",
        "至少收到申请3件。",
        "低保窗口收到申请3件。",
        "未收到申请3件。",
        "接到来访和收到申请3件。",
        "《收到申请3件的说明》已印发。",
        "五、存在的问题\n收到申请3件。",
        "收到申请2-3件。",
        "收到申请第3件。",
        "若未收到申请，应予说明。",
        "2017年未收到申请。",
        "5家单位未收到申请。",
        "各乡镇均未收到申请。",
        "未收到以短信方式提出的申请。",
        "未收到大量重复申请。",
        "其中环保局收到申请3件。",
        "各镇收到申请3件，由各镇分别统计。",
        "申请人直接向村里收到申请3件，未列入本报告。",
    ],
)
def test_what_is_not_said_of_the_whole_unit_and_year_is_left_out(text: str) -> None:
    assert values(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "2018年收到申请3件。",
        "截至2018年底，收到申请3件。",
        "2018年1月1日至12月31日，收到申请3件。",
        "截至12月底收到申请3件。",
        "按照《2017年工作要点》，收到申请3件。",
        "比2017年明显好转，收到申请3件。",
        "9月开通网站，全年收到申请3件。",
        "按计划推进，收到申请3件。",
        "收到来信5件、收到申请3件。",
        "收到申请三件。",
        "收到申请3件（另有2件未列入）。",
    ],
)
def test_what_is_said_of_this_year_is_kept(text: str) -> None:
    assert values(text) == [("received", 3)]


def test_any_year_goes_when_the_report_tells_none() -> None:
    assert values("2011年收到申请3件。", None) == [("received", 3)]


def test_scope_words_are_kept_in_their_order() -> None:
    assert read("全县及各部门主动公开信息30条。")[0].scope == "全县、各部门"


def test_whom_one_thanks_narrows_nothing() -> None:
    assert read("在各部门大力支持下，主动公开信息30条。")[0].scope == ""


def test_whose_site_is_told_of_with_a_figure_narrows_no_later_one() -> None:
    assert read("通过各部门网站发布信息90条，主动公开信息30条。")[0].scope == ""
    assert read("通过各部门网站主动公开信息30条。")[0].scope == "各部门"


def test_cases_counted_by_times_are_cases() -> None:
    assert values("收到申请3件次。公开12条次。") == [("received", 3), ("disclosed", 12)]


def test_a_figure_that_goes_on_to_the_units_own_part_is_of_all_levels() -> None:
    claim = Claim("received", CLAIMS[0].wordings, scopes=("各级",))
    for text in ("收到申请486件，其中本级37件。", "收到申请486件，县政府办公室受理37件。"):
        facts = read_narrative(document(text), FORM, (claim,), (), 2018).facts
        assert [(fact.value, fact.scope) for fact in facts] == [(486, "各级")]


def test_of_which_inherits_the_scope_of_the_segment_before() -> None:
    facts = read("各部门主动公开信息30条，比2017年多；其中主动公开文件信息8条。")
    assert [fact.scope for fact in facts] == ["各部门", "各部门"]


def test_whom_a_unit_is_ranked_among_is_no_scope() -> None:
    facts = read("收到申请4件（在全县各部门中列第二），主动公开信息30条。主动公开信息31条，全县收到申请5件。")
    assert [(fact.value, fact.scope) for fact in facts] == [(4, ""), (30, ""), (31, ""), (5, "全县")]


@pytest.mark.parametrize(("text", "stale"), [("2017年收到申请3件。", [3]), ("因2017年招考收到申请3件。", [])])
def test_the_year_of_a_cause_is_not_that_of_the_figure(text: str, stale: list[int]) -> None:
    narrative = read_narrative(document(text), FORM, CLAIMS, (), 2018, "青屏县人民政府")
    assert ([fact.value for fact in narrative.stale], len(narrative.growths)) == (stale, len(stale))
    assert not narrative.facts


def test_another_segment_does_not_inherit_a_scope() -> None:
    assert [fact.scope for fact in read("各部门主动公开信息30条；收到申请3件。")] == ["各部门", ""]


def test_a_sum_since_the_beginning_is_not_the_years_figure() -> None:
    assert values("累计主动公开信息590条，其中，本年度主动公开信息30条。") == [("disclosed", 30)]


@pytest.mark.parametrize(
    ("unit", "text", "expected"),
    [
        ("青屏县人民政府", "全县共收到申请76件，县自然资源局收到申请31件、县住建局收到申请14件。", [76]),
        ("青屏县人民政府", "收到申请76件。县自然资源局全年共收到申请31件，河东街道未收到申请。", [76]),
        ("青屏县自然资源局", "2018年，县自然资源局收到申请31件。县民政局收到申请2件。", [31]),
        ("青屏县住房和城乡建设局", "县住建局共收到申请14件。", [14]),
        ("河东镇人民政府", "河东镇收到申请3件，我镇收到申请3件。", [3, 3]),
        ("青屏县人民政府", "经县政府办收到申请17件，全县收到申请76件。", [17, 76]),
        ("青屏县人民政府", "收到申请76件。县法院收到申请3件。", [76]),
        ("青屏县人民政府", "收到申请76件。下属事业单位收到申请3件。", [76]),
        ("青屏县人民政府", "全市收到申请760件，全县收到申请76件。", [76]),
        ("青屏县市场监督管理局", "全市收到申请760件，全县收到申请76件。", [76]),
        ("新乡市教育局", "全市收到申请76件。", [76]),
        ("青屏县教育局", "考核居全市教育部门第二，收到申请76件。", [76]),
        ("青屏县人民政府", "全县收到申请760件，本报告仅统计县政府办公室的76件。", []),
        ("青屏县人民法院", "县法院收到申请3件，本院收到申请3件。", [3, 3]),
        (None, "全县共收到申请76件，县自然资源局收到申请31件。", [76]),
        (None, "县自然资源局收到申请31件。", [31]),
    ],
)
def test_what_another_body_did_is_not_the_units_own(unit: str | None, text: str, expected: list[int]) -> None:
    facts = read_narrative(document(text), FORM, CLAIMS, (), 2018, unit).facts
    assert [fact.value for fact in facts] == expected


def test_money_is_stored_in_the_indicators_unit_whatever_is_printed() -> None:
    assert values("经费5万元。") == values("经费50000元。") == [("budget", 5_000_000)]


def test_a_rounded_figure_has_bounds() -> None:
    fact = read("主动公开信息1.2万条。")[0]
    assert (fact.value, fact.low, fact.high, fact.digits) == (12000, 11500, 12500, 1)


def test_a_hedged_figure_keeps_its_hedge() -> None:
    fact = read("主动公开信息430余条。")[0]
    assert (fact.value, fact.low, fact.high, fact.hedge) == (430, 430, None, Hedge.ODD)


def test_a_hedge_after_the_unit_counts_too() -> None:
    assert read("主动公开信息100条左右。")[0].hedge is Hedge.ABOUT


def test_claims_of_another_form_are_not_read() -> None:
    claims = tuple(Claim(claim.indicator, claim.wordings, forms=("another",)) for claim in CLAIMS)
    assert read_narrative(document("收到申请3件。"), FORM, claims, (), 2018).facts == ()


@given(st.text(alphabet="全年未收到申请件均按时办结主动公开信息经费万元12,。；、（《”\n 余约", max_size=120))
def test_any_text_is_read_and_points_into_itself(text: str) -> None:
    source: Document = document(text)
    facts = read_narrative(source, FORM, CLAIMS, (), 2018).facts
    assert [source.source.slice(fact.origin.span) for fact in facts] == [fact.raw for fact in facts]


def test_a_thing_of_another_house_is_not_mentioned_as_the_own() -> None:
    assert [fact.stance for fact in read("设立了申请受理点。")] == [Stance.MENTION]
    assert read("引导群众到市档案馆设立的申请受理点查询。") == ()
