"""How the reports of a year are scored: what a finding costs, as a supervisor sets it. All points are thousandths."""

from __future__ import annotations

from msgspec import Struct

POINT = 1000


class ScoreItem(Struct, frozen=True):
    """What each finding of a rule, a kind of rules or a severity costs, and the `most` that they cost together."""

    name: str
    points: int
    rule: str = ""
    kind: str = ""
    severity: str = ""
    most: int | None = None

    def covers(self, rule: str, kind: str, severity: str) -> bool:
        """Whether a finding of this rule, kind and severity is meant."""
        asked = zip((self.rule, self.kind, self.severity), (rule, kind, severity), strict=True)
        return all(not wanted or wanted == there for wanted, there in asked)

    @property
    def closeness(self) -> tuple[bool, bool, bool]:
        """How exactly it names what it means: a rule before a kind, a kind before a severity."""
        return bool(self.rule), bool(self.kind), bool(self.severity)


class Scoring(Struct, frozen=True):
    """The `full` score, what a report that was not handed in loses of it, and what findings cost."""

    full: int
    missing: int = 0
    items: tuple[ScoreItem, ...] = ()

    def item_of(self, rule: str, kind: str, severity: str) -> ScoreItem | None:
        """The item that a finding falls under: the one that names it most exactly; None where it costs nothing."""
        meant = (each for each in self.items if each.covers(rule, kind, severity))
        return max(meant, key=lambda each: each.closeness, default=None)
