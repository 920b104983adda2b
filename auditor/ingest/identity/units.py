"""Names of public bodies as reports print them: where they begin and end."""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain
from types import MappingProxyType

from auditor.patterns import CHINESE
from auditor.patterns import regex
from auditor.source import is_chinese
from auditor.source import remembered

PLACES = "省|自治区|特别行政区|自治州|地区|盟|市|自治县|县|自治旗|旗|新区|区"
TOWNS = "镇|民族乡|乡|街道办事处|街道|苏木|开发区|高新区|园区|管理区|农场|林场"
BODIES = (
    "人民政府办公厅|人民政府办公室|人民政府|行政公署|政府办公室|政府|委员会|管委会|办公厅|办公室|总局|分局|支局|公安局|局|"
    "厅|委|总队|支队|大队|调查队|中心|海关|监狱|法院|检察院|研究院|学院|大学|学校|中学|小学|幼儿园|医院|银行|公司|集团|"
    "联合会|总工会|协会|总社|署|部|处|办|所|院|站|馆|社|台|"
    "科协|文联|妇联|残联|侨联|工商联|社科联|红十字会|研究室|参事室"
)
# What a word of two characters ends with that names a place, and before which of them it names none.
_NO_PLACES = MappingProxyType(
    {
        "县": "",
        "市": "城县地州省都门股超夜集早菜车楼上",
        "镇": "城乡市村集小古重名新老",
        "乡": "城下家同故老异他水梦返还",
        "区": "城市社辖园郊小山街牧灾林库景新老地片校厂院矿旧军政战禁盲误雷时专展灌",
        "旗": "国红彩锦校军战",
    }
)
_ENDING = regex(rf"(?:{BODIES}|{TOWNS}|{PLACES}|(?<=[省市州盟县区旗])本级|(?<=政府)本级)$")
IN_BRACKETS = regex(r"\([^()]*\)")
# A body by its number: 某市第13中学, 某市12345热线中心, 某县5A景区管委会; but no count of bodies: 某市12个乡镇.
_NUMBERED = regex(
    rf"(?<=[省市州盟县区旗镇乡第])(?!20\d\d(?!\d))[A-Z]{{0,2}}\d{{1,5}}[A-Z]?(?={CHINESE})(?![个家名项件条次份人年月日页块张])"
)
_SHORTEST, _LONGEST = 2, 30
_LONGEST_WITHIN, _LONGEST_AFTER = 12, 40
# Words that end before a body's name begins, in running text.
_BEFORE = regex(
    r".*(?:公布|发布|现公开|制定了?|编写了|编写|编制了|编制(?!委)|印发|根据|按照|依据|形成了?|关于|现将|现就|(?<!自)由|以下简称|来源|单位|作者|"
    r"标题|题目|主题|名称|文件下载|首页|当前位置|您的位置|(?:政务|信息)公开(?!工作|领导小组|办|中心)(?:指南|制度|目录)?|登录|注册|无障碍|信息公开年报|年报)"
)
_POINTING = ("我", "本", "该", "各", "全", "其", "有关", "相关", "上级")
_SITES = ("网站", "网", "门户")
_POINTED = regex(r"[省市县区镇]政府")
# Bodies that are known by the government they belong to.
_OF_GOVERNMENT = regex(r"[省市县区]政府(?!.*公开)[㐀-鿿]{0,12}(?:研究室|参事室|局|委员会|中心|办事处)")
_GENERIC = frozenset(
    {
        "政府",
        "人民政府",
        "办公室",
        "办公厅",
        "委员会",
        "机关",
        "部门",
        "单位",
        "地区",
        "政务部",
        "信息公开",
        "年度",
        "行政机关",
        "街道办事处",
        "管理委员会",
        "管委会",
    }
)
# What a government does itself is a unit of its own in lists: 永宁县人民政府本级 is 永宁县本级.
GOVERNMENT = regex(r"(?:人民政府|政府|行政公署)(?:办公厅|办公室)?(?=(?:本级)?$)")
# The office of a government: 青屏县人民政府办公室.
OFFICE = regex("(?:人民)?政府办公[室厅]$", needs="政府办公")
# 青屏县教育局(原青屏县教育体育局) is 青屏县教育局.
_FORMER = regex(r"\(原[^()]{2,30}\)$", needs="(原")
_OFFICE = regex(
    r"(?<=[㐀-鿿]{2}[局厅])办公室$|(?<=管委会)办公室$|(?<=管理委员会)办公室$|(?<=[㐀-鿿]{2}[部委署局])(?<![省市区县州盟旗]委)办公厅$",
    needs="局办公室|厅办公室|委会办公室|员会办公室|办公厅",
)
# What a place has for disclosure only reports for the place: 青屏市政府信息公开办公室 is 青屏市.
_FOR_DISCLOSURE = regex(
    r"(?<=[㐀-鿿][省市县区州旗镇乡])(?:人民)?(?:政府|政务)?(?:信息(?:与政务)?)?公开(?:工作)?(?:领导小组)?办(?:公室)?$",
    needs="公开",
)
# A body without those under it: 某总署(本级机关). Of a government this is a unit of its own.
_ITSELF = regex(r"\((?:本级(?:机关)?|机关(?:本级)?)\)$", needs="本级|机关)")
# An office within a body that deals with disclosure, or with all papers.
_INNER = regex(
    r"([㐀-鿿]{2,}(?:人民政府(?:办公[厅室])?|办事处|街道|管委会|管理委员会|局|厅))"
    r"(?:党政|综合|督考|督查|(?:政府|政务)?信息(?:与政务)?公开|政务公开|工作|领导小组)+(?:办公室|办|中心|处)$",
    needs="办公室|办|中心|处",
)
_FULL = regex(
    r"[㐀-鿿]{2,7}?(?:省|自治区|市|自治州|地区|县|区|旗)(?:[㐀-鿿]{2,16}?)(?:委员会|厅|局|办公室|管委会|中心)(?!网站上|长|领导|党组|机关)"
)
_OF_PROVINCE = regex(rf"(?<![㐀-鿿])省{CHINESE}{{2,14}}?(?:委员会|厅|局)|省{CHINESE}{{2,10}}?厅(?={CHINESE})")
_PROVINCE = regex(
    r"(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海)省"
)
_DOES = r"(?=[一认深坚积全严紧高按贯以围切大主始不进扎持充共根未收接])"
# Under whom it works may stand before the body: 2022年，在区委的领导下，某街道办事处坚持….
_UNDER = r"(?:在[^。,，\n]{2,30}下\s*[,，]\s*){0,2}"
_SUBJECT = regex(
    rf"(?:20\d{{2}}年度?(?:以来)?|一年来)\s*[,，]\s*{_UNDER}(?P<unit>[㐀-鿿]{{2,24}}?(?:{BODIES}|{TOWNS}|{PLACES})){_DOES}"
)
# Without a comma, or where a line begins, more words only look like a name: 2021年通过政府网站主动公开.
_SUBJECT_AT_ONCE = regex(
    r"(?:20\d{2}年度?|一年来|^)[ \u3000]*(?P<unit>(?![通在对将为按向由从经被用])[㐀-鿿]{2,24}?"
    rf"(?:局|厅|委员会|管委会|人民政府|办事处|街道|[镇乡]|研究室)){_DOES}",
    re.MULTILINE,
)
_FEWEST_TIMES = 2
_LONGEST_PLACE = 6


@remembered
def body_name(words: str) -> str | None:
    """The name of a public body that words end with, None where they end with no such name.

    >>> body_name("特向社会公布塔城地区")
    '塔城地区'
    """
    name = words.strip(" 、,.:-_—·《》“”\"'【】[]|>＞→")
    cut = _BEFORE.match(name)
    rest = name[cut.end() :] if cut else name
    if _is_name(rest):
        name = rest
    return plain_name(name) if _is_name(name) and not rest.startswith(_POINTING) else None


def _is_name(name: str) -> bool:
    return bool(
        _is_written_as_name(name)
        and _ENDING.search(IN_BRACKETS.sub("", name))
        and IN_BRACKETS.sub("", name) not in _GENERIC
        and not name.startswith(_POINTING)
        and "我" not in name
        and not name.endswith(_SITES)
        and (not _POINTED.match(name) or _OF_GOVERNMENT.fullmatch(name))
    )


def _is_written_as_name(words: str) -> bool:
    """Whether words are Chinese characters, some maybe in brackets or a number; two of them must name a place."""
    words = _NUMBERED.sub("", words)
    if "(" in words:
        return _is_bracketed(words)
    if not _SHORTEST <= len(words) <= _LONGEST or not all(map(is_chinese, words)):
        return False
    return len(words) > _SHORTEST or words[0] not in _NO_PLACES.get(words[1], words)


def _is_bracketed(words: str) -> bool:
    """Whether words are a name with others in brackets, of a second sign at the same door or of what else an area is.

    At the end of words, brackets hold a body (某局(某中心、某办)), and not a remark such as (盖章).
    """
    before, _, rest = words.partition("(")
    within, closed, after = rest.partition(")")
    *others, last = within.split("、")
    if not closed or not all(map(is_chinese, "".join((before, *others, last, after)))):
        return False
    if _ITSELF.search(words):
        return _SHORTEST <= len(before) <= _LONGEST and _ENDING.search(before) is not None
    names = all(_SHORTEST <= len(name) <= _LONGEST for name in (before, *others))
    if not names or len(last) > _LONGEST or len(after) > _LONGEST_AFTER:
        return False
    is_short = not others and _SHORTEST <= len(last) <= _LONGEST_WITHIN
    return _ENDING.search(within) is not None or (is_short and bool(after))


def plain_name(name: str) -> str:
    """Whom a body reports for: a government's office for its place, the office within a department for that."""
    name = _FORMER.sub("", name)
    itself = _ITSELF.sub("", name)
    name = f"{itself}本级" if itself != name and GOVERNMENT.search(itself) else itself
    return _OFFICE.sub("", place_of(_FOR_DISCLOSURE.sub("", _INNER.sub(r"\1", name))))


def place_of(name: str) -> str:
    """A government by its place: 永宁县人民政府办公室 is 永宁县; departments keep their names."""
    bare = GOVERNMENT.sub("", name)
    return bare if len(bare) > 1 else name


def is_fuller(name: str, short: str) -> bool:
    """Whether a name is another one with the places before it that it lies in, or with the name of its place."""
    before = name.removesuffix(short)
    named = short.startswith(tuple(PLACES.split("|"))) and 1 < len(before) <= _LONGEST_PLACE
    return before != name and (named or re.search(rf"(?:{PLACES})$", before) is not None)


def subject_of(text: str) -> str | None:
    """The body that the report's own sentences are about: 2022年，省工业和信息化厅坚持…."""
    for match in chain(_SUBJECT.finditer(text), _SUBJECT_AT_ONCE.finditer(text)):
        name = _with_province(match["unit"], text)
        if _is_name(name):
            return plain_name(name)
    return None


def _with_province(name: str, text: str) -> str:
    """省科技厅 by its full name, where the text names one province."""
    return _province_in(text) + name[1:] if name.startswith("省") and _province_in(text) else name


@remembered
def _province_in(text: str) -> str:
    """The province that a text names most."""
    found = Counter(match.group() for match in _PROVINCE.finditer(text)).most_common(1)
    return found[0][0] if found else ""


def most_spoken_of(text: str) -> str | None:
    """The body that a text speaks of most by its full name: the last resort, for a report without a title."""
    full = Counter(match.group() for match in _FULL.finditer(text) if _is_name(match.group()))
    for match in _OF_PROVINCE.finditer(text):
        full[_with_province(match.group(), text)] += 1
    best = sorted(full.items(), key=lambda item: (-item[1], -len(item[0]), item[0]))[:1]
    return best[0][0] if best and best[0][1] >= _FEWEST_TIMES else None


def may_be_same(one: str | int, other: str | int) -> bool:
    """Whether every character of the shorter name stands in the longer one in this order: 科技厅 in 科学技术厅."""
    short, long = sorted((str(one), str(other)), key=len)
    rest = iter(long)
    return all(char in rest for char in short)
