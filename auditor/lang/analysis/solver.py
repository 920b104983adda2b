"""The door to the solver of linear programs: what it finds is only ever a guess that others check."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING
from typing import Any

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence


@cache
def _highs() -> Any:  # noqa: ANN401 - the solver is untyped
    import highspy

    return highspy


class Program(Struct, frozen=True):
    """Unknowns of at least zero, each a column that maps rows to coefficients; the ends between which each row lies.

    The cost of each unknown is 1 unless it is given, `most` is what it may come to; `whole` are those that are whole
    numbers: all, or each by itself.
    """

    columns: Sequence[Mapping[int, float]]
    lower: Sequence[float]
    upper: Sequence[float | None]
    cost: Sequence[float] | None = None
    most: Sequence[float] | None = None
    whole: Sequence[bool] = ()


class Patience(Struct, frozen=True):
    """How long the solver may go on, and how far it may be off."""

    nodes: int | None = None
    tolerance: float | None = None


class Solution(Struct, frozen=True):
    """The numbers with the least cost, None where the solver found none: because there are none, or it gave up."""

    values: Sequence[float] | None
    is_impossible: bool


_ENDLESS = Patience()


def solve(wanted: Program, patience: Patience = _ENDLESS) -> Solution:
    """What the solver makes of a program."""
    highspy = _highs()
    solver = highspy.Highs()
    options: dict[str, object] = {"output_flag": False, "threads": 1}
    if patience.nodes is not None:
        options["mip_max_nodes"] = patience.nodes
    if patience.tolerance is not None:
        options |= dict.fromkeys(("mip_feasibility_tolerance", "primal_feasibility_tolerance"), patience.tolerance)
    for option, value in options.items():
        solver.setOptionValue(option, value)
    solver.passModel(_model(highspy, wanted))
    solver.run()
    status = solver.getModelStatus()
    is_solved = status == highspy.HighsModelStatus.kOptimal
    values = [float(value) for value in solver.getSolution().col_value] if is_solved else None
    return Solution(values, status == highspy.HighsModelStatus.kInfeasible)


def _model(highspy: Any, wanted: Program) -> Any:  # noqa: ANN401 - the solver is untyped
    infinity, count = highspy.kHighsInf, len(wanted.columns)
    model = highspy.HighsLp()
    model.num_col_ = count
    model.num_row_ = len(wanted.lower)
    model.col_cost_ = list(wanted.cost) if wanted.cost is not None else [1.0] * count
    model.col_lower_ = [0.0] * count
    model.col_upper_ = list(wanted.most) if wanted.most is not None else [infinity] * count
    model.row_lower_ = list(wanted.lower)
    model.row_upper_ = [infinity if bound is None else bound for bound in wanted.upper]
    starts, index, values = [0], [], []
    for column in wanted.columns:
        index += list(column)
        values += list(column.values())
        starts.append(len(index))
    model.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    model.a_matrix_.start_ = starts
    model.a_matrix_.index_ = index
    model.a_matrix_.value_ = values
    if wanted.whole:
        kind = highspy.HighsVarType
        model.integrality_ = [kind.kInteger if each else kind.kContinuous for each in wanted.whole]
    return model
