"""Forms for explanations as people fill them in."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.ledger.forms import FOLDER
from auditor.ledger.hand_out import hand_out

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.results import AuditResult
    from tests.ledger.series import Series

NAME = "青屏县.csv"


def form_of(series: Series) -> Path:
    return series.folder / FOLDER / NAME


def rows_of(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))


def handed_out(series: Series, result: AuditResult, lang: Lang = Lang.ZH) -> list[list[str]]:
    hand_out(result.findings, series.folder, lang)
    return rows_of(form_of(series))


def fill(path: Path, encoding: str = "utf-8-sig", **cells: str) -> None:
    """Fills in the last line as a spreadsheet would save it."""
    rows = rows_of(path)
    for name, text in cells.items():
        rows[-1][rows[0].index(name)] = text
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
