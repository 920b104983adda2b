"""The balances of a form as one system of linear equations, and what they are on one submission's figures."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.engine.cells import State
from auditor.engine.locate_puzzle import Equation
from auditor.engine.locate_puzzle import Puzzle
from auditor.engine.locate_search import NORMAL
from auditor.lang.linear import canonical
from auditor.lang.typed import Comparison
from auditor.lang.typed import Every
from auditor.lang.typed import Figure
from auditor.lang.typed import Grain
from auditor.lang.typed import Missing
from auditor.lang.typed import Operator
from auditor.results import Severity
from auditor.results import State as RuleState
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.engine.locate_sheet import Place
    from auditor.engine.locate_sheet import Sheet
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Condition
    from auditor.lang.typed import Instance
    from auditor.schema import Form

# What a change costs, NORMAL being that of a figure with nothing to be said for or against it. A figure read with a
# remark is the first to look at; one that the narrative repeats is the last.
_MARKED = 7
_REPEATED = 4
_TRUSTED = 2
_MOST_TRUSTED = 4
_CONFIRMED = 1
_UNMARKED: frozenset[str] = frozenset()
_ZEROING = frozenset({Missing.TRY_ZERO, Missing.ZERO, Missing.SKIP})


@dataclass(frozen=True, slots=True)
class Tie:
    """A comparison that is linear in this year's figures: `terms` and `constant` come to zero, or to at most zero."""

    rule: CheckedRule
    instance: Instance
    terms: tuple[tuple[Place, int], ...]
    constant: int
    is_equation: bool


@dataclass(frozen=True, slots=True)
class System:
    """All ties of a form, with the figures that they speak of."""

    ties: tuple[Tie, ...]
    figures: Mapping[Place, Figure]
    weights: Mapping[Place, int]
    signed: frozenset[Place]

    @classmethod
    def of(cls, form: Form, rules: Iterable[CheckedRule]) -> System:
        """The ties of the active rules of a form that matter: balances, and the bounds that must be kept."""
        figures: dict[Place, Figure] = {}
        ties = tuple(tie for rule in rules if _matters(rule, form) for tie in _ties(rule, figures))
        wholes: defaultdict[Place, int] = defaultdict(int)
        for tie in ties:
            whole = whole_of(tie)
            if whole is not None:
                wholes[whole] += 1
        weights = {place: _weight(form, place, wholes[place]) for place in figures}
        signed = frozenset(place for place, figure in figures.items() if figure.signed)
        return cls(ties, MappingProxyType(figures), MappingProxyType(weights), signed)


@dataclass(frozen=True, slots=True)
class Posed:
    """A connected part of the system as a puzzle on one submission: which figure and which tie each number is."""

    puzzle: Puzzle
    places: tuple[Place, ...]
    ties: tuple[Tie, ...]


def whole_of(tie: Tie) -> Place | None:
    """The figure of a balance that is the sum of the others, where one is."""
    if not tie.is_equation or tie.constant or len(tie.terms) <= 2:  # noqa: PLR2004 - of two figures neither is the whole
        return None
    for sign in (1, -1):
        mine = [place for place, coefficient in tie.terms if coefficient * sign > 0]
        if len(mine) == 1:
            return mine[0]
    return None


def posed(system: System, sheet: Sheet) -> tuple[Posed, ...]:
    """The parts of the system that do not hold on a submission, each as a puzzle of its own."""
    desk = _Desk(system, sheet)
    for tie in system.ties:
        if sheet.is_in_scope(tie.rule.scope) and not _only_confirms(tie, sheet):
            desk.take(tie)
    return tuple(desk.parts())


# ------------------------------------------------------------------------------------------------------------- within


def _matters(rule: CheckedRule, form: Form) -> bool:
    return (
        rule.form == form.code
        and rule.grain is Grain.RECORD
        and rule.info.state is RuleState.ACTIVE
        and rule.info.severity is not Severity.NOTICE
        and rule.missing is not Missing.FAIL
    )


def _ties(rule: CheckedRule, figures: dict[Place, Figure]) -> Iterator[Tie]:
    for instance in rule.instances:
        if instance.when is not None:
            continue
        for comparison in _comparisons(instance.require):
            tie = _tie(rule, instance, comparison, figures)
            if tie is not None and (tie.is_equation or rule.info.severity is Severity.ERROR):
                yield tie


def _comparisons(it: Condition) -> Iterator[Comparison]:
    """What a statement demands unconditionally."""
    if isinstance(it, Comparison) and not it.tolerances:
        yield it
    elif isinstance(it, Every):
        for arg in it.args:
            yield from _comparisons(arg)


def _tie(rule: CheckedRule, instance: Instance, it: Comparison, figures: dict[Place, Figure]) -> Tie | None:
    if it.op is Operator.NE:
        return None
    form = canonical(it)
    terms: list[tuple[Place, int]] = []
    for atom, coefficient in form.form.terms:
        if not isinstance(atom, Figure) or atom.years_back or atom.measure.kind not in {Kind.COUNT, Kind.MONEY}:
            return None
        terms.append(((atom.indicator, atom.member), int(coefficient)))
        figures.setdefault(terms[-1][0], atom)
    constant = form.form.constant
    if not terms or constant.denominator != 1:
        return None
    # NOTE: all is in whole numbers, so that below zero is at most minus one.
    below = 1 if form.op is Operator.LT else 0
    return Tie(rule, instance, tuple(terms), int(constant) + below, form.op is Operator.EQ)


def _weight(form: Form, place: Place, wholes: int) -> int:
    """What changing a figure costs, of all that is known without the submission."""
    indicator = form.by_code.get(place[0])
    trust = 0 if indicator is None else min(_MOST_TRUSTED, _TRUSTED * max(0, indicator.trust - 1))
    return NORMAL + trust + (_CONFIRMED if wholes > 1 else 0)


def _only_confirms(tie: Tie, sheet: Sheet) -> bool:
    """Whether the figures were read so that the tie holds: it says nothing then."""
    if not sheet.marks:
        return False
    return bool(frozenset.intersection(*(sheet.marks.get(place, _UNMARKED) for place, _ in tie.terms)))


class _Desk:
    """Where the ties are laid out on the figures of a submission, and the puzzle is put together."""

    def __init__(self, system: System, sheet: Sheet) -> None:
        self._system = system
        self._sheet = sheet
        self._equations: list[tuple[Tie, dict[Place, int], int, int]] = []
        self._bounds: list[tuple[dict[Place, int], int]] = []

    def take(self, tie: Tie) -> None:
        """Lay out one tie: as an equation, as a bound, or not at all where too little is known of its figures."""
        terms: dict[Place, int] = {}
        open_up = open_down = is_zeroed = False
        amount = tie.constant
        known = self._sheet.known
        for place, coefficient in tie.terms:
            value = known.get(place)
            if value is None and self._sheet.state(place) is State.BLANK and tie.rule.missing in _ZEROING:
                is_zeroed = is_zeroed or tie.rule.missing is Missing.TRY_ZERO
                value = 0
            if value is None:
                signed = place in self._system.signed
                open_up = open_up or coefficient > 0 or signed
                open_down = open_down or coefficient < 0 or signed
            else:
                terms[place] = coefficient
                amount += coefficient * value
        if tie.is_equation:
            self._equation(tie, (terms, amount), (open_up, open_down), is_zeroed=is_zeroed)
        elif not (open_up or open_down or amount > 0):
            self._bounds.append((terms, amount))

    def _equation(
        self, tie: Tie, laid: tuple[dict[Place, int], int], ends: tuple[bool, bool], *, is_zeroed: bool
    ) -> None:
        terms, amount = laid
        open_up, open_down = ends
        if is_zeroed and amount:
            blanks = [(it, by) for it, by in terms.items() if self._sheet.state(it) is State.BLANK]
            open_blank_up = open_up or any(by > 0 or it in self._system.signed for it, by in blanks)
            open_blank_down = open_down or any(by < 0 or it in self._system.signed for it, by in blanks)
            if not _is_certain(amount, open_blank_up, open_blank_down):
                # NOTE: the rule is undecided: what the blanks hold may make up for it, in one direction at most.
                printed = {it: by for it, by in terms.items() if (it, by) not in blanks}
                self._bound(printed, amount, open_blank_up, open_blank_down)
                return
        if not (open_up or open_down):
            self._equations.append((tie, terms, amount, 0))
        elif _is_certain(amount, open_up, open_down):
            self._equations.append((tie, terms, amount, 1 if open_up else -1))
        else:
            self._bound(terms, amount, open_up, open_down)

    def _bound(self, terms: dict[Place, int], amount: int, open_up: bool, open_down: bool) -> None:  # noqa: FBT001
        """What unknown figures leave of an equation: it may not be exceeded on the side that they cannot make up."""
        if open_up and open_down:
            return
        sign = 1 if open_up else -1
        self._bounds.append(({it: by * sign for it, by in terms.items()}, amount * sign))

    def parts(self) -> Iterator[Posed]:
        """The connected parts that do not hold."""
        around: defaultdict[Place, list[int]] = defaultdict(list)
        for number, (_, terms, *_) in enumerate(self._equations):
            for place in terms:
                around[place].append(number)
        seen: set[int] = set()
        for number, (_, _, amount, _) in enumerate(self._equations):
            if amount and number not in seen:
                part = self._connected(number, around)
                seen |= part
                yield self._posed(sorted(part))

    def _connected(self, first: int, around: Mapping[Place, list[int]]) -> set[int]:
        part, waiting = {first}, [first]
        seen: set[Place] = set()
        while waiting:
            places = self._equations[waiting.pop()][1].keys() - seen
            seen |= places
            new = {number for place in places for number in around[place]} - part
            part |= new
            waiting += new
        return part

    def _posed(self, numbers: list[int]) -> Posed:
        chosen = [self._equations[number] for number in numbers]
        places = tuple(dict.fromkeys(place for _, terms, *_ in chosen for place in terms))
        index = {place: number for number, place in enumerate(places)}
        plain = not (self._sheet.narrative or self._sheet.marked)
        weights = [self._system.weights[place] if plain else self._weight(place) for place in places]
        floors: list[int | None] = [self._floor(place) for place in places]
        equations: list[Equation] = []
        for _, terms, amount, unknown in chosen:
            known: dict[int, int] = {index[place]: coefficient for place, coefficient in terms.items()}
            if unknown:
                known[len(weights)] = unknown
                weights.append(0)
                floors.append(0)
            equations.append(Equation(known, amount))
        bounds = tuple(
            Equation({index[place]: by for place, by in terms.items() if place in index}, amount)
            for terms, amount in self._bounds
            if any(place in index for place in terms)
        )
        puzzle = Puzzle(tuple(weights), tuple(floors), tuple(equations), bounds)
        return Posed(puzzle, places, tuple(tie for tie, *_ in chosen))

    def _floor(self, place: Place) -> int | None:
        return None if place in self._system.signed else -self._sheet.known.get(place, 0)

    def _weight(self, place: Place) -> int:
        if place in self._sheet.marked:
            return _MARKED
        repeated = self._sheet.known.get(place) in self._sheet.said(place)
        return self._system.weights[place] + (_REPEATED if repeated else 0)


def _is_certain(amount: int, open_up: bool, open_down: bool) -> bool:  # noqa: FBT001
    """Whether an equation fails whatever its unknown figures are."""
    return (amount > 0 and not open_down) or (amount < 0 and not open_up)
