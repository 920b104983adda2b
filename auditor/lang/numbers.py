"""Expressions as numbers: names looked up, units made to fit, functions applied.

Every function gives None where something is wrong, after noting it; the others go on, so that one look tells all.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.lang import arithmetic
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.figures import as_number
from auditor.lang.figures import attribute_figure
from auditor.lang.figures import indicator_figures
from auditor.lang.figures import indicator_of
from auditor.lang.figures import plain_figure
from auditor.lang.functions import FUNCTIONS
from auditor.lang.functions import Arg
from auditor.lang.functions import Function
from auditor.lang.functions import Gives
from auditor.lang.groups import indicators_of
from auditor.lang.items import enumeration_aggregate
from auditor.lang.items import item_field
from auditor.lang.items import mention_count
from auditor.lang.items import mention_field
from auditor.lang.keywords import FUNCTION_WORDS
from auditor.lang.keywords import LATER_FUNCTIONS
from auditor.lang.keywords import WORDS
from auditor.lang.keywords import Func
from auditor.lang.keywords import Word
from auditor.lang.literals import month_day
from auditor.lang.literals import param_value
from auditor.lang.literals import written_day
from auditor.lang.literals import written_number
from auditor.lang.measures import CONFUSED
from auditor.lang.measures import DATE
from auditor.lang.measures import DAYS
from auditor.lang.measures import PLAIN
from auditor.lang.measures import YEAR
from auditor.lang.measures import fit
from auditor.lang.measures import misfit
from auditor.lang.measures import unit_words
from auditor.lang.names import Attribute
from auditor.lang.names import BuiltinGroup
from auditor.lang.names import Defined
from auditor.lang.names import Item
from auditor.lang.names import Parameter
from auditor.lang.names import find_indicator
from auditor.lang.names import is_narrative
from auditor.lang.names import lookup
from auditor.lang.names import meant
from auditor.lang.names import say_unknown
from auditor.lang.shift import atoms
from auditor.lang.shift import shifted
from auditor.schema import Indicator
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.lang.names import Env
    from auditor.lang.names import Meaning
    from auditor.lang.typed import Number

Numbers = tuple["Number", ...]

_DAYS_IN_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_MAX_ITEMS = 10_000


def number(node: ast.Expr, env: Env) -> Number | None:
    """The number that an expression is."""
    match node:
        case ast.Number():
            return written_number(node, env)
        case ast.Date():
            return written_day(node, env)
        case ast.Minus(arg=arg):
            negated = number(arg, env)
            return None if negated is None else arithmetic.negate(negated)
        case ast.Additive():
            return _additive(node, env)
        case ast.Multiplicative():
            return _multiplicative(node, env)
        case ast.Ref() | ast.Call() | ast.SetOf():
            return _single(node, env)
        case _:
            env.say(codes.NOT_A_NUMBER, node.span, found=env.text(node))
            return None


def numbers(node: ast.Expr, env: Env) -> Numbers | None:
    """The numbers that an expression is, groups taken apart."""
    match node:
        case ast.SetOf(items=items):
            return _all(items, env)
        case ast.Ref():
            return _reference(node, env)
        case ast.Call():
            return _call(node, env)
        case _:
            found = number(node, env)
            return None if found is None else (found,)


def _all(nodes: Sequence[ast.Expr], env: Env) -> Numbers | None:
    found = [numbers(node, env) for node in nodes]
    known = [each for each in found if each is not None]
    return tuple(each for group in known for each in group) if len(known) == len(found) else None


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


def _operands(nodes: Sequence[ast.Expr], env: Env) -> Numbers | None:
    found = [number(node, env) for node in nodes]
    known = tuple(each for each in found if each is not None)
    return known if len(known) == len(found) else None


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
        _say_misfit(node.args, args, env)
        return None
    signed = [
        args[0],
        *(arithmetic.negate(arg) if op == "-" else arg for op, arg in zip(node.ops, args[1:], strict=True)),
    ]
    return arithmetic.add(tuple(signed))


def same_unit(nodes: Sequence[ast.Expr], args: Numbers, env: Env) -> Numbers | None:
    """The numbers with the bare ones in the unit of the others; None, with a diagnostic, where units do not fit."""
    if misfit(args) is not None:
        _say_misfit(nodes, args, env)
        return None
    return arithmetic.fitted(args)


def _say_misfit(nodes: Sequence[ast.Expr], args: Numbers, env: Env) -> None:
    clash = misfit(args)
    if clash is None:
        return
    left, right = (min(at, len(nodes) - 1) for at in clash)
    units = [unit_words(args[at].measure) for at in clash]
    hint = None
    if set(units) == CONFUSED:
        hint = Words(
            "人 是人数，人次 可重复计；核对要用的是哪个指标",
            "people are counted once, attendances each time; check which is meant",
        )
    shown = [f"{env.text(nodes[at])}（{unit}）" for at, unit in zip((left, right), units, strict=True)]
    env.say(codes.UNIT_CLASH, nodes[right].span, hint, left=shown[0], right=shown[1])


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
        return _single_of(mention_field(node, env))
    if head.text in WORDS[Word.PREVIOUS]:
        before = _reference(replace(node, parts=tuple(rest)), env)
        return None if before is None else tuple(shifted(each, 1) for each in before)
    item = env.loops.get(head.text)
    if item is not None and item.kind in ("enumeration", "rate"):
        return _single_of(item_field(item, node, env))
    tables = [table.code for table in env.form.form.tables if head.text in (table.code, table.title, *table.aliases)]
    if tables:
        indicator = find_indicator(rest[0], env)
        if indicator is not None and indicator.table in tables:
            return _reference(replace(node, parts=tuple(rest)), env)
        env.say(codes.UNKNOWN_FIELD, rest[0].span, name=head.text, field=rest[0].text)
        return None
    say_unknown(head, env, (*WORDS[Word.NARRATIVE], *WORDS[Word.PREVIOUS]))
    return None


def _single_of(found: Number | None) -> Numbers | None:
    return None if found is None else (found,)


def _meaning(meaning: Meaning, node: ast.Ref, env: Env) -> Numbers | None:
    match meaning:
        case Item():
            indicator = indicator_of(meaning, env)
            if indicator is not None:
                return _figures(indicator, node, env, every_column=True)
        case Indicator():
            return _figures(meaning, node, env)
        case Defined():
            return _group(meaning, node, env)
        case BuiltinGroup():
            return _builtin_group(meaning, node, env)
        case Parameter():
            return _single_of(_parameter(meaning, env))
        case Attribute() if meaning.kind is not Kind.TEXT:
            return (attribute_figure(meaning),)
        case _:
            pass
    env.say(codes.NOT_A_NUMBER, node.span, found=env.text(node))
    return None


def _figures(indicator: Indicator, node: ast.Ref, env: Env, *, every_column: bool = False) -> Numbers | None:
    if indicator.measure.kind in (Kind.DATE, Kind.TEXT):
        env.say(codes.NOT_A_NUMBER, node.span, found=env.text(node))
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
    return _all(indexed, replace(inner, source=inner.source, loops=env.loops))


def _builtin_group(group: BuiltinGroup, node: ast.Ref, env: Env) -> Numbers | None:
    members = [each for each in env.form.form.indicators if each.measure.kind in group.kinds]
    made = [_figures(each, node, env, every_column=True) for each in members]
    known = [each for each in made if each is not None]
    return tuple(each for group in known for each in group) if len(known) == len(made) else None


def _parameter(param: Parameter, env: Env) -> Number | None:
    value = param_value(param, env)
    if value is None:
        return None
    if param.name in env.expanding:
        env.say(codes.CIRCULAR, param.span, name=param.name)
        return None
    return number(value, env.within(param.name, Defined(value, param.source)))


# -------------------------------------------------------------------------------------------------------- functions


def _call(node: ast.Call, env: Env) -> Numbers | None:
    function = function_of(node, env)
    if function is None:
        return None
    func = FUNCTION_WORDS[node.name.text]
    if function.gives is Gives.CONDITION or function.build is None:
        env.say(codes.NOT_A_NUMBER, node.span, found=env.text(node))
        return None
    special = _special(func, node, env)
    if special is not None:
        return special[0]
    args = _arguments(function, node, env)
    if args is None:
        return None
    if not args:
        env.say(codes.EMPTY_GROUP, node.span, name=env.text(node), form=env.form.form.code)
        return None
    if function.one_unit:
        nodes = node.args if len(args) == len(node.args) else [node.args[0]] * len(args)
        args = same_unit(nodes, args, env)
    return None if args is None else function.build(args)


def function_of(node: ast.Call, env: Env) -> Function | None:
    """The function that is called, with the right number of arguments."""
    text = node.name.text
    if text not in FUNCTION_WORDS:
        if text in LATER_FUNCTIONS:
            env.say(codes.NOT_AVAILABLE, node.name.span, name=text)
        else:
            env.say(codes.UNKNOWN_FUNCTION, node.name.span, meant(text, FUNCTION_WORDS), name=text)
        return None
    function = FUNCTIONS[FUNCTION_WORDS[text]]
    if not function.least <= len(node.args) <= function.most:
        least, most = function.least, function.most
        expected = str(least) if least == most else f"{least}–{most}" if most < _MAX_ITEMS else f"≥ {least}"
        env.say(codes.ARITY, node.span, function=text, expected=expected, found=str(len(node.args)))
        return None
    return function


def _special(func: Func, node: ast.Call, env: Env) -> tuple[Numbers | None] | None:
    """Functions that read their arguments for themselves; None where this one does not."""
    match func:
        case Func.SUM | Func.MAX | Func.COUNT if (field := enumeration_aggregate(func, node, env)) is not None:
            return ((field,),)
        case Func.COUNT:
            return (_count(node, env),)
        case Func.DATE:
            return (_single_of(_year_date(node, env)),)
        case Func.MENTIONED:
            return (_single_of(mention_count(node, env)),)
        case Func.PREV | Func.LAG:
            return (_earlier(func, node, env),)
        case _:
            return None


def _count(node: ast.Call, env: Env) -> Numbers | None:
    """个数 counts columns and indicators alike, whatever their units."""
    found = _all(node.args, env)
    return None if found is None else (typed.Constant(Fraction(len(found)), PLAIN, str(len(found))),)


def _arguments(function: Function, node: ast.Call, env: Env) -> Numbers | None:
    kinds = [*function.args, *[function.args[-1]] * (len(node.args) - len(function.args))]
    found = [_argument(kind, arg, env) for kind, arg in zip(kinds, node.args, strict=False)]
    known = [each for each in found if each is not None]
    return tuple(each for group in known for each in group) if len(known) == len(found) else None


def _argument(kind: Arg, node: ast.Expr, env: Env) -> Numbers | None:
    match kind:
        case Arg.NUMBER:
            return _single_of(number(node, env))
        case Arg.CELLS:
            return cells(node, env)
        case Arg.WHOLE:
            return _parts(node, env)
        case _:
            return numbers(node, env)


def cells(node: ast.Expr, env: Env) -> tuple[typed.Figure, ...] | None:
    """The table cells that an expression names; an indicator with columns stands for its whole row."""
    indicators = indicators_of(node, env)
    if indicators is not None:
        return tuple(plain_figure(each) for each in indicators)
    found = numbers(node, env)
    if found is None:
        return None
    figures = tuple(each for each in found if isinstance(each, typed.Figure) and each.years_back == 0)
    if len(figures) != len(found):
        env.say(codes.WRONG_ARGUMENT, node.span, function="", expected_zh="指标", expected_en="an indicator")
        return None
    return figures


def _parts(node: ast.Expr, env: Env) -> Numbers | None:
    """The parts of an indicator, in the same column and year."""
    wholes = numbers(node, env)
    if wholes is None:
        return None
    whole = wholes[0]
    if len(wholes) != 1 or not isinstance(whole, typed.Figure):
        env.say(codes.WRONG_ARGUMENT, node.span, function="分项", expected_zh="一个指标", expected_en="one indicator")
        return None
    parts = env.form.form.parts(whole.indicator)
    if not parts:
        env.say(codes.NO_PARTS, node.span, name=whole.name)
        return None
    return tuple(
        shifted(plain_figure(part, whole.member if part.members else None), whole.years_back) for part in parts
    )


def _earlier(func: Func, node: ast.Call, env: Env) -> Numbers | None:
    back = 1
    if func is Func.LAG:
        count = number(node.args[1], env)
        if not isinstance(count, typed.Constant) or count.value.denominator != 1 or count.value < 1:
            env.say(
                codes.WRONG_ARGUMENT,
                node.args[1].span,
                function=node.name.text,
                expected_zh="正整数",
                expected_en="a positive whole number",
            )
            return None
        back = int(count.value)
    elif len(node.args) > 1:
        env.say(codes.NOT_AVAILABLE, node.args[1].span, name=env.text(node.args[1]))
        return None
    found = numbers(node.args[0], env)
    if found is None:
        return None
    here = [atom for each in found for atom in atoms(each)]
    if any(isinstance(atom, (typed.AttributeFigure, typed.CellAspect, typed.ItemField)) for atom in here):
        env.say(
            codes.WRONG_ARGUMENT,
            node.args[0].span,
            function=node.name.text,
            expected_zh="表中的数",
            expected_en="figures of the table",
        )
        return None
    return tuple(shifted(each, back) for each in found)


def _year_date(node: ast.Call, env: Env) -> Number | None:
    year = number(node.args[0], env)
    day = month_day(node.args[1], env)
    if year is None or day is None:
        return None
    year = fit(year, YEAR)
    if year.measure.base != YEAR.base:
        env.say(
            codes.WRONG_ARGUMENT, node.args[0].span, function=node.name.text, expected_zh="年度", expected_en="a year"
        )
        return None
    return typed.YearDate(year, day.month, day.day, DATE)
