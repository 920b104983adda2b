"""Tables that are those of another report, figure by figure: what rules say of them is the consequence of one thing."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.findings.wording.spoken import in_condition
from auditor.engine.locate.repairs.sheet import Sheet
from auditor.engine.locate.words import told_of_copy
from auditor.lang.typed import Resemblance
from auditor.lang.typed import Similarity
from auditor.lang.typed import Tally
from auditor.lang.typed import Trait
from auditor.results import OTHER_REPORT
from auditor.results.causes import Cause
from auditor.results.causes import cause_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.engine.locate.repairs.sheet import Place
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Condition
    from auditor.results import Finding

# So many different figures, none of them zero, are not the same again by chance: a report of three requests has one.
_FEWEST_FIGURES = 5
_FEWEST_FINDINGS = 2


class Likenesses(Struct, frozen=True):
    """The rules, by form and id, that say that a report is last year's, or another unit's."""

    of_last_year: frozenset[tuple[str, str]]
    of_others: frozenset[tuple[str, str]]

    @classmethod
    def of(cls, rules: Iterable[CheckedRule]) -> Likenesses:
        """Those of some rules."""
        known = tuple(rules)
        names = {(it.form, it.info.id): [_likeness(each.require) for each in it.instances] for it in known}
        sides = (frozenset(key for key, kinds in names.items() if side in kinds) for side in ("year", "unit"))
        return cls(*sides)


def cause_copied(
    sheet: Sheet, failed: tuple[Finding, ...], known: Likenesses, reports: Mapping[str, Submission]
) -> Cause | None:
    """What is the consequence of tables taken from last year's report or another unit's, where they are."""
    if sheet.before is not None:
        telling = tuple(it for it in failed if (it.form, it.rule) in known.of_last_year)
        cause = _cause(sheet, sheet.before, failed, telling)
        if cause is not None:
            return cause
    others: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in failed:
        if (finding.form, finding.rule) in known.of_others:
            for path in dict.fromkeys(it.submission for it in finding.evidence if it.name == OTHER_REPORT):
                others[path].append(finding)
    made = (
        _cause(sheet, Sheet(reports[path], sheet.form), failed, tuple(telling))
        for path, telling in others.items()
        if path in reports and reports[path].form == sheet.form.code
    )
    return next((cause for cause in made if cause is not None), None)


# ------------------------------------------------------------------------------------------------------------- within


def _likeness(require: Condition) -> str:
    """What a statement compares a report with, as a whole."""
    for name in in_condition(require):
        if isinstance(name, Resemblance):
            return "unit"
        if isinstance(name, Similarity) or (isinstance(name, Tally) and name.trait is Trait.SAME):
            return "year"
    return ""


def _cause(sheet: Sheet, other: Sheet, failed: tuple[Finding, ...], telling: tuple[Finding, ...]) -> Cause | None:
    tables = _same(sheet, other)
    if not tables:
        return None
    followed = (it for it in failed if it not in telling and _is_all_of(tables, it, sheet))
    symptoms = tuple(it.id for it in (*telling, *followed))
    if len(symptoms) < _FEWEST_FINDINGS:
        return None
    titles = tuple(table.title for table in sheet.form.tables if table.code in tables)
    whole = len(titles) == len(sheet.form.tables)
    message = told_of_copy(sheet, other, () if whole else titles, len(symptoms))
    return Cause(cause_id(symptoms), sheet.submission.path, symptoms, ((),), message, is_likely=True, faults=1)


def _same(sheet: Sheet, other: Sheet) -> frozenset[str]:
    """The tables of a report whose every figure is that of another report; none where that may be chance."""
    places: defaultdict[str, list[Place]] = defaultdict(list)
    for place in sheet.known:
        places[sheet.form.by_code[place[0]].table].append(place)
    same = {table: them for table, them in places.items() if all(other.value(it) == sheet.value(it) for it in them)}
    filled = {table: {sheet.value(it) for it in them} - {0} for table, them in same.items()}
    figures = set().union(*filled.values())
    return (
        frozenset(table for table, them in filled.items() if them) if len(figures) >= _FEWEST_FIGURES else frozenset()
    )


def _is_all_of(tables: frozenset[str], finding: Finding, sheet: Sheet) -> bool:
    """Whether the figures of its own tables that a finding speaks of all stand in some of them."""
    own = tuple(_own_tables(finding, sheet))
    return bool(own) and all(table in tables for table in own)


def _own_tables(finding: Finding, sheet: Sheet) -> Iterator[str]:
    for each in finding.evidence:
        if each.source == "table" and not each.submission and each.origin is not None:
            indicator = sheet.form.by_code.get(each.indicator)
            yield indicator.table if indicator is not None else ""
