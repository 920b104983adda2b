"""What the words around a figure make of it: a plan, a difference, one of each, a part of what is counted.

Only what is certainly said of the whole year counts as a claim; these are the reasons why something is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.patterns import regex

if TYPE_CHECKING:
    from auditor.ingest.narrative.sentences import Sentence

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
_UNTIL_NOW = regex("截[至止][^;。]{0,24}已(?:经|累计)?(?:主动)?(?:公开|发布|公布)", needs="截至|截止")
_THIS_YEAR_OF_IT = regex(
    "(?:其中|，|,)[,:]?(?:本年|今年|当年|20[0-9]{2}年|年内)[^,;。]{0,4}(?:新增|公开|主动)"
    "|,其中[,:]?(?:本年|今年|当年|年内)[^,;。制产形0-9]{0,24}公开[^,;。0-9]{0,6}[0-9]"
)
_GOVERNMENT_PART = regex(
    "[,(]其中[,:]?(?:(?:主动公开|公开|属于)?(?:的)?(?:政府|政务)信息|[^;。]{0,60}信息公开(?:目录|栏目|专栏)?类?(?:信息)?[0-9])"
)
# 工作会议1次、专题会议4次: each is a part of what is counted together.
_KIND_NEXT = regex("[、,](?:召开|举办|组织)?[^,、;。0-9]{0,8}(?P<noun>会议|培训班)[0-9]", needs="会议|培训班")
# 举办新闻发布会2次，参加县政府新闻发布会1次: the form counts both together.
_HELD_NEXT = regex("[、,](?:参加|出席)[^,、;。0-9]{0,8}新闻发布会[0-9]", needs="新闻发布会")
_HELD_BEFORE = regex(
    "(?:举办|召开|举行)[^,、;。0-9]{0,6}新闻发布会[0-9]+[次场][、,](?:参加|出席)[^,、;。0-9]{0,8}新闻发布会$",
    needs="新闻发布会",
)
# 在市政府网站公开60条，在镇网站公开5条: two sites, each with its own.
_SITE_EACH = regex(
    "网站[^,;。、0-9]{0,20}[0-9]+余?[条件篇][,、](?!其中)[^,;。、0-9]{0,14}网站[^,;。、0-9]{0,20}[0-9]+余?[条件篇]"
)
# 当年办结19件、跨年办结2件; 围绕征地收到31件，其余27件涉及规划: neither is all.
_OTHERS_NEXT = regex(
    "[、,](?:另有)?(?:跨年|往年)[^,、;。0-9]{0,8}[0-9]|[,;]其余[0-9]+[件份宗](?:申请)?(?:涉及|属于|为|是)",
    needs="跨年|往年|其余",
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
_EXCEPT = regex(
    "除[^;]{1,40}?外|应[^,;。]{1,8}而[未没]|此外|另外|其余|其他申请|其它申请",
    needs="除|应|此外|另外|其余|其他申请|其它申请",
)
_WHICH = regex(
    "的[^,;:。]{0,4}(?:单位|部门|乡镇|街道|机构|科室|局|镇|村|人员|[省市县区]|地[方区]|学校|企业)|[人书表]|答复|材料"
)
_THOSE_WITH = regex(
    "(?:及?以[上下内])?的[^,;:。]{0,4}(?:单位|部门|乡镇|街道|机构|科室|局|镇|村|人员|学校|企业|通报|表扬|奖励|[0-9.]+%)"
)
_CONDITION = regex(
    "如果|(?<![例比诸])如(?![下实期何今同此图上果])|若|凡|一旦|是否|逾期|假如|对于?[^,]{0,8}的$",
    needs="如|若|凡|一旦|是否|逾期|对",
)


def is_difference(sentence: Sentence, at: int, wording: str) -> bool:
    """Whether the figure at a place says how much something changed, unless the wording itself says so."""
    prefix = sentence.slice(sentence.clause(at).start, at)
    return any(found[0] not in wording for found in _DIFFERENCE.finditer(prefix))


def is_planned(sentence: Sentence, start: int, at: int) -> bool:
    """Whether the clauses from the start of what was said up to a place speak of what is to be done."""
    first = min(sentence.clause(at).start, sentence.clause(start).start)
    while first > sentence.start and sentence.slice(first - 1, first) == "、":
        first = sentence.clause(first - 1).start  # 拟配备专职2名、兼职6名: the list is planned as a whole
    prefix = sentence.slice(first, at)
    return sentence.outlook or _PLAN.search(prefix) is not None or _LIMIT.search(prefix) is not None


def is_of_each(sentence: Sentence, at: int, wording: str) -> bool:
    """Whether the figure at a place is one of several alike, unless the wording itself says so."""
    prefix = sentence.slice(sentence.clause(at).start, at)
    return any(_keyword(found[0]) not in wording for found in _EACH.finditer(prefix))


def _keyword(words: str) -> str:
    return words[0] if words[0] in "各每" else words


def counts_to_date(sentence: Sentence, start: int, at: int) -> bool:
    """Whether a figure may count from the beginning: 累计, 截止年底，…已公开."""
    until = _UNTIL_NOW.search(sentence.slice(sentence.segment(start).start, at))
    return until is not None or _TO_DATE.search(sentence.slice(sentence.clause(start).start, at)) is not None


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
    if (before.endswith("发布会") and _HELD_NEXT.match(rest)) or _HELD_BEFORE.search(before):
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
