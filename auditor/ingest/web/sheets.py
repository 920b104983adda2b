"""The rules of a page's style sheets, gone through once: which of them speak of a property, and which elements of."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING
from typing import NamedTuple

import re2  # type: ignore[import-untyped]
from selectolax.lexbor import SelectolaxError

from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selectolax.lexbor import LexborHTMLParser
    from selectolax.lexbor import LexborNode

_COMMENT = re2.compile(r"/\*(?:[^*]|\*[^/])*\*+/|<!--|-->")
# A picture or a font that a sheet holds, which may be longer than all that it says.
_HELD = re2.compile(r"data:[^\s\"'()]{99,}")
# What is said for paper or for narrow screens only.
_OTHER_MEDIA = re2.compile(r"@media[^{}]*(?:print|max-(?:device-)?width|portrait)[^{}]*\{(?:[^{}]*\{[^{}]*\})*[^{}]*\}")
_NOT_WIDE = regex(r"print|max-(?:device-)?width|portrait")
_DECLARATION = regex(r"([a-z-]{1,40})\s{0,9}:\s{0,9}([^;]{0,200})")
# What depends on a pointer or on what a reader does, or is not written in the page, does nothing to it.
_PASSING = regex(r"@|::|:(?!(?:not|is|where|has|empty|root|(?:first|last|only|nth|nth-last)-(?:child|of-type))\b)")
_NAMED = regex(r"(--[\w-]{1,100})\s{0,9}:\s{0,9}([^;]{1,200})")
_VARIABLE = regex(r"var\(\s{0,9}(--[\w-]{1,100})\s{0,9}(?:,([^()]{0,200}))?\)")
_CLASS = regex(r"\.([\w-]{1,100})")
_MOST_SHEET = 500_000
# Looking for one takes a hundredth of a millisecond on a usual page; in a large one, of so many signs, much longer.
_MOST_SELECTORS, _MOST_IN_LARGE, _LARGE = 3000, 300, 2_000_000


class Declared(NamedTuple):
    """What is said of a property, in small letters, and whether it is more important than what others say."""

    prop: str
    value: str
    is_important: bool


class Rule(NamedTuple):
    """The selectors of a rule, and what it declares, as they are written."""

    selectors: tuple[str, ...]
    declared: str


class Sheets:
    """The style sheets of a page for wide screens; to be made before they are taken out of it."""

    def __init__(self, tree: LexborHTMLParser) -> None:
        self._tree = tree
        self.rules = _filled_in(list(_rules(tree)))
        self.said = [tuple(declarations(rule.declared)) for rule in self.rules]
        self._by_property: dict[str, list[int]] = defaultdict(list)
        for number, said in enumerate(self.said):
            for prop in {each.prop for each in said}:
                self._by_property[prop].append(number)
        self._most = _MOST_SELECTORS if len(tree.raw_html) < _LARGE else _MOST_IN_LARGE
        self._names = _class_names(tree) if self.rules else frozenset()

    def of(self, prop: str) -> list[int]:
        """The numbers of the rules that say anything of a property."""
        return self._by_property.get(prop, [])

    def selected(self, numbers: list[int]) -> Iterator[tuple[int, str, list[LexborNode]]]:
        """The elements that some rules speak of, for each of their selectors."""
        left = self._most
        for number in numbers:
            for selector in self.rules[number].selectors:
                if left and self._may_match(selector) and not _PASSING.search(selector):
                    left -= 1
                    if nodes := self.matching(selector):
                        yield number, selector, nodes

    def matching(self, selector: str) -> list[LexborNode]:
        """The elements that a selector selects; none where it is not understood."""
        try:
            return self._tree.css(selector) if self._may_match(selector) else []
        except SelectolaxError:
            return []

    def _may_match(self, selector: str) -> bool:
        """Whether an element has the classes that a selector names: most rules of a large sheet are of none."""
        if "\\" in selector or "(" in selector:
            return True
        return all(name.lower() in self._names for name in _CLASS.findall(selector))


def declarations(declared: str) -> Iterator[Declared]:
    """What a rule, or a style within a tag, declares."""
    if "/*" in declared:
        declared = _COMMENT.sub("", declared)
    for prop, printed in _DECLARATION.findall(declared.lower()):
        value, important, _ = printed.partition("!")
        yield Declared(prop, value.strip(), bool(important))


def _rules(tree: LexborHTMLParser) -> Iterator[Rule]:
    for sheet in tree.css("style"):
        if _NOT_WIDE.search(sheet.attributes.get("media") or ""):
            continue
        text = _COMMENT.sub(" ", _HELD.sub("data:", sheet.text())[:_MOST_SHEET])
        for part in _OTHER_MEDIA.sub(" ", text).split("}"):
            words, brace, declared = part.rpartition("{")
            if brace:
                named = words.rpartition("{")[2].rpartition(";")[2]
                yield Rule(tuple(selector.strip() for selector in named.split(",")), declared)


def _filled_in(rules: list[Rule]) -> list[Rule]:
    """The rules with what their variables stand for, as the first rule that names one says it."""
    if not any("var(" in rule.declared for rule in rules):
        return rules
    named = [each for rule in rules if "--" in rule.declared for each in _NAMED.findall(rule.declared)]
    values = {name: value.strip() for name, value in reversed(named)}
    return [
        rule._replace(declared=_VARIABLE.sub(lambda found: values.get(found[1]) or found[2] or "", rule.declared))
        if "var(" in rule.declared
        else rule
        for rule in rules
    ]


def _class_names(tree: LexborHTMLParser) -> frozenset[str]:
    """The classes of all elements, in small letters."""
    said = " ".join(node.attributes.get("class") or "" for node in tree.css("[class]"))
    return frozenset(said.lower().split())
