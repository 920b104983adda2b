"""Documents a second by format, beside the bare library on the same files.

    python benchmarks/reading.py [--documents N]

`bare` is what the library alone takes to give the texts of the file (decoding, parsing, cells or characters, without
tables, places or figures); `reading` is the reader of the format; `whole` is a submission with all its figures.
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


def bare_text(data: bytes) -> object:
    from charset_normalizer import from_bytes

    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return str(from_bytes(data).best())


def bare_html(data: bytes) -> object:
    from selectolax.lexbor import LexborHTMLParser

    tree = LexborHTMLParser(data.decode("utf-8", "replace"))
    return [node.text() for node in tree.css("td, p")]


def bare_docx(data: bytes) -> object:
    from docx import Document

    document = Document(io.BytesIO(data))
    return [cell.text for table in document.tables for row in table.rows for cell in row.cells]


def bare_sheet(data: bytes) -> object:
    from python_calamine import load_workbook

    book = load_workbook(io.BytesIO(data))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def bare_pdf(data: bytes) -> object:
    import pypdfium2  # type: ignore[import-untyped]

    with pypdfium2.PdfDocument(data) as document:
        texts = []
        for page in document:
            text = page.get_textpage()
            texts.append([text.get_charbox(at) for at in range(text.count_chars())] and text.get_text_bounded())
            text.close()
            page.close()
        return texts


def bare_csv(data: bytes) -> object:
    import csv

    return list(csv.reader(io.StringIO(data.decode("utf-8-sig", "replace"))))


WAYS: dict[str, Callable[[bytes], object]] = {
    "text, tabs": bare_text,
    "text, flattened": bare_text,
    "markdown": bare_text,
    "csv": bare_csv,
    "html": bare_html,
    "xlsx": bare_sheet,
    "docx": bare_docx,
    "pdf": bare_pdf,
}


def milliseconds(work: Callable[..., object], calls: list[tuple[object, ...]]) -> float:
    """The processor time of a call: the machine may be busy with other things."""
    start = time.process_time()
    for arguments in calls:
        work(*arguments)
    return (time.process_time() - start) / len(calls) * 1000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--documents", type=int, default=10)
    given = parser.parse_args()
    schema = load_rules(ROOT / "rules")[0].schema
    print("| form, format | bare ms | reading ms | reading / bare | whole ms | whole documents a second |")
    print("|---|---|---|---|---|---|")
    for code, form in FORMS.items():
        for how, bare in WAYS.items():
            files = [written(content(form, seed), how) for seed in range(given.documents)]
            kinds = [recognise(name, data[:4096]) for name, data in files]
            bare(files[0][1])
            read_bytes(*files[0], schema)
            alone = milliseconds(bare, [(data,) for _, data in files])
            read = milliseconds(read_document, [(*file, kind) for file, kind in zip(files, kinds, strict=True)])
            whole = milliseconds(read_bytes, [(*file, schema) for file in files])
            times = f"{alone:.2f} | {read:.2f} | {read / max(alone, 1e-3):.1f} | {whole:.1f}"
            print(f"| {code}, {how} | {times} | {1000 / whole:.0f} |")


if __name__ == "__main__":
    main()
