"""The columns of a test table: what each header names."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.grammar.parts import Fault
from auditor.lang.grammar.parts import Part
from auditor.lang.grammar.parts import parse_part
from auditor.lang.parsing.faults import describe
from auditor.lang.typing.items import FIELDS
from auditor.lang.typing.items import MENTION_FLAGS
from auditor.lang.typing.items import mention_flag
from auditor.lang.typing.numbers import number
from auditor.lang.typing.texts import is_passage
from auditor.lang.typing.texts import text_of
from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.function_words import ItemWord
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.figures import attribute_measure
from auditor.lang.world.names import Attribute
from auditor.lang.world.names import attribute_name
from auditor.lang.world.names import find_indicator
from auditor.lang.world.names import lookup
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.source import fold

if TYPE_CHECKING:
    from auditor.lang.world.environment import Env
    from auditor.lang.world.environment import Mentioned


class ResultColumn(Struct, frozen=True):
    """结果."""


class LoopColumn(Struct, frozen=True):
    """Which binding of a loop the row is about."""

    variable: str


class FigureColumn(Struct, frozen=True):
    """A table figure; without a column where the indicator has several, it is that of the row's binding."""

    indicator: Indicator
    member: str | None
    years_back: int = 0
    first: bool = False


class AspectColumn(Struct, frozen=True):
    """An aspect of a cell."""

    indicator: str
    member: str | None
    aspect: typed.Aspect


class AttributeColumn(Struct, frozen=True):
    """An attribute of the submission."""

    name: str
    kind: Kind
    measure: Measure


class FieldColumn(Struct, frozen=True):
    """A figure of a mention or a sentence."""

    field: typed.Field
    measure: Measure
    mentioned: Mentioned | None = None


class PartsColumn(Struct, frozen=True):
    """句.分项, written `120+81+3`."""


class PercentColumn(Struct, frozen=True):
    """句.百分比 or 正文.办结率, written as printed."""

    mentioned: Mentioned | None = None


Column: TypeAlias = (
    ResultColumn
    | LoopColumn
    | FigureColumn
    | AspectColumn
    | AttributeColumn
    | FieldColumn
    | PartsColumn
    | PercentColumn
)


def read_column(cell: ast.Text, env: Env) -> Column | None:
    """What a header cell names; None, with a diagnostic, where it names nothing that a test can give."""
    words = fold(cell.value)
    if words in WORDS[Word.RESULT]:
        return ResultColumn()
    if words in WORDS[Word.CHILDREN]:
        return AttributeColumn(WORDS[Word.CHILDREN][0], Kind.TEXT, Measure(Kind.TEXT))
    item = env.loops.get(words)
    if item is not None and item.kind in ("indicator", "member"):
        return LoopColumn(words)
    made = parse_part(Part.EXPR, words, cell.value, cell.span.start)
    if isinstance(made, Fault):
        env.report.diagnostics.append(describe(made, env.source, _folded_source(env), cell.span))
        return None
    # NOTE: a column of an applied template may use the template's own names; loops are bound by their columns.
    found = _column(made, env)
    if found is None and not env.report.diagnostics:
        env.say(codes.UNKNOWN_NAME, cell.span, name=cell.value)
    return found


def is_flag(column: Column) -> bool:
    """Whether a column asks if the narrative says something: 否定(正文.项)."""
    return isinstance(column, FieldColumn) and column.field in MENTION_FLAGS.values()


def _folded_source(env: Env) -> str:
    return fold(env.source.text)


def _column(node: ast.Expr, env: Env) -> Column | None:
    if isinstance(node, ast.Ref):
        special = _ref_column(node, env)
        if special is not None:
            return special
    if is_passage(node) and (text := text_of(node, env)) is not None:
        return AttributeColumn(text.name, Kind.TEXT, Measure(Kind.TEXT))
    if isinstance(node, ast.Call) and FUNCTION_WORDS.get(node.name.text) in MENTION_FLAGS:
        flag = mention_flag(MENTION_FLAGS[FUNCTION_WORDS[node.name.text]], node, env)
        return _typed_column(flag, env) if flag is not None else None
    found = number(node, env)
    return _typed_column(found, env) if found is not None else None


def _ref_column(node: ast.Ref, env: Env) -> Column | None:
    head = node.parts[0]
    item = env.loops.get(head.text)
    if item is not None and item.kind in FIELDS and len(node.parts) == 2:  # noqa: PLR2004 - 句.分项
        field = FIELDS[item.kind].get(node.parts[1].text)
        if field is ItemWord.PARTS:
            return PartsColumn()
        return PercentColumn() if field is ItemWord.PERCENT else None
    if len(node.parts) > 1 or node.index:
        return None
    if item is None and head.text in env.form.indicators:
        indicator = find_indicator(head, env)
        return None if indicator is None or indicator.is_heading else FigureColumn(indicator, None)
    if attribute_name(head.text) and head.text not in env.form.groups and head.text not in env.form.params:
        meaning = lookup(head, env)
        if isinstance(meaning, Attribute):
            return AttributeColumn(meaning.name, meaning.kind, attribute_measure(meaning))
    return None


def _typed_column(found: typed.Number, env: Env) -> Column | None:
    match found:
        case typed.Product(left=typed.Figure() as figure) | (typed.Figure() as figure):
            indicator = env.form.form.by_code[figure.indicator]
            return FigureColumn(indicator, figure.member, figure.years_back, figure.first)
        case typed.CellAspect(figure=figure, aspect=aspect):
            return AspectColumn(figure.indicator, figure.member, aspect)
        case typed.AttributeFigure(name=name, measure=measure):
            return AttributeColumn(name, KNOWN_ATTRIBUTES[name][1] if name in KNOWN_ATTRIBUTES else Kind.COUNT, measure)
        case typed.Quotient(left=typed.ItemField(field=typed.Field.STATED)):
            return PercentColumn(next(reversed(env.report.mentions), None))
        case typed.ItemField(field=field, measure=measure):
            return FieldColumn(field, measure, next(reversed(env.report.mentions), None))
        case _:
            return None
