"""Rows, and digits of figures, that a page shows in another order than its text has them.

Digits may float to a side of their cell, stand at a place of their own, be numbered by a style sheet, or be written
from right to left. What such a cell shows is known to who looks at the page only. A table whose rows or cells are put
in another order is as little to be read as a picture of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import UNREAD
from auditor.ingest.web.hidden_cells import CELLS
from auditor.ingest.web.signs import Sign
from auditor.ingest.web.styles import declared_in
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Collection

    from selectolax.lexbor import LexborNode

    from auditor.ingest.web.page import Page

_TURNED = "td bdo[dir='rtl' i], th bdo[dir='rtl' i]"
_WITHIN = ", ".join(
    f"td [style*='{word}' i], td[style*='{word}' i]"
    for word in (
        *("-override", "-reverse", "float", "order:", "order :", "absolute", "fixed", "left:", "left :", "right:"),
        *("right :", "transform", "grid-"),
    )
)
_PARTS = frozenset(("table", "tbody", "thead", "tr", *CELLS))
_PARTS_WITHIN = ", ".join(f"{part}[style*='{word}' i]" for part in sorted(_PARTS) for word in ("-reverse", "order"))
_ORDERS = ("flex-direction", "flex-flow", "order")
_EFFECTS = {
    "unicode-bidi": regex(r"(?:isolate|bidi)-override"),
    "flex-direction": regex(r"(?:row|column)-reverse"),
    "flex-flow": regex(r".*-reverse.*"),
    "float": regex(r"left|right"),
    "order": regex(r"-?[1-9]\d*"),
    "position": regex(r"absolute|fixed"),
    **dict.fromkeys(("left", "right"), regex(r"-?\d{0,5}\.?\d{0,5}[1-9].{0,9}")),
    **dict.fromkeys(("margin-left", "margin-right"), regex(r"-.{0,3}[1-9].{0,9}")),
    "transform": regex(r".*(?:translate|rotate[xy]?\s?\(\s?-?180|scale[xy]?\s?\([^)]*-).*"),
    **dict.fromkeys(("grid-column", "grid-row", "grid-area"), regex(r".*\d.*")),
}
_DIGIT = regex(r"\d")
_LONGEST = 40


def doubt_reordered(page: Page) -> None:
    """A sign in the cells whose digits stand in another order than they are shown in, of a page."""
    if Sign.REVERSES in page.signs:
        _picture_reordered(page)
    if Sign.TURNS not in page.signs and not page.signs >= {Sign.MOVES, Sign.IN_PIECES}:
        return
    turned = page.tree.css(_TURNED)
    for node, said in declared_in(page, _effect, _EFFECTS, _WITHIN).values():
        cell = _around(node, CELLS)
        if cell is None or not _is_short(cell) or "hidden" in node.attributes:
            continue
        if any(_effect(prop, value) and _moves_digits(node, cell, prop, value) for prop, value in said.items()):
            turned.append(node)
    for node in turned:
        if node.tag in CELLS:
            node.insert_child(UNREAD)
        else:
            node.insert_before(UNREAD)


def _picture_reordered(page: Page) -> None:
    """Pictures for tables whose rows or cells are shown in another order than the text has them."""
    tables: dict[int, LexborNode] = {}
    for node, said in declared_in(page, _effect, _ORDERS, _PARTS_WITHIN).values():
        if node.tag in _PARTS and any(_effect(prop, value) for prop, value in said.items()):
            table = _around(node, frozenset(("table",)))
            if table is not None and len(table.css("table")) == 1:  # it finds itself
                tables[table.mem_id] = table
    for table in tables.values():
        table.replace_with(page.tree.create_node("img"))


def put_feet_last(page: Page) -> None:
    """The feet of tables at their end, where a page shows them wherever its text has them."""
    for foot in page.tree.css("table > tfoot") if Sign.FOOT in page.signs else ():
        if foot.parent is not None and foot.next is not None:
            foot.parent.insert_child(foot)  # a copy
            foot.decompose()


def _effect(prop: str, value: str) -> bool:
    return _EFFECTS[prop].fullmatch(value) is not None


def _moves_digits(node: LexborNode, cell: LexborNode, prop: str, value: str) -> bool:
    """Whether digits of a cell's figure change places by what is said of an element in it, or of the cell itself."""
    if prop == "unicode-bidi":
        return _digits(node) > 1
    if prop.startswith("flex"):
        return sum(_digits(child) > 0 for child in node.iter(include_text=True)) > 1
    if prop == "transform" and "translate" not in value:
        return _digits(node) > 0
    if not 0 < _digits(node) < _digits(cell):
        return False
    return prop != "float" or _are_passed(node, to_left=value == "left")


def _are_passed(node: LexborNode, *, to_left: bool) -> bool:
    """Whether there are digits on the side to which an element goes."""
    beside = node.prev if to_left else node.next
    while beside is not None and not _digits(beside):
        beside = beside.prev if to_left else beside.next
    return beside is not None


def _is_short(cell: LexborNode) -> bool:
    """Whether a cell holds a figure at most, and not a part of a page that is laid out by tables."""
    return len("".join(cell.text().split())) <= _LONGEST


def _digits(node: LexborNode) -> int:
    return len(_DIGIT.findall(node.text()))


def _around(node: LexborNode, tags: Collection[str]) -> LexborNode | None:
    """The nearest element of some tags that an element is, or stands in."""
    around: LexborNode | None = node
    while around is not None and around.tag not in tags:
        around = around.parent
    return around
