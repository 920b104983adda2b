"""Whose a figure is: the unit's own, another body's, that of all levels, or of one that others count."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from auditor.ingest.narrative.matches import Match
    from auditor.ingest.narrative.quantities import Quantity
    from auditor.ingest.narrative.sentences import Prose
    from auditor.ingest.narrative.sentences import Sentence

_BODY = (
    "(?!在|通过|依托|利用)[^,、;:。]{1,12}(?:局|委|办(?![结理公件复法事])|镇|乡|街道|厅|中心|村|社区|处(?![理罚置])|科|院|校|所|公司"
    "|部门|单位)"
)
_ONE_OF_THEM = regex(f"其中[,:]?{_BODY}[^,;:。]{{0,6}}$|其中[^;。]*[,、]{_BODY}(?:共|全年)?$")
_NAMED_BODY = (
    "(?!在|通过|依托|利用|按|由|经|向|对|以|据)(?P<body>[^,、;:。全各我本该0-9]{1,14}"
    "(?:局|委|委员会|管委会|厅|部门|宣传部|(?<!政府)(?<!政务)(?<!公开)(?<!党政)(?<!综合)(?<![主承会交督代协转催查举开筹经试兴领补])办|中心|[^乡全我本该各]镇|[^城全我本该各]乡|街道|街道办事处|[法检察医学]院|[小中大]学|学校|银行)"
    "|(?:教育|卫生|卫健|公安|政法|国土|住建|民政|交通|农业|税务|金融)系统"
    "|(?:[我本][局厅委办院校镇乡县市区]?)?(?:下属|所属|直属|下级)[^,、;:。及和与含]{0,6}(?:单位|机构|公司|学校|医院))"
    "(?:在?(?:[0-9]{4}年度?|全年|今年|本年度?|年内|当年))?(?:一?共|总共|累计|合计|率先|先后|已|新)?"
)
_DID = "(?:收到|受理|审理|审结|接到|新收|接收|配备|安排|召开|举办|组织|作出|办理|制发|印发|制定|出台|登记)了?"
_SUBJECT = regex(
    f"(?:^|[,、;:])(?:其中[,:]?)?(?:[0-9]{{4}}年度?+[,、]?|全年|今年)?{_NAMED_BODY}(?:(?:(?:未|没有)?{_DID}|因)(?:政府)?)?$"
)
# 县国土资源局公开政府信息310条：网站180条、微信70条: whose all that follows is.
_BELOW = "各(?:设区市|市[州县]|地市|县[市区]{0,2}|[市区州])(?![级直])[^,、;:。0-9]{0,10}(?:局|委|部门|单位|机构)一?共?"
_DOER = regex(f"(?:[0-9]{{4}}年度?+[,、]?|全年,?|今年,?)?(?:{_NAMED_BODY}|{_BELOW})(?:(?:主动)?(?:公开|发布)|{_DID})")
# Whoever belongs to a unit is not the unit, whichever it is.
_BELONGS = regex("(?:下属|所属|直属|下级)[^及和与含]", needs="下属|所属|直属|下级")
_WHOLE = regex("全[省市县区州旗镇乡]")
_ALL_OF_TRADE = regex(f"{_WHOLE.pattern}|系统")
# 新收申请182件（在全市各委办局中列第三）: whom one is compared with is not whom a figure counts.
_RANKED = regex(
    "全[国省市县区州旗][^,;:。()0-9]{0,12}(?:第[一二三四五六七八九十0-9]+|前[列茅三五十]|首位|[上中]游)",
    needs="第|前列|前茅|前三|前五|前十|首位|上游|中游",
)
# 县政府办公室收到8件，县国土局6件: the words before the figure, and those behind it, each name a body.
_BODY_FIRST = regex(
    "(?:^|[,、;:])(?:其中[,:]?)?(?![我本该全各])[^,、;:。]{1,12}(?:局|委|办|办公室|厅|镇|街道|中心)"
    "(?:一?共|总共)?(?:收到|受理|接到|新收)[^,、;:。0-9]{0,10}$"
)
_BODY_NEXT = regex(f"[,、]{_BODY}(?:收到|受理)?[0-9]")
# 全县48件，其中县本级14件: the unit's own part of all that was told.
_OWN_AMONG = regex("全[省市县区州][^;。]*其中[,:]?[省市县区州]?(?:政府)?本级(?:共|收到|受理)?$", needs="本级")
# The areas in a unit's name: 县 and not 市 in 某县市场监督管理局, 市 and not 乡 in 新乡市.
_AREA = regex("自治区|(?<=.)(?:地区|街道|市(?![场政容监])|(?<!城)[镇乡](?!村)|[省州盟县区旗])")
_RANKS = {"自治区": 4, "省": 4, "市": 3, "州": 3, "地区": 3, "盟": 3}
_RANKS |= {"县": 2, "区": 2, "旗": 2, "镇": 1, "乡": 1, "街道": 1}
_SOME_BODIES = regex(
    "(?:[0-9一二三四五六七八九十两](?:家|个)|各|多数|部分|有的|个别|少数)[^,、;:。]{0,4}(?:单位|部门|乡镇|街道|镇|村|社区|科室|机构|学校)(?:都|均|全年)?$"
)
_LEFT_OUT = regex(
    "(?:单独|另行|分别)统计|不再?重复(?:计算|统计|计入)|本报告[^,;。]{0,4}[仅只]|(?:未|不|没有)(?:再)?(?:列入|计入|纳入|包含在|包括在|统计在)(?!公开|目录)|由[^,;。]{1,12}(?:分别|各自|自行|单独|独立|另行)[^,;。]{0,4}(?:统计|报告|公布|发布|答复)"
)
_LEFT_ASIDE = regex("(?:不含|不包[括含]|不计|剔除|扣除)[^,;。)]{0,24}$")
_BESIDES = regex("另(?!行)|此外|[(]")
_ALL_LEVELS = "各级"
_OWN_PART = regex(
    "[,;(](?:其中[,:]?)?[^,、;:。0-9]{0,8}(?:本级|本机关|本单位|机关|办公室|我[局厅委])(?:共|收到|受理|办理|新收|申请){0,3}[0-9]"
)
# 市政府 in the report of a county, 县政府 in that of its office, 县委 in any: whoever stands above, and the party.
_ABOVE = regex(
    "(?:^|[,、;:。])(?:20[0-9]{2}年度?,?|全年,?)?(?:上级(?:部门|机关)?|国务院(?:办公厅)?|[省市县区州]委(?:办公[室厅])?"
    "|(?P<rank>[省市县区州])(?:人民)?政府(?:办公[室厅])?)(?:一?共|全年|累计|新)?$"
)
_ELSEWHERE = regex(
    "(?:邻|该|兄弟|周边|某)(?:[省市县区镇乡局]|单位|公司)|外[省市县区地]|(?:^|[,、;:。])各?(?:乡镇|村|社区|学校)$|的(?:单位|部门|乡镇|街道)(?:共|合计)?$"
)
# How a school calls itself is how others call any school: 学校收到申请.
_SCHOOL = regex("(?:学院|大学|[中小]学|学校|幼儿园)$")
# An account named after a trade is that trade's office's: “云岭交警”微信公众号 in the report of a county.
_ACCOUNT = regex(
    "“[^“”]{0,8}(?P<trade>交警|公安|教育|教体|卫健|卫生|城管|执法|法院|检察|司法|普法|税务|气象|旅游|文旅|环保|环境|水务|水利|交通|应急|消防"
    "|市监|人社|民政|统计|农业|林业|住建|国土|财政|团委|共青团)[^“”]{0,4}”[^,;。“”]{0,6}$"
)
# Who decides on reviews speaks of others' cases, not of those against itself.
# Nor does what stands behind a heading that is not their cause: 执法信息公开：受理行政复议申请19件.
_REVIEWER = regex(
    "作为[^,;。]{0,6}复议机[关构]|复议机[关构](?:一?共|全年|累计)?(?:受理|审理|办理|收到|接到|审查)"
    "|信息公开:(?:一?共|全年|累计)?(?:受理|审理|办理)(?:各类)?行政复议",
    needs="复议机|信息公开:",
)
_SEAT = regex("(?:^|[,、;:])(?P<rank>[省市县区州旗])(?:人民)?政府(?:办公室|办公厅|办)?(?:本级)?(?:一?共|全年|直接)?$")
# A report that says of itself that it is of the office alone: what it says of 全市 is not what its tables count.
_OF_OFFICE_ALONE = regex(
    "本报告[^。;\\n]{0,60}(?:本机关|本级|本单位|办公室)[^。;\\n]{0,40}(?:不含|不包括|不包含)[^。;\\n]{0,6}(?:部门|单位|乡|镇|街道)"
    "|本报告[^。;\\n]{0,12}[仅只][^。;\\n]{0,12}(?:本机关|本级|本单位|办公室)"
)
_RECEIVED = ("收到", "受理", "接到", "新收", "接收")
_LEVELS_TOGETHER = regex(
    "(?P<rank>[省市县区])[、和与][省市县区镇乡村](?:[、和与][镇乡村])?(?:[两二三]级)?[^,;:。]{0,4}(?:举办|组织|召开|开展)"
)
_EVENT = regex("[培参受]训|会|访谈|[0-9](?:期|场|次|人次)")
_HELD_BY = regex(
    "[,(]?(?:[均都]|全部)?由(?P<bodies>[^,;。()]{2,24}?)(?:联合|共同|统一|负责|牵头|分别)*(?:举办|召开|组织|主办|承办)",
    needs="由",
)
# 参加省政府召开的会议2次: who held them is named right before.
_ATTENDED = regex("(?:参加|参与|出席|列席|派员)了?[^,;:。0-9和或及与、]{2,16}$", needs="参加|参与|出席|列席|派员")
_HELD = ("召开", "举办", "举行", "组织", "开展")
_OUTSIDE = regex("(?:[^公]办|[局委厅校]|部门|委员会|中心|法院|检察院|大学|学院|协会|公司)$")
_NEVER_SEAT = regex("(?:人大|政协|宣传部|党校)$|^上级")
_SHORTEST_NAME = 3
_LIST = regex("[、和与]")
# 在各科室共同努力下: whom one thanks is not whom a figure counts, nor is whose site told of with a figure before it.
_NAMED_BY_THE_WAY = regex(
    "在[^,;:。()0-9]{1,24}(?:努力|支持|配合|协作|协助|帮助|领导|指导|推动|关心)下"
    "|(?:在|通过|依托|利用)[^,;:。()0-9]{1,24}(?:网站|网|平台|专栏|公众号|微博)[^,;:。()0-9]{0,16}[0-9]+余?[条件篇][,、]"
)
_LEVEL = regex("^[省市县区州旗](?=.*[^省市县区州旗].)")


def is_of_other_body(sentence: Sentence, start: int, unit: str | None) -> bool:
    """Whether what was said is what another body did than the one that reports: 其中环保局主动公开了, 县环保局收到.

    A unit calls itself by its name or a short form of it: 住建局 has its characters in the order of 住房和城乡建设局.
    Where it is not known who reports, a body named after the whole (全县共收到) is another.
    """
    before = sentence.slice(sentence.segment(start).start, start)
    if _ONE_OF_THEM.search(before):
        return True
    subject = _SUBJECT.search(before) or _DOER.match(before)
    if subject is None:
        return False
    if subject["body"] is None:
        return True  # those of the areas below
    if _BELONGS.search(subject["body"]):
        return True
    if unit is None:
        return _WHOLE.search(sentence.slice(sentence.start, start)) is not None
    return not _is_short_for(_LEVEL.sub("", subject["body"]), unit)


def is_of_wider_area(sentence: Sentence, start: int, unit: str | None) -> bool:
    """Whether the last area named is one that the unit is only a part of: 全市 in the report of a county."""
    names = _areas(unit or "")
    if not names:
        return False
    ranks = _RANKS if "区" in names else {**_RANKS, "区": _RANKS["自治区"]}
    own = min(ranks[name] for name in names)
    said = _WHOLE.findall(_RANKED.sub("", sentence.slice(sentence.segment(start).start, start)))
    return bool(said) and ranks[said[-1][-1]] > own


def is_of_elsewhere(sentence: Sentence, start: int, unit: str | None) -> bool:
    """Whether the segment before a place speaks of another place, or of an account that is another office's."""
    before = sentence.slice(sentence.segment(start).start, start)
    account = _ACCOUNT.search(before) if unit else None
    trade = account["trade"] if account else ""
    own_school = before.endswith("学校") and _SCHOOL.search(unit or "") is not None
    return (_ELSEWHERE.search(before) is not None and not own_school) or not all(char in (unit or "") for char in trade)


def is_of_reviewer(sentence: Sentence, at: int) -> bool:
    """Whether the segment up to a place speaks of the reviews that a unit decides on."""
    return _REVIEWER.search(sentence.slice(sentence.segment(at).start, at)) is not None


def _areas(unit: str) -> list[str]:
    """What kinds of areas a unit's name has, the largest first."""
    areas = list(_AREA.finditer(unit))
    return [area[0] for area, later in zip_longest(areas, areas[1:]) if not later or later.start() > area.end()]


def is_of_those_above(sentence: Sentence, start: int, unit: str | None) -> bool:
    """Whether whoever stands right before a place as its subject is above the unit that reports, or is the party."""
    above = _ABOVE.search(sentence.slice(sentence.segment(start).start, start))
    if above is None or unit is None:
        return False
    return not above["rank"] or not _is_government(unit) or above["rank"] not in _areas(unit)


def is_of_some_bodies(sentence: Sentence, start: int) -> bool:
    """Whether several bodies below are what is spoken of right before a place: 5家单位未收到, 各乡镇均未发生."""
    return _SOME_BODIES.search(sentence.slice(sentence.clause(start).start, start)) is not None


def is_of_the_seat(prose: Prose, sentence: Sentence, start: int) -> bool:
    """Whether what the government itself received is told apart from all: 全市收到610件，…。市政府收到71件."""
    seat = _SEAT.search(sentence.slice(sentence.segment(start).start, start))
    if seat is None or not sentence.slice(start, sentence.end).startswith(_RECEIVED):
        return False
    paragraph = prose.text[prose.text.rfind("\n", 0, start) + 1 : sentence.segment(start).start]
    of_all = paragraph.partition(f"全{seat['rank']}")[2]
    return any(verb in of_all for verb in _RECEIVED)


def is_of_all_beside_own(sentence: Sentence, at: int, end: int, unit: str | None) -> bool:
    """Whether a bureau tells its own part of what its trade did in the whole area: 全县系统1310条，其中局机关310条."""
    if unit is None or _is_government(unit) or _OWN_PART.match(sentence.slice(end, sentence.end)) is None:
        return False
    return _ALL_OF_TRADE.search(sentence.slice(sentence.segment(at).start, at)) is not None


def with_own_parts(found: Iterable[Match], quantities: tuple[Quantity, ...]) -> Iterator[Match]:
    """What was found, and of what all levels did the part that is told to be the unit's own: 其中县本级55件."""
    figures = {figure.start: figure for figure in quantities}
    for match in found:
        yield match
        own = _OWN_PART.match(match.sentence.slice(match.end, match.sentence.end)) if match.figure else None
        figure = figures.get(match.end + own.end() - 1) if own else None
        is_told = own is not None and any(word in own[0] for word in match.claim.scopes)
        if is_told and figure and match.figure and figure.unit == match.figure.unit:
            yield replace(match, start=figure.start, end=figure.unit_end, figure=figure)


def is_of_all_beside_office(prose: Prose, sentence: Sentence, at: int) -> bool:
    """Whether what a report of the office alone says at a place is of the whole area: 全市共收到612件."""
    before = sentence.slice(sentence.segment(at).start, at)
    return _WHOLE.search(before) is not None and _OF_OFFICE_ALONE.search(prose.text) is not None


def is_held_by_others(sentence: Sentence, start: int, end: int, unit: str | None) -> bool:
    """Whether others held what is counted, as is said before or behind: 参加省政府召开的会议2次, 4场由县人大举办."""
    clause = sentence.slice(sentence.clause(start).start, start)
    if sentence.slice(start, end).startswith(_HELD) and _ATTENDED.search(clause):
        return True
    if unit is None:
        return False
    names = _areas(unit)
    levels = _LEVELS_TOGETHER.search(sentence.slice(sentence.segment(start).start, end))
    if levels and names and levels["rank"] not in names and _EVENT.search(sentence.slice(start, end)):
        return True
    held = _HELD_BY.match(sentence.slice(end, sentence.end))
    return held is not None and all(_is_outside(body, unit) for body in _LIST.split(held["bodies"]))


def _is_outside(body: str, unit: str) -> bool:
    """Whether the name of a body is neither the unit's own nor, in a government's report, one of its seat."""
    if _NEVER_SEAT.search(body) and body not in unit:
        return True
    own_seat = "政府" in body and any(body.startswith(name) for name in _areas(unit)) and _is_government(unit)
    return bool(_OUTSIDE.search(body)) and not own_seat and not _is_short_for(_LEVEL.sub("", body), unit)


def _is_government(unit: str) -> bool:
    return "政府" in unit or unit.endswith(tuple(_RANKS))


def is_left_to_others(sentence: Sentence, start: int, at: int) -> bool:
    """Whether the segment says that it counts elsewhere: 未列入本报告, 由各镇街分别统计, 不含重复申请2件."""
    taken_over = "结转" in sentence.slice(start, at)  # has a line of its own in the form
    if not taken_over and _LEFT_ASIDE.search(sentence.slice(sentence.segment(start).start, start)):
        return True
    rest = sentence.slice(at, sentence.segment(at).end)
    return _LEFT_OUT.search(_BESIDES.split(rest, maxsplit=1)[0]) is not None


def is_one_of_bodies(sentence: Sentence, start: int, at: int, end: int) -> bool:
    """Whether a figure is one of several bodies', each with its own: 县政府办公室收到8件，县国土局6件."""
    before = sentence.slice(sentence.segment(start).start, at)
    return _OWN_AMONG.search(before) is not None or bool(
        _BODY_FIRST.search(before) and _BODY_NEXT.match(sentence.slice(end, sentence.end))
    )


def _is_short_for(short: str, name: str) -> bool:
    """Whether a name has all characters of a short one, in their order; a mere 局 or 省厅 names no other."""
    rest = iter(name)
    mere = len(short) < _SHORTEST_NAME and not short.endswith("院")
    return mere or all(char in rest for char in short)


def scope_words(
    sentence: Sentence, at: int, words: tuple[str, ...], unit: str | None = None, end: int | None = None
) -> str:
    """The scope words that hold at a place, in the order of the text.

    They are looked for back through the segment; a segment that only goes on about the one before it (其中) inherits.
    全县 in the report of a county is all that it reports on, and narrows nothing; a figure of which the words behind
    its `end` tell the unit's own part (其中本级收到37件) is that of all levels.
    """
    segment = sentence.segment(at)
    start = segment.start
    while start > sentence.start and sentence.slice(start, start + 2) in {"其中", "主要"}:
        start = sentence.segment(start - 2).start
    prefix = _NAMED_BY_THE_WAY.sub("", _RANKED.sub("", sentence.slice(start, at)))
    whole = f"全{unit[-1]}" if unit else ""
    found = [word for _, word in sorted((prefix.index(word), word) for word in words if word in prefix)]
    told = [word for word in found if word != whole and (word != _ALL_LEVELS or f"{whole}{_ALL_LEVELS}" not in prefix)]
    if words and not told and end is not None and _OWN_PART.match(sentence.slice(end, sentence.end)):
        told = [_ALL_LEVELS]
    return "、".join(told)
