"""Comparisons of a report's year: those that no report of some years fulfils, and the years that may be meant."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.diagnostics import nearest
from auditor.lang.typed import AttributeFigure
from auditor.lang.typed import Operator
from auditor.lang.typed.linear import difference
from auditor.lang.typed.shift import comparisons
from auditor.schema import Years

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Comparison

# A form without an end is of years that somebody may report for: 2108 is a slip for 2018.
_EARLIEST, _LATEST = 1949, 2099
# The years of a form without an end that a slip is compared with.
_SOON = 10
_MOST_NEAR = 3


def of_reports(span: Years) -> Years:
    """The years of a form of which there may be a report."""
    return Years(span.first or _EARLIEST, span.last or _LATEST)


def never_in(spans: Iterable[Years], rule: CheckedRule) -> Iterator[tuple[Operator, int]]:
    """The comparisons of the year with a number in the conditions of a rule that are false in all of some years."""
    years = sorted({year for span in map(of_reports, spans) for year in range(span.first or 0, (span.last or 0) + 1)})
    conditions = (it for instance in rule.instances for it in (instance.when, instance.require) if it is not None)
    for comparison in (each for condition in conditions for each in comparisons(condition)):
        found = _of_year(comparison)
        if found is not None and not any(found[0].holds(Fraction(each), Fraction(found[1])) for each in years):
            yield found


def years_near(year: int, spans: Iterable[Years]) -> tuple[str, ...]:
    """The years of some forms that a year may be a slip for."""
    known = (
        str(each)
        for span in spans
        for each in range(span.first or _EARLIEST, 1 + (span.last or (span.first or _EARLIEST) + _SOON))
    )
    return nearest(str(year), known, _MOST_NEAR)


def _of_year(comparison: Comparison) -> tuple[Operator, int] | None:
    """How the year is compared with a number, where a comparison is of nothing else."""
    form = difference(comparison)
    if len(form.terms) != 1 or comparison.tolerances:
        return None
    atom, weight = form.terms[0]
    is_year = isinstance(atom, AttributeFigure) and atom.name == "年度"
    year = -form.constant / weight
    op = comparison.op if weight > 0 else comparison.op.mirrored
    return (op, int(year)) if is_year and year.denominator == 1 else None
