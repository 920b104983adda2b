"""陈述: how the narrative states an indicator, its wordings lowered, its example sentences kept as tests."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import syntax_codes
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.world.environment import Env
from auditor.lang.world.environment import Report
from auditor.lang.world.figures import column_said
from auditor.lang.world.files import each
from auditor.lang.world.files import items_of
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.measures import read_unit
from auditor.lang.world.measures import unit_words
from auditor.lang.world.names import elsewhere
from auditor.lang.world.names import meant
from auditor.lang.world.word_groups import lower_with
from auditor.lang.world.word_groups import names_broken_group
from auditor.lang.world.word_groups import say_flaw
from auditor.lang.world.word_groups import words_of
from auditor.lang.world.wording import Flaw
from auditor.lang.world.wording import wording_measure
from auditor.schema import Claim
from auditor.schema import Example
from auditor.schema import Kind
from auditor.schema import Stance
from auditor.schema import Wording
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.diagnostics import Code
    from auditor.lang.world.environment import World
    from auditor.lang.world.files import File
    from auditor.lang.world.notes import Notes
    from auditor.lang.world.wording import Lowered
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


_EXAMPLES = frozenset({ClauseKey.EXAMPLE, ClauseKey.COUNTEREXAMPLE})
_OF_RATIOS = Words("比率的写法用 {百分比}，其他的数不用", "ratios, and only they, are written with {percent}")


class _Desk(Struct, frozen=True, eq=False):
    """One claim being read: its file, the unit of its indicator, and where mistakes are noted."""

    file: File
    node: ast.ClaimStatement
    measure: Measure
    world: World
    notes: Notes

    @property
    def groups(self) -> Mapping[str, tuple[str, ...]]:
        """The word groups that the file can use."""
        return self.world.words[self.file.forms]

    def say(self, code: Code, span: Span, hint: Words | None = None, **values: str) -> None:
        """Notes something wrong."""
        self.notes.say(code, self.file.source, span, hint, **values)


def read_claims(files: tuple[File, ...], world: World, notes: Notes) -> tuple[Claim, ...]:
    """The claims of all files, in their order, but for those of which anything is wrong.

    A claim without its 上文 or 排除 would find more than was meant, and one of its figures would be judged.
    """
    made = [_unless_wrong(file, node, world, notes) for file, node in each(files, ast.ClaimStatement)]
    return tuple(claim for claim in made if claim is not None)


def _unless_wrong(file: File, node: ast.ClaimStatement, world: World, notes: Notes) -> Claim | None:
    before = len(notes.diagnostics)
    claim = _claim(file, node, world, notes)
    is_wrong = node.broken or file.broken or len(notes.diagnostics) > before
    return None if is_wrong or names_broken_group(node.clauses, world.words[file.forms]) else claim


def _claim(file: File, node: ast.ClaimStatement, world: World, notes: Notes) -> Claim | None:
    found = _indicators(file, node, world)
    stances = {_STANCES[clause.key] for clause in node.clauses if clause.key in _STANCES}
    if not found and node.kind is not None:
        return None  # what is wrong with it is noted where it is declared
    if not found and stances - {Stance.MENTION}:
        known = [name for code in file.forms if code in world.forms for name in world.forms[code].indicators]
        hint = meant(node.name.text, known) or elsewhere(node.name.text, file.forms, world)
        notes.say(codes.UNKNOWN_NAME, file.source, node.name.span, hint, name=node.name.text)
        return None
    indicator = found[0][1] if found else None
    desk = _Desk(file, node, indicator.measure if indicator is not None else PLAIN, world, notes)
    member, forms = _column(found, file, node, world, notes)
    if node.column is not None and member is None and _own_measure(found, node, world) is not None:
        return None
    return Claim(
        indicator=indicator.code if indicator is not None else node.name.text,
        wordings=_wordings(desk),
        scopes=_listed(ClauseKey.SCOPE, desk),
        exclusions=_listed(ClauseKey.EXCLUDE, desk),
        contexts=_contexts(desk),
        examples=_examples(desk, mention_only=stances == {Stance.MENTION}),
        forms=forms,
        member=member,
        measure=_own_measure(found, node, world),
    )


def _own_measure(found: tuple[tuple[str, Indicator], ...], node: ast.ClaimStatement, world: World) -> Measure | None:
    """The measure of a figure that the narrative alone gives."""
    code, indicator = found[0] if found else ("", None)
    return indicator.measure if indicator is not None and node.name.text in world.forms[code].narrated else None


def _column(
    found: tuple[tuple[str, Indicator], ...], file: File, node: ast.ClaimStatement, world: World, notes: Notes
) -> tuple[str | None, tuple[str, ...]]:
    """The column of the claim, and the forms whose indicator has it."""
    if node.column is None or not found:
        return None, tuple(code for code, _ in found) or file.forms
    written = ast.Ref((node.name,), (node.column,), span=node.span)
    columns: dict[str | None, list[str]] = {}
    for code, indicator in found:
        env = Env(world, world.forms[code], file.source, Report())
        columns.setdefault(column_said(indicator, written, env), []).append(code)
        if node.name.text not in world.forms[code].narrated:
            notes.diagnostics += env.report.diagnostics
    column = next(iter(columns))
    return column, tuple(columns[column])


def _indicators(file: File, node: ast.ClaimStatement, world: World) -> tuple[tuple[str, Indicator], ...]:
    """The indicator of the claim in each form that has it."""
    found = []
    for code in file.forms:
        names = world.forms.get(code)
        if names is not None and node.name.text in names.narrated:
            found.append((code, names.narrated[node.name.text].indicator))
            continue
        owners = names.indicators.get(node.name.text, ()) if names is not None else ()
        if names is not None and len(owners) == 1:
            found.append((code, names.form.spoken(names.form.by_code[owners[0]])))
    return tuple(found)


def _wordings(desk: _Desk) -> Mapping[Stance, tuple[Wording, ...]]:
    made: dict[Stance, list[Wording]] = {}
    for clause in desk.node.clauses:
        if clause.key not in _STANCES or not isinstance(clause.value, ast.Sentences):
            continue
        stance = _STANCES[clause.key]
        found = [_wording(sentence, stance, desk) for sentence in clause.value.items]
        made.setdefault(stance, []).extend(wording for wording in found if wording is not None)
    return MappingProxyType({stance: tuple(made[stance]) for stance in Stance if made.get(stance)})


def _contexts(desk: _Desk) -> tuple[tuple[str, ...], ...]:
    """The expressions of each 上文."""
    clauses = (clause for clause in desk.node.clauses if clause.key is ClauseKey.CONTEXT)
    found = [
        [_lowered(sentence.text, desk) for sentence in clause.value.items]
        for clause in clauses
        if isinstance(clause.value, ast.Sentences)
    ]
    return tuple(tuple(lowered.pattern for _, lowered in each if lowered is not None) for each in found)


def _lowered(text: ast.Text, desk: _Desk) -> tuple[str, Lowered | None]:
    """A wording as it is written out, and lowered; what is wrong with it is noted."""
    written, lowered = lower_with(text.value, desk.groups)
    if isinstance(lowered, Flaw):
        say_flaw(lowered, Span(text.span.start + 1, text.span.end - 1), desk.groups, desk.say)
        return written, None
    return written, lowered


def _listed(key: ClauseKey, desk: _Desk) -> tuple[str, ...]:
    """The words of a list, with those of the groups that it names."""
    texts = [(text, clause) for clause in desk.node.clauses if clause.key is key for text in items_of(clause)]
    words = [word for text, clause in texts for word in words_of(text, clause.word.text, desk.groups, desk.say)]
    return tuple(dict.fromkeys(words))


def _wording(sentence: ast.Sentence, stance: Stance, desk: _Desk) -> Wording | None:
    text = sentence.text
    written, lowered = _lowered(text, desk)
    if lowered is None:
        return None
    if stance is Stance.FIGURE and not lowered.figures:
        desk.say(
            syntax_codes.BAD_WORDING, text.span, what_zh="缺 {数} 或 {金额}", what_en="{number} or {money} is missing"
        )
        return None
    if lowered.figures and lowered.percent != (desk.measure.kind is Kind.RATIO):
        desk.say(syntax_codes.BAD_WORDING, text.span, what_zh=_OF_RATIOS.zh, what_en=_OF_RATIOS.en)
        return None
    fixed = None
    if sentence.value is not None:
        fixed = _stored(sentence.value, desk)
    elif stance is Stance.DENIAL and not lowered.figures:
        fixed = 0
    measure = wording_measure(lowered, desk.measure, desk.world.units)
    return Wording(written, lowered.pattern, fixed, measure, lowered.needs)


def _examples(desk: _Desk, *, mention_only: bool) -> tuple[Example, ...]:
    """The example sentences; one of a mere mention needs no figure: it must be found."""
    sentences = [
        (clause.key, sentence)
        for clause in desk.node.clauses
        if clause.key in _EXAMPLES and isinstance(clause.value, ast.Sentences)
        for sentence in clause.value.items
    ]
    made = [_example(key, sentence, desk, mention_only=mention_only) for key, sentence in sentences]
    return tuple(example for example in made if example is not None)


def _example(key: ClauseKey, sentence: ast.Sentence, desk: _Desk, *, mention_only: bool) -> Example | None:
    text, place = sentence.text.value, (desk.file.source.path, sentence.span)
    if key is ClauseKey.COUNTEREXAMPLE:
        return Example(text, None, *place)
    if sentence.value is not None:
        stored = _stored(sentence.value, desk)
        return None if stored is None else Example(text, stored, *place)
    if mention_only:
        return Example(text, 1, *place)
    end = sentence.span.end
    desk.say(syntax_codes.EXPECTED, Span(end, end), expected_zh="“= 数”", expected_en="`= number`")
    return None


def _stored(number: ast.Number, desk: _Desk) -> int | None:
    """A figure as a stored integer; without a unit it is in the indicator's."""
    units, measure = desk.world.units, desk.measure
    unit = read_unit(number.unit.text, units) if number.unit is not None else (measure, 1)
    if unit is None or (unit[0].base and unit[0].base != measure.base):
        _say_wrong_unit(number, unit, desk)
        return None
    own = unit[0] if unit[0].base else measure
    # NOTE: as it is stored: in expressions a ratio stands at its true scale.
    stored = number.value * unit[1] * own.factor
    if stored.denominator != 1:
        desk.say(codes.NOT_WHOLE, number.span, name=desk.file.source.slice(number.span))
        return None
    return int(stored)


def _say_wrong_unit(number: ast.Number, unit: tuple[Measure, int] | None, desk: _Desk) -> None:
    name = number.unit or ast.Name("", span=number.span)
    if unit is None:
        desk.say(codes.UNKNOWN_UNIT, name.span, meant(name.text, desk.world.units), name=name.text)
    else:
        desk.say(codes.UNIT_CLASH, name.span, left=unit_words(desk.measure), right=name.text)
