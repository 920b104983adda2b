"""Titles: what a document calls itself, whose it is and of which year, in whatever words and however wrapped."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from functools import lru_cache
from itertools import chain
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.identity.units import body_name
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold
from auditor.source import is_chinese

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from collections.abc import Mapping

ANNUAL = "年度报告"
_SEEN = regex(r"[^\s\u200b\ufeff]+")
_CORE = regex(
    r"政[府务](?:信息)?公开(?:工作)?(?:情况)?(?:的)?(?:20\d{2}年?)?(?:年度)?(?:工作)?(?:情况)?(?:总结)?(?:的)?(?:年度)?(?:工作)?"
    r"(?:报告|年报)|信息公开(?:工作)?(?:情况)?(?:的)?(?:20\d{2})?年度(?:工作)?(?:情况)?(?:的)?报告|(?P<short>信息公开(?:工作)?年报)"
)
_YEARLY = regex(r"年度|年报")
_COLUMN = regex(r"(?<!年)年度报告|(?<!年)年报")
_YEAR = regex(r"(?P<digits>20\d{2})(?P<mark>年度?|度)?|(?P<chinese>二[〇零○Oo0][〇零○Oo0一二三四五六七八九]{2})年度?")
_NUMERALS: Mapping[str, str] = MappingProxyType(
    {**{char: str(index) for index, char in enumerate("〇一二三四五六七八九")}, **dict.fromkeys("零○Oo0", "0")}
)
_AFTER = regex(r"\s*(?:》|”|\([^()]{0,12}\)|【[^】]{0,12}】|已.{0,20}|$)")
_LEFT = 70
_STOPS = frozenset("。;；！!？?，,:：")

# What other documents call themselves, by the words that end their titles.
_OTHER_KINDS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (regex(rf"(?:{words})(?:\([^()]*\))?$", needs="" if "(" in words else words), kind)
    for words, kind in (
        ("通知|通告|公告|通报|函|批复|决定|意见", "公文"),
        ("方案|计划|要点|安排|规划|任务分工|分工", "计划方案"),
        ("指南|目录|清单|须知|手册", "指南目录"),
        ("条例|办法|规定|制度|细则|规范|规则|规程|章程", "规章制度"),
        ("总结|小结", "工作总结"),
        ("简报|动态|新闻|讲话|致辞|发言", "简报"),
        ("格式|样式|模板|范本|样本|样表|表样", "格式样本"),
        ("解读", "解读"),
        ("关于.{2,50}(?:的|情况)说明", "情况说明"),  # why an office makes no report
        (
            "(?:工作|进展|完成|开展|落实|推进|建设|整改)情况(?:的?(?:报告|汇报|通报))?|进展报告|汇报|自查报告|调研报告|工作报告",
            "情况报告",
        ),
    )
)
# What explains a report says so before the name of it: 文字解读：某局…年度报告.
_EXPLAINED = regex(r"(?:[㐀-鿿]{0,4}解读|一图读懂|图解):", needs="解读:|一图读懂:|图解:")
# Headings of parts are no titles: 四、重点领域工作推进情况.
_PART = regex(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)|\d{1,2}[.、]")
# A sentence whose line was broken may end like a title: 根据《条例》和关于…的通知 / 要求.
_CITES = ("根据", "按照", "依据", "依照", "遵照")
_SHORTEST, _LONGEST = 6, 60
_CHINESE_SHARE = 0.6
_OPENING_LINES = 12
_SHORTEST_SENTENCE = 20


class Title(Struct, frozen=True):
    """Where a document names itself an annual report. `alone` is whether the name stands apart from running text."""

    span: Span
    text: str
    alone: bool
    unit: str | None
    unit_span: Span | None
    year: int | None
    year_span: Span | None


class Lines(Struct, frozen=True, dict=True):
    """A text by its lines as people see them: wide gaps part lines, too, and blanks within a line are left out."""

    text: str

    @cached_property
    def offsets(self) -> tuple[int, ...]:
        """Where each character of `bare` stands in the text."""
        return tuple(chain.from_iterable(range(start, end) for start, end in self._runs))

    @cached_property
    def bare(self) -> str:
        """The text without blanks and line ends, folded."""
        return fold("".join(_SEEN.findall(self.text)))

    @cached_property
    def starts(self) -> frozenset[int]:
        """The positions in `bare` where a line begins."""
        found = {0}
        position = 0
        for (start, end), (following, _) in pairwise(self._runs):
            position += end - start
            if following - end > 1 or self.text[end] in "\n\t":
                found.add(position)
        return frozenset(found)

    @property
    def opening(self) -> Iterator[tuple[int, int]]:
        """The first lines; those that a gap or a tab parts only, such as what a page tells of itself, are one."""
        seen = 0
        for start, end in self.lines:
            seen += not start or "\n" in self.text[self.offsets[start - 1] : self.offsets[start]]
            if seen > _OPENING_LINES:
                return
            yield start, end

    @cached_property
    def _runs(self) -> tuple[tuple[int, int], ...]:
        """The stretches of the text without blanks."""
        return tuple(match.span() for match in _SEEN.finditer(self.text))

    def span(self, start: int, end: int) -> Span:
        """The span in the text of a range of `bare`; an empty one lies behind what stands before it."""
        last = self.offsets[end - 1] + 1 if end else 0
        return Span(self.offsets[start] if start < end else last, last)

    @cached_property
    def lines(self) -> tuple[tuple[int, int], ...]:
        """The lines as ranges of `bare`."""
        return tuple((start, end) for start, end in pairwise(self._edges) if start < end)

    def around(self, position: int) -> tuple[int, int]:
        """The line that a position of `bare` lies in."""
        at = bisect_right(self._edges, position, hi=len(self._edges) - 1)
        return self._edges[at - 1], self._edges[at]

    @cached_property
    def _edges(self) -> tuple[int, ...]:
        return (*sorted(self.starts), len(self.bare))


@lru_cache(maxsize=8)
def lines_of(text: str) -> Lines:
    """The lines of a text; several look through the same document."""
    return Lines(text)


@lru_cache(maxsize=8)
def find_titles(lines: Lines) -> tuple[Title, ...]:
    """Every place where the text names an annual report on disclosure, in reading order."""
    return tuple(_titles(lines))


def _titles(lines: Lines) -> Iterator[Title]:
    for match in _CORE.finditer(lines.bare):
        start, clear = _behind_column(lines, *_title_start(lines, match.start()), match.start())
        left, words = lines.bare[start : match.start()], lines.bare[start : match.end()]
        named = _last_year(left)
        year = named or _YEAR.search(words, len(left))  # 某局政府信息公开工作2023年度报告
        yearly = _YEARLY.search(words) is not None
        if not (yearly or (year and match.group().startswith("政府"))) or (match["short"] and named is None):
            continue  # 信息公开年报 without a year is a column of a page
        unit = None if _is_cited(lines.bare, match) else _unit_around(left, named)
        if unit is None and year is None and start in lines.starts and words.endswith("年报"):
            continue  # so is 政府信息公开年报 without either in a line of its own
        alone = clear and _ends_there(lines, match.end())
        yield Title(
            lines.span(start, match.end()),
            words,
            alone,
            unit[0] if unit else None,
            lines.span(start + unit[1], start + unit[2]) if unit else None,
            as_year(year) if year else None,
            lines.span(start + year.start(), start + year.end()) if year else None,
        )


def _is_cited(bare: str, core: re.Match[str]) -> bool:
    """Whether the title of another document names it, whose issuer reports nothing: 《某办关于…年度报告的通知》."""
    begins = bare.rfind("《", max(0, core.start() - _LEFT), core.start())
    ends = bare.find("》", core.end(), core.end() + _LEFT)
    is_within = begins >= 0 and ends >= 0 and not {"《", "》", "。"} & {*bare[begins + 1 : ends]}
    return is_within and _AFTER.match(bare, core.end(), ends) is None


def _title_start(lines: Lines, core: int) -> tuple[int, bool]:
    """Where a title begins that leads up to its core, and whether it begins a line or a quotation.

    A title may be wrapped, so one line start is passed while neither a year nor a unit has been met, and another one
    while one of them is still missing and what stands there is a name.
    """
    passed = 0
    position = core
    while position > max(0, core - _LEFT):
        if position in lines.starts and not _in_a_sentence(lines, position):
            so_far = lines.bare[position:core]
            if _is_whole(so_far) or passed >= 2 or not _goes_on_above(lines, position, so_far):  # noqa: PLR2004
                return position, True
            passed += 1
        char = lines.bare[position - 1]
        if char in _STOPS or char in "《“|>":
            return position, char in "《“|>"
        position -= 1
    return position, position == 0


def _in_a_sentence(lines: Lines, position: int) -> bool:
    """Whether a line only begins because the sentence before it was broken: …的要求，现公布青 / 屏县民政局2023年…."""
    if not position:
        return False
    before = lines.bare[lines.around(position - 1)[0] : position]
    told = len(before) >= _SHORTEST_SENTENCE and ":" not in before and any(stop in before for stop in "。,;")
    return told and is_chinese(before[-1])


def _behind_column(lines: Lines, start: int, clear: bool, core: int) -> tuple[int, bool]:  # noqa: FBT001
    """Where a title begins behind the name of the column that a page puts before it: 某局 年度报告 某局2022年…."""
    columns = [match.end() for match in _COLUMN.finditer(lines.bare, start, core)]
    return (columns[-1], True) if columns else (start, clear)


def _is_whole(left: str) -> bool:
    year = _last_year(left)
    return year is not None and _unit_around(left, year) is not None


def _goes_on_above(lines: Lines, position: int, so_far: str) -> bool:
    """Whether the line above a line is a part of the same title: a name of a body, a year, or both, and no more."""
    if not position:
        return False
    above = lines.around(position - 1)[0]
    words = lines.bare[above:position]
    if above and _YEAR.fullmatch(words) and _YEAR.fullmatch(lines.bare[lines.around(above - 1)[0] : above]):
        return False  # 2022年, 2021年: a list of years to choose from
    if not so_far and not words.endswith(("公开", "信息", "政府", "工作", "年度", "年")) and body_name(words) is None:
        return _YEAR.search(words) is not None and len(words) <= _LEFT
    bare = _YEAR.sub("", words)
    return not bare or body_name(bare) is not None


def _last_year(left: str) -> re.Match[str] | None:
    found = None
    for match in _YEAR.finditer(left):
        if match["mark"] or match["chinese"] or not left[match.end() :]:
            found = match
    return found


def as_year(match: re.Match[str]) -> int:
    """The year that a match has as `digits` or in `chinese` numerals."""
    return int(match["digits"] or "".join(_NUMERALS[char] for char in match["chinese"]))


def _unit_around(left: str, year: re.Match[str] | None) -> tuple[str, int, int] | None:
    """The body named behind the year or before it: 2017年度桃源县陬市镇…, 永宁县2018年….

    The last figure of another report may have run together with it: …人次57永宁县2018年….
    """
    parts = [(0, len(left))] if year is None else [(year.end(), len(left)), (0, year.start())]
    figures = [at + 1 for at in range(year.start() if year else 0) if left[at].isdecimal()]
    parts += [(figures[-1], year.start())] if year and figures else []
    for start, end in parts:
        words = left[start:end].removesuffix("关于").removesuffix("的")
        name = body_name(words)
        if name is not None:
            name = _once(name)
            at = left.rfind(name, start, end)
            return name, at, at + len(name)
    return None


def _once(name: str) -> str:
    """A name that a page puts before a title that begins with it, too, but once: 某局某局2022年…."""
    half = name[: len(name) // 2]
    return half if name == half + half else name


def _ends_there(lines: Lines, end: int) -> bool:
    if end in lines.starts or end == len(lines.bare):
        return True
    _, following = lines.around(end)
    return _AFTER.fullmatch(lines.bare[end:following]) is not None or lines.bare[end] in "》”"


def other_kind(lines: Lines) -> tuple[str, Span] | None:
    """What a document calls itself that names itself no annual report, by the first line that reads as its title."""
    for start, end in lines.opening:
        words = lines.bare[start:end]
        is_title = _SHORTEST <= len(words) <= _LONGEST and not any(stop in words for stop in "。;；！!/")
        if not is_title or _PART.match(words) or words.startswith(_CITES) or _in_a_sentence(lines, start):
            continue
        chinese = sum(map(is_chinese, words))
        kind = next((kind for pattern, kind in _OTHER_KINDS if pattern.search(words)), None)
        kind = "解读" if ":" in words and _EXPLAINED.match(words) and _CORE.search(words) else kind
        if kind and chinese >= _CHINESE_SHARE * len(words) and not _CORE.fullmatch(words):
            return kind, lines.span(start, end)
    return None
