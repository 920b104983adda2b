"""Linear statements that cannot hold together, with a proof that is checked in exact numbers.

By Farkas' lemma a set of statements `form ≤ 0` or `form = 0` over figures, those that are never negative among them,
has no solution exactly when some combination of the statements (of the inequalities with weights of at least 0) has
no negative coefficient left on a figure that is never negative, none at all on any other, and a positive constant.
A solver looks for the weights; nothing is believed before they are found to be right in fractions.
"""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from fractions import Fraction
from functools import cache
from functools import cached_property
from itertools import count
from math import ceil
from math import floor
from math import gcd
from math import lcm
from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

from auditor.lang import typed
from auditor.lang.analysis.solver import Program
from auditor.lang.analysis.solver import solve
from auditor.lang.typed.linear import Linear

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

_ROUGH = 1e-7
_DENOMINATOR = 10_000
_LARGEST = Fraction(10**300)  # what a float holds, of whatever a rule writes
_LEAVES: TypeAlias = typed.Figure | typed.AttributeFigure | typed.CellAspect | typed.ItemField


class Row(Struct, frozen=True):
    """A constraint as the solver takes it, its largest number being 1: the figures by their `number`."""

    scale: float
    weights: tuple[tuple[int, float], ...]
    constant: float


class Constraint(Struct, frozen=True, dict=True):
    """`form ≤ 0`, or `form = 0` for an equality; `owner` tells whose it is."""

    form: Linear
    equality: bool = False
    owner: int = -1

    @cached_property
    def row(self) -> Row:
        """The constraint as the solver takes it."""
        form = self.form
        scale = max(abs(form.constant), *(abs(weight) for _, weight in form.terms), Fraction()) or Fraction(1)
        weights = tuple((number_of(atom), float(weight / scale)) for atom, weight in form.terms)
        return Row(float(min(scale, _LARGEST)), weights, float(form.constant / scale))

    @cached_property
    def bounded(self) -> tuple[int, bool]:
        """What it bounds, the same for all that differ in their constants only, and whether from both sides."""
        return _form_number(tuple((number_of(atom), weight) for atom, weight in self.form.terms)), self.equality

    @property
    def numbers(self) -> tuple[int, ...]:
        """The figures that it is about, by their numbers."""
        return tuple(number for number, _ in self.row.weights)


_numbers = count()


@cache
def number_of(atom: typed.Number) -> int:
    """The number of a figure, by which it is quickly told from others: even if it is never negative."""
    return 2 * next(_numbers) + (not _is_never_negative(atom))


@cache
def _form_number(_terms: tuple[tuple[int, Fraction], ...]) -> int:
    """The number of a linear form without its constant, by which it is quickly told from others."""
    return next(_numbers)


@cache
def _is_never_negative(atom: typed.Number) -> bool:
    """Whether a number is at least zero, whatever is filled in."""
    match atom:
        case typed.Figure(signed=signed, measure=measure):
            return not signed and measure.kind.is_amount
        case typed.CellAspect() | typed.Absolute():
            return True
        case _:
            return False


def is_whole(form: Linear) -> bool:
    """Whether a linear form takes whole numbers only, its constant aside."""
    return all(isinstance(atom, _LEAVES) and weight.denominator == 1 for atom, weight in form.terms)


def at_most(form: Linear, owner: int = -1) -> Constraint:
    """`form ≤ 0`."""
    form = _coprime(form)
    if is_whole(form):
        form = Linear(form.terms, Fraction(-floor(-form.constant)))
    return Constraint(form, owner=owner)


def below(form: Linear, owner: int = -1) -> Constraint:
    """`form < 0`; where it may be a fraction, only `form ≤ 0`."""
    form = _coprime(form)
    if is_whole(form):
        form = Linear(form.terms, Fraction(1 - ceil(-form.constant)))
    return Constraint(form, owner=owner)


def equal(form: Linear, owner: int = -1) -> Constraint:
    """`form = 0`."""
    return Constraint(_coprime(form), equality=True, owner=owner)


def _coprime(form: Linear) -> Linear:
    """The form times what makes its coefficients whole numbers without a common divisor."""
    if not form.terms:
        return form
    common = lcm(*(weight.denominator for _, weight in form.terms))
    return form.times(Fraction(common, gcd(*(int(weight * common) for _, weight in form.terms))))


# ------------------------------------------------------------------------------------------------------------ proofs


def refute(constraints: Sequence[Constraint]) -> frozenset[int] | None:
    """The owners of constraints that cannot hold together, None where nothing is proven."""
    constraints = _nearest(constraints)
    plain = _impossible(constraints)
    if plain is not None:
        return frozenset({plain.owner})
    weights = _search(constraints)
    if weights is None:
        return None
    proof = _certified(constraints, weights)
    return None if proof is None else frozenset(constraints[at].owner for at in proof)


def _nearest(constraints: Iterable[Constraint]) -> list[Constraint]:
    """Of those that bound the same thing the nearest, from which the others follow: hundreds may bound one figure."""
    nearest: dict[tuple[int, bool], Constraint] = {}
    lowest: dict[tuple[int, bool], Constraint] = {}
    for each in constraints:
        key = each.bounded
        if key not in nearest or each.form.constant > nearest[key].form.constant:
            nearest[key] = each
        if each.equality and (key not in lowest or each.form.constant < lowest[key].form.constant):
            lowest[key] = each
    apart = (each for key, each in lowest.items() if each.form.constant != nearest[key].form.constant)
    return [*nearest.values(), *apart]


def _impossible(constraints: Iterable[Constraint]) -> Constraint | None:
    """A constraint that is false by itself: 1 ≤ 0, or a sum of whole numbers that equals a fraction."""
    for each in constraints:
        constant = each.form.constant
        if not each.form.terms and (constant > 0 or (each.equality and constant != 0)):
            return each
        if each.equality and constant.denominator != 1 and is_whole(each.form):
            return each
    return None


def _search(constraints: Sequence[Constraint]) -> list[float] | None:
    """The weights of the least combination that proves a contradiction, as a solver finds them."""
    signed = _usable([(at, sign) for at, each in enumerate(constraints) for sign in _signs(each)], constraints)
    rows = [(sign, constraints[at].row) for at, sign in signed]
    if not any(sign * row.constant > 0 for sign, row in rows):
        return None
    numbers = dict.fromkeys(number for _, row in rows for number, _ in row.weights)
    places = {number: at for at, number in enumerate(numbers)}
    columns = [
        {**{places[number]: sign * weight for number, weight in row.weights}, len(places): sign * row.constant}
        for sign, row in rows
    ]
    lower = [0.0] * len(places) + [1.0]
    upper = [0.0 if number % 2 else None for number in numbers] + [1.0]
    found = solve(Program(columns, lower, upper)).values
    if found is None:
        return None
    weights = [0.0] * len(constraints)
    for (at, sign), value in zip(signed, found, strict=True):
        weights[at] += sign * value / constraints[at].row.scale
    return weights


def _signs(each: Constraint) -> tuple[float, ...]:
    return (1.0, -1.0) if each.equality else (1.0,)


def _usable(signed: list[tuple[int, float]], constraints: Sequence[Constraint]) -> list[tuple[int, float]]:
    """The constraints that a proof could use: what each takes from a figure, another one gives.

    Most rules of a book fall out here, one after the other: nothing gives back what a total takes that is no part.
    """
    rows = [[(number, sign * weight > 0) for number, weight in constraints[at].row.weights] for at, sign in signed]
    given = Counter(side for row in rows for side in row)
    takers: defaultdict[tuple[int, bool], list[int]] = defaultdict(list)
    for at, row in enumerate(rows):
        for number, gives in row:
            if not gives or number % 2:
                takers[number, not gives].append(at)
    lacking = [side for side in takers if not given[side]]
    left = set(range(len(rows)))
    while lacking:
        for at in takers[lacking.pop()]:
            if at in left:
                left.remove(at)
                given.subtract(rows[at])
                lacking += [side for side in rows[at] if not given[side] and side in takers]
    return [each for at, each in enumerate(signed) if at in left]


def _certified(constraints: Sequence[Constraint], weights: Sequence[float]) -> tuple[int, ...] | None:
    """The places of the constraints that prove a contradiction in exact numbers."""
    largest = max((abs(weight) for weight in weights), default=0.0)
    if not largest:
        return None
    used = [at for at, weight in enumerate(weights) if abs(weight) > _ROUGH * largest]
    guess = {at: Fraction(weights[at] / largest).limit_denominator(_DENOMINATOR) for at in used}
    if is_proof(constraints, guess):
        return tuple(used)
    exact = _solve(constraints, used, {at: weights[at] / largest for at in used})
    return tuple(used) if exact is not None and is_proof(constraints, exact) else None


def is_proof(constraints: Sequence[Constraint], weights: Mapping[int, Fraction]) -> bool:
    """Whether a combination of constraints is a contradiction."""
    total: dict[typed.Number, Fraction] = {}
    constant = Fraction()
    for at, weight in weights.items():
        each = constraints[at]
        if weight < 0 and not each.equality:
            return False
        constant += weight * each.form.constant
        for atom, coefficient in each.form.terms:
            total[atom] = total.get(atom, Fraction()) + weight * coefficient
    fits = all(left == 0 or (left > 0 and _is_never_negative(atom)) for atom, left in total.items())
    return fits and constant > 0


def _solve(
    constraints: Sequence[Constraint], used: Sequence[int], rough: Mapping[int, float]
) -> dict[int, Fraction] | None:
    """Exact weights near rough ones: what the rough ones cancel must cancel exactly."""
    sums: dict[typed.Number, dict[int, Fraction]] = {}
    for at in used:
        for atom, weight in constraints[at].form.terms:
            sums.setdefault(atom, {})[at] = weight
    rows = [
        row
        for atom, row in sums.items()
        if abs(sum(float(weight) * rough[at] for at, weight in row.items()))
        < _ROUGH * max(map(float, map(abs, row.values())))
    ]
    pivots: dict[int, dict[int, Fraction]] = {}
    for row in rows:
        reduced = dict(row)
        for pivot, known in pivots.items():
            factor = reduced.get(pivot, Fraction())
            if factor:
                reduced = _minus(reduced, known, factor)
        lead = next((at for at, weight in reduced.items() if weight), None)
        if lead is None:
            continue
        scaled = {at: weight / reduced[lead] for at, weight in reduced.items() if weight}
        pivots = {pivot: _minus(known, scaled, known.get(lead, Fraction())) for pivot, known in pivots.items()}
        pivots[lead] = scaled
    free = {at: Fraction(rough[at]).limit_denominator(_DENOMINATOR) for at in used if at not in pivots}
    bound = {
        pivot: -sum((weight * free[at] for at, weight in row.items() if at != pivot), Fraction())
        for pivot, row in pivots.items()
    }
    return {**free, **bound}


def _minus(row: Mapping[int, Fraction], other: Mapping[int, Fraction], factor: Fraction) -> dict[int, Fraction]:
    made = {at: row.get(at, Fraction()) - factor * other.get(at, Fraction()) for at in {*row, *other}}
    return {at: weight for at, weight in made.items() if weight}
