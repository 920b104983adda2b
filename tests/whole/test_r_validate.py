"""R's `validate` says what the engine says, row by row, on the tests of the packs; where R is not installed, a skip."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import polars as pl
import pytest

import auditor
from auditor.engine.wide_tables import column_of
from auditor.lang.as_validate import validate_files

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.as_validate import Validated
    from auditor.lang.typed import Case
    from auditor.schema import Form

# A figure by indicator, member and years back.
Row = dict[tuple[str, str | None, int], int | None]
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
    form = rules.book.schema.forms[made.form]
    cases = [case for case in rules.book.cases if case.form == form.code and case.rule in made.said and _is_plain(case)]
    legend = [row for row in csv.DictReader(io.StringIO(made.files[1][1])) if row["kind"] == "figure"]
    spoken = [(row["code"], row["member"] or None, int(row["years_back"])) for row in legend]
    rows: list[Row] = [{**dict.fromkeys(spoken, 0), **dict(case.figures)} for case in cases]
    by_r = _by_r(made, legend, rows, _years(cases, form), folder)
    engine = _by_engine(made, rules, rows, _years(cases, form))
    names = {(rule, binding): name for name, rule, binding in _names(made)}
    return Counter(
        _agreement(by_r[names[rule, binding]][int(unit)], verdict)
        for unit, rule, binding, verdict in engine.iter_rows()
        if (rule, binding) in names
    )


def _is_plain(case: Case) -> bool:
    return not (case.world or case.aspects or case.fields) and {name for name, _ in case.attributes} <= {"年度"}


def _years(cases: list[Case], form: Form) -> list[int]:
    usual = form.years.first or 2020
    years = [dict(case.attributes).get("年度") for case in cases]
    return [year if isinstance(year, int) else usual for year in years]


def _names(made: Validated) -> list[tuple[str, str, str]]:
    """Names of rules in R, with the rule and the binding that each is."""
    found: list[tuple[str, str, str]] = []
    for block in made.files[0][1].split("\n- expr:")[1:]:
        values = dict(line.strip().split(': "', 1) for line in block.split("\n") if ': "' in line)
        found.append((values["name"][:-1], values["rule"][:-1], values.get("binding", '"')[:-1]))
    return found


def _by_r(
    made: Validated,
    legend: list[dict[str, str]],
    rows: list[Row],
    years: list[int],
    folder: Path,
) -> Mapping[str, list[str]]:
    for name, text in made.files:
        (folder / name).write_text(text, encoding="utf-8")
    factors = {"万元": 1_000_000}
    columns = {
        row["column"]: [
            None if value is None else value / factors.get(row["unit"], 1)
            for value in (figures[row["code"], row["member"] or None, int(row["years_back"])] for figures in rows)
        ]
        for row in legend
    }
    frame = pl.DataFrame({"year": years, "form": [made.form] * len(rows), **columns}, strict=False)
    frame = frame.with_columns(unit_level=pl.lit(None, dtype=pl.String))
    (folder / "figures.csv").write_text(frame.write_csv(null_value="NA"), encoding="utf-8")
    (folder / "confront.R").write_text(CONFRONT, encoding="utf-8")
    given = [str(folder / name) for name in ("confront.R", made.files[0][0], "figures.csv", "values.csv")]
    ran = r(*given)
    assert ran.returncode == 0, ran.stderr
    assert int(ran.stdout) == len(_names(made))
    return {
        key: list(values) for key, values in pl.read_csv(given[3], infer_schema=False).to_dict(as_series=False).items()
    }


def _by_engine(made: Validated, rules: auditor.Rules, rows: list[Row], years: list[int]) -> pl.DataFrame:
    form = rules.book.schema.forms[made.form]
    table = []
    for number, (figures, year) in enumerate(zip(rows, years, strict=True)):
        for back in sorted({key[2] for key in figures}):
            row: dict[str, object] = {"单位": str(number), "年度": year - back, "版式": made.form}
            for (code, member, years_back), value in figures.items():
                indicator = form.by_code[code]
                if years_back == back:
                    row[column_of(form, indicator, member)] = (
                        None if value is None else value / indicator.measure.factor
                    )
            table.append(row)
    only = tuple(it for it in rules.book.rules if it.info.id in made.said and it.form == made.form)
    audit = auditor.audit_table(
        pl.DataFrame(table, infer_schema_length=None), rules=replace(rules, book=replace(rules.book, rules=only))
    )
    current = pl.DataFrame({"unit": [str(number) for number in range(len(rows))], "year": years})
    verdicts = audit.verdicts.with_columns(pl.col("year").cast(pl.Int64), pl.col("verdict").cast(pl.String))
    return verdicts.join(current, on=["unit", "year"]).select("unit", "rule", "binding", "verdict")


def _agreement(in_r: str, verdict: str) -> str:
    said = {"TRUE": "pass", "FALSE": "fail", "NA": "open"}[in_r]
    ours = {"pass": "pass", "na": "pass", "fail": "fail", "unknown": "open"}[verdict]
    if said == ours:
        return f"both {said}"
    return "R leaves open" if said == "open" else "contrary"
