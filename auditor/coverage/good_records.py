"""Made-up submissions in which everything adds up: figures near random ones that satisfy what a form's rules demand."""

from __future__ import annotations

import random
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

import polars as pl
from msgspec.structs import replace

from auditor.document import Reading
from auditor.facts import FIGURES
from auditor.facts import RECORDS
from auditor.facts import no_facts
from auditor.lang.analysis.analyse import requirements
from auditor.lang.analysis.solver import Program
from auditor.lang.analysis.solver import solve
from auditor.lang.typed import Figure
from auditor.results import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.facts import FactTable
    from auditor.lang.analysis.linear import Constraint
    from auditor.lang.typed import RuleBook
    from auditor.schema import Form

_Cell: TypeAlias = tuple[str, str | None]
_COUNT = 6
_LARGEST = 10**6
_FEWEST, _MOST = 12, 480
_ANY_YEAR = 2016
_BALANCING = 0.05


def good_records(book: RuleBook, form: Form, count: int = _COUNT) -> FactTable:
    """Some submissions of a form; rules with conditions may still object to one of them."""
    strict = requirements(book, form, frozenset({Severity.ERROR}))
    demands = tuple(each for each in strict if all(_cell(atom) is not None for atom, _ in each.form.terms))
    chance = random.Random(1)  # noqa: S311 - figures, no secrets
    drawn = (_draw(form, demands, chance) for _ in range(count))
    filled = [figures for figures in drawn if figures is not None]
    return replace(
        no_facts(),
        records=_frame((_record(form, at) for at in range(len(filled))), RECORDS),
        figures=_frame((row for at, figures in enumerate(filled) for row in _rows(form, at, figures)), FIGURES),
    )


def _cell(atom: object) -> _Cell | None:
    return (atom.indicator, atom.member) if isinstance(atom, Figure) and not atom.years_back else None


def _draw(form: Form, demands: tuple[Constraint, ...], chance: random.Random) -> dict[_Cell, int] | None:
    """The figures nearest to random ones that satisfy all demands, in stored integers."""
    cells = [(each.code, member) for each in form.figures for member in each.members or (None,)]
    factors = {each.code: each.measure.factor for each in form.figures}
    wholes = _wholes(form)
    columns: list[dict[int, float]] = [{} for _ in range(2 * len(cells))]
    lower: list[float] = []
    upper: list[float | None] = []
    for at, _ in enumerate(cells):  # the distance from the random figure, above and below
        target = float(chance.randint(_FEWEST, _MOST))
        for side in (1.0, -1.0):
            columns[at][len(lower)], columns[at + len(cells)][len(lower)] = side, 1.0
            lower.append(side * target)
            upper.append(None)
    places = {cell: at for at, cell in enumerate(cells)}
    for demand in demands:
        for atom, weight in demand.form.terms:
            cell = _cell(atom)
            if cell is not None:
                columns[places[cell]][len(lower)] = -float(weight) * factors[cell[0]]
        bound = float(demand.form.constant)
        lower.append(bound)
        upper.append(bound if demand.equality else None)
    cost = [0.0] * len(cells) + [0.0 if cell in wholes else _cost(form, cell) for cell in cells]
    found = solve(Program(columns, lower, upper, cost, [_LARGEST] * len(columns), [True] * len(columns))).values
    if found is None:
        return None
    figures = {cell: round(value) * factors[cell[0]] for cell, value in zip(cells, found[: len(cells)], strict=True)}
    return figures if all(_is_met(demand, figures) for demand in demands) else None


def _cost(form: Form, cell: _Cell) -> float:
    """What it costs to leave the random figure: little where a figure is no part of any other, and has to balance."""
    return 1.0 if form.by_code[cell[0]].part_of else _BALANCING


def _is_met(demand: Constraint, figures: Mapping[_Cell, int]) -> bool:
    total = demand.form.constant
    for atom, weight in demand.form.terms:
        cell = _cell(atom)
        total += weight * figures[cell] if cell is not None else Fraction()
    return total == 0 if demand.equality else total <= 0


def _wholes(form: Form) -> set[_Cell]:
    """Cells that sum up others: they take what figure comes out."""
    rows = {each.part_of for each in form.figures if each.part_of}
    columns = {member.part_of for table in form.tables for member in table.members if member.part_of}
    cells = ((each.code, member) for each in form.figures for member in each.members or (None,))
    return {cell for cell in cells if cell[0] in rows or cell[1] in columns}


def _record(form: Form, at: int) -> dict[str, Any]:
    year = next((end for end in (form.years.first, form.years.last) if end is not None), _ANY_YEAR)
    return {"record": at, "submission": f"{at}", "unit": f"{at}", "year": year, "form": form.code}


def _rows(form: Form, record: int, figures: Mapping[_Cell, int]) -> Iterator[dict[str, Any]]:
    cells = [(each, member) for each in form.indicators for member in each.members or (None,)]
    for fact, (indicator, member) in enumerate(cells):
        value = figures.get((indicator.code, member))
        yield {
            "record": record,
            "fact": fact,
            "indicator": indicator.code,
            "member": member,
            "source": "table",
            "stored": value,
            "reading": (Reading.BLANK if value is None else Reading.VALUE).value,
            "scoped": False,
            "noted": False,
            "stray_unit": False,
            "in_order": True,
            "agrees_elsewhere": False,
        }


def _frame(rows: Iterable[dict[str, Any]], columns: Mapping[str, pl.DataType]) -> pl.DataFrame:
    empty = dict.fromkeys(columns)
    return pl.DataFrame([{**empty, **row} for row in rows], schema=dict(columns), orient="row")
