"""What a rule is judged on, and what can be asked of cells, sentences, peers and other years."""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class Grain(StrEnum):
    """What a rule is judged on: the record (one submission), or each item of a kind found in it."""

    RECORD = "record"
    MENTION = "mention"
    ENUMERATION = "enumeration"
    RATE = "rate"


class Aspect(StrEnum):
    """What can be asked of a table cell beside its figure; each is an exact integer, never blank.

    ROWS how many rows of the table hold the indicator (0: the row is missing); BLANKS how many of them are blank or a
    dash; NOTES how many hold more than a figure (`9(县级)`); TEXTS how many hold no figure that the indicator can
    take; STRAY how many hold a unit word other than the form's; DISORDERED how many stand out of the printed order;
    FILLED how many surely hold a figure (for head rows; words there may be what parts cells).
    """

    ROWS = "rows"
    BLANKS = "blanks"
    NOTES = "notes"
    TEXTS = "texts"
    STRAY = "stray"
    DISORDERED = "disordered"
    FILLED = "filled"


class Field(StrEnum):
    """A figure of the item that a rule is judged on.

    MENTION the narrative figure; DENIED and UNIVERSAL 1 when the sentence denies or says all; TOTAL, SUM, LARGEST,
    COUNT, COMPLETE, OVERLAPPING, CARRIED of an enumeration; PART, BASE, STATED (the printed number without its point)
    and SCALE (10 to the number of printed decimals, times 100) of a rate; GROWTH is 1 when it is one to the year
    before, 2 when it compares with that year without a ratio; CHANGE is the difference that it states and QUOTED the
    figure of that year as quoted, 0 where it does not; REPORTED is the figure of that year's own report. BASE_ALONE is
    1 for a percentage that is printed with its base and without its part. SCOPED is 1 when scope words narrow the
    mention; AGREES_ELSEWHERE is 1 when another mention of the same indicator in the submission, or a figure noted in
    the table's cell, equals the table.
    """

    MENTION = "mention"
    DENIED = "denied"
    UNIVERSAL = "universal"
    SCOPED = "scoped"
    AGREES_ELSEWHERE = "agrees_elsewhere"
    TOTAL = "total"
    SUM = "sum"
    LARGEST = "largest"
    COUNT = "count"
    COMPLETE = "complete"
    OVERLAPPING = "overlapping"
    CARRIED = "carried"
    BY_WAY = "by_way"
    PART = "part"
    BASE = "base"
    STATED = "stated"
    SCALE = "scale"
    GROWTH = "growth"
    CHANGE = "change"
    QUOTED = "quoted"
    REPORTED = "reported"
    BASE_ALONE = "base_alone"


class Kin(StrEnum):
    """Whose figures of the same year are looked at, by the registry: the unit's own part, those below, the one above.

    What is expected but not reported may be any figure that the indicator can take.
    """

    OWN = "own"
    PARENT = "parent"
    CHILDREN_SUM = "children_sum"
    CHILDREN_MAX = "children_max"
    CHILDREN_MIN = "children_min"


class PeerStatistic(StrEnum):
    """What is said of the units of one kind in one year.

    COUNT how many have the figure; MEDIAN of it; DEVIATION this unit's 0.6745 · (x - median) / MAD; GROWTH the
    Hidiroglou-Berthelot score of its growth, and GROWTH_COUNT how many units have one.
    """

    COUNT = "peer_count"
    MEDIAN = "peer_median"
    DEVIATION = "peer_z"
    GROWTH = "hb_score"
    GROWTH_COUNT = "growth_count"


class PeerKey(StrEnum):
    """What peers have in common."""

    YEAR = "year"
    LEVEL = "level"
    REGION = "region"
    KIND = "type"
    PARENT = "parent"

    @property
    def attribute(self) -> str:
        """The attribute of a submission that says it."""
        return _SAID_BY[self]


_SAID_BY: Mapping[PeerKey, str] = MappingProxyType(
    {
        PeerKey.YEAR: "年度",
        PeerKey.LEVEL: "单位级别",
        PeerKey.REGION: "单位地区",
        PeerKey.KIND: "单位类型",
        PeerKey.PARENT: "上级单位",
    }
)


class Trait(StrEnum):
    """What figures are counted for: SAME not zero and as the year before; NONZERO not zero."""

    SAME = "same_as_last_year"
    NONZERO = "nonzero"


class Twins(StrEnum):
    """How other units' reports of the same year resemble this one."""

    FIGURES = "twin_count"
    TEXT = "peer_similarity"
