"""Where rules apply: whether one applies wherever another does, and which of them may apply together."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.lang.typed import Scope
    from auditor.schema import Years

_FIRST, _LAST = 0, 9999
_MOST_CLASSES = 256
_OTHER = ""


def _ends(years: Years) -> tuple[int, int]:
    return (_FIRST if years.first is None else years.first, _LAST if years.last is None else years.last)


def meets(some: Iterable[Years], others: Iterable[Years]) -> bool:
    """Whether two sets of years have a year in common; no years at all are all years."""
    one, two = tuple(some), tuple(others)
    if not one or not two:
        return True
    pairs = ((_ends(a), _ends(b)) for a in one for b in two)
    return any(max(a[0], b[0]) <= min(a[1], b[1]) for a, b in pairs)


def covers(wide: Scope, narrow: Scope) -> bool:
    """Whether one scope holds wherever the other does."""
    years = not wide.years or (
        bool(narrow.years)
        and all(
            any(_ends(w)[0] <= _ends(n)[0] and _ends(n)[1] <= _ends(w)[1] for w in wide.years) for n in narrow.years
        )
    )
    words = ((wide.levels, narrow.levels), (wide.regions, narrow.regions), (wide.kinds, narrow.kinds))
    named = all(not w or (bool(n) and set(n) <= set(w)) for w, n in words)
    return years and named and set(wide.except_units) <= set(narrow.except_units)


def overlap(one: Scope, two: Scope) -> bool:
    """Whether there may be a submission to which both apply."""
    words = ((one.levels, two.levels), (one.regions, two.regions), (one.kinds, two.kinds))
    return meets(one.years, two.years) and all(not a or not b or set(a) & set(b) for a, b in words)


def scope_classes(scopes: tuple[Scope, ...]) -> tuple[tuple[int, ...], ...]:
    """The sets of scopes (by place) that hold together for some kind of submission, the largest only."""
    starts = sorted(
        {end for scope in scopes for years in scope.years for end in (_ends(years)[0], _ends(years)[1] + 1)}
    )
    levels = _words(scope.levels for scope in scopes)
    regions = _words(scope.regions for scope in scopes)
    kinds = _words(scope.kinds for scope in scopes)
    samples = list(product([_FIRST, *starts], levels, regions, kinds))[:_MOST_CLASSES]
    found = {tuple(at for at, scope in enumerate(scopes) if _holds(scope, *sample)): None for sample in samples}
    return tuple(found)


def _words(named: Iterable[tuple[str, ...]]) -> list[str]:
    return [*sorted({word for words in named for word in words}), _OTHER]


def _holds(scope: Scope, year: int, level: str, region: str, kind: str) -> bool:
    inside = not scope.years or any(_ends(years)[0] <= year <= _ends(years)[1] for years in scope.years)
    named = ((scope.levels, level), (scope.regions, region), (scope.kinds, kind))
    return inside and all(not words or word in words for words, word in named)
