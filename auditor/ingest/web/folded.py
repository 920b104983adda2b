"""Tables that a page shows only when it is asked to, of which it shows another copy: last year's, that of another tab.

The first copy of a table passes for the report's own. One that is folded away, lies out of sight or in a tab that is
not chosen goes where another of the same words is shown; where none is, it is all that there is of the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.web.signs import Sign
from auditor.ingest.web.styles import Effect
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from selectolax.lexbor import LexborHTMLParser
    from selectolax.lexbor import LexborNode

    from auditor.ingest.web.page import Page

# What is closed, or said to be hidden by names that style sheets which are not there give to it.
_CLOSED = "details:not([open]), .d-none, .hide, .hidden, .layui-hide, .invisible"
# The one of several that is chosen.
_CHOSEN = ".active, .on, .cur, .current, .selected, .show, .layui-show"
_FIGURE = regex(r"[\d,.\s+\-−—–/%]+")


def folded_copies(page: Page, effects: Mapping[Effect, Iterable[LexborNode]]) -> list[LexborNode]:
    """The tables that are not shown, of which others of the same words are."""
    if Effect.FOLDED not in effects and Sign.AWAY not in page.signs:
        return []
    tables = page.tree.css("table")
    if len(tables) < 2:  # noqa: PLR2004 - a copy of another
        return []
    away = {table.mem_id for node in _away(page.tree, effects) for table in node.css("table")}
    shown = {_words(table) for table in tables if table.mem_id not in away} if away else set()
    # A table finds itself.
    inner = [table for table in tables if table.mem_id in away and len(table.css("table")) == 1]
    return [table for table in inner if _words(table) in shown]


def _away(tree: LexborHTMLParser, effects: Mapping[Effect, Iterable[LexborNode]]) -> Iterator[LexborNode]:
    """What is not shown at first."""
    yield from effects.get(Effect.FOLDED, ())
    yield from tree.css(_CLOSED)
    chosen = {node.mem_id: node for node in tree.css(_CHOSEN) if node.css_first("table") is not None}
    for node in chosen.values():
        beside = node.parent.iter() if node.parent is not None else ()
        yield from (each for each in beside if each.tag == node.tag and each.mem_id not in chosen)


def _words(table: LexborNode) -> str:
    """What a table says besides its figures."""
    return _FIGURE.sub("", table.text())
