"""Verdicts as the codes that stand in frames and in queries."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

VERDICTS = (Verdict.PASS, Verdict.FAIL, Verdict.UNKNOWN, Verdict.NOT_APPLICABLE)
CODE: Mapping[Verdict, int] = MappingProxyType({verdict: code for code, verdict in enumerate(VERDICTS)})
FAIL = CODE[Verdict.FAIL]
UNKNOWN = CODE[Verdict.UNKNOWN]
NOT_APPLICABLE = CODE[Verdict.NOT_APPLICABLE]


def column(index: int) -> str:
    """The name of the column that holds the codes of the statement at this position of its step."""
    return f"c{index}"
