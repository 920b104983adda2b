"""Where the figure of a row ends and the number of the next row begins: `条02.政府网站` is 0 and then 2."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.ingest.tables.outline.labels import BRACKETED
from auditor.ingest.tables.outline.rows import ordinal_of
from auditor.patterns import regex

if TYPE_CHECKING:
    import re

    from auditor.ingest.tables.outline.rows import Row
    from auditor.schema import Form

_FIGURE = regex(r"0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+|\d+\.\d+")
_DIGIT = regex(r"\d")
_LOOSE_NUMBER = regex(r"(?:^|(?<=[\n\t ]))(\d{1,3})\s*$")
_BARE_DIGITS = regex(r"\d[\d,.]*$")
_BRACKETED_NUMBER = regex(r"\((\d{1,2})\)")
NUMERALS = regex("[一二三四五六七八九十]{1,3}")
_NUMBERED = regex(rf"({NUMERALS.pattern})\s*[、.]")
_ONES = "〇一二三四五六七八九"
_ENOUGH = 3
_MOSTLY = 0.8


class Region(Struct, frozen=True):
    """The text between a label and the next row; `doubt` is why its figure cannot be told from what follows.

    `is_last` is that no row follows, so that the text behind the table does.
    """

    row: Row
    start: int
    end: int
    is_last: bool = False
    doubt: str = ""


class _Cut(Struct, frozen=True):
    end: int
    doubt: str = ""
    glued: bool = False


def bound_rows(rows: tuple[Row, ...], folded: str, form: Form, limit: int, *, closed: bool) -> tuple[Region, ...]:
    """The region of each row; the last one ends at `limit`, where the table ends if it is `closed`."""
    cuts = [_cut(left, right, folded, form) for left, right in pairwise(rows)]
    if _numbers_disagree(cuts):
        cuts = [_Cut(cut.end, "glued", cut.glued) if cut.glued else cut for cut in cuts]
    cuts = _without_number_column(cuts, rows, folded, form)
    cuts = _doubt_bare_numbers(cuts, rows, folded, form)
    ends = [*cuts, _Cut(max(limit, rows[-1].mention.end))]
    return tuple(
        Region(row, row.mention.end, max(cut.end, row.mention.end), not closed and index == len(rows) - 1, cut.doubt)
        for index, (row, cut) in enumerate(zip(rows, ends, strict=True))
    )


def _cut(left: Row, right: Row, folded: str, form: Form) -> _Cut:
    """Where the region of a row ends, the next row's number being told from its figure by what it must be."""
    mention = right.mention
    digits = mention.digits
    if digits is None:
        return _before_words(left, right, folded, form)
    printed = folded[digits.start : digits.end]
    ordinal = _ordinal(right, form) or _number_below(right, form)
    if printed == ordinal:
        return _Cut(digits.start)
    before = folded[left.mention.end : digits.start]
    apart = before[-1:].isspace()
    if apart and _DIGIT.search(BRACKETED.sub("", before)):
        return _Cut(digits.start)
    value = printed.removesuffix(ordinal) if ordinal else printed
    if ordinal and value != printed and _FIGURE.fullmatch(value) and not before.rstrip(" ").endswith("\n"):
        return _Cut(digits.start + len(value), glued=True)
    if apart and not ordinal and len(printed) <= 2:  # noqa: PLR2004 - a numbered row of a form that numbers it otherwise
        return _Cut(digits.start, "glued")
    return _Cut(digits.end, "glued", glued=True)


def _before_words(left: Row, right: Row, folded: str, form: Form) -> _Cut:
    """Where a row begins that no `2.` numbers; what stands in its number's place may be the figure before it.

    A number in brackets that is not its own is; of 七七、 only the end is its own.
    """
    mention = right.mention
    bracketed = _BRACKETED_NUMBER.search(folded, mention.at, mention.start)
    numbered = _NUMBERED.match(folded, mention.at, mention.start)
    in_outline = "" if right.position is None else form.indicators[right.position].number
    if numbered and (own := NUMERALS.match(in_outline)) and numbered[1] != own[0] and numbered[1].endswith(own[0]):
        return _Cut(mention.at + len(numbered[1]) - len(own[0]), "glued")
    if bracketed is None or _DIGIT.search(BRACKETED.sub("", folded[left.mention.end : mention.at])):
        return _Cut(mention.at)
    own_numbers = {_ordinal(right, form), *(str(_ONES.index(sign)) for sign in in_outline if sign in _ONES)}
    return _Cut(mention.at) if bracketed[1] in own_numbers else _Cut(bracketed.end(), "glued")


def _ordinal(row: Row, form: Form) -> str | None:
    return None if row.position is None else ordinal_of(form.indicators[row.position])


def _number_below(row: Row, form: Form) -> str | None:
    """The number that a part listed behind 其中 is printed with, counted among those parts; None for a single one."""
    if row.position is None:
        return None
    own = form.indicators[row.position]
    parts = [each.code for each in form.indicators if (each.part_of, each.number) == (own.part_of, own.number)]
    return str(parts.index(own.code) + 1) if own.part_of and len(parts) > 1 else None


def _numbers_disagree(cuts: list[_Cut]) -> bool:
    """Whether the rows that run together are not all numbered as the form numbers them: then no cut can be trusted."""
    glued = [cut for cut in cuts if cut.glued]
    wrong = sum(bool(cut.doubt) for cut in glued)
    return len(glued) >= _ENOUGH and wrong > len(glued) * (1 - _MOSTLY)


def _without_number_column(cuts: list[_Cut], rows: tuple[Row, ...], folded: str, form: Form) -> list[_Cut]:
    """Regions without the numbers of a column of its own: counted through, or the outline's, each before its label."""
    loose = [
        _LOOSE_NUMBER.search(folded, left.mention.end, cut.end)
        for (left, _), cut in zip(pairwise(rows), cuts, strict=True)
    ]
    loose = _in_column(loose, [right.mention.at for right in rows[1:]], folded)
    numbers = [int(match.group(1)) if match else None for match in loose]
    ordinals = [_ordinal(row, form) for row in rows[1:]]
    counted = _is_counted(numbers)
    if not counted and not _is_outlined(numbers, ordinals):
        return cuts
    found = []
    for at, (match, cut, ordinal) in enumerate(zip(loose, cuts, ordinals, strict=True)):
        before, after = reversed(numbers[:at]), iter(numbers[at + 1 :])
        around = tuple(next((number for number in each if number is not None), None) for each in (before, after))
        if match and (ordinal == match.group(1) or (counted and _counts_on(int(match.group(1)), around))):
            found.append(_Cut(match.start(1), cut.doubt))
        elif match and counted and int(match.group(1)) in around:
            found.append(_Cut(cut.end, "glued"))  # the last figure above a head without a number, or a number
        else:
            found.append(cut)
    return found


def _is_counted(numbers: list[int | None]) -> bool:
    """Whether the numbers before labels are counted through."""
    steps = [later - sooner for sooner, later in pairwise(numbers) if sooner is not None and later is not None]
    return len(steps) >= _ENOUGH and sum(step == 1 for step in steps) >= _MOSTLY * len(steps)


def _is_outlined(numbers: list[int | None], ordinals: list[str | None]) -> bool:
    """Whether the numbers before labels are those of the form's outline."""
    numbered = [(int(ordinal), number) for ordinal, number in zip(ordinals, numbers, strict=True) if ordinal]
    agreeing = sum(ordinal == number for ordinal, number in numbered)
    return len(numbered) >= _ENOUGH and agreeing >= _MOSTLY * len(numbered)


def _counts_on(number: int, around: tuple[int | None, ...]) -> bool:
    """Whether a number goes on from the one before or is gone on from; where the next is the same, neither is sure."""
    before, after = around
    return number != after and (before == number - 1 or after == number + 1)


def _in_column(loose: list[re.Match[str] | None], labels: list[int], folded: str) -> list[re.Match[str] | None]:
    """The loose numbers that stand before their labels as most do: in the same line, or in the line above."""
    apart = [
        match is not None and "\n" in folded[match.end(1) : label] for match, label in zip(loose, labels, strict=True)
    ]
    found = sum(match is not None for match in loose)
    usual = sum(apart) > found / 2
    return [match if each == usual else None for match, each in zip(loose, apart, strict=True)]


def _doubt_bare_numbers(cuts: list[_Cut], rows: tuple[Row, ...], folded: str, form: Form) -> list[_Cut]:
    """Doubts digits that run into a label and end in its number without a point: `条02政府网站`.

    They are all figure if no row shows such a number; where some rows show numbers with a point, or all show them
    without, nobody can tell.
    """
    ending = []
    for (left, right), cut in zip(pairwise(rows), cuts, strict=True):
        ordinal = _ordinal(right, form)
        digits = _BARE_DIGITS.search(folded, left.mention.end, cut.end)
        touching = right.mention.digits is None and ordinal and digits and digits.end() == right.mention.start
        ending.append(bool(digits and digits.group().endswith(ordinal or " ")) if touching else None)
    shown = [each for each in ending if each is not None]
    pointed = any(row.mention.digits is not None for row in rows)
    all_bare = len(shown) >= _ENOUGH and all(shown)
    if not pointed and not all_bare:
        return cuts
    return [_Cut(cut.end, "glued") if ends and not cut.doubt else cut for ends, cut in zip(ending, cuts, strict=True)]
