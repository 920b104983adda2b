"""Whether a mention is meant: said outright, by the words around it, of the whole unit and of what is counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.narrative.around import context
from auditor.ingest.narrative.around import kinds
from auditor.ingest.narrative.around import whose
from auditor.ingest.narrative.around.joint import is_joint
from auditor.ingest.narrative.matches import characters_of
from auditor.ingest.narrative.sentences import LEADING
from auditor.ingest.narrative.sentences import TITLES
from auditor.patterns import regex
from auditor.schema import Stance

if TYPE_CHECKING:
    from auditor.ingest.narrative.matches import Match
    from auditor.ingest.narrative.sentences import Prose

_FIGURE = regex("[0-9]")


def is_meant(prose: Prose, found: Match, unit: str | None) -> bool:
    """Whether a mention is certainly said, of the whole unit, whatever the year."""
    return _is_said(found, unit) and not (
        kinds.is_of_other_cases(prose, found, unit)
        or whose.is_of_the_seat(prose, found.sentence, found.start)
        or whose.is_of_all_beside_office(prose, found.sentence, found.said_at)
    )


def _is_said(found: Match, unit: str | None) -> bool:
    """Whether the words of a mention, and those around them in its sentence, say it outright."""
    sentence = found.sentence
    if sentence.is_within(found.start, TITLES):
        return False
    if found.stance is Stance.MENTION:
        return not (
            _is_excluded(found)
            or context.is_planned(sentence, found.start, found.end)
            or context.is_denied(sentence, found.start)
            or context.is_conditional(sentence, found.start)
            or (Stance.FIGURE in found.claim.wordings and _is_of_nothing(found))
        )
    return not (
        _is_excluded(found)
        or context.is_difference(sentence, found.said_at, found.wording.text)
        or context.is_planned(sentence, found.start, found.said_at)
        or context.is_of_each(sentence, found.said_at, found.wording.text)
        or context.is_denied(sentence, found.start)
        or context.is_cumulative(sentence, found.start, found.said_at)
        or whose.is_of_other_body(sentence, found.start, unit)
        or whose.is_of_those_above(sentence, found.start, unit)
        or whose.is_of_elsewhere(sentence, found.start, unit)
        or whose.is_of_reviewer(sentence, found.said_at)
        or whose.is_of_wider_area(sentence, found.said_at, unit)
        or whose.is_of_all_beside_own(sentence, found.said_at, found.end, unit)
        or whose.is_left_to_others(sentence, found.start, found.end)
        or whose.is_held_by_others(sentence, found.start, found.end, unit)
        or whose.is_one_of_bodies(sentence, found.start, found.said_at, found.end)
        or (found.figure and context.is_one_of_kinds(sentence, found.figure.start, found.figure.unit_end))
        or context.is_wider(sentence, found.start, found.end)
        or (found.figure and is_joint(found.sentence, found.start, found.figure.start, found.wording.text))
        or (found.figure and context.is_of_those_with(sentence, found.end))
        or (found.figure is None and _is_of_some(found, unit))
        or context.is_conditional(sentence, found.start)
        or kinds.is_looked_at(found)
        or kinds.is_of_posts(found)
        or kinds.denies_other_cases(found)
        or kinds.is_of_none_so_ended(found)
        or kinds.is_of_some_requests(found)
        or kinds.is_of_other_business(found)
    )


def _is_of_nothing(found: Match) -> bool:
    """Whether what is mentioned is said to be none, or is of another business."""
    return context.is_of_none(found.sentence, found.start, found.end) or kinds.is_of_other_business(found)


def _is_of_some(found: Match, unit: str | None) -> bool:
    """Whether words without a figure, which deny or say it of all, are of some alone."""
    sentence = found.sentence
    said = sentence.slice(found.start, found.end)
    if found.stance is Stance.DENIAL and context.is_narrowed(said, characters_of(found.wording.text) | set(unit or "")):
        return True
    return (
        context.is_qualified(sentence, found.start, found.end)
        or context.is_of_those(said)
        or whose.is_of_some_bodies(sentence, found.start)
    )


def _is_excluded(found: Match) -> bool:
    """Whether a word that makes it something else stands before it in its segment, or after it in its clause."""
    sentence = found.sentence
    segment, clause = sentence.segment(found.said_at), sentence.clause(found.end - 1)
    rest = sentence.slice(found.end, max(clause.end, found.end))
    if _FIGURE.search(rest):
        rest = ""  # the clause goes on with another statement
    heading = LEADING.match(sentence.text)  # （三）复议应诉： names the part, not what is said below it
    first = max(min(segment.start, found.start), sentence.start + heading.end() if heading else 0)
    around = sentence.slice(first, found.end) + rest
    return any(word in around for word in found.claim.exclusions)
