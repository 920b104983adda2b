"""R's `validate`, given the rules as `auditor export validate` writes them, and those about medians in its own words.

What a blank decides in the language is left open by the exported rules: they fail where no figure of theirs is blank.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import made
import polars as pl
import work

HERE = Path(__file__).parent
NAMES = {"unit": "unit", "year": "year", "level": "unit_level"} | {name: name for name in made.COLUMNS}


def validate(path: Path, times: int, long: int) -> dict[str, Any]:
    """What one process of R measures of itself; `absent` is why it cannot."""
    rscript = shutil.which("Rscript")
    if rscript is None or _ran(rscript, "-e", "library(validate)").returncode:
        return {"absent": "R with its package validate is not installed (R_LIBS may name where it is)"}
    with TemporaryDirectory() as folder:
        _write(pl.read_parquet(path), Path(folder))
        ran = _ran(rscript, str(HERE / "validate.R"), folder, str(times), str(long))
    if ran.returncode:
        raise RuntimeError(ran.stderr)
    told = json.loads(ran.stdout.splitlines()[-1])
    counted = dict(zip(told.pop("rules"), told.pop("counted"), strict=True))
    return told | {"open": [counted[f"R.{at:03}"] for at in range(len(work.RULES))]}


def _write(frame: pl.DataFrame, folder: Path) -> None:
    from auditor.lang.export.as_validate import validate_files
    from auditor.lang.load import load_rules

    book, _ = load_rules(made.write_rules(folder / "rules"))
    (written,) = validate_files(book)
    said = dict(written.files)[f"{written.form}.yaml"]
    for at, rule in work.of_kind("median"):
        (t,) = rule.one
        median = f"do_by({t}, by = list(year, unit_level), fun = median, na.rm = TRUE)"
        said += f'- expr: "if ({t} > 0) {t} <= 10 * {median}"\n  name: "R.{at:03}"\n'
    (folder / "rules.yaml").write_text(said, encoding="utf-8")
    (folder / "columns.txt").write_text("\n".join(NAMES.values()), encoding="utf-8")
    numbers = frame.with_columns(pl.col("level").str.slice(1).cast(pl.Int32))
    with (folder / "columns.bin").open("wb") as out:
        for name in NAMES:
            out.write(numbers[name].cast(pl.Int32).fill_null(-(2**31)).to_numpy().astype("<i4").tobytes())


def _ran(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - R, on files of our own
