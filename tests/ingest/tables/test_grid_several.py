from __future__ import annotations

from auditor.ingest.tables.grid.read import out_of_order
from auditor.ingest.tables.with_columns import read_form_tables
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.grid_layouts import document
from tests.ingest.tables.grid_layouts import turned
from tests.ingest.tables.grid_samples import HEADS
from tests.ingest.tables.grid_samples import read
from tests.ingest.tables.grid_samples import table
from tests.ingest.tables.grid_samples import values


def test_the_first_of_two_whole_tables_is_read_and_both_are_counted() -> None:
    rows = ("一、本年新收政府信息公开申请数量|{0}|0|0|0|0|0|{0}", "（一）予以公开|{0}|0|0|0|0|0|{0}")
    grids = [table(HEADS, *(row.format(figure) for row in rows)) for figure in (4, 7)]
    reading = read_form_tables(document(grids), FORM_2021)
    assert reading.count == 2
    assert [fact.value for fact in reading.facts if fact.member == "total"] == [4, 4]


def test_a_row_that_comes_twice_is_counted() -> None:
    found = read_form_tables(
        document([table(HEADS, *["（一）予以公开|1|0|0|0|0|0|1"] * 2, "（七）总计|1|0|0|0|0|0|1")]), FORM_2021
    )
    assert [fact.occurrence for fact in found.facts if fact.member == "total"] == [1, 2, 1]


def test_rows_out_of_order_are_told() -> None:
    found = read(
        table(
            HEADS,
            "（七）总计|1|0|0|0|0|0|1",
            "一、本年新收政府信息公开申请数量|1|0|0|0|0|0|1",
            "（一）予以公开|1|0|0|0|0|0|1",
        )
    )
    assert [code for code, member in found if member == "total" and not found[code, member].in_order] == [
        "processed_total"
    ]
    assert out_of_order(("granted", "partially_granted"), FORM_2021) == frozenset()


def test_a_table_on_its_side_is_read() -> None:
    found = read(turned(table(HEADS, "一、本年新收政府信息公开申请数量|4|1|0|0|0|0|5", "（七）总计|3|2|0|0|0|0|5")))
    assert values(found, "processed_total") == [3, 2, 0, 0, 0, 0, 5]


def test_tables_side_by_side_are_each_read_for_itself() -> None:
    heads = "自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计"
    reviews = "行政复议|行政复议|行政复议|行政复议|行政复议"
    found = read(
        table(
            f"信息内容|本年处理决定数量|||{heads}||{reviews}",
            "行政许可|30||一、本年新收政府信息公开申请数量|4|0|0|0|0|1|5||结果维持|结果纠正|其他结果|尚未审结|总计",
            "行政处罚|7||二、上年结转政府信息公开申请数量|1|0|0|0|0|0|1||3|0|0|2|5",
        )
    )
    assert found["licences_decided", None].value == 30
    assert values(found, "new_received") == [4, 0, 0, 0, 0, 1, 5]
    assert values(found, "carried_in") == [1, 0, 0, 0, 0, 0, 1]
    assert [found[f"reviews_{code}", None].value for code in ("upheld", "pending", "total")] == [3, 2, 5]
    assert not any(fact.doubt for fact in found.values())
