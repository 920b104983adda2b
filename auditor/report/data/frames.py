"""The audit as Parquet tables: the only door of the reports to polars."""

from __future__ import annotations

import io
from itertools import islice
from operator import itemgetter
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeVar
from typing import get_type_hints

import polars as pl

from auditor.facts import write_parquet
from auditor.report.data.records import EvidenceRow
from auditor.report.data.records import fact_rows
from auditor.report.data.records import finding_rows
from auditor.report.data.records import submission_rows

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping
    from collections.abc import Sequence
    from pathlib import Path

    from auditor.report.data.records import FindingRow
    from auditor.results import AuditResult

_Row = TypeVar("_Row")
# Of how many rows a frame is made at once, and how many stand together in a file: findings are ten times as long.
_AT_ONCE = 1_000
_ROW_GROUP = 50_000
_FINDINGS_GROUP = 5_000
_TEXT = pl.String()
_WHO: Mapping[str, pl.DataType] = MappingProxyType(
    {"submission": _TEXT, "unit": _TEXT, "year": pl.Int32(), "form": _TEXT}
)
FACTS: Mapping[str, pl.DataType] = MappingProxyType(
    {
        **_WHO,
        "indicator": _TEXT,
        "member": _TEXT,
        "value": pl.Float64(),  # in the printed unit; null where blank
        "source": _TEXT,  # table | narrative
        "raw": _TEXT,
        "place": _TEXT,
        "measure": _TEXT,
        "reading": _TEXT,
        "stance": _TEXT,
        "occurrence": pl.Int32(),
        "scope": _TEXT,
    }
)
_EVIDENCE_COLUMNS: Mapping[str, pl.DataType] = MappingProxyType(dict.fromkeys(get_type_hints(EvidenceRow), _TEXT))
_EVIDENCE = pl.Struct(dict(_EVIDENCE_COLUMNS))
_PLACE = "_place"
FINDINGS: Mapping[str, pl.DataType] = MappingProxyType(
    {
        "finding": _TEXT,
        **_WHO,
        "rule": _TEXT,
        "title": _TEXT,
        "severity": _TEXT,
        "verdict": _TEXT,
        "trial": pl.Boolean(),
        "binding": _TEXT,
        "member": _TEXT,
        "indicators": pl.List(pl.String()),
        "left": _TEXT,
        "right": _TEXT,
        "difference": _TEXT,
        "formula": _TEXT,
        "message": _TEXT,
        "evidence": pl.List(_EVIDENCE),
        "suspects": pl.List(pl.String()),
        "title_en": _TEXT,
        "message_en": _TEXT,
        "change": _TEXT,
        "answer": _TEXT,
        "waived": pl.Boolean(),
        "explained": _TEXT,
        "number": _TEXT,
    }
)
SUBMISSIONS: Mapping[str, pl.DataType] = MappingProxyType(
    {
        **_WHO,
        "status": _TEXT,
        "reason": _TEXT,
        **{name: pl.Int32() for name in ("error", "warning", "notice", "unknown", "trial")},
        "format": _TEXT,
        "digest": _TEXT,
        "notes": pl.List(_TEXT),
    }
)


def tables(result: AuditResult, findings: Iterable[FindingRow]) -> Iterator[tuple[str, bytes]]:
    """The Parquet files of an audit with their names; `findings` are its `finding_rows`."""
    yield "facts.parquet", _parquet(_frames(fact_rows(result), FACTS), FACTS)
    yield "findings.parquet", _parquet(_findings(findings), FINDINGS, _FINDINGS_GROUP)
    yield "submissions.parquet", _parquet(_frames(submission_rows(result), SUBMISSIONS), SUBMISSIONS)


def facts_frame(result: AuditResult) -> pl.DataFrame:
    """One row a figure: the columns of `FACTS`."""
    return pl.concat(_frames(fact_rows(result), FACTS))


def findings_frame(result: AuditResult) -> pl.DataFrame:
    """One row a finding: the columns of `FINDINGS`."""
    return pl.concat(_findings(finding_rows(result)))


def submissions_frame(result: AuditResult) -> pl.DataFrame:
    """One row a file received: the columns of `SUBMISSIONS`."""
    return pl.concat(_frames(submission_rows(result), SUBMISSIONS))


def write_table(folder: Path, counts: pl.DataFrame, findings: pl.DataFrame) -> None:
    """Writes what became of a ready-made table as files of a folder."""
    counts.write_csv(folder / "counts.csv", include_bom=True)
    findings.write_parquet(folder / "findings.parquet")


def _findings(rows: Iterable[FindingRow]) -> Iterator[pl.DataFrame]:
    return map(_some_findings, _some_at_a_time(rows))


def _some_findings(known: tuple[FindingRow, ...]) -> pl.DataFrame:
    """The findings; their figures are one table first, as a list of records each would take ten times as long."""
    figures = [{**figure, _PLACE: place} for place, row in enumerate(known) for figure in row["evidence"]]
    flat = _some(figures, {**_EVIDENCE_COLUMNS, _PLACE: pl.UInt32()})
    lists = flat.group_by(_PLACE, maintain_order=True).agg(pl.struct(_EVIDENCE_COLUMNS.keys()).alias("evidence"))
    rest = {name: kind for name, kind in FINDINGS.items() if name != "evidence"}
    return (
        _some(known, rest)
        .with_row_index(_PLACE)
        .join(lists, on=_PLACE, how="left", maintain_order="left")
        .with_columns(pl.col("evidence").fill_null(pl.lit([], FINDINGS["evidence"])))
        .select(FINDINGS.keys())
    )


def _some_at_a_time(rows: Iterable[_Row]) -> Iterator[tuple[_Row, ...]]:
    """The rows in parts, at least one of them: as values they take ten times the memory of a frame."""
    left = iter(rows)
    yield tuple(islice(left, _AT_ONCE))
    while some := tuple(islice(left, _AT_ONCE)):
        yield some


def _frames(rows: Iterable[Mapping[str, object]], schema: Mapping[str, pl.DataType]) -> Iterator[pl.DataFrame]:
    return (_some(known, schema) for known in _some_at_a_time(rows))


def _some(known: Sequence[Mapping[str, object]], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    columns = {name: list(map(itemgetter(name), known)) for name in schema}
    try:
        return pl.DataFrame(columns, schema=schema, strict=True)
    except UnicodeEncodeError:
        # NOTE: a file name of broken bytes, or a PDF's text, can hold half a character, which UTF-8 cannot store.
        whole = {name: [_storable(value) for value in values] for name, values in columns.items()}
        return pl.DataFrame(whole, schema=schema, strict=True)


def _parquet(frames: Iterable[pl.DataFrame], schema: Mapping[str, pl.DataType], group: int = _ROW_GROUP) -> bytes:
    buffer = io.BytesIO()
    write_parquet(frames, schema, buffer, group)
    return buffer.getvalue()


def _storable(value: object) -> object:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, list):
        return [_storable(each) for each in value]
    if isinstance(value, dict):
        return {key: _storable(each) for key, each in value.items()}
    return value
