"""Tables of ready-made figures: told from reports by their heads, and read as if each row were a report."""

from __future__ import annotations

import io
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter  # type: ignore[import-untyped]

from auditor.diagnostics import Lang
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.figure_tables.frames import frame_table
from auditor.ingest.figure_tables.sheets import read_figures
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.files.receive import receive
from auditor.lang.load import load_rules
from auditor.report.terminal import summary
from auditor.results import AuditResult

SCHEMA = load_rules(Path(__file__).parents[2] / "rules")[0].schema
WIDE = """单位,年度,收到申请数,当面申请数,依申请公开信息收取的费用,联系人
清河镇,2017,12,3,0.5,张某
白沙镇,2017年,7,,—,李某
"""
LONG = "unit,year,indicator,member,value\n清河镇,2022,本年新收,自然人,5\n清河镇,2022,本年新收,总计,6\n"


def figures(submission: Submission) -> dict[tuple[str, str | None], tuple[Reading, int | None]]:
    return {(it.indicator, it.member): (it.reading, it.value) for it in submission.facts if it.doubt != "absent"}


def test_a_wide_table_is_a_report_for_each_row() -> None:
    first, second = read_bytes("数.csv", WIDE.encode(), SCHEMA)
    assert (first.path, first.unit, first.year, first.form) == ("数.csv/清河镇 2017", "清河镇", 2017, "disclosure-2014")
    assert figures(first) == {
        ("requests_received", None): (Reading.VALUE, 12),
        ("requests_in_person", None): (Reading.VALUE, 3),
        ("fees_collected", None): (Reading.VALUE, 500_000),
    }
    assert figures(second)["requests_in_person", None] == (Reading.BLANK, None)
    assert figures(second)["fees_collected", None] == (Reading.DASH, None)
    assert [each.message(Lang.ZH) for each in first.diagnostics] == ["列“联系人”不是指标，未读取"]


def test_a_figure_says_where_it_stands() -> None:
    first, second = read_bytes("数.csv", WIDE.encode(), SCHEMA)
    fact = next(it for it in second.facts if it.indicator == "requests_received")
    assert (fact.origin.row, fact.origin.column, fact.raw) == (3, 3, "7")
    assert second.document is not None
    assert second.document.source.slice(fact.origin.span) == "7"
    assert first.document is not None
    assert "收到申请数\t12" in first.document.source.text


def test_what_the_table_does_not_give_is_no_blank() -> None:
    submission = read_bytes("数.csv", WIDE.encode(), SCHEMA)[0]
    absent = [it for it in submission.facts if it.doubt == "absent"]
    assert len(absent) == len(SCHEMA.forms["disclosure-2014"].figures) - 3
    assert {it.reading for it in absent} == {Reading.DOUBTFUL}


def test_a_long_table_is_a_report_for_each_unit_and_year() -> None:
    (submission,) = read_bytes("数.csv", LONG.encode(), SCHEMA)
    assert submission.form == "disclosure-2021"
    assert {key[1]: value for key, (_, value) in figures(submission).items()} == {"natural_person": 5, "total": 6}


def test_the_columns_of_a_form_stand_in_heads_or_in_rows() -> None:
    in_heads = "单位,年度,本年新收[自然人],new_received.total\n清河镇,2022,5,6\n"
    in_rows = "单位,年度,列,本年新收\n清河镇,2022,自然人,5\n清河镇,2022,总计,6\n"
    long = figures(read_bytes("数.csv", LONG.encode(), SCHEMA)[0])
    code = next(iter(long))[0]
    for text in (in_heads.replace("new_received", code), in_rows):
        (submission,) = read_bytes("数.csv", text.encode(), SCHEMA)
        assert figures(submission) == long


def test_a_sheet_and_a_parquet_file_say_the_same_as_the_text(tmp_path: Path) -> None:
    rows = [line.split(",") for line in WIDE.splitlines()]
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("数")
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                sheet.write(number, column, float(text) if text.replace(".", "").isdigit() else text)
    (tmp_path / "数.xlsx").write_bytes(buffer.getvalue())
    pl.read_csv(io.StringIO(WIDE)).write_parquet(tmp_path / "数.parquet")
    wanted = [figures(each) for each in read_bytes("数.csv", WIDE.encode(), SCHEMA)]
    for name in ("数.xlsx", "数.parquet"):
        found = receive(tmp_path / name, SCHEMA)
        assert sorted(map(str, map(figures, found))) == sorted(map(str, wanted)), name
        assert {each.path for each in found} == {f"{name}/清河镇 2017", f"{name}/白沙镇 2017"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("单位,年度,收到申情数\n清河镇,2017,1\n", "“收到申情数”是否指“收到申请数”"),
        ("单位,年度,indicators,value\n清河镇,2017,收到申请数,1\n", "没有一列是指标"),
    ],
)
def test_a_wrong_head_is_said_with_what_may_be_meant(text: str, said: str) -> None:
    (submission,) = read_bytes("数.csv", text.encode(), SCHEMA)
    assert submission.status is Status.UNREADABLE
    assert said in submission.diagnostics[0].message(Lang.ZH)
    assert "no column is an indicator" in submission.diagnostics[0].message(Lang.EN)


def test_a_table_without_unit_and_year_is_a_report() -> None:
    (submission,) = read_bytes("表.csv", "指标名称,单位,统计数\n收到申请数,件,12\n".encode(), SCHEMA)
    assert submission.path == "表.csv"


def test_a_row_without_a_unit_or_a_year_is_one_line() -> None:
    text = "单位,年度,收到申请数\n清河镇,去年,1\n,2017,2\n白沙镇,2017,3\n"
    found = read_bytes("数.csv", text.encode(), SCHEMA)
    assert [(each.path, each.status.value) for each in found] == [
        ("数.csv/白沙镇 2017", "audited"),
        ("数.csv/2", "unreadable"),
        ("数.csv/3", "unreadable"),
    ]
    assert [each.diagnostics[0].code.id for each in found[1:]] == ["AUD473", "AUD474"]


def test_an_unknown_indicator_of_a_long_table_is_said() -> None:
    frame = pl.DataFrame({"单位": ["甲镇"], "年度": [2017], "指标": ["收到申请"], "数值": [1]})
    (submission,) = read_figures(frame_table("数", frame), SCHEMA)
    assert submission.diagnostics[0].code.id == "AUD472"
    assert figures(submission) == {}


def test_numbers_of_a_frame_are_read_as_printed() -> None:
    frame = pl.DataFrame(
        {"单位": ["甲镇"] * 4, "年度": [2014, 2015, 2016, 2017], "专项经费": [0.1, float("nan"), 1e3, 12.345678]},
    ).rename({"专项经费": "政府信息公开专项经费"})
    values = [figures(each) for each in read_figures(frame_table("数", frame), SCHEMA)]
    assert [value for each in values for _, value in each.values()] == [100_000, None, 10**9, 12_345_678]


def test_a_table_goes_on_below_a_note() -> None:
    note = "以下为乡镇数据，共1个乡镇，由县政府办公室汇总。"
    head, first, second = WIDE.splitlines()
    found = read_bytes("数.csv", "\n".join((f"{note},,,,,", head, first, f"{note},,,,,", second)).encode(), SCHEMA)
    assert [each.unit for each in found] == ["清河镇", "白沙镇"]
    (fact,) = (it for it in found[1].facts if it.indicator == "requests_received")
    assert (fact.origin.row, fact.raw) == (5, "7")


def test_a_table_without_its_year_is_no_report_of_another_kind() -> None:
    (submission,) = read_bytes("数.csv", "单位,收到申请数,当面申请数\n甲县,12,3\n".encode(), SCHEMA)
    (problem,) = submission.diagnostics
    assert problem.message(Lang.ZH) == "数据表的表头不全：没有“年度”列（现有：单位、收到申请数、当面申请数）"
    assert "no column `year`" in problem.message(Lang.EN)
    assert "没有" not in problem.message(Lang.EN)


def test_a_form_that_is_not_declared_is_told_with_those_that_are() -> None:
    table = "单位,年度,版式,收到申请数\n甲县,2017,disclosure-2013,12\n"
    (submission,) = read_bytes("数.csv", table.encode(), SCHEMA)
    (told,) = submission.diagnostics
    assert told.code.id == "AUD475"
    assert "disclosure-2014" in (told.help(Lang.EN) or "")


def test_what_may_be_meant_is_told_once_on_the_terminal() -> None:
    wide = "单位,年度,收到申请,当面申请数\n甲县,2017,12,3\n乙县,2017,4,4\n"
    long = "单位,年度,指标,数值\n甲县,2017,requests_recieved,3\n甲县,2017,当面申请数,3\n"
    found = (*read_bytes("宽.csv", wide.encode(), SCHEMA), *read_bytes("长.csv", long.encode(), SCHEMA))
    said = summary(AuditResult(found, (), (), (), SCHEMA), Path("out"), Lang.ZH)
    assert said.count("宽.csv: 列“收到申请”不是指标，未读取；是否指“收到申请数”？") == 1
    assert "第 2 行未读取；是否指“requests_received”？" in said


def book_of(rows: list[list[str | int]]) -> bytes:
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer) as book:
        sheet = book.add_worksheet("汇总")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return buffer.getvalue()


TITLE = "2017年各单位政府信息公开情况汇总表"


def printed(form: str, wanted: int) -> list[str]:
    """Labels of a form that stand in it once."""
    labels = [each.label for each in SCHEMA.forms[form].figures]
    return [label for label in labels if labels.count(label) == 1][:wanted]


@pytest.mark.parametrize("title", [[TITLE], [TITLE, "", "单位：件"]])
def test_a_compilation_with_a_unit_a_row_is_a_report_for_each(title: list[str]) -> None:
    labels = printed("disclosure-2014", 4)
    rows: list[list[str | int]] = [
        [*title],
        ["单位名称", *labels],
        ["清河镇", 1, 2, 3, 4],
        ["白沙镇", 5, 6, 7, 8],
        ["合计", 6, 8, 10, 12],
    ]
    found = read_bytes("汇总.xlsx", book_of(rows), SCHEMA)
    assert [(each.unit, each.year) for each in found] == [("清河镇", 2017), ("白沙镇", 2017)]
    assert [value for _, value in figures(found[1]).values()] == [5, 6, 7, 8]
    assert {(fact.origin.row, fact.origin.column) for fact in found[1].facts if fact.raw} == {
        (4, 2),
        (4, 3),
        (4, 4),
        (4, 5),
    }


def test_a_compilation_with_a_unit_a_column_is_a_report_for_each() -> None:
    labels = printed("disclosure-2014", 9)
    body: list[list[str | int]] = [[f"{at}.{label}", "条", at, 20 + at, 99] for at, label in enumerate(labels, 1)]
    rows: list[list[str | int]] = [[TITLE], ["统计指标", "单位", "清河镇", "白沙镇", "合计"], *body]
    found = read_bytes("汇总.xlsx", book_of(rows), SCHEMA)
    assert [(each.unit, each.year) for each in found] == [("清河镇", 2017), ("白沙镇", 2017)]
    assert [value for _, value in figures(found[1]).values()] == list(range(21, 30))
    assert [(fact.origin.row, fact.origin.column) for fact in found[1].facts if fact.raw][:2] == [(3, 4), (4, 4)]


@pytest.mark.parametrize(
    "heads", [["统计指标", "单位", "统计数"], ["统计指标", "单位", "本年", "上年"], ["统计指标", "单位", "清河镇"]]
)
def test_a_form_of_one_unit_is_no_compilation(heads: list[str]) -> None:
    body: list[list[str | int]] = [[label, "条", *range(1, len(heads) - 1)] for label in printed("disclosure-2014", 9)]
    found = read_bytes("清河镇.xlsx", book_of([["清河镇2017年政府信息公开情况统计表"], [*heads], *body]), SCHEMA)
    assert len(found) == 1
    assert found[0].path == "清河镇.xlsx"


def test_a_compilation_of_no_known_year_is_none() -> None:
    rows: list[list[str | int]] = [["汇总表"], ["单位名称", *printed("disclosure-2014", 4)], ["清河镇", 1, 2, 3, 4]]
    assert [each.path for each in read_bytes("汇总.xlsx", book_of(rows), SCHEMA)] == ["汇总.xlsx"]
