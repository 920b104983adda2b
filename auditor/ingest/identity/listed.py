"""Titles of other reports that a page lists as links, before its own or behind its text."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.ingest.identity.titles import Lines
    from auditor.ingest.identity.titles import Title

# What may stand between the titles of a list, a day as a rule; and how many years make a list.
_BETWEEN_LISTED = 24
_FEWEST_LISTED = 3
_FEWEST_UNITS = 2


def without_lists(titles: Sequence[Title], lines: Lines, year: int | None) -> tuple[Title, ...]:
    """The titles without those of other reports that a page lists: one after the other, of other years or units each.

    Of such a list only the titles of `year` (of the period that the text names) can be the document's own, else those
    of the year that comes most often, else the last, behind which the text begins.
    """
    runs = _runs(titles, lines.text)
    return tuple(title for run in runs for title in _of_own_unit(_own(run, year), lines.text, year))


def in_lists(titles: Sequence[Title], text: str) -> tuple[Title, ...]:
    """The titles that stand in lists of links: three or more that follow one another, of several units or years."""
    found: list[Title] = []
    for run in _runs(titles, text):
        if len(run) >= _FEWEST_LISTED and len({(title.unit, title.year) for title in run}) > 1:
            found += run
    return tuple(found)


def _of_own_unit(run: list[Title], text: str, year: int | None) -> list[Title]:
    """Of a list of links to reports of several units, those of the unit that the text behind it names most often.

    Of several years of that unit the `year` is its own, or that of the last.
    """
    units = {title.unit for title in run if title.unit}
    if len(run) < _FEWEST_LISTED or len(units) < _FEWEST_UNITS:
        return run
    behind = "".join(text[run[-1].span.end :].split())
    times = {unit: behind.count(unit) for unit in units}
    own = max(run, key=lambda title: (times.get(title.unit or "", 0), title.span))
    years = {title.year for title in run if title.unit == own.unit}
    return [title for title in run if title.unit == own.unit and title.year == (year if year in years else own.year)]


def _runs(titles: Sequence[Title], text: str) -> list[list[Title]]:
    """The titles by those that follow one another."""
    runs: list[list[Title]] = []
    for title in titles:
        if runs and _adjoin(runs[-1][-1], title, text):
            runs[-1].append(title)
        else:
            runs.append([title])
    return runs


def _adjoin(one: Title, other: Title, text: str) -> bool:
    return len("".join(text[one.span.end : other.span.start].split())) <= _BETWEEN_LISTED


def _own(run: list[Title], year: int | None) -> list[Title]:
    times = Counter(title.year for title in run if title.year)
    if len(times) < _FEWEST_LISTED:
        return run
    usual, most = times.most_common(1)[0]
    own = year if year in times else usual if most > 1 else run[-1].year
    return [title for title in run if title.year == own]
