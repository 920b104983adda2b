"""How a wrong figure may have come about: the slips that people make when they fill in a form."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.schema import Measure

_TEN_THOUSAND = 10_000
TWO_DIGITS = 10
# Pairs of digits that are taken for each other when they are copied or recognised.
_ALIKE = frozenset(map(frozenset, ("68", "17", "38", "08", "56", "06", "49", "35", "89", "69")))

_SAID: Mapping[str, Words] = MappingProxyType(
    {
        "narrative": Words("正文写的是{repaired}", "the narrative says {repaired}"),
        "swapped": Words("相邻两位数字颠倒", "two neighbouring digits swapped"),
        "zero_dropped": Words("漏写一个0", "a zero dropped"),
        "zero_added": Words("多写一个0", "a zero too many"),
        "unit_small": Words("元与万元混淆，差一万倍", "yuan taken for ten thousand yuan: ten thousand times too much"),
        "unit_large": Words(
            "元与万元混淆，差一万倍", "ten thousand yuan taken for yuan: ten thousand times too little"
        ),
        "sign": Words("正负号相反", "the sign reversed"),
        "alike": Words("形近数字{wrong}、{right}混淆", "{wrong} and {right} look alike"),
        "digit": Words("有一位数字不同", "one digit differs"),
        "digit_dropped": Words("漏写一位数字", "a digit dropped"),
        "digit_added": Words("多写一位数字", "a digit too many"),
        "joined": Words("与“{name}”的数本是一个数，被拆成两格", "one figure split over this cell and {name}"),
        "neighbour": Words("与“{name}”的数相同，可能填串了行列", "the figure of {name}: a row or column slipped"),
        "last_year": Words("与上年的数相同，可能沿用了上年数", "last year's figure"),
        "twice": Words("多出的正是“{name}”的数，可能重复计入", "too large by {name}: counted twice"),
        "left_out": Words("少的正是“{name}”的数，可能漏计", "too small by {name}: left out"),
        "exchanged": Words("与“{name}”的数互换了位置", "exchanged with {name}"),
        "empty_whole": Words("总数填了0，而分项不为0", "the whole is given as 0 although its parts are not"),
        "blank": Words("漏填", "left blank"),
    }
)


class Change(Struct, frozen=True):
    """A figure as printed (None for a blank) and as it would have to be, in stored integers."""

    printed: int | None
    repaired: int
    measure: Measure


class Nearby(Struct, frozen=True):
    """Another figure that the wrong one may have to do with."""

    name: Words
    value: int


class Surroundings(Struct, frozen=True):
    """What stands around a figure: `after` is the next cell of its row, `parts` are what it is the whole of."""

    neighbours: tuple[Nearby, ...] = ()
    after: Nearby | None = None
    parts: tuple[Nearby, ...] = ()
    last_year: int | None = None
    narrative: tuple[int, ...] = ()


class Slip(Struct, frozen=True):
    """What may have happened.

    `is_telling` is whether the likeness prefers this figure to others that would do as well. Measured on forms spoilt
    on purpose, a single differing digit, an equal neighbour or a difference equal to a part are chance more often than
    not where several figures would do; swapped digits, a lost zero or the narrative's figure hardly ever are.
    """

    kind: str
    words: Words
    is_telling: bool


def slip_of(change: Change, around: Surroundings, repaired: Words) -> Slip | None:
    """The slip that a change looks like, a telling one first; `repaired` is the right figure in words."""
    found = list(_slips(change, around, repaired))
    return next((slip for slip in found if slip.is_telling), next(iter(found), None))


def exchanged(first: Change, second: Change, name: Words) -> Slip | None:
    """Whether two figures stand in each other's place; `name` is the second one's."""
    swapped = first.printed == second.repaired and second.printed == first.repaired
    if not swapped or first.printed == first.repaired:
        return None
    # NOTE: 0 and 1, 1 and 2 stand beside each other everywhere.
    return _slip("exchanged", telling=max(first.repaired, second.repaired) >= TWO_DIGITS, name=name)


# ------------------------------------------------------------------------------------------------------------- within


def _slips(change: Change, around: Surroundings, repaired: Words) -> Iterator[Slip]:
    printed, right = change.printed, change.repaired
    if right in around.narrative:
        yield _slip("narrative", telling=True, repaired=repaired)
    if printed is None:
        yield _slip("blank", telling=False)
        return
    if printed == 0:
        if around.parts and any(part.value for part in around.parts):
            yield _slip("empty_whole", telling=False)
        yield from _differences(change, around)
        return
    if right == -printed:
        yield _slip("sign", telling=True)
        return
    if printed > 0 and right > 0:
        yield from _scales(change)
    yield from _places(change, around)
    yield from _differences(change, around)
    if printed > 0 and right > 0:
        yield from _digits(*_written(change))


def _scales(change: Change) -> Iterator[Slip]:
    printed, right = change.printed or 0, change.repaired
    if printed == right * _TEN_THOUSAND:
        yield _slip("unit_small", telling=True)
    elif right == printed * _TEN_THOUSAND:
        yield _slip("unit_large", telling=True)
    elif right == printed * 10:
        yield _slip("zero_dropped", telling=True)
    elif printed == right * 10:
        yield _slip("zero_added", telling=True)


def _written(change: Change) -> tuple[str, str]:
    """Both figures as digits; money without the zeros that both end in, since nobody writes them."""
    wrong, right = str(change.printed), str(change.repaired)
    while change.measure.factor > 1 and wrong.endswith("0") and right.endswith("0"):
        wrong, right = wrong[:-1], right[:-1]
    return wrong, right


def _digits(wrong: str, right: str) -> Iterator[Slip]:
    if len(wrong) == len(right):
        differing = [place for place, pair in enumerate(zip(wrong, right, strict=True)) if pair[0] != pair[1]]
        first, last = differing[0], differing[-1]
        if len(differing) == 2 and last == first + 1 and wrong[first : last + 1] == right[first : last + 1][::-1]:  # noqa: PLR2004 - a pair
            yield _slip("swapped", telling=True)
        elif len(differing) == 1:
            pair = {wrong[first], right[first]}
            if pair in _ALIKE:
                digits = {"wrong": wrong[first], "right": right[first]}
                yield _slip("alike", telling=False, **{key: Words(it, it) for key, it in digits.items()})
            if len(wrong) > 1:
                yield _slip("digit", telling=False)
    elif _is_longer_by_one(right, wrong):
        yield _slip("digit_dropped", telling=False)
    elif _is_longer_by_one(wrong, right):
        yield _slip("digit_added", telling=False)


def _is_longer_by_one(longer: str, shorter: str) -> bool:
    """Whether one digit taken out of the longer gives the shorter."""
    if len(longer) != len(shorter) + 1:
        return False
    return any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))


def _places(change: Change, around: Surroundings) -> Iterator[Slip]:
    printed, right = change.printed, change.repaired
    after = around.after
    if after is not None and after.value >= 0 and str(right) == f"{printed}{after.value}":
        yield _slip("joined", telling=after.value > 0, name=after.name)
    for it in around.neighbours:
        # NOTE: small figures stand everywhere in a form: that two of them are equal says nothing.
        if it.value == printed and abs(it.value) >= TWO_DIGITS:
            yield _slip("neighbour", telling=False, name=it.name)
    if around.last_year == printed and abs(printed or 0) > 1:
        yield _slip("last_year", telling=False)


def _differences(change: Change, around: Surroundings) -> Iterator[Slip]:
    """A whole that differs from the sum of its parts by one of them."""
    excess = (change.printed or 0) - change.repaired
    for part in around.parts:
        # NOTE: of a single part the difference says nothing: it is the whole that is missing.
        if part.value > 1 and part.value == abs(excess) and len([it for it in around.parts if it.value]) > 1:
            yield _slip("twice" if excess > 0 else "left_out", telling=False, name=part.name)


def _slip(kind: str, *, telling: bool, **values: Words) -> Slip:
    said = _SAID[kind]
    zh = said.zh.format_map({key: it.zh for key, it in values.items()})
    en = said.en.format_map({key: it.en for key, it in values.items()})
    return Slip(kind, Words(zh, en), telling)
