"""Folders for what is needed only while a process runs. Those that a killed process left, the next one takes away."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import weakref
from contextlib import suppress
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType

_PREFIX = "auditor-"
# The file by whose lock others know that the folder is in use: the system gives it up with the process.
_HELD = ".held"


class Scratch:
    """A folder below the system's for temporary files, there for as long as this object, or as the block, is."""

    def __init__(self) -> None:
        _sweep()
        self.path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        self._close = weakref.finalize(self, _end, self.path, _hold(self.path), os.getpid())

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()


# ------------------------------------------------------------------------------------------------------------- within


def _hold(folder: Path) -> int | None:
    """The file that is locked, None where the system has no such locks."""
    new = folder / f"{_HELD}.new"
    file = os.open(new, os.O_RDWR | os.O_CREAT, 0o600)
    if not _lock(file):
        os.close(file)
        return None
    new.rename(folder / _HELD)  # NOTE: only now, so that nobody ever sees one that is not locked
    return file


def _end(folder: Path, file: int | None, owner: int) -> None:
    if os.getpid() == owner:  # a process that was split off has no say
        shutil.rmtree(folder, ignore_errors=True)
    if file is not None:
        os.close(file)


@lru_cache(maxsize=1)
def _sweep() -> None:
    """Takes away the folders of this user whose process is no more; what cannot be told, or taken away, stays."""
    if sys.platform == "win32":
        return
    with suppress(OSError):
        for folder in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            with suppress(OSError):
                if folder.stat(follow_symlinks=False).st_uid == os.getuid() and _is_left(folder / _HELD):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_left(held: Path) -> bool:
    file = os.open(held, os.O_RDWR | os.O_NOFOLLOW)
    try:
        return _lock(file)
    finally:
        os.close(file)


def _lock(file: int) -> bool:
    """Whether a file is locked now; not where another process has it, nor on systems that know no such locks."""
    if sys.platform == "win32":
        return False
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
