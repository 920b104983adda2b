"""Text of a file that cannot be seen is no part of a figure; a figure that cannot be seen is in doubt."""

from __future__ import annotations

import pytest

from auditor.ingest.layout import UNREAD
from tests.ingest.readers.unseen_samples import texts_of

UNSEEN = (
    *("color:#fff", "color:white", "color: rgb(255, 255, 255)", "color:#fefefe", "color:transparent"),
    *("color:rgba(0,0,0,0)", "font-size:1px", "font-size:0", "font-size:.5pt", "visibility:hidden", "mso-hide:all"),
)


@pytest.mark.parametrize("style", UNSEEN)
def test_text_of_a_page_that_cannot_be_seen_is_no_part_of_a_figure(style: str) -> None:
    trace = UNREAD if style.startswith("color") else ""
    beside = f'<td>行政许可</td><td>12<span style="{style}">9</span></td><td><b style="{style}">甲</b><i>7</i></td>'
    assert texts_of(beside) == ["行政许可", f"12{trace}", "7"]
    classed = '<td>行政许可</td><td>12<span class="q">9</span></td><td><b class=q>甲</b><i>7</i></td>'
    assert texts_of(classed, f".q{{{style}}}") == ["行政许可", f"12{trace}", "7"]


@pytest.mark.parametrize("style", ["color:#fff", "font-size:1px"])
def test_a_figure_that_is_all_of_its_cell_and_cannot_be_seen_is_in_doubt(style: str) -> None:
    cells = f'<td style="{style}">行政许可</td><td style="{style}">12</td><td>8</td>'
    assert texts_of(cells)[-2:] == [f"12{UNREAD}", "8"]


def test_older_markup_hides_text_too() -> None:
    assert texts_of("<td>行政许可</td><td>12<font color=white>甲</font></td><td>8</td>") == ["行政许可", "12", "8"]
    cells = '<td>行政许可</td><td bgcolor="#DDEEFF">12<font color="#ddeeff">9</font></td><td>8</td>'
    assert texts_of(cells) == ["行政许可", f"12{UNREAD}", "8"]


@pytest.mark.parametrize(
    ("cells", "sheet", "body"),
    [
        (
            '<td style="background:#036;color:#fff">行政许可</td><td bgcolor="#036"><font color=white>12</font></td>',
            "",
            "",
        ),
        ("<td>行政许可</td><td>12</td>", "body{background:#111;color:#fff}", ""),
        ("<td>行政许可</td><td>12</td>", "td{background-image:url(x.png);color:#fff}", ""),
        ('<td>行政许可</td><td style="color:white"><span style="color:#000">12</span></td>', "", ""),
        ('<td>行政许可</td><td style="font-size:0"><span style="font-size:14px">12</span></td>', "", ""),
        ("<td>行政许可</td><td>12</td>", "body{color:#fff}", '<body class="dark">'),
        ('<td>行政许可</td><td>1<span style="color:#ddd">2</span></td>', "", ""),
    ],
)
def test_what_can_be_seen_is_kept(cells: str, sheet: str, body: str) -> None:
    assert texts_of(cells + "<td>8</td>", sheet, body or "<body>") == ["行政许可", "12", "8"]


def test_a_cell_that_is_veiled_keeps_its_place_and_its_figure_is_in_doubt() -> None:
    assert texts_of('<td>行政许可</td><td style="visibility:hidden">12</td><td>8</td>') == ["行政许可", UNREAD, "8"]


def test_a_row_that_is_short_without_its_hidden_cell_is_in_doubt_from_there() -> None:
    for way in ('style="display:none"', "hidden"):
        assert texts_of(f"<td>行政许可</td><td {way}>12</td><td>8</td>") == ["行政许可", UNREAD, f"8{UNREAD}"]


def test_hidden_cells_beside_all_that_a_row_has_are_left_out() -> None:
    cells = '<td>行政许可</td><td style="display:none">5</td><td>12</td><td>8</td>'
    assert texts_of(cells) == ["行政许可", "12", "8"]


NOWHERE = (
    *("height:0;overflow:hidden", "max-height:0;overflow:hidden", "width:0;overflow:hidden", "transform:scale(0)"),
    *("clip-path:inset(100%)", "clip-path:circle(0)", "position:absolute;top:-9999px", "position:fixed;right:-2000px"),
    *("margin-left:-9999px", "content-visibility:hidden", "filter:opacity(0)", "font:0/0 a", "zoom:0", "opacity:.0"),
    *("transform:matrix(0,0,0,0,0,0)", "scale:0", "opacity:.01"),
    *("transform:translateX(-9999px)", "transform:rotateY(90deg)", "-webkit-text-security:disc"),
)


@pytest.mark.parametrize("style", NOWHERE)
def test_what_takes_up_no_place_on_a_page_is_no_part_of_a_figure_and_unread_where_it_stands_alone(style: str) -> None:
    cells = f'<td>行政许可</td><td>12<span style="{style}">9</span></td><td><b class="q">7</b></td>'
    alone = "" if style.startswith("content") else UNREAD
    assert texts_of(cells, f".q{{{style}}}") == ["行政许可", "12", alone]


@pytest.mark.parametrize(
    "style", ["height:0", "overflow:hidden", "width:0", "top:-9999px", "height:10px;overflow:hidden"]
)
def test_cells_of_no_height_are_as_high_as_what_they_hold(style: str) -> None:
    tag = "" if style.startswith("top") else f' style="{style}"'
    assert texts_of(f"<td{tag}>行政许可</td><td{tag}>12</td><td>8</td>") == ["行政许可", "12", "8"]


@pytest.mark.parametrize(
    "markup",
    [
        *("<button>12</button>", "<s>12</s>", "<noscript>12</noscript>", "<nav>12</nav>", "<svg><text>12</text></svg>"),
        *(
            "<dialog open>12</dialog>",
            "<canvas>12</canvas>",
            '<meter value="12"></meter>',
            '<span class="foot">12</span>',
            '<input type="password" value="12">',
        ),
        *('<input placeholder="12">', '<input type="button" value="12">', '<span style="opacity:0">12</span>'),
    ],
)
def test_a_figure_that_is_all_of_a_cell_and_no_text_of_it_leaves_it_unread(markup: str) -> None:
    assert texts_of(f"<td>行政许可</td><td>{markup}</td><td>8</td>") == ["行政许可", UNREAD, "8"]


@pytest.mark.parametrize(
    "markup", ["<button>查看</button>", '<span style="display:none">99</span>', "<template>9</template>"]
)
def test_a_cell_that_shows_no_figure_is_blank(markup: str) -> None:
    assert texts_of(f"<td>行政许可</td><td>{markup}</td><td>8</td>") == ["行政许可", "", "8"]


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        ('.p::before{content:"1"}', '<i class="p">2</i>'),
        ('.p:after{content:"0"}', '<b class="p">2</b>'),
        ("i::before{content:attr(data-v)}", '<i data-v="3"></i>2'),
        ("", "2<small>1</small>"),
        ("", '2<a href="#n1">1</a>'),
        ("", '<bdo dir="rtl">2</bdo>'),
        ("", '<span style="unicode-bidi:bidi-override;direction:rtl">21</span>'),
        (".q{unicode-bidi:isolate-override;direction:rtl}", '<b class="q">21</b>'),
        ("", "\u202e21\u202c"),
        ("", '<span style="float:right">2</span><span style="float:right">1</span>'),
        ("", '<b style="float:right">2</b>1'),
        ("i{order:2}", "<i>2</i><b>1</b>"),
        (".q{display:flex;flex-direction:row-reverse}", '<p class="q"><b>2</b><b>1</b></p>'),
        ("", '1<b style="position:absolute;left:0">2</b>'),
        ("", '<b style="position:relative;left:8px">1</b><b style="position:relative;left:-8px">2</b>'),
        ("", '<b style="margin-left:8px">1</b><b style="margin-left:-16px">2</b>'),
        (".q{transform:translateX(-8px)}", '1<b class="q">2</b>'),
        ("", '<b style="grid-column:2">1</b><b style="grid-column:1">2</b>'),
        (".q{transform:rotate(180deg)}", '<b class="q">96</b>'),
        (".q::before{content:'-'}", '<b class="q">12</b>'),
        (r".q::after{content:'\30'}", '<b class="q">1</b>'),
        ("", '12<span style="font-size:6px">1</span>'),
        (".q{font-size:60%}", '<i>12</i><b class="q">1</b>'),
        ("", '12<span class="sr-only">9</span>'),
        ("", '<x-n><template shadowrootmode="open">12</template>9</x-n>'),
        ("", "<math><msup><mn>12</mn><mn>2</mn></msup></math>"),
    ],
)
def test_a_figure_that_a_style_writes_or_turns_or_a_mark_follows_is_unread(sheet: str, cell: str) -> None:
    found = texts_of(f"<td>行政许可</td><td>{cell}</td><td>8</td>", sheet)
    assert UNREAD in found[1]
    assert (found[0], found[2]) == ("行政许可", "8")


@pytest.mark.parametrize(
    "sheet", ["td::before{content:attr(data-label)}", 'td::before{content:"· "}', "td::before{content:counter(n)}"]
)
def test_what_a_style_writes_before_cells_is_no_figure_of_them(sheet: str) -> None:
    cells = '<td data-label="事项">行政许可</td><td data-label="件数">12</td><td>8</td>'
    assert texts_of(cells, sheet) == ["行政许可", "12", "8"]


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        ('<b style="float:right">12</b>', "12"),
        ('<b style="float:left">1</b><i></i>2', "12"),
        ('<b style="order:0">1</b>2', "12"),
        ('<b style="float:right">件</b>12', "件12"),
        ('<b style="border:1px">1</b>2', "12"),
        ('<p style="margin-left:-5.4pt">12</p>', "12"),
        ('<b style="position:relative;left:0px">1</b>2', "12"),
        ('<span style="font-size:9pt">1</span><span style="font-size:10.5pt">2</span>', "12"),
        ('<span style="font-size:6pt">12</span>', "12"),
        ('<span style="font-size:8.0pt">1</span><span style="font-size:8.0pt">2</span>', "12"),
        ('<b style="font-size:7.5pt">1<span style="font-size:7.5pt">2</span></b>', "12"),
        ('<span class="sr-only" hidden>9</span>12', "12"),
        ("<math><mn>12</mn></math>", "12"),
        ('<p style="position:relative">12</p>', "12"),
        ('<p style="flex-direction:row-reverse">12</p>', "12"),
        ('<p style="unicode-bidi:bidi-override">1</p>', "1"),
        ("1\u202e\u202c2", "12"),
    ],
)
def test_what_leaves_the_order_of_digits_as_it_is_leaves_the_figure(cell: str, figure: str) -> None:
    assert texts_of(f"<td>行政许可</td><td>{cell}</td><td>8</td>")[1] == figure


@pytest.mark.parametrize(
    ("sheet", "figure"),
    [
        ("@media (max-width:600px){.a{display:none}}", "12"),
        ("@media print{.a{display:none}}", "12"),
        ("@media screen{.b{display:none}}", "1"),
        ("td b:nth-child(2){display:none}", "1"),
        ("td b:not(.a){display:none}", "1"),
        ("td b:hover{display:none}", "12"),
    ],
)
def test_rules_for_wide_screens_hide_what_they_select(sheet: str, figure: str) -> None:
    cells = '<td>行政许可</td><td><b class="a">1</b><b class="b">2</b></td><td>8</td>'
    assert texts_of(cells, sheet) == ["行政许可", figure, "8"]


def test_a_rule_behind_those_of_a_framework_counts() -> None:
    others = "".join(f".c{at}{{display:none;content:'{at}'}}.c{at}::before{{content:'1'}}" for at in range(4000))
    assert texts_of('<td>1<b class="q">2</b></td>', f"{others}.q{{display:none}}") == ["1"]
    assert texts_of('<td>1<b class="q">2</b></td>', f"{others}.q::after{{content:'3'}}") == [f"12{UNREAD}"]


@pytest.mark.parametrize("style", ["vertical-align:5px", "vertical-align:text-top", "position:relative;top:-5px"])
def test_a_mark_that_a_style_raises_is_no_part_of_a_figure(style: str) -> None:
    assert texts_of(f'<td>行政许可</td><td>12<span style="{style}">1</span></td><td>8</td>')[1] == "12¹"


@pytest.mark.parametrize("style", ["display&#58;none", "display:/**/none", "color:rgba(0,0,0,.01)"])
def test_a_style_that_is_written_otherwise_hides_all_the_same(style: str) -> None:
    (shown,) = texts_of(f'<td>12<span style="{style}">9</span></td>')
    assert shown in {"12", f"12{UNREAD}"}


def test_a_sheet_for_narrow_screens_hides_nothing() -> None:
    sheet = '<style media="(max-width: 600px)">b{display:none}</style>'
    assert texts_of(f"<td>1<b>2</b></td>{sheet}") == ["12"]


def test_what_is_hidden_within_what_is_hidden_is_left_out_once() -> None:
    veiled = '<td style="visibility:hidden"><s>1</s><b style="opacity:0">2</b><i class="q">3</i></td>'
    assert texts_of(f"<td>行政许可</td>{veiled}<td>8</td>", ".q{visibility:hidden}") == ["行政许可", UNREAD, "8"]
