from __future__ import annotations

import json
import random
from functools import reduce
from operator import getitem
from pathlib import Path

import pytest
from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.codes import NOT_REGULAR
from auditor.ingest.files.codec import CodecError
from auditor.ingest.files.codec import decode
from auditor.ingest.files.codec import encode
from auditor.ingest.files.codec import schema_digest
from auditor.ingest.files.reading import read_bytes
from auditor.lang.load import load_rules
from auditor.source import Span
from tests.ingest.generate.content import QUIRKS
from tests.ingest.generate.content import content
from tests.ingest.generate.whole import WRITERS
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

SCHEMA = load_rules(Path(__file__).parents[3] / "rules")[0].schema


@pytest.mark.parametrize("how", sorted(WRITERS))
@pytest.mark.parametrize("form", sorted(FORMS))
def test_a_submission_comes_back_as_it_was(form: str, how: str) -> None:
    name, data = written(content(FORMS[form], 7, QUIRKS[::3]), how)
    (submission,) = read_bytes(name, data, SCHEMA)
    (back,) = decode(encode([submission]))
    assert back == submission
    assert back.facts


def test_broken_text_comes_back_too() -> None:
    (submission,) = read_bytes("x.txt", b"\x00\x01\x02", SCHEMA)
    assert decode(encode([submission])) == (submission,)


def test_whatever_was_changed_is_an_error_or_a_value_of_the_right_type() -> None:
    name, data = written(content(FORMS["disclosure-2014"], 1), "text, tabs")
    encoded = encode(read_bytes(name, data, SCHEMA))
    rng = random.Random(1)  # noqa: S311
    refused = 0
    for _ in range(200):
        at = rng.randrange(len(encoded))
        changed = encoded[:at] + bytes([rng.randrange(32, 127)]) + encoded[at + 1 :]
        try:
            encode(decode(changed))
        except CodecError:
            refused += 1
    assert refused > 0


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param(("path",), 1, id="a number for a text"),
        pytest.param(("year",), True, id="a truth for a number"),
        pytest.param(("year",), 1.5, id="a fraction for a number"),
        pytest.param(("status",), "kept", id="a word that is none of the known"),
        pytest.param(("status",), [], id="a list for a word"),
        pytest.param(("document", "source"), None, id="a document without its text"),
        pytest.param(("document", "source", "text"), 7, id="a number for the text"),
        pytest.param(("facts",), 1, id="a number for a list"),
        pytest.param(("attributes", 0, "origin", "span"), [0, 1], id="a list for a place"),
        pytest.param(("diagnostics", 0, "code", "slug"), "no-such-code", id="a code that is not there"),
    ],
)
def test_what_is_no_value_of_its_field_is_an_error(place: tuple[str | int, ...], value: object) -> None:
    data = "桃源县2018年政府信息公开工作年度报告".encode()
    (submission,) = read_bytes("a.txt", data, SCHEMA)
    told = Diagnostic(NOT_REGULAR, submission.document.source if submission.document else None, Span(0, 3))
    written = json.loads(encode([replace(submission, diagnostics=(told,))]))
    assert decode(json.dumps(written).encode())[0].diagnostics == (told,)
    *within, last = place
    reduce(getitem, within, written[0])[last] = value
    with pytest.raises(CodecError):
        decode(json.dumps(written).encode())


def test_a_diagnostic_does_not_repeat_the_text_that_it_speaks_of() -> None:
    (submission,) = read_bytes("a.txt", "桃源县2018年政府信息公开工作年度报告".encode() * 50, SCHEMA)
    assert submission.document is not None
    told = Diagnostic(NOT_REGULAR, submission.document.source, Span(0, 3))
    bare, one, two = (len(encode([replace(submission, diagnostics=(told,) * times)])) for times in (0, 1, 2))
    assert one - bare < two - bare < len(submission.document.source.text)


def test_numbers_of_any_size_come_back() -> None:
    submission = Submission("a.txt", "", Status.AUDITED, year=10**40)
    assert decode(encode([submission])) == (submission,)


def test_the_digest_of_declarations_is_the_same_for_the_same_ones() -> None:
    again = load_rules(Path(__file__).parents[3] / "rules")[0].schema
    assert schema_digest(SCHEMA) == schema_digest(again)
