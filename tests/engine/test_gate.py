"""The gate: a broken reading is an error of the program, shown as such, and never bad data."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest
from msgspec.structs import replace
from typer.testing import CliRunner

import auditor.audit as pipeline
from auditor.cli.commands.every import app
from auditor.diagnostics import Lang
from auditor.document import Origin
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.engine.gate import GateFrames
from auditor.engine.gate import breaches_of
from auditor.engine.gate import pass_gate
from auditor.engine.gate import prepare
from auditor.facts import FIGURES
from auditor.ingest.figure_tables.frames import frame_table
from auditor.ingest.figure_tables.sheets import read_figures
from auditor.ingest.tabulate import origin_rows
from auditor.ingest.tabulate import tabulate
from auditor.judging import audit_received
from auditor.lang.load import load_rules
from auditor.source import Span

ROOT = Path(__file__).parents[2]
BOOK = load_rules(ROOT / "rules")[0]
TABLE = pl.DataFrame({"单位": ["清河镇", "白沙镇"], "年度": [2017, 2017], "申请办结数": [12, 9], "按时办结数": [10, 9]})
GIVEN = read_figures(frame_table("数", TABLE.with_columns(延期办结数=3)), BOOK.schema)
NOWHERE = Origin(Span(900, 901), 1)


def broken(submission: Submission, **changes: object) -> Submission:
    """The submission with its first figure read in a way that no reader may read."""
    first, *others = submission.facts
    return replace(submission, facts=(replace(first, **changes), *others))


def frames(*submissions: Submission) -> GateFrames:
    return prepare(tabulate(submissions, BOOK.schema), origin_rows(submissions), BOOK.schema)


def test_what_is_read_well_passes() -> None:
    assert pass_gate(GIVEN, tabulate(GIVEN, BOOK.schema), BOOK.schema) == (GIVEN, ())


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"raw": " "}, "a value without a raw text"),
        ({"origin": NOWHERE}, "no origin, or one outside of the text"),
        ({"indicator": "no_such"}, "the form has no such indicator or column"),
        ({"member": "total"}, "the form has no such indicator or column"),
        ({"low": 3}, None),
        ({"low": 20, "high": 30}, "a value beyond its own bounds"),
    ],
)
def test_each_check_notices_what_it_is_for(changes: dict[str, object], words: str | None) -> None:
    found = breaches_of(frames(broken(GIVEN[0], **changes), GIVEN[1]))
    assert [(it.record, it.words.en) for it in found] == ([(0, words)] if words else [])


def test_a_refused_report_gives_no_finding_and_leaves_the_others_at_work() -> None:
    usual = audit_received(GIVEN, BOOK)
    result = audit_received((broken(GIVEN[0], raw=""), GIVEN[1]), BOOK)
    assert [each.status for each in result.submissions] == [Status.UNREADABLE, Status.AUDITED]
    assert result.findings == tuple(it for it in usual.findings if it.submission == GIVEN[1].path)
    (told,) = result.diagnostics
    assert told.code.id == "AUD503"
    assert "有数而没有原文（1 处" in told.message(Lang.ZH)
    assert "error of the program, not of the report" in (told.help(Lang.EN) or "")


def test_tables_of_other_types_stop_every_report() -> None:
    table = tabulate(GIVEN, BOOK.schema)
    wrong = replace(table, figures=table.figures.with_columns(pl.col("stored").cast(pl.Float64)))
    marked, told = pass_gate(GIVEN, wrong, BOOK.schema)
    assert {each.status for each in marked} == {Status.UNREADABLE}
    assert len(told) == len(GIVEN)
    assert dict(table.figures.schema) == dict(FIGURES)


def test_the_command_says_that_the_program_is_wrong(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    given = (broken(GIVEN[0], reading=Reading.VALUE, raw=""), GIVEN[1])
    monkeypatch.setattr(pipeline, "receive_all", lambda *_: given)
    given_in, out = tmp_path / "in", tmp_path / "out"
    given_in.mkdir()
    ran = CliRunner().invoke(app, ["audit", str(given_in), "--rules", str(ROOT / "rules"), "--out", str(out)])
    assert ran.exit_code == 2
    assert "AUD503 gate" in ran.stderr
    rows = pl.read_parquet(out / "submissions.parquet").select("status", "reason").rows()
    assert [status for status, _ in rows] == ["unreadable", "audited"]
    assert "没有通过自检" in rows[0][1]


def test_great_expectations_finds_the_same_breaches() -> None:
    pytest.importorskip("great_expectations", reason="Great Expectations is an extra")
    from auditor.engine.expectations.gate import gx_breaches

    changes: tuple[dict[str, object], ...] = (
        {"raw": ""},
        {"origin": NOWHERE},
        {"indicator": "x"},
        {"low": 20, "high": 30},
        {},
    )
    for change in changes:
        checked = frames(broken(GIVEN[0], **change), GIVEN[1])
        assert gx_breaches(checked) == breaches_of(checked), change
