"""The literate specification: every section of every file beside this one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from auditor.engine.testing.cases import run_cases
from auditor.ingest.narrative.examples import wrong_examples
from tests.spec.spec_runner import Case
from tests.spec.spec_runner import read_cases
from tests.spec.spec_runner import updated

FILES = tuple(sorted(Path(__file__).parent.glob("*.md")))
CASES = tuple(case for path in FILES for case in read_cases(path))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.file}: {case.title}")
def test_the_section_says_what_it_shows(case: Case) -> None:
    book, said = case.check()
    assert said == case.expected
    assert len(book.cases) >= case.rows
    wrong = [
        (book.sources[-1].slice(tried.case.span), tried.got.value)
        for tried in run_cases(book)
        if not tried.ok and tried.case.span is not None
    ]
    assert wrong == []
    assert said or [(each.example.text, each.found) for each in wrong_examples(book.schema)] == []


@pytest.mark.skipif(not os.environ.get("UPDATE_SPEC"), reason="only when asked for, to be read before it is kept")
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_diagnostics_are_written_anew(path: Path) -> None:
    path.write_text(updated(path), encoding="utf-8")
