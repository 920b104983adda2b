from __future__ import annotations

import json
import random
from dataclasses import fields
from functools import reduce
from operator import getitem
from pathlib import Path

import pytest

from auditor.document import Submission
from auditor.ingest.codec import CodecError
from auditor.ingest.codec import decode
from auditor.ingest.codec import encode
from auditor.ingest.codec import schema_digest
from auditor.ingest.reading import read_bytes
from auditor.lang.load import load_rules
from tests.ingest.generate.content import QUIRKS
from tests.ingest.generate.content import content
from tests.ingest.generate.whole import WRITERS
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

SCHEMA = load_rules(Path(__file__).parents[2] / "rules")[0].schema


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


# The second column of a document that may be missing are its fields, of which the fourth is its text.
TEXT = ("document", 1, 3)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        pytest.param(("path",), [], id="a value too few"),
        pytest.param(("path",), ["a.txt", "b.txt"], id="a value too many"),
        pytest.param(("path",), "a", id="a text for its list"),
        pytest.param(("path", 0), 1, id="a number for a text"),
        pytest.param(("year", 0), True, id="a truth for a number"),
        pytest.param(("status", 0), "kept", id="a word that is none of the known"),
        pytest.param(("status", 0), [], id="a list for a word"),
        pytest.param(("document", 0, 0), 1, id="a place that is not there"),
        pytest.param((*TEXT, 0), 7, id="a text that is not there"),
        pytest.param(("document", 1), [["a.txt"]], id="a field too few"),
        pytest.param(("facts", 0, 0), -1, id="fewer than none"),
    ],
)
def test_what_is_no_value_of_its_field_is_an_error(place: tuple[str | int, ...], value: object) -> None:
    data = "桃源县2018年政府信息公开工作年度报告".encode()
    submission = read_bytes("a.txt", data, SCHEMA)
    written = json.loads(encode(submission))
    assert decode(json.dumps(written).encode()) == submission
    name, *rest = place
    names = [each.name for each in fields(Submission)]
    *within, last = (names.index(str(name)), *rest)
    reduce(getitem, within, written[2])[last] = value
    with pytest.raises(CodecError):
        decode(json.dumps(written).encode())


def test_the_digest_of_declarations_is_the_same_for_the_same_ones() -> None:
    again = load_rules(Path(__file__).parents[2] / "rules")[0].schema
    assert schema_digest(SCHEMA) == schema_digest(again)
