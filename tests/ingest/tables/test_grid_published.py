from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from auditor.document import Document
from auditor.ingest.tables.with_columns import read_form_tables
from auditor.source import Source
from tests.ingest.tables.grid_forms import FORM_2021

PDF = Path(__file__).parents[3].parent / "shared" / "reports" / "real"
HONGZE_2023 = {
    "new_received": [21, 0, 0, 0, 0, 0, 21],
    "partially_granted": [4, 0, 0, 0, 0, 0, 4],
    "denied_state_secret": [1, 0, 0, 0, 0, 0, 1],
    "denied_process": [1, 0, 0, 0, 0, 0, 1],
    "denied_case_files": [1, 0, 0, 0, 0, 0, 1],
    "unable_not_held": [10, 0, 0, 0, 0, 0, 10],
    "unable_to_be_made": [3, 0, 0, 0, 0, 0, 3],
    "refused_petition": [1, 0, 0, 0, 0, 0, 1],
    "processed_total": [21, 0, 0, 0, 0, 0, 21],
}
HONGZE_2024 = {
    "new_received": [95, 0, 0, 0, 0, 0, 95],
    "granted": [50, 0, 0, 0, 0, 0, 50],
    "partially_granted": [9, 0, 0, 0, 0, 0, 9],
    "denied_security": [1, 0, 0, 0, 0, 0, 1],
    "denied_process": [1, 0, 0, 0, 0, 0, 1],
    "denied_case_files": [1, 0, 0, 0, 0, 0, 1],
    "unable_not_held": [31, 0, 0, 0, 0, 0, 31],
    "unable_to_be_made": [1, 0, 0, 0, 0, 0, 1],
    "refused_petition": [1, 0, 0, 0, 0, 0, 1],
    "processed_total": [95, 0, 0, 0, 0, 0, 95],
}
HONGZE = {
    2023: (
        [0, 0, 0, 0, 5, 5, 550, 4119, 195, 7_730_280_000],
        HONGZE_2023,
        [10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 5, 0, 0, 0, 0],
    ),
    2024: (
        [0, 0, 0, 3, 0, 8, 9487, 2776, 84, 7_545_000_000],
        HONGZE_2024,
        [1, 1, 0, 0, 2, 1, 0, 0, 0, 1, 2, 0, 1, 0, 3],
    ),
}


@pytest.mark.skipif(not PDF.is_dir(), reason="the real reports are not beside the project")
@pytest.mark.parametrize("year", [2023, 2024])
@pytest.mark.parametrize("marked", [True, False])
def test_a_published_pdf_is_read_right_with_its_cells_and_without(year: int, marked: bool) -> None:  # noqa: FBT001
    pdf = pytest.importorskip("auditor.ingest.readers.pdf")
    path = PDF / f"huaian-hongze-{year}.pdf"
    source, _ = pdf.read(path.name, path.read_bytes())
    source = source if marked else plain(path)
    facts = {(fact.indicator, fact.member): fact.value for fact in read_form_tables(source, FORM_2021).facts}
    active, rows, disputes = HONGZE[year]
    in_two = [each.code for each in FORM_2021.indicators if each.table == "公开表"]
    in_four = [each.code for each in FORM_2021.indicators if each.table == "争议表"]
    typed: dict[tuple[str, str | None], int] = {(code, None): value for code, value in zip(in_two, active, strict=True)}
    typed |= {(code, None): value for code, value in zip(in_four, disputes, strict=True)}
    members = [member.code for member in FORM_2021.tables[1].members]
    for indicator in FORM_2021.figures:
        if indicator.members:
            figures = rows.get(indicator.code, [0] * 7)
            typed |= {(indicator.code, member): value for member, value in zip(members, figures, strict=True)}
    assert facts == typed


def plain(path: Path) -> Document:
    """The text of a file as it comes, without cells."""
    pdfium = importlib.import_module("pypdfium2")

    text = ""
    starts: list[int] = []
    for page in pdfium.PdfDocument(path):
        starts.append(len(text))
        text += page.get_textpage().get_text_range().replace("\r\n", "\n") + "\n"
    return Document(path.name, "0", "pdf", Source(path.name, text), (), tuple(starts))
