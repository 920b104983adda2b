"""What a page shows around its content is taken out: scripts, menus, lists of links, what is not shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable

    from selectolax.lexbor import LexborHTMLParser
    from selectolax.lexbor import LexborNode

_DROPPED = (
    *("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video"),
    *("nav", "footer", "aside", "select", "button", "textarea", "datalist", "head", "map", "dialog"),
)
# Which of them there are, but for the head, which a page has without saying so.
_MARKS = re2.compile(f"<({'|'.join(_DROPPED)})".encode())
_UNSEEN = "[hidden], [style*='display:none' i], [style*='display: none' i], [style*='visibility:hidden' i]"
_WORDS = ("nav", "navbar", "menu", "breadcrumb", "crumbs", "footer", "foot", "sidebar", "share", "copyright")
# What stands in the markup where any of the words does.
_STEMS = re2.compile(b"nav|menu|crumb|foot|sidebar|share|copyright")
_AROUND = ", ".join(f"[{attribute}~='{word}' i]" for attribute in ("class", "id") for word in _WORDS)
_LISTS = "ul, ol, dl"
_SHORT = 1500
_LINKS = 4
_MOSTLY = 0.7


def drop_surroundings(tree: LexborHTMLParser, lowered: bytes) -> None:
    """Take out what is not content: scripts, what is not shown, and what leads elsewhere.

    `lowered` is the markup in small letters.
    """
    tree.strip_tags(["head", *{mark.decode() for mark in _MARKS.findall(lowered)}])
    if b"hidden" in lowered or b"display" in lowered:
        # Pages whose scripts show what is hidden at first would lose all their content.
        most = len(tree.text()) / 2
        _remove(tree, _UNSEEN, lambda node: len(node.text()) <= most, kept=("html", "body", "-undef"))
    if (b"class=" in lowered or b"id=" in lowered) and _STEMS.search(lowered):
        _remove(tree, _AROUND, _holds_no_content)
    if b"<a" in lowered:
        _remove(tree, _LISTS, _is_mostly_links)


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
