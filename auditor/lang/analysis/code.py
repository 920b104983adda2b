"""The equalities of a form as an error-correcting code: which wrong cell they notice, and which they point at.

Each equality that holds for every submission is a parity check. A cell in none of them is blind: no wrong figure there
is noticed. Cells in the same checks with coefficients in proportion are confusable: a wrong figure is noticed, but any
of them could be it. A cell that nothing is confused with is located.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

from auditor.lang import typed
from auditor.lang.typed.linear import canonical
from auditor.results import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from fractions import Fraction

    from auditor.lang.typed.linear import Linear
    from auditor.schema import Form

Cell: TypeAlias = tuple[str, str | None]
_ALL = frozenset(Severity)


class FormCode(Struct, frozen=True):
    """What the equalities of a form can tell of a single wrong cell (an indicator's code, with its column).

    `groups` are the cells that cannot be told from each other, in the printed order.
    """

    form: str
    cells: tuple[Cell, ...]
    located: tuple[Cell, ...]
    groups: tuple[tuple[Cell, ...], ...]
    blind: tuple[Cell, ...]

    @property
    def detected(self) -> int:
        """In how many cells a wrong figure is noticed."""
        return len(self.cells) - len(self.blind)

    def share(self, count: int) -> int:
        """A number of cells in percent of all."""
        return round(100 * count / len(self.cells)) if self.cells else 0


def form_codes(book: typed.RuleBook, severities: frozenset[Severity] = _ALL) -> tuple[FormCode, ...]:
    """The code of each form that has figures."""
    return tuple(_form_code(form, book.rules, severities) for form in book.schema.forms.values() if any(_cells(form)))


def _form_code(form: Form, rules: Iterable[typed.CheckedRule], severities: frozenset[Severity] = _ALL) -> FormCode:
    """The code that the equalities of some rules make of a form."""
    signs: defaultdict[tuple[tuple[int, Fraction], ...], list[Cell]] = defaultdict(list)
    columns: dict[Cell, list[tuple[int, Fraction]]] = {cell: [] for cell in _cells(form)}
    for at, check in enumerate(_parity_checks(form, rules, severities)):
        for atom, weight in check.terms:
            if isinstance(atom, typed.Figure) and (atom.indicator, atom.member) in columns:
                columns[atom.indicator, atom.member].append((at, weight))
    for cell, column in columns.items():
        signs[tuple((at, weight / column[0][1]) for at, weight in column)].append(cell)
    blind = tuple(signs.pop((), ()))
    located = tuple(cells[0] for cells in signs.values() if len(cells) == 1)
    groups = tuple(tuple(cells) for cells in signs.values() if len(cells) > 1)
    return FormCode(form.code, tuple(columns), located, groups, blind)


def _parity_checks(
    form: Form, rules: Iterable[typed.CheckedRule], severities: frozenset[Severity] = _ALL
) -> tuple[Linear, ...]:
    """The exact equalities over this year's figures that hold for every submission of a form, each once."""
    found = (
        canonical(instance.require).form
        for rule in rules
        if rule.form == form.code and rule.info.severity in severities and _is_general(rule)
        for instance in rule.instances
        if instance.when is None and isinstance(instance.require, typed.Comparison) and _is_check(instance.require)
    )
    return tuple(dict.fromkeys(form for form in found if len(form.terms) > 1 and _is_of_this_year(form)))


def _is_general(rule: typed.CheckedRule) -> bool:
    scope = rule.scope
    return rule.grain is typed.Grain.RECORD and not (scope.levels or scope.regions or scope.kinds)


def _is_check(comparison: typed.Comparison) -> bool:
    return comparison.op is typed.Operator.EQ and not any(each.amount for each in comparison.tolerances)


def _is_of_this_year(form: Linear) -> bool:
    return all(isinstance(atom, typed.Figure) and atom.years_back == 0 for atom, _ in form.terms)


def _cells(form: Form) -> Iterator[Cell]:
    for indicator in form.figures:
        for member in indicator.members or (None,):
            yield (indicator.code, member)
