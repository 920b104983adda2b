"""What formulas speak of beyond the rows and columns of a form, as the person who imports them says.

A formula alone does not say what a code of the cover page, a linked task or floating rows are here.
"""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

_COVER = re.compile(r"(?P<code>[^\s=:.]+)=(?P<attribute>[^\s=:]+)(?::(?P<values>.+))?")
_TASK = re.compile(r"(?P<task>\w+)=(?P<back>\d{1,2})")
_FLOATING = re.compile(r"(?P<table>[^\s=\[\]]*)\[(?P<row>\d{1,6})\]=(?P<first>\d{1,6})~(?P<last>\d{1,6})")
_MOST_ROWS = 1000


class Meanings(Struct, frozen=True):
    """`cover`: codes of the cover page with the attribute of the unit or the report that each is here.

    `values`: what a value of such a code is called here. `tasks`: linked tasks with how many years back their reports
    are. `floating`: by table (as formulas write it) and row, the rows of the form that floating rows stand for.
    """

    cover: Mapping[str, str] = MappingProxyType({})
    values: Mapping[tuple[str, str], str] = MappingProxyType({})
    tasks: Mapping[str, int] = MappingProxyType({})
    floating: Mapping[tuple[str, int], range] = MappingProxyType({})


class MeaningError(ValueError):
    """A meaning that is not written as it should be; the message is what was written."""


def read_meanings(cover: Iterable[str], tasks: Iterable[str], floating: Iterable[str]) -> Meanings:
    """Meanings as they are written: `BBLX=单位类型:0=汇总,1=单户`, `1=1` (a year back), `Z5[2]=2~9`.

    Raises:
        MeaningError: one is not.
    """
    attributes: dict[str, str] = {}
    values: dict[tuple[str, str], str] = {}
    for text in cover:
        found = _matched(_COVER, text)
        attributes[found["code"]] = found["attribute"]
        for pair in (found["values"] or "").replace("，", ",").split(","):
            given, sign, name = pair.partition("=")
            if pair and not (sign and name.strip()):
                raise MeaningError(text)
            if pair:
                values[found["code"], given.strip()] = name.strip()
    backs = {found["task"]: int(found["back"]) for found in (_matched(_TASK, text) for text in tasks)}
    rows: dict[tuple[str, int], range] = {}
    for text in floating:
        found = _matched(_FLOATING, text)
        first, last = int(found["first"]), int(found["last"])
        if not first <= last < first + _MOST_ROWS:
            raise MeaningError(text)
        rows[found["table"], int(found["row"])] = range(first, last + 1)
    return Meanings(
        MappingProxyType(attributes), MappingProxyType(values), MappingProxyType(backs), MappingProxyType(rows)
    )


def _matched(pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.fullmatch(text.strip().replace("＝", "=").replace("：", ":"))
    if found is None:
        raise MeaningError(text)
    return found
