"""Lists beside the rules that are not read: saved as a workbook, or under a name of somebody's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.codes import tell
from auditor.ingest.lists.codes import LIST_UNREAD
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.diagnostics import Diagnostic

_ENDINGS = frozenset({".csv", ".et", ".ods", ".txt", ".xls", ".xlsx"})
# What a list may be called, by the file that is read in its place.
_CALLED = (("scores.csv", regex(r"评分|打分|scor(?:es|ing)")), ("units.csv", regex(r"单位|名单|units")))


def unread_lists(folder: Path) -> Iterator[Diagnostic]:
    """What is said of a file that looks like a list, by its name, where the list itself is not there."""
    if not folder.is_dir():
        return
    for path in sorted(folder.iterdir()):
        meant = next((name for name, called in _CALLED if called.search(path.stem.lower())), None)
        if meant and path.suffix.lower() in _ENDINGS and path.is_file() and not (folder / meant).exists():
            yield tell(LIST_UNREAD, path.relative_to(folder.parent).as_posix(), name=meant)
