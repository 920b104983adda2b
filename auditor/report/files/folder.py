"""A folder replaced whole or not at all, with what people have put into it kept."""

from __future__ import annotations

import filecmp
import gc
import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from contextlib import suppress
from itertools import count
from pathlib import Path
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from typing import TypeAlias

from auditor.report.files.derived import NOTED
from auditor.report.files.derived import Derived
from auditor.report.files.derived import derived_files
from auditor.report.files.derived import is_as_written
from auditor.report.files.derived import note

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

RECORD = "run.json"
# A file to be written: the whole of it, or a piece at a time where it grows with the findings.
Content: TypeAlias = "bytes | Iterable[bytes]"
# What is told of a file that somebody has edited: its path, which a new version takes, and where the edited one is now.
Kept: TypeAlias = "Callable[[Path, Path], object]"


def replace_folder(out: Path, fill: Callable[[Path], None]) -> tuple[str, ...]:
    """Makes a folder anew: `fill` writes it beside the old one, and only when all is written it takes its place.

    Files that the last run did not make, by its record, or that were changed since are kept. What was made from another
    audit than the new one (a notice) is gone with that one, and named.
    """
    out = out.resolve()
    if out.exists() and not out.is_dir():
        raise NotADirectoryError(str(out))
    out.parent.mkdir(parents=True, exist_ok=True)
    _recover(out)
    staging = _beside(out, "new")
    _remove(staging)
    staging.mkdir()
    try:
        fill(staging)
        stale: tuple[str, ...] = ()
        if out.exists():
            stale = _keep_others(out, staging)
            shutil.copymode(out, staging)
        _swap(out, staging)
    finally:
        _remove(staging)
    return stale


def rebuild_folder(out: Path, mark: str, fill: Callable[[Path], None]) -> None:
    """Makes a folder anew in its own place; whatever goes wrong, the old one is there again.

    For what writes its own paths into what it makes. An old folder is only replaced where it holds `mark`, by which it
    is known as one that was made so.

    Raises:
        FileExistsError: the old one was not.
    """
    out = out.resolve()
    if out.exists() and not (out / mark).exists() and any(out.iterdir()):
        raise FileExistsError(str(out))
    old = _beside(out, "old")
    _recover(out)
    if out.exists():
        out.rename(old)
    try:
        fill(out)
    except BaseException:
        _remove(out)
        if old.exists():
            old.rename(out)
        raise
    _remove(old)


@contextmanager
def out_of_the_collectors_way() -> Iterator[None]:
    """What is there already is not walked over by the collector of cycles, again and again, while pages are made."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def keep_or_write(old: Path, new: Path, content: Content) -> str:
    """Writes a file and gives its digest; an old one that has the very content is kept instead, with its date."""
    new.unlink(missing_ok=True)  # NOTE: what stands there may be the old file itself, by a link
    digest = hashlib.sha256()
    with new.open("wb") as file:
        for piece in (content,) if isinstance(content, bytes) else content:
            digest.update(piece)
            file.write(piece)
    spare = new.with_name(f".{new.name}.old")
    with suppress(OSError):  # no old file, or a file system without links
        if filecmp.cmp(old, new, shallow=False):
            os.link(old, spare, follow_symlinks=False)
            spare.replace(new)
    return digest.hexdigest()


def write_beside(out: Path, name: str, content: bytes) -> Path:
    """Writes one more file below an audit's folder, whole or not at all."""
    path = out / name
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.new")
    try:
        new.write_bytes(content)
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)
    return path


def unsaid(_edited: Path, _beside: Path) -> None:
    """For whoever does not ask what was kept."""


def write_derived(
    out: Path,
    audit: str,
    files: Iterable[tuple[str, bytes]],
    kept: Kept = unsaid,
) -> tuple[Path, ...]:
    """Writes what was made from an audit below its folder; what people have put into an older version is kept beside.

    `audit` is the digest of the audit, by which the next one knows what is not its own; `kept` is told of each file
    that was edited, and where it lies now.
    """
    known, own = derived_files(out), _record(out)
    written = []
    for name, content in files:
        path = out / name
        digest = hashlib.sha256(content).hexdigest()
        ours = {digest, own.get(name), known[name].digest if name in known else None}
        if path.is_file() and not any(_is_ours(path, each) for each in ours):
            kept(path, path.rename(_free(path)))
        written.append(write_beside(out, name, content))
        if own.get(name) != digest:  # a summary's page is the audit's own
            known[name] = Derived(digest, audit)
    if written:
        write_beside(out, NOTED, note(known))
    return tuple(written)


def audit_of(folder: Path) -> str:
    """The digest of the audit that a folder holds, empty where it holds none."""
    try:
        return str(json.loads((folder / RECORD).read_text(encoding="utf-8")).get("audit", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def _beside(out: Path, suffix: str) -> Path:
    return out.with_name(f".{out.name}.auditor-{suffix}")


def _recover(out: Path) -> None:
    """Puts back the old folder of a run that was killed between the two steps of the swap."""
    old = _beside(out, "old")
    if old.exists() and not out.exists():
        old.rename(out)
    _remove(old)


def _swap(out: Path, staging: Path) -> None:
    old = _beside(out, "old")
    if out.exists():
        out.rename(old)
    try:
        staging.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    _remove(old)


def _remove(folder: Path) -> None:
    if folder.exists():
        shutil.rmtree(folder)


def _keep_others(out: Path, staging: Path) -> tuple[str, ...]:
    """Carries over what is not the last audit's own, and names what was made from it and is not carried over."""
    derived, audit = derived_files(out), audit_of(staging)
    current = {name: each for name, each in derived.items() if each.audit == audit and not (staging / name).exists()}
    digests = {**_record(out), **{name: each.digest for name, each in derived.items()}}
    gone = []
    for folder, folders, names in os.walk(out):
        here = Path(folder)
        inside = here.relative_to(out)
        if not names and not folders:
            (staging / inside).mkdir(parents=True, exist_ok=True)
        for name in (*names, *(each for each in folders if (here / each).is_symlink())):
            key = (inside / name).as_posix()
            if key == NOTED or _is_same(here / name, staging / key):
                continue
            if key in current or not _is_ours(here / name, digests.get(key)):
                _carry(here / name, _free(staging / key))
            elif key in derived and not (staging / key).exists():
                gone.append(key)
    if current:
        (staging / NOTED).write_bytes(note(current))
    return tuple(sorted(gone))


def _record(out: Path) -> Mapping[str, str]:
    """The files that the last run made with their digests; without a readable record, none."""
    try:
        text = (out / RECORD).read_text(encoding="utf-8")
        files = json.loads(text)["files"].items()
        digests = {PurePosixPath(str(name)).as_posix(): str(digest) for name, digest in files}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}
    return {**digests, RECORD: hashlib.sha256(text.encode()).hexdigest()}


def _is_ours(path: Path, digest: str | None) -> bool:
    return digest is not None and is_as_written(path, digest)


def _is_same(path: Path, new: Path) -> bool:
    """Whether the new audit has the very file: another command may have written it before."""
    if path.is_symlink() or not new.is_file():
        return False
    return path.samefile(new) or filecmp.cmp(path, new, shallow=False)


def _carry(path: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(path, to, follow_symlinks=False)
    except OSError:  # a file system without links
        shutil.copy2(path, to, follow_symlinks=False)


def _free(path: Path) -> Path:
    """The path itself, or where a new file stands already, a name like it: findings.kept.csv."""
    if not os.path.lexists(path):
        return path
    names = (f"{path.stem}.kept{number or ''}{path.suffix}" for number in count())
    return next(path.with_name(name) for name in names if not os.path.lexists(path.with_name(name)))
