"""Whole texts: their lengths, whether a pattern is found in them, and how much they resemble one another.

Two texts are compared without their blanks, years and figures (a copied text with new figures is still copied). The
similarity is that of the longest common subsequence, 2·LCS over both lengths, kept in millionths, rounded down.
Among the texts of a year only those are compared of whose clauses a fifth begin alike: all pairs of thousands of texts
would take hours, and texts without a passage in common are not similar.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter
from collections import defaultdict
from typing import TYPE_CHECKING

import polars as pl
import re2  # type: ignore[import-untyped]
from rapidfuzz.distance import Indel

from auditor.engine.canonical.derive import BAR
from auditor.engine.canonical.derive import MILLIONTHS
from auditor.engine.columns.cells import previous
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

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


def lengths(table: FactTable, name: str) -> pl.DataFrame:
    """`record` and `value`: the characters of a text without its blanks."""
    return _answers({record: len(_BLANKS.sub("", text)) for record, text in _texts(table, name).items()})


def fitting(table: FactTable, name: str, pattern: str) -> pl.DataFrame:
    """`record` and `value`: 1 where a pattern is found in a text without its blanks."""
    wanted = re2.compile(pattern)
    texts = _texts(table, name).items()
    return _answers({record: int(wanted.search(_BLANKS.sub("", fold(text))) is not None) for record, text in texts})


def similarity(table: FactTable, name: str, rest: str) -> pl.DataFrame:
    """`record` and `value`: how similar two texts of a unit are."""
    back, other, other_back = rest.split(BAR)
    left, right = _shifted(table, name, int(back)), _shifted(table, other, int(other_back))
    return _answers({record: similar(text, right[record]) for record, text in left.items() if record in right})


def alike(table: FactTable, name: str) -> pl.DataFrame:
    """`record` and `value`: how similar the most similar text of another unit of the same year is.

    Not known where there is no other text; a text too short to tell resembles nothing.
    """
    return _answers({record: best for record, (best, _) in _nearest(table, name).items()})


def closest(table: FactTable, name: str) -> Mapping[int, int]:
    """The record of the most similar text of another unit of the same year, where any resembles it."""
    return {record: other for record, (_, other) in _nearest(table, name).items() if other is not None}


def _nearest(table: FactTable, name: str) -> dict[int, tuple[int, int | None]]:
    texts = {record: _core(text) for record, text in _texts(table, name).items()}
    whose = {record: (unit, year) for record, unit, year in table.records.select("record", "unit", "year").iter_rows()}
    years: defaultdict[int, list[int]] = defaultdict(list)
    for record in texts:
        unit, year = whose[record]
        if unit is not None and year is not None:
            years[year].append(record)
    best: dict[int, tuple[int, int | None]] = {}
    for records in years.values():
        if len({whose[record][0] for record in records}) > 1:
            best |= dict.fromkeys(records, (0, None))
        for first, second in _candidates({record: texts[record] for record in records}):
            if whose[first] != whose[second]:
                found = _ratio(texts[first], texts[second])
                best[first] = max(best[first], (found, second), key=_similarity)
                best[second] = max(best[second], (found, first), key=_similarity)
    return best


def _similarity(found: tuple[int, int | None]) -> int:
    return found[0]


def similar(left: str, right: str) -> int:
    """How similar two texts are, in millionths."""
    return _ratio(_core(left), _core(right))


# ------------------------------------------------------------------------------------------------------------- within


def _texts(table: FactTable, name: str) -> Mapping[int, str]:
    found = table.attributes.filter((pl.col("name") == name) & pl.col("text").is_not_null())
    return dict(found.unique("record", keep="first").select("record", "text").iter_rows())


def _shifted(table: FactTable, name: str, years_back: int) -> Mapping[int, str]:
    texts = _texts(table, name)
    if not years_back:
        return texts
    pairs = previous(table.records, years_back).iter_rows()
    return {record: texts[past] for record, past in pairs if past in texts}


def _core(text: str) -> str:
    return _FIGURES.sub("", fold(text))[:_LONGEST]


def _ratio(left: str, right: str) -> int:
    both = len(left) + len(right)
    return MILLIONTHS if not both else (both - Indel.distance(left, right)) * MILLIONTHS // both


def _candidates(texts: Mapping[int, str]) -> Iterable[tuple[int, int]]:
    """The pairs that share a fifth of what their clauses begin with; what very many texts have is a set phrase."""
    samples = {record: _sample(text) for record, text in sorted(texts.items()) if len(text) >= _SHORTEST}
    holders: defaultdict[int, list[int]] = defaultdict(list)
    for record, sample in samples.items():
        for beginning in sorted(sample):
            holders[beginning].append(record)
    shared: Counter[tuple[int, int]] = Counter()
    for records in holders.values():
        if len(records) <= _COMMON:
            shared.update((first, second) for at, first in enumerate(records) for second in records[at + 1 :])
    return [
        (first, second)
        for (first, second), count in sorted(shared.items())
        if count * _LEAST_SHARED >= min(len(samples[first]), len(samples[second]))
    ]


def _sample(text: str) -> frozenset[int]:
    """Some of what the clauses of a text begin with: those with the smallest marks, which like texts share."""
    # NOTE: Python's own hash of a text differs from run to run.
    beginnings = {clause[:_SHINGLE] for clause in _CLAUSE_ENDS.split(text) if len(clause) >= _SHINGLE}
    return frozenset(sorted(zlib.crc32(each.encode("utf-8", "replace")) for each in beginnings)[:_SAMPLED])


def _answers(answers: Mapping[int, int]) -> pl.DataFrame:
    return pl.DataFrame(
        {"record": list(answers), "value": list(answers.values())}, schema={"record": pl.UInt32, "value": pl.Int64}
    )
