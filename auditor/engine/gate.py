"""The gate: what was read is checked before any rule runs, so that a broken reading never looks like bad data.

The checks are declared once (`RECORD_CHECKS`, `FIGURE_CHECKS`) over two prepared frames. `pass_gate` runs them as
polars expressions, in every audit; `engine.expectations.gate` runs the very same ones as a suite of Great Expectations.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeAlias

import polars as pl
from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.document import Reading
from auditor.document import Status
from auditor.engine.codes import GATE_FAILED
from auditor.facts import ATTRIBUTES
from auditor.facts import ENUMERATIONS
from auditor.facts import FIGURES
from auditor.facts import RATES
from auditor.facts import RECORDS
from auditor.ingest.tabulate import origin_rows
from auditor.schema import LARGEST
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.facts import FactTable
    from auditor.schema import Schema


# Frames to what is wrong in them: the usual way, or by another library.
GateJudge: TypeAlias = "Callable[[GateFrames], tuple[Breach, ...]]"


class GateError(Exception):
    """The gate itself could not be judged; `words` are the check that was tried."""

    def __init__(self, words: Words) -> None:
        super().__init__(words.zh)
        self.words = words


class Present(Struct, frozen=True):
    """No null in a column."""

    column: str
    words: Words


class Among(Struct, frozen=True):
    """Every value of a column is one of some; null passes. Without values, the known cells of the schema are meant."""

    column: str
    words: Words
    values: tuple[str, ...] = ()


class NotNegative(Struct, frozen=True):
    """No number of a column is below zero; null passes."""

    column: str
    words: Words


class Distinct(Struct, frozen=True):
    """No value of a column stands twice; null passes."""

    column: str
    words: Words


Check = Present | Among | NotNegative | Distinct

RECORD_CHECKS: tuple[Check, ...] = (
    Distinct("record", Words("报告编号重复", "the number of a report stands twice")),
    Distinct("submission", Words("报告路径重复", "the path of a report stands twice")),
    Present("submission", Words("报告没有路径", "a report has no path")),
    Among("form", Words("版式未声明", "the form is not declared")),
)
FIGURE_CHECKS: tuple[Check, ...] = (
    Distinct("key", Words("数的编号重复", "the number of a figure stands twice")),
    Present("submission", Words("数不属于任何报告", "a figure belongs to no report")),
    Among("cell", Words("版式中没有这个指标或列", "the form has no such indicator or column")),
    Among("source", Words("来源不明", "neither of a table nor of the narrative"), ("table", "narrative")),
    Among("reading", Words("读数状态不明", "an unknown kind of reading"), tuple(str(each) for each in Reading)),
    Present("raw_of_value", Words("有数而没有原文", "a value without a raw text")),
    NotNegative("within", Words("没有出处，或出处不在原文之内", "no origin, or one outside of the text")),
    Present("within", Words("没有出处", "no origin")),
    NotNegative("spread", Words("数在其上下限之外", "a value beyond its own bounds")),
    NotNegative("room", Words("数过大", "a value too large to calculate with")),
)
_TABLES: Mapping[str, Mapping[str, pl.DataType]] = MappingProxyType(
    {
        "records": RECORDS,
        "figures": FIGURES,
        "attributes": ATTRIBUTES,
        "enumerations": ENUMERATIONS,
        "rates": RATES,
    }
)
_AT_ONCE = 250


class GateFrames(Struct, frozen=True, eq=False):
    """What is checked: `records` and `figures` as prepared, and what their columns may hold."""

    records: pl.DataFrame
    figures: pl.DataFrame
    forms: tuple[str, ...]
    cells: tuple[str, ...]

    def values(self, check: Among) -> tuple[str, ...]:
        """The values that a check lets pass."""
        return check.values or {"form": self.forms, "cell": self.cells}[check.column]


class Breach(Struct, frozen=True):
    """A check that some rows of one report do not meet; `record` is None where the tables themselves are wrong."""

    record: int | None
    words: Words
    count: int
    sample: str


def pass_gate(
    submissions: tuple[Submission, ...],
    table: FactTable,
    schema: Schema,
    judge: GateJudge | None = None,
) -> tuple[tuple[Submission, ...], tuple[Diagnostic, ...]]:
    """The submissions, those that do not pass turned into unreadable ones, and what is to be told of it.

    A report that does not pass is an error of this program: it is shown as such, and nothing is found in it. `judge`
    checks the frames in another way than the usual one.
    """
    wrong = _types(table)
    breaches = wrong or tuple(
        breach for frames in _frames(submissions, table, schema) for breach in (judge or breaches_of)(frames)
    )
    if not breaches:
        return submissions, ()
    paths = dict(table.records.select("record", "submission").iter_rows())
    told: dict[str, Diagnostic] = {}
    for breach in breaches:
        for path in paths.values() if breach.record is None else [paths[breach.record]]:
            told.setdefault(path, _tell(path, breach))
    marked = tuple(_refused(each, told[each.path]) if each.path in told else each for each in submissions)
    return marked, tuple(told.values())


def _frames(submissions: tuple[Submission, ...], table: FactTable, schema: Schema) -> Iterator[GateFrames]:
    """The frames, the figures of some reports at a time: as they are prepared they take ten times their memory."""
    audited = [each for each in submissions if each.status is Status.AUDITED]
    for first in range(0, max(1, len(audited)), _AT_ONCE):
        some = pl.col("record").is_between(first, first + _AT_ONCE, closed="left")
        origins = origin_rows(audited[first : first + _AT_ONCE], first)
        yield prepare(replace(table, figures=table.figures.lazy().filter(some)), origins, schema)


def prepare(table: FactTable, origins: pl.DataFrame, schema: Schema) -> GateFrames:
    """The frames that the checks are about."""
    figures = (
        table.figures.lazy()
        .join(table.records.lazy().select("record", "submission", "form"), on="record", how="left")
        .join(origins.lazy(), on=["record", "fact"], how="left")
        .with_columns(
            key=pl.format("{}/{}", "record", "fact"),
            cell=pl.format("{}/{}/{}", pl.col("form").fill_null(""), "indicator", pl.col("member").fill_null("")),
            raw_of_value=pl.when(pl.col("stored").is_null() | (pl.col("raw").str.strip_chars() != "")).then(pl.lit("")),
            within=pl.min_horizontal("start", pl.col("end") - pl.col("start"), pl.col("length") - pl.col("end")),
            spread=pl.min_horizontal(pl.col("stored") - pl.col("low"), pl.col("high") - pl.col("stored")),
            room=LARGEST - pl.col("stored").abs(),
        )
        .collect()
    )
    # NOTE: what sentences speak of besides the cells of a form are the names of claims, and columns that they join.
    spoken = (
        f"{form}/{claim.indicator}/{claim.member or ''}" for form in ("", *schema.forms) for claim in schema.claims
    )
    cells = (
        f"{form.code}/{indicator.code}/{member or ''}"
        for form in schema.forms.values()
        for indicator in form.indicators
        for member in (None, *indicator.members)
    )
    return GateFrames(table.records, figures, tuple(schema.forms), tuple(dict.fromkeys((*cells, *spoken))))


def breaches_of(frames: GateFrames) -> tuple[Breach, ...]:
    """Every check that does not hold, with the reports in which it does not."""
    parts = ((frames.records, RECORD_CHECKS), (frames.figures, FIGURE_CHECKS))
    return tuple(
        breach
        for frame, checks in parts
        for check in _failing(frame, checks, frames)
        for breach in breaches_in(frame.filter(_fails(check, frames)), check)
    )


def breaches_in(rows: pl.DataFrame, check: Check) -> tuple[Breach, ...]:
    """The rows that do not meet a check, by report."""
    samples = rows.group_by("record", maintain_order=True).agg(
        count=pl.len(), sample=pl.col(check.column).first().cast(pl.String)
    )
    return tuple(Breach(record, check.words, count, sample or "∅") for record, count, sample in samples.iter_rows())


# ------------------------------------------------------------------------------------------------------------- within


def _failing(frame: pl.DataFrame, checks: tuple[Check, ...], frames: GateFrames) -> Iterator[Check]:
    """The checks that some row does not meet, which hardly ever is one: all are made in one query."""
    found = frame.select(_fails(check, frames).any().alias(str(at)) for at, check in enumerate(checks)).row(0)
    return (check for check, fails in zip(checks, found, strict=True) if fails)


def _fails(check: Check, frames: GateFrames) -> pl.Expr:
    column = pl.col(check.column)
    match check:
        case Present():
            return column.is_null()
        case Among():
            return column.is_not_null() & ~column.is_in(list(frames.values(check)))
        case NotNegative():
            return (column < 0).fill_null(value=False)
        case Distinct():
            return column.is_not_null() & column.is_duplicated()


def _types(table: FactTable) -> tuple[Breach, ...]:
    """The tables that do not have the columns and types that rules are judged on."""
    return tuple(
        Breach(None, Words(f"表 {name} 的列或类型不对", f"columns or types of `{name}`"), 1, str(found)[:200])
        for name, columns in _TABLES.items()
        if dict(found := getattr(table, name).lazy().collect_schema()) != dict(columns)
    )


def _tell(path: str, breach: Breach) -> Diagnostic:
    values = {"zh": breach.words.zh, "en": breach.words.en, "count": str(breach.count), "sample": breach.sample}
    return Diagnostic(GATE_FAILED, Source(path, ""), None, MappingProxyType(values))


def _refused(submission: Submission, reason: Diagnostic) -> Submission:
    return replace(submission, status=Status.UNREADABLE, diagnostics=(reason, *submission.diagnostics))
