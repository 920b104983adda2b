"""What a word processor shows that its file tells apart from the text: choices, numbers, symbols, data, documents."""

from __future__ import annotations

import pytest

from auditor.ingest.readers.docx import read
from tests.ingest.generate import word
from tests.ingest.generate.model import plain
from tests.ingest.readers.docx_samples import text_of

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_NUMBERED = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
_NUMBERING = word.part(
    "numbering",
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
    '<w:lvlText w:val="%1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>',
)


def _row(*insides: str) -> str:
    return "<w:tbl><w:tr>" + "".join(f"<w:tc>{inside}</w:tc>" for inside in insides) + "</w:tr></w:tbl>"


def _cell(*runs: str, **parts: str) -> str:
    """What is read of a cell beside a label."""
    return text_of(_row(word.paragraph("规章"), word.paragraph(*runs)), **parts).removeprefix("规章\t").rstrip("\n")


def test_of_a_list_to_choose_from_what_was_chosen_is_read() -> None:
    entries = '<w:result w:val="1"/><w:listEntry w:val="99"/><w:listEntry w:val="3"/>'
    begin = (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{entries}</w:ddList></w:ffData></w:fldChar></w:r>'
    )
    end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    assert _cell(begin, "<w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r>", end) == "3"


@pytest.mark.parametrize(("needs", "read_as"), [("w14", "3"), ("wps w14", "3"), ("zz", "5")])
def test_a_representation_that_nobody_understands_is_not_what_is_shown(needs: str, read_as: str) -> None:
    either = f'<mc:Choice Requires="{needs}"><w:t>3</w:t></mc:Choice><mc:Fallback><w:t>5</w:t></mc:Fallback>'
    assert _cell(f"<w:r><mc:AlternateContent>{either}</mc:AlternateContent></w:r>") == read_as


def test_a_counted_number_is_no_digit_of_the_figure_behind_it() -> None:
    numbered = word.paragraph("20", properties=_NUMBERED)
    assert text_of(_row(word.paragraph("规章"), numbered), numbering=_NUMBERING) == "规章\t1. 20\n"


def test_an_empty_paragraph_counts_and_shows_its_number_in_a_cell() -> None:
    empty = word.paragraph(properties=_NUMBERED)
    row = _row(empty, word.paragraph("规章"))
    body = row + empty + word.paragraph("许可", properties=_NUMBERED)
    assert text_of(body, numbering=_NUMBERING) == "1.\t规章\n3.许可\n"


@pytest.mark.parametrize(
    ("run", "read_as"),
    [
        ('<w:r><w:sym w:font="Wingdings" w:char="F08D"/></w:r>', "❷"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F031"/></w:r>', "\ufffd"),
        (word.run("31", '<w:rFonts w:ascii="Webdings" w:hAnsi="Webdings"/>'), "\ufffd\ufffd"),
        (word.run("A", '<w:rFonts w:ascii="Webdings"/>'), "\ufffd"),
        (word.run("l", '<w:rFonts w:ascii="Wingdings"/>') + word.run("31"), "31"),
        (word.run("31", '<w:rFonts w:ascii="Arial"/>'), "31"),
    ],
)
def test_in_a_font_of_pictures_no_digit_is_one(run: str, read_as: str) -> None:
    assert _cell(run) == read_as


def test_a_fraction_is_not_its_digits_in_a_row() -> None:
    namespace = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    half = "<m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>"
    assert _cell(f"<m:oMath {namespace}>{half}</m:oMath>") == "12\ufffd"
    assert _cell(f"<m:oMath {namespace}><m:r><m:t>12</m:t></m:r></m:oMath>") == "12"


@pytest.mark.parametrize(("beside", "read_as"), [("", "\ufffd"), ("31", "31")])
def test_a_cell_with_a_small_picture_alone_is_not_blank(beside: str, read_as: str) -> None:
    drawing = '<wp:inline xmlns:wp="w"><wp:extent cx="200000" cy="90000"/><a:blip xmlns:a="a"/></wp:inline>'
    assert _cell(f"<w:r><w:drawing>{drawing}</w:drawing></w:r>", *filter(None, [beside])) == read_as


def test_lettering_that_is_drawn_says_its_text() -> None:
    shape = '<w:pict><v:shape><v:textpath string="云岭县2017年度报告"/></v:shape></w:pict>'
    assert text_of(word.paragraph(f"<w:r>{shape}</w:r>")) == "云岭县2017年度报告\n"


@pytest.mark.parametrize(("kept", "read_as"), [("31", "31"), ("30", "30\ufffd")])
def test_a_control_whose_data_tell_another_figure_is_not_read(kept: str, read_as: str) -> None:
    binding = '<w:dataBinding w:xpath="/d:all[1]/d:rules[2]" w:storeItemID="{A1}"/>'
    control = f"<w:sdt><w:sdtPr>{binding}</w:sdtPr><w:sdtContent>{word.run(kept)}</w:sdtContent></w:sdt>"
    body = _row(word.paragraph("规章"), word.paragraph(control))
    about = '<ds:datastoreItem xmlns:ds="d" ds:itemID="{a1}"/>'
    data = "<all xmlns='urn:d'><rules>7</rules><rules>31</rules></all>"
    document, _ = read("a.docx", word.package(body, {"customXml/item1.xml": data, "customXml/itemProps1.xml": about}))
    assert document is not None
    assert document.source.text == f"规章\t{read_as}\n"


def test_a_cell_that_still_asks_to_be_filled_in_is_blank() -> None:
    cell = f"<w:tc>{word.paragraph('单击此处输入文字。')}</w:tc>"
    control = f"<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>{cell}</w:sdtContent></w:sdt>"
    assert text_of(f"<w:tbl><w:tr><w:tc>{word.paragraph('规章')}</w:tc>{control}</w:tr></w:tbl>") == "规章\t\n"


def _with_chunk(name: str, chunk: bytes) -> bytes:
    relations = f'<Relationship Id="r1" Type="{_OFFICE}/aFChunk" Target="{name}"/>'
    body = word.paragraph("一、") + f'<w:altChunk xmlns:r="{_OFFICE}" r:id="r1"/>' + word.paragraph("完")
    rels = f'<Relationships xmlns="{_RELATIONS}">{relations}</Relationships>'
    return word.package(body, {"word/_rels/document.xml.rels": rels, f"word/{name}": chunk})


def test_a_document_put_into_another_is_read_in_its_place() -> None:
    inner = word.package(word.table(plain([["规章", "3"], ["许可", "0"]])))
    document, _ = read("a.docx", _with_chunk("part.docx", inner))
    assert document is not None
    assert document.source.text == "一、\n规章\t3\n许可\t0\n完\n"
    assert len(document.grids) == 1


def test_documents_within_each_other_have_a_limit() -> None:
    inner = word.package(word.paragraph("里"))
    for _ in range(5):
        inner = _with_chunk("part.docx", inner)
    document, (told,) = read("a.docx", inner)
    assert document is None
    assert told.code.slug == "document-too-deep"


def test_what_was_put_into_a_document_and_cannot_be_read_is_there_as_a_picture_is() -> None:
    document, _ = read("a.docx", _with_chunk("part.bin", b"?"))
    assert document is not None
    assert document.pictures == (3,)
