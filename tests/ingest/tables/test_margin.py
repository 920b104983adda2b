"""The year of a table is its title's own; a day that stands above the title is no part of it."""

from __future__ import annotations

import pytest

from auditor.ingest.tables.outline.read import read_outline
from tests.ingest.forms_2014 import FIGURES
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import document
from tests.ingest.tables.outline_layouts import lines

TABLE = LAYOUTS["tabs in a row"](lines({each.code: "3" for each in FIGURES}))


def years(above: str) -> list[int | None]:
    reading = read_outline(document(f"公开政府信息。\n{above}\n{TABLE}"), FORM_2014)
    return [each.number for each in reading.attributes if each.name == "表头年度"]


@pytest.mark.parametrize(
    ("above", "year"),
    [
        ("2019年1月25日\n政府信息公开情况统计表（2018年度）", 2018),
        ("2019年1月25日\n政府信息公开情况统计表\n（2018年度）", 2018),
        ("2019-01-25\n2018年政府信息公开情况统计表", 2018),
        ("二〇一九年一月二十五日\n政府信息公开情况统计表（2018年度）", 2018),
        ("2017年度某镇\n政府信息公开情况统计表", 2017),
        ("2018年某镇\n政府信息公开情况统计表", 2018),
    ],
)
def test_the_year_of_a_table_is_its_own(above: str, year: int) -> None:
    assert years(above) == [year]


@pytest.mark.parametrize(
    "above",
    [
        "2019年1月25日\n政府信息公开情况统计表",
        "政府信息公开情况统计表\n填报日期：2019年1月25日",
        "某镇 2019年1月25日 政府信息公开情况统计表",
    ],
)
def test_a_day_is_no_year_of_a_table(above: str) -> None:
    assert years(above) == []
