"""Typed conditions as R expressions, in the words that the R package `validate` knows.

Columns hold figures in the printed unit. R calculates with floating point: where a comparison is not one of whole
numbers it is given a slack of 1e-8, which is what `validate` itself gives to linear ones. R's NA is a blank; where the
engine still decides by what any filling of the blank would give, R leaves it open (NA), and never says the contrary.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words
from auditor.lang import typed
from auditor.lang.fmt.words import decimal
from auditor.lang.typed import Operator

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from fractions import Fraction

_SLACK = "1e-08"
_PLAIN = {
    Operator.EQ: "==",
    Operator.NE: "!=",
    Operator.LT: "<",
    Operator.LE: "<=",
    Operator.GT: ">",
    Operator.GE: ">=",
}
_DOCUMENT = Words("要看报告本身，不只是数字", "asks for the document itself, not for figures alone")
_CELL = Words("要看单元格怎样填写", "asks how a cell is filled in")
OF_SENTENCES = Words("要逐句审核正文", "is judged on sentences of the narrative")
_OTHERS = Words("要看其他单位的报告", "looks at the reports of other units")
_DATES = Words("要计算日期", "calculates with dates")
_ROUNDED = Words("要精确地四舍五入，R 用浮点数计算", "rounds exactly, and R calculates with floating point")
_COUNTED = Words("要数全表有多少项", "counts the figures of a whole table")
_PLUGGED = Words("用了插件的函数", "uses a function of a plug-in")
_OF_RULE = Words("看另一条规则的结论", "asks for the verdict of another rule")
_CONSTANT = Words("与数字无关", "asks for no figure")
# Why a number or a condition cannot be said in R.
_UNSAYABLE: tuple[tuple[tuple[type, ...], Words], ...] = (
    ((typed.CellAspect,), _CELL),
    ((typed.ItemField, typed.Stated, typed.Possible), OF_SENTENCES),
    ((typed.Relative, typed.ChildrenCount, typed.Peers, typed.Resemblance), _OTHERS),
    ((typed.YearOf, typed.Workdays, typed.YearDate), _DATES),
    ((typed.Rounded,), _ROUNDED),
    ((typed.Tally,), _COUNTED),
    ((typed.Applied,), _PLUGGED),
    ((typed.Always,), _CONSTANT),
    ((typed.Standing,), _OF_RULE),
    ((typed.Length, typed.Similarity, typed.TextFits), _DOCUMENT),
)


class UnsayableError(Exception):
    """What cannot be said in R; `words` are the reason."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.en)
        self.words = words


class Speech(Struct, frozen=True):
    """How figures and attributes are called in R; `attribute` gives None for what stands in no table of figures.

    With `blank_is_zero` a blank figure counts as 0.
    """

    figure: Callable[[typed.Figure], str]
    attribute: Callable[[str], str | None]
    blank_is_zero: bool = False


def condition(it: typed.Condition, speech: Speech) -> str:  # noqa: C901, PLR0911 - one case a node
    """A condition as an R expression that is TRUE, FALSE or NA.

    Raises:
        UnsayableError: it cannot be said.
    """
    match it:
        case typed.Comparison():
            return _comparison(it, speech)
        case typed.Every(args):
            return " & ".join(_inner(arg, speech) for arg in args)
        case typed.Either(args):
            return " | ".join(_inner(arg, speech) for arg in args)
        case typed.Denial(arg):
            return f"!({condition(arg, speech)})"
        case typed.Implication(antecedent, consequent, otherwise):
            first, then = condition(antecedent, speech), _inner(consequent, speech)
            follows = f"!({first}) | {then}"
            return follows if otherwise is None else f"({follows}) & ({first} | {_inner(otherwise, speech)})"
        case typed.Equivalence(left, right):
            return f"({condition(left, speech)}) == ({condition(right, speech)})"
        case typed.Present(typed.Figure() as figure):
            return f"!is.na({speech.figure(figure)})"
        case typed.Present(typed.AttributeText() | typed.AttributeFigure() as known):
            return f"!is.na({_known(known, speech)})"
        case typed.TextIn(arg, values):
            return f"{_known(arg, speech)} %in% {texts(values)}"
        case typed.Unique(keys):
            return f"is_unique({', '.join(_attribute(key, speech) for key in keys)})"
        case _:
            raise _unsayable(it)


def guarded(guards: Sequence[str], consequent: str) -> str:
    """A rule that is only asked where all of some conditions hold."""
    if not guards:
        return consequent
    return f"if ({guards[0] if len(guards) == 1 else ' & '.join(f'({it})' for it in guards)}) ({consequent})"


def texts(values: tuple[str, ...]) -> str:
    """Some texts as a vector."""
    return f"c({', '.join(json.dumps(value, ensure_ascii=False) for value in values)})"


# ------------------------------------------------------------------------------------------------------------- within


def _unsayable(it: object) -> UnsayableError:
    return UnsayableError(next(words for kinds, words in _UNSAYABLE if isinstance(it, kinds)))


def _inner(it: typed.Condition, speech: Speech) -> str:
    text = condition(it, speech)
    return f"({text})" if isinstance(it, typed.Every | typed.Either | typed.Implication | typed.Equivalence) else text


def _known(it: typed.AttributeText | typed.AttributeFigure, speech: Speech) -> str:
    if isinstance(it, typed.AttributeText) and it.years_back:
        raise UnsayableError(_DOCUMENT)
    return _attribute(it.name, speech)


def _attribute(name: str, speech: Speech) -> str:
    found = speech.attribute(name)
    if found is None:
        raise UnsayableError(_DOCUMENT)
    return found


# -------------------------------------------------------------------------------------------------------- comparisons


class _Scale(Struct, frozen=True):
    """How stored integers are written: every figure of a comparison times its factor, or all divided by one factor."""

    by: int | None

    def constant(self, value: Fraction) -> str:
        return _literal(value / (self.by or 1))

    def figure(self, text: str, factor: int) -> str:
        return text if factor in {1, self.by} else f"{factor} * {text}"


def _comparison(it: typed.Comparison, speech: Speech) -> str:
    parts = tuple(part for part in (*_parts(it.left), *_parts(it.right)) if not _is_as_it_is(part))
    factors = {part.measure.factor for part in parts if isinstance(part, typed.Figure)}
    is_linear = not any(isinstance(part, typed.Product | typed.Quotient) for part in parts)
    scale = _Scale(next(iter(factors)) if is_linear and len(factors) == 1 else None)
    left, right = _number(it.left, speech, scale), _number(it.right, speech, scale)
    is_whole = factors <= {1} and not any(isinstance(part, typed.Quotient) for part in parts)
    slacks = [_slack(tolerance, right, scale) for tolerance in it.tolerances]
    if not slacks and is_whole:
        return f"{left} {_PLAIN[it.op]} {right}"
    ways = [_within(it.op, _term(it.left, left), _term(it.right, right), slack) for slack in slacks or [""]]
    return ways[0] if len(ways) == 1 else f"({(' & ' if it.op is Operator.NE else ' | ').join(ways)})"


def _within(op: Operator, left: str, right: str, slack: str) -> str:
    """A comparison in which a difference of so much is let pass."""
    more = f"{slack} + {_SLACK}" if slack else _SLACK
    less = f"+ {slack} - {_SLACK}" if slack else f"- {_SLACK}"
    match op:
        case Operator.EQ:
            return f"abs({left} - {right}) <= {more}"
        case Operator.NE:
            return f"abs({left} - {right}) > {more}"
        case Operator.LE:
            return f"{left} <= {right} + {more}"
        case Operator.LT:
            return f"{left} < {right} {less}"
        case Operator.GE:
            return f"{right} <= {left} + {more}"
        case Operator.GT:
            return f"{right} < {left} {less}"


def _slack(tolerance: typed.Tolerance, right: str, scale: _Scale) -> str:
    if tolerance.relative:
        return f"{_literal(tolerance.amount)} * abs({right})"
    return scale.constant(tolerance.amount)


def _parts(it: typed.Number) -> Iterator[typed.Number]:
    """A number and all numbers in it."""
    yield it
    match it:
        case typed.Sum(args) | typed.Largest(args) | typed.Smallest(args):
            inner: tuple[typed.Number, ...] = args
        case typed.Negative(arg) | typed.Absolute(arg):
            inner = (arg,)
        case typed.Product(left, right) | typed.Quotient(left, right) | typed.Default(left, right):
            inner = (left, right)
        case _:
            inner = ()
    for arg in inner:
        yield from _parts(arg)


def _is_as_it_is(it: typed.Number) -> bool:
    """Whether a number is divided by one of its unit, only to be set beside numbers of others."""
    return isinstance(it, typed.Quotient) and isinstance(it.right, typed.Constant) and it.right.value == 1


def _number(it: typed.Number, speech: Speech, scale: _Scale) -> str:  # noqa: C901, PLR0911 - one case a node
    match it:
        case typed.Constant(value):
            return scale.constant(value)
        case typed.Figure():
            name = speech.figure(it)
            return scale.figure(
                f"ifelse(is.na({name}), 0, {name})" if speech.blank_is_zero else name, it.measure.factor
            )
        case typed.AttributeFigure(name):
            return _attribute(name, speech)
        case typed.Sum(args):
            return _sum(args, speech, scale)
        case typed.Negative(arg):
            return f"-{_factor(arg, speech, scale)}"
        case typed.Product(left, right):
            return f"{_factor(left, speech, scale)} * {_factor(right, speech, scale)}"
        case typed.Quotient(left) if _is_as_it_is(it):
            return _number(left, speech, scale)
        case typed.Quotient(left, right):
            # NOTE: what is divided by zero is not known; R would call it infinite.
            bottom = _number(right, speech, scale)
            safe = bottom if isinstance(right, typed.Constant) else f"ifelse({bottom} == 0, NA, {bottom})"
            return f"{_factor(left, speech, scale)} / {safe}"
        case typed.Largest(args) | typed.Smallest(args):
            called = "pmax" if isinstance(it, typed.Largest) else "pmin"
            return f"{called}({', '.join(_number(arg, speech, scale) for arg in args)})"
        case typed.Absolute(arg):
            return f"abs({_number(arg, speech, scale)})"
        case typed.Default(arg, fallback):
            inner = _number(arg, speech, scale)
            return f"ifelse(is.na({inner}), {_number(fallback, speech, scale)}, {inner})"
        case _:
            raise _unsayable(it)


def _term(it: typed.Number, text: str) -> str:
    """A number as it is subtracted."""
    return f"({text})" if isinstance(it, typed.Sum | typed.Negative) else text


def _sum(args: tuple[typed.Number, ...], speech: Speech, scale: _Scale) -> str:
    text = _number(args[0], speech, scale)
    for arg in args[1:]:
        if isinstance(arg, typed.Negative):
            text += f" - {_factor(arg.arg, speech, scale)}"
        else:
            text += f" + {_number(arg, speech, scale)}"
    return text


def _factor(it: typed.Number, speech: Speech, scale: _Scale) -> str:
    text = _number(it, speech, scale)
    return f"({text})" if isinstance(it, typed.Sum | typed.Negative | typed.Product | typed.Quotient) else text


def _literal(value: Fraction) -> str:
    """A number as R reads it, with all its digits."""
    if value < 0:
        return f"-{_literal(-value)}"
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return decimal(value) if rest == 1 else f"({value.numerator} / {value.denominator})"
