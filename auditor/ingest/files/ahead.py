"""Small texts are read ahead, by processes that are split off, while the program loads what it goes on with.

What they read they put where everything is kept that was read: whoever reads then finds it there, and reads
himself what is not there, for whatever reason.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.ingest.files.receive import received_at_once

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from auditor.ingest.files.cache import Cache
    from auditor.schema import Schema

# From how many texts on it is worth while that two processes read them: some is compiled twice, as long as three take.
_MANY = 8


@contextmanager
def read_ahead(inputs: tuple[Path, ...], schema: Schema, cache: Cache) -> Iterator[Callable[[], bool]]:
    """Has small texts read while the caller does something else, and is done when they are.

    What is given tells whether they are still being read.
    """
    if sys.platform != "linux" or not _can_split() or not os.access(cache.folder, os.W_OK):
        yield lambda: False
        return
    process = os.fork()
    if not process:
        _read(inputs, schema, cache)
    try:
        yield lambda: os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None
    finally:
        os.waitpid(process, 0)


def _can_split() -> bool:
    """Whether there is another core, and no thread, which a process that is split off would not have."""
    return len(os.sched_getaffinity(0)) > 1 and sum(1 for _ in Path("/proc/self/task").iterdir()) == 1


def _read(inputs: tuple[Path, ...], schema: Schema, cache: Cache) -> None:
    """What the process does that is split off: it says nothing, and ends.

    With the first text most is compiled that texts are read by, and what was loaded meanwhile is: of many, another
    process takes every other one of the rest.
    """
    try:
        with suppress(Exception):  # whoever reads again meets the same error
            first, *rest = (read for folder in inputs for read in received_at_once(folder, schema, cache))
            first()
            shares = 2 if len(rest) >= _MANY else 1
            other = os.fork() if shares > 1 else 0
            for read in rest[bool(other) :: shares]:
                read()
            if other:
                os.waitpid(other, 0)
    finally:
        os._exit(0)
