"""同级增速偏离: the score of Hidiroglou and Berthelot, in fractions throughout.

The ratio r = x / x of the year before is made symmetric about its median m: s = 1 - m/r below it, r/m - 1 above.
A large unit's change weighs more: E = s times the square root of the larger of its two figures. The score is how many
times the distance of the median E from the quartile on its side (at least a twentieth of the median itself) E is away
from the median. Quartiles are figures that are there, not between two of them; roots are taken to six digits.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import ceil
from math import floor
from math import isqrt
from typing import TYPE_CHECKING

from auditor.engine.canonical.derive import BAR
from auditor.engine.canonical.derive import MILLIONTHS
from auditor.engine.columns.cells import answered
from auditor.engine.columns.cells import previous
from auditor.engine.columns.kin import figures_of
from auditor.engine.columns.peers import in_groups
from auditor.schema import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    import polars as pl

    from auditor.engine.canonical.algebra import Leaf
    from auditor.engine.columns.kin import Kinship
    from auditor.facts import FactTable

_LEAST_SPREAD = Fraction(1, 20)
_Pair = tuple[int, int]


def growth(table: FactTable, kinship: Kinship, leaf: Leaf, *, counted: bool) -> pl.DataFrame:
    """`record` and `value`: the score in millionths, rounded away from zero, or how many units have one."""
    by = leaf.aspect.partition(BAR)[2]
    groups: defaultdict[int, dict[int, _Pair]] = defaultdict(dict)
    members: defaultdict[int, list[int]] = defaultdict(list)
    for record, group, counts, now, before in _pairs(table, kinship, leaf, by).iter_rows():
        members[group].append(record)
        if counts and now is not None and before is not None and now > 0 and before > 0:
            groups[group][record] = (now, before)
    answers: dict[int, int] = dict.fromkeys(kinship.places["record"].to_list(), 0) if counted else {}
    for group, records in members.items():
        if counted:
            answers |= dict.fromkeys(records, len(groups[group]))
        else:
            answers |= scores(groups[group])
    return answered(answers)


def scores(pairs: Mapping[int, _Pair]) -> dict[int, int]:
    """The score of each of some units that can be told apart; none where growth hardly differs."""
    if not pairs:
        return {}
    ratios = {key: Fraction(now, before) for key, (now, before) in pairs.items()}
    middle = _median(ratios.values())
    effects = {
        key: (1 - middle / ratio if ratio < middle else ratio / middle - 1) * _root(max(pairs[key]))
        for key, ratio in ratios.items()
    }
    ordered = sorted(effects.values())
    centre = _median(ordered)
    least = abs(_LEAST_SPREAD * centre)
    low = max(centre - ordered[(len(ordered) - 1) // 4], least)
    high = max(ordered[len(ordered) - 1 - (len(ordered) - 1) // 4] - centre, least)
    found = {key: _score(effect - centre, low if effect < centre else high) for key, effect in effects.items()}
    return {key: value for key, value in found.items() if value is not None and abs(value) < LARGEST}


# ------------------------------------------------------------------------------------------------------------- within


def _pairs(table: FactTable, kinship: Kinship, leaf: Leaf, by: str) -> pl.DataFrame:
    figures = figures_of(table, ((leaf.code, leaf.member),)).select("report", "value").collect()
    before = previous(table.records, 1).join(figures.rename({"report": "past", "value": "before"}), on="past")
    return (
        in_groups(kinship, by)
        .collect()
        .join(figures.rename({"report": "record", "value": "now"}), on="record", how="left")
        .join(before.select("record", "before"), on="record", how="left")
        .select("record", "group", "counts", "now", "before")
    )


def _median(values: Iterable[Fraction]) -> Fraction:
    ordered = sorted(values)
    return (ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2


def _root(value: int) -> Fraction:
    return Fraction(isqrt(value * MILLIONTHS**2), MILLIONTHS)


def _score(gap: Fraction, spread: Fraction) -> int | None:
    if not gap:
        return 0
    if not spread:
        return None
    score = gap / spread * MILLIONTHS
    return ceil(score) if score > 0 else floor(score)
