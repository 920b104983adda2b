"""What can be asked of the narrative: the mentions of an indicator, and the fields of its sentences."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.attributes import MENTIONED
from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.typed import Field
from auditor.lang.vocabulary.function_words import ENUMERATION_FIELDS
from auditor.lang.vocabulary.function_words import RATE_FIELDS
from auditor.lang.vocabulary.function_words import Func
from auditor.lang.vocabulary.function_words import ItemWord
from auditor.lang.vocabulary.spellings import by_word
from auditor.lang.world.environment import Item
from auditor.lang.world.environment import Mentioned
from auditor.lang.world.figures import column_said
from auditor.lang.world.figures import columns_of
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.measures import RATIO
from auditor.lang.world.measures import as_number
from auditor.lang.world.names import find_indicator
from auditor.lang.world.names import is_narrative
from auditor.lang.world.names import meant
from auditor.lang.world.names import say_argument
from auditor.lang.world.names import say_unknown
from auditor.schema import Indicator
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.typed import Number
    from auditor.lang.world.environment import Env

FIELDS = MappingProxyType({"enumeration": by_word(ENUMERATION_FIELDS), "rate": by_word(RATE_FIELDS)})
# What can be asked of the sentence that mentions an indicator.
MENTION_FLAGS: Mapping[Func, Field] = MappingProxyType(
    {
        Func.DENIED: Field.DENIED,
        Func.UNIVERSAL: Field.UNIVERSAL,
        Func.SCOPED: Field.SCOPED,
        Func.AGREES_ELSEWHERE: Field.AGREES_ELSEWHERE,
    }
)
_AGGREGATES: Mapping[Func, Field] = MappingProxyType(
    {Func.SUM: Field.SUM, Func.MAX: Field.LARGEST, Func.COUNT: Field.COUNT}
)


def _mentioned_indicator(node: ast.Expr, env: Env) -> Indicator | None:
    """The indicator whose mentions an expression `正文.x` (or a bare `x`, or one of a column, `x[列]`) speaks of."""
    if not isinstance(node, ast.Ref):
        return None
    name = node.parts[-1]
    if len(node.parts) > 2 or (len(node.parts) == 2 and not is_narrative(node.parts[0])):  # noqa: PLR2004 - 正文.x
        return None
    item = env.loops.get(name.text)
    if item is not None:
        return env.form.form.by_code.get(item.code) if item.kind == "indicator" else None
    if name.text in env.macros:
        expr, outer = env.macros[name.text]
        return _mentioned_indicator(expr, outer)
    if name.text in env.form.narrated:
        return env.form.narrated[name.text].indicator
    indicator = find_indicator(name, env)
    if indicator is None and name.text not in env.form.indicators:
        say_unknown(name, env, env.form.narrated)
    return indicator


def mention_field(node: ast.Ref, env: Env) -> Number | None:
    """正文.x as a number: the figure of the mention that the rule is judged on."""
    before = len(env.report.diagnostics)
    indicator = _mentioned_indicator(node, env)
    if indicator is None:
        if len(env.report.diagnostics) == before:
            env.say(codes.NOT_A_NUMBER, node.span, found=env.text(node))
        return None
    spoken = env.form.form.spoken(indicator)
    if spoken.is_heading:
        env.say(codes.NOT_AVAILABLE, node.span, name=env.text(node))
        return None
    shown = f"正文.{indicator.name}{_mention(indicator, node, env)}"
    if spoken.measure.kind is Kind.RATIO:
        return printed_ratio(shown)
    return typed.ItemField(Field.MENTION, spoken.measure, shown)


def stated_figures(node: ast.Expr, env: Env) -> tuple[Number, ...] | None:
    """正文.x[组] among the numbers of a function: what the narrative states for each column; None for anything else."""
    if not isinstance(node, ast.Ref) or not node.index or len(node.parts) != 2 or not is_narrative(node.parts[0]):  # noqa: PLR2004 - 正文.x
        return None
    indicator = _mentioned_indicator(node, env)
    columns = columns_of(indicator, node, env) if indicator is not None and indicator.members else None
    if indicator is None or columns is None or len(columns) == 1:
        return None
    spoken = env.form.form.spoken(indicator)
    names = {member.code: member.name for member in env.form.members(indicator)}
    return tuple(
        as_number(typed.Stated(indicator.code, each, spoken.measure, f"正文.{indicator.name}[{names.get(each, each)}]"))
        for each in columns
    )


def printed_ratio(shown: str) -> Number:
    """A printed percentage: its digits over what they stand over."""
    return typed.Quotient(
        typed.ItemField(Field.STATED, PLAIN, shown), typed.ItemField(Field.SCALE, PLAIN, shown), RATIO
    )


def _mention(indicator: Indicator, node: ast.Expr, env: Env) -> str:
    """Notes that the rule is judged on such mentions; gives their column as people write it."""
    if isinstance(node, ast.Ref) and not node.index and node.parts[-1].text in env.macros:
        node = env.macros[node.parts[-1].text][0]
    column = column_said(indicator, node, env) if isinstance(node, ast.Ref) else None
    env.report.mentions[Mentioned(indicator.code, column)] = None
    return "" if column is None or not isinstance(node, ast.Ref) else f"[{_column_name(column, node, env)}]"


def _column_name(column: str, node: ast.Ref, env: Env) -> str:
    """A column by its name, several by that of the group that the rule writes."""
    member = env.form.find_member(column)
    return member.name if member is not None else "、".join(env.text(index) for index in node.index)


def mention_flag(field: Field, node: ast.Call, env: Env) -> Number | None:
    """否定(正文.x) and its like: 1 where the mention is so. 否定(正文, x) is another way to write it."""
    arg = node.args[-1]
    if len(node.args) == 2 and not _is_the_narrative(node.args[0]):  # noqa: PLR2004 - 否定(正文, x)
        say_argument(node.args[0], node.name.text, ("正文", "narrative"), env)
        return None
    before = len(env.report.diagnostics)
    indicator = _mentioned_indicator(arg, env)
    if indicator is None:
        if len(env.report.diagnostics) == before:
            say_argument(arg, node.name.text, ("正文.指标", "narrative.indicator"), env)
        return None
    _mention(indicator, arg, env)
    return typed.ItemField(field, PLAIN, field.value)


def _is_the_narrative(node: ast.Expr) -> bool:
    return isinstance(node, ast.Ref) and len(node.parts) == 1 and is_narrative(node.parts[0])


def item_field(item: Item, node: ast.Ref, env: Env) -> Number | None:
    """句.总数 and its like."""
    name = node.parts[1]
    field = FIELDS[item.kind].get(name.text)
    if field is None or len(node.parts) > 2 or node.index:  # noqa: PLR2004 - 句.总数
        hint = meant(name.text, FIELDS[item.kind])
        env.say(codes.UNKNOWN_FIELD, name.span, hint, name=node.parts[0].text, field=name.text)
        return None
    if field is ItemWord.PARTS:
        env.say(codes.NOT_A_NUMBER, node.span, found=env.text(node))
        return None
    shown = f"句.{ENUMERATION_FIELDS.get(field, RATE_FIELDS.get(field, ('',)))[0]}"
    if field is ItemWord.PERCENT:
        return printed_ratio(shown)
    return typed.ItemField(Field(field.value), PLAIN, shown)


def enumeration_aggregate(func: Func, node: ast.Call, env: Env) -> Number | None:
    """合计(句.分项) and its like, None where the argument is something else."""
    if len(node.args) != 1 or not isinstance(node.args[0], ast.Ref):
        return None
    parts = node.args[0].parts
    item = env.loops.get(parts[0].text)
    if item is None or item.kind != "enumeration" or len(parts) != 2:  # noqa: PLR2004 - 句.分项
        return None
    if FIELDS["enumeration"].get(parts[1].text) is not ItemWord.PARTS:
        return None
    return typed.ItemField(_AGGREGATES[func], PLAIN, f"{func.value}(句.分项)")


def mention_count(node: ast.Call, env: Env) -> Number | None:
    """提到: how often the narrative mentions what a claim says."""
    arg = node.args[0]
    if isinstance(arg, ast.Ref) and len(arg.parts) <= 2 and not arg.index:  # noqa: PLR2004 - 正文.x
        name = arg.parts[-1]
        item = env.loops.get(name.text)
        key = item.code if item is not None else env.form.claims.get(name.text)
        if key is None and name.text in env.form.indicators:
            indicator = find_indicator(name, env)
            key = indicator.code if indicator is not None else None
        if key is not None and key in env.form.claims.values():
            return typed.AttributeFigure(f"{MENTIONED}{key}", PLAIN)
        env.say(codes.UNKNOWN_NAME, arg.span, _claim_hint(name.text, env), name=name.text)
        return None
    say_argument(arg, node.name.text, ("一条陈述", "a claim"), env)
    return None


def _claim_hint(text: str, env: Env) -> Words:
    near = meant(text, env.form.claims)
    return near or Words("先用 陈述 写明什么话算提到", "say with a claim statement what counts as a mention")
