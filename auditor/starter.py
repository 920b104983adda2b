"""A folder to begin in: the folders that an audit works with, the rules as shipped, and made-up reports."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What people put reports into, write rules into, find results in, and edit.
FOLDERS = ("reports_in", "rules", "audit_out", "audit_out.ledger", "templates")
_HERE = Path(__file__).parent
# The rules and example reports that come with the program: in a clone, others' own files lie among them.
_SHIPPED = _HERE / "starter_files.txt"
_NOTICE = _HERE / "report" / "templates" / "notice.docx"


def start_folder(folder: Path, *, examples: bool = True) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
    """Makes the folders below one and fills them; gives back the files made, and those that were there and are kept.

    Without `examples` no report is put into `reports_in`.
    """
    made: list[Path] = []
    kept: list[Path] = []
    for name in FOLDERS:
        (folder / name).mkdir(parents=True, exist_ok=True)
    for source, target in _files(examples=examples):
        place = folder / target
        if place.exists():
            kept.append(place)
            continue
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, place)
        made.append(place)
    return tuple(made), tuple(kept)


def _shipped(name: str) -> Path:
    """Where the rules or the example reports lie: within the package, or beside it where it runs from its sources."""
    packed = _HERE / "starter_files" / name
    return packed if packed.is_dir() else _HERE.parent / name


def _files(*, examples: bool) -> Iterator[tuple[Path, Path]]:
    for line in _SHIPPED.read_text(encoding="utf-8").splitlines():
        folder, _, name = line.partition("/")
        source = _shipped(folder) / name
        if (examples or folder != "reports_in") and source.is_file():
            yield source, Path(line)
    yield _NOTICE, Path("templates", "notice.docx")
