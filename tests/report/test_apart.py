from __future__ import annotations

import multiprocessing
import os
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING
from typing import TypeVar

import pytest

from auditor.report import write
from auditor.report.files import apart
from auditor.report.files.apart import made_apart
from auditor.report.write import write_report
from tests.report import report_samples

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from pathlib import Path

T = TypeVar("T")


@pytest.fixture(autouse=True)
def three_cores(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three cores, and no thread that another test left behind."""
    monkeypatch.setattr(apart, "_cores", lambda: 3)
    monkeypatch.setattr(threading, "active_count", lambda: 1)


def made(make: Callable[[Iterable[int]], T]) -> list[T]:
    with made_apart(7, make, many=1) as answers:
        return answers()


needs_forks = pytest.mark.skipif(sys.platform != "linux", reason="this system does not split processes")


@needs_forks
def test_every_number_is_in_one_share_and_each_share_is_made_by_a_process_of_its_own() -> None:
    shares = made(lambda numbers: (os.getpid(), list(numbers)))
    assert [numbers for _, numbers in shares] == [[0, 3, 6], [1, 4], [2, 5]]
    assert len({process for process, _ in shares} - {os.getpid()}) == 3


def test_beside_other_threads_all_are_made_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "active_count", lambda: 2)
    assert made(list) == [[0, 1, 2, 3, 4, 5, 6]]


def test_few_are_made_here() -> None:
    with made_apart(7, lambda numbers: (os.getpid(), list(numbers)), many=8) as answers:
        assert answers() == [(os.getpid(), [0, 1, 2, 3, 4, 5, 6])]


@needs_forks
def test_a_share_whose_process_dies_is_made_here() -> None:
    here = os.getpid()

    def make(numbers: Iterable[int]) -> list[int]:
        share = list(numbers)
        if os.getpid() != here and 1 in share:
            os._exit(9)
        return share

    assert made(make) == [[0, 3, 6], [1, 4], [2, 5]]


def test_what_fails_everywhere_fails_here_with_its_own_error() -> None:
    def make(_: Iterable[int]) -> None:
        raise OSError(28, "no space left on device")

    with pytest.raises(OSError, match="no space"):
        made(make)


def test_no_process_is_left_when_the_caller_fails() -> None:
    with pytest.raises(KeyError), made_apart(7, list, many=1):
        raise KeyError
    assert multiprocessing.active_children() == []


def test_pages_made_apart_are_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(report_samples.audit(), tmp_path / "here")
    monkeypatch.setattr(write, "made_apart", partial(made_apart, many=1))
    write_report(report_samples.audit(), tmp_path / "apart")
    here, there = (
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")}
        for name in ("here", "apart")
    )
    assert here == there
