"""The names of the list of units: which unit a printed name means, and who reports for a year."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.identity.units import OFFICE
from auditor.ingest.identity.units import PLACES
from auditor.ingest.identity.units import TOWNS
from auditor.ingest.identity.units import place_of
from auditor.ingest.traditional import simplify
from auditor.patterns import regex
from auditor.registry import RegisteredUnit
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.registry import Registry


_PLACE = regex(f"(?:{PLACES}|{TOWNS})$")
_MOST_ABOVE = 3
_NOBODY = RegisteredUnit("")


class Names(Struct, frozen=True, dict=True):
    """The names of a list of units, in every wording that it has for them."""

    registry: Registry

    @cached_property
    def _meant(self) -> Mapping[str, tuple[RegisteredUnit, ...]]:
        """The units that a name can mean, by the name as it is compared."""
        found: dict[str, list[RegisteredUnit]] = {}
        for unit in self.registry.units:
            for name in dict.fromkeys(map(self.key, (unit.name, *unit.aliases))):
                found.setdefault(name, []).append(unit)
        return MappingProxyType({name: tuple(units) for name, units in found.items()})

    def key(self, name: str) -> str:
        """A name as it is looked up: a government's office is its place unless the list has the office beside it."""
        exact = squeezed(simplify(name))
        return exact if exact in self._offices else comparable(name)

    @cached_property
    def _offices(self) -> frozenset[str]:
        """The listed units that are offices of other listed units."""
        exact = {squeezed(simplify(unit.name)) for unit in self.registry.units}
        places = {comparable(name) for name in exact if not OFFICE.search(name)}
        return frozenset(name for name in exact if OFFICE.search(name) and comparable(name) in places)

    @cached_property
    def _meant_in_full(self) -> Mapping[str, tuple[RegisteredUnit, ...]]:
        """The same for names with the places above before them (青屏县白荷镇 of 白荷镇), and of places without.

        A bureau without its place is as good as any.
        """
        found: dict[str, list[RegisteredUnit]] = {}
        for unit in self.registry.units:
            own, above = self.key(unit.name), self._above(unit)
            longer = {f"{''.join(above[:count][::-1])}{own}" for count in range(1, len(above) + 1)}
            shorter = {own.removeprefix(place) for place in above[:1] if _PLACE.search(own)}
            for name in sorted(longer | shorter):
                if len(name) > 1 and name != own:
                    found.setdefault(name, []).append(unit)
        return MappingProxyType({name: tuple(units) for name, units in found.items()})

    def _above(self, unit: RegisteredUnit) -> tuple[str, ...]:
        """The places that a unit lies in, the nearest first."""
        found: list[str] = []
        while unit.parent and comparable(unit.parent) not in found and len(found) < _MOST_ABOVE:
            found.append(comparable(unit.parent))
            unit = next(iter(self._meant.get(found[-1], ())), _NOBODY)
        return tuple(found)

    def find(self, printed: str, year: int | None = None, folders: tuple[str, ...] = ()) -> RegisteredUnit | None:
        """The unit that a printed name means, None where none or more than one can be meant.

        It may have places before it or leave out one that the list does not, or does. A name that several units have
        is told by the year that they report for, and then by the folders that the file lies in: they name the unit's
        parent or region.
        """
        name = self.key(printed)
        meant = self._meant.get(name) or self._meant_in_full.get(name, ())
        if len({unit.name for unit in meant}) > 1 and year is not None:
            meant = tuple(unit for unit in meant if _reports_for(unit, year))
        if len({unit.name for unit in meant}) > 1:
            meant = tuple(unit for unit in meant if _lies_in(unit, folders))
        names = {unit.name for unit in meant}
        if len(names) != 1:
            return None
        return self.registry.find(meant[0].name, year) or meant[0]


def _reports_for(unit: RegisteredUnit, year: int) -> bool:
    """Whether a unit reports for a year: it was there when the year ended."""
    return unit.covers(date(year, 12, 31).toordinal())


def due(registry: Registry, year: int) -> tuple[RegisteredUnit, ...]:
    """The units that report for a year."""
    return tuple(unit for unit in registry.units if _reports_for(unit, year))


def comparable(name: str) -> str:
    """A name as names are compared: a government by its place, blanks left out."""
    return place_of(squeezed(simplify(name)))


def _lies_in(unit: RegisteredUnit, folders: tuple[str, ...]) -> bool:
    above = tuple(comparable(name) for name in (unit.parent, unit.region) if name)
    return any(name == comparable(folder) for name in above for folder in folders)
