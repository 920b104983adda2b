"""How well a document was read: every cell of its tables right, marked, wrong or missing."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from auditor.document import Reading

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Mapping

    from auditor.document import Fact
    from auditor.document import Submission
    from auditor.schema import Form
    from tests.ingest.truth.typed import Key

_NOTHING = frozenset({Reading.BLANK, Reading.DASH})


@dataclass(frozen=True, slots=True)
class Score:
    """Cells by what became of them.

    `marked` are those whose figure is there and said to be in doubt; `wrong` are figures (or blanks) that look certain
    and are not what was written; `missing` are those of which nothing was read; `faults` says which are wrong.
    """

    right: int = 0
    marked: int = 0
    wrong: int = 0
    missing: int = 0
    faults: tuple[str, ...] = field(default=(), repr=False)

    def __add__(self, other: Score) -> Score:
        """Both together."""
        return Score(
            self.right + other.right,
            self.marked + other.marked,
            self.wrong + other.wrong,
            self.missing + other.missing,
            (*self.faults, *other.faults),
        )

    @property
    def cells(self) -> int:
        """All cells."""
        return self.right + self.marked + self.wrong + self.missing

    @property
    def share(self) -> float:
        """The share of cells that are right, of all."""
        return self.right / self.cells if self.cells else 1.0


def score(submission: Submission, form: Form, truth: Mapping[Key, int | None], unknown: Collection[Key] = ()) -> Score:
    """The cells of a submission against what is written; `unknown` are those that nobody can read.

    A figure read for a cell that the document does not have counts as wrong.
    """
    found: dict[Key, list[Fact]] = {}
    for fact in submission.facts:
        if not fact.is_narrative and not form.by_code[fact.indicator].is_heading:
            found.setdefault((fact.indicator, fact.member), []).append(fact)
    total = Score()
    for key in sorted({*truth, *unknown, *found}, key=lambda each: (each[0], each[1] or "")):
        facts = found.get(key, [])
        if key in truth:
            total += _of_cell(key, facts, truth[key])
        elif key in unknown:
            total += _of_unknown(key, facts)
        elif any(fact.reading is Reading.VALUE for fact in facts):
            total += Score(wrong=1, faults=(_fault(key, facts[0], "nothing"),))
    return total


def _of_cell(key: Key, facts: list[Fact], expected: int | None) -> Score:
    if not facts:
        return Score(missing=1)
    certain = [fact for fact in facts if fact.reading is Reading.VALUE or fact.reading in _NOTHING]
    if not certain:
        return Score(marked=1)
    wrong = [fact for fact in certain if fact.value != expected]
    return Score(wrong=1, faults=(_fault(key, wrong[0], str(expected)),)) if wrong else Score(right=1)


def _of_unknown(key: Key, facts: list[Fact]) -> Score:
    if not facts:
        return Score(missing=1)
    certain = [fact for fact in facts if fact.reading not in {Reading.DOUBTFUL, Reading.TEXT}]
    return Score(wrong=1, faults=(_fault(key, certain[0], "?"),)) if certain else Score(marked=1)


def _fault(key: Key, fact: Fact, expected: str) -> str:
    return f"{key[0]}[{key[1] or ''}]: {fact.reading.value} {fact.value} ({fact.raw!r}), written {expected}"
