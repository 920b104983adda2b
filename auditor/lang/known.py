"""What several readings give together: all of it, or nothing where one of them gave nothing."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

_T = TypeVar("_T")


def all_known(found: Iterable[_T | None]) -> tuple[_T, ...] | None:
    """What each reading gave, None where one gave nothing; all are made, so that all say what is wrong.

    >>> all_known([1, 2]), all_known([1, None])
    ((1, 2), None)
    """
    every = tuple(found)
    known = tuple(each for each in every if each is not None)
    return known if len(known) == len(every) else None


def joined(found: Iterable[tuple[_T, ...] | None]) -> tuple[_T, ...] | None:
    """The groups that readings gave as one, None where one gave nothing.

    >>> joined([(1, 2), (3,)]), joined([(1, 2), None])
    ((1, 2, 3), None)
    """
    known = all_known(found)
    return None if known is None else tuple(chain.from_iterable(known))
