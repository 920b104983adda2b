"""Misspelt labels: a row that is missing between two found ones, printed there in words that are nearly its label."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.ingest.tables.cells import COMMON_UNITS
from auditor.ingest.tables.outline.labels import bare_label
from auditor.ingest.tables.outline.labels import bare_labels
from auditor.ingest.tables.outline.labels import mention_at
from auditor.ingest.tables.outline.rows import gaps
from auditor.ingest.tables.outline.rows import ordinal_of
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.ingest.tables.outline.labels import Mention
    from auditor.ingest.tables.outline.rows import Row
    from auditor.schema import Form

_PHRASE = regex(r"[㐀-鿿](?:[㐀-鿿、,·《》〈〉“”\"‘’]| (?=[㐀-鿿]))*")
_LEADING = regex(r"^其 ?中")
_ALIKE = 75.0
_MARGIN = 8.0
_ABOVE_FOUND = 3.0
_SHORTEST = 4
_EDGE = 160


def guess_missing(rows: tuple[Row, ...], folded: str, form: Form) -> tuple[Mention, ...]:
    """Labels of missing rows that stand misspelt where the row belongs.

    A phrase is taken only if it is much more like the missing row's label than like any other label of the form, so
    that no figure gets into a row that is not its own.
    """
    found: list[Mention] = []
    taken = [(row.mention.start, row.mention.end) for row in rows]
    for left, right, missing in gaps(rows, len(form.indicators)):
        start = left.mention.end if left else max(0, right.mention.at - _EDGE) if right else 0
        end = right.mention.at if right else min(len(folded), start + _EDGE)
        guesses = _guesses(folded, start, end, missing, form)
        found.extend(_in_order(each for each in guesses if not _overlaps(each, taken)))
    return tuple(found)


def _overlaps(mention: Mention, taken: list[tuple[int, int]]) -> bool:
    return any(start < mention.end and mention.start < end for start, end in taken)


def _guesses(folded: str, start: int, end: int, missing: tuple[int, ...], form: Form) -> Iterable[Mention]:
    for phrase in _PHRASE.finditer(folded, start, end):
        found = []
        for offset, words in _variants(phrase.group(), form):
            first = phrase.start() + offset
            mention = mention_at(folded, first, first + len(words), ())
            number = folded[mention.digits.start : mention.digits.end] if mention.digits else ""
            likeness, row = _likeness(words, number, missing, form)
            found.append(replace(mention, rows=(row,), likeness=likeness))
        best = max(found, key=lambda each: (each.likeness, each.end - each.start), default=None)
        if best and best.likeness >= _ALIKE:
            yield best


def _variants(phrase: str, form: Form) -> Iterable[tuple[int, str]]:
    """The phrase, and the phrase without the unit words that run into it where nothing separates cells."""
    units = {each.measure.unit for each in form.figures if each.measure.unit} | set(COMMON_UNITS)
    lead = _LEADING.match(phrase)
    starts = {0, lead.end() if lead else 0, *(len(unit) for unit in units if phrase.startswith(unit))}
    ends = {len(phrase), *(len(phrase) - len(unit) for unit in units if phrase.endswith(unit))}
    for start in sorted(starts):
        for end in sorted(ends):
            if len(bare_label(phrase[start:end])) >= _SHORTEST:
                yield start, phrase[start:end].rstrip()


def _likeness(words: str, number: str, missing: tuple[int, ...], form: Form) -> tuple[float, int]:
    """How like a phrase is to the missing row that it is most like; nothing when another row is nearly as like.

    A row that was found elsewhere is no rival where the phrase has the number of the missing one before it.
    """
    from rapidfuzz import fuzz  # here, as it takes long to load, and few reports lack a row

    bare = bare_label(words)
    scores = [
        (max(fuzz.ratio(bare, label) for label in labels), position)
        for position, labels in enumerate(bare_labels(form))
    ]
    best, row = max((score for score in scores if score[1] in missing), default=(0.0, -1))
    own = set(bare_labels(form)[row])
    numbered = bool(number) and number == ordinal_of(form.indicators[row])
    for score, position in scores:
        rival = position != row and own.isdisjoint(bare_labels(form)[position])
        if (
            rival
            and not (numbered and position not in missing)
            and best < score + (_MARGIN if position in missing else _ABOVE_FOUND)
        ):
            return 0.0, row
    return best, row


def _in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """The guesses of one gap whose rows rise; of two for one row neither is taken."""
    guesses = list(mentions)
    rows = [mention.rows[0] for mention in guesses]
    kept: list[Mention] = []
    for mention in guesses:
        if rows.count(mention.rows[0]) == 1 and (not kept or kept[-1].rows[0] < mention.rows[0]):
            kept.append(mention)
    return kept
