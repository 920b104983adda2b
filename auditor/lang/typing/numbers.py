"""Expressions as numbers: names looked up, units made to fit, functions applied.

Every function gives None where something is wrong, after noting it; the others go on, so that one look tells all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import assert_never

from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.known import all_known
from auditor.lang.known import joined
from auditor.lang.typed.shift import shifted
from auditor.lang.typing import arithmetic
from auditor.lang.typing.calls import call
from auditor.lang.typing.calls import single
from auditor.lang.typing.fitting import say_misfit
from auditor.lang.typing.items import item_field
from auditor.lang.typing.items import mention_field
from auditor.lang.typing.literals import SHOWN_ONLY
from auditor.lang.typing.literals import param_value
from auditor.lang.typing.literals import written_day
from auditor.lang.typing.literals import written_number
from auditor.lang.typing.reading import Read
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.environment import Defined
from auditor.lang.world.environment import Item
from auditor.lang.world.environment import Parameter
from auditor.lang.world.figures import attribute_figure
from auditor.lang.world.figures import indicator_figures
from auditor.lang.world.figures import indicator_of
from auditor.lang.world.figures import plain_figure
from auditor.lang.world.measures import DATE
from auditor.lang.world.measures import DAYS
from auditor.lang.world.measures import as_number
from auditor.lang.world.measures import fit
from auditor.lang.world.measures import misfit
from auditor.lang.world.names import Attribute
from auditor.lang.world.names import BuiltinGroup
from auditor.lang.world.names import find_indicator
from auditor.lang.world.names import is_narrative
from auditor.lang.world.names import lookup
from auditor.lang.world.names import say_unknown
from auditor.schema import Indicator
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.lang.typed import Number
    from auditor.lang.typed import Numbers
    from auditor.lang.world.environment import Env
    from auditor.lang.world.names import Meaning


_MAX_ITEMS = 10_000
_COLUMN = Words(
    "指标后面不加点：不分列的只写指标，分列的写成 指标[列]",
    "no point follows an indicator: write it alone, or indicator[column] where it has columns",
)


def number(node: ast.Expr, env: Env) -> Number | None:
    """The number that an expression is."""
    match node:
        case ast.Number():
            return written_number(node, env)
        case ast.Date():
            return written_day(node, env)
        case ast.Minus() | ast.Additive() | ast.Multiplicative():
            return _calculated(node, env)
        case ast.Ref() | ast.Call() | ast.SetOf():
            return _single(node, env)
        case _:
            env.say(codes.NOT_A_NUMBER, node.span, found=env.text(node))
            return None


def numbers(node: ast.Expr, env: Env) -> Numbers | None:
    """The numbers that an expression is, groups taken apart."""
    match node:
        case ast.SetOf(items=items):
            return READ.all(items, env)
        case ast.Ref():
            return _reference(node, env)
        case ast.Call():
            return call(node, env, READ)
        case _:
            found = number(node, env)
            return None if found is None else (found,)


def _single(node: ast.Expr, env: Env) -> Number | None:
    found = numbers(node, env)
    if found is None:
        return None
    if len(found) != 1:
        text = env.text(node)
        hint = Words(f"写成 合计({text}) 或其他函数", f"write sum({text}) or another function")
        env.say(codes.NOT_A_NUMBER, node.span, hint, found=text)
        return None
    return found[0]


# ------------------------------------------------------------------------------------------------------- arithmetic


def _calculated(node: ast.Minus | ast.Additive | ast.Multiplicative, env: Env) -> Number | None:
    match node:
        case ast.Minus(arg=arg):
            negated = number(arg, env)
            return None if negated is None else arithmetic.negate(negated)
        case ast.Additive():
            return _additive(node, env)
        case ast.Multiplicative():
            return _multiplicative(node, env)
        case _:
            assert_never(node)


def _operands(nodes: Iterable[ast.Expr], env: Env) -> Numbers | None:
    return all_known(number(node, env) for node in nodes)


def _additive(node: ast.Additive, env: Env) -> Number | None:
    args = _operands(node.args, env)
    if args is None:
        return None
    if any(arg.measure.kind is Kind.DATE for arg in args):
        args = tuple(fit(arg, DAYS) for arg in args)
        fits = {arg.measure.base for arg in args} <= {DATE.base, DAYS.base}
    else:
        args = arithmetic.fitted(args)
        fits = misfit(args) is None
    if not fits:
        say_misfit(node.args, args, env)
        return None
    signed = [
        args[0],
        *(arithmetic.negate(arg) if op == "-" else arg for op, arg in zip(node.ops, args[1:], strict=True)),
    ]
    return arithmetic.add(tuple(signed))


def _multiplicative(node: ast.Multiplicative, env: Env) -> Number | None:
    args = _operands(node.args, env)
    if args is None:
        return None
    made = args[0]
    for op, arg, written in zip(node.ops, args[1:], node.args[1:], strict=True):
        if op == "*":
            made = arithmetic.multiply(made, arg)
        elif isinstance(arg, typed.Constant) and arg.value == 0:
            env.say(codes.ZERO_DIVISION, written.span)
            return None
        else:
            made = arithmetic.divide(made, arg)
    return made


# ------------------------------------------------------------------------------------------------------- references


def _reference(node: ast.Ref, env: Env) -> Numbers | None:
    head, *rest = node.parts
    if head.text in env.macros and not rest:
        return _macro(node, env)
    if head.text in env.extras and not rest:
        return (env.extras[head.text],)
    if rest:
        return _dotted(node, env)
    meaning = lookup(head, env)
    return None if meaning is None else _meaning(meaning, node, env)


def _macro(node: ast.Ref, env: Env) -> Numbers | None:
    """A template's parameter: what was given for it, in the surroundings where it was given."""
    expr, outer = env.macros[node.parts[0].text]
    inner = replace(outer, loops={**outer.loops, **env.loops}, column=env.column, years=env.years)
    if node.index and isinstance(expr, ast.Ref) and not expr.index:
        expr = replace(expr, index=node.index)
    elif node.index:
        env.say(codes.NO_COLUMNS, node.span, name=env.text(node))
        return None
    return numbers(expr, inner)


def _dotted(node: ast.Ref, env: Env) -> Numbers | None:
    head, *rest = node.parts
    if is_narrative(head):
        return single(mention_field(node, env))
    if head.text in WORDS[Word.PREVIOUS]:
        before = _reference(replace(node, parts=tuple(rest)), env)
        return None if before is None else tuple(shifted(each, 1) for each in before)
    item = env.loops.get(head.text)
    if item is not None and item.kind in ("enumeration", "rate"):
        return single(item_field(item, node, env))
    return _in_table(node, env)


def _in_table(node: ast.Ref, env: Env) -> Numbers | None:
    """表.x: an indicator with its table before it."""
    head, *rest = node.parts
    tables = [table.code for table in env.form.form.tables if head.text in (table.code, table.title, *table.aliases)]
    indicator = find_indicator(rest[0], env) if tables else None
    if indicator is not None and indicator.table in tables:
        return _reference(replace(node, parts=tuple(rest)), env)
    if tables or head.text in env.form.indicators or head.text in env.loops:
        is_figure = head.text in env.form.indicators
        env.say(codes.UNKNOWN_FIELD, rest[0].span, _COLUMN if is_figure else None, name=head.text, field=rest[0].text)
    else:
        say_unknown(head, env, (*WORDS[Word.NARRATIVE], *WORDS[Word.PREVIOUS]))
    return None


def _meaning(meaning: Meaning, node: ast.Ref, env: Env) -> Numbers | None:
    match meaning:
        case Indicator():
            return _figures(meaning, node, env)
        case Defined():
            return _group(meaning, node, env)
        case BuiltinGroup():
            return _builtin_group(meaning, node, env)
        case Parameter():
            return single(_parameter(meaning, env))
        case Item() | Attribute():
            return _known(meaning, node, env)
        case _:
            assert_never(meaning)


def _known(meaning: Item | Attribute, node: ast.Ref, env: Env) -> Numbers | None:
    if isinstance(meaning, Attribute) and meaning.kind is not Kind.TEXT:
        return (attribute_figure(meaning),)
    indicator = indicator_of(meaning, env) if isinstance(meaning, Item) else None
    if indicator is not None:
        return _figures(indicator, node, env, every_column=True)
    env.say(codes.NOT_A_NUMBER, node.span, found=env.text(node))
    return None


def _figures(indicator: Indicator, node: ast.Ref, env: Env, *, every_column: bool = False) -> Numbers | None:
    if indicator.measure.kind in (Kind.DATE, Kind.TEXT):
        env.say(codes.NOT_A_NUMBER, node.span, SHOWN_ONLY, found=env.text(node))
        return None
    figures = indicator_figures(indicator, node, env, every_column=every_column)
    return None if figures is None else tuple(as_number(figure) for figure in figures)


def _group(group: Defined, node: ast.Ref, env: Env) -> Numbers | None:
    name = node.parts[0].text
    if name in env.expanding:
        env.say(codes.CIRCULAR, node.span, name=name)
        return None
    inner = env.within(name, group)
    if not node.index:
        return numbers(group.expr, inner)
    items = group.expr.items if isinstance(group.expr, ast.SetOf) else (group.expr,)
    indexed = [
        replace(item, index=node.index) if isinstance(item, ast.Ref) and not item.index else item for item in items
    ]
    return READ.all(indexed, replace(inner, source=inner.source, loops=env.loops))


def _builtin_group(group: BuiltinGroup, node: ast.Ref, env: Env) -> Numbers | None:
    members = [each for each in env.form.form.indicators if each.measure.kind in group.kinds]
    if not node.index and not any(each.is_heading for each in members):
        # NOTE: tables with other columns than one another have no column in turn: the group is all their cells.
        return tuple(plain_figure(each, member) for each in members for member in (each.members or (None,)))
    return joined([_figures(each, node, env, every_column=True) for each in members])


def _parameter(param: Parameter, env: Env) -> Number | None:
    value = param_value(param, env)
    if value is None:
        return None
    if param.name in env.expanding:
        env.say(codes.CIRCULAR, param.span, name=param.name)
        return None
    return number(value, env.within(param.name, Defined(value, param.source)))


READ = Read(number, numbers)
