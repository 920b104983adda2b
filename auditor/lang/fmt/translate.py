"""A statement in the other language: functions, and every name that has one there.

Texts that people wrote (titles, messages, wordings) stay as they are, and so does what a statement itself declares:
an indicator statement gives both of its names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.lang import ast
from auditor.lang.fmt.clauses import print_clause
from auditor.lang.fmt.words import Printer
from auditor.lang.fmt.words import unbroken
from auditor.lang.grammar.parts import Fault
from auditor.lang.grammar.parts import Part
from auditor.lang.grammar.parts import parse_part
from auditor.lang.vocabulary.function_words import ENUMERATION_FIELDS
from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.function_words import FUNCTIONS
from auditor.lang.vocabulary.function_words import PEER_KEYS
from auditor.lang.vocabulary.function_words import RATE_FIELDS
from auditor.lang.vocabulary.function_words import Func
from auditor.lang.vocabulary.keywords import KINDS
from auditor.lang.vocabulary.keywords import VERDICT_WORDS
from auditor.lang.vocabulary.keywords import VERDICTS
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.plugins import function_plugin
from auditor.source import Source
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Sequence

    from auditor.lang.fmt.dictionary import Dictionary


_N = TypeVar("_N", bound=ast.Node)
_LANGUAGES = ("中文", "en")


def translate(node: ast.Statement, words: Dictionary) -> ast.Statement:
    """The statement with every name and function in the language of a dictionary."""
    bound = _loops(getattr(node, "clauses", ()))
    params = {param.text for param in node.params} if isinstance(node, ast.TemplateStatement) else set()
    turn = _Turn(words, bound | params)
    match node:
        case ast.TestStatement():
            return turn.test(node)
        case ast.Unit() | ast.Import():
            return node
        case ast.IndicatorStatement(unit=unit) | ast.ClaimStatement(unit=unit) if unit is not None:
            return turn.inner(replace(node, unit=turn.unit(unit)))
        case _:
            return turn.inner(node)


def clause_texts(clauses: Sequence[tuple[ast.Clause, Source]], words: Dictionary) -> tuple[str, ...]:
    """What each clause of a statement says in the language of a dictionary, one a line; as written where it is so."""
    turn = _Turn(words, _loops(clause for clause, _ in clauses))
    return tuple(
        unbroken(print_clause(clause if _is_in(words.to, clause) else turn.clause(clause), Printer(source, words.to)))
        for clause, source in clauses
    )


def _is_in(lang: Lang, clause: ast.Clause) -> bool:
    return clause.word.text.isascii() is (lang is Lang.EN)


def _loops(clauses: Iterable[ast.Clause]) -> frozenset[str]:
    return frozenset(each.value.name.text for each in clauses if isinstance(each.value, ast.Foreach))


class _Turn(Struct, frozen=True):
    """Turns nodes into another language; `bound` are names of the statement's own."""

    words: Dictionary
    bound: frozenset[str]

    def inner(self, node: _N) -> _N:
        """A node with everything within it turned."""
        changed: dict[str, Any] = {
            name: self._value(getattr(node, name)) for name in node.__struct_fields__ if name not in ("span", "body")
        }
        return replace(node, **changed)

    def _value(self, value: object) -> object:
        if isinstance(value, tuple):
            return tuple(self._value(each) for each in value)
        return self.node(value) if isinstance(value, ast.Node) else value

    def node(self, node: ast.Node) -> ast.Node:
        """A node turned."""
        match node:
            case ast.Ref():
                return self._ref(node)
            case ast.Call():
                return self._call(node)
            case ast.Number(unit=unit) if unit is not None:
                return replace(node, unit=self.unit(unit))
            case ast.Clause():
                return self.clause(node)
            case ast.Name() | ast.Text() | ast.Tree() | ast.Columns():
                return node
            case _:
                return self.inner(node)

    def unit(self, name: ast.Name) -> ast.Name:
        """A unit of measure turned."""
        return self._named(name, self.words.units.get(name.text))

    def _named(self, name: ast.Name, other: str | None) -> ast.Name:
        return name if other is None else replace(name, text=other)

    def _name(self, name: ast.Name) -> ast.Name:
        return name if name.text in self.bound else self._named(name, self.words.names.get(name.text))

    def _ref(self, node: ast.Ref) -> ast.Ref:
        first, *rest = node.parts
        if first.text in self.bound:
            turned = [self._named(part, self._field(part.text)) for part in rest]
        elif first.text in WORDS[Word.NARRATIVE]:
            turned = [self._narrated(part) for part in rest]
        else:
            turned = [self._name(part) for part in rest]
        index = tuple(self._name(each) if isinstance(each, ast.Name) else each for each in node.index)
        return replace(node, parts=(self._name(first), *turned), index=index)

    def _narrated(self, name: ast.Name) -> ast.Name:
        for word in (Word.ENUMERATIONS, Word.RATES):
            if name.text in WORDS[word]:
                return self._named(name, self.words.choose(WORDS[word]))
        return self._name(name)

    def _field(self, text: str) -> str | None:
        tables = (*ENUMERATION_FIELDS.values(), *RATE_FIELDS.values())
        return next((self.words.choose(words) for words in tables if text in words), None)

    def _call(self, node: ast.Call) -> ast.Call:
        function = FUNCTION_WORDS.get(node.name.text)
        plugin = function_plugin(node.name.text) if function is None else None
        spellings = FUNCTIONS[function] if function is not None else plugin.words if plugin is not None else ()
        name = self._named(node.name, self.words.choose(spellings)) if len(spellings) > 1 else node.name
        # NOTE: a claim is called as its statement writes it.
        args = node.args if function is Func.MENTIONED else tuple(self.node(arg) for arg in node.args)
        return replace(node, name=name, args=args)

    def clause(self, clause: ast.Clause) -> ast.Clause:
        """A clause turned."""
        match clause.key, clause.value:
            case ClauseKey.KIND, ast.Text() as text:
                words: tuple[str, ...] | None = next((words for words in KINDS if text.value in words), None)
            case ClauseKey.LANGUAGE, ast.Text() as text:
                words = _LANGUAGES if text.value in _LANGUAGES else None
            case ClauseKey.FORM, ast.Texts() as texts:
                every = WORDS[Word.ALL_FORMS]
                items = tuple(self._text(text, every if text.value in every else None) for text in texts.items)
                return replace(clause, value=replace(texts, items=items))
            case ClauseKey.BY, ast.Texts() as texts:
                keys = {word: words for words in PEER_KEYS.values() for word in words}
                peers = tuple(self._text(text, keys.get(text.value)) for text in texts.items)
                return replace(clause, value=replace(texts, items=peers))
            case _:
                return self.inner(clause)
        return replace(clause, value=self._text(text, words))

    def _text(self, text: ast.Text, words: Iterable[str] | None) -> ast.Text:
        other = self.words.choose(words) if words is not None else None
        return text if other is None else replace(text, value=other)

    # ---------------------------------------------------------------------------------------------------- tests

    def test(self, node: ast.TestStatement) -> ast.TestStatement:
        """A test with its header and verdicts turned."""
        header = replace(node.header, cells=tuple(self._head(cell) for cell in node.header.cells))
        results = [fold(cell.value) in WORDS[Word.RESULT] for cell in node.header.cells]
        rows = tuple(
            replace(
                row,
                cells=tuple(self._cell(cell, result=result) for cell, result in zip(row.cells, results, strict=True)),
            )
            for row in node.rows
        )
        return replace(node, header=header, rows=rows)

    def _cell(self, cell: ast.Text, *, result: bool) -> ast.Text:
        folded = fold(cell.value)
        if result and folded in VERDICT_WORDS:
            return self._text(cell, VERDICTS[VERDICT_WORDS[folded]])
        return self._text(cell, WORDS[Word.BLANK] if folded in WORDS[Word.BLANK] else None)

    def _head(self, cell: ast.Text) -> ast.Text:
        folded = fold(cell.value)
        if folded in WORDS[Word.RESULT]:
            return self._text(cell, WORDS[Word.RESULT])
        made = parse_part(Part.EXPR, folded, cell.value, 0)
        if isinstance(made, Fault) or not isinstance(made, (ast.Ref, ast.Call)):
            return cell
        turned = self.node(made)
        return cell if turned == made else replace(cell, value=_printed(turned, cell.value, self.words.to))


def _printed(node: ast.Node, text: str, lang: Lang) -> str:
    from auditor.lang.fmt.expressions import print_expr
    from auditor.lang.fmt.words import Printer
    from auditor.lang.fmt.words import unbroken

    show: Callable[..., str] = print_expr
    return unbroken(show(node, Printer(Source("", text), lang)))
