"""Findings that have one cause: those that one change would settle, and those that share cells or figures with them."""

from __future__ import annotations

from collections import Counter
from collections import defaultdict
from typing import TYPE_CHECKING

from auditor.joined import Joined

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.results import Evidence
    from auditor.results import Finding
    from auditor.results.causes import Cause
    from auditor.schema import Form
    from auditor.source import Span

# NOTE: a finding on very many cells (58 blank rows) says nothing of what they have in common with another finding,
# and would tie everything to everything; the largest balance of the official forms has 17 terms.
_MOST_CELLS = 20
_FEW_ROWS = 3

_Cell = tuple[str, str | None]


def cells_of(finding: Finding) -> Mapping[_Cell, str]:
    """The cells of its own tables that a finding speaks of, with their names; none of a finding on very many."""
    cells = {
        (each.indicator, each.member): each.name
        for each in finding.evidence
        if each.source == "table" and not each.submission and each.indicator
    }
    return cells if len(cells) <= _MOST_CELLS else {}


def figures_of(finding: Finding) -> Mapping[Span, str]:
    """The figures of its own narrative that a finding speaks of, by their place, as printed."""
    return {
        each.origin.span: each.raw
        for each in finding.evidence
        if each.source == "narrative" and each.origin is not None and not each.submission
    }


def is_of_missing_rows(finding: Finding) -> bool:
    """Whether all that a finding speaks of are rows that its table does not have."""
    return bool(finding.evidence) and all(
        each.source == "table" and each.origin is None and each.cause and not each.submission
        for each in finding.evidence
    )


def alike(findings: Iterable[Finding]) -> frozenset[str]:
    """The ids of findings in which one rule says the same of more than a few cells, each by itself: all are notes.

    Each of them is to be put right, but they are one thing to be told.
    """
    rules: defaultdict[str, list[str]] = defaultdict(list)
    for finding in findings:
        if _is_of_one_cell(finding):
            rules[finding.rule].append(finding.id)
    return frozenset(each for ids in rules.values() if len(ids) > _FEW_ROWS for each in ids)


def _is_of_one_cell(finding: Finding) -> bool:
    """Whether all that a finding speaks of is one cell of its own table that has something in it."""
    known = {(each.source, each.indicator, each.member, each.submission) for each in finding.evidence}
    return len(known) == len(cells_of(finding)) == 1 and not is_of_missing_rows(finding)


def lacking_rows(cluster: Iterable[Finding], form: Form | None) -> tuple[Evidence, ...]:
    """The rows that a table lacks, as the form prints them, where a group is of nothing else and more than a few."""
    found = tuple(cluster)
    if len(found) <= _FEW_ROWS or not all(map(is_of_missing_rows, found)):
        return ()
    places = {code: place for place, code in enumerate(form.by_code if form else ())}
    rows = (each for finding in found for each in finding.evidence)
    return tuple(sorted(rows, key=lambda row: places.get(row.indicator, len(places))))


def clusters(findings: Iterable[Finding], causes: Iterable[Cause] = ()) -> tuple[tuple[Finding, ...], ...]:
    """Findings grouped by cause and by shared cells or figures, each group where its first finding stood, in order.

    Rows that a table lacks have one cause, too: what one rule says of them stands together. So does what one says of
    many cells alike, with nothing else: other findings on some of these cells are no reason to mix it with them.
    What has different causes is never put together, though it shares cells.
    """
    known = tuple(findings)
    numbers = {finding: number for number, cause in enumerate(causes) for finding in cause.findings}
    owner = [numbers.get(each.id) for each in known]
    groups = Joined(len(known))

    def join(one: int, other: int) -> None:
        leaders = {groups.leader(one), groups.leader(other)}
        owners = {owner[each] for each in leaders} - {None}
        if len(owners) < 2:  # noqa: PLR2004 - of two causes
            owner[min(leaders)] = next(iter(owners), None)
            groups.join(one, other)

    first: dict[int | str | _Cell | Span, int] = {}
    for number, cause_number in enumerate(owner):
        if cause_number is not None:
            join(first.setdefault(cause_number, number), number)
    many = alike(finding for finding in known if finding.id not in numbers)
    for number, finding in enumerate(known):
        is_one_of_many = finding.id in many
        ties: list[str | _Cell | Span] = [] if is_one_of_many else [*cells_of(finding), *figures_of(finding)]
        ties += [finding.rule] if is_one_of_many or is_of_missing_rows(finding) else []
        for tie in ties:
            join(first.setdefault(tie, number), number)
    found: dict[int, list[Finding]] = {}
    for number, finding in enumerate(known):
        found.setdefault(groups.leader(number), []).append(finding)
    return tuple(map(tuple, found.values()))


def shared_names(cluster: Iterable[Finding]) -> tuple[str, ...]:
    """The names of the cells that tie a group together, the most shared first; figures of the narrative as printed."""
    counts: Counter[_Cell | Span] = Counter()
    names: dict[_Cell | Span, str] = {}
    for finding in cluster:
        ties: list[tuple[_Cell | Span, str]] = [*cells_of(finding).items()]
        ties += [(place, f"“{printed}”") for place, printed in figures_of(finding).items()]
        counts.update(tie for tie, _ in ties)
        names.update(ties)
    return tuple(dict.fromkeys(names[tie] for tie, count in counts.most_common() if count > 1))
