"""Folders that go with their process, and what killed ones leave."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.disk.scratch import Scratch

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
_HOLDS = """
from auditor.disk.scratch import Scratch
held = Scratch()
(held.path / "unpacked").write_text("x")
print(held.path, flush=True)
input()
"""


@contextmanager
def holding(temporary: Path) -> Iterator[tuple[subprocess.Popen[str], Path]]:
    """A process with a folder of its own."""
    process = subprocess.Popen(  # noqa: S603 - this very program
        (sys.executable, "-c", _HOLDS),
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(temporary)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with process:
        assert process.stdout
        yield process, Path(process.stdout.readline().strip())
        process.kill()


def test_a_folder_goes_with_its_block_and_with_its_object() -> None:
    with Scratch() as folder:
        (folder / "inside").mkdir()
    assert not folder.exists()
    held = Scratch()
    place = held.path
    assert place.is_dir()
    del held
    assert not place.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no such locks: what is left stays")
def test_what_a_killed_process_left_goes_and_what_another_uses_stays(tmp_path: Path) -> None:
    others = tmp_path / "auditor-of-another-program"
    others.mkdir()
    with holding(tmp_path) as (killed, left):
        killed.kill()
        killed.wait()
        assert (left / "unpacked").exists()
        with holding(tmp_path) as (_, used), holding(tmp_path) as (_, last):
            assert not left.exists()
            assert (used / "unpacked").exists()
            assert last.is_dir()
    assert others.is_dir()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes are split off")
def test_a_process_that_was_split_off_takes_nothing_away() -> None:
    held = Scratch()
    place = held.path
    child = os.fork()
    if not child:
        del held
        os._exit(0)
    os.waitpid(child, 0)
    assert place.is_dir()
