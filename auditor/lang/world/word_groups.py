"""词组: words that the wordings and lists of claims share, kept in one place.

In a wording `{发布}` stands for the words of the group as alternatives, in 范围 and 排除 for the words themselves. A
word may be written like a wording, with brackets and other groups, but without a figure. A file uses the groups of
files that are of all its forms, and those of files without a form.
"""

from __future__ import annotations

import re
from itertools import chain
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Protocol

from msgspec import Struct

from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import syntax_codes
from auditor.lang.vocabulary.keywords import MARKS
from auditor.lang.world.files import each
from auditor.lang.world.names import meant
from auditor.lang.world.notes import place_words
from auditor.lang.world.wording import Flaw
from auditor.lang.world.wording import lower_wording
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Code
    from auditor.lang.world.files import File
    from auditor.lang.world.notes import Notes
    from auditor.lang.world.wording import Lowered

_BRACES = re.compile(r"\\.|\{(?P<name>[^{}]*)\}", re.DOTALL)
_NO_MARKS = Words("这里写单纯的词，或 {词组名}", "write plain words here, or the name of a word group in braces")
_USE_IT = Words(
    "删去这一行，直接用那个词组：写法里写 {{{name}}}；词不同的，换一个名称",
    "remove this line and use that group, as {{{name}}} in a wording; where the words differ, choose another name",
)
_ANOTHER_NAME = Words("换一个名称", "choose another name")
_MARKED = re.compile(r"[\\(){}|?…]|\.{3}")


class Say(Protocol):
    """Notes something wrong at a place of the file that is being read."""

    def __call__(self, code: Code, span: Span, hint: Words | None = None, **values: str) -> None:
        """Notes it."""


class _Group(Struct, frozen=True, eq=False):
    """A group with the file that declares it."""

    file: File
    node: ast.WordGroup

    def is_seen_by(self, forms: tuple[str, ...]) -> bool:
        """Whether files of these forms can use it."""
        return self.file.forms == ("",) or set(forms) <= set(self.file.forms)

    def meets(self, other: _Group) -> bool:
        """Whether some file could use both."""
        return ("",) in (self.file.forms, other.file.forms) or not set(self.file.forms).isdisjoint(other.file.forms)


def word_groups(files: tuple[File, ...], notes: Notes) -> Mapping[tuple[str, ...], Mapping[str, tuple[str, ...]]]:
    """The words of every group that a file can use, by the file's forms; none of one that is wrong."""
    reader = _Reader(_declared(files, notes), notes)
    return MappingProxyType({forms: reader.seen_by(forms) for forms in dict.fromkeys(file.forms for file in files)})


def _declared(files: tuple[File, ...], notes: Notes) -> tuple[_Group, ...]:
    """The groups whose names are free."""
    found: list[_Group] = []
    for file, node in each(files, ast.WordGroup):
        group, name = _Group(file, node), node.name
        first = next((other for other in found if other.node.name.text == name.text and other.meets(group)), None)
        if name.text in MARKS:
            notes.say(codes.RESERVED_NAME, file.source, name.span, name=name.text)
        elif first is not None:
            place = place_words(first.file.source, first.node.span)
            values = {"name": name.text, "place": place, "what_zh": "词组", "what_en": "word group"}
            hint = _USE_IT if first.is_seen_by(file.forms) else _ANOTHER_NAME
            notes.say(codes.DUPLICATE_NAME, file.source, name.span, hint, **values)
        else:
            found.append(group)
    return tuple(found)


class _Reader:
    """Gives the words of groups, those of the groups within them put in."""

    def __init__(self, groups: tuple[_Group, ...], notes: Notes) -> None:
        self._groups = groups
        self._notes = notes
        self._made: dict[_Group, tuple[str, ...]] = {}
        self._under: list[_Group] = []

    def seen_by(self, forms: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
        """The groups that files of some forms can use."""
        return MappingProxyType({name: self._words(group) for name, group in self._known(forms).items()})

    def _known(self, forms: tuple[str, ...]) -> dict[str, _Group]:
        return {group.node.name.text: group for group in self._groups if group.is_seen_by(forms)}

    def _words(self, group: _Group) -> tuple[str, ...]:
        if group not in self._made:
            self._under.append(group)
            words = [self._word(text, group) for text in group.node.words.items]
            self._made[group] = tuple(chain.from_iterable(words)) if all(words) else ()
            self._under.pop()
        return self._made[group]

    def _word(self, text: ast.Text, group: _Group) -> tuple[str, ...]:
        """A word as its group has it: none where it is wrong, several where it is another group."""
        if _MARKED.search(fold(text.value)) is None:
            return (text.value,)

        def say(code: Code, span: Span, hint: Words | None = None, **values: str) -> None:
            self._notes.say(code, group.file.source, span, hint, **values)

        known = self._known(group.file.forms)
        named = [known[name] for name in _named(text.value) if name in known]
        circle = next((other for other in named if other in self._under), None)
        if circle is not None:
            say(codes.CIRCULAR, text.span, name=circle.node.name.text)
            return ()
        words = {other.node.name.text: self._words(other) for other in named}
        whole = _BRACES.fullmatch(fold(text.value))
        if whole is not None and named:
            return words[named[0].node.name.text]
        written, lowered = lower_with(text.value, words)
        if isinstance(lowered, Flaw):
            say_flaw(lowered, text.span, known, say)
            return ()
        if lowered.figures:
            what = Words("词组里不能有 {数}，数写在写法里", "a word group has no {number}: it stands in the wording")
            say(syntax_codes.BAD_WORDING, text.span, what_zh=what.zh, what_en=what.en)
            return ()
        return (written,)


def _named(text: str) -> list[str]:
    """What stands in the braces of a wording."""
    return [match["name"].strip() for match in _BRACES.finditer(fold(text)) if match["name"] is not None]


# ------------------------------------------------------------------------------------------------------------- uses


def lower_with(text: str, groups: Mapping[str, tuple[str, ...]]) -> tuple[str, Lowered | Flaw]:
    """A wording with the words of its groups put in, and its expression, or what is wrong with it as it is written."""
    written = _put_in(text, groups, lambda words, _length: f"({'|'.join(words)})")
    lowered = lower_wording(written)
    if isinstance(lowered, Flaw) and written is not text:
        # NOTE: with brackets as long as the names in the place of the groups, a flaw is where it stands in the file.
        shown = lower_wording(_put_in(text, groups, lambda _words, length: f"({'〇' * (length - 2)})"))
        return written, shown if isinstance(shown, Flaw) else lowered
    return written, lowered


def _put_in(text: str, groups: Mapping[str, tuple[str, ...]], shown: Callable[[tuple[str, ...], int], str]) -> str:
    made: list[str] = []
    at = 0
    for match in _BRACES.finditer(fold(text)):
        words = groups.get((match["name"] or "").strip())
        if words is not None:
            made += text[at : match.start()], shown(words, match.end() - match.start())
            at = match.end()
    return "".join((*made, text[at:])) if made else text


def words_of(text: ast.Text, clause: str, groups: Mapping[str, tuple[str, ...]], say: Say) -> tuple[str, ...]:
    """The words of an item of a list: those of the group that it names, else itself."""
    whole = _BRACES.fullmatch(fold(text.value))
    if whole is None or whole["name"] is None:
        return (text.value,)
    name = whole["name"].strip()
    if name not in groups:
        hint = _NO_MARKS if name in ("", *MARKS) else _hint(name, groups)
        say(codes.UNKNOWN_NAME, text.span, hint, name=name)
        return ()
    marked = next((word for word in groups[name] if _MARKED.search(fold(word))), None)
    if marked is not None:
        say(codes.NOT_PLAIN, text.span, name=name, word=marked, clause=clause)
        return ()
    return groups[name]


def names_broken_group(clauses: Iterable[ast.Clause], groups: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether any wording or word of some clauses names a group of which something is wrong."""
    values = [clause.value for clause in clauses]
    texts = [text for value in values if isinstance(value, ast.Texts) for text in value.items]
    texts += [each.text for value in values if isinstance(value, ast.Sentences) for each in value.items]
    return any(groups.get(name) == () for text in texts for name in _named(text.value))


def say_flaw(flaw: Flaw, within: Span, groups: Mapping[str, object], say: Say) -> None:
    """Notes what is wrong with the wording that stands in a place, with the nearest group where a name is unknown."""
    span = Span(within.start + flaw.at, min(within.start + flaw.at + flaw.length, within.end))
    hint = _hint(flaw.name, (*groups, *MARKS)) if flaw.name else None
    say(syntax_codes.BAD_WORDING, span, hint, what_zh=flaw.zh, what_en=flaw.en)


def _hint(name: str, known: Iterable[str]) -> Words:
    declare = Words(f"先写明它的词：词组 {name} = …", f"declare its words first: word_group {name} = …")
    return meant(name, known) or declare
