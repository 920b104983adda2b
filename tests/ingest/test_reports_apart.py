"""Several reports in one workbook: each is a submission; sheets that go on with one report are none of their own."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]
from openpyxl import load_workbook

from auditor.ingest.codes import SEVERAL_TABLES
from auditor.ingest.files.reading import read_bytes
from auditor.lang.load import load_rules
from tests.ingest.compare import score
from tests.ingest.generate.books import put
from tests.ingest.generate.books import save
from tests.ingest.generate.content import content
from tests.ingest.truth.typed import FORMS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from tests.ingest.generate.content import Block
    from tests.ingest.generate.content import Content

FIGURE = re.compile(r"-?[0-9.]+")
SCHEMA = load_rules(Path(__file__).parents[2] / "rules")[0].schema


def workbook(sheets: Mapping[str, Sequence[Block]]) -> bytes:
    """A workbook of sheets, each with its lines and tables below each other."""
    book = Workbook()
    book.remove(book.active)
    for name, blocks in sheets.items():
        sheet, top = book.create_sheet(name), 1
        for block in blocks:
            if isinstance(block, str):
                sheet.cell(top, 1, block)
                top += 1
            else:
                put(sheet, top, block)
                top += len(block) + 1
    return save(book)


def tables(made: Content) -> list[Block]:
    """The tables of a report alone."""
    return [block for block in made.blocks if not isinstance(block, str)]


def report(code: str, seed: int, unit: str, year: int | None = None) -> Content:
    """A report of a unit, of a year."""
    while year is not None and content(FORMS[code], seed, unit=unit).year != year:
        seed += 1
    return content(FORMS[code], seed, unit=unit)


@pytest.mark.parametrize("code", FORMS)
def test_a_workbook_of_several_units_is_a_submission_for_each(code: str) -> None:
    made = [report(code, seed, unit) for seed, unit in enumerate(("桃源县水务局", "固原市", "桃源县"))]
    data = workbook({f"{number}": each.blocks for number, each in enumerate(made, start=1)})
    found = read_bytes("汇总.xlsx", data, SCHEMA)
    assert [(each.path, each.unit, each.year) for each in found] == [
        (f"汇总.xlsx/{number}", each.unit, each.year) for number, each in enumerate(made, start=1)
    ]
    assert len({each.digest for each in found}) == len(found)
    for submission, each in zip(found, made, strict=True):
        assert score(submission, each.form, each.truth).right == len(each.truth)


@pytest.mark.parametrize("name", ["{unit}", "{number}.{unit}", "{unit}统计表"])
def test_sheets_named_by_units_tell_whose_their_tables_are(name: str) -> None:
    year = report("disclosure-2021", 0, "固原市").year
    made = [report("disclosure-2021", seed, unit, year) for seed, unit in ((0, "固原市"), (5, "永宁县教育局"))]
    named = {name.format(unit=each.unit, number=at): tables(each) for at, each in enumerate(made, start=1)}
    data = workbook({"填报说明": ["各单位于一月底前报送。"], **named})
    found = read_bytes(f"{year}年政府信息公开年报.xlsx", data, SCHEMA)
    assert [(each.unit, each.year) for each in found] == [(each.unit, year) for each in made]
    for submission, each in zip(found, made, strict=True):
        assert score(submission, each.form, each.truth).right == len(each.truth)


def test_a_unit_whose_tables_take_a_sheet_each_keeps_them_together() -> None:
    made = [report("disclosure-2021", seed, unit) for seed, unit in enumerate(("固原市", "永宁县教育局"))]
    sheets: dict[str, Sequence[Block]] = {}
    for each in made:
        first, *rest = tables(each)
        title = next(block for block in each.blocks if isinstance(block, str))
        sheets[each.unit] = [title, first]
        sheets.update({f"{each.unit[:2]}续{number}": [table] for number, table in enumerate(rest)})
    found = read_bytes("年报.xlsx", workbook(sheets), SCHEMA)
    assert [each.unit for each in found] == [each.unit for each in made]
    for submission, each in zip(found, made, strict=True):
        assert score(submission, each.form, each.truth).right == len(each.truth)


def test_two_years_of_a_unit_with_a_title_each_are_two_reports() -> None:
    later, earlier = report("disclosure-2021", 1, "固原市", 2023), report("disclosure-2019", 2, "固原市", 2020)
    found = read_bytes("固原市.xlsx", workbook({"2023": later.blocks, "2020": earlier.blocks}), SCHEMA)
    assert [(each.year, each.form) for each in found] == [(2023, later.form.code), (2020, earlier.form.code)]


@pytest.mark.parametrize("code", ["disclosure-2014", "disclosure-2021"])
def test_last_years_figures_on_a_sheet_without_a_title_are_no_report(code: str) -> None:
    own, old = report(code, 1, "固原市"), report(code, 2, "固原市")
    data = workbook({f"{own.year}年": own.blocks, f"{own.year - 1}年": tables(old)})
    (submission,) = read_bytes("固原市.xlsx", data, SCHEMA)
    assert (submission.path, submission.year) == ("固原市.xlsx", own.year)
    assert score(submission, own.form, own.truth).right == len(own.truth)


def test_a_sheet_on_another_unit_without_tables_is_no_report() -> None:
    own, old = report("disclosure-2021", 1, "固原市"), report("disclosure-2021", 2, "固原市")
    sheets: dict[str, Sequence[Block]] = {
        "年报": own.blocks,
        "说明": ["填报单位：永宁县教育局", "联系电话：5012345"],
        "上年": tables(old),
    }
    (submission,) = read_bytes("固原市.xlsx", workbook(sheets), SCHEMA)
    assert submission.unit == "固原市"
    assert score(submission, own.form, own.truth).right == len(own.truth)


@pytest.mark.parametrize("code", FORMS)
def test_tables_of_another_report_on_the_same_sheet_are_told(code: str) -> None:
    own, other = report(code, 1, "固原市"), report(code, 2, "桃源县")
    (alone,) = read_bytes("固原市.xlsx", workbook({"年报": own.blocks}), SCHEMA)
    (beside,) = read_bytes("固原市.xlsx", workbook({"年报": [*own.blocks, *tables(other)]}), SCHEMA)
    told = [[each.code for each in found.diagnostics if each.code is SEVERAL_TABLES] for found in (alone, beside)]
    assert told == [[], [SEVERAL_TABLES]]
    assert score(beside, own.form, own.truth).right == len(own.truth)


@pytest.mark.parametrize("code", FORMS)
def test_a_blank_form_before_the_one_that_is_filled_in_is_no_table(code: str) -> None:
    own = report(code, 1, "固原市")
    blank = [
        [[box._replace(text="" if FIGURE.fullmatch(box.text) else box.text) for box in line] for line in rows]
        for rows in own.blocks
        if not isinstance(rows, str)
    ]
    (submission,) = read_bytes("固原市.xlsx", workbook({"样表": blank, "年报": own.blocks}), SCHEMA)
    assert score(submission, own.form, own.truth).right == len(own.truth)
    assert SEVERAL_TABLES not in [each.code for each in submission.diagnostics]


HEADS = [
    ["政府信息公开情况统计表（{year}年度）", "填报单位：{unit}    填报日期：2099年1月12日"],
    ["{unit}{year}年政府信息公开情况统计表"],
    ["{year}年度政府信息公开数据", "（一）{unit}"],
]


def headed(made: Content, head: Sequence[str]) -> list[Block]:
    """The tables of a report below lines that say whose they are."""
    return [*(line.format(unit=made.unit, year=made.year) for line in head), *tables(made)]


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("code", FORMS)
def test_tables_of_two_units_below_each_other_are_a_submission_each(code: str, head: Sequence[str]) -> None:
    made = [report(code, seed, unit) for seed, unit in enumerate(("桃源县水务局", "桃源县"))]
    data = workbook({"汇总": [block for each in made for block in headed(each, head)]})
    found = read_bytes("汇总.xlsx", data, SCHEMA)
    assert [(each.unit, each.year) for each in found] == [(each.unit, each.year) for each in made]
    for submission, each in zip(found, made, strict=True):
        assert score(submission, each.form, each.truth).right == len(each.truth)


@pytest.mark.parametrize(("gap", "lower"), [(0, 0), (1, 0), (1, 1)])
@pytest.mark.parametrize("code", FORMS)
def test_tables_of_two_units_beside_each_other_are_a_submission_each(code: str, gap: int, lower: int) -> None:
    made = [report(code, seed, unit) for seed, unit in enumerate(("桃源县水务局", "桃源县"))]
    both, width = Workbook(), 0
    for at, each in enumerate(made):
        alone = load_workbook(io.BytesIO(workbook({"表": headed(each, HEADS[0])}))).active
        for cell in (cell for row in alone.iter_rows() for cell in row if cell.value is not None):
            both.active.cell(cell.row + at * lower, cell.column + width, cell.value)
        for area in alone.merged_cells.ranges:
            area.shift(col_shift=width, row_shift=at * lower)
            both.active.merge_cells(area.coord)
        width += alone.max_column + gap
    found = read_bytes("汇总.xlsx", save(both), SCHEMA)
    assert [(each.unit, each.year) for each in found] == [(each.unit, each.year) for each in made]
    for submission, each in zip(found, made, strict=True):
        assert score(submission, each.form, each.truth).right == len(each.truth)


def test_a_table_of_a_government_itself_below_that_of_its_whole_place_is_no_other_report() -> None:
    whole, own = report("disclosure-2014", 1, "桃源县"), report("disclosure-2014", 2, "桃源县本级")
    data = workbook({"汇总": [*headed(whole, HEADS[1]), *headed(own, ["桃源县本级政府信息公开情况统计表"])]})
    (submission,) = read_bytes("汇总.xlsx", data, SCHEMA)
    assert submission.unit == "桃源县"
    assert score(submission, whole.form, whole.truth).right == len(whole.truth)


def test_a_body_that_is_named_far_above_the_second_copy_of_a_table_has_none() -> None:
    own = report("disclosure-2021", 1, "固原市")
    blocks = [*own.blocks, "固原市教育局", *("联系我们", "网站地图") * 5, *tables(own)]
    (submission,) = read_bytes("固原市.xlsx", workbook({"年报": blocks}), SCHEMA)
    assert score(submission, own.form, own.truth).right == len(own.truth)


@pytest.mark.parametrize("code", FORMS)
def test_the_title_of_a_table_alone_tells_whose_it_is(code: str) -> None:
    made = report(code, 1, "桃源县水务局")
    (submission,) = read_bytes("1.xlsx", workbook({"Sheet1": headed(made, HEADS[1])}), SCHEMA)
    assert submission.unit == made.unit


@pytest.mark.parametrize("code", FORMS)
def test_a_sheet_that_shows_how_the_form_is_filled_in_is_no_report(code: str) -> None:
    own, other = report(code, 1, "固原市"), report(code, 2, "固原市")
    (submission,) = read_bytes("固原市.xlsx", workbook({"填报样例": tables(other), "年报": own.blocks}), SCHEMA)
    assert score(submission, own.form, own.truth).right == len(own.truth)


def test_departments_on_sheets_behind_a_summary_are_of_the_year_of_their_titles() -> None:
    whole = report("disclosure-2021", 1, "固原市")
    others = [report("disclosure-2021", seed, unit) for seed, unit in ((2, "固原市水务局"), (3, "固原市教育局"))]
    sheets = {each.unit: [f"{each.unit}{each.year}年统计表", *tables(each)] for each in others}
    found = read_bytes("1.xlsx", workbook({"汇总": whole.blocks, **sheets}), SCHEMA)
    assert [(each.unit, each.year) for each in found] == [(each.unit, each.year) for each in (whole, *others)]


@pytest.mark.parametrize("apart", [False, True])
@pytest.mark.parametrize("code", ["disclosure-2019", "disclosure-2021"])
def test_units_below_each_other_table_by_table_are_put_together(code: str, apart: bool) -> None:  # noqa: FBT001
    made = [report(code, seed, unit) for seed, unit in enumerate(("桃源县水务局", "桃源县"))]
    sheets: dict[str, list[Block]] = {}
    for number, both in enumerate(zip(*map(tables, made), strict=True)):
        blocks = sheets.setdefault(f"表{number}" if apart else "表", [])
        for each, table in zip(made, both, strict=True):
            blocks += [f"填报单位：{each.unit}    {each.year}年度", table]
    found = read_bytes("汇总.xlsx", workbook(sheets), SCHEMA)
    assert [(each.unit, each.year) for each in found] == [(each.unit, each.year) for each in made]
    for submission, each in zip(found, made, strict=True):
        assert score(submission, each.form, each.truth).right == len(each.truth)
