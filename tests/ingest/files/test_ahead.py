"""What is read ahead is found as if it had been read here, and what is not read ahead is read here."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from auditor.ingest.files import ahead
from auditor.ingest.files import receive as receiving
from auditor.ingest.files.ahead import read_ahead
from auditor.ingest.files.cache import Cache
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.files.receive import receive
from tests.ingest.files.test_cache import forbid_reading
from tests.ingest.files.test_receive import REPORT
from tests.ingest.files.test_receive import SCHEMA
from tests.ingest.files.test_workers import PAGE

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="this system does not split processes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    (place / "a.txt").write_text(REPORT, encoding="utf-8")
    (place / "b.txt").write_text(REPORT.replace("某县", "某市"), encoding="utf-8")
    return place


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Cache:
    monkeypatch.setattr(ahead, "_can_split", lambda: True)  # whatever threads other tests left behind
    return Cache.of(SCHEMA, tmp_path / "cache")


def test_texts_are_read_by_another_process_meanwhile(
    folder: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    with read_ahead((folder / "a.txt", folder / "b.txt"), SCHEMA, kept):
        forbid_reading(monkeypatch)
    found = receive(folder / "a.txt", SCHEMA, cache=kept) + receive(folder / "b.txt", SCHEMA, cache=kept)
    monkeypatch.undo()
    assert found == receive(folder, SCHEMA)


def test_many_texts_are_shared_by_two_processes(folder: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in "cdefghij":
        (folder / f"{name}.txt").write_text(REPORT.replace("某县", f"{name}县"), encoding="utf-8")
    readers, read = folder.parent / "readers", read_bytes

    def noted(*given: object) -> object:
        with readers.open("a", encoding="ascii") as file:
            file.write(f"{os.getpid()}\n")
        return read(*given)  # type: ignore[arg-type] # what it was called with

    monkeypatch.setattr(receiving, "read_bytes", noted)
    with read_ahead((folder,), SCHEMA, kept):
        pass
    counts = Counter(readers.read_text(encoding="ascii").split())
    assert sorted(counts.values()) == [5, 5]
    forbid_reading(monkeypatch)
    assert len(receive(folder, SCHEMA, cache=kept)) == 10


def test_what_processes_of_their_own_read_is_left_to_them(folder: Path, kept: Cache) -> None:
    (folder / "c.html").write_text(PAGE, encoding="utf-8")
    with read_ahead((folder,), SCHEMA, kept):
        pass
    assert sum(1 for _ in kept.folder.rglob("*") if _.is_file()) == 2
    assert receive(folder, SCHEMA, cache=kept) == receive(folder, SCHEMA)


@pytest.mark.parametrize("how", ["dies", "fails"])
def test_what_the_other_process_could_not_read_is_read_here(
    how: str, folder: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    here, read = os.getpid(), read_bytes

    def breaks(*given: object) -> object:
        if os.getpid() == here:
            return read(*given)  # type: ignore[arg-type] # what it was called with
        if how == "dies":
            os.kill(os.getpid(), 9)
        raise ValueError

    monkeypatch.setattr(receiving, "read_bytes", breaks)
    with read_ahead((folder,), SCHEMA, kept):
        pass
    assert receive(folder, SCHEMA, cache=kept) == receive(folder, SCHEMA)


def test_it_is_told_whether_texts_are_still_being_read(
    folder: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    told, tells = os.pipe()

    def waiting(*given: object) -> object:
        os.read(told, 1)
        return read_bytes(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(receiving, "read_bytes", waiting)
    with read_ahead((folder / "a.txt",), SCHEMA, kept) as is_reading:
        assert is_reading()
        os.write(tells, b".")
        while is_reading():
            pass
        assert not is_reading()
    with monkeypatch.context() as alone:
        alone.setattr(ahead, "_can_split", lambda: False)
        with read_ahead((folder,), SCHEMA, kept) as is_reading:
            assert not is_reading()


def test_an_error_of_what_is_done_meanwhile_leaves_no_process_behind(
    folder: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    split, fork = list[int](), os.fork

    def noted() -> int:
        split.append(fork())
        return split[-1]

    monkeypatch.setattr(os, "fork", noted)
    with pytest.raises(LookupError), read_ahead((folder,), SCHEMA, kept):
        raise LookupError
    with pytest.raises(ChildProcessError):
        os.waitpid(split[0], os.WNOHANG)


def test_where_nothing_can_be_kept_nothing_is_read_ahead(
    folder: Path, tmp_path: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    nowhere = Cache.of(SCHEMA, tmp_path / "file")
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("it was split"))
    with read_ahead((folder,), SCHEMA, nowhere):
        pass
    assert receive(folder, SCHEMA, cache=nowhere) == receive(folder, SCHEMA, cache=kept)


def test_beside_other_threads_nothing_is_split_off(folder: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ahead, "_can_split", lambda: False)
    monkeypatch.setattr(os, "fork", lambda: pytest.fail("it was split"))
    with read_ahead((folder,), SCHEMA, kept):
        pass
    assert not kept.folder.exists() or not any(kept.folder.rglob("*"))
