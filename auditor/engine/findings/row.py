"""A statement on the row that it was judged on."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field

from auditor.engine.canonical.derive import unique_leaf
from auditor.engine.canonical.normal import core
from auditor.engine.canonical.normal import ratio_of
from auditor.engine.findings.exact import exact_value
from auditor.engine.findings.exact import truth
from auditor.engine.findings.wording.spoken import in_condition
from auditor.lang import typed
from auditor.lang.typed import Missing
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.engine.findings.exact import Known
    from auditor.engine.findings.wording.spoken import Name
    from auditor.engine.plan import Statement
    from auditor.schema import Measure

# NOTE: a statement is explained row after row, in two languages: its few normal forms are asked for again and again.
_core = lru_cache(maxsize=256)(core)
_ratio_of = lru_cache(maxsize=256)(ratio_of)


class Row(Struct, frozen=True):
    """A statement with what is known on the row that it was judged on.

    `shown` are figures that are written otherwise than their numbers: `1.2万` for a narrative figure. `values` are the
    numbers worked out so far: a message asks for each of them many times.
    """

    statement: Statement
    known: Known
    shown: Mapping[Name, str]
    values: dict[typed.Number, Fraction | None] = field(default_factory=dict)

    @property
    def skip(self) -> bool:
        """Whether blank terms are left out of sums."""
        return self.statement.rule.missing is Missing.SKIP

    @property
    def units(self) -> Mapping[str, Measure]:
        """For each dimension of money the unit that all of it is printed in: that of the first figure."""
        found: dict[str, Measure] = {}
        for name in in_condition(self.statement.instance.require):
            if isinstance(name, typed.Figure) and name.measure.kind is Kind.MONEY:
                found.setdefault(name.measure.base, name.measure)
        return found

    def printed_in(self, measure: Measure) -> Measure:
        """The unit that figures of a measure are printed in."""
        return self.units.get(measure.base, measure) if measure.kind is Kind.MONEY else measure

    def truth(self, condition: typed.Condition) -> bool | None:
        """Whether a condition certainly holds on the row."""
        return truth(_core(condition, skip=self.skip), self.known)

    def value(self, number: typed.Number | typed.Unique) -> Fraction | None:
        """The value of a number on the row, where it is known."""
        if isinstance(number, typed.Unique):
            count = self.known.numbers.get(unique_leaf(number))
            return None if count is None else Fraction(count)
        if number not in self.values:
            self.values[number] = exact_value(_ratio_of(number, skip=self.skip), self.known)
        return self.values[number]
