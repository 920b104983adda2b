"""The same input gives the same bytes: in another place, order and age of files, language, zone and order of sets."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
HERE = {"PYTHONHASHSEED": "1", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"}
ELSEWHERE = {"PYTHONHASHSEED": "2", "LC_ALL": "C", "LANG": "de_DE", "TZ": "America/Lima"}


def audited(place: Path, settings: dict[str, str], age: int, *, backwards: bool) -> dict[str, bytes]:
    """The files of an audit of some samples with a registry; the ledger, which knows the day, stands beside them."""
    inputs, rules = place / "收到 in", place / "rules"
    inputs.mkdir(parents=True)
    for path in sorted((ROOT / "reports_in").glob("*201[67]*"), reverse=backwards):
        shutil.copy(path, inputs)
        os.utime(inputs / path.name, (age, age))
    shutil.copytree(ROOT / "rules", rules)
    (rules / "units.csv").write_text("单位,级别\n青屏县,县级\n某镇,乡级\n", encoding="utf-8")
    command = [sys.executable, "-m", "auditor", "audit", "收到 in", "--rules", "rules", "--out", "out"]
    environment = {**os.environ, **settings, "PYTHONPATH": str(ROOT), "AUDITOR_CACHE": str(place / "cache")}
    ran = subprocess.run(command, cwd=place, env=environment, capture_output=True, check=False)  # noqa: S603 - this program
    assert ran.returncode == 0, ran.stderr.decode("utf-8", "replace")
    out = place / "out"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


def test_the_same_input_gives_the_same_bytes_whatever_is_around_it(tmp_path: Path) -> None:
    here = audited(tmp_path / "here", HERE, 1_500_000_000, backwards=False)
    there = audited(tmp_path / "elsewhere" / "深处", ELSEWHERE, 1_700_000_000, backwards=True)
    assert {"index.html", "run.json", "findings.csv", "facts.parquet"} <= here.keys()
    assert [name for name in sorted(here.keys() | there.keys()) if here.get(name) != there.get(name)] == []
