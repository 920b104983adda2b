"""Whole texts: their lengths, whether a pattern is found in them, and how much they resemble one another.

Two texts are compared without their blanks, years and figures (a copied text with new figures is still copied). The
similarity is that of the longest common subsequence, 2·LCS over both lengths, kept in millionths, rounded down.
Among the texts of a year only those are compared of whose clauses a fifth begin alike: all pairs of thousands of texts
would take hours, and texts without a passage in common are not similar.
"""

from __future__ import annotations

import re
import zlib
from collections import defaultdict
from types import MappingProxyType
from typing import TYPE_CHECKING

import polars as pl
import re2  # type: ignore[import-untyped]

from auditor.disk.spool import Spool
from auditor.engine.canonical.derive import BAR
from auditor.engine.canonical.derive import MILLIONTHS
from auditor.engine.columns.cells import answered
from auditor.engine.columns.cells import previous
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.disk.spool import Part
    from auditor.facts import FactTable

_BLANKS = re.compile(r"\s+")
_FIGURES = re.compile(r"[0-9]+(?:[.,][0-9]+)*%?|\s+")
_CLAUSE_ENDS = re.compile(r"[,.;:!?、。·()《》“”\-]+")
_SHINGLE = 8
_SAMPLED = 48
_COMMON = 60
_LEAST_SHARED = 5
_LONGEST = 40_000
_SHORTEST = 200
# Of how many reports the texts are at hand at once.
_AT_ONCE = 250
_SAMPLES: Mapping[str, pl.DataType] = MappingProxyType(
    {"record": pl.UInt32(), "year": pl.Int32(), "beginning": pl.UInt32()}
)


def lengths(table: FactTable, name: str) -> pl.DataFrame:
    """`record` and `value`: the characters of a text without its blanks."""
    parts = _in_parts(table, name)
    return answered({record: len(_BLANKS.sub("", text)) for texts in parts for record, text in texts.items()})


def fitting(table: FactTable, name: str, pattern: str) -> pl.DataFrame:
    """`record` and `value`: 1 where a pattern is found in a text without its blanks."""
    wanted = re2.compile(pattern)
    return answered(
        {
            record: int(wanted.search(_BLANKS.sub("", fold(text))) is not None)
            for texts in _in_parts(table, name)
            for record, text in texts.items()
        }
    )


def similarity(table: FactTable, name: str, rest: str) -> pl.DataFrame:
    """`record` and `value`: how similar two texts of a unit are."""
    back, other, other_back = rest.split(BAR)
    found: dict[int, int] = {}
    for records in table.records.iter_slices(_AT_ONCE):
        left, right = _shifted(table, name, int(back), records), _shifted(table, other, int(other_back), records)
        found |= {record: similar(text, right[record]) for record, text in left.items() if record in right}
    return answered(found)


def alike(table: FactTable, name: str) -> pl.DataFrame:
    """`record` and `value`: how similar the most similar text of another unit of the same year is.

    Not known where there is no other text; a text too short to tell resembles nothing.
    """
    return answered({record: best for record, (best, _) in _nearest(table, name).items()})


def closest(table: FactTable, name: str) -> Mapping[int, int]:
    """The record of the most similar text of another unit of the same year, where any resembles it."""
    return {record: other for record, (_, other) in _nearest(table, name).items() if other is not None}


def _nearest(table: FactTable, name: str) -> dict[int, tuple[int, int | None]]:
    whose = {record: (unit, year) for record, unit, year in table.records.select("record", "unit", "year").iter_rows()}
    spool = Spool()
    texts: dict[int, Part] = {}
    samples = [pl.DataFrame(schema=dict(_SAMPLES))]
    years: defaultdict[int | None, list[int]] = defaultdict(list)
    for part in _in_parts(table, name):
        cores = {record: _core(text) for record, text in part.items() if None not in whose[record]}
        texts |= {record: spool.keep(str, core) for record, core in cores.items()}
        rows = [(record, whose[record][1], mark) for record, core in cores.items() for mark in _sample(core)]
        samples.append(pl.DataFrame(rows, schema=dict(_SAMPLES), orient="row"))
        for record in cores:
            years[whose[record][1]].append(record)
    best: dict[int, tuple[int, int | None]] = {}
    for records in years.values():
        if len({whose[record][0] for record in records}) > 1:
            best |= dict.fromkeys(records, (0, None))
    for first, second in _candidates(pl.concat(samples)):
        if whose[first] != whose[second]:
            found = _ratio(spool.find(texts[first]), spool.find(texts[second]))
            best[first] = max(best[first], (found, second), key=_similarity)
            best[second] = max(best[second], (found, first), key=_similarity)
    return best


def _similarity(found: tuple[int, int | None]) -> int:
    return found[0]


def similar(left: str, right: str) -> int:
    """How similar two texts are, in millionths."""
    return _ratio(_core(left), _core(right))


# ------------------------------------------------------------------------------------------------------------- within


def _in_parts(table: FactTable, name: str) -> Iterator[Mapping[int, str]]:
    """The texts by their records, those of some reports at a time: all of them are as large as the reports."""
    for records in table.records.iter_slices(_AT_ONCE):
        yield _texts(table, name, records["record"])


def _texts(table: FactTable, name: str, records: pl.Series) -> Mapping[int, str]:
    wanted = (pl.col("name") == name) & pl.col("text").is_not_null() & pl.col("record").is_in(records.implode())
    found = table.attributes.lazy().filter(wanted).select("record", "text").collect()
    return dict(found.unique("record", keep="first", maintain_order=True).iter_rows())


def _shifted(table: FactTable, name: str, years_back: int, records: pl.DataFrame) -> Mapping[int, str]:
    """The texts of some records, or of their units so many years before."""
    if not years_back:
        return _texts(table, name, records["record"])
    pairs = previous(table.records, years_back).join(records, on="record", how="semi")
    texts = _texts(table, name, pairs["past"])
    return {record: texts[past] for record, past in pairs.iter_rows() if past in texts}


def _core(text: str) -> str:
    return _FIGURES.sub("", fold(text))[:_LONGEST]


def _ratio(left: str, right: str) -> int:
    from rapidfuzz.distance import Indel  # here, as it takes long to load, and not every audit has two texts to compare

    both = len(left) + len(right)
    return MILLIONTHS if not both else (both - Indel.distance(left, right)) * MILLIONTHS // both


def _candidates(samples: pl.DataFrame) -> Iterable[tuple[int, int]]:
    """The pairs that share a fifth of what their clauses begin with; what very many texts have is a set phrase."""
    held = samples.filter(pl.len().over("year", "beginning") <= _COMMON)
    sizes = samples.group_by("record").agg(size=pl.len())
    return (
        held.lazy()
        .join(held.lazy(), on=["year", "beginning"], suffix="_other")
        .filter(pl.col("record") < pl.col("record_other"))
        .group_by("record", "record_other")
        .agg(shared=pl.len())
        .join(sizes.lazy(), on="record")
        .join(sizes.lazy().rename({"record": "record_other"}), on="record_other", suffix="_other")
        .filter(pl.col("shared") * _LEAST_SHARED >= pl.min_horizontal("size", "size_other"))
        .select("record", "record_other")
        .sort("record", "record_other")
        .collect(engine="streaming")
        .iter_rows()
    )


def _sample(text: str) -> list[int]:
    """Some of what the clauses of a text begin with: those with the smallest marks, which like texts share."""
    if len(text) < _SHORTEST:
        return []
    # NOTE: Python's own hash of a text differs from run to run.
    beginnings = {clause[:_SHINGLE] for clause in _CLAUSE_ENDS.split(text) if len(clause) >= _SHINGLE}
    return sorted({zlib.crc32(each.encode("utf-8", "replace")) for each in beginnings})[:_SAMPLED]
