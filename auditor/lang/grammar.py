"""The grammar of heads and clauses: hand-layered levels over folded text, each action building one node.

    expr       = if | iff                      iff = or [当且仅当 or]
    if         = 若 or 则 expr [否则 expr]
    or         = and {或 and}                  and = not {且 not}               not = 非 not | comparison
    comparison = sum [介于 sum 与 sum [之间] | 属于 sum | {cmp sum}]
    sum        = product {(+|-) product}       product = unary {(*|/) unary}    unary = [+|-] atom
    atom       = date | number | text | call | ref | set | "(" expr ")"

Packrat stays off: the levels are left-factored, and it would be process-global. `-` after a keyword or an operator is
pyparsing's error stop, which makes a fault point at the missing operand.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import replace
from enum import Enum
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any
from typing import Final
from typing import cast

import pyparsing as pp

from auditor.lang import ast
from auditor.lang.keywords import COMPARISON_WORDS
from auditor.lang.keywords import RESERVED
from auditor.lang.keywords import SEVERITY_WORDS
from auditor.lang.keywords import SPLIT_WORDS
from auditor.lang.keywords import TYPE_WORDS
from auditor.lang.keywords import WORDS
from auditor.lang.keywords import Word
from auditor.schema import Years
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

_NAME_CHARS = r"[\w·]"
_END = rf"(?!{_NAME_CHARS})"
_STRING = r'"[^"\n]*"|“(?:[^“”\n]|“[^“”\n]*”)*”'


@dataclass(frozen=True, slots=True)
class Fault:
    """Where a text stops making sense, and what the grammar looked for: a name of `Expected` or a literal."""

    at: int
    expected: str


class _Placed(str):
    """A folded text that knows where in the file it stands, and its unfolded original."""

    __slots__ = ("base", "original")

    base: int
    original: str


@dataclass(frozen=True, slots=True)
class _Stop:
    """The bracket that closes something: its end."""

    end: int


def _span(text: _Placed, start: int, end: int) -> Span:
    return Span(text.base + start, text.base + end)


def _around(nodes: Iterable[ast.Node]) -> Span:
    spans = [node.span for node in nodes]
    return Span(spans[0].start, spans[-1].end)


def _alternatives(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (_END if word[-1].isalnum() else "") for word in longest_first)


def _keyword(*words: Word) -> pp.ParserElement:
    spelled = [text for word in words for text in WORDS[word]]
    return pp.Regex(_alternatives(spelled)).set_name(spelled[0])


def _leaf(pattern: str, name: str, build: Callable[[_Placed, int, int], Any]) -> pp.ParserElement:
    element = pp.Regex(pattern).set_name(name)

    def action(text: str, loc: int, tokens: pp.ParseResults) -> Any:  # noqa: ANN401 - pyparsing's door
        return build(cast("_Placed", text), loc, loc + len(tokens[0]))

    return element.set_parse_action(action)


def _node(element: pp.ParserElement, build: Callable[[_Placed, int, list[Any]], Any]) -> pp.ParserElement:
    def action(text: str, loc: int, tokens: pp.ParseResults) -> Any:  # noqa: ANN401 - pyparsing's door
        return build(cast("_Placed", text), loc, tokens.as_list())

    # NOTE: copied, so that the action never lands on an element that other rules share.
    return pp.And([element]).set_parse_action(action)


# ----------------------------------------------------------------------------------------------------------- leaves

_RESERVED = rf"(?!(?:{_alternatives(RESERVED)}))"
_BARE = rf"{_RESERVED}[^\W\d]{_NAME_CHARS}*"


def _build_name(text: _Placed, start: int, end: int) -> ast.Name:
    raw = str(text[start:end])
    return ast.Name(raw[1:-1].strip() if raw[0] in "「`" else raw, span=_span(text, start, end))


def _build_string(text: _Placed, start: int, end: int) -> ast.Text:
    return ast.Text(text.original[start + 1 : end - 1], span=_span(text, start, end))


def _build_stop(text: _Placed, _start: int, end: int) -> _Stop:
    return _Stop(text.base + end)


_DATE_PARTS = re.compile(r"\d+")
_NUMBER_PARTS = re.compile(r"([\d.]+)[ \t]*(.*)", re.DOTALL)
_LONE_DATE = 2


def _build_date(text: _Placed, start: int, end: int) -> ast.Date:
    parts = [int(part) for part in _DATE_PARTS.findall(text[start:end])]
    year = None if len(parts) == _LONE_DATE else parts[0]
    return ast.Date(year, parts[-2], parts[-1], span=_span(text, start, end))


def _build_number(text: _Placed, start: int, end: int) -> ast.Number:
    match = _NUMBER_PARTS.match(text, start, end)
    digits, unit = match.groups() if match else ("0", "")
    name = ast.Name(unit, span=_span(text, end - len(unit), end)) if unit else None
    return ast.Number(Fraction(digits), name, span=_span(text, start, end))


_LONE_NAME = re.compile(_BARE)
NAME = _leaf(rf"{_BARE}|「[^」\n]+」|`[^`\n]+`", "name", _build_name)
_STRING_NODE = _leaf(_STRING, "text", _build_string)
_DATE = _leaf(
    r"\d{4}-\d{1,2}-\d{1,2}(?![\w-])|\d{4}年\d{1,2}月\d{1,2}日|\d{2}-\d{2}(?![\w-])",
    "date",
    _build_date,
)
# NOTE: a run of name characters after a number is its unit, unless it goes on as a call or a reference would.
_UNIT = rf"%|‰|{_BARE}{_END}(?![ \t]*[(\[.])"
_NUMBER = _leaf(rf"\d+(?:\.\d+)?(?![\d.])(?:[ \t]*(?:{_UNIT}))?", "number", _build_number)
_ID = _leaf(rf"{_NAME_CHARS}(?:[\w·.\-]*{_NAME_CHARS})?", "id", _build_name)
_TITLE = _leaf(rf"「[^」\n]*」|{_STRING}", "title", _build_string)
_SEPARATOR = pp.Suppress(pp.Regex("[,、]").set_name(","))


def _opening(char: str) -> pp.ParserElement:
    return pp.Suppress(pp.Literal(char))


def _closing(char: str) -> pp.ParserElement:
    return _leaf(re.escape(char), char, _build_stop)


# ------------------------------------------------------------------------------------------------------ expressions

EXPR = cast("pp.Forward", pp.Forward().set_name("expression"))


def _list_of(element: pp.ParserElement) -> pp.ParserElement:
    several: pp.ParserElement = element + (_SEPARATOR - element)[...]
    return several


def _build_named(_text: _Placed, _loc: int, tokens: list[Any]) -> ast.Ref | ast.Call:
    name, *rest = tokens
    if rest and rest[0] == "(":
        return ast.Call(name, tuple(rest[1:-1]), span=Span(name.span.start, rest[-1].end))
    names = [token for token in rest if isinstance(token, ast.Name)]
    cut = rest.index("[") if "[" in rest else None
    if cut is None:
        return ast.Ref((name, *names), span=_around((name, *names)))
    inner = rest[cut + 1 : -1]
    parts = (name, *(token for token in rest[:cut] if isinstance(token, ast.Name)))
    return ast.Ref(parts, tuple(inner), span=Span(name.span.start, rest[-1].end))


_CALL_TAIL = pp.Literal("(") - pp.Optional(_list_of(EXPR)) - _closing(")")
_STAR = _leaf(r"\*", "*", lambda text, start, end: ast.Star(span=_span(text, start, end)))
_INDEX = pp.Literal("[") - _list_of((_STAR | NAME).set_name("column")) - _closing("]")
_PATH = (pp.Literal(".") - NAME)[...] + pp.Optional(_INDEX)
_NAMED = _node(NAME + (_CALL_TAIL | _PATH), _build_named)

_PAREN = _node(
    _opening("(") - EXPR - _closing(")"),
    # NOTE: brackets belong to the node within them, so that the text under any node's span parses to that node.
    lambda text, loc, tokens: replace(tokens[0], span=Span(text.base + loc, tokens[1].end)),
)
_SET = _node(
    _opening("{") - pp.Optional(_list_of(EXPR)) - _closing("}"),
    lambda text, loc, tokens: ast.SetOf(tuple(tokens[:-1]), span=Span(text.base + loc, tokens[-1].end)),
)
_ATOM = (_NAMED | _DATE | _NUMBER | _PAREN | _SET | _STRING_NODE).set_name("operand")


def _build_signed(text: _Placed, loc: int, tokens: list[Any]) -> ast.Expr:
    sign, arg = tokens
    span = Span(text.base + loc, arg.span.end)
    return ast.Minus(arg, span=span) if sign == "-" else replace(arg, span=span)


_UNARY = (_ATOM | _node(pp.Regex(r"[+-]") - _ATOM, _build_signed)).set_name("operand")


def _chained(
    node: Callable[..., ast.Expr], element: pp.ParserElement, op: pp.ParserElement, *, keep_ops: bool
) -> pp.ParserElement:
    def action(tokens: pp.ParseResults) -> ast.Expr | None:
        if len(tokens) == 1:
            return None
        args = tuple(tokens[::2])
        ops = (tuple(tokens[1::2]),) if keep_ops else ()
        return node(args, *ops, span=_around(args))

    level: pp.ParserElement = (element + (op - element)[...]).set_parse_action(action).set_name("operand")
    return level


_PRODUCT = _chained(ast.Multiplicative, _UNARY, pp.Regex(r"[*/]"), keep_ops=True)
_SUM = _chained(ast.Additive, _PRODUCT, pp.Regex(r"[+\-]"), keep_ops=True)


def _build_comparison(_text: _Placed, _loc: int, tokens: list[Any]) -> ast.Expr:
    arg, *tail = tokens
    match tail:
        case []:
            only: ast.Expr = arg
            return only
        case ["between", low, high, end]:
            return ast.Between(arg, low, high, span=Span(arg.span.start, end.end))
        case ["between", low, high]:
            return ast.Between(arg, low, high, span=_around((arg, high)))
        case ["in", word, choices]:
            negated = word in WORDS[Word.NOT_IN]
            return ast.Within(arg, choices, negated, span=_around((arg, choices)))
        case _:
            args = (arg, *tail[1::2])
            ops = tuple(COMPARISON_WORDS[op] for op in tail[::2])
            return ast.Compare(args, ops, span=_around(args))


def _tag(tag: str) -> pp.ParserElement:
    return pp.Empty().set_parse_action(lambda: tag)


_BETWEEN_END = _leaf(_alternatives(WORDS[Word.BETWEEN_END]), "between_end", _build_stop)
_BETWEEN_TAIL = (
    pp.Suppress(_keyword(Word.BETWEEN)) + _tag("between") - _SUM - pp.Suppress(_keyword(Word.TO)) - _SUM
) + pp.Optional(_BETWEEN_END)
_IN_TAIL = _tag("in") + _keyword(Word.NOT_IN, Word.IN) - _SUM
_CMP = pp.Regex(_alternatives(COMPARISON_WORDS)).set_name("comparison")
_COMPARISON = _node(
    _SUM + pp.Optional((_CMP - _SUM)[1, ...] | _BETWEEN_TAIL | _IN_TAIL),
    _build_comparison,
).set_name("operand")

_NOT = cast("pp.Forward", pp.Forward().set_name("operand"))
_NOT <<= (
    _node(
        pp.Suppress(_keyword(Word.NOT)) - _NOT,
        lambda text, loc, tokens: ast.Not(tokens[0], span=Span(text.base + loc, tokens[0].span.end)),
    )
    | _COMPARISON
)
_AND = _chained(ast.And, _NOT, _keyword(Word.AND), keep_ops=False)
_OR = _chained(ast.Or, _AND, _keyword(Word.OR), keep_ops=False)


def _build_if(text: _Placed, loc: int, tokens: list[Any]) -> ast.If:
    return ast.If(*tokens, span=Span(text.base + loc, tokens[-1].span.end))


def _build_iff(_text: _Placed, _loc: int, tokens: list[Any]) -> ast.Expr:
    if len(tokens) == 1:
        only: ast.Expr = tokens[0]
        return only
    return ast.Iff(*tokens, span=_around(tokens))


_IF = _node(
    pp.Suppress(_keyword(Word.IF))
    - _OR
    - pp.Suppress(_keyword(Word.THEN))
    - EXPR
    - pp.Optional(pp.Suppress(_keyword(Word.ELSE)) - EXPR),
    _build_if,
).set_name("operand")
_IFF = _node(_OR + pp.Optional(pp.Suppress(_keyword(Word.IFF)) - _OR), _build_iff).set_name("operand")
EXPR <<= (_IF | _IFF).set_name("operand")

# ---------------------------------------------------------------------------------------------------------- clauses


def _whole(text: _Placed, loc: int, tokens: list[Any]) -> Span:
    ends = [token.span.end for token in tokens if isinstance(token, ast.Node)]
    return Span(text.base + loc, max(ends, default=text.base + loc))


def _build_tolerance(text: _Placed, loc: int, tokens: list[Any]) -> ast.Tolerance:
    return ast.Tolerance(tokens[-1], len(tokens) > 1, span=_whole(text, loc, tokens))


_SEVERITY = pp.Regex(_alternatives(SEVERITY_WORDS)).set_name("severity")
_SEVERITY_NODE = _leaf(
    _alternatives(SEVERITY_WORDS),
    "severity",
    lambda text, start, end: ast.Name(text[start:end], span=_span(text, start, end)),
)
_ARROW = pp.Suppress(pp.Regex("→|->|=>").set_name("→"))
_OTHERWISE = pp.Regex(rf"(?:{_alternatives(WORDS[Word.OTHERWISE])})(?=\s*(?:→|->|=>))").set_parse_action(lambda: [None])
_TOLERANCE = _node(pp.Optional(_keyword(Word.RELATIVE)) + _NUMBER, _build_tolerance).set_name("tolerance")


def _build_step(text: _Placed, loc: int, tokens: list[Any]) -> ast.GradeStep:
    return ast.GradeStep(tokens[0], SEVERITY_WORDS[tokens[1].text], span=_whole(text, loc, tokens))


_STEP = _node((_OTHERWISE | EXPR) - _ARROW - _SEVERITY_NODE, _build_step)
_SENTENCE = _node(
    _STRING_NODE + pp.Optional(pp.Suppress(pp.Literal("=")) - _NUMBER),
    lambda text, loc, tokens: ast.Sentence(*tokens, span=_whole(text, loc, tokens)),
)
_CODE = _opening("(") - NAME - pp.Suppress(_closing(")"))
_COLUMN = _node(
    NAME + pp.Optional(_CODE),
    lambda text, loc, tokens: ast.Column(*tokens, span=_whole(text, loc, tokens)),
)


def _several(node: Callable[..., ast.Node], element: pp.ParserElement) -> pp.ParserElement:
    return _node(element, lambda text, loc, tokens: node(tuple(tokens), span=_whole(text, loc, tokens)))


_FOREACH = _node(
    NAME - pp.Suppress(_keyword(Word.AT)) - _SUM - pp.Suppress(pp.Optional(pp.Literal(":"))),
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


@dataclass(frozen=True, slots=True)
class Head:
    """The parts of a head, by name."""

    parts: dict[str, Any]


_LISTS = frozenset({"names", "args", "dated"})


def _head(element: pp.ParserElement) -> pp.ParserElement:
    def action(tokens: pp.ParseResults) -> Head:
        return Head({key: _named_part(key, value) for key, value in tokens.items()})  # type: ignore[no-untyped-call] # untyped in pyparsing

    # NOTE: within an And, so that the action never replaces that of the element's own single part.
    return pp.And([element]).set_parse_action(action)


def _named_part(key: str, value: Any) -> Any:  # noqa: ANN401 - pyparsing's door
    """The value of a named part: pyparsing makes a list of what one action gave."""
    if not isinstance(value, pp.ParseResults):
        return value
    return value.as_list() if key in _LISTS else value[0]


_VALUE = _DATE | _STRING_NODE | _SUM
_DATED = _node(
    _YEARS - pp.Suppress(pp.Literal(":")) - _VALUE,
    lambda text, loc, tokens: ast.Dated(*tokens, span=_whole(text, loc, tokens)),
)
_NAMES = _opening("(") - pp.Group(_list_of(NAME))("names") - pp.Suppress(_closing(")"))
_TYPE = pp.Regex(_alternatives(TYPE_WORDS)).set_name("type")
_TREE = cast("pp.Forward", pp.Forward().set_name("{"))


def _build_branch(text: _Placed, loc: int, tokens: list[Any]) -> ast.Branch:
    names = [token for token in tokens if isinstance(token, ast.Name)]
    tree = tokens[-1] if isinstance(tokens[-1], ast.Tree) else None
    code = names[1] if len(names) > 1 else None
    return ast.Branch(names[0], code, tree, span=_whole(text, loc, tokens))


def _build_tree(text: _Placed, loc: int, tokens: list[Any]) -> ast.Tree:
    split, *branches, stop = tokens
    return ast.Tree(SPLIT_WORDS[split], tuple(branches), span=Span(text.base + loc, stop.end))


_BRANCH = _node(NAME + pp.Optional(_CODE) + pp.Optional(_TREE), _build_branch).set_name("name")
_SPLIT = pp.Regex(_alternatives(SPLIT_WORDS)).set_name("split")
_TREE <<= _node(_SPLIT - _opening("{") - _list_of(_BRANCH) - _closing("}"), _build_tree)
_HEAD_WORDS = (*WORDS[Word.AT], *SPLIT_WORDS, "可负", "signed")
_UNIT_NAME = _leaf(rf"(?!(?:{_alternatives(_HEAD_WORDS)}))(?:%|‰|[^\W\d]{_NAME_CHARS}*)", "unit", _build_name)
_SIGNED = pp.Regex(_alternatives(("可负", "signed")))


class Part(Enum):
    """The things that can stand in a head or a clause."""

    EXPR = EXPR
    FOREACH = _FOREACH
    TOLERANCES = _several(ast.Tolerances, _list_of(_TOLERANCE))
    GRADES = _several(ast.Grades, _STEP + (pp.Suppress(pp.Regex(";").set_name(";")) - _STEP)[...])
    SENTENCES = _several(ast.Sentences, _list_of(_SENTENCE))
    COLUMNS = _several(ast.Columns, _list_of(_COLUMN))
    UNIT_HEAD = _head(
        _UNIT_NAME("name")
        + pp.Optional(_NAMES)
        + pp.Optional(pp.Suppress(":") - _TYPE("type"))
        + pp.Optional(pp.Suppress("=") - _NUMBER("value"))
    )
    PARAM_HEAD = _head(
        NAME("name")
        - (pp.Suppress(pp.Literal("=")) - _VALUE("value") | pp.Group(_DATED[1, ...])("dated")).set_name("param-value")
    )
    FORM_HEAD = _head(_ID("name") - pp.Optional(_TITLE("title")))
    TABLE_HEAD = _head((NAME | _ID)("name") - pp.Optional(_TITLE("title")))
    INDICATOR_HEAD = _head(
        NAME("name")
        + pp.Optional(_opening("(") - NAME("code") - pp.Suppress(_closing(")")))
        + pp.Optional(
            pp.Suppress(":") - _TYPE("type") + pp.Optional(_UNIT_NAME("unit")) + pp.Optional(_SIGNED("signed"))
        )
        + pp.Optional(pp.Suppress(_keyword(Word.AT)) - (NAME | _ID)("table"))
        + pp.Optional(_TREE("tree"))
    )
    GROUP_HEAD = _head(NAME("name") - pp.Suppress(pp.Literal("=")) - EXPR("value"))
    RULE_HEAD = _head(_ID("name") + pp.Optional(_TITLE("title")) - _SEVERITY("severity"))
    TEMPLATE_HEAD = _head(NAME("name") - _NAMES + pp.Optional(_TITLE("title")) + pp.Optional(_SEVERITY("severity")))
    APPLY_HEAD = _head(
        NAME("name")
        - _opening("(")
        - pp.Group(_list_of(EXPR))("args")
        - pp.Suppress(_closing(")"))
        + pp.Optional(_TITLE("title"))
        + pp.Optional(_SEVERITY("severity"))
    )
    TEST_HEAD = _head(_ID("name") + pp.Optional(_TITLE("title")))
    CLAIM_HEAD = _head(NAME("name") + pp.Optional(_opening("[") - NAME("column") - pp.Suppress(_closing("]"))))
    WAIVER_HEAD = _head(_ID("name"))
    IMPORT_HEAD = _head(_STRING_NODE("name"))


def _complete(part: Part) -> pp.ParserElement:
    element: pp.ParserElement = part.value
    return (element + pp.StringEnd().set_name("end")).parse_with_tabs()


_COMPLETE: Final = {part: _complete(part) for part in Part}


def parse_part(part: Part, folded: str, original: str, base: int) -> Any:  # noqa: ANN401 - pyparsing's door
    """The node or head that a text is, or the fault in it. `base` is the text's offset in its file."""
    text = _Placed(folded)
    text.base = base
    text.original = original
    # NOTE: the head of a test is names by themselves, which are not worth the descent through every level.
    if part is Part.EXPR and _LONE_NAME.fullmatch(folded):
        name = _build_name(text, 0, len(folded))
        return ast.Ref((name,), span=name.span)
    try:
        return _COMPLETE[part].parse_string(text)[0]
    except pp.ParseBaseException as error:
        # NOTE: the message, since alternatives put themselves in the place of the element that failed.
        return Fault(base + error.loc, error.msg.removeprefix("Expected "))
    except RecursionError:
        return Fault(base, "depth")
