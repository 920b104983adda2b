"""What the words around a figure make of it: another year's, a part of the year's, a plan, a difference, one of each.

Only what is certainly said of the whole year counts as a claim; these are the reasons why something is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.figures import parse_number
from auditor.ingest.narrative.sentences import TITLES
from auditor.patterns import regex

if TYPE_CHECKING:
    import re

    from auditor.ingest.narrative.sentences import Sentence

_TIME = regex(
    r"(?P<compared>[比较与同]|(?:转|顺延)[入至到])?(?P<year>(?:19|20)[0-9]{2}|[一二][〇零九][〇零一二三四五六七八九]{2})年"
    r"(?!度?(?:结转|转入(?=20[0-9]{2}年))(?![至到]?[下次]))(?P<half>上半年|下半年|第?[一二三四]季度)?"
    r"|(?<![0-9个])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2}日|[底末份初]|[上中下]旬)?"
    r"|(?<!承接)(?P<past>(?P<compared_past>[比较与同]|结转)?(?:上年|上一年|去年|往年|历年|前年|以往|近年|近[三五两]年)"
    r"(?!度?(?:结转|转结|转来|转入|转接|遗留|留存|留转|未办结|未结)))"
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
_LEADS_TO = regex(r"[至到入](?P<year>20[0-9]{2})年")
_TAKEN_OVER = regex("(?:20[0-9]{2}|上一?|去)年")
_COMES_FROM = regex(r"(?P<year>20[0-9]{2})年度?结转(?![至到]?[下次])")
_YEAR_BEFORE = frozenset({"上年", "上一年", "去年"})
_UNTIL = regex("[至到-]|截[至止]")
_SPAN_OF_YEARS = 3
_FROM = regex("[自从]$")
_UP_TO = regex("[至到]$")

_DIFFERENCE = regex(
    "同比|环比|上年同期|去年同期|[比较](?:上年|去年|上一年|往年|前年|(?:19|20)[0-9]{2}年)"
    "|(?:增加|增长|减少|下降|上升|提高|增幅|降幅|多出|多了|少了)(?:了|到|至|为|达)?$"
)
_PLAN = regex(
    "筹备|将[于在继再新举召组公开力]|(?<![按照作划度])计划(?![类信总、])|拟(?!定|稿|制)|预计|力争|争取|确保|下一步|下步|明年|(?<![至到转入])下一年|今后"
    "|应当|必须|要(?=公开|召开|举办|达到)"
)
_LIMIT = regex("(?:至少|最少|不少于|不低于|不得少于|最多|不超过|不多于|以上|以内)(?:[^,;:、]{0,6})$")
_EACH = regex(
    "每[年月季周日天期个次人村家场镇乡位名件条]|每[^,;]{0,6}(?:单位|部门|季度)|平均|[人户日周月]均|(?<!全)年均|分别|各自"
    "|各[^,;:。]{0,10}(?:均|都|至少|明确|确定|配备|安排|指定|设立|设置|设有|选派)|各$"
)
_TO_DATE = regex("累计|总共|历年")
_THIS_YEAR_OF_IT = regex("(?:其中|，|,)[,:]?(?:本年|今年|当年|20[0-9]{2}年|年内)[^,;。]{0,4}(?:新增|公开|主动)")
_GOVERNMENT_PART = regex(
    "[,(]其中[,:]?(?:(?:主动公开|公开|属于)?(?:的)?(?:政府|政务)信息|[^;。]{0,60}信息公开(?:目录|栏目|专栏)?类?(?:信息)?[0-9])"
)
# 工作会议1次、专题会议4次: each is a part of what is counted together.
_KIND_NEXT = regex("[、,](?:召开|举办|组织)?[^,、;。0-9]{0,8}(?P<noun>会议|培训班)[0-9]")
# 举办新闻发布会2次，参加县政府新闻发布会1次: the form counts both together.
_HELD_NEXT = regex("[、,](?:参加|出席)[^,、;。0-9]{0,8}新闻发布会[0-9]")
_HELD_BEFORE = regex(
    "(?:举办|召开|举行)[^,、;。0-9]{0,6}新闻发布会[0-9]+[次场][、,](?:参加|出席)[^,、;。0-9]{0,8}新闻发布会$"
)
# 在市政府网站公开60条，在镇网站公开5条: two sites, each with its own.
_SITE_EACH = regex(
    "网站[^,;。、0-9]{0,20}[0-9]+余?[条件篇][,、](?!其中)[^,;。、0-9]{0,14}网站[^,;。、0-9]{0,20}[0-9]+余?[条件篇]"
)
# 当年办结19件、跨年办结2件; 围绕征地收到31件，其余27件涉及规划: neither is all.
_OTHERS_NEXT = regex(
    "[、,](?:另有)?(?:跨年|往年)[^,、;。0-9]{0,8}[0-9]|[,;]其余[0-9]+[件份宗](?:申请)?(?:涉及|属于|为|是)"
)
# 答复9件，不予处理5件: what was answered is not all that was done with.
_ANSWERED = regex("(?:^|[,;:])(?:已|共计?|累计|当年|全年|年内|均)*(?:办结|答复|办复|回复)(?:了|申请|共计?)*$")
# 办结32件（不含上年结转的5件）; 当年办结32件…；上年结转的5件全部办结: nor are those that came in this year.
_APART = regex(
    "[(,](?:不含|不包[括含]|未含|未计)|[^。]*[,;]上一?年度?(?:结转|转来|遗留)的?[0-9]+[件份宗](?:申请)?[也亦均都已全部]*(?:办结|答复)"
)
_OUTCOME_NEXT = regex("[、,](?:另有?)?(?:不予|补正|撤[回销]|退[回件]|(?:视为)?放弃)[^,、;。0-9]{0,14}[0-9]")
# Words that narrow no denial: whoever asks, whatever for, by whatever name.
_GENERIC = frozenset(
    "任何公民法人和其他它组织社会公众群个单位企业或者及以向对本机关我局厅委镇乡县市区街道办校院级全提出交递要求公开政府信息务有关相于针依的"
    "申请事项一件例起宗各类书面自然辖居民村年度因引发被涉部门与案情况行复议诉讼举报投收到接受理生现过所致由而产检索制邮寄主动打印查询减免等处工作方面针答"
)
_DISSENT = regex("对?[^,]{0,8}(?:不服|不满意|异议)|任何形式")
_FEWEST_NARROWING = 2
_THOSE = regex("(?:已[^,]{0,6}|到期[^,]{0,3}|期满|应[^,]{0,6})的(?:申请|[0-9]*件)?[^,]{0,2}(?:均|全部|都)")
_NONE_BEFORE = regex("(?:(?<![0-9.])0[^0-9]{0,6}|(?:没有|无|不存在)[^0-9]{0,8})$")
_NONE_AFTER = regex("[^0-9]{0,12}0(?![0-9.])")
# 另收到2件 is not all either.
_NEGATED = regex("(?:另|未|不|没有|没|无|非|不予|未能|未予|不得|(?<![回相])应|需|拟|(?<!接)待)$")
_EXCEPT = regex("除[^;]{1,40}?外|应[^,;。]{1,8}而[未没]|此外|另外|其余|其他申请|其它申请")
_WHICH = regex(
    "的[^,;:。]{0,4}(?:单位|部门|乡镇|街道|机构|科室|局|镇|村|人员|[省市县区]|地[方区]|学校|企业)|[人书表]|答复|材料"
)
_THOSE_WITH = regex(
    "(?:及?以[上下内])?的[^,;:。]{0,4}(?:单位|部门|乡镇|街道|机构|科室|局|镇|村|人员|学校|企业|通报|表扬|奖励|[0-9.]+%)"
)
_CONDITION = regex("如果|(?<![例比诸])如(?![下实期何今同此图上果])|若|凡|一旦|是否|逾期|假如|对于?[^,]{0,8}的$")


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
        and ("”" in found[0] or not sentence.is_within(sentence.start + found.start(), TITLES))
    ]


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


def is_difference(sentence: Sentence, at: int, wording: str) -> bool:
    """Whether the figure at a place says how much something changed, unless the wording itself says so."""
    prefix = sentence.slice(sentence.clause(at).start, at)
    return any(found[0] not in wording for found in _DIFFERENCE.finditer(prefix))


def is_planned(sentence: Sentence, start: int, at: int) -> bool:
    """Whether the clauses from the start of what was said up to a place speak of what is to be done."""
    prefix = sentence.slice(min(sentence.clause(at).start, sentence.clause(start).start), at)
    return sentence.outlook or _PLAN.search(prefix) is not None or _LIMIT.search(prefix) is not None


def is_of_each(sentence: Sentence, at: int, wording: str) -> bool:
    """Whether the figure at a place is one of several alike, unless the wording itself says so."""
    prefix = sentence.slice(sentence.clause(at).start, at)
    return any(_keyword(found[0]) not in wording for found in _EACH.finditer(prefix))


def _keyword(words: str) -> str:
    return words[0] if words[0] in "各每" else words


def counts_to_date(sentence: Sentence, start: int, at: int) -> bool:
    """Whether a figure may count from the beginning: 累计."""
    return _TO_DATE.search(sentence.slice(sentence.clause(start).start, at)) is not None


def is_cumulative(sentence: Sentence, start: int, at: int) -> bool:
    """Whether a figure counts from the beginning, the sentence giving what of it is the year's."""
    return counts_to_date(sentence, start, at) and bool(_THIS_YEAR_OF_IT.search(sentence.slice(at, sentence.end)))


def is_one_of_kinds(sentence: Sentence, at: int, end: int) -> bool:
    """Whether a figure is one of several of one kind, so that it is not all of them: 工作会议1次、专题会议4次."""
    rest = sentence.slice(end, sentence.end)
    before = sentence.slice(sentence.start, at)
    own = at - sentence.start
    if any(sites.start() < own < sites.end() for sites in _SITE_EACH.finditer(sentence.text)):
        return True
    if _OTHERS_NEXT.match(rest) or (_ANSWERED.search(before) and (_OUTCOME_NEXT.match(rest) or _APART.match(rest))):
        return True
    if _HELD_NEXT.match(rest) or _HELD_BEFORE.search(before):
        return True
    follows = _KIND_NEXT.match(rest)
    return follows is not None and before.endswith(follows["noun"])


def is_wider(sentence: Sentence, start: int, end: int) -> bool:
    """Whether only a part of what is counted is said to be government information: 微博信息86条，其中政府信息9条."""
    said = sentence.slice(start, end)
    return "政府信息" not in said and _GOVERNMENT_PART.match(sentence.slice(end, sentence.end)) is not None


def is_denied(sentence: Sentence, start: int) -> bool:
    """Whether the words right before a place turn it round: 未, 不予, 应."""
    return _NEGATED.search(sentence.slice(sentence.start, start)) is not None


def is_narrowed(said: str, own: frozenset[str]) -> bool:
    """Whether a denial is only of some: what it lets pass beside its `own` characters says of which.

    未收到短信申请 denies no other request; 未发生因超期答复引起的复议 no review for another reason.
    """
    rest = (char for char in _DISSENT.sub("", said) if char not in own and char not in _GENERIC)
    return sum("\u4e00" <= char <= "\u9fff" for char in rest) >= _FEWEST_NARROWING


def is_of_those(said: str) -> bool:
    """Whether what is said of all is said of those alone that a condition picks out: 已办结的均…, 到期的全部…."""
    return _THOSE.search(said) is not None


def is_of_those_with(sentence: Sentence, end: int) -> bool:
    """Whether a figure only picks out those that have it: 公开信息300条以上的单位."""
    return _THOSE_WITH.match(sentence.slice(end, sentence.end)) is not None


def is_of_none(sentence: Sentence, start: int, end: int) -> bool:
    """Whether what is mentioned is said to be none: 结转下年0件, 0件结转下年, 没有申请结转下年."""
    before, after = (
        sentence.slice(sentence.clause(start).start, start),
        sentence.slice(end, sentence.clause(end - 1).end),
    )
    return _NONE_BEFORE.search(before) is not None or _NONE_AFTER.match(after) is not None


def is_conditional(sentence: Sentence, start: int) -> bool:
    """Whether the clause before a place only supposes."""
    return _CONDITION.search(sentence.slice(sentence.clause(start).start, start)) is not None


def is_qualified(sentence: Sentence, start: int, end: int) -> bool:
    """Whether words without a figure (未收到申请) are not said outright: 除此之外未收到…, 未收到申请的单位."""
    before = sentence.slice(sentence.segment(start).start, end)
    return _EXCEPT.search(before) is not None or _WHICH.match(sentence.slice(end, sentence.end)) is not None
