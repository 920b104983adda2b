"""What the narrative states: claims on indicators, totals with their parts, and rates with their figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.narrative.enumerations import read_enumerations
from auditor.ingest.narrative.growth import read_growth
from auditor.ingest.narrative.mentions import Mentions
from auditor.ingest.narrative.mentions import read_mentions
from auditor.ingest.narrative.numbering import read_numbering
from auditor.ingest.narrative.quantities import read_quantities
from auditor.ingest.narrative.rates import read_rates
from auditor.ingest.narrative.sentences import read_prose
from auditor.ingest.tables.read import has_columns

if TYPE_CHECKING:
    from auditor.document import Document
    from auditor.document import Enumeration
    from auditor.document import Fact
    from auditor.document import Growth
    from auditor.document import Rate
    from auditor.schema import Claim
    from auditor.schema import Form
    from auditor.source import Span


class Narrative(Struct, frozen=True):
    """All that the prose of a document states, in the order of the text.

    `stale` are the figures that it gives for another year than the reported one, `misnumbered` the numbers of headings
    that do not follow the ones before.
    """

    facts: tuple[Fact, ...] = ()
    stale: tuple[Fact, ...] = ()
    enumerations: tuple[Enumeration, ...] = ()
    rates: tuple[Rate, ...] = ()
    growths: tuple[Growth, ...] = ()
    misnumbered: tuple[Span, ...] = ()


def read_narrative(  # noqa: PLR0913, PLR0917 - all that is known of the document
    document: Document,
    form: Form | None,
    claims: tuple[Claim, ...],
    skip: tuple[Span, ...] = (),
    year: int | None = None,
    unit: str | None = None,
) -> Narrative:
    """What the prose of a document states of the indicators of a form; `skip` are the spans of its tables.

    `year` and `unit` are what it reports on and who reports, as far as known. Without a form there are no indicators
    to speak of, but sums and rates can still be read.
    """
    prose = read_prose(document, skip)
    quantities = read_quantities(prose.text)
    mentions = read_mentions(prose, quantities, form, claims, year, unit) if form is not None else Mentions()
    enumerations = read_enumerations(prose, quantities)
    return Narrative(
        mentions.said,
        mentions.stale,
        enumerations,
        read_rates(prose, quantities, enumerations),
        read_growth(prose, quantities, _of_whole(mentions.said), _of_whole(mentions.before), year),
        read_numbering(prose, outer=form is None or not has_columns(form)),
    )


def _of_whole(facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """The mentions that name no column: those of one are not what the table's total is compared with."""
    return tuple(fact for fact in facts if fact.member is None)
