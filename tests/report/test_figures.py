from __future__ import annotations

import pytest

from auditor.diagnostics import Lang
from auditor.document import Attribute
from auditor.document import Origin
from auditor.file_names import slugs
from auditor.report.words.figures import attribute_text
from auditor.report.words.figures import differs
from auditor.report.words.figures import printed
from auditor.report.words.places import place_words
from auditor.report.words.places import sign
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.source import Span
from tests.report.report_samples import clean

COUNT = Measure(Kind.COUNT, "件", "件")
MONEY = Measure(Kind.MONEY, "万元", "元", 1_000_000)


@pytest.mark.parametrize(
    ("stored", "measure", "text"),
    [
        (744, COUNT, "744"),
        (0, COUNT, "0"),
        (-3, COUNT, "-3"),
        (6_600_000, MONEY, "6.6"),
        (1, MONEY, "0.000001"),
        (100_000_000, MONEY, "100"),
        (123_456_789_012_345_678, MONEY, "123456789012.345678"),
    ],
)
def test_a_stored_integer_is_printed_exactly_in_its_unit(stored: int, measure: Measure, text: str) -> None:
    assert printed(stored, measure) == text


@pytest.mark.parametrize(
    ("value", "raw", "says_more"),
    [
        ("12", "12", False),
        ("12", " １２ ", False),
        ("1234", "1,234", False),
        ("9", "9(县级)", True),
        ("5000", "0.5万", True),
    ],
)
def test_raw_text_is_shown_where_it_says_more(value: str, raw: str, *, says_more: bool) -> None:
    assert differs(value, raw) is says_more


def test_a_date_is_printed_as_a_date() -> None:
    assert attribute_text(Attribute("统计起", 736695)) == "2018-01-01"
    assert attribute_text(Attribute("年度", 2018)) == "2018"
    assert attribute_text(Attribute("审核人", text="王某")) == "王某"


def test_places_are_said_as_far_as_they_are_known() -> None:
    cell = Origin(Span(0, 1), 120, page=3, table=1, row=4, column=2)
    assert place_words(cell, Lang.ZH) == "第3页 第1张表 第4行第2列；原文第120行"
    assert place_words(cell, Lang.EN) == "page 3, table 1, row 4, column 2; line 120 of the text"
    booked = Origin(Span(0, 1), 120, table=2, row=25, column=28, sheet="表三")
    assert place_words(booked, Lang.ZH, in_lines=False) == "工作表“表三” AB25"
    assert place_words(booked, Lang.EN) == "sheet “表三”, AB25; line 120 of the text"
    assert place_words(Origin(Span(0, 1), 7), Lang.ZH) == "第7行"
    assert place_words(None, Lang.ZH) == ""
    assert place_words(cell, Lang.ZH, in_lines=False) == "第3页 第1张表 第4行第2列"
    assert place_words(Origin(Span(0, 1), 7), Lang.ZH, in_lines=False) == ""


@pytest.mark.parametrize(
    ("number", "mark"), [(1, "①"), (20, "⑳"), (21, "㉑"), (35, "㉟"), (36, "㊱"), (50, "㊿"), (51, "(51)")]
)
def test_findings_are_numbered_in_circles_as_far_as_there_are_any(number: int, mark: str) -> None:
    assert sign(number) == mark


def test_the_name_of_a_page_is_readable_and_cannot_leave_its_folder() -> None:
    (name,) = slugs([clean("../../etc/passwd", "../..\\<县>:\u202e/永宁 县")])
    assert name.startswith("县-永宁-县-2018-")
    assert set("/\\.<>:\u202e") & set(name) == set()


def test_pages_have_names_of_their_own_even_for_the_same_unit_and_path() -> None:
    same = [clean("a.txt"), clean("b.txt"), clean("a.txt")]
    assert len(set(slugs(same))) == 3
    assert slugs(same) == slugs(same)


def test_a_page_keeps_its_name_whatever_else_is_received() -> None:
    assert slugs([clean("b.txt"), clean("a.txt")])[1] == slugs([clean("a.txt")])[0]


def test_a_name_stays_short() -> None:
    assert len(slugs([clean("a.txt", "很长的单位名称" * 40)])[0]) < 60
