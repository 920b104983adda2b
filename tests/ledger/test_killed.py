"""An audit that is killed leaves the ledger and the folder whole, and the next one sets both right."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from auditor.ledger.store import FILE
from auditor.ledger.store import reading
from tests.ledger.killed import audit_into

ROOT = Path(__file__).parents[2]
# How many moments are tried: a few on every run, `AUDITOR_KILLS=200` for a long look.
KILLS = int(os.environ.get("AUDITOR_KILLS", "3"))
NOWHERE = 1_000_000


def command(out: Path, closed: int, last: int = NOWHERE) -> tuple[str, ...]:
    return (sys.executable, "-m", "tests.ledger.killed", str(out), str(closed), str(last))


def audit(out: Path, closed: int, last: int = NOWHERE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command(out, closed, last), cwd=ROOT, capture_output=True, text=True, check=False)  # noqa: S603 - our own script


def is_whole(out: Path) -> bool:
    """Whether every file of the audit is what its record says."""
    record: dict[str, str] = json.loads((out / "run.json").read_text(encoding="utf-8"))["files"]
    return {name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in record} == record


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="the system has no such signal")
def test_an_audit_killed_at_any_moment_leaves_everything_whole(tmp_path: Path) -> None:
    out, folder = tmp_path / "out", tmp_path / "out.ledger"
    first = audit(out, 4)
    assert first.returncode == 0, first.stderr
    steps = int(first.stdout)
    (out / "我的笔记.txt").write_text("不要动", encoding="utf-8")
    moments = random.Random(7).sample(range(1, steps), min(KILLS, steps - 1))  # noqa: S311 - which moments are tried
    for closed, moment in enumerate(moments, start=5):
        killed = audit(out, closed, moment)
        assert killed.returncode == -signal.SIGKILL, killed.stderr
        with closing(sqlite3.connect(folder / FILE)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        # NOTE: the folder may be out of the way for one moment; the next audit puts it back first.
        assert is_whole(out if out.exists() else tmp_path / ".out.auditor-old")
        audit_into(out, closed)
        assert is_whole(out)
        assert (out / "我的笔记.txt").read_text(encoding="utf-8") == "不要动"
        with reading(folder) as ledger:
            assert ledger is not None
            assert ledger.entries(len(ledger.runs()))[0].seen.figures[0] == ("办结件数", f"{closed}件")
            assert len(ledger.runs()) == closed - 3


def test_audits_at_once_on_one_folder_follow_one_another(tmp_path: Path) -> None:
    out = tmp_path / "out"
    told = [
        subprocess.Popen(command(out, closed), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)  # noqa: S603 - our own script
        for closed in (4, 5, 6)
    ]
    errors = [each.communicate()[1].decode() for each in told]
    assert [each.returncode for each in told] == [0, 0, 0], errors
    assert is_whole(out)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out.ledger"]
    with reading(tmp_path / "out.ledger") as ledger:
        assert ledger is not None
        kept = [ledger.entries(number)[0].seen.figures[0][1] for number in (1, 2, 3)]
    assert sorted(kept) == ["4件", "5件", "6件"]
    # NOTE: the folder holds the very audit that the ledger kept last.
    assert kept[-1] in (out / "findings.csv").read_text(encoding="utf-8-sig")
    assert not any(each in (out / "findings.csv").read_text(encoding="utf-8-sig") for each in kept[:-1])
