"""Terms as SQL: one expression tree of sqlglot, printed for DuckDB or for Spark.

Columns have generated names; the names of indicators never stand in a query. All numbers are whole: BIGINT, and where
that could overflow HUGEINT in DuckDB and DECIMAL(38, 0) in Spark.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field
from sqlglot import exp

from auditor.engine.canonical.algebra import Steps
from auditor.engine.canonical.steps import EPOCH
from auditor.engine.canonical.steps import LAST_DAY
from auditor.engine.canonical.steps import workdays_up_to
from auditor.engine.lowered.folds import joined
from auditor.engine.lowered.terms import WIDE
from auditor.engine.lowered.terms import Op
from auditor.engine.lowered.terms import Term
from auditor.engine.lowered.terms import constant_of
from auditor.engine.lowered.terms import factors_of
from auditor.engine.lowered.terms import staged
from auditor.engine.lowered.terms import steps_of
from auditor.engine.lowered.terms import words_of
from auditor.engine.verdict_codes import CODE
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.engine.lowered.ruling import Ruling


_OF_ANOTHER_PACKAGE = "a function of another package, which only polars can be given"


class Dialect(StrEnum):
    """Whose SQL is printed."""

    DUCKDB = "duckdb"
    SPARK = "spark"


class UnsupportedError(Exception):
    """What an engine cannot calculate exactly, so that it must not try."""


def query(rulings: Sequence[Ruling], source: exp.Expression, keys: Sequence[str], dialect: Dialect) -> exp.Select:
    """The codes of some rulings (`c0`, `c1`, …) on each row of a source, beside its keys."""
    to = _Printer(dialect)
    select = exp.select(*(exp.column(key) for key in keys))
    current: exp.Expression = source
    for at, stage in enumerate(staged(dict.fromkeys(term for it in rulings for term in it.terms))):
        columns = [exp.alias_(to.of(term), name, copy=False) for term, name in stage]
        select = select.with_(
            f"stage{at}", exp.select(exp.Star(), *columns, copy=False).from_(current, copy=False), copy=False
        )
        to.made.update(stage)
        current = exp.to_table(f"stage{at}")
    codes = [exp.alias_(exp.cast(_code(it, to), "TINYINT", copy=False), f"c{at}") for at, it in enumerate(rulings)]
    return select.select(*codes, copy=False).from_(current, copy=False)


# ------------------------------------------------------------------------------------------------------------- within


class _Printer(Struct, frozen=True, eq=False):
    dialect: Dialect
    made: dict[Term, str] = field(default_factory=dict)

    def of(self, term: Term) -> exp.Expression:
        """The expression of a term, made anew each time: a tree of sqlglot knows but one parent."""
        column = self.made.get(term)
        if column is not None:
            return exp.column(column)
        return _number(term, self) if term.width else _condition(term, self)

    def whole(self, value: int, width: int) -> exp.Expression:
        literal: exp.Expression = exp.Literal.number(abs(value))
        literal = exp.Paren(this=exp.Neg(this=literal)) if value < 0 else literal
        return self.wide(literal) if width == WIDE else literal

    def wide(self, it: exp.Expression) -> exp.Expression:
        kind = "HUGEINT" if self.dialect is Dialect.DUCKDB else "DECIMAL(38, 0)"
        return exp.Cast(this=it, to=exp.DataType.build(kind, dialect=self.dialect.value))


def _code(it: Ruling, to: _Printer) -> exp.Expression:
    case = exp.Case()
    if it.due is not None:
        case = case.when(exp.Not(this=exp.paren(to.of(it.due), copy=False)), exp.Null(), copy=False)
    ways = ((it.fails, Verdict.FAIL), (it.idles, Verdict.NOT_APPLICABLE), (it.passes, Verdict.PASS))
    for condition, verdict in ways:
        if condition is not None:
            case = case.when(to.of(condition), exp.Literal.number(CODE[verdict]), copy=False)
    return case.else_(exp.Literal.number(CODE[Verdict.UNKNOWN]))


def _condition(term: Term, to: _Printer) -> exp.Expression:  # noqa: PLR0911 - one case an operation
    args = term.args
    match term.op:
        case Op.TRUE | Op.FALSE:
            return exp.Boolean(this=term.op is Op.TRUE)
        case Op.NULL:
            return exp.Is(this=exp.column(words_of(term)[0]), expression=exp.Null())
        case Op.AMONG:
            name, *values = words_of(term)
            among = exp.In(this=exp.column(name), expressions=[exp.convert(_plain(value)) for value in values])
            return exp.Coalesce(this=among, expressions=[exp.Boolean(this=False)])
        case Op.ABOVE:
            return exp.GT(this=to.of(args[0]), expression=to.whole(constant_of(term), args[0].width))
        case Op.NOT:
            return exp.Not(this=exp.paren(to.of(args[0]), copy=False))
        case Op.ALL:
            return joined(_bracketed(args, to), _and)
        case Op.ANY:
            return exp.Paren(this=joined(_bracketed(args, to), either))
        case Op.ANSWERS:
            raise UnsupportedError(_OF_ANOTHER_PACKAGE)
        case Op.STEPPABLE:
            known = exp.Is(this=_step(steps_of(term), to.of(args[0])), expression=exp.Null())
            return exp.Not(this=exp.paren(known, copy=False))
        case _:
            raise AssertionError(term.op)


def _number(term: Term, to: _Printer) -> exp.Expression:  # noqa: C901, PLR0911 - one case an operation
    args = term.args
    match term.op:
        case Op.COLUMN:
            number = exp.Coalesce(this=exp.column(str(term.value)), expressions=[exp.Literal.number(0)])
            return to.wide(number) if term.width == WIDE else number
        case Op.NUMBER:
            return to.whole(constant_of(term), term.width)
        case Op.LINEAR:
            return _linear(term, to)
        case Op.TIMES:
            return exp.Mul(this=exp.paren(to.of(args[0]), copy=False), expression=exp.paren(to.of(args[1]), copy=False))
        case Op.DIVIDE:
            return _divided(term, to)
        case Op.REMAINDER:
            return exp.Mod(this=exp.paren(to.of(args[0]), copy=False), expression=exp.paren(to.of(args[1]), copy=False))
        case Op.GREATEST | Op.LEAST:
            return _extreme(term, to)
        case Op.CHOOSE:
            return exp.Case().when(to.of(args[0]), to.of(args[1]), copy=False).else_(to.of(args[2]), copy=False)
        case Op.CALL:
            raise UnsupportedError(_OF_ANOTHER_PACKAGE)
        case Op.STEP:
            return exp.Coalesce(this=_step(steps_of(term), to.of(args[0])), expressions=[exp.Literal.number(0)])
        case _:
            raise AssertionError(term.op)


def _bracketed(terms: Sequence[Term], to: _Printer) -> list[exp.Expression]:
    return [exp.paren(to.of(term), copy=False) for term in terms]


def _and(left: exp.Expression, right: exp.Expression) -> exp.Expression:
    return exp.And(this=left, expression=right)


def either(left: exp.Expression, right: exp.Expression) -> exp.Expression:
    """Either of two conditions, which are taken as they are: not copied."""
    return exp.Or(this=left, expression=right)


def _plus(left: exp.Expression, right: exp.Expression) -> exp.Expression:
    return exp.Add(this=left, expression=right)


def _plain(value: object) -> object:
    return int(value) if isinstance(value, int) else str(value)


def _linear(term: Term, to: _Printer) -> exp.Expression:
    *factors, constant = factors_of(term)
    parts: list[exp.Expression] = [
        exp.paren(to.of(arg), copy=False)
        if by == 1
        else exp.Mul(this=exp.paren(to.of(arg), copy=False), expression=to.whole(by, term.width))
        for arg, by in zip(term.args, factors, strict=True)
    ]
    if constant:
        parts.append(to.whole(constant, term.width))
    return exp.Paren(this=joined(parts, _plus))


def _divided(term: Term, to: _Printer) -> exp.Expression:
    """Rounded down: SQL's whole division goes towards zero."""
    top, bottom = (exp.paren(to.of(arg), copy=False) for arg in term.args)
    if term.width == WIDE and to.dialect is Dialect.SPARK:
        # NOTE: Spark's own gives 64 bits at most. A multiple divided by its divisor is exact, or too large and told.
        rest = exp.paren(exp.Mod(this=top.copy(), expression=bottom.copy()), copy=False)
        multiple = exp.paren(exp.Sub(this=top.copy(), expression=rest.copy()), copy=False)
        exact = exp.Div(this=multiple, expression=bottom.copy())
        quotient: exp.Expression = exp.cast(exact, "DECIMAL(38, 0)")
    else:
        quotient = exp.IntDiv(this=top, expression=bottom)
    below = exp.LT(this=exp.Mod(this=top.copy(), expression=bottom.copy()), expression=exp.Literal.number(0))
    less = exp.Sub(this=quotient.copy(), expression=exp.Literal.number(1))
    return exp.Case().when(below, less, copy=False).else_(quotient, copy=False)


def _extreme(term: Term, to: _Printer) -> exp.Expression:
    pairs = zip(term.args[::2], term.args[1::2], strict=True)
    # NOTE: both engines leave nulls out of the greatest and the least.
    numbers = [
        to.of(number) if counts.op is Op.TRUE else exp.Case().when(to.of(counts), to.of(number), copy=False)
        for number, counts in pairs
    ]
    kind = exp.Greatest if term.op is Op.GREATEST else exp.Least
    found = kind(this=numbers[0], expressions=numbers[1:], ignore_nulls=True)
    return exp.Coalesce(this=found, expressions=[to.whole(0, term.width)])


def _step(steps: Steps, day: exp.Expression) -> exp.Expression:
    if steps is Steps.YEAR:
        within = exp.Between(this=day, low=exp.Literal.number(1), high=exp.Literal.number(LAST_DAY))
        past = exp.cast(exp.Sub(this=exp.paren(day.copy(), copy=False), expression=exp.Literal.number(EPOCH)), "INT")
        year = exp.Year(this=exp.DateAdd(this=exp.cast(exp.Literal.string("1970-01-01"), "DATE"), expression=past))
        return exp.Case().when(within, exp.cast(year, "BIGINT"), copy=False)
    return _worked(day)


def _worked(day: exp.Expression) -> exp.Expression:
    """The working days up to and with a day, cut out of one text of digits: a list would be slow to plan."""
    table = workdays_up_to()
    first, last = min(table), max(table)
    digits = len(str(table[last]))
    text = "".join(str(table[at]).zfill(digits) for at in range(first, last + 1))
    within = exp.Between(this=day, low=exp.Literal.number(first), high=exp.Literal.number(last))
    past = exp.paren(exp.Sub(this=exp.paren(day.copy(), copy=False), expression=exp.Literal.number(first)), copy=False)
    place = exp.Add(this=exp.Mul(this=past, expression=exp.Literal.number(digits)), expression=exp.Literal.number(1))
    cut = exp.Substring(
        this=exp.Literal.string(text), start=exp.cast(place, "INT", copy=False), length=exp.Literal.number(digits)
    )
    return exp.Case().when(within, exp.cast(cut, "BIGINT", copy=False), copy=False)
