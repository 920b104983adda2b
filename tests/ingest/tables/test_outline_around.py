from __future__ import annotations

import re
from dataclasses import replace

import pytest

from auditor.document import Reading
from auditor.ingest.layout import Slot
from auditor.ingest.layout import Table
from auditor.ingest.layout import assemble
from auditor.ingest.tables.cells import CellReading
from auditor.ingest.tables.outline.astray import apart_from_numbers
from auditor.ingest.tables.outline.read import read_outline
from auditor.ingest.tables.outline.values import Value
from auditor.source import Span
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.generate.content import content
from tests.ingest.generate.office_blocks import rows_of
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import document
from tests.ingest.tables.outline_layouts import with_label
from tests.ingest.tables.outline_layouts import with_value
from tests.ingest.tables.outline_samples import PRINTED
from tests.ingest.tables.outline_samples import ROWS
from tests.ingest.tables.outline_samples import STORED
from tests.ingest.tables.outline_samples import facts_of
from tests.ingest.tables.outline_samples import read
from tests.ingest.tables.outline_samples import values


@pytest.mark.parametrize(
    "signed",
    [
        "单位负责人：张三   审核人：李四   填报人：王小五\n联系电话：0951-8021996   填报日期：2018.3.18\n",
        "单位负责人：张三\n审核人：李四\n填表人：王小五\n填报日期：2018年3月18日",
        "单位负责人：张三审核人：李四填报人：王小五联系电话：0951-8021996填报日期：2018-03-18",
    ],
)
def test_who_signed_is_read_below_the_table(signed: str) -> None:
    reading = read_outline(document(LAYOUTS["tabs in a row"](ROWS) + "\n" + signed), FORM_2014)
    said = {each.name: each.text for each in reading.attributes if each.text}
    assert said == {"负责人": "张三", "审核人": "李四", "填报人": "王小五"}
    assert [each.number for each in reading.attributes if each.name == "填报日期"] == [736771]


def test_who_did_not_sign_is_absent() -> None:
    signed = "单位负责人：         审核人：         填报人：雷某\n联系电话：       填报日期：\n"
    reading = read_outline(document(LAYOUTS["tabs in a row"](ROWS) + "\n" + signed), FORM_2014)
    assert {each.name: each.text for each in reading.attributes if each.text} == {"填报人": "雷某"}


def test_a_misspelt_label_is_told() -> None:
    rows = with_label(ROWS, "interpretations", "政策解读搞件发布数")
    reading = read_outline(document(LAYOUTS["tabs in a row"](rows)), FORM_2014)
    assert [(each.code.slug, each.values["printed"]) for each in reading.diagnostics] == [
        ("label-misspelt", "政策解读搞件发布数")
    ]


@pytest.mark.parametrize("place", [1, 2])
def test_a_column_of_other_figures_before_the_figures_leaves_none_certain(place: int) -> None:
    rows = [[line.number + line.label, line.unit, line.value] for line in ROWS]
    for number, row in enumerate(rows, 1):
        row.insert(place, str(number))
    facts = facts_of("政府信息公开情况统计表\n" + "\n".join("\t".join(row) for row in rows) + "\n")
    assert len(facts) == len(FORM_2014.indicators)
    assert [fact for fact in facts if fact.reading is Reading.VALUE] == []


def test_figures_before_their_labels_are_not_those_of_the_row_above() -> None:
    rows = [(line.value, line.unit, line.number + line.label) for line in ROWS]
    facts = facts_of("统计数\t单位\t统计指标\n" + "\n".join("\t".join(row) for row in rows) + "\n")
    assert {fact.doubt for fact in facts} == {"shape"}


@pytest.mark.parametrize("line", ["{}", "件 {}", "12 件 {}"])
def test_figures_in_lines_of_their_own_leave_no_blank_certain_and_none_beside(line: str) -> None:
    """So prints come out of programs that give a page's text column by column."""
    gone = ("requests_in_person", "requests_fax", "requests_online")
    rows = tuple(replace(row, value="") if row.code in gone else row for row in ROWS)
    text = LAYOUTS["a cell a line"](rows)
    end = "\n填报日期：2018年1月20日\n\n" + "\n".join(line.format(PRINTED[code]) for code in gone) + "\n"
    before = {fact.indicator: fact for fact in facts_of(text)}
    assert {before[code].reading for code in gone} == {Reading.BLANK}
    facts = {fact.indicator: fact for fact in facts_of(text + end)}
    beside = ("requests_received", *gone, "requests_letter")
    assert {facts[code].doubt for code in beside} == {"shape"}
    others = values({code: fact for code, fact in facts.items() if code not in beside})
    assert others == {code: value for code, value in STORED.items() if code not in beside}


def test_the_numbers_of_a_few_pages_leave_blanks_certain() -> None:
    gone = ("requests_in_person", "requests_fax", "requests_online", "requests_letter", "complaints")
    rows = tuple(replace(row, value="") if row.code in gone else row for row in ROWS)
    text = LAYOUTS["a cell a line"](rows) + "\n填报日期：2018年1月20日\n\n2\n"
    assert {fact.reading for fact in facts_of(text) if fact.indicator in gone} == {Reading.BLANK}


@pytest.mark.parametrize(("rows", "certain"), [(12, False), (6, True)])
def test_a_number_that_counts_many_rows_is_no_figure_of_one(rows: int, *, certain: bool) -> None:
    text = "".join(f"{at}\n栏目的名称\n件\n" for at in range(1, rows + 1))
    value = Value(CellReading(Reading.VALUE, 5), Span(text.index("5"), text.index("5") + 1))
    (told,) = apart_from_numbers([value], text)
    assert (told.read.reading is Reading.VALUE) is certain


@pytest.mark.parametrize(
    ("text", "certain"),
    [
        ("57   （二）设置政府信息公开查阅点数", False),  # the number of the next row, whose label stands behind it
        ("  4   次   0", False),  # the number of the row, beside the second line of its label
        ("4", True),
        ("  57   （县级）", True),
        ("名称   次   4", True),
    ],
)
def test_the_number_of_a_row_beside_a_label_of_several_lines_is_not_its_figure(text: str, *, certain: bool) -> None:
    figure = re.search(r"\d+", text)
    assert figure
    value = Value(CellReading(Reading.VALUE, int(figure[0])), Span(*figure.span()))
    (told,) = apart_from_numbers([value], f"{text}\n")
    assert (told.read.reading is Reading.VALUE) is certain


@pytest.mark.parametrize("printed", ["叁拾贰件", "三十二件"])
def test_numerals_with_their_unit_are_figures(printed: str) -> None:
    found = read("tabs in a row", with_value(ROWS, "requests_received", printed, ""))
    assert found["requests_received"].value == 32


def test_a_figure_in_a_circle_at_the_end_of_a_line_is_no_number_of_the_next_row() -> None:
    found = read("tabs in a row", with_value(ROWS, "normative_disclosed", "④"))
    assert found["normative_disclosed"].reading is Reading.DOUBTFUL


def test_the_number_of_the_next_label_in_its_cell_is_no_figure_of_a_blank_row() -> None:
    made = content(FORM_2014, 938, ["zeros blank", "thousands"])
    rows = [[box.text for box in line] for line in rows_of(made, 0)]
    rows = [rows[0], *([f"{at}.{label}", *others] for at, (label, *others) in enumerate(rows[1:], 1))]
    slots = [Slot(row, column, text) for row, line in enumerate(rows) for column, text in enumerate(line)]
    facts = read_outline(assemble("a.docx", b"", "docx", [Table(slots)]), FORM_2014).facts
    figures = {fact.indicator: fact for fact in facts if fact.reading is Reading.VALUE}
    assert {code: fact.value for code, fact in figures.items()} == {code: made.truth[code, None] for code in figures}


def test_figures_above_their_labels_are_known_by_several_headings_that_have_one_below() -> None:
    made = content(FORM_2014, 762, ["zeros dashed", "reworded", "date above the table"], "云岭县")
    lines: list[str] = []
    for block in made.blocks:
        rows = [] if isinstance(block, str) else [[box.text for box in line] for line in block]
        lines += [block] if isinstance(block, str) else [rows[0][0]]
        lines += [line for label, _, figure in rows[1:] for line in ((figure, label) if figure else (label,))]
    assert Reading.VALUE not in {fact.reading for fact in facts_of("\n".join(lines))}
