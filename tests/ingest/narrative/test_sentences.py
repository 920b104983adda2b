from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.ingest.narrative.quantities import read_quantities
from auditor.ingest.narrative.sentences import read_prose
from auditor.source import Span
from tests.ingest.prose import document


def test_blanks_are_typesetting_and_places_stay_true() -> None:
    prose = read_prose(document("全年收到　申请 12 件。"))
    assert prose.text == "全年收到申请12件。"
    assert prose.raw(4, 9) == "申请 12 件"


def test_two_figures_with_a_blank_between_stay_two() -> None:
    assert read_prose(document("12 34")).text == "12 34"


def test_two_wide_blanks_part_paragraphs() -> None:
    prose = read_prose(document("情况如下\u3000\u3000二、主动公开"))
    assert [sentence.text for sentence in prose.sentences] == ["情况如下", "二、主动公开"]


def test_a_full_line_goes_on_below() -> None:
    line = "本年度全县各乡镇和各部门通过多种渠道和方式及时准确地向社会主动公开政府信息共"
    assert len(read_prose(document(f"{line}\n120条。")).sentences) == 1


def test_a_short_line_is_a_line_of_its_own() -> None:
    assert len(read_prose(document("一、概述\n全年公开信息120条。")).sentences) == 2


def test_tables_are_left_out() -> None:
    text = "收到申请3件。表格 12 34\n无收费。"
    prose = read_prose(document(text), (Span(text.index("表格"), text.index("无收费")),))
    assert [sentence.text for sentence in prose.sentences] == ["收到申请3件。", "无收费。"]


def test_clauses_break_at_commas_and_not_within_brackets() -> None:
    sentence = read_prose(document("各乡镇(街道，含园区)公开信息5条，答复2件")).sentences[0]
    clause = sentence.clause(sentence.text.index("5"))
    assert sentence.slice(clause.start, clause.end) == "各乡镇(街道,含园区)公开信息5条"


def test_thousands_separators_part_no_clauses() -> None:
    prose = read_prose(document("公开信息1,204条，答复2件"))
    sentence = prose.sentences[0]
    clause = sentence.clause(0)
    assert sentence.slice(clause.start, clause.end) == "公开信息1204条"
    assert prose.raw(clause.start, clause.end) == "公开信息1,204条"
    assert read_prose(document("2019,2020年，共12,34件")).text == "2019,2020年,共12,34件"


def test_segments_break_at_semicolons() -> None:
    sentence = read_prose(document("公开信息5条，答复2件；收到申请3件。")).sentences[0]
    segment = sentence.segment(sentence.text.index("3"))
    assert sentence.slice(segment.start, segment.end) == "收到申请3件。"


def test_the_section_on_problems_and_plans_is_known() -> None:
    prose = read_prose(document("一、概述\n召开会议2次。\n六、存在问题及下一步打算\n召开会议5次。\n七、附件\n见表。"))
    assert [sentence.outlook for sentence in prose.sentences] == [False, False, True, True, False, False]


@pytest.mark.parametrize(
    ("said", "is_plan"),
    [
        ("本报告所列数据为县政府本级数据，不含各乡镇。", False),
        ("以上数据均包括各乡镇。", False),
        ("本报告期内公开数据不够及时。", True),
        ("将加强数据报送，收到申请后及时答复。", True),
    ],
)
def test_what_a_report_says_of_its_figures_below_its_plans_is_of_its_year(said: str, is_plan: bool) -> None:  # noqa: FBT001
    prose = read_prose(document(f"六、存在问题和改进措施\n下一步将加强解读。\n{said}"))
    assert prose.sentences[-1].outlook is is_plan


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("公开1,204条，答复12件", ["条", "件"]),
        ("培训240人次，17人(次)", ["人次", "人次"]),
        ("经费5万元", ["元"]),
        ("选2-3个单位", []),
        ("第5次会议", []),
        ("不足10件", []),
        ("电话0951-8021996", []),
        ("办结率97.8%", ["%"]),
    ],
)
def test_figures_are_read_with_what_they_count(text: str, units: list[str]) -> None:
    assert [quantity.unit for quantity in read_quantities(text)] == units


@given(st.text(alphabet="全年收到申请件，。；、（）《》“”12 \n\t\u3000abc.%", max_size=80))
def test_every_place_of_the_prose_is_a_place_of_the_document(text: str) -> None:
    prose = read_prose(document(text))
    assert "".join(sentence.text for sentence in prose.sentences) in prose.text.replace("\n", "") or prose.text
    assert all(0 <= offset < max(1, len(text)) for offset in prose.offsets)
    assert len(prose.offsets) == len(prose.text)


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("收到申请23件。其中，自然人18件。", ["收到申请23件,其中,自然人18件。"]),
        ("收到申请23件。\n其中，自然人18件。", []),
        ("收到申请23件？其中，自然人18件。", []),
        ("（二）依申请公开情况\n全年办结24件。", ["(二)依申请公开情况:全年办结24件。"]),
        ("二、依申请公开。全年办结24件。", ["二、依申请公开:全年办结24件。"]),
        ("二、依申请公开\n\n\n（一）收到24件。", []),
        ("（三）监督保障\n全年办结24件。", []),
        ("收到信息公开申请23件。全年共办结24件。", ["收到信息公开申请23件,全年共办结24件。"]),
        ("收到信息公开申请23件。截至年底已答复24件。", ["收到信息公开申请23件,截至年底已答复24件。"]),
        ("收到信息公开申请23件。行政复议4件，均维持。", ["收到信息公开申请23件:行政复议4件,均维持。"]),
        ("因信息公开发生行政复议4件。行政诉讼2件。", ["因信息公开发生行政复议4件:行政诉讼2件。"]),
        ("收到信息公开申请23件。\n已办结申请24件。", ["收到信息公开申请23件, 已办结申请24件。"]),
        ("收到信息公开申请23件。自然人居多。行政复议4件，均维持。", ["自然人居多:行政复议4件,均维持。"]),
        ("收到信息公开申请23件。\n自然人居多。行政复议4件，均维持。", []),
        ("收到低保申请23件。全年共办结24件。", []),
        ("收到信息公开申请23件。工伤类行政复议4件。", []),
        ("收到信息公开申请23件。\n全年共办结24件。", []),
    ],
)
def test_what_goes_on_from_a_sentence_or_a_heading_is_read_with_it(text: str, joined: list[str]) -> None:
    prose = read_prose(document(text))
    assert [sentence.text for sentence in prose.read_on if sentence.joint] == joined
    assert [sentence.end for sentence in prose.read_on] == [sentence.end for sentence in prose.sentences]
    assert all(len(sentence.text) == sentence.end - sentence.start for sentence in prose.read_on)
