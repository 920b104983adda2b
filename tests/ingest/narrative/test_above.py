"""What a claim asks for above a figure (上文) is itself of the unit and of the year, and nothing else comes between."""

from __future__ import annotations

import pytest

from tests.ingest.narrative.samples import figures

ASKED = "申请渠道为：网络13件，占62%；上门4件；来函3件；传真1件。"


@pytest.mark.parametrize(
    ("said", "online"),
    [
        (f"收到信息公开申请21件，均已办结。{ASKED}", 13),
        (f"2017年，我县收到信息公开申请21件。{ASKED}", 13),
        (f"2016年，我县收到信息公开申请21件。{ASKED}", None),
        (f"县教育局收到信息公开申请21件。{ASKED}", None),
        (f"收到信息公开申请21件。受理低保申请21件。{ASKED}", None),
        (f"做好信息公开工作。{ASKED}", None),
        (f"各乡镇收到信息公开申请21件。{ASKED}", None),
        (f"全县各乡镇收到信息公开申请21件。{ASKED}", 13),
        (f"县政府办公室收到信息公开申请21件。{ASKED}", None),
        (f"截至2017年底，累计收到信息公开申请21件。{ASKED}", None),
        (f"收到信息公开申请21件，其中教育局收到15件。{ASKED}", None),
    ],
)
def test_a_list_is_of_what_stands_above_it(said: str, online: int | None) -> None:
    assert figures(said).get("requests_online") == online


def test_a_heading_says_what_a_paragraph_is_on() -> None:
    assert figures(f"三、依申请公开\n今年申请量较大。{ASKED}")["requests_in_person"] == 4


def test_what_was_received_last_year_in_brackets_ends_there() -> None:
    said = "收到信息公开申请21件，同比增长17%（上年为18件），办结20件，其中按时办结19件。"
    assert figures(said)["requests_completed"] == 20
    assert figures(said)["completed_on_time"] == 19


def test_the_year_before_a_school_is_no_part_of_its_name() -> None:
    assert figures("2017年度学校共收到信息公开申请21件。", "云岭师范学院") == figures(
        "学校共收到信息公开申请21件。", "云岭师范学院"
    )


def test_press_conferences_attended_next_are_none_of_what_stands_before() -> None:
    said = figures("回应公众关注热点15次，参加新闻发布会6次。")
    assert (said["hot_topics"], said["press_conferences"]) == (15, 6)
    assert "press_conferences" not in figures("举办新闻发布会2次，参加县政府新闻发布会1次。")


def test_a_list_of_posts_is_planned_as_a_whole() -> None:
    assert figures("信息公开工作拟配备专职人员20名、兼职人员60名。") == {}
    assert figures("信息公开工作配备专职人员2名、兼职人员6名。") == {"staff_full_time": 2, "staff_part_time": 6}
