"""How each word, name, number and text of the language is printed, in Chinese or in English."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING
from typing import TypeVar

from msgspec import Struct

from auditor.diagnostics import Lang
from auditor.lang.vocabulary.words import RESERVED
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.snippet import display_width
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from auditor.lang import ast
    from auditor.schema import Years
    from auditor.source import Source

_K = TypeVar("_K")

# Where a line may be broken, the outermost first; printed as a blank where it is not.
_SOFT = SOFT_CONDITION, SOFT_OR, SOFT_AND, SOFT_COMPARISON, SOFT_SUM, SOFT_PRODUCT, SOFT_COMMA = "\1\2\3\4\5\6\7"
WIDTH = 110
INDENT = "  "
_CONTINUED = "    "
_BARE = re.compile(r"[^\W\d][\w·]*")
_ID = re.compile(r"[\w·](?:[\w·.\-]*[\w·])?")
_COMMENT = re.compile(r"(?:^|\s)#")
_ANY_SOFT = re.compile(f"[{_SOFT}]")
_TOKEN = re.compile(rf'"[^"]*"|“[^”]*”|「[^」]*」|[(\[{{)\]}}{_SOFT}]')
_SIGNS = {"≠": "!=", "≥": ">=", "≤": "<=", "≈": "~="}
_CHINESE_SIGNS = {"*": "×", "/": "÷"}


class Printer(Struct, frozen=True, dict=True):
    """Prints in one language what stands in one source."""

    source: Source
    lang: Lang

    def spell(self, table: Mapping[_K, tuple[str, ...]], key: _K) -> str:
        """A word of a table."""
        words = table[key]
        if self.lang is Lang.ZH:
            return words[0]
        return next((word for word in words if word.isascii()), words[0])

    def word(self, word: Word) -> str:
        """A word of an expression."""
        return self.spell(WORDS, word)

    def sign(self, sign: str) -> str:
        """The sign of a comparison or of arithmetic."""
        signs = _CHINESE_SIGNS if self.lang is Lang.ZH else _SIGNS
        return signs.get(sign, sign)

    @cached_property
    def at(self) -> str:
        """The word between an indicator and its table."""
        return WORDS[Word.AT][0 if self.lang is Lang.ZH else -1]

    def name(self, node: ast.Name) -> str:
        """A name, in corner brackets where it cannot stand bare."""
        text = self._as_written(node)
        return text if _is_bare(node.text) else f"「{text}」"

    def id(self, node: ast.Name) -> str:
        """The id of a rule or a form."""
        return self._as_written(node) if _ID.fullmatch(node.text) else f"「{self._as_written(node)}」"

    def _as_written(self, node: ast.Name) -> str:
        # NOTE: names are folded in the tree, but an indicator's name is also its printed label: full-width signs stay.
        words = self.source.slice(node.span)
        inner = words[1:-1].strip() if words[:1] in ("「", "`") else words
        return inner if fold(inner) == node.text else node.text

    def number(self, node: ast.Number) -> str:
        """A number with its unit."""
        digits = decimal(node.value)
        if node.unit is None:
            return digits
        return f"{digits}{node.unit.text}" if node.unit.text in ("%", "‰") else f"{digits} {self.unit(node.unit)}"

    def unit(self, node: ast.Name) -> str:
        """A unit of measure."""
        return self._as_written(node)


def _is_bare(text: str) -> bool:
    return _BARE.fullmatch(text) is not None and text not in RESERVED


def decimal(value: Fraction) -> str:
    """An exact decimal number: whatever was read from digits can be printed so."""
    digits = 0
    while (value * 10**digits).denominator != 1:
        digits += 1
    whole = str(int(value * 10**digits)).rjust(digits + 1, "0")
    return f"{whole[:-digits]}.{whole[-digits:]}" if digits else whole


def date(node: ast.Date) -> str:
    """A day."""
    day = f"{node.month:02}-{node.day:02}"
    return day if node.year is None else f"{node.year:04}-{day}"


def quoted(text: str) -> str:
    """A text between quotation marks that it does not hold."""
    return f"“{text}”" if '"' in text else f'"{text}"'


def title(text: str) -> str:
    """The title of a statement."""
    return quoted(text) if "」" in text else f"「{text}」"


def plain(text: str) -> str:
    """A text clause whose words need no quotes, unless they would be misread."""
    starts_quoted = text.startswith(('"', "“", "「"))
    return quoted(text) if starts_quoted or "\n" in text or _COMMENT.search(text) else text


def item(text: str, separators: str) -> str:
    """An item of a plain list."""
    folded = fold(text)
    if any(char in folded for char in separators) or plain(text) != text:
        return f"「{text}」" if '"' in text else f'"{text}"'
    return text


def years(span: Years) -> str:
    """A range of years."""
    if span.first is None:
        return f"..{span.last}"
    if span.last is None:
        return f"{span.first}.."
    return str(span.first) if span.first == span.last else f"{span.first}..{span.last}"


def unbroken(text: str) -> str:
    """The text on one line."""
    return _ANY_SOFT.sub(" ", text)


def wrapped(text: str) -> str:
    """The text on as few lines as its width allows, broken only where it may be."""
    lines: list[str] = []
    line = ""
    for part in _parts(text, WIDTH - len(_CONTINUED)):
        joined = f"{line} {part}" if line else part
        if line and display_width(joined) > WIDTH:
            lines.append(line)
            line = _CONTINUED + part
        else:
            line = joined
    return "\n".join([*lines, line])


def _parts(text: str, width: int) -> list[str]:
    """The text in parts that fit a line: taken apart at its outermost breaks, and further only where it must be."""
    if display_width(unbroken(text)) <= width:
        return [unbroken(text)]
    breaks = _breaks(text)
    if not breaks:
        return [text]
    outermost = min(rank for _, rank in breaks)
    cuts = [at for at, rank in breaks if rank == outermost]
    pieces = [text[start + 1 : end] for start, end in zip([-1, *cuts], [*cuts, len(text)], strict=True)]
    return [part for piece in pieces for part in _parts(piece, width)]


def _breaks(text: str) -> list[tuple[int, tuple[int, str]]]:
    """The places where a text may be broken, each with how deep within brackets it stands and what it parts."""
    depth = 0
    found: list[tuple[int, tuple[int, str]]] = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token in _SOFT:
            found.append((match.start(), (depth, token)))
        elif len(token) == 1:
            depth += 1 if token in "([{" else -1
    return found
