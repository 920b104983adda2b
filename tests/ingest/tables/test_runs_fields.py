from __future__ import annotations

import pytest

from auditor.document import Document
from auditor.document import Reading
from auditor.ingest.tables.with_columns import read_form_tables
from auditor.source import Source
from tests.ingest.tables.grid_forms import FORM_2019
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.run_layouts import written
from tests.ingest.tables.runs_samples import HEADS
from tests.ingest.tables.runs_samples import facts
from tests.ingest.tables.runs_samples import row
from tests.ingest.tables.runs_samples import table_three
from tests.ingest.tables.runs_samples import wrong


@pytest.mark.parametrize("printed", ["0 00 12 0012", "0件0012件0012", "000 12件0 0 12件"])
def test_blanks_and_units_within_a_run_bound_figures(printed: str) -> None:
    text = table_three(granted=(0, 0, 0, 12, 0, 0, 12)).replace("予以公开0001200" + "12", f"予以公开{printed}")
    assert printed in text
    assert row(facts(text), "granted") == [0, 0, 0, 12, 0, 0, 12]


@pytest.mark.parametrize(
    ("printed", "values"),
    [
        ("\t\t\t12\t\t\t\t\t\t12", [12, None, None, None, None, None, 12]),
        ("\t\t\t\t3\t\t\t\t\t3", [None, 3, None, None, None, None, 3]),
        ("\t12\t\t\t\t\t\t12\t\t", [12, None, None, None, None, None, 12]),
        ("\t\t\t12\t\t\t\t\t\t", [None] * 7),
        ("\n12\t\t\t\t\t\t12", [12, None, None, None, None, None, 12]),
        ("\n\t3\t\t\t\t\t3", [None, 3, None, None, None, None, 3]),
    ],
)
def test_blank_fields_are_told_from_the_columns_of_labels(printed: str, values: list[int | None]) -> None:
    text = table_three().replace("予以公开" + "0" * 7, "予以公开" + printed)
    assert printed in text
    assert row(facts(text), "granted") == values


@pytest.mark.parametrize(
    "said",
    [
        "全年予以公开14件，部分公开5件。",
        "本年新收政府信息公开申请37件；\n上年结转政府信息公开申请3件；",
        "在已经办结的全部事项里，由本机关直接答复申请人的占了大多数，其中作出予以公开\n答复的有14件，结转下年度继续办理的有4件。",
        "结转下年度继续办理 4 件。",
    ],
)
@pytest.mark.parametrize("place", ["before", "behind", "between"])
def test_a_sentence_beside_the_table_is_no_row_of_it_and_stays_narrative(said: str, place: str) -> None:
    table = table_three(granted=(0, 0, 0, 12, 0, 0, 12))
    heads, rows = table[: len(HEADS)], table[len(HEADS) :]
    text = {"before": f"{said}\n{table}", "behind": f"{table}\n{said}", "between": f"{heads}\n{said}{rows}"}[place]
    reading = read_form_tables(Document("report.txt", "0", "text", Source("report.txt", text)), FORM_2021)
    assert {fact.occurrence for fact in reading.facts} == {1}
    assert row(facts(text), "granted") == [0, 0, 0, 12, 0, 0, 12]
    assert row(facts(text), "carried_out") == [0] * 7
    at = text.index(said)
    assert place == "between" or not any(span.start < at + len(said) and at < span.end for span in reading.spans)


@pytest.mark.parametrize(
    ("heads", "values"),
    [
        ("本年新 本年新 对外公开总数量", [4, 5, 60]),
        ("本年新 本年新公开数量 对外公开总数量", [4, 5, 60]),
        ("本年新制作数量 本年新 对外公开总数量", [4, 5, 60]),
        ("本年新 对外公开总数量", [4, 5, 60]),
        ("对外公开总数量", None),
    ],
)
def test_heads_that_lost_their_second_line_are_told_apart_by_their_order(heads: str, values: list[int] | None) -> None:
    found = facts(f"第二十条第（一）项\n信息内容 {heads}\n规章 4 5 60\n规范性文件 0 0 0\n", FORM_2019)
    cells = [found.get((code, None)) for code in ("rules_made", "rules_published", "rules_public_total")]
    certain = [cell.value for cell in cells if cell and cell.reading is Reading.VALUE]
    assert certain == (values or [])


def test_words_that_only_begin_as_a_head_does_are_none() -> None:
    found = facts("信息内容 处理决定数量\n行政许可 7\n本年新增事项已经全部公开\n行政处罚 9\n", FORM_2019)
    assert found["penalties_decided", None].value == 9


BESIDE = ("1.属于国家秘密", "2.其他法律行政法规禁止公开", "3.危及“三安全一稳定”")


@pytest.mark.parametrize(
    ("rows", "values"),
    [
        (("4\t\t\t\t\t\t4\t\t", "\t\t3\t\t\t\t3\t\t"), [None, None, 3, None, None, None, 3]),
        (("\t\t4\t\t\t\t\t\t4", "\t\t\t\t3\t\t3\t\t"), [None, None, 3, None, 3, None, None]),
        (("\t\t4\t\t\t\t4\t\t", "\t\t3\t\t\t\t3\t\t"), None),
    ],
    ids=["behind", "before", "no row tells"],
)
def test_where_blank_fields_beyond_the_columns_stand_is_told_by_other_rows(
    rows: tuple[str, str], values: list[int | None] | None
) -> None:
    printed = "\n".join(f"{label}\t{row}" for label, row in zip(BESIDE, (*rows, "\t" * 8), strict=True))
    found = facts(f"{HEADS}\n{printed}")
    cells = [found["denied_by_law", member.code] for member in FORM_2021.tables[1].members]
    expected = Reading.DOUBTFUL if values is None else None
    assert {cell.reading for cell in cells} == {expected or Reading.VALUE, expected or Reading.BLANK}
    assert values is None or [cell.value for cell in cells] == values


def test_rows_of_figures_without_labels_leave_no_blank_row_certain() -> None:
    labels = "1.属于国家秘密\n2.其他法律行政法规禁止公开\n4.保护第三方合法权益\n"
    alone = "1 0 0 0 0 0 1\n" * 3
    rows = f"予以公开 5 4 0 0 0 0 9\n{labels}（七）总计 5 4 0 0 0 0 9\n"
    found = facts(f"{HEADS}\n{rows}四、结转下年度继续办理 1 0 0 0 0 0 1\n五、存在的主要问题\n{alone}")
    assert found["denied_by_law", "total"].reading is Reading.DOUBTFUL
    assert row(found, "granted") == [5, 4, 0, 0, 0, 0, 9]


NOTED = """第二十条第（一）项 |
信息内容 | 本年新制作数量 | 本年新公开数量 | 对外公开总数量 |
规章（设区的市应填） | 1 | 2 | 3 |
规范性文件（指机关制定的通告、意见，标题有“细则”“规则”字样、涉及行政许可、行政处罚、行政强制的公文） | 4 | 5 | 6 |
其他主动公开文件（指上一行规范性文件以外、由机关印发的公开文件，照网站“其他主动公开文件”一栏现有的数填） | 7 | 8 | 9 |
第二十条第（五）项 |
信息内容 | 上一年项目数量（指2019年事项数） | 本年增/减（指2020年增减，减为负值，如-8） | 处理决定数量（2020年办件量） |
行政许可 | 10 | -1 | 12 |
其他对外管理服务事项（指行政许可以外的管理和服务，例如行政检查、行政强制、行政处罚、行政确认，和为群众办的事） | | | |
"""


@pytest.mark.parametrize("cells", ["a row a line", "a cell a line"])
def test_notes_behind_labels_are_none_and_a_row_of_other_words_is_no_column(cells: str) -> None:
    found = facts(NOTED if cells == "a row a line" else NOTED.replace(" | ", "\n\n").replace(" |\n", "\n\n"), FORM_2019)
    rows = ("rules", "normative")
    read = [found[f"{row}_{column}", None].value for row in rows for column in ("made", "published", "public_total")]
    assert read == [1, 2, 3, 4, 5, 6]
    licences = [found[f"licences_{column}", None].value for column in ("items_last_year", "items_change", "decided")]
    assert licences == [10, -1, 12]
    assert all(found[f"other_services_{each}", None].value is None for each in ("items_last_year", "decided"))


ROWS = """商业企业|科研机构|社会公益组织|法律服务机构|其他
一、本年新收政府信息公开申请数量|{}
二、上年结转政府信息公开申请数量|{}
"""


@pytest.mark.parametrize(
    ("one", "two", "values"),
    [
        ("3|3|||||", "0|0|||||", None),
        ("3||||||3", "0|0|||||", [3, None, None, None, None, None, 3]),
    ],
)
def test_rows_filled_up_with_blank_cells_are_in_doubt_where_none_stands_between_figures(
    one: str, two: str, values: list[int | None] | None
) -> None:
    text = "申请人情况\n自然人|法人或其他组织|总计\n" + ROWS.format(one, two) + "四、结转下年度继续办理|0|0|||||\n"
    found = facts(text)
    if values is None:
        assert {fact.reading for fact in found.values()} == {Reading.DOUBTFUL}
    else:
        assert row(found, "new_received") == values


def test_text_without_the_lines_that_stand_above_already_leaves_no_blank_row_certain() -> None:
    document, truth = written(FORM_2021, 1, "lines")
    lines = [line.strip() for line in document.source.text.replace("\t", "\n").splitlines() if line.strip()]
    source = Source("report.txt", "\n".join(dict.fromkeys(lines)))
    found = facts(source.text)
    assert len(found) > len(truth) // 2
    assert wrong(Document("report.txt", "0", "text", source), FORM_2021, truth) == []
    assert Reading.BLANK not in {fact.reading for fact in found.values()}


BROKEN = """四、政府信息公开行政复议、行政诉讼情况
行政复议 行政诉讼
未经复议直接起诉 复议后起诉
结果 结果 其他 尚未 总
维持 纠正 结果 审结 计 结果 结果 其他 尚未 总 结果 结果 其他 尚未 总
维持 纠正 结果 审结 计 维持 纠正 结果 审结 计
{}
五、存在的主要问题及改进情况
"""
FIFTEEN = "1 0 2 0 3 0 4 0 0 4 5 0 0 1 6"


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (BROKEN.format(FIFTEEN), FIFTEEN),
        (BROKEN.format(FIFTEEN).replace("结果 结果 其他 尚未 总\n维持", "结 结 其 尚 总\n果 果 他 未 计\n维持", 1), ""),
        (BROKEN.format(FIFTEEN).replace("\n未经复议直接起诉", "\n1未经复议直接起诉"), ""),
        (BROKEN.format(FIFTEEN + " 7"), ""),
        (BROKEN.format("1 0 2 0 3\n0 4 0 0 4 5 0 0 1 6"), ""),
    ],
)
def test_heads_broken_over_lines_are_known_by_their_characters(text: str, printed: str) -> None:
    values = [fact.value for fact in facts(text).values() if fact.reading is Reading.VALUE]
    assert values == [int(each) for each in printed.split()]


CUT = """{heads}
一、本年新收政府信息公开申请数量\t\t\t37\t8\t2\t3\t12\t13{end}
二、上年结转政府信息公开申请数量\t\t\t3\t1\t0\t0\t0\t0{end}
三、本年度办理结果\t（一）予以公开\t\t36\t0\t0\t0\t0\t0{end}
四、结转下年度继续办理\t\t\t4\t9\t2\t3\t12\t13{end}
"""
WIDE_HEADS = "\t\t\t自然人\t法人或其他组织\t\t\t\t\t总计\n\t\t\t\t商业企业\t科研机构\t社会公益组织\t法律服务机构\t其他"


@pytest.mark.parametrize(
    ("end", "values"), [("", [None] * 7), ("\t75", [37, 8, 2, 3, 12, 13, 75])], ids=["cut off", "there"]
)
def test_a_line_shorter_than_its_heads_is_not_filled_up_in_front(end: str, values: list[int | None]) -> None:
    found = facts(CUT.format(heads=WIDE_HEADS, end=end))
    assert row(found, "new_received") == values
    assert all(found["new_received", member.code].doubt for member in FORM_2021.tables[1].members) is not bool(end)


@pytest.mark.parametrize("rest", ["3\t12\t13\t75", "75"])
def test_a_line_that_was_cut_before_its_last_figures_goes_on_below(rest: str) -> None:
    count = 7 - len(rest.split("\t"))
    begun = "".join(f"\t{figure}" for figure in (37, 8, 2, 3, 12, 13)[:count])
    zeros = "\t0" * 7
    text = f"{WIDE_HEADS}\n一、本年新收政府信息公开申请数量\t\t{begun}\t\n{rest}\n"
    found = facts(f"{text}二、上年结转政府信息公开申请数量{zeros}\n1.属于国家秘密{zeros}\n")
    assert row(found, "new_received") == [37, 8, 2, 3, 12, 13, 75]


def test_a_first_cell_may_be_blank_where_lines_have_no_fields_for_merged_labels() -> None:
    rows = ("一、本年新收政府信息公开申请数量\t\t8\t0\t0\t0\t0\t8", "\t（一）予以公开\t\t8\t0\t0\t0\t0\t8")
    found = facts("\n".join((WIDE_HEADS, *rows, "四、结转下年度继续办理\t0\t0\t0\t0\t0\t0\t0")))
    assert row(found, "new_received") == row(found, "granted") == [None, 8, 0, 0, 0, 0, 8]
