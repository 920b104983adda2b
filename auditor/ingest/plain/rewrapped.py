"""Text that a program broke at one width: its lines are joined again, as a name or a day may be in two of them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

_NARROWEST, _WIDEST = 20, 120
_FEWEST = 3
_PROSE = regex("[，。；、,;]")
_ENDED = frozenset('。；：！？;:!?)）》”"')
# A line that begins so begins something.
_BEGINS = regex(
    r"[\s\u3000|]|第?[一二三四五六七八九十]{1,3}(?:[、.．]|部分|是)|[(（][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.、．](?!\d)|[—–-]|附[件表]"
)


def unwrapped(text: str) -> str:
    r"""The text with such lines joined, as long as before: the line ends stand behind what was joined.

    >>> unwrapped("甲" * 19 + "，\\n" + "乙" * 19 + "，\\n" + "丙" * 19 + "，\\n丁。\\n戊").split("\\n")[1:]
    ['', '', '', '戊']
    """
    lines = text.split("\n")
    full = _full_lines(lines)
    if not full:
        return text
    groups = [[lines[0]]]
    for number, (before, line) in enumerate(pairwise(lines)):
        if number in full and _goes_on(before, line):
            groups[-1].append(line)
        else:
            groups.append([line])
    return "\n".join(line for group in groups for line in ("".join(group), *("" for _ in group[1:])))


def _full_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that are as wide as any: in characters, or in columns of a screen."""
    prose = {number: line for number, line in enumerate(lines) if "\t" not in line and "|" not in line and line.strip()}
    for width, slack in ((len, 0), (_columns, 1)):
        full = _widest(prose, width, slack)
        if len({prose[number] for number in full}) >= _FEWEST and 2 * sum(
            _PROSE.search(prose[number]) is not None for number in full
        ) >= len(full):
            return frozenset(full)
    return frozenset()


def _widest(prose: dict[int, str], width: Callable[[str], int], slack: int) -> list[int]:
    widths = {number: width(line) for number, line in prose.items()}
    most = max(widths.values(), default=0)
    if not _NARROWEST <= most <= _WIDEST:
        return []
    return [number for number, wide in widths.items() if wide >= most - slack]


def _columns(line: str) -> int:
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


def _goes_on(before: str, line: str) -> bool:
    """Whether a line goes on with what a full one before it says."""
    return bool(line) and "\t" not in line and before[-1] not in _ENDED and _BEGINS.match(line) is None
