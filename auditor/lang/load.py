"""A rule folder to its rule book, kept from one run to the next: what did not change is neither parsed nor checked.

A folder has one entry in the user's own store. It holds what was made of the texts, by their digest, never the texts.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING

from auditor.diagnostics import Diagnostic
from auditor.disk.store import Store
from auditor.disk.store import code_digest
from auditor.encoding import read_text
from auditor.lang import book_codec
from auditor.lang import syntax_codes
from auditor.lang.unread import unread
from auditor.plugins import FUNCTIONS
from auditor.plugins import plugins
from auditor.source import Source
from auditor.source import texts_digest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from auditor.lang.typed import RuleBook

# What is below these names decides what is made of a rule file; `re2` says which patterns can be used.
CODE = (
    "lang",
    "plugins.py",
    "encoding.py",
    "numerals.py",
    "patterns.py",
    "attributes.py",
    "registry.py",
    "schema.py",
    "results",
    "source.py",
    "diagnostics.py",
    "disk",
)
_LIBRARIES = ("pyparsing", "google-re2")

_Checked = tuple["RuleBook", tuple[Diagnostic, ...]]


def load_rules(folder: Path, store: Store | None = None) -> _Checked:
    """The rule book of a folder, all `*.rules` below it by path, with what is wrong in the order of places."""
    sources, unreadable = read_sources(folder)
    with _uncollected():
        book, diagnostics = _recall(folder, sources, store or Store.of(_version()))
    return book, (*unreadable, *diagnostics)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Puts off looking for garbage, which takes a fifth of the time where so much is made that stays."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def read_sources(folder: Path) -> tuple[tuple[Source, ...], tuple[Diagnostic, ...]]:
    """The texts of all `*.rules` below a folder, by path, which begins with the folder's own name.

    Whatever Notepad and others save them in: UTF-8, UTF-16, GB 18030.
    """
    sources: list[Source] = []
    unreadable: list[Diagnostic] = []
    for path in sorted(path for path in folder.rglob("*.rules") if not path.is_dir()):
        name = path.relative_to(folder.parent).as_posix()
        text = read_text(path)
        if text is None:
            unreadable.append(Diagnostic(syntax_codes.NOT_TEXT, Source(name, "")))
        else:
            sources.append(Source(name, text))
    return tuple(sources), (*unreadable, *unread(folder))


def _recall(folder: Path, sources: tuple[Source, ...], store: Store) -> _Checked:
    key = folder.resolve().as_posix()
    kept = store.find(key)
    if kept is not None:
        found = book_codec.decode(kept, texts_digest(sources), sources)
        if found is not None:
            return found
    # NOTE: what parses and checks takes as long to import as a kept book takes to read.
    from auditor.lang.check import check_sources

    made = check_sources(sources)
    with suppress(UnicodeEncodeError):
        store.keep(key, book_codec.encode(*made))
    return made


def _version() -> str:
    functions = (f"{each.name} {each.package} {each.version} {each.place}" for each in plugins(FUNCTIONS))
    return "\n".join(("rules", _own_version(), *functions))


@lru_cache(maxsize=1)
def _own_version() -> str:
    return code_digest(CODE, _LIBRARIES)
