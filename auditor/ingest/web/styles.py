"""What styles do to the words of a page: hidden, faint, struck out, raised or lowered, by its own sheet or inline.

Only what a page brings with it is asked, and only for these few effects. Of several rules that speak of one element
the same property of the most specific counts, as in a browser.
"""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import NamedTuple

import re2  # type: ignore[import-untyped]
from selectolax.lexbor import SelectolaxError

from auditor.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping

    from selectolax.lexbor import LexborHTMLParser
    from selectolax.lexbor import LexborNode

# What stands in the markup, in small letters, of every page whose styles have an effect at all.
_TELLING = re2.compile(
    rb"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|line-through|vertical-align\s*:\s*(?:super|sub)"
    rb"|opacity\s*:\s*0|clip\s*:\s*rect|(?:left|text-indent)\s*:\s*-[0-9]{3}|mso-hide\s*:\s*all"
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
        *("none", "hidden", "collapse", "line-through", "super", "sub", "opacity", "mso-hide"),
        *("rect", "left:-", "left: -", "indent:-", "indent: -"),
    )
)


class Effect(Enum):
    """What a style does to the words of an element; what is veiled keeps its place, as does what is faint.

    A faint one hides only what holds no other element.
    """

    HIDDEN = 1
    VEILED = 2
    FAINT = 3
    STRUCK = 4
    RAISED = 5
    LOWERED = 6


_EFFECTS: Mapping[str, tuple[tuple[Effect, re.Pattern[str]], ...]] = MappingProxyType(
    {
        "display": ((Effect.HIDDEN, regex("none")),),
        "mso-hide": ((Effect.HIDDEN, regex("all")),),
        "visibility": ((Effect.VEILED, regex("hidden|collapse")),),
        "opacity": ((Effect.FAINT, regex(r"0(?:\.0{1,4})?%?")),),
        "clip": ((Effect.FAINT, regex(r"rect\s?\(\s?[01](?:px)?\s?[, ].{0,60}")),),
        "left": ((Effect.FAINT, regex(r"-\d{3,6}(?:\.\d+)?(?:px|pt|r?em)")),),
        "text-indent": ((Effect.FAINT, regex(r"-\d{3,6}(?:\.\d+)?(?:px|pt|r?em)")),),
        "text-decoration": ((Effect.STRUCK, regex(".*line-through.*")),),
        "text-decoration-line": ((Effect.STRUCK, regex(".*line-through.*")),),
        "vertical-align": ((Effect.RAISED, regex("super")), (Effect.LOWERED, regex("sub"))),
    }
)
# What properties say of an element, each with how much the rule that says so weighs.
_Weight = tuple[tuple[int, ...], int]
_Said = dict[str, tuple[tuple[bool, _Weight], str]]


class Styled(NamedTuple):
    """An element with what its own properties say, of those that were asked for."""

    node: LexborNode
    said: Mapping[str, str]


def find_effects(tree: LexborHTMLParser, lowered: bytes) -> dict[Effect, list[LexborNode]]:
    """The elements that styles have an effect on, in the order of the page; `lowered` is its markup in small letters.

    To be asked before the style sheets are taken out.
    """
    found: dict[Effect, list[LexborNode]] = defaultdict(list)
    if not _TELLING.search(lowered):
        return found
    for node, said in declared_in(tree, _effect, _EFFECTS, _WITHIN).values():
        for effect in {effect for prop, value in said.items() if (effect := _effect(prop, value))}:
            if effect is not Effect.FAINT or not any(child.tag != "-text" for child in node.iter()):
                found[effect].append(node)
    return found


def declared_in(
    tree: LexborHTMLParser, is_telling: Callable[[str, str], object], wanted: Collection[str], within: str
) -> dict[int, Styled]:
    """The elements of which any of the properties is said, by their identity.

    Of properties that no rule of the page says anything telling of, none is looked for; `within` selects the elements
    that may say some themselves.
    """
    said: dict[int, _Said] = {}
    nodes: dict[int, LexborNode] = {node.mem_id: node for node in tree.css(within)}
    for number, (selector, declared) in enumerate(_rules(tree, is_telling, wanted)):
        weight = tuple(len(pattern.findall(selector)) for pattern in _SPECIFIC)
        for node in _matching(tree, selector):
            nodes[node.mem_id] = node
            _add(said.setdefault(node.mem_id, {}), declared, wanted, (weight, number))
    for identity, node in nodes.items():
        _add(said.setdefault(identity, {}), node.attributes.get("style") or "", wanted, (_INLINE, 0))
    return {
        identity: Styled(node, {prop: value for prop, (_, value) in said[identity].items()})
        for identity, node in nodes.items()
    }


def _rules(
    tree: LexborHTMLParser, is_telling: Callable[[str, str], object], wanted: Collection[str]
) -> Iterator[tuple[str, str]]:
    """The selectors of a page's style sheets for screens, each with what it declares of what is telling in any."""
    sheets = (sheet for sheet in tree.css("style") if "print" not in (sheet.attributes.get("media") or ""))
    texts = (_OTHER_MEDIA.sub(" ", _COMMENT.sub(" ", sheet.text()[:_MOST_SHEET])) for sheet in sheets)
    rules = [rule for text in texts for rule in _RULE.findall(text)]
    telling = {
        prop for _, declared in rules for prop, _, value in _declarations(declared, wanted) if is_telling(prop, value)
    }
    selectors = (
        (selector.strip(), declared)
        for words, declared in rules
        if any(prop in declared.lower() for prop in telling)
        for selector in words.rpartition(";")[2].split(",")
    )
    # What depends on a pointer, and what is not written in the page, hides nothing of it.
    return islice((each for each in selectors if ":" not in each[0] and "@" not in each[0]), _MOST_SELECTORS)


def _matching(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return tree.css(selector)
    except SelectolaxError:
        return []


def _declarations(declared: str, wanted: Collection[str]) -> Iterator[tuple[str, bool, str]]:
    """The properties that are wanted: whether each is important, and what it says."""
    for prop, printed in _DECLARATION.findall(declared.lower()):
        if prop in wanted:
            value, important, _ = printed.partition("!important")
            yield prop, bool(important), value.strip()


def _effect(prop: str, value: str) -> Effect | None:
    return next((effect for effect, words in _EFFECTS[prop] if words.fullmatch(value)), None)


def _add(said: _Said, declared: str, wanted: Collection[str], weight: _Weight) -> None:
    for prop, important, value in _declarations(declared, wanted):
        whole = (important, weight)
        if prop not in said or said[prop][0] <= whole:
            said[prop] = (whole, value)
