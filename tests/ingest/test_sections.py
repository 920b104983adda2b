from __future__ import annotations

import pytest

from auditor.document import Document
from auditor.ingest.identity.titles import Lines
from auditor.ingest.parts.sections import find_sections
from auditor.ingest.parts.sections import read_sections
from auditor.schema import Form
from auditor.schema import Table
from auditor.schema import Years
from auditor.source import Source

FORM_2014 = Form("old", "旧", Years(2014, 2018))
FORM_2021 = Form("new", "新", Years(2021))

WHOLE = """某县2022年政府信息公开工作年度报告
一、总体情况
全县公开信息三千条。
二、主动公开政府信息情况
三、收到和处理政府信息公开申请情况
四、因政府信息公开工作被申请行政复议、提起行政诉讼情况
五、存在的主要问题及改进情况
答复文书说理不充分，将编印示例。
六、其他需要报告的事项
本年度未收取信息处理费。
"""
FLAT = WHOLE.replace("\n", "　　")
GLUED = (
    "一、基本情况全县公开信息三千条。二、主动公开政府信息情况规章000三、收到和处理政府信息公开申请情况（本列数据的勾稽关系为："
    "第一项加第二项之和）一、本年新收政府信息公开申请数量2二、上年结转政府信息公开申请数量0三、本年度办理结果（一）予以公开2"
    "（七）总计2四、结转下年度继续办理0四、政府信息公开行政复议、行政诉讼情况行政复议00000五、政府信息公开工作存在的主要问题及改进措施"
    "答复文书说理不充分。六、其他需要报告的事项无。"
)


def parts(text: str) -> list[int]:
    return [section.part for section in find_sections(Lines(text))]


def read(text: str, form: Form | None = FORM_2021, year: int | None = 2022) -> dict[str, int | None]:
    document = Document("a.txt", "0", "text", Source("a.txt", text))
    return {attribute.name: attribute.number for attribute in read_sections(document, form, year)}


def named(text: str, name: str) -> str | None:
    document = Document("a.txt", "0", "text", Source("a.txt", text))
    return next(each.text for each in read_sections(document, FORM_2021, 2022) if each.name == name)


@pytest.mark.parametrize("text", [WHOLE, FLAT, GLUED], ids=["lines", "wide blanks", "glued"])
def test_the_six_parts_are_found_however_the_text_is_set(text: str) -> None:
    assert parts(text) == [1, 2, 3, 4, 5, 6]


def test_part_three_may_name_who_received_the_requests() -> None:
    heading = "三、收到和处理政府信息公开申请情况"
    assert parts(WHOLE.replace(heading, "三、行政机关收到和处理政府信息公开申请情况")) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "heading",
    [
        "四、政府信息公开行政复议、行政诉讼情况",
        "四、因政府信息公开工作被申请行政复议和提起行政诉讼情况",
        "第四部分 因政府信息公开工作被申请行政复议、\n提起行政诉讼情况",
    ],
)
def test_a_heading_may_be_worded_and_wrapped_in_other_ways(heading: str) -> None:
    text = WHOLE.replace("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", heading)
    assert parts(text) == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    "words",
    [
        "详见二、主动公开政府信息情况。",
        "报告由“一、总体情况”“二、主动公开政府信息情况”等组成。",
        "（一）主动公开政府信息情况。全年公开信息九百条。",
        "四、结转下年度继续办理",
    ],
)
def test_a_heading_within_a_sentence_or_a_label_is_none(words: str) -> None:
    assert parts(f"为做好公开工作，制定了方案，{words}") == []


def test_a_table_of_contents_is_no_part() -> None:
    contents = (
        "一、总体情况……1\n二、主动公开政府信息情况……2\n五、存在的主要问题及改进情况……3\n六、其他需要报告的事项……4\n"
    )
    found = find_sections(Lines(contents + WHOLE))
    assert [section.part for section in found] == [1, 2, 3, 4, 5, 6]
    assert found[0].heading.start >= len("".join(contents.split()))


def test_missing_parts_are_counted_and_named() -> None:
    assert read(WHOLE.partition("六、")[0])["缺少部分数"] == 1
    assert named(WHOLE.partition("六、")[0], "缺少部分") == "六、其他需要报告的事项"
    assert (named(WHOLE, "缺少部分"), named(WHOLE, "颠倒部分")) == ("无", "无")


def test_a_part_that_is_missing_with_its_table_is_not_counted_among_the_missing() -> None:
    form = Form("new", "新", Years(2021), tables=tuple(Table(sign, sign) for sign in "234"))
    text = WHOLE.replace("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况\n", "").partition("六、")[0]
    document = Document("a.txt", "0", "text", Source("a.txt", text))
    found = {each.name: each for each in read_sections(document, form, 2022)}
    assert found["缺少部分数"].number == 1
    assert found["连表缺少部分"].text == "四、政府信息公开行政复议、行政诉讼情况"
    assert found["缺少部分"].text == "四、政府信息公开行政复议、行政诉讼情况；六、其他需要报告的事项"


def test_parts_under_a_wrong_number_or_at_a_wrong_place_are_counted() -> None:
    found = read(WHOLE.replace("六、其他", "五、其他"))
    assert (found["错序部分数"], found["颠倒部分数"]) == (1, 0)


def test_parts_that_changed_places_are_told_from_those_under_a_wrong_number() -> None:
    fifth, sixth = WHOLE.index("五、"), WHOLE.index("六、")
    swapped = WHOLE[:fifth] + WHOLE[sixth:].replace("六、", "五、") + "\n" + WHOLE[fifth:sixth].replace("五、", "六、")
    assert read(swapped)["颠倒部分数"] == 2
    assert named(swapped, "颠倒部分") == "五、存在的主要问题及改进情况；六、其他需要报告的事项"


def test_a_text_without_the_headings_is_not_said_to_miss_them() -> None:
    assert read("规章\t0\t0\t0\n") == {"他年语句数": 0}


def test_reports_of_the_years_before_have_no_such_parts() -> None:
    assert read(WHOLE, FORM_2014) == {"他年语句数": 0}


@pytest.mark.parametrize("end", ["", "\n"])
def test_a_text_that_ends_with_the_heading_of_a_part_is_read(end: str) -> None:
    text = WHOLE[: WHOLE.index("\n本年度未收取")] + end
    found = read(text)
    assert (found["缺少部分数"], found["错序部分数"]) == (0, 0)


def test_the_length_of_part_five_leaves_out_blanks_and_punctuation() -> None:
    assert read(WHOLE)["问题部分字数"] == len("答复文书说理不充分将编印示例")


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("2020年我县未收到政府信息公开申请。", 1),
        ("2021年未发生因政府信息公开引起的行政复议。", 1),
        ("2022年未收到政府信息公开申请。", 0),
        ("2020年以来未发生因政府信息公开引发的行政诉讼。", 0),
        ("2020年起，我县未收取信息公开费用。", 0),
        ("与2021年未收取信息处理费相同。", 0),
        ("2021年未收到政府信息公开申请，2022年收到3件。", 0),
    ],
)
def test_what_is_denied_of_another_year_only_is_counted(sentence: str, count: int) -> None:
    assert read(WHOLE + sentence)["他年语句数"] == count
