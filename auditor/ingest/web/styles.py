"""What styles do to the words of a page: hidden, faint, struck out, raised or lowered, by its own sheet or inline.

Only what a page brings with it is asked, and only for these few effects. Of several rules that speak of one element
the same property of the most specific counts, as in a browser.
"""

from __future__ import annotations

from collections import defaultdict
from enum import Enum
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.ingest.web.sheets import declarations
from auditor.ingest.web.signs import Sign
from auditor.patterns import regex

if TYPE_CHECKING:
    import re
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from selectolax.lexbor import LexborNode

    from auditor.ingest.web.page import Page
    from auditor.ingest.web.sheets import Declared
    from auditor.ingest.web.sheets import Sheets

_SPECIFIC = tuple(regex(words) for words in (r"#[\w-]", r"\.[\w-]|\[", r"(?:^|[\s>+~])[a-z]"))
# Styles within a tag weigh more than any sheet.
_INLINE = (9, 0, 0)
_WITHIN = ", ".join(
    f"[style*='{word}' i]"
    for word in (
        *("none", "hidden", "collapse", "line-through", "vertical-align", "opacity", "mso-hide", "rect"),
        *(":-", ": -", "clip-path", "zoom", "font:0", "font: 0", "scale", "translate", "matrix"),
        *("rotate", "text-security", "variant-position"),
    )
)
_NOTHING = regex(r"0(?:\.0{1,4})?(?:px|pt|r?em|%)?")
_FOLDED = ("height", "max-height", "width", "max-width")
_TABLE_PARTS = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "col", "colgroup"))
_FAR = r"-\d{3,6}(?:\.\d+)?(?:px|pt|r?em)"


class Effect(Enum):
    """What a style does to the words of an element; what is veiled keeps its place, as does what is faint.

    A faint one hides only what holds no other element; of others it may be that they appear one by one.
    """

    HIDDEN = 1
    VEILED = 2
    FAINT = 3
    STRUCK = 4
    RAISED = 5
    LOWERED = 6
    FOLDED = 7


_EFFECTS: Mapping[str, tuple[tuple[Effect, re.Pattern[str]], ...]] = MappingProxyType(
    {
        "display": ((Effect.HIDDEN, regex("none")),),
        "mso-hide": ((Effect.HIDDEN, regex("all")),),
        "visibility": ((Effect.VEILED, regex("hidden|collapse")),),
        "content-visibility": ((Effect.HIDDEN, regex("hidden")),),
        "opacity": ((Effect.FAINT, regex(r"0?(?:\.0\d{0,4}|0)|\d(?:\.\d{1,4})?%")),),
        "scale": ((Effect.FAINT, regex(r"0(?:\.0)?(?:\s0)?")),),
        "filter": ((Effect.FAINT, regex(r".{0,60}opacity\s?\(\s?0?(?:\.0{1,4}|0)%?\s?\).{0,60}")),),
        "transform": (
            (
                Effect.FAINT,
                regex(
                    rf".{{0,60}}(?:(?:scale[xyz3d]{{0,2}}|matrix)\s?\(\s?0\s?[,)]|rotate[xy]\s?\(\s?-?90deg|translate[xyz3d]{{0,2}}\s?\(\s?{_FAR}).{{0,60}}"
                ),
            ),
        ),
        "-webkit-text-security": ((Effect.FAINT, regex("disc|circle|square")),),
        "font-variant-position": ((Effect.RAISED, regex("super")), (Effect.LOWERED, regex("sub"))),
        "clip-path": (
            (Effect.FAINT, regex(r"inset\s?\(\s?(?:100|[5-9]\d)%.{0,40}|circle\s?\(\s?0(?:px|%)?\s?\).{0,40}")),
        ),
        "zoom": ((Effect.FAINT, regex(r"0%?")),),
        "font": ((Effect.FAINT, regex(r"0(?:px|pt)?(?:\s?/\s?\S{1,9})?\s.{1,60}")),),
        "clip": ((Effect.FAINT, regex(r"rect\s?\(\s?[01](?:px)?\s?[, ].{0,60}")),),
        **dict.fromkeys(("left", "right", "bottom", "margin-left", "text-indent"), ((Effect.FAINT, regex(_FAR)),)),
        "top": ((Effect.FAINT, regex(_FAR)), (Effect.RAISED, regex(r"-\d(?:\.\d+)?(?:px|pt)|-0?\.\d+em"))),
        "text-decoration": ((Effect.STRUCK, regex(".*line-through.*")),),
        "text-decoration-line": ((Effect.STRUCK, regex(".*line-through.*")),),
        "vertical-align": (
            (Effect.RAISED, regex(r"super|text-top|\d{1,3}(?:\.\d+)?(?:px|pt|em|%)")),
            (Effect.LOWERED, regex("sub")),
        ),
    }
)
# What properties say of an element, each with how much the rule that says so weighs.
_Weight = tuple[tuple[int, ...], int]
_Said = dict[str, tuple[tuple[bool, _Weight], str]]


class Styled(NamedTuple):
    """An element with what its own properties say, of those that were asked for."""

    node: LexborNode
    said: Mapping[str, str]


def find_effects(page: Page) -> dict[Effect, list[LexborNode]]:
    """The elements that styles have an effect on, in the order of the page, which has some signs.

    To be asked before the style sheets are taken out.
    """
    found: dict[Effect, list[LexborNode]] = defaultdict(list)
    if Sign.HIDES not in page.signs:
        return found
    for node, said in declared_in(page, _may_matter, (*_EFFECTS, "overflow", *_FOLDED), _WITHIN).values():
        effects = {effect for prop, value in said.items() if (effect := _effect(prop, value))}
        for effect in effects | ({Effect.FAINT} if _is_folded(said) and node.tag not in _TABLE_PARTS else set()):
            is_whole = effect is Effect.FAINT and any(child.tag != "-text" for child in node.iter())
            found[Effect.FOLDED if is_whole else effect].append(node)
    return found


def declared_in(
    page: Page, is_telling: Callable[[str, str], object], wanted: Collection[str], within: str
) -> dict[int, Styled]:
    """The elements of which any of the properties is said, by their identity.

    Of properties that no rule of the page says anything telling of, none is looked for; `within` selects the elements
    that may say some themselves.
    """
    said: dict[int, _Said] = {}
    nodes: dict[int, LexborNode] = {node.mem_id: node for node in page.tree.css(within)}
    sheets = page.sheets
    for number, selector, selected in sheets.selected(_telling(sheets, is_telling, wanted)):
        weight = tuple(len(pattern.findall(selector)) for pattern in _SPECIFIC)
        for node in selected:
            nodes[node.mem_id] = node
            _add(said.setdefault(node.mem_id, {}), sheets.said[number], wanted, (weight, number))
    for identity, node in nodes.items():
        style = declarations(node.attributes.get("style") or "")
        _add(said.setdefault(identity, {}), style, wanted, (_INLINE, 0))
    return {
        identity: Styled(node, {prop: value for prop, (_, value) in said[identity].items()})
        for identity, node in nodes.items()
    }


def _telling(sheets: Sheets, is_telling: Callable[[str, str], object], wanted: Collection[str]) -> list[int]:
    """The numbers of the rules that say anything of a property of which any rule says something telling."""
    return sorted(
        {
            number
            for prop in wanted
            if any(
                is_telling(prop, each.value) for at in sheets.of(prop) for each in sheets.said[at] if each.prop == prop
            )
            for number in sheets.of(prop)
        }
    )


def texts_with(
    styled: Mapping[int, Styled],
    value_of: Callable[[LexborNode, Mapping[str, str]], str],
    is_meant: Callable[[str], bool],
) -> Iterator[LexborNode]:
    """The runs of text that have what an element says, where it is meant, and nothing of one nearer to them.

    `value_of` gives what an element says of the property that is asked for, nothing where it does not.
    """
    for node, said in styled.values():
        if is_meant(value_of(node, said)):
            below = [node]
            while below:
                for child in below.pop().iter(include_text=True):
                    inner = styled.get(child.mem_id)
                    if child.tag == "-text":
                        if (child.text_content or "").strip():
                            yield child
                    elif inner is None or not value_of(child, inner.said):
                        below.append(child)


def _effect(prop: str, value: str) -> Effect | None:
    return next((effect for effect, words in _EFFECTS.get(prop, ()) if words.fullmatch(value)), None)


def _may_matter(prop: str, value: str) -> bool:
    return bool(_effect(prop, value)) or (prop in _FOLDED and _NOTHING.fullmatch(value) is not None)


def _is_folded(said: Mapping[str, str]) -> bool:
    """Whether an element takes up no place, and what is beyond its place is not shown."""
    hidden = said.get("overflow", "") in ("hidden", "clip")
    return hidden and any(_NOTHING.fullmatch(said.get(prop, "")) for prop in _FOLDED)


def _add(said: _Said, declared: Iterable[Declared], wanted: Collection[str], weight: _Weight) -> None:
    for prop, value, important in declared:
        whole = (important, weight)
        if prop in wanted and (prop not in said or said[prop][0] <= whole):
            said[prop] = (whole, value)
