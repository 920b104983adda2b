"""What is said of clauses that are not written as the language has them: how they are, what is strange in them."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.diagnostics import did_you_mean_one_of
from auditor.lang import codes
from auditor.lang import syntax_codes
from auditor.lang.typing.hints.respelled import find_respelled
from auditor.lang.typing.hints.respelled import holds
from auditor.source import Source
from auditor.source import Span
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.lang.typing.hints.respelled import Respelled
    from auditor.lang.world.environment import World

# What is said of a clause that is not written as the language has it.
_SYMPTOMS = frozenset(
    code.id
    for code in (
        syntax_codes.EXPECTED,
        syntax_codes.UNEXPECTED,
        codes.UNKNOWN_NAME,
        codes.UNKNOWN_FUNCTION,
        codes.UNKNOWN_UNIT,
        codes.UNKNOWN_FIELD,
        codes.NOT_A_CONDITION,
    )
)


def hint_spelling(diagnostics: Iterable[Diagnostic], world: World) -> tuple[Diagnostic, ...]:
    """The diagnostics, those of a clause that can be written as the language has it made one, with how."""
    said = tuple(diagnostics)
    places: dict[Source, list[Span]] = {}
    for each in said:
        if each.code.id in _SYMPTOMS and each.source is not None and each.span is not None:
            places.setdefault(each.source, []).append(each.span)
    respelled = {source: find_respelled(source, spans, world) for source, spans in places.items()}
    made: list[Diagnostic] = []
    told: set[tuple[str, Span]] = set()
    for each in said:
        clause = _clause_of(each, respelled)
        if clause is None or each.source is None:
            made.append(each)
        elif (each.source.path, clause.span) not in told:
            told.add((each.source.path, clause.span))
            made += _told(each, clause)
    return tuple(made)


def _told(each: Diagnostic, clause: Respelled) -> Iterator[Diagnostic]:
    """What is said of a clause: the names in it that stand for nothing, else how it is written."""
    source = each.source
    found = 0
    for name, near in clause.strangers:
        at = fold(source.text).find(name, clause.span.start, clause.span.end) if source is not None else -1
        if at < 0:
            continue
        found += 1
        hint = did_you_mean_one_of(near)
        if hint is not None and clause.remaining is None and name == clause.strangers[-1][0]:
            then = _hint(clause)
            hint = Words(f"{hint.zh}名称改好后，{then.zh}", f"{hint.en} With the right name, {then.en}")
        yield Diagnostic(codes.UNKNOWN_NAME, source, Span(at, at + len(name)), MappingProxyType({"name": name}), hint)
    if not found:
        is_no_help = clause.remaining is not None and clause.remaining.code is each.code
        yield each if is_no_help else replace(each, hint=_hint(clause))


def _hint(clause: Respelled) -> Words:
    shown = _escaped(clause.text)
    if clause.remaining is not None:
        zh, en = (_escaped(_said(clause.remaining, lang)) for lang in Lang)
        return Words(f"读作“{shown}”，还有不对：{zh}", f"read as `{shown}`, there is still: {en}")
    if clause.clauses:
        zh, en = "”或“".join(clause.clauses), "` or `".join(clause.clauses)
        return Words(
            f"容差另写一行：这一行写成“{shown}”，下面加一行“{zh}”",
            f"a tolerance has a line of its own: write `{shown}` here, and below it `{en}`",
        )
    if clause.lacks_blanks:
        return Words(f"缺空格？可写成“{shown}”", f"missing blanks? write `{shown}`")
    return Words(f"可写成“{shown}”", f"write `{shown}`")


def _said(each: Diagnostic, lang: Lang) -> str:
    """What is wrong, and what to do about it where that is known."""
    stop = "。" if lang is Lang.ZH else ". "
    return stop.join(filter(None, (each.message(lang), each.help(lang))))


def _escaped(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _clause_of(each: Diagnostic, respelled: Mapping[Source, tuple[Respelled, ...]]) -> Respelled | None:
    if each.source is None or each.span is None or each.code.id not in _SYMPTOMS:
        return None
    place = each.span
    return next((clause for clause in respelled[each.source] if holds(clause.span, place)), None)
