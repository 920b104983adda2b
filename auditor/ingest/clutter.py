"""What systems and office programs leave in folders and archives: nobody sent it."""

from __future__ import annotations

_NAMES = frozenset({"__macosx", ".ds_store", "thumbs.db", "desktop.ini"})
# The lock of an office program on an open file, and what a Mac keeps beside a file.
_BEGINNINGS = ("~$", ".~lock.", "._")


def is_clutter(path: str) -> bool:
    """Whether a file, or a folder that it lies in, is such, by its name."""
    return any(part.casefold() in _NAMES or part.startswith(_BEGINNINGS) for part in path.split("/"))
