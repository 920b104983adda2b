"""Submissions of a folder: every file becomes one, and no file can stop the others."""

from __future__ import annotations

import copyreg
import multiprocessing
import os
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures import as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.codes import EMPTY_FILE
from auditor.ingest.codes import EMPTY_FOLDER
from auditor.ingest.codes import NO_READER
from auditor.ingest.codes import NOT_REGULAR
from auditor.ingest.codes import READER_FAILED
from auditor.ingest.codes import TOO_LARGE
from auditor.ingest.codes import UNKNOWN_TYPE
from auditor.ingest.codes import tell
from auditor.ingest.discover import MEGABYTE
from auditor.ingest.discover import READERS
from auditor.ingest.discover import discover
from auditor.ingest.discover import ending
from auditor.ingest.discover import limit_of
from auditor.ingest.discover import read_head
from auditor.ingest.discover import recognise
from auditor.ingest.extract import extract
from auditor.ingest.layout import digest

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.ingest.discover import Received
    from auditor.schema import Schema

# From how many files on it pays to start processes.
MANY = 64
_MOST_WORKERS = 8
_HEAD = 4096


def _proxy(held: dict[str, object]) -> MappingProxyType[str, object]:
    return MappingProxyType(held)


def _unproxy(
    proxy: MappingProxyType[str, object],
) -> tuple[Callable[..., MappingProxyType[str, object]], tuple[object]]:
    return _proxy, (dict(proxy),)


# Read-only mappings cross between processes as what they hold.
copyreg.pickle(MappingProxyType, _unproxy)


def receive(folder: Path, schema: Schema, progress: Callable[[int, int], None] | None = None) -> tuple[Submission, ...]:
    """The submissions of a folder or of a single file, sorted by path.

    Every file is there: audited, not applicable, or unreadable with its reason. `progress` is told how many of how
    many are done.
    """
    files, passed_over = discover(folder)
    tell_progress = progress or _tell_nobody
    tell_progress(0, len(files))
    read = _side_by_side if len(files) >= MANY and (os.cpu_count() or 1) > 1 else _one_by_one
    found = [submission for submissions in read(files, schema, tell_progress) for submission in submissions]
    found += [_unreadable(each.source.path if each.source else "", "", (each,)) for each in passed_over]
    if not found:
        found = [_unreadable(folder.name, "", (tell(EMPTY_FOLDER, folder.name),))]
    return tuple(sorted(found, key=lambda submission: submission.path))


def receive_file(file: Received, schema: Schema) -> tuple[Submission, ...]:
    """The submissions of one file: one, or those that an archive holds."""
    try:
        kind = recognise(file.path, read_head(file.place))
        limit = limit_of(kind or "")
        if file.size > limit:
            too_large = tell(TOO_LARGE, file.path, size=file.size // MEGABYTE, limit=limit // MEGABYTE)
            return (_unreadable(file.path, "", (too_large,)),)
        data = file.place.read_bytes()
    except OSError as error:
        return (_unreadable(file.path, "", (tell(NOT_REGULAR, file.path, error=error.strerror or "?"),)),)
    return tuple(_submissions(file.path, data, schema))


def _tell_nobody(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def _one_by_one(
    files: Iterable[Received], schema: Schema, progress: Callable[[int, int], None]
) -> Iterator[tuple[Submission, ...]]:
    files = tuple(files)
    for done, file in enumerate(files, start=1):
        yield receive_file(file, schema)
        progress(done, len(files))


def _side_by_side(
    files: Iterable[Received], schema: Schema, progress: Callable[[int, int], None]
) -> Iterator[tuple[Submission, ...]]:
    """Reads in several processes; when one of them dies, what is left is read apart, so that one file is lost."""
    waiting = dict.fromkeys(files)
    total = len(waiting)
    try:
        with _pool(min(_MOST_WORKERS, os.cpu_count() or 1), schema) as pool:
            tasks = {pool.submit(_receive_here, file): file for file in waiting}
            for task in as_completed(tasks):
                submissions = task.result()
                del waiting[tasks[task]]
                progress(total - len(waiting), total)
                yield submissions
    except BrokenProcessPool:
        for done, file in enumerate(tuple(waiting), start=total - len(waiting) + 1):
            yield _receive_apart(file, schema)
            progress(done, total)


def _receive_apart(file: Received, schema: Schema) -> tuple[Submission, ...]:
    try:
        with _pool(1, schema) as pool:
            return pool.submit(_receive_here, file).result()
    except BrokenProcessPool as error:
        return (_unreadable(file.path, "", (tell(READER_FAILED, file.path, error=type(error).__name__),)),)


def _pool(workers: int, schema: Schema) -> ProcessPoolExecutor:
    # NOTE: spawn, because a fork of a process with a data frame library in it can hang.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(schema,))


_of_process: dict[str, Schema] = {}


def _start(schema: Schema) -> None:
    """Gives a process what all its files need, once."""
    _of_process["schema"] = schema


def _receive_here(file: Received) -> tuple[Submission, ...]:
    return receive_file(file, _of_process["schema"])


def _submissions(path: str, data: bytes, schema: Schema) -> Iterator[Submission]:
    if not data.strip():
        yield _unreadable(path, digest(data), (tell(EMPTY_FILE, path),))
        return
    kind = recognise(path, data[:_HEAD])
    if kind == "archive":
        yield from _members(path, data, schema)
        return
    try:
        document, diagnostics = _read(path, data, kind)
        if document is None:
            yield _unreadable(path, digest(data), diagnostics)
            return
        submission = extract(document, schema)
    except Exception as error:  # noqa: BLE001 - whatever a damaged file does to a library, the others go on
        failed = tell(READER_FAILED, path, error=f"{type(error).__name__}: {error}"[:200])
        yield _unreadable(path, digest(data), (failed,))
        return
    yield _with(submission, diagnostics)


def _read(path: str, data: bytes, kind: str | None) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document of a file by the reader of its format."""
    if kind is None:
        return None, (tell(UNKNOWN_TYPE, path, type=ending(path) or "?"),)
    try:
        reader = import_module(f"auditor.ingest.readers.{READERS[kind]}")
    except ModuleNotFoundError:
        return None, (tell(NO_READER, path, format=kind),)
    document: Document | None
    diagnostics: tuple[Diagnostic, ...]
    document, diagnostics = reader.read(path, data)
    return document, diagnostics


def _members(path: str, data: bytes, schema: Schema) -> Iterator[Submission]:
    """The submissions in an archive, each by its path within; what is wrong with the archive is a line of its own."""
    try:
        archive = import_module("auditor.ingest.readers.archive")
        members: tuple[tuple[str, bytes], ...]
        diagnostics: tuple[Diagnostic, ...]
        members, diagnostics = archive.members(path, data)
    except Exception as error:  # noqa: BLE001 - see above
        failed = tell(READER_FAILED, path, error=f"{type(error).__name__}: {error}"[:200])
        yield _unreadable(path, digest(data), (failed,))
        return
    for name, content in members:
        yield from _submissions(f"{path}/{name}", content, schema)
    if diagnostics or not members:
        yield _unreadable(path, digest(data), diagnostics or (tell(EMPTY_FILE, path),))


def _with(submission: Submission, diagnostics: tuple[Diagnostic, ...]) -> Submission:
    return replace(submission, diagnostics=(*diagnostics, *submission.diagnostics)) if diagnostics else submission


def _unreadable(path: str, content: str, reasons: tuple[Diagnostic, ...]) -> Submission:
    return Submission(path, content, Status.UNREADABLE, diagnostics=reasons)
