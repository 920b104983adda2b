"""容差: attached to the comparisons that a rule requires, never to the conditions under which it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.fmt.words import decimal
from auditor.lang.typed import Comparison
from auditor.lang.typed import Condition
from auditor.lang.typed import Either
from auditor.lang.typed import Every
from auditor.lang.typed import Field
from auditor.lang.typed import Implication
from auditor.lang.typed import ItemField
from auditor.lang.typed import Tolerance
from auditor.lang.typed.shift import atoms
from auditor.lang.world.measures import RATIO
from auditor.lang.world.measures import meets_scale
from auditor.lang.world.measures import read_unit
from auditor.lang.world.names import meant

if TYPE_CHECKING:
    from auditor.lang.world.environment import Env
    from auditor.schema import Measure

_SHARES = {"%": 100, "‰": 1000}


def tolerate(found: Condition, tolerances: tuple[tuple[ast.Tolerance, Env], ...]) -> Condition:
    """The condition with each comparison's tolerances; a tolerance that fits none is noted."""
    kept = [(each, env) for each, env in tolerances if _is_clear(each, found, env)]
    if not kept:
        return found
    used: set[int] = set()
    made = _walk(found, kept, used)
    for at, (each, env) in enumerate(kept):
        if at not in used:
            env.say(codes.UNUSED_TOLERANCE, each.span, found=env.text(each))
    return made


def _is_clear(tolerance: ast.Tolerance, found: Condition, env: Env) -> bool:
    unit = tolerance.amount.unit
    if tolerance.relative:
        return _is_share(tolerance, env)
    plain_ratio = unit is None and any(each.left.measure.base == RATIO.base for each in required(found))
    if plain_ratio or (unit is not None and unit.text in _SHARES):
        points = tolerance.amount.value * 100 / _SHARES[unit.text if unit is not None else "%"]
        env.say(codes.AMBIGUOUS_TOLERANCE, tolerance.span, found=env.text(tolerance), points=decimal(points))
        return False
    if unit is not None and read_unit(unit.text, env.world.units) is None:
        env.say(codes.UNKNOWN_UNIT, unit.span, meant(unit.text, env.world.units), name=unit.text)
        return False
    return True


def _is_share(tolerance: ast.Tolerance, env: Env) -> bool:
    unit = tolerance.amount.unit
    if unit is not None and unit.text in _SHARES:
        return True
    amount = tolerance.amount.value
    percent = decimal(amount * 100)
    found = env.text(tolerance)
    env.say(codes.SHARE_WITHOUT_PERCENT, tolerance.span, found=found, amount=decimal(amount), percent=percent)
    return False


def required(found: Condition) -> tuple[Comparison, ...]:
    """The comparisons that a requirement asks for, in reading order."""
    match found:
        case Comparison():
            return (found,)
        case Every(args=args) | Either(args=args):
            return tuple(each for arg in args for each in required(arg))
        case Implication(consequent=consequent, otherwise=otherwise):
            return (*required(consequent), *(required(otherwise) if otherwise is not None else ()))
        case _:
            return ()


def _walk(found: Condition, tolerances: list[tuple[ast.Tolerance, Env]], used: set[int]) -> Condition:
    match found:
        case Comparison():
            return _attach(found, tolerances, used)
        case Every(args=args) | Either(args=args):
            return replace(found, args=tuple(_walk(arg, tolerances, used) for arg in args))
        case Implication(consequent=consequent, otherwise=otherwise):
            other = _walk(otherwise, tolerances, used) if otherwise is not None else None
            return replace(found, consequent=_walk(consequent, tolerances, used), otherwise=other)
        case _:
            return found


def _attach(comparison: Comparison, tolerances: list[tuple[ast.Tolerance, Env]], used: set[int]) -> Comparison:
    sides = (*atoms(comparison.left), *atoms(comparison.right))
    if any(isinstance(side, ItemField) and side.field is Field.STATED for side in sides):
        return comparison  # its printed digits are its tolerance
    made: list[Tolerance] = []
    for at, (tolerance, env) in enumerate(tolerances):
        fitted = _fitted(tolerance, comparison.left.measure, env)
        if fitted is not None:
            made.append(fitted)
            used.add(at)
    return replace(comparison, tolerances=tuple(made))


def _fitted(tolerance: ast.Tolerance, measure: Measure, env: Env) -> Tolerance | None:
    """A tolerance in the stored integers of what is compared, None where its unit is another."""
    amount, unit = tolerance.amount.value, tolerance.amount.unit
    if unit is None:
        return Tolerance(amount * measure.factor)
    if tolerance.relative:
        return Tolerance(amount / _SHARES[unit.text], relative=True)
    read = read_unit(unit.text, env.world.units)
    if read is None:
        return None
    if not read[0].base:
        return Tolerance(amount * read[1] * measure.factor)
    return Tolerance(meets_scale(amount * read[1], read[0])) if read[0].base == measure.base else None
