"""Writes the sample submissions of 2020 to 2023 in `reports_in/`: `python -m tests.ingest.generate.samples`.

The places are invented. Every file is the same, byte for byte, whenever it is written.
"""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from openpyxl import Workbook  # type: ignore[import-untyped]

from tests.ingest.generate import printer
from tests.ingest.generate import web
from tests.ingest.generate import word
from tests.ingest.generate.books import save
from tests.ingest.generate.official import active_tables
from tests.ingest.generate.official import disputes_table
from tests.ingest.generate.official import flattened
from tests.ingest.generate.official import handled_table
from tests.ingest.generate.reports import FORESTRY_2020
from tests.ingest.generate.reports import MINZHENG_2021
from tests.ingest.generate.reports import QINGPING_2023
from tests.ingest.generate.reports import SONGPING_2022
from tests.ingest.generate.reports import WANGCHUAN_2021
from tests.ingest.generate.reports import WANGCHUAN_2022

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from tests.ingest.generate.model import Rows
    from tests.ingest.generate.report import Report

FOLDER = Path(__file__).parents[3] / "reports_in"
_DAY = (2024, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_LINE, _PAGE_END, _MARGIN = 17, 800, 50


def _tables(report: Report) -> Iterator[tuple[int, Rows]]:
    """The tables with the parts that they stand in."""
    yield from ((2, rows) for rows in active_tables(report.figures))
    yield 3, handled_table(report.figures)
    yield 4, disputes_table(report.figures)


def _of_part(report: Report, part: int) -> list[Rows]:
    return [rows for place, rows in _tables(report) if place == part]


def steady(data: bytes) -> bytes:
    """A package whose members carry one fixed time."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = _TIMES.sub(rb"\g<1>2024-01-01T00:00:00Z", old.read(name))
            new.writestr(zipfile.ZipInfo(name, _DAY), content, zipfile.ZIP_DEFLATED, 9)
    return stream.getvalue()


def as_word(report: Report) -> bytes:
    """A word processor file with merged cells."""
    body = [word.paragraph(report.title), *(word.paragraph(line) for line in report.opening)]
    for part, (heading, lines) in enumerate(report.parts, 1):
        body.append(word.paragraph(heading))
        body += [word.paragraph(line) for line in lines]
        body += [word.table(rows) + word.paragraph("") for rows in _of_part(report, part)]
    return steady(word.package("".join(body)))


def as_page(report: Report) -> bytes:
    """A page as saved from a site, with its navigation and its foot."""
    links = "".join(f'<li><a href="/{n}">{text}</a></li>' for n, text in enumerate(report.navigation))
    body = [f'<div class="top"><ul>{links}</ul></div><script>var counter = 1;</script>']
    body.append(f'<div class="article"><h1>{report.title}</h1><div class="info">{report.stamp}</div>')
    body += [f"<p>　　{line}</p>" for line in report.opening]
    for part, (heading, lines) in enumerate(report.parts, 1):
        body.append(f"<p><strong>　　{heading}</strong></p>")
        body += [f"<p>　　{line}</p>" for line in lines]
        body += [web.table(rows, "<p>{}</p>") for rows in _of_part(report, part)]
    body.append('</div><div class="foot">网站地图 | 联系我们 | 版权所有</div>')
    return web.page("\n".join(body), title=report.title).encode()


def as_workbook(report: Report) -> bytes:
    """A workbook: the prose in its first sheet, each table in a sheet of its own."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "报告"
    lines = [report.title, *report.opening]
    lines += [line for heading, paragraphs in report.parts for line in (heading, *paragraphs)]
    for number, line in enumerate(lines, 1):
        sheet.cell(number, 1, line)
    for part, name in ((2, "主动公开"), (3, "申请办理"), (4, "复议诉讼")):
        sheet, at = book.create_sheet(name), 0
        for rows in _of_part(report, part):
            for box in (box for line in rows for box in line):
                top, left = at + box.row + 1, box.column + 1
                sheet.cell(top, left, int(box.text) if box.text.isdecimal() else box.text)
                if box.rows > 1 or box.columns > 1:
                    sheet.merge_cells(
                        start_row=top, start_column=left, end_row=top + box.rows - 1, end_column=left + box.columns - 1
                    )
            at += len(rows) + 1
    return steady(save(book))


def as_print(report: Report) -> bytes:
    """A printed file: prose wrapped at the width of the page, ruled tables, each beginning on a page with room."""
    sheets = [printer.Sheet()]
    at = float(_MARGIN)

    def room(height: float) -> None:
        nonlocal at
        if at + height > _PAGE_END:
            sheets.append(printer.Sheet())
            at = _MARGIN

    for line in (report.title, *report.opening):
        at = _write(sheets, at, line)
    for part, (heading, lines) in enumerate(report.parts, 1):
        for line in (heading, *lines):
            at = _write(sheets, at, line)
        for rows in _of_part(report, part):
            height = 30 if part == 3 and len(rows) < 22 else 22
            room(len(rows) * height + _LINE)
            at = printer.draw_table(sheets[-1], rows, at, _widths(part, rows), height=height) + _LINE
    return printer.pdf(sheets)


def _widths(part: int, rows: Rows) -> list[float]:
    columns = max(box.column + box.columns for line in rows for box in line)
    if part == 3:
        return [50, 50, 130, *[35] * 7]
    return [475 / columns] * columns


def _write(sheets: list[printer.Sheet], at: float, text: str) -> float:
    """Write a paragraph, 38 characters a line; gives where the next begins."""
    wide = 38
    for start in range(0, len(text), wide):
        if at + _LINE > _PAGE_END:
            sheets.append(printer.Sheet())
            at = _MARGIN
        sheets[-1].write(printer.LEFT, at + _LINE - 4, text[start : start + wide])
        at += _LINE
    return at + 4


def as_flat_text(report: Report) -> bytes:
    """The text of a page as an archive keeps it: paragraphs parted by wide blanks, tables without any borders."""
    text = "　　" + "　　".join((report.title, *report.opening))
    for part, (heading, lines) in enumerate(report.parts, 1):
        text += "　　" + "　　".join((heading, *lines))
        text += "".join(flattened(rows) for rows in _of_part(report, part))
    return text.encode()


def samples() -> Mapping[str, bytes]:
    """Every sample by its file name."""
    return {
        f"{WANGCHUAN_2021.name}.docx": as_word(WANGCHUAN_2021),
        f"{WANGCHUAN_2022.name}.pdf": as_print(WANGCHUAN_2022),
        f"{FORESTRY_2020.name}.html": as_page(FORESTRY_2020),
        f"{QINGPING_2023.name}.xlsx": as_workbook(QINGPING_2023),
        f"{MINZHENG_2021.name}.txt": as_flat_text(MINZHENG_2021),
        f"{SONGPING_2022.name}.docx": as_word(SONGPING_2022),
    }


if __name__ == "__main__":
    for name, data in samples().items():
        (FOLDER / name).write_bytes(data)
