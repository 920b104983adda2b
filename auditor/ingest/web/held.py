"""Tables that a page brings as text for a program: within a script or its data, in a frame, or escaped.

Whoever opens the page sees what a program makes of them; the file that was handed in holds them nonetheless. They are
read where the page has hardly a cell of its own, and nothing of it is run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]
from selectolax.lexbor import LexborHTMLParser

from auditor.ingest.web.signs import Sign
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.ingest.web.signs import Signs

# How cells begin in markup that is text: as ever, with the sign named, or written by its number in a script.
_CELL = re2.compile(r"(?i)(?:<|&lt;|\\+u003c|\\+x3c)t[dh][\s>&\\/]")
_MARKS = re2.compile(rb"(?:<|&lt;|u003c|x3c)t[dh]")
_FOR_PROGRAMS = frozenset(("script", "textarea", "template"))
_SCRIPT = re2.compile(rb"<(script|textarea|template)[\s>]")
_HOLDERS = ("script", "textarea", "xmp", "iframe")
# A text within a script: in quotes, or as it stands between the marks of data.
_QUOTED = re2.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|'((?:[^'\\\n]|\\.)*)'|(?s:`((?:[^`\\]|\\.)*)`|<!\[CDATA\[(.*?)\]\]>)")
_ESCAPED = regex(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_SIGNS = {"n": "\n", "r": "\n", "t": "\t"}
_NAMED_TAG = re2.compile(r"&lt;(/?[A-Za-z][^<>&]*(?:&(?:quot|nbsp|amp|#39);[^<>&]*)*)&gt;")
# What a page puts into an element of its own, to be shown; any other template is there for a program.
_TEMPLATE = regex(r"<(/?)template\b([^<>]{0,2000})>", re.IGNORECASE)
_FEWEST = 20
_SHARE = 4
_DEEPEST = 3


def with_held(text: str, lowered: bytes, signs: Signs) -> str:
    """The markup of a page with the tables behind it that a program would draw; `lowered` is it in small letters.

    A page with cells of its own beside them is left as it is: a program may hold the same once more.
    """
    if Sign.SHADOW in signs.found:
        text = _with_shadows(text)
    if not _may_hold_cells(lowered, signs) or _cells(text) < _FEWEST:
        return text
    tree = LexborHTMLParser(text)
    held = [node.attributes.get("srcdoc") or node.text() for node in tree.css(", ".join(_HOLDERS))]
    held += [fragment.html or "" for fragment in tree.template_fragments()]
    tree.strip_tags(list(_HOLDERS))
    own = len(tree.css("td, th")) * _SHARE
    shown = _cells(tree.text())
    if shown >= max(_FEWEST, own):
        return _with_tags(text)
    pieces = dict.fromkeys(piece for each in held for piece in _markup_in(each, _DEEPEST))
    if sum(map(_cells, pieces)) < own:
        return text
    return text + "".join(f"\n<div>{piece}</div>" for piece in pieces)


def _with_shadows(text: str) -> str:
    """The markup with what elements of a page's own show as a part of it."""
    shown: list[bool] = []

    def tag(found: re.Match[str]) -> str:
        if not found[1]:
            shown.append("shadowrootmode" in found[2].lower())
            return f"<div{found[2]}>" if shown[-1] else found[0]
        return "</div>" if shown and shown.pop() else found[0]

    return _TEMPLATE.sub(tag, text)


def _may_hold_cells(lowered: bytes, signs: Signs) -> bool:
    """Whether cells stand where no markup is read."""
    if Sign.TEXT in signs.found:
        return True
    if not signs.tags & _FOR_PROGRAMS:
        return False
    for begin in _SCRIPT.finditer(lowered):
        end = lowered.find(b"</" + begin[1], begin.end())
        if _MARKS.search(lowered[begin.end() : end if end >= 0 else len(lowered)]):
            return True
    return False


def _markup_in(held: str, deepest: int) -> Iterator[str]:
    """The markup of tables that a text holds: in the quotes of a script, or all of it."""
    if _cells(held) < _FEWEST:
        return
    quoted = [next(filter(None, found), "") for found in _QUOTED.findall(held)] if deepest else []
    inner = [piece for each in quoted for piece in _markup_in(_said(each), deepest - 1)]
    if inner:
        yield from inner
    elif deepest < _DEEPEST or held.lstrip()[:1] in ("<", "&"):  # a script that puts markup together is none
        yield _with_tags(held)


def _said(quoted: str) -> str:
    """What the text between quotes says."""
    if "\\" not in quoted:
        return quoted
    said = _ESCAPED.sub(_sign, quoted)
    return said.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _sign(escaped: re.Match[str]) -> str:
    number = escaped[1] or escaped[2]
    return chr(int(number, 16)) if number else _SIGNS.get(escaped[3], escaped[3])


def _with_tags(text: str) -> str:
    """A text whose tags were written as signs to be shown, with them as tags."""
    return str(_NAMED_TAG.sub(r"<\1>", text)) if "&lt;t" in text.lower() else text


def _cells(text: str) -> int:
    return len(_CELL.findall(text))
