"""The forms of `locate.py` for other tools: `python benchmarks/peers/locating.py CASES COMMAND...`.

The same balances, figures not below zero, and the same forms with one, two and three wrong figures; all names and
weights alike. A command is a contestant, such as `Rscript benchmarks/peers/errorlocate.R`: it is given a folder with
rules.txt, cases-N.csv and wrong-N.csv, and prints a line for each N: wrong figures, forms, right, median and slowest
milliseconds. Right is a set that is just the wrong figures. Other lines that it prints are passed over.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2]))

from auditor.lang.load import load_rules
from benchmarks import locate
from benchmarks import spoilt

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.engine.locate.repairs.sheet import Place
    from auditor.engine.locate.repairs.system import Tie
    from auditor.lang.typed import RuleBook

FORM = "disclosure-2021"
WRONG = (1, 2, 3)
_LINE = re.compile(r"^[0-9]+(?:,[0-9.]+){4}$", re.MULTILINE)


def _rule(tie: Tie, names: Mapping[Place, str]) -> str:
    terms = " + ".join(f"{by}*{names[place]}" for place, by in tie.terms).replace("+ -", "- ")
    return f"{terms} {'==' if tie.is_equation else '<='} {-tie.constant}"


def write(book: RuleBook, folder: Path, count: int) -> None:
    """The rules and the forms as contestants read them."""
    trials = {wrong: spoilt.trials_2021(book, wrong, count) for wrong in WRONG}
    names = {place: f"f{number}" for number, place in enumerate(sorted(trials[1][0].printed, key=str))}
    system = locate.System.of(book.schema.forms[FORM], book.rules)
    ties = [tie for tie in system.ties if all(place in names for place, _ in tie.terms)]
    rules = [*(_rule(tie, names) for tie in ties), *(f"{name} >= 0" for name in names.values())]
    (folder / "rules.txt").write_text("\n".join(rules) + "\n")
    for wrong, forms in trials.items():
        lines = [",".join(names.values()), *(",".join(str(it.printed[place]) for place in names) for it in forms)]
        (folder / f"cases-{wrong}.csv").write_text("\n".join(lines) + "\n")
        truth = (";".join(names[place] for place in sorted(it.wrong, key=str)) for it in forms)
        (folder / f"wrong-{wrong}.csv").write_text("\n".join(truth) + "\n")


def main(count: int, commands: Sequence[str]) -> None:
    """Print the table: the engine, then each contestant on the same forms."""
    book, _ = load_rules(locate.ROOT / "rules")
    print("| | wrong | right | one of several named | misled | median ms | slowest ms |\n|---|---|---|---|---|---|---|")
    for wrong in WRONG:
        it = locate.measure(book, FORM, spoilt.trials_2021(book, wrong, count))
        shares = " | ".join(f"{share:.1%}" for share in (it.exact, it.named, it.misled))
        print(f"| the engine | {wrong} | {shares} | {it.milliseconds:.2f} | {it.slowest:.1f} |", flush=True)
    with tempfile.TemporaryDirectory() as name:
        write(book, Path(name), count)
        for command in commands:
            ran = subprocess.run([*shlex.split(command), name], stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603
            for line in _LINE.findall(ran.stdout):
                wrong_, forms, right, median, slowest = line.split(",")
                share = int(right) / int(forms)
                print(
                    f"| {command} | {wrong_} | {share:.1%} | – | {1 - share:.1%} | {median} | {slowest} |", flush=True
                )


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2:])
