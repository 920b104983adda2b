"""What a page shows without text: drawings, pictures behind an element, what a script writes or counts up to.

A picture stands in for each, since as little of it can be read: a large one may be a table, one in a cell a figure.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]

from auditor.ingest.web.hidden_cells import CELLS
from auditor.ingest.web.signs import Sign
from auditor.ingest.web.styles import declared_in
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborNode

    from auditor.ingest.web.page import Page

# What is drawn in a cell, and what may show a table outside of any.
_IN_CELLS = frozenset(("svg", "canvas", "script"))
_TABLES = frozenset(("iframe", "embed", "object", "svg", "canvas"))
_ICONS = "td i[class]:empty, th i[class]:empty"
_COUNTED = ("data-to", "data-count", "data-end", "data-target", "data-counter")
_COUNTERS = ", ".join(f"td [{name}]" for name in _COUNTED)
_PROPERTIES = ("background", "background-image")
_WITHIN = "td [style*='url(' i], th [style*='url(' i]"
_FIGURE = regex(r"\s*[-+]?\d[\d,.]{0,30}\s*")
# How many texts make a drawing a table; what says that it is smaller than so many points is none.
_FEWEST_TEXTS = 20
# So do as many labels in the data of a script, with more figures.
_LABEL, _NUMBER = re2.compile(r"[\"'][^\"'\n]*\p{Han}[^\"'\n]*[\"']"), re2.compile(r"[\[,:\s\"'][0-9]+[\"'\]},]")
_LARGE = 150
# One of fewer points keeps others at a distance.
_DOT = 3


def put_pictures(page: Page) -> None:
    """Pictures for what is shown without text of a page.

    To be asked before the style sheets are taken out.
    """
    small = list(_small(page))
    tags = _TABLES & page.tags if Sign.TABLE in page.signs else (_TABLES | {"script"}) & page.tags
    large = [node for tag in sorted(tags) for node in page.tree.css(tag) if _may_be_table(node)]
    for nodes, size in ((small, _DOT + 1), (large, _LARGE)):
        for node in nodes:
            picture = page.tree.create_node("img")
            picture.attrs["width"] = str(size)
            node.replace_with(picture)


def is_large(image: LexborNode) -> bool:
    """Whether a picture may show a table: those that say they are small are signs and buttons."""
    return all(size >= _LARGE for size in _sizes(image))


def is_seen(image: LexborNode) -> bool:
    """Whether a picture shows anything: one of a few points keeps others at a distance."""
    return all(size > _DOT for size in _sizes(image))


def _sizes(image: LexborNode) -> list[int]:
    """What an element says of its width and height, in points."""
    said = (image.attributes.get("width"), image.attributes.get("height"))
    return [int(size.strip()[:5]) for size in said if size and size.strip()[:5].isdecimal()]


def _small(page: Page) -> Iterator[LexborNode]:
    """What may show a figure in a cell of which nothing else says what it is."""
    for tag in sorted(_IN_CELLS & page.tags):
        yield from page.tree.css(f"td {tag}, th {tag}")
    if Sign.DRAWN not in page.signs:
        return
    for icon in page.tree.css(_ICONS):
        cell = _cell_around(icon)
        if cell is not None and not cell.text().strip():
            yield icon
    for counter in page.tree.css(_COUNTERS):
        said = [value for name in _COUNTED if (value := counter.attributes.get(name)) and _FIGURE.fullmatch(value)]
        if said and _FIGURE.fullmatch(counter.text()) and counter.text().strip() not in said:
            yield counter
    for node, _ in declared_in(page, lambda _, value: "url(" in value, _PROPERTIES, _WITHIN).values():
        if node.tag not in CELLS and not node.text().strip() and _cell_around(node) is not None:
            yield node


def _may_be_table(node: LexborNode) -> bool:
    if node.tag == "script":
        said = node.text()
        return len(_LABEL.findall(said)) >= _FEWEST_TEXTS and len(_NUMBER.findall(said)) >= 2 * _FEWEST_TEXTS
    if node.tag == "svg":
        return len(node.css("text")) >= _FEWEST_TEXTS
    return bool(_sizes(node) or node.tag != "iframe") and is_large(node) and "hidden" not in node.attributes


def _cell_around(node: LexborNode) -> LexborNode | None:
    around = node.parent
    while around is not None and around.tag not in CELLS:
        around = around.parent
    return around
