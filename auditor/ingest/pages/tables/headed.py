"""Tables without rules that are one row of figures under heads over heads."""

from __future__ import annotations

from itertools import chain
from itertools import pairwise
from typing import TYPE_CHECKING

from auditor.ingest.layout import join_lines
from auditor.ingest.pages.tables.aligned_columns import are_level
from auditor.ingest.pages.tables.aligned_columns import columns_under
from auditor.ingest.pages.tables.aligned_columns import is_drawn_on
from auditor.ingest.pages.tables.aligned_columns import under
from auditor.ingest.pages.tables.aligned_columns import words_of
from auditor.ingest.pages.tables.figure_pieces import is_figure
from auditor.ingest.pages.tables.printed import PrintedCell
from auditor.ingest.pages.tables.printed import PrintedTable
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Sequence

    from auditor.ingest.pages.lines import Line
    from auditor.ingest.pages.lines import Piece
    from auditor.ingest.pages.pdfium.calls import Bounds
    from auditor.ingest.pages.tables.aligned_columns import Words

_FIGURE = regex(r"[-—–/]{1,2}|无|\d[\d,，.．]*(?:[㐀-鿿]{1,2}|[（(].*)?")
_FEWEST = 8
_FEWEST_HEADS = 2
# In widths of a column: how far from the middle of its columns a head over several of them stands at most.
_ASIDE = 0.3


def headed_row(lines: Sequence[Line], page: int) -> PrintedTable | None:
    """The table that lines form where only the last is of figures, many of them; None where they form none.

    A head is set in the middle of what it stands over: words near a figure are its own head, whatever line they stand
    in, and wider words reach from where those before them end to as far on their other side.
    """
    figures = lines[-1]
    if len(figures) < _FEWEST or len(lines) <= _FEWEST_HEADS or not all(map(_is_figure, figures)):
        return None
    if any(_is_figure(piece) for line in lines[:-1] for piece in line):
        return None
    centres = [_centre(piece.x0, piece.x1) for piece in figures]
    xs = _marks(centres)
    over: dict[int, list[str]] = {}
    decks: list[list[PrintedCell]] = []
    spans: list[tuple[int, int]] = [(0, len(centres))]
    for line in lines[:-1]:
        wide = _heads(line, xs, over)
        if wide:
            spans = list(_spans(wide, xs, spans))
            decks.append(
                [
                    PrintedCell(len(decks), a, len(decks) + 1, b, text)
                    for (a, b), (text, _) in zip(spans, wide, strict=True)
                ]
            )
    if not decks or len(over) < len(centres) - 1:
        return None
    top = len(decks)
    heads = [PrintedCell(top, at, top + 1, at + 1, join_lines(over.get(at, [""]))) for at in range(len(centres))]
    row = [PrintedCell(top + 1, at, top + 2, at + 1, piece.text) for at, piece in enumerate(figures)]
    cells = (*(cell for deck in decks for cell in deck), *heads, *row)
    return PrintedTable(page, xs, top + 2, tuple(sorted(cells)), ruled=False)


def headed_blanks(lines: Sequence[Line], page: int, signs: Sequence[Bounds]) -> PrintedTable | None:
    """The table that lines form where only the last is of figures, some of them blank; None where anything is open.

    Every column has a head of its own, and every figure stands below one. `signs` may say something and are no text.
    """
    *heads, figures = map(words_of, lines)
    if not all(map(is_figure, figures)) or not are_level(figures) or any(map(is_figure, chain(*heads))):
        return None
    found = None if is_drawn_on(lines, signs) else columns_under(heads, [figures])
    if found is None or len(found.columns) < _FEWEST:
        return None
    xs = _marks([_centre(*column) for column in found.columns])
    decks = _decks(found.wide, xs)
    places = [under(word, found.columns) for word in figures]
    if not decks or any(len(at) != 1 for at in places) or len({at[0] for at in places}) < len(places):
        return None
    texts = {at[0]: word.text for word, at in zip(figures, places, strict=True)}
    names = [join_lines([word.text for word in head]) for head in found.own]
    rows = [
        [PrintedCell(number, at, number + 1, at + 1, text) for at, text in enumerate(row)]
        for number, row in enumerate((names, [texts.get(at, "") for at in range(len(names))]), len(decks))
    ]
    return PrintedTable(page, xs, len(decks) + len(rows), tuple(sorted(chain(*decks, *rows))))


def _marks(centres: Sequence[float]) -> tuple[float, ...]:
    """Where columns begin and end whose middles these are."""
    inner = [(before + after) / 2 for before, after in pairwise(centres)]
    return (2 * centres[0] - inner[0], *inner, 2 * centres[-1] - inner[-1])


def _decks(lines: Sequence[Words], xs: Sequence[float]) -> list[list[PrintedCell]]:
    """The rows of heads over several columns; none where one of them does not stand in the middle of its columns."""
    decks: list[list[PrintedCell]] = []
    spans: list[tuple[int, int]] = [(0, len(xs) - 1)]
    for words in filter(None, lines):
        wide = [(word.text, _centre(word.x0, word.x1)) for word in words]
        spans = list(_spans(wide, xs, spans))
        if not all(_is_in_the_middle(centre, span, xs) for (_, centre), span in zip(wide, spans, strict=True)):
            return []
        at = len(decks)
        decks.append([PrintedCell(at, a, at + 1, b, text) for (a, b), (text, _) in zip(spans, wide, strict=True)])
    return decks


def _is_in_the_middle(centre: float, span: tuple[int, int], xs: Sequence[float]) -> bool:
    """Whether a head stands in the middle of the columns that it is said to stand over, and of no others."""
    left, right = span
    return abs(centre - _centre(xs[left], xs[right])) < _ASIDE * (xs[right] - xs[left]) / (right - left)


def _is_figure(piece: Piece) -> bool:
    return _FIGURE.fullmatch(piece.text) is not None


def _centre(x0: float, x1: float) -> float:
    return (x0 + x1) / 2


def _heads(line: Line, xs: Sequence[float], over: dict[int, list[str]]) -> list[tuple[str, float]]:
    """Puts the words over one figure into `over`; gives the wider ones with their centres."""
    wide = []
    for word in (part for piece in line for each in piece.words() for part in each.parts(xs)):
        reach = enumerate(pairwise(xs))
        at = next((at for at, (left, right) in reach if left - 1 <= word.x0 and word.x1 <= right + 1), None)
        if at is None:
            wide.append((word.text, _centre(word.x0, word.x1)))
        else:
            over.setdefault(at, []).append(word.text)
    return wide


def _spans(
    wide: Sequence[tuple[str, float]], xs: Sequence[float], above: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Over which columns heads of one line stand, each below one of the line above."""
    end = 0
    for _, centre in wide:
        parent = next((span for span in above if xs[span[0]] <= centre <= xs[span[1]]), (0, len(xs) - 1))
        left = min(max(parent[0], end), len(xs) - 2)
        reach = 2 * centre - xs[left]
        end = min(range(left + 1, parent[1] + 1), key=lambda at: abs(xs[at] - reach), default=left + 1)
        yield left, end
