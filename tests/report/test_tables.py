from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING

import polars as pl
import pytest
from msgspec.structs import replace

from auditor.lang.typed import RuleBook
from auditor.report.data.exports import inert_cell
from auditor.report.data.listed import findings_list
from auditor.report.data.records import finding_rows
from auditor.report.write import write_report
from tests.report import report_rules
from tests.report import report_samples
from tests.report.test_pages import HOSTILE
from tests.report.test_pages import hostile_audit

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables") / "out"
    write_report(report_samples.audit(), folder, book=RuleBook(report_rules.SCHEMA, (), (), (), (), digest="abc"))
    return folder


def figure(frame: pl.DataFrame, submission: str, indicator: str, source: str = "table") -> dict[str, object]:
    return frame.filter(
        pl.col("submission").str.contains(submission, literal=True),
        pl.col("indicator") == indicator,
        pl.col("source") == source,
    ).row(0, named=True)


def test_facts_begin_with_the_columns_that_others_rely_on(out: Path) -> None:
    frame = pl.read_parquet(out / "facts.parquet")
    assert frame.columns[:10] == [
        "submission",
        "unit",
        "year",
        "form",
        "indicator",
        "member",
        "value",
        "source",
        "raw",
        "place",
    ]
    assert frame.schema["value"] == pl.Float64


def test_a_money_figure_is_in_the_printed_unit(out: Path) -> None:
    assert figure(pl.read_parquet(out / "facts.parquet"), "教育局", "budget")["value"] == 6.6


def test_a_blank_a_dash_and_words_are_null_with_their_raw_text(out: Path) -> None:
    frame = pl.read_parquet(out / "facts.parquet")
    blank = figure(frame, "柳河镇", "reply_denied")
    words = figure(frame, "柳河镇", "complaints")
    assert (blank["value"], blank["raw"], blank["reading"]) == (None, "", "blank")
    assert (words["value"], words["raw"], words["reading"]) == (None, "无数据", "text")


def test_a_figure_with_a_note_has_its_value_and_its_raw_text(out: Path) -> None:
    row = figure(pl.read_parquet(out / "facts.parquet"), "柳河镇", "staff_total")
    assert (row["value"], row["raw"], row["place"]) == (2.0, "2(县级1)", "第1张表 第59行第3列；原文第71行")


def test_narrative_figures_are_facts_of_their_indicator(out: Path) -> None:
    row = figure(pl.read_parquet(out / "facts.parquet"), "柳河镇", "staff_total", "narrative")
    assert (row["value"], row["stance"], row["scope"]) == (3.0, "figure", "镇党政办公室")


def test_head_rows_are_no_facts(out: Path) -> None:
    frame = pl.read_parquet(out / "facts.parquet")
    assert frame.filter(pl.col("indicator").str.starts_with("heading_")).height == 0
    assert frame.filter(pl.col("submission").str.contains("教育局")).height == 58


def test_members_are_columns_of_their_own(out: Path) -> None:
    frame = pl.read_parquet(out / "facts.parquet").filter(pl.col("indicator") == "granted")
    assert frame["member"].to_list() == [
        "natural_person",
        "company",
        "research",
        "welfare",
        "legal_service",
        "other_org",
        "total",
    ]


def test_findings_have_their_columns_and_lists_of_codes(out: Path) -> None:
    frame = pl.read_parquet(out / "findings.parquet")
    row = frame.filter(pl.col("rule") == "A-B07").row(0, named=True)
    assert row["indicators"] == ["staff_total", "staff_full_time", "staff_part_time"]
    assert (row["left"], row["right"], row["difference"]) == ("2", "1", "1")
    assert (row["severity"], row["verdict"], row["suspects"]) == ("error", "fail", ["staff_total"])
    assert row["evidence"][0]["place"] == "第1张表 第59行第3列；原文第71行"


def test_a_figure_of_the_text_has_its_line_of_the_page_where_its_file_has_no_lines() -> None:
    result = report_samples.audit()
    made = tuple(
        replace(each, document=replace(each.document, format="docx")) if each.document else each
        for each in result.submissions
    )
    rows = [each for row in finding_rows(replace(result, submissions=made)) for each in row["evidence"]]
    said = {each["place"] for each in rows if each["source"] == "narrative"}
    assert said
    assert all(re.fullmatch(r"第\d+行", place) for place in said)
    cells = {each["place"] for each in rows if each["source"] == "table" and each["place"]}
    assert cells
    assert not any("原文" in place for place in cells)


def test_submissions_count_findings_by_severity_without_trials_and_undecided_ones(out: Path) -> None:
    frame = pl.read_parquet(out / "submissions.parquet")
    row = frame.filter(pl.col("submission").str.contains("柳河镇")).row(0, named=True)
    assert {key: row[key] for key in ("error", "warning", "notice", "unknown", "trial")} == {
        "error": 1,
        "warning": 2,
        "notice": 1,
        "unknown": 1,
        "trial": 1,
    }


def test_a_file_that_was_not_audited_is_a_row_with_its_reason(out: Path) -> None:
    frame = pl.read_parquet(out / "submissions.parquet")
    rows = frame.filter(pl.col("status") != "audited").select("status", "reason").rows()
    assert rows == [("not_applicable", "不是年度报告（工作进展情况）"), ("unreadable", "“扫描件.txt” 不是文本文件")]


def test_the_record_has_digests_and_counts_but_no_paths_and_no_time(out: Path) -> None:
    text = (out / "run.json").read_text(encoding="utf-8")
    record = json.loads(text)
    assert record["rules_digest"] == "abc"
    assert record["verdicts"] == {"pass": 12, "fail": 5, "unknown": 1, "na": 7, "broken": 1}
    assert len(record["inputs"]) == 5
    assert str(out.parent) not in text
    assert sorted(record) == ["audit", "files", "inputs", "not_judged", "rules", "rules_digest", "verdicts", "versions"]


def test_json_and_parquet_hold_the_same_findings(out: Path) -> None:
    rows = json.loads((out / "findings.json").read_text(encoding="utf-8"))
    assert rows == pl.read_parquet(out / "findings.parquet").to_dicts()


def test_the_spreadsheet_has_a_byte_order_mark_and_a_row_a_finding(out: Path) -> None:
    content = (out / "findings.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert [row["rule"] for row in rows] == ["A-B07", "N-06", "A-R02", "A-F04", "A-B03", "T-01"]
    assert "专职人员数=0人（table 第1张表 第60行第3列；原文第72行）" in rows[0]["evidence"]


def test_the_list_for_people_is_chinese_from_head_to_cell(out: Path) -> None:
    content = (out / "findings.zh.csv").read_bytes()
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    assert content.startswith(b"\xef\xbb\xbf")
    assert [row["级别"] for row in rows] == ["强制", "核实", "核实", "提示", "无法判定", "试行"]
    assert "专职人员数 0人（第1张表 第60行第3列；原文第72行）" in rows[0]["数值与出处"]
    assert "原句" not in rows[0]["数值与出处"]
    assert re.search("；原句：[^；]*3名[^；]*$", rows[1]["数值与出处"])
    assert rows[0]["处理"] == "请核对人员名册后更正统计表。"
    assert (rows[0]["变化"], rows[0]["说明状态"]) == ("新发现", "")
    assert not re.search("[a-z]{3}", rows[0]["问题"] + rows[0]["数值与出处"] + "".join(rows[0]))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+1+2", "'+1+2"),
        ("-2+3", "'-2+3"),
        ("@SUM(A1)", "'@SUM(A1)"),
        (" =1", "' =1"),
        ("\t=1", "'\t=1"),
        ("＝1", "'＝1"),
        ("-12", "-12"),
        ("-0.5", "-0.5"),
        ("2 ≠ 0 + 1", "2 ≠ 0 + 1"),
        ("永宁县", "永宁县"),
        ("", ""),
    ],
)
def test_no_cell_is_ever_a_formula_and_numbers_stay_numbers(text: str, cell: str) -> None:
    assert inert_cell(text) == cell


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_is_written_to_tables_as_it_is(text: str, tmp_path: Path) -> None:
    write_report(hostile_audit(text), tmp_path / "out")
    frame = pl.read_parquet(tmp_path / "out" / "findings.parquet")
    assert frame["unit"].unique().to_list() == [text]


def test_broken_file_names_are_written_all_the_same(tmp_path: Path) -> None:
    write_report(hostile_audit("\udcff名"), tmp_path / "out")
    assert pl.read_parquet(tmp_path / "out" / "submissions.parquet")["submission"].to_list() == ["?名.txt"]


def test_the_list_says_what_became_of_a_finding_and_cuts_many_figures_short() -> None:
    balance = next(each for each in report_samples.audit().findings if each.rule == "A-B07")
    (row,) = finding_rows(replace(report_samples.audit(), findings=(balance,)))
    many = {**row, "change": "regressed", "answer": "rejected", "evidence": row["evidence"] * 100}
    lines = findings_list(report_samples.audit(), [many])  # type: ignore[list-item]
    text = b"".join(lines).decode("utf-8-sig")
    (listed,) = csv.DictReader(text.splitlines())
    assert (listed["变化"], listed["说明状态"]) == ("又出现", "说明未获认可")
    assert len(listed["数值与出处"]) < 2_000
    assert f"……共{100 * len(row['evidence'])}个" in listed["数值与出处"]


def test_a_difference_is_listed_only_where_it_is_one_of_two_figures() -> None:
    balance = next(each for each in report_samples.audit().findings if each.rule == "A-B07")
    (row,) = finding_rows(replace(report_samples.audit(), findings=(balance,)))

    def difference(**changed: object) -> str:
        lines = findings_list(report_samples.audit(), [{**row, **changed}])  # type: ignore[typeddict-item]
        text = b"".join(lines).decode("utf-8-sig")
        return next(csv.DictReader(text.splitlines()))["相差"]

    assert difference() == balance.difference
    assert difference(formula="6 ÷ 15 = 40% < 60%") == f"{balance.difference} 个百分点"
    assert difference(formula="") == ""
    assert difference(formula="498 > 2；198 > 2") == ""
    assert difference(evidence=[{**each, "source": ""} for each in row["evidence"]]) == ""
