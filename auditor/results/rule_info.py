"""What people read of a rule, how grave it is and how far it has come."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping


class Severity(StrEnum):
    """强制 must be corrected; 核实 correct it or explain; 提示 for attention."""

    ERROR = "error"
    WARNING = "warning"
    NOTICE = "notice"

    @property
    def words(self) -> Words:
        """What people call it."""
        return _SEVERITY_WORDS[self]


_SEVERITY_WORDS: Mapping[Severity, Words] = MappingProxyType(
    {
        Severity.ERROR: Words("强制", "error"),
        Severity.WARNING: Words("核实", "query"),
        Severity.NOTICE: Words("提示", "notice"),
    }
)
# The gravest first.
SEVERITIES = tuple(Severity)


class State(StrEnum):
    """A rule's life: 草案 is only checked, 试行 runs and is reported apart, 启用 counts, 停用 is kept for reading."""

    DRAFT = "draft"
    TRIAL = "trial"
    ACTIVE = "active"
    RETIRED = "retired"

    @property
    def runs(self) -> bool:
        """Whether rules in it are judged."""
        return self in {State.TRIAL, State.ACTIVE}


class RuleInfo(Struct, frozen=True):
    """What people read of a rule; `grading` is 分级 as written, `peers` what 按 groups units by.

    `english` is its title in English, where the title itself is not; `comment` what its file tells of it above it.
    """

    id: str
    title: str
    severity: Severity
    state: State
    kind: str
    statement: str
    basis: str
    fix: str
    tags: tuple[str, ...]
    path: str
    line: int
    forms: tuple[str, ...]
    related: tuple[str, ...] = ()
    version: str = ""
    grading: str = ""
    peers: tuple[str, ...] = ()
    english: str = ""
    comment: str = ""

    @property
    def titles(self) -> Words:
        """The title in both languages; where there is but one, that is it."""
        return Words(self.title, self.english or self.title)
