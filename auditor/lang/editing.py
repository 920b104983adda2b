"""What an editor asks of rule files: what can be written here, what a word means, where it is defined."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.diagnostics import Lang
from auditor.lang import ast
from auditor.lang.fmt.expressions import print_expr
from auditor.lang.fmt.words import Printer
from auditor.lang.fmt.words import unbroken
from auditor.lang.parsing.parser import parse_file
from auditor.lang.sentence import find_rule
from auditor.lang.vocabulary import sentence_words as said
from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.function_words import FUNCTIONS
from auditor.lang.vocabulary.keywords import CLAUSES
from auditor.lang.vocabulary.keywords import STATEMENTS
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.world.declare import declare
from auditor.lang.world.files import find_text
from auditor.lang.world.files import make_file
from auditor.lang.world.names import BUILTIN_GROUPS
from auditor.lang.world.notes import Notes
from auditor.plugins import FUNCTIONS as FUNCTIONS_OF_OTHERS
from auditor.plugins import function_plugin
from auditor.plugins import plugins

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.lang.world.declare import Declared
    from auditor.lang.world.environment import FormNames
    from auditor.plugins import Plugin
    from auditor.schema import Indicator
    from auditor.source import Source
    from auditor.source import Span

_QUOTED = re.compile(r"「[^」\n]*」|`[^`\n]*`")
_WORD = re.compile(r"[\w·]+(?:[.\-][\w·]+)*")
_PLAIN = re.compile(r"[\w·]+")


class Sort(StrEnum):
    """What a completion is."""

    INDICATOR = "indicator"
    GROUP = "group"
    WORD_GROUP = "word_group"
    PARAM = "param"
    FUNCTION = "function"
    ATTRIBUTE = "attribute"
    KEYWORD = "keyword"
    RULE = "rule"


class Completion(Struct, frozen=True):
    """A word that can be written: what it is, and what an editor shows beside it."""

    word: str
    sort: Sort
    detail: str
    also: tuple[str, ...] = ()


class Place(Struct, frozen=True):
    """A place in a file."""

    path: str
    span: Span


class Desk(Struct, frozen=True, eq=False):
    """The files of a rule folder as an editor holds them."""

    sources: tuple[Source, ...]
    declared: Declared

    @classmethod
    def of(cls, sources: tuple[Source, ...]) -> Desk:
        """The desk of some files, whatever is wrong with them."""
        return cls(sources, declare(tuple(parse_file(source) for source in sources), Notes()))

    def completions(self, source: Source) -> tuple[Completion, ...]:
        """All that can be written in a file; editors pick by what is typed."""
        found: dict[str, Completion] = {}
        for each in (*self._named(source), *_built_in(), *self._rules()):
            found.setdefault(each.word, each)
        return tuple(found.values())

    def hover(self, source: Source, offset: int) -> str | None:
        """What the word at an offset means, in a few lines of Markdown."""
        for word in _words_at(source.text, offset):
            named = self._of_name(word, source)
            if named is not None:
                return named
            if word in FUNCTION_WORDS:
                return _of_function(word)
            plugin = function_plugin(word)
            if plugin is not None:
                return f"**{' · '.join(plugin.words)}**\n\n{_given_by(plugin)}"
            reading = find_rule(self.declared, word)
            if reading is not None:
                basis = next(
                    (each.zh for each in reading.clauses if each.zh.startswith(CLAUSES[ClauseKey.BASIS][0])), ""
                )
                lines = (
                    f"**{word}** {reading.title.zh}",
                    reading.weight.zh,
                    reading.sentence.zh,
                    reading.sentence.en,
                    basis,
                )
                return "\n\n".join(line for line in lines if line)
        return None

    def definition(self, source: Source, offset: int) -> Place | None:
        """Where the word at an offset is defined."""
        for word in _words_at(source.text, offset):
            for form in self._forms(source):
                codes = form.indicators.get(word, ())
                place = self.declared.places.get((form.form.code, codes[0])) if codes else None
                if place is not None:
                    return Place(place.source.path, place.node.span)
            for each in self._definitions(word):
                return each
        return None

    # -------------------------------------------------------------------------------------------------------- within

    def _forms(self, source: Source) -> tuple[FormNames, ...]:
        forms = self.declared.world.forms
        file = make_file(parse_file(source), tuple(forms))
        return tuple(forms[code] for code in file.forms if code in forms)

    def _words(self, source: Source) -> Mapping[str, tuple[str, ...]]:
        """The word groups that a file can use."""
        world = self.declared.world
        return world.words.get(make_file(parse_file(source), tuple(world.forms)).forms, {})

    def _named(self, source: Source) -> Iterator[Completion]:
        for form in self._forms(source):
            for indicator in form.form.indicators:
                detail = f"{indicator.measure.kind} {indicator.measure.unit}".strip()
                label = f" · {indicator.label}" if indicator.label not in ("", indicator.name) else ""
                also = tuple(word for word in (indicator.code, indicator.english, *indicator.aliases) if word)
                yield Completion(indicator.name, Sort.INDICATOR, f"{detail}{label}", also)
            for name in form.groups:
                yield Completion(name, Sort.GROUP, "组 group")
            for name in form.params:
                yield Completion(name, Sort.PARAM, "参数 param")

        for name, words in self._words(source).items():
            yield Completion(name, Sort.WORD_GROUP, f"词组 word group: {'、'.join(words)}")

    def _rules(self) -> Iterator[Completion]:
        for file in self.declared.files:
            for node in file.parsed.statements:
                if isinstance(node, ast.RuleStatement):
                    yield Completion(node.id.text, Sort.RULE, node.title)

    def _definitions(self, word: str) -> Iterator[Place]:
        for file in self.declared.files:
            for node in file.parsed.statements:
                if _defines(node, word):
                    yield Place(file.source.path, node.span)

    def _of_name(self, word: str, source: Source) -> str | None:
        """What a name means that rule files declare."""
        for form in self._forms(source):
            codes = form.indicators.get(word, ())
            if len(codes) == 1:
                return _of_indicator(form.form.by_code[codes[0]], form)
            if word in form.groups or word in form.params:
                return self._of_definition(word)
        words = self._words(source).get(word)
        return None if words is None else f"**{word}**\n\n{'、'.join(words)}"

    def _of_definition(self, word: str) -> str | None:
        for file in self.declared.files:
            for node in file.parsed.statements:
                if isinstance(node, ast.GroupStatement) and node.name.text == word:
                    shown = unbroken(print_expr(node.value, Printer(file.source, Lang.ZH)))
                    return f"**{word}** = {shown}"
                if isinstance(node, ast.Param) and node.name.text == word:
                    return f"**{word}**\n\n{file.source.slice(node.span)}"
        return None


def _defines(node: ast.Statement, word: str) -> bool:
    match node:
        case ast.RuleStatement():
            return node.id.text == word
        case ast.ApplyStatement():
            return find_text(node.clauses, ClauseKey.ID) == word
        case ast.GroupStatement() | ast.WordGroup() | ast.Param() | ast.TemplateStatement():
            return node.name.text == word
        case ast.IndicatorStatement() | ast.Unit():
            return node.name.text == word
        case ast.FormStatement() | ast.TableStatement():
            return node.code.text == word
        case _:
            return False


def _words_at(text: str, offset: int) -> tuple[str, ...]:
    """The words at an offset: between quotes, with its points and dashes (an id), and without."""
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line, at = text[start : end if end >= 0 else len(text)], offset - start
    found = [
        match.group().strip("「」`")
        for pattern in (_QUOTED, _WORD, _PLAIN)
        for match in pattern.finditer(line)
        if match.start() <= at <= match.end()
    ]
    return tuple(dict.fromkeys(found))


def _of_indicator(indicator: Indicator, form: FormNames) -> str:
    unit = f"{indicator.measure.kind} {indicator.measure.unit}".strip()
    whole = form.form.by_code.get(indicator.part_of or "")
    lines = (
        f"**{indicator.name}** (`{indicator.code}`): {unit}",
        f"{form.form.title} {indicator.number} {indicator.label}".strip(),
        f"别名 aliases: {'、'.join(indicator.aliases)}" if indicator.aliases else "",
        f"列 columns: {'、'.join(member.name for member in form.members(indicator))}" if indicator.members else "",
        f"分项 part of: {whole.name}" if whole is not None else "",
    )
    return "\n\n".join(line for line in lines if line)


def _of_function(word: str) -> str:
    function = FUNCTION_WORDS[word]
    phrase = said.FUNCTIONS.get(function)
    names = " · ".join(FUNCTIONS[function])
    if phrase is None:
        return f"**{names}**"
    values = {"all": "a、b、…"}
    return f"**{names}**\n\n{phrase.zh.format('a', 'b', 'c', **values)}\n\n{phrase.en.format('a', 'b', 'c', **values)}"


def _given_by(plugin: Plugin) -> str:
    package = f"{plugin.package} {plugin.version}".strip()
    return f"由 {package} 提供的函数 a function of {package}"


def _built_in() -> Iterator[Completion]:
    for function, words in FUNCTIONS.items():
        phrase = said.FUNCTIONS.get(function)
        detail = phrase.zh.format("a", "b", "c", all="a、b、…") if phrase is not None else ""
        yield Completion(words[0], Sort.FUNCTION, detail, words[1:])
    for plugin in plugins(FUNCTIONS_OF_OTHERS):
        yield Completion(plugin.words[0], Sort.FUNCTION, _given_by(plugin), plugin.words[1:])
    for name, (english, _) in KNOWN_ATTRIBUTES.items():
        yield Completion(name, Sort.ATTRIBUTE, "报告的属性 attribute", (english,))
    for name in BUILTIN_GROUPS:
        yield Completion(name, Sort.GROUP, "组 group")
    for table in (STATEMENTS, CLAUSES, WORDS):
        for words in table.values():
            yield Completion(words[0], Sort.KEYWORD, " ".join(words[1:]), words[1:])
