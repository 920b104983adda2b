"""A rule read aloud: its statement as a sentence in both languages, its clauses, its tests."""

from __future__ import annotations

from itertools import starmap
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.lang.fmt.dictionary import dictionary
from auditor.lang.fmt.translate import clause_texts
from auditor.lang.parsing.parser import parse_file
from auditor.lang.speaker import Speaker
from auditor.lang.vocabulary import sentence_words as said
from auditor.lang.vocabulary.attribute_words import ATTRIBUTE_WORDS
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.world.declare import declare
from auditor.lang.world.notes import Notes
from auditor.lang.world.spec import gather_specs

if TYPE_CHECKING:
    from auditor.lang.fmt.dictionary import Dictionary
    from auditor.lang.world.declare import Declared
    from auditor.lang.world.environment import World
    from auditor.lang.world.spec import Spec
    from auditor.results import Severity
    from auditor.source import Source


class Reading(Struct, frozen=True):
    """A rule for people to read: `sentence` is what it asks, `clauses` all it says."""

    id: str
    title: Words
    severity: Severity
    sentence: Words
    weight: Words
    clauses: tuple[Words, ...]
    path: str
    line: int
    comment: str = ""


def read_rule(sources: tuple[Source, ...], rule: str) -> Reading | None:
    """A rule of some files by its id, None where there is none."""
    return find_rule(declare(tuple(parse_file(source) for source in sources), Notes()), rule)


def find_rule(declared: Declared, rule: str) -> Reading | None:
    """A rule of files that are read already."""
    spec = next((spec for spec in gather_specs(declared.files, Notes()) if spec.id == rule), None)
    return None if spec is None else _reading(spec, declared.world)


def _reading(spec: Spec, world: World) -> Reading:
    words = [dictionary(spec.source, world, lang) for lang in Lang]
    zh, en = (_speaker(each, spec, world).rule(spec) for each in words)
    said_in = (clause_texts([(it.clause, it.source) for it in spec.clauses], each) for each in words)
    clauses = tuple(starmap(Words, zip(*said_in, strict=True)))
    line = spec.source.position(spec.node.span.start).line
    weight = said.SEVERITIES[spec.severity]
    title = Words(spec.title, spec.text(ClauseKey.ENGLISH) or spec.title)
    return Reading(spec.id, title, spec.severity, Words(zh, en), weight, clauses, spec.source.path, line, spec.comment)


def _speaker(words: Dictionary, spec: Spec, world: World) -> Speaker:
    """Who says a rule in one language, with the words for attributes and the values of parameters."""
    forms = [world.forms[form] for form in spec.forms if form in world.forms]
    own = {name for form in forms for names in (form.indicators, form.groups, form.params) for name in names}
    spoken = {name: said.say(words.to) for name, said in ATTRIBUTE_WORDS.items() if name not in own}
    bare = Speaker(words.to, words, MappingProxyType(spoken))
    params = {name: bare.parameter(it) for form in forms for name, it in form.params.items()}
    return replace(bare, spoken=MappingProxyType(spoken | params))
