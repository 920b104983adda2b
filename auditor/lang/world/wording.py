r"""A wording of a claim lowered to a linear-time regular expression (RE2 syntax).

    wording = sequence {"|" sequence}          sequence = {piece}
    piece   = ("(" wording ")" | mark | "…" | character) ["?"]        ("?" after a bracket only)
    mark    = "{数}" | "{金额}" | "{百分比}"                           ("\" before a character takes it literally)

Word groups (`word_groups`) have their words put in before.

The document is matched folded, so the wording is folded too. Between any two characters the document may have blanks.
What a wording needs (`schema.Needs`) are words that stand in whatever it finds: where they are not, nobody need look.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.lang.vocabulary.keywords import MARKS
from auditor.lang.vocabulary.keywords import MONEY_MARKS
from auditor.lang.vocabulary.keywords import PERCENT_MARKS
from auditor.schema import Kind
from auditor.source import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.schema import Measure
    from auditor.schema import Needs

BLANKS = r"[ \t]*"
_GAP = r"[^,。;!?\n]{0,12}?"
_BEFORE = "大约|约为|约|将近|接近|近|超过|超|逾|多达|高达|达到|达|至少|不少于|不足|不到|共计|共"
_AFTER = "余|多"
_TIMES = "百万|千万|百亿|千亿|万|亿|千|百"
# NOTE: no blanks within digits: in a flattened table `3 12件` is two figures. A comma groups three digits or ends one.
_DIGITS = r"(?:[0-9]{1,3}(?:,[ \t]?[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_CHINESE = "[〇零一二两三四五六七八九十百千万亿]+"
_FIGURE = (
    rf"(?P<n>(?:(?:{_BEFORE}){BLANKS})?"
    rf"(?:{_DIGITS}|{_CHINESE})(?:{BLANKS}(?:{_AFTER}))?(?:{BLANKS}(?:{_TIMES}))?"
    rf"(?:{BLANKS}(?:{_AFTER}))?)"
)
_MONEY = rf"{_FIGURE}{BLANKS}(?P<u>亿元|万元|元)"
_PERCENT = rf"{_FIGURE}{BLANKS}%"
_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$\-]")
_PLAIN = re.compile(r"\w+")
_MARK = re.compile(r"\{([^{}]*)\}")


class Lowered(Struct, frozen=True):
    """A wording's expression; `figures` is how many figures it prints, `after` the words that follow the figure."""

    pattern: str
    needs: Needs
    figures: int
    money: bool
    after: str
    percent: bool = False


class Flaw(Struct, frozen=True):
    """What is wrong with a wording, and where in it; `name` is what stands in braces and is neither mark nor group."""

    at: int
    length: int
    zh: str
    en: str
    name: str = ""


class _Piece(Struct, frozen=True):
    """A part of a wording: its expression, and the words that what it finds has in it; a character is its own word."""

    pattern: str
    needs: Needs = ()
    char: str = ""


_NOTHING = _Piece("")


class _Stop(Exception):  # noqa: N818 - carries a flaw out of the recursion, never out of the module
    def __init__(self, flaw: Flaw) -> None:
        self.flaw = flaw


def lower_wording(text: str) -> Lowered | Flaw:
    """The expression of a wording, or what is wrong with it."""
    reader = _Reader(fold(text))
    try:
        found = reader.alternatives()
    except _Stop as stop:
        return stop.flaw
    except RecursionError:
        return Flaw(0, 1, "括号嵌套过深", "brackets are nested too deeply")
    if reader.at < len(reader.text):
        return Flaw(reader.at, 1, "多出一个“)”", "a `)` too many")
    if not found.pattern:
        return Flaw(0, max(1, len(text)), "没有内容", "it is empty")
    return Lowered(found.pattern, found.needs, reader.figures, reader.money, reader.after, reader.percent)


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.figures = 0
        self.money = False
        self.percent = False
        self.after = ""
        self.opened: list[int] = []

    def alternatives(self) -> _Piece:
        """Sequences with `|` between them."""
        found = [self._sequence()]
        while self._here() == "|":
            self.at += 1
            found.append(self._sequence())
        if len(found) == 1:
            return found[0]
        return _Piece(f"(?:{'|'.join(each.pattern for each in found)})", _one_of(found))

    def _here(self) -> str:
        return self.text[self.at : self.at + 1]

    def _sequence(self) -> _Piece:
        pieces: list[_Piece] = []
        while self._here() not in ("", "|", ")"):
            plain = _PLAIN.match(self.text, self.at)
            if plain is not None:
                pieces += [_Piece(char, (), char) for char in plain.group()]
                self.at = plain.end()
            elif (piece := self._piece()).pattern:
                pieces.append(piece)
        return _Piece(_joined([piece.pattern for piece in pieces]), _all_of(pieces))

    def _piece(self) -> _Piece:
        char = self._here()
        match char:
            case "(":
                return self._bracket()
            case "{":
                return self._mark()
            case "?":
                raise _Stop(self._misplaced())
            case "…" | ".":
                return self._gap(char)
            case "\\":
                self.at += 1
                char = self._here()
            case _:
                pass
        self.at += 1
        return _NOTHING if char.isspace() else _literal(char)

    def _misplaced(self) -> Flaw:
        """What is wrong with a `?` here: a bracket before it may lack its other half, as in (渠道?收到."""
        brackets = self.text.replace("\\(", "").replace("\\)", "")
        if self.opened and brackets.count("(") > brackets.count(")"):
            return Flaw(self.opened[-1], 1, "“(”没有配对", "`(` has no counterpart")
        return Flaw(self.at, 1, "“?”只能写在括号后面", "`?` stands after a bracket only")

    def _gap(self, char: str) -> _Piece:
        """`…`, also doubled or written as three dots; a lone full stop is itself."""
        end = self.at
        while self.text[end : end + 1] == char:
            end += 1
        if char == "." and end - self.at < 3:  # noqa: PLR2004 - three dots
            self.at += 1
            return _literal(".")
        self.at = end
        return _Piece(_GAP)

    def _bracket(self) -> _Piece:
        start = self.at
        self.at += 1
        self.opened.append(start)
        inner = self.alternatives()
        self.opened.pop()
        if self._here() != ")":
            raise _Stop(Flaw(start, 1, "“(”没有配对", "`(` has no counterpart"))
        self.at += 1
        if self._here() == "?":
            self.at += 1
            return _Piece(f"(?:{inner.pattern}{BLANKS})?") if inner.pattern else _NOTHING
        return _Piece(f"(?:{inner.pattern})", inner.needs) if inner.pattern else _NOTHING

    def _mark(self) -> _Piece:
        match = _MARK.match(self.text, self.at)
        if match is None:
            raise _Stop(Flaw(self.at, 1, "“{”没有配对", "`{` has no counterpart"))
        word = match.group(1).strip()
        if word not in MARKS:
            zh = f"没有“{{{word}}}”，可写 {{数}}、{{金额}}、{{百分比}} 或词组"
            en = f"`{{{word}}}` is no mark; write {{number}}, {{money}}, {{percent}} or a word group"
            raise _Stop(Flaw(self.at, len(match.group()), zh, en, word))
        self.figures += 1
        if self.figures > 1:
            raise _Stop(Flaw(self.at, len(match.group()), "一句写法只能有一个数", "a wording has one figure"))
        self.at = match.end()
        if word in MONEY_MARKS:
            self.money = True
            return _Piece(_MONEY, (("元",),))
        if word in PERCENT_MARKS:
            self.percent = True
            return _Piece(_PERCENT, (("%",),))
        self.after = self.text[self.at :]
        return _Piece(_FIGURE)


def _literal(char: str) -> _Piece:
    return _Piece(f"\\{char}" if _SPECIAL.match(char) else char, (), char)


def _all_of(pieces: list[_Piece]) -> Needs:
    """What a sequence needs, one after the other: the words between what may vary, and what its pieces need.

    Letters, digits and signs, which alone have blanks between them in prose, are no part of a word.
    """
    needs: list[tuple[str, ...]] = []
    for is_word, run in groupby(pieces, lambda piece: not piece.char.isascii()):
        if is_word:
            needs.append(("".join(piece.char for piece in run),))
        else:
            needs.extend(need for piece in run for need in piece.needs)
    return tuple(needs)


def _one_of(sequences: list[_Piece]) -> Needs:
    """What one of several sequences needs: a word of the rarest need of each."""
    if not all(each.needs for each in sequences):
        return ()
    return (tuple(dict.fromkeys(word for each in sequences for word in max(each.needs, key=_rareness))),)


def _rareness(need: tuple[str, ...]) -> tuple[int, int]:
    """How seldom prose has what is needed: long words are rare, and few."""
    return min(map(len, need)), -len(need)


def _joined(pieces: list[str]) -> str:
    """The pieces with blanks let pass between them; an optional piece brings its own."""
    made: list[str] = []
    for at, piece in enumerate(pieces):
        made.append(piece)
        if at + 1 < len(pieces) and not piece.endswith(f"{BLANKS})?"):
            made.append(BLANKS)
    return "".join(made)


def wording_measure(lowered: Lowered, own: Measure, units: Mapping[str, Measure]) -> Measure | None:
    """The unit that the wording's own word gives to its figure, None where it is the indicator's."""
    if lowered.money or not lowered.after or own.kind is not Kind.MONEY:
        return None
    longest = max((word for word in units if lowered.after.startswith(word)), key=len, default="")
    measure = units.get(longest)
    if measure is None or measure.base != own.base or measure == own:
        return None
    return measure
