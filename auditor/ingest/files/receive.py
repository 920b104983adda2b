"""Submissions of a folder: every file becomes one, and no file can stop the others.

Small plain texts are read here; everything else is read by other processes with limits on time and memory, and what
was read before and did not change is taken from the cache.
"""

from __future__ import annotations

import os
from contextlib import ExitStack
from functools import partial
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.disk.scratch import Scratch
from auditor.ingest.codes import OUT_OF_MEMORY
from auditor.ingest.codes import READER_DIED
from auditor.ingest.codes import READER_HUNG
from auditor.ingest.codes import TOO_LARGE
from auditor.ingest.codes import tell
from auditor.ingest.files import codec
from auditor.ingest.files.discover import MEGABYTE
from auditor.ingest.files.discover import discover
from auditor.ingest.files.discover import limit_of
from auditor.ingest.files.discover import read_head
from auditor.ingest.files.discover import recognise
from auditor.ingest.files.plugged import may_be_plugged
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.files.reading import unreadable
from auditor.ingest.files.spool import SubmissionSpool
from auditor.ingest.files.workers import Limits
from auditor.ingest.files.workers import Lost
from auditor.ingest.files.workers import Pool
from auditor.ingest.files.workers import Read
from auditor.ingest.files.workers import Task
from auditor.ingest.files.workers import vanished
from auditor.ingest.layout import digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from pathlib import Path

    from auditor.document import Submission
    from auditor.ingest.files.cache import Cache
    from auditor.ingest.files.discover import Received
    from auditor.ingest.files.workers import Answer
    from auditor.schema import Schema

# From how many files on it pays to start processes for plain texts, too.
MANY = 64
# The largest text (in bytes) that is read without a process of its own.
SMALL = 256 * 1024
_HERE = frozenset({"text", "csv", "markdown", "image", None})
_MOST_WORKERS = 8
_DEFAULT = Limits()


def receive(
    folder: Path,
    schema: Schema,
    progress: Callable[[int, int], None] | None = None,
    cache: Cache | None = None,
    limits: Limits = _DEFAULT,
) -> tuple[Submission, ...]:
    """The submissions of a folder or of a single file, sorted by path.

    Every file is there: audited, not applicable, or unreadable with its reason. What was read of each is laid aside
    until it is asked for. `progress` is told how many files of how many are done.
    """
    files, passed_over = discover(folder)
    spool = SubmissionSpool()
    found = [spool.lay_aside(each) for each in receive_files(files, schema, progress, cache, limits)]
    found += [unreadable(each.source.path if each.source else "", "", (each,)) for each in passed_over]
    return tuple(sorted(found, key=lambda submission: submission.path))


def received_at_once(folder: Path, schema: Schema, cache: Cache) -> Iterator[Callable[[], object]]:
    """What reads, to be kept, each small text of a folder or of a single file that needs no process of its own."""
    files = discover(folder)[0]
    reception = _Reception(files, schema, cache, _DEFAULT, _tell_nobody, ExitStack(), _MOST_WORKERS)
    return (partial(reception.at_once, file) for file in files if len(files) < MANY)


def receive_files(  # noqa: PLR0913 - what is read, and how
    files: tuple[Received, ...],
    schema: Schema,
    progress: Callable[[int, int], None] | None = None,
    cache: Cache | None = None,
    limits: Limits = _DEFAULT,
    *,
    most: int = _MOST_WORKERS,
) -> Iterator[Submission]:
    """The submissions of some files, in the order in which they are read, by at most so many processes at once."""
    with ExitStack() as stack:
        yield from _Reception(files, schema, cache, limits, progress or _tell_nobody, stack, most).run()


def _tell_nobody(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


class _Whole(Struct):
    """A file and what came of it, as encoded, and how much is still to come: an archive is read when its members are.

    `is_kept` is whether it may be kept: nothing of it was lost, and it is the file that was there at first.
    """

    path: str
    left: int = 1
    found: list[bytes] = field(default_factory=list)
    is_kept: bool = True


class _Reception(Struct):
    """A folder being received: what is known so far, and what waits for a process."""

    files: tuple[Received, ...]
    schema: Schema
    cache: Cache | None
    limits: Limits
    progress: Callable[[int, int], None]
    stack: ExitStack
    most: int
    digests: dict[str, str] = field(default_factory=dict)
    done: int = 0

    def run(self) -> Iterator[Submission]:
        """Every submission, as soon as it is read."""
        self.progress(0, len(self.files))
        apart: list[Received] = []
        for file in self.files:
            found = self.at_once(file)
            if found is None:
                apart.append(file)
            else:
                self._tell_done()
                yield from found
        if apart:
            yield from self._apart(apart)

    def _tell_done(self) -> None:
        self.done += 1
        self.progress(self.done, len(self.files))

    def at_once(self, file: Received) -> tuple[Submission, ...] | None:
        """What needs no process: a refusal, what the cache knows, a small text; None for the rest."""
        try:
            kind = recognise(file.path, read_head(file.place))
            limit = limit_of(kind or "")
            if file.size > limit:
                return (_too_large(file, limit),)
            # NOTE: somebody else's reader is given a process of its own.
            here = kind in _HERE and file.size <= SMALL and len(self.files) < MANY and not may_be_plugged(file.path)
            if not here and self.cache is None:
                return None
            data = file.place.read_bytes()
        except OSError as error:
            return (vanished(file.path, error),)
        known = self._known(file.path, digest(data))
        if known is not None or not here:
            return known
        try:
            found = read_bytes(file.path, data, self.schema)
        except MemoryError:
            return None
        if self.cache and self._is_same(file.path, found):
            self.cache.keep(file.path, self.digests[file.path], codec.encode(found))
        return found

    # ------------------------------------------------------------------------------------------------------- the cache

    def _known(self, path: str, content: str) -> tuple[Submission, ...] | None:
        self.digests[path] = content
        return self.cache.find(path, content) if self.cache else None

    def _is_same(self, path: str, found: Sequence[Submission]) -> bool:
        """Whether what was read is of the file that was there at first."""
        content = self.digests.get(path)
        return bool(content) and all(each.digest == content for each in found if each.path == path)

    # ------------------------------------------------------------------------------------------------- other processes

    def _apart(self, files: Iterable[Received]) -> Iterator[Submission]:
        """What other processes read; the members of an archive are tasks of their own."""
        unpacked = self.stack.enter_context(Scratch())
        pool = self.stack.enter_context(Pool(self.schema, min(self.most, os.cpu_count() or 1), self.limits))
        whole: dict[str, _Whole] = {}
        for number, file in enumerate(files):
            whole[file.path] = _Whole(file.path)
            pool.submit(Task(file.path, file.place, unpacked / str(number)))
        for task, answer in pool.answers():
            root = whole[task.path]
            for name, place in answer.members if isinstance(answer, Read) else ():
                whole[f"{task.path}/{name}"] = root
                root.left += 1
                pool.submit(Task(f"{task.path}/{name}", place))
            yield from self._taken(task, answer, root)
            if not root.left:
                self._tell_done()
                if self.cache and root.is_kept:
                    self.cache.keep(root.path, self.digests[root.path], codec.joined(root.found))
                root.found.clear()

    def _taken(self, task: Task, answer: Answer, root: _Whole) -> tuple[Submission, ...]:
        """The submissions of an answer, which are part of its file's; a process that ended is one line."""
        root.left -= 1
        try:
            found = codec.decode(answer.encoded) if isinstance(answer, Read) else (self._lost(task, answer),)
        except codec.CodecError:
            found, answer = (self._lost(task, Lost.DIED),), Lost.DIED
        root.is_kept = root.is_kept and isinstance(answer, Read) and self._is_same(root.path, found)
        if self.cache and root.is_kept and isinstance(answer, Read):
            root.found.append(answer.encoded)
        if task.unpack is None:
            task.place.unlink(missing_ok=True)
        return found

    def _lost(self, task: Task, why: Lost) -> Submission:
        match why:
            case Lost.HUNG:
                reason = tell(READER_HUNG, task.path, limit=f"{self.limits.seconds:g}")
            case Lost.MEMORY:
                reason = tell(OUT_OF_MEMORY, task.path, limit=self.limits.memory)
            case Lost.DIED:
                reason = tell(READER_DIED, task.path)
        return unreadable(task.path, self.digests.get(task.path, ""), (reason,))


def _too_large(file: Received, limit: int) -> Submission:
    size = tell(TOO_LARGE, file.path, size=file.size // MEGABYTE, limit=limit // MEGABYTE)
    return unreadable(file.path, "", (size,))
