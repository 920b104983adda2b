"""Whether what stands before a mention in its paragraph is what its claim asks for (上文).

已办结30件 says of itself not of what. Where the paragraph, or the heading over it, speaks of requests before, and of
nothing else since, it is of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.narrative.matches import compiled
from auditor.ingest.narrative.sentences import LEADING
from auditor.ingest.narrative.sentences import paragraph_start
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.narrative.matches import Match
    from auditor.ingest.narrative.sentences import Prose

# What came in besides: 收到信息公开申请31件。受理法律援助120件，办结118件.
_ANEW = regex("(?:收到|受理|接到|接收|承办)[^,;。]{1,20}[0-9]")


def follows(prose: Prose, found: Match) -> bool:
    """Whether a mention opens a clause, behind all that its claim asks for, and nothing excluded stands since then."""
    claim = found.claim
    if not claim.contexts:
        return True
    if found.sentence.clause(found.start).start != found.start and prose.text[found.start - 1] != "(":
        return False
    above = prose.text[_first(prose.text, found.start) : found.start]
    ends = [_last(above, alternatives) for alternatives in claim.contexts]
    since = above[min(ends) :]
    return 0 not in ends and not _ANEW.search(since) and not any(word in since for word in claim.exclusions)


def _first(text: str, at: int) -> int:
    """Where the paragraph of a place begins, or the heading that stands over it."""
    start = paragraph_start(text, at)
    heading = text.rfind("\n", 0, max(0, start - 1)) + 1
    return heading if LEADING.fullmatch(text, heading, max(heading, start - 1)) else start


def _last(above: str, alternatives: Sequence[str]) -> int:
    """Where the last of what some expressions find ends, 0 where they find nothing."""
    return max((found.end() for each in alternatives for found in compiled(each)[0].finditer(above)), default=0)
