"""Compiled templates, kept where Python keeps its compiled modules and under the same conditions.

Compiling takes longer than all pages of a small audit. Beside the package, and not in the user's folder of what can be
made again, since it is code: who can write there can change the program itself.
"""

from __future__ import annotations

import hashlib
import sys
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache

from auditor.disk.store import code_digest
from auditor.report.files.folder import write_beside

if TYPE_CHECKING:
    from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """The compiled templates of one language: what the filters make of constants is compiled into them."""

    def __init__(self, tag: str) -> None:
        self._tag = tag

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The place of a compiled template."""
        return cache_from_source(f"{filename or name}.{self._tag}.py")

    def get_source_checksum(self, source: str) -> str:
        """A digest of all that a compiled template is made by."""
        return hashlib.sha256(f"{_makers()} {source}".encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Takes what was kept; what cannot be read counts as not there."""
        try:
            bucket.bytecode_from_string(Path(bucket.key).read_bytes())
        except Exception:  # noqa: BLE001 - whatever is wrong with it, it is compiled again
            bucket.reset()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps a compiled template whole; where that fails, nothing is kept."""
        if sys.dont_write_bytecode:
            return
        place = Path(bucket.key)
        with suppress(OSError):
            write_beside(place.parent, place.name, bucket.bytecode_to_string())


@cache
def _makers() -> str:
    return code_digest(("report/html/render.py",), ("jinja2",))
