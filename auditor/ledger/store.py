"""The ledger's file: an SQLite database with one writer, in which every audit is whole or not at all.

Whoever writes holds the file's lock from before the changes are worked out until the audit's folder is written, so that
two audits never mix. A killed process leaves no lock and no half audit.
"""

from __future__ import annotations

import errno
import json
import sqlite3
from contextlib import closing
from contextlib import contextmanager
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import reason_of
from auditor.ledger.messages import BUSY
from auditor.ledger.messages import DAMAGED
from auditor.ledger.messages import FULL
from auditor.ledger.messages import NEWER
from auditor.ledger.messages import NOT_WRITABLE
from auditor.ledger.messages import LedgerError
from auditor.ledger.values import Entry
from auditor.ledger.values import Input
from auditor.ledger.values import Run
from auditor.ledger.values import Seen
from auditor.ledger.values import Stand
from auditor.ledger.values import Tally
from auditor.results import Change

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

FILE = "ledger.sqlite"
_VERSION = 2
_PATIENCE = 600.0  # seconds: writing the pages of some thousand reports takes minutes
_SCHEMA = """
CREATE TABLE run (number INTEGER PRIMARY KEY, at TEXT, name TEXT, digest TEXT, rules TEXT, version TEXT);
CREATE TABLE input (
    run INTEGER, submission TEXT, digest TEXT, status TEXT, unit TEXT, year INTEGER,
    PRIMARY KEY (run, submission)
) WITHOUT ROWID;
CREATE TABLE seen (id INTEGER PRIMARY KEY, content TEXT);
CREATE TABLE entry (
    run INTEGER, finding TEXT, seen INTEGER, stand TEXT, change TEXT, since INTEGER, reason TEXT, answer TEXT,
    explained TEXT, PRIMARY KEY (run, finding)
) WITHOUT ROWID;
CREATE TABLE figures (digest TEXT PRIMARY KEY, content TEXT) WITHOUT ROWID;
"""
# NOTE: ledgers of the first version may be without it.
_RULES = "CREATE TABLE IF NOT EXISTS rules (made_by TEXT PRIMARY KEY, digests TEXT) WITHOUT ROWID"
# In the first version contents were unique by an index, which took three times the room of what it was of.
_FROM_FIRST = """
ALTER TABLE seen RENAME TO indexed;
CREATE TABLE seen (id INTEGER PRIMARY KEY, content TEXT);
INSERT INTO seen SELECT id, content FROM indexed;
DROP TABLE indexed
"""
_ENTRY = """
SELECT content, stand, change, since, reason, answer, explained FROM entry JOIN seen ON seen.id = entry.seen
WHERE run = ?
"""
_TALLIES = """
SELECT run, unit, year, '', '', '', 0 FROM input WHERE status = 'audited' AND run IN ({marks})
UNION ALL
SELECT run, unit, year, severity, stand, answer, count(*) FROM (
    SELECT entry.run, json_extract(content, '$.unit') AS unit, json_extract(content, '$.year') AS year,
           json_extract(content, '$.severity') AS severity, entry.stand, entry.answer
    FROM entry JOIN seen ON seen.id = entry.seen
    WHERE entry.run IN ({marks})
      AND json_extract(content, '$.verdict') = 'fail' AND NOT json_extract(content, '$.trial')
) GROUP BY run, unit, year, severity, stand, answer
"""


class Ledger(Struct, frozen=True):
    """An open ledger; within `writing` it is locked for others that would write."""

    connection: sqlite3.Connection

    def runs(self) -> tuple[Run, ...]:
        """All audits, the first one first."""
        rows = self.connection.execute("SELECT number, at, name, digest, rules, version FROM run ORDER BY number")
        return tuple(Run(*row) for row in rows)

    def entries(self, run: int) -> tuple[Entry, ...]:
        """How every finding stood after an audit, by id."""
        return tuple(self.each_entry(run))

    def each_entry(self, run: int) -> Iterator[Entry]:
        """The same, one by one."""
        return map(_entry, self.connection.execute(f"{_ENTRY} ORDER BY finding", (run,)))

    def entry(self, run: int, finding: str) -> Entry | None:
        """How a finding stood after an audit, by its id; None where it was not known then."""
        row = self.connection.execute(f"{_ENTRY} AND finding = ?", (run, finding)).fetchone()
        return None if row is None else _entry(row)

    def tallies(self, runs: tuple[int, ...]) -> tuple[Tally, ...]:
        """How the findings that count stood after some audits, report by report; one without any has a line of 0."""
        marks = ",".join("?" * len(runs))
        return tuple(self.connection.execute(_TALLIES.format(marks=marks), (*runs, *runs)))

    def inputs(self, run: int) -> tuple[Input, ...]:
        """What an audit was given, by path."""
        rows = self.connection.execute(
            "SELECT submission, digest, status, unit, year FROM input WHERE run = ? ORDER BY submission", (run,)
        )
        return tuple(Input(*row) for row in rows)

    def figures(self, digest: str) -> str | None:
        """The figures of a submission, as they were given to `record`; None where they are not known."""
        row = self.connection.execute("SELECT content FROM figures WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else str(row[0])

    def rule_digests(self) -> Mapping[str, Mapping[str, str]]:
        """The digest of each rule by its id, by what audits were made by; of those alone that were kept with them."""
        if not self.connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'rules'").fetchone():
            return {}
        rows = self.connection.execute("SELECT made_by, digests FROM rules")
        return {made_by: json.loads(digests) for made_by, digests in rows}

    def before(self, digest: str) -> Run | None:
        """The audit that one of this digest is compared with: the last one that is not the very same."""
        runs = self.runs()
        earlier = runs[:-1] if runs and runs[-1].digest == digest else runs
        return earlier[-1] if earlier else None

    def record(
        self,
        run: Run,
        inputs: Iterable[Input],
        entries: Iterable[Entry],
        figures: Iterable[tuple[str, Callable[[], str]]],
        rule_digests: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        """Keeps an audit; `figures` are those of each submission by its digest, packed if they are not known already.

        The same audit again adds nothing but a new name and what was explained since.
        """
        last = self.runs()[-1:]
        if last and last[0].digest == run.digest:
            self._update(last[0], run, entries)
            return
        write = self.connection.execute
        write(
            "INSERT INTO run VALUES (?, ?, ?, ?, ?, ?)",
            (run.number, run.at, run.name, run.digest, run.rules, run.version),
        )
        self.connection.executemany(
            "INSERT INTO input VALUES (?, ?, ?, ?, ?, ?)",
            ((run.number, _storable(it.submission), it.digest, it.status, it.unit, it.year) for it in inputs),
        )
        for digest, pack in figures:
            if not write("SELECT 1 FROM figures WHERE digest = ?", (digest,)).fetchone():
                write("INSERT INTO figures VALUES (?, ?)", (digest, _storable(pack())))
        write("INSERT OR IGNORE INTO rules VALUES (?, ?)", (run.made_by, json.dumps(dict(rule_digests))))
        before = last[0].number if last else 0
        self.connection.executemany(
            "INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((run.number, each.seen.id, self._seen(each.seen, before), *_standing(each)) for each in entries),
        )

    def _seen(self, seen: Seen, before: int) -> int:
        """The number of a finding as it was seen: that of the audit before, where it is what it was."""
        content = seen.packed()
        known = self.connection.execute(
            "SELECT seen.id FROM entry JOIN seen ON seen.id = entry.seen WHERE run = ? AND finding = ? AND content = ?",
            (before, seen.id, content),
        ).fetchone()
        if known is not None:
            return int(known[0])
        return self.connection.execute("INSERT INTO seen (content) VALUES (?)", (content,)).lastrowid or 0

    def _update(self, last: Run, run: Run, entries: Iterable[Entry]) -> None:
        if run.name and run.name != last.name:
            self.connection.execute("UPDATE run SET name = ? WHERE number = ?", (run.name, last.number))
        told = ((each.answer, _storable(each.explained), last.number, each.seen.id) for each in entries)
        self.connection.executemany(
            "UPDATE entry SET answer = ?1, explained = ?2"
            " WHERE run = ?3 AND finding = ?4 AND (answer, explained) IS NOT (?1, ?2)",
            told,
        )


@contextmanager
def writing(folder: Path, waiting: Callable[[], None] = lambda: None, patience: float = _PATIENCE) -> Iterator[Ledger]:
    """The ledger of a folder, locked; what is recorded is kept when the block ends without an error.

    `waiting` is called once where another audit holds the lock; after `patience` seconds it is a `LedgerError`.
    """
    place = folder / FILE
    with _told(place):
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:  # a file in its place, a folder closed for writing
            raise LedgerError(NOT_WRITABLE, {"reason": reason_of(error)}) from error
        connection = sqlite3.connect(place, timeout=0, isolation_level=None)
        with closing(connection):
            _lock(connection, waiting, patience)
            _prepare(connection)
            yield Ledger(connection)
            connection.execute("COMMIT")


def is_cut_short(folder: Path) -> bool:
    """Whether the ledger of a folder is there with nothing in it: cut off, or its first audit ended early."""
    place = folder / FILE
    return place.is_file() and place.stat().st_size <= 1  # which the database takes for an empty one


@contextmanager
def reading(folder: Path) -> Iterator[Ledger | None]:
    """The ledger of a folder as it is, None where there is none; nothing is written or locked for long."""
    place = folder / FILE
    with _told(place):
        if not place.is_file() or not place.stat().st_size:
            yield None
            return
        # NOTE: a journal that a killed audit left is played back by the first reader, which only a writer may do.
        connection = sqlite3.connect(place, timeout=30, isolation_level=None)
        with closing(connection):
            connection.execute("BEGIN")
            version = _version(connection)
            yield Ledger(connection) if version else None


# ------------------------------------------------------------------------------------------------------------- within


def _lock(connection: sqlite3.Connection, waiting: Callable[[], None], patience: float) -> None:
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF != sqlite3.SQLITE_BUSY:
            raise
        waiting()
        connection.execute(f"PRAGMA busy_timeout = {int(patience * 1000)}")
        connection.execute("BEGIN IMMEDIATE")


def _prepare(connection: sqlite3.Connection) -> None:
    version = _version(connection)
    if version != _VERSION:
        for statement in (_FROM_FIRST if version else _SCHEMA).split(";"):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {_VERSION}")
    connection.execute(_RULES)


def _entry(row: tuple[str, str, str, int, str, str, str]) -> Entry:
    content, stand, change, since, reason, answer, explained = row
    try:
        return Entry(Seen.unpacked(content), Stand(stand), Change(change), since, reason, answer, explained)
    except ValueError as error:  # a file that was cut off can still be a database
        raise LedgerError(DAMAGED, {"reason": str(error)}) from error


def _standing(it: Entry) -> tuple[str, str, int, str, str, str]:
    return it.stand.value, it.change.value, it.since, it.reason, it.answer, _storable(it.explained)


def _version(connection: sqlite3.Connection) -> int:
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > _VERSION:
        raise LedgerError(NEWER)
    return version


@contextmanager
def _told(place: Path) -> Iterator[None]:
    """What the database refuses, in words that say what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        kind = getattr(error, "sqlite_errorcode", 0) & 0xFF
        words = {
            sqlite3.SQLITE_BUSY: BUSY,
            sqlite3.SQLITE_FULL: FULL,
            sqlite3.SQLITE_READONLY: NOT_WRITABLE,
            sqlite3.SQLITE_CANTOPEN: NOT_WRITABLE,
            sqlite3.SQLITE_PERM: NOT_WRITABLE,
            sqlite3.SQLITE_CORRUPT: DAMAGED,
            sqlite3.SQLITE_NOTADB: DAMAGED,
        }.get(kind, DAMAGED)
        reason = reason_of(OSError(errno.EROFS, "")) if kind == sqlite3.SQLITE_READONLY else str(error)
        raise LedgerError(words, {"path": str(place), "reason": reason}) from error
    except LedgerError as error:
        raise LedgerError(error.words, {"path": str(place), **error.values}) from error


def _storable(text: str) -> str:
    """A text that can be stored: a file name of broken bytes can hold half a character."""
    return text.encode("utf-8", "replace").decode("utf-8")
