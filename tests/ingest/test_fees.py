from __future__ import annotations

import pytest

from auditor.ingest.parts.fees import processing_fee
from auditor.source import Span


def fee(text: str, year: int | None = 2022) -> int | None:
    """The fee of a text that is the part on other matters."""
    found = processing_fee(text, Span(0, len(text)), year)
    return None if found is None else found.yuan


@pytest.mark.parametrize(
    ("text", "yuan"),
    [
        ("2022年收取信息处理费400元。", 400),
        ("全年发出收费通知3件,收取信息处理费2笔共计1,240元。", 1240),
        ("按件收取3000元、按量收取940元,信息处理费合计3940元。", 3940),
        ("收取政府信息公开信息处理费0元。", 0),
        ("收取信息处理费0.04万元。", 400),
        ("2022年未收取信息处理费。", 0),
        ("本年度未向申请人收取政府信息公开信息处理费。", 0),
        ("没有收取任何费用。", 0),
        ("无收费情况。", 0),
        ("信息处理费为零。", 0),
    ],
)
def test_the_fee_of_the_year_is_read(text: str, yuan: int) -> None:
    assert fee(text) == yuan


@pytest.mark.parametrize(
    "text",
    [
        "无其他需要报告的事项。",
        "落实《政府信息公开信息处理费管理办法》。",
        "申请人未按收费通知要求办理。",
        "超过10件的,信息处理费每件100元。",
        "2021年未收取信息处理费。",
        "收取信息处理费12.5元。",
    ],
)
def test_what_reports_no_fee_of_the_year_gives_none(text: str) -> None:
    assert fee(text) is None


def test_outside_its_part_only_the_fee_by_its_name_counts() -> None:
    assert processing_fee("公开学校收费标准。收取停车费30元。", None) is None
    named = processing_fee("全年未收取信息处理费。", None)
    assert named is not None
    assert named.yuan == 0
