"""Units made to fit, and what is said where they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.typing import arithmetic
from auditor.lang.typing.arithmetic import TIMES
from auditor.lang.world.measures import CONFUSED
from auditor.lang.world.measures import POINTS
from auditor.lang.world.measures import misfit
from auditor.lang.world.measures import unit_words
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.lang.typed import Number
    from auditor.lang.typed import Numbers
    from auditor.lang.world.environment import Env

_CONFUSED = Words(
    "人 是人数，人次 可重复计；核对要用的是哪个指标",
    "people are counted once, attendances each time; check which is meant",
)


_POINTS = Words(
    "个百分点 是两个百分比相差多少；百分比本身写成 5%，相差写成 绝对值(甲 − 乙) ≤ 5 个百分点",
    "points are what two percentages differ by; write 5% for a percentage, abs(a - b) <= 5 points for a difference",
)
# What is a percentage and no difference of two.
_SHARES = (typed.Figure, typed.AttributeFigure, typed.ItemField, typed.Stated, typed.Quotient)


def same_unit(nodes: Sequence[ast.Expr], args: Numbers, env: Env) -> Numbers | None:
    """The numbers with the bare ones in the unit of the others; None, with a diagnostic, where units do not fit."""
    if misfit(args) is not None:
        say_misfit(nodes, args, env)
        return None
    return arithmetic.fitted(args)


def points_fit(nodes: Sequence[ast.Expr], sides: Numbers, env: Env) -> bool:
    """Whether what is compared with 个百分点 can be a difference; else it is said."""
    points = next((at for at, side in enumerate(sides) if _is_in_points(side)), None)
    share = next((at for at, side in enumerate(sides) if isinstance(side, _SHARES) and not _is_in_points(side)), None)
    if points is None or share is None:
        return True
    left = f"{env.text(nodes[share])}（{unit_words(sides[share].measure)}）"
    env.say(codes.UNIT_CLASH, nodes[points].span, _POINTS, left=left, right=env.text(nodes[points]))
    return False


def _is_in_points(number: Number) -> bool:
    return number.measure.kind is POINTS.kind and number.measure.unit == POINTS.unit


def say_misfit(nodes: Sequence[ast.Expr], args: Numbers, env: Env) -> None:
    """Notes the first two numbers whose units do not fit."""
    clash = misfit(args)
    if clash is None:
        return
    left, right = (min(at, len(nodes) - 1) for at in clash)
    units = [unit_words(args[at].measure) for at in clash]
    two = [args[at] for at in clash]
    hint = _CONFUSED if set(units) == CONFUSED else _of_product(units) or _of_number(two, units) or _of_share(two)
    shown = [f"{env.text(nodes[at])}（{unit}）" for at, unit in zip((left, right), units, strict=True)]
    env.say(codes.UNIT_CLASH, nodes[right].span, hint, left=shown[0], right=shown[1])


def _of_number(numbers: Sequence[Number], units: Sequence[str]) -> Words | None:
    """A hint where one of two is a number that was written out: with the unit of the other."""
    at = next((at for at, number in enumerate(numbers) if isinstance(number, typed.Constant)), None)
    if at is None or any(number.measure.kind is not Kind.COUNT for number in numbers):
        return None
    number, unit = numbers[at], units[1 - at]
    printed = number.printed.removesuffix(units[at]).strip() if isinstance(number, typed.Constant) else ""
    return Words(f"数以{unit}计：写成 {printed} {unit}", f"counted in {unit}: write {printed} {unit}")


def _of_share(numbers: Sequence[Number]) -> Words | None:
    """A hint where a figure is held to a percentage: it is a share of another that such is asked of."""
    share = next((each for each in numbers if isinstance(each, typed.Constant)), None)
    if share is None or share.measure.kind is not Kind.RATIO:
        return None
    return Words(
        f"百分比是一个数占另一个数的多少：写成 甲 ÷ 乙 ≥ {share.printed} 那样",
        f"a percentage is a share of something: write such as part / whole >= {share.printed}",
    )


def _of_product(units: Sequence[str]) -> Words | None:
    """A hint where one of two units comes of a product: how to take a factor of it away."""
    product = next((unit for unit in units if TIMES in unit), None)
    if product is None:
        return None
    factor = product.rpartition(TIMES)[2]
    return Words(
        f"“{product}”是两个数相乘得来的单位；其中一个数若不带单位，写成 数 ÷ 1 {factor}",
        f"`{product}` comes of two numbers multiplied; to take a unit away, write number / 1 {factor}",
    )
