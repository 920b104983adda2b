"""Functions called: their arguments read by kind, the few that read theirs for themselves.

What reads an expression is handed in (`Read`): functions are made of numbers, and numbers of functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.known import joined
from auditor.lang.typed.shift import atoms
from auditor.lang.typed.shift import shifted
from auditor.lang.typing import arithmetic
from auditor.lang.typing.fitting import same_unit
from auditor.lang.typing.functions import FUNCTIONS
from auditor.lang.typing.functions import Arg
from auditor.lang.typing.functions import Function
from auditor.lang.typing.functions import Gives
from auditor.lang.typing.items import enumeration_aggregate
from auditor.lang.typing.items import mention_count
from auditor.lang.typing.items import stated_figures
from auditor.lang.typing.literals import month_day
from auditor.lang.typing.plugged import applied
from auditor.lang.typing.relations import RELATIONS
from auditor.lang.typing.relations import relation
from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.function_words import Func
from auditor.lang.vocabulary.synonyms import FUNCTION_SPOKEN
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.figures import plain_figure
from auditor.lang.world.groups import indicators_of
from auditor.lang.world.measures import DATE
from auditor.lang.world.measures import YEAR
from auditor.lang.world.measures import fit
from auditor.lang.world.names import meant
from auditor.lang.world.names import say_argument
from auditor.plugins import function_plugin

if TYPE_CHECKING:
    from auditor.lang.typed import Number
    from auditor.lang.typed import Numbers
    from auditor.lang.typing.reading import Read
    from auditor.lang.world.environment import Env


_MAX_ITEMS = 10_000
# What 上年 cannot be said of.
_OF_THIS_YEAR = (
    typed.AttributeFigure,
    typed.CellAspect,
    typed.ItemField,
    typed.ChildrenCount,
    typed.Stated,
    typed.Tally,
    typed.Similarity,
    typed.Resemblance,
)


# What has a first published value.
_OF_TABLE = (typed.Figure, typed.Constant)


def single(found: Number | None) -> Numbers | None:
    """One number as numbers."""
    return None if found is None else (found,)


def call(node: ast.Call, env: Env, read: Read) -> Numbers | None:
    """The numbers that a function gives."""
    plugin = None if node.name.text in FUNCTION_WORDS else function_plugin(node.name.text)
    return _own_call(node, env, read) if plugin is None else single(applied(plugin, node, env, read))


def _own_call(node: ast.Call, env: Env, read: Read) -> Numbers | None:
    function = function_of(node, env)
    if function is None:
        return None
    func = FUNCTION_WORDS[node.name.text]
    if function.gives is Gives.CONDITION or function.build is None:
        env.say(codes.NOT_A_NUMBER, node.span, found=env.text(node))
        return None
    special = _special(func, node, env, read)
    if special is not None:
        return special[0]
    args = _arguments(function, node, env, read)
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
        if function_plugin(text) is not None:
            env.say(codes.NOT_A_CONDITION, node.span, found=env.text(node))
        else:
            near = meant(FUNCTION_SPOKEN.get(text.lower(), text), FUNCTION_WORDS)
            env.say(codes.UNKNOWN_FUNCTION, node.name.span, near, name=text)
        return None
    function = FUNCTIONS[FUNCTION_WORDS[text]]
    if not function.least <= len(node.args) <= function.most:
        least, most = function.least, function.most
        expected = str(least) if least == most else f"{least}–{most}" if most < _MAX_ITEMS else f"≥ {least}"
        env.say(codes.ARITY, node.span, function=text, expected=expected, found=str(len(node.args)))
        return None
    return function


def _special(  # noqa: PLR0911 - one case a function
    func: Func, node: ast.Call, env: Env, read: Read
) -> tuple[Numbers | None] | None:
    """Functions that read their arguments for themselves; None where this one does not."""
    match func:
        case Func.SUM | Func.MAX | Func.COUNT if (field := enumeration_aggregate(func, node, env)) is not None:
            return ((field,),)
        case Func.COUNT:
            return (_count(node, env, read),)
        case Func.DATE:
            return (single(_year_date(node, env, read)),)
        case Func.MENTIONED:
            return (single(mention_count(node, env)),)
        case Func.PREV | Func.LAG:
            return (_earlier(func, node, env, read),)
        case _ if func in RELATIONS:
            return (single(relation(func, node, env, read)),)
        case _:
            return None


def _count(node: ast.Call, env: Env, read: Read) -> Numbers | None:
    """个数 counts columns and indicators alike, whatever their units."""
    found = read.all(node.args, env)
    return None if found is None else (arithmetic.bare(len(found)),)


def _arguments(function: Function, node: ast.Call, env: Env, read: Read) -> Numbers | None:
    kinds = [*function.args, *[function.args[-1]] * (len(node.args) - len(function.args))]
    calling = replace(env, calling=node.name.text)
    return joined([_argument(kind, arg, calling, read) for kind, arg in zip(kinds, node.args, strict=False)])


def _argument(kind: Arg, node: ast.Expr, env: Env, read: Read) -> Numbers | None:
    match kind:
        case Arg.NUMBER:
            return single(read.number(node, env))
        case Arg.CELLS:
            return _cells(node, env, read)
        case Arg.WHOLE:
            return _parts(node, env, read)
        case _:
            return stated_figures(node, env) or read.numbers(node, env)


def _cells(node: ast.Expr, env: Env, read: Read) -> tuple[typed.Figure, ...] | None:
    """The table cells that an expression names; an indicator with columns stands for its whole row."""
    indicators = indicators_of(node, env)
    if indicators is not None:
        return tuple(plain_figure(each) for each in indicators)
    found = read.numbers(node, env)
    if found is None:
        return None
    figures = tuple(each for each in found if isinstance(each, typed.Figure) and each.years_back == 0)
    if len(figures) != len(found):
        say_argument(node, env.calling, ("指标", "an indicator"), env)
        return None
    return figures


def _parts(node: ast.Expr, env: Env, read: Read) -> Numbers | None:
    """The parts of an indicator, in the same column and year."""
    wholes = read.numbers(node, env)
    if wholes is None:
        return None
    whole = wholes[0]
    if len(wholes) != 1 or not isinstance(whole, typed.Figure):
        say_argument(node, env.calling, ("一个指标", "one indicator"), env)
        return None
    parts = env.form.form.parts(whole.indicator)
    if not parts:
        env.say(codes.NO_PARTS, node.span, name=whole.name)
        return None
    return tuple(
        shifted(plain_figure(part, whole.member if part.members else None), whole.years_back) for part in parts
    )


def _earlier(func: Func, node: ast.Call, env: Env, read: Read) -> Numbers | None:
    back = 1
    if func is Func.LAG:
        count = read.number(node.args[1], env)
        if not isinstance(count, typed.Constant) or count.value.denominator != 1 or count.value < 1:
            say_argument(node.args[1], node.name.text, ("正整数", "a positive whole number"), env)
            return None
        back = int(count.value)
    first = func is Func.PREV and len(node.args) > 1
    if first and env.text(node.args[1]) not in WORDS[Word.FIRST]:
        say_argument(node.args[1], node.name.text, ("首次公布", "first_published"), env)
        return None
    found = read.numbers(node.args[0], env)
    if found is None:
        return None
    here = [atom for each in found for atom in atoms(each)]
    if any(isinstance(atom, _OF_THIS_YEAR) or (first and not isinstance(atom, _OF_TABLE)) for atom in here):
        say_argument(node.args[0], node.name.text, ("表中的数", "figures of the table"), env)
        return None
    return tuple(shifted(each, back, first=first) for each in found)


def _year_date(node: ast.Call, env: Env, read: Read) -> Number | None:
    year = read.number(node.args[0], env)
    day = month_day(node.args[1], env)
    if year is None or day is None:
        return None
    year = fit(year, YEAR)
    if year.measure.base != YEAR.base:
        say_argument(node.args[0], node.name.text, ("年度", "a year"), env)
        return None
    return typed.YearDate(year, day.month, day.day, DATE)
