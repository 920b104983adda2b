"""`audit --timings`: how long each stage took."""

from __future__ import annotations

from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.audit import Stage
    from auditor.diagnostics import Lang

_STAGES: Mapping[str, Words] = MappingProxyType(
    {
        "rules": Words("读规则", "rules"),
        "reading": Words("读报告", "reading"),
        "judging": Words("判定", "judging"),
        "locating": Words("定位", "locating"),
        "ledger": Words("台账", "ledger"),
        "writing": Words("写结果", "writing"),
        "total": Words("合计", "total"),
    }
)
_LINE = Words("{seconds} 秒  {stage}", "{seconds} s  {stage}")


class Stopwatch:
    """Seconds by the clock of each stage, each from the end of the one before."""

    def __init__(self) -> None:
        self._last = perf_counter()
        self._seconds: dict[str, float] = {}

    def done(self, stage: Stage) -> None:
        """Notes that a stage is done."""
        before, self._last = self._last, perf_counter()
        self._seconds[stage.value] = self._last - before

    def say(self, lang: Lang) -> str:
        """One line a stage, and their sum."""
        rows = {**self._seconds, "total": sum(self._seconds.values())}
        return "\n".join(
            _LINE.say(lang, {"seconds": f"{seconds:8.3f}", "stage": _STAGES[stage].say(lang)})
            for stage, seconds in rows.items()
        )
