"""What a rule file is when it is formatted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.lang.fmt.sources import canonical
from auditor.lang.fmt.sources import format_source
from auditor.lang.parsing.parser import parse_file
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.diagnostics import Lang
    from auditor.lang import ast

ROOT = Path(__file__).parents[2]
SHIPPED = tuple(
    Source(path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "rules").rglob("*.rules"))
)


def formatted(text: str, to: Lang | None = None) -> str:
    return format_source(Source("例.rules", text), to)[0]


def trees(text: str) -> list[ast.Statement]:
    return [canonical(node) for node in parse_file(Source("例.rules", text)).statements]
