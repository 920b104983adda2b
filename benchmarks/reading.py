"""Documents a second by format, beside the bare library on the same files.

    python benchmarks/reading.py [--documents N] [--publish]

`bare` is what the library alone takes for the same: the encoding found, the text of the whole document, and its tables
with what is merged, as far as the library knows of tables (of a PDF: every character's place and every drawn line's);
`reading` is the reader of the format; `whole` is a submission with all its figures. `--publish` writes
docs/reading-speed.md.
"""

from __future__ import annotations

import argparse
import io
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from auditor.ingest.discover import recognise  # noqa: E402
from auditor.ingest.reading import read_bytes  # noqa: E402
from auditor.ingest.reading import read_document  # noqa: E402
from auditor.lang.load import load_rules  # noqa: E402
from tests.ingest.generate.content import content  # noqa: E402
from tests.ingest.generate.whole import written  # noqa: E402
from tests.ingest.truth.typed import FORMS  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator


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

    rows = list(csv.reader(io.StringIO(str(bare_text(data)))))
    return rows, "\n".join(map("\t".join, rows))


ROUNDS = 3
PUBLISHED = ROOT / "docs" / "reading-speed.md"
INTRODUCTION = (
    "# How fast files are read",
    "",
    "`python benchmarks/reading.py --publish` writes this page: processor time of one document, the least of three",
    "rounds, as a ratio to the bare library on the same files within one run, and in milliseconds on the machine of",
    "that run (which was busy with other work: compare the ratios). The bare library finds the encoding and gives the",
    "whole text and the tables that it knows of; reading gives, besides, a text in which every cell has its place, the",
    "order of reading, merged cells, tables drawn on pages, what is hidden or not certain. The aim is 1.5; where a",
    "ratio is above it, it is not reached. Whole is a submission with every figure, claim and attribute.",
    "",
)
WAYS: dict[str, Callable[[bytes], object]] = {
    "text, tabs": bare_text,
    "text, flattened": bare_text,
    "markdown": bare_markdown,
    "csv": bare_csv,
    "html": bare_html,
    "xlsx": bare_sheet,
    "docx": bare_docx,
    "pdf": bare_pdf,
}


def milliseconds(work: Callable[..., object], calls: list[tuple[object, ...]]) -> float:
    """The processor time of a call, the least of some rounds: the machine may be busy with other things."""
    return min(_round(work, calls) for _ in range(ROUNDS)) / len(calls) * 1000


def _round(work: Callable[..., object], calls: list[tuple[object, ...]]) -> float:
    start = time.process_time()
    for arguments in calls:
        work(*arguments)
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=10)
    parser.add_argument("--publish", action="store_true")
    given = parser.parse_args()
    lines = list(measured(given.documents))
    print(*lines, sep="\n")
    if given.publish:
        PUBLISHED.write_text("\n".join([*INTRODUCTION, *lines, ""]), encoding="utf-8")


def measured(documents: int) -> Iterator[str]:
    schema = load_rules(ROOT / "rules")[0].schema
    yield "| form, format | reading / bare library | whole / reading | bare ms | reading ms | whole ms |"
    yield "|---|---|---|---|---|---|"
    for code, form in FORMS.items():
        for how, bare in WAYS.items():
            files = [written(content(form, seed), how) for seed in range(documents)]
            kinds = [recognise(name, data[:4096]) for name, data in files]
            bare(files[0][1])
            read_bytes(*files[0], schema)
            alone = milliseconds(bare, [(data,) for _, data in files])
            read = milliseconds(read_document, [(*file, kind) for file, kind in zip(files, kinds, strict=True)])
            whole = milliseconds(read_bytes, [(*file, schema) for file in files])
            ratios = f"{read / max(alone, 1e-3):.1f} | {whole / max(read, 1e-3):.1f}"
            yield f"| {code}, {how} | {ratios} | {alone:.2f} | {read:.2f} | {whole:.1f} |"


if __name__ == "__main__":
    main()
