"""What is made from an audit after it: summaries, notices. Each file is noted with the audit that it was made from.

So that none is taken for the next audit's: `folder.replace_folder` takes away those of another audit.
"""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from auditor.disk.store import file_digest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOTED = "derived.json"


class Derived(Struct, frozen=True):
    """A file with its digest as it was written, and the digest of the audit that it was made from."""

    digest: str
    audit: str


def derived_files(out: Path) -> dict[str, Derived]:
    """The files that were made from audits of this folder, by name; without a readable note, none."""
    with suppress(OSError, ValueError, TypeError, AttributeError):
        told = json.loads((out / NOTED).read_text(encoding="utf-8"))
        return {str(name): Derived(str(each["digest"]), str(each["audit"])) for name, each in told.items()}
    return {}


def note(files: Mapping[str, Derived]) -> bytes:
    """The note of such files, as it is stored."""
    told = {name: asdict(files[name]) for name in sorted(files)}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def is_as_written(path: Path, digest: str) -> bool:
    """Whether a file is what was written, so that nobody has put anything into it."""
    return not path.is_symlink() and file_digest(path) == digest
