"""What the narrative says of the year before: 比上年增长28.7%, 同比减少12件, 是上年的1.5倍, 上年为50件.

A comparison counts only where its words directly follow the figure that they are about, or open what stands behind the
full stop after it; figures that are loose (近, 约) or of another unit end the reading.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Fact
from auditor.document import Growth
from auditor.ingest.narrative.quantities import PERCENT
from auditor.patterns import regex
from auditor.schema import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from auditor.ingest.narrative.quantities import Quantity
    from auditor.ingest.narrative.sentences import Prose
    from auditor.ingest.narrative.sentences import Sentence

_TIMES = "倍"
_PAST = "(?:上年度?|去年|上一年度?|20[0-9]{2}年度?)(?:同期)?"
_MORE = "增加|增长|上升|提高|提升|增多|增幅|多|增"
_LESS = "减少|下降|降低|下滑|降幅|少|减"
_CHANGED = regex(
    rf"[)]?[,、(]?(?:数量|总量|总数|件数|条数)?(?:同比|相比|比较|(?:[比较]|相比|相较于?|与|同){_PAST}(?:相比|比较)?)?[,]?(?:数量|总量)?"
    rf"(?:(?P<more>{_MORE})|(?P<less>{_LESS}))(?:了|率|幅度)?(?:为|达|达到)?"
)
_MARKED = regex("同比|上年|去年|上一年|20[0-9]{2}年")
_BEFORE = regex(rf"[,、(]?(?:[比较]|同比|相比|而|与)?{_PAST}(?:的|为|是|有)?[(]?")
_OF_BEFORE = regex(rf"[,、(]?(?:约)?(?:是|为|相当于){_PAST}的")
# 下降50%(上年30件): the year before is given behind the comparison, or the comparison goes on behind a full stop.
_BEHIND = regex(rf"[(]{_PAST}(?:的|为|是|有|仅)?[0-9,]+[㐀-鿿]{{0,2}}[)]")
# 16件(自然人10件、企业6件),较上年增加5件: its parts stand before what is said of it.
_PARTS = regex("[(](?:(?!同比|上年|去年|20[0-9]{2}年)[^()]){1,60}[)](?=,)")
_CLOSED = regex("[),;。]|$")
_GOES_ON = regex(rf"[。;]\n?(?=同比|(?:[比较]|相比|相较于?|与|同){_PAST}|{_PAST}为)")
_ELSE_DONE = regex("收到|受理|办|答复|制[定发]|印发|发布|公开(?!栏)|复议|诉讼|结转")
_FROM = regex(rf"[由从]{_PAST}的?$")
_TO = regex(rf"(?:{_MORE}|升|{_LESS}|降|压减|精简|扩大|缩小)[至到为]")
_LONGEST_FROM = 12
_MOST_FIGURES = 4
_NO_THINGS = frozenset({PERCENT, "年", "月", "日", "号", _TIMES})


class _Told(Struct, frozen=True):
    """Where comparisons are looked for: the prose, what is counted in it, and the year that it reports."""

    prose: Prose
    quantities: tuple[Quantity, ...]
    year: int


class _Said(Struct, frozen=True):
    """A mention as a range of the prose."""

    fact: Fact
    start: int
    end: int


def read_growth(
    prose: Prose,
    quantities: tuple[Quantity, ...],
    mentions: tuple[Fact, ...],
    earlier: Iterable[Fact],
    year: int | None,
) -> tuple[Growth, ...]:
    """Every comparison with the year before, then what is quoted of that year without a comparison.

    `mentions` are what the prose says of the reported year, `earlier` what it says of the year before.
    """
    if year is None:
        return ()
    told = _Told(prose, quantities, year)
    past = [_placed(prose, fact) for fact in earlier if _is_exact(fact)]
    found: list[Growth] = []
    for fact in mentions:
        if fact.stance is Stance.FIGURE and fact.value is not None:
            said = _placed(prose, fact)
            found += _comparisons(told, said, _quoted(prose, said, past))
    found += _gone_on(told, mentions)
    found += _uncounted(told, {fact.origin.span.start for fact in mentions})
    found += _risen(told)
    compared = {(each.indicator, each.before) for each in found if not each.implied}
    found += [
        Growth(each.fact.origin, _sentence(prose, each.start, each.end), each.fact.indicator, before=each.fact.value)
        for each in past
        if (each.fact.indicator, each.fact.value) not in compared
    ]
    return tuple(found)


def _uncounted(told: _Told, claimed: set[int]) -> Iterator[Growth]:
    """Comparisons of what the form does not count, where the sentence gives both years: 460条，比上年的400条增加60条.

    A figure behind another of its unit may only be one of the parts that are compared together, and is left out.
    """
    prose, quantities = told.prose, told.quantities
    for index, quantity in enumerate(quantities):
        sentence = prose.sentence(quantity.start)
        if sentence is None or not _is_plain(quantity) or not _MARKED.search(prose.text, quantity.end, sentence.end):
            continue
        if prose.span(quantity.start, quantity.end).start in claimed:
            continue
        first = bisect_left(quantities, sentence.start, key=lambda other: other.start)
        if any(other.unit == quantity.unit for other in quantities[first:index]):
            continue
        said = _Said(_counted(prose, quantity), quantity.start, quantity.end)
        for growth in _comparisons(told, said):
            if growth.spans and growth.before is not None:
                yield growth


def _counted(prose: Prose, quantity: Quantity) -> Fact:
    """A figure that the form does not count."""
    raw, origin = prose.raw(quantity.start, quantity.end), prose.origin(quantity.start, quantity.end)
    return Fact("", origin, raw, value=quantity.count, unit=quantity.unit, stance=Stance.FIGURE)


def _gone_on(told: _Told, mentions: tuple[Fact, ...]) -> Iterator[Growth]:
    """Comparisons behind the full stop of what they are about: 收到申请20件。比上年的30件下降50%.

    That is the only figure there; where its parts or figures of other units stand beside it, the comparison must give
    the year before.
    """
    prose, quantities = told.prose, told.quantities
    said = {fact.origin.span.start: fact for fact in mentions if fact.stance is Stance.FIGURE and _is_exact(fact)}
    for mark in _GOES_ON.finditer(prose.text):
        about, then = prose.sentence(mark.start()), prose.sentence(mark.end())
        if about is None or then is None:
            continue
        first = bisect_left(quantities, about.start, key=lambda quantity: quantity.start)
        behind = bisect_left(quantities, mark.start(), key=lambda quantity: quantity.start)
        plain = [quantity for quantity in quantities[first:behind] if _is_plain(quantity)]
        for quantity in plain:
            fact = said.get(prose.span(quantity.start, quantity.end).start) or _counted(prose, quantity)
            alike = [other for other in plain if other.unit == quantity.unit]
            rest = prose.text[quantity.end : mark.start()]
            if alike[0] is not quantity or (alike[1:] and not _are_parts(rest)):
                continue
            placed = _Said(fact, quantity.start, quantity.end)
            for growth in _comparisons(told, placed, at=mark.end()):
                if growth.before is not None or (fact.indicator and len(plain) == 1):
                    yield growth


def _are_parts(rest: str) -> bool:
    """Whether all figures behind a total are parts of it: ，其中网络申请21件、信函申请9件."""
    whole, of_which, parts = rest.partition("其中")
    return bool(of_which) and not re.search("[0-9]", whole) and not _ELSE_DONE.search(parts)


def _risen(told: _Told) -> Iterator[Growth]:
    """Comparisons of a figure with the one that it rose or fell from: 由上年的50件上升到58件，增长16%."""
    prose, year = told.prose, told.year
    for former, now in pairwise(told.quantities):
        before = _FROM.search(prose.text, max(0, former.start - _LONGEST_FROM), former.start)
        if not before or not _TO.fullmatch(prose.text[former.end : now.start]) or _names_other(before[0], year):
            continue
        if former.unit == now.unit and _is_plain(former) and _is_plain(now):
            compared = _comparisons(told, _Said(_counted(prose, now), now.start, now.end), former.count)
            yield from (growth for growth in compared if growth.spans)


def _is_plain(quantity: Quantity) -> bool:
    return bool(quantity.unit) and quantity.unit not in _NO_THINGS and quantity.is_exact_count


def _placed(prose: Prose, fact: Fact) -> _Said:
    span = fact.origin.span
    return _Said(fact, bisect_left(prose.offsets, span.start), bisect_left(prose.offsets, span.end))


def _is_exact(fact: Fact) -> bool:
    return fact.value is not None and (fact.low, fact.high) in {(None, None), (fact.value, fact.value)}


def _quoted(prose: Prose, said: _Said, past: list[_Said]) -> int | None:
    """The figure of the year before that stands in the same sentence, before the mention."""
    sentence = prose.sentence(said.start)
    return next(
        (
            each.fact.value
            for each in past
            if each.fact.indicator == said.fact.indicator and sentence and sentence.start <= each.start < said.start
        ),
        None,
    )


def _comparisons(told: _Told, said: _Said, before: int | None = None, at: int | None = None) -> list[Growth]:
    """What is said of a mention directly behind it, or from `at` on; `before` is the figure of the year before."""
    prose = told.prose
    sentence = prose.sentence(said.start if at is None else at)
    parts = _PARTS.match(prose.text, said.end) if at is None else None
    at = parts.end() if parts else said.end if at is None else at
    if sentence is None:
        return []
    base = Growth(
        said.fact.origin,
        "",
        said.fact.indicator,
        now=said.fact.value if _is_exact(said.fact) else None,
        before=before,
    )
    is_marked, found = before is not None, list[Growth]()
    for quantity in _following(told.quantities, sentence, at):
        gap = prose.text[at : quantity.start]
        at = quantity.end
        if quantity.number.hedge is not None or quantity.number.multiplier > 1 or _names_other(gap, told.year):
            break
        if _BEFORE.fullmatch(gap) and quantity.unit == said.fact.unit:
            if found and (base.before is not None or not _CLOSED.match(prose.text, at)):
                break
            base, is_marked = replace(base, before=_stored(said.fact, quantity)), True
            found = [replace(growth, before=base.before) for growth in found]
            continue
        read = _read(base, said.fact, quantity, gap)
        if read is None or not (is_marked or _MARKED.search(gap) or _BEHIND.match(prose.text, at)):
            break
        is_marked = True
        spans = (said.fact.origin.span, prose.span(quantity.start, quantity.end))
        found.append(replace(read, text=_sentence(prose, said.start, quantity.end), spans=spans))
    if base.before is None:
        found = [_implied(growth, found) for growth in found]
    if base.before is not None and base.before != before and not found:
        # 21件，上年为18件: quoted, and no more said of it
        return [replace(base, text=_sentence(prose, said.start, said.end), now=None)]
    return found


def _implied(growth: Growth, beside: list[Growth]) -> Growth:
    """A ratio with the year before that the one change beside it gives: 326条，比上年增加58条，增长21.6%."""
    changes = [each.change if not each.falls else -each.change for each in beside if each.change is not None]
    if growth.now is None or growth.stated is None or not growth.of_change or len(changes) != 1:
        return growth
    before = growth.now - changes[0]
    return replace(growth, before=before, implied=True) if before > 0 else growth


def _following(quantities: tuple[Quantity, ...], sentence: Sentence, end: int) -> Iterator[Quantity]:
    first = bisect_left(quantities, end, key=lambda quantity: quantity.start)
    for quantity in quantities[first : first + _MOST_FIGURES + 2]:
        if quantity.end > sentence.end:
            return
        if quantity.unit != "年":
            yield quantity


def _names_other(gap: str, year: int) -> bool:
    """Whether a year other than the one before the reported one is compared with."""
    return any(int(named) != year - 1 for named in re.findall("(20[0-9]{2})年", gap))


def _read(base: Growth, fact: Fact, quantity: Quantity, gap: str) -> Growth | None:
    """A comparison by the words before its figure and the unit behind it."""
    scale = 10**quantity.number.digits
    stated = int(quantity.number.value * scale)
    if quantity.unit == _TIMES and _OF_BEFORE.fullmatch(gap):
        return replace(base, stated=stated, scale=scale, of_change=False)
    changed = _CHANGED.fullmatch(gap)
    if changed is None:
        return None
    falls = changed["less"] is not None
    if quantity.unit == PERCENT:
        return replace(base, stated=stated, scale=100 * scale, falls=falls)
    if quantity.unit == _TIMES and not falls:
        return replace(base, stated=stated, scale=scale)
    change = _stored(fact, quantity) if quantity.unit == fact.unit else None
    return None if change is None else replace(base, change=change, falls=falls)


def _stored(fact: Fact, quantity: Quantity) -> int | None:
    """A figure in the stored integers of a mention of the same unit; None where the mention's scale is unknown."""
    number = quantity.number
    return int(number.value) if fact.digits == 0 and number.value.denominator == 1 and _is_count(fact) else None


def _is_count(fact: Fact) -> bool:
    """Whether a mention counts things one by one, its stored integer being the printed one."""
    return str(fact.value) in fact.raw.replace(",", "").replace("，", "")


def _sentence(prose: Prose, start: int, end: int) -> str:
    sentence = prose.sentence(start)
    first = sentence.segment(start).start if sentence else start
    return prose.raw(first, max(end, first + 1))
