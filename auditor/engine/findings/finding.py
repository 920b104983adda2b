"""One finding from one verdict: identity, words, sides, evidence."""

from __future__ import annotations

import hashlib
from collections import Counter
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec import field
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.document import ABSENT
from auditor.engine.canonical.derive import DERIVED
from auditor.engine.canonical.normal import leaf_of
from auditor.engine.columns.cells import State as CellState
from auditor.engine.columns.cells import previous
from auditor.engine.columns.frames import bare
from auditor.engine.findings.evidence.beyond import Surroundings
from auditor.engine.findings.evidence.beyond import evidence_beyond
from auditor.engine.findings.evidence.dossier import Dossier
from auditor.engine.findings.evidence.figures import evidence_of
from auditor.engine.findings.evidence.items import shown_mention
from auditor.engine.findings.evidence.scene import Scene
from auditor.engine.findings.exact import truth
from auditor.engine.findings.explain import formula
from auditor.engine.findings.explain import sides_of
from auditor.engine.findings.message import message_of
from auditor.engine.findings.row import Row
from auditor.engine.findings.told import Told
from auditor.engine.findings.wording.spoken import names_of
from auditor.engine.findings.wording.statements import Speaker
from auditor.lang import typed
from auditor.lang.typed import Grain
from auditor.results import Finding
from auditor.results import State
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.engine.findings.exact import Known
    from auditor.engine.findings.wording.spoken import Name
    from auditor.engine.plan import Statement
    from auditor.facts import FactTable
    from auditor.results import Evidence
    from auditor.results import Severity
    from auditor.schema import Schema

_ID_LENGTH = 12
_MANY = 12
_AT_HAND = 256


class Place(Struct, frozen=True):
    """Which submission a record is."""

    submission: str
    unit: str | None
    year: int | None
    form: str


class Desk(Struct, frozen=True):
    """What findings are written with: the submissions by record, and those of earlier years.

    `seen` counts the identities given out, so that two submissions of one unit and year keep theirs apart. `at_hand`
    are the reports that were looked at last, with their facts.
    """

    schema: Schema
    places: Mapping[int, Place]
    submissions: Mapping[str, Submission]
    table: FactTable
    around: Surroundings
    earlier: dict[int, Mapping[int, int]] = field(default_factory=dict)
    seen: Counter[str] = field(default_factory=Counter)
    at_hand: dict[str, Dossier] = field(default_factory=dict)

    @classmethod
    def of(cls, schema: Schema, table: FactTable, submissions: tuple[Submission, ...]) -> Desk:
        """A desk with everything at hand."""
        rows = table.records.select("record", "submission", "unit", "year", "form").iter_rows()
        places = {record: Place(submission, unit, year, form or "") for record, submission, unit, year, form in rows}
        by_path = MappingProxyType({submission.path: submission for submission in submissions})
        paths = MappingProxyType({record: place.submission for record, place in places.items()})
        units = MappingProxyType({record: place.unit for record, place in places.items()})
        around = Surroundings(table, paths, units)
        return cls(schema, MappingProxyType(places), by_path, table, around)

    def dossier(self, record: int | None) -> Dossier | None:
        """The submission of a record with its facts at hand."""
        return None if record is None else self._dossier(self.places[record].submission)

    def before(self, record: int, years_back: int) -> Dossier | None:
        """The submission of the record's unit so many years before."""
        if years_back not in self.earlier:
            pairs = previous(self.table.records, years_back).iter_rows()
            self.earlier[years_back] = MappingProxyType(dict(pairs))
        return self.dossier(self.earlier[years_back].get(record))

    def first_before(self, record: int, years_back: int) -> Dossier | None:
        """The report that the record's unit published first for the year so many years before."""
        latest = self.before(record, years_back)
        if latest is None:
            return None
        past = self.earlier[years_back][record]
        paths = self.table.first.filter(self.table.first["record"] == past)["submission"]
        return latest if paths.is_empty() else self._dossier(paths[0])

    def _dossier(self, path: str) -> Dossier | None:
        """The submission of a path with its facts at hand; those of so many stay there as are looked at together."""
        if path not in self.at_hand and path in self.submissions:
            if len(self.at_hand) >= _AT_HAND:
                self.at_hand.clear()
            self.at_hand[path] = Dossier(self.submissions[path])
        return self.at_hand.get(path)

    def can_tell(self, statement: Statement, record: int, known: Known) -> bool:
        """Whether it is worth telling that a statement could not be judged.

        Some figure that it speaks of stands in the record's table, and none is one that nobody was to give.
        """
        stands = any(
            known.states.get(bare(leaf)) is CellState.VALUE for leaf in statement.figures if leaf.years_back == 0
        )
        dossier = self.dossier(record)
        places = [(leaf.code, leaf.member) for leaf in statement.figures if leaf.years_back == 0]
        facts = [fact for place in places for fact in dossier.cells.get(place, ())] if dossier else []
        return stands and all(fact.doubt != ABSENT for fact in facts)


def finding_of(desk: Desk, statement: Statement, verdict: Verdict, row_of: tuple[int, int], known: Known) -> Finding:
    """The finding that a verdict on a row becomes."""
    record, item = row_of
    place = desk.places[record]
    names = names_of(statement.instance)
    scene = _scene(desk, statement, record, item, names)
    scene = replace(scene, beyond=_beyond(desk, scene, record, names, known))
    row = Row(statement, known, _shown(scene, names))
    sides = sides_of(row)
    speakers = (Speaker(scene.form, Lang.ZH), Speaker(scene.form, Lang.EN))
    failed = verdict is Verdict.FAIL
    formulas = Words(*(formula(row, speaker, failed=failed) for speaker in speakers))
    evidence = evidence_of(scene, _telling(names, known))
    unit = place.unit or ""
    told = Told(row, scene, verdict, sides, formulas, evidence, unit, place.year)
    info = statement.rule.info
    binding = binding_of(statement, item, scene.dossier)
    return Finding(
        id=_identity(desk, info.id, place, binding),
        submission=place.submission,
        unit=unit,
        year=place.year,
        form=place.form,
        rule=info.id,
        title=info.titles,
        severity=_severity(statement, known),
        verdict=verdict,
        binding=binding,
        member=statement.instance.member,
        indicators=_indicators(statement, names),
        left=sides.left,
        right=sides.right,
        difference=sides.difference,
        formula=formulas.zh,
        message=message_of(told, speakers),
        evidence=evidence,
        trial=info.state is State.TRIAL,
        formula_en=formulas.en,
        in_percent=sides.unit == "%",
    )


def binding_of(statement: Statement, item: int, dossier: Dossier | None) -> str:
    """What tells a finding from others of its rule and record: the loop's binding, and which item it is about."""
    binding = statement.instance.binding
    match statement.rule.grain:
        case Grain.RECORD:
            return binding
        case Grain.MENTION:
            ordinals = dossier.ordinals if dossier else {}
            return f"{binding or statement.instance.indicator}#{ordinals.get(item, item + 1)}"
        case _:
            return f"{binding}#{item + 1}"


# ------------------------------------------------------------------------------------------------------------- within


def _scene(desk: Desk, statement: Statement, record: int, item: int, names: tuple[Name, ...]) -> Scene:
    years = {1} | {name.years_back for name in names if isinstance(name, typed.Figure) and name.years_back}
    firsts = {name.years_back for name in names if isinstance(name, typed.Figure) and name.first}
    return Scene(
        statement,
        desk.schema.forms.get(statement.rule.form),
        desk.dossier(record),
        MappingProxyType({back: desk.before(record, back) for back in sorted(years)}),
        item,
        MappingProxyType({back: desk.first_before(record, back) for back in sorted(firsts)}),
    )


def _beyond(
    desk: Desk, scene: Scene, record: int, names: tuple[Name, ...], known: Known
) -> Mapping[Name, tuple[Evidence, ...]]:
    """The evidence for what does not stand in this report alone."""
    return MappingProxyType(
        {
            name: evidence_beyond(name, record, known, scene.form, desk.around)
            for name in names
            if isinstance(name, (*DERIVED, typed.Unique))
        }
    )


def _sound(aspect: typed.Aspect) -> int:
    """What is answered of a cell that nothing is wrong with: it stands in one row; of all else there is none."""
    return 1 if aspect is typed.Aspect.ROWS else 0


def _telling(names: tuple[Name, ...], known: Known) -> tuple[Name, ...]:
    """The names worth showing: of very many questions about cells those that are not answered as they should be."""
    answers = {name: known.numbers.get(bare(leaf_of(name))) for name in names if isinstance(name, typed.CellAspect)}
    told = tuple(name for name in names if name not in answers or answers[name] != _sound(name.aspect))
    return told if len(names) > _MANY and told else names


def _shown(scene: Scene, names: tuple[Name, ...]) -> Mapping[Name, str]:
    """The figures that are shown as printed instead of as numbers."""
    shown: dict[Name, str] = {}
    for name in names:
        if isinstance(name, typed.ItemField) and (text := shown_mention(scene, name)) is not None:
            shown[name] = text
    return MappingProxyType(shown)


def _indicators(statement: Statement, names: tuple[Name, ...]) -> tuple[str, ...]:
    found = [statement.instance.indicator] if statement.instance.indicator else []
    for name in names:
        if isinstance(name, typed.Figure):
            found.append(name.indicator)
        elif isinstance(name, typed.CellAspect):
            found.append(name.figure.indicator)
    return tuple(dict.fromkeys(found))


def _severity(statement: Statement, known: Known) -> Severity:
    """The severity of the first grade that certainly holds."""
    for condition, severity in statement.grades:
        if condition is None or truth(condition, known) is True:
            return severity
    return statement.rule.info.severity


def _identity(desk: Desk, rule: str, place: Place, binding: str) -> str:
    parts = (rule, place.unit or place.submission, str(place.year), binding)
    key = "\x1f".join(parts)
    desk.seen[key] += 1
    # NOTE: findings come in the order of the records, so that a second submission of a unit and year stays the second.
    again = f"\x1f{desk.seen[key]}" if desk.seen[key] > 1 else ""
    return hashlib.sha256((key + again).encode()).hexdigest()[:_ID_LENGTH]
