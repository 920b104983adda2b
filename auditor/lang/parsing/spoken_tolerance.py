"""Tolerances said on the line of a condition: 甲 = 乙 ± 10%, 甲 = 乙，误差不超过 1, 甲与乙相差不超过 1.

Like the words of `spoken` they are no part of the language, which has a clause for them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.lang.parsing.spoken import reworded
from auditor.lang.vocabulary.keywords import CLAUSES
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word

if TYPE_CHECKING:
    from collections.abc import Collection

_RELATIVE = "(?:相对|relative)?"
_AMOUNT = r"(?:百分之)?[\d.零一二两三四五六七八九十百千万]+ *(?:%|个百分点|points?\b|[^\W\d_]{1,4}?)?"
_AT_MOST = r"(?:为|是|在|:|应?(?:不|不得|不应|不能|不要)(?:超过|大于|高于|多于)|控制在|最多|至多|≤|<=)?"
_NAMES = (
    "(?:允许|容许)?的?(?:误差|偏差|差额)(?:范围)?|允差|容差|上下浮动|浮动|正负"
    "|tolerance|within|plus or minus|give or take"
)
_END = r" *(?:以内|之内|以下)? *\)? *[。.;,]? *$"
_SIGN = re.compile(rf" *[,(]? *(?:±|\+/-|\+-) *(?P<amount>{_AMOUNT})(?=[ )=<>≤≥≠。;,]|$) *\)?")
_SAID = re.compile(rf"[ ,;(]*(?:{_NAMES}) *{_AT_MOST} *{_RELATIVE} *(?P<amount>{_AMOUNT}){_END}", re.IGNORECASE)
_APART = re.compile(rf" *(?:之间)?的?(?:相差|差距) *{_AT_MOST} *{_RELATIVE} *(?P<amount>{_AMOUNT}){_END}")
_JOINT = re.compile(r"[与和同跟]")


class Tolerant(Struct, frozen=True):
    """A condition without the tolerance that was said with it, and the lines that may say it instead."""

    condition: str
    clauses: tuple[str, ...]


def tolerances_said(text: str, units: Collection[str]) -> tuple[Tolerant, ...]:
    """The conditions that a text may mean which says a tolerance on the line, none where it says none."""
    for pattern in (_SIGN, _SAID):
        match = pattern.search(text)
        if match is not None and text[: match.start()].strip():
            clauses = _clauses(match["amount"], units, text)
            return (Tolerant(f"{text[: match.start()]} {text[match.end() :]}".strip(), clauses),) if clauses else ()
    match = _APART.search(text)
    clauses = _clauses(match["amount"], units, text) if match else ()
    if match is None or not clauses:
        return ()
    said = text[: match.start()]
    return tuple(
        Tolerant(f"{said[: joint.start()]} = {said[joint.end() :]}", clauses) for joint in _JOINT.finditer(said)
    )


def _clauses(said: str, units: Collection[str], text: str) -> tuple[str, ...]:
    amount = reworded(said.strip(), (), units)
    match = re.fullmatch(r"(?P<digits>\d+(?:\.\d+)?) *(?P<unit>\D*)", amount)
    if match is None or (match["unit"] and match["unit"] not in {*units, "%", "个百分点", "point", "points"}):
        return ()
    english = text.isascii()
    word = CLAUSES[ClauseKey.TOLERANCE][english]
    if match["unit"] == "%":
        points = "points" if english else "个百分点"
        return f"{word}: {WORDS[Word.RELATIVE][english]} {amount}", f"{word}: {match['digits']} {points}"
    return (f"{word}: {' '.join(filter(None, match.groups()))}",)
