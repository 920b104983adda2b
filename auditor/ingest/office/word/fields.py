"""Fields of a word processor's paragraph: what is shown of those that keep no result as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.layout import UNREAD
from auditor.ingest.office.word.cell_shapes import number_of
from auditor.ingest.office.word.numbering import VAL
from auditor.ingest.office.word.numbering import W

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

_DRAWN = ("=", "EQ", "eq")
_CHOICE = "FORMDROPDOWN"


class Field(Struct):
    """A field that is open: its instruction so far, what a list to choose from shows, and where its result begins.

    `result` is a place among the parts of the paragraph's text, None as long as the instruction goes on.
    """

    chosen: str = ""
    instruction: str = ""
    result: int | None = None

    def left(self, parts: Sequence[str]) -> tuple[str, ...]:
        """What an ended field shows that is no part of the text.

        A formula without a result was not worked out yet, an equation is drawn from its instruction.
        """
        instruction = self.instruction.lstrip()
        if instruction.startswith(_CHOICE):
            return () if self.result is not None and any(parts[self.result :]) else (self.chosen,)
        return (UNREAD,) if self.result is None and instruction.startswith(_DRAWN) else ()


def opened(mark: Element) -> Field:
    """The field that begins with a mark; a form's list tells there what was chosen of it."""
    choices = mark.find(f"{W}ffData/{W}ddList")
    if choices is None:
        return Field()
    entries = [each.get(VAL, "") for each in choices.iterfind(W + "listEntry")]
    told = (choices.find(W + name) for name in ("result", "default"))
    at = number_of(next((each for each in told if each is not None), None))
    return Field(entries[at] if at < len(entries) else "")
