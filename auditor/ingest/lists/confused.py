"""What of the list of units cannot work as it was meant: parents that are odd, a name that two units have."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.diagnostics import closest
from auditor.diagnostics import did_you_mean
from auditor.ingest.codes import tell
from auditor.ingest.lists.codes import LIST_CIRCLE
from auditor.ingest.lists.codes import LIST_PARENT
from auditor.ingest.lists.codes import LIST_SHARED
from auditor.ingest.lists.names import Names
from auditor.ingest.lists.names import comparable
from auditor.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.ingest.lists.read import Listing
    from auditor.registry import RegisteredUnit

# Of how many parents that others have, too, or that are listed, one may be told that is not.
_USUAL = 3


def nobodys_parents(listing: Listing, units: Mapping[int, RegisteredUnit]) -> Iterator[Diagnostic]:
    """What is said of parents, by the lines of their units, that are neither listed nor those of other units.

    The head of a list has such a parent by right, and so has each unit of a list that was made of places far apart.
    """
    parents = Counter(comparable(unit.parent) for unit in units.values() if unit.parent)
    listed = {comparable(name) for unit in units.values() for name in (unit.name, *unit.aliases, unit.region)}
    known = listed | {parent for parent, times in parents.items() if times > 1}
    odd = {
        line: unit
        for line, unit in units.items()
        if unit.parent and comparable(unit.parent) not in known and comparable(unit.name) not in parents
    }
    if _USUAL * len(odd) > sum(times for parent, times in parents.items() if parent in known):
        return
    for line, unit in odd.items():
        told = tell(LIST_PARENT, listing.source, listing.place(line, unit.parent), line=line, parent=unit.parent)
        others = known - {"", comparable(unit.name)}
        yield replace(told, hint=did_you_mean(closest(unit.parent, others)))


def circles(listing: Listing, units: Mapping[int, RegisteredUnit]) -> Iterator[Diagnostic]:
    """What is said of units that stand above themselves: alone, or by way of others."""
    key = Names(Registry(tuple(units.values()))).key
    parents = {key(unit.name): key(unit.parent) for unit in units.values() if unit.parent}
    for line, unit in units.items():
        own, above = key(unit.name), [key(unit.parent)]
        while above[-1] != own and parents.get(above[-1], own) not in {own, *above}:
            above.append(parents[above[-1]])
        if unit.parent and own in {above[-1], parents.get(above[-1])}:
            place = listing.place(line, unit.parent)
            yield tell(LIST_CIRCLE, listing.source, place, line=line, unit=unit.name, parent=unit.parent)


def shared_names(listing: Listing, units: Mapping[int, RegisteredUnit]) -> Iterator[Diagnostic]:
    """What is said of names that two units have at a time, and that neither parent nor region tells apart."""
    key = Names(Registry(tuple(units.values()))).key
    before: dict[tuple[str, str, str], list[tuple[int, RegisteredUnit]]] = {}
    for line, unit in units.items():
        for name in {key(each): each for each in (*unit.aliases, unit.name)}.values():
            same = before.setdefault((key(name), unit.parent, unit.region), [])
            other = next((each for each in same if each[1].name != unit.name and each[1].meets(unit)), None)
            if other is not None:
                where = {"line": line, "before": other[0]}
                place = listing.place(line, name)
                yield tell(LIST_SHARED, listing.source, place, name=name, other=other[1].name, **where)
            same.append((line, unit))
