"""Findings are laid aside by report: they are the same, in their order, and none stays in memory."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.audit import audit_folder
from auditor.diagnostics import Words
from auditor.disk import spool
from auditor.disk.spool import aside
from auditor.results import Evidence
from auditor.results import Finding
from auditor.results.by_report import laid_aside
from auditor.results.causes import Cause
from tests.engine.test_gaps import UNKNOWN
from tests.ingest.files.test_spool import reachable
from tests.ingest.generate.content import content
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

RULES = Path(__file__).parents[1] / "rules"
GIVEN = tuple(
    replace(UNKNOWN, id=name, submission=path) for name, path in (("3", "b"), ("1", "c"), ("4", "b"), ("2", "a"))
)


@pytest.fixture(autouse=True)
def _nothing_at_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_AT_HAND", 0)


def test_they_stand_by_report_and_are_what_they_were() -> None:
    findings = laid_aside(Finding, GIVEN)
    assert [each.id for each in findings] == ["2", "3", "4", "1"]
    assert findings.of("b") == (GIVEN[0], GIVEN[2])
    assert findings.of("d") == ()
    assert findings == pickle.loads(pickle.dumps(findings)) == (GIVEN[3], GIVEN[0], GIVEN[2], GIVEN[1])  # noqa: S301 - made here
    assert laid_aside(Finding, findings) is findings


def test_what_is_made_of_a_report_takes_its_place_and_one_without_any_is_gone() -> None:
    def only_later(path: str, found: Sequence[Finding]) -> Iterable[Finding]:
        return (replace(each, unit=path) for each in found if each.id > "1")

    made = laid_aside(Finding, GIVEN).made(Finding, only_later)
    assert [(each.id, each.unit) for each in made] == [("2", "a"), ("3", "b"), ("4", "b")]
    assert list(made.by_submission) == ["a", "b"]


def test_half_a_character_which_cannot_be_written_changes_nothing() -> None:
    odd = replace(UNKNOWN, message=Words("\ud800", ""))
    assert laid_aside(Finding, [odd]) == (odd,)


def test_a_long_row_is_the_same_however_often_it_is_gone_through(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spool, "_TOGETHER", 3)
    given = tuple(replace(UNKNOWN, id=str(number)) for number in range(10))
    row = aside(Finding, iter(given))
    assert (len(row), tuple(row), tuple(row), row[-1]) == (10, given, given, given[-1])
    assert aside(Finding, ()) == ()


def test_none_stays_in_memory(tmp_path: Path) -> None:
    for number in range(3):
        name, data = written(content(FORMS["disclosure-2014"], number, (), "甲乙丙"[number] + "县"), "text, tabs")
        (tmp_path / f"{number}{name}").write_bytes(data)
    result, _ = audit_folder((tmp_path,), RULES)
    assert len(result.findings) > 3
    assert not [each for each in reachable([result]) if isinstance(each, Finding | Cause | Evidence)]
