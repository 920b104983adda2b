"""Terms worked out number by number, for a few rows: to set up a query for them would take longer by far."""

from __future__ import annotations

from operator import mul
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

import polars as pl

from auditor.engine.canonical.steps import step
from auditor.engine.lowered.as_polars import DTYPES
from auditor.engine.lowered.as_polars import Printer
from auditor.engine.lowered.terms import Op
from auditor.engine.lowered.terms import Term
from auditor.engine.lowered.terms import by_need
from auditor.engine.lowered.terms import constant_of
from auditor.engine.lowered.terms import factors_of
from auditor.engine.lowered.terms import steps_of
from auditor.engine.lowered.terms import words_of
from auditor.engine.verdict_codes import CODE
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.lowered.ruling import Ruling


_Values: TypeAlias = "Sequence[Any]"
_PASS, _UNKNOWN = CODE[Verdict.PASS], CODE[Verdict.UNKNOWN]
_FAIL, _NOT_APPLICABLE = CODE[Verdict.FAIL], CODE[Verdict.NOT_APPLICABLE]


def codes_of(rulings: Sequence[Ruling], frame: pl.DataFrame) -> Iterator[list[int | None]]:
    """The codes of each ruling, row by row of a frame; None where it is not judged at all."""
    made = worked_out((term for each in rulings for term in each.terms), frame)
    for it in rulings:
        codes: list[int | None] = [_PASS if passes else _UNKNOWN for passes in made[it.passes]]
        for term, code in ((it.idles, _NOT_APPLICABLE), (it.fails, _FAIL)):
            if term is not None:
                codes = [code if holds else other for holds, other in zip(made[term], codes, strict=True)]
        yield (
            codes if it.due is None else [code if due else None for due, code in zip(made[it.due], codes, strict=True)]
        )


def worked_out(roots: Iterable[Term], frame: pl.DataFrame) -> Mapping[Term, _Values]:
    """What some terms, and all that they are made of, are on each row of a frame."""
    made: dict[Term, _Values] = {}
    rows = _Rows(frame)
    for term in by_need(list(roots), {}):
        made[term] = _WAYS[term.op](term, [made[arg] for arg in term.args], rows)
    return made


# ------------------------------------------------------------------------------------------------------------- within


class _Rows:
    """A frame whose columns are made lists when they are asked for."""

    def __init__(self, frame: pl.DataFrame) -> None:
        self._frame = frame
        self._lists: dict[str, _Values] = {}

    def column(self, name: str) -> _Values:
        found = self._lists.get(name)
        if found is None:
            found = self._lists[name] = self._frame[name].to_list()
        return found

    def same(self, value: object) -> _Values:
        return [value] * self._frame.height


def _linear(term: Term, args: list[_Values], _: _Rows) -> _Values:
    *factors, constant = factors_of(term)
    return [sum(map(mul, factors, row), constant) for row in zip(*args, strict=True)]


def _above(term: Term, args: list[_Values], _: _Rows) -> _Values:
    limit = constant_of(term)
    return [value > limit for value in args[0]]


def _among(term: Term, _: list[_Values], rows: _Rows) -> _Values:
    name, *values = words_of(term)
    return [value in values for value in rows.column(name)]


def _extreme(term: Term, args: list[_Values], _: _Rows) -> _Values:
    extreme = max if term.op is Op.GREATEST else min
    return [extreme(_counted(row), default=0) for row in zip(*args, strict=True)]


def _counted(row: tuple[Any, ...]) -> Iterable[int]:
    """The numbers of a GREATEST or a LEAST that count."""
    return (number for number, counts in zip(row[::2], row[1::2], strict=True) if counts)


def _asked(term: Term, args: list[_Values], _: _Rows) -> _Values:
    """What a function of another package says of columns: it is asked in one way, whoever asks."""
    columns = [
        pl.Series(f"{at}", values, dtype=DTYPES[arg.width])
        for at, (arg, values) in enumerate(zip(term.args, args, strict=True))
    ]
    to = Printer({}, frozenset(), made={arg: pl.col(f"{at}") for at, arg in enumerate(term.args)})
    return pl.DataFrame(columns).select(to.of(term)).to_series().to_list()


_WAYS: Mapping[Op, Callable[[Term, list[_Values], _Rows], _Values]] = MappingProxyType(
    {
        Op.COLUMN: lambda it, _, rows: [value or 0 for value in rows.column(str(it.value))],
        Op.NUMBER: lambda it, _, rows: rows.same(constant_of(it)),
        Op.LINEAR: _linear,
        Op.TIMES: lambda _, args, __: [one * other for one, other in zip(*args, strict=True)],
        Op.DIVIDE: lambda _, args, __: [top // bottom for top, bottom in zip(*args, strict=True)],
        Op.REMAINDER: lambda _, args, __: [top % bottom for top, bottom in zip(*args, strict=True)],
        Op.GREATEST: _extreme,
        Op.LEAST: _extreme,
        Op.CHOOSE: lambda _, args, __: [one if holds else other for holds, one, other in zip(*args, strict=True)],
        Op.STEP: lambda it, args, _: [int(step(day, steps_of(it)) or 0) for day in args[0]],
        Op.CALL: _asked,
        Op.TRUE: lambda _, __, rows: rows.same(value=True),
        Op.FALSE: lambda _, __, rows: rows.same(value=False),
        Op.ABOVE: _above,
        Op.NULL: lambda it, _, rows: [value is None for value in rows.column(words_of(it)[0])],
        Op.AMONG: _among,
        Op.STEPPABLE: lambda it, args, _: [step(day, steps_of(it)) is not None for day in args[0]],
        Op.ANSWERS: _asked,
        Op.NOT: lambda _, args, __: [not holds for holds in args[0]],
        Op.ALL: lambda _, args, __: [all(row) for row in zip(*args, strict=True)],
        Op.ANY: lambda _, args, __: [any(row) for row in zip(*args, strict=True)],
    }
)
