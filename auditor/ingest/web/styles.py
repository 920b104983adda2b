"""What styles do to the words of a page: hidden, struck out, raised or lowered, by a style sheet of its own or inline.

Only what a page brings with it is asked, and only for these few effects. Of several rules that speak of one element
the same property of the most specific counts, as in a browser.
"""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]
from selectolax.lexbor import SelectolaxError

from auditor.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator
    from collections.abc import Mapping

    from selectolax.lexbor import LexborHTMLParser
    from selectolax.lexbor import LexborNode

# What stands in the markup, in small letters, of every page whose styles have an effect at all.
_TELLING = re2.compile(
    rb"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|line-through|vertical-align\s*:\s*(?:super|sub)"
    rb"|opacity\s*:\s*0|font-size\s*:\s*[01]|clip\s*:\s*rect|(?:left|text-indent)\s*:\s*-[0-9]{3}"
)
_COMMENT = re2.compile(r"/\*(?:[^*]|\*[^/])*\*+/|<!--|-->")
_RULE = re2.compile(r"([^{}]*)\{([^{}]*)\}")
_OTHER_MEDIA = re2.compile(r"@media[^{}]*print[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_DECLARATION = regex(r"([a-z-]{1,40})\s{0,9}:\s{0,9}([^;]{0,200})")
_SPECIFIC = tuple(regex(words) for words in (r"#[\w-]", r"\.[\w-]|\[", r"(?:^|[\s>+~])[a-z]"))
_MOST_SHEET = 500_000
_MOST_SELECTORS = 300
# Styles within a tag weigh more than any sheet.
_INLINE = (9, 0, 0)
_WITHIN = ", ".join(
    f"[style*='{word}' i]"
    for word in (
        *("none", "hidden", "collapse", "line-through", "super", "sub", "opacity"),
        *("font-size:0", "font-size: 0", "font-size:1", "font-size: 1"),
        *("rect", "left:-", "left: -", "indent:-", "indent: -"),
    )
)


class Effect(Enum):
    """What a style does to the words of an element; a faint one hides only what holds no other element."""

    HIDDEN = 1
    FAINT = 2
    STRUCK = 3
    RAISED = 4
    LOWERED = 5


_EFFECTS: Mapping[str, tuple[tuple[Effect, re.Pattern[str]], ...]] = MappingProxyType(
    {
        "display": ((Effect.HIDDEN, regex("none")),),
        "visibility": ((Effect.HIDDEN, regex("hidden|collapse")),),
        "opacity": ((Effect.FAINT, regex(r"0(?:\.0{1,4})?%?")),),
        "font-size": ((Effect.FAINT, regex(r"0(?:\.0{1,4})?(?:px|pt|r?em|%)?|[01](?:\.\d{1,4})?p[xt]")),),
        "clip": ((Effect.FAINT, regex(r"rect\s?\(\s?[01](?:px)?\s?[, ].{0,60}")),),
        "left": ((Effect.FAINT, regex(r"-\d{3,6}(?:\.\d+)?(?:px|pt|r?em)")),),
        "text-indent": ((Effect.FAINT, regex(r"-\d{3,6}(?:\.\d+)?(?:px|pt|r?em)")),),
        "text-decoration": ((Effect.STRUCK, regex(".*line-through.*")),),
        "text-decoration-line": ((Effect.STRUCK, regex(".*line-through.*")),),
        "vertical-align": ((Effect.RAISED, regex("super")), (Effect.LOWERED, regex("sub"))),
    }
)
# The effect that a property has (or none), with how much the rule that says so weighs.
_Weight = tuple[tuple[int, ...], int]
_Said = dict[str, tuple[tuple[bool, _Weight], "Effect | None"]]


def find_effects(tree: LexborHTMLParser, lowered: bytes) -> dict[Effect, list[LexborNode]]:
    """The elements that styles have an effect on, in the order of the page; `lowered` is its markup in small letters.

    To be asked before the style sheets are taken out.
    """
    found: dict[Effect, list[LexborNode]] = defaultdict(list)
    if not _TELLING.search(lowered):
        return found
    said: dict[int, _Said] = {}
    nodes: dict[int, LexborNode] = {node.mem_id: node for node in tree.css(_WITHIN)}
    for number, (selector, declared) in enumerate(_telling_rules(tree)):
        weight = tuple(len(pattern.findall(selector)) for pattern in _SPECIFIC)
        for node in matching(tree, selector):
            nodes[node.mem_id] = node
            _add(said.setdefault(node.mem_id, {}), declared, (weight, number))
    for identity, node in nodes.items():
        properties = said.setdefault(identity, {})
        _add(properties, node.attributes.get("style") or "", (_INLINE, 0))
        for effect in {effect for _, effect in properties.values() if effect}:
            if effect is not Effect.FAINT or not any(child.tag != "-text" for child in node.iter()):
                found[effect].append(node)
    return found


def rules_of(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The selectors of a page's style sheets for screens, each with what it declares."""
    sheets = (sheet for sheet in tree.css("style") if "print" not in (sheet.attributes.get("media") or ""))
    texts = (_OTHER_MEDIA.sub(" ", _COMMENT.sub(" ", sheet.text()[:_MOST_SHEET])) for sheet in sheets)
    return (
        (selector.strip(), declared)
        for text in texts
        for words, declared in _RULE.findall(text)
        for selector in words.rpartition(";")[2].split(",")
        # What depends on a pointer, and what is not written in the page, hides nothing of it.
        if ":" not in selector and "@" not in selector
    )


def _telling_rules(tree: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """The rules that declare something of what has an effect in any of them."""
    rules = list(rules_of(tree))
    telling = {prop for _, declared in rules for prop, _, effect in _declarations(declared) if effect}
    return islice((rule for rule in rules if any(prop in rule[1].lower() for prop in telling)), _MOST_SELECTORS)


def matching(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    """The elements that a selector means, none where it is no selector."""
    try:
        return tree.css(selector)
    except SelectolaxError:
        return []


def _declarations(declared: str) -> Iterator[tuple[str, bool, Effect | None]]:
    """The properties that can have an effect: whether each is important, and the effect that it has here."""
    for prop, printed in _DECLARATION.findall(declared.lower()):
        if prop in _EFFECTS:
            value, important, _ = printed.partition("!important")
            effect = next((each for each, words in _EFFECTS[prop] if words.fullmatch(value.strip())), None)
            yield prop, bool(important), effect


def _add(said: _Said, declared: str, weight: _Weight) -> None:
    for prop, important, effect in _declarations(declared):
        whole = (important, weight)
        if prop not in said or said[prop][0] <= whole:
            said[prop] = (whole, effect)
