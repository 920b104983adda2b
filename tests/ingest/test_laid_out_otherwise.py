"""Tables that are laid out as no form is: read right, or in doubt, never as certain figures that are not there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from openpyxl import Workbook  # type: ignore[import-untyped]

from auditor.document import Reading
from auditor.ingest.files.reading import read_bytes
from auditor.lang.load import load_rules
from tests.ingest.generate import books
from tests.ingest.generate import word

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Fact

SCHEMA = load_rules(Path(__file__).parents[2] / "rules")[0].schema
TITLE = "青山县水务局2023年政府信息公开工作年度报告"
MEMBERS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
ROWS = (
    ("一、本年新收政府信息公开申请数量", (9, 3, 0, 1, 0, 2, 15)),
    ("二、上年结转政府信息公开申请数量", (1, 0, 0, 0, 0, 0, 1)),
    ("（一）予以公开", (7, 2, 0, 1, 0, 2, 12)),
    ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）", (3, 1, 0, 0, 0, 0, 4)),
    ("（七）总计", (10, 3, 0, 1, 0, 2, 16)),
    ("四、结转下年度继续办理", (0, 0, 0, 0, 0, 0, 0)),
)


def disclosed(issued: int, repealed: int, in_force: int, licences: int) -> str:
    """The first table as text with tabs."""
    return (
        "第二十条第（一）项\t\t\t\n信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n"
        f"行政规范性文件\t{issued}\t{repealed}\t{in_force}\n"
        "第二十条第（五）项\t\t\t\n信息内容\t本年处理决定数量\t\t\n"
        f"行政许可\t{licences}\t\t\n第二十条第（六）项\t\t\t\n信息内容\t本年处理决定数量\t\t\n行政处罚\t12\t\t\n"
        "行政强制\t3\t\t\n第二十条第（八）项\t\t\t\n信息内容\t本年收费金额（单位：万元）\t\t\n行政事业性收费\t0\t\t\n"
    )


BEFORE, OWN = disclosed(6, 1, 57, 5904), disclosed(3, 2, 58, 1971)


def facts_of(name: str, data: bytes | str) -> Mapping[tuple[str, str | None], Fact]:
    """The figures of the tables of a report."""
    (read,) = read_bytes(name, data if isinstance(data, bytes) else data.encode(), SCHEMA)
    return {(fact.indicator, fact.member): fact for fact in read.facts if not fact.is_narrative}


def workbook(text: str) -> bytes:
    """A text with tabs as a sheet."""
    book = Workbook()
    for line in text.split("\n"):
        book.active.append([int(cell) if cell.isdecimal() else cell for cell in line.split("\t")])
    return books.save(book)


@pytest.mark.parametrize("caption", ["{}年数据", "{}年度", "{}年情况（供参考）"])
@pytest.mark.parametrize("is_first", [True, False])
def test_the_year_before_above_or_below_the_own_tables_is_not_read_for_them(caption: str, *, is_first: bool) -> None:
    parts = [f"{caption.format(year)}\n{table}" for year, table in ((2022, BEFORE), (2023, OWN))]
    text = f"{TITLE}\n二、主动公开政府信息情况\n{''.join(parts if is_first else reversed(parts))}"
    for name, data in (("a.txt", text.encode()), ("a.xlsx", workbook(text))):
        found = facts_of(name, data)
        assert [found[code, None].value for code in ("normative_in_force", "licences_decided")] == [58, 1971], name


def rows(*heads: str, cell: str = "<td>{}</td>", body: tuple[tuple[str, tuple[int, ...]], ...] = ROWS) -> str:
    """The table of requests as a page."""
    lines = (f"<tr><td>{label}</td>{''.join(cell.format(each) for each in figures)}</tr>" for label, figures in body)
    return f"<h1>{TITLE}</h1><table border=1>{''.join(heads)}{''.join(lines)}</table>"


def test_heads_that_lost_their_reach_put_no_figure_below_another_head() -> None:
    upper = "<tr><td rowspan=2></td><td rowspan=2>自然人</td><td>法人或其他组织</td><td rowspan=2>总计</td></tr>"
    lower = f"<tr>{''.join(f'<td>{each}</td>' for each in MEMBERS[1:6])}</tr>"
    found = facts_of("a.html", rows(upper, lower))
    assert not [fact for fact in found.values() if fact.reading is Reading.VALUE]


def test_a_picture_in_a_cell_is_no_blank() -> None:
    heads = f"<tr><td></td>{''.join(f'<td>{each}</td>' for each in MEMBERS)}</tr>"
    found = facts_of("a.html", rows(heads, cell='<td><img src="d{}.png"></td>'))
    assert found
    assert {fact.reading for fact in found.values()} == {Reading.DOUBTFUL}


def cells_in_word(of_figure: str) -> Mapping[tuple[str, str | None], Fact]:
    """The table of requests as a document, each figure as the runs that `of_figure` makes of it."""
    lines = [("", MEMBERS), *ROWS]
    made = "".join(
        "<w:tr>"
        + "".join(
            f"<w:tc>{word.paragraph(of_figure.format(each) if isinstance(each, int) else str(each))}</w:tc>"
            for each in (label, *figures)
        )
        + "</w:tr>"
        for label, figures in lines
    )
    return facts_of("a.docx", word.package(word.paragraph(TITLE) + f"<w:tbl>{made}</w:tbl>"))


def test_a_formula_that_was_not_worked_out_is_no_blank() -> None:
    marks = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    instruction = "<w:r><w:instrText>=SUM(LEFT)</w:instrText></w:r>"
    found = cells_in_word(marks.format("begin") + instruction + marks.format("end"))
    assert found
    assert {fact.reading for fact in found.values()} == {Reading.DOUBTFUL}


def test_figures_of_a_font_of_symbols_are_read() -> None:
    found = cells_in_word('<w:r><w:sym w:font="Symbol" w:char="F031"/></w:r><w:r><w:t>{}</w:t></w:r>')
    assert found["new_received", "natural_person"].value == 19


def report(unit: str, new: int) -> str:
    """A whole report as one line."""
    said = "本报告依照条例编制。" + "各科室认真落实各项任务，及时更新各栏目内容，不断提高服务水平。" * 12
    figures = (new, *(0 for _ in MEMBERS[1:6]), new)
    lines = [
        (ROWS[0][0], figures),
        (ROWS[1][0], (0,) * 7),
        (ROWS[2][0], figures),
        *((each[0], (0,) * 7) for each in ROWS[3:4]),
    ]
    cells = " ".join(f"{label} {' '.join(map(str, each))}" for label, each in (*lines, (ROWS[4][0], figures), ROWS[5]))
    heads = " ".join(("自然人", "法人或其他组织", "总计", *MEMBERS[1:6]))
    title = f"{unit}2023年政府信息公开工作年度报告"
    asked = f"一、总体情况 2023年新收政府信息公开申请{new}件。 三、收到和处理申请情况 申请人情况 {heads} {cells}"
    return f"{title} {said} {asked} 四、政府信息公开行政复议、行政诉讼情况 本年度没有发生。"


@pytest.mark.parametrize("between", ["", " ", "\u3000\u3000"])
def test_reports_of_several_units_that_ran_together_in_one_line_are_told_apart(between: str) -> None:
    text = between.join((report("青山县水务局", 12), report("白河市教育局", 34)))
    found = read_bytes("a.txt", text.encode(), SCHEMA)
    assert [(each.unit, each.year) for each in found] == [("青山县水务局", 2023), ("白河市教育局", 2023)]
    said = [
        [fact.value for fact in each.facts if fact.is_narrative and fact.indicator == "new_received"] for each in found
    ]
    assert said == [[12], [34]]


def test_rows_and_heads_are_known_by_what_is_explained_behind_them() -> None:
    table = (
        "<tr><td colspan=4>第二十条第（一）项</td></tr>"
        "<tr><td>信息内容</td><td>本年制发件数 2023年</td><td>本年废止件数 2023年</td><td>现行有效件数</td></tr>"
        "<tr><td>规章：由省级和设区的市人民政府依照法律制定的规范，共分2类</td><td>1</td><td>2</td><td>3</td></tr>"
        "<tr><td>行政规范性文件：普遍适用、可以反复适用的文件</td><td>4</td><td>5</td><td>6</td></tr>"
    )
    heads = f"<tr><td></td>{''.join(f'<td>{each}</td>' for each in MEMBERS)}</tr>"
    found = facts_of("a.html", f"{rows(heads)}<table>{table}</table>")
    assert [fact.value for (code, _), fact in found.items() if code.startswith(("rules", "normative"))] == [
        *(1, 2, 3),
        *(4, 5, 6),
    ]


def test_a_row_with_its_head_in_each_line_has_no_certain_dash_or_blank() -> None:
    form = SCHEMA.forms["disclosure-2021"]
    lines = [
        f"{each.label} / {each.column},,7" if each.column else f"{each.label},{member},7"
        for each in form.figures
        for member in (MEMBERS if each.members else ("",))
    ]
    found = facts_of("a.csv", "\n".join((TITLE, "指标名称,申请人,数值", *lines)))
    assert found
    assert not [fact for fact in found.values() if fact.reading in {Reading.DASH, Reading.BLANK}]


def test_a_figure_on_a_line_to_be_filled_in_is_read() -> None:
    heads = f"<tr><td></td>{''.join(f'<td>{each}</td>' for each in MEMBERS)}</tr>"
    found = facts_of("a.html", rows(heads, cell="<td>__{}__件</td>"))
    assert found["new_received", "natural_person"].value == 9
    assert found["new_received", "natural_person"].reading is Reading.VALUE


def sheet(*figures: str) -> str:
    """The table of requests as a sheet whose lines are filled up with blank cells, the first row's figures as given."""
    lines = [
        ("", *MEMBERS, ""),
        (ROWS[0][0], *figures, *("" for _ in range(8 - len(figures)))),
        *((label, *map(str, each), "") for label, each in ROWS[1:]),
    ]
    return "\n".join((TITLE, *(",".join(line) for line in lines)))


@pytest.mark.parametrize(
    ("figures", "is_sure"),
    [
        (("9", "3", "0", "1", "0", "2", "15"), True),
        (("9", "3", "0", "1", "0", "2"), True),  # the total is not filled in
        (("9", "3", "1", "0", "2", "15"), False),  # a cell is missing before it
        (("9", "3", "0", "0", "1", "0", "2", "15"), False),
    ],
)
def test_a_row_of_a_sheet_with_a_cell_missing_or_too_many_is_in_doubt(
    figures: tuple[str, ...], *, is_sure: bool
) -> None:
    found = facts_of("a.csv", sheet(*figures))
    sure = {
        found["new_received", member].reading is not Reading.DOUBTFUL for member in ("company", "research", "total")
    }
    assert sure == {is_sure}
    assert found["carried_in", "total"].value == 1
