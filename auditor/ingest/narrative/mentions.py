"""Claims of the narrative: every mention of an indicator with its figure, its bounds, its scope and its sentence.

What a sentence may sound like is declared in rule files (陈述); here is decided which figure a wording means and
whether it is said of the whole unit and the whole year. When in doubt a mention is left out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING
from typing import Any

import re2  # type: ignore[import-untyped]

from auditor.document import Fact
from auditor.document import Reading
from auditor.ingest.figures import MULTIPLIERS
from auditor.ingest.figures import parse_number
from auditor.ingest.narrative import context
from auditor.ingest.narrative.quantities import MONEY
from auditor.ingest.narrative.quantities import PERCENT
from auditor.ingest.narrative.quantities import Quantity
from auditor.ingest.narrative.quantities import covering
from auditor.ingest.narrative.quantities import unit_at
from auditor.ingest.narrative.sentences import TITLES
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Stance
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.ingest.narrative.sentences import Prose
    from auditor.ingest.narrative.sentences import Sentence
    from auditor.schema import Claim
    from auditor.schema import Form
    from auditor.schema import Wording

_NUMERALS = "〇零一二两三四五六七八九十百千万亿第"
_MARKS = frozenset("(){}|?…数金额 ")
_FIGURE = re.compile("[0-9]")
_MOST_MEMORY = 64 * 2**20


@dataclass(frozen=True, slots=True)
class _Match:
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


@dataclass(frozen=True, slots=True)
class Mentions:
    """What the prose says of the indicators, each in the order of the text: of the year, and of the one before.

    `stale` are the figures that it gives for a year that is named and is not the reported one.
    """

    said: tuple[Fact, ...] = ()
    before: tuple[Fact, ...] = ()
    stale: tuple[Fact, ...] = ()


def read_mentions(  # noqa: PLR0913, PLR0917 - all that is known of the document
    prose: Prose,
    quantities: tuple[Quantity, ...],
    form: Form,
    claims: tuple[Claim, ...],
    year: int | None,
    unit: str | None = None,
) -> Mentions:
    """Every mention of the form's indicators in the prose of a report of a unit on a year, as far as both are known."""
    ways = [
        (claim, stance, wording)
        for claim in claims
        if not claim.forms or form.code in claim.forms
        for stance, wordings in claim.wordings.items()
        for wording in wordings
    ]
    said = _said(tuple(wording.pattern for *_, wording in ways), prose.text)
    matches = [found for number in said for found in _matches(prose, quantities, *ways[number])]
    spoken = [form.spoken(indicator) for indicator in form.indicators]
    names = {each.name: each for each in spoken} | {each.code: each for each in spoken}
    settled = [(found, _fact(prose, found, _spoken_of(found.claim, names), unit)) for found in _settled(matches)]
    facts = [(found, fact) for found, fact in settled if fact is not None and _is_meant(found, unit)]
    figures = [(found, fact) for found, fact in facts if found.stance is Stance.FIGURE]
    return Mentions(
        _distinct(fact for found, fact in facts if _is_of_year(found, year)),
        _distinct(fact for found, fact in figures if context.is_of_year_before(found.sentence, found.said_at, year)),
        _distinct(fact for found, fact in figures if _is_stale(prose, found, year)),
    )


def _spoken_of(claim: Claim, names: Mapping[str, Indicator]) -> Indicator | None:
    """The indicator of a claim; one of a figure that the narrative alone gives stands in no form."""
    if claim.measure is not None:
        return Indicator(claim.indicator, claim.indicator, claim.measure)
    return names.get(claim.indicator)


def _distinct(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Each thing said once: of two wordings of one indicator over the same words, the longer."""
    kept: dict[tuple[str, str | None, Stance | None], list[Fact]] = {}
    for fact in sorted(facts, key=lambda fact: (fact.origin.span.start, -fact.origin.span.end)):
        same = kept.setdefault((fact.indicator, fact.member, fact.stance), [])
        if not same or same[-1].origin.span.end <= fact.origin.span.start:
            same.append(fact)
        elif _length(same[-1]) < _length(fact):
            same[-1] = fact
    every = (fact for same in kept.values() for fact in same)
    return tuple(
        sorted(every, key=lambda fact: (fact.origin.span, fact.indicator, fact.member or "", str(fact.stance)))
    )


def _length(fact: Fact) -> int:
    return fact.origin.span.end - fact.origin.span.start


def _said(patterns: tuple[str, ...], text: str) -> Iterable[int]:
    """Which of the patterns the text holds at all: one look for all, forty times as fast as one for each."""
    together = _together(patterns)
    return sorted(together.Match(text) or ()) if together else range(len(patterns))


@lru_cache(maxsize=16)
def _together(patterns: tuple[str, ...]) -> Any:  # noqa: ANN401 - the library has no type for it
    """All patterns as one; None where they are more than fit into memory together."""
    options = re2.Options()
    options.max_mem = _MOST_MEMORY
    together = re2.Set.SearchSet(options)
    for pattern in patterns:
        together.Add(pattern)
    try:
        together.Compile()
    except re2.error:
        return None
    return together


@lru_cache(maxsize=4096)
def _compiled(pattern: str) -> Any:  # noqa: ANN401 - the library has no type for it
    return re2.compile(pattern)


def _matches(
    prose: Prose, quantities: tuple[Quantity, ...], claim: Claim, stance: Stance, wording: Wording
) -> Iterator[_Match]:
    pattern = _compiled(wording.pattern)
    group = pattern.groupindex.get("n")
    for found in pattern.finditer(prose.text):
        start, end = found.span()
        sentence = prose.sentence(start)
        if start == end or sentence is None or end > sentence.end:
            continue
        figure = None
        if stance is not Stance.MENTION and wording.fixed is None and group is not None:
            figure = _figure(prose, quantities, *found.span(group))
            if figure is None or _is_torn(figure, end) or _is_crowded(quantities, sentence, start, figure):
                continue
            if _has_its_own(quantities, figure, end):
                continue
        elif stance is not Stance.MENTION and _goes_on_with_figure(quantities, sentence, end):
            continue
        yield _Match(claim, stance, wording, sentence, start, end, figure)


def _figure(prose: Prose, quantities: tuple[Quantity, ...], start: int, end: int) -> Quantity | None:
    """The figure that the group of a wording means: a printed one as a whole, or one in Chinese numerals."""
    if covered := covering(quantities, start, end):
        return covered
    text = prose.text[start:end]
    if any(char.isdigit() and char.isascii() for char in text):
        return None  # part of a number that counts nothing
    if prose.text[max(0, start - 1) : start] in _NUMERALS or prose.text[end : end + 1] in _NUMERALS:
        return None
    number = parse_number(text)
    unit = unit_at(prose.text, end)
    return Quantity(start, end + len(unit), start, end, end + len(unit), number, unit) if number else None


def _is_torn(figure: Quantity, end: int) -> bool:
    """Whether a wording ends within the figure's unit word: 人 of 人次."""
    return figure.digits_end < end < figure.unit_end


def _is_crowded(quantities: tuple[Quantity, ...], sentence: Sentence, start: int, figure: Quantity) -> bool:
    """Whether another counted figure stands between the first words of a wording, in its clause, and its own figure.

    A percentage may stand behind the figure that it is of: 当面申请3件占25%.
    """
    other = covering(quantities, max(start, sentence.clause(figure.start).start), figure.digits_start)
    if other is None or other is figure or other.unit in {"年", "月", "日"}:
        return False
    return figure.unit != PERCENT or other.unit == PERCENT


def _has_its_own(quantities: tuple[Quantity, ...], figure: Quantity, end: int) -> bool:
    """Whether the words behind a figure have one of their own right behind them: 行政复议2件、行政诉讼1件."""
    other = covering(quantities, end, end + 1) if end > figure.unit_end else None
    return other is not None and other.unit == figure.unit


def _goes_on_with_figure(quantities: tuple[Quantity, ...], sentence: Sentence, end: int) -> bool:
    """Whether words that stand without a figure (未收到, 均按期) are after all followed by one: 已按时办结8件."""
    other = covering(quantities, end, sentence.clause(end - 1).end)
    return other is not None and other.number.value != 0


def _settled(matches: list[_Match]) -> Iterator[_Match]:
    """One figure is one claim: of the wordings that share a figure the one that says most, wherever it is declared.

    A wording that is declared for several indicators (专兼职人员各1名) means all of them.
    """
    yield from (found for found in matches if found.figure is None)
    figured = [(found.figure.digits_start, found) for found in matches if found.figure is not None]
    for _, group in groupby(sorted(figured, key=lambda item: item[0]), key=lambda item: item[0]):
        shared = [found for _, found in group]
        most = max(shared, key=_fullness)
        yield from (found for found in shared if found.wording.text == most.wording.text and _same_place(found, most))


def _fullness(found: _Match) -> tuple[int, int, str]:
    """How much of what a wording covers is its own words, rather than words that it lets pass."""
    own = set(fold(found.wording.text)) - _MARKS
    covered = found.sentence.slice(found.start, found.end)
    return sum(char in own for char in covered), found.start - found.end, found.wording.text


def _same_place(one: _Match, other: _Match) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def _is_of_year(found: _Match, year: int | None) -> bool:
    """Whether a figure is said of the whole reported year; a mere mention says nothing of a year."""
    return found.stance is Stance.MENTION or (
        context.is_of_year(found.sentence, found.said_at, year)
        and context.is_of_next_year(found.sentence.slice(found.said_at, found.end), year)
    )


def _is_stale(prose: Prose, found: _Match, year: int | None) -> bool:
    """Whether a figure is an earlier year's, and the next sentence of the paragraph does not go on to the own year."""
    following = prose.sentence(found.sentence.end)
    goes_on = following is not None and f"{year}年" in following.text
    return not goes_on and context.other_year(found.sentence, found.said_at, year) is not None


def _is_meant(found: _Match, unit: str | None) -> bool:
    """Whether a mention is certainly said, of the whole unit, whatever the year."""
    sentence = found.sentence
    if sentence.is_within(found.start, TITLES):
        return False
    if found.stance is Stance.MENTION:
        return not (
            context.is_planned(sentence, found.start, found.end)
            or context.is_denied(sentence, found.start)
            or context.is_conditional(sentence, found.start)
        )
    return not (
        _is_excluded(found)
        or context.is_difference(sentence, found.said_at, found.wording.text)
        or context.is_planned(sentence, found.start, found.said_at)
        or context.is_of_each(sentence, found.said_at, found.wording.text)
        or context.is_denied(sentence, found.start)
        or context.is_cumulative(sentence, found.start, found.said_at)
        or context.is_of_other_body(sentence, found.start, unit)
        or context.is_one_of_bodies(sentence, found.start, found.said_at, found.end)
        or (found.figure and context.is_one_of_kinds(sentence, found.figure.start, found.figure.unit_end))
        or context.is_wider(sentence, found.start, found.end)
        or _is_joint(found)
        or (found.figure is None and context.is_qualified(sentence, found.start, found.end))
        or context.is_conditional(sentence, found.start)
    )


def _is_joint(found: _Match) -> bool:
    figure = found.figure
    return figure is not None and context.is_joint(found.sentence, found.start, figure.start, found.wording.text)


def _is_excluded(found: _Match) -> bool:
    """Whether a word that makes it something else stands before it in its segment, or after it in its clause."""
    sentence = found.sentence
    segment, clause = sentence.segment(found.said_at), sentence.clause(found.end - 1)
    rest = sentence.slice(found.end, max(clause.end, found.end))
    if _FIGURE.search(rest):
        rest = ""  # the clause goes on with another statement
    around = sentence.slice(min(segment.start, found.start), found.end) + rest
    return any(word in around for word in found.claim.exclusions)


def _fact(prose: Prose, found: _Match, indicator: Indicator | None, unit: str | None) -> Fact | None:
    start, end = (found.figure.start, found.figure.end) if found.figure else (found.start, found.end)
    fact = Fact(
        indicator=indicator.code if indicator else found.claim.indicator,
        origin=prose.origin(start, end),
        raw=prose.raw(start, end),
        reading=Reading.TEXT,
        member=found.claim.member,
        stance=found.stance,
        scope=context.scope_words(found.sentence, found.said_at, found.claim.scopes, unit),
        sentence=prose.span(found.sentence.start, found.sentence.end),
    )
    if found.stance is Stance.MENTION:
        return fact
    if indicator is None:
        return None
    if found.figure is None:
        fixed = found.wording.fixed
        return None if fixed is None else _with_value(fact, (fixed, fixed, fixed))
    return _with_figure(fact, found, found.figure, indicator)


def _with_figure(fact: Fact, found: _Match, figure: Quantity, indicator: Indicator) -> Fact | None:
    measure = found.wording.measure or indicator.measure
    scale, rounded = Fraction(measure.factor), False
    if measure.kind is Kind.MONEY:
        if figure.unit != MONEY:
            return None
        scale = Fraction(measure.factor, MULTIPLIERS.get(measure.unit.removesuffix(MONEY), 1))
        rounded = figure.number.multiplier > 1
    if measure.kind is Kind.RATIO and (figure.unit != PERCENT or figure.number.hedge is not None):
        return None
    stored = figure.number.scaled(scale, rounded=rounded)
    return _with_value(fact, stored, figure) if stored else None


def _with_value(fact: Fact, stored: tuple[int, int, int | None], figure: Quantity | None = None) -> Fact:
    value, low, high = stored
    return replace(
        fact,
        reading=Reading.VALUE,
        value=value,
        unit=figure.unit if figure else "",
        low=low,
        high=high,
        digits=figure.number.digits if figure else 0,
        hedge=figure.number.hedge if figure else None,
    )
