"""The narrative of real reports, as an auditor reads it; skipped where the reports are not at hand."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from auditor.ingest.narrative.read import Narrative
from auditor.ingest.narrative.read import read_narrative
from auditor.schema import Stance
from auditor.source import Span
from tests.ingest.prose import SHARED
from tests.ingest.prose import document
from tests.ingest.prose import schema

if TYPE_CHECKING:
    from auditor.document import Enumeration

pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the real reports are not beside the project")
TABLE = re.compile("统\\s*计\\s*指\\s*标")

Said = dict[str, set[tuple[str, int | None]]]


def read(name: str, year: int) -> Narrative:
    text = next(SHARED.glob(f"{name}*")).read_text(encoding="utf-8-sig").replace("\r\n", "\n")
    table = TABLE.search(text)
    skip = (Span(table.start(), len(text)),) if table else ()
    book = schema()
    return read_narrative(document(text), book.forms["disclosure-2014"], book.claims, skip, year)


def said(narrative: Narrative) -> Said:
    """The figures that are stated of each indicator, with how they are stated."""
    found: Said = {}
    for fact in narrative.facts:
        if fact.stance is not None and fact.stance is not Stance.MENTION:
            found.setdefault(fact.indicator, set()).add((fact.stance.value, fact.value))
    return found


def scopes(narrative: Narrative, code: str) -> set[tuple[int | None, str]]:
    return {(fact.value, fact.scope) for fact in narrative.facts if fact.indicator == code and fact.value is not None}


def sums(narrative: Narrative) -> dict[int, tuple[int, bool, bool]]:
    return {item.total: _sum(item) for item in narrative.enumerations}


def _sum(item: Enumeration) -> tuple[int, bool, bool]:
    return sum(item.parts), item.complete, item.overlapping


def test_000_states_its_figures_with_their_scopes() -> None:
    narrative = read("000", 2018)
    assert scopes(narrative, "normative_disclosed") == {(8, "各部门")}
    assert scopes(narrative, "disclosed_total") == {(18529, "各乡镇、各部门"), (13655, "各部门"), (18529, "")}
    assert said(narrative) == {
        "disclosed_total": {("figure", 18529), ("figure", 13655)},
        "normative_disclosed": {("figure", 8)},
        "channel_gazette": {("figure", 28)},
        "channel_website": {("figure", 11872)},
        "channel_weibo": {("figure", 1277)},
        "channel_wechat": {("figure", 1765)},
        "channel_other": {("figure", 3689)},
        "hot_topics": {("figure", 2)},
        "requests_received": {("figure", 1)},
        "trainings": {("figure", 3)},
        "trainees": {("figure", 240)},
    }


def test_000_sums_and_rates_are_found() -> None:
    narrative = read("000", 2018)
    assert sums(narrative) == {
        18529: (18631, True, True),
        782: (782, True, False),
        6: (6, False, False),
        8: (8, False, False),
        13: (13, True, False),
        14: (14, True, False),
    }
    assert [(rate.part, rate.base, rate.stated) for rate in narrative.rates] == [
        (1183, 1277, 926),
        (1062, 1277, 832),
        (9269, 9476, 978),
    ]


def test_001_states_its_figures_and_denials() -> None:
    narrative = read("001", 2017)
    assert said(narrative) == {
        "disclosed_total": {("figure", 222)},
        "requests_received": {("denial", 0)},
        "reviews_total": {("denial", 0)},
        "lawsuits_total": {("denial", 0)},
        "fees_collected": {("denial", 0)},
        "staff_total": {("figure", 1)},
        "budget": {("figure", 5_000_000)},
    }
    assert sums(narrative) == {387: (387, False, False)}
    assert narrative.rates == ()


def test_002_states_no_requests_and_a_sum_that_is_wrong() -> None:
    narrative = read("002", 2017)
    assert said(narrative) == {
        "requests_received": {("denial", 0)},
        "channel_weibo": {("figure", 421)},
        "channel_wechat": {("figure", 70)},
    }
    assert sums(narrative) == {205: (204, True, False)}


def test_003_states_its_figures() -> None:
    narrative = read("003", 2018)
    assert said(narrative) == {
        "disclosed_total": {("figure", 744)},
        "channel_weibo": {("figure", 7)},
        "channel_wechat": {("figure", 133)},
        "interpretations": {("figure", 34)},
        "requests_received": {("figure", 1)},
        "requests_completed": {("figure", 1)},
        "completed_on_time": {("figure", 1)},
        "completed_delayed": {("universal", 0)},
        "staff_full_time": {("figure", 1)},
        "staff_part_time": {("figure", 1)},
    }
    assert sums(narrative) == {744: (744, False, True)}
    assert [(rate.part, rate.base, rate.stated) for rate in narrative.rates] == [(13, 15, 867)]


def test_a_share_is_of_what_gives_it_where_parts_happen_to_make_another_whole() -> None:
    text = "受理申请51件。办结53件，按时办结率100%。其中，予以公开17件，占{}；部分公开14件，不予公开13件，无法提供7件。"
    right, wrong = (
        [(rate.part, rate.base) for rate in read_narrative(document(text.format(share)), None, ()).rates]
        for share in ("32.08%", "38.02%")
    )
    assert right == [(17, 53)]
    assert wrong == [(17, 51)]


@pytest.mark.parametrize(
    ("shares", "found"),
    [
        (("80.4%", "19.6%"), [(45, 56), (11, 56)]),
        (("84.0%", "19.6%"), [(45, 56), (11, 56)]),
        (("80.4%", "96.1%"), [(45, 56), (11, 56)]),
        (("84.0%", "96.1%"), []),
    ],
)
def test_a_share_that_nothing_gives_is_of_the_whole_of_those_beside_it(
    shares: tuple[str, str], found: list[tuple[int, int]]
) -> None:
    text = "新收申请56件，上年结转5件。申请人中，自然人申请45件，占{}；法人或其他组织申请11件，占{}。".format(*shares)
    assert [(rate.part, rate.base) for rate in read_narrative(document(text), None, ()).rates] == found


def test_a_review_that_is_not_about_disclosure_is_no_claim() -> None:
    assert said(read("real/hebei-jyt-2018.", 2018)) == {
        "disclosed_total": {("figure", 1683)},
        "channel_website": {("figure", 1683)},
        "channel_wechat": {("figure", 716)},
        "press_conferences": {("figure", 2)},
        "interpretations": {("figure", 16)},
        "requests_received": {("figure", 1)},
        "replies_total": {("figure", 1)},
        "fees_collected": {("denial", 0)},
        "reviews_total": {("denial", 0)},
        "lawsuits_total": {("denial", 0)},
    }


@pytest.mark.parametrize(
    ("name", "year", "total", "parts", "complete"),
    [
        ("hebei-gxt-2016", 2016, 323, 329, False),
        ("hebei-gxt-2017", 2017, 947, 947, False),
        ("hebei-gxt-2018", 2018, 357, 377, False),
        ("hebei-kjt-2015", 2015, 2251, 2088, True),
        ("hebei-kjt-2016", 2016, 1700, 1700, True),
        ("hebei-kjt-2022", 2022, 70, 70, False),
        ("hebei-kjt-2023", 2023, 53, 53, False),
    ],
)
def test_the_only_sums_of_the_departments_are_these(
    name: str,
    year: int,
    total: int,
    parts: int,
    complete: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert sums(read(f"real/{name}", year)) == {total: (parts, complete, False)}


@pytest.mark.parametrize(
    "name", ["hebei-gxt-2020", "hebei-gxt-2021", "hebei-gxt-2022", "hebei-gxt-2023", "hebei-jyt-2018."]
)
def test_the_others_have_no_sum_to_judge(name: str) -> None:
    assert sums(read(f"real/{name}", 2020)) == {}


def test_a_denial_without_its_no_is_none() -> None:
    assert said(read("real/hebei-kjt-2018", 2018)) == {
        "channel_website": {("figure", 400)},
        "press_conferences": {("figure", 3)},
        "requests_received": {("figure", 3)},
        "replies_total": {("figure", 3)},
        "completed_delayed": {("universal", 0)},
        "fees_collected": {("denial", 0)},
    }
