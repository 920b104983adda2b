"""Two audits side by side: what is new, still there, corrected, back again, or no longer judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ledger.messages import NO_RUN
from auditor.ledger.messages import ONE_RUN
from auditor.ledger.messages import LedgerError
from auditor.ledger.values import REASONS
from auditor.ledger.values import Stand
from auditor.results import SEVERITIES
from auditor.results import Change

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.diagnostics import Words
    from auditor.ledger.values import Entry
    from auditor.ledger.values import Run
    from auditor.ledger.values import Seen

_ORDER = (Change.NEW, Change.REGRESSED, Change.PERSISTING, Change.UNJUDGED, Change.CORRECTED)


class Compared(Struct, frozen=True):
    """A finding in two audits. `then` is None where the earlier did not make it, `now` where the later does not."""

    change: Change
    then: Seen | None
    now: Seen | None
    reason: Words | None = None
    answer: str = ""

    @property
    def seen(self) -> Seen:
        """The finding as it was seen last."""
        seen = self.now or self.then
        assert seen is not None  # noqa: S101 - one of the two made it
        return seen

    @property
    def is_changed(self) -> bool:
        """Whether both audits make it, with other figures."""
        return self.then is not None and self.now is not None and self.then.figures != self.now.figures


def compare(earlier: Iterable[Entry], later: Iterable[Entry]) -> tuple[Compared, ...]:
    """What became of the findings from one audit to a later one; trial rules and what was never judged left out."""
    before = {each.seen.id: each for each in earlier if not each.seen.trial}
    after = {each.seen.id: each for each in later if not each.seen.trial}
    found = (_compared(before.get(name), after.get(name)) for name in before.keys() | after.keys())
    return tuple(sorted((each for each in found if each is not None), key=_order))


def pick(runs: tuple[Run, ...], earlier: str | None, later: str | None) -> tuple[Run, Run]:
    """Two audits by number, name or day, the earlier first: the last one and the one before it where none is named."""
    known = "；".join(run.label for run in runs) or "—"
    if not runs or (len(runs) == 1 and later is None and earlier is None):
        raise LedgerError(ONE_RUN, {"known": known})
    end = named(runs, later) if later is not None else runs[-1]
    if earlier is not None:
        start = named(runs, earlier)
    else:
        start = next((run for run in reversed(runs) if run.number < end.number), end)
    return (start, end) if start.number <= end.number else (end, start)


def named(runs: tuple[Run, ...], name: str) -> Run:
    """The audit that is meant by a number (`3`, `#3`), a name, or a day (`2026-03-01`: the last one of it)."""
    wanted = name.strip().removeprefix("#")
    for fits in (
        lambda run: run.name == name.strip(),
        lambda run: str(run.number) == wanted,
        lambda run: len(wanted) >= len("2026-03") and run.at.startswith(wanted.replace(" ", "T")),
    ):
        found = [run for run in runs if fits(run)]
        if found:
            return found[-1]
    raise LedgerError(NO_RUN, {"run": name, "known": "；".join(run.label for run in runs)})


# ------------------------------------------------------------------------------------------------------------- within


def _compared(then: Entry | None, now: Entry | None) -> Compared | None:
    was = then is not None and then.stand is Stand.OPEN
    known = then.seen if then is not None and was else None
    if now is None or now.stand is Stand.UNDECIDED:
        return None  # NOTE: an audit keeps all that was ever wrong: what it does not know was never judged before it
    if now.stand is Stand.OPEN:
        corrected = then is not None and then.stand is Stand.CORRECTED
        change = Change.PERSISTING if was else Change.REGRESSED if corrected else _first(then)
        return Compared(change, known, now.seen, REASONS.get(now.reason) if change is Change.NEW else None, now.answer)
    if not was:
        return None
    change = Change.CORRECTED if now.stand is Stand.CORRECTED else Change.UNJUDGED
    return Compared(change, known, None, REASONS.get(now.reason))


def _first(then: Entry | None) -> Change:
    """What is there now and was not open then: it may have been unjudged for a while."""
    return Change.PERSISTING if then is not None and then.stand is Stand.UNJUDGED else Change.NEW


def _order(each: Compared) -> tuple[int, str, int, int, str, str]:
    seen = each.seen
    return (
        _ORDER.index(each.change),
        seen.unit,
        seen.year or 0,
        SEVERITIES.index(seen.severity),
        seen.rule,
        seen.id,
    )
