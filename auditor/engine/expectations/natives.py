"""Rules that an expectation of Great Expectations itself says just as well, row for row.

Exactly as well, blanks included: what a blank leaves open must not fail there either.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import great_expectations.expectations as gxe

from auditor.lang.typed import Comparison
from auditor.lang.typed import Constant
from auditor.lang.typed import Figure
from auditor.lang.typed import Grain
from auditor.lang.typed import Missing
from auditor.lang.typed import Operator
from auditor.lang.typed import Scope

if TYPE_CHECKING:
    from great_expectations.expectations.expectation import Expectation

    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Condition
    from auditor.schema import Form


def native_of(rule: CheckedRule, form: Form, shared: dict[str, Any]) -> tuple[Expectation, ...] | None:
    """The expectations that say the same as a rule, one for each of its instances; None where there are none.

    `shared` are the arguments that all of them have: severity, meta.
    """
    plain = rule.grain is Grain.RECORD and rule.missing in {Missing.UNKNOWN, Missing.TRY_ZERO} and rule.scope == Scope()
    if not plain or any(it.when is not None for it in rule.instances):
        return None
    found = tuple(_native(it.require, form, shared) for it in rule.instances)
    return tuple(it for it in found if it is not None) if found and None not in found else None


def _native(it: Condition, form: Form, shared: dict[str, Any]) -> Expectation | None:
    match it:
        case Comparison(op, Figure(years_back=0) as left, Constant() as right, ()):
            return _between(op, left, right, form, shared)
        case Comparison(op, Constant() as left, Figure(years_back=0) as right, ()):
            return _between(op.mirrored, right, left, form, shared)
        case Comparison(op, Figure(years_back=0) as left, Figure(years_back=0) as right, ()):
            return _pair(op, left, right, form, shared)
        case _:
            return None


def _between(op: Operator, figure: Figure, limit: Constant, form: Form, shared: dict[str, Any]) -> Expectation | None:
    value = limit.value / figure.measure.factor
    # NOTE: a blank is at least zero, so that a bound below it fails blanks, too; the expectation passes them by.
    fails_blank = not figure.signed and (value < 0 or (value == 0 and op is Operator.LT))
    if op is Operator.NE or fails_blank:
        return None
    bound = int(value) if value.denominator == 1 else float(value)
    ends: dict[str, Any] = {}
    if op in {Operator.GE, Operator.GT, Operator.EQ}:
        ends |= {"min_value": bound, "strict_min": op is Operator.GT}
    if op in {Operator.LE, Operator.LT, Operator.EQ}:
        ends |= {"max_value": bound, "strict_max": op is Operator.LT}
    return gxe.ExpectColumnValuesToBeBetween(column=_column(figure, form), **ends, **shared)


def _pair(op: Operator, left: Figure, right: Figure, form: Form, shared: dict[str, Any]) -> Expectation | None:
    larger, smaller = (right, left) if op is Operator.LE else (left, right)
    # NOTE: a figure below zero is certainly below a blank that is at least zero.
    if larger.signed or smaller.signed or op not in {Operator.GE, Operator.LE}:
        return None
    return gxe.ExpectColumnPairValuesAToBeGreaterThanB(
        column_A=_column(larger, form),
        column_B=_column(smaller, form),
        or_equal=True,
        ignore_row_if="either_value_is_missing",
        **shared,
    )


def _column(figure: Figure, form: Form) -> str:
    return form.cell_name(form.by_code[figure.indicator], figure.member)
