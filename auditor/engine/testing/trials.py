"""What one row of a test is about: the statements that it tries, and the attributes and the year that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.derive import BAR
from auditor.engine.canonical.derive import figures_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.engine.canonical.algebra import Leaf
    from auditor.engine.plan import Statement
    from auditor.lang.typed import Case
    from auditor.schema import Form
    from auditor.schema import Years

_ANY_YEAR = 2016


class Trial(Struct, frozen=True):
    """A row of a test with the statements that it is about."""

    number: int
    case: Case
    statements: tuple[Statement, ...]
    form: Form | None

    @property
    def attributes(self) -> Mapping[str, int | str | None]:
        """The attributes that the row gives, and those that bring it into the rule's scope."""
        given = dict(self.case.attributes)
        if not self.statements:
            return given
        scope = self.statements[0].rule.scope
        usual: dict[str, int | str | None] = {}
        for name, allowed in (("单位级别", scope.levels), ("单位地区", scope.regions), ("单位类型", scope.kinds)):
            usual |= {name: allowed[0]} if allowed else {}
        asked = {leaf.code for it in self.statements for leaf in it.leaves if leaf.kind is LeafKind.ATTRIBUTE}
        usual |= dict.fromkeys((name for name in asked if name.startswith("提到")), 0)
        return {**usual, **given}

    @property
    def year(self) -> int | None:
        """The year that the row gives, or else one in which the rule applies."""
        given = dict(self.case.attributes)
        if "年度" in given:
            year = given["年度"]
            return year if isinstance(year, int) else None
        scopes = self.statements[0].rule.scope.years if self.statements else ()
        return _within((*scopes, *((self.form.years,) if self.form else ())))


def _within(ranges: tuple[Years, ...]) -> int:
    for years in ranges:
        end = years.first if years.first is not None else years.last
        if end is not None:
            return end
    return _ANY_YEAR


def touched(case: Case, statements: list[Statement]) -> tuple[Statement, ...]:
    """The instances that a row is about: those bound as it says, and of these the ones whose figures it names."""
    bound = [it for it in statements if not case.binding or _is_bound(it, case.binding)]
    if len(bound) <= 1:
        return tuple(bound)
    named = {key for key, _ in (*case.figures, *case.first)} | {
        (code, member, 0) for (code, member, _), _ in case.aspects
    }
    by_figure = [it for it in bound if any(place in named for leaf in it.leaves for place in _places(leaf))]
    if by_figure or named:
        return tuple(by_figure)
    names = {name for name, _ in case.attributes}
    return tuple(it for it in bound if case.fields or any(leaf.code in names for leaf in it.leaves))


def _is_bound(statement: Statement, binding: str) -> bool:
    """Whether an instance is the one that a row names, by all of its binding or by one part of it."""
    whole = statement.instance.binding
    return binding == whole or f".{binding}." in f".{whole}."


def _places(leaf: Leaf) -> tuple[tuple[str, str | None, int], ...]:
    """The cells that a leaf is about; what looks beyond the report is about those of this year."""
    if leaf.kind is LeafKind.DERIVED:
        cells = figures_in(leaf.code) if BAR in leaf.code else ((leaf.code, leaf.member),)
        return tuple((code, member, 0) for code, member in cells)
    place = place_of(leaf)
    return () if place is None else (place,)


def place_of(leaf: Leaf) -> tuple[str, str | None, int] | None:
    """The cell that a leaf is read from: indicator, column, years back; None where it is from none."""
    if leaf.kind is LeafKind.FIGURE:
        return (leaf.code, leaf.member, leaf.years_back)
    return (leaf.code, leaf.member, 0) if leaf.kind is LeafKind.ASPECT else None
