"""Forms with mistakes that people make, for `locate.py`: drawn at random so that they balance, then spoilt."""

from __future__ import annotations

import random
from dataclasses import dataclass
from dataclasses import replace
from typing import TYPE_CHECKING

from auditor.engine.locate.repairs.system import System
from auditor.engine.locate.repairs.system import whole_of
from auditor.schema import Split

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.locate.repairs.sheet import Place
    from auditor.lang.typed import RuleBook
    from auditor.schema import Form

SEED = 20211
# Most figures of real reports are 0 or small; some are in the hundreds.
_SMALL = (0, 0, 0, 0, 1, 1, 2, 3, 5, 8, 13, 24, 57, 132, 406)


@dataclass(frozen=True, slots=True)
class Trial:
    """One form with its mistakes: the figures as printed, and the places of those that are wrong."""

    printed: Mapping[Place, int]
    wrong: frozenset[Place]
    narrative: Mapping[str, int]


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


# ---------------------------------------------------------------------------------------------------------- the trials


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
