"""The functions of the language: how each is called, as data, and what each makes of its arguments.

`numbers` and `conditions` read the arguments by the kinds given here and hand them to the builder. A new function is
one row of the table and one builder.
"""

from __future__ import annotations

from enum import Enum
from enum import auto
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

from auditor.lang.typed import Absolute
from auditor.lang.typed import Aspect
from auditor.lang.typed import CellAspect
from auditor.lang.typed import Constant
from auditor.lang.typed import Default
from auditor.lang.typed import Figure
from auditor.lang.typed import Largest
from auditor.lang.typed import Negative
from auditor.lang.typed import Number
from auditor.lang.typed import Product
from auditor.lang.typed import Quotient
from auditor.lang.typed import Smallest
from auditor.lang.typed import Sum
from auditor.lang.typed.shift import shifted
from auditor.lang.typing import arithmetic
from auditor.lang.vocabulary.function_words import Func
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.measures import RATIO

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

MANY = 10_000


class Arg(Enum):
    """What an argument must be."""

    NUMBER = auto()  # one number
    NUMBERS = auto()  # any number of numbers, groups taken apart; stands last
    CELLS = auto()  # figures without a need to say which column; stands last
    WHOLE = auto()  # one indicator with parts
    COUNT = auto()  # a whole number written out
    SUBJECTS = auto()  # figures, attributes and texts; stands last
    NAME = auto()  # what conditions read for themselves


class Gives(Enum):
    """What a function is."""

    NUMBERS = auto()
    CONDITION = auto()


Build: TypeAlias = "Callable[[tuple[Number, ...]], tuple[Number, ...]]"


class Function(Struct, frozen=True):
    """How a function is called: the kinds of its arguments, how many at least and at most, and what it makes."""

    args: tuple[Arg, ...]
    least: int
    most: int
    gives: Gives
    build: Build | None = None
    one_unit: bool = True


def _sum(args: tuple[Number, ...]) -> tuple[Number, ...]:
    return (arithmetic.add(args),)


def _mean(args: tuple[Number, ...]) -> tuple[Number, ...]:
    total = arithmetic.add(args)
    share = Constant(Fraction(1, len(args)), RATIO, f"1/{len(args)}")
    return (Product(total, share, total.measure),)


def _count(args: tuple[Number, ...]) -> tuple[Number, ...]:
    return (arithmetic.bare(len(args)),)


def _largest(args: tuple[Number, ...]) -> tuple[Number, ...]:
    return (Largest(args, args[0].measure),) if len(args) > 1 else args


def _smallest(args: tuple[Number, ...]) -> tuple[Number, ...]:
    return (Smallest(args, args[0].measure),) if len(args) > 1 else args


def _absolute(args: tuple[Number, ...]) -> tuple[Number, ...]:
    return (Absolute(args[0], args[0].measure),)


def _default(args: tuple[Number, ...]) -> tuple[Number, ...]:
    return (Default(args[0], args[1], args[0].measure),)


def _share(args: tuple[Number, ...]) -> tuple[Number, ...]:
    return (Quotient(args[0], args[1], RATIO),)


def _growth(args: tuple[Number, ...]) -> tuple[Number, ...]:
    now, before = args[0], shifted(args[0], 1)
    return (Quotient(Sum((now, Negative(before, before.measure)), now.measure), before, RATIO),)


def _aspect(aspect: Aspect) -> Build:
    def build(args: tuple[Number, ...]) -> tuple[Number, ...]:
        return tuple(CellAspect(arg, aspect, PLAIN) for arg in args if isinstance(arg, Figure))

    return build


def _numbers(build: Build, *args: Arg, least: int = 1, most: int = MANY, one_unit: bool = True) -> Function:
    return Function(args, least, most, Gives.NUMBERS, build, one_unit)


def _condition(*args: Arg, least: int = 1, most: int = 1) -> Function:
    return Function(args, least, most, Gives.CONDITION)


FUNCTIONS: Mapping[Func, Function] = MappingProxyType(
    {
        Func.SUM: _numbers(_sum, Arg.NUMBERS),
        Func.MEAN: _numbers(_mean, Arg.NUMBERS),
        Func.MAX: _numbers(_largest, Arg.NUMBERS),
        Func.MIN: _numbers(_smallest, Arg.NUMBERS),
        Func.COUNT: _numbers(_count, Arg.NUMBERS, one_unit=False),
        Func.PARTS: _numbers(lambda args: args, Arg.WHOLE, most=1),
        Func.SHARE: _numbers(_share, Arg.NUMBER, Arg.NUMBER, least=2, most=2),
        Func.ABS: _numbers(_absolute, Arg.NUMBER, most=1),
        Func.DEFAULT: _numbers(_default, Arg.NUMBER, Arg.NUMBER, least=2, most=2),
        Func.PREV: _numbers(lambda args: args, Arg.NUMBERS, most=2, one_unit=False),
        Func.LAG: _numbers(lambda args: args, Arg.NUMBERS, Arg.COUNT, least=2, most=2, one_unit=False),
        Func.YOY: _numbers(_growth, Arg.NUMBER, most=1),
        Func.DATE: _numbers(lambda args: args, Arg.NAME, least=2, most=2, one_unit=False),
        Func.MENTIONED: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.ROWS: _numbers(_aspect(Aspect.ROWS), Arg.CELLS, one_unit=False),
        Func.BLANKS: _numbers(_aspect(Aspect.BLANKS), Arg.CELLS, one_unit=False),
        Func.NOTES: _numbers(_aspect(Aspect.NOTES), Arg.CELLS, one_unit=False),
        Func.TEXTS: _numbers(_aspect(Aspect.TEXTS), Arg.CELLS, one_unit=False),
        Func.STRAY: _numbers(_aspect(Aspect.STRAY), Arg.CELLS, one_unit=False),
        Func.DISORDERED: _numbers(_aspect(Aspect.DISORDERED), Arg.CELLS, one_unit=False),
        Func.FILLED: _numbers(_aspect(Aspect.FILLED), Arg.CELLS, one_unit=False),
        Func.OWN: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.PARENT: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.CHILDREN_SUM: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.CHILDREN_MAX: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.CHILDREN_MIN: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.CHILDREN_COUNT: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.PEER_COUNT: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.PEER_MEDIAN: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.PEER_Z: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.HB_SCORE: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.SAME_AS_LAST_YEAR: _numbers(lambda args: args, Arg.NAME),
        Func.NONZERO: _numbers(lambda args: args, Arg.NAME),
        Func.TWIN_COUNT: _numbers(lambda args: args, Arg.NAME),
        Func.PEER_SIMILARITY: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.LENGTH: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.SIMILARITY: _numbers(lambda args: args, Arg.NAME, least=2, most=2),
        Func.ROUND: _numbers(lambda args: args, Arg.NAME, most=2),
        Func.YEAR_OF: _numbers(lambda args: args, Arg.NAME, most=1),
        Func.WORKDAYS: _numbers(lambda args: args, Arg.NAME, least=2, most=2),
        Func.GRIM: _condition(Arg.NAME, least=2, most=2),
        Func.UNIQUE: _condition(Arg.NAME, most=MANY),
        Func.MATCHES: _condition(Arg.NAME, least=2, most=2),
        Func.CONTAINS: _condition(Arg.NAME, least=2, most=2),
        Func.NONINCREASING: _condition(Arg.NUMBERS, most=MANY),
        Func.MULTIPLE: _condition(Arg.NUMBER, Arg.NUMBER, least=2, most=2),
        Func.VERDICT: _condition(Arg.NAME),
        Func.PRESENT: _condition(Arg.SUBJECTS),
        Func.MISSING: _condition(Arg.SUBJECTS),
        Func.COMPLETE: _condition(Arg.SUBJECTS, most=MANY),
        Func.DENIED: _condition(Arg.NAME, most=2),
        Func.UNIVERSAL: _condition(Arg.NAME, most=2),
        Func.SCOPED: _condition(Arg.NAME, most=2),
        Func.AGREES_ELSEWHERE: _condition(Arg.NAME, most=2),
    }
)

ASPECTS: Mapping[Func, Aspect] = MappingProxyType(
    {func: Aspect(func.value) for func in FUNCTIONS if func.value in set(Aspect)}
)
