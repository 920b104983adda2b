"""Short texts as documents, and the claims of the forms, for the tests of the narrative."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.document import Document
from auditor.lang.check import check_sources
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.schema import Schema

RULES = Path(__file__).parents[2] / "rules"
FILES = (
    "common/units.rules",
    "common/words.rules",
    "disclosure-2014/form.rules",
    "disclosure-2014/claims.rules",
    "disclosure-2014/claims-above.rules",
)
FILES_2019 = (
    *FILES[:2],
    "disclosure-2019/form.rules",
    "disclosure-2021/form.rules",
    "disclosure-2019-2021/claims.rules",
    "disclosure-2019-2021/claims-2019.rules",
    "disclosure-2019-2021/claims-2021.rules",
)
SHARED = Path(__file__).parents[2].parent / "shared" / "reports"


def document(text: str) -> Document:
    return Document(path="report.txt", digest="", format="text", source=Source("report.txt", text))


@cache
def schema(files: tuple[str, ...] = FILES) -> Schema:
    """The units, the 2014 form and its claims: no rules, so that a mistake in one of those is not met here."""
    sources = tuple(Source(name, (RULES / name).read_text(encoding="utf-8")) for name in files)
    return check_sources(sources)[0].schema
