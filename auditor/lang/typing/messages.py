"""Messages: every placeholder stands for something, and is written in its one canonical spelling."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.typing.items import FIELDS
from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.function_words import FUNCTIONS
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.words import PLACEHOLDER_WORDS
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.names import attribute_name
from auditor.lang.world.names import known_names
from auditor.lang.world.names import meant
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.lang.world.environment import Env
    from auditor.lang.world.spec import Said
    from auditor.lang.world.spec import Spec

_PLACEHOLDER = re.compile(r"\{([^{}\n]*)\}")
# A number as the rule itself writes it: 同级中位数(项).
_CALL = re.compile(r"(?P<function>[^\W\d]\w*)\(\s*(?P<argument>\w+)\s*\)")
_THIS_YEAR = ("本年", "this_year")
_NAME = re.compile(r"^(?:(?P<head>[^.\[\]]+)\.)?(?P<name>[^.\[\]]+?)(?:\[(?P<index>[^\[\]]+)\])?$")


_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def read_message(spec: Spec, env: Env) -> Words | None:
    """The message of a rule in both languages, None where it has none.

    One written in Chinese only is empty in English, where it is then made from what the rule requires.
    """
    spoken = frozenset(_calls(spec, env))
    chinese = _read(spec.find(ClauseKey.MESSAGE), spoken, env)
    english = _read(spec.find(ClauseKey.MESSAGE_EN), spoken, env)
    if chinese is None and english is None:
        return None
    readable = "" if chinese is None or _CHINESE.search(_PLACEHOLDER.sub("", chinese)) else chinese
    return Words(chinese or english or "", english or readable)


def placeholders(spec: Spec) -> frozenset[str]:
    """What stands between braces in a rule's messages."""
    texts = (spec.text(ClauseKey.MESSAGE), spec.text(ClauseKey.MESSAGE_EN))
    return frozenset(fold(match.group(1)).strip() for text in texts for match in _PLACEHOLDER.finditer(text))


def _calls(spec: Spec, env: Env) -> Iterator[str]:
    """The calls of one name that a rule's statement and condition have, in their canonical spelling: 同级中位数(项)."""
    for key in (ClauseKey.REQUIRE, ClauseKey.WHEN):
        for said in spec.all(key):
            for call in _CALL.finditer(fold(said.source.slice(said.clause.body))):
                found = _called(call, env)
                if found is not None:
                    yield found


def _read(said: Said | None, spoken: frozenset[str], env: Env) -> str | None:
    if said is None or not isinstance(said.clause.value, ast.Text):
        return None
    body = said.clause.body
    for match in _PLACEHOLDER.finditer(said.source.slice(body)):
        if _canonical(match.group(1), spoken, env) is None:
            _say_unknown(match, body, said, env)
    return _PLACEHOLDER.sub(
        lambda match: f"{{{_canonical(match.group(1), spoken, env) or match.group(1)}}}", said.clause.value.value
    )


def _say_unknown(match: re.Match[str], body: Span, said: Said, env: Env) -> None:
    place = Span(body.start + match.start(1), body.start + match.end(1))
    name = match.group(1).strip()
    near = meant(fold(name), [*PLACEHOLDER_WORDS, *known_names(env)])
    env.at(said.source).say(codes.UNKNOWN_PLACEHOLDER, place, near, name=name)


def _canonical(text: str, spoken: frozenset[str], env: Env) -> str | None:
    call = _CALL.fullmatch(fold(text).strip())
    if call is not None:
        found = _called(call, env)
        return found if found in spoken else None
    match = _NAME.match(fold(text).strip())
    if match is None:
        return None
    head, name, index = (part.strip("「」` ") if part else "" for part in match.group("head", "name", "index"))
    found = _indicator_name(name, env)
    if head:
        dotted = _dotted(head, name, found, env)
        column = _column_name(index, env) or (index if index in env.form.groups else None) if index else ""
        return f"{dotted}[{column}]" if dotted and column else dotted if not index else None
    if index:
        column = _column_name(index, env)
        return f"{found}[{column}]" if found and column else None
    if name in env.loops or name in env.macros:
        return name
    return found or _other(name, env)


def _called(call: re.Match[str], env: Env) -> str | None:
    function, argument = call["function"], call["argument"]
    word = next((WORDS[it][0] for it in (Word.EXPECTED, Word.REPORTED) if argument in WORDS[it]), None)
    named = word or _indicator_name(argument, env)
    known = function in FUNCTION_WORDS and named is not None
    return f"{FUNCTIONS[FUNCTION_WORDS[function]][0]}({named})" if known else None


def _other(name: str, env: Env) -> str | None:
    if name in PLACEHOLDER_WORDS:
        return PLACEHOLDER_WORDS[name]
    if name in env.form.params:
        return name
    return attribute_name(name)


def _dotted(head: str, name: str, found: str | None, env: Env) -> str | None:
    for word in (Word.NARRATIVE, Word.PREVIOUS):
        if head in WORDS[word]:
            return f"{WORDS[word][0]}.{found}" if found else None
    if head in _THIS_YEAR:
        return f"{_THIS_YEAR[0]}.{found}" if found else None
    item = env.loops.get(head)
    if item is not None and item.kind in FIELDS and name in FIELDS[item.kind]:
        return f"{head}.{name}"
    return None


def _indicator_name(name: str, env: Env) -> str | None:
    item = env.loops.get(name)
    if item is not None and item.kind == "indicator":
        return name
    if name in env.form.narrated:
        return name
    owners = env.form.indicators.get(name, ())
    return env.form.form.by_code[owners[0]].name if len(owners) == 1 else (name if name in env.macros else None)


def _column_name(name: str, env: Env) -> str | None:
    if name in env.loops or name == "*":
        return name
    member = env.form.find_member(name)
    return member.name if member is not None else None
