"""What a page shows around its content is taken out: scripts, menus, lists of links, what is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.ingest.layout import lowered as as_lowered
from auditor.ingest.layout import raised
from auditor.ingest.web.drawn import put_pictures
from auditor.ingest.web.folded import folded_copies
from auditor.ingest.web.hidden_cells import CELLS
from auditor.ingest.web.hidden_cells import blot_out
from auditor.ingest.web.hidden_cells import keep_places
from auditor.ingest.web.lost import cells_at_stake
from auditor.ingest.web.lost import doubt_otherwise_shown
from auditor.ingest.web.lost import leave_unread
from auditor.ingest.web.signs import Sign
from auditor.ingest.web.styles import Effect
from auditor.ingest.web.styles import find_effects
from auditor.ingest.web.unseen import leave_out_unseen

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from selectolax.lexbor import LexborHTMLParser
    from selectolax.lexbor import LexborNode

    from auditor.ingest.web.page import Page

# What is never shown as such.
_SILENT = frozenset(("script", "style", "template", "datalist", "iframe", "embed"))
_FIELDS = "td textarea, td select, th textarea, th select"
_WORDS = ("nav", "navbar", "menu", "breadcrumb", "crumbs", "footer", "foot", "sidebar", "share", "copyright")
_GONE = (Effect.HIDDEN, Effect.VEILED, Effect.FAINT, Effect.STRUCK)
_VEILED = (Effect.VEILED, Effect.FAINT)
_SHIFTS = {Effect.RAISED: raised, Effect.LOWERED: as_lowered}
_LISTS = "ul, ol, dl"
_SHORT = 1500
_LINKS = 4
_MOSTLY = 0.7


def drop_surroundings(page: Page, spans: Mapping[int, tuple[int, int]]) -> dict[int, Callable[[str], str]]:
    """Take out what is not content: scripts, what is not shown or struck out, and what leads elsewhere.

    `spans` is how many rows and columns cells cover, by their identity. Gives the elements, by their identity, whose
    words styles raise or lower.
    """
    tree = page.tree
    effects = find_effects(page)
    unseen = [node for effect in _GONE for node in effects[effect]] + folded_copies(page, effects)
    leave_out_unseen(page, {node.mem_id for node in unseen})
    veiled = [node for effect in _VEILED for node in effects[effect] if node.tag in CELLS]
    for node in unseen:
        node.attrs["hidden"] = ""
    for node in veiled:
        del node.attrs["hidden"]
        blot_out(node)
    marks = set(page.tags)
    if "noscript" in marks and 0 < len(tree.css("table")) == len(tree.css("noscript table")):
        marks.remove("noscript")  # a script draws the page, and this is all that the file has of it
    if marks & {"textarea", "select"}:
        _fill_in(tree)
    around = _around(page)
    gone = [node for tag in sorted(marks - _SILENT) for node in tree.css(tag)]
    # What is not displayed at all was put there by a program, and the cell is blank to everyone.
    gone += [node for effect in _GONE if effect is not Effect.HIDDEN for node in effects[effect]]
    at_stake = cells_at_stake([*gone, *(tree.css(around) if around else ())])
    doubt_otherwise_shown(page)
    shifted: dict[int, Callable[[str], str]] = {
        node.mem_id: change for effect, change in _SHIFTS.items() for node in effects[effect]
    }
    for dialog in tree.css("dialog[open]") if "dialog" in marks else ():
        if dialog.css_first("table") is not None:
            dialog.unwrap()
    put_pictures(page)
    tree.strip_tags(["head", *marks])
    if unseen or Sign.HIDDEN in page.signs:
        keep_places(tree, spans)
        _hide(tree)
    if around:
        _remove(tree, around, _holds_no_content)
    leave_unread(at_stake)
    if Sign.LINK in page.signs:
        _remove(tree, _LISTS, _is_mostly_links)
    return shifted


def _around(page: Page) -> str:
    """What selects the elements around the content, by those of their words that may be in the markup."""
    if Sign.NAMED not in page.signs:
        return ""
    words = [word for word in _WORDS if any(stem in word for stem in page.stems)]
    return ", ".join(f"[{attribute}~='{word}' i]" for attribute in ("class", "id") for word in words)


def _fill_in(tree: LexborHTMLParser) -> None:
    """Puts what is written or chosen in the fields of a table in their place."""
    for field in tree.css(_FIELDS):
        chosen = field.css_first("option[selected]") or field.css_first("option") or field
        field.replace_with(chosen.text())


def _hide(tree: LexborHTMLParser) -> None:
    """Takes out what is not seen, but for what makes up most of a page, or holds tables where all of them are unseen.

    Such a page shows by a script what is hidden at first.
    """
    most = len(tree.text()) / 2
    unseen = {table.mem_id for node in tree.css("[hidden]") for table in node.css("table")}
    all_unseen = len(unseen) == len(tree.css("table"))

    def is_part(node: LexborNode) -> bool:
        return len(node.text()) <= most and not (all_unseen and node.css_first("table") is not None)

    _remove(tree, "[hidden]", is_part, kept=("html", "body", "-undef"))


def _remove(
    tree: LexborHTMLParser,
    selector: str,
    condition: Callable[[LexborNode], bool],
    kept: tuple[str, ...] = ("html", "body", "td", "th", "tr", "-undef"),
) -> None:
    # NOTE: from the last to the first, so that no node is asked that went with one around it.
    for node in reversed(tree.css(selector)):
        if node.tag not in kept and condition(node):
            node.decompose()


def _holds_no_content(node: LexborNode) -> bool:
    return node.css_first("table") is None and len(node.text()) < _SHORT


def _is_mostly_links(node: LexborNode) -> bool:
    links = node.css("a")
    if len(links) < _LINKS or node.css_first("table") is not None:
        return False
    linked = sum(len(link.text()) for link in links)
    return linked > _MOSTLY * len("".join(node.text().split()))
