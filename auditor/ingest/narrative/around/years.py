"""Of which year the words around a figure say that it is: the reported one, the one before, another, a part of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.figures import parse_number
from auditor.ingest.narrative.sentences import ASIDE
from auditor.ingest.narrative.sentences import TITLES
from auditor.patterns import regex

if TYPE_CHECKING:
    import re

    from auditor.ingest.narrative.sentences import Sentence

_TIME = regex(
    r"(?P<compared>[比较与同]|(?:转|顺延)[入至到])?(?P<year>(?:19|20)[0-9]{2}|[一二][〇零九][〇零一二三四五六七八九]{2})年"
    r"(?!度?(?:结转|转入(?=20[0-9]{2}年))(?![至到]?[下次]))(?:(?P<half>上半年|下半年|第?[一二三四]季度)|度?全年)?"
    r"|(?<![0-9个])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2}日|[底末份初]|[上中下]旬)?"
    r"|(?<!承接)(?P<past>(?P<compared_past>[比较与同]|结转)?(?:上年|上一年|去年|往年|历年|前年|以往|近年|近[三五两]年)"
    r"(?!度?(?:结转|转结|转来|转入|转接|遗留|留存|留转|未办结|未结)))(?:度?全年)?"
    r"|(?P<this>今年|本年|全年|年内|一年来|当年|年度内|本报告期|报告期内)"
    r"|(?P<some>(?:施行|实施|成立|组建|设立|启用|开通|运行|上线|改版|颁布|修订)(?:之日)?(?:以来|至今)|上半年|下半年|第?[一二三四]季度|本月|当月|近期|近日|十[一二三四]五”?(?:期间|时期|以来)|本届|任期"
    r"|[两二三四五六七八九十]年(?:来|间|以来)|(?:[一两二三四五六七八九十]|[0-9]{1,2})(?:个月|周)(?:内|来)|(?:春|国庆|清明|端午|中秋)节[前后])"
)
_YEAR_END = regex("31日|[底末]")
_STALE_YEARS = 3
_SINCE = regex("(?:自|从|截至|截止|截止到|截至到)$")
# 因2023年度政府信息公开申请引发行政复议1件: the year of the cause, not of what is counted.
_CAUSE = regex("[因对就]$")
_SINCE_AFTER = regex("度?(?:以来|起|至|到|底|末|1?[0-9]月)")
_RELATED = regex("上年(?!度?结转)|去年|同比|相比|比较|较20|比20|往年|历年|累计")
_LEADS_TO = regex(r"[至到入](?P<year>20[0-9]{2})年", needs="至20|到20|入20")
_TAKEN_OVER = regex("(?:20[0-9]{2}|上一?|去)年")
_COMES_FROM = regex(r"(?P<year>20[0-9]{2})年度?结转(?![至到]?[下次])")
_ASIDE = regex(f"{ASIDE.pattern}[0-9]+[余多]?[件条份宗次个人篇](?=[,。;)])")
_WITHIN = regex("[)]?[,(]其中")
# Behind what it is compared with, or by how much: 收到25件，2016年为18件; 同比增长18%（上年为200件）.
_FIGURE_BEFORE = regex("[0-9余多][件条份宗次个人篇%][,(]")
_YEAR_BEFORE = frozenset({"上年", "上一年", "去年"})
_UNTIL = regex("[至到-]|截[至止]")
_SPAN_OF_YEARS = 3
_FROM = regex("[自从]$")
_UP_TO = regex("[至到]$")


def is_of_year(sentence: Sentence, at: int, year: int | None) -> bool:
    """Whether what stands at a place is said of the whole of a year.

    The nearest time before the place decides; a year that is merely compared with, or that stands in a title, says
    nothing. No time at all means the year that the report is about.
    """
    times = _times(sentence, at)
    if not times:
        return True
    time = times[-1]
    if time["this"]:
        return True
    if time["month"]:
        if not _is_year_end(sentence.text, time):
            return False
        times = [found for found in times if not found["month"]]
        time = times[-1] if times else time
    return _names_year(time, year) and not time["half"] and not _is_longer(sentence.text, times)


def is_of_year_before(sentence: Sentence, at: int, year: int | None) -> bool:
    """Whether what stands at a place is certainly said of the whole of the year before."""
    times = _times(sentence, at)
    if not times or year is None or times[-1]["half"] or _is_longer(sentence.text, times):
        return False
    if _is_compared(sentence, times[-1], at):
        return False
    time = times[-1]
    if _CAUSE.search(sentence.text, 0, time.start()):
        return False
    named = parse_number(time["year"]) if time["year"] else None
    return time["past"] in _YEAR_BEFORE or (named is not None and named.value == year - 1)


def is_of_next_year(words: str, year: int | None) -> bool:
    """Whether a year that words of some alone go on to is the one after the reported one: 3件结转至2022年."""
    leads = (found for found in _LEADS_TO.finditer(words) if not _TAKEN_OVER.search(words, 0, found.start()))
    return year is None or all(int(found["year"]) == year + 1 for found in leads)


def is_of_last_year(words: str, year: int | None) -> bool:
    """Whether a year that something is said to be carried over from is the one before: 2021年结转的2件 in 2022."""
    return year is None or all(int(found["year"]) == year - 1 for found in _COMES_FROM.finditer(words))


def other_year(sentence: Sentence, at: int, year: int | None) -> int | None:
    """The earlier year that a sentence speaks of where it should speak of the one reported on: no other is named."""
    times = _times(sentence, at)
    if year is None or len(times) != 1 or not times[0]["year"] or times[0]["half"]:
        return None
    time, named = times[0], parse_number(times[0]["year"])
    if named is None or not year - _STALE_YEARS <= named.value < year or f"{year}年" in sentence.text:
        return None
    led_by = any(word.search(sentence.text, 0, time.start()) for word in (_SINCE, _CAUSE))
    since = led_by or _SINCE_AFTER.match(sentence.text, time.end())
    return None if since or _RELATED.search(sentence.text) else int(named.value)


def _times(sentence: Sentence, at: int) -> list[re.Match[str]]:
    """The times that are named before a place, those merely compared with and those in titles left out."""
    return [
        found
        for found in _TIME.finditer(sentence.text, 0, at - sentence.start)
        if not found["compared"]
        and not found["compared_past"]
        and not _is_over(sentence, found, at)
        and ("”" in found[0] or not sentence.is_within(sentence.start + found.start(), TITLES))
    ]


def _is_over(sentence: Sentence, time: re.Match[str], at: int) -> bool:
    """Whether a place is behind what a figure is compared with: 收到25件，上年18件；办结24件.

    What goes on with 其中 in the same sentence may be of either figure, and so of neither.
    """
    aside = _ASIDE.match(sentence.text, time.start())
    if aside is None or sentence.start + aside.end() > at:
        return False
    if sentence.joint is not None and sentence.start + time.start() < sentence.joint < at:
        return True
    return _WITHIN.match(sentence.text, aside.end()) is None and _is_compared(sentence, time, at)


def _is_compared(sentence: Sentence, time: re.Match[str], at: int) -> bool:
    """Whether a time is only that of what the figure right before it is compared with, all before the place."""
    aside = _ASIDE.match(sentence.text, time.start())
    follows = _FIGURE_BEFORE.match(sentence.text, max(0, time.start() - 3), time.start()) is not None
    return follows and aside is not None and sentence.start + aside.end() <= at


def _names_year(time: re.Match[str], year: int | None) -> bool:
    if time["past"] or time["some"]:
        return False
    named = parse_number(time["year"]) if time["year"] else None
    return named is None or year is None or named.value == year


def _is_year_end(text: str, time: re.Match[str]) -> bool:
    """Whether a month ends a period that is the year: 12月31日, 12月底, 至12月."""
    if time["month"] != "12":
        return False
    if time["day"]:
        return _YEAR_END.fullmatch(time["day"]) is not None
    return _UNTIL.match(text, max(0, time.start() - 1)) is not None


def _is_longer(text: str, times: list[re.Match[str]]) -> bool:
    """Whether the last year named only ends a longer period: 2015年至2018年, 自2019年条例施行至2022年底."""
    if len(times) <= 1 or not times[-2]["year"] or times[-2]["year"] == times[-1]["year"]:
        return False
    first, between = times[-2].start(), text[times[-2].end() : times[-1].start()]
    if _FROM.search(text, 0, first) and _UP_TO.search(between):
        return True
    return len(between) <= _SPAN_OF_YEARS and _UNTIL.search(between) is not None
