"""A submission as read, and what was found in it: the document, its tables, and the figures with their origins.

NOTE: values of which a report has hundreds are none that Python's collector of cycles looks through (`gc=False`): they
hold nothing that could hold them.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from msgspec import Struct

from auditor.diagnostics import Diagnostic
from auditor.schema import Stance
from auditor.source import Source
from auditor.source import Span

# Formats in which signs and lines have places on pages, and no cells are told.
_PRINTS = ("pdf", "ofd")


class Cell(Struct, frozen=True, gc=False):
    """One cell of a table as the file has it; a merged cell stands once, at its first row and column.

    `row` and `column` count from 0; `span` is where the cell's text stands in the document's text.
    """

    row: int
    column: int
    text: str
    span: Span
    rows: int = 1
    columns: int = 1


class Grid(Struct, frozen=True):
    """A table that the file itself marks as one (a web page, a document, a sheet), in reading order.

    `ruled` is whether its cells have borders; without them, which cells are blank can only be told from the places of
    the others, and so is never certain. `name` is that of the sheet of a workbook, whose rows and columns its own are.
    """

    cells: Sequence[Cell]
    page: int | None = None
    name: str = ""
    ruled: bool = True


class Document(Struct, frozen=True):
    """A file turned into text.

    `source.text` is everything in reading order, tables included (cells of a row separated by tabs, rows by newlines),
    so that every place is a span of it. `pages` are the offsets at which pages begin, empty where there are none.
    `format` is what the bytes are: text, html, docx, pdf, ofd, sheet, csv, markdown.
    `doubt` says why nothing read from this document is certain (a recognised image), else None. `pictures` are the
    offsets at which pictures stand that are large enough to show a table. `margin` is what the heads and feet of its
    pages say, a line each, which is no part of the text.
    """

    path: str
    digest: str
    format: str
    source: Source
    grids: Sequence[Grid] = ()
    pages: tuple[int, ...] = ()
    doubt: str | None = None
    pictures: tuple[int, ...] = ()
    margin: str = ""

    @property
    def is_print(self) -> bool:
        """Whether it is laid out in pages on which signs and lines have places, without cells that are told as such."""
        return self.format in _PRINTS

    @property
    def tells_no_cells(self) -> bool:
        """Whether the file tells of no cells of its tables: a print, or plain text."""
        return self.is_print or self.format == "text"


class Origin(Struct, frozen=True, gc=False, omit_defaults=True):
    """Where something was read: the characters, and the table cell or page where there is one (all counted from 1).

    `sheet` is the name of a workbook's sheet, whose rows and columns `row` and `column` then are.
    """

    span: Span
    line: int
    page: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str = ""


class Reading(StrEnum):
    """What a cell says.

    VALUE a figure; BLANK nothing at all; DASH a sign for nothing (`-`, `—`, `/`, `无`); TEXT words or a number that the
    indicator cannot take (a fraction of a case); DOUBTFUL a figure that may have been read wrongly: never judged.
    """

    VALUE = "value"
    BLANK = "blank"
    DASH = "dash"
    TEXT = "text"
    DOUBTFUL = "doubtful"


class Hedge(StrEnum):
    """A word that loosens a figure of the narrative: 约, 近, 超过, 余."""

    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    ODD = "odd"


# The doubt of a figure that a table of ready-made figures does not give: it is neither blank nor missing from a report.
ABSENT = "absent"


class Fact(Struct, frozen=True, gc=False):
    """One figure with its origin.

    `value` is the stored integer (see `Measure.factor`), None unless the reading is VALUE or DOUBTFUL. For a narrative
    figure `low` and `high` bound what the printed words can mean (1.2万 is 11,500 to 12,500; an open end is None), and
    `sentence` is the whole sentence. `note` is what else the cell holds (`县级` of `9(县级)`), `note_values` the
    figures within. `occurrence` counts the rows of one indicator within a submission from 1. `unit` is the unit word
    as printed. `derived_by` names the equations that the reading used, as `row_total:<indicator>`: a rule all of whose
    figures share such a mark would only confirm the reading, so it is not judged on them.
    """

    indicator: str
    origin: Origin
    raw: str
    reading: Reading = Reading.VALUE
    value: int | None = None
    member: str | None = None
    note: str = ""
    note_values: tuple[int, ...] = ()
    unit: str = ""
    occurrence: int = 1
    in_order: bool = True
    doubt: str = ""
    stance: Stance | None = None
    low: int | None = None
    high: int | None = None
    digits: int = 0
    hedge: Hedge | None = None
    scope: str = ""
    sentence: Span | None = None
    derived_by: tuple[str, ...] = ()

    @property
    def is_narrative(self) -> bool:
        """Whether the figure stands in the narrative; else in a table."""
        return self.stance is not None


class Attribute(Struct, frozen=True, gc=False):
    """Something known of the submission as a whole, by its Chinese name in `attributes.KNOWN_ATTRIBUTES`."""

    name: str
    number: int | None = None
    text: str | None = None
    origin: Origin | None = None
    raw: str = ""


class Enumeration(Struct, frozen=True, gc=False):
    """A sentence that states a whole and its parts: 共X，其中a、b、c. Figures are in the printed unit.

    `complete` is whether the sentence presents the parts as all there are; `overlapping` whether a part may be counted
    under several heads (channels), so that the parts may exceed the whole; `carried` whether they tell what is done and
    what is left, so that cases carried over from the year before may be among them; `by_way` whether they are the ways
    by which requests came in, among which those cases cannot be.
    """

    origin: Origin
    text: str
    unit: str
    total: int
    parts: tuple[int, ...]
    spans: tuple[Span, ...]
    complete: bool
    overlapping: bool = False
    carried: bool = False
    by_way: bool = False


class Rate(Struct, frozen=True, gc=False):
    """A percentage with the two figures that it is of: 已办结9269件，办结率97.8%.

    `stated` is the printed number without its point (978) and `digits` the printed decimals (1); `part` and `base` are
    in the printed unit. `part` is None where only the base is printed: 收到留言420条，答复率96.3%.
    """

    origin: Origin
    text: str
    part: int | None
    base: int
    stated: int
    digits: int
    spans: tuple[Span, ...]


class Growth(Struct, frozen=True, gc=False):
    """How the narrative compares a figure with the year before: 58件，比上年的50件增加8件，增长16%.

    `now` and `before` are the figures that the sentence itself gives, in stored integers; None where it gives none, so
    that the reports of the two years must say. `change` is the stated difference in stored integers and `stated` the
    stated ratio without its point over `scale` (16 over 100, 15 over 10 for 1.5倍); either may be missing. `falls` is
    whether the figure is said to have become less, `of_change` whether the ratio is that of the difference (增长16%)
    or of the figure itself (是上年的1.5倍). `implied` says that `before` is what `now` and a stated difference give,
    instead of a figure that is quoted. `indicator` is empty for what the form does not count; the sentence then
    gives both years.
    """

    origin: Origin
    text: str
    indicator: str
    now: int | None = None
    before: int | None = None
    change: int | None = None
    stated: int | None = None
    scale: int = 100
    falls: bool = False
    of_change: bool = True
    spans: tuple[Span, ...] = ()
    implied: bool = False


class Status(StrEnum):
    """What became of a file that was received."""

    AUDITED = "audited"
    NOT_APPLICABLE = "not_applicable"
    UNREADABLE = "unreadable"


class Submission(Struct, frozen=True):
    """A file received, with all that was found in it.

    `path` is below the input folder, with `/`; `unit`, `year` and `form` are None where the content does not say.
    `reason` says why it was not audited, in both languages, as a diagnostic.
    """

    path: str
    digest: str
    status: Status
    unit: str | None = None
    year: int | None = None
    form: str | None = None
    document: Document | None = None
    facts: Sequence[Fact] = ()
    attributes: Sequence[Attribute] = ()
    enumerations: Sequence[Enumeration] = ()
    rates: Sequence[Rate] = ()
    growths: Sequence[Growth] = ()
    diagnostics: tuple[Diagnostic, ...] = ()

    def text_of(self, attribute: str) -> str:
        """What the submission says of itself by the name of an attribute, empty where it says nothing."""
        return next((each.text or "" for each in self.attributes if each.name == attribute), "")
