"""The grammar of a formula, over folded text.

formula    = (if | or) [ "{" place {"," place} "}" ]      place = number [ "~" number ]
if         = IF or THEN or [ ELSE or ]
or         = and {OR and}      and = not {AND not}        not = NOT not | comparison
comparison = sum {(= | <> | < | <= | > | >=) sum}
sum        = product {(+|-) product}    product = unary {(*|/) unary}    unary = [+|-] atom
atom       = name "(" [or {"," or}] ")" | cell | number | text | name | "(" or ")"
cell       = [name] "[" index ["," index] "]" [".-" number] ["@" name]      index = number | "*" | "''"
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any
from typing import cast

import pyparsing as pp
from msgspec import Struct

from auditor.diagnostics import Words
from auditor.lang.jio.tree import Before
from auditor.lang.jio.tree import Call
from auditor.lang.jio.tree import Cell
from auditor.lang.jio.tree import Chain
from auditor.lang.jio.tree import Conditional
from auditor.lang.jio.tree import Formula
from auditor.lang.jio.tree import Name
from auditor.lang.jio.tree import Node
from auditor.lang.jio.tree import Number
from auditor.lang.jio.tree import Text
from auditor.source import fold

LONGEST = 4000
_MOST_PLACES = 10_000
_WORD = r"[A-Za-z_\u3400-\u9fff][A-Za-z0-9_\u3400-\u9fff]*"
_RESERVED = r"(?!(?i:IF|THEN|ELSE|AND|OR|NOT)(?![A-Za-z0-9_]))"
_INDEX = r"""\d{1,6}|\*|''|"" """.strip()
_CELL = re.compile(
    rf"(?P<table>{_RESERVED}{_WORD})?\[\s*(?P<first>{_INDEX})\s*(?:,\s*(?P<second>{_INDEX})\s*)?\]"
    r"(?:\.-(?P<back>\d{1,2}))?(?:@(?P<task>\w+))?"
)
_EXPECTED = {
    "operand": Words("单元格、数值、函数或括号", "a cell, a number, a function or a bracket"),
    "THEN": Words("THEN", "THEN"),
    ")": Words("右括号 )", "a closing bracket )"),
    "end": Words("公式到此结束，或运算符", "the end of the formula, or an operator"),
}


class Fault(Struct, frozen=True):
    """Where a formula stops making sense, and what should stand there."""

    at: int
    expected: Words


def parse(text: str) -> Formula | Fault:
    """A formula, or where it stops being one."""
    if len(text) > LONGEST:
        return Fault(LONGEST, Words(f"不超过 {LONGEST} 个字符", f"no more than {LONGEST} characters"))
    try:
        return cast("Formula", _formula().parse_string(fold(text), parse_all=False)[0])
    except pp.ParseBaseException as error:
        wanted = next((words for name, words in _EXPECTED.items() if name in str(error.msg)), _EXPECTED["operand"])
        return Fault(min(error.loc, len(text)), wanted)
    except RecursionError:
        return Fault(0, Words("括号少一些", "fewer brackets"))


# ------------------------------------------------------------------------------------------------------------- within


def _keyword(word: str) -> pp.ParserElement:
    return pp.Regex(rf"(?i:{word})(?![A-Za-z0-9_])").set_name(word)


def _chain(_text: str, at: int, tokens: pp.ParseResults) -> Node:
    parts = list(tokens)
    if len(parts) == 1:
        return cast("Node", parts[0])
    return Chain(_start(parts[0], at), tuple(parts[::2]), tuple(str(sign).upper() for sign in parts[1::2]))


def _start(node: Any, at: int) -> int:  # noqa: ANN401 - whatever the parser hands over
    return node.at if hasattr(node, "at") else at


def _index(text: str | None) -> int | str | None:
    return int(text) if text is not None and text.isdigit() else text and text.replace('"', "'")


def _cell(text: str, at: int, tokens: pp.ParseResults) -> Cell:
    found = _CELL.match(text, at) or _CELL.search(str(tokens[0]))
    assert found is not None  # noqa: S101 - the same pattern has just matched
    first, second = _index(found["first"]), _index(found["second"])
    return Cell(at, found["table"] or "", first or "", second, int(found["back"] or 0), found["task"] or "")


def _scope(_text: str, at: int, tokens: pp.ParseResults) -> tuple[int, tuple[int, ...]]:
    places: list[int] = []
    for part in str(tokens[0]).strip("{} \t").split(","):
        first, _, last = part.partition("~")
        places += range(int(first), min(int(last or first), int(first) + _MOST_PLACES) + 1)
    return at, tuple(dict.fromkeys(places))


def _made(_text: str, _at: int, tokens: pp.ParseResults) -> Formula:
    body, *rest = list(tokens)
    return Formula(body, rest[0][1], rest[0][0]) if rest else Formula(body)


@lru_cache(maxsize=1)
def _formula() -> pp.ParserElement:
    expr = cast("pp.Forward", pp.Forward().set_name("operand"))
    number = pp.Regex(r"\d+(?:\.\d+)?").set_parse_action(lambda _, at, found: Number(at, found[0]))
    text = pp.Regex(r'"[^"]*"|\'[^\']*\'').set_parse_action(lambda _, at, found: Text(at, found[0][1:-1]))
    name = pp.Regex(_RESERVED + _WORD).set_parse_action(lambda _, at, found: Name(at, found[0]))
    cell = pp.Regex(_CELL).set_parse_action(_cell)
    close = pp.Literal(")").set_name(")").suppress()
    start = pp.Regex(rf"{_RESERVED}{_WORD}(?=\s*\()")
    args = pp.Optional(expr + (pp.Suppress(",") - expr)[...])
    call = (start + pp.Suppress("(") - args - close).set_parse_action(
        lambda _, at, found: Call(at, str(found[0]).upper(), tuple(found[1:]))
    )
    bracket = pp.Suppress("(") - expr - close
    atom = (call | cell | number | text | name | bracket).set_name("operand")
    unary = (pp.one_of("+ -") + atom).set_parse_action(lambda _, at, found: Before(at, found[0], found[1])) | atom

    def level(inner: pp.ParserElement, sign: pp.ParserElement) -> pp.ParserElement:
        made: pp.ParserElement = (inner + (sign - inner)[...]).set_parse_action(_chain)
        return made

    total = level(level(unary, pp.one_of("* /")), pp.one_of("+ -"))
    comparison = level(total, pp.one_of("= <> != <= >= < >"))
    denial: pp.Forward = pp.Forward()
    denied: pp.ParserElement = (_keyword("NOT") - denial).set_parse_action(
        lambda _, at, found: Before(at, "NOT", found[1])
    )
    denial <<= denied | comparison
    expr <<= level(level(denial, _keyword("AND")), _keyword("OR"))
    conditional = (
        _keyword("IF").suppress()
        - expr
        - _keyword("THEN").suppress()
        - expr
        - pp.Optional(_keyword("ELSE").suppress() - expr)
    ).set_parse_action(lambda _, at, found: Conditional(at, found[0], found[1], found[2] if len(found) > 2 else None))  # noqa: PLR2004 - IF, THEN, ELSE
    place = r"\d{1,6}(?:\s*~\s*\d{1,6})?"
    scope = pp.Regex(rf"\{{\s*{place}(?:\s*,\s*{place})*\s*\}}").set_parse_action(_scope)
    end = pp.StringEnd().set_name("end")
    formula: pp.ParserElement = ((conditional | expr) + pp.Optional(scope) - end).set_parse_action(_made)
    return formula
