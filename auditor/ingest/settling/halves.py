"""Reports handed in as two files, the text in one and its tables in another, are put together and read as one."""

from __future__ import annotations

from enum import Enum
from functools import reduce
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.document import Document
from auditor.document import Status
from auditor.ingest import reader_codes
from auditor.ingest.codes import JOINED
from auditor.ingest.codes import tell
from auditor.patterns import regex
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.document import Submission
    from auditor.ingest.files.spool import SubmissionSpool
    from auditor.schema import Schema

# What may stand around a table that comes without its report: titles, heads, a page's menus; a few notes.
_MOST_AROUND = 3000
_MOST_SENTENCES = 5
_DATES = ("公布日期", "填报日期")
_ABOUT_READING = frozenset(reader_codes.CODES)


class Halves(Struct, frozen=True):
    """Places in the list of submissions: a text without tables, and the tables without a text that belong to it."""

    text: int
    tables: tuple[int, ...]


class Kind(Enum):
    """What a submission has of a report: its text without the tables, the tables and hardly more, or both."""

    NEITHER = 0
    TEXT = 1
    TABLES = 2
    WHOLE = 3


def kind_of(submission: Submission) -> Kind:
    """What a submission has of a report."""
    if not has_table(submission):
        return Kind.TEXT if _is_read(submission) else Kind.NEITHER
    return Kind.TABLES if _is_table(submission) else Kind.WHOLE


def _is_table(submission: Submission) -> bool:
    if not _is_read(submission) or submission.document is None:
        return False
    if any(fact.is_narrative for fact in submission.facts):
        return False
    text = submission.document.source.text
    first = min(fact.origin.span.start for fact in submission.facts)
    last = max(fact.origin.span.end for fact in submission.facts)
    around = "".join((text[:first] + text[last:]).split())
    return len(around) <= _MOST_AROUND and around.count("。") <= _MOST_SENTENCES


def has_table(submission: Submission) -> bool:
    """Whether a figure of a submission stands in a table."""
    return any(not fact.is_narrative for fact in submission.facts)


def _is_read(submission: Submission) -> bool:
    return submission.status is Status.AUDITED


def find_halves(submissions: Sequence[Submission]) -> tuple[Halves, ...]:
    """Which submissions are halves of one report: of one unit and year, or alone together in a folder.

    Of several texts the latest is taken, and of several tables the latest of each kind.
    """
    kinds = [kind_of(each) for each in submissions]
    tables = [index for index, kind in enumerate(kinds) if kind is Kind.TABLES]
    if not tables:
        return ()
    whole = {_whose(each) for each, kind in zip(submissions, kinds, strict=True) if kind is Kind.WHOLE}
    said = [index for index, kind in enumerate(kinds) if kind is Kind.TEXT and _says_whose(submissions[index])]
    texts = {_whose(submissions[index]): index for index in sorted(said, key=lambda index: order(submissions[index]))}
    found: dict[int, list[int]] = {}
    for table in sorted(tables, key=lambda index: order(submissions[index]), reverse=True):
        text = texts.get(_whose(submissions[table]), _beside(submissions, kinds, table))
        if text is not None and _whose(submissions[text]) not in whole:
            own = found.setdefault(text, [])
            if not any(_codes(submissions[table]) & _codes(submissions[other]) for other in own):
                own.append(table)
    return tuple(Halves(text, tuple(sorted(own))) for text, own in found.items())


# What units write into the names of files that they hand in again.
_CORRECTED = regex("改正|更正|修正|订正|修订|修改|勘误|重报|补正")


def order(submission: Submission) -> tuple[int, bool, str]:
    """When a report was published or signed; where that does not tell, whether its name says so, and its path."""
    return day_of(submission) or 0, is_correction(submission), submission.path


def is_correction(submission: Submission) -> bool:
    """Whether the name of the file says that it takes the place of another."""
    return bool(_CORRECTED.search(submission.path.rpartition("/")[2]))


def day_of(submission: Submission) -> int | None:
    """The day on which a report was published or signed, as an ordinal."""
    days = {each.name: each.number for each in submission.attributes if each.number is not None}
    return next((days[name] for name in _DATES if name in days), None)


def _whose(submission: Submission) -> tuple[str | None, int | None]:
    return submission.unit, submission.year


def _says_whose(submission: Submission) -> bool:
    return bool(submission.unit) and submission.year is not None


def _codes(submission: Submission) -> frozenset[str]:
    return frozenset(fact.indicator for fact in submission.facts)


def _beside(submissions: Sequence[Submission], kinds: Sequence[Kind], table: int) -> int | None:
    """The text that a table belongs to which does not say whose it is, by where it lies and what its file is called.

    Its folder holds one report besides, or one file after which its own is named (`永宁县2018.txt`,
    `永宁县2018附件.txt`).
    """
    it = submissions[table]
    if _says_whose(it):
        return None
    beside = [
        index
        for index, each in enumerate(submissions)
        if index != table and _folder(each) == _folder(it) and (each.unit or kinds[index] is Kind.TABLES)
    ]
    named = [index for index in beside if _is_named_after(it, submissions[index])]
    (only, *others) = (beside if len(beside) == 1 else named) or (None,)
    if only is None or others or kinds[only] is not Kind.TEXT:
        return None
    text = submissions[only]
    return only if it.unit in (None, text.unit) and it.year in (None, text.year) and text.year else None


def _folder(submission: Submission) -> str:
    return submission.path.rpartition("/")[0]


def _is_named_after(it: Submission, other: Submission) -> bool:
    """Whether a file's name is another's with something behind it that does not go on with a number."""
    name, stem = _stem(it), _stem(other)
    return name != stem and name.startswith(stem) and not name[len(stem)].isdecimal()


def _stem(submission: Submission) -> str:
    return PurePosixPath(submission.path).stem


def join(
    submissions: Sequence[Submission], halves: Iterable[Halves], schema: Schema, spool: SubmissionSpool
) -> tuple[Submission, ...]:
    """The submissions with halves read as one, under the path of the text; the table's own line says where it went."""
    joined = list(submissions)
    for pair in halves:
        from auditor.ingest.extract import extract  # here, as hardly any audit has such halves

        text, tables = submissions[pair.text], tuple(submissions[index] for index in pair.tables)
        documents = [each.document for each in (text, *tables) if each.document is not None]
        whole = extract(reduce(_together, documents), schema)
        about = tuple(each for half in (text, *tables) for each in half.diagnostics if each.code in _ABOUT_READING)
        told = tuple(tell(JOINED, text.path, path=table.path) for table in tables)
        joined[pair.text] = spool.lay_aside(replace(whole, diagnostics=(*told, *about, *whole.diagnostics)))
        for index, table in zip(pair.tables, tables, strict=True):
            joined[index] = replace(
                table,
                status=Status.NOT_APPLICABLE,
                unit=text.unit,
                year=text.year,
                diagnostics=(tell(JOINED, table.path, path=text.path),),
            )
    return tuple(joined)


def _together(text: Document, table: Document) -> Document:
    """One document of two: the second follows the first, after a line that names its file."""
    before = f"{text.source.text.rstrip()}\n附件：{table.path.rpartition('/')[2]}\n"
    moved = len(before)
    grids = tuple(
        replace(
            grid,
            cells=tuple(
                replace(cell, span=Span(cell.span.start + moved, cell.span.end + moved)) for cell in grid.cells
            ),
        )
        for grid in table.grids
    )
    return Document(
        text.path,
        text.digest,
        text.format,
        Source(text.path, before + table.source.text),
        (*text.grids, *grids),
        (*text.pages, *(page + moved for page in table.pages or ((0,) if text.pages else ()))),
        text.doubt or table.doubt,
        (*text.pictures, *(picture + moved for picture in table.pictures)),
    )
