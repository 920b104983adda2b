"""Who reports, for which year, and whether it is an annual report at all: from the content before the file's name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.document import Attribute
from auditor.ingest.codes import IDENTITY_CONFLICT
from auditor.ingest.codes import tell
from auditor.ingest.dates import parse_date
from auditor.ingest.identity.hints import FEWEST_TIMES
from auditor.ingest.identity.hints import Hint
from auditor.ingest.identity.hints import fullest_first
from auditor.ingest.identity.hints import unit_hints
from auditor.ingest.identity.hints import units_of_path
from auditor.ingest.identity.hints import year_hints
from auditor.ingest.identity.hints import years_of_path
from auditor.ingest.identity.levels import levels_of
from auditor.ingest.identity.listed import without_lists
from auditor.ingest.identity.own_titles import own_titles
from auditor.ingest.identity.period import find_period
from auditor.ingest.identity.period import invalid_dates
from auditor.ingest.identity.published import HEAD
from auditor.ingest.identity.published import find_published
from auditor.ingest.identity.titles import ANNUAL
from auditor.ingest.identity.titles import find_titles
from auditor.ingest.identity.titles import lines_of
from auditor.ingest.identity.titles import other_kind
from auditor.ingest.identity.units import may_be_same
from auditor.ingest.tables.reading import Places
from auditor.ingest.traditional import simplify
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.ingest.identity.period import Period
    from auditor.ingest.identity.titles import Lines
    from auditor.ingest.identity.titles import Title
    from auditor.schema import Schema
    from auditor.source import Span

_TAIL = 400
_DISCLOSURE = regex(r"政[府务](?:信息)?公开|政府信息|信息公开")
_PARTS = tuple(
    regex(words)
    for words in (
        r"主动公开(?:政[府务])?信息|公开(?:政府)?信息情况",
        r"依申请公开|收到和处理政府信息公开申请|收到.{0,20}信息公开申请",
        r"行政复议|行政诉讼",
        r"存在的?(?:主要)?问题|不足",
        r"统计(?:数据)?(?:的)?(?:期限|时限)|本(?:年度)?报告",
        r"收费|费用|经费|需要报告的(?:其他)?事项|需要说明的",
    )
)
_FEWEST_PARTS = 4
# What announces a report has it below: 关于某局2023年度报告的公告; a notice that asks for reports (通知) does not.
_ANNOUNCED = regex(r"(?:年度报告|年报)的?(?:公告|通告|公示)$", needs="公告|通告|公示")
# The official layout of the first part is no other document's: 一、总体情况 with (一)主动公开 … (五)监督保障.
_FIRST_PART = regex(r"(?:^|\n|[。>|])\s*(?:一\s*、\s*)?总体情况")
_UNDER_FIRST_PART = regex(
    r"[(（]?[一二三四五六1-6][)）.、](?:\d{4}年度?)?(?:本?[机单][关位])?(?:政[府务])?(?:信息)?(?P<part>主动公开|依(?:法)?申请公开|管理|公开平台|平台建设|监督保障)"
)
_FEWEST_UNDER = 3
# The article of the regulations that asks for annual reports, named where a report says why it was made.
_BY_ARTICLE = regex(r"第五十条[^。]{0,24}编制本?(?:年度)?(?:报告|年报)", needs="第五十条")
_YEAR_IN_NAME = regex(r"(?<!\d)(20[0-4]\d)\s*年度?(?!\s*\d)")
# In a file's own name, a year may stand alone: 永宁县2020.docx; a folder may be called by when it was collected.
_YEAR_ALONE = regex(r"(?<!\d)(20[0-4]\d)(?![\d年]|[-_. ]\d)")
# Universities report by school years, from September, under rules of their own (教育部令第29号), on no form of these.
_PART_OF_YEAR = regex(r"[上下]半年|半年度|季度")
_OTHER_PERIODS = ((regex("学年"), "学年报告"), (_PART_OF_YEAR, "半年或季度报告"))


class Identity(Struct, frozen=True):
    """What is known of a submission before its figures are read.

    `kind` is 年度报告 or what else the document is. `attributes` are what rules can ask of it, with their places.
    """

    unit: str | None
    year: int | None
    kind: str
    attributes: tuple[Attribute, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    @property
    def is_annual(self) -> bool:
        """Whether it is an annual report."""
        return self.kind == ANNUAL


def identify(
    document: Document,
    schema: Schema,
    *,
    has_tables: bool = False,
    are_blank: bool = False,
    table_year: int | None = None,
) -> Identity:
    """Recognises unit, year and kind, trusting the title before the head, the head before the end, the name last.

    `has_tables` says that a table of a declared form was found, which makes it an annual report; one whose tables
    `are_blank` may be what asks for reports, and shows the form. `table_year` is the year in that table's title.
    """
    text = document.source.text
    lines = lines_of(text[:HEAD])
    titles = find_titles(lines) or (own_titles(lines, tuple(schema.forms.values())) if has_tables else ())
    kind, kind_span = _kind(document, lines, titles, has_tables=has_tables, are_blank=are_blank)
    period = find_period(text)
    titles = without_lists(titles, lines, period.first.year if period else None)
    tail = find_titles(lines_of(text[max(0, len(text) - _TAIL) :]))
    units = tuple(unit_hints(document, titles, tail))
    years = tuple(year_hints(document, (titles, tail), period, table_year, schema))
    units = fullest_first(units)
    unit = str(units[0].value) if units else None
    year = int(years[0].value) if years else None
    places = Places(document)
    attributes = (
        _text("文种", kind, kind_span, places),
        *_of_identity(units, years, places),
        *_title_year(titles, places),
        *_of_period(period, places),
        _invalid(invalid_dates(text), places),
        *_published(text, titles, places),
    )
    conflicts = (*_year_conflicts(document, years), *_unit_conflicts(document, units))
    return Identity(unit, year, kind, attributes, conflicts)


def identify_by_name(path: str) -> tuple[Attribute, ...]:
    """Unit, its level and year of a file whose content is not known, by its name and its folders.

    Nothing where the name says that it is another kind of document than an annual report.
    """
    path = simplify(path)
    lines = lines_of(path.rpartition("/")[2].rpartition(".")[0])
    title = next(iter(find_titles(lines)), None)
    if title is None and other_kind(lines):
        return ()
    units = [title.unit] if title and title.unit else [str(hint.value) for hint in units_of_path(path)]
    years = [title.year] if title and title.year else [int(hint.value) for hint in years_of_path(path)]
    return (
        *(Attribute("单位", None, unit) for unit in units[:1]),
        *(Attribute(name, None, level) for name, level in levels_of(units[0] if units else None)),
        *(Attribute("年度", year) for year in years[:1]),
    )


def _kind(
    document: Document, lines: Lines, titles: tuple[Title, ...], *, has_tables: bool, are_blank: bool
) -> tuple[str, Span | None]:
    """Which kind of document this is: by its title, by its table, by what its parts speak of."""
    own = next((title for title in titles if title.alone), None)
    for words, kind in _OTHER_PERIODS:
        first = own or next(iter(titles), None)
        if (
            first and first in find_titles(lines) and words.search(first.text)
        ):  # forms of one's own may be of any period
            return kind, first.span
    other = other_kind(lines)
    if own and (other is None or own.span.start <= other[1].start):
        return ANNUAL, own.span
    in_part = other is not None and _PART_OF_YEAR.search(document.source.slice(other[1])) is not None
    if has_tables and not in_part and not (other and are_blank):
        return ANNUAL, None
    text = document.source.text
    if other and not (_ANNOUNCED.search(document.source.slice(other[1])) and reads_as_annual(text)):
        return other
    if titles or reads_as_annual(text):
        return ANNUAL, titles[0].span if titles else None
    return "其他", None


def reads_as_annual(text: str) -> bool:
    """Whether a text has most parts of an annual report, by its words, or the layout of its first part."""
    if len(_DISCLOSURE.findall(text)) < FEWEST_TIMES:
        return False
    parts = sum(pattern.search(text) is not None for pattern in _PARTS)
    return parts >= _FEWEST_PARTS or _BY_ARTICLE.search(text) is not None or _has_first_part(text)


def _has_first_part(text: str) -> bool:
    """Whether a text has the first part of a whole year's report with most of what belongs under it."""
    heading = _FIRST_PART.search(text)
    if heading is None:
        return False
    under = list(_UNDER_FIRST_PART.finditer(text, heading.end()))
    before = text[: under[0].start()] if under else text
    parts = {match["part"].removesuffix("建设").removeprefix("公开") for match in under}
    return len(parts) >= _FEWEST_UNDER and _PART_OF_YEAR.search(before) is None


def _year_conflicts(document: Document, years: tuple[Hint, ...]) -> Iterator[Diagnostic]:
    """Years that differ between title, period, table and file name: the first is taken, the others are told."""
    name = document.path.rpartition("/")[2]
    named = _YEAR_IN_NAME.search(document.path) or _YEAR_ALONE.search(name)
    by_name = (Hint(int(named[1]), "文件名"),) if named else ()
    trusted = [hint for hint in years if hint.origin in {"标题", "统计期限", "统计表"}]
    yield from _told("年度", document, (*trusted, *by_name), lambda one, other: one == other)


def _unit_conflicts(document: Document, units: tuple[Hint, ...]) -> Iterator[Diagnostic]:
    """Units that differ between title, signature and file name; a part or a shortened form of a name is no other."""
    trusted = [hint for hint in units if hint.origin in {"标题", "落款", "文件名"}]
    yield from _told("单位", document, tuple(trusted), may_be_same)


def _told(
    what: str, document: Document, hints: tuple[Hint, ...], same: Callable[[str | int, str | int], bool]
) -> Iterator[Diagnostic]:
    told: set[str] = set()
    for hint in hints[1:]:
        if not same(hint.value, hints[0].value) and hint.origin not in {hints[0].origin, *told}:
            told.add(hint.origin)
            values = {"chosen": hints[0].value, "from": hints[0].origin, "other": hint.value, "of": hint.origin}
            yield tell(IDENTITY_CONFLICT, document.source, hint.span, what=what, **values)


def _text(name: str, value: str, span: Span | None, places: Places) -> Attribute:
    origin = places.origin(span) if span else None
    return Attribute(name, None, value, origin, places.document.source.slice(span) if span else "")


def _of_identity(units: tuple[Hint, ...], years: tuple[Hint, ...], places: Places) -> Iterator[Attribute]:
    if units:
        unit, span = str(units[0].value), units[0].span
        yield _text("单位", unit, span, places)
        yield from (_text(name, level, span, places) for name, level in levels_of(unit))
    if years:
        span = years[0].span
        raw = places.document.source.slice(span) if span else ""
        yield Attribute("年度", int(years[0].value), None, places.origin(span) if span else None, raw)


def _title_year(titles: tuple[Title, ...], places: Places) -> Iterator[Attribute]:
    for title in sorted((title for title in titles if title.year), key=lambda each: not each.alone)[:1]:
        if title.year_span:
            raw = places.document.source.slice(title.year_span)
            yield Attribute("标题年度", title.year, None, places.origin(title.year_span), raw)


def _of_period(period: Period | None, places: Places) -> Iterator[Attribute]:
    if period is None:
        return
    source = places.document.source
    for name, printed in (("统计起", period.first), ("统计止", period.last)):
        if printed.value:
            raw = source.slice(printed.span)
            yield Attribute(name, printed.value.toordinal(), None, places.origin(printed.span), raw)
    raw = source.slice(period.first.span)
    yield Attribute("统计期限年度", period.first.year, None, places.origin(period.first.span), raw)


def _invalid(spans: tuple[Span, ...], places: Places) -> Attribute:
    """How many dates are none, at the place of the first of them."""
    first = spans[0] if spans else None
    raw = places.document.source.slice(first) if first else ""
    return Attribute("无效日期数", len(spans), None, places.origin(first) if first else None, raw)


def _published(text: str, titles: tuple[Title, ...], places: Places) -> Iterator[Attribute]:
    span = find_published(text, titles)
    day = parse_date(text[span.start : span.end]) if span else None
    if span and day:
        yield Attribute("公布日期", day.toordinal(), None, places.origin(span), text[span.start : span.end])
