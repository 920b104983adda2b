"""A folder of the user's own for what can be made again: each entry with a digest, compressed, and never run.

What is damaged, cut off, or could have been written by somebody else counts as not there.
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
from functools import lru_cache
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

_LARGEST = 256 * 2**20
_MARK = hashlib.sha256().digest_size
_KEPT_DAYS = 30
_DAY = 86_400
_STAMP = 32
_PIECE = 2**20
_SHARE = 100  # files that are read one after the other


def _default_folder() -> Path:
    """The user's own folder for what can be made again; `AUDITOR_CACHE` names another one."""
    given = os.environ.get("AUDITOR_CACHE")
    if given:
        return Path(given)
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "auditor" / "cache"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Caches" / "auditor"
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "auditor"


class Store(Struct, frozen=True):
    """A folder of entries made by one version of the code. A folder that cannot be written keeps nothing."""

    folder: Path

    @classmethod
    def of(cls, version: str, root: Path | None = None) -> Store:
        """The store for a version of what makes the entries; others that nobody used for a month are cleared away."""
        place = root or _default_folder()
        stamp = hashlib.sha256(version.encode()).hexdigest()[:_STAMP]
        store = cls(place / stamp)
        with suppress(OSError):
            store.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.utime(store.folder)
        _clear(place, keep=stamp)
        return store

    def find(self, key: str) -> bytes | None:
        """What was kept under a key, None where nothing is."""
        place = self._place(key)
        try:
            if not _is_own(place) or place.stat().st_size > _LARGEST:
                return None
            kept = place.read_bytes()
        except OSError:
            return None
        mark, packed = kept[:_MARK], kept[_MARK:]
        return _unpacked(packed) if hashlib.sha256(packed).digest() == mark else None

    def keep(self, key: str, data: bytes) -> None:
        """Keeps an entry in place of what was there; where that fails, nothing is kept."""
        place = self._place(key)
        packed = zlib.compress(data, 1)
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

    def _place(self, key: str) -> Path:
        digest = hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / digest[:2] / digest[2:]


def file_digest(path: Path) -> str:
    """The digest of a file."""
    found = hashlib.sha256()
    with path.open("rb", buffering=0) as file:  # NOTE: hashlib's own way takes twice as long for a small one
        while some := file.read(_PIECE):
            found.update(some)
    return found.hexdigest()


def file_digests(paths: Sequence[Path]) -> Iterator[str | OSError]:
    """The digests of files in their order; of one that cannot be read the reason.

    Several are read at a time: most of the time goes to where Python lets others run.
    """
    shares = [paths[first : first + _SHARE] for first in range(0, len(paths), _SHARE)]
    if len(shares) < 2:  # noqa: PLR2004 - one is no two
        return chain.from_iterable(map(_digests, shares))
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(min(len(shares), os.cpu_count() or 1)) as pool:
        return chain.from_iterable(list(pool.map(_digests, shares)))


def _digests(paths: Iterable[Path]) -> list[str | OSError]:
    found: list[str | OSError] = []
    for path in paths:
        try:
            found.append(file_digest(path))
        except OSError as error:
            found.append(error)
    return found


def code_digest(places: Iterable[str], libraries: Iterable[str] = ()) -> str:
    """A digest of the modules below `auditor/` at these places, of Python, and of the versions of libraries."""
    total = hashlib.sha256(f"{sys.version_info[:3]}".encode())
    modules = {name: digest for name, digest in own_files().items() if name.endswith(".py")}
    for place in places:
        for name, digest in modules.items():
            if name == place or name.startswith(f"{place}/"):
                total.update(f"{name} {digest}\n".encode())
    wanted = tuple(f"{library.replace('-', '_')}-" for library in libraries)
    for package in installed(tuple(sys.path)):
        if package.replace(".", "_").lower().startswith(wanted):
            total.update(f"{package}\n".encode())
    return total.hexdigest()


@lru_cache(maxsize=1)
def own_files() -> Mapping[str, str]:
    """The files of this program when first asked, but what Python compiles: by path below `auditor/`, with digests."""
    found: dict[str, str] = {}
    root = Path(__file__).parents[1]
    for place, _, names in os.walk(root):  # `rglob` takes three times as long, and a path of each file half as long
        if not place.endswith("__pycache__"):
            inside = f"{Path(place).relative_to(root).as_posix()}/".removeprefix("./")
            for name in names:
                with open(f"{place}/{name}", "rb", buffering=0) as file:  # noqa: PTH123 - see above
                    found[inside + name] = hashlib.sha256(file.read()).hexdigest()
    return MappingProxyType(dict(sorted(found.items())))


@lru_cache(maxsize=4)
def installed(where: tuple[str, ...]) -> tuple[str, ...]:
    """The packages in these folders, each as `name-version.dist-info`; to open them takes ten times as long."""
    return tuple(name for place in where for name in sorted(path.name for path in Path(place).glob("*.dist-info")))


def _unpacked(packed: bytes) -> bytes | None:
    unpacking = zlib.decompressobj()
    try:
        data = unpacking.decompress(packed, _LARGEST)
    except zlib.error:
        return None
    return data if unpacking.eof else None


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
            is_ours = len(folder.name) == _STAMP and folder.is_dir() and not folder.is_symlink()
            if is_ours and folder.name != keep and folder.stat().st_mtime < oldest:
                shutil.rmtree(folder, ignore_errors=True)
