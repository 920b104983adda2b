"""Where a text breaks off: what stood behind was lost in copying, so that nobody knows what the report lacks.

Told only where two things agree: the last words do not end what they began, and what must come behind is not there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.dates import parse_date
from auditor.ingest.identity.titles import lines_of
from auditor.ingest.identity.units import body_name
from auditor.ingest.parts.sections import PARTS
from auditor.ingest.parts.sections import find_sections
from auditor.ingest.tables.read import has_columns
from auditor.patterns import regex
from auditor.source import is_chinese

if TYPE_CHECKING:
    from auditor.document import Document
    from auditor.ingest.identity.titles import Lines
    from auditor.ingest.parts.sections import Section
    from auditor.ingest.tables.reading import TableReading
    from auditor.schema import Form
    from auditor.source import Span

_OPEN = frozenset("、，,（(《“")
_STOP = regex(r"[。，,；;]|(?<=[㐀-鿿])\.")
_WHOLE_WORDS = frozenset("无無略完")
_HEADING = regex(r"[(（]?[一二三四五六七八九十]{1,2}[)）、]")
_ORDINAL = regex(r"[(（]?[二三四五六七八九十][)）、]?")
# What stands at the end of pages and papers, and is no part of the report's text.
_FURNITURE = regex(
    r"电话|传真|邮编|版权|备案|ICP|https?:|www|[主承协]办单位|附[件表]|统计表|安备|标识码|扫一扫|二维码|转载|责任编辑|网站地图|日印发|盖章"
    r"|^(?:打印|关闭|返回|[上下]一?[篇条页]|相关|地址|联系|[聯联][絡络]|浏览|阅读|点击|来源|作者|发布|分享|热门|熱門|推荐|[主承协]办|友情|导航"
    r"|无障碍|字号|签发|审核人?[:：]|填报|制表|负责人|抄送|审批|编辑|撰稿|供稿|[第共\d\s—-]*页)"
)
_LAST_PART = "六、"
_FEWEST_WORDS, _LONGEST_DAY = 12, 12
_PROBLEMS = 5
# By their last rows the tables of the second and of the third part are known to be whole, by their heads to be there.
_FIRST_TABLE = 2
_LAST_OF_2019 = regex("集中采购")
_LAST_ROWS = {_FIRST_TABLE: regex("收费"), 3: regex("结转下一?年度")}
_HEADS = {_FIRST_TABLE: regex("信息内容|第二十条"), 3: regex("勾稽关系|申请人情况|本年新收")}


def broken_off(document: Document, form: Form | None, tables: TableReading | None) -> Span | None:
    """The last words of a text that breaks off before what its form asks for, None where it does not."""
    if form is None or (tables is not None and not has_columns(form)):
        return None
    lines = lines_of(document.source.text)
    if not lines.lines:
        return None
    start, end = lines.lines[-1]
    sections = {each.part: each for each in find_sections(lines)} if has_columns(form) else {}
    span = lines.span(start, end)
    line = document.source.text[document.source.text.rfind("\n", 0, span.start) + 1 : span.end]
    in_cells = "\t" in line.rpartition("。")[2]
    if _in_a_table(lines, sections, form) or (not in_cells and _in_words(lines.bare[start:end], sections)):
        return span
    return None


def _in_a_table(lines: Lines, sections: dict[int, Section], form: Form) -> bool:
    """Whether a table is the last thing there is, and lacks the rows that end it."""
    last = max(sections, default=0)
    if last not in _LAST_ROWS:
        return False
    body = lines.bare[sections[last].body.start :]
    head = _HEADS[last].search(body)
    ends = _LAST_OF_2019 if last == _FIRST_TABLE and _buys(form) else _LAST_ROWS[last]
    return head is not None and ends.search(body) is None and "。" not in body[head.start() :]


def _buys(form: Form) -> bool:
    """Whether the first table of a form ends with what was bought."""
    return any(_LAST_OF_2019.search(each.label) for each in form.figures)


def _in_words(words: str, sections: dict[int, Section]) -> bool:
    """Whether the last line is words that go on, where the last parts of the report are missing."""
    last = max(sections, default=0)
    if (
        last == PARTS
        or words.startswith(_LAST_PART)
        or _FURNITURE.search(_STOP.split(words)[-1])
        or not _ends_open(words)
    ):
        return False
    if _ORDINAL.fullmatch(words) or _HEADING.match(words) or (len(words) == 1 and words not in _WHOLE_WORDS):
        return True
    return 0 < last < _PROBLEMS or len(words) >= _FEWEST_WORDS or _STOP.search(words) is not None


def _ends_open(words: str) -> bool:
    """Whether words end within a sentence or a heading: in no full stop, no name of a body and no day."""
    if words[-1] in _OPEN or _ORDINAL.fullmatch(words):
        return True
    is_prose = is_chinese(words[-1]) or (words[-1].isdecimal() and _STOP.search(words) is not None)
    is_day = words.endswith("日") and parse_date(words[-_LONGEST_DAY:]) is not None
    return is_prose and not is_day and body_name(words) != words
