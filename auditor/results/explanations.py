"""What people write about a finding, and whether it still holds."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Answer(StrEnum):
    """How far the explanation of a finding has come: 待说明, 已说明, 认可, 不认可, 已整改."""

    PENDING = "pending"
    GIVEN = "given"
    ACCEPTED = "accepted"
    REJECTED = "rejected"
    MENDED = "mended"


class Explanation(Struct, frozen=True):
    """Why a finding is as it is, who approved it and until when (an ISO date); the figures that were explained.

    `changed` are figures that are no longer what was explained: name, figure then, figure now. An explanation holds
    only as long as nothing changed and it has not expired, and counts when it was accepted as well; the finding stays
    in every output all the same. `author` and `day` (as written) are those of the explanation, `place` its file and
    line.
    """

    reason: str
    approver: str = ""
    until: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    changed: tuple[tuple[str, str, str], ...] = ()
    is_expired: bool = False
    answer: Answer = Answer.ACCEPTED
    author: str = ""
    day: str = ""
    place: str = ""

    @property
    def holds(self) -> bool:
        """Whether it is an explanation of what is there now, accepted or not yet decided on."""
        return self.answer in {Answer.GIVEN, Answer.ACCEPTED} and not self.is_expired and not self.changed

    @property
    def counts(self) -> bool:
        """Whether the finding needs no further attention."""
        return self.holds and self.answer is Answer.ACCEPTED
