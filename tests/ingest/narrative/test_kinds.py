"""Sentences that sound like a figure of the report and count something else, beside those that do count it."""

from __future__ import annotations

import pytest

from auditor.ingest.narrative.read import read_narrative
from auditor.schema import Stance
from tests.ingest.narrative.samples import FORM
from tests.ingest.narrative.samples import figures
from tests.ingest.prose import FILES_2019
from tests.ingest.prose import document
from tests.ingest.prose import schema


@pytest.mark.parametrize(
    "text",
    [
        "受理残疾证申请213件，全部按时办结。",
        "收到住房保障申请1260件，办结1198件。",
        "受理用水报装申请1360件，办结1342件。",
        "公租房受理申请1240件，办结1200件。",
        "用水业务受理申请3306件，办结3291件。",
        "窗口收到各类申请12600件，办结12588件。",
        "病历复印窗口受理申请9100份。",
        "出入境网上受理申请4200件。",
        "行政审批延期办理4件。",
        "县信访局按期办结信访申请86件，延期办结3件。",
        "受理医疗投诉举报58件，其中不予公开2件。",
        "政务服务中心新建大厅，配备工作人员66名。",
        "群众申请办理老年优待证的230件，全部按期办结。",
        "网格员上报事件9800件，延期办结40件。",
        "执行案件部分公开60件。",
        "审核公文46件，不予公开6件。",
    ],
)
def test_requests_for_something_else_are_none_for_information(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "通过政务网共办理并答复信息公开申请12件。",
        "收到网上申请6件，均按时答复。",
        "现场办结政府信息公开申请3件。",
    ],
)
def test_what_came_by_one_way_is_not_all(text: str) -> None:
    assert figures(text) == {}


def test_a_way_is_read_where_it_alone_is_meant_and_several_are_all() -> None:
    assert figures("收到网上申请6件。") == {"requests_online": 6}
    assert figures("通过网站受理信息公开申请6件，均按时答复。") == {"requests_online": 6}
    assert figures("收到网上依申请公开6件。") == {"requests_online": 6}
    assert figures("通过网站、信函等渠道受理信息公开申请6件。") == {"requests_received": 6}


@pytest.mark.parametrize(
    "text",
    [
        "参加省政府召开的政务公开电视电话会议2次。",
        "派员参加市政务公开办举办的政务公开培训班3期。",
        "列席县委组织召开的政府信息公开专题会议1次。",
    ],
)
def test_what_others_held_was_attended_only(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    "text",
    [
        "筹备召开新闻发布会2次。",
        "全年代理政府信息公开行政诉讼案件6件。",
        "因政府信息公开引发的行政复议占行政复议案件12件的25%。",
        "发布惠农政策以及相关解读信息52条。",
        "自平台上线以来主动公开政府信息652条。",
        "《条例》施行以来收到政府信息公开申请560件。",
    ],
)
def test_what_is_prepared_done_for_others_a_base_or_until_now_is_not_the_years(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize("unit", ["青屏县教育局", None])
@pytest.mark.parametrize("text", ["下属事业单位收到政府信息公开申请5件。", "我局所属3家单位收到政府信息公开申请5件。"])
def test_what_belongs_to_a_unit_is_not_the_unit_though_that_is_not_known(text: str, unit: str | None) -> None:
    assert figures(text, unit) == {}


def test_a_figure_until_now_is_not_the_years_where_the_paragraph_gives_that() -> None:
    year, all_years = "全年主动公开政府信息95条，电子化率100%。", "截至年底，累计主动公开政府信息652条。"
    assert figures(year + all_years) == {"disclosed_total": 95}
    assert figures(all_years) == {"disclosed_total": 652}
    assert figures("2016年主动公开政府信息95条。" + all_years) == {"disclosed_total": 652}
    assert figures(year + "\n" + all_years) == {"disclosed_total": 652}


def test_what_had_been_disclosed_by_the_end_of_a_year_may_count_from_the_beginning() -> None:
    all_years = "截止年底，我局已主动公开政府信息652条。"
    assert figures(all_years + "全年主动公开政府信息95条。") == {"disclosed_total": 95}
    assert figures(all_years) == {"disclosed_total": 652}


def test_a_shorter_wording_is_read_where_the_fuller_one_spans_what_is_told_of_two_things() -> None:
    text = "共收到信息公开申请和咨询21件，网络申请13件，信函申请4件。"
    assert figures(text) == {"requests_online": 13, "requests_letter": 4}


def test_counted_ways_in_brackets_join_no_two_things() -> None:
    text = "收到申请12件（网上9件、邮寄3件），办结11件。"
    assert figures(text)["requests_received"] == 12
    book = schema(FILES_2019)
    text = "收到政府信息公开申请12件（其中：网上9件，邮寄3件），本年度办结11件。"
    facts = read_narrative(document(text), book.forms["disclosure-2021"], book.claims, (), 2022).facts
    assert [fact.value for fact in facts if fact.indicator == "processed_total"] == [11]


def test_a_year_that_requests_are_carried_into_is_not_that_of_the_figure() -> None:
    book = schema(FILES_2019)

    def carried(text: str, year: int) -> dict[str, int | None]:
        facts = read_narrative(document(text), book.forms["disclosure-2019"], book.claims, (), year).facts
        return {fact.indicator: fact.value for fact in facts if fact.stance is Stance.FIGURE}

    text = "收到政府信息公开申请12件，依程序办结9件，转入2020年办理3件。"
    assert carried(text, 2019) == {"new_received": 12, "processed_total": 9, "carried_out": 3}
    assert "carried_out" not in carried(text, 2020)
    assert carried("2019年结转至2020年的申请3件。", 2020) == {"carried_in": 3}
    assert carried("结转上年度政府信息公开申请3件。", 2020) == {"carried_in": 3}


def test_a_denial_that_names_the_unit_is_of_all_its_cases() -> None:
    text = "未发生涉及{}信息公开的行政复议和行政诉讼案件。"
    none = {"reviews_total": 0, "lawsuits_total": 0}
    assert figures(text.format("卫生健康局"), "青屏县卫生健康局") == none
    assert figures(text.format("本部门"), "青屏县卫生健康局") == none
    assert figures(text.format("房屋拆迁"), "青屏县卫生健康局") == {}


def test_what_another_office_did_is_not_the_units() -> None:
    text = "我局主动公开政府信息146条，县信用办主动公开政府信息310条，县人才办主动公开政府信息58条。"
    assert figures(text, "青屏县发展和改革局") == {"disclosed_total": 146}
    assert figures("县政府办主动公开政府信息146条。") == {"disclosed_total": 146}
    assert figures("全年先后举办政务公开培训班2期。") == {"trainings": 2}


@pytest.mark.parametrize(
    "text",
    [
        "2017年上半年受理申请26件。其中同意公开8件。",
        "县国土局收到申请19件。其中同意公开12件。",
        "受理残疾证申请213件。其中不予公开3件。",
        "从办结的案卷中抽取20份。其中同意公开7件。",
    ],
)
def test_what_opens_with_of_which_is_of_the_sentence_before(text: str) -> None:
    assert not {"reply_granted", "reply_denied"} & figures(text).keys()


def test_of_which_of_the_own_requests_is_read() -> None:
    text = "收到申请21件，其中邮寄6件、在线15件，已全部办结。其中同意公开10件。"
    assert figures(text)["reply_granted"] == 10


def test_what_is_asked_for_may_stand_behind_the_asking() -> None:
    text = "办公室牵头办理向区管委会申请的政府信息31件，其中同意公开答复4件、不同意公开答复7件。"
    assert figures(text) == {"reply_granted": 4, "reply_denied": 7}
    assert figures("办理向区管委会申请的老年证31件，其中同意公开答复4件、不同意公开答复7件。") == {}


def test_what_a_sample_came_to_is_not_what_all_did() -> None:
    assert figures("从办结的案卷中抽取20份，其中同意公开7件、不予公开5件。") == {}


def test_what_was_answered_is_not_all_where_more_became_of_the_rest() -> None:
    assert "replies_total" not in figures("共收到信息公开申请16件，答复9件，不予处理5件，撤回2件。")
    assert figures("共收到信息公开申请12件，答复12件，其中不予公开4件。")["replies_total"] == 12


def test_all_levels_of_the_whole_are_the_whole() -> None:
    facts = read_narrative(
        document("全县各级行政机关收到政府信息公开申请37件。各级部门收到政府信息公开申请9件。"),
        FORM,
        schema().claims,
        (),
        2017,
        "青屏县",
    ).facts
    assert [(fact.value, fact.scope) for fact in facts if fact.value] == [(37, ""), (9, "各级")]


def test_what_a_bracket_takes_apart_has_the_whole_before_it() -> None:
    assert figures("收到申请21件（当面4件、传真1件、网络13件、信函3件）。") == {
        "requests_received": 21,
        "requests_in_person": 4,
        "requests_fax": 1,
        "requests_online": 13,
        "requests_letter": 3,
    }


def test_what_was_closed_of_this_year_is_not_all_where_that_of_others_follows() -> None:
    assert figures("收到政府信息公开申请21件，当年办结19件、跨年办结2件。") == {"requests_received": 21}


def test_a_case_that_is_closed_names_no_body() -> None:
    assert figures("收到申请21件，已办结21件，其中按时办结20件、延期办结1件。") == {
        "requests_received": 21,
        "requests_completed": 21,
        "completed_on_time": 20,
        "completed_delayed": 1,
    }


@pytest.mark.parametrize(
    ("unit", "found"), [("青屏县公安局交警大队", {"channel_wechat": 420}), ("青屏县教育局", {}), ("青屏县", {})]
)
def test_an_account_named_after_a_trade_is_that_trades_office(unit: str, found: dict[str, int]) -> None:
    assert figures("“青屏交警”微信公众号推送信息420条。", unit) == found


def test_each_of_two_sites_has_its_own_figure() -> None:
    assert figures("在县政府网站公开信息60条，在镇网站公开信息5条。", "青屏镇人民政府") == {}
    text = "通过网站公开政府信息60条，其中在县政府网站专栏公开14条。"
    assert figures(text, "青屏镇人民政府") == {"channel_website": 60}


@pytest.mark.parametrize("own", ["全镇", "我镇"])
def test_a_unit_that_names_itself_behind_the_year_is_no_other_body(own: str) -> None:
    assert figures(f"2017年度{own}公开政府信息140条。", "青屏镇人民政府") == {"disclosed_total": 140}


@pytest.mark.parametrize(("unit", "found"), [("青屏县职业技术学院", {"requests_received": 3}), ("青屏县教育局", {})])
def test_a_school_is_the_unit_where_a_school_reports(unit: str, found: dict[str, int]) -> None:
    assert figures("2017年，学校收到政府信息公开申请3件。", unit) == found


@pytest.mark.parametrize(("unit", "read"), [("青屏县教育局", 6), ("青屏县司法局", None), ("青屏县人民政府", None)])
def test_reviews_beside_requests_are_those_that_a_unit_may_decide_on_itself(unit: str, read: int | None) -> None:
    found = figures("收到政府信息公开申请60件。行政复议6件，均已审结。", unit)
    assert found.get("reviews_total") == read


@pytest.mark.parametrize(
    "text",
    [
        "举办新闻发布会2次，参加县政府新闻发布会1次，共3次。",
        "全县教育系统主动公开政府信息1310条，其中局机关310条、乡镇学校1000条。",
        "全系统主动公开政府信息1310条，其中局机关310条、下属单位1000条。",
        "受理政府信息公开申请26件（含上年结转2件）。",
    ],
)
def test_what_is_told_with_what_the_form_counts_apart_is_not_it(text: str) -> None:
    assert not figures(text, "青屏县教育局").keys() & {"disclosed_total", "press_conferences", "requests_received"}


def test_a_government_counts_all_of_its_area_and_its_own_part_is_told_beside() -> None:
    text = "全县主动公开政府信息1310条，其中县本级310条。"
    facts = read_narrative(document(text), FORM, schema().claims, (), 2017, "青屏县").facts
    assert [(fact.value, fact.scope) for fact in facts] == [(1310, "各级"), (310, "本级")]
