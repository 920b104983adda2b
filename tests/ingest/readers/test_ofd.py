"""OFD: what is painted on a page comes out as it stands there, or is in doubt."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.ingest.layout import UNREAD
from auditor.ingest.reader_codes import CUT_OFF
from auditor.ingest.reader_codes import GARBLED
from auditor.ingest.reader_codes import RECOGNISED
from auditor.ingest.reader_codes import SCANNED
from auditor.ingest.readers.ofd import read
from tests.ingest.generate.fixed_layout import Sheet
from tests.ingest.generate.fixed_layout import ofd
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.generate.model import tables
from tests.ingest.generate.printer import draw_table
from tests.ingest.readers.ofd_samples import PAGE
from tests.ingest.readers.ofd_samples import document_of
from tests.ingest.readers.ofd_samples import told

if TYPE_CHECKING:
    from tests.ingest.generate.model import Rows

ROWS = plain([["规章", "1", "2"], ["行政许可", "30", "400"], ["行政处罚", "0", "7730.28"]])
WHITE = '<ofd:FillColor Value="255 255 255"/>'
CLIP = '<ofd:Path Boundary="50 0 9 9"><ofd:AbbreviatedData>M 0 0 L 9 0 L 9 9 L 0 9 C</ofd:AbbreviatedData></ofd:Path>'


@settings(deadline=None, max_examples=40)
@given(tables(), st.sampled_from(["lines", "bars", "frames"]), st.sampled_from([22.0, 30.0]))
def test_a_ruled_table_comes_out_as_it_was_written(rows: Rows, style: str, height: float) -> None:
    sheet = Sheet()
    draw_table(sheet, rows, 80, [90] * 5, height=height, style=style)
    assert read_boxes(document_of(sheet).grids[0]) == boxes(rows)


def test_text_and_tables_stand_in_reading_order_with_their_pages() -> None:
    first, second = Sheet(), Sheet()
    draw_table(first, ROWS, 80, [90] * 3)
    first.write(60, 60, "二、主动公开政府信息情况")
    second.write(60, 60, "三、收到和处理政府信息公开申请情况")
    document = document_of(first, second)
    assert document.source.text.startswith("二、主动公开政府信息情况\n规章\t1\t2\n")
    assert "三、收到和处理" in document.source.text[document.pages[1] :]


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ("g 3 2", "1234"),
        ("2 8 2", "12 34"),
        ("2 g 1 8 2", "12 34"),
        ("", "1234"),
        ("g 99999999999 2", "1234"),
        ("nan", "1234"),
        ("g", "1234"),
    ],
)
def test_characters_stand_as_far_apart_as_is_told(steps: str, shown: str) -> None:
    sheet = Sheet()
    sheet.write(60, 400, "1234", size=11.34)
    before, _, _ = sheet.parts[0].partition("DeltaX=")
    sheet.parts[0] = f'{before}DeltaX="{steps}">1234</ofd:TextCode></ofd:TextObject>'
    assert document_of(sheet).source.text.strip() == shown


@pytest.mark.parametrize("ctm", ["0 1 -1 0 297 0", "-1 0 0 -1 210 297", "0 -1 1 0 0 210"])
def test_a_page_whose_content_is_turned_reads_the_same(ctm: str) -> None:
    sheet = Sheet()
    sheet.write(60, 60, "二、主动公开政府信息情况")
    draw_table(sheet, ROWS, 80, [90] * 3)
    unit = (
        f'<ofd:CompositeGraphicUnit ID="7"><ofd:Content>{"".join(sheet.parts)}</ofd:Content></ofd:CompositeGraphicUnit>'
    )
    turned = Sheet(842, 595) if ctm.startswith("0") else Sheet()
    turned.parts.append(f'<ofd:CompositeObject ID="1" ResourceID="7" Boundary="0 0 297 297" CTM="{ctm}"/>')
    resources = f"<ofd:CompositeGraphicUnits>{unit}</ofd:CompositeGraphicUnits>"
    document = document_of(turned, resources=resources)
    assert document.source.text.startswith("二、主动公开政府信息情况\n规章\t1\t2\n")
    assert read_boxes(document.grids[0]) == boxes(ROWS)


def test_signs_that_are_turned_one_by_one_along_a_line_that_runs_down_are_a_line_of_text() -> None:
    sheet = Sheet()
    for x, text in ((300, "本年收到申请21件"), (260, "办结20件")):
        sheet.write(x, 100, text, extra='ReadDirection="90" CharDirection="90"')
    sheet.parts = [re.sub(r'DeltaX="[^"]*"', "", part) for part in sheet.parts]
    assert document_of(sheet).source.text == "本年收到申请21件\n办结20件\n"


def test_what_a_template_paints_stands_on_its_page() -> None:
    below, sheet = Sheet(), Sheet()
    draw_table(below, plain([["规章", "", ""]]), 80, [90] * 3)
    sheet.template = "".join(below.parts)
    sheet.write(180, 95, "12")
    assert read_boxes(document_of(sheet).grids[0]) == boxes(plain([["规章", "12", ""]]))


def test_what_stands_in_blocks_is_read_and_the_size_of_a_page_may_be_told_once() -> None:
    sheet = Sheet()
    sheet.write(60, 60, "本年收到申请21件")
    sheet.parts = [f"<ofd:PageBlock>{sheet.parts[0]}</ofd:PageBlock>"]
    data = ofd([sheet], {PAGE: _page(sheet.parts[0])})
    document, diagnostics = read("a.ofd", data)
    assert document is not None
    assert document.source.text == "本年收到申请21件\n"
    assert not diagnostics


@pytest.mark.parametrize(
    ("extra", "inside", "look"),
    [
        ('Visible="false"', "", ""),
        ('Alpha="0"', "", ""),
        ('Fill="false"', "", ""),
        ("", '<ofd:FillColor Value="0 0 0" Alpha="0"/>', ""),
        ("", WHITE, ""),
        ("", '<ofd:FillColor Value="#ff #ff #FF"/>', ""),
        ("", '<ofd:FillColor Value="0 0 0 0"/>', ""),
        ("", '<ofd:FillColor Value="250"/>', ""),
        ('DrawParam="4"', "", f'<ofd:DrawParam ID="4" Relative="5"/><ofd:DrawParam ID="5">{WHITE}</ofd:DrawParam>'),
        (
            "",
            f"<ofd:Clips><ofd:Clip><ofd:Area>{CLIP}</ofd:Area></ofd:Clip></ofd:Clips>",
            "",
        ),
    ],
)
def test_a_figure_that_is_not_seen_is_none(extra: str, inside: str, look: str) -> None:
    sheet = Sheet()
    draw_table(sheet, plain([["规章", "", "7"]]), 80, [90] * 3)
    sheet.write(180, 95, "12", extra=extra, inside=inside)
    sheet.write(60, 300, "看不见的字", extra=extra, inside=inside)
    document = document_of(sheet, resources=f"<ofd:DrawParams>{look}</ofd:DrawParams>")
    assert UNREAD in document.grids[0].cells[1].text
    assert "看不见" not in document.source.text


def test_white_figures_on_a_dark_ground_are_seen() -> None:
    sheet = Sheet()
    sheet.bar(60, 80, 270, 24, '<ofd:FillColor Value="0 0 80"/>')
    draw_table(sheet, plain([["规章", "", "7"]]), 80, [90] * 3)
    sheet.write(180, 95, "12", inside=WHITE)
    assert document_of(sheet).grids[0].cells[1].text == "12"


@pytest.mark.parametrize("colour", [WHITE, '<ofd:FillColor Value="9 9 9"/>'])
def test_a_figure_that_is_painted_over_is_none(colour: str) -> None:
    sheet = Sheet()
    draw_table(sheet, plain([["规章", "12", "7"]]), 80, [90] * 3)
    sheet.bar(152, 82, 86, 20, colour)
    assert UNREAD in document_of(sheet).grids[0].cells[1].text


def test_what_lets_through_what_is_below_covers_nothing() -> None:
    sheet = Sheet()
    draw_table(sheet, plain([["规章", "12", "7"]]), 80, [90] * 3)
    sheet.bar(152, 82, 86, 20, '<ofd:FillColor Value="255 0 0" Alpha="80"/>')
    assert document_of(sheet).grids[0].cells[1].text == "12"


def test_a_figure_that_is_struck_out_is_none() -> None:
    sheet = Sheet()
    draw_table(sheet, plain([["规章", "1234", "7"]]), 80, [90] * 3)
    sheet.line(184, 92, 206, 92)
    assert UNREAD in document_of(sheet).grids[0].cells[1].text


def test_marks_laid_aslant_over_a_page_are_no_text() -> None:
    sheet = Sheet()
    draw_table(sheet, ROWS, 80, [90] * 3)
    sheet.write(100, 120, "内部资料9", 40, extra='CTM="0.8 0.6 -0.6 0.8 0 0"')
    document = document_of(sheet)
    assert read_boxes(document.grids[0]) == boxes(ROWS)
    assert "内部" not in document.source.text


@pytest.mark.parametrize("sign", ["\ue012", "\ufffd", "¤"])
def test_signs_whose_character_is_not_known_make_a_file_doubtful(sign: str) -> None:
    sheet = Sheet()
    draw_table(sheet, plain([["规章", sign, "7"]]), 80, [90] * 3)
    document, diagnostics = read("a.ofd", ofd([sheet]))
    assert document is not None
    assert document.grids[0].cells[1].text == UNREAD
    assert [each.code for each in diagnostics] == [GARBLED]


def test_text_below_the_image_of_a_scan_is_recognised_text() -> None:
    sheet = Sheet()
    sheet.write(60, 60, "本年收到申请21件")
    sheet.image(0, 0, 595, 842)
    document, diagnostics = read("a.ofd", ofd([sheet]))
    assert document is not None
    assert document.doubt == RECOGNISED.slug
    assert [each.code for each in diagnostics] == [RECOGNISED]


def test_an_image_as_the_ground_of_a_page_makes_no_scan() -> None:
    sheet = Sheet()
    sheet.image(0, 0, 595, 842)
    sheet.write(60, 60, "本年收到申请21件，办结20件，结转下年1件，均已答复")
    document, _ = read("a.ofd", ofd([sheet]))
    assert document is not None
    assert document.doubt is None


def test_a_scan_without_text_is_told() -> None:
    sheet = Sheet()
    sheet.image(0, 0, 595, 842)
    assert told(ofd([sheet])) is SCANNED


def test_text_beyond_the_edge_is_told_and_the_title_of_the_file_read() -> None:
    sheet = Sheet()
    sheet.write(500, 60, "本年收到申请21件，办结20件")
    document, diagnostics = read("a.ofd", ofd([sheet], title="甲县2023年政府信息公开工作年度报告"))
    assert document is not None
    assert document.source.text.startswith("甲县2023年")
    assert [each.code for each in diagnostics] == [CUT_OFF]


def test_names_of_elements_and_places_may_be_spelt_otherwise() -> None:
    sheet = Sheet()
    sheet.write(60, 60, "本年收到申请21件")
    data = ofd([sheet], {"Doc_0/Document.xml": "", "OFD.xml": ""})
    other = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(other, "w") as new:
        page = old.read(PAGE).decode().replace("ofd:", "").replace(":ofd", "")
        new.writestr("OFD.XML", "<OFD><DocBody><DocRoot>/doc_0\\Document.xml</DocRoot></DocBody></OFD>")
        new.writestr("Doc_0/Document.xml", '<Document><Pages><Page BaseLoc="./Pages/../P.xml"/></Pages></Document>')
        new.writestr("Doc_0/P.xml", page)
    document, _ = read("a.ofd", other.getvalue())
    assert document is not None
    assert document.source.text == "本年收到申请21件\n"


def _page(objects: str) -> str:
    return (
        '<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Content><ofd:Layer>'
        f"{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    )
