"""What the parts of a document say of whose report it is and of which year, each with its place."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.identity.captions import LONGEST_CAPTION
from auditor.ingest.identity.captions import unit_of_caption
from auditor.ingest.identity.captions import year_of_caption
from auditor.ingest.identity.published import HEAD
from auditor.ingest.identity.published import signatures
from auditor.ingest.identity.titles import find_titles
from auditor.ingest.identity.titles import lines_of
from auditor.ingest.identity.units import body_name
from auditor.ingest.identity.units import is_fuller
from auditor.ingest.identity.units import most_spoken_of
from auditor.ingest.identity.units import plain_name
from auditor.ingest.identity.units import subject_of
from auditor.patterns import CHINESE
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from auditor.document import Document
    from auditor.ingest.identity.period import Period
    from auditor.ingest.identity.titles import Lines
    from auditor.ingest.identity.titles import Title
    from auditor.schema import Schema

# From how many times on it tells something that a word or a year is named.
FEWEST_TIMES = 3
_COMPILED_BY = regex(
    rf"由(?P<unit>{CHINESE}{{2,30}}?)(?:(?:综合|秘书|文秘|信息|政策法规|法规|行政|宣传)科)?"
    rf"(?:负责|根据|按照|依据|依照|组织|(?:结合|综合){CHINESE}{{0,12}}(?:数据|情况|实际))?(?:编制|编写|汇总|《|国家)"
)
_WRITTEN_BY = regex(
    r"(?:^|[。，,\n\s])(?P<unit>[㐀-鿿]{2,30}?)(?:编制|编写)(?:了|并|本)",
    needs="编制了|编制并|编制本|编写了|编写并|编写本",
)
_REPORTED_BY = regex(
    r"(?:(?:填报单位|编制单位|报送单位|报告单位|单位名称)(?:\(盖章\))?\s*[:\t]|(?:来源|发布机构)\s*:|(?<![^\n\t])单位\t)"
    rf"\s*(?P<unit>{CHINESE}{{2,30}})"
)
# What a report says it was made for is its own office's work: 为做好某局政府信息公开工作，我局….
_FOR_ITSELF = regex(
    rf"(?:做好|推进|加强)(?P<unit>{CHINESE}{{4,24}}?(?:局|委员会|委|厅|街道办事处|街道|镇|乡))(?:政[府务])?信息公开工作\s*[,，]\s*我",
    needs="信息公开工作",
)
# Whom to ask about a report is who wrote it: 如有疑问，请与某局办公室联系（地址：…）. Other things are asked of others:
# 对答复不满意的，可向某信访局反映.
_ASKED = regex(
    rf"(?:请(?:直接|及时)?|疑问[,，]\s*可?(?:直接)?)(?:与|向|联系|咨询|致电)\s*(?P<unit>{CHINESE}{{2,30}}?)(?=联系|咨询|反映|[(（,，。:：])"
)
_OF_YEAR = regex(r"(?:(?:报告|统计|填报)年[度份]\s*[:\t]|(?<![^\n\t])年[度份]\t)\s*(20\d{2})(?!\d)")
_ANY_YEAR = regex(r"(?<!\d)(20\d{2})\s*年(?:度|,|，|以来|,|全|，)?")
# Until when figures count: 所列数据截至2025年12月31日.
_UNTIL = regex(r"(?:数据|统计)[^。\n\d]{0,12}截[止至][^。\n\d]{0,8}(20\d{2})\s*年\s*12\s*月")
# The first words of the text or of its first part: 2020年，在区委的领导下….
_OPENING = regex(r"(?:^|(?:^|\n)\s*一\s*、[^\n\d]{2,20}\n)\s*(20\d{2})\s*年度?\s*,")
# A cell or a line that says no more: 2018年.
_YEAR_ALONE = regex(r"(?:^|[\t\n])[ \t]*\(?(20\d{2})\s*年度?\)?[ \t]*(?=[\t\n]|$)")
_NAME_YEAR = regex(r"(?<!\d)(20[0-4]\d)(?!\d)")
_NAMED = regex(
    r"[㐀-鿿]+(?:(?:\([㐀-鿿、]{1,48}\)|(?<=[市县区第])(?!20\d\d(?!\d))[A-Z]{0,2}\d{1,5}[A-Z]?(?=[㐀-鿿]))[㐀-鿿]*)?"
)
# What stands behind a name in the name of a file.
_REPORT = regex(r"(?:关于)?年?度?(?:政[府务])?(?:信息)?公开.*|年度?报告?.*|年度?$|(?:统计)?表[一二三四]?$")
# Who issues a document stands at its head: 某局文件, or the name alone.
_ISSUED = regex(r"(?P<unit>[㐀-鿿]{2,30}?)(?:文件)?")
_FIRST_LINES = 4
_BELOW = 2


class Hint(Struct, frozen=True):
    """What one part of a document says: a unit or a year, where it stands, and which part that is."""

    value: str | int
    origin: str
    span: Span | None = None


def unit_hints(document: Document, titles: tuple[Title, ...], tail: tuple[Title, ...]) -> Iterator[Hint]:
    """What the parts of a document say of whose it is, the most trusted first."""
    text = document.source.text
    named = [title for title in titles if title.unit]
    for title in sorted(named, key=lambda each: not each.alone):
        yield Hint(title.unit or "", "标题", title.unit_span)
    yield from _below_title(lines_of(text[:HEAD]), titles)
    yield from _compilers(text[:HEAD])
    yield from (Hint(name, "落款", span) for name, span in signatures(text))
    yield from (Hint(title.unit, "文末") for title in tail if title.unit)
    yield from _issuers(document)
    yield from _captions(text[:HEAD])
    yield from _named_by(_ASKED, fold(text[:HEAD]))
    folded = fold(text)
    for spoken in (subject_of(folded), most_spoken_of(folded)):
        if spoken:
            at = folded.find(spoken)
            yield Hint(spoken, "正文", Span(at, at + len(spoken)) if at >= 0 else None)
    for name in dict.fromkeys(grid.name for grid in document.grids if grid.name):
        yield from units_of_path(name.replace(".", " "), "工作表名")
    yield from (Hint(name, "页眉") for name in _units_of_margin(document.margin))
    yield from units_of_path(document.path)


def _units_of_margin(margin: str) -> Iterator[str]:
    """The bodies that the heads and feet of pages name: in a title of the report, or alone."""
    yield from (title.unit for title in find_titles(lines_of(margin)) if title.unit)
    for line in margin.split("\n"):
        name = body_name(line)
        if name and plain_name(line.strip()) == name:
            yield name


def units_of_path(path: str, origin: str = "文件名") -> Iterator[Hint]:
    """The bodies that a file's name and its folders name, the nearest first."""
    for part in reversed(path.split("/")):
        stem = fold(part.rpartition(".")[0] or part)
        named = () if stem.isascii() else _NAMED.findall(stem)
        names = (body_name(_REPORT.sub("", words)) for words in named)
        yield from (Hint(name, origin) for name in names if name)


def years_of_path(path: str) -> Iterator[Hint]:
    """The years that a file's name and its folders name, the nearest first."""
    for part in reversed(path.split("/")):
        found = _NAME_YEAR.search(part)
        if found:
            yield Hint(int(found.group(1)), "文件名")


def fullest_first(hints: tuple[Hint, ...]) -> tuple[Hint, ...]:
    """The hints, the most trusted name in front by its fullest form: 洪泽区 is 淮安市洪泽区 where the head says so."""
    if not hints:
        return ()
    name = str(hints[0].value)
    fuller = (hint for hint in hints[1:] if hint.origin != "文件名" and is_fuller(str(hint.value), name))
    best = max((hints[0], *fuller), key=lambda hint: len(str(hint.value)))
    return (best, *hints)


def _below_title(lines: Lines, titles: tuple[Title, ...]) -> Iterator[Hint]:
    """The body whose name alone stands right below a title that names none, as on a cover."""
    for title in titles:
        if title.alone and title.unit is None:
            below = [line for line in lines.lines if lines.offsets[line[0]] >= title.span.end][:_BELOW]
            for start, end in below:
                name = body_name(lines.bare[start:end])
                if name and plain_name(lines.bare[start:end]) == name:
                    yield Hint(name, "正文", lines.span(start, end))


def _compilers(head: str) -> Iterator[Hint]:
    """The bodies that are said to have compiled, written or published a report.

    A copy may have blanks within the words: 由某市教 育局编制.
    """
    lines = lines_of(head)
    for hint in _named_by(_COMPILED_BY, lines.bare):
        yield Hint(hint.value, hint.origin, lines.span(hint.span.start, hint.span.end) if hint.span else None)
    for pattern in (_WRITTEN_BY, _REPORTED_BY, _FOR_ITSELF):
        yield from _named_by(pattern, fold(head))


def _named_by(pattern: re.Pattern[str], head: str) -> Iterator[Hint]:
    for match in pattern.finditer(head):
        name = body_name(match["unit"])
        if name:
            start = match.start("unit") + max(0, match["unit"].find(name))
            yield Hint(name, "正文", Span(start, start + len(name)))


def _issuers(document: Document) -> Iterator[Hint]:
    """The bodies that stand alone at the head; the first line of a page may be the name of its site."""
    lines = lines_of(document.source.text[:HEAD])
    for number, (start, end) in enumerate(lines.lines[:_FIRST_LINES]):
        found = _ISSUED.fullmatch(lines.bare, start, end)
        name = body_name(found["unit"]) if found else None
        is_head = name and (lines.bare.endswith("文件", start, end) or (number == 0 and document.format != "html"))
        if found and name and is_head and plain_name(found["unit"]) == name:
            yield Hint(name, "版头", lines.span(start, start + len(found["unit"])))


def _captions(head: str) -> Iterator[Hint]:
    """The bodies of whose figures a table is by its title, in a line of its own."""
    for line in head.split("\n"):
        name = unit_of_caption(line) if len(line) <= LONGEST_CAPTION else None
        if name:
            yield Hint(name, "统计表")


def year_hints(
    document: Document,
    named: tuple[tuple[Title, ...], tuple[Title, ...]],
    period: Period | None,
    table_year: int | None,
    schema: Schema,
) -> Iterator[Hint]:
    """What the parts of a document say of its year, by the titles of its head and of its end."""
    titles, tail = named
    for title in sorted((title for title in titles if title.year), key=lambda each: not each.alone):
        yield Hint(title.year or 0, "标题", title.year_span)
    if period:
        yield Hint(period.first.year, "统计期限", period.first.span)
    if table_year:
        yield Hint(table_year, "统计表")
    text = document.source.text
    head = fold(text[:HEAD])
    for pattern in (_OF_YEAR, _UNTIL):
        yield from (Hint(int(match[1]), "正文", Span(*match.span(1))) for match in pattern.finditer(head))
    for title in tail:
        if title.year:
            yield Hint(title.year, "文末")
    yield from (Hint(title.year, "页眉") for title in find_titles(lines_of(document.margin)) if title.year)
    yield from _spoken_years(head)
    captions = (year_of_caption(line) for line in head.split("\n") if len(line) <= LONGEST_CAPTION)
    yield from (Hint(year, "正文") for year in captions if year)
    for hint in years_of_path(document.path):
        if not schema.forms or any(hint.value in form.years for form in schema.forms.values()):
            yield hint


def _spoken_years(head: str) -> Iterator[Hint]:
    """The years that a head speaks of: the one that it names most, that of its first words, one that stands alone."""
    counted = Counter(match.group(1) for match in _ANY_YEAR.finditer(head)).most_common(1)
    if counted and counted[0][1] >= FEWEST_TIMES:
        yield Hint(int(counted[0][0]), "正文")
    yield from (Hint(int(match[1]), "正文", Span(*match.span(1))) for match in _OPENING.finditer(head))
    alone = list(_YEAR_ALONE.finditer(head))
    lists = {year for pair in pairwise(alone) if _is_list(*pair, head) for year in pair}
    yield from (Hint(int(match[1]), "正文", Span(*match.span(1))) for match in alone if match not in lists)


def _is_list(one: re.Match[str], other: re.Match[str], head: str) -> bool:
    """Whether two years stand in lines of their own, one below the other: what a page has reports of."""
    between = head[one.end() : other.start(1)]
    return not between.strip() and "\n" in between and one[1] != other[1]
