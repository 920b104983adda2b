"""Submissions of a folder read by Spark: every machine reads its share of the files, with the readers of everywhere."""

from __future__ import annotations

import pickle
from functools import partial
from typing import TYPE_CHECKING

from auditor.cluster import session
from auditor.ingest.files import codec
from auditor.ingest.files.discover import discover
from auditor.ingest.files.reading import unreadable
from auditor.ingest.files.receive import receive_files
from auditor.ingest.files.spool import SubmissionSpool

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.document import Submission
    from auditor.ingest.files.cache import Cache
    from auditor.ingest.files.discover import Received
    from auditor.schema import Schema

_FILES_A_TASK = 100


def receive_on_spark(
    folder: Path, schema: Schema, progress: Callable[[int, int], None] | None = None, cache: Cache | None = None
) -> tuple[Submission, ...]:
    """As `receive`; the folder is where every machine of the cluster finds it by the same path.

    So is the folder of the cache, or it is one of each machine's own.
    """
    files, passed_over = discover(folder.resolve())
    context = session().sparkContext
    tasks = max(context.defaultParallelism, -(-len(files) // _FILES_A_TASK))
    read = context.parallelize(files, tasks).mapPartitions(partial(_read, pickle.dumps((schema, cache))))
    spool = SubmissionSpool()
    found = [spool.lay_aside(each) for encoded in read.collect() for each in codec.decode(encoded)]
    if progress is not None:
        progress(len(files), len(files))
    found += [unreadable(each.source.path if each.source else "", "", (each,)) for each in passed_over]
    return tuple(sorted(found, key=lambda submission: submission.path))


def _read(declared: bytes, files: Iterable[Received]) -> Iterator[bytes]:
    """What the files of one task hold, read one after the other in a process that may be lost."""
    schema, cache = pickle.loads(declared)  # noqa: S301 - from the driver of this very job
    yield codec.encode(list(receive_files(tuple(files), schema, cache=cache, most=1)))
