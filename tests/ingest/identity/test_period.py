from __future__ import annotations

from datetime import date

import pytest

from auditor.ingest.dates import parse_date
from auditor.ingest.identity.period import find_period
from auditor.ingest.identity.period import invalid_dates


@pytest.mark.parametrize(
    "text",
    [
        "本报告中所列数据的统计期限自2018年1月1日起至2018年12月31日止。",
        "统计期限为2018 年1月1日至2018 年12月31日。",
        "统计期限为2018年1月1日至12月31日。",
        "统计期限自2018年1月1日起至2018年12月3\n1日止。",
        "统计期限自2018年1月1日起至12月3 1日止。",
        "统计期限为20181月1日至201812月31日,本报告电子版",
        "数据统计时间：2018年1月1日—2018年12月31日",
        "涵盖我厅2018年1月1日至2018年12月31日期间的信息公开情况",
        "统计期限为２０１８年１月１日至１２月３１日",
        "统计期限为二〇一八年一月一日至二〇一八年十二月三十一日",
    ],
)
def test_a_period_is_read_however_it_is_printed(text: str) -> None:
    period = find_period(text)
    assert period is not None
    assert (period.first.value, period.last.value) == (date(2018, 1, 1), date(2018, 12, 31))


def test_a_period_that_ends_too_soon_is_read_as_printed() -> None:
    period = find_period("统计期限从2017年1月1日起至2017年12月1日止")
    assert period is not None
    assert period.last.value == date(2017, 12, 1)


def test_the_period_of_the_figures_goes_before_others() -> None:
    text = "2017年5月1日至2017年12月31日开展整治。\n\n" + "略。" * 40 + "统计期限为2018年1月1日至2018年12月31日。"
    period = find_period(text)
    assert period is not None
    assert period.first.value == date(2018, 1, 1)


@pytest.mark.parametrize("text", ["", "2018年3月18日发布", "3月20日，召开发布会；4月18日，召开发布会"])
def test_lone_dates_are_no_period(text: str) -> None:
    assert find_period(text) is None


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("统计期限为20181月1日至201812月31日", 2),
        ("2018年2月30日召开会议", 1),
        ("于2月30日召开会议", 1),
        ("于2月29日、13月1日召开会议", 1),
        ("2018年1月1日至12月31日，电话0951-8021996，宁政办发〔2017〕148号", 0),
        ("共1月12日", 0),
        ("截至2018年1\n2月31日", 0),
    ],
)
def test_dates_that_do_not_exist_are_counted(text: str, count: int) -> None:
    assert len(invalid_dates(text)) == count


@pytest.mark.parametrize(
    "text", ["2018.3.18", "2018年3月18日", "2018-03-18 11:25", "2018/3/18", "二〇一八年三月十八日"]
)
def test_a_day_is_read_in_every_form(text: str) -> None:
    assert parse_date(text) == date(2018, 3, 18)
