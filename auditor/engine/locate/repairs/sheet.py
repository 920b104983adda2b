"""The tables of one submission as they were read, cell by cell, with what stands around each cell."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

from auditor.document import Reading
from auditor.engine.columns.cells import State
from auditor.schema import Stance

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Fact
    from auditor.document import Submission
    from auditor.lang.typed import Scope
    from auditor.schema import Form

Place: TypeAlias = tuple[str, str | None]

# A cut that is the only one there is leaves no doubt.
_CERTAIN = frozenset({"", "only_cut"})
_STATES: Mapping[Reading, State] = MappingProxyType(
    {
        Reading.VALUE: State.VALUE,
        Reading.BLANK: State.BLANK,
        Reading.DASH: State.BLANK,
        Reading.TEXT: State.TEXT,
        Reading.DOUBTFUL: State.DOUBTFUL,
    }
)
_NOTHING: tuple[State, int | None] = (State.MISSING, None)
_SCOPES = (("levels", "单位级别"), ("regions", "单位地区"), ("kinds", "单位类型"))


class Sheet(Struct, frozen=True, dict=True):
    """The figures of a submission; `before` are those of the same unit's report of the year before.

    `together` are the figures that the narrative may count together with one that it names.
    """

    submission: Submission
    form: Form
    before: Sheet | None = None
    together: Mapping[Place, frozenset[Place]] = MappingProxyType({})

    @cached_property
    def _facts(self) -> Mapping[Place, tuple[Fact, ...]]:
        found: defaultdict[Place, list[Fact]] = defaultdict(list)
        for fact in self.submission.facts:
            if not fact.is_narrative:
                found[fact.indicator, fact.member].append(fact)
        return MappingProxyType({place: tuple(facts) for place, facts in found.items()})

    @cached_property
    def narrative(self) -> Mapping[Place, tuple[Fact, ...]]:
        """The exact figures that the narrative gives of the whole unit, by indicator and the column that it names."""
        found: defaultdict[Place, list[Fact]] = defaultdict(list)
        for fact in self.submission.facts:
            if fact.stance is Stance.FIGURE and _is_exact(fact) and not fact.scope:
                found[fact.indicator, fact.member].append(fact)
        return MappingProxyType({place: tuple(facts) for place, facts in found.items()})

    @cached_property
    def _cells(self) -> Mapping[Place, tuple[State, int | None]]:
        return MappingProxyType({place: _agreed(facts) for place, facts in self._facts.items()})

    @cached_property
    def known(self) -> Mapping[Place, int]:
        """The figures that there are without doubt."""
        return {place: value for place, (_, value) in self._cells.items() if value is not None}

    def state(self, place: Place) -> State:
        """What is known of a cell; rows that say different things are not believed."""
        return self._cells.get(place, _NOTHING)[0]

    def value(self, place: Place) -> int | None:
        """The figure of a cell, where there is one without doubt."""
        return self.known.get(place)

    def fact(self, place: Place) -> Fact | None:
        """Where a cell was read."""
        return next(iter(self._facts.get(place, ())), None)

    @cached_property
    def marks(self) -> Mapping[Place, frozenset[str]]:
        """The equations that the reading of a cell used, of those whose reading used any."""
        used: defaultdict[Place, set[str]] = defaultdict(set)
        for fact in self.submission.facts:
            if fact.derived_by and not fact.is_narrative:
                used[fact.indicator, fact.member].update(fact.derived_by)
        return MappingProxyType({place: frozenset(marks) for place, marks in used.items()})

    @cached_property
    def marked(self) -> frozenset[Place]:
        """The cells whose figure was read with a remark: another reading was possible."""
        doubted = (fact for fact in self.submission.facts if fact.doubt not in _CERTAIN and not fact.is_narrative)
        return frozenset((fact.indicator, fact.member) for fact in doubted)

    def said(self, place: Place) -> tuple[int, ...]:
        """The figures that the narrative gives for a cell; one that names no column means the total.

        Where it may count others with the cell, which are not zero, it says nothing of the cell alone.
        """
        if any(self.value(other) != 0 for other in self.together.get(place, ())):
            return ()
        code, member = place
        facts = self.narrative.get((code, None if member in self._totals(code) else member), ())
        return tuple(fact.value for fact in facts if fact.value is not None)

    def rows(self, code: str) -> tuple[str, ...]:
        """The rows of the table of one that have the same columns."""
        indicator = self.form.by_code[code]
        return tuple(
            it.code for it in self.form.figures if it.table == indicator.table and it.members == indicator.members
        )

    def columns(self, code: str) -> tuple[str | None, ...]:
        """The columns of a row."""
        return self.form.by_code[code].members

    def around(self, place: Place) -> Iterator[Place]:
        """The cells above and below, left and right of a cell, in the form's order."""
        code, member = place
        rows, columns = self.rows(code), self.columns(code)
        row = rows.index(code)
        yield from ((rows[other], member) for other in (row - 1, row + 1) if 0 <= other < len(rows))
        if member in columns:
            column = columns.index(member)
            yield from ((code, columns[other]) for other in (column - 1, column + 1) if 0 <= other < len(columns))

    def after(self, place: Place) -> Place | None:
        """The next cell of the row."""
        code, member = place
        columns = self.columns(code)
        following = columns[columns.index(member) + 1 :] if member in columns else ()
        return (code, following[0]) if following else None

    def is_in_scope(self, scope: Scope) -> bool:
        """Whether a rule of such a scope applies; what is not known is out of it."""
        year = self.submission.year
        if scope.years and not any(year in years for years in scope.years):
            return False
        told = {it.name: it.text for it in reversed(self.submission.attributes)}
        for part, name in _SCOPES:
            allowed = getattr(scope, part)
            if allowed and told.get(name) not in allowed:
                return False
        return self.submission.unit not in scope.except_units or self.submission.unit is None

    def _totals(self, code: str) -> frozenset[str]:
        """The columns of which others are a part."""
        table = self.form.by_code[code].table
        members = (member for it in self.form.tables if it.code == table for member in it.members)
        return frozenset(member.part_of for member in members if member.part_of is not None)


def _agreed(facts: tuple[Fact, ...]) -> tuple[State, int | None]:
    """What the rows of one cell say together."""
    state, value = _STATES[facts[0].reading], facts[0].value
    others = len(facts) > 1 and any((_STATES[fact.reading], fact.value) != (state, value) for fact in facts)
    if others or (state is State.VALUE and value is None):
        return State.DOUBTFUL, None
    return state, value if state is State.VALUE else None


def _is_exact(fact: Fact) -> bool:
    """Whether the narrative gives one figure and no more or less."""
    ends = {None, fact.value}
    return fact.value is not None and fact.hedge is None and fact.low in ends and fact.high in ends
