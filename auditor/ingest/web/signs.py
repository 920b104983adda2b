"""What stands in the markup of a page, found in one pass: which questions need not be asked of it at all.

Each sign is in every page of which the question that it is for has an answer; that it is there means nothing yet.
"""

from __future__ import annotations

from enum import Enum
from functools import cache
from typing import TYPE_CHECKING
from typing import NamedTuple

import re2  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Collection


class Sign(Enum):
    """What stands in the markup, in small letters."""

    HIDES = (
        rb"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|line-through"
        rb"|vertical-align\s*:\s*(?:super|sub|text-top|[1-9.])"
        rb"|opacity\s*[:(]\s*\.?0|clip\s*:\s*rect|(?:left|right|top|bottom|text-indent)\s*:\s*-[0-9.]{1,9}(?:px|pt|r?em)"
        rb"|mso-hide\s*:\s*all|clip-path|content-visibility|[^-]\b(?:max-)?(?:height|width)\s*:\s*0[^.0-9]|zoom\s*:\s*0"
        rb"|font\s*:\s*0|scale[xyz3d]*\s*[(:]\s*0|matrix\s*\(\s*0|rotate[xy]\s*\(\s*-?90|text-security|variant-position\s*:\s*su"
        rb"|translate[xyz3d]*\s*\(\s*-[0-9]{3}"
    )
    # Digits turned round, or moved apart from others of their cell: tags stand between those, and none of a table.
    TURNS = rb"<bdo|-override|rotate[xy]?\s*\(\s*-?180|scale[xy]?\s*\([^)]*-"
    MOVES = (
        rb"-reverse|float\s*:\s*(?:left|right)|[^-]\border\s*:\s*-?[1-9]|position\s*:\s*(?:absolute|fixed|relative)"
        rb"|margin-(?:left|right)\s*:\s*-|translate|grid-(?:row|column|area)"
    )
    IN_PIECES = rb"[0-9]\s*(?:</?[a-su-z][^>]*>\s*)+[0-9]"
    # Rows of a table, or their cells, in another order.
    REVERSES = rb"-reverse|[^-]\border\s*:\s*-?[1-9]"
    FOOT = rb"<tfoot"
    MERGED = rb"(?:row|col)span\s*=\s*[\"']?\s*(?:[02-9&]|1[0-9&])"
    # Markup that is text, and elements of a page's own.
    TEXT = rb"&lt;t|srcdoc|<xmp"
    SHADOW = rb"shadowrootmode"
    # Figures that a style writes, that are small, spoken or drawn.
    WRITES = rb"content\s*:\s*(?:[^;}]*(?:[0-9]|attr|counter)|[\"'](?:-|\xe2\x88\x92)[\"'])"
    SMALL = rb"<small|<font|href=[\"']?#"
    SIZED = rb"font-size\s*:\s*(?:[1-8](?:\.[0-9]*)?p[xt]|0?\.[0-9]+r?em|[1-7][0-9]%|smaller|x+-small)"
    SPOKEN = rb"sr-only|visually-hidden|screen-reader-text|katex-mathml"
    GAUGE = rb"<meter|<progress"
    POWER = rb"<math"
    DRAWN = rb"<i\s|data-(?:to|count|end|target|counter)\s*=|background[^;}<>]{0,80}url\("
    FONT = rb"@font-face"
    COLOUR = rb"color|background"
    TINY = rb"font-size\s*:\s*(?:[0-2](?:\.[0-9]*)?|\.[0-9]+)\s*(?:px|pt|r?em|%|[;\"'}])"
    TABLE = rb"<table"
    # Boxes set as tables on a page that has table markup, too.
    BOXED = rb"style\s*=\s*[\"'][^\"'<>]*display\s*:\s*(?:table|flex|grid|inline-)|role\s*=\s*[\"']?(?:table|grid)"
    HIDDEN = rb"hidden"
    # What is folded away or hidden by its name, or one of several that is chosen.
    AWAY = (
        rb"<details|class\s*=\s*[\"']?[^\"'<>]*"
        rb"\b(?:d-none|hide|hidden|invisible|active|on|cur|current|selected|show)\b"
    )
    NAMED = rb"class=|id="
    LINK = rb"<a[\s>]"
    # Signs written by their numbers, or comments within words, hide what else stands there; variables stand for it.
    ODD = rb"style\s*=\s*[\"'][^\"'<>]*(?:&|/\*)|var\("


# Elements that may not be shown, or not as the text that they hold; and parts of the words for what is around content.
TAGS = (
    *("script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "audio", "video"),
    *("nav", "footer", "aside", "select", "button", "textarea", "datalist", "map", "dialog", "del", "s", "strike"),
)
STEMS = ("nav", "menu", "crumb", "foot", "sidebar", "share", "copyright")
_SIGNS = tuple(Sign)
_ODD = _SIGNS.index(Sign.ODD)
_ASKED: tuple[bytes, ...] = (
    *(sign.value for sign in _SIGNS),
    *(rf"<{tag}[\s/>]".encode() for tag in TAGS),
    *(stem.encode() for stem in STEMS),
    # NOTE: last, and in every text: what is too much for the search is otherwise told as nothing found.
    rb"(?s:.)",
)


class Signs(NamedTuple):
    """What stands in a page: signs, tags of `TAGS` and words of `STEMS`."""

    found: frozenset[Sign]
    tags: frozenset[str]
    stems: frozenset[str]


def signs_in(lowered: bytes) -> Signs:
    """The signs in a page whose markup is given in small letters; all of them where it cannot be told."""
    numbers: Collection[int] = _searcher().Match(lowered) or ()
    if len(_ASKED) - 1 not in numbers or _ODD in numbers:
        return Signs(frozenset(Sign), frozenset(TAGS), frozenset(STEMS))
    signs, tags = len(Sign), len(Sign) + len(TAGS)
    return Signs(
        frozenset(_SIGNS[number] for number in numbers if number < signs),
        frozenset(TAGS[number - signs] for number in numbers if signs <= number < tags),
        frozenset(STEMS[number - tags] for number in numbers if tags <= number < tags + len(STEMS)),
    )


@cache
def _searcher() -> re2.Set:
    searcher = re2.Set.SearchSet()
    for words in _ASKED:
        searcher.Add(words)
    searcher.Compile()
    return searcher
