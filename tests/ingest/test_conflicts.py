"""What title, signature, table and file name say differently is told; a part of a name is no other name."""

from __future__ import annotations

import pytest

from auditor.document import Document
from auditor.ingest.identity.identify import identify
from auditor.schema import Schema
from auditor.source import Source

SCHEMA = Schema()


def told(text: str, path: str = "a.txt") -> list[tuple[str, str, str]]:
    found = identify(Document(path, "", "text", Source(path, text)), SCHEMA).diagnostics
    return [(each.values["what"], each.values["chosen"], each.values["other"]) for each in found]


BODY = "\n\n一、概述\n公开政府信息。\n"


def test_another_unit_that_signs_is_told() -> None:
    text = f"永宁县2018年政府信息公开工作年度报告{BODY}\n桃源县人民政府\n2019年1月20日\n"
    assert ("单位", "永宁县", "桃源县") in told(text)


@pytest.mark.parametrize(
    "signed", ["永宁县人民政府办公室", "永宁县", "宁夏永宁县人民政府"], ids=["government", "same", "fuller"]
)
def test_another_wording_of_the_unit_is_not_told(signed: str) -> None:
    text = f"永宁县2018年政府信息公开工作年度报告{BODY}\n{signed}\n2019年1月20日\n"
    assert told(text) == []


def test_a_shortened_name_is_no_other_one() -> None:
    text = f"河北省科学技术厅2018年政府信息公开工作年度报告{BODY}\n河北省科技厅\n2019年1月20日\n"
    assert told(text) == []


def test_another_year_or_unit_in_the_file_name_is_told() -> None:
    text = f"永宁县2018年政府信息公开工作年度报告{BODY}"
    assert told(text, "桃源县2017年年报.txt") == [("年度", "2018", "2017"), ("单位", "永宁县", "桃源县")]


def test_a_year_that_stands_alone_in_the_file_name_is_told() -> None:
    assert told(f"永宁县2018年政府信息公开工作年度报告{BODY}", "2019/永宁县2017.txt") == [("年度", "2018", "2017")]


@pytest.mark.parametrize(
    "path", ["2019-01-20 甲.txt", "20190120.txt", "2019/永宁县.txt", "永宁县2018年度.txt", "2019年1月.txt"]
)
def test_a_day_or_a_folder_of_receipt_is_no_other_year(path: str) -> None:
    assert told(f"永宁县2018年政府信息公开工作年度报告{BODY}", path) == []
