"""The files of a rule folder with what each header says of its statements."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import TypeVar

from msgspec import Struct

from auditor.lang import ast
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.lang.parsing.parser import Parsed
    from auditor.source import Source

_S = TypeVar("_S", bound=ast.Node)


class File(Struct, frozen=True):
    """A parsed file: the forms that everything in it belongs to, and its header's clauses.

    Where the header is `broken`, nothing that it speaks for is judged: it may say when, or of whom, in what is lost.
    """

    parsed: Parsed
    forms: tuple[str, ...]
    header: tuple[ast.Clause, ...] = ()
    broken: bool = False

    @property
    def source(self) -> Source:
        """The text."""
        return self.parsed.source


def make_file(parsed: Parsed, declared: tuple[str, ...]) -> File:
    """A file with its forms: those of its header, else the one that it declares, else the unnamed one."""
    headers = [node for node in parsed.statements if isinstance(node, ast.Ruleset)]
    header = tuple(clause for node in headers for clause in node.clauses)
    is_broken = any(node.broken for node in headers)
    named = find_texts(header, ClauseKey.FORM)
    if named:
        every = any(text.value in WORDS[Word.ALL_FORMS] for text in named)
        forms = declared if every else tuple(text.value for text in named if text.value in declared)
        return File(parsed, forms, header, is_broken)
    own = [node.code.text for node in parsed.statements if isinstance(node, ast.FormStatement)]
    return File(parsed, tuple(own) if len(own) == 1 else ("",), header, is_broken)


def each(files: tuple[File, ...], kind: type[_S]) -> Iterator[tuple[File, _S]]:
    """Every statement of a kind, in the order of files and places."""
    for file in files:
        for node in file.parsed.statements:
            if isinstance(node, kind):
                yield file, node


def find_clause(clauses: tuple[ast.Clause, ...], key: ClauseKey) -> ast.Clause | None:
    """The clause with a key."""
    return next((clause for clause in clauses if clause.key is key), None)


def find_text(clauses: tuple[ast.Clause, ...], key: ClauseKey) -> str:
    """The words of a text clause, empty where it is absent."""
    clause = find_clause(clauses, key)
    return clause.value.value if clause is not None and isinstance(clause.value, ast.Text) else ""


def find_texts(clauses: tuple[ast.Clause, ...], key: ClauseKey) -> tuple[ast.Text, ...]:
    """The items of all list clauses with a key."""
    return tuple(item for clause in clauses if clause.key is key for item in items_of(clause))


def items_of(clause: ast.Clause) -> tuple[ast.Text, ...]:
    """The items of a list clause, none of another."""
    return clause.value.items if isinstance(clause.value, ast.Texts) else ()


def find_choice(clauses: tuple[ast.Clause, ...], key: ClauseKey) -> str:
    """The word of a choice clause, empty where it is absent."""
    clause = find_clause(clauses, key)
    return clause.value.word if clause is not None and isinstance(clause.value, ast.Choice) else ""
