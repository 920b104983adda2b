"""Writing beside people: a file is replaced only while it is what was read; nothing saved meanwhile is lost."""

from __future__ import annotations

import os
import tempfile
from itertools import count
from pathlib import Path

_TAKEN = ".taken"


def put(path: Path, old: bytes | None, new: bytes) -> bool:
    """Writes a file in the place of what was read of it (None: of nothing), and says whether that was done.

    It is not done where somebody saved another text meanwhile, or has the file open so that it cannot be replaced.
    """
    handle, name = tempfile.mkstemp(prefix=".", suffix=".new", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(new)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(0o644)
        return _put(path, old, Path(name))
    finally:
        Path(name).unlink(missing_ok=True)


def recover(folder: Path) -> None:
    """Puts back what a killed process had taken out of the way."""
    for taken in sorted(folder.glob(f".*{_TAKEN}")):
        path = folder / taken.name.removeprefix(".").removesuffix(_TAKEN)
        _give_back(taken, path)


# ------------------------------------------------------------------------------------------------------------- within


def _put(path: Path, old: bytes | None, new: Path) -> bool:
    if old is None:
        return _place(new, path)
    # NOTE: the file is first taken out of the way and looked at there, so that no moment is left in which a text that
    # somebody saves could be replaced unread.
    taken = path.with_name(f".{path.name}{_TAKEN}")
    try:
        path.rename(taken)
    except OSError:  # gone, or open in a program that keeps others from touching it
        return False
    if taken.read_bytes() != old or not _place(new, path):
        _give_back(taken, path)
        return False
    if taken.read_bytes() != old:  # saved by a program that had it open when it was taken
        _give_back(taken, path)
        return True
    taken.unlink()
    return True


def _place(new: Path, path: Path) -> bool:
    """Gives a file its name, unless the name is taken."""
    try:
        os.link(new, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        new.rename(path)
    return True


def _give_back(taken: Path, path: Path) -> None:
    """Gives a file its name back, or one like it where the name is in use and the text is another."""
    if path.exists() and path.read_bytes() == taken.read_bytes():
        taken.unlink()
        return
    names = (f"{path.stem}.kept{number or ''}{path.suffix}" for number in count())
    free = (
        path if not path.exists() else next(path.with_name(name) for name in names if not path.with_name(name).exists())
    )
    taken.rename(free)
