"""The list of units, as a supervisor keeps it: names and aliases, levels and kinds, and who reports in which year.

`units.csv` beside the rules has one line a unit: unit, aliases (parted by `;`), parent, level, region, kind, from, to,
predecessor. Only `unit` must be there; from and to are years or days. A unit that was renamed or moved may stand in
several lines whose times do not meet.
"""

from __future__ import annotations

import csv
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.diagnostics import closest
from auditor.ingest.codes import REGISTRY_FILE
from auditor.ingest.codes import REGISTRY_LINE
from auditor.ingest.codes import tell
from auditor.ingest.dates import parse_date
from auditor.ingest.identity.levels import nature_of
from auditor.ingest.lists.codes import LIST_LEVEL
from auditor.ingest.lists.confused import circles
from auditor.ingest.lists.confused import nobodys_parents
from auditor.ingest.lists.confused import shared_names
from auditor.ingest.lists.read import misspelt
from auditor.ingest.lists.read import parse_list
from auditor.ingest.lists.read import read_list
from auditor.ingest.lists.read import unused
from auditor.patterns import regex
from auditor.registry import RegisteredUnit
from auditor.registry import Registry

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping
    from pathlib import Path

    from auditor.diagnostics import Diagnostic
    from auditor.ingest.lists.read import Listing

FILE = "units.csv"
_HEADS: Mapping[str, str] = MappingProxyType(
    {
        **{
            name: name for name in ("unit", "aliases", "parent", "level", "region", "kind", "from", "to", "predecessor")
        },
        **dict.fromkeys(("单位", "单位名称", "名称"), "unit"),
        **dict.fromkeys(("别名", "简称", "曾用名"), "aliases"),
        **dict.fromkeys(("上级", "上级单位", "主管单位"), "parent"),
        **dict.fromkeys(("级别", "层级", "单位级别"), "level"),
        **dict.fromkeys(("地区", "区域", "所属地区"), "region"),
        **dict.fromkeys(("类别", "类型", "单位类别"), "kind"),
        **dict.fromkeys(("起", "起始年度", "起始年", "自"), "from"),
        **dict.fromkeys(("止", "终止年度", "终止年", "至"), "to"),
        **dict.fromkeys(("前身", "沿革"), "predecessor"),
    }
)
_ALIASES = regex(r"[;；、|]")
_YEAR = regex(r"((?:19|20)\d{2})年?度?")
_DEPARTMENT = "部门"


# ------------------------------------------------------------------------------------------------------------- reading


def read_registry(
    folder: Path, levels: Callable[[], Collection[str]] = tuple
) -> tuple[Registry | None, tuple[Diagnostic, ...]]:
    """The list of units of a rules folder, None where there is none; a line that is wrong has no effect.

    `levels` are those that rules name, asked for only where there is a list.
    """
    text, problem = read_list(folder / FILE)
    if problem:
        return None, (tell(REGISTRY_FILE, FILE, zh=problem, en=problem),)
    return parse_registry(text, levels()) if text is not None else (None, ())


def parse_registry(text: str, levels: Collection[str] = ()) -> tuple[Registry | None, tuple[Diagnostic, ...]]:
    """The list of units that a text holds."""
    try:
        listing = parse_list(FILE, text, _HEADS)
    except csv.Error as error:
        return None, (tell(REGISTRY_FILE, FILE, zh=error, en=error),)
    diagnostics = list(misspelt(listing))
    if "unit" not in listing.columns:
        heads = "、".join(filter(None, listing.heads)) or "—"
        absent = {
            "zh": f"没有“单位”一列，第一行是：{heads}",
            "en": f"no column for the unit in the first line: {heads}",
        }
        diagnostics.append(tell(REGISTRY_FILE, listing.source, listing.place(listing.head_line), **absent))
        return None, tuple(diagnostics)
    diagnostics += unused(listing)
    units: dict[int, RegisteredUnit] = {}
    for line in listing.lines:
        wrong = _problem(line.values, units.values())
        if wrong:
            cell, said = wrong
            place = listing.place(line.number, cell)
            diagnostics.append(tell(REGISTRY_LINE, listing.source, place, line=line.number, zh=said.zh, en=said.en))
        else:
            units[line.number] = _unit(line.values)
    diagnostics += _levels_like(listing, levels)
    diagnostics += nobodys_parents(listing, units)
    diagnostics += circles(listing, units)
    diagnostics += shared_names(listing, units)
    return Registry(tuple(units.values())), tuple(diagnostics)


def _problem(values: Mapping[str, str], units: Collection[RegisteredUnit]) -> tuple[str, Words] | None:
    """The cell of a line that is wrong, and what: no name, a time that is none, a name that stood before for it."""
    name = values.get("unit", "")
    if not name:
        return "", Words("没有单位名称", "there is no unit")
    for text in (values.get(head, "") for head in ("from", "to")):
        if text and _day(text, last=False) is None:
            return text, Words(
                f"不是年度或日期：“{text}”，应如 2014", f"neither a year nor a day, such as 2014: “{text}”"
            )
    made = _unit(values)
    if made.first is not None and made.last is not None and made.first > made.last:
        times = f"{values['from']}、{values['to']}"
        return "", Words(f"起止颠倒：{times}", f"it ends before it begins: {times}")
    if any(unit.name == name and unit.meets(made) for unit in units):
        return name, Words(f"单位重复：“{name}”", f"the unit stands twice: “{name}”")
    return None


def _levels_like(listing: Listing, known: Collection[str]) -> Iterator[Diagnostic]:
    """What is said, once of each, of levels that are nearly those that rules name; of others, somebody's own, nothing.

    A department's level may be said in many ways: nearly as other lines say it is as good as nearly as rules do.
    """
    told: set[str] = {"", *known}
    levels = [line.values.get("level", "") for line in listing.lines]
    meant = {*known, *(level for level in levels if nature_of(level) == _DEPARTMENT)}
    for line, level in zip(listing.lines, levels, strict=True):
        near = closest(level, meant) if level not in told and nature_of(level) != _DEPARTMENT else None
        told.add(level)
        if near is not None:
            is_sure = closest(level, set(known) - {near}) is None
            names = "、".join(sorted(known))
            do = (
                Words(f"是不是“{near}”？", f"Do you mean “{near}”?")
                if is_sure
                else Words(f"规则提到的有：{names}", f"Rules name: {names}")
            )
            place = listing.place(line.number, level)
            yield tell(LIST_LEVEL, listing.source, place, line=line.number, level=level, do_zh=do.zh, do_en=do.en)


def _day(text: str, *, last: bool) -> int | None:
    """A day as an ordinal; a year is its first day, or its last one."""
    day = parse_date(text)
    if day is not None:
        return day.toordinal()
    year = _YEAR.fullmatch(text)
    if year is None:
        return None
    return date(int(year[1]), 12 if last else 1, 31 if last else 1).toordinal()


def _unit(values: Mapping[str, str]) -> RegisteredUnit:
    return RegisteredUnit(
        values["unit"],
        values.get("parent", ""),
        values.get("level", ""),
        values.get("region", ""),
        values.get("kind", ""),
        _day(values.get("from", ""), last=False),
        _day(values.get("to", ""), last=True),
        values.get("predecessor", ""),
        tuple(filter(None, (alias.strip() for alias in _ALIASES.split(values.get("aliases", ""))))),
    )
