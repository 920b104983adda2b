"""Which of two years is wrong where an equality between them fails: what else the figures of each must agree with.

A figure is not the wrong one where its own report's balances, another year's equality or the narrative would contradict
the change. It is the likely one where nothing else is left, or where it alone is what the narrative says, would settle
another year's equality, too, or looks like a telling slip.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.engine.findings.wording.printed import with_unit
from auditor.engine.findings.wording.statements import Speaker
from auditor.engine.locate.slips.kinds import Change
from auditor.engine.locate.slips.kinds import Slip
from auditor.engine.locate.slips.kinds import Surroundings
from auditor.engine.locate.slips.kinds import slip_of
from auditor.engine.locate.words import Diagnosis
from auditor.engine.locate.words import told
from auditor.engine.locate.words import told_of_last_year
from auditor.lang.typed import Figure
from auditor.lang.typed import Grain
from auditor.lang.typed import Operator
from auditor.lang.typed.linear import difference
from auditor.lang.typed.shift import comparisons
from auditor.results import Severity
from auditor.results import State as RuleState
from auditor.results.causes import Cause
from auditor.results.causes import Suspect
from auditor.results.causes import cause_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.engine.locate.repairs.sheet import Place
    from auditor.engine.locate.repairs.sheet import Sheet
    from auditor.engine.locate.repairs.system import System
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Comparison
    from auditor.results import Finding


class Link(Struct, frozen=True):
    """An equality between figures of a year and of the year before."""

    rule: CheckedRule
    binding: str
    terms: tuple[tuple[Figure, Fraction], ...]
    constant: Fraction

    def amount(
        self, sheet: Sheet, owner: Sheet | None = None, change: tuple[Place, int] | None = None
    ) -> Fraction | None:
        """What it comes to on a report, with a figure of one of both reports changed; None where one is unknown."""
        total = self.constant
        for figure, weight in self.terms:
            held, place = sheet.before if figure.years_back else sheet, (figure.indicator, figure.member)
            value = held.value(place) if held is not None else None
            if change is not None and held is owner and place == change[0]:
                value = change[1]
            if value is None:
                return None
            total += weight * value
        return total


class Suspected(Struct, frozen=True):
    """A figure whose change would settle an equality: whose it is, what it would be, and whether anything says so."""

    sheet: Sheet
    figure: Figure
    change: Change
    slip: Slip | None
    is_backed: bool

    @property
    def place(self) -> Place:
        """Its place in its own report."""
        return self.figure.indicator, self.figure.member


def links_of(rules: Iterable[CheckedRule]) -> Mapping[str, tuple[Link, ...]]:
    """The equalities between the years, by form."""
    found: defaultdict[str, list[Link]] = defaultdict(list)
    for rule in rules:
        is_asked = rule.info.state is RuleState.ACTIVE and rule.info.severity is not Severity.NOTICE
        for instance in rule.instances if is_asked and rule.grain is Grain.RECORD else ():
            for comparison in comparisons(instance.require) if instance.when is None else ():
                form = _between_years(comparison)
                if form is not None:
                    found[rule.form].append(Link(rule, instance.binding or instance.indicator or "", *form))
    return {form: tuple(them) for form, them in found.items()}


class Years:
    """A unit's report with those of the year before and after, and what they must agree with."""

    def __init__(
        self, sheet: Sheet, after: Sheet | None, links: Mapping[str, tuple[Link, ...]], systems: Mapping[str, System]
    ) -> None:
        self._sheet = sheet
        self._after = after
        self._links = links
        self._systems = systems

    def causes(self, failed: Iterable[Finding]) -> Iterator[tuple[Cause, Suspected]]:
        """What is likely wrong where an equality with the year before fails."""
        for finding in failed:
            mine = [
                it for it in self._of(self._sheet) if (it.rule.info.id, it.binding) == (finding.rule, finding.binding)
            ]
            broken = [it for it in mine if it.amount(self._sheet)]
            suspected = self._likely(broken[0]) if len(broken) == 1 else None
            if suspected is not None:
                yield self._told(finding, suspected), suspected

    def _of(self, sheet: Sheet) -> tuple[Link, ...]:
        return tuple(it for it in self._links.get(sheet.form.code, ()) if sheet.is_in_scope(it.rule.scope))

    def _likely(self, link: Link) -> Suspected | None:
        """The only figure that may be wrong, or the only one of them for which something speaks."""
        left = [it for figure, weight in link.terms for it in self._suspected(link, figure, weight)]
        backed = [it for it in left if it.is_backed]
        return left[0] if len(left) == 1 else backed[0] if len(backed) == 1 else None

    def _suspected(self, link: Link, figure: Figure, weight: Fraction) -> Iterator[Suspected]:
        sheet = self._sheet.before if figure.years_back else self._sheet
        place, amount = (figure.indicator, figure.member), link.amount(self._sheet)
        printed = sheet.value(place) if sheet is not None else None
        if sheet is None or printed is None or amount is None:
            return
        right = printed - amount / weight
        if right.denominator != 1 or (right < 0 and not figure.signed) or printed in sheet.said(place):
            return
        new = int(right)
        settled = self._settled(link, sheet, (place, new))
        if settled is None or not self._balances(sheet, place, new):
            return
        change = Change(printed, new, figure.measure)
        words = with_unit(Fraction(new), figure.measure)
        slip = slip_of(change, Surroundings(narrative=sheet.said(place)), Words(words, words))
        yield Suspected(sheet, figure, change, slip, bool(settled) or (slip is not None and slip.is_telling))

    def _settled(self, link: Link, owner: Sheet, change: tuple[Place, int]) -> int | None:
        """How many other equalities between years a change would settle; None where it would break one."""
        settled = 0
        for sheet in (self._after, self._sheet, self._sheet.before):
            for other in self._of(sheet) if sheet is not None else ():
                now = other.amount(sheet) if sheet is not None else None
                then = other.amount(sheet, owner, change) if sheet is not None else None
                if (other is link and sheet is self._sheet) or now is None or now == then:
                    continue
                if not now:
                    return None
                settled += not then
        return settled

    def _balances(self, sheet: Sheet, place: Place, new: int) -> bool:
        """Whether all that a report's own rules say of a figure would hold with another; not, where none are known."""
        system = self._systems.get(sheet.form.code)
        known = {**sheet.known, place: new}
        for tie in system.ties if system is not None else ():
            figures = dict(tie.terms)
            if place in figures and figures.keys() <= known.keys():
                amount = tie.constant + sum(known[it] * by for it, by in figures.items())
                if amount > 0 or (tie.is_equation and amount):
                    return False
        return system is not None

    def _told(self, finding: Finding, it: Suspected) -> Cause:
        names = Words(*(Speaker(it.sheet.form, lang).name(_this_year(it.figure)) for lang in (Lang.ZH, Lang.EN)))
        printed, right = (
            with_unit(Fraction(each or 0), it.figure.measure) for each in (it.change.printed, it.change.repaired)
        )
        suspect = Suspect(*it.place, names, printed, right, it.slip.words if it.slip else None)
        found, path = (finding.id,), self._sheet.submission.path
        if it.sheet is not self._sheet:
            return Cause(cause_id(found), path, found, ((),), told_of_last_year((suspect,), 1), is_likely=True)
        sets = ((suspect,),)
        message = told(
            Diagnosis(sets, 1, is_likely=True, is_complete=True, is_certain=finding.severity is Severity.ERROR)
        )
        return Cause(cause_id(found), path, found, sets, message, is_likely=True)


# ------------------------------------------------------------------------------------------------------------- within


def _between_years(comparison: Comparison) -> tuple[tuple[tuple[Figure, Fraction], ...], Fraction] | None:
    """The figures and the constant of an equality between this year and the year before; None of anything else."""
    if comparison.op is not Operator.EQ or comparison.tolerances:
        return None
    form = difference(comparison)
    figures = tuple((atom, weight) for atom, weight in form.terms if isinstance(atom, Figure))
    is_link = len(figures) == len(form.terms) and {figure.years_back for figure, _ in figures} == {0, 1}
    return (figures, form.constant) if is_link else None


def _this_year(figure: Figure) -> Figure:
    return replace(figure, years_back=0)
