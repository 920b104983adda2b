"""A finding has one number, wherever people meet it."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from docx import Document

from auditor.diagnostics import Lang
from auditor.ledger.hand_out import hand_out
from auditor.report.data.exports import findings_csv
from auditor.report.data.listed import findings_list
from auditor.report.data.records import finding_rows
from auditor.report.notices.written import write_notices
from auditor.report.write import report_files
from tests.report import report_samples

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

RESULT = report_samples.audit()
NUMBER = next(each for each in RESULT.findings if each.rule == "A-B07").number


def column(content: Iterable[bytes], name: str) -> list[str]:
    return [row[name] for row in csv.DictReader(io.StringIO(b"".join(content).decode("utf-8-sig")))]


def test_it_stands_in_the_tables(tmp_path: Path) -> None:
    rows = finding_rows(RESULT)
    assert NUMBER in column(findings_csv(rows), "number")
    assert NUMBER in column(findings_list(RESULT, rows), "问题编号")
    (form,) = (path for path in hand_out(RESULT.findings, tmp_path, Lang.ZH).written if "柳河镇" in path.name)
    assert NUMBER in column([form.read_bytes()], "问题编号")


def test_it_stands_on_the_page_and_in_the_notice(tmp_path: Path) -> None:
    (page,) = (text.decode() for name, text in report_files(RESULT) if "柳河镇" in name)
    assert f"<code>{NUMBER}</code>" in page
    docx, html = write_notices(RESULT, tmp_path, year=2018)
    assert f"<code>{NUMBER}</code>" in html.read_text(encoding="utf-8")
    cells = [cell.text for table in Document(str(docx)).tables for row in table.rows for cell in row.cells]
    assert any(NUMBER in cell for cell in cells)
