"""Wholes with their parts, as sentences state them: 共X，其中a、b、c; parts before their total; the states of a thing.

Arithmetic on a sentence is only worth something when the parts are certainly parts of that whole. Whatever leaves a
doubt (a rounded figure, a clause between, another unit, a second whole) gives nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Enumeration
from auditor.ingest.narrative.items import SEPARATOR
from auditor.ingest.narrative.items import named_alike
from auditor.ingest.narrative.items import read_items
from auditor.ingest.narrative.items import same_unit
from auditor.ingest.narrative.sentences import ASIDE
from auditor.ingest.narrative.sentences import BY_WAY
from auditor.ingest.narrative.wholes import LEAST_BARE_PARTS
from auditor.ingest.narrative.wholes import Whole
from auditor.ingest.narrative.wholes import are_doers
from auditor.ingest.narrative.wholes import have_their_own
from auditor.ingest.narrative.wholes import is_called_total
from auditor.ingest.narrative.wholes import is_of_many
from auditor.ingest.narrative.wholes import is_pair
from auditor.ingest.narrative.wholes import leaves_a_rest
from auditor.ingest.narrative.wholes import received
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.ingest.narrative.items import Item
    from auditor.ingest.narrative.quantities import Quantity
    from auditor.ingest.narrative.sentences import Prose

_LEAST_PARTS = 2
_MOST_PARTS = 60
# Without a word that announces them, the parts must make at least this.
_LEAST_BARE_TOTAL = 20
# How far back from 其中 its whole may stand: in characters, counted things, clauses without any.
_WIDEST_GAP = 60
_FARTHEST_TOTAL = 4
_MOST_CLAUSES_BETWEEN = 3

_MARKER = regex(f"(?:其中|包括|包含|(?P<all>分别是|分别为|分为|具体为|{BY_WAY}))[,:]?")
# 行政诉讼5件；上年分别为9件和7件: these are of another year, or of what is named right before, each with its own.
_EACH_OF_OTHERS = regex("(?:(?:[上去前]年|上一年|[0-9]年)度?(?:同期)?|(?:复议|诉讼)[^,;:。]*)[,:]?分别[是为]$")
_WITHIN = regex("^[^,;:、。]{0,14}[中里][,:]?")
_RESIDUAL = regex("其他|其它|其余|剩余|另外")
_AND_SO_ON = regex("^[^,;、。]{0,10}等(?!级|候|额)", needs="等")
# A label that begins so opens another statement rather than another part.
_OPENS = regex(
    "目前|现|截至|截止|至今|均|全部|[前这]?[两二三四五六七八][项者类]合?共?计|共|总|累计|合计|上述|以上|以下|已全部|并|且|同时|另|还|此外|同比|较|比|加上|连同|加之"
)
_ACTS = regex("已?(?:办结|答复|办理|受理|收到|回复|办复)")
# What is said of all once the parts are told.
_STORY = regex("已?(?:按[时期])?(?:办结|答复|办理|办复)|(?:上年度?)?结转(?:下年度?)?")
_VERB = regex(
    "(?:通过|利用|依托|在)?(?:发布|公开|公布|发出|发放|报送|印发|召开|举办|参加|开展|组织|受理|收到|办理|答复|回复|更新|推送|转发|转载|刊发|编发|接待|查处)"
)
_ACT = regex(f"通过|利用|依托|清理|废止|宣布|修改|修订|审查|备案|编制|{_VERB.pattern}")
_CARRIED = regex("结转|办结|答复")
# 收到申请17件；经批准延长答复期限的4件。其中同意公开11件: the 11 are of the 17.
_OF_SOME = regex("延期|延长|逾期|超期|结转|涉及|另有|尚有|还有")
# Right behind what came in, this is what came in from the year before: 新收58件，结转2件，办结57件.
_CARRIED_OVER = "结转"
_SUMMED_KINDS = regex(
    "^(?P<before>[^,;。]{0,6}?)(?P<kinds>[0-9]{1,2})(?:大|个|类|项|方面)[^,;。0-9]{0,12},[^,;。0-9]{0,12}$"
)
_IN_ALL = regex("[合共总]计")
_SUMMED = regex("^[,:](?:以上)?(?:(?P<many>[两二三四五六七八])项)?(?:共计|总计|合计|共|总共)(?:应办理?|应答复)?$")
_MANY = "零一二三四五六七八"
# The report says itself that one thing counts for several parts.
_COUNTED_TWICE = regex(
    "既[^。;]{1,16}又|重复(?:计|统计|填|公开|发布)|有重[复叠]|交叉(?!检查|评|互|督)|(?:分别|同时)计入|同时涉及|合[写办著]|兼[有具]|(?<![任长员])兼任"
    "|[(,][^,;。()]{0,8}[两多几][种类个](?:方式|形式|渠道|途径|情形|身份)[^,;。()]{0,6}[)。]"
)
_CHANNEL = regex(
    "公报|网站|网|微博|微信|公众号|客户端|广播|电视|报纸|报刊|媒体|公开栏|公告栏|公示栏|宣传栏|平台|抖音|视频号|头条|电子屏|显示屏"
    "|其[他它](?:方式|渠道|途径|形式)"
)


def read_enumerations(prose: Prose, quantities: tuple[Quantity, ...]) -> tuple[Enumeration, ...]:
    """Every whole with its parts in the prose. The first of the spans is the whole's, the others are the parts'."""
    found: list[Whole] = []
    for items in read_items(prose.text, quantities):
        taken: set[int] = set()
        for whole in _wholes(items):
            places = {part.quantity.start for part in whole.parts}
            if not places & taken:
                taken |= places
                found.append(whole)
    return tuple(_enumeration(prose, whole) for whole in found)


def _wholes(items: tuple[Item, ...]) -> Iterator[Whole]:
    """All readings, the most certain first."""
    for read in (_announced, _of_which, _summed, _in_states, _bare):
        for index in range(len(items)):
            yield from read(items, index)


def _announced(items: tuple[Item, ...], first: int) -> Iterator[Whole]:
    """共收到X件，其中网络a件、信函b件."""
    marker = max(_MARKER.finditer(items[first].gap), key=lambda found: found.start(), default=None)
    if marker is None or not first:
        return
    before, label = items[first].gap[: marker.start()], items[first].gap[marker.end() :]
    if SEPARATOR.search(label) or not _leads_over(before) or _EACH_OF_OTHERS.search(before + marker[0]):
        return
    colon = ":" if marker[0].endswith(":") else ""
    chain = _chain(items, first, replace(items[first], gap=colon + label))
    totals = received(items[:first], marker[0], chain) or [
        item for item in reversed(items[max(0, first - _FARTHEST_TOTAL) : first]) if same_unit(item, chain[0])
    ]
    if totals and (totals[0] is items[first - 1] or len(SEPARATOR.split(before)) <= _MOST_CLAUSES_BETWEEN):
        total = next((item for item in totals if Whole(item, chain, complete=False).is_right), None)
        aside = len(totals) > 1 and ASIDE.fullmatch(totals[0].label) is not None
        of_some = aside or ("。" in before and _is_of_some(totals[0]))
        if total is None and (of_some or have_their_own(items[first + len(chain) :], chain)):
            return
        if total or not is_of_many(before, totals, chain):
            yield from _whole(total or totals[0], chain, complete=marker["all"] is not None)


def _is_of_some(item: Item) -> bool:
    """Whether a figure is itself of a part: a new sentence that begins with 其中 may well go on about the whole."""
    return bool(item.state) or any(pattern.search(item.label) for pattern in (_MARKER, _OF_SOME))


def _leads_over(before: str) -> bool:
    """Whether the words between a whole and 其中 only go on about it: no long way, and no sentence of their own."""
    return len(before) <= _WIDEST_GAP and ("。" not in before or before.endswith(("。", "。(")))


def _of_which(items: tuple[Item, ...], first: int) -> Iterator[Whole]:
    """6件议案中，涉及道路交通3件、民生改善3件."""
    within = _WITHIN.match(items[first].gap)
    if within is None or not first:
        return
    label = items[first].gap[within.end() :]
    if SEPARATOR.search(label):
        return
    chain = _chain(items, first, replace(items[first], gap=label))
    if same_unit(items[first - 1], chain[0]):
        yield from _whole(items[first - 1], chain, complete=False)


def _summed(items: tuple[Item, ...], last: int) -> Iterator[Whole]:
    """甲a条、乙b条，共X条; 甲a条、乙b条2大领域信息，公开信息X条."""
    gap = items[last].gap
    kinds, summed = _SUMMED_KINDS.match(gap), _SUMMED.match(gap)
    if not kinds and not summed:
        return
    word = summed["many"] if summed else None
    first, many = last - 1, _MANY.index(word.replace("两", "二")) if word else _MOST_PARTS
    while first > max(0, last - many) and _is_next_part(items[first - 1], items[first]):
        first -= 1
    parts = items[first:last]
    counted = int(kinds["kinds"]) if kinds else many
    if not all(same_unit(items[last], part) for part in parts) or counted not in {len(parts), _MOST_PARTS}:
        return
    whole = Whole(items[last], parts, complete=True)
    residual = not kinds and _RESIDUAL.search(parts[-1].label) is not None
    listed = not kinds and _IN_ALL.search(gap) is not None and whole.is_of_one_list
    if whole.is_right or is_pair(parts) or ((kinds or counted == len(parts) or residual or listed) and whole.is_near):
        yield from _whole(items[last], parts, complete=True)


def _in_states(items: tuple[Item, ...], first: int) -> Iterator[Whole]:
    """收到信件X封，办结a封，处理中b封，待处理c封: states of one thing shut each other out."""
    if not first or not items[first].state or items[first - 1].state == items[first].state:
        return
    if items[first].label.endswith(_CARRIED_OVER):
        return
    total = items[first - 1]
    parts = [items[first]]
    for item in items[first + 1 : first + _MOST_PARTS]:
        if not item.state or not item.follows_directly or item.state in {part.state for part in parts}:
            break
        parts.append(item)
    states = {part.state for part in parts}
    pending = states & {"doing", "waiting"}
    on_time = states == {"on_time", "late"} and total.state == "done"
    whole = Whole(total, tuple(parts), complete=bool("done" in states and pending) or on_time)
    if whole.complete and items[first].follows_directly and (whole.is_right or whole.is_near):
        yield from _whole(total, whole.parts, complete=True)


def _bare(items: tuple[Item, ...], first: int) -> Iterator[Whole]:
    """公开信息累计X条，概况信息a条，工作动态b条，通知c条: no word announces the parts, so much else must be right.

    In brackets a pair that leaves no third is enough: 行政诉讼7件（直接起诉4件、复议后起诉3件）.
    """
    if not first or not items[first].gap.startswith((",", ":", "(")) or not items[first].follows_directly:
        return
    total, chain = items[first - 1], _chain(items, first, items[first])
    if items[first].gap.startswith("(") and same_unit(total, chain[0]) and is_pair(chain):
        yield from _whole(total, chain, complete=True)
    if total.quantity.count < _LEAST_BARE_TOTAL or not is_called_total(total.label):
        return
    labels = [part.label for part in chain]
    if (
        len(chain) < LEAST_BARE_PARTS
        or not all(labels)
        or any(_VERB.match(label) or _CARRIED.search(label) for label in labels)
        or max(part.quantity.count for part in chain) > total.quantity.count
    ):
        return
    whole = Whole(total, chain, complete=False)
    if whole.is_right or whole.is_near:
        yield from _whole(total, chain, complete=False)


def _chain(items: tuple[Item, ...], first: int, opening: Item) -> tuple[Item, ...]:
    """The parts that follow one another from an item on, without what is said aside: in brackets, 上年12条."""
    parts, aside = [opening], False
    within = _opens_bracket(items[first].gap)
    for item in items[first + 1 : first + _MOST_PARTS]:
        if within and ")" in item.gap:
            break
        aside = _opens_bracket(item.gap) or (aside and ")" not in item.gap)
        if aside or ASIDE.fullmatch(item.label):
            continue
        if not _is_next_part(parts[-1], item) or _opens_anew(parts, item):
            break
        parts.append(item)
    while len(parts) > 1 and _ACTS.match(parts[-1].label) and not _ACTS.match(parts[0].label):
        parts.pop()  # 其中网络5件，信函7件，办结申请10件: the last goes on with the story
    return tuple(parts)


def _is_next_part(before: Item, item: Item) -> bool:
    return same_unit(before, item) and item.follows_directly and not _MARKER.search(item.gap)


def _opens_bracket(gap: str) -> bool:
    return gap.rfind("(") > gap.rfind(")")


def _opens_anew(parts: list[Item], item: Item) -> bool:
    """Whether an item is no further part: it opens a statement, or, behind a semicolon, another act (；清理a件).

    Behind parts that no semicolon parts from each other one ends the list: 维持17件、纠正1件；行政诉讼案件16件.
    Behind parts of another kind what came in from the year before, or was done with all, goes on with the story:
    其中网络5件、信函7件；上年结转2件，办结10件. Behind the first part alone a semicolon goes on with the list where a
    colon opened it or the labels are alike.
    """
    inner = _WITHIN.match(item.gap)
    if bool(inner and SEPARATOR.search(item.gap)) or _OPENS.match(item.label):
        return True
    story = _STORY.fullmatch(item.label) and not any(_STORY.fullmatch(part.label) for part in parts)
    if story or ";" not in item.gap:
        return bool(story)
    if _ACT.match(item.label) is not None and not _ACT.match(parts[0].label):
        return True
    if len(parts) > 1 and not any(";" in part.gap for part in parts[1:]):
        return True
    alike = named_alike(parts[0], item) or all(_CHANNEL.search(each.label) for each in (parts[0], item))
    return len(parts) == 1 and not parts[0].gap.startswith(":") and not alike


def _whole(total: Item, parts: tuple[Item, ...], *, complete: bool) -> Iterator[Whole]:
    """The whole with as many of the parts as make it up exactly, or else with all of them."""
    if not all(item.quantity.is_exact_count for item in (total, *parts)) or len(parts) < _LEAST_PARTS:
        return
    for size in range(_LEAST_PARTS, len(parts)):
        if sum(part.quantity.count for part in parts[:size]) == total.quantity.count:
            parts = parts[:size]
            break
    open_ended = parts[-1].listed_on or _AND_SO_ON.match(parts[-1].after) is not None
    residual = _RESIDUAL.search(parts[-1].label) is not None
    yield Whole(total, parts, complete=(complete or residual or is_pair(parts)) and not open_ended)


def _enumeration(prose: Prose, whole: Whole) -> Enumeration:
    quantities = [whole.total.quantity, *(part.quantity for part in whole.parts)]
    start, end = min(item.start for item in quantities), max(item.end for item in quantities)
    sentence = prose.sentence(start)
    explained = False
    if sentence:
        start, end = sentence.segment(start).start, max(end, min(sentence.clause(end - 1).end, sentence.end))
        explained = _COUNTED_TWICE.search(sentence.slice(start, sentence.end)) is not None
    channels = sum(1 for part in whole.parts if _CHANNEL.search(part.label))
    return Enumeration(
        origin=prose.origin(start, end),
        text=prose.raw(start, end),
        unit=whole.total.quantity.unit,
        total=whole.total.quantity.count,
        parts=tuple(part.quantity.count for part in whole.parts),
        spans=tuple(prose.span(item.start, item.end) for item in quantities),
        complete=whole.complete and not leaves_a_rest(prose.text, whole),
        overlapping=explained or channels >= _LEAST_PARTS or whole.is_right_without_one or are_doers(whole),
        carried=any(part.state == "waiting" for part in whole.parts),
        by_way=all(part.is_way for part in whole.parts),
    )
