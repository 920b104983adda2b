"""A whole audit of many submissions, some of them hostile: `python -m benchmarks.crowd [COUNT]` (10,000).

Reports of all three forms are written in every format, each by a unit of its own; every twentieth file is hostile:
cut off, random bytes, encrypted, a bomb, entities, nested without end, a wrong ending. What must hold: every good one
is audited, every hostile one is a line with its reason, and a second run reads none. Prints times and peak memory.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

import polars as pl

from auditor.document import Status
from tests.ingest.generate import bundles
from tests.ingest.generate import printer
from tests.ingest.generate.content import content
from tests.ingest.generate.whole import WRITERS
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

ROOT = Path(__file__).parents[1]
COUNT = 10_000
EVERY = 20
PLACES = "东西南北上下大小新古青白红金石山河湖海林"
HOWS = tuple(sorted(WRITERS))


def unit(number: int) -> str:
    """A place of its own for each number."""
    name = ""
    for _ in range(4):
        number, digit = divmod(number, len(PLACES))
        name += PLACES[digit]
    return f"{name}县"


def good(number: int) -> tuple[str, bytes]:
    """A report by its file name."""
    form = tuple(FORMS.values())[number % len(FORMS)]
    name, data = written(content(form, number, (), unit(number)), HOWS[number % len(HOWS)])
    return f"{number:06}{name}", data


def hostile(number: int) -> tuple[str, bytes]:
    """A file that cannot be read, of one of several kinds."""
    rng = random.Random(number)  # noqa: S311 - nothing here is secret
    kind = (number // EVERY) % 9
    name, data = good(number - number % len(HOWS) + HOWS.index(("docx", "pdf", "xlsx")[number % 3]))
    match kind:
        case 0:
            data = data[: len(data) // 3]
        case 1:
            data = rng.randbytes(3000)
        case 2:
            name, data = "x.pdf", printer.pdf([printer.Sheet()], encrypted=True)
        case 3:
            name, data = "x.zip", bundles.bundle({f"{n}.txt": bytes(30_000_000) for n in range(3)})
        case 4:
            name, data = "x.html", b"<div>" * 200_000
        case 5:
            name, data = "x.txt", b""
        case 6:
            name, data = "x.exe", b"MZ" + rng.randbytes(500)
        case 7:
            name, data = "x.zip", bundles.named(b"../../x.txt", b"1")
        case _:
            name, data = "x.xlsx", b"PK\x03\x04" + rng.randbytes(500)
    return f"{number:06}坏{name.removeprefix(f'{number:06}')}", data


def main(count: int) -> None:
    """Writes, audits twice, and tells what came out."""
    with tempfile.TemporaryDirectory() as folder:
        inputs, out = Path(folder) / "in", Path(folder) / "out"
        inputs.mkdir()
        bad = set(_write(inputs, count))
        for turn in ("first run", "second run"):
            told, peak = _audit(inputs, out, Path(folder) / "cache")
            print(f"{turn}, {peak} MB at most:\n{told}", flush=True)
        submissions = pl.read_parquet(out / "submissions.parquet", columns=["submission", "status", "reason"])
        counted = Counter((_is_bad(path, bad), status) for path, status, _ in submissions.iter_rows())
        for (is_bad, status), number in sorted(counted.items()):
            print(f"{'hostile' if is_bad else 'good':8} {status:15} {number}")
        silent = submissions.filter(pl.col("status") != Status.AUDITED.value, pl.col("reason").fill_null("") == "")
        findings = pl.scan_parquet(out / "findings.parquet").select(pl.len()).collect().item()
        print(f"without a reason: {silent.height}; findings on good ones: {findings}")


def _audit(inputs: Path, out: Path, cache: Path) -> tuple[str, int]:
    """The times of the stages of an audit by the command, and the megabytes that its process took at most."""
    command = [sys.executable, "-m", "auditor", "audit", str(inputs), "--rules", "rules", "--out", str(out)]
    settings = {**os.environ, "AUDITOR_CACHE": str(cache)}
    command += ["--timings", "--lang", "en"]
    run = subprocess.Popen(  # noqa: S603 - this very program
        command, cwd=ROOT, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert run.stderr
    told = run.stderr.read().decode()
    _, status, used = os.wait4(run.pid, 0)
    assert not status, told
    return told, used.ru_maxrss // 1024


def _write(inputs: Path, count: int) -> list[str]:
    bad = []
    for number in range(count):
        is_bad = number % EVERY == EVERY - 1
        name, data = hostile(number) if is_bad else good(number)
        (inputs / name).write_bytes(data)
        bad += [name] if is_bad else []
    return bad


def _is_bad(path: str, bad: set[str]) -> bool:
    return path.partition("/")[0] in bad


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
