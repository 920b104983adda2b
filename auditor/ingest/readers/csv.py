"""Tables as text: CSV and its relatives, whatever stands between the values."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from auditor.encoding import decode
from auditor.encoding import is_mostly_decoded
from auditor.ingest.codes import tell
from auditor.ingest.layout import MOST_CELLS
from auditor.ingest.layout import MOST_CHARACTERS
from auditor.ingest.layout import MOST_COLUMNS
from auditor.ingest.layout import Table
from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import assemble
from auditor.ingest.layout import clean
from auditor.ingest.layout import one_line
from auditor.ingest.office.books.prose_rows import blocks_of
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import NO_TEXT
from auditor.ingest.reader_codes import UNDECODED
from auditor.ingest.reader_codes import tell_too_large
from auditor.ingest.rows import Row
from auditor.ingest.rows import Rows
from auditor.ingest.table_codes import QUOTE_LOST
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document

_DELIMITERS = ("\t", ",", ";", "|", "，")
_QUOTE = '"'
# Fields or lines that ran together in one field, with the marks that parted them.
_RAN_ON = regex(r'[,;\t|]"?\r?\n|\r?\n"?[,;\t|]|[,;\t|，]"[,;\t|，]|"[,;\t|，]"')
_SAMPLED = 100
_FEWEST_NUMBERED = 10
# How spreadsheets are told that a figure is a text.
_AS_TEXT = regex(r'^="([^"]*)"$')
# How programs for tables of data write that a field, or the head of a column, is blank.
_NULL = regex(r"(?i:nan|null|none|<na>)|Unnamed: ?\d{1,4}")
# What stands in quotes, over lines, too, cuts no row.
_QUOTED = regex(r'"[^"]{0,2000}"')


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The rows as a table, those of prose as lines; blank rows are left out and keep their number."""
    if len(data) > MOST_CHARACTERS:
        return None, (tell_too_large(path, "bytes", MOST_CHARACTERS),)
    decoded = decode(data)
    if not is_mostly_decoded(decoded):
        return None, (tell(DAMAGED, path, format="CSV", why=f"{decoded.gaps} × U+FFFD"),)
    text = clean(decoded.text)
    try:
        rows = _without_numbers(_rows(text))
        table = Table(_table(rows), ruled=not _lost_blanks(rows))
        lost_quote = _lost_a_quote(rows)
        document = assemble(path, data, "csv", blocks_of(table), QUOTE_LOST.slug if lost_quote else None)
    except csv.Error as error:
        return None, (tell(DAMAGED, path, format="CSV", why=error),)
    except TooLargeError as error:
        return None, (tell_too_large(path, error.what, error.limit),)
    if not document.source.text.strip():
        return None, (tell(NO_TEXT, path),)
    gaps = (tell(UNDECODED, path, count=decoded.gaps, real=decoded.encoding),) if decoded.gaps else ()
    return document, (*gaps, *((tell(QUOTE_LOST, path),) if lost_quote else ()))


def _rows(text: str) -> list[list[str]]:
    delimiter = _delimiter(text)
    # NOTE: spreadsheets name the delimiter in a first line of their own.
    if text[:4].lower() == "sep=":
        text = text.partition("\n")[2]
    csv.field_size_limit(MOST_CHARACTERS)
    quote = "'" if _QUOTE not in text and text.count(f"'{delimiter}'") > text.count("\n") else _QUOTE
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, quotechar=quote, skipinitialspace=True)
    return _with_others_cut(list(reader), delimiter)


def _lost_blanks(rows: Sequence[Sequence[str]]) -> bool:
    """Whether rows may have lost their blank fields: none has any, and they are of different lengths.

    Where a table has heads over heads, or a cell that reaches down, some fields are blank.
    """
    several = [row for row in rows if len(row) > 1]
    return len(set(map(len, several))) > 1 and all(all(map(str.strip, row)) for row in several)


def _lost_a_quote(rows: Sequence[Sequence[str]]) -> bool:
    """Whether a field has a quotation mark without its other half: fields and lines ran together around it.

    Which fields stood under which heads is open then, also in the rows below. Words that stand alone may have one.
    """
    for row in rows:
        quoted = [field for field in row if _QUOTE in field]
        beside_others = sum(map(bool, row)) > 1
        if any((beside_others and field.count(_QUOTE) % 2) or _RAN_ON.search(field) for field in quoted):
            return True
    return False


def _without_numbers(rows: list[list[str]]) -> list[list[str]]:
    """The rows without the numbers that programs for tables of data put before them, from 0 on and below no name."""
    numbered = all(row[:1] == [str(at)] for at, row in enumerate(rows[1:]))
    if len(rows) < _FEWEST_NUMBERED or rows[0][:1] != [""] or not numbered:
        return rows
    return [["", *row[1:]] for row in rows]


def _with_others_cut(rows: list[list[str]], delimiter: str) -> list[list[str]]:
    """The rows, those cut that have another delimiter: it gives as many fields as a row beside them has."""
    others = [sign for sign in _DELIMITERS if sign != delimiter]
    for at, row in enumerate(rows):
        if len(row) != 1:
            continue
        widths = {len(beside) for beside in rows[max(0, at - 1) : at + 2] if len(beside) > 1}
        cut = next((row[0].split(sign) for sign in others if row[0].count(sign) + 1 in widths), None)
        rows[at] = cut or row
    return rows


def _delimiter(text: str) -> str:
    """The sign that cuts the first rows into the most fields, most alike in number.

    A comma within a figure or a sentence cuts rows differently; a delimiter cuts nearly all of them the same way.
    """
    if text[:4].lower() == "sep=" and len(text) > len("sep="):
        return text[4]
    outside = text[:MOST_CELLS]
    if '"' in outside:
        outside = _QUOTED.sub("", outside)
    lines = [line for line in outside.split("\n") if line and not line.isspace()][:_SAMPLED]
    return max(_DELIMITERS, key=lambda sign: _evenness(lines, sign) if sign in outside else (0.0, 0))


def _evenness(lines: Sequence[str], sign: str) -> tuple[float, int]:
    counts = [line.count(sign) for line in lines]
    cut = [count for count in counts if count]
    if not cut:
        return (0.0, 0)
    usual = max(set(cut), key=lambda count: (cut.count(count), count))
    return (cut.count(usual) / len(lines), usual)


def _table(rows: Sequence[Sequence[str]]) -> Rows:
    found: list[Row] = []
    cells = 0
    for number, row in enumerate(rows):
        if len(row) > MOST_COLUMNS:
            what = "columns"
            raise TooLargeError(what, MOST_COLUMNS)
        text = "".join(row)
        texts = row if text.isprintable() and " " not in text else [value and one_line(value) for value in row]
        if '="' in text:
            texts = [_AS_TEXT.sub(r"\1", value) for value in texts]
        if _NULL.search(text):
            texts = ["" if _NULL.fullmatch(value) else value for value in texts]
        if any(texts):
            found.append(Row(number, range(len(texts)), texts))
            cells += len(texts)
        if cells > MOST_CELLS:
            what = "cells"
            raise TooLargeError(what, MOST_CELLS)
    return Rows(found)
