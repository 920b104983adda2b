"""The part of the summary of a year on what was put right: corrected, explained, still open, no longer judged."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

from auditor.report.annual.sections import columns
from auditor.report.annual.worked_out import SEVERITIES
from auditor.report.views.year import ColumnKind
from auditor.report.views.year import Section
from auditor.report.views.year import Table
from auditor.report.words.messages import say
from auditor.results import Change
from auditor.results import Finding
from auditor.results import Gone

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping
    from collections.abc import Sequence

    from auditor.diagnostics import Lang
    from auditor.report.annual.worked_out import Annual
    from auditor.report.views.year import Cell
    from auditor.report.views.year import Column

_T = TypeVar("_T", Finding, Gone)
_WORD, _TEXT, _COUNT = ColumnKind.WORD, ColumnKind.TEXT, ColumnKind.COUNT
_COUNTED = ("change_corrected", "explained_count", "accepted_count", "open_count", "change_unjudged")


def progress(annual: Annual) -> Section | None:
    """What became of the findings of the year; nothing where no audit went before and nothing was explained."""
    lang = annual.site.lang
    past = annual.site.result.past
    gone = tuple(each for each in (past.gone if past else ()) if each.year == annual.year and not each.trial)
    if past is None and not any(each.explained for each in annual.fails):
        return None
    by_severity = [(say(key, lang), *_numbers(_of(annual.fails, key), _of(gone, key))) for key in SEVERITIES]
    fails_in, gone_in = _by_unit(annual.fails), _by_unit(gone)
    units = sorted(fails_in.keys() | gone_in.keys())
    by_unit = [(unit, *_numbers(fails_in.get(unit, ()), gone_in.get(unit, ()))) for unit in units]
    tables = (
        Table("progress", say("progress", lang), _heads("severity", lang), tuple(by_severity)),
        Table("progress_units", say("by_unit", lang), _heads("unit", lang), tuple(by_unit)),
        *_corrected(gone, lang),
    )
    since = (say("changes_since", lang, audit=past.name),) if past else ()
    return Section("progress", say("progress", lang), say("progress_lead", lang), since, tables=tables)


# ------------------------------------------------------------------------------------------------------------- within


def _of(found: Iterable[_T], severity: str) -> tuple[_T, ...]:
    return tuple(each for each in found if each.severity == severity)


def _by_unit(found: Iterable[_T]) -> Mapping[str, Sequence[_T]]:
    sorted_out: dict[str, list[_T]] = {}
    for each in found:
        sorted_out.setdefault(each.unit, []).append(each)
    return sorted_out


def _numbers(fails: Sequence[Finding], gone: Sequence[Gone]) -> tuple[Cell, ...]:
    """Corrected, explained, accepted, open and no longer judged."""
    changes = [each.change for each in gone]
    holding = [
        each for each in fails if each.explained is not None and each.explained.holds and each.severity != "error"
    ]
    unjudged = changes.count(Change.UNJUDGED)
    accepted = sum(each.is_waived for each in holding)
    return changes.count(Change.CORRECTED), len(holding), accepted, len(fails) - len(holding), unjudged


def _heads(first: str, lang: Lang) -> tuple[Column, ...]:
    return columns(lang, (first, _WORD), *((key, _COUNT) for key in _COUNTED))


def _corrected(gone: Iterable[Gone], lang: Lang) -> Iterable[Table]:
    corrected = sorted(
        (each for each in gone if each.change is Change.CORRECTED), key=lambda it: (it.unit, it.rule, it.id)
    )
    if corrected:
        heads = columns(
            lang, ("unit", _WORD), ("severity", _WORD), ("rule", _WORD), ("rule_title", _TEXT), ("message", _TEXT)
        )
        rows = tuple(
            (each.unit, say(each.severity.value, lang), each.rule, each.title.say(lang), each.message.say(lang))
            for each in corrected
        )
        yield Table("corrected", say("gone_corrected", lang), heads, rows)
