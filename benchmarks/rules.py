"""How long rules take to load: `python -m benchmarks.rules [--rules N]`.

The shipped rules are written again and again under other ids, with their tests, until there are N (1,000). Each time is
of a process of its own, without its start, in seconds of a processor: `cold` parses and checks everything, `warm` finds
what was made the last time.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
from itertools import count
from pathlib import Path

from auditor.lang.load import load_rules

ROOT = Path(__file__).parents[1]
RULES = ROOT / "rules"
_TIMED = """
import time
from pathlib import Path
from auditor.lang.load import load_rules
start = time.process_time()
book, _ = load_rules(Path({folder!r}))
print(len({{rule.info.id for rule in book.rules}}), len(book.cases), time.process_time() - start)
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rules", type=int, default=1000)
    wanted = parser.parse_args().rules
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "rules"
        shutil.copytree(RULES, folder)
        report("shipped", folder)
        multiply(folder, wanted)
        report(f"{wanted:,} rules", folder)


def multiply(folder: Path, wanted: int) -> None:
    """Whole copies of the files with rules, under other names, until there are as many rules as wanted."""
    texts = {path: path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*pack*.rules"))}
    ids = [info.id for info in load_rules(RULES)[0].infos if not info.id.endswith((".分项", ".其中"))]
    names = [name for text in texts.values() for name in re.findall(r"^(?:模板|组|参数) *([\w·]+)", text, re.MULTILINE)]
    longest_first = sorted((*ids, *names), key=len, reverse=True)
    pattern = re.compile("|".join(re.escape(each) for each in longest_first))
    written = len(ids)
    for copy in count(2):
        if written >= wanted:
            return
        for path, text in texts.items():
            renamed = pattern.sub(rf"\g<0>v{copy}", text)
            path.with_stem(f"{path.stem}-{copy}").write_text(renamed, encoding="utf-8")
            written += len(re.findall(r"^规则 ", text, re.MULTILINE))


def report(name: str, folder: Path) -> None:
    with tempfile.TemporaryDirectory() as cache:
        for kind in ("cold", "warm"):
            ran = subprocess.run(  # noqa: S603 - this interpreter with the text above
                [sys.executable, "-c", _TIMED.format(folder=str(folder))],
                capture_output=True,
                text=True,
                check=True,
                cwd=ROOT,
                env={**os.environ, "AUDITOR_CACHE": cache},
            )
            rules, cases, seconds = ran.stdout.split()
            print(f"{name}: {rules} rules, {cases} test rows, {kind} {float(seconds):.2f} s")


if __name__ == "__main__":
    main()
