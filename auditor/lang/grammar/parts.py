"""The parts that statements are made of: their heads, and the clauses that are more than a text or a list."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import cast

import pyparsing as pp
from msgspec import Struct

from auditor.lang import ast
from auditor.lang.grammar.elements import NAME_CHARS
from auditor.lang.grammar.elements import Placed
from auditor.lang.grammar.elements import alternatives
from auditor.lang.grammar.elements import closing
from auditor.lang.grammar.elements import first_step
from auditor.lang.grammar.elements import keyword
from auditor.lang.grammar.elements import leaf
from auditor.lang.grammar.elements import list_of
from auditor.lang.grammar.elements import node
from auditor.lang.grammar.elements import opening
from auditor.lang.grammar.elements import place
from auditor.lang.grammar.elements import with_action
from auditor.lang.grammar.expressions import DATE
from auditor.lang.grammar.expressions import EXPR
from auditor.lang.grammar.expressions import ID
from auditor.lang.grammar.expressions import LONE_NAME
from auditor.lang.grammar.expressions import NAME
from auditor.lang.grammar.expressions import NUMBER
from auditor.lang.grammar.expressions import STRING_NODE
from auditor.lang.grammar.expressions import SUM
from auditor.lang.grammar.expressions import TITLE
from auditor.lang.grammar.expressions import build_name
from auditor.lang.keywords import SEVERITY_WORDS
from auditor.lang.keywords import SPLIT_WORDS
from auditor.lang.keywords import TYPE_WORDS
from auditor.lang.words import WORDS
from auditor.lang.words import Word
from auditor.schema import Years
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable


class Fault(Struct, frozen=True):
    """Where a text stops making sense, and what the grammar looked for: a name of `Expected` or a literal."""

    at: int
    expected: str


# ---------------------------------------------------------------------------------------------------------- clauses


def _whole(text: Placed, loc: int, tokens: list[Any]) -> Span:
    ends = [token.span.end for token in tokens if isinstance(token, ast.Node)]
    return Span(text.base + loc, max(ends, default=text.base + loc))


def _build_tolerance(text: Placed, loc: int, tokens: list[Any]) -> ast.Tolerance:
    return ast.Tolerance(tokens[-1], len(tokens) > 1, span=_whole(text, loc, tokens))


_SEVERITY = pp.Regex(alternatives(SEVERITY_WORDS)).set_name("severity")
_SEVERITY_NODE = leaf(
    alternatives(SEVERITY_WORDS),
    "severity",
    lambda text, start, end: ast.Name(text[start:end], span=place(text, start, end)),
)
_ARROW = pp.Suppress(pp.Regex("→|->|=>").set_name("→"))
_OTHERWISE = pp.Regex(rf"(?:{alternatives(WORDS[Word.OTHERWISE])})(?=\s*(?:→|->|=>))").set_parse_action(lambda: [None])
_TOLERANCE = node(pp.Optional(keyword(Word.RELATIVE)) + NUMBER, _build_tolerance).set_name("tolerance")


def _build_step(text: Placed, loc: int, tokens: list[Any]) -> ast.GradeStep:
    return ast.GradeStep(tokens[0], SEVERITY_WORDS[tokens[1].text], span=_whole(text, loc, tokens))


_STEP = node((_OTHERWISE | EXPR) - _ARROW - _SEVERITY_NODE, _build_step)
_SENTENCE = node(
    STRING_NODE + pp.Optional(pp.Suppress(pp.Literal("=")) - NUMBER),
    lambda text, loc, tokens: ast.Sentence(*tokens, span=_whole(text, loc, tokens)),
)
_CODE = opening("(") - NAME - pp.Suppress(closing(")"))
_COLUMN = node(
    NAME + pp.Optional(_CODE),
    lambda text, loc, tokens: ast.Column(*tokens, span=_whole(text, loc, tokens)),
)


def _several(kind: Callable[..., ast.Node], element: pp.ParserElement) -> pp.ParserElement:
    return node(element, lambda text, loc, tokens: kind(tuple(tokens), span=_whole(text, loc, tokens)))


_FOREACH = node(
    NAME - pp.Suppress(keyword(Word.AT)) - SUM - pp.Suppress(pp.Optional(pp.Literal(":"))),
    lambda text, loc, tokens: ast.Foreach(*tokens, span=_whole(text, loc, tokens)),
)
_YEAR_RANGE = r"\d{4}[ \t]*(?:\.\.|至|—|–|~|-)[ \t]*\d{4}|\d{4}[ \t]*(?:\.\.|起)|\.\.[ \t]*\d{4}|\d{4}"


def read_years(text: str) -> Years:
    """The years of a text that matches `YEARS_PATTERN`."""
    found = [int(year) for year in re.findall(r"\d{4}", text)]
    if len(found) > 1:
        return Years(found[0], found[1])
    if text.lstrip().startswith(".."):
        return Years(None, found[0])
    return Years(found[0], None if re.search(r"\.\.|起", text) else found[0])


YEARS_PATTERN: Final = re.compile(_YEAR_RANGE)
_YEARS = pp.Regex(_YEAR_RANGE).set_name("years").add_parse_action(lambda tokens: read_years(tokens[0]))

# ------------------------------------------------------------------------------------------------------------ heads


class Head(Struct, frozen=True):
    """The parts of a head, by name."""

    parts: dict[str, Any]


_LISTS = frozenset({"names", "args", "dated"})


def _head(element: pp.ParserElement) -> pp.ParserElement:
    def action(tokens: pp.ParseResults) -> Head:
        return Head({key: _named_part(key, value) for key, value in tokens.items()})  # type: ignore[no-untyped-call] # untyped in pyparsing

    return with_action(element, action)


def _named_part(key: str, value: Any) -> Any:  # noqa: ANN401 - pyparsing's door
    """The value of a named part: pyparsing makes a list of what one action gave."""
    if not isinstance(value, pp.ParseResults):
        return value
    return value.as_list() if key in _LISTS else value[0]


_VALUE = DATE | STRING_NODE | SUM
_DATED = node(
    _YEARS - pp.Suppress(pp.Literal(":")) - _VALUE,
    lambda text, loc, tokens: ast.Dated(*tokens, span=_whole(text, loc, tokens)),
)
_NAMES = opening("(") - pp.Group(list_of(NAME))("names") - pp.Suppress(closing(")"))
_TYPE = pp.Regex(alternatives(TYPE_WORDS)).set_name("type")
_TREE = cast("pp.Forward", pp.Forward().set_name("{"))


def _build_branch(text: Placed, loc: int, tokens: list[Any]) -> ast.Branch:
    names = [token for token in tokens if isinstance(token, ast.Name)]
    tree = tokens[-1] if isinstance(tokens[-1], ast.Tree) else None
    code = names[1] if len(names) > 1 else None
    return ast.Branch(names[0], code, tree, span=_whole(text, loc, tokens))


def _build_tree(text: Placed, loc: int, tokens: list[Any]) -> ast.Tree:
    split, *branches, stop = tokens
    return ast.Tree(SPLIT_WORDS[split], tuple(branches), span=Span(text.base + loc, stop.end))


_BRANCH = node(NAME + pp.Optional(_CODE) + pp.Optional(_TREE), _build_branch).set_name("name")
_SPLIT = pp.Regex(alternatives(SPLIT_WORDS)).set_name("split")
_TREE <<= node(_SPLIT - opening("{") - list_of(_BRANCH) - closing("}"), _build_tree)
_HEAD_WORDS = (*WORDS[Word.AT], *SPLIT_WORDS, "可负", "signed")
_UNIT_NAME = leaf(rf"(?!(?:{alternatives(_HEAD_WORDS)}))(?:%|‰|[^\W\d]{NAME_CHARS}*)", "unit", build_name)
_SIGNED = pp.Regex(alternatives(("可负", "signed")))


class Part(Enum):
    """The things that can stand in a head or a clause."""

    EXPR = EXPR
    FOREACH = _FOREACH
    TOLERANCES = _several(ast.Tolerances, list_of(_TOLERANCE))
    GRADES = _several(ast.Grades, _STEP + (pp.Suppress(pp.Regex(";").set_name(";")) - _STEP)[...])
    SENTENCES = _several(ast.Sentences, list_of(_SENTENCE))
    COLUMNS = _several(ast.Columns, list_of(_COLUMN))
    UNIT_HEAD = _head(
        _UNIT_NAME("name")
        + pp.Optional(_NAMES)
        + pp.Optional(pp.Suppress(":") - _TYPE("type"))
        + pp.Optional(pp.Suppress("=") - NUMBER("value"))
    )
    PARAM_HEAD = _head(
        NAME("name")
        - (pp.Suppress(pp.Literal("=")) - _VALUE("value") | pp.Group(_DATED[1, ...])("dated")).set_name("param-value")
    )
    FORM_HEAD = _head(ID("name") - pp.Optional(TITLE("title")))
    TABLE_HEAD = _head((NAME | ID)("name") - pp.Optional(TITLE("title")))
    INDICATOR_HEAD = _head(
        NAME("name")
        + pp.Optional(opening("(") - NAME("code") - pp.Suppress(closing(")")))
        + pp.Optional(
            pp.Suppress(":") - _TYPE("type") + pp.Optional(_UNIT_NAME("unit")) + pp.Optional(_SIGNED("signed"))
        )
        + pp.Optional(pp.Suppress(keyword(Word.AT)) - (NAME | ID)("table"))
        + pp.Optional(_TREE("tree"))
    )
    GROUP_HEAD = _head(NAME("name") - pp.Suppress(pp.Literal("=")) - EXPR("value"))
    RULE_HEAD = _head(ID("name") + pp.Optional(TITLE("title")) - _SEVERITY("severity"))
    TEMPLATE_HEAD = _head(NAME("name") - _NAMES + pp.Optional(TITLE("title")) + pp.Optional(_SEVERITY("severity")))
    APPLY_HEAD = _head(
        NAME("name")
        - opening("(")
        - pp.Group(list_of(EXPR))("args")
        - pp.Suppress(closing(")"))
        + pp.Optional(TITLE("title"))
        + pp.Optional(_SEVERITY("severity"))
    )
    TEST_HEAD = _head(ID("name") + pp.Optional(TITLE("title")))
    CLAIM_HEAD = _head(
        NAME("name")
        + pp.Optional(opening("[") - NAME("column") - pp.Suppress(closing("]")))
        + pp.Optional(pp.Suppress(":") - _TYPE("type") + pp.Optional(_UNIT_NAME("unit")))
    )
    WAIVER_HEAD = _head(ID("name"))
    IMPORT_HEAD = _head(STRING_NODE("name"))


_STEPS: Final = {part: first_step(part.value) for part in Part}


def parse_part(part: Part, folded: str, original: str, base: int) -> Any:  # noqa: ANN401 - pyparsing's door
    """The node or head that a text is, or the fault in it. `base` is the text's offset in its file."""
    text = Placed.of(folded, original, base)
    # NOTE: the head of a test is names by themselves, which are not worth the descent through every level.
    if part is Part.EXPR and LONE_NAME.fullmatch(folded):
        name = build_name(text, 0, len(folded))
        return ast.Ref((name,), span=name.span)
    try:
        end, made = _STEPS[part](text, 0)
        rest = text[end:].lstrip()
        return Fault(base + len(text) - len(rest), "end") if rest else made[0]
    except pp.ParseBaseException as error:
        # NOTE: the message, since alternatives put themselves in the place of the element that failed.
        return Fault(base + error.loc, error.msg.removeprefix("Expected "))
    except RecursionError:
        return Fault(base, "depth")
