"""The pages of `docs/errors`: their parts, and what their examples really yield."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.diagnostics import Code
from auditor.diagnostics import Lang
from auditor.lang import codes
from auditor.lang import lint_codes
from auditor.lang import syntax_codes
from auditor.lang.analysis.analyse import analyse
from auditor.lang.check import check_sources
from auditor.snippet import render_diagnostic
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic

FOLDER = Path(__file__).parents[2] / "docs" / "errors"
_BLOCK = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_SAID = re.compile(r"(^```diagnostics\n).*?(^```$)", re.MULTILINE | re.DOTALL)
CODES = {
    each.id: each
    for module in (syntax_codes, codes, lint_codes)
    for each in vars(module).values()
    if isinstance(each, Code)
}
LINTED = {each.id for each in vars(lint_codes).values() if isinstance(each, Code)}


def blocks(path: Path, kind: str) -> list[str]:
    return [match["body"] for match in _BLOCK.finditer(path.read_text(encoding="utf-8")) if match["kind"] == kind]


@dataclass(frozen=True, slots=True)
class Page:
    """One page."""

    path: Path

    @property
    def code(self) -> Code:
        return CODES[self.path.stem]

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def head(self) -> list[str]:
        """The lines that repeat what the code says of itself."""
        return [line for line in self.text.split("\n")[:6] if line]

    def found(self, index: int) -> list[Diagnostic]:
        """What is said of the first or the second example, what analysis says only on the pages about it."""
        sources = (
            Source("共用.rules", blocks(FOLDER / "README.md", "rules shared")[0]),
            Source("例.rules", self.rules(index)),
        )
        book, diagnostics = check_sources(sources)
        more = analyse(book) if self.code.id in LINTED else ()
        own = (each for each in more if each.code.id == self.code.id and each.source == sources[1])
        return [*diagnostics, *own]

    def rules(self, index: int) -> str:
        return blocks(self.path, "rules")[index]

    @property
    def shown(self) -> str:
        """What the page shows to be said of its example."""
        return blocks(self.path, "diagnostics")[0]

    @property
    def said(self) -> str:
        """What is really said of it."""
        return "".join(f"{render_diagnostic(each, Lang.ZH)}\n" for each in self.found(0))

    def updated(self) -> str:
        """The page with what is really said."""
        return _SAID.sub(lambda match: f"{match[1]}{self.said}{match[2]}", self.text)


PAGES = tuple(Page(path) for path in sorted(FOLDER.glob("AUD*.md")))
