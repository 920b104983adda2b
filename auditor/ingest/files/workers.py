"""Processes that read documents apart from ours: a document that hangs, crashes or eats memory costs itself alone.

Each process reads one document after another and says what it found as plain JSON. One that dies, or that is not done
in time, is ended and another one takes its place.
"""

from __future__ import annotations

import copyreg
import gc
import sys
import threading
import time
from collections import deque
from contextlib import suppress
from enum import Enum
from types import MappingProxyType
from types import ModuleType
from typing import TYPE_CHECKING
from typing import Self
from typing import TypeAlias

from msgspec import Struct

from auditor.diagnostics import reason_of
from auditor.ingest.codes import NOT_REGULAR
from auditor.ingest.codes import tell
from auditor.ingest.files import codec
from auditor.ingest.files.process_limits import MEGABYTE
from auditor.ingest.files.process_limits import end_by_itself
from auditor.ingest.files.process_limits import hold_to
from auditor.ingest.files.reading import HEAD
from auditor.ingest.files.reading import is_archive
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.files.reading import read_members
from auditor.ingest.files.reading import unreadable
from auditor.ingest.layout import digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from multiprocessing.connection import Connection
    from multiprocessing.context import SpawnProcess
    from pathlib import Path

    from auditor.document import Submission
    from auditor.schema import Schema

_LARGEST_ANSWER = 512 * MEGABYTE
_STARTING = 120
_MOST_FALSE_STARTS = 3


def _proxy(held: dict[str, object]) -> MappingProxyType[str, object]:
    return MappingProxyType(held)


def _unproxy(
    proxy: MappingProxyType[str, object],
) -> tuple[Callable[..., MappingProxyType[str, object]], tuple[object]]:
    return _proxy, (dict(proxy),)


# Read-only mappings cross to a process as what they hold.
copyreg.pickle(MappingProxyType, _unproxy)


class Limits(Struct, frozen=True):
    """What one document may cost: seconds by the clock, and megabytes of memory where the system can hold it to."""

    seconds: float = 60
    memory: int = 3072


class Task(Struct, frozen=True):
    """A file to be read, by its place; `unpack` is a folder that the members of an archive go to."""

    path: str
    place: Path
    unpack: Path | None = None


class Lost(Enum):
    """Why a document gave nothing."""

    DIED = "died"
    HUNG = "hung"
    MEMORY = "memory"


class Read(Struct, frozen=True):
    """What came of a task: submissions as encoded, and the files unpacked, by name and place."""

    encoded: bytes
    members: tuple[tuple[str, Path], ...] = ()


Answer: TypeAlias = "Read | Lost"


class _Worker(Struct):
    """A process with what it is doing; it is not ready before it has said so."""

    process: SpawnProcess
    connection: Connection
    deadline: float
    task: Task | None = None
    is_ready: bool = False


class _NoMain:
    """While held, a process that is started does not run the program's main module again, whatever that does."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._main: ModuleType | None = None

    def __enter__(self) -> None:
        self._lock.acquire()
        self._main = sys.modules.get("__main__")
        sys.modules["__main__"] = ModuleType("__main__")

    def __exit__(self, *_: object) -> None:
        if self._main is not None:
            sys.modules["__main__"] = self._main
        self._lock.release()


_WITHOUT_MAIN = _NoMain()


class Pool:
    """Processes that read tasks, as many as there is work for and no more than `size`."""

    def __init__(self, schema: Schema, size: int, limits: Limits) -> None:
        import multiprocessing  # here, as few files are read without other processes
        from multiprocessing.reduction import ForkingPickler

        # NOTE: spawn, because a fork of a process with a data frame library in it can hang.
        self._context = multiprocessing.get_context("spawn")
        self._declared = ForkingPickler.dumps(schema)
        self._size = size
        self._limits = limits
        self._waiting: deque[Task] = deque()
        self._workers: list[_Worker] = []
        self._false_starts = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in self._workers:
            _end(worker)
        self._workers.clear()

    def submit(self, task: Task) -> None:
        """Adds a task, also while answers are taken."""
        self._waiting.append(task)

    def answers(self) -> Iterator[tuple[Task, Answer]]:
        """What comes of the tasks, in the order in which they are done, until none is left."""
        while self._waiting or any(worker.task for worker in self._workers):
            self._assign()
            yield from self._collect()

    def _assign(self) -> None:
        busy = sum(worker.task is not None for worker in self._workers)
        missing = min(self._size, busy + len(self._waiting)) - len(self._workers)
        self._workers.extend(self._start() for _ in range(missing))
        for worker in self._workers:
            if worker.is_ready and worker.task is None and self._waiting:
                self._give(worker, self._waiting.popleft())

    def _give(self, worker: _Worker, task: Task) -> None:
        worker.task = task
        worker.deadline = time.monotonic() + self._limits.seconds
        with suppress(OSError):  # one that died is found when its answer is awaited
            worker.connection.send(task)

    def _start(self) -> _Worker:
        ours, theirs = self._context.Pipe()
        # NOTE: the declarations go through the pipe, because a process that dies while it is handed large arguments
        # leaves the starting one waiting for ever.
        process = self._context.Process(target=_work, args=(theirs, self._limits), daemon=True)
        with _WITHOUT_MAIN:
            process.start()
        theirs.close()
        return _Worker(process, ours, time.monotonic() + _STARTING)

    def _collect(self) -> Iterator[tuple[Task, Answer]]:
        from multiprocessing.connection import wait

        awaited = [worker for worker in self._workers if worker.task or not worker.is_ready]
        soonest = min((worker.deadline for worker in awaited), default=time.monotonic())
        ready = wait([worker.connection for worker in awaited], max(0.0, soonest - time.monotonic()))
        for worker in awaited:
            if worker.connection in ready:
                yield from self._hear(worker)
            elif time.monotonic() >= worker.deadline:
                yield from self._give_up(worker, Lost.HUNG)

    def _hear(self, worker: _Worker) -> Iterator[tuple[Task, Answer]]:
        try:
            said = worker.connection.recv_bytes(_LARGEST_ANSWER)
        except (EOFError, OSError):
            yield from self._give_up(worker, Lost.DIED)
            return
        if not worker.is_ready:
            worker.is_ready = True
            self._false_starts = 0
            with suppress(OSError):
                worker.connection.send_bytes(self._declared)
            return
        task, worker.task = worker.task, None
        if task is not None:
            yield task, _answer(task, said)

    def _give_up(self, worker: _Worker, why: Lost) -> Iterator[tuple[Task, Answer]]:
        """Ends a process and tells what it was at; when none even starts, all that waits is lost."""
        _end(worker)
        self._workers.remove(worker)
        if worker.task is not None:
            yield worker.task, why
            return
        self._false_starts += 1
        if self._false_starts >= _MOST_FALSE_STARTS:
            yield from ((task, why) for task in self._waiting)
            self._waiting.clear()


def _end(worker: _Worker) -> None:
    with suppress(OSError):
        worker.connection.close()
    worker.process.kill()
    worker.process.join()
    worker.process.close()


def _answer(task: Task, said: bytes) -> Answer:
    """What a process said: a mark, the names of what it unpacked, and submissions."""
    if said == _OUT_OF_MEMORY:
        return Lost.MEMORY
    head, _, encoded = said.partition(b"\n")
    names = head.decode("utf-8", "surrogatepass").split("\0") if head else []
    folder = task.unpack or task.place.parent
    return Read(encoded, tuple((name, folder / str(number)) for number, name in enumerate(names)))


# ------------------------------------------------------------------------------------------------- within the process

_OUT_OF_MEMORY = b"memory"
_READY = b"ready"


def _work(connection: Connection, limits: Limits) -> None:
    """Reads tasks until nobody gives any; the first thing given are the declarations."""
    hold_to(limits.memory)
    connection.send_bytes(_READY)
    try:
        schema: Schema = connection.recv()
    except (EOFError, OSError, KeyboardInterrupt):
        return
    gc.freeze()  # what is there for good is not looked through again at every document
    while True:
        try:
            task: Task = connection.recv()
        except (EOFError, OSError, KeyboardInterrupt):
            return
        end_by_itself(limits.seconds)
        try:
            said = _done(task, schema)
        except MemoryError:
            said = _OUT_OF_MEMORY
        with suppress(OSError):
            connection.send_bytes(said)


def _done(task: Task, schema: Schema) -> bytes:
    try:
        data = task.place.read_bytes()
    except OSError as error:
        return b"\n" + codec.encode([vanished(task.path, error)])
    if task.unpack is None or not is_archive(task.path, data[:HEAD]):
        return b"\n" + codec.encode(read_bytes(task.path, data, schema))
    members = read_members(task.path, data)
    task.unpack.mkdir(exist_ok=True)
    for number, (_, content) in enumerate(members.files):
        (task.unpack / str(number)).write_bytes(content)
    wrong = [unreadable(task.path, digest(data), members.diagnostics)] if members.diagnostics else []
    head = "\0".join(name for name, _ in members.files)
    return head.encode("utf-8", "surrogatepass") + b"\n" + codec.encode(wrong)


def vanished(path: str, error: OSError) -> Submission:
    """A file that was there and cannot be read."""
    return unreadable(path, "", (tell(NOT_REGULAR, path, error=reason_of(error)),))
