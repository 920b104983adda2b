"""Functions: the last digit of a figure, one that says two things, and what is none."""

from __future__ import annotations

from auditor.plugins import Function

LAST_DIGIT = Function(
    meaning=lambda args: args[0] % 10,
    lower=lambda args: args[0] % 10,
    bound=lambda _: 9,
    keeps_unit=False,
)
TWO_TONGUED = Function(meaning=lambda args: args[0], lower=lambda args: args[0] + 1)
BOUNDLESS = Function(meaning=lambda args: args[0] * 2, lower=lambda args: args[0] * 2)
NONE_AT_ALL = 12
