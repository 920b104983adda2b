from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.ledger.messages import BUSY
from auditor.ledger.messages import DAMAGED
from auditor.ledger.messages import NEWER
from auditor.ledger.messages import LedgerError
from auditor.ledger.store import FILE
from auditor.ledger.store import reading
from auditor.ledger.store import writing
from auditor.ledger.values import Seen
from auditor.ledger.values import seen_of
from tests.ledger.series import RIGHT
from tests.ledger.series import WRONG
from tests.ledger.series import Series
from tests.ledger.series import report

if TYPE_CHECKING:
    from pathlib import Path


def test_an_audit_is_read_as_it_was_kept(series: Series) -> None:
    series.audit(WRONG, name="初审")
    with reading(series.folder) as ledger:
        assert ledger is not None
        assert [run.label for run in ledger.runs()] == ["1 初审 (2026-03-01 09:30)"]
        entry = ledger.entries(1)[0]
        assert (entry.seen.unit, entry.seen.year, entry.seen.figures) == (
            "青屏县",
            2017,
            (("办结件数", "4件"), ("收到件数", "3件")),
        )
        assert Seen.unpacked(entry.seen.packed()) == entry.seen
        assert [each.submission for each in ledger.inputs(1)] == ["青屏县2017.txt"]


def test_what_fails_while_an_audit_is_written_leaves_the_ledger_as_it_was(series: Series) -> None:
    series.audit(WRONG)

    def break_down() -> None:
        with writing(series.folder) as ledger:
            ledger.connection.execute("DELETE FROM run")
            raise OSError(28, "no space left on device")

    with pytest.raises(OSError, match="no space"):
        break_down()
    with reading(series.folder) as kept:
        assert kept is not None
        assert len(kept.runs()) == 1


def test_a_second_writer_waits_and_says_so(series: Series) -> None:
    told: list[str] = []
    series.audit(WRONG)
    with writing(series.folder), pytest.raises(LedgerError) as refused:  # noqa: SIM117
        with writing(series.folder, lambda: told.append("waiting"), patience=0.05):
            pass
    assert told == ["waiting"]
    assert refused.value.words is BUSY
    assert "另一次审核正在写入" in BUSY.say(Lang.ZH, refused.value.values)
    series.audit(RIGHT)


def test_a_file_that_is_no_ledger_is_told_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"not a database, but somebody's notes " * 40)
    with pytest.raises(LedgerError) as refused, writing(tmp_path):
        pass
    assert refused.value.words is DAMAGED
    assert (tmp_path / FILE).read_bytes().startswith(b"not a database")


def test_a_ledger_that_was_cut_off_within_a_word_is_told(series: Series) -> None:
    series.audit(WRONG)
    with closing(sqlite3.connect(series.folder / FILE)) as connection, connection:
        connection.execute("UPDATE entry SET change = 'ne' || char(0)")
    with reading(series.folder) as ledger:
        assert ledger is not None
        with pytest.raises(LedgerError) as caught:
            ledger.entries(1)
    assert caught.value.words is DAMAGED


def test_a_ledger_that_can_only_be_read_is_told_in_the_words_of_other_files(series: Series) -> None:
    def refused() -> None:
        with writing(series.folder) as ledger:
            ledger.connection.execute("PRAGMA query_only = 1")
            ledger.connection.execute("DELETE FROM run")

    with pytest.raises(LedgerError) as caught:
        refused()
    assert caught.value.values["reason"] == "只能读，不能写 read-only"


def test_a_ledger_of_a_later_version_is_not_touched(series: Series) -> None:
    series.audit(WRONG)
    with closing(sqlite3.connect(series.folder / FILE)) as connection:
        connection.execute("PRAGMA user_version = 99")
    with pytest.raises(LedgerError) as refused, writing(series.folder):
        pass
    assert refused.value.words is NEWER


def test_where_there_is_no_ledger_nothing_is_made(tmp_path: Path) -> None:
    with reading(tmp_path / "none") as ledger:
        assert ledger is None
    assert not (tmp_path / "none").exists()


def test_a_finding_that_stays_the_same_is_kept_once(series: Series) -> None:
    series.audit(WRONG)
    series.audit(WRONG, RIGHT_ELSEWHERE)
    with closing(sqlite3.connect(series.folder / FILE)) as connection:
        assert connection.execute("SELECT COUNT(*) FROM entry").fetchone() == (2,)
        assert connection.execute("SELECT COUNT(*) FROM seen").fetchone() == (1,)


RIGHT_ELSEWHERE = RIGHT.__class__("望川区", 2017, {"received": 1, "closed": 1, "replied": 0})


def test_a_ledger_of_the_first_version_is_read_and_goes_on(series: Series) -> None:
    series.audit(WRONG)
    with closing(sqlite3.connect(series.folder / FILE)) as connection:
        connection.executescript(
            "ALTER TABLE seen RENAME TO plain; CREATE TABLE seen (id INTEGER PRIMARY KEY, content TEXT UNIQUE);"
            "INSERT INTO seen SELECT id, content FROM plain; DROP TABLE plain; DROP TABLE rules;"
            "PRAGMA user_version = 1"
        )
    with reading(series.folder) as ledger:
        assert ledger is not None
        assert len(ledger.entries(1)) == 1
    series.audit(WRONG, report(3, 4, unit="河东县"))
    with reading(series.folder) as ledger:
        assert ledger is not None
        changes = {each.seen.unit: each.change for each in ledger.entries(2)}
        assert changes == {"青屏县": "persisting", "河东县": "new"}


def test_half_a_character_in_the_name_of_a_file_is_kept(series: Series) -> None:
    (finding,) = series.audit(WRONG).findings
    seen = seen_of(replace(finding, submission="\udce5.txt"), "")
    assert Seen.unpacked(seen.packed()) == seen
