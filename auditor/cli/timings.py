"""`audit --timings`: how long each stage took, and how much of the processors."""

from __future__ import annotations

import os
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.diagnostics import Lang
    from auditor.stages import Stage

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
_LINE = Words("{seconds} 秒（处理器 {used} 秒）  {stage}", "{seconds} s ({used} s of processors)  {stage}")


class Stopwatch:
    """Seconds of each stage, each from the end of the one before: by the clock, and of processors.

    Those of the processes that read documents are among them, where the system tells.
    """

    def __init__(self) -> None:
        self._first = self._last = _now()
        self._seconds: dict[str, tuple[float, float]] = {}

    def done(self, stage: Stage) -> None:
        """Notes that a stage is done."""
        before, self._last = self._last, _now()
        self._seconds[stage.value] = (self._last[0] - before[0], self._last[1] - before[1])

    def say(self, lang: Lang) -> str:
        """One line a stage, and the whole."""
        last = self._last if self._seconds else _now()
        rows = {**self._seconds, "total": (last[0] - self._first[0], last[1] - self._first[1])}
        return "\n".join(
            _LINE.say(lang, {"seconds": f"{clock:8.3f}", "used": f"{used:.3f}", "stage": _STAGES[stage].say(lang)})
            for stage, (clock, used) in rows.items()
        )


def _now() -> tuple[float, float]:
    """Seconds by the clock, and those of processors that this process and those that it ended took."""
    return perf_counter(), sum(os.times()[:4])
