"""陈述: how the narrative states an indicator, its wordings lowered, its example sentences kept as tests."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.files import each
from auditor.lang.files import find_texts
from auditor.lang.keywords import ClauseKey
from auditor.lang.measures import PLAIN
from auditor.lang.measures import meets_scale
from auditor.lang.measures import read_unit
from auditor.lang.names import meant
from auditor.lang.wording import Flaw
from auditor.lang.wording import lower_wording
from auditor.lang.wording import wording_measure
from auditor.schema import Claim
from auditor.schema import Example
from auditor.schema import Stance
from auditor.schema import Wording
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.files import File
    from auditor.lang.names import World
    from auditor.lang.notes import Notes
    from auditor.schema import Indicator
    from auditor.schema import Measure

_STANCES: Mapping[ClauseKey, Stance] = MappingProxyType(
    {
        ClauseKey.WORDING: Stance.FIGURE,
        ClauseKey.DENIAL: Stance.DENIAL,
        ClauseKey.UNIVERSAL: Stance.UNIVERSAL,
        ClauseKey.MENTION: Stance.MENTION,
    }
)


def read_claims(files: tuple[File, ...], world: World, notes: Notes) -> tuple[Claim, ...]:
    """The claims of all files, in their order; one that is wrong in part keeps what is right of it."""
    made = [_claim(file, node, world, notes) for file, node in each(files, ast.ClaimStatement)]
    return tuple(claim for claim in made if claim is not None)


def _claim(file: File, node: ast.ClaimStatement, world: World, notes: Notes) -> Claim | None:
    found = _indicators(file, node, world)
    stances = {_STANCES[clause.key] for clause in node.clauses if clause.key in _STANCES}
    if not found and stances - {Stance.MENTION}:
        known = [name for code in file.forms if code in world.forms for name in world.forms[code].indicators]
        notes.say(codes.UNKNOWN_NAME, file.source, node.name.span, meant(node.name.text, known), name=node.name.text)
        return None
    indicator = found[0][1] if found else None
    measure = indicator.measure if indicator is not None else PLAIN
    return Claim(
        indicator=indicator.code if indicator is not None else node.name.text,
        wordings=_wordings(file, node, measure, world, notes),
        scopes=tuple(text.value for text in find_texts(node.clauses, ClauseKey.SCOPE)),
        exclusions=tuple(text.value for text in find_texts(node.clauses, ClauseKey.EXCLUDE)),
        examples=_examples(file, node, measure, world, notes, mention_only=stances == {Stance.MENTION}),
        forms=tuple(code for code, _ in found) if found else file.forms,
    )


def _indicators(file: File, node: ast.ClaimStatement, world: World) -> tuple[tuple[str, Indicator], ...]:
    """The indicator of the claim in each form that has it."""
    found = []
    for code in file.forms:
        names = world.forms.get(code)
        owners = names.indicators.get(node.name.text, ()) if names is not None else ()
        if names is not None and len(owners) == 1:
            found.append((code, names.form.by_code[owners[0]]))
    return tuple(found)


def _wordings(
    file: File, node: ast.ClaimStatement, measure: Measure, world: World, notes: Notes
) -> Mapping[Stance, tuple[Wording, ...]]:
    made: dict[Stance, list[Wording]] = {}
    for clause in node.clauses:
        if clause.key not in _STANCES or not isinstance(clause.value, ast.Sentences):
            continue
        stance = _STANCES[clause.key]
        for sentence in clause.value.items:
            wording = _wording(file, sentence, stance, measure, world, notes)
            if wording is not None:
                made.setdefault(stance, []).append(wording)
    return MappingProxyType({stance: tuple(made[stance]) for stance in Stance if stance in made})


def _wording(
    file: File, sentence: ast.Sentence, stance: Stance, measure: Measure, world: World, notes: Notes
) -> Wording | None:
    text = sentence.text
    lowered = lower_wording(text.value)
    if isinstance(lowered, Flaw):
        start = text.span.start + 1 + lowered.at
        notes.say(
            codes.BAD_WORDING, file.source, Span(start, start + lowered.length), what_zh=lowered.zh, what_en=lowered.en
        )
        return None
    if stance is Stance.FIGURE and not lowered.figures:
        notes.say(
            codes.BAD_WORDING,
            file.source,
            text.span,
            what_zh="缺 {数} 或 {金额}",
            what_en="{number} or {money} is missing",
        )
        return None
    fixed = None
    if sentence.value is not None:
        fixed = _stored(file, sentence.value, measure, world, notes)
    elif stance is Stance.DENIAL and not lowered.figures:
        fixed = 0
    return Wording(text.value, lowered.pattern, fixed, wording_measure(lowered, measure, world.units))


def _examples(
    file: File, node: ast.ClaimStatement, measure: Measure, world: World, notes: Notes, *, mention_only: bool
) -> tuple[Example, ...]:
    """The example sentences; one of a mere mention needs no figure: it must be found."""
    made: list[Example] = []
    for clause in node.clauses:
        if not isinstance(clause.value, ast.Sentences) or clause.key in _STANCES:
            continue
        for sentence in clause.value.items:
            if clause.key is ClauseKey.COUNTEREXAMPLE:
                made.append(Example(sentence.text.value, None))
            elif sentence.value is not None:
                stored = _stored(file, sentence.value, measure, world, notes)
                if stored is not None:
                    made.append(Example(sentence.text.value, stored))
            elif mention_only:
                made.append(Example(sentence.text.value, 1))
            else:
                notes.say(
                    codes.EXPECTED,
                    file.source,
                    Span(sentence.span.end, sentence.span.end),
                    expected_zh="“= 数”",
                    expected_en="`= number`",
                )
    return tuple(made)


def _stored(file: File, number: ast.Number, measure: Measure, world: World, notes: Notes) -> int | None:
    """A figure as a stored integer; without a unit it is in the indicator's."""
    unit = read_unit(number.unit.text, world.units) if number.unit is not None else (measure, 1)
    if unit is None or (unit[0].base and unit[0].base != measure.base):
        word = number.unit.text if number.unit is not None else ""
        span = number.unit.span if number.unit is not None else number.span
        notes.say(codes.UNKNOWN_UNIT, file.source, span, meant(word, world.units), name=word)
        return None
    own = unit[0] if unit[0].base else measure
    stored = meets_scale(number.value * unit[1], own)
    if stored.denominator != 1:
        notes.say(codes.NOT_WHOLE, file.source, number.span, name=file.source.slice(number.span))
        return None
    return int(stored)
