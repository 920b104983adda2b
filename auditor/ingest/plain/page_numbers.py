"""Page numbers between the lines of a text that was copied out of pages: among cells in lines they pass for figures."""

from __future__ import annotations

from itertools import pairwise

from auditor.patterns import regex

# — 3 —, - 3 -, 第3页, 第 3 页 共 9 页.
_OF_ALL = r"(?:[ \t]*[/，,]?[ \t]*共[ \t]*\d{1,3}[ \t]*页)?"
_BLANK, _SIGN = r"[ \t\u3000]*", r"[—–－\-·~]{1,3}"
_MARKED = regex(rf"{_BLANK}(?:{_SIGN}[ \t]*\d{{1,3}}[ \t]*{_SIGN}|第[ \t]*\d{{1,3}}[ \t]*页{_OF_ALL}){_BLANK}")
_BARE = regex(rf"{_BLANK}(\d{{1,3}}){_BLANK}")
_FEWEST = 3
_SHORTEST_PAGE = 10
_SHORTEST_HEAD = 6


def without_page_numbers(text: str) -> str:
    r"""The text with lines that hold only the number of a page, or its head, made empty: the others keep their numbers.

    A bare number is one where blank lines set it apart and all numbers that stand so are counted on from the first.

    >>> without_page_numbers("甲\n— 3 —\n乙")
    '甲\n\n乙'
    """
    lines = text.split("\n")
    alone = [
        number for number in range(1, len(lines) - 1) if not lines[number - 1].strip() and not lines[number + 1].strip()
    ]
    bare = [number for number in alone if _BARE.fullmatch(lines[number])]
    pages = set(bare) if _are_counted_on([(number, int(lines[number])) for number in bare]) else set()
    pages |= {number for number, line in enumerate(lines) if _MARKED.fullmatch(line)}
    pages |= _heads(lines, pages)
    return "\n".join("" if number in pages else line for number, line in enumerate(lines)) if pages else text


def _heads(lines: list[str], pages: set[int]) -> set[int]:
    """The lines right beside page numbers that the text has before, too: heads and feet of the pages."""
    first = {line.strip(): number for number, line in reversed(list(enumerate(lines)))}
    beside = {number + step for number in pages for step in (-1, 1) if 0 <= number + step < len(lines)}
    return {
        number
        for number in beside
        if len(lines[number].strip()) >= _SHORTEST_HEAD and first[lines[number].strip()] < number
    }


def _are_counted_on(numbers: list[tuple[int, int]]) -> bool:
    """Whether numbers, each with its line, are those of pages: one more each, and a page of lines apart."""
    steps = list(pairwise(numbers))
    return len(numbers) >= _FEWEST and all(
        later[1] == earlier[1] + 1 and later[0] - earlier[0] >= _SHORTEST_PAGE for earlier, later in steps
    )
