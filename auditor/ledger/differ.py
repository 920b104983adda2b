"""Two versions of one report: what was changed in it, and what that did to its findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import nearest
from auditor.ledger.compare import compare
from auditor.ledger.messages import NO_LEDGER
from auditor.ledger.messages import NO_UNIT
from auditor.ledger.messages import ONE_VERSION
from auditor.ledger.messages import LedgerError
from auditor.ledger.versions import changed_figures

if TYPE_CHECKING:
    from auditor.ledger.compare import Compared
    from auditor.ledger.store import Ledger
    from auditor.ledger.values import Entry
    from auditor.ledger.values import Input
    from auditor.ledger.values import Run
    from auditor.ledger.versions import Changed

_EMPTY = "[]"
_NAMED = 20
_DIGEST = 8


class Difference(Struct, frozen=True):
    """Two versions by what they are called, their figures that differ, and their findings side by side.

    `is_same_report` is whether both are of one unit and year: else their findings cannot be told to be the same.
    """

    labels: tuple[str, str]
    figures: tuple[Changed, ...]
    findings: tuple[Compared, ...]
    is_same_report: bool = True


def of_unit(ledger: Ledger | None, unit: str, year: str | None) -> Difference:
    """The last two versions of a unit's report that were audited; of its latest year that has two, unless one is named.

    The findings are those of the audits that had the versions, with the reports that were beside them then.
    """
    if ledger is None:
        raise LedgerError(NO_LEDGER, {"path": "—"})
    versions = _versions(ledger, unit)
    if not versions:
        raise LedgerError(NO_UNIT, {"unit": unit, "known": _units(ledger, unit)})
    wanted = [each for each in versions if year is None or str(each) == year]
    several = [each for each in wanted if len(versions[each]) > 1]
    if not several:
        years = "、".join(str(each) for each in sorted(versions, key=str))
        raise LedgerError(ONE_VERSION, {"unit": unit, "years": years})
    which = max(several, key=lambda each: each or 0)
    (first, then), (last, now) = versions[which][-2:]
    figures = changed_figures(ledger.figures(then.digest) or _EMPTY, ledger.figures(now.digest) or _EMPTY)
    sides = (_of(ledger.entries(run.number), unit, which) for run in (first, last))
    return Difference((_label(then, first), _label(now, last)), figures, compare(*sides))


# ------------------------------------------------------------------------------------------------------------- within

_Versions = dict[int | None, list[tuple["Run", "Input"]]]


def _versions(ledger: Ledger, unit: str) -> _Versions:
    """The versions of a unit's reports by year, each with the last audit that had it."""
    found: _Versions = {}
    for run in ledger.runs():
        for each in ledger.inputs(run.number):
            if each.unit == unit and each.status == "audited":
                known = found.setdefault(each.year, [])
                if known and known[-1][1].digest == each.digest:
                    known.pop()
                known.append((run, each))
    return found


def _of(entries: tuple[Entry, ...], unit: str, year: int | None) -> tuple[Entry, ...]:
    return tuple(each for each in entries if each.seen.unit == unit and each.seen.year == year)


def _label(version: Input, run: Run) -> str:
    return f"{version.submission} {version.digest[:_DIGEST]} · {run.label}"


def _units(ledger: Ledger, unit: str) -> str:
    """The units that the ledger knows, those that may be meant before the others, and how many are not named."""
    last = ledger.runs()[-1:]
    names = {each.unit for each in ledger.inputs(last[0].number) if each.unit} if last else set()
    near = nearest(unit, names, _NAMED)
    ordered = (*near, *sorted(names - set(near)))
    return "、".join(ordered[:_NAMED]) + ("……" if len(ordered) > _NAMED else "") or "—"
