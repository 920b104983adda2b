"""What the rules of a folder say, in English, for pages in that language: as `rules fmt --to en` writes it."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.disk.store import Store
from auditor.disk.store import code_digest
from auditor.lang.check import check_sources
from auditor.lang.fmt.sources import format_sources
from auditor.lang.load import CODE
from auditor.lang.load import read_sources
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.results import AuditResult

# What is below these names decides how rules are said in English.
_CODE = (*CODE, "english.py")


def with_english_rules(result: AuditResult, rules: Path, store: Store | None = None) -> AuditResult:
    """An audit whose rules are said in English; titles and texts that people wrote are as they are."""
    said = _statements(rules, store or Store.of(f"english {code_digest(_CODE)}"))
    infos = tuple(replace(info, statement=said.get(info.id, info.statement)) for info in result.rules)
    return replace(result, rules=infos)


def _statements(rules: Path, store: Store) -> Mapping[str, str]:
    """What each rule requires, by its id; kept, since translating all rules takes seconds."""
    sources, _ = read_sources(rules)
    key = hashlib.sha256("\0".join(f"{each.path}\0{each.text}" for each in sources).encode()).hexdigest()
    kept = store.find(key)
    with suppress(ValueError, AttributeError):
        if kept is not None:
            return {str(rule): str(statement) for rule, statement in json.loads(kept).items()}
    texts = zip(sources, format_sources(sources, Lang.EN), strict=True)
    book, _ = check_sources(tuple(Source(source.path, text) for source, text in texts))
    said = {info.id: info.statement for info in book.infos}
    store.keep(key, json.dumps(said, ensure_ascii=False).encode("utf-8", "replace"))
    return said
