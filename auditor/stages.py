"""The stages of an audit, and who is told when one is done."""

from __future__ import annotations

from enum import StrEnum


class Stage(StrEnum):
    """A part of an audit, of which it can be told how long it took."""

    RULES = "rules"
    READING = "reading"
    JUDGING = "judging"
    LOCATING = "locating"
    LEDGER = "ledger"
    WRITING = "writing"


def unwatched(_: Stage) -> None:
    """Does not ask when a stage is done."""
