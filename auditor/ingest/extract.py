"""A document becomes a submission: who reports, the tables, the narrative, and what rules can ask of the whole."""

from __future__ import annotations

from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.attributes import MENTIONED
from auditor.document import Attribute
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.codes import NO_FORM
from auditor.ingest.codes import NOT_ANNUAL
from auditor.ingest.codes import OTHER_FORM
from auditor.ingest.codes import tell
from auditor.ingest.identity.foreign import read_foreign
from auditor.ingest.identity.identify import identify
from auditor.ingest.narrative.read import read_narrative
from auditor.ingest.parts.attachments import read_attachments
from auditor.ingest.parts.broken_off import broken_off
from auditor.ingest.parts.passages import read_passages
from auditor.ingest.parts.sections import read_sections
from auditor.ingest.pictured import figures_cut_off
from auditor.ingest.pictured import figures_of_picture
from auditor.ingest.pictured import pictured_table
from auditor.ingest.pictured import table_without_labels
from auditor.ingest.pictured import unread_tables
from auditor.ingest.plain.beside import columns_apart
from auditor.ingest.reader_codes import CUT_OFF
from auditor.ingest.reader_codes import UNDECODED
from auditor.ingest.table_codes import BREAKS_OFF
from auditor.ingest.table_codes import PAGE_CUT
from auditor.ingest.table_codes import PICTURED_TABLE
from auditor.ingest.table_codes import QUOTE_LOST
from auditor.ingest.tables.outline.order import in_reading_order
from auditor.ingest.tables.read import best_reading
from auditor.ingest.tables.read import has_columns
from auditor.ingest.tables.reading import Places
from auditor.ingest.traditional import as_written
from auditor.ingest.traditional import simplified
from auditor.schema import Stance
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.document import Document
    from auditor.document import Fact
    from auditor.ingest.identity.identify import Identity
    from auditor.ingest.narrative.read import Narrative
    from auditor.ingest.tables.reading import TableReading
    from auditor.schema import Form
    from auditor.schema import Schema

# How a figure is in doubt, by the doubt of a document that lost some; of all others it is that they are images.
_DOUBTS: Mapping[str, str] = MappingProxyType(
    {CUT_OFF.slug: "cut", UNDECODED.slug: "damaged", PAGE_CUT.slug: "damaged", QUOTE_LOST.slug: "columns"}
)

_WORDS_SHOWN = 24


def extract(document: Document, schema: Schema) -> Submission:
    """Everything that a document says, in the terms of the schema.

    What is no annual report gets no figures: a progress report is not sixty missing ones.
    """
    found = _read(document, schema)
    apart = columns_apart(document)
    if apart is None:
        return found
    other = _read(apart, schema)
    return other if _figures(other) > _figures(found) else found


def _figures(submission: Submission) -> tuple[int, int]:
    """How many figures the tables give for certain, and how many more in doubt."""
    readings = Counter(fact.reading for fact in submission.facts if not fact.is_narrative)
    return readings[Reading.VALUE], readings[Reading.DOUBTFUL]


def _read(document: Document, schema: Schema) -> Submission:
    document = in_reading_order(document, (form for form in schema.forms.values() if not has_columns(form)))
    plain = simplified(document)
    found = _search(plain, schema)
    return found if plain is document else as_written(found, plain, document)


def _search(document: Document, schema: Schema) -> Submission:
    tables = best_reading(document, schema, lambda: identify(document, schema).year)
    table_year = next((each.number for each in tables.attributes if each.name == "表头年度"), None) if tables else None
    blank = tables is not None and all(fact.reading is not Reading.VALUE for fact in tables.facts)
    identity = identify(document, schema, has_tables=tables is not None, are_blank=blank, table_year=table_year)
    if not identity.is_annual:
        reason = tell(NOT_ANNUAL, document.source, kind=identity.kind)
        return _submission(document, identity, Status.NOT_APPLICABLE, None, (reason,))
    form = _form(tables, identity, schema)
    spans = tables.spans if tables else ()
    narrative = read_narrative(document, form, schema.claims, spans, identity.year, identity.unit)
    pictured = pictured_table(document, form, tables)
    broken = None if pictured or document.doubt else broken_off(document, form, tables)
    shown = (tell(PICTURED_TABLE, document.source, pictured),) if pictured else ()
    ended = (tell(BREAKS_OFF, document.source, broken, words=_last_words(document, broken)),) if broken else ()
    told = (*_form_diagnostics(document, identity, form, schema), *shown, *ended)
    submission = _submission(document, identity, Status.AUDITED, form, told)
    unlabelled = table_without_labels(document, form, tables)
    unread = () if pictured or broken else unread_tables(document, form, tables)
    facts = (*_of_form(document, form, tables, (pictured, unlabelled, broken)), *unread, *narrative.facts)
    attributes = (
        *submission.attributes,
        *_of_tables(
            tables, form, whole=not (pictured or unlabelled or unread or broken) and document.doubt not in _DOUBTS
        ),
        *_mentions(narrative, form, schema, whole=broken is None),
        read_attachments(document, has_tables=bool(spans), of_columns=form is not None and has_columns(form)),
        _numbering(document, narrative.misnumbered),
        # NOTE: a print whose tables came out in pieces has its other lines in no order either
        *read_sections(
            document,
            None if unread or broken else form,
            identity.year,
            _stale(narrative),
            tables.facts if tables else (),
        ),
        *read_foreign(document, identity.unit, spans),
        *read_passages(document, spans, in_parts=form is not None and has_columns(form)),
    )
    return replace(
        submission,
        facts=tuple(_in_doubt(fact, document.doubt) for fact in facts) if document.doubt else facts,
        attributes=attributes,
        enumerations=narrative.enumerations,
        rates=narrative.rates,
        growths=narrative.growths,
        diagnostics=(*submission.diagnostics, *(tables.diagnostics if tables else ())),
    )


def _submission(
    document: Document, identity: Identity, status: Status, form: Form | None, diagnostics: tuple[Diagnostic, ...]
) -> Submission:
    return Submission(
        document.path,
        document.digest,
        status,
        identity.unit,
        identity.year,
        form.code if form else None,
        document,
        attributes=identity.attributes,
        diagnostics=(*identity.diagnostics, *diagnostics),
    )


def _form(tables: TableReading | None, identity: Identity, schema: Schema) -> Form | None:
    """The form whose tables the document holds, whatever its year; without tables the form of its year."""
    if tables:
        return schema.forms[tables.form]
    if identity.year is None:
        return None
    return next((form for form in schema.forms.values() if _is_for(form, identity.year)), None)


def _is_for(form: Form, year: int) -> bool:
    return (form.years.first is not None or form.years.last is not None) and year in form.years


def _form_diagnostics(
    document: Document, identity: Identity, form: Form | None, schema: Schema
) -> Iterator[Diagnostic]:
    year = identity.year
    expected = next((each for each in schema.forms.values() if year is not None and _is_for(each, year)), None)
    if form is None:
        yield tell(NO_FORM, document.source, year="?" if year is None else year)
    elif expected is not None and expected.code != form.code and not (year is not None and _is_for(form, year)):
        yield tell(OTHER_FORM, document.source, year=year, form=form.title, expected=expected.title)


def _of_form(
    document: Document,
    form: Form | None,
    tables: TableReading | None,
    lost: tuple[Span | None, Span | None, Span | None],
) -> Iterator[Fact]:
    """The figures of the tables, and those that a report may well give although nobody can read them.

    `lost` are where a picture stands, where a table without labels does, and where the text breaks off.
    """
    pictured, unlabelled, broken = lost
    is_cut = document.doubt in _DOUBTS
    # NOTE: a column whose head was lost can pass for another one, and would be that one's figure a second time.
    facts = [fact for fact in tables.facts if not is_cut or fact.occurrence == 1] if tables else []
    yield from (_unless_broken(fact, broken) for fact in facts) if broken else facts
    if form and (is_cut or broken):
        yield from figures_cut_off(Places(document).origin(broken or Span(0, 0)), form, tables)
    elif form and pictured:
        yield from figures_of_picture(Places(document).origin(pictured), form, tables, "picture")
    elif form and unlabelled:
        yield from figures_of_picture(Places(document).origin(unlabelled), form, tables, "shape")


def _of_tables(tables: TableReading | None, form: Form | None, *, whole: bool) -> Iterator[Attribute]:
    """What is known of the tables; how many there are, only where all can be read."""
    if whole:
        yield Attribute("统计表个数", _tables_found(tables, form))
    if form:
        yield Attribute("版式", None, form.code)
    if tables:
        yield from tables.attributes
        if all(attribute.name != "错序行数" for attribute in tables.attributes):
            yield Attribute("错序行数", sum(not fact.in_order for fact in tables.facts))


def _tables_found(tables: TableReading | None, form: Form | None) -> int:
    """How many of a form's tables there are; of a form of one table, how many copies of it."""
    if tables is None or form is None:
        return 0
    if not has_columns(form):
        return tables.count
    return len({form.by_code[fact.indicator].table for fact in tables.facts})


def _unless_broken(fact: Fact, broken: Span) -> Fact:
    """A figure; the blank cells of the row that a text breaks off in may have held some."""
    if fact.reading is Reading.BLANK and fact.origin.span.end >= broken.start:
        return replace(fact, reading=Reading.DOUBTFUL, doubt="cut")
    return fact


def _last_words(document: Document, broken: Span) -> str:
    return document.source.slice(broken)[-_WORDS_SHOWN:].strip()


def _mentions(narrative: Narrative, form: Form | None, schema: Schema, *, whole: bool) -> Iterator[Attribute]:
    """How often the narrative mentions what a claim says, for every claim that knows how: 0 where it does not.

    Of a narrative that is not whole nobody knows what it does not mention.
    """
    times = Counter(fact.indicator for fact in narrative.facts if fact.stance is Stance.MENTION)
    codes = {indicator.name: indicator.code for indicator in form.indicators} if form else {}
    named = dict.fromkeys(claim.indicator for claim in schema.claims if claim.wordings.get(Stance.MENTION))
    for name in named:
        mentioned = times[name] or times[codes.get(name, name)]
        if mentioned or whole:
            yield Attribute(f"{MENTIONED}{name}", mentioned)


def _stale(narrative: Narrative) -> tuple[Span, ...]:
    """The sentences that give another year's figures although the report says nothing of its own on the same matter."""
    said = {fact.indicator for fact in narrative.facts if fact.stance is not Stance.MENTION}
    return tuple(fact.sentence or fact.origin.span for fact in narrative.stale if fact.indicator not in said)


def _numbering(document: Document, wrong: tuple[Span, ...]) -> Attribute:
    """How many headings within the parts have a number that does not follow the one before."""
    origin = Places(document).origin(wrong[0]) if wrong else None
    return Attribute("错号标题数", len(wrong), None, origin, document.source.slice(wrong[0]) if wrong else "")


def _in_doubt(fact: Fact, why: str) -> Fact:
    """A figure of a document that is itself in doubt: kept and shown, never judged, nor is its place or its absence."""
    if fact.reading is Reading.TEXT:
        return replace(fact, in_order=True)
    return replace(fact, reading=Reading.DOUBTFUL, doubt=fact.doubt or _DOUBTS.get(why, "image"), in_order=True)
