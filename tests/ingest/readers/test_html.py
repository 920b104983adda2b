from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.ingest.reader_codes import OTHER_ENCODING
from auditor.ingest.reader_codes import UNDECODED
from auditor.ingest.readers.html import read
from auditor.ingest.table_codes import PAGE_CUT
from tests.ingest.generate import web
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import Rows
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import places_hold
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.generate.model import tables
from tests.ingest.readers.html_samples import document_of
from tests.ingest.readers.html_samples import text_of


@given(
    tables(), st.sampled_from(["{}", "<p>{}</p>", "<p><span>{}</span></p>", "\n<div> {}\t</div>\n", "<b>{}</b>&nbsp;"])
)
def test_a_table_comes_out_as_it_was_written(rows: Rows, inside: str) -> None:
    document = document_of(web.table(rows, inside))
    assert read_boxes(document.grids[0]) == boxes(rows)
    assert places_hold(document)


def test_paragraphs_are_lines_and_tables_stand_between_them() -> None:
    body = "<p>一、总体情况</p>" + web.table(plain([["规章", "1"], ["许可", "2"]])) + "<div>完</div>"
    assert text_of(body) == "一、总体情况\n规章\t1\n许可\t2\n完\n"


def test_scripts_styles_navigation_and_hidden_parts_are_left_out() -> None:
    body = (
        "<script>var a='21件'</script><style>p{}</style><nav>首页</nav><footer>备案号1</footer>"
        "<p style='display: none'>藏</p><p hidden>藏</p><div class='breadcrumb'>当前位置</div>"
        "<ul><li><a>一</a></li><li><a>二</a></li><li><a>三</a></li><li><a>四</a></li></ul><p>正文在此</p>"
    )
    assert text_of(body) == "正文在此\n"


def test_a_page_that_is_hidden_as_a_whole_is_read() -> None:
    assert text_of("<p>首页</p><div style='display:none'>本年收到申请21件，办结20件</div>").endswith("办结20件\n")


@pytest.mark.parametrize(
    "sheet",
    [
        ".old{display:none}",
        ".old{display:none",
        "<!-- table.t td .old , i { color:red ; DISPLAY : none } -->",
        ".old{display:block} table .old{display:none} span{display:inline}",
        ".old{display:none!important} td span.old{display:inline}",
        "@media print{span{display:block}} .old{visibility:hidden}",
        ".old{position:absolute;clip:rect(0,0,0,0)}",
        ".old{display : none ! important}",
        ":root{--gone:none} .old{display:var(--gone)}",
        ".old{display:var(--not-said, none)}",
        "td:has(.old) .old{display:none}",
        ".old{text-decoration:red line-through}",
    ],
)
def test_what_a_style_sheet_hides_or_strikes_out_is_no_part_of_a_figure(sheet: str) -> None:
    rows = "<tr><td>规章</td><td><span class=old>4</span>1</td></tr><tr><td>许可</td><td>2</td></tr>"
    document = document_of(f"<style>{sheet}</style><p>收到申请</p><table class=t>{rows}</table>")
    assert read_boxes(document.grids[0]) == boxes(plain([["规章", "1"], ["许可", "2"]]))


@pytest.mark.parametrize(
    "sheet",
    [
        "@media print{.old{display:none}}",
        ".old:hover{display:none}",
        "table .old{display:inline} .old{display:none}",
        ".old{display:none} td .old{display:inline!important}",
        "/* .old{display:none} */",
        "<<{}}",
    ],
)
def test_what_a_style_sheet_shows_is_kept(sheet: str) -> None:
    rows = "<tr><td>规章</td><td><span class=old>4</span>1</td></tr><tr><td>许可</td><td>2</td></tr>"
    document = document_of(f"<style>{sheet}</style><table class=t>{rows}</table>")
    assert Box(0, 1, "41") in read_boxes(document.grids[0])


@pytest.mark.parametrize(
    ("struck", "figure"),
    [
        ("<del>4</del>1", "1"),
        ("<s>4</s>1", "1"),
        ("<strike>4</strike>1", "1"),
        ("<span style='text-decoration: line-through'>4</span><ins>1</ins>", "1"),
        ("<span style='display:\nnone'>4</span>1", "1"),
        ("<span style='color:red;display:none !important'>4</span>1", "1"),
        ("<span style='font-size:0'>4</span>1", "1"),
        ("<span style='font-size:0'>4<b>1</b></span>", "4\ufffd1\ufffd"),
        ("4<span style='vertical-align:super'>1</span>", "4¹"),
        ("<textarea> 41 </textarea>", "41"),
        ("<select><option>1<option selected>41</select>", "41"),
    ],
)
def test_a_figure_is_what_is_seen_of_its_cell(struck: str, figure: str) -> None:
    document = document_of(f"<table><tr><td>规章</td><td>{struck}</td></tr><tr><td>许可</td><td>2</td></tr></table>")
    assert read_boxes(document.grids[0]) == boxes(plain([["规章", figure], ["许可", "2"]]))


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("12<span style='color:#fff'>7</span>", "12\ufffd"),
        ("<font color='White'>7</font>12", "\ufffd12"),
        ("<span style='color: rgb(255, 255, 255)'><b>7</b></span><i>12</i>", "\ufffd12"),
        ("<span style='color:hsl(0, 0%, 100%)'>7</span>12", "\ufffd12"),
        ("12<b class='p'>7</b>", "12\ufffd"),
        ("12<b class='p' style='color:red'>7</b>", "127"),
        ("12<b class='p'>甲</b>", "12"),
        ("12<b style='-webkit-text-fill-color:transparent'>7</b>", "12\ufffd"),
        ("12<b style='background-clip:text;-webkit-text-fill-color:transparent'>7</b>", "127"),
        ("12<span style='color:transparent'>7</span>", "12\ufffd"),
        ("12<span style='font-size:1px'>7</span>", "12"),
        ("12<span style='background:#c00;color:#fff'>7</span>", "127"),
        ("12<span class='q' style='color:#fff'>7</span>", "127"),
        ("<span style='color:#fff'>12</span>", "12\ufffd"),
        ("<span style='color:#fff'>12<b style='color:black'>7</b></span>3", "\ufffd73"),
        ("<span style='color:#fff'>7</span>" + "十二" * 40, "7" + "十二" * 40),
    ],
)
def test_white_words_beside_others_are_not_seen_and_a_figure_of_them_leaves_its_cell_unread(
    cell: str, shown: str
) -> None:
    style = "<style>.p{color:#FFFFFF}.q{background-color:navy}</style>"
    table = f"<table><tr><td>规章</td><td>{cell}</td></tr><tr><td>许可</td><td>2</td></tr></table>"
    assert Box(0, 1, shown) in read_boxes(document_of(style + table).grids[0])


def test_white_words_on_the_ground_of_their_row_are_seen() -> None:
    row = "<tr bgcolor='#003366'><td>规章</td><td>1<font color='#ffffff'>2</font></td></tr>"
    table = f"<table>{row}<tr><td>许可</td></tr></table>"
    assert Box(0, 1, "12") in read_boxes(document_of(table).grids[0])


def test_the_only_tables_of_a_page_are_read_though_a_script_shows_them() -> None:
    inner = web.table(plain([["规章", "1"], ["许可", "2"]]))
    body = f"<p>本年收到政府信息公开申请21件，办结20件，其余结转下年。</p><div style='display:none'>{inner}</div>"
    assert read_boxes(document_of(body).grids[0]) == boxes(plain([["规章", "1"], ["许可", "2"]]))


def test_a_column_span_of_zero_is_one() -> None:
    rows = "<tr><td colspan=0>规章</td><td colspan=0>1</td></tr><tr><td>许可</td><td>2</td></tr>"
    assert read_boxes(document_of(f"<table>{rows}</table>").grids[0]) == boxes(plain([["规章", "1"], ["许可", "2"]]))


@pytest.mark.parametrize(
    ("lost", "doubtful"), [(b"<td>1", True), (b"<td>", True), (b"td>1", True), (b"\xe5\xae\x8c", False)]
)
def test_a_byte_lost_within_a_tag_makes_the_page_doubtful(lost: bytes, doubtful: bool) -> None:  # noqa: FBT001
    page = web.page(
        "<p>信息公开情况</p><table><tr><td>甲</td><td>1</td></tr><tr><td>乙</td><td>2</td></tr></table><p>完</p>"
    )
    document, _ = read("a.html", page.encode().replace(lost, b"\xff" + lost[1:], 1))
    assert document is not None
    assert (document.doubt == UNDECODED.slug) is doubtful


PAGE = "<html><body><p>情况</p><table><tr><td>规章</td><td>1</td></tr><tr><td>许可</td><td>2</td></tr>"


@pytest.mark.parametrize(
    ("page", "is_cut"),
    [
        (PAGE, True),
        (PAGE[:-3], True),
        (PAGE[12:-3], True),
        (PAGE[12:], False),
        (f"{PAGE}</body></html>", False),
        (f"{PAGE}</table>", False),
        (f"{PAGE}</table><p>完", False),
        (f"{PAGE}</table><table><tr><td>完", True),
    ],
)
def test_a_page_that_ends_within_a_table_is_told_and_doubtful(page: str, is_cut: bool) -> None:  # noqa: FBT001
    document, diagnostics = read("a.html", page.encode())
    assert document is not None
    assert ([each.code for each in diagnostics], document.doubt) == (
        ([PAGE_CUT], PAGE_CUT.slug) if is_cut else ([], None)
    )


def test_a_list_of_the_text_is_kept() -> None:
    assert text_of("<ul><li>收到申请21件</li><li>办结<a>20</a>件</li></ul>") == "收到申请21件\n办结20件\n"


def test_a_container_that_is_named_like_a_menu_but_holds_a_table_is_kept() -> None:
    assert "规章\t1" in text_of(f"<div class='menu'>{web.table(plain([['规章', '1'], ['许可', '2']]))}</div>")


def test_the_title_stands_first_unless_the_text_says_it() -> None:
    assert document_of("<p>正文</p>", title="甲局2023年报告").source.text == "甲局2023年报告\n正文\n"
    assert document_of("<h1>甲局2023年报告</h1>", title="甲局2023年报告").source.text == "甲局2023年报告\n"


@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        ("utf-8", "gb2312"),
        ("gb18030", "utf-8"),
        ("gbk", "gb2312"),
        ("gb18030", "big5"),
        ("utf-16", "gb2312"),
        ("utf-8-sig", "gbk"),
    ],
)
def test_the_real_encoding_is_found_whatever_is_declared(charset: str, declared: str) -> None:
    assert "政府信息公开申请21件" in document_of("<p>本年收到政府信息公开申请21件</p>", charset, declared).source.text


@pytest.mark.parametrize("declared", ["big5", "gbk", "utf-8"])
def test_traditional_text_is_read_as_big5(declared: str) -> None:
    body = "<p>本年收到政府資訊公開申請案件，依據政府資訊公開法辦理</p>"
    assert "政府資訊公開申請" in document_of(body, "big5", declared).source.text


def test_a_wrong_declaration_is_told() -> None:
    _, diagnostics = read("a.html", web.page("<p>政府信息公开</p>", "utf-8").encode("gb18030"))
    assert [diagnostic.code for diagnostic in diagnostics] == [OTHER_ENCODING]


def test_characters_that_only_gb18030_has_are_read() -> None:
    assert "镕㙍" in document_of("<p>镕㙍</p><p>政府信息公开工作</p>", "gb18030", "gb2312").source.text


def test_a_layout_table_dissolves_around_the_data_in_it() -> None:
    inner = web.table(plain([["规章", "1"], ["许可", "2"]]))
    document = document_of(f"<table><tr><td>左栏</td><td><p>正文</p>{inner}<p>完</p></td></tr></table>")
    assert [read_boxes(grid) for grid in document.grids] == [boxes(plain([["规章", "1"], ["许可", "2"]]))]
    assert document.source.text == "左栏\n正文\n规章\t1\n许可\t2\n完\n"


def test_a_table_within_a_cell_of_data_stands_behind_it() -> None:
    inner = web.table(plain([["甲", "3"], ["乙", "4"]]))
    rows = f"<tr><td>规章</td><td>1</td></tr><tr><td>许可</td><td>2{inner}</td></tr><tr><td>处罚</td><td>5</td></tr>"
    document = document_of(f"<table>{rows}</table>")
    assert read_boxes(document.grids[0]) == boxes(plain([["规章", "1"], ["许可", "2"], ["处罚", "5"]]))
    assert read_boxes(document.grids[1]) == boxes(plain([["甲", "3"], ["乙", "4"]]))


def test_an_article_in_a_table_of_one_column_is_text() -> None:
    document = document_of("<table><tr><td><p>一、总体情况</p><p>收到申请21件。</p></td></tr></table>")
    assert (document.grids, document.source.text) == ((), "一、总体情况\n收到申请21件。\n")


def test_a_raised_note_mark_does_not_become_part_of_a_figure() -> None:
    document = document_of(
        "<table><tr><td>规章</td><td>21<sup>1</sup></td></tr><tr><td>许可</td><td>2</td></tr></table>"
    )
    assert Box(0, 1, "21¹") in read_boxes(document.grids[0])


def test_figures_on_two_lines_of_a_cell_stay_apart_and_words_join() -> None:
    body = "<table><tr><td>结果<br>维持</td><td>10<br>20</td></tr><tr><td>a</td><td>1</td></tr></table>"
    assert {Box(0, 0, "结果维持"), Box(0, 1, "10 20")} <= read_boxes(document_of(body).grids[0])


def test_inline_markup_does_not_cut_a_figure() -> None:
    assert text_of("<p>收到<span>1</span><span>136</span>件</p>") == "收到1136件\n"


def test_what_cannot_be_seen_is_taken_out_of_figures() -> None:
    assert text_of("<p>收到1\u200b1\u00ad3&#8205;6件</p>") == "收到1136件\n"


def test_tables_that_stand_where_no_script_runs_are_read_where_there_are_no_others() -> None:
    table = "<table><tr><td>规章</td><td>3</td></tr></table>"
    assert "规章\t3" in text_of(f"<p>年报</p><noscript>{table}</noscript>")
    assert "规章\t3" not in text_of(f"<p>年报</p><noscript>{table}</noscript><table><tr><td>许可</td></tr></table>")


def test_a_blank_that_was_written_as_text_is_one() -> None:
    assert "规章\t3" in text_of("<table><tr><td>&amp;nbsp;规章</td><td>&amp;nbsp;3</td></tr></table>")


def test_tables_of_which_each_is_hidden_until_it_is_chosen_are_read() -> None:
    panels = "".join(f"<div style='display:none'><table><tr><td>{it}<td>1</table></div>" for it in ("规章", "许可"))
    assert text_of(f"<p>{'总体情况' * 9}</p>{panels}") == f"{'总体情况' * 9}\n规章\t1\n许可\t1\n"


def test_the_foot_of_a_table_stands_at_its_end() -> None:
    foot, rows = "<tfoot><tr><td rowspan=1>总计<td>3</tfoot>", "<tr><td>规章<td>1<tr><td>许可<td>2"
    assert text_of(f"<table>{foot}<tbody>{rows}</tbody></table>") == "规章\t1\n许可\t2\n总计\t3\n"
