"""How often the wrong figures are found, and how fast: `python -m benchmarks.locate [cases]`.

Forms without a mistake are drawn at random, one, two or three figures are spoilt by slips that people make, and the
whole path from the figures to the causes is run with the rules as shipped.
"""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Status
from auditor.document import Submission
from auditor.engine.judge import judge
from auditor.engine.locate.causes import causes_of
from auditor.engine.locate.repairs.posed import posed
from auditor.engine.locate.repairs.programme import programmed
from auditor.engine.locate.repairs.sheet import Sheet
from auditor.engine.locate.repairs.system import System
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from auditor.schema import Stance
from auditor.source import Span
from benchmarks.spoilt import Trial
from benchmarks.spoilt import trials_2014
from benchmarks.spoilt import trials_2021

if TYPE_CHECKING:
    from auditor.engine.locate.repairs.sheet import Place
    from auditor.lang.typed import RuleBook
    from auditor.results.causes import Cause
    from auditor.schema import Form

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Score:
    """What became of some trials, in shares, and the median and the slowest time in milliseconds of one processor.

    `exact`: just the wrong figures are named as likely. `named`: nothing is preferred wrongly, and the wrong figures
    are one of the choices named. `misled`: something else is named as likely. The rest is not located.
    """

    exact: float
    named: float
    misled: float
    milliseconds: float
    slowest: float


def submission(number: int, form: Form, trial: Trial) -> Submission:
    """What would have been read of a form."""
    facts = [
        Fact(code, Origin(Span(0, 0), 1), str(value), value=value, member=member)
        for (code, member), value in trial.printed.items()
    ]
    facts += [
        Fact(code, Origin(Span(0, 0), 1), str(value), value=value, stance=Stance.FIGURE)
        for code, value in trial.narrative.items()
    ]
    year = form.years.first or 2021
    return Submission(f"{number:05}", "", Status.AUDITED, f"unit {number}", year, form.code, facts=tuple(facts))


def measure(book: RuleBook, code: str, trials: list[Trial]) -> Score:
    """Judge all trials, locate each, and compare with the truth."""
    form = book.schema.forms[code]
    received = tuple(submission(number, form, trial) for number, trial in enumerate(trials))
    findings, _ = judge(book, tabulate(received, book.schema), received)
    system = System.of(form, book.rules)
    exact = named = misled = 0
    times: list[float] = []
    for it, trial in zip(received, trials, strict=True):
        mine = tuple(finding for finding in findings if finding.submission == it.path)
        start = time.process_time()
        causes = tuple(causes_of(system, Sheet(it, form), book.rules, mine))
        times.append(1000 * (time.process_time() - start))
        outcome = _outcome(causes, trial.wrong)
        exact, named, misled = (
            exact + (outcome == "exact"),
            named + (outcome == "named"),
            misled + (outcome == "misled"),
        )
    count = len(trials)
    return Score(exact / count, named / count, misled / count, median(times), max(times))


def _outcome(causes: tuple[Cause, ...], wrong: frozenset[Place]) -> str:
    """How the causes compare with the figures that are wrong."""
    seen: set[Place] = set()
    is_exact = is_named = bool(causes)
    is_misled = False
    for cause in causes:
        sets = [frozenset((it.indicator, it.member) for it in them) for them in cause.sets]
        right = [them for them in sets if them <= wrong]
        seen = seen.union(*right)
        is_exact = is_exact and cause.is_likely and sets[0] <= wrong
        is_misled = is_misled or (cause.is_likely and not sets[0] <= wrong)
        is_named = is_named and bool(right)
    if is_misled:
        return "misled"
    if is_exact and seen == wrong:
        return "exact"
    return "named" if is_named and seen == wrong else "open"


def solver_alone(book: RuleBook, code: str, trials: list[Trial]) -> tuple[float, float]:
    """The same trials by the programme alone, taking its first answer: the share that is right, and the median time."""
    form = book.schema.forms[code]
    system = System.of(form, book.rules)
    right = 0
    times: list[float] = []
    for number, trial in enumerate(trials):
        sheet = Sheet(submission(number, form, trial), form)
        start = time.process_time()
        found: set[Place] = set()
        for part in posed(system, sheet):
            first = programmed(part.puzzle, 0, 1).found[:1]
            found |= {part.places[figure] for repair in first for figure, _ in repair}
        times.append(1000 * (time.process_time() - start))
        right += found == trial.wrong
    return right / len(trials), median(times)


def main(count: int) -> None:
    """Print the table."""
    book, _ = load_rules(ROOT / "rules")
    print("| form | wrong | exact | among those named | misled | median ms | slowest ms | solver alone: right | ms |")
    print("|---|---|---|---|---|---|---|---|---|")
    rows = [("2021, table three", "disclosure-2021", wrong, trials_2021(book, wrong, count)) for wrong in (1, 2, 3, 4)]
    rows += [("2014", "disclosure-2014", wrong, trials_2014(book, wrong, count)) for wrong in (1, 2)]
    rows += [
        ("2014, totals repeated in the text", "disclosure-2014", wrong, trials_2014(book, wrong, count, narrated=True))
        for wrong in (1, 2)
    ]
    for title, code, wrong, trials in rows:
        score = measure(book, code, trials)
        right, milliseconds = solver_alone(book, code, trials[: min(count, 100)])
        shares = " | ".join(f"{share:.1%}" for share in (score.exact, score.named, score.misled))
        print(
            f"| {title} | {wrong} | {shares} | {score.milliseconds:.2f} | {score.slowest:.1f} "
            f"| {right:.0%} | {milliseconds:.1f} |"
        )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
