"""The data and the hundred rules of the benchmark: fixed seed, zero-heavy counts, blanks, about 2 % wrong records."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import polars as pl

if TYPE_CHECKING:
    from pathlib import Path

GROUPS = 10  # of six indicators: a total, its four parts, and a figure of its own
SEED = 20260101
PARTS = ("a", "b", "c", "d")
KEYS = ("unit", "year", "level")
BLANK, WRONG = 0.005, 0.02
COLUMNS = tuple(f"{name}{group}" for group in range(GROUPS) for name in ("t", *PARTS, "x"))


def table(rows: int) -> pl.DataFrame:
    """`unit`, `year`, `level` and sixty columns of counts."""
    rng = np.random.default_rng(SEED)
    made: dict[str, np.ndarray] = {}
    for group in range(GROUPS):
        parts = [np.where(rng.random(rows) < 0.6, 0, rng.geometric(0.02, rows)) for _ in PARTS]
        made[f"t{group}"] = sum(parts)
        made |= {f"{name}{group}": part for name, part in zip(PARTS, parts, strict=True)}
        made[f"x{group}"] = np.where(made[f"t{group}"] > 0, made[f"t{group}"] // 2, 0)
    wrong = np.flatnonzero(rng.random(rows) < WRONG)
    names = rng.choice(COLUMNS, len(wrong))
    for name in COLUMNS:
        here = wrong[names == name]
        made[name][here] += rng.integers(1, 9, len(here))
    frame = pl.DataFrame(made, schema=dict.fromkeys(COLUMNS, pl.Int64))
    blanks = {name: pl.Series(rng.random(rows) < BLANK) for name in COLUMNS}
    unit = np.arange(rows, dtype=np.int64)
    again = np.flatnonzero(rng.random(rows) < 0.0002)
    unit[again] = np.maximum(again - 1, 0)
    return frame.select(
        pl.Series("unit", unit),
        pl.Series("code", unit * 7 % (rows + 1)),
        pl.lit(2020, dtype=pl.Int32).alias("year"),
        pl.Series("level", rng.integers(0, 5, rows)),
        *(pl.when(~blanks[name]).then(pl.col(name)).alias(name) for name in COLUMNS),
    ).with_columns(level=pl.concat_str(pl.lit("L"), pl.col("level")))


def rules(chosen: list[int] | None = None) -> str:
    """All or some, by their places: 40 sums, 20 bounds, 15 signs, 10 若…则, 5 ratios, 5 required, 3 keys, 2 medians."""
    said = [f"{' + '.join(f'{part}{g}' for part in PARTS)} = t{g}" for g in range(GROUPS)]
    said += [f"t{g} - a{g} - b{g} = c{g} + d{g}" for g in range(GROUPS)]
    said += [f"a{g} + b{g} + c{g} + d{g} + t{h} = t{g} + a{h} + b{h} + c{h} + d{h}" for g, h in _pairs(1)]
    said += [f"t{g} + t{h} = {' + '.join(f'{part}{k}' for k in (g, h) for part in PARTS)}" for g, h in _pairs(3)]
    said += [f"x{g} ≤ t{g}" for g in range(GROUPS)] + [f"a{g} ≤ t{g}" for g in range(GROUPS)]
    said += [f"{name} ≥ 0" for name in COLUMNS[:15]]
    said += [f"若 t{g} > 0 则 a{g} + b{g} + c{g} + d{g} > 0" for g in range(GROUPS)]
    said += [f"x{g} / t{g} ≤ 0.51" for g in range(5)]
    said += [f"有值(t{g})" for g in range(5)]
    said += ["唯一(单位)", "唯一(单位, 年度)", "唯一(单位, 年度, 层级)"]
    said += [f"若 t{g} > 0 则 t{g} ≤ 10 × 同级中位数(t{g})" for g in (0, 1)]
    return _written([text if chosen is None or at in chosen else "" for at, text in enumerate(said)])


def thousand() -> str:
    """A thousand rules, no two alike: ten times as many of each kind, but for keys, of which there are no more."""
    groups = range(GROUPS)
    pairs = [(g, h) for g in groups for h in groups if g != h]
    said = [f"{_all(g)} = t{g}" for g in groups]
    said += [f"{by} × ({_all(g)}) + {_all(h)} = {by} × t{g} + t{h}" for by in (2, 3, 4, 5) for g, h in pairs]
    said += [f"{_all(g)} + t{h} = t{g} + {_all(h)}" for g, h in pairs if g < h]
    said += [f"t{g} + t{h} = {_all(g)} + {_all(h)}" for g, h in pairs if g < h][:12]
    said += [f"{part}{g} ≤ t{g} + t{h}" for part in "xa" for g in groups for h in groups]
    said += [f"{one} + {other} ≥ 0" for one, other in list(combinations(COLUMNS, 2))[:150]]
    said += [f"若 t{g} > 0 则 {_all(g)} + x{h} > 0" for g in groups for h in groups]
    said += [f"x{g} / t{g} ≤ 0.{more}" for g in range(5) for more in range(51, 61)]
    said += [f"有值({name})" for name in COLUMNS[:50]]
    said += ["唯一(单位)", "唯一(单位, 年度)", "唯一(单位, 年度, 层级)"]
    said += [f"若 {name} > 0 则 {name} ≤ 10 × 同级中位数({name})" for name in COLUMNS if name[0] in "tx"]
    return _written(said)


def _all(group: int) -> str:
    return " + ".join(f"{part}{group}" for part in PARTS)


def _written(said: list[str]) -> str:
    lines = ["版式 bench 「基准表」", "规则集 基准", "  版式: bench", "参数 最小同级数 = 3", ""]
    lines += [f"指标 {name} : 计数 件" for name in COLUMNS]
    for at, text in enumerate(said):
        if not text:
            continue
        lines += ["", f"规则 R-{at:03} 强制", f"  要求: {text}"]
        lines += ["  按: 年度, 层级"] if "同级" in text else []
    return "\n".join(lines) + "\n"


def sums() -> list[tuple[list[str], list[str]]]:
    """The forty sums as columns that are added and taken away."""
    parts = [[f"{part}{g}" for part in PARTS] for g in range(GROUPS)]
    found = [(parts[g], [f"t{g}"]) for g in range(GROUPS)] * 2
    for step in (1, 3):
        for g in range(GROUPS):
            h = (g + step) % GROUPS
            both = (parts[g] + [f"t{h}"], [f"t{g}", *parts[h]]), (parts[g] + parts[h], [f"t{g}", f"t{h}"])
            found.append(both[step == 3])
    return found


def _pairs(step: int) -> list[tuple[int, int]]:
    return [(g, (g + step) % GROUPS) for g in range(GROUPS)]


def write_rules(folder: Path, text: str = "") -> Path:
    """The hundred rules, or others, as a folder that the engine loads."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "bench.rules").write_text(text or rules(), encoding="utf-8")
    return folder
