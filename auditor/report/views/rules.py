"""What the pages of rules, the page on the run and the heat map show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from auditor.report.views.overview import OverviewRow
    from auditor.report.views.submission import Property
    from auditor.report.views.view import Count
    from auditor.report.views.view import Link
    from auditor.report.views.view import Note
    from auditor.report.views.view import Page


class TestRow(Struct, frozen=True):
    """One row of a rule's tests: the figures given, and the verdict that is expected."""

    given: tuple[Property, ...]
    verdict: str
    verdict_label: str


class FiredRow(Struct, frozen=True):
    """One finding of a rule, with the way to it."""

    finding: Link
    unit: str
    year: str
    message: str
    formula: str
    severity: str


class RuleView(Struct, frozen=True):
    """The page of one rule."""

    page: Page
    id: str
    title: str
    severity: str
    severity_label: str
    severity_meaning: str
    kind: str
    state: str
    remark: str
    statement: str
    clauses: tuple[Property, ...]
    basis: str
    fix: str
    counts: tuple[Count, ...]
    obstacles: str
    errors: tuple[Note, ...]
    tests: tuple[TestRow, ...]
    fired: tuple[FiredRow, ...]
    fired_more: str
    undecided: tuple[FiredRow, ...]
    undecided_more: str


class CauseRow(Struct, frozen=True):
    """Why rules could not be judged, how often, and the submissions where."""

    cause: str
    times: int
    share: str
    submissions: int
    examples: tuple[Link, ...]
    more: str


class ObstacleRow(Struct, frozen=True):
    """What stood in the way of verdicts: what it is, how often, and in how many rules."""

    label: str
    meaning: str
    times: int
    share: str
    rules: int


class QuietRule(Struct, frozen=True):
    """A rule with a number, and why it could not be judged."""

    link: Link
    title: str
    number: int
    share: str
    severity: str
    severity_label: str
    causes: str = ""


class ReadingNote(Struct, frozen=True):
    """One kind of note of reading, with the files in which it arose."""

    level: str
    level_label: str
    code: str
    message: str
    help: str
    times: int
    files: tuple[Link, ...]
    more: str


class BlindForm(Struct, frozen=True):
    """The figures of one form that no rule looks at."""

    title: str
    names: tuple[str, ...]


class RunView(Struct, frozen=True):
    """The page on the run: what was not judged, and why."""

    page: Page
    counts: tuple[Count, ...]
    obstacles: tuple[ObstacleRow, ...]
    causes: tuple[CauseRow, ...]
    causes_lead: str
    undecided: tuple[QuietRule, ...]
    vacuous: tuple[QuietRule, ...]
    broken: tuple[tuple[Link, Note], ...]
    files: tuple[OverviewRow, ...]
    reading: tuple[ReadingNote, ...]
    blind: tuple[BlindForm, ...]
    has_blind: bool
