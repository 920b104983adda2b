"""Whether what stands before a mention in its paragraph is what its claim asks for (上文).

已办结30件 says of itself not of what. Where the paragraph, or the heading over it, speaks of requests before, and of
nothing else since, it is of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.narrative.around import kinds
from auditor.ingest.narrative.around import whose
from auditor.ingest.narrative.around import years
from auditor.ingest.narrative.matches import compiled
from auditor.ingest.narrative.sentences import LEADING
from auditor.ingest.narrative.sentences import paragraph_start
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.narrative.matches import Match
    from auditor.ingest.narrative.sentences import Prose

# What came in besides: 收到信息公开申请31件。受理法律援助120件，办结118件.
_ANEW = regex("(?:收到|受理|接到|接收|承办)[^,;。]{0,20}[0-9]")
# Several bodies below, or the office alone: 各部门|公开信息320条; and what counts from the beginning.
_OF_SOME = regex(
    "(?<!全[省市县区州旗])各[^,、;:。]{0,4}(?:单位|部门|乡镇|街道|镇街|镇|村|社区|科室|机构|学校)(?:一?共|总共|累计|全年)*$"
)
_OF_OFFICE = regex("(?:政府|委)办(?:公室)?(?:一?共|总共|累计|全年)*$")
_COUNTS = regex("[0-9]")  # the office may well do the work of all: 县政府办公室承办信息公开
_TO_DATE = regex("截[至止][^;。]{0,20}累计[^,;。]*$|历年[^,;。]*$|以来[^;。]*$")


def follows(prose: Prose, found: Match, year: int | None, unit: str | None) -> bool:
    """Whether a mention opens a clause, behind all that its claim asks for, and nothing excluded stands since then.

    What it asks for must itself be said of the unit and of the year.
    """
    claim = found.claim
    if not claim.contexts:
        return True
    if found.sentence.clause(found.start).start != found.start and prose.text[found.start - 1] != "(":
        return False
    first = _first(prose.text, found.start)
    above = prose.text[first : found.start].replace("\n", ":")
    asked = [_last(above, alternatives) for alternatives in claim.contexts]
    since = above[min(end for _, end in asked) :]
    if (0, 0) in asked or _ANEW.search(since) or any(word in since for word in claim.exclusions):
        return False
    return all(_is_own(prose, first + start, first + end, year, unit) for start, end in asked)


def _is_own(prose: Prose, start: int, end: int, year: int | None, unit: str | None) -> bool:
    """Whether what stands in a range is said of the unit, of the year and, if of requests, of those for information."""
    sentence = prose.sentence(start)
    before = sentence.slice(sentence.segment(start).start, start) if sentence else ""
    return sentence is None or not (
        _OF_SOME.search(before)
        or (_OF_OFFICE.search(before) and _COUNTS.search(prose.text, start, end) and "办" not in (unit or ""))
        or _TO_DATE.search(before)
        or whose.is_of_other_body(sentence, start, unit)
        or whose.is_of_the_seat(prose, sentence, start)
        or kinds.asks_for_other_business(sentence, start, min(end, sentence.end))
        or not years.is_of_year(sentence, min(end, sentence.end), year)
    )


def _first(text: str, at: int) -> int:
    """Where the paragraph of a place begins, or the heading that stands over it."""
    start = paragraph_start(text, at)
    heading = text.rfind("\n", 0, max(0, start - 1)) + 1
    return heading if LEADING.fullmatch(text, heading, max(heading, start - 1)) else start


def _last(above: str, alternatives: Sequence[str]) -> tuple[int, int]:
    """The last of what some expressions find, as a range; (0, 0) where they find nothing."""
    spans = (found.span() for each in alternatives for found in compiled(each)[0].finditer(above))
    return max(spans, key=lambda span: span[1], default=(0, 0))
