"""The same audit again: where nothing that an audit is made from has changed, what it made stands as it is.

What an audit is made from: this program with the packages it runs with, the rules, the submissions, the audits before
and the explanations, and the options. All of it goes into one digest, under which the user's own store keeps what the
audit said; its folder must be as the audit left it, down to the last byte.
"""

from __future__ import annotations

import hashlib
import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from auditor.disk.store import Store
from auditor.disk.store import file_digest
from auditor.disk.store import file_digests
from auditor.disk.store import installed
from auditor.disk.store import own_files
from auditor.ingest.files.discover import discover
from auditor.ingest.office.libreoffice import libreoffice
from auditor.ledger.forms import FOLDER
from auditor.plugins import FUNCTIONS
from auditor.plugins import OUTPUTS
from auditor.plugins import READERS
from auditor.plugins import plugins
from auditor.report.files.folder import RECORD
from auditor.verify import is_as_left

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.document import Submission
    from auditor.ledger.values import Run

_OWN = "auditor"


class Said(Struct, frozen=True):
    """What an audit says: on the error stream and on the other one.

    `has_errors` is whether the rules or a plugin were wrong, `severities` those of its findings that count.
    """

    errors: str
    text: str
    has_errors: bool
    severities: tuple[str, ...]


class Given(Struct, frozen=True):
    """What an audit is made from, but for the ledger: `digest` of all of it, and of each file received by its path."""

    digest: str
    files: Mapping[str, str]

    @classmethod
    def of(cls, inputs: tuple[Path, ...], rules: Path, options: Iterable[str]) -> Given | None:
        """As it is now; None where it cannot be told: a file cannot be read, or packages of others take part."""
        if any(each.package != _OWN for group in (READERS, FUNCTIONS, OUTPUTS) for each in plugins(group)):
            return None
        files: dict[str, str] = {}
        total = hashlib.sha256()
        try:
            for line in (*_program(), *options, *_below(rules), *_received(inputs, files)):
                total.update(f"{line}\n".encode("utf-8", "surrogatepass"))
        except OSError:
            return None
        return cls(total.hexdigest(), files)

    def is_what_was_read(self, submissions: Iterable[Submission]) -> bool:
        """Whether no file was changed between looking at it and reading it."""
        return all(self.files.get(each.path, each.digest) == each.digest for each in submissions)


def find(given: Given, runs: Iterable[Run], ledger: Path, out: Path) -> Said | None:
    """What the same audit said, where it was made before and its folder is as it left it; else None."""
    kept = _store().find(_key(given, runs, ledger, out))
    with suppress(ValueError, TypeError, KeyError, OSError):
        told = json.loads(kept) if kept is not None else {}
        said = Said(**{**told["said"], "severities": tuple(told["said"]["severities"])})
        if told["record"] == file_digest(out / RECORD) and is_as_left(out):
            return said
    return None


def keep(given: Given, runs: Iterable[Run], ledger: Path, out: Path, said: Said) -> None:
    """Keeps what an audit said; `runs` are the audits of the ledger, this one among them."""
    with suppress(OSError):
        told = {"said": asdict(said), "record": file_digest(out / RECORD)}
        _store().keep(_key(given, runs, ledger, out), json.dumps(told, ensure_ascii=True).encode())


# ------------------------------------------------------------------------------------------------------------- within


def _store() -> Store:
    return Store.of("audits")


def _key(given: Given, runs: Iterable[Run], ledger: Path, out: Path) -> str:
    explanations = _below(ledger / FOLDER) if (ledger / FOLDER).is_dir() else ()
    return "\0".join((given.digest, str(out.resolve()), *map(repr, runs), *explanations))


def _program() -> Iterator[str]:
    """This program's files, and the programs and packages that it runs with, by the names of what tells of them."""
    yield sys.version
    yield str(libreoffice())
    yield from (f"{path} {digest}" for path, digest in own_files().items())
    yield from installed(tuple(sys.path))


def _below(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield f"{path.relative_to(folder).as_posix()} {file_digest(path)}"


def _received(inputs: tuple[Path, ...], files: dict[str, str]) -> Iterator[str]:
    """The files received, which are added to `files`, and what was passed over."""
    for folder in inputs:
        yield str(folder)
        found, passed_over = discover(folder)
        for each, digest in zip(found, file_digests([each.place for each in found]), strict=True):
            if isinstance(digest, OSError):
                raise digest
            files[each.path] = digest
            yield f"{each.path} {digest}"
        yield from (repr((each.code.id, each.source.path if each.source else "", each.values)) for each in passed_over)
