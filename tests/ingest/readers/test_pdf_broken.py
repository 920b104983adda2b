from __future__ import annotations

import re

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.ingest.reader_codes import CUT_OFF
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import ENCRYPTED
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import PARTLY_SCANNED
from auditor.ingest.reader_codes import RECOGNISED
from auditor.ingest.reader_codes import SCANNED
from auditor.ingest.reader_codes import TOO_LARGE
from auditor.ingest.readers.pdf import read
from tests.ingest.generate.printer import Sheet
from tests.ingest.generate.printer import draw_table
from tests.ingest.generate.printer import pdf
from tests.ingest.readers.pdf_samples import ROWS


def test_a_scan_is_told_from_a_text() -> None:
    sheet = Sheet()
    sheet.image(0, 0, 595, 842)
    document, diagnostics = read("a.pdf", pdf([sheet]))
    assert (document, diagnostics[0].code) == (None, SCANNED)


def test_an_empty_page_is_no_scan() -> None:
    document, diagnostics = read("a.pdf", pdf([Sheet()]))
    assert (document, diagnostics[0].code) == (None, NO_TEXT)


def test_a_scanned_page_among_others_is_told() -> None:
    text, scan = Sheet(), Sheet()
    text.write(60, 300, "正文")
    scan.image(0, 0, 595, 842)
    document, diagnostics = read("a.pdf", pdf([text, scan]))
    assert document is not None
    assert document.doubt is None
    assert [(item.code, item.values["pages"]) for item in diagnostics] == [(PARTLY_SCANNED, "2")]


def test_recognised_text_makes_all_of_it_doubtful() -> None:
    sheet = Sheet()
    sheet.image(0, 0, 595, 842)
    sheet.write(60, 300, "收到申请21件", invisible=True)
    document, diagnostics = read("a.pdf", pdf([sheet]))
    assert document is not None
    assert (document.doubt, [item.code for item in diagnostics]) == ("text-recognised", [RECOGNISED])


def test_text_that_runs_over_the_edge_of_the_page_makes_all_of_it_doubtful() -> None:
    sheet = Sheet()
    sheet.write(60, 60, "本年收到申请21件，" * 6)
    document, diagnostics = read("a.pdf", pdf([sheet], title="甲局2023年政府信息公开工作年度报告"))
    assert document is not None
    assert document.doubt == CUT_OFF.slug
    assert [each.code for each in diagnostics] == [CUT_OFF]
    assert document.source.text.startswith("甲局2023年政府信息公开工作年度报告\n")


def test_text_of_a_size_beyond_all_numbers_makes_the_rest_doubtful() -> None:
    sheet = Sheet()
    sheet.write(60, 60, "本年收到申请")
    sheet.write(160, 60, "21件")
    sheet.parts[-1] = re.sub(r"/F \S+ Tf", f"/F {'9' * 63}.0 Tf", sheet.parts[-1])
    document, diagnostics = read("a.pdf", pdf([sheet]))
    assert document is not None
    assert (document.source.text.strip(), [each.code for each in diagnostics]) == ("本年收到申请", [CUT_OFF])


def test_a_title_that_is_no_text_costs_nothing_else() -> None:
    sheet = Sheet()
    sheet.write(60, 60, "本年收到申请21件，" * 6)
    half_a_letter = pdf([sheet], title="甲").replace(b"<FEFF7532>", b"<FEFFD800>")
    document, diagnostics = read("a.pdf", half_a_letter)
    assert document is not None
    assert [each.code for each in diagnostics] == [CUT_OFF]
    assert document.source.text.startswith("本年收到申请21件")


def test_text_up_to_the_edge_and_marks_beside_the_page_are_not_cut() -> None:
    sheet = Sheet()
    sheet.write(19, 60, "收" * 48)
    sheet.write(640, 60, "裁切线")
    document, diagnostics = read("a.pdf", pdf([sheet], title="乙局2020年政府信息公开工作年度报告"))
    assert document is not None
    assert (document.doubt, diagnostics) == (None, ())
    assert "乙局" not in document.source.text


def test_an_encrypted_file_is_told() -> None:
    document, diagnostics = read("a.pdf", pdf([Sheet()], encrypted=True))
    assert (document, diagnostics[0].code) == (None, ENCRYPTED)


def test_a_truncated_file_is_told() -> None:
    document, diagnostics = read("a.pdf", pdf([Sheet()])[:200])
    assert (document, diagnostics[0].code) == (None, DAMAGED)


def test_a_page_of_countless_lines_is_refused() -> None:
    sheet = Sheet()
    sheet.parts[:] = [f"0 {number / 20:.2f} m 500 {number / 20:.2f} l S" for number in range(16_000)]
    sheet.write(60, 300, "正文")
    document, diagnostics = read("a.pdf", pdf([sheet]))
    assert (document, diagnostics[0].code) == (None, TOO_LARGE)


@settings(deadline=None)
@given(st.integers(0, 3000), st.binary(min_size=1, max_size=4))
def test_no_changed_bytes_make_the_reader_fail(place: int, change: bytes) -> None:
    sheet = Sheet()
    draw_table(sheet, ROWS, 80, [90] * 3)
    data = bytearray(pdf([sheet]))
    place %= len(data) - 4
    data[place : place + len(change)] = change
    document, diagnostics = read("a.pdf", bytes(data))
    assert document is not None or diagnostics
