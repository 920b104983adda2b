"""What is said of formulas that are imported."""

from __future__ import annotations

from auditor.diagnostics import Code
from auditor.diagnostics import Level
from auditor.diagnostics import Words

NO_FORMULA = Code(
    "AUD910",
    "no-formula",
    Level.WARNING,
    Words("不是公式，此处应为 {expected_zh}", "no formula: {expected_en} should stand here"),
)
NOT_TAKEN = Code("AUD911", "not-taken", Level.WARNING, Words("没有采用：{reason_zh}", "not taken: {reason_en}"))
