# mypy: ignore-errors
# ruff: noqa: ANN001, ANN202, C901, PLR0913, PLR0917 - numba finds out the types, and is quickest in plain loops
"""All hundred rules in one kernel of numba, as a bound on what the machine can do: every verdict counted, no findings.

Warm: it is compiled before it is timed, and given the columns as one matrix of 32 bits, blanks apart, keys as numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

import made
import numba as nb
import numpy as np
import polars as pl
import work

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WIDTH, PART = 10, 4096


def numba(path: Path) -> tuple[Callable[[], dict[str, Any]], int]:
    """Rules as tables of columns and signs; parts of the rows on all cores; keys and groups by sorting."""
    frame = pl.read_parquet(path)
    values = np.stack([frame[name].fill_null(0).cast(pl.Int32).to_numpy() for name in made.COLUMNS])
    blanks = np.stack([frame[name].is_null().to_numpy() for name in made.COLUMNS])
    years, levels = (frame[name].rank("dense").to_numpy().astype(np.int64) for name in ("year", "level"))
    units = frame["unit"].to_numpy()
    columns, signs, kinds = _tables()

    place = {name: at for at, name in enumerate(made.COLUMNS)}
    asked = np.array([place[rule.one[0]] for _, rule in work.of_kind("median")])
    scales = int(years.max()) + 1, int(levels.max()) + 1

    def judge() -> dict[str, Any]:
        counts = [*_rowwise(values, blanks, columns, signs, kinds), *_keyed(units, years, levels, *scales)]
        groups = years * scales[1] + levels
        counts += [*_grouped(values, blanks, groups, int(groups.max()), asked)]
        passed, failed, idle = np.array(counts).T.tolist()
        return {"pass": sum(passed), "na": sum(idle), "fails": failed}

    judge()
    return judge, values.nbytes + blanks.nbytes


def _tables() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """By rule the columns, their signs, and the number of its kind, for all that is judged row by row."""
    order = ("sum", "bound", "sign", "follows", "ratio", "required")
    rules = [rule for _, rule in work.of_kind(*order)]
    place = {name: at for at, name in enumerate(made.COLUMNS)}
    columns = [[place[name] for name in (*rule.one, *rule.other)] for rule in rules]
    signs = [[1] * len(rule.one) + [-1] * len(rule.other) for rule in rules]
    tables = (np.array([row + [0] * (WIDTH - len(row)) for row in table]) for table in (columns, signs))
    return (*tables, np.array([order.index(rule.kind) for rule in rules]))  # type: ignore[return-value]


# ------------------------------------------------------------------------------------------------------------- kernels


@nb.njit(parallel=True)
def _rowwise(values, blanks, columns, signs, kinds):
    rules, rows = columns.shape[0], values.shape[1]
    parts = (rows + PART - 1) // PART
    counts = np.zeros((parts, rules, 3), np.int64)
    for part in nb.prange(parts):
        start, end = part * PART, min(rows, part * PART + PART)
        total, weight = np.empty(PART, np.int32), np.empty(PART, np.int32)
        up, down = np.empty(PART, np.bool_), np.empty(PART, np.bool_)
        for rule in range(rules):
            total[:], weight[:], up[:], down[:] = 0, 0, False, False
            for k in range(WIDTH):
                sign = signs[rule, k]
                if sign == 0:
                    break
                value, blank = values[columns[rule, k], start:end], blanks[columns[rule, k], start:end]
                if sign > 0:
                    for at in range(end - start):
                        total[at] += value[at]
                        up[at] |= blank[at]
                else:
                    for at in range(end - start):
                        weight[at] += value[at]
                        down[at] |= blank[at]
            counts[part, rule] = _count(kinds[rule], total, weight, up, down, end - start)
    return counts.sum(axis=0)


@nb.njit
def _count(kind, one, other, up, down, height):
    passed, failed, idle = 0, 0, 0
    if kind == 0:  # sum
        for at in range(height):
            d = one[at] - other[at]
            failed += (d > 0 and not down[at]) | (d < 0 and not up[at])
            passed += (d == 0) & (not up[at]) & (not down[at])
    elif kind == 1:  # bound
        for at in range(height):
            failed += (one[at] > other[at]) & (not down[at])
            passed += (one[at] <= other[at]) & (not up[at])
    elif kind == 2:  # sign
        for at in range(height):
            failed += one[at] < 0
            passed += one[at] >= 0
    elif kind == 3:  # follows
        for at in range(height):
            fails = (one[at] > 0) & (other[at] <= 0) & (not down[at])
            rests = (one[at] <= 0) & (not up[at]) & (not fails)
            failed += fails
            idle += rests
            passed += (other[at] > 0) & (not rests) & (not fails)
    elif kind == 4:  # ratio
        for at in range(height):
            there = (other[at] > 0) & (not down[at])
            failed += there & (one[at] * 100 > other[at] * 51)
            passed += there & (one[at] * 100 <= other[at] * 51) & (not up[at])
    else:  # required
        for at in range(height):
            failed += up[at]
            passed += not up[at]
    return np.array([passed, failed, idle])


@nb.njit(parallel=True)
def _keyed(units, years, levels, scale_years, scale_levels):
    found = np.zeros((3, 3), np.int64)
    for which in nb.prange(3):
        keys = units.copy()
        if which > 0:
            keys = keys * scale_years + years
        if which > 1:
            keys = keys * scale_levels + levels
        keys.sort()
        for at in range(len(keys)):
            again = (at > 0 and keys[at - 1] == keys[at]) or (at + 1 < len(keys) and keys[at + 1] == keys[at])
            found[which, 1 if again else 0] += 1
    return found


@nb.njit(parallel=True)
def _grouped(values, blanks, groups, last, asked):
    found = np.zeros((len(asked), 3), np.int64)
    for which in nb.prange(len(asked)):
        value, blank = values[asked[which]], blanks[asked[which]]
        for group in range(last + 1):
            peers = value[(groups == group) & ~blank]
            if len(peers) == 0:
                continue
            median = np.median(peers)
            for at in range(len(peers)):
                fails = peers[at] > 0 and peers[at] > 10 * median
                found[which, 1] += fails
                found[which, 2] += peers[at] <= 0
                found[which, 0] += (peers[at] > 0) & (not fails)
    return found
