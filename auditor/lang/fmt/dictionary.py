"""What the names of a rule file are in the other language, as far as its forms have them there."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.diagnostics import Lang
from auditor.lang.parsing.parser import parse_file
from auditor.lang.vocabulary.function_words import PASSAGES
from auditor.lang.vocabulary.keywords import VERDICTS
from auditor.lang.vocabulary.words import RESERVED
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.declare import declare
from auditor.lang.world.files import make_file
from auditor.lang.world.measures import BUILTIN
from auditor.lang.world.names import BUILTIN_GROUPS
from auditor.lang.world.notes import Notes

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.lang.world.environment import FormNames
    from auditor.lang.world.environment import World
    from auditor.source import Source

# Words that are a name of the language where nothing else is called so.
_NAMED = (
    *(WORDS[word] for word in (Word.DIFFERENCE, Word.RELATIVE_DIFFERENCE, Word.NARRATIVE)),
    *(WORDS[word] for word in (Word.EXPECTED, Word.REPORTED, Word.CHILDREN, Word.FIRST)),
    *VERDICTS.values(),
)
_UNITS_KEPT = frozenset({"%", "‰"})


class Dictionary(Struct, frozen=True):
    """What the names of a file are in another language."""

    to: Lang
    names: Mapping[str, str] = MappingProxyType({})
    units: Mapping[str, str] = MappingProxyType({})

    def choose(self, words: Iterable[str]) -> str | None:
        """The first of some words that is of the language."""
        return next((word for word in words if word.isascii() == (self.to is Lang.EN)), None)


def world_of(sources: tuple[Source, ...]) -> World:
    """What some files declare, whatever else is wrong with them."""
    return declare(tuple(parse_file(source) for source in sources), Notes()).world


def dictionary(source: Source, world: World, to: Lang) -> Dictionary:
    """The dictionary of a file within a world: a name is in it when all forms of the file agree on what it is."""
    forms = [
        world.forms[code] for code in make_file(parse_file(source), tuple(world.forms)).forms if code in world.forms
    ]
    empty = Dictionary(to)
    known = [_names(form, empty) for form in forms]
    agreed = {
        name: other
        for table in known
        for name, other in table.items()
        if all(
            each.get(name, other) == other and _is_free(other, name, form)
            for each, form in zip(known, forms, strict=True)
        )
    }
    fixed = _attributes(empty) | _members(forms, empty)
    taken = {name for form in forms for table in (form.indicators, form.groups, form.params) for name in table}
    names = {name: other for name, other in fixed.items() if name not in taken and other not in taken} | agreed
    return Dictionary(to, MappingProxyType(names), MappingProxyType(_units(world, empty)))


def _is_free(other: str, name: str, form: FormNames) -> bool:
    """Whether a form takes both names for the same indicator, or knows neither."""
    return form.indicators.get(other) == form.indicators.get(name)


def _names(form: FormNames, empty: Dictionary) -> dict[str, str]:
    made: dict[str, str] = {}
    for indicator in form.form.indicators:
        spellings = (indicator.name, indicator.english, indicator.code)
        other = empty.choose(
            word for word in spellings if word and word not in RESERVED and word.replace("_", "").isalnum()
        )
        for name in spellings:
            if other is not None and name and name != other and form.indicators.get(name) == (indicator.code,):
                made.setdefault(name, other)
    return made


def _attributes(empty: Dictionary) -> dict[str, str]:
    pairs = [(name, english) for name, (english, _) in KNOWN_ATTRIBUTES.items()]
    groups: dict[object, list[str]] = {}
    for name, kinds in BUILTIN_GROUPS.items():
        groups.setdefault(kinds, []).append(name)
    return _table((*pairs, *groups.values(), *PASSAGES, *_NAMED), empty)


def _members(forms: Iterable[FormNames], empty: Dictionary) -> dict[str, str]:
    return _table(
        ((member.name, member.code) for form in forms for table in form.form.tables for member in table.members), empty
    )


def _table(spellings: Iterable[Iterable[str]], empty: Dictionary) -> dict[str, str]:
    made: dict[str, str] = {}
    for words in map(tuple, spellings):
        other = empty.choose(words)
        made |= {word: other for word in words if other is not None and word != other}
    return made


def _units(world: World, empty: Dictionary) -> dict[str, str]:
    words: dict[object, list[str]] = {}
    for word, measure in {**BUILTIN, **world.units}.items():
        words.setdefault(measure, []).append(word)
    return _table((list_ for list_ in words.values() if not _UNITS_KEPT & set(list_)), empty)
