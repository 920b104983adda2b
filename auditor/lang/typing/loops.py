"""What 对每个 goes through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.known import joined
from auditor.lang.typing.numbers import numbers
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.environment import Item
from auditor.lang.world.groups import indicators_of
from auditor.lang.world.names import find_indicator
from auditor.lang.world.names import is_narrative
from auditor.lang.world.names import say_unknown

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.lang.world.environment import Env
    from auditor.schema import Indicator


def items_of(node: ast.Expr, env: Env) -> tuple[Item, ...] | None:
    """The things that a loop over an expression takes one by one; None, with a diagnostic, where there are none."""
    sentence = _sentences(node)
    if sentence is not None:
        return (sentence,)
    indicators = indicators_of(node, env)
    if indicators is not None:
        return _found(_of_indicators(indicators), node, env)
    members = _members(node, env)
    if members is not None:
        return _found(members, node, env)
    if isinstance(node, ast.Call):
        return _called(node, env)
    before = len(env.report.diagnostics)
    _say_strangers(node, env)
    if len(env.report.diagnostics) == before:
        env.say(codes.NO_LOOP_ITEM, node.span, name=env.text(node))
    return None


def _found(items: tuple[Item, ...], node: ast.Expr, env: Env) -> tuple[Item, ...] | None:
    if not items:
        env.say(codes.EMPTY_GROUP, node.span, name=env.text(node), form=env.form.form.code)
        return None
    return tuple({item.code: item for item in items}.values())


def _of_indicators(indicators: Iterable[Indicator]) -> tuple[Item, ...]:
    return tuple(Item("indicator", each.code, each.name) for each in indicators)


def _sentences(node: ast.Expr) -> Item | None:
    if not isinstance(node, ast.Ref) or len(node.parts) != 2 or not is_narrative(node.parts[0]):  # noqa: PLR2004 - 正文.列举句
        return None
    for kind, word in (("enumeration", Word.ENUMERATIONS), ("rate", Word.RATES)):
        if node.parts[1].text in WORDS[word]:
            return Item(kind, kind, node.parts[1].text)
    return None


def _members(node: ast.Expr, env: Env) -> tuple[Item, ...] | None:
    """The columns that an expression names, None where any of its names is no column."""
    if isinstance(node, ast.SetOf):
        return joined([_members(item, env) for item in node.items])
    if not isinstance(node, ast.Ref) or len(node.parts) != 1 or node.index:
        return None
    name = node.parts[0].text
    if name in env.macros:
        expr, outer = env.macros[name]
        return _members(expr, outer)
    member = env.form.find_member(name)
    if member is not None:
        return (Item("member", member.code, member.name),)
    if name in env.form.groups and name not in env.expanding:
        group = env.form.groups[name]
        return _members(group.expr, env.within(name, group))
    return None


def _called(node: ast.Call, env: Env) -> tuple[Item, ...] | None:
    """分项(x): the parts, each by itself."""
    found = numbers(node, env)
    if found is None:
        return None
    figures = [each for each in found if isinstance(each, typed.Figure) and each.years_back == 0]
    if len(figures) != len(found):
        env.say(codes.NO_LOOP_ITEM, node.span, name=env.text(node))
        return None
    env.report.columns = ()
    return _found(tuple(Item("indicator", each.indicator, each.name) for each in figures), node, env)


def _say_strangers(node: ast.Expr, env: Env) -> None:
    """Notes the names that are neither indicators nor columns."""
    if isinstance(node, ast.SetOf):
        for item in node.items:
            _say_strangers(item, env)
    elif isinstance(node, ast.Ref) and len(node.parts) == 1:
        name = node.parts[0]
        if name.text in env.form.groups and name.text not in env.expanding:
            group = env.form.groups[name.text]
            _say_strangers(group.expr, env.within(name.text, group))
        elif (
            name.text not in env.loops
            and find_indicator(name, env) is None
            and env.form.find_member(name.text) is None
            and name.text not in env.form.indicators
        ):
            columns = [member.name for table in env.form.form.tables for member in table.members]
            say_unknown(name, env, columns)
