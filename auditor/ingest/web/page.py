"""A page as it was parsed, with what stands in it."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborHTMLParser

from auditor.ingest.web.sheets import Sheets

if TYPE_CHECKING:
    from auditor.ingest.web.signs import Signs


class Page:
    """A page: its `tree`, and its markup in small letters, which those of the Latin alphabet only need to be."""

    def __init__(self, text: str, lowered: bytes, signs: Signs) -> None:
        self.tree = LexborHTMLParser(text)
        self.lowered = lowered
        self.signs, self.tags, self.stems = signs

    @cached_property
    def sheets(self) -> Sheets:
        """Its style sheets, to be asked for before they are taken out of the tree."""
        return Sheets(self.tree)
