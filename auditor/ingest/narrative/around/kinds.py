"""What kind of thing a figure counts: requests for information or others, what a unit did or only looked at.

Wordings leave out what a report says once: 申请…，办结8件 means requests for information where nothing else is said.
Here is looked for what else is said, back through the sentence: 受理残疾证申请213件，办结210件.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.narrative.matches import characters_of
from auditor.ingest.narrative.sentences import LEADING
from auditor.patterns import CHINESE
from auditor.patterns import regex
from auditor.schema import Stance

if TYPE_CHECKING:
    import re

    from auditor.ingest.narrative.matches import Match
    from auditor.ingest.narrative.sentences import Prose
    from auditor.ingest.narrative.sentences import Sentence

_FEWEST = 2
_BREAK = regex("[,:;。!?()“”]")
_GENERAL = (
    "[0-9一二两三四五六七八九十]+(?:余|多)?[件份条宗例起次个期场名]|(?:[0-9]{4}|[上本当全今去每])年度?|[0-9]{1,2}月份?|年内|一年来|年度|截[至止]|(?:年|月)底"
    "|[我本全各该](?:[省市县区旗镇乡局委厅办校院]|街道|单位|机关|部门|系统|公司)|各(?:级|类|种|项)|行政机关|政府|部门|单位|办公室|本级"
    "|其中|包[括含]|分别|另有?|还有?|已|了|共计?|总共|累计|合计|一共|所有|全部|上述|以上|相关|有关|关于|对|向|的|等|和|或者?|及|以及|与|为|在|中"
)
_ASKERS = (
    "公民|自然人|个人|法人|其[他它]|组织|企业|社会|各界|公众|群众|市民|居民|村民|网民|申请人|当事人|辖区|来自"
    "|商业(?=企业)|科研(?:机构|单位|院所)|(?:社会)?公益组织|法律服务机构|律师事务所|多种|不同|方面|方"
)
_WAYS = (
    "书面|口头|有效|正式|新增?|公开|信息|依法|依规|申请|通过|采[用取]|以|当面|现场|传真|网络|网上|网站|门户|在线|线上|线下|互联网|信函|书信|来函|邮寄"
    "|邮件|电子|寄送|提出|提交|递交|方式|形式|渠道|途径|平台|系统|[受办处]理|按[时期]|如期|延期|要求|事项|案?件|属于?|涉及|类|重复|撤回|结转"
    "|上一?年度?|本年度?|(?:信访举报)?投诉类|补正后$"
)
_TOPICS = (
    "政府|政务|信息|公开|依申请|业务|专题|各类|工作|知识|能力|提升|骨干|干部|人员|信息员|联络员"
    "|工作人员|新闻|宣传|条例|相关|集中|轮训|线上|线下|法规"
)
_AREAS = "[全县市区镇乡街道]+"


class _Business(Struct, frozen=True):
    """A noun that many businesses share: what is done with it, and what may stand before it and says of none."""

    noun: re.Pattern[str]
    done: re.Pattern[str]
    general: re.Pattern[str]


_BUSINESSES = {
    "申请": _Business(
        regex("申请(?![人书表])"),
        regex("收到|受理|新收|接到|接收|接受|收悉|办理|办结|答复|回复|处理|共有|需|应"),
        regex(f"{_GENERAL}|{_ASKERS}|{_WAYS}"),
    ),
    "培训": _Business(
        regex("培训(?!教材|资料|人[员次]|了?[0-9])"),
        regex("举办|开展|组织|召开|参加"),
        regex(f"{_GENERAL}|{_TOPICS}|{_AREAS}"),
    ),
}
_OF_INFORMATION = regex("信息公开|政务公开|依申请|公开…?(?:政府)?信息|申请公开")
_ASKED_FOR = regex("(?:行政)?(?:复议|诉讼|仲裁|听证|延期|延长)")
# 办理向本机关申请的政府信息31件: what is asked for is information.
_FOR_INFORMATION = regex("的?(?:政府|政务)信息")
# 申请办理老年优待证: what is asked to be done.
_TO_DO = regex(
    f"(?:办理(?!情况|答复|结果|流程|工作|数|完)|领取|申领|补[办领]|减[免缓]|加装|参加|享受|认定|复核|建设|开办|使用|购买|提取|延长)(?!政府信息){CHINESE}{{2}}",
    needs="办理|领取|申领|补办|补领|减免|减缓|加装|参加|享受|认定|复核|建设|开办|使用|购买|提取|延长",
)
_RECEIVED = regex(
    f"(?:收到|受理|新收|接到|接收|登记)(?:[和并](?:妥善|依法|及时|按[时期])?(?:处理|办理|答复)|(?![和并]))了?(?P<kind>{CHINESE}{{2,24}}?)(?=(?:政府)?信息公开的?申请|依申请公开)"
)
# Other cases than requests, where no request is spoken of before: 受理投诉58件，其中不予处理2件.
_OTHER_CASES = regex(
    "(?:(?<!信访举报)投诉|举报(?!投诉类)|信访(?!举报投诉类)|来[信电]|热线|工单|诉求|留言|咨询|建议|提案|议案|线索|公文|文件|稿件|证照|证书|文书|事件|隐患|矛盾|纠纷|警情|审批|许可|(?<![公开诉讼复议]{2})案(?!卷))(?:案?件|事项|业务)?(?:$|[^,;:。0-9]{0,4}[0-9])"
)
_NOUN_ALONE = regex("信息公开申请|依申请公开")
_IN_A_WAY = "邮寄|邮政|快递|信函|信件|邮件|邮箱|网络|网上|网站|政务网|门户网|平台|当面|现场|窗口|传真|微信|线上|在线"
_WAY = f"(?:{_IN_A_WAY})(?:方式|形式|渠道|途径)?(?:提[交出])?的?"
# 邮寄收到…, 通过网站答复…: what came in or was dealt with by one way alone.
_BY_ONE_WAY = regex(f"(?:^|通过|以|经)[^,;:。等多各]{{0,8}}{_WAY}(?:共|累计|共计)?(?:[受办]理并)?$", needs=_IN_A_WAY)
_VERB = "(?:收到|受理|新收|接到|接收|登记|收悉|办理|办结|答复|回复)"
_HANDLED = regex(_VERB)
# 受理信息公开|申请6件，均按时答复: a wording may begin behind the verb.
_LED = regex(f"{_VERB}了?(?:{_WAY})?(?:政府)?(?:信息公开的?)?$")
# 收到网上申请6件，均按时答复: those of one way, which the claim on that way alone means.
_OF_ONE_WAY = regex(f"{_VERB}了?(?P<way>{_WAY})(?:政府)?(?:信息公开的?)?依?申请", needs=_IN_A_WAY)
_DESKS = regex(
    "(?:(?<!在)窗口|大厅|平台|系统|中心|热线|仲裁院|仲裁委|仲裁委员会|馆|科|室|站|房|认定|评审|评定|登记|许可|审批|鉴定|公证|开办|救助|补贴|资助|报名|入学|保障|保险|报装"
    "|查询|复[制印]|检验|检测|办证|(?<!公开)业务)(?:业务|工作|方面)?(?:一?共|全年|累计|年内|共计)?$"
)
# 微信推送1095条, beside what was written and read: posts, of which few are what the unit discloses.
_POSTED = regex("(?:微博|微信|公众号|公众平台)[^,;。]*(?:发布|推送|推出|更新|编发|发文|发博)(?![^,;。]*(?:信息|公开))")
_POSTS = regex("阅读|浏览|点赞|转评|影响力|发博|推文|图文|短视频|新闻[0-9]+[篇条]|推送[0-9]+期")
_LOOKED_AT = regex(
    "抽[查检取样调]|学习|评为|补正|督[促办]|指导|[尚还]缺|委托|协助|配合|代[办理]|(?<!经)(?:检查|核查|清查|清理|排查|审核|审查)(?!后|通过)|删除|撤下|下架|整改|合并|把关|报?备案|报备|转载|转发|收[看听]|观看|旁听|观摩"
    "|参观|订阅|订购|征订|赠阅|评查|测评|调阅|汇编|移交|归档|退回|导致|造成|印制|翻印|打印"
    "|寄错|[误错][收投寄]|模拟|测试|演练|暗访|参审|陪审"
)

# 从办结的案卷中抽取20件，其中公开7件、不予公开5件: nor is what a sample of them came to.
_SAMPLED = regex("(?:抽[查检取样调]|评查)[^;。]*其中", needs="抽查|抽检|抽取|抽样|抽调|评查")

# Who also decides on reviews tells of those in the paragraph on requests, too, where no heading says which are meant.
_DECIDES = regex("(?:政府|[省市县区州旗])$|司法")
_COUNTED = regex("[0-9]+[件份宗起]")
_CASES = regex("(?:被|[申提]请?起?)*(?:行政)?(?:复议|诉讼)")
# What may stand before them where they are the unit's own: 2021年，我局共|被申请行政复议2件.
_OWN_CASES = regex(
    "(?:[0-9]{4}年度?|全年度?|本年度?|年内|今年|当年|报告期内|[我本](?:[省市县区旗镇乡局委厅办院校]|街道|单位|机关|部门|中心|公司)|一?共|累计|发生|[,:])*"
)
_OF_ALL_BUSINESS = regex(
    "(?:其中|涉及|因|与|属)[^,。;]{0,8}信息公开|信息公开[类的]|依法行政|法[治制]|执法|应诉|出庭|处罚|许可|征[收地]|拆迁|信访|仲裁|调解|[胜败]诉|工伤|不动产|负责人|普法|立案|申诉|纠错率|规范性文件"
)

# Reviews that are told with their cause, and not among others, say of whose the lawsuits right behind them are.
_REVIEWS_OF_DISCLOSURE = regex(
    "(?<!其中)(?:因|涉及|针对)?(?:政府)?信息公开[^,。;]{0,16}行政复议(?:案件)?[一共有为计]*[0-9]+[件起宗]"
)
# So they do where no more is told than how these ended: 行政诉讼17件，多为劳动保障类 are of another business.
_ENDED = regex("[。;]|$|[,(][^,。;]{0,10}(?:维持|驳回|审结|审理|撤诉|胜诉|败诉|纠正|纠错|起诉|判决)")
# 行政复议0件、行政诉讼0件被纠错: none of them was set aside, however many there were.
_NONE_OF_OUTCOME = regex(
    "[、,和](?:行政)?(?:复议|诉讼)(?:案件)?0[件起宗](?:被|予以|获|有)?(?:依法)?(?:纠错|纠正|撤销|败诉|变更|改变|维持|驳回)",
    needs="0件|0起|0宗",
)

_ENFORCED = regex("执法|处罚|许可|审批|征[收地]|拆迁|信访")


def is_of_other_business(found: Match) -> bool:
    """Whether what was said is of requests, or of training, in another business than the disclosure of information."""
    said = found.sentence.slice(found.start, found.end)
    if found.stance is Stance.DENIAL or _OF_INFORMATION.search(said):
        return False
    words = [wording.text for wordings in found.claim.wordings.values() for wording in wordings]
    own = characters_of(found.wording.text)
    return any(
        _is_other(found.sentence, found.start, found.end, own, business)
        for noun, business in _BUSINESSES.items()
        if any(noun in text for text in words)
    )


def asks_for_other_business(sentence: Sentence, start: int, end: int) -> bool:
    """Whether the requests that a range of a sentence names, if any, are in another business."""
    noun = sentence.slice(start, end).find("申请")
    return noun >= 0 and _is_other(sentence, start + noun, end, frozenset(), _BUSINESSES["申请"])


def is_of_some_requests(found: Match) -> bool:
    """Whether a total is of the requests of some alone: 收到外籍人士提出的信息公开申请1件, 通过邮寄收到…."""
    sentence = found.sentence
    said = sentence.slice(found.start, found.end)
    before = sentence.slice(sentence.clause(found.start).start, found.start)
    if _is_of_one_way(before, said, found.wording.text):
        return True
    requests, kind = _BUSINESSES["申请"], _RECEIVED.match(said)
    if kind is None:
        asked = requests.done.sub("", before)
        return _NOUN_ALONE.match(said) is not None and _is_particular(asked, requests.general)
    return _is_particular(kind["kind"], requests.general)


def _is_of_one_way(before: str, said: str, wording: str) -> bool:
    """Whether what is told of requests is of those that came in a way of which the wording says nothing."""
    clause, own = before + said, characters_of(wording)
    led = None if _HANDLED.match(said) else _LED.search(before)
    start = led.start() if led else len(before)
    if _HANDLED.match(clause, start) is None:
        return False
    by, way = _BY_ONE_WAY.search(clause, 0, start), _OF_ONE_WAY.match(clause, start)
    return by is not None or (way is not None and not set(way["way"][:2]) <= own)


def is_of_other_cases(prose: Prose, found: Match, unit: str | None) -> bool:
    """Whether reviews or lawsuits told without their cause, or with that of the heading, may be of any business.

    So they are beside other business, in their paragraph or in the line before it, and where more is said of whose they
    are than that they are the unit's own.
    """
    own = found.sentence.quoted_from
    headed = found.start < own
    said = found.sentence.slice(max(found.start, own), found.end)
    first = _CASES.search(found.sentence.slice(own, found.sentence.end))
    if found.stance is not Stance.FIGURE or first is None or not _CASES.search(said):
        return False
    if not headed and not said.startswith("被申请"):
        # 法制工作：行政复议8件 is below a heading of whatever business
        return said.startswith(":")
    if headed and _DECIDES.search(unit or "") and _COUNTED.search(found.sentence.slice(found.sentence.start, own)):
        return True
    before = found.sentence.slice(own, own + first.start()).replace(unit or "", "")
    line = prose.text.rfind("\n", 0, own)
    if LEADING.fullmatch(prose.text, line + 1, own - 1):
        line = own - 1  # a heading that stands in one line with the paragraph
    start = line if headed else prose.text.rfind("\n", 0, max(line, 0))
    end = prose.text.find("\n", found.end)
    around = prose.text[start + 1 : end if end >= 0 else None]
    if _ENDED.match(found.sentence.slice(found.end, found.sentence.end)):
        around = _REVIEWS_OF_DISCLOSURE.sub("", around)
    return _OWN_CASES.fullmatch(before) is None or _OF_ALL_BUSINESS.search(around) is not None


def is_of_none_so_ended(found: Match) -> bool:
    """Whether the list of none that goes on right behind it says how none of them ended."""
    sentence = found.sentence
    cases = _CASES.search(sentence.slice(found.start, found.end))
    return cases is not None and _NONE_OF_OUTCOME.match(sentence.slice(found.end, sentence.end)) is not None


def denies_other_cases(found: Match) -> bool:
    """Whether what is denied are the reviews and lawsuits of a business that the segment names: 行政执法无行政复议."""
    sentence = found.sentence
    said, before = sentence.slice(found.start, found.end), sentence.slice(sentence.start, found.start)
    if found.stance is not Stance.DENIAL or _CASES.search(said) is None or _OF_INFORMATION.search(before + said):
        return False
    return _ENFORCED.search(sentence.slice(sentence.segment(found.start).start, found.start)) is not None


def is_of_posts(found: Match) -> bool:
    """Whether what is counted are the posts of an account, told beside others, and not information."""
    said = found.sentence.slice(found.start, found.end)
    return _POSTED.search(said) is not None and _POSTS.search(found.sentence.text) is not None


def is_looked_at(found: Match) -> bool:
    """Whether the unit only looked at, passed on or did away with what is counted: 抽查主动公开的政府信息120条."""
    sentence, own = found.sentence, found.wording.text
    before = sentence.slice(sentence.clause(found.start).start, found.start)
    if found.stance is Stance.MENTION:
        return False
    sampled = _SAMPLED.search(sentence.slice(sentence.segment(found.start).start, found.start))
    return sampled is not None or any(word[0] not in own for word in _LOOKED_AT.finditer(before))


def _is_other(sentence: Sentence, first: int, end: int, own: frozenset[str], business: _Business) -> bool:
    """Whether the nearest such noun up to the end of a range that says of what business it is names another one."""
    text = sentence.slice(sentence.start, end)
    nouns = tuple(business.noun.finditer(text))
    if not nouns:
        return _OTHER_CASES.search(sentence.slice(sentence.start, first)) is not None
    for noun in reversed(nouns):
        rest = text[noun.end() :]
        if _ASKED_FOR.match(rest):
            continue
        if _TO_DO.match(rest):
            return True
        start = max((each.end() for each in _BREAK.finditer(text, 0, noun.start())), default=0)
        if _FOR_INFORMATION.match(rest) or _OF_INFORMATION.search(text[start : noun.start()] + noun[0] + rest[:2]):
            return False
        start = max(start, text.rfind("、", 0, noun.start()) + 1)
        before = text[start : noun.start()]
        covered = first - sentence.start - start
        if _names_business(before, max(covered, 0), own if covered < len(before) else frozenset(), business):
            return True
    return False


def _names_business(before: str, covered: int, own: frozenset[str], business: _Business) -> bool:
    """Whether the words of a clause before the noun, which a wording covers from a place on, name a business."""
    start, end = max((found.span() for found in business.done.finditer(before)), default=(0, 0))
    if _is_particular(before[end:], business.general, own):
        return True
    subject = before[: min(start, covered)]
    cut = own and covered < start  # 出入境|网上受理: the wording begins within the subject
    return _DESKS.search(subject) is not None or (bool(cut) and _is_particular(subject, business.general))


def _is_particular(words: str, general: re.Pattern[str], own: frozenset[str] = frozenset()) -> bool:
    """Whether words say more than every report does; what a wording has as its `own` is meant anyway."""
    left = general.sub("", words)
    return sum("\u4e00" <= char <= "\u9fff" and char not in own for char in left) >= _FEWEST
