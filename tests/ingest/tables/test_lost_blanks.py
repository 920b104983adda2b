"""Rows of text that lost their blank fields: full ones are read by their labels, and no short one looks certain."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from auditor.encoding import decode
from auditor.ingest.files.reading import read_bytes
from auditor.lang.load import load_rules
from tests.ingest.compare import score
from tests.ingest.generate.content import Content
from tests.ingest.generate.content import content
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

SCHEMA = load_rules(Path(__file__).parents[3] / "rules")[0].schema


def without_blanks(made: Content, left_out: str = "") -> bytes:
    """A report as CSV without its blank fields, and without the figures that are `left_out`."""
    _, data = written(made, "csv")
    stream = io.StringIO()
    rows = csv.reader(io.StringIO(decode(data).text))
    csv.writer(stream).writerows([field for field in row if field.strip() not in {"", left_out}] for row in rows)
    return stream.getvalue().encode()


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("code", ["disclosure-2019", "disclosure-2021"])
def test_rows_without_their_blank_fields_are_read_by_their_labels(code: str, seed: int) -> None:
    made = content(FORMS[code], seed)
    (submission,) = read_bytes("1.csv", without_blanks(made), SCHEMA)
    found = score(submission, made.form, made.truth)
    assert (found.faults, found.missing) == ((), 0)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("code", FORMS)
def test_no_row_that_lost_a_blank_cell_looks_certain(code: str, seed: int) -> None:
    made = content(FORMS[code], seed)
    (submission,) = read_bytes("1.csv", without_blanks(made, "0"), SCHEMA)
    found = score(submission, made.form, made.truth)
    assert found.faults == ()
    assert found.marked or "zeros blank" in made.quirks


@pytest.mark.parametrize("numbered", [False, True])
@pytest.mark.parametrize("code", FORMS)
def test_what_a_program_for_tables_of_data_writes_for_blanks_and_before_rows_is_nothing(
    code: str,
    numbered: bool,  # noqa: FBT001
) -> None:
    made = content(FORMS[code], 5)
    _, data = written(made, "csv")
    rows = [[field or "NaN" for field in row] for row in csv.reader(io.StringIO(decode(data).text))]
    width = max(map(len, rows))
    rows = [[*row, *["NaN"] * (width - len(row))] for row in rows if row]
    rows[0][1:] = [f"Unnamed: {at}" for at in range(1, width)]
    stream = io.StringIO()
    csv.writer(stream).writerows([str(at) if at >= 0 else ""][: int(numbered)] + row for at, row in enumerate(rows, -1))
    (submission,) = read_bytes("1.csv", stream.getvalue().encode(), SCHEMA)
    found = score(submission, made.form, made.truth)
    assert (found.faults, found.missing, found.marked) == ((), 0, 0)
