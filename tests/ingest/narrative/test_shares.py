"""What a figure is of: one way of several, the years until now, other bodies, parts that leave a rest."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest

from auditor.ingest.narrative.read import Narrative
from auditor.ingest.narrative.read import read_narrative
from auditor.lang.check import check_sources
from auditor.schema import Stance
from auditor.source import Source
from tests.ingest.prose import RULES
from tests.ingest.prose import document
from tests.ingest.prose import schema as schema_2014

if TYPE_CHECKING:
    from auditor.schema import Schema


@cache
def schema_2021() -> Schema:
    paths = sorted(RULES.rglob("*.rules"))
    return check_sources(tuple(Source(path.name, path.read_text(encoding="utf-8")) for path in paths))[0].schema


def read(text: str, known: Schema, form: str) -> Narrative:
    return read_narrative(document(text), known.forms[form], known.claims, (), 2022)


def said(text: str, code: str) -> list[int | None]:
    facts = read(text, schema_2014(), "disclosure-2014").facts
    return [fact.value for fact in facts if fact.indicator == code and fact.stance is Stance.FIGURE]


@pytest.mark.parametrize(
    ("text", "code", "expected"),
    [
        ("本年新增主动公开政府信息310条，累计主动公开政府信息达3100条。", "disclosed_total", [310]),
        ("新增公开窗口3个，累计主动公开政府信息310条。", "disclosed_total", [310]),
        ("通过“清水发布”微博等政务新媒体推送各类信息900条。", "channel_weibo", []),
        ("微信公众号等新媒体平台发布信息900条。", "channel_wechat", []),
        ("门户网站等多种渠道公开政府信息900条。", "channel_website", []),
        ("依托门户网站等政务公开栏平台公开政府信息90条。", "channel_website", []),
        ("微信公众号“清水县水利工程发展中心”全年发布信息90条。", "channel_wechat", [90]),
        ("政务微博发布信息90条，等级评定为优。", "channel_weibo", [90]),
        ("政务微博公开政府信息数90条，微信公众号公开政府信息数40条。", "channel_weibo", [90]),
    ],
)
def test_a_figure_is_of_what_it_counts_alone(text: str, code: str, expected: list[int]) -> None:
    assert said(text, code) == expected


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("全省各部门因信息公开被申请行政复议26件，其中维持20件、纠正3件、尚未审结3件。", "reviews_corrected"),
        ("全市各部门不予公开6件，其中属于国家秘密1件、过程性信息5件。", "denied_process"),
    ],
)
def test_the_parts_of_what_several_bodies_did_are_theirs(text: str, code: str) -> None:
    facts = read(text, schema_2021(), "disclosure-2021").facts
    assert [bool(fact.scope) for fact in facts if fact.indicator == code] == [True]


def test_what_was_carried_over_does_not_hide_what_came_in_behind_it() -> None:
    text = "上年结转政府信息公开申请2件，本年新收政府信息公开申请36件，均已答复。"
    facts = read(text, schema_2021(), "disclosure-2021").facts
    assert [fact.value for fact in facts if fact.indicator == "new_received"] == [36]


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("收到申请21件。从申请方式看，网络7件，占33.3%；信函2件，占9.5%。", False),
        ("收到申请21件。从申请方式看，网络7件（占总数的33.3%）、信函2件（占9.5%）。", False),
        ("收到申请21件。从申请方式看，网络7件，占33.3%；信函12件，占57.1%；当面1件，占9.5%。", True),
        ("收到申请21件。从申请方式看，网络7件，占33.3%；信函14件，占66.7%。", True),
        ("收到申请21件。从申请方式看，网络7件、信函2件。", True),
    ],
)
def test_shares_that_leave_a_rest_say_that_parts_are_not_named(text: str, complete: bool) -> None:  # noqa: FBT001 - a case
    (enumeration,) = read(text, schema_2014(), "disclosure-2014").enumerations
    assert enumeration.complete is complete


@pytest.mark.parametrize(
    ("text", "complete"),
    [
        ("行政诉讼6件，其中未经复议直接起诉1件、复议后起诉2件。", True),
        ("行政诉讼6件，其中未经复议直接起诉1件、已审结2件。", False),
    ],
)
def test_a_suit_is_brought_directly_or_after_a_review(text: str, complete: bool) -> None:  # noqa: FBT001 - a case
    (enumeration,) = read(text, schema_2014(), "disclosure-2014").enumerations
    assert (enumeration.complete, enumeration.total, sum(enumeration.parts)) == (complete, 6, 3)


@pytest.mark.parametrize(
    "text",
    [
        "2022年收到信息公开申请25件，2021年为18件，增长38.9%。其中网络申请20件，信函申请4件。",
        "收到信息公开申请25件，上年18件。按申请方式分，网络申请20件，信函申请4件。",
    ],
)
def test_what_goes_on_behind_the_figure_of_the_year_before_is_of_the_reported_year(text: str) -> None:
    narrative = read(text, schema_2014(), "disclosure-2014")
    assert not [item for item in narrative.enumerations if item.total == 18]
    assert {growth.indicator for growth in narrative.growths} <= {"requests_received"}
    assert [fact.value for fact in narrative.facts if fact.indicator == "requests_online"] == [20]


def test_what_stands_behind_a_figure_compared_with_is_of_the_reported_year() -> None:
    narrative = read(
        "收到政府信息公开申请25件，上年为18件；办结政府信息公开申请24件。", schema_2014(), "disclosure-2014"
    )
    said = {fact.indicator: fact.value for fact in narrative.facts if fact.stance is Stance.FIGURE}
    assert said == {"requests_received": 25, "requests_completed": 24}
    assert {growth.indicator for growth in narrative.growths} <= {"requests_received"}


def test_parts_of_a_figure_compared_with_may_be_of_either_year() -> None:
    text = "主动公开政府信息310条，上年280条，其中政府网站公开210条。"
    narrative = read(text, schema_2014(), "disclosure-2014")
    assert not [fact for fact in narrative.facts if fact.indicator == "channel_website"]
    assert "channel_website" not in {growth.indicator for growth in narrative.growths}


def test_a_figure_compared_with_is_no_part() -> None:
    narrative = read("主动公开政府信息310条，其中政府网站210条，去年为260条。", schema_2014(), "disclosure-2014")
    assert not narrative.enumerations


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("受理申请10件，均已登记。\n在已答复的9件申请中，同意公开7件，占总数的70%。", []),
        ("受理申请10件，均已登记。\n在已答复的9件申请中，同意公开7件，占总数的71%。", [(7, 9, 71)]),
        ("受理申请10件，均已登记。\n在已答复的9件申请中，同意公开7件，占70%。", [(7, 9, 70)]),
    ],
)
def test_a_share_of_the_total_may_be_of_one_told_further_before(text: str, rates: list[tuple[int, ...]]) -> None:
    found = read(text, schema_2021(), "disclosure-2021").rates
    assert [(rate.part, rate.base, rate.stated) for rate in found] == rates


def test_none_is_no_share_of_what_happens_to_stand_before() -> None:
    text = "公开信息400余条，其中计划类12条，占3%；法规类0条，占0%；人事类12条，占3%；财政类6条，占1.5%。"
    assert [rate.part for rate in read(text, schema_2021(), "disclosure-2021").rates] == [0]


@pytest.mark.parametrize(
    ("text", "rates"),
    [
        ("收到申请56件，其中自然人44件、法人12件。自然人申请占79.6%。", [(44, 56, 796)]),
        ("收到申请56件，其中自然人44件、法人12件，均已办结。自然人占比78.6%。", [(44, 56, 786)]),
        ("收到申请56件，其中自然人44件、法人12件。企业占比21.4%。", []),
    ],
)
def test_a_share_named_a_sentence_later_is_of_the_part_of_that_name(text: str, rates: list[tuple[int, ...]]) -> None:
    found = read(text, schema_2021(), "disclosure-2021").rates
    assert [(rate.part, rate.base, rate.stated) for rate in found] == rates


@pytest.mark.parametrize(
    ("text", "completed"),
    [
        ("收到政府信息公开申请33件。\n已办结申请33件，答复33件。", [33]),
        ("收到政府信息公开申请33件。\n\n已办结申请33件，答复33件。", [33]),
        ("收到政府信息公开申请33件。\n全年办结信访申请33件。", []),
        ("公开政府信息33条。\n已办结申请33件，答复33件。", []),
    ],
)
def test_how_many_were_done_with_is_read_in_the_paragraph_after_that_on_what_came_in(
    text: str, completed: list[int]
) -> None:
    assert said(text, "requests_completed") == completed


def test_figures_of_different_things_right_beside_each_other_are_of_one() -> None:
    assert said("举办政务公开培训班6期610人次。", "trainees") == [610]
    assert said("举办政务公开培训班6期。就业培训610人次。", "trainees") == []


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("因政府信息公开引起的行政复议0件、行政诉讼0件。", 1),
        ("因政府信息公开引起的行政复议0件，行政诉讼0件被纠错。", 0),
    ],
)
def test_that_none_was_set_aside_denies_no_reviews(text: str, denied: int) -> None:
    facts = read(text, schema_2021(), "disclosure-2021").facts
    assert len([fact for fact in facts if fact.indicator == "reviews_total" and fact.stance is Stance.DENIAL]) == denied
