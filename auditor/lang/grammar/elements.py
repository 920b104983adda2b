"""What the grammar is made of: pyparsing's elements with a place, and a few of our own that look before they try.

pyparsing finds out what stands somewhere by trying one thing after the other. Where the beginning tells what comes,
`ByStart`, `Then` and `Chain` look at it, and point at what is missing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias
from typing import cast

import pyparsing as pp
from msgspec import Struct

from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from auditor.lang import ast

NAME_CHARS = r"[\w·]"
NAME_END = rf"(?!{NAME_CHARS})"
# NOTE: no figure has more digits, and longer ones fit no column that rules are judged on.
MOST_DIGITS = 18
STRING = r'"[^"\n]*"|“(?:[^“”\n]|“[^“”\n]*”)*”'


class Placed(str):
    """A folded text that knows where in the file it stands, and its unfolded original."""

    __slots__ = ("base", "original")

    base: int
    original: str

    @classmethod
    def of(cls, folded: str, original: str, base: int) -> Placed:
        """A text with its offset in its file."""
        text = cls(folded)
        text.base, text.original = base, original
        return text


class Stop(Struct, frozen=True):
    """A word or bracket that closes something: its end."""

    end: int


def place(text: Placed, start: int, end: int) -> Span:
    """Where a part of a text stands in its file."""
    return Span(text.base + start, text.base + end)


def around(nodes: Iterable[ast.Node]) -> Span:
    """From the first of some nodes to the last."""
    spans = [node.span for node in nodes]
    return Span(spans[0].start, spans[-1].end)


def alternatives(words: Iterable[str]) -> str:
    """A pattern of words, each to its end."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word) + (NAME_END if word[-1].isalnum() else "") for word in longest_first)


def keyword(*words: Word) -> pp.ParserElement:
    """A keyword however it is spelled, called by its Chinese spelling."""
    spelled = [text for word in words for text in WORDS[word]]
    return pp.Regex(alternatives(spelled)).set_name(spelled[0])


class Node(pp.And):
    """An element of whose tokens something is built."""

    def __init__(self, element: pp.ParserElement, build: Callable[[Placed, int, list[Any]], Any]) -> None:
        super().__init__([element])
        self.build = build

        def action(text: str, loc: int, tokens: pp.ParseResults) -> Any:  # noqa: ANN401 - pyparsing's door
            return build(cast("Placed", text), loc, tokens.as_list())

        self.set_parse_action(action)


def build_stop(text: Placed, _start: int, end: int) -> Stop:
    """The end of what closes something."""
    return Stop(text.base + end)


def opening(char: str) -> pp.ParserElement:
    """A bracket that opens something."""
    return pp.Suppress(pp.Literal(char))


def closing(char: str) -> pp.ParserElement:
    """A bracket that closes something, as its place."""
    return leaf(re.escape(char), char, build_stop)


# ----------------------------------------------------------------------------------------------------- of our own

BLANKS = r"[ \t\r\n]*"
_Step: TypeAlias = tuple[int, pp.ParseResults]


def step(element: pp.ParserElement, text: str, loc: int, do_actions: bool = True) -> _Step:
    """What an element finds at a place, and where it ends."""
    return element._parse(text, loc, do_actions)  # noqa: SLF001 - as pyparsing's own elements go on to others


class Leaf(pp.Token):
    """What a pattern matches, built from where it begins and ends."""

    def __init__(self, pattern: str, build: Callable[[Placed, int, int], Any]) -> None:
        super().__init__()
        self.match = re.compile(f"{BLANKS}(?P<leaf>{pattern})").match
        self.build = build

    def _parse(self, instring: str, loc: int, do_actions: bool = True, callPreParse: bool = True) -> _Step:
        match = self.match(instring, loc)
        if match is None:
            raise pp.ParseException(instring, self.preParse(instring, loc), self.errmsg, self)
        built = self.build(cast("Placed", instring), *match.span("leaf"))
        return match.end(), pp.ParseResults([built], self.resultsName, modal=self.modalResults)


def leaf(pattern: str, name: str, build: Callable[[Placed, int, int], Any]) -> pp.ParserElement:
    """A leaf with the name that it has where it is missing."""
    return Leaf(pattern, build).set_name(name)


class _Own(pp.Token):
    """An element of our own, made of others: it goes straight to them, without results and actions of its own.

    The arguments of `_parse` are pyparsing's.
    """

    def __init__(self, *parts: pp.ParserElement | None) -> None:
        super().__init__()
        self._parts = [part for part in parts if part is not None]

    def streamline(self) -> pp.ParserElement:
        """Makes the parts ready, once, as pyparsing does with its own."""
        if not self.streamlined:
            super().streamline()
            for part in self._parts:
                part.streamline()
        return self


class ByStart(_Own):
    """That of some elements whose beginning stands here, else the one `otherwise`, or nothing."""

    def __init__(self, *choices: tuple[str, pp.ParserElement], otherwise: pp.ParserElement | None = None) -> None:
        super().__init__(*(element for _, element in choices), otherwise)
        self.start = re.compile(BLANKS + "(?:" + "|".join(f"({start})" for start, _ in choices) + ")").match
        self.choices = [element for _, element in choices]
        self.otherwise = otherwise

    def _parse(self, instring: str, loc: int, do_actions: bool = True, callPreParse: bool = True) -> _Step:
        match = self.start(instring, loc)
        if match is not None and match.lastindex is not None:
            return step(self.choices[match.lastindex - 1], instring, loc, do_actions)
        if self.otherwise is None:
            return loc, pp.ParseResults([])
        try:
            return step(self.otherwise, instring, loc, do_actions)
        except pp.ParseException as error:
            if error.loc == self.preParse(instring, loc):
                error.msg = self.errmsg or ""
            raise


class Then(_Own):
    """An element and what may come after it, of which one thing is built."""

    def __init__(self, first: pp.ParserElement, tail: ByStart, build: Callable[[list[Any]], ast.Expr]) -> None:
        super().__init__(first, tail)
        self.first, self.tail, self.build = first, tail, build

    def _parse(self, instring: str, loc: int, do_actions: bool = True, callPreParse: bool = True) -> _Step:
        loc, first = step(self.first, instring, loc, do_actions)
        loc, rest = step(self.tail, instring, loc, do_actions)
        return loc, pp.ParseResults([self.build([*first, *rest])])


class Chain(_Own):
    """Elements with an operator between each two; an element that is missing after one is where the text is wrong."""

    def __init__(
        self, element: pp.ParserElement, operator: str, build: Callable[[list[Any]], Iterable[Any]] = iter
    ) -> None:
        super().__init__(element)
        self.element, self.build = element, build
        self.operator = re.compile(f"{BLANKS}({operator})").match

    def _parse(self, instring: str, loc: int, do_actions: bool = True, callPreParse: bool = True) -> _Step:
        loc, found = step(self.element, instring, loc, do_actions)
        match = self.operator(instring, loc)
        if match is None:
            return loc, found
        tokens = [*found]
        while match is not None:
            try:
                loc, found = step(self.element, instring, match.end(), do_actions)
            except pp.ParseException as error:
                raise pp.ParseSyntaxException(error.pstr, error.loc, error.msg, error.parser_element) from None
            tokens += (match[1], *found)
            match = self.operator(instring, loc)
        return loc, pp.ParseResults([*self.build(tokens)])


def list_of(element: pp.ParserElement) -> pp.ParserElement:
    """One element or several between commas."""
    return Chain(element, "[,、]", lambda tokens: tokens[::2])
