"""A government and its own office, where both hand in a report: one of the whole district, one of the office itself.

Mostly the office only writes the government's report, so that its name stands for the place. It is a unit of its own
where the list of units has it beside the place, where the place's other report of the year has other figures throughout
(a few others are a corrected version), and where its report speaks of the office alone: 我办共收到申请3件.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.document import Status
from auditor.ingest.identity.published import HEAD
from auditor.ingest.identity.titles import find_titles
from auditor.ingest.identity.titles import lines_of
from auditor.ingest.identity.units import OFFICE
from auditor.ingest.settling.halves import order
from auditor.ingest.settling.one_a_year import cells_of
from auditor.ingest.traditional import simplify
from auditor.patterns import regex
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.document import Submission
    from auditor.registry import Registry

_OFFICE = regex("(?:人民)?政府办公[室厅]")


# What an office says of itself: 我办, or what it did by its name; and what only a whole place does.
_SELF = regex(r"(?<!自)我[办厅](?![理法事公案学])|本办(?![理法事公案学])")
_DOES = regex(
    r"20\d{2}年度?(?:以来)?\s*[,，]\s*[㐀-鿿]{0,6}[省市县区州旗](?:人民)?政府办公[室厅](?=[一认深坚积全严高按围以切主始扎持共收依])"
)
_WHOLE = regex(
    r"[我全本][省市县区州盟旗](?:各级)?[^,，。;；\n]{0,16}?(?:公开政府信息|公开信息|收到|受理|新收|制发)|汇总|综合[^,，。\n]{0,8}各"
)


def named_in_full(submission: Submission) -> str:
    """The unit as the report prints it, with the office that writes for it."""
    unit = submission.unit or ""
    return unit if OFFICE.search(unit) else f"{unit}{_office(submission)}"


def offices_apart(submissions: Sequence[Submission], registry: Registry) -> tuple[Submission, ...]:
    """The submissions, those of offices that report beside their governments under the office's own name.

    So they are in every year, that the years of one unit stay together.
    """
    named = {each.path: office for each in submissions if (office := _office(each))}
    offices = {each.path: named[each.path] for each in submissions if each.path in named and not _is_office(each)}
    by_place: defaultdict[tuple[str, int], tuple[list[Submission], list[Submission]]] = defaultdict(lambda: ([], []))
    for each in submissions:
        if each.status is Status.AUDITED and each.unit and each.year is not None:
            by_place[each.unit, each.year][each.path in offices].append(each)
    both = {place for (place, _), reports in by_place.items() if _is_apart(*reports)}
    if not registry.units:
        both |= {place for (place, _), (_, own) in by_place.items() if any(map(_speaks_of_itself, own))}
    return tuple(
        called(each, f"{each.unit}{offices[each.path]}") if each.path in offices and each.unit in both else each
        for each in submissions
    )


def _office(submission: Submission) -> str:
    """What the report calls its unit beside the place, where that is an office; its title goes before its writer."""
    origin = next((each.origin for each in submission.attributes if each.name == "单位"), None)
    if origin is None or submission.document is None:
        return ""
    text = _plain(submission.document.source.text)
    titles = sorted(find_titles(lines_of(text[:HEAD])), key=lambda title: not title.alone)
    spans = [title.unit_span for title in titles if title.unit_span]
    found = _OFFICE.match(text, (spans or [origin.span])[0].end)
    return found[0] if found else ""


def _plain(text: str) -> str:
    """A text in simplified characters, as long as it."""
    return fold(simplify(text))


def _is_office(submission: Submission) -> bool:
    """Whether the list of units has given the report to the office."""
    return OFFICE.search(submission.unit or "") is not None


def _speaks_of_itself(submission: Submission) -> bool:
    """Whether an office reports what it did itself, and nothing of the whole place."""
    text = _plain(submission.document.source.text) if submission.document else ""
    return _WHOLE.search(text) is None and (_SELF.search(text) or _DOES.search(text)) is not None


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
