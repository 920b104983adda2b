"""Words in the colour of the paper beside others in one cell of a table: nobody sees them.

White words stand on dark grounds, too, and a style sheet that lays them may not be saved with its page. So only what
stands beside other words of its cell is asked, and no ground that the page tells of may lie below it.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]

from auditor.ingest.layout import UNREAD
from auditor.ingest.web.styles import matching
from auditor.ingest.web.styles import rules_of
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser
    from selectolax.lexbor import LexborNode

# White, or so near to it that nobody sees the difference.
_WHITE = (
    r"white|snow|transparent|#f{3}|#f[c-f]f[c-f]f[c-f]"
    r"|rgba?\(\s?25[2-5]\s?[, ]\s?25[2-5]\s?[, ]\s?25[2-5].{0,20}\)"
)
_COLOUR = regex(r"(?:^|[;\s])color\s{0,9}:\s{0,9}([^;]{0,80})")
_GROUND = regex(r"background(?:-color)?\s{0,9}:\s{0,9}([^;]{0,200})")
_IS_WHITE = regex(rf"(?:{_WHITE})\s*(?:!important)?\s*")
_IS_NO_GROUND = regex(rf"(?:{_WHITE}|none|inherit|initial|unset)?\s*(?:!important)?\s*")
# What stands in the markup, in small letters, of every page that has anything white.
_TELLING = re2.compile(rb"[^-]color\s*[:=][\s\"']*(?:white|snow|transparent|#fff|#f[c-f]f|rgba?\(\s*25[2-5])")
_COLOURED = ", ".join(f"{cell} [style*='color' i], {cell} font[color]" for cell in ("td", "th"))
_MARK = "pale"
_MOST_SELECTORS = 300
# In signs; a cell of more may hold a whole page, laid out by a table.
_LONGEST_CELL = 60
_WORD = regex(r"\w")
_DIGIT = regex(r"[\d〇零一二三四五六七八九十]")


def find_pale(tree: LexborHTMLParser, lowered: bytes) -> bool:
    """Marks the pale words that nobody sees; whether there are any. `lowered` is the markup in small letters.

    To be asked before the style sheets are taken out.
    """
    if (b"<td" not in lowered and b"<th" not in lowered) or not _TELLING.search(lowered):
        return False
    grounds: set[int] = set()
    pale = {node.mem_id: node for node in tree.css(_COLOURED) if _is_pale(node)}
    for selector, declared in islice(rules_of(tree), _MOST_SELECTORS):
        if _says_pale(declared):
            pale.update((node.mem_id, node) for node in matching(tree, selector) if not _own_colour(node))
        if _lays_ground(declared):
            grounds.update(node.mem_id for node in matching(tree, selector))
    by_cell: dict[int, tuple[LexborNode, list[LexborNode]]] = {}
    for node in pale.values():
        around = list(_around(node))
        cell = next((each for each in around if each.tag in {"td", "th"}), node)
        if cell.mem_id != node.mem_id and not any(_is_painted(each, grounds) for each in around):
            by_cell.setdefault(cell.mem_id, (cell, []))[1].append(node)
    hidden = [
        node
        for cell, nodes in by_cell.values()
        if _LONGEST_CELL >= _words(cell) > sum(map(_words, nodes))
        for node in nodes
    ]
    for node in hidden:
        node.attrs[_MARK] = ""
    return bool(hidden)


def hide_pale(tree: LexborHTMLParser) -> None:
    """Takes out what was marked; a figure leaves its cell unread."""
    for node in reversed(tree.css(f"[{_MARK}]")):
        node.replace_with(UNREAD if _DIGIT.search(node.text()) else "")


def _is_pale(node: LexborNode) -> bool:
    """Whether an element says that its words are white, and none within it says otherwise."""
    return _IS_WHITE.fullmatch(_own_colour(node)) is not None and not any(
        _own_colour(each) for each in node.css("*") if each.mem_id != node.mem_id
    )


def _own_colour(node: LexborNode) -> str:
    attributes = node.attributes
    said = _COLOUR.findall((attributes.get("style") or "").lower())
    return (said[-1] if said else (attributes.get("color") or "").lower()).strip()


def _says_pale(declared: str) -> bool:
    said = _COLOUR.findall(declared.lower())
    return bool(said) and _IS_WHITE.fullmatch(said[-1].strip()) is not None


def _lays_ground(declared: str) -> bool:
    return any(not _IS_NO_GROUND.fullmatch(value.strip()) for value in _GROUND.findall(declared.lower()))


def _around(node: LexborNode) -> Iterator[LexborNode]:
    """An element and those around it, the nearest first."""
    at: LexborNode | None = node
    while at is not None and at.tag not in {"html", "-undef"}:
        yield at
        at = at.parent


def _is_painted(node: LexborNode, grounds: Collection[int]) -> bool:
    attributes = node.attributes
    return (
        node.mem_id in grounds
        or bool(attributes.get("background"))
        or not _IS_NO_GROUND.fullmatch((attributes.get("bgcolor") or "").lower().strip())
        or _lays_ground(attributes.get("style") or "")
    )


def _words(node: LexborNode) -> int:
    return len(_WORD.findall(node.text()))
