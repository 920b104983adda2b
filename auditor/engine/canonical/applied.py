"""Functions of other packages: tried once on some numbers, then relied upon."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING

import polars as pl

from auditor.plugins import FUNCTIONS
from auditor.plugins import load_function
from auditor.plugins import plugins

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.plugins import Function

_SAMPLES = (0, 1, -1, 2, 7, 10, 99, 100, 12_345, 10**9)
_MOST_SAMPLES = 400


class UnreliableError(Exception):
    """A function whose two meanings differ, or that gives what it must not give."""


def function_named(name: str) -> Function:
    """The function of an entry point.

    Raises:
        UnreliableError: there is none, or what it says in Python is not what it says of columns.
    """
    plugin = next((each for each in plugins(FUNCTIONS) if each.name == name), None)
    if plugin is None:
        message = f"no function {name} is installed"
        raise UnreliableError(message)
    function = load_function(plugin)
    _try(name, function)
    return function


def applied(name: str, args: Sequence[pl.Expr]) -> pl.Expr:
    """The function of columns."""
    lowered: pl.Expr = function_named(name).lower(tuple(args))
    return lowered.cast(pl.Int64)


def meant(name: str, args: tuple[int, ...]) -> int | None:
    """The function of numbers; where it fails, nothing is known."""
    try:
        return function_named(name).meaning(args)
    except Exception:  # noqa: BLE001 - somebody else's code explains a verdict here, and must not end the audit
        return None


@lru_cache(maxsize=256)
def _try(name: str, function: Function) -> None:
    """Compares both meanings of a function, and its bound, on all that a few numbers can be combined to."""
    for count in {function.least, min(function.most, max(function.least, 2))}:
        rows = list(product(_SAMPLES, repeat=count))[:: max(1, len(_SAMPLES) ** count // _MOST_SAMPLES)]
        blank = (None,) * count
        columns = {f"x{at}": [row[at] for row in (*rows, blank)] for at in range(count)}
        frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.Int64))
        lowered = function.lower(tuple(pl.col(column) for column in columns)).cast(pl.Int64).alias("y")
        found = frame.select(lowered)["y"].to_list()
        for row, value in zip(rows, found[:-1], strict=True):
            wanted = function.meaning(row)
            if value != wanted or abs(wanted or 0) > function.bound(tuple(map(abs, row))):
                message = f"{name}{row}: {wanted} in Python, {value} in columns, bound {function.bound(row)}"
                raise UnreliableError(message)
        if found[-1] is not None:
            message = f"{name}{blank}: {found[-1]} of what is not known"
            raise UnreliableError(message)
