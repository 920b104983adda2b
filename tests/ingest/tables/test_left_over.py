"""Texts made of prints whose figures stand elsewhere than their labels, or keep the marks of notes: never certain."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from auditor.document import Document
from auditor.document import Reading
from auditor.ingest.readers.docx import read
from auditor.ingest.tables.grid.unread import unread
from auditor.ingest.tables.outline.read import read_outline
from auditor.ingest.tables.read import read_tables
from auditor.source import Source
from tests.ingest.forms_2014 import FIGURES
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.generate import word
from tests.ingest.generate.content import content
from tests.ingest.generate.model import plain
from tests.ingest.generate.whole import written
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import document
from tests.ingest.tables.outline_layouts import lines
from tests.ingest.tables.outline_layouts import without
from tests.ingest.tables.runs_samples import HEADS
from tests.ingest.tables.runs_samples import facts
from tests.ingest.tables.runs_samples import row

ROWS_2014 = lines({each.code: str(at * 7 % 120) for at, each in enumerate(FIGURES)})
ROWS = "一、本年新收政府信息公开申请数量 3 1 0 0 0 0 4\n二、上年结转政府信息公开申请数量 0 0 0 0 0 0 0\n"


def marked(text: str) -> set[int | None]:
    found = read_tables(Document("report.txt", "0", "text", Source("report.txt", text)), FORM_2021)
    return {fact.value for fact in found.facts if fact.reading is Reading.DOUBTFUL and fact.value is not None}


def test_a_row_is_in_doubt_whose_figures_stand_in_the_middle_of_its_label() -> None:
    text = f"{HEADS}\n{ROWS}（一）予以公开\n三、本年   3 1 0 0 0 0 4\n1.属于国家秘密 0 0 0 0 0 0 0\n"
    found = facts(text)
    assert found["granted", "total"].reading is Reading.DOUBTFUL
    assert row(found, "new_received") == [3, 1, 0, 0, 0, 0, 4]
    assert found["new_received", "total"].reading is Reading.VALUE


def test_rows_that_were_not_found_are_in_doubt_where_figures_are_left_over() -> None:
    text = f"{HEADS}\n{ROWS}1.属于国家秘密 0 0 0 0 0 0 0\n"
    assert facts(f"{text}公开 3 1 0 0 0 0 4\n")["granted", "total"].doubt == "shape"
    assert ("granted", "total") not in facts(text)


def test_figures_of_a_row_that_the_form_does_not_have_are_not_left_over() -> None:
    found = facts(f"{HEADS}\n{ROWS}1.属于国家秘密 0 0 0 0 0 0 0\n小计 0 0 0 0 0 0 0\n")
    assert ("granted", "total") not in found


@pytest.mark.parametrize(
    "note", ["1含上年结转的件。", "注1：含上年结转的件。", "1\n含上年结转的件。", "含上年结转的件。\n1"]
)
def test_a_figure_that_may_end_with_the_mark_of_a_note_is_in_doubt(note: str) -> None:
    table = f"{HEADS}\n{ROWS}（一）予以公开 121 1 0 0 0 0 13\n1.属于国家秘密 11 0 0 0 0 0 11\n"
    assert marked(f"{table}\n五、存在的主要问题\n{note}\n") == {121}
    assert marked(f"{table}\n五、存在的主要问题\n1月起含上年结转的件。\n") == set()


@pytest.mark.parametrize(
    ("below", "doubtful"),
    [
        *(("", {12, 3}), ("注1：含上年结转的件。\n注2：含补正的件。", set()), ("注1：含上年结转的件。", {3})),
        *(("¹含上年结转的件，²含补正的件。", {3}), ("¹ 含上年结转的件。\n（²）含补正的件。", set())),
    ],
)
def test_a_raised_digit_is_a_mark_where_a_note_has_its_number_and_else_in_doubt(below: str, doubtful: set[int]) -> None:
    table = f"{HEADS}\n{ROWS}（一）予以公开 12¹ 1 0 0 0 0 13\n1.属于国家秘密 3² 0 0 0 0 0 3\n"
    assert marked(f"{table}\n五、存在的主要问题\n{below}\n") == doubtful


def test_several_figures_that_sums_hold_without_their_last_digit_have_marks_of_notes() -> None:
    slips = ("（一）予以公开 121 1 0 0 0 0 13", "1.属于国家秘密 31 0 0 0 0 0 3", "2.重复申请 0 5 0 0 0 0 51")
    assert marked(f"{HEADS}\n{ROWS}" + "\n".join(slips)) == {121, 31, 51}
    assert marked(f"{HEADS}\n{ROWS}" + "\n".join(slips[:2])) == set()


def test_figures_before_their_labels_are_in_doubt() -> None:
    body = "".join(f"{at % 50}\n{each.label}\n{each.measure.unit}\n" for at, each in enumerate(FIGURES))
    found = read_outline(document(f"统计指标\n单位\n统计数\n——\n{body}"), FORM_2014).facts
    assert {fact.reading for fact in found if not FORM_2014.by_code[fact.indicator].is_heading} == {Reading.DOUBTFUL}


def test_a_table_without_the_column_of_its_figures_is_in_doubt() -> None:
    body = "".join(f"{each.label} {each.measure.unit}\n" for each in FIGURES)
    (without,) = {fact.reading for fact in read_outline(document(f"统计指标 单位\n{body}"), FORM_2014).facts}
    (blank,) = {fact.reading for fact in read_outline(document(f"统计指标 单位 统计数\n{body}"), FORM_2014).facts}
    assert (without, blank) == (Reading.DOUBTFUL, Reading.BLANK)


def test_a_row_that_was_not_found_is_in_doubt_where_its_label_stands_elsewhere() -> None:
    text = LAYOUTS["tabs on lines"](without(ROWS_2014, "channel_website"))
    label = FORM_2014.by_code["channel_website"].label
    assert "channel_website" not in {fact.indicator for fact in read_outline(document(text), FORM_2014).facts}
    found = {fact.indicator: fact for fact in read_outline(document(f"{text}\n{label}\n"), FORM_2014).facts}
    assert found["channel_website"].reading is Reading.DOUBTFUL


def test_a_row_whose_label_goes_on_below_its_figure_is_in_doubt_where_it_was_not_found() -> None:
    text = LAYOUTS["tabs on lines"](without(ROWS_2014, "channel_website"))
    label = FORM_2014.by_code["channel_website"].label
    below = f"{text}\n2.{label[:6]}     条      {{}}\n{label[6:]}\n"
    for between, is_told in (("12", True), ("另有若干字", False)):
        found = {fact.indicator for fact in read_outline(document(below.format(between)), FORM_2014).facts}
        assert ("channel_website" in found) == is_told


def test_words_of_a_row_at_another_place_with_nothing_behind_them_are_no_blank_row() -> None:
    text = f"{HEADS}\n{ROWS}（七）总计\n（一）予以公开 3 1 0 0 0 0 4\n1.属于国家秘密 0 0 0 0 0 0 0\n"
    total = facts(text)["processed_total", "total"]
    assert (total.reading, total.doubt) == (Reading.DOUBTFUL, "shape")


@pytest.mark.parametrize("mark", ["", " "])
def test_a_figure_behind_the_last_label_before_its_unit_may_be_the_mark_of_a_note(mark: str) -> None:
    label = FORM_2014.by_code["trainees"].label
    text = LAYOUTS["tabs on lines"](ROWS_2014)
    start = text.rindex(label)
    for end, reading in ((f"{mark}4      人次     0", Reading.DOUBTFUL), ("      人次     4", Reading.VALUE)):
        found = read_outline(document(f"{text[:start]}{label}{end}\n二、存在问题\n"), FORM_2014).facts
        assert [fact.reading for fact in found if fact.indicator == "trainees"] == [reading]


@pytest.mark.parametrize("cells", ["2 0 3 0 0 1 6", "2件 0件 3件 0件 0件 1件 6件", "- — / - - - -"])
def test_cells_within_the_brackets_of_a_label_are_no_blanks(cells: str) -> None:
    cut = f"（二）部分公开（区分处理的，只计这一情形，不    {cells}\n计其他情形）\n"
    found = facts(f"{HEADS}\n{ROWS}{cut}1.属于国家秘密 0 0 0 0 0 0 0\n")
    assert found["partially_granted", "total"].reading is not Reading.BLANK
    whole = cut.replace(f"    {cells}\n", "").rstrip() + f" {cells}\n"
    read = facts(f"{HEADS}\n{ROWS}{whole}1.属于国家秘密 0 0 0 0 0 0 0\n")
    assert read["partially_granted", "total"].reading in {Reading.VALUE, Reading.DASH}


def test_rows_of_a_table_are_in_doubt_where_the_label_of_one_that_was_not_found_stands_in_the_text() -> None:
    text = f"{HEADS}\n{ROWS}1.属于国家秘密 0 0 0 0 0 0 0\n"
    read = tuple(facts(text).values())
    label = FORM_2021.by_code["other_unpaid"].label
    broken = f"{label[:9]} 1件 0件 14件 3件 3件 0件 21件\n{label[9:]}"
    for more, is_told in ((broken, True), (f"{broken}。", False), ("", False)):
        lines = Document("a.txt", "0", "text", Source("a.txt", f"{text}\n{more}\n"))
        found = {(fact.indicator, fact.doubt) for fact in unread(read, lines, FORM_2021)}
        assert (("other_unpaid", "shape") in found, ("other_handling", "shape") in found) == (is_told, is_told)


@pytest.mark.parametrize("figure", ["1 204", "1  204", "8 8"])
def test_a_figure_in_pieces_in_the_last_row_is_in_doubt(figure: str) -> None:
    label = FORM_2014.by_code["trainees"].label
    text = LAYOUTS["tabs on lines"](ROWS_2014)
    found = read_outline(document(f"{text[: text.rindex(label)]}{label}  人次  {figure}\n二、问题\n"), FORM_2014).facts
    assert [fact.doubt for fact in found if fact.indicator == "trainees"] == ["figures"]


def test_a_column_that_is_cut_off_a_printed_page_is_in_doubt() -> None:
    made = content(FORM_2021, 7)
    whole, _ = read(*written(made, "docx"))
    assert whole is not None
    at, grid = max(enumerate(whole.grids), key=lambda each: len(each[1].cells))
    (last,) = {cell.column for cell in grid.cells if cell.text.strip() == "总计"}
    kept = tuple(cell for cell in grid.cells if cell.column != last)
    cut = replace(whole, grids=(*whole.grids[:at], replace(grid, cells=kept), *whole.grids[at + 1 :]))
    for kind, is_told in (("docx", False), ("pdf", True)):
        found = {(fact.indicator, fact.member) for fact in read_tables(replace(cut, format=kind), FORM_2021).facts}
        assert (("granted", "natural_person") in found, ("granted", "total") in found) == (True, is_told)


TWICE = f"{HEADS}\n{ROWS}（一）予以公开 2 1 0 0 0 0 3\n"


def test_what_a_row_says_the_second_time_leaves_it_in_doubt() -> None:
    found = facts(f"{TWICE}一、本年新收政府信息公开申请数量 3 1 0 0 0 5 9\n")
    assert [fact.doubt for (code, _), fact in found.items() if code == "new_received"][-2:] == ["copies", "copies"]
    assert row(found, "granted") == [2, 1, 0, 0, 0, 0, 3]


def test_what_two_copies_of_the_form_of_2014_say_differently_is_in_doubt() -> None:
    figures = {each.code: str(at * 7 % 120) for at, each in enumerate(FIGURES)}
    changed = FIGURES[20].code
    other = lines(figures | {changed: "119"})
    text = f"{LAYOUTS['tabs in a row'](ROWS_2014)}\n\n附：统计表\n{LAYOUTS['tabs in a row'](other)}"
    found = read_outline(document(text), FORM_2014).facts
    assert {fact.indicator for fact in found if fact.doubt} == {changed}


def test_rows_that_were_not_found_are_in_doubt_where_most_others_are() -> None:
    spoilt = "\n".join(f"{each.label} . {each.unit} . {each.value}" for each in ROWS_2014[:9])
    found = {fact.indicator: fact for fact in read_outline(document(spoilt), FORM_2014).facts}
    assert found[FIGURES[-1].code].doubt == "shape"


def test_a_form_handed_out_with_signs_for_its_figures_is_none_that_is_filled_in() -> None:
    sample, filled = (
        word.table(plain([[each.label, each.unit, sign or each.value] for each in ROWS_2014])) for sign in ("×", "")
    )
    made, _ = read("report.docx", word.package(f"{sample}{word.paragraph('附表')}{filled}"))
    assert made is not None
    found = read_outline(made, FORM_2014).facts
    assert {fact.reading for fact in found if not FORM_2014.by_code[fact.indicator].is_heading} == {Reading.VALUE}


def test_a_row_is_in_doubt_beside_one_without_a_figure_where_figures_stand_above_long_labels() -> None:
    text = "\n".join(f"{each.label}\n{each.unit}\n{each.value}\n" for each in ROWS_2014)
    first, second = (f"{each.label}\n{each.unit}\n{each.value}\n" for each in ROWS_2014[13:15])
    above = [f"{each.unit}\n{each.value}\n\n{each.label}\n" for each in ROWS_2014[13:15]]
    moved = document(text.replace(f"{first}\n{second}", "\n".join(above)))
    found = {fact.indicator: fact for fact in read_outline(moved, FORM_2014).facts}
    assert {found[each.code].reading for each in ROWS_2014[13:15]} == {Reading.DOUBTFUL}
