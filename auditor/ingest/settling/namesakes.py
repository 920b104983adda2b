"""Names that may be those of one unit: 河北省科技厅 in one year, 河北省科学技术厅 in another.

Where no list says which names a unit has, such reports are not compared over the years, and nobody would know why. A
name is never guessed; that two may be one is told.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Status
from auditor.ingest.codes import NAMESAKE
from auditor.ingest.codes import tell
from auditor.ingest.identity.units import may_be_same

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.document import Submission

# What parts one place or body from another: a name that has one more of them is another unit's.
_PLACES = frozenset("省市县区州盟旗镇乡村")
_SHORTEST, _LONGEST_PIECE = 4, 8
_MOST = 5


def namesakes(submissions: Sequence[Submission]) -> tuple[Submission, ...]:
    """The submissions, those told whose unit has reports of other years under names like its own.

    Two names with reports of the same year are two units.
    """
    years: dict[str, set[int]] = defaultdict(set)
    for each in submissions:
        if each.status is Status.AUDITED and each.unit and each.year is not None:
            years[each.unit].add(each.year)
    others: dict[str, list[str]] = defaultdict(list)
    for one, other in _pairs(years):
        others[one].append(other)
    return tuple(_told(each, others.get(each.unit or "", ()), years) for each in submissions)


def _pairs(years: Mapping[str, set[int]]) -> Iterator[tuple[str, str]]:
    """Names that may be one unit's, each way."""
    alike: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name in sorted(years):
        if len(name) >= _SHORTEST:
            alike[name[:2], name[-1]].append(name)
    for group in alike.values():
        if len({frozenset(years[name]) for name in group}) == 1:
            continue  # NOTE: all report for the same years, which is the rule: names need not be compared
        for one, other in combinations(group, 2):
            if years[one].isdisjoint(years[other]) and _alike(one, other):
                yield from ((one, other), (other, one))


def _alike(one: str, other: str) -> bool:
    """Whether one name is the other with characters left out, none of which names a place."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) > _LONGEST_PIECE or not may_be_same(short, long):
        return False
    return all(short.count(char) == long.count(char) for char in _PLACES)


def _told(submission: Submission, others: Sequence[str], years: Mapping[str, set[int]]) -> Submission:
    if not others or submission.status is not Status.AUDITED:
        return submission
    when = [(other, ", ".join(map(str, sorted(years[other])))) for other in others[:_MOST]]
    more = len(others) - len(when)
    zh = "、".join(f"“{other}”（{during.replace(', ', '、')} 年度）" for other, during in when)
    en = ", ".join(f"`{other}` ({during})" for other, during in when)
    said = {
        "others_zh": f"{zh}等 {len(others)} 个名称" if more else zh,
        "others_en": f"{en} and {more} more" if more else en,
    }
    told = tell(NAMESAKE, submission.path, None, unit=submission.unit, **said)
    return replace(submission, diagnostics=(*submission.diagnostics, told))
