"""R's `validate` says what the engine says, row by row, on the tests of the packs; where R is not installed, a skip."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

import auditor
from auditor.lang.export.as_validate import validate_files
from tests.whole.pack_rows import pack_rows
from tests.whole.pack_rows import verdicts_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.export.as_validate import Validated

ROOT = Path(__file__).parents[2]
RSCRIPT = shutil.which("Rscript") or ""
CONFRONT = """
suppressMessages(library(validate))
given <- commandArgs(trailingOnly = TRUE)
rules <- validator(.file = given[1])
found <- confront(read.csv(given[2]), rules)
stopifnot(length(errors(found)) == 0)
table <- do.call(cbind, values(found, simplify = FALSE))
write.csv(table, given[3], row.names = FALSE)
cat(length(rules))
"""


def r(*args: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([RSCRIPT, *args], capture_output=True, text=True, timeout=300, check=False)  # noqa: S603


def test_r_validate_agrees_on_the_tests_of_the_packs(tmp_path: Path) -> None:
    if not RSCRIPT or r("-e", "library(validate)").returncode:
        pytest.skip("R with its package validate is not installed")
    counted: Counter[str] = Counter()
    for pack in (ROOT / "rules", ROOT / "auditor" / "packs" / "foia" / "rules"):
        rules = auditor.load_rules(pack)
        for made in validate_files(rules.book):
            counted += _compared(made, rules, tmp_path)
    print(dict(counted))  # noqa: T201 - the figures of docs/reliability.md
    assert counted["contrary"] == 0
    assert min(counted["both fail"], counted["both pass"], counted["both open"]) > 50


def _compared(made: Validated, rules: auditor.Rules, folder: Path) -> Counter[str]:
    legend = list(csv.DictReader(io.StringIO(made.files[1][1])))
    figures = [row for row in legend if row["kind"] == "figure"]
    spoken = {row["column"]: (row["code"], row["member"] or None, int(row["years_back"])) for row in figures}
    rows = pack_rows(rules, made.form, made.said, list(spoken.values()))
    # The rows say nothing of the unit: its level and nature are not known to either.
    columns: dict[str, list[float | int | None]] = {
        row["column"]: [None] * len(rows.years) for row in legend if row["kind"] == "attribute"
    }
    columns |= {name: rows.printed(key) for name, key in spoken.items()}
    by_r = _by_r(made, columns, rows.years, folder)
    names = {(rule, binding): name for name, rule, binding in _names(made)}
    return Counter(
        _agreement(by_r[names[rule, binding]][row], verdict)
        for row, rule, binding, verdict in verdicts_of(rows, rules, made.said).iter_rows()
    )


def _names(made: Validated) -> list[tuple[str, str, str]]:
    """Names of rules in R, with the rule and the binding that each is."""
    found: list[tuple[str, str, str]] = []
    for block in made.files[0][1].split("\n- expr:")[1:]:
        values = dict(line.strip().split(': "', 1) for line in block.split("\n") if ': "' in line)
        found.append((values["name"][:-1], values["rule"][:-1], values.get("binding", '"')[:-1]))
    return found


def _by_r(
    made: Validated, columns: Mapping[str, list[float | int | None]], years: list[int], folder: Path
) -> Mapping[str, list[str]]:
    for name, text in made.files:
        (folder / name).write_text(text, encoding="utf-8")
    known = pl.DataFrame({**columns, "year": years, "form": [made.form] * len(years)}, strict=False)
    (folder / "figures.csv").write_text(known.write_csv(null_value="NA"), encoding="utf-8")
    (folder / "confront.R").write_text(CONFRONT, encoding="utf-8")
    given = [str(folder / name) for name in ("confront.R", made.files[0][0], "figures.csv", "values.csv")]
    ran = r(*given)
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) == len(_names(made))
    values = pl.read_csv(given[3], infer_schema=False).to_dict(as_series=False)
    return {name: list(found) for name, found in values.items()}


def _agreement(in_r: str, verdict: str) -> str:
    said = {"TRUE": "pass", "FALSE": "fail", "NA": "open"}[in_r]
    ours = {"pass": "pass", "na": "pass", "fail": "fail", "unknown": "open"}[verdict]
    if said == ours:
        return f"both {said}"
    return "R leaves open" if said == "open" else "contrary"
