"""The smallest repairs in words: what each figure was and would be, which slip that looks like, and which is likely."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.engine.findings.wording.printed import with_unit
from auditor.engine.findings.wording.statements import Speaker
from auditor.engine.locate.repairs.system import whole_of
from auditor.engine.locate.slips.kinds import Change
from auditor.engine.locate.slips.kinds import Nearby
from auditor.engine.locate.slips.kinds import Surroundings
from auditor.engine.locate.slips.kinds import exchanged
from auditor.engine.locate.slips.kinds import slip_of
from auditor.results.causes import Suspect

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.locate.repairs.posed import Posed
    from auditor.engine.locate.repairs.puzzle import Repair
    from auditor.engine.locate.repairs.sheet import Place
    from auditor.engine.locate.repairs.sheet import Sheet
    from auditor.engine.locate.repairs.system import System
    from auditor.engine.locate.slips.kinds import Slip
    from auditor.source import Span


class Ranked(Struct, frozen=True):
    """One repair: the figures that it gives, and the suspects; `is_slip` is whether each change is a telling slip.

    What the narrative speaks against is none.
    """

    figures: Mapping[Place, int]
    suspects: tuple[Suspect, ...]
    is_slip: bool


def ranked(system: System, sheet: Sheet, part: Posed, repairs: tuple[Repair, ...]) -> tuple[tuple[Ranked, ...], bool]:
    """The repairs, the likely one first, and whether there is one: the only one, or the only one that is a slip."""
    teller = _Teller(system, sheet, part)
    made = [teller.ranked(repair) for repair in repairs]
    slips = [it for it in made if it.is_slip]
    if len(slips) == 1:
        made.sort(key=lambda it: it is not slips[0])
    return tuple(made), len(made) == 1 or len(slips) == 1


class _Teller:
    """Tells of figures by their names."""

    def __init__(self, system: System, sheet: Sheet, part: Posed) -> None:
        self._system = system
        self._sheet = sheet
        self._part = part
        self._speakers = (Speaker(sheet.form, Lang.ZH), Speaker(sheet.form, Lang.EN))

    def ranked(self, repair: Repair) -> Ranked:
        """One repair with its words."""
        changes = {self._part.places[figure]: change for figure, change in repair}
        told = {place: self._change(place, change) for place, change in changes.items()}
        slips = {place: self._slip(place, change) for place, change in told.items()}
        for first, second in combinations(told, 2):
            swap = exchanged(told[first], told[second], self._name(second))
            back = exchanged(told[second], told[first], self._name(first))
            slips |= {first: swap, second: back} if swap and back else {}
        suspects = tuple(self._suspect(place, change, slips[place]) for place, change in told.items())
        slipped = all(slip is not None and slip.is_telling for slip in slips.values())
        is_slip = slipped and not any(it.said for it in suspects)
        return Ranked({place: change.repaired for place, change in told.items()}, suspects, is_slip)

    def _change(self, place: Place, change: int) -> Change:
        printed = self._sheet.value(place)
        return Change(printed, (printed or 0) + change, self._system.figures[place].measure)

    def _suspect(self, place: Place, change: Change, slip: Slip | None) -> Suspect:
        printed = "" if change.printed is None else with_unit(Fraction(change.printed), change.measure)
        repaired = with_unit(Fraction(change.repaired), change.measure)
        words = slip.words if slip else None
        return Suspect(
            *place,
            self._name(place),
            printed,
            repaired,
            words,
            is_reading=self._may_be_misread(place, change),
            said=self._said(place, change),
        )

    def _said(self, place: Place, change: Change) -> str:
        """The figure of the narrative that speaks against a change."""
        said = self._sheet.said(place)
        return with_unit(Fraction(said[0]), change.measure) if said and change.repaired not in said else ""

    def _may_be_misread(self, place: Place, change: Change) -> bool:
        """Whether the digits where the figure stands could be cut into the other one."""
        fact, document = self._sheet.fact(place), self._sheet.submission.document
        if fact is None or document is None or place not in self._sheet.marked:
            return False
        wanted = with_unit(Fraction(change.repaired), replace(change.measure, unit=""))
        return _stands_at(document.source.text, fact.origin.span, wanted)

    def _slip(self, place: Place, change: Change) -> Slip | None:
        before = self._sheet.before
        around = Surroundings(
            self._nearby(self._sheet.around(place)),
            next(iter(self._nearby(it for it in (self._sheet.after(place),) if it is not None)), None),
            self._nearby(self._parts(place)),
            before.value(place) if before is not None else None,
            self._sheet.said(place),
        )
        repaired = with_unit(Fraction(change.repaired), change.measure)
        return slip_of(change, around, Words(repaired, repaired))

    def _parts(self, whole: Place) -> Iterable[Place]:
        """The figures that a whole is the sum of, in the balances that do not hold."""
        for tie, equation in zip(self._part.ties, self._part.puzzle.equations, strict=True):
            if equation.amount and whole_of(tie) == whole:
                yield from (place for place, _ in tie.terms if place != whole)

    def _nearby(self, places: Iterable[Place]) -> tuple[Nearby, ...]:
        known = ((place, self._sheet.value(place)) for place in dict.fromkeys(places))
        return tuple(Nearby(self._name(place), value) for place, value in known if value is not None)

    def _name(self, place: Place) -> Words:
        figure = self._system.figures.get(place)
        if figure is None:
            indicator = self._sheet.form.by_code.get(place[0])
            return Words(*((indicator.name, indicator.english or place[0]) if indicator else (place[0], place[0])))
        zh, en = self._speakers
        return Words(zh.name(figure), en.name(figure))


def _stands_at(text: str, span: Span, wanted: str) -> bool:
    """Whether the wanted digits stand in the text over or right beside a place."""
    first = max(0, span.start - len(wanted))
    return any(text.startswith(wanted, start) for start in range(first, span.end + 1))
