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
    """Unknowns of at least zero (and at most `limit`), each a column that maps rows to coefficients; bounds of rows.

    The cost of each unknown is 1 unless it is given.
    """

    columns: Sequence[Mapping[int, float]]
    lower: Sequence[float]
    upper: Sequence[float | None]
    cost: Sequence[float] | None = None
    limit: float | None = None
    whole: bool = False


def least(wanted: Program) -> list[float] | None:
    """The numbers with the least cost whose rows lie between their bounds, None where there are none."""
    highspy = _highs()
    infinity = highspy.kHighsInf
    program = highspy.HighsLp()
    program.num_col_ = len(wanted.columns)
    program.num_row_ = len(wanted.lower)
    program.col_cost_ = list(wanted.cost) if wanted.cost is not None else [1.0] * len(wanted.columns)
    program.col_lower_ = [0.0] * len(wanted.columns)
    program.col_upper_ = [infinity if wanted.limit is None else wanted.limit] * len(wanted.columns)
    program.row_lower_ = list(wanted.lower)
    program.row_upper_ = [infinity if bound is None else bound for bound in wanted.upper]
    starts, index, values = [0], [], []
    for column in wanted.columns:
        index += list(column)
        values += list(column.values())
        starts.append(len(index))
    program.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    program.a_matrix_.start_ = starts
    program.a_matrix_.index_ = index
    program.a_matrix_.value_ = values
    if wanted.whole:
        program.integrality_ = [highspy.HighsVarType.kInteger] * len(wanted.columns)
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)  # noqa: FBT003 - the solver's own call
    solver.setOptionValue("threads", 1)
    solver.passModel(program)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
        return None
    return [float(value) for value in solver.getSolution().col_value]
