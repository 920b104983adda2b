"""Outputs: how many findings each unit has, and one that writes elsewhere."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.diagnostics import Lang
    from auditor.results import AuditResult


def tally(result: AuditResult, lang: Lang) -> Iterator[tuple[str, bytes]]:
    counted = Counter(finding.unit for finding in result.findings)
    yield f"{lang}/tally.txt", "".join(f"{unit}\t{count}\n" for unit, count in sorted(counted.items())).encode()


def outside(result: AuditResult, lang: Lang) -> Iterator[tuple[str, bytes]]:
    del result, lang
    yield "../index.html", b"mine"
