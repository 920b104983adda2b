"""Names of other units where a report can only mean itself: what a template, or another unit's report, left behind.

Reports name many units rightly: those above, those below, those that did something. So only three kinds of places
count: what the report calls itself (its title in the opening, the head of its table, who writes it), the subject of its
own figures and duties where that is a body of the same level, and words such as 我局 in the report of a town.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.document import Attribute
from auditor.ingest.identity.levels import level_of
from auditor.ingest.identity.listed import in_lists
from auditor.ingest.identity.titles import find_titles
from auditor.ingest.identity.titles import lines_of
from auditor.ingest.identity.units import body_name
from auditor.ingest.identity.units import may_be_same
from auditor.ingest.tables.reading import Places
from auditor.patterns import CHINESE
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Document

NAME = "他单位名称数"
_HEAD = 3000
_TITLED = regex(r"(?:公布|编制|编写|发布|现将|公开)了?$")
_REPORTED_BY = regex(
    rf"(?:填报|编制|报送)单位(?:\(盖章\))?[:：]\s*(?P<unit>{CHINESE}{{2,30}})", needs="单位:|单位：|单位(盖章)"
)
_WRITTEN_BY = regex(
    rf"本(?:年度)?(?:报告|年报)由(?P<unit>{CHINESE}{{1,24}}?(?:局|委员会|委|厅|镇|乡|街道办事处|街道)(?:人民政府|政府)?)"
    r"(?:负责)?(?:依照|按照|依据|根据|编制|编写|撰写)",
    needs="报告由|年报由",
)
_PLACE = "(?:镇|乡|街道办事处|街道|县|区)"
_BEGINS = r"(?:^|[。;\n]|20[0-9]{2}年度?,?|全年,?|一年来,?)"
_IN_ALL = "(?:共|全年|累计|全年共|本年度|依法)?"
_NAMED = f"(?P<unit>[㐀-鿿]{{1,8}}?{_PLACE})"
_SUBJECT = regex(f"{_BEGINS}{_NAMED}(?:人民政府|政府)?{_IN_ALL}(?:主动公开|收到|受理|制发|公开政府信息|发布政府信息)")
_OFFICE = regex(
    r"(?:^|[。\n]|20[0-9]{2}年度?,?|全年,?|一年来,?)(?P<unit>[㐀-鿿]{2,16}?(?:局|委员会|委|厅))"
    rf"{_IN_ALL}(?:主动公开(?:政府)?信息|收到政府信息公开申请|收到申请|制发(?:行政)?规范性文件)"
)
# What an office says it does itself, or will do: 下一步，市林业局将加大…; 市林业局明确分管领导….
_OFFICE_PLAN = regex(
    r"(?:^|[。;\n]|(?:下一步|下步|今后|接下来|20[0-9]{2}年度?(?:以来)?|全年|一年来),?)"
    r"(?P<unit>(?:[㐀-鿿]{1,6}?)?[省市县区州旗][㐀-鿿]{2,10}?(?:局|委员会|厅))"
    r"(?P<said>将?(?:进一步|继续|持续|不断|切实|严格|高度重视|认真|深入|坚持|加大|加强|强化"
    r"|明确了?(?:分管|主要负责|政[府务](?:信息)?公开)"
    r"|(?:明确|安排|指定|落实|配备)了?专[人职](?=[^。\n]{0,12}(?:公开|栏目|网站|申请)))[^。\n]*)"
)
_NO_OFFICE = regex("各|本|我|该|所有|其他|有关|相关|直属|上级|单位|部门|对|向|由|与|在|及|办局|委局|原")
_OURS = regex("[我本](?:局|厅|委|单位|部门|机关)")
_PLACED = regex("[㐀-鿿]{1,6}?[省市州县区旗]")
# Only of itself does a report say so: 某镇人民政府严格执行…, 某镇高度重视….
_DUTIFUL = regex(
    f"{_BEGINS}{_NAMED}(?:人民政府|党委、政府|政府)?"
    r"(?:严格(?:执行|按照|落实|遵守)|高度重视|认真(?:贯彻|落实|执行|学习)|深入(?:贯彻|学习)|坚持以|始终坚持|切实加强)"
)
_CONTACT = regex(rf"(?:请与|请向|与|向){_NAMED}(?:人民政府|政府)?{CHINESE}{{0,8}}(?:办公室|党政办|办|科|股)联系")
_NOT_A_NAME = regex(
    "全|各|本|我|该|所有|其他|以来|期间|以后|县|市|省|辖|有关|及|和|与|在|的|年|原|对|向|政府|办|代表|部门|单位|委|局|会|网|将|由|为"
)
_SELF = regex(r"(?<![㐀-鿿]自)我(?P<kind>局|厅|委(?![托员派任])|镇|乡|街道|校)(?![长里])")
_QUOTED = regex("“[^“”]{0,200}”|《[^《》]{0,80}》")
# What a unit may call itself, by how its name ends.
_OWN: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "局": frozenset({"局"}),
        "厅": frozenset({"厅"}),
        "委": frozenset({"委", "局"}),
        "委员会": frozenset({"委", "局"}),
        "镇": frozenset({"镇"}),
        "乡": frozenset({"乡"}),
        "街道": frozenset({"街道"}),
        "街道办事处": frozenset({"街道"}),
        "县": frozenset(),
        "区": frozenset(),
        "旗": frozenset(),
        "市": frozenset(),
        "省": frozenset(),
    }
)


def read_foreign(document: Document, unit: str | None, tables: tuple[Span, ...]) -> Iterator[Attribute]:
    """How many places name another unit as if it were this one; nothing where it is not known whose report it is."""
    if unit is None:
        return
    text = fold(document.source.text)
    subjects = (*_subjects(text, unit, tables), *_offices(text, unit, tables))
    found = sorted({*_titles(document.source.text, unit), *_heads(text, unit), *subjects, *_selves(text, unit)})
    places = Places(document)
    first = found[0] if found else None
    origin = places.origin(first) if first else None
    yield Attribute(NAME, len(found), None, origin, document.source.slice(first) if first else "")


def _titles(text: str, unit: str) -> Iterator[Span]:
    """What the opening calls the report: 现公布某县2018年政府信息公开工作年度报告."""
    head = text[:_HEAD]
    titles = find_titles(lines_of(head))
    listed = in_lists(titles, head)
    for title in titles:
        span = None if title in listed else title.unit_span
        if title.unit and span and not _is_own(title.unit, unit):
            before = fold(head[max(0, span.start - 4) : span.start])
            if title.alone or _TITLED.search(before):
                yield span


def _is_own(name: str, unit: str) -> bool:
    """Whether a name may be the unit's, which may leave out its place: 县教育局 is 云岭县教育局."""
    place = _PLACED.match(name)
    within = name[place.end() - 1 :] if place and unit[0] == place[0][-1] else name
    return may_be_same(within, unit)


def _heads(text: str, unit: str) -> Iterator[Span]:
    """Who fills the table in, or writes the report, by its own words: 填报单位：某局; 本报告由某局编制."""
    for pattern in (_REPORTED_BY, _WRITTEN_BY):
        for match in pattern.finditer(text):
            name = body_name(match["unit"])
            if name and not may_be_same(name, unit) and level_of(name) == level_of(unit):
                yield Span(*match.span("unit"))


def _subjects(text: str, unit: str, tables: tuple[Span, ...]) -> Iterator[Span]:
    """Places of the unit's own level that are said to have done what only the reporting unit reports."""
    level = level_of(unit)
    if level not in {"乡镇", "县级"}:
        return
    for pattern in (_SUBJECT, _DUTIFUL, _CONTACT):
        for match in pattern.finditer(text):
            name, span = match["unit"], Span(*match.span("unit"))
            if _NOT_A_NAME.search(name[:-1]) or level_of(name) != level or may_be_same(name, unit):
                continue
            if not any(table.start <= span.start < table.end for table in tables):
                yield span


def _offices(text: str, unit: str, tables: tuple[Span, ...]) -> Iterator[Span]:
    """Offices of the unit's own place that are said to have done, or to plan, what only the unit itself reports."""
    place = _PLACED.match(unit)
    if level_of(unit) != "部门" or place is None:
        return
    for match in _OFFICE.finditer(text):
        name, span = match["unit"], Span(*match.span("unit"))
        inside = any(table.start <= span.start < table.end for table in tables)
        if name.startswith(place[0]) and not inside and not may_be_same(name, unit):
            yield span
    for match in _OFFICE_PLAN.finditer(text):
        name = match["unit"]
        own_place = name.startswith((place[0], place[0][-1]))
        if own_place and not (_NO_OFFICE.search(name) or _OURS.search(match["said"]) or may_be_same(name, unit)):
            yield Span(*match.span("unit"))


def _selves(text: str, unit: str) -> Iterator[Span]:
    """我局 in the report of a town: only where the unit's name says what it may call itself."""
    ending = next((ending for ending in sorted(_OWN, key=len, reverse=True) if unit.endswith(ending)), None)
    if ending is None:
        return
    own = {kind[0] for kind in _OWN[ending]}
    for match in _SELF.finditer(_QUOTED.sub(_blank, text)):
        if match["kind"][0] not in own:
            yield Span(*match.span())


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
