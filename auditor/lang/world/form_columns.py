"""The columns of a table as its statement declares them: their names, other words for them, the one that sums up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.world.files import find_clause
from auditor.lang.world.files import find_text
from auditor.lang.world.names import meant
from auditor.lang.world.notes import place_words
from auditor.schema import Member
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.lang.world.files import File
    from auditor.lang.world.notes import Notes
    from auditor.source import Source


class Place(Struct, frozen=True):
    """Where an indicator is declared."""

    source: Source
    node: ast.Node


def say_twice(notes: Notes, file: File, name: ast.Name, what: tuple[str, str], first: Place) -> None:
    """Tells that a name is declared twice; `what` it names, in Chinese and in English."""
    place = place_words(first.source, first.node.span)
    values = {"name": name.text, "what_zh": what[0], "what_en": what[1], "place": place}
    notes.say(codes.DUPLICATE_NAME, file.source, name.span, None, **values)


def columns_of(node: ast.TableStatement, file: File, notes: Notes) -> tuple[Member, ...]:
    """The columns of a table, none where its columns are no members."""
    made: dict[str, Member] = {}
    for column in _items(node, ClauseKey.COLUMNS):
        code = column.code.text if column.code is not None else column.name.text
        if code in made or any(member.name == column.name.text for member in made.values()):
            say_twice(notes, file, column.name, ("列", "column"), Place(file.source, node))
            continue
        made[code] = Member(code, column.name.text)
    return _with_total(node, file, notes, _with_aliases(node, file, notes, made))


def _items(node: ast.TableStatement, key: ClauseKey) -> tuple[ast.Column, ...]:
    clause = find_clause(node.clauses, key)
    return clause.value.items if clause is not None and isinstance(clause.value, ast.Columns) else ()


def _with_aliases(
    node: ast.TableStatement, file: File, notes: Notes, members: Mapping[str, Member]
) -> tuple[Member, ...]:
    """The columns with the other words that heads print for them: `公民 (自然人)`."""
    words: dict[str, tuple[str, ...]] = dict.fromkeys(members, ())
    for column in _items(node, ClauseKey.COLUMN_ALIAS):
        meant_by = column.code or column.name
        code = next((code for code, it in members.items() if meant_by.text in (code, it.name)), None)
        if code is None:
            _say_unknown(node, file, notes, meant_by, members.values())
        else:
            words[code] = (*words[code], column.name.text)
    return tuple(replace(member, aliases=words[code]) for code, member in members.items())


def _with_total(node: ast.TableStatement, file: File, notes: Notes, members: tuple[Member, ...]) -> tuple[Member, ...]:
    clause = find_clause(node.clauses, ClauseKey.TOTAL_COLUMN)
    if clause is None:
        return members
    name = fold(find_text(node.clauses, ClauseKey.TOTAL_COLUMN))
    total = next((member for member in members if name in (member.name, member.code)), None)
    if total is None:
        _say_unknown(node, file, notes, ast.Name(name, span=clause.body), members)
        return members
    return tuple(member if member is total else replace(member, part_of=total.code) for member in members)


def _say_unknown(node: ast.TableStatement, file: File, notes: Notes, name: ast.Name, members: Iterable[Member]) -> None:
    hint = meant(name.text, [member.name for member in members])
    notes.say(codes.UNKNOWN_COLUMN, file.source, name.span, hint, indicator=node.code.text, name=name.text)
