"""The words of a report as rules can ask for them: the whole narrative, and each part of a report that has parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.attributes import NARRATIVE
from auditor.document import Attribute
from auditor.ingest.identity.titles import lines_of
from auditor.ingest.parts.sections import find_sections
from auditor.source import Span
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator

    from auditor.document import Document

_ORDINALS = "一二三四五六"


def read_passages(document: Document, tables: tuple[Span, ...], *, in_parts: bool) -> Iterator[Attribute]:
    """The narrative without its tables, folded and without blanks; its parts only where a report must have them."""
    text = document.source.text
    holes = (*tables, *(_span(grid_cells) for grid in document.grids if (grid_cells := [it.span for it in grid.cells])))
    yield Attribute(NARRATIVE, text=_words(text, Span(0, len(text)), holes))
    if not in_parts:
        return
    lines = lines_of(text)
    for section in find_sections(lines):
        if section.part <= len(_ORDINALS) and section.body.start < section.body.end:
            place = lines.span(section.body.start, section.body.end)
            yield Attribute(f"{NARRATIVE}.第{_ORDINALS[section.part - 1]}部分", text=_words(text, place, holes))


def _span(spans: Iterable[Span]) -> Span:
    found = tuple(spans)
    return Span(min(span.start for span in found), max(span.end for span in found))


def _words(text: str, place: Span, holes: tuple[Span, ...]) -> str:
    parts: list[str] = []
    at = place.start
    for hole in sorted(holes, key=lambda span: span.start):
        if hole.end <= at or hole.start >= place.end:
            continue
        parts.append(text[at : max(at, hole.start)])
        at = max(at, hole.end)
    parts.append(text[at : place.end] if at < place.end else "")
    return squeezed("".join(parts))
