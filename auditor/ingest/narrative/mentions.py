"""Claims of the narrative: every mention of an indicator with its figure, its bounds, its scope and its sentence.

What a sentence may sound like is declared in rule files (陈述); here is decided which figure a wording means and
whether it is said of the whole unit and the whole year. When in doubt a mention is left out.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Fact
from auditor.document import Reading
from auditor.ingest.figures import MULTIPLIERS
from auditor.ingest.narrative.around import context
from auditor.ingest.narrative.around import whose
from auditor.ingest.narrative.around import years
from auditor.ingest.narrative.around.above import follows
from auditor.ingest.narrative.around.meant import is_meant
from auditor.ingest.narrative.matches import find_matches
from auditor.ingest.narrative.matches import settled
from auditor.ingest.narrative.quantities import MONEY
from auditor.ingest.narrative.quantities import PERCENT
from auditor.ingest.narrative.quantities import Quantity
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.ingest.narrative.matches import Match
    from auditor.ingest.narrative.sentences import Prose
    from auditor.schema import Claim
    from auditor.schema import Form


class Mentions(Struct, frozen=True):
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
    names = _spoken(form)
    matches = [found for found in find_matches(prose, quantities, form, claims) if follows(prose, found, year, unit)]
    meant = whose.with_own_parts(settled(matches, lambda found: is_meant(prose, found, unit)), quantities)
    facts = [
        (found, fact)
        for found in meant
        if (fact := _fact(prose, found, _spoken_of(found.claim, names), unit)) is not None
    ]
    figures = [(found, fact) for found, fact in facts if found.stance is Stance.FIGURE]
    return Mentions(
        _distinct(_of_year_alone(prose, [(found, fact) for found, fact in facts if _is_of_year(found, year)])),
        _distinct(fact for found, fact in figures if _is_of_year_before(found, year)),
        _distinct(fact for found, fact in figures if _is_stale(prose, found, year)),
    )


@lru_cache(maxsize=16)
def _spoken(form: Form) -> Mapping[str, Indicator]:
    """The indicators of a form as the narrative counts them, by their names and codes."""
    spoken = [form.spoken(indicator) for indicator in form.indicators]
    return MappingProxyType({each.name: each for each in spoken} | {each.code: each for each in spoken})


def _spoken_of(claim: Claim, names: Mapping[str, Indicator]) -> Indicator | None:
    """The indicator of a claim; one of a figure that the narrative alone gives stands in no form."""
    if claim.measure is not None:
        return Indicator(claim.indicator, claim.indicator, claim.measure)
    return names.get(claim.indicator)


def _of_year_alone(prose: Prose, said: list[tuple[Match, Fact]]) -> Iterator[Fact]:
    """What is said of a year, without figures until now beside which the paragraph gives the year's own, smaller one.

    2017年主动公开信息95条。截至年底累计主动公开信息652条 says of the year that it was 95.
    """
    own: dict[tuple[str, str | None, str, int], int] = {}
    beside = [
        (context.counts_to_date(found.sentence, found.start, found.said_at), _beside(prose, found, fact), fact)
        for found, fact in said
    ]
    for to_date, place, fact in beside:
        if fact.value is not None and not to_date:
            own[place] = min(fact.value, own.get(place, fact.value))
    for to_date, place, fact in beside:
        if fact.value is None or not to_date or fact.value <= own.get(place, fact.value):
            yield fact


def _beside(prose: Prose, found: Match, fact: Fact) -> tuple[str, str | None, str, int]:
    """What a fact is of, and the paragraph it stands in, by where that begins."""
    return fact.indicator, fact.member, fact.scope, prose.text.rfind("\n", 0, found.said_at)


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


def _is_of_year(found: Match, year: int | None) -> bool:
    """Whether a figure is said of the whole reported year; a mere mention says nothing of a year."""
    return found.stance is Stance.MENTION or (
        years.is_of_year(found.sentence, found.said_at, year)
        and years.is_of_next_year(found.sentence.slice(found.start, found.end), year)
        and years.is_of_last_year(found.sentence.slice(found.start, found.said_at), year)
    )


def _is_of_year_before(found: Match, year: int | None) -> bool:
    """Whether a figure is said of the whole of the year before, and is not what went on to the year after this one."""
    leads_to = None if year is None else year - 1
    return years.is_of_year_before(found.sentence, found.said_at, year) and years.is_of_next_year(
        found.sentence.slice(found.said_at, found.end), leads_to
    )


def _is_stale(prose: Prose, found: Match, year: int | None) -> bool:
    """Whether a figure is an earlier year's, and the next sentence of the paragraph does not go on to the own year."""
    following = prose.sentence(found.sentence.end)
    goes_on = following is not None and f"{year}年" in following.text
    return not goes_on and years.other_year(found.sentence, found.said_at, year) is not None


def _fact(prose: Prose, found: Match, indicator: Indicator | None, unit: str | None) -> Fact | None:
    start, end = (found.figure.start, found.figure.end) if found.figure else (found.start, found.end)
    fact = Fact(
        indicator=indicator.code if indicator else found.claim.indicator,
        origin=prose.origin(start, end),
        raw=prose.raw(start, end),
        reading=Reading.TEXT,
        member=found.claim.member,
        stance=found.stance,
        scope=whose.scope_words(found.sentence, found.said_at, found.claim.scopes, unit, end=found.end),
        sentence=prose.span(found.sentence.quoted_from, found.sentence.end),
    )
    if found.stance is Stance.MENTION:
        return fact
    if indicator is None:
        return None
    if found.figure is None:
        fixed = found.wording.fixed
        return None if fixed is None else _with_value(fact, (fixed, fixed, fixed))
    return _with_figure(fact, found, found.figure, indicator)


def _with_figure(fact: Fact, found: Match, figure: Quantity, indicator: Indicator) -> Fact | None:
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
