"""Indicators as figures: which column, which unit, and what a heading cannot be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.typed import AttributeFigure
from auditor.lang.typed import Figure
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.measures import YEAR
from auditor.lang.world.names import Attribute
from auditor.lang.world.names import column_meant
from auditor.schema import TOGETHER
from auditor.schema import Kind
from auditor.schema import Measure

if TYPE_CHECKING:
    from auditor.lang.world.environment import Defined
    from auditor.lang.world.environment import Env
    from auditor.lang.world.environment import Item
    from auditor.schema import Indicator
    from auditor.source import Span

_MOST_ROWS = 12


def plain_figure(indicator: Indicator, member: str | None = None) -> Figure:
    """The figure of an indicator, in one column where it has several."""
    return Figure(indicator.code, indicator.measure, indicator.name, member, 0, indicator.signed)


def attribute_figure(attribute: Attribute) -> AttributeFigure:
    """A number or a date known of the submission."""
    return AttributeFigure(attribute.name, attribute_measure(attribute))


def attribute_measure(attribute: Attribute) -> Measure:
    """The unit of an attribute."""
    if attribute.kind is Kind.COUNT:
        return YEAR if attribute.name.endswith("年度") else PLAIN
    return Measure(attribute.kind, "", "日期" if attribute.kind is Kind.DATE else attribute.kind.value, 1)


def indicator_figures(
    indicator: Indicator, node: ast.Ref, env: Env, *, every_column: bool = False
) -> tuple[Figure, ...] | None:
    """The figures that a reference to an indicator means: one, or one for each column of a group.

    A loop variable without a column means each column in turn (`every_column`), as `x[*]` does.
    """
    if indicator.is_heading:
        env.say(codes.HEADING_FIGURE, node.span, _rows_below(indicator, node, env), name=indicator.name)
        return None
    if not indicator.members:
        if node.index:
            env.say(codes.NO_COLUMNS, node.span, name=indicator.name)
            return None
        return (plain_figure(indicator),)
    if not node.index and not every_column:
        members = env.form.members(indicator)
        env.say(codes.NEEDS_COLUMN, node.span, name=indicator.name, column=members[-1].name if members else "")
        return None
    members_found = columns_of(indicator, node, env)
    return None if members_found is None else tuple(plain_figure(indicator, member) for member in members_found)


def _rows_below(heading: Indicator, node: ast.Ref, env: Env) -> Words | None:
    """A hint at the sum of the rows below a heading, which is what the heading is mostly meant for."""
    below = [each for each in env.form.form.figures if heading.number and each.number.startswith(heading.number)]
    if not 1 < len(below) <= _MOST_ROWS:
        return None
    column = "".join(f"[{env.source.slice(index.span)}]" for index in node.index)
    written = " + ".join(f"{each.name}{column if each.members else ''}" for each in below)
    return Words(f"指它下面各行之和的，写成 {written}", f"for the sum of the rows below it write {written}")


def column_said(indicator: Indicator, node: ast.Ref, env: Env) -> str | None:
    """The column that a claim x[列], or its mentions 正文.x[列], are of: several as one; None where it names none.

    The total column is what a sentence means that names none.
    """
    if not node.index:
        return None
    if not indicator.members:
        env.say(codes.NO_COLUMNS, node.span, name=indicator.name)
        return None
    found = columns_of(indicator, node, env) or ()
    totals = {member.part_of for member in env.form.members(indicator)}
    named = [member for member in indicator.members if member in found and (len(found) > 1 or member not in totals)]
    return TOGETHER.join(named) or None


def columns_of(indicator: Indicator, node: ast.Ref, env: Env) -> tuple[str, ...] | None:
    """The columns that brackets behind an indicator name, groups taken apart; none are as `[*]`."""
    found: list[str] = []
    for index in node.index or (ast.Star(span=node.span),):
        members = _star(indicator, index.span, env) if isinstance(index, ast.Star) else _column(indicator, index, env)
        if members is None:
            return None
        found += members
    return tuple(found)


def _star(indicator: Indicator, span: Span, env: Env) -> tuple[str, ...] | None:
    if env.column is None:
        env.report.columns = indicator.members
        return indicator.members[:1]
    if env.column not in indicator.members:
        env.say(codes.UNKNOWN_COLUMN, span, indicator=indicator.name, name=env.column)
        return None
    return (env.column,)


def _column(indicator: Indicator, name: ast.Name, env: Env) -> tuple[str, ...] | None:
    item = env.loops.get(name.text)
    if item is not None and item.code in indicator.members:
        return (item.code,)
    members = env.form.members(indicator)
    member = env.form.find_member(name.text, members)
    if member is not None:
        return (member.code,)
    group = env.form.groups.get(name.text)
    if group is not None:
        return _group_columns(indicator, group, env)
    known = [each.name for each in members] + list(env.form.groups)
    env.say(codes.UNKNOWN_COLUMN, name.span, column_meant(name.text, known), indicator=indicator.name, name=name.text)
    return None


def _group_columns(indicator: Indicator, group: Defined, env: Env) -> tuple[str, ...] | None:
    expr = group.expr
    items = expr.items if isinstance(expr, ast.SetOf) else (expr,)
    inner = env.within("", group)
    found: list[str] = []
    for item in items:
        if not isinstance(item, ast.Ref) or len(item.parts) > 1 or item.index:
            inner.say(codes.UNKNOWN_COLUMN, item.span, indicator=indicator.name, name=inner.text(item))
            return None
        columns = _column(indicator, item.parts[0], inner)
        if columns is None:
            return None
        found += columns
    return tuple(found)


def indicator_of(item: Item, env: Env) -> Indicator | None:
    """The indicator that a loop variable stands for."""
    return env.form.form.by_code.get(item.code) if item.kind == "indicator" else None
