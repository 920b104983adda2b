"""Expressions: hand-layered levels over folded text, each building one node.

    expr       = if | iff                      iff = or [当且仅当 or]
    if         = 若 or 则 expr [否则 expr]
    or         = not {(且|或) not}             not = 非 not | comparison
    comparison = sum [介于 sum 与 sum [之间] | 属于 sum | {cmp sum}]
    sum        = unary {(+|-|*|/) unary}       unary = [+|-] atom
    atom       = date | number | text | call | ref | set | "(" expr ")"

Two levels that bind differently are one chain, which is taken apart when it is built: 且 before 或, * before +. Packrat
stays off: the levels are left-factored, and it would be process-global. `-` after a keyword or an operator is
pyparsing's error stop, which makes a fault point at the missing operand.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias
from typing import cast

import pyparsing as pp
from msgspec.structs import replace

from auditor.lang import ast
from auditor.lang.grammar.elements import MOST_DIGITS
from auditor.lang.grammar.elements import NAME_CHARS
from auditor.lang.grammar.elements import NAME_END
from auditor.lang.grammar.elements import STRING
from auditor.lang.grammar.elements import ByStart
from auditor.lang.grammar.elements import Chain
from auditor.lang.grammar.elements import Node
from auditor.lang.grammar.elements import Placed
from auditor.lang.grammar.elements import Then
from auditor.lang.grammar.elements import alternatives
from auditor.lang.grammar.elements import around
from auditor.lang.grammar.elements import build_stop
from auditor.lang.grammar.elements import closing
from auditor.lang.grammar.elements import keyword
from auditor.lang.grammar.elements import leaf
from auditor.lang.grammar.elements import list_of
from auditor.lang.grammar.elements import opening
from auditor.lang.grammar.elements import place
from auditor.lang.vocabulary.words import COMPARISON_WORDS
from auditor.lang.vocabulary.words import RESERVED
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

_Made: TypeAlias = "Callable[[list[ast.Expr], list[str]], ast.Expr]"


# ----------------------------------------------------------------------------------------------------------- leaves

_RESERVED = rf"(?!(?:{alternatives(RESERVED)}))"
BARE = rf"{_RESERVED}[^\W\d]{NAME_CHARS}*"


def build_name(text: Placed, start: int, end: int) -> ast.Name:
    """A name without its quotes."""
    raw = str(text[start:end])
    return ast.Name(raw[1:-1].strip() if raw[0] in "「`" else raw, span=place(text, start, end))


def _build_string(text: Placed, start: int, end: int) -> ast.Text:
    return ast.Text(text.original[start + 1 : end - 1], span=place(text, start, end))


_DATE_PARTS = re.compile(r"\d+")
_NUMBER_PARTS = re.compile(r"([\d.]+)[ \t]*(.*)", re.DOTALL)
_LONE_DATE = 2


def _build_date(text: Placed, start: int, end: int) -> ast.Date:
    parts = [int(part) for part in _DATE_PARTS.findall(text[start:end])]
    year = None if len(parts) == _LONE_DATE else parts[0]
    return ast.Date(year, parts[-2], parts[-1], span=place(text, start, end))


def _build_number(text: Placed, start: int, end: int) -> ast.Number:
    match = _NUMBER_PARTS.match(text, start, end)
    digits, unit = match.groups() if match else ("0", "")
    name = ast.Name(unit, span=place(text, end - len(unit), end)) if unit else None
    return ast.Number(Fraction(digits), name, span=place(text, start, end))


LONE_NAME = re.compile(BARE)
NAME = leaf(rf"{BARE}|「[^」\n]+」|`[^`\n]+`", "name", build_name)
STRING_NODE = leaf(STRING, "text", _build_string)
DATE = leaf(
    r"\d{4}-\d{1,2}-\d{1,2}(?![\w-])|\d{4}年\d{1,2}月\d{1,2}日|\d{2}-\d{2}(?![\w-])",
    "date",
    _build_date,
)
# NOTE: a run of name characters after a number is its unit, unless it goes on as a call or a reference would.
_UNIT = rf"%|‰|{BARE}{NAME_END}(?![ \t]*[(\[.])"
_DIGITS = rf"\d{{1,{MOST_DIGITS}}}"
NUMBER = leaf(rf"{_DIGITS}(?:\.{_DIGITS})?(?![\d.])(?:[ \t]*(?:{_UNIT}))?", "number", _build_number)
ID = leaf(rf"{NAME_CHARS}(?:[\w·.\-]*{NAME_CHARS})?", "id", build_name)
TITLE = leaf(rf"「[^」\n]*」|{STRING}", "title", _build_string)


# ------------------------------------------------------------------------------------------------------ expressions

EXPR = cast("pp.Forward", pp.Forward().set_name("expression"))


def _build_named(tokens: list[Any]) -> ast.Ref | ast.Call:
    name, *rest = tokens
    if not rest:
        return ast.Ref((name,), span=name.span)
    if rest[0] == "(":
        return ast.Call(name, tuple(rest[1:-1]), span=Span(name.span.start, rest[-1].end))
    names = [token for token in rest if isinstance(token, ast.Name)]
    cut = rest.index("[") if "[" in rest else None
    if cut is None:
        return ast.Ref((name, *names), span=around((name, *names)))
    inner = rest[cut + 1 : -1]
    parts = (name, *(token for token in rest[:cut] if isinstance(token, ast.Name)))
    return ast.Ref(parts, tuple(inner), span=Span(name.span.start, rest[-1].end))


_CALL_TAIL = pp.Literal("(") - pp.Optional(list_of(EXPR)) - closing(")")
_STAR = leaf(r"\*", "*", lambda text, start, end: ast.Star(span=place(text, start, end)))
_INDEX = pp.Literal("[") - list_of((_STAR | NAME).set_name("column")) - closing("]")
_PATH = (pp.Literal(".") - NAME)[...] + pp.Optional(_INDEX)
_NAMED = Then(NAME, ByStart((r"\(", _CALL_TAIL), (r"[.\[]", _PATH)), _build_named)

_PAREN = Node(
    opening("(") - EXPR - closing(")"),
    # NOTE: brackets belong to the node within them, so that the text under any node's span parses to that node.
    lambda text, loc, tokens: replace(tokens[0], span=Span(text.base + loc, tokens[1].end)),
)
_SET = Node(
    opening("{") - pp.Optional(list_of(EXPR)) - closing("}"),
    lambda text, loc, tokens: ast.SetOf(tuple(tokens[:-1]), span=Span(text.base + loc, tokens[-1].end)),
)


def _build_signed(text: Placed, loc: int, tokens: list[Any]) -> ast.Expr:
    sign, arg = tokens
    span = Span(text.base + loc, arg.span.end)
    return ast.Minus(arg, span=span) if sign == "-" else replace(arg, span=span)


_OPERANDS = (
    (r"\d", (DATE | NUMBER).set_name("operand")),
    (r"\(", _PAREN),
    (r"\{", _SET),
    (STRING, STRING_NODE),
)
_ATOM = ByStart(*_OPERANDS, otherwise=_NAMED).set_name("operand")
_SIGNED = Node(pp.Regex(r"[+-]") - _ATOM, _build_signed)
_UNARY = ByStart((r"[+-]", _SIGNED), *_OPERANDS, otherwise=_NAMED).set_name("operand")


def _chained(
    element: pp.ParserElement, operator: str, tight: Callable[[str], bool], made: _Made, within: _Made
) -> pp.ParserElement:
    """A chain of operators of two levels; `within` is made of those that bind more tightly."""

    def build(tokens: list[Any]) -> tuple[ast.Expr]:
        runs: list[tuple[list[ast.Expr], list[str]]] = [([tokens[0]], [])]
        outer: list[str] = []
        for op, arg in zip(tokens[1::2], tokens[2::2], strict=True):
            if tight(op):
                runs[-1][0].append(arg)
                runs[-1][1].append(op)
            else:
                runs.append(([arg], []))
                outer.append(op)
        args = [within(args, ops) if ops else args[0] for args, ops in runs]
        return (made(args, outer) if outer else args[0],)

    return Chain(element, operator, build).set_name("operand")


SUM = _chained(
    _UNARY,
    r"[+*/]|-(?!>)",
    lambda op: op in "*/",
    lambda args, ops: ast.Additive(tuple(args), tuple(ops), span=around(args)),
    lambda args, ops: ast.Multiplicative(tuple(args), tuple(ops), span=around(args)),
)


def _build_comparison(tokens: list[Any]) -> ast.Expr:
    arg, *tail = tokens
    match tail:
        case []:
            only: ast.Expr = arg
            return only
        case ["between", low, high, end]:
            return ast.Between(arg, low, high, span=Span(arg.span.start, end.end))
        case ["between", low, high]:
            return ast.Between(arg, low, high, span=around((arg, high)))
        case ["in", word, choices]:
            negated = word in WORDS[Word.NOT_IN]
            return ast.Within(arg, choices, negated, span=around((arg, choices)))
        case _:
            args = (arg, *tail[1::2])
            ops = tuple(COMPARISON_WORDS[op] for op in tail[::2])
            return ast.Compare(args, ops, span=around(args))


def _tag(tag: str) -> pp.ParserElement:
    return leaf("", tag, lambda _text, _start, _end: tag)


_BETWEEN_END = leaf(alternatives(WORDS[Word.BETWEEN_END]), "between_end", build_stop)
_BETWEEN_TAIL = (
    pp.Suppress(keyword(Word.BETWEEN)) + _tag("between") - SUM - pp.Suppress(keyword(Word.TO)) - SUM
) + pp.Optional(_BETWEEN_END)
_IN_TAIL = _tag("in") + keyword(Word.NOT_IN, Word.IN) - SUM
_CMP = rf"(?!=>)(?:{alternatives(COMPARISON_WORDS)})"
_COMPARISON = Then(
    SUM,
    ByStart(
        (_CMP, pp.Regex(_CMP).set_name("comparison") - Chain(SUM, _CMP)),
        (alternatives(WORDS[Word.BETWEEN]), _BETWEEN_TAIL),
        (alternatives((*WORDS[Word.NOT_IN], *WORDS[Word.IN])), _IN_TAIL),
    ),
    _build_comparison,
)

_NOT = cast("pp.Forward", pp.Forward().set_name("operand"))
_NEGATED = Node(
    pp.Suppress(keyword(Word.NOT)) - _NOT,
    lambda text, loc, tokens: ast.Not(tokens[0], span=Span(text.base + loc, tokens[0].span.end)),
)
_NOT <<= ByStart((alternatives(WORDS[Word.NOT]), _NEGATED), otherwise=_COMPARISON).set_name("operand")
_OR = _chained(
    _NOT,
    alternatives((*WORDS[Word.AND], *WORDS[Word.OR])),
    lambda op: op in WORDS[Word.AND],
    lambda args, _ops: ast.Or(tuple(args), span=around(args)),
    lambda args, _ops: ast.And(tuple(args), span=around(args)),
)


def _build_if(text: Placed, loc: int, tokens: list[Any]) -> ast.If:
    return ast.If(*tokens, span=Span(text.base + loc, tokens[-1].span.end))


def _build_iff(tokens: list[Any]) -> ast.Expr:
    if len(tokens) == 1:
        only: ast.Expr = tokens[0]
        return only
    return ast.Iff(*tokens, span=around(tokens))


_IF = Node(
    pp.Suppress(keyword(Word.IF))
    - _OR
    - pp.Suppress(keyword(Word.THEN))
    - EXPR
    - pp.Optional(pp.Suppress(keyword(Word.ELSE)) - EXPR),
    _build_if,
)
_IFF_TAIL = pp.Suppress(keyword(Word.IFF)) - _OR
_IFF = Then(_OR, ByStart((alternatives(WORDS[Word.IFF]), _IFF_TAIL)), _build_iff)
EXPR <<= ByStart((alternatives(WORDS[Word.IF]), _IF), otherwise=_IFF).set_name("operand")
