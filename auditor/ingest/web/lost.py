"""Figures that a page shows otherwise than as text of a cell: the cell is in doubt where they are not read.

What is taken out of a page (what is hidden or struck out, buttons, drawings, what stands in for them) may be all that
a cell says, and style sheets may write figures of their own beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import UNREAD
from auditor.ingest.web.fonts import doubt_own_fonts
from auditor.ingest.web.hidden_cells import CELLS
from auditor.ingest.web.reordered import doubt_reordered
from auditor.ingest.web.signs import Sign
from auditor.ingest.web.styles import declared_in
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from auditor.ingest.web.page import Page

_FIGURE = regex(r"\s*[-+]?\d[\d,.\s]{0,30}[^\W\d]{0,3}\s*")
_MARK = regex(r"\s*\d{1,2}\s*")
_BESIDE = regex(r"(.{1,400}?)::?(?:before|after)")
_ESCAPED = regex(r"\\([0-9a-f]{1,6})\s?")
_MINUS = frozenset("-\u2212")
_CONTENT = regex(r"content\s{0,9}:\s{0,9}([^;]{1,200})")
_OF_ATTRIBUTE = regex(r"attr\(\s?([\w-]{1,60})\s?\)")
# Digits in small letters behind a figure may be the mark of a note.
_SMALL = "td small, td font[size='1'], td font[size='-1'], td font[size='-2'], td a[href^='#']"
_SIZE = regex(r"[1-8](?:\.\d*)?p[xt]|0?\.\d+r?em|[1-7]\d%|smaller|x{1,2}-small")
_SIZED = "td [style*='font-size' i]"
# What is said to those who have the page read out stands beside what is shown, and powers are no figures.
_SAID = "td .sr-only, td .visually-hidden, td .screen-reader-text, td .katex-mathml"
_POWERS = "td msup, td msub, td mfrac, td mroot, td mover, td munder"
_GAUGES = "td meter[value], td progress[value]"


def cells_at_stake(nodes: Iterable[LexborNode]) -> list[LexborNode]:
    """The cells that hold some elements of which each is a figure."""
    return [cell for node in nodes if _FIGURE.fullmatch(node.text()) and (cell := cell_of(node)) is not None]


def leave_unread(cells: Iterable[LexborNode]) -> None:
    """A sign for the figure in each cell of which nothing is left."""
    for cell in cells:
        if not cell.text().strip() and cell.css_first("input, img") is None:
            cell.insert_child(UNREAD)


def doubt_otherwise_shown(page: Page) -> None:
    """A sign in the cells of which it is open what figure they show, of a page.

    To be asked before the style sheets are taken out.
    """
    if Sign.WRITES in page.signs:
        for cell in _with_written(page):
            cell.insert_child(UNREAD)
    for mark in _small(page):
        before = mark.prev
        said = (before.text_content or before.text()) if before is not None else ""
        if _MARK.fullmatch(mark.text()) and said.strip()[-1:].isdecimal():
            mark.insert_before(UNREAD)
    for node in _beside_text(page):
        node.insert_before(UNREAD)
    doubt_reordered(page)
    doubt_own_fonts(page)


def _small(page: Page) -> Iterator[LexborNode]:
    """What stands in small letters in cells."""
    if Sign.SMALL in page.signs:
        yield from page.tree.css(_SMALL)
    if Sign.SIZED in page.signs:
        styled = declared_in(page, lambda _, value: _SIZE.fullmatch(value), ("font-size",), _SIZED).values()
        sizes = {node.mem_id: said.get("font-size", "") for node, said in styled}
        for node, _ in styled:
            size = sizes[node.mem_id]
            if _SIZE.fullmatch(size) and size != _size_before(node, sizes):
                yield node


def _size_before(node: LexborNode, sizes: Mapping[int, str]) -> str | None:
    """The size of what stands before an element: digits of one figure may be set piece by piece, all of them small."""
    around = node.prev if node.prev is not None and node.prev.mem_id in sizes else node.parent
    while around is not None and around.mem_id not in sizes:
        around = around.parent
    return sizes[around.mem_id] if around is not None else None


def _beside_text(page: Page) -> Iterator[LexborNode]:
    """What shows a figure otherwise than by its text, or says one without showing it."""
    if Sign.GAUGE in page.signs:
        yield from page.tree.css(_GAUGES)
    if Sign.POWER in page.signs:
        yield from page.tree.css(_POWERS)
    for shadow in page.tree.css("[shadowrootmode]") if Sign.SHADOW in page.signs else ():
        # What the element holds besides is shown only where its own part has a slot for it.
        host = shadow.parent
        if host is not None and shadow.css_first("slot") is None and _digits(host) > _digits(shadow):
            yield shadow
    for spoken in page.tree.css(_SAID) if Sign.SPOKEN in page.signs else ():
        if _digits(spoken) and "hidden" not in spoken.attributes:
            yield spoken


def _digits(node: LexborNode) -> int:
    return sum(map(str.isdecimal, node.text()))


def cell_of(node: LexborNode) -> LexborNode | None:
    """The cell of a table that an element stands in."""
    above = node.parent
    while above is not None and above.tag not in CELLS:
        above = above.parent
    return above


def _with_written(page: Page) -> Iterable[LexborNode]:
    """The cells into which a style sheet writes figures: numbers of rows, of which a cell is nothing else, are none."""
    for number in page.sheets.of("content"):
        rule = page.sheets.rules[number]
        content = _CONTENT.search(rule.declared)
        for selector in rule.selectors if content else ():
            beside = _BESIDE.fullmatch(selector)
            for node in page.sheets.matching(beside[1]) if beside else ():
                cell = node if node.tag in CELLS else cell_of(node)
                if content and cell is not None and _is_figure(content[1], node):
                    yield cell


def _is_figure(content: str, node: LexborNode) -> bool:
    """Whether what a style sheet writes beside an element is a figure, or a part of one."""
    if of_attribute := _OF_ATTRIBUTE.search(content):
        return _FIGURE.fullmatch(node.attributes.get(of_attribute[1]) or "") is not None
    if "counter" in content:
        return node.tag not in CELLS
    written = _ESCAPED.sub(lambda code: chr(min(int(code[1], 16), ord("\ufffd"))), content.strip().strip("\"'"))
    if written in _MINUS:
        return any(map(str.isdecimal, node.text()))
    return _FIGURE.fullmatch(written) is not None
