"""A government and its own office, where both hand in a report: one of the whole district, one of the office itself.

Mostly the office only writes the government's report, so that its name stands for the place. It is a unit of its own
where the place's other report of the year has other figures throughout; a few others are a corrected version.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Status
from auditor.ingest.settling.halves import order
from auditor.ingest.settling.one_a_year import cells_of
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.document import Submission

_OFFICE = regex("(?:人民)?政府办公[室厅]")


def offices_apart(submissions: Sequence[Submission]) -> tuple[Submission, ...]:
    """The submissions, those of offices that report beside their governments under the office's own name.

    So they are in every year, that the years of one unit stay together.
    """
    offices = {each.path: office for each in submissions if (office := _office(each))}
    by_place: defaultdict[tuple[str, int], tuple[list[Submission], list[Submission]]] = defaultdict(lambda: ([], []))
    for each in submissions:
        if each.status is Status.AUDITED and each.unit and each.year is not None:
            by_place[each.unit, each.year][each.path in offices].append(each)
    both = {place for (place, _), reports in by_place.items() if _is_apart(*reports)}
    return tuple(
        called(each, f"{each.unit}{offices[each.path]}") if each.path in offices and each.unit in both else each
        for each in submissions
    )


def _office(submission: Submission) -> str:
    """What the report calls its unit beside the place, where that is an office."""
    origin = next((each.origin for each in submission.attributes if each.name == "单位"), None)
    if origin is None or submission.document is None:
        return ""
    found = _OFFICE.match(submission.document.source.text, origin.span.end)
    return found[0] if found else ""


def _is_apart(governments: Sequence[Submission], offices: Sequence[Submission]) -> bool:
    """Whether a report of an office is of the office itself: it is set beside the last one of the government."""
    last = max(governments, key=order, default=None)
    return last is not None and any(_differ_throughout(office, last) for office in offices)


def _differ_throughout(one: Submission, other: Submission) -> bool:
    """Whether most of the figures that are not zero in both tables are others."""
    ours, theirs = cells_of(one), cells_of(other)
    values = [(ours[key].value or 0, theirs[key].value or 0) for key in ours.keys() & theirs.keys()]
    filled = [pair for pair in values if any(pair)]
    return 2 * sum(first != second for first, second in filled) > len(filled)


def called(submission: Submission, unit: str) -> Submission:
    """A submission whose unit is called by another name."""
    attributes = tuple(replace(each, text=unit) if each.name == "单位" else each for each in submission.attributes)
    return replace(submission, unit=unit, attributes=attributes)
