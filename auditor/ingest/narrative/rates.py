"""Percentages with the two figures that they are of: 受理9476件，已办结9269件，办结率97.8%.

A percentage is only judged when the sentence certainly ties it to two figures. When the nearest pair does not give it
but another pair near by does, that pair is meant; when its base is not certain, nothing is said.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from auditor.document import Rate
from auditor.ingest.narrative.quantities import PERCENT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.document import Enumeration
    from auditor.ingest.narrative.quantities import Quantity
    from auditor.ingest.narrative.sentences import Prose
    from auditor.ingest.narrative.sentences import Sentence

_NAMED = re.compile("(?P<stem>[^,、:;()0-9的]{1,10})率(?:约|均|已|仅)?(?:为|达到|达|是|高达)?$")
_SHARE = re.compile("占(?:比|(?:总|全部|全年|所有|申请|收到|受理|公开|信息)[^,;。]{0,8})?(?:的|为|达|约|约为)?$")
_RIGHT_AFTER = re.compile("[^,;。0-9]{0,10}[,(]?(?:各)?约?占[^,;。0-9]{0,12}")
_ONE_PART = re.compile("[,;(]其中[,:]?[^,;:。()]{1,16}")
_GROWTH = re.compile("增|降|提高|提速|上升|减少|同比|环比|[比较](?:上|去|20)|超过|不低于|以上|要|须|应达|目标")
_TAKEN_IN = re.compile("受理|收到|接收|接到|交办|转办|承办|接听|登记|收件|来件|提交")
# What a part must be said to be for a rate of that name, where the name's own words would be too narrow.
_DONE = re.compile("办结|完结|办复|办理完毕")
_REPLIED = re.compile("答复|回复|办复")
# How far back a base is looked for: in sentences, and in figures.
_TOO_FAR = 2
_MOST_NEAR = 30
_WHOLE = 100


def read_rates(
    prose: Prose, quantities: tuple[Quantity, ...], enumerations: tuple[Enumeration, ...]
) -> tuple[Rate, ...]:
    """Every percentage of the prose with its part and its base. The spans are the part's, the base's and its own."""
    return tuple(_rates(prose, quantities, enumerations))


def _rates(prose: Prose, quantities: tuple[Quantity, ...], enumerations: tuple[Enumeration, ...]) -> Iterator[Rate]:
    for index, stated in enumerate(quantities):
        sentence = prose.sentence(stated.start)
        if stated.unit != PERCENT or sentence is None or sentence.outlook or stated.number.hedge:
            continue
        before = sentence.slice(sentence.clause(stated.start).start, stated.start)
        if _GROWTH.search(before):
            continue
        near = _near(prose, quantities, index, sentence)
        here = tuple(quantity for quantity in near if quantity.start >= sentence.start)
        pair = None
        if named := _NAMED.search(before):
            pair = _named_pair(sentence, near, here, stated, named["stem"])
        elif _SHARE.search(before):
            pair = _shared_pair(prose, near, here, stated, enumerations)
        if pair:
            yield _rate(prose, sentence, *pair, stated)


def _near(prose: Prose, quantities: tuple[Quantity, ...], index: int, sentence: Sentence) -> tuple[Quantity, ...]:
    """The whole numbers of this sentence and the two before it in the same paragraph, the nearest last."""
    start = sentence.start
    for _ in range(_TOO_FAR):
        earlier = prose.sentence(start - 1) if start and prose.text[start - 1] != "\n" else None
        start = earlier.start if earlier else start
    first = bisect_left(quantities, start, key=lambda quantity: quantity.start)
    return tuple(
        quantity
        for quantity in quantities[max(first, index - _MOST_NEAR) : index]
        if quantity.unit not in {PERCENT, "年", "月", "日", "号", "大"}
        and quantity.number.hedge is None
        and quantity.number.multiplier == 1
        and not quantity.number.digits
    )


def _named_pair(
    sentence: Sentence, near: tuple[Quantity, ...], here: tuple[Quantity, ...], stated: Quantity, stem: str
) -> tuple[Quantity, Quantity] | None:
    """The part and the base of a rate that has a name."""
    pairs = [
        (part, base)
        for part in reversed(here)
        for base in reversed(near)
        if base is not part and part.count <= base.count and base.count and _is_alike(part, base)
    ]
    for part, base in pairs:
        if _gives(part, base, stated) and (stated.count < _WHOLE or part.start > base.start):
            return part, base
    if len(here) == 2 and (here[1], here[0]) in pairs and _is_tied(sentence, here[0], here[1], stated, stem):  # noqa: PLR2004
        return None if _truncated(here[1], here[0], stated) else (here[1], here[0])
    return None


def _is_tied(sentence: Sentence, base: Quantity, part: Quantity, stated: Quantity, stem: str) -> bool:
    """Whether the sentence has just the two figures and says what each is: 受理a件，办结b件，办结率."""
    base_label = sentence.slice(sentence.start, base.start) + sentence.slice(base.end, sentence.clause(base.end).end)
    part_label = sentence.slice(base.end, part.start) + sentence.slice(part.end, sentence.clause(part.end).end)
    if part.start > stated.start or not base.unit or base.unit != part.unit or not _TAKEN_IN.search(base_label):
        return False
    if stem.endswith("办结") and len(stem) == len("办结"):
        return _DONE.search(part_label) is not None
    if stem.endswith(("答复", "回复")) and len(stem) == len("答复"):
        return _REPLIED.search(part_label) is not None
    return stem in part_label


def _shared_pair(
    prose: Prose,
    near: tuple[Quantity, ...],
    here: tuple[Quantity, ...],
    stated: Quantity,
    enumerations: tuple[Enumeration, ...],
) -> tuple[Quantity, Quantity] | None:
    """The part and the whole of a share: the figure right before 占, and the whole that it is a part of."""
    if not here:
        return None
    part = here[-1]
    if not _RIGHT_AFTER.fullmatch(prose.text[part.end : stated.start]):
        return None
    span = prose.span(part.start, part.end)
    wholes = {item.spans[0] for item in enumerations if span in item.spans[1:]}
    bases = [quantity for quantity in near if prose.span(quantity.start, quantity.end) in wholes]
    if not bases:
        bases = _of_which(prose, near, part, stated)
    if len(bases) != 1 or not bases[0].count or _truncated(part, bases[0], stated):
        return None
    return part, bases[0]


def _of_which(prose: Prose, near: tuple[Quantity, ...], part: Quantity, stated: Quantity) -> list[Quantity]:
    """The whole of a single part, right before 其中 (21件，其中13件) unless another whole gives the share."""
    alike = [quantity for quantity in near if quantity.end <= part.start and quantity.unit == part.unit]
    giving = [base for base in alike if base.count and _gives(part, base, stated)]
    if giving or not alike:
        return giving[-1:]
    return alike[-1:] if _ONE_PART.fullmatch(prose.text[alike[-1].end : part.start]) else []


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or not one.unit or not other.unit


def _scaled(part: Quantity, base: Quantity, stated: Quantity) -> tuple[int, int]:
    """The rate's doubled numerator and the stated one, both over twice the base, in units of the last digit."""
    scale = 10**stated.number.digits
    return 2 * _WHOLE * scale * part.count, 2 * int(stated.number.value * scale) * base.count


def _gives(part: Quantity, base: Quantity, stated: Quantity) -> bool:
    """Whether the two figures give the stated percentage when rounded half up to its printed digits."""
    exact, printed = _scaled(part, base, stated)
    return printed - base.count <= exact < printed + base.count


def _truncated(part: Quantity, base: Quantity, stated: Quantity) -> bool:
    """Whether they give it only when cut off instead of rounded: a matter of style, not of the figures."""
    exact, printed = _scaled(part, base, stated)
    return printed + base.count <= exact < printed + 2 * base.count


def _rate(prose: Prose, sentence: Sentence, part: Quantity, base: Quantity, stated: Quantity) -> Rate:
    first = min(part.start, base.start)
    start = sentence.segment(first).start if first >= sentence.start else first
    return Rate(
        origin=prose.origin(start, stated.end),
        text=prose.raw(start, stated.end),
        part=part.count,
        base=base.count,
        stated=int(stated.number.value * 10**stated.number.digits),
        digits=stated.number.digits,
        spans=tuple(prose.span(item.start, item.end) for item in (part, base, stated)),
    )
