"""Tables drawn with signs in plain text, as mail and old systems write them, become cells parted by tabs."""

from __future__ import annotations

# Upright strokes part cells; all of these together draw the lines between rows.
_UPRIGHT = "|\u2502\u2503\u2551\u00a6\uff5c"
_BOXES = "".join(map(chr, range(0x2500, 0x2580)))
_DRAWING = f"{_UPRIGHT}{_BOXES}+-=:_ \u2014\uff0d\u3000\t"
_ONE = str.maketrans(_UPRIGHT, "|" * len(_UPRIGHT))
_FEWEST_STROKES = 2


def without_drawn_lines(text: str) -> str:
    r"""The text with cells parted by tabs where strokes part them; lines that only draw are left empty.

    A line counts as a row of such a table where it has two strokes or more; lines keep their numbers.

    >>> without_drawn_lines("┌──┬──┐\n│规章│ 3 │\n└──┴──┘")
    '\n规章\t3\n'
    """
    if not any(stroke in text for stroke in _UPRIGHT):
        return text
    return "\n".join(map(_undrawn, text.split("\n")))


def _undrawn(line: str) -> str:
    cells = line.translate(_ONE).split("|")
    is_row = len(cells) > _FEWEST_STROKES
    if not line.strip(_DRAWING) and (is_row or any(sign in _BOXES for sign in line)):
        return "" if line.strip(_UPRIGHT + " \u3000\t") else "\t".join(cell.strip() for cell in cells[1:-1])
    if not is_row:
        return line
    texts = [cell.strip() for cell in cells]
    return "\t".join(texts[int(not texts[0]) : len(texts) - int(not texts[-1])])
