"""How often the wrong figures are found, and how fast: `python benchmarks/locate.py [cases]`.

Forms without a mistake are drawn at random, one, two or three figures are spoilt by slips that people make, and the
whole path from the figures to the causes is run with the rules as shipped.
"""

from __future__ import annotations

import random
import sys
import time
from dataclasses import dataclass
from dataclasses import replace
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
from auditor.engine.locate.repairs.system import whole_of
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from auditor.schema import Split
from auditor.schema import Stance
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.locate.repairs.sheet import Place
    from auditor.lang.typed import RuleBook
    from auditor.results.causes import Cause
    from auditor.schema import Form

ROOT = Path(__file__).parents[1]
SEED = 20211
# Most figures of real reports are 0 or small; some are in the hundreds.
_SMALL = (0, 0, 0, 0, 1, 1, 2, 3, 5, 8, 13, 24, 57, 132, 406)


@dataclass(frozen=True, slots=True)
class Trial:
    """One form with its mistakes: the figures as printed, and the places of those that are wrong."""

    printed: Mapping[Place, int]
    wrong: frozenset[Place]
    narrative: Mapping[str, int]


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


# ----------------------------------------------------------------------------------------------------------- the forms


def table_three(random_: random.Random, form: Form) -> dict[Place, int]:
    """The third table of the form of 2021 with figures that all balance."""
    rows = [it for it in form.figures if it.members]
    parts = [it.code for it in form.parts("processed_total")]
    columns = [member for member in rows[0].members if member != "total"]
    figures: dict[Place, int] = {}
    for column in columns:
        for code in parts:
            figures[code, column] = random_.choice(_SMALL)
        total = sum(figures[code, column] for code in parts)
        out, before = random_.choice(_SMALL[:9]), random_.choice(_SMALL[:9])
        before = min(before, total + out)
        figures |= {
            ("processed_total", column): total,
            ("carried_out", column): out,
            ("carried_in", column): before,
            ("new_received", column): total + out - before,
        }
    for row in rows:
        figures[row.code, "total"] = sum(figures[row.code, column] for column in columns)
    return figures


def statistics_table(random_: random.Random, form: Form) -> dict[Place, int]:
    """The table of 2014 with figures that all balance."""
    figures: dict[Place, int] = {(it.code, None): random_.choice(_SMALL) for it in form.figures}
    # NOTE: wholes that are parts themselves come after their wholes in the form, so that the last comes first here.
    for it in reversed(form.figures):
        parts = [part.code for part in form.parts(it.code) if part.split is Split.SUM]
        if parts:
            figures[it.code, None] = sum(figures[part, None] for part in parts)
    replies = figures["replies_total", None]
    late = min(figures["completed_delayed", None], replies)
    figures |= {("requests_completed", None): replies, ("completed_delayed", None): late}
    figures["completed_on_time", None] = replies - late
    return figures


# ----------------------------------------------------------------------------------------------------------- the slips


def _swap(random_: random.Random, figure: int) -> int:
    digits = list(str(figure))
    place = random_.randrange(max(1, len(digits) - 1))
    digits[place : place + 2] = digits[place : place + 2][::-1]
    return int("".join(digits))


def _digit(random_: random.Random, figure: int) -> int:
    digits = list(str(figure))
    digits[random_.randrange(len(digits))] = random_.choice("0123456789")
    return int("".join(digits))


def _zero_added(_: random.Random, figure: int) -> int:
    return figure * 10


def _zero_dropped(_: random.Random, figure: int) -> int:
    return figure if figure % 10 else figure // 10


def _digit_dropped(random_: random.Random, figure: int) -> int:
    digits = list(str(figure))
    del digits[random_.randrange(len(digits))]
    return int("".join(digits) or "0")


def _by_one(random_: random.Random, figure: int) -> int:
    return max(0, figure + random_.choice((-1, 1)))


def _nothing(_: random.Random, figure: int) -> int:
    return figure * 0


def _another(random_: random.Random, _: int) -> int:
    return random_.choice(_SMALL)


SLIPS: tuple[Callable[[random.Random, int], int], ...] = (
    _swap,
    _digit,
    _zero_added,
    _zero_dropped,
    _digit_dropped,
    _by_one,
    _nothing,
    _another,
)


def spoilt(random_: random.Random, figures: Mapping[Place, int], places: Iterable[Place], count: int) -> Trial:
    """A form with so many wrong figures."""
    wrong = random_.sample(sorted(places, key=str), count)
    printed = dict(figures)
    for place in wrong:
        while printed[place] == figures[place]:
            # NOTE: half of the wrong figures of real forms are copied from the cell beside; here any other cell is.
            copied = random_.random() < 1 / 5
            printed[place] = (
                figures[random_.choice(sorted(figures, key=str))]
                if copied
                else random_.choice(SLIPS)(random_, figures[place])
            )
    return Trial(printed, frozenset(wrong), {})


# ------------------------------------------------------------------------------------------------------------ the runs


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


def trials_2021(book: RuleBook, wrong: int, count: int) -> list[Trial]:
    """So many forms of 2021, each with so many wrong figures in table three."""
    random_ = random.Random(SEED + wrong)  # noqa: S311 - to be repeated, not to be secret
    form = book.schema.forms["disclosure-2021"]
    drawn = (table_three(random_, form) for _ in range(count))
    return [spoilt(random_, figures, figures, wrong) for figures in drawn]


def trials_2014(book: RuleBook, wrong: int, count: int, *, narrated: bool = False) -> list[Trial]:
    """So many forms of 2014, each with so many wrong figures among those that some balance speaks of.

    When narrated, the text repeats the totals, without the mistake.
    """
    random_ = random.Random(SEED + 10 + wrong)  # noqa: S311 - as above
    form = book.schema.forms["disclosure-2014"]
    ties = [tie for tie in System.of(form, book.rules).ties if tie.is_equation]
    places = {place for tie in ties for place, _ in tie.terms}
    totals = {whole[0] for tie in ties if (whole := whole_of(tie)) is not None}
    trials = []
    for _ in range(count):
        figures = statistics_table(random_, form)
        trial = spoilt(random_, figures, places, wrong)
        said = {code: figures[code, None] for code in sorted(totals)} if narrated else {}
        trials.append(replace(trial, narrative=said))
    return trials


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
