"""Rule files to a rule book: what can be spoken of, the rules that can run, the tests, and all that is wrong.

Whatever the text, there is a book: what is wrong is a diagnostic.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import structs
from msgspec.structs import replace

from auditor.lang import codes
from auditor.lang.parsing.parser import parse_file
from auditor.lang.testing.trials import Tried
from auditor.lang.testing.trials import read_cases
from auditor.lang.testing.trials import untried
from auditor.lang.typed import CheckedRule
from auditor.lang.typed import RuleBook
from auditor.lang.typed.digests import decisive_of
from auditor.lang.typing.hints.clauses import hint_spelling
from auditor.lang.typing.hints.taken import hint_taken
from auditor.lang.typing.rules import check_rule
from auditor.lang.typing.rules import rule_info
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.world.claims import read_claims
from auditor.lang.world.declare import declare
from auditor.lang.world.environment import Lacking
from auditor.lang.world.environment import Report
from auditor.lang.world.generate import Trees
from auditor.lang.world.generate import generate
from auditor.lang.world.generate import missing_of
from auditor.lang.world.names import meant
from auditor.lang.world.notes import Notes
from auditor.lang.world.spec import gather_specs
from auditor.lang.world.waivers import read_waivers
from auditor.results import State
from auditor.schema import Schema
from auditor.source import texts_digest

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable

    from auditor.diagnostics import Diagnostic
    from auditor.lang.world.declare import Declared
    from auditor.lang.world.environment import World
    from auditor.lang.world.spec import Spec
    from auditor.results import RuleInfo
    from auditor.source import Source


def check_sources(sources: tuple[Source, ...]) -> tuple[RuleBook, tuple[Diagnostic, ...]]:
    """The rule book of some texts, with everything that is wrong with them in the order of places."""
    notes = Notes()
    parsed = tuple(parse_file(source) for source in sources)
    declared = declare(parsed, notes)
    specs = gather_specs(declared.files, notes)
    checking = _Checking(specs, declared.world)
    written, broken = checking.all()
    notes.diagnostics += checking.diagnostics
    generated = _generate(declared, written)
    lost = {rule for file in parsed for rule in file.lost} - {spec.id for spec in specs}
    strays = _check_references(specs, generated, lost, notes)
    written, broken = tuple(rule for rule in written if rule.info.id not in strays), broken | strays
    running = tuple(rule for rule in (*written, *generated) if rule.info.state.runs)
    drafts = tuple(rule for rule in written if rule.info.state is State.DRAFT)
    claims = read_claims(declared.files, declared.world, notes)
    cases = read_cases(declared.files, Tried(specs, (*written, *generated), declared.world, broken), notes)
    ids = {rule.info.id for rule in (*running, *drafts)}
    forms = {code: names.form for code, names in declared.world.forms.items()}
    schema = Schema(declared.world.units, MappingProxyType(forms), claims)
    book = RuleBook(
        schema=schema,
        rules=running,
        infos=(*(rule_info(spec) for spec in specs), *_merged(generated)),
        cases=tuple(case for case in cases if case.rule in ids),
        sources=sources,
        broken=tuple(sorted(broken | lost)),
        digest=texts_digest(sources),
        drafts=drafts,
        waivers=read_waivers(declared.files, (*written, *generated), broken | lost, notes),
        untried=untried(declared.files, cases),
        decisive=decisive_of(running, schema),
    )
    found = [diagnostic for file in parsed for diagnostic in file.diagnostics] + notes.diagnostics
    return book, _in_order(hint_taken(hint_spelling(found, declared.world), specs))


class _Checking:
    """The rules of all files, each checked once for each of its forms, those first whose verdicts others ask for."""

    def __init__(self, specs: tuple[Spec, ...], world: World) -> None:
        self.diagnostics: list[Diagnostic] = []
        self._specs = {spec.id: spec for spec in specs}
        self._world = structs.replace(world, rule_ids=tuple(self._specs), rule_of=self._rule_of)
        self._made: dict[tuple[str, str], CheckedRule | Lacking] = {}

    def all(self) -> tuple[tuple[CheckedRule, ...], frozenset[str]]:
        """The rules that are right in every form of theirs, and the ids of those that are not."""
        right: list[CheckedRule] = []
        broken: set[str] = set()
        for spec in self._specs.values():
            found = [self._rule_of(spec.id, form) for form in spec.forms]
            rules = [rule for rule in found if not isinstance(rule, Lacking)]
            if len(rules) < len(found) or not rules:
                broken.add(spec.id)
            else:
                right += rules
        return tuple(right), frozenset(broken)

    def _rule_of(self, name: str, form: str) -> CheckedRule | Lacking:
        spec = self._specs.get(name)
        if spec is None or form not in spec.forms:
            return Lacking.RULE if spec is None else Lacking.FORM
        key = (name, form)
        if key not in self._made:
            self._made[key] = Lacking.END  # NOTE: as long as it is being checked: who asks for it now asks for himself
            self._made[key] = self._checked(spec, form)
        return self._made[key]

    def _checked(self, spec: Spec, form: str) -> CheckedRule | Lacking:
        if spec.broken:
            return Lacking.SENSE
        report = Report()
        rule = check_rule(spec, self._world.forms[form], self._world, report)
        self.diagnostics += report.diagnostics
        return rule if rule is not None else Lacking.SENSE


def _generate(declared: Declared, written: tuple[CheckedRule, ...]) -> tuple[CheckedRule, ...]:
    missing = missing_of(declared.files)
    made: list[CheckedRule] = []
    ids = {rule.info.id for rule in written}
    for code, names in declared.world.forms.items():
        places = {indicator: place for (form, indicator), place in declared.places.items() if form == code}
        rules = generate(Trees(names.form, places, missing), written)
        made += [rule for rule in rules if rule.info.id not in ids]
    return tuple(made)


def _merged(rules: tuple[CheckedRule, ...]) -> tuple[RuleInfo, ...]:
    """The infos of generated rules; one that stands for a tree in several forms is one."""
    merged: dict[str, RuleInfo] = {}
    for rule in rules:
        known = merged.get(rule.info.id, rule.info)
        forms = tuple(dict.fromkeys((*known.forms, *rule.info.forms)))
        merged[rule.info.id] = replace(known, forms=forms)
    return tuple(merged.values())


def _check_references(
    specs: tuple[Spec, ...], generated: tuple[CheckedRule, ...], lost: Collection[str], notes: Notes
) -> frozenset[str]:
    """The rules whose 让位 or 相关 names one that is not there, nor told to be wrong already; it is noted."""
    ids = {*lost, *(spec.id for spec in specs), *(rule.info.id for rule in generated)}
    named = [
        (text, source, spec.id)
        for spec in specs
        for key in (ClauseKey.UNLESS_FAILED, ClauseKey.RELATED)
        for text, source in spec.items(key)
        if text.value not in ids
    ]
    # NOTE: looking for the nearest of a thousand ids takes milliseconds: once for each strange name.
    hints = {name: meant(name, ids) for name in {text.value for text, *_ in named}}
    for text, source, _ in named:
        notes.say(codes.UNKNOWN_RULE, source, text.span, hints[text.value], name=text.value)
    return frozenset(rule for *_, rule in named)


def _in_order(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """By place, and each mistake once however many bindings and forms met it."""
    unique = {(each.code.id, each.order, each.span): each for each in found}
    return tuple(sorted(unique.values(), key=lambda each: each.order))
