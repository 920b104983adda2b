"""What was read before: submissions kept by what the file holds, where it lay, and what read it.

Kept in a folder of the user's own (or one that is given), as compressed JSON with a digest; nothing in it is ever run.
What is damaged, forged in form, or written by somebody else is passed over and read anew.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from dataclasses import replace
from functools import lru_cache
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.ingest import codec
from auditor.plugins import READERS
from auditor.plugins import plugins
from auditor.schema import Registry

if TYPE_CHECKING:
    from auditor.document import Submission
    from auditor.schema import Schema

_LIBRARIES = (
    *("charset-normalizer", "cn2an", "google-re2", "pypdfium2", "python-calamine", "python-docx", "rapidfuzz"),
    *("selectolax", "xlrd", "lxml"),
)
# What is below these names decides how a file is read.
_CODE = ("ingest", "packs", "plugins.py", "document.py", "schema.py", "source.py", "diagnostics.py")
_LARGEST = 256 * 2**20
_MARK = hashlib.sha256().digest_size
_KEPT_DAYS = 30
_DAY = 86_400


def default_folder() -> Path:
    """The user's own folder for what can be made again; `AUDITOR_CACHE` names another one."""
    given = os.environ.get("AUDITOR_CACHE")
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "auditor" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "auditor"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "auditor"


@dataclass(frozen=True, slots=True)
class Cache:
    """A folder of readings by one version of the code and one schema. A folder that cannot be written keeps nothing."""

    folder: Path

    @classmethod
    def of(cls, schema: Schema, folder: Path | None = None) -> Cache:
        """The cache for a schema; readings by other versions that nobody used for a month are cleared away."""
        root = folder or default_folder()
        declared = codec.schema_digest(replace(schema, registry=Registry()))  # reading does not ask who reports
        stamp = hashlib.sha256(f"{code_version()} {declared}".encode()).hexdigest()[:32]
        cache = cls(root / stamp)
        with suppress(OSError):
            cache.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.utime(cache.folder)
        _clear(root, keep=stamp)
        return cache

    def find(self, path: str, digest: str) -> tuple[Submission, ...] | None:
        """What was read of a file, None where that is not known."""
        place = self._place(path, digest)
        try:
            if not _is_own(place) or place.stat().st_size > _LARGEST:
                return None
            kept = place.read_bytes()
            mark, packed = kept[:_MARK], kept[_MARK:]
            if hashlib.sha256(packed).digest() != mark:
                return None
            found = codec.decode(_unpacked(packed))
        except (OSError, zlib.error, codec.CodecError):
            return None
        fits = (each.digest == digest if each.path == path else each.path.startswith(f"{path}/") for each in found)
        return found if found and all(fits) else None

    def keep(self, path: str, digest: str, encoded: bytes) -> None:
        """Keeps what was read of a file, as encoded; where that fails, nothing is kept."""
        place = self._place(path, digest)
        packed = zlib.compress(encoded, 1)
        with suppress(OSError):
            place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=place.parent)
            try:
                with os.fdopen(handle, "wb") as file:
                    file.write(hashlib.sha256(packed).digest() + packed)
                Path(name).replace(place)
            except OSError:
                Path(name).unlink(missing_ok=True)
                raise

    def _place(self, path: str, digest: str) -> Path:
        key = hashlib.sha256(f"{digest}\0{path}".encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / key[:2] / key[2:]


def _unpacked(packed: bytes) -> bytes:
    unpacking = zlib.decompressobj()
    data = unpacking.decompress(packed, _LARGEST)
    if not unpacking.eof:
        msg = "too large or cut off"
        raise codec.CodecError(msg)
    return data


def _is_own(place: Path) -> bool:
    """Whether a file is the user's own and nobody else can write to it, where the system knows such things."""
    if not hasattr(os, "getuid"):
        return True
    status = place.lstat()
    return status.st_uid == os.getuid() and not status.st_mode & 0o022


def _clear(root: Path, keep: str) -> None:
    oldest = time.time() - _KEPT_DAYS * _DAY
    with suppress(OSError):
        for folder in root.iterdir():
            is_ours = len(folder.name) == len(keep) and folder.is_dir() and not folder.is_symlink()
            if is_ours and folder.name != keep and folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)


def code_version() -> str:
    """A digest of the code that reads, of the libraries that it reads with, and of the readers of other packages."""
    readers = (f"{each.name} {each.package} {each.version} {each.place}" for each in plugins(READERS))
    return hashlib.sha256("\n".join((_own_version(), *readers)).encode()).hexdigest()


@lru_cache(maxsize=1)
def _own_version() -> str:
    root = Path(__file__).parents[1]
    total = hashlib.sha256(f"{sys.version_info[:3]}".encode())
    for name in _CODE:
        place = root / name
        for file in sorted(place.rglob("*.py")) if place.is_dir() else [place]:
            total.update(file.relative_to(root).as_posix().encode() + b"\0")
            total.update(hashlib.sha256(file.read_bytes()).digest())
    for library in _LIBRARIES:
        total.update(f"{library} {_version(library)}".encode())
    return total.hexdigest()


def _version(library: str) -> str:
    try:
        return version(library)
    except PackageNotFoundError:
        return ""
