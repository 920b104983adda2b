from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given

from auditor.ingest.reader_codes import REVISED
from auditor.ingest.reader_codes import TOO_DEEP
from auditor.ingest.readers.docx import read
from tests.ingest.generate import word
from tests.ingest.generate.model import Box
from tests.ingest.generate.model import Rows
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import places_hold
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.generate.model import tables
from tests.ingest.readers.docx_samples import document_of
from tests.ingest.readers.docx_samples import text_of


@given(tables())
def test_a_table_comes_out_as_it_was_written(rows: Rows) -> None:
    document = document_of(word.table(rows))
    assert read_boxes(document.grids[0]) == boxes(rows)
    assert places_hold(document)


def test_paragraphs_and_tables_stand_in_their_order() -> None:
    body = word.paragraph("一、", "总体情况") + word.table(plain([["规章", "1"], ["许可", "2"]])) + word.paragraph("完")
    assert text_of(body) == "一、总体情况\n规章\t1\n许可\t2\n完\n"


def test_tracked_changes_are_read_as_accepted() -> None:
    body = word.paragraph(
        "收到",
        f"<w:del>{word.run('20').replace('w:t', 'w:delText')}</w:del>",
        f"<w:ins>{word.run('21')}</w:ins>",
        f"<w:moveFrom>{word.run('份')}</w:moveFrom>",
        "件",
    )
    document, diagnostics = read("a.docx", word.package(body))
    assert document is not None
    assert (document.source.text, [diagnostic.code for diagnostic in diagnostics]) == ("收到21件\n", [REVISED])


def test_a_removed_end_of_a_paragraph_joins_it_with_the_next() -> None:
    body = word.paragraph("收到", properties="<w:rPr><w:del/></w:rPr>") + word.paragraph("21件")
    assert text_of(body) == "收到21件\n"


def test_a_removed_row_is_left_out() -> None:
    rows = word.table(plain([["规章", "1"], ["许可", "2"], ["处罚", "3"]])).split("<w:tr>")
    rows[2] = "<w:trPr><w:del/></w:trPr>" + rows[2]
    assert text_of("<w:tr>".join(rows)) == "规章\t1\n处罚\t3\n"


def test_a_text_box_stands_behind_its_paragraph_once() -> None:
    box = f"<w:txbxContent>{word.paragraph('框内21件')}</w:txbxContent>"
    drawing = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert text_of(word.paragraph("正文", drawing, "续")) == "正文续\n框内21件\n"


def test_a_table_in_a_text_box_is_a_table() -> None:
    box = f"<w:txbxContent>{word.table(plain([['规章', '1'], ['许可', '2']]))}</w:txbxContent>"
    body = word.paragraph(f"<w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r>")
    assert read_boxes(document_of(body).grids[0]) == boxes(plain([["规章", "1"], ["许可", "2"]]))


def test_a_table_in_a_cell_stands_behind_the_table() -> None:
    inner = word.table(plain([["甲", "3"], ["乙", "4"]]))
    outer = word.table(plain([["规章", "1"], ["许可", "2"]])).replace(
        "</w:p></w:tc></w:tr><w:tr>", f"</w:p>{inner}</w:tc></w:tr><w:tr>", 1
    )
    grids = document_of(outer).grids
    assert [read_boxes(grid) for grid in grids] == [
        boxes(plain([["规章", "1"], ["许可", "2"]])),
        boxes(plain([["甲", "3"], ["乙", "4"]])),
    ]


def test_notes_stand_at_the_end_and_their_marks_nowhere() -> None:
    notes = word.part(
        "footnotes",
        f'<w:footnote w:type="separator" w:id="0">{word.paragraph("线")}</w:footnote>'
        f'<w:footnote w:id="1">{word.paragraph("含县级9件")}</w:footnote>',
    )
    body = word.paragraph("收到21", '<w:r><w:footnoteReference w:id="1"/></w:r>', "件")
    assert text_of(body, footnotes=notes) == "收到21件\n含县级9件\n"


def test_headers_and_footers_stay_out_of_the_text() -> None:
    head, foot = word.part("hdr", word.paragraph("页", "眉")), word.part("ftr", word.paragraph("页脚") * 2)
    document = document_of(word.paragraph("正文"), header1=head, footer2=foot)
    assert document.source.text == "正文\n"
    assert sorted(document.margin.split("\n")) == ["页眉", "页脚"]


def test_hidden_text_is_left_out_and_raised_figures_stay_apart() -> None:
    body = word.paragraph("21", word.run("2", '<w:vertAlign w:val="superscript"/>'), word.run("藏", "<w:vanish/>"))
    assert text_of(body) == "21²\n"


def _field(*runs: str) -> str:
    """A field: its instruction and its result, the last of the runs."""
    marks = {mark: f'<w:r><w:fldChar w:fldCharType="{mark}"/></w:r>' for mark in ("begin", "separate", "end")}
    return marks["begin"] + "".join(runs[:-1]) + marks["separate"] + runs[-1] + marks["end"]


STYLES = word.part(
    "styles",
    '<w:style w:type="character" w:styleId="a"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="b"><w:basedOn w:val="a"/><w:rPr><w:b/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="c"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>'
    '<w:style w:type="character" w:styleId="d"><w:basedOn w:val="d"/></w:style>',
)


@pytest.mark.parametrize(
    ("properties", "read_as"),
    [
        ("<w:strike/>", "1"),
        ("<w:dstrike w:val='true'/>", "1"),
        ("<w:strike w:val='0'/>", "41"),
        ("<w:rStyle w:val='a'/>", "1"),
        ("<w:rStyle w:val='b'/>", "1"),
        ("<w:rStyle w:val='b'/><w:vanish w:val='false'/>", "41"),
        ("<w:rStyle w:val='c'/>", "⁴1"),
        ("<w:rStyle w:val='d'/>", "41"),
        ("<w:position w:val='8'/><w:sz w:val='12'/>", "⁴1"),
        ("<w:position w:val='2'/>", "41"),
        ("<w:position w:val='-6'/><w:sz w:val='12'/>", "41"),
    ],
)
def test_a_figure_is_what_is_seen_of_its_runs(properties: str, read_as: str) -> None:
    body = word.paragraph("收到", word.run("4", properties), "1件")
    assert text_of(body, styles=STYLES) == f"收到{read_as}件\n"


WHITE = '<w:color w:val="FFFFFF"/>'


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        (word.paragraph("12", word.run("7", WHITE)), "12\ufffd"),
        (word.paragraph(word.run("7", '<w:color w:val="fefefe"/>'), "12"), "\ufffd12"),
        (word.paragraph("12") + word.paragraph(word.run("7", WHITE)), "12 \ufffd"),
        (word.paragraph("12", word.run("甲", WHITE)), "12"),
        (word.paragraph("12", word.run("7", '<w:sz w:val="2"/>')), "12\ufffd"),
        (word.paragraph("12", word.run("7", WHITE + '<w:shd w:val="clear" w:fill="C00000"/>')), "127"),
        (word.paragraph("12", word.run("7", WHITE + '<w:highlight w:val="blue"/>')), "127"),
        ('<w:tcPr><w:shd w:val="clear" w:fill="003366"/></w:tcPr>' + word.paragraph("12", word.run("7", WHITE)), "127"),
        (word.paragraph(word.run("12", WHITE)), "12\ufffd"),
        (word.paragraph("12", word.run("7", "<w:specVanish/>")), "12"),
    ],
)
def test_white_words_beside_others_of_a_cell_are_not_seen_and_a_figure_of_them_leaves_it_unread(
    cell: str, shown: str
) -> None:
    row = f"<w:tr><w:tc>{word.paragraph('规章')}</w:tc><w:tc>{cell}</w:tc></w:tr>"
    document = document_of(f"<w:tbl>{row}{row}</w:tbl>")
    assert [each.text for each in document.grids[0].cells if each.column == 1] == [shown, shown]


def test_words_with_their_reading_above_them_are_read_without_it() -> None:
    said = f"<w:rt>{word.run('7')}</w:rt><w:rubyBase>{word.run('12')}</w:rubyBase>"
    assert text_of(word.paragraph(f"<w:r><w:ruby>{said}</w:ruby></w:r>", "3")) == "123\n"


def test_runs_within_runs_without_end_are_told() -> None:
    deep = 3000
    body = word.paragraph(f"{'<w:r>' * deep}<w:t>1</w:t>{'</w:r>' * deep}")
    document, diagnostics = read("a.docx", word.package(body))
    assert (document, diagnostics[0].code) == (None, TOO_DEEP)


def test_of_a_field_its_result_is_read_alone() -> None:
    inner = _field(word.run("7"), word.run("8"))
    assert (
        text_of(word.paragraph("收到", _field(word.run("=SUM(LEFT) 9"), inner, word.run("21")), "件")) == "收到21件\n"
    )
    assert text_of(word.paragraph("收到", "<w:r><w:fldChar w:fldCharType='end'/></w:r>", "21件")) == "收到21件\n"


@pytest.mark.parametrize("name", ["page.htm", "page.mht"])
def test_a_page_put_into_a_document_is_read_in_its_place(name: str) -> None:
    page = "<table><tr><td>规章</td><td>1</td></tr><tr><td>许可</td><td>2</td></tr></table>"
    if name.endswith("mht"):
        page = f"MIME-Version: 1.0\nContent-Type: text/html; charset=utf-8\n\n{page}"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        f"word/{name}": page,
        "word/_rels/document.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{office}/aFChunk" Target="{name}"/></Relationships>',
    }
    body = word.paragraph("一、") + f'<w:altChunk xmlns:r="{office}" r:id="r1"/>' + word.paragraph("完")
    document, _ = read("a.docx", word.package(body, parts))
    assert document is not None
    assert document.source.text == "一、\n规章\t1\n许可\t2\n完\n"
    assert len(document.grids) == 1


def test_counted_numbers_stand_before_their_paragraphs() -> None:
    level = '<w:lvl w:ilvl="{}"><w:start w:val="1"/><w:numFmt w:val="{}"/><w:lvlText w:val="{}"/></w:lvl>'
    numbering = word.part(
        "numbering",
        '<w:abstractNum w:abstractNumId="5">'
        + level.format(0, "chineseCounting", "%1、")
        + level.format(1, "chineseCountingThousand", "（%2）")
        + level.format(2, "decimal", "%3.")
        + '</w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="5"/></w:num>',
    )
    place = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="7"/></w:numPr>'
    words = (("总体情况", 0), ("主动公开", 0), ("规章", 1), ("文件", 1), ("许可", 2), ("申请", 0), ("收到", 1))
    body = "".join(word.paragraph(text, properties=place.format(level)) for text, level in words)
    assert text_of(body, numbering=numbering) == (
        "一、总体情况\n二、主动公开\n（一）规章\n（二）文件\n1.许可\n三、申请\n（一）收到\n"
    )


def test_a_style_brings_its_number() -> None:
    numbering = word.part(
        "numbering",
        '<w:abstractNum w:abstractNumId="0">'
        '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
    )
    styles = word.part(
        "styles",
        '<w:style w:styleId="A"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
        '<w:style w:styleId="B"><w:basedOn w:val="A"/></w:style>',
    )
    body = word.paragraph("甲", properties='<w:pStyle w:val="A"/>') + word.paragraph(
        "乙", properties='<w:pStyle w:val="B"/>'
    )
    assert text_of(body, numbering=numbering, styles=styles) == "1.甲\n2.乙\n"


def test_cells_merged_sideways_in_the_old_way_are_one() -> None:
    merged = word.table(plain([["甲", ""], ["乙", "1"]])).split("<w:tcPr>")
    merged[1] = '<w:hMerge w:val="restart"/>' + merged[1]
    merged[2] = "<w:hMerge/>" + merged[2]
    assert Box(0, 0, "甲", 1, 2) in read_boxes(document_of("<w:tcPr>".join(merged)).grids[0])


def test_a_row_that_begins_later_keeps_its_columns() -> None:
    late = '<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>'
    body = word.table(plain([["规章", "0"]])).replace("</w:tbl>", late + "</w:tbl>")
    assert Box(1, 1, "1") in read_boxes(document_of(body).grids[0])


def test_the_strict_variant_is_read() -> None:
    data = word.package(word.paragraph("正文"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml")
        types = archive.read("[Content_Types].xml")
    body = body.replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", body)
    document, _ = read("a.docx", stream.getvalue())
    assert document is not None
    assert document.source.text == "正文\n"


@pytest.mark.parametrize(
    ("runs", "read_as"),
    [
        (word.run("12") + word.run("3", "<w:sz w:val='10'/>"), "12³"),
        (word.run("12") + word.run("3", "<w:position w:val='6'/>"), "12³"),
        (word.run("12", "<w:sz w:val='10'/>") + word.run("3", "<w:sz w:val='10'/>"), "123"),
        (word.run("12", "<w:position w:val='6'/>") + word.run("3", "<w:position w:val='6'/>"), "123"),
        (word.run("12", "<w:sz w:val='24'/>") + word.run("3", "<w:sz w:val='21'/>"), "123"),
        (word.run("12", "<w:strike/>"), "\ufffd"),
        (word.run("12", "<w:strike/>") + word.run("3"), "3"),
        (word.run("规章", "<w:strike/>"), ""),
        (word.run("12", "<w:strike/><w:vanish/>"), ""),
    ],
)
def test_marks_behind_a_figure_and_what_is_struck_out_are_no_part_of_its_cell(runs: str, read_as: str) -> None:
    body = word.table(plain([["许可", "SAID"]])).replace(word.run("SAID"), runs)
    assert [cell.text for cell in document_of(body).grids[0].cells] == ["许可", read_as]
