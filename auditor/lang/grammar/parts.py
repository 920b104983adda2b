"""The parts that statements are made of: their heads, and the clauses that are more than a text or a list."""

from __future__ import annotations

import re
from enum import Enum
from itertools import accumulate
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import cast

import pyparsing as pp
from msgspec import Struct

from auditor.lang import ast
from auditor.lang.grammar.elements import NAME_CHARS
from auditor.lang.grammar.elements import STRING
from auditor.lang.grammar.elements import Node
from auditor.lang.grammar.elements import Placed
from auditor.lang.grammar.elements import alternatives
from auditor.lang.grammar.elements import closing
from auditor.lang.grammar.elements import keyword
from auditor.lang.grammar.elements import leaf
from auditor.lang.grammar.elements import list_of
from auditor.lang.grammar.elements import opening
from auditor.lang.grammar.elements import place
from auditor.lang.grammar.elements import step
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
from auditor.lang.grammar.readers import Readers
from auditor.lang.grammar.readers import Wrong
from auditor.lang.vocabulary.keywords import SEVERITY_WORDS
from auditor.lang.vocabulary.keywords import SPLIT_WORDS
from auditor.lang.vocabulary.keywords import TYPE_WORDS
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
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
_OTHERWISE = leaf(
    rf"(?:{alternatives(WORDS[Word.OTHERWISE])})(?=\s*(?:→|->|=>))", "otherwise", lambda _text, _start, _end: None
)
_TOLERANCE = Node(pp.Optional(keyword(Word.RELATIVE)) + NUMBER, _build_tolerance).set_name("tolerance")


def _build_step(text: Placed, loc: int, tokens: list[Any]) -> ast.GradeStep:
    return ast.GradeStep(tokens[0], SEVERITY_WORDS[tokens[1].text], span=_whole(text, loc, tokens))


_STEP = Node((_OTHERWISE | EXPR) - _ARROW - _SEVERITY_NODE, _build_step)
_SENTENCE = Node(
    STRING_NODE + pp.Optional(pp.Suppress(pp.Literal("=")) - NUMBER),
    lambda text, loc, tokens: ast.Sentence(*tokens, span=_whole(text, loc, tokens)),
)
_CODE = opening("(") - NAME - pp.Suppress(closing(")"))
_COLUMN = Node(
    NAME + pp.Optional(_CODE),
    lambda text, loc, tokens: ast.Column(*tokens, span=_whole(text, loc, tokens)),
)


def _several(kind: Callable[..., ast.Node], element: pp.ParserElement) -> pp.ParserElement:
    return Node(element, lambda text, loc, tokens: kind(tuple(tokens), span=_whole(text, loc, tokens)))


_FOREACH = Node(
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
_YEARS = leaf(_YEAR_RANGE, "years", lambda text, start, end: read_years(text[start:end]))

# ------------------------------------------------------------------------------------------------------------ heads


class Head(Struct, frozen=True):
    """The parts of a head, by name."""

    parts: dict[str, Any]


def _head(element: pp.ParserElement) -> pp.ParserElement:
    """A head of named parts alone."""
    return Node(element, lambda _text, _loc, tokens: Head(dict(tokens)))


def _named(name: str, element: pp.ParserElement) -> pp.ParserElement:
    return Node(element, lambda _text, _loc, tokens: (name, tokens[0]))


def _listed(name: str, element: pp.ParserElement) -> pp.ParserElement:
    return Node(element, lambda _text, _loc, tokens: (name, tokens))


_NAMED = _named("name", NAME)
_CALLED = _named("name", ID)
_TITLE = pp.Optional(_named("title", TITLE))
_HOW_SEVERE = pp.Optional(_named("severity", _SEVERITY))
_VALUE = DATE | STRING_NODE | SUM
_DATED = Node(
    _YEARS - pp.Suppress(pp.Literal(":")) - _VALUE,
    lambda text, loc, tokens: ast.Dated(*tokens, span=_whole(text, loc, tokens)),
)
_NAMES = opening("(") - _listed("names", list_of(NAME)) - pp.Suppress(closing(")"))
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


_BRANCH = Node(NAME + pp.Optional(_CODE) + pp.Optional(_TREE), _build_branch).set_name("name")
_SPLIT = pp.Regex(alternatives(SPLIT_WORDS)).set_name("split")
_TREE <<= Node(_SPLIT - opening("{") - list_of(_BRANCH) - closing("}"), _build_tree)
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
        _named("name", _UNIT_NAME)
        + pp.Optional(_NAMES)
        + pp.Optional(pp.Suppress(":") - _named("type", _TYPE))
        + pp.Optional(pp.Suppress("=") - _named("value", NUMBER))
    )
    PARAM_HEAD = _head(
        _NAMED - (pp.Suppress("=") - _named("value", _VALUE) | _listed("dated", _DATED[1, ...])).set_name("param-value")
    )
    FORM_HEAD = _head(_CALLED - _TITLE)
    TABLE_HEAD = _head(_named("name", NAME | ID) - _TITLE)
    INDICATOR_HEAD = _head(
        _NAMED
        + pp.Optional(opening("(") - _named("code", NAME) - pp.Suppress(closing(")")))
        + pp.Optional(
            pp.Suppress(":")
            - _named("type", _TYPE)
            + pp.Optional(_named("unit", _UNIT_NAME))
            + pp.Optional(_named("signed", _SIGNED))
        )
        + pp.Optional(pp.Suppress(keyword(Word.AT)) - _named("table", NAME | ID))
        + pp.Optional(_named("tree", _TREE))
    )
    GROUP_HEAD = _head(_NAMED - pp.Suppress(pp.Literal("=")) - _named("value", EXPR))
    RULE_HEAD = _head(_CALLED + _TITLE - _named("severity", _SEVERITY))
    TEMPLATE_HEAD = _head(_NAMED - _NAMES + _TITLE + _HOW_SEVERE)
    APPLY_HEAD = _head(
        _NAMED - opening("(") - _listed("args", list_of(EXPR)) - pp.Suppress(closing(")")) + _TITLE + _HOW_SEVERE
    )
    TEST_HEAD = _head(_CALLED + _TITLE)
    WORD_GROUP_HEAD = _head(_NAMED - pp.Suppress(pp.Literal("=")).set_name("words"))
    CLAIM_HEAD = _head(
        _NAMED
        + pp.Optional(opening("[") - _named("column", NAME) - pp.Suppress(closing("]")))
        + pp.Optional(pp.Suppress(":") - _named("type", _TYPE) + pp.Optional(_named("unit", _UNIT_NAME)))
    )
    WAIVER_HEAD = _head(_CALLED)
    IMPORT_HEAD = _head(_named("name", STRING_NODE))


_READERS = Readers()


def parse_part(part: Part, folded: str, original: str, base: int) -> Any:  # noqa: ANN401 - pyparsing's door
    """The node or head that a text is, or the fault in it. `base` is the text's offset in its file."""
    text = Placed.of(folded, original, base)
    # NOTE: the head of a test is names by themselves, which are not worth the descent through every level.
    if part is Part.EXPR and LONE_NAME.fullmatch(folded):
        name = build_name(text, 0, len(folded))
        return ast.Ref((name,), span=name.span)
    if _is_too_deep(folded):
        return Fault(base, "depth")
    try:
        found = _READERS.of(part.value)(text, 0)
    except Wrong:
        found = None
    except RecursionError:
        return Fault(base, "depth")
    return found[1][0] if found is not None and not text[found[0] :].strip() else by_pyparsing(part, text)


_DEEPEST = 60
_BRACKET = re.compile(rf"{STRING}|(?P<open>[(\[{{])|[)\]}}]")


def _is_too_deep(text: str) -> bool:
    """Whether brackets are nested more deeply than anybody can read, and than pyparsing can speak of."""
    if sum(map(text.count, "([{")) <= _DEEPEST:
        return False
    steps = (1 if match["open"] else -1 for match in _BRACKET.finditer(text) if len(match[0]) == 1)
    return max(accumulate(steps), default=0) > _DEEPEST


def by_pyparsing(part: Part, text: Placed) -> Any:  # noqa: ANN401 - pyparsing's door
    """What pyparsing itself makes of a text: the same, and where it makes no sense, the fault in it."""
    try:
        end, made = step(part.value.streamline(), text, 0)
        rest = text[end:].lstrip()
        return Fault(text.base + len(text) - len(rest), "end") if rest else made[0]
    except pp.ParseBaseException as error:
        # NOTE: the message, since alternatives put themselves in the place of the element that failed.
        return Fault(text.base + error.loc, error.msg.removeprefix("Expected "))
    except RecursionError:
        return Fault(text.base, "depth")
