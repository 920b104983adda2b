"""Who is expected to report, and to whom, as a list beside the rules says it."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Mapping


class RegisteredUnit(Struct, frozen=True):
    """A reporting unit from a day to a day (proleptic ordinals, an open end is None), with the unit that it reports to.

    `kind` is what sort of a body it is; a unit of the kind 本级 reports what its parent does itself, beside the units
    below. `predecessor` is the unit whose reports of earlier years are its own, where it was renamed. `aliases` are
    other names that reports print for it.
    """

    name: str
    parent: str = ""
    level: str = ""
    region: str = ""
    kind: str = ""
    first: int | None = None
    last: int | None = None
    predecessor: str = ""
    aliases: tuple[str, ...] = ()

    def covers(self, day: int) -> bool:
        """Whether the entry holds on a day."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def meets(self, other: RegisteredUnit) -> bool:
        """Whether there is a day that both entries hold on."""
        first = max((each.first for each in (self, other) if each.first is not None), default=None)
        last = min((each.last for each in (self, other) if each.last is not None), default=None)
        return first is None or last is None or first <= last


class Registry(Struct, frozen=True, dict=True):
    """The units that are expected to report, dated; empty where nobody keeps such a list."""

    units: tuple[RegisteredUnit, ...] = ()

    def find(self, name: str | None, year: int | None) -> RegisteredUnit | None:
        """The entry of a unit that holds at the end of a year."""
        if name is None or year is None:
            return None
        day = date(year, 12, 31).toordinal()
        return next((unit for unit in self.by_name.get(name, ()) if unit.covers(day)), None)

    @cached_property
    def by_name(self) -> Mapping[str, tuple[RegisteredUnit, ...]]:
        """The entries of each unit."""
        found: dict[str, tuple[RegisteredUnit, ...]] = {}
        for unit in self.units:
            found[unit.name] = (*found.get(unit.name, ()), unit)
        return MappingProxyType(found)
