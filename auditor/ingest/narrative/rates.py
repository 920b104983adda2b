"""Percentages with the two figures that they are of: 受理9476件，已办结9269件，办结率97.8%.

A percentage is only judged when the sentence certainly ties it to two figures. When the nearest pair does not give it
but another pair near by does, that pair is meant; when its base is not certain, nothing is said. Where a sentence has
the base alone (收到留言420条，答复率96.3%), it can still be asked whether any whole part gives the percentage.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import groupby
from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

from auditor.ingest.narrative.open_shares import OpenShare
from auditor.ingest.narrative.open_shares import beside
from auditor.ingest.narrative.percentages import WHOLE
from auditor.ingest.narrative.percentages import evened_out
from auditor.ingest.narrative.percentages import gives
from auditor.ingest.narrative.percentages import is_cut_off
from auditor.ingest.narrative.percentages import is_of_another_total
from auditor.ingest.narrative.percentages import rate_of
from auditor.ingest.narrative.quantities import PERCENT
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.document import Enumeration
    from auditor.document import Rate
    from auditor.ingest.narrative.quantities import Quantity
    from auditor.ingest.narrative.sentences import Prose
    from auditor.ingest.narrative.sentences import Sentence

_NAMED = regex("(?P<stem>[^,、:;()0-9的]{1,10})率(?:约|均|已|仅)?(?:为|达到|达|是|高达)?$")
# 约占总量的26% is no more than about that much, as 占约26% is.
_SHARE = regex(
    "(?<!约)占(?:比|(?:总|全部|全年|所有|申请|收到|受理|公开|信息|答复|办结|办理|新收)[^,;。]{0,8})?(?:的|为|达|约|约为)?$"
)
# 予以公开88件(42.9%): a share that is told in brackets.
_IN_BRACKETS = regex("[0-9][^,;:。()0-9]{1,4}[(]$")
_RIGHT_AFTER = regex("[^,;。0-9]{0,10}[,(]?(?:各)?约?占[^,;。0-9]{0,12}")
_ONE_PART = regex("(?:[,;(]其中[,:]?|[^,;:。()]{0,14}中,)[^,;:。()]{1,16}")
_ONE_PART_NEXT = regex("。其中[,:]?[^,;:。()]{1,16}")
# 占办结数的26%: the whole is what was told to be done, or to have come in.
_WHOLE_NAMED = regex("占(?:全部|已)?(?:(?P<done>办结|答复|办理)|收到|受理|新收|申请)[^,;。]{0,8}$")
_TOLD_DONE = regex("(?<!按时)(?<!按期)(?<!如期)(?<!延期)(?:办结|答复|办理完毕)(?:了|各类|申请|共|计|为)*$")
_TOLD_RECEIVED = regex("(?:收到|受理|新收)[^0-9]*申请(?:共|计|为)*$")
_TOLD_OF_SOME = regex("上半年|下半年|季度|[上去]年|本级|其中|当日|网上|窗口")
_GROWTH = regex("增|降|提高|提速|上升|减少|同比|环比|[比较](?:上|去|20)|超过|不低于|以上|要|须|应达|目标")
_TAKEN_IN = regex(
    "受理|收到|接收|接到|应办|应答复|交办|转办|承办|接听|登记|收件|来件|提交|派单|派发|考核|考评|测评|评估|抽查|检查|审结"
)
# What a part must be said to be for a rate of that name, where the name's own words would be too narrow.
_DONE = regex("办结|完结|办复|办理完毕")
_REPLIED = regex("答复|回复|办复")
# Rates that are of all that came in, whatever else is not told.
_OF_ALL = frozenset({"办结", "答复", "回复", "办复", "办理"})
_PARTLY = regex("其中|应|余|约")
_FIGURES = regex("[0-9。;]")
_SHORTEST_NAME = 2
# How far back a base is looked for: in sentences, and in figures.
_TOO_FAR = 2
_MOST_NEAR = 30
_PAIR = 2


def read_rates(
    prose: Prose, quantities: tuple[Quantity, ...], enumerations: tuple[Enumeration, ...]
) -> tuple[Rate, ...]:
    """Every percentage of the prose with its part and its base. The spans are the part's, the base's and its own."""
    rates = tuple(sorted(_rates(prose, quantities, enumerations), key=lambda rate: rate.spans[-1].start))
    evened = evened_out(rates)
    return tuple(rate for rate in rates if rate not in evened and not is_cut_off(rate))


_Pair: TypeAlias = "tuple[Quantity | None, Quantity]"


class _Stated(Struct, frozen=True):
    """A percentage with the words of its clause before it, and the whole numbers near by and in its sentence."""

    quantity: Quantity
    sentence: Sentence
    before: str
    near: tuple[Quantity, ...]
    here: tuple[Quantity, ...]


def _rates(prose: Prose, quantities: tuple[Quantity, ...], enumerations: tuple[Enumeration, ...]) -> Iterator[Rate]:
    bases: dict[int, dict[int, Quantity]] = {}
    open_shares: list[OpenShare] = []
    for index, stated in enumerate(quantities):
        earlier = quantities[max(0, index - _MOST_NEAR) : index]
        it = _stated(prose, stated, earlier)
        if it is None:
            continue
        pair = _pair(prose, it, enumerations)
        if pair is None and _is_open(prose, it):
            open_shares.append(OpenShare(it.sentence, it.here[-1], stated))
        elif pair and _tells_whole(it, *pair):
            bases.setdefault(it.sentence.start, {})[pair[1].start] = pair[1]
        if pair and not is_of_another_total(prose, earlier, *pair, stated):
            yield rate_of(prose, it.sentence, *pair, stated)
    for start, shares in groupby(open_shares, key=lambda share: share.sentence.start):
        yield from beside(prose, tuple(shares), tuple(bases.get(start, {}).values()), quantities)


def _stated(prose: Prose, stated: Quantity, earlier: tuple[Quantity, ...]) -> _Stated | None:
    """A percentage that is of something, and of this year; among problems and plans only its own sentence is asked."""
    sentence = prose.sentence(stated.start)
    if stated.unit != PERCENT or sentence is None or stated.number.hedge:
        return None
    before = sentence.slice(sentence.clause(stated.start).start, stated.start)
    if _GROWTH.search(before) or (sentence.outlook and not _SHARE.search(before)):
        return None
    near = _near(prose, earlier, sentence)
    here = tuple(quantity for quantity in near if quantity.start >= sentence.start)
    return _Stated(stated, sentence, before, here if sentence.outlook else near, here)


def _pair(prose: Prose, it: _Stated, enumerations: tuple[Enumeration, ...]) -> _Pair | None:
    """The part and the base of a percentage, as far as its sentence ties it to them."""
    if named := _NAMED.search(it.before):
        pair = _named_pair(it.sentence, it.near, it.here, it.quantity, named["stem"])
        return pair or _base_alone(it.sentence, it.here, it.quantity, named["stem"])
    if share := _SHARE.search(it.before):
        shared = _shared_pair(prose, it, enumerations)
        return shared or _share_of(prose, it.near, it.before[: share.start()].removesuffix("申请"), enumerations)
    return None


def _tells_whole(it: _Stated, part: Quantity | None, base: Quantity) -> bool:
    """Whether a share is right, so that others beside it are of its whole; none is no share of any whole."""
    return part is not None and part.count > 0 and gives(part, base, it.quantity) and not _NAMED.search(it.before)


def _is_open(prose: Prose, it: _Stated) -> bool:
    """Whether this is the share of the figure right before it, of which nothing tells the whole."""
    if not it.here or _NAMED.search(it.before):
        return False
    if _SHARE.search(it.before):
        return _RIGHT_AFTER.fullmatch(prose.text[it.here[-1].end : it.quantity.start]) is not None
    return _IN_BRACKETS.search(it.before) is not None and prose.text.startswith(")", it.quantity.unit_end)


def _near(prose: Prose, quantities: tuple[Quantity, ...], sentence: Sentence) -> tuple[Quantity, ...]:
    """The whole numbers of this sentence and the two before it in the same paragraph, the nearest last."""
    start = sentence.start
    for _ in range(_TOO_FAR):
        earlier = prose.sentence(start - 1) if start and prose.text[start - 1] != "\n" else None
        start = earlier.start if earlier else start
    first = bisect_left(quantities, start, key=lambda quantity: quantity.start)
    return tuple(
        quantity
        for quantity in quantities[first:]
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
        if gives(part, base, stated) and (stated.count < WHOLE or part.start > base.start):
            return part, base
    counted = [quantity for quantity in here if quantity.unit]  # 12345 of a hotline counts nothing
    if len(counted) == _PAIR and (counted[1], counted[0]) in pairs and _is_tied(sentence, counted, stated, stem):
        return counted[1], counted[0]
    return None


def _is_tied(sentence: Sentence, counted: list[Quantity], stated: Quantity, stem: str) -> bool:
    """Whether the sentence has just the two figures and says what each is: 受理a件，办结b件，办结率."""
    base, part = counted
    base_label = sentence.slice(sentence.start, base.start) + sentence.slice(base.end, sentence.clause(base.end).end)
    part_label = sentence.slice(base.end, part.start) + sentence.slice(part.end, sentence.clause(part.end).end)
    if part.start > stated.start or not base.unit or base.unit != part.unit or not _TAKEN_IN.search(base_label):
        return False
    if stem.endswith("办结") and len(stem) == len("办结"):
        return _DONE.search(part_label) is not None
    if stem.endswith(("答复", "回复")) and len(stem) == len("答复"):
        return _REPLIED.search(part_label) is not None
    return stem in part_label


def _base_alone(
    sentence: Sentence, here: tuple[Quantity, ...], stated: Quantity, stem: str
) -> tuple[None, Quantity] | None:
    """The base of a rate that follows right behind it, in a sentence that counts nothing else: 收到a件，答复率.

    A base that has as many parts as there are percentages to print can give any of them, and tells nothing.
    """
    counted = [quantity for quantity in here if quantity.unit]
    if len(counted) != 1 or stem not in _OF_ALL or counted[0].start > stated.start:
        return None
    base, percentages = counted[0], WHOLE * 10**stated.number.digits
    if not 0 < base.count < percentages or stated.number.value == WHOLE:
        return None
    clause = sentence.clause(base.start)
    label = sentence.slice(clause.start, base.start)
    alone = _FIGURES.search(sentence.slice(base.end, stated.start)) is None
    return (None, base) if alone and _TAKEN_IN.search(label) and not _PARTLY.search(label) else None


def _share_of(
    prose: Prose, near: tuple[Quantity, ...], name: str, enumerations: tuple[Enumeration, ...]
) -> tuple[Quantity, Quantity] | None:
    """The part that a share names and the whole that it is listed under: 38件，其中自然人30件、法人8件。自然人占比."""
    listed = {span: item for item in enumerations for span in item.spans[1:]}
    parts = [
        quantity
        for quantity in near
        if len(name) >= _SHORTEST_NAME
        and prose.span(quantity.start, quantity.end) in listed
        and name in _label(prose, quantity)
    ]
    if len(parts) != 1:
        return None
    whole = listed[prose.span(parts[0].start, parts[0].end)].spans[0]
    bases = [quantity for quantity in near if prose.span(quantity.start, quantity.end) == whole and quantity.count]
    return (parts[0], bases[0]) if bases else None


def _label(prose: Prose, quantity: Quantity) -> str:
    """The words of its clause before a figure."""
    sentence = prose.sentence(quantity.start)
    return sentence.slice(sentence.clause(quantity.start).start, quantity.start) if sentence else ""


def _shared_pair(prose: Prose, it: _Stated, enumerations: tuple[Enumeration, ...]) -> _Pair | None:
    """The part and the whole of a share: the figure right before 占, and the whole that it is a part of.

    收到51件，办结53件，其中予以公开17件，占32.08%: parts that happen to make another whole are of what gives the share.
    """
    if not it.here:
        return None
    near, part = it.near, it.here[-1]
    if not _RIGHT_AFTER.fullmatch(prose.text[part.end : it.quantity.start]):
        return None
    span = prose.span(part.start, part.end)
    wholes = {item.spans[0] for item in enumerations if span in item.spans[1:]}
    bases = [quantity for quantity in near if prose.span(quantity.start, quantity.end) in wholes]
    if not any(base.count and gives(part, base, it.quantity) for base in bases):
        bases = _giving(near, part, it.quantity) or _as_named(prose, it, part) or bases or _of_which(prose, near, part)
    if len(bases) != 1 or not bases[0].count:
        return None
    return part, bases[0]


def _as_named(prose: Prose, it: _Stated, part: Quantity) -> list[Quantity]:
    """The whole that a share names, where one figure alone is told to be that."""
    named = _WHOLE_NAMED.search(it.before)
    told = _TOLD_DONE if named and named["done"] else _TOLD_RECEIVED
    wholes = [base for base in _before(it.near, part) if named and told.search(_label(prose, base))]
    of_some = any(_TOLD_OF_SOME.search(_label(prose, whole)) for whole in wholes)
    return [] if of_some or len({whole.count for whole in wholes}) != 1 else wholes[-1:]


def _giving(near: tuple[Quantity, ...], part: Quantity, stated: Quantity) -> list[Quantity]:
    """The nearest whole that gives the share."""
    return [base for base in _before(near, part) if base.count and gives(part, base, stated)][-1:]


def _of_which(prose: Prose, near: tuple[Quantity, ...], part: Quantity) -> list[Quantity]:
    """The whole of a single part: 21件，其中13件; 21件申请中，网络13件; 21件。其中13件, where no other is told."""
    before = _before(near, part)
    between = prose.text[before[-1].end : part.start] if before else ""
    alone = len(before) == 1 and part.count <= before[0].count and _ONE_PART_NEXT.fullmatch(between)
    return before[-1:] if alone or _ONE_PART.fullmatch(between) else []


def _before(near: tuple[Quantity, ...], part: Quantity) -> list[Quantity]:
    return [quantity for quantity in near if quantity.end <= part.start and quantity.unit == part.unit]


def _is_alike(one: Quantity, other: Quantity) -> bool:
    return one.unit == other.unit or not one.unit or not other.unit
