"""Wordings found in the prose: what each covers, which figure it means, and which of several say one thing."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from typing import Any

import re2  # type: ignore[import-untyped]
from msgspec import Struct

from auditor.ingest.figures import parse_number
from auditor.ingest.narrative.quantities import PERCENT
from auditor.ingest.narrative.quantities import Quantity
from auditor.ingest.narrative.quantities import covering
from auditor.ingest.narrative.quantities import unit_at
from auditor.ingest.narrative.sieve import sieve
from auditor.patterns import regex
from auditor.schema import Stance
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator

    from auditor.ingest.narrative.sentences import Prose
    from auditor.ingest.narrative.sentences import Sentence
    from auditor.schema import Claim
    from auditor.schema import Form
    from auditor.schema import Wording

_NUMERALS = "〇零一二两三四五六七八九十百千万亿第"
# What a wording may end short of before the figure of its own words.
_NOUN = regex("(?:案件|案|申请|事项)?(?:总?数量?)?(?:共计|共|合计|累计|为|有)?")
_MARKS = frozenset("(){}|?…数金额 ")


class Match(Struct, frozen=True):
    """A wording found in the prose: what it covers, and the figure that it is about."""

    claim: Claim
    stance: Stance
    wording: Wording
    sentence: Sentence
    start: int
    end: int
    figure: Quantity | None

    @property
    def said_at(self) -> int:
        """The place up to which the words before are what was said of it."""
        return self.figure.start if self.figure else self.end


def find_matches(prose: Prose, quantities: tuple[Quantity, ...], form: Form, claims: tuple[Claim, ...]) -> list[Match]:
    """Every wording of the claims on a form that the prose holds."""
    ways = [
        (claim, stance, wording)
        for claim in claims
        if not claim.forms or form.code in claim.forms
        for stance, wordings in claim.wordings.items()
        for wording in wordings
    ]
    tried = sieve(tuple(wording.needs for *_, wording in ways)).passed(prose.read_on)
    return [each for number, sentence in tried for each in _matches(prose.text, quantities, sentence, *ways[number])]


@lru_cache(maxsize=4096)
def compiled(pattern: str) -> tuple[Any, int | None]:
    """The expression, for which the library has no type, and the number of its group of the figure."""
    compiled = re2.compile(pattern)
    return compiled, compiled.groupindex.get("n")


def _matches(  # noqa: PLR0913, PLR0917 - a wording of a claim, and the prose
    text: str, quantities: tuple[Quantity, ...], sentence: Sentence, claim: Claim, stance: Stance, wording: Wording
) -> Iterator[Match]:
    pattern, group = compiled(wording.pattern)
    for found in pattern.finditer(sentence.text):
        start, end = (sentence.start + at for at in found.span())
        if start == end or (sentence.joint is not None and end <= sentence.joint):
            continue
        figure = None
        if stance is not Stance.MENTION and wording.fixed is None and group is not None:
            figure = _figure(text, quantities, *(sentence.start + at for at in found.span(group)))
            if figure is None or _is_torn(text, figure, end) or _is_crowded(quantities, sentence, start, figure):
                continue
            if _has_its_own(text, quantities, figure, end):
                continue
        elif stance is not Stance.MENTION and _goes_on_with_figure(quantities, sentence, end):
            continue
        yield Match(claim, stance, wording, sentence, start, end, figure)


def _figure(text: str, quantities: tuple[Quantity, ...], start: int, end: int) -> Quantity | None:
    """The figure that the group of a wording means: a printed one as a whole, or one in Chinese numerals."""
    if covered := covering(quantities, start, end):
        return covered
    said = text[start:end]
    if any(char.isdigit() and char.isascii() for char in said):
        return None  # part of a number that counts nothing
    if text[max(0, start - 1) : start] in _NUMERALS or text[end : end + 1] in _NUMERALS:
        return None
    number = parse_number(said)
    unit = unit_at(text, end)
    return Quantity(start, end + len(unit), start, end, end + len(unit), number, unit) if number else None


def _is_torn(text: str, figure: Quantity, end: int) -> bool:
    """Whether a wording ends within the figure's unit word: 人 of 人次, but not 件 of 件次, which counts the same."""
    return figure.digits_end < end < figure.unit_end and text[end - 1 : figure.unit_end] not in {"件次", "条次"}


def _is_crowded(quantities: tuple[Quantity, ...], sentence: Sentence, start: int, figure: Quantity) -> bool:
    """Whether another counted figure stands between the first words of a wording, in its clause, and its own figure.

    A percentage may stand behind the figure that it is of: 当面申请3件占25%, and figures of different things right
    beside each other are of one: 培训班6期610人次.
    """
    first = max(start, sentence.clause(figure.start).start)
    first += sentence.slice(first, figure.start).rfind("(") + 1  # what a bracket takes apart has the whole before it
    other = covering(quantities, first, figure.digits_start)
    if other is None or other is figure or other.unit in {"年", "月", "日"}:
        return False
    if other.end == figure.start and other.unit != figure.unit:
        return False
    return figure.unit != PERCENT or other.unit == PERCENT


def _has_its_own(text: str, quantities: tuple[Quantity, ...], figure: Quantity, end: int) -> bool:
    """Whether the words behind a figure have one of their own behind them: 行政复议2件、行政诉讼案件共1件."""
    if end <= figure.unit_end:
        return False
    noun = _NOUN.match(text, end)
    at = noun.end() if noun else end
    other = covering(quantities, at, at + 1)
    return other is not None and other.unit == figure.unit


def _goes_on_with_figure(quantities: tuple[Quantity, ...], sentence: Sentence, end: int) -> bool:
    """Whether words that stand without a figure (未收到, 均按期) are after all followed by one: 已按时办结8件."""
    other = covering(quantities, end, sentence.clause(end - 1).end)
    return other is not None and other.number.value != 0


def settled(matches: list[Match], is_meant: Callable[[Match], bool]) -> Iterator[Match]:
    """One figure is one claim: of the wordings that share a figure the one that says most, wherever it is declared.

    A wording that is declared for several indicators (专兼职人员各1名) means all of them. Where the one that says most
    is not meant, one of the same indicator that begins in a later clause may be.
    """
    yield from (found for found in matches if found.figure is None and is_meant(found))
    figured = [(found.figure.digits_start, found) for found in matches if found.figure is not None]
    for _, group in groupby(sorted(figured, key=lambda item: item[0]), key=lambda item: item[0]):
        shared = sorted((found for _, found in group), key=_fullness, reverse=True)
        own = (found for found in shared if _may_stand_for(found, shared[0]) and is_meant(found))
        if (most := next(own, None)) is not None:
            yield from (found for found in shared if _is_same(found, most) and (found is most or is_meant(found)))


def _fullness(found: Match) -> tuple[int, int, str]:
    """How much of what a wording covers is its own words, rather than words that it lets pass."""
    own = characters_of(found.wording.text)
    covered = found.sentence.slice(found.start, found.end)
    return sum(char in own for char in covered), found.start - found.end, found.wording.text


@lru_cache(maxsize=4096)
def characters_of(wording: str) -> frozenset[str]:
    """The characters of a wording's own words."""
    return frozenset(fold(wording)) - _MARKS


def _may_stand_for(found: Match, most: Match) -> bool:
    """Whether a match can be meant where the fullest on its figure is not: what is said right before is no other's."""
    later = found.sentence.clause(found.start).start > most.start
    return found is most or (found.claim.indicator == most.claim.indicator and later)


def _is_same(one: Match, other: Match) -> bool:
    """Whether two claims are made by one wording at one place."""
    return (one.wording.text, one.start, one.end) == (other.wording.text, other.start, other.end)
