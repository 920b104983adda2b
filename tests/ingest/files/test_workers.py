"""A document that hangs, crashes or eats memory costs one line, and the others are read."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.document import Status
from auditor.ingest.files import reading
from auditor.ingest.files import workers
from auditor.ingest.files.receive import receive
from auditor.ingest.files.workers import Limits
from tests.ingest.files.test_receive import REPORT
from tests.ingest.files.test_receive import SCHEMA
from tests.ingest.files.test_receive import by_path
from tests.ingest.files.test_receive import reasons

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

    from auditor.document import Submission
    from auditor.schema import Schema

PAGE = f"<html><body>{''.join(f'<p>{line}</p>' for line in REPORT.splitlines())}</body></html>"


def read_badly(path: str, data: bytes, schema: Schema) -> tuple[Submission, ...]:
    """Stands in for libraries that a hostile file breaks."""
    if "hangs" in path:
        time.sleep(600)
    if "crashes" in path:
        os.abort()
    if "memory" in path:
        bytearray(1 << 42)
    return reading.read_bytes(path, data, schema)


def work_badly(connection: Connection, limits: Limits) -> None:
    """What a process does, with a reader that breaks."""
    vars(workers)["read_bytes"] = read_badly
    workers._work(connection, limits)  # noqa: SLF001


@pytest.fixture
def bad_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_work", work_badly)


@pytest.mark.usefixtures("bad_reader")
@pytest.mark.skipif(sys.platform != "linux", reason="memory can be limited on Linux only")
def test_hostile_documents_cost_a_line_each(tmp_path: Path) -> None:
    for name in ("a", "crashes", "hangs", "memory", "z"):
        (tmp_path / f"{name}.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "plain.txt").write_text(REPORT, encoding="utf-8")
    told: list[tuple[int, int]] = []
    found = by_path(receive(tmp_path, SCHEMA, lambda *done: told.append(done), limits=Limits(seconds=5)))
    assert {path: reasons(each) for path, each in found.items() if each.status is Status.UNREADABLE} == {
        "crashes.html": ["reader-died"],
        "hangs.html": ["reader-hung"],
        "memory.html": ["out-of-memory"],
    }
    assert all(found[path].status is Status.AUDITED for path in ("a.html", "plain.txt", "z.html"))
    assert (told[0], told[-1]) == ((0, 6), (6, 6))


@pytest.mark.usefixtures("bad_reader")
def test_a_hostile_member_costs_the_archive_nothing_else(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("a.html", PAGE)
        archive.writestr("crashes.html", PAGE)
        archive.writestr("z.txt", REPORT)
    found = by_path(receive(tmp_path, SCHEMA))
    assert {path: each.status.value for path, each in found.items()} == {
        "all.zip/a.html": "audited",
        "all.zip/crashes.html": "unreadable",
        "all.zip/z.txt": "audited",
    }


def start_never(connection: Connection, _limits: Limits) -> None:
    """A process that dies before it reads anything."""
    connection.close()


def test_processes_that_never_start_cost_their_documents_and_no_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_work", start_never)
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (tmp_path / "b.txt").write_text(REPORT, encoding="utf-8")
    found = by_path(receive(tmp_path, SCHEMA))
    assert reasons(found["a.html"]) == ["reader-died"]
    assert found["b.txt"].status is Status.AUDITED


def test_what_processes_read_is_what_is_read_here(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(PAGE, encoding="utf-8")
    (submission,) = receive(tmp_path, SCHEMA)
    assert (submission,) == reading.read_bytes("a.html", PAGE.encode(), SCHEMA)


def test_a_program_that_guards_nothing_is_not_run_again(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.html").write_text(PAGE, encoding="utf-8")
    program = tmp_path / "program.py"
    program.write_text(
        "from pathlib import Path\n"
        "from auditor.ingest.files.receive import receive\n"
        "from auditor.schema import Schema\n"
        f"print(receive(Path({str(tmp_path / 'in')!r}), Schema())[0].status.value)\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[3]
    done = subprocess.run(  # noqa: S603
        [sys.executable, program],
        env={**os.environ, "PYTHONPATH": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.stdout.strip(), done.stderr) == ("audited", "")
