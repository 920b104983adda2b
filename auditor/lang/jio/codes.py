"""What is said of formulas that are imported."""

from __future__ import annotations

from auditor.diagnostics import warning

NO_FORMULA = warning(
    910, "no-formula", ("不是公式，此处应为 {expected_zh}", "no formula: {expected_en} should stand here")
)
NOT_TAKEN = warning(909, "not-taken", ("没有采用：{reason_zh}", "not taken: {reason_en}"))
