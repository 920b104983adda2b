"""What was read is laid aside: it is the same, it is not in memory, and nothing of it is left on the disk."""

from __future__ import annotations

import gc
import pickle
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.disk import spool as spooling
from auditor.document import Cell
from auditor.document import Fact
from auditor.ingest.codes import NOT_REGULAR
from auditor.ingest.files.codec import decode
from auditor.ingest.files.codec import encode
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.files.receive import receive
from auditor.ingest.files.spool import SubmissionSpool
from auditor.ingest.settling.standing import settle
from auditor.lang.load import load_rules
from auditor.report.files.apart import made_apart
from auditor.source import Source
from auditor.source import Span
from tests.ingest.generate.content import QUIRKS
from tests.ingest.generate.content import content
from tests.ingest.generate.whole import WRITERS
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.document import Submission

SCHEMA = load_rules(Path(__file__).parents[3] / "rules")[0].schema
FORM = FORMS["disclosure-2014"]


@pytest.fixture(autouse=True)
def _nothing_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spooling, "_AT_HAND", 0)


def read(how: str, number: int = 7) -> Submission:
    name, data = written(content(FORM, number, QUIRKS[::3]), how)
    (submission,) = read_bytes(name, data, SCHEMA)
    assert submission.document
    told = Diagnostic(NOT_REGULAR, submission.document.source, Span(0, 3))
    return replace(submission, diagnostics=(*submission.diagnostics, told))


@pytest.mark.parametrize("how", sorted(WRITERS))
def test_what_is_laid_aside_is_what_it_was(how: str) -> None:
    submission = read(how)
    aside = SubmissionSpool().lay_aside(submission)
    assert aside.document
    assert submission.document
    assert aside == submission
    assert hash(aside.facts) == hash(submission.facts)
    assert (len(aside.facts), aside.facts[-1], aside.facts[1:3]) == (
        len(submission.facts),
        submission.facts[-1],
        submission.facts[1:3],
    )
    assert aside.document.source.position(40) == submission.document.source.position(40)
    assert aside.diagnostics[-1].source is aside.document.source
    assert decode(encode([aside])) == (submission,)
    assert pickle.loads(pickle.dumps(aside)) == submission  # noqa: S301 - made here


def test_nothing_of_it_stays_in_memory(tmp_path: Path) -> None:
    for number in range(3):
        name, data = written(content(FORM, number, (), "甲乙丙"[number] + "县"), ("text, tabs", "docx", "html")[number])
        (tmp_path / f"{number}{name}").write_bytes(data)
    received = receive(tmp_path, SCHEMA)
    settled = settle(received, SCHEMA).submissions
    assert sum(len(each.facts) for each in settled) > 100
    held = list(reachable(settled))
    assert not [each for each in held if isinstance(each, Fact | Cell)]
    assert max(len(each) for each in held if isinstance(each, str)) < 200


def test_a_part_is_fetched_once_however_it_is_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    aside = SubmissionSpool().lay_aside(read("text, tabs"))
    fetched: list[object] = []
    find = spooling.Spool.find

    def counted(spool: spooling.Spool, part: spooling.Part) -> object:
        fetched.append(part.kind)
        return find(spool, part)

    monkeypatch.setattr(spooling.Spool, "find", counted)
    assert [*reversed(tuple(aside.facts))] == [*reversed(aside.facts)]
    assert fetched == [tuple[Fact, ...]] * 2


def reachable(roots: Iterable[object]) -> Iterable[object]:
    """Every value that is held by some, classes and functions left out."""
    seen, left = set[int](), list[object](roots)
    while left:
        each = left.pop()
        if id(each) not in seen and not isinstance(each, type) and not callable(each):
            seen.add(id(each))
            left.extend(gc.get_referents(each))
            yield each


def test_where_the_disk_is_full_it_stays_packed_in_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError

    submission = read("text, tabs")
    monkeypatch.setattr(SubmissionSpool, "_write", full)
    aside = SubmissionSpool().lay_aside(submission)
    assert aside == submission
    assert not [each for each in reachable([aside]) if isinstance(each, Fact)]


def test_what_cannot_be_written_stays_as_it_is() -> None:
    submission = read("text, tabs")
    assert submission.document
    odd = replace(submission, document=replace(submission.document, source=Source("a.txt", "\ud800")))
    assert SubmissionSpool().lay_aside(odd) is odd


@pytest.mark.skipif(sys.platform == "win32", reason="there the file has a name until it is closed")
def test_its_file_has_no_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    aside = SubmissionSpool().lay_aside(read("text, tabs"))
    assert aside.facts[0].indicator
    assert not list(tmp_path.iterdir())


def test_processes_that_are_split_off_read_it_at_once() -> None:
    spool = SubmissionSpool()
    submissions = [read("text, tabs", number) for number in range(8)]
    aside = [spool.lay_aside(each) for each in submissions]

    def read_often(numbers: Iterable[int]) -> list[tuple[int, bool]]:
        return [
            (number, all(aside[number].facts == submissions[number].facts for _ in range(20))) for number in numbers
        ]

    with made_apart(len(aside), read_often, many=1) as answers:
        assert all(aside[number] == submissions[number] for number in range(8))
        assert sorted(each for share in answers() for each in share) == [(number, True) for number in range(8)]
