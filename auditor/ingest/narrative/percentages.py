"""Whether two figures give a printed percentage, and the percentage with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.document import Rate
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.ingest.narrative.quantities import Quantity
    from auditor.ingest.narrative.sentences import Prose
    from auditor.ingest.narrative.sentences import Sentence

WHOLE = 100
_PAIR = 2
_OF_TOTAL = regex("[^0-9。;]{0,6}占(?:申请|受理)?总(?:数|量|件数)")


def _scaled(part: Quantity, base: Quantity, stated: Quantity) -> tuple[int, int]:
    """The rate's doubled numerator and the stated one, both over twice the base, in units of the last digit."""
    scale = 10**stated.number.digits
    return 2 * WHOLE * scale * part.count, 2 * int(stated.number.value * scale) * base.count


def gives(part: Quantity, base: Quantity, stated: Quantity) -> bool:
    """Whether the two figures give the stated percentage when rounded half up to its printed digits."""
    exact, printed = _scaled(part, base, stated)
    return printed - base.count <= exact < printed + base.count


def is_cut_off(rate: Rate) -> bool:
    """Whether two figures give a percentage only when cut off instead of rounded: a matter of style, not of figures."""
    if rate.part is None:
        return False
    exact, printed = 2 * WHOLE * int(10**rate.digits) * rate.part, 2 * rate.stated * rate.base
    return printed + rate.base <= exact < printed + 2 * rate.base


def is_of_another_total(
    prose: Prose, earlier: tuple[Quantity, ...], part: Quantity | None, base: Quantity, stated: Quantity
) -> bool:
    """Whether a share of a total (占总数的70%) is not of the whole beside it but of one told further before."""
    if part is None or gives(part, base, stated) or not _OF_TOTAL.match(prose.text, part.unit_end, stated.start):
        return False
    wholes = (each for each in earlier if each.unit == part.unit and each.is_exact_count and each.count)
    return any(gives(part, whole, stated) for whole in wholes)


def rate_of(prose: Prose, sentence: Sentence, part: Quantity | None, base: Quantity, stated: Quantity) -> Rate:
    """The percentage as it is judged, with the words from its base on."""
    figures = (base, stated) if part is None else (part, base, stated)
    first = min(item.start for item in figures)
    start = sentence.segment(first).start if first >= sentence.start else first
    return Rate(
        origin=prose.origin(start, stated.end),
        text=prose.raw(start, stated.end),
        part=part.count if part else None,
        base=base.count,
        stated=int(stated.number.value * 10**stated.number.digits),
        digits=stated.number.digits,
        spans=tuple(prose.span(item.start, item.end) for item in figures),
    )


def evened_out(rates: tuple[Rate, ...]) -> frozenset[Rate]:
    """Shares that are off by their last digit where it makes all of a whole 100% together."""
    return frozenset(rate for run in _runs(rates) if _makes_whole(run) for rate in run if _is_off_by_one(rate))


def _runs(rates: tuple[Rate, ...]) -> Iterator[list[Rate]]:
    """Shares of one whole that follow one another, up to where they make it up."""
    run: list[Rate] = []
    for rate in rates:
        if run and (run[-1].spans[1:-1] != rate.spans[1:-1] or _parts(run) >= rate.base):
            yield run
            run = []
        run.append(rate)
    yield run


def _parts(run: list[Rate]) -> int:
    return sum(rate.part or 0 for rate in run)


def _makes_whole(run: list[Rate]) -> bool:
    """Whether shares are of all there is, and printed so that they make 100%: one of them may have been evened out.

    A zero at the end need not be printed: 2.3% is 2.30%.
    """
    if len(run) < _PAIR or _parts(run) != run[0].base:
        return False
    digits = max(rate.digits for rate in run)
    return sum(rate.stated * int(10 ** (digits - rate.digits)) for rate in run) == WHOLE * int(10**digits)


def _percent(rate: Rate) -> int:
    """A hundred percent in units of the last digit that is printed."""
    return WHOLE * int(10**rate.digits)


def _is_off_by_one(rate: Rate) -> bool:
    """Whether the last digit is the next one to what the figures give."""
    exact = _percent(rate) * (rate.part or 0)
    return rate.base < 2 * abs(exact - rate.stated * rate.base) <= 3 * rate.base
