"""What was read before: submissions kept by what the file holds, where it lay, and what read it.

Kept as JSON in the user's own store; nothing in it is ever run, and what does not fit is read anew.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.disk.store import Store
from auditor.disk.store import code_digest
from auditor.ingest.files import codec
from auditor.ingest.office.libreoffice import libreoffice
from auditor.plugins import READERS
from auditor.plugins import plugins
from auditor.registry import Registry

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.document import Submission
    from auditor.schema import Schema

_LIBRARIES = (
    *("google-re2", "libarchive-c", "markdown-it-py", "opencc", "pypdfium2", "python-calamine", "rapidfuzz"),
    *("rapidocr-onnxruntime", "selectolax", "xlrd"),
)
# What is below these names decides how a file is read.
_CODE = (
    "ingest",
    "packs",
    "plugins.py",
    "attributes.py",
    "document.py",
    "encoding.py",
    "joined.py",
    "numerals.py",
    "patterns.py",
    "registry.py",
    "schema.py",
    "source.py",
    "diagnostics.py",
    "disk",
)


class Cache(Struct, frozen=True):
    """Readings by one version of the code and one schema."""

    store: Store

    @classmethod
    def of(cls, schema: Schema, folder: Path | None = None) -> Cache:
        """The cache for a schema."""
        # Reading asks neither who reports nor for the tests of claims.
        claims = tuple(replace(claim, examples=()) for claim in schema.claims)
        declared = codec.schema_digest(replace(schema, registry=Registry(), claims=claims))
        return cls(Store.of(f"{code_version()} {declared}", folder))

    @property
    def folder(self) -> Path:
        """Where the readings lie."""
        return self.store.folder

    def find(self, path: str, digest: str) -> tuple[Submission, ...] | None:
        """What was read of a file, None where that is not known."""
        kept = self.store.find(f"{digest}\0{path}")
        if kept is None:
            return None
        try:
            found = codec.decode(kept)
        except codec.CodecError:
            return None
        fits = (each.digest == digest if each.path == path else each.path.startswith(f"{path}/") for each in found)
        return found if found and all(fits) else None

    def keep(self, path: str, digest: str, encoded: bytes) -> None:
        """Keeps what was read of a file, as encoded; where that fails, nothing is kept."""
        self.store.keep(f"{digest}\0{path}", encoded)


def code_version() -> str:
    """A digest of the code that reads, of what else it reads with, and of the readers of other packages.

    Without LibreOffice some files could not be read, which must not be kept when it is there.
    """
    readers = (f"{each.name} {each.package} {each.version} {each.place}" for each in plugins(READERS))
    return hashlib.sha256("\n".join((_own_version(), str(libreoffice()), *readers)).encode()).hexdigest()


@lru_cache(maxsize=1)
def _own_version() -> str:
    return code_digest(_CODE, _LIBRARIES)
