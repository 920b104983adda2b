"""豁免: findings that were explained and accepted. They stay; what was explained is compared with what is there now."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import a_letter_away
from auditor.engine.codes import WAIVER_OF_NOBODY
from auditor.ingest.lists.names import Names
from auditor.ingest.lists.names import comparable
from auditor.results import Severity
from auditor.results import Verdict
from auditor.results.explanations import Explanation
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.lang.typed import RuleBook
    from auditor.lang.typed import Waiver
    from auditor.results import Evidence
    from auditor.results import Finding
    from auditor.schema import Schema

_NUMBER = re.compile(r"(?P<number>[+-]?[0-9]+(?:\.[0-9]+)?)(?P<unit>.*)")
_LAST_YEAR = "上年的"
_LAST_YEAR_WRITTEN = re.compile(r"(?:上年|prev)[.(]?(?P<name>[^()]+)\)?")


def default_date(years: Iterable[int | None]) -> date | None:
    """The day on which an audit takes place, where nobody says: the end of the year after the last reported one."""
    last = max((year for year in years if year is not None), default=None)
    return None if last is None else date(last + 1, 12, 31)


def explained(findings: Iterable[Finding], book: RuleBook, on: date | None) -> tuple[Finding, ...]:
    """The findings, those that a waiver is about with its explanation; an error cannot be waived."""
    waivers: defaultdict[str, list[Waiver]] = defaultdict(list)
    for waiver in book.waivers:
        waivers[waiver.rule].append(waiver)
    units = _Units(Names(book.schema.registry))
    return tuple(_explained(finding, waivers.get(finding.rule, []), units, book.schema, on) for finding in findings)


def of_nobody(book: RuleBook, submissions: Iterable[Submission]) -> Iterator[Diagnostic]:
    """What is said of waivers for a unit that is nearly one of those that report, and is none: a name misspelt.

    For a unit that is like no other it is quiet: its report may not be in this audit.
    """
    units = {each.unit for each in submissions if each.unit} | {each.name for each in book.schema.registry.units}
    names = _Units(Names(book.schema.registry))
    known = {names.meant(unit) for unit in units}
    sources = {source.path: source for source in book.sources}
    for waiver in book.waivers:
        near = _near(waiver.unit, units) if names.meant(waiver.unit) not in known else ()
        for meant in near:
            values = {"rule": waiver.rule, "unit": waiver.unit, "near": meant}
            yield Diagnostic(WAIVER_OF_NOBODY, sources.get(waiver.path), waiver.span, values)


# ------------------------------------------------------------------------------------------------------------- within


class _Units(Struct, frozen=True):
    """The units that names stand for: those of the list, else as names are compared."""

    names: Names

    def meant(self, name: str) -> str:
        """The unit of a name."""
        unit = self.names.find(name)
        return comparable(name if unit is None else unit.name)


def _near(name: str, units: Collection[str]) -> tuple[str, ...]:
    """The unit that was probably meant: a letter away, or the one that has more places before its name."""
    longer = sorted(unit for unit in units if unit.endswith(squeezed(name)))
    return a_letter_away(name, units, 1) or tuple(longer if len(longer) == 1 else ())


def _explained(finding: Finding, waivers: list[Waiver], units: _Units, schema: Schema, on: date | None) -> Finding:
    if finding.severity is Severity.ERROR or finding.verdict is not Verdict.FAIL:
        return finding
    found = [
        _explanation(waiver, finding, schema, on) for waiver in waivers if _is_about(waiver, finding, units, schema)
    ]
    # NOTE: of several waivers one that counts goes before one that does not, and the later written before the earlier.
    best = max(enumerate(found), key=lambda each: (each[1].counts, each[0]), default=None)
    return finding if best is None else replace(finding, explained=best[1])


def _is_about(waiver: Waiver, finding: Finding, units: _Units, schema: Schema) -> bool:
    return (
        units.meant(waiver.unit) == units.meant(finding.unit)
        and any(finding.year in years for years in waiver.years)
        and (not waiver.binding or _is_bound(waiver.binding, finding, schema))
    )


def _is_bound(wanted: str, finding: Finding, schema: Schema) -> bool:
    form = schema.forms.get(finding.form)
    codes = {wanted}
    if form is not None:
        codes |= {each.code for each in form.indicators if wanted in {each.name, each.english}}
        codes |= {each.code for table in form.tables for each in table.members if wanted == each.name}
    whole = finding.binding
    return bool(codes & {whole, whole.split("#")[0], *whole.split("#")[0].split(".")})


def _explanation(waiver: Waiver, finding: Finding, schema: Schema, on: date | None) -> Explanation:
    until = "" if waiver.until is None else date.fromordinal(waiver.until).isoformat()
    return Explanation(
        reason=waiver.reason,
        approver=waiver.approver,
        until=until,
        figures=waiver.figures,
        changed=_changed(waiver, finding, schema),
        is_expired=waiver.until is not None and on is not None and waiver.until < on.toordinal(),
    )


def _changed(waiver: Waiver, finding: Finding, schema: Schema) -> tuple[tuple[str, str, str], ...]:
    """The explained figures that are no longer so; one that the finding does not speak of any more is one of them."""
    now = _figures(finding.evidence, schema, finding.form)
    found: list[tuple[str, str, str]] = []
    for name, then in waiver.figures:
        values = now.get(_called(name), ())
        if not any(_is_same(then, value) for value in values):
            found.append((name, then, "、".join(values)))
    return tuple(found)


def _figures(evidence: tuple[Evidence, ...], schema: Schema, code: str) -> Mapping[str, tuple[str, ...]]:
    """The figures of a finding by every name that they have."""
    form = schema.forms.get(code)
    found: defaultdict[str, list[str]] = defaultdict(list)
    for it in evidence:
        value = it.value or it.cause
        indicator = form.by_code.get(it.indicator) if form else None
        names = {it.name}
        if it.member is None and indicator is not None and not it.submission and it.source == "table":
            names |= {indicator.code, indicator.english}
        for name in names:
            found[_called(name)].append(value)
    return {name: tuple(values) for name, values in found.items()}


def _called(name: str) -> str:
    """A name with 上年.x, 上年(x) and 上年的x as one."""
    plain = squeezed(name)
    if plain.startswith(_LAST_YEAR):
        return plain
    match = _LAST_YEAR_WRITTEN.fullmatch(plain)
    return _LAST_YEAR + match["name"] if match else plain.replace("正文.", "正文:")


def _is_same(then: str, now: str) -> bool:
    first, second = (_NUMBER.fullmatch(squeezed(text).replace(",", "")) for text in (then, now))
    if first is None or second is None:
        return squeezed(then) == squeezed(now)
    unit = first["unit"]
    return Fraction(first["number"]) == Fraction(second["number"]) and (not unit or unit == second["unit"])
