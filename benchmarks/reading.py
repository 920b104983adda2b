"""Documents a second by format, beside the bare library on the same files.

    python benchmarks/reading.py [--documents N] [--publish]

`bare` is what the library alone takes for the same: the encoding found, the text of the whole document, and its tables
with what is merged, as far as the library knows of tables (of a PDF: every character's place and every drawn line's;
of CSV: its delimiter found by the standard library's own sniffer, or known);
`reading` is the reader of the format; `whole` is a submission with all its figures. `--publish` writes
docs/reading-speed.md.
"""

from __future__ import annotations

import argparse
import gc
import io
import re
import sys
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from auditor.cli import NEW_OBJECTS  # noqa: E402
from auditor.ingest.files.discover import recognise  # noqa: E402
from auditor.ingest.files.reading import read_bytes  # noqa: E402
from auditor.ingest.files.reading import read_document  # noqa: E402
from auditor.lang.load import load_rules  # noqa: E402
from tests.ingest.generate.content import content  # noqa: E402
from tests.ingest.generate.whole import written  # noqa: E402
from tests.ingest.truth.typed import FORMS  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence


def bare_text(data: bytes) -> object:
    from charset_normalizer import from_bytes

    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return str(from_bytes(data).best())


def bare_html(data: bytes) -> object:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(str(bare_text(data)))
    assert tree.body is not None
    cells = [
        [(cell.text(), cell.attributes.get("rowspan"), cell.attributes.get("colspan")) for cell in row.css("td, th")]
        for row in tree.css("tr")
    ]
    return tree.body.text(separator="\n"), cells


def bare_docx(data: bytes) -> object:
    from docx import Document

    document = Document(io.BytesIO(data))
    texts = [paragraph.text for paragraph in document.paragraphs]
    return texts, [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def bare_sheet(data: bytes) -> object:
    from python_calamine import load_workbook

    book = load_workbook(io.BytesIO(data))
    sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
    rows = [(sheet.to_python(), sheet.merged_cell_ranges) for sheet in sheets]
    return rows, "\n".join("\t".join(map(str, row)) for table, _ in rows for row in table)


def bare_sheet_with_looks(data: bytes) -> object:
    from openpyxl import load_workbook  # type: ignore[import-untyped]

    sheets = load_workbook(io.BytesIO(data), data_only=True).worksheets
    rows = [
        [[(cell.value, cell.number_format, cell.font.strike) for cell in row] for row in sheet.iter_rows()]
        for sheet in sheets
    ]
    hidden = [
        [
            [number for number, line in lines.items() if line.hidden]
            for lines in (each.row_dimensions, each.column_dimensions)
        ]
        for each in sheets
    ]
    return rows, hidden, [(sheet.sheet_state, sheet.merged_cells.ranges) for sheet in sheets]


def bare_pdf(data: bytes) -> object:
    import pypdfium2  # type: ignore[import-untyped]

    with pypdfium2.PdfDocument(data) as document:
        texts = []
        for page in document:
            text = page.get_textpage()
            boxes = [text.get_charbox(at) for at in range(text.count_chars())]
            lines = [each.get_bounds() for each in page.get_objects()]
            texts.append((text.get_text_bounded(), boxes, lines))
            text.close()
            page.close()
        return texts


def bare_markdown(data: bytes) -> object:
    from markdown_it import MarkdownIt

    return [token.content for token in MarkdownIt().enable("table").parse(str(bare_text(data)))]


def bare_csv(data: bytes) -> object:
    import csv

    text = str(bare_text(data))
    try:
        dialect: type[csv.Dialect] = csv.Sniffer().sniff(text[:1024])
    except csv.Error:
        dialect = csv.excel
    rows = list(csv.reader(io.StringIO(text), dialect))
    return rows, "\n".join(map("\t".join, rows))


def bare_known_csv(data: bytes) -> object:
    import csv

    rows = list(csv.reader(io.StringIO(str(bare_text(data)))))
    return rows, "\n".join(map("\t".join, rows))


ROUNDS = 3
# What a library knows or is told beforehand, behind the name of a format.
_KNOWN = re.compile(r", \w+ known$")
PUBLISHED = ROOT / "docs" / "reading-speed.md"
INTRODUCTION = (
    "# How fast files are read",
    "",
    "`python benchmarks/reading.py --publish` writes this page: processor time of one document, for each the least of",
    "three rounds in which library, reading and whole take turns, each warm, as a ratio to the bare library on the",
    "same files, and in milliseconds on the machine of that run (which was busy with other work: compare the ratios).",
    "The aim is 1.5; where a ratio is above it, it is not reached. Whole is a submission with every figure, claim and",
    "attribute. The collector of garbage is set for all of them as the commands set it.",
    "",
    "What the bare library does, each time with the encoding found (UTF-8 tried, else charset-normalizer):",
    "",
    "- text: the text, nothing else.",
    "- Markdown: markdown-it-py with tables, the contents of all its tokens.",
    "- CSV: the delimiter by `csv.Sniffer` over the first 1,024 characters, as the standard library's manual does it",
    '  (a comma where it finds none), then rows and text by `csv`. "Comma known" leaves the sniffing out, which',
    "  reading never does: it has to find the delimiter itself. What it does besides costs a third of a millisecond.",
    "- HTML: selectolax; the text of the body, every cell's text and reach; menus and what is hidden included.",
    "- XLSX: python-calamine; the rows and merged ranges of all sheets as text. It knows nothing of hidden rows and",
    "  columns, of formulas without a result or of bombs; reading looks for them in the XML: it opens the file twice.",
    "  The library's reading and that look, without a single cell made text, are together 1.4 to 1.8 times the bare",
    "  library here: 1.5 is not to be had with both.",
    '- XLSX, "looks known": openpyxl, which tells, too, what is hidden, struck out and how numbers are shown, and so',
    "  gives what has to be known of a submission, but for formulas without a result and bombs.",
    "- DOCX: python-docx; paragraphs and the texts of all cells.",
    "- PDF: pypdfium2; the text, every character's place, every drawn object's bounds. It knows of no lines,",
    "  paragraphs or tables: those are reading's own.",
    "",
    "Of one file is the least and the most that any file takes: one in UTF-8 leaves the bare library no encoding to",
    "find, which costs it the most of its time in the others.",
    "",
    "Reading gives, besides, a text in which every cell has its place, the order of reading, what is hidden or not",
    "certain.",
    "",
)
WAYS: dict[str, Callable[[bytes], object]] = {
    "text, tabs": bare_text,
    "text, flattened": bare_text,
    "markdown": bare_markdown,
    "csv": bare_csv,
    "csv, comma known": bare_known_csv,
    "html": bare_html,
    "xlsx": bare_sheet,
    "xlsx, looks known": bare_sheet_with_looks,
    "docx": bare_docx,
    "pdf": bare_pdf,
}


def milliseconds(works: Sequence[Callable[[], object]]) -> list[float]:
    """The processor time of each of some works that take turns, the least of some rounds: the machine may be busy."""
    return [min(times) * 1000 for times in zip(*([_taken(work) for work in works] for _ in range(ROUNDS)), strict=True)]


def _taken(work: Callable[[], object]) -> float:
    work()  # what the turn before took from the processor's caches
    start = time.process_time()
    work()
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=10)
    parser.add_argument("--publish", action="store_true")
    given = parser.parse_args()
    gc.set_threshold(NEW_OBJECTS, *gc.get_threshold()[1:])
    lines = list(measured(given.documents))
    print(*lines, sep="\n")
    if given.publish:
        PUBLISHED.write_text("\n".join([*INTRODUCTION, *lines, ""]), encoding="utf-8")


def measured(documents: int) -> Iterator[str]:
    schema = load_rules(ROOT / "rules")[0].schema
    yield "| form, format | reading / bare library | of one file | whole / reading | bare ms | reading ms | whole ms |"
    yield "|---|---|---|---|---|---|---|"
    for code, form in FORMS.items():
        for how, bare in WAYS.items():
            files = [written(content(form, seed), _KNOWN.sub("", how)) for seed in range(documents)]
            times = [
                milliseconds(
                    (
                        partial(bare, data),
                        partial(read_document, name, data, recognise(name, data[:4096])),
                        partial(read_bytes, name, data, schema),
                    )
                )
                for name, data in files
            ]
            alone, read, whole = (sum(column) / len(files) for column in zip(*times, strict=True))
            least, *_, most = sorted(taken / max(bare_taken, 1e-3) for bare_taken, taken, _ in times)
            ratios = f"{read / max(alone, 1e-3):.1f} | {least:.1f}–{most:.1f} | {whole / max(read, 1e-3):.1f}"
            yield f"| {code}, {how} | {ratios} | {alone:.2f} | {read:.2f} | {whole:.1f} |"


if __name__ == "__main__":
    main()
