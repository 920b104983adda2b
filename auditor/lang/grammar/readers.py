"""What reads texts by the grammar: a plain function of each element, since most texts are as they should be.

pyparsing makes an object of all that it finds and an exception of all that it does not, which took most of the time of
reading rules. A reader finds what the element finds, and gives up where there is nothing to find: then pyparsing is
asked, and says what is wrong and where.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import singledispatch
from typing import Any
from typing import TypeAlias

import pyparsing as pp

from auditor.lang.grammar.elements import BLANKS
from auditor.lang.grammar.elements import ByStart
from auditor.lang.grammar.elements import Chain
from auditor.lang.grammar.elements import Leaf
from auditor.lang.grammar.elements import Node
from auditor.lang.grammar.elements import Placed
from auditor.lang.grammar.elements import Then

_Found: TypeAlias = tuple[int, list[Any]] | None
Reader: TypeAlias = Callable[[Placed, int], _Found]

_blanks = re.compile(BLANKS).match


class Wrong(Exception):  # noqa: N818 - where, and what about it, pyparsing tells
    """Something is missing behind an error stop: the text makes no sense, whatever else might be tried."""


class Readers:
    """The readers of a grammar, one of each element."""

    def __init__(self) -> None:
        self._made: dict[pp.ParserElement, Reader] = {}

    def of(self, element: pp.ParserElement) -> Reader:
        """What reads an element: where it ends in a text, with its tokens; None where it is not there.

        Raises (when called):
            Wrong: it begins there, but does not go on as it must.
        """
        if element not in self._made:
            self._made[element] = self._later(element)  # until it is made: elements are within themselves
            self._made[element] = _reader(element, self.of)
        return self._made[element]

    def _later(self, element: pp.ParserElement) -> Reader:
        def read(text: Placed, at: int) -> _Found:
            return self._made[element](text, at)

        return read


_Of: TypeAlias = Callable[[pp.ParserElement], Reader]


@singledispatch
def _reader(element: pp.ParserElement, _of: _Of) -> Reader:
    """What reads an element; `of` gives what reads its parts."""
    raise TypeError(type(element).__name__)


@_reader.register(Leaf)
def _leaf(element: Leaf, _of: _Of) -> Reader:
    match, build = element.match, element.build

    def read(text: Placed, at: int) -> _Found:
        found = match(text, at)
        return None if found is None else (found.end(), [build(text, *found.span("leaf"))])

    return read


@_reader.register(pp.Regex)
def _regex(element: pp.Regex, _of: _Of) -> Reader:
    return _token(element.re.pattern)


@_reader.register(pp.Literal)
def _literal(element: pp.Literal, _of: _Of) -> Reader:
    return _token(re.escape(element.match))


def _token(pattern: str) -> Reader:
    match = re.compile(f"{BLANKS}({pattern})").match

    def read(text: Placed, at: int) -> _Found:
        found = match(text, at)
        return None if found is None else (found.end(), [found[1]])

    return read


@_reader.register(pp.Forward)
def _forward(element: pp.Forward, of: _Of) -> Reader:
    return of(_inner(element))


def _inner(element: pp.ParseElementEnhance) -> pp.ParserElement:
    assert element.expr is not None  # noqa: S101 - none in a grammar that is whole
    return element.expr


@_reader.register(pp.Suppress)
def _suppressed(element: pp.Suppress, of: _Of) -> Reader:
    inner = of(_inner(element))

    def read(text: Placed, at: int) -> _Found:
        found = inner(text, at)
        return None if found is None else (found[0], [])

    return read


@_reader.register(pp.Opt)
def _optional(element: pp.Opt, of: _Of) -> Reader:
    inner = of(_inner(element))
    return lambda text, at: inner(text, at) or (at, [])


@_reader.register(pp.ZeroOrMore)
@_reader.register(pp.OneOrMore)
def _repeated(element: pp.ParseElementEnhance, of: _Of) -> Reader:
    inner, is_needed = of(_inner(element)), isinstance(element, pp.OneOrMore)

    def read(text: Placed, at: int) -> _Found:
        tokens: list[Any] = []
        found = inner(text, at)
        if found is None and is_needed:
            return None
        while found is not None:
            at = found[0]
            tokens += found[1]
            found = inner(text, at)
        return at, tokens

    return read


@_reader.register(pp.MatchFirst)
def _first(element: pp.MatchFirst, of: _Of) -> Reader:
    choices = [of(each) for each in element.exprs]

    def read(text: Placed, at: int) -> _Found:
        return next((found for choice in choices if (found := choice(text, at)) is not None), None)

    return read


@_reader.register(pp.And)
def _row(element: pp.And, of: _Of) -> Reader:
    parts: list[tuple[Reader, bool]] = []
    is_needed = False
    for each in _flat(element):
        if isinstance(each, pp.And._ErrorStop):  # noqa: SLF001 - as `-` puts it there
            is_needed = True
        else:
            parts.append((of(each), is_needed))

    def read(text: Placed, at: int) -> _Found:
        tokens: list[Any] = []
        for part, is_needed in parts:
            found = part(text, at)
            if found is None:
                if is_needed:
                    raise Wrong
                return None
            at = found[0]
            tokens += found[1]
        return at, tokens

    return read


def _flat(element: pp.And) -> list[pp.ParserElement]:
    """The parts of a sequence: a - b - c is within another sequence as (a - b) - c."""
    first, *others = element.exprs
    return [*(_flat(first) if type(first) is pp.And else (first,)), *others]


@_reader.register(Node)
def _node(element: Node, of: _Of) -> Reader:
    inner, build = of(element.exprs[0]), element.build

    def read(text: Placed, at: int) -> _Found:
        found = inner(text, at)
        if found is None:
            return None
        start = _blanks(text, at)
        return found[0], [build(text, start.end() if start else at, found[1])]

    return read


@_reader.register(ByStart)
def _by_start(element: ByStart, of: _Of) -> Reader:
    start, choices = element.start, [of(each) for each in element.choices]
    otherwise = None if element.otherwise is None else of(element.otherwise)

    def read(text: Placed, at: int) -> _Found:
        found = start(text, at)
        if found is not None and found.lastindex is not None:
            return choices[found.lastindex - 1](text, at)
        return (at, []) if otherwise is None else otherwise(text, at)

    return read


@_reader.register(Then)
def _then(element: Then, of: _Of) -> Reader:
    first, tail, build = of(element.first), of(element.tail), element.build

    def read(text: Placed, at: int) -> _Found:
        found = first(text, at)
        rest = None if found is None else tail(text, found[0])
        return None if found is None or rest is None else (rest[0], [build(found[1] + rest[1])])

    return read


@_reader.register(Chain)
def _chain(element: Chain, of: _Of) -> Reader:
    inner, operator, build = of(element.element), element.operator, element.build

    def read(text: Placed, at: int) -> _Found:
        found = inner(text, at)
        match = None if found is None else operator(text, found[0])
        if found is None or match is None:
            return found
        at, tokens = found
        while match is not None:
            found = inner(text, match.end())
            if found is None:
                raise Wrong
            at = found[0]
            tokens = [*tokens, match[1], *found[1]]
            match = operator(text, at)
        return at, [*build(tokens)]

    return read
