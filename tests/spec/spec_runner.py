"""Markdown as tests: a section is a case, its `rules` block is checked, what stands below it is what must come out.

```rules shared      for all sections after it, as a file of its own
```rules             the section's rule file
```diagnostics       what must be said of it, as people see it (nothing, where the block is absent)
| … | 结果 |         rows of figures with the verdict of the section's last rule
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.lang.check import check_sources
from auditor.snippet import render_diagnostic
from auditor.source import Source

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.lang.typed import RuleBook

_BLOCK = re.compile(r"^```(?P<kind>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_TABLE = re.compile(r"(?:^\|[^\n]*\|\n?)+", re.MULTILINE)
_SECTION = re.compile(r"^## (?P<title>.+)$", re.MULTILINE)
_RULE = re.compile(r"^(?:规则 +|rule +| +编号: *| +id: *)(?P<id>\S+)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """One section."""

    file: str
    title: str
    text: str
    shared: str
    lang: Lang

    @property
    def rules(self) -> str:
        """The section's rule file, with the table of verdicts as a test of its last rule."""
        written = "".join(body for kind, body in self.blocks if kind == "rules")
        tables = _TABLE.findall(_BLOCK.sub("", self.text))
        ids = _RULE.findall(written)
        return "\n".join((written, *(f"测试 {ids[-1]}\n{table}" for table in tables if ids)))

    @property
    def rows(self) -> int:
        """How many rows the section's tables judge."""
        return sum(len(table.splitlines()) - 1 for table in _TABLE.findall(_BLOCK.sub("", self.text)))

    @property
    def blocks(self) -> tuple[tuple[str, str], ...]:
        """The fenced blocks."""
        return tuple((match["kind"].strip(), match["body"]) for match in _BLOCK.finditer(self.text))

    @property
    def expected(self) -> str:
        """The diagnostics that must come out."""
        return "".join(body for kind, body in self.blocks if kind == "diagnostics")

    def check(self) -> tuple[RuleBook, str]:
        """The book of the section and what is said of it."""
        shared = (Source("共用.rules", self.shared),) if self.shared else ()
        book, found = check_sources((*shared, Source("例.rules", self.rules)))
        return book, "".join(f"{render_diagnostic(each, self.lang)}\n" for each in found)


def read_cases(path: Path) -> tuple[Case, ...]:
    """The sections of a file that have rules."""
    text = path.read_text(encoding="utf-8")
    lang = Lang.EN if path.stem.endswith("-en") else Lang.ZH
    starts = [*(match.start() for match in _SECTION.finditer(text)), len(text)]
    shared, made = "", []
    for start, end in pairwise(starts):
        section = text[start:end]
        match = _SECTION.match(section)
        case = Case(path.name, match["title"] if match else "", section, shared, lang)
        shared += "".join(body for kind, body in case.blocks if kind == "rules shared")
        if any(kind == "rules" for kind, _ in case.blocks):
            made.append(case)
    return tuple(made)


def updated(path: Path) -> str:
    """The file with each section's diagnostics as they come out: to be read before it is kept."""
    text = path.read_text(encoding="utf-8")
    for case in read_cases(path):
        said = case.check()[1]
        block = f"```diagnostics\n{said}```\n" if said else ""
        bare = re.sub(r"\n*```diagnostics\n.*?^```\n", "\n", case.text, flags=re.MULTILINE | re.DOTALL)
        at = bare.index("```\n", bare.index("```rules\n") + 4) + 4
        text = text.replace(case.text, f"{bare[:at]}{chr(10) if block else ''}{block}{bare[at:]}")
    return text
