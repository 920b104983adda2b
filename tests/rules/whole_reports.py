"""Whole reports of one county and one district whose tables are right: what varies is what their prose says."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from tests.ingest.forms_2014 import FIGURES
from tests.ingest.generate.reports import WANGCHUAN_2021
from tests.ingest.generate.samples import as_word
from tests.ingest.tables import outline_layouts

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

COUNTY: Mapping[str, str] = MappingProxyType(
    {each.code: "0" for each in FIGURES}
    | {
        "disclosed_total": "5034",
        "normative_disclosed": "7",
        "normative_issued": "7",
        "channel_gazette": "42",
        "channel_website": "3655",
        "channel_weibo": "398",
        "channel_wechat": "1012",
        "channel_other": "240",
        "hot_topics": "6",
        "press_conferences": "4",
        "press_conferences_led": "2",
        "interviews": "5",
        "interviews_led": "1",
        "interpretations": "35",
        "social_responses": "3",
        "other_responses": "1",
        "requests_received": "21",
        "requests_in_person": "4",
        "requests_fax": "1",
        "requests_online": "13",
        "requests_letter": "3",
        "requests_completed": "21",
        "completed_on_time": "20",
        "completed_delayed": "1",
        "replies_total": "21",
        "reply_already_public": "3",
        "reply_granted": "9",
        "reply_partial": "2",
        "reply_denied": "3",
        "denied_privacy": "3",
        "reply_not_held": "2",
        "reply_not_existing": "2",
        "reviews_total": "2",
        "reviews_upheld": "1",
        "reviews_other": "1",
        "lawsuits_total": "1",
        "lawsuits_upheld": "1",
        "complaints": "1",
        "offices": "20",
        "reading_points": "9",
        "staff_total": "48",
        "staff_full_time": "12",
        "staff_part_time": "36",
        "budget": "41",
        "meetings": "5",
        "trainings": "2",
        "trainees": "110",
    }
)


def county_report(prose: str, **figures: str) -> bytes:
    """The report of a county for 2017 with some prose, and other figures where they are given."""
    table = outline_layouts.LAYOUTS["tabs in a row"](outline_layouts.lines({**COUNTY, **figures}))
    return (
        "青屏县人民政府2017年政府信息公开工作年度报告\n\n报告中数据的统计期限为2017年1月1日至2017年12月31日。\n\n"
        f"一、工作情况\n\n{prose}\n\n附件\n\n政府信息公开情况统计表\n\n（2017年度）\n\n填报单位：青屏县人民政府\n\n{table}"
    ).encode()


def district_report(prose: str) -> bytes:
    """The report of a district for 2021 with other prose in its first part, as a word processor writes it."""
    (heading, _), *rest = WANGCHUAN_2021.parts
    return as_word(replace(WANGCHUAN_2021, parts=((heading, (prose,)), *rest)))


# By the year of the form: how its file ends, and what writes it.
WRITERS: Mapping[int, tuple[str, Callable[[str], bytes]]] = MappingProxyType(
    {2014: ("txt", county_report), 2021: ("docx", district_report)}
)
