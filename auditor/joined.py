"""What belongs together: things joined two by two become groups, however the pairs come."""

from __future__ import annotations


class Joined:
    """So many things, by their numbers; each group goes by its lowest one."""

    def __init__(self, count: int) -> None:
        self._leaders = list(range(count))

    def leader(self, number: int) -> int:
        """The lowest number of the group that a thing belongs to."""
        leaders = self._leaders
        while leaders[number] != number:
            leaders[number] = leaders[leaders[number]]
            number = leaders[number]
        return number

    def join(self, one: int, other: int) -> None:
        """Makes one group of the groups of two things."""
        first, second = self.leader(one), self.leader(other)
        if first != second:
            self._leaders[max(first, second)] = min(first, second)
