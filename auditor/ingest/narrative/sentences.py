"""The prose of a document: sentences, segments and clauses, with every character's place kept.

Prose is read without blanks (a document's own are typesetting) and without the commas within figures, folded to
half-width, and without its tables. Offsets here are offsets of that text; `Prose.span` leads back to the document.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from bisect import bisect_right
from functools import cached_property
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.document import Origin
from auditor.patterns import regex
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.document import Document

# A kind quoted right before its figure is said outright: “予以公开”31件.
_QUOTED = "“(?=[^“”\n]{1,20}”[0-9]{1,6}[件份宗])|”(?=[0-9]{1,6}[件份宗])"
_BLANKS = regex(f"[ \t\r\n\f\v\u2000-\u200f\u2028\u2029\ufeff]+|(?<=[0-9]),(?=[0-9])|{_QUOTED}")
_GLUED = regex("[0-9A-Za-z%.,]")
# NOTE: brackets that stay open, or that stay open for longer than any title, are no brackets.
_CLOSED = regex(
    "《[^《》\n]{0,80}》|“[^“”\n]{0,80}”|\u3014[^\u3014\u3015\n]{0,20}\u3015|【[^【】\n]{0,40}】|[(][^()\n]{0,120}[)]"
)
# A line without an end for this long is no prose; cutting it keeps all that follows linear.
_SENTENCE = regex("[^。!?\n]{1,2000}[。!?]*")
_THOUSANDS = regex("(?<![0-9])[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])")
_OUTLINE = regex(
    "[一二三四五六七八九十]{1,3}[、.]|[(][一二三四五六七八九十0-9]{1,3}[)]|[0-9]{1,2}[.、](?![0-9])"
    "|第[一二三四五六七八九十]+[章部节]"
)
_SECTION = regex("(?:第?[一二三四五六七八九十]{1,3}(?:[、.]|部分))(?P<title>[^,。;\n0-9]{0,24})")
_OUTLOOK = regex("问题|不足|困难|计划|打算|下一步|下步|改进|努力方向|工作安排|工作思路|展望")
# What speaks of the report's own figures speaks of its year, wherever it stands: 本报告数据为县级汇总数.
_OF_REPORT = regex("(?:(?:本|该)报告|报告中|以上|上述|上列|表中)(?:所列|所涉|各项|的)?(?:统计)?(?:数据|数字|指标)")
# The words that divide all requests by how they were made: 收到申请21件。按申请方式分，当面4件、网络17件。
BY_WAY = (
    "(?:(?:从|在|按照?)(?:申请|提交|提出)(?:方式|渠道|途径|形式)(?:看|来看|上|上看|分|划分|统计)"
    "|申请(?:方式|渠道|途径)(?=:))"
)
_BY_WHOM = "(?:从|按照?)申请(?:主体|人|对象)(?:类型|类别|性质|身份)?(?:看|来看|分|分类|划分|统计)"
# What a figure is compared with, told beside it: 收到25件，2016年为18件.
ASIDE = regex("(?:20[0-9]{2}|[上去])年度?(?:同期)?[为是有]?")
# What goes on about the sentence before.
_GOES_ON = regex(f"其中|(?:{BY_WAY}|{_BY_WHOM}|申请(?:方式|渠道|途径)(?:上|方面)|申请人中)[,:]")
# What goes on with the story of the requests or cases that the sentence before tells of, without saying again which.
_SINCE = (
    "(?:(?:截[至止]|到)?(?:20[0-9]{2}年)?(?:年底|年末|12月(?:底|31日)),?"
    "|全年|年内|本年度?|当年|一?共|共计|累计|已|均|全部)*"
)
_DONE_NEXT = regex(f"{_SINCE}(?:办结|办理完毕|答复|办复)(?:了|申请|共|共计)*[0-9]+[件份宗](?=[,。;(均])")
_REQUESTS_DONE = regex(f"{_SINCE}(?:办结|答复|办复)了?申请")
_CASES_NEXT = regex(
    f"{_SINCE}(?:发生|被申请|被提起)?行政(?:复议|诉讼)(?:案件)?(?:一?共|共计)?[0-9]+[件起宗](?=[,。;、])"
)
_OF_REQUESTS = regex("(?:收到|受理|新收|接到|接收|登记)[^。;]{0,40}(?:信息公开的?申请|依申请公开)")
_ON_DISCLOSURE = regex(f"{_OF_REQUESTS.pattern}|信息公开[^。;]{{0,20}}行政复议")
# How far back a paragraph is looked through for what it is about.
_FARTHEST = 1_000
# What joins a heading to its first sentence.
_BELOW = ":"
_ON_REQUESTS = "(?:政府信息)?依申请公开(?:政府)?(?:信息)?(?:工作|办理|方面|情况)*"
_ON_CASES = (
    "[因被的、和或及与政府信息公开工作引起发提申请行]*复议[被的、和或及与提起发生行政案件]*(?:诉讼|应诉)"
    "[案件的工作办理情况、和及举报投诉]*"
)
# A heading on requests, or on reviews and lawsuits.
LEADING = regex(f"(?:{_OUTLINE.pattern})(?:{_ON_REQUESTS}|{_ON_CASES})。?")
_TERMINAL = "。!?;:"
_WIDE_GAP = 4
_FULL_LINE = 30

# Brackets whose words are a name, not a statement.
TITLES = "《“\u3014【"

_SEGMENT_ENDS = regex(";")
_CLAUSE_ENDS = regex("[,、:;]")


class Sentence(Struct, frozen=True):
    """A sentence of the prose; `closed` are its brackets, quotations and titles.

    A segment is what stands between semicolons, a clause what stands between commas; neither breaks within brackets,
    unless the place that is asked about lies within them too. `outlook` says that the sentence stands in the section on
    problems and plans, which states nothing of the year reported on. `joint` is where two sentences were joined.
    """

    start: int
    end: int
    text: str
    closed: tuple[Span, ...] = ()
    outlook: bool = False
    joint: int | None = None

    @property
    def quoted_from(self) -> int:
        """Where it starts when it is quoted: without the heading that it was read with."""
        if self.joint is None or self.text[self.joint - self.start] != _BELOW:
            return self.start
        return self.joint + 1

    def segment(self, at: int) -> Span:
        """The segment that holds a place."""
        return self._around(at, _SEGMENT_ENDS)

    def clause(self, at: int) -> Span:
        """The clause that holds a place."""
        return self._around(at, _CLAUSE_ENDS)

    def slice(self, start: int, end: int) -> str:
        """The text between two places."""
        return self.text[start - self.start : end - self.start]

    def is_within(self, at: int, opening: str) -> bool:
        """Whether a place lies within brackets of one kind."""
        return any(span.start < at < span.end and self.text[span.start - self.start] in opening for span in self.closed)

    def _around(self, at: int, ends: re.Pattern[str]) -> Span:
        places: Sequence[int] = _places(self.text, ends)
        shut = [span for span in self.closed if not span.start < at < span.end]
        if shut:
            places = [each for each in places if not any(span.start < self.start + each < span.end for span in shut)]
        after = bisect_left(places, at - self.start)
        start = self.start + places[after - 1] + 1 if after else self.start
        return Span(start, self.start + places[after] if after < len(places) else self.end)


@lru_cache(maxsize=1024)
def _places(text: str, ends: re.Pattern[str]) -> tuple[int, ...]:
    """Where a sentence may break; it is asked for every figure and word in it."""
    return tuple(found.start() for found in ends.finditer(text))


class Prose(Struct, frozen=True, dict=True):
    """The prose of one document: its text without blanks and tables, and where each character came from."""

    document: Document
    text: str
    offsets: Sequence[int]

    def span(self, start: int, end: int) -> Span:
        """The document's span under a range of the prose."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1)

    def origin(self, start: int, end: int) -> Origin:
        """Where in the document a range of the prose was read."""
        span = self.span(start, end)
        pages = self.document.pages
        return Origin(
            span=span,
            line=self.document.source.position(span.start).line,
            page=bisect_right(pages, span.start) if pages else None,
        )

    def raw(self, start: int, end: int) -> str:
        """The document's own characters under a range of the prose."""
        return self.document.source.slice(self.span(start, end))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """All sentences in order."""
        return tuple(_sentences(self.text))

    @cached_property
    def read_on(self) -> tuple[Sentence, ...]:
        """The sentences, those that go on from the one before together with it.

        These are what opens with 其中, 按申请方式分 or 按申请人分, whose times, bodies and kinds stand before it, what
        goes on with the story (全年共办结62件, 行政复议4件) of the requests that the one before is on, where it names
        them again (已办结申请62件) be it in the paragraph before, and the first sentence below a heading on requests,
        or on reviews and lawsuits.
        """
        pairs = ((_joint_mark(self.text, *pair), *pair) for pair in pairwise(self.sentences))
        return self.sentences[:1] + tuple(
            _join(before, mark, after) if mark else after for mark, before, after in pairs
        )

    def sentence(self, at: int) -> Sentence | None:
        """The sentence that holds a place."""
        index = bisect_right(self._starts, at) - 1
        found = self.sentences[index] if index >= 0 else None
        return found if found is not None and at < found.end else None

    @cached_property
    def _starts(self) -> tuple[int, ...]:
        return tuple(sentence.start for sentence in self.sentences)


def _joint_mark(text: str, before: Sentence, after: Sentence) -> str:
    """What could stand between two sentences so that they are one, in the place of a full stop or a line's end."""
    is_done_next = _DONE_NEXT.match(after.text) is not None and _OF_REQUESTS.search(before.text) is not None
    if is_done_next and after.start - before.end == 1 and _REQUESTS_DONE.match(after.text):
        return ","
    if before.end == after.start and before.text.endswith("。"):
        if _GOES_ON.match(after.text) or is_done_next:
            return ","
        if _CASES_NEXT.match(after.text) and _ON_DISCLOSURE.search(
            text, paragraph_start(text, before.start), before.end
        ):
            return _BELOW
    heading = LEADING.fullmatch(before.text) is not None and not _OUTLINE.match(after.text)
    one_apart = after.start - before.end == (not before.text.endswith("。"))
    return _BELOW if heading and one_apart else ""


def paragraph_start(text: str, at: int) -> int:
    """Where the paragraph of a place begins, or as far back as is looked."""
    first = max(0, at - _FARTHEST)
    return max(text.rfind("\n", first, at) + 1, first)


def _join(before: Sentence, mark: str, after: Sentence) -> Sentence:
    """Two sentences as one, with a mark in the place between them, and a blank for the end of a line behind that."""
    joint = before.end - 1 if before.text.endswith("。") else after.start - 1
    text = f"{before.text[: joint - before.start]}{mark}{' ' * (after.start - 1 - joint)}{after.text}"
    return Sentence(before.start, after.end, text, before.closed + after.closed, after.outlook, joint)


def read_prose(document: Document, skip: tuple[Span, ...] = ()) -> Prose:
    """The prose of a document, the spans in `skip` (its tables) left out."""
    folded = fold(document.source.text)
    pieces: list[str] = []
    offsets = array("q")
    for start, end, joint in _pieces(document.source.text, folded, skip):
        pieces.append(folded[start:end])
        offsets.extend(range(start, end))
        if joint:
            pieces.append(joint)
            offsets.append(end if end < len(folded) else end - 1)
    return Prose(document, "".join(pieces), offsets)


def _pieces(text: str, folded: str, skip: tuple[Span, ...]) -> Iterator[tuple[int, int, str]]:
    """Runs of characters without blanks, each with what joins it to the next."""
    at = 0
    within = {at for number in _THOUSANDS.finditer(folded) for at in range(*number.span())}
    for table in (*sorted(skip), None):
        end = table.start if table else len(folded)
        for blank in _BLANKS.finditer(folded, at, max(at, end)):
            if blank[0] == "," and blank.start() not in within:
                continue
            if blank.start() > at:
                yield at, blank.start(), _joint(text, folded, blank.start(), blank.end())
            at = blank.end()
        if at < end:
            yield at, end, "\n" if table else ""
        if table:
            at = max(at, table.end)


def _joint(text: str, folded: str, start: int, end: int) -> str:
    """What a run of blanks means: a new line, a blank between two words of digits or letters, or nothing."""
    blank = text[start:end]
    if folded[start] == ",":
        return ""
    if "\n" in blank or "\r" in blank:
        return "" if _is_wrapped(folded, blank, start, end) else "\n"
    if "\t" in blank or "\u3000\u3000" in blank or len(blank) >= _WIDE_GAP:
        return "\n"
    before, after = folded[start - 1 : start], folded[end : end + 1]
    return " " if _GLUED.match(before) and _GLUED.match(after) else ""


def _is_wrapped(folded: str, blank: str, start: int, end: int) -> bool:
    """Whether a line end is mere typesetting: a full line goes on below without an indent or a number of its own."""
    line = folded[folded.rfind("\n", 0, start) + 1 : start].strip()
    return (
        blank.count("\n") == 1
        and not blank.partition("\n")[2]
        and len(line) >= _FULL_LINE
        and line[-1] not in _TERMINAL
        and end < len(folded)
        and not _OUTLINE.match(folded, end)
    )


def _sentences(text: str) -> Iterator[Sentence]:
    outlook = False
    for found in _SENTENCE.finditer(text):
        section = _SECTION.match(text, found.start(), found.end())
        if section:
            outlook = _OUTLOOK.search(section["title"]) is not None
        closed = tuple(Span(*bracket.span()) for bracket in _CLOSED.finditer(text, found.start(), found.end()))
        is_plan = outlook and _OF_REPORT.search(found[0]) is None
        yield Sentence(found.start(), found.end(), found[0], closed, is_plan)
