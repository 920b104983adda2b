"""Whether two figures give a printed percentage, and the percentage with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.document import Rate

if TYPE_CHECKING:
    from auditor.ingest.narrative.quantities import Quantity
    from auditor.ingest.narrative.sentences import Prose
    from auditor.ingest.narrative.sentences import Sentence

WHOLE = 100


def _scaled(part: Quantity, base: Quantity, stated: Quantity) -> tuple[int, int]:
    """The rate's doubled numerator and the stated one, both over twice the base, in units of the last digit."""
    scale = 10**stated.number.digits
    return 2 * WHOLE * scale * part.count, 2 * int(stated.number.value * scale) * base.count


def gives(part: Quantity, base: Quantity, stated: Quantity) -> bool:
    """Whether the two figures give the stated percentage when rounded half up to its printed digits."""
    exact, printed = _scaled(part, base, stated)
    return printed - base.count <= exact < printed + base.count


def is_truncated(part: Quantity | None, base: Quantity, stated: Quantity) -> bool:
    """Whether they give it only when cut off instead of rounded: a matter of style, not of the figures."""
    if part is None:
        return False
    exact, printed = _scaled(part, base, stated)
    return printed + base.count <= exact < printed + 2 * base.count


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
