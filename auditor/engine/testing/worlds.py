"""The rows of one test as reports that are there together: one unit's history, or the units of a year."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeAlias

import polars as pl

from auditor.document import Reading
from auditor.engine.columns.kin import OWN_PART
from auditor.facts import ATTRIBUTES
from auditor.facts import ENUMERATIONS
from auditor.facts import FIGURES
from auditor.facts import RATES
from auditor.facts import RECORDS
from auditor.facts import UNITS
from auditor.facts import FactTable
from auditor.schema import Stance

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.lang.typed import Case

_CHILDREN = "下级"
_UNIT, _YEAR = "单位", "年度"
_SEPARATOR = re.compile("[、,，]")
# What a row that does not say it has in common with all others.
_SAME: Mapping[str, str] = MappingProxyType({"单位级别": "同级", "单位地区": "同地", "单位类型": "同类"})
# What there is nothing to say of.
_PLAIN = {"scoped": False, "noted": False, "stray_unit": False, "in_order": True, "agrees_elsewhere": False}
_Cell: TypeAlias = "tuple[str, str | None]"
Row: TypeAlias = "tuple[Case, Mapping[str, int | str | None], int | None]"


def world_table(rows: list[Row], spoken: frozenset[_Cell]) -> FactTable:
    """The facts of some rows, each with its attributes and its year; what a row does not name is 0."""
    named = {name for case, _, _ in rows for name, _ in case.attributes}
    records: list[dict[str, Any]] = []
    figures: list[dict[str, Any]] = []
    attributes: list[dict[str, Any]] = []
    units: list[dict[str, Any]] = []
    for record, (case, given, year) in enumerate(rows):
        unit = _unit(record, given, named)
        records.append({"record": record, "submission": f"{record:06}", "unit": unit, "year": year, "form": case.form})
        figures += [*_figures(record, case, spoken), *stated_rows(record, case)]
        attributes += _attributes(record, {**_SAME, **given})
        units += _units(unit, given)
    return FactTable(
        frame_of(records, RECORDS),
        frame_of(figures, FIGURES),
        frame_of(attributes, ATTRIBUTES),
        frame_of([], ENUMERATIONS),
        frame_of([], RATES),
        frame_of(units, UNITS),
    )


def stated_rows(record: int, case: Case) -> Iterable[dict[str, Any]]:
    """What the narrative of a row states."""
    for (indicator, column), (value, digits) in case.stated:
        if value is not None:
            yield {
                "record": record,
                "indicator": indicator,
                "member": column,
                "source": "narrative",
                "stored": value,
                "reading": Reading.VALUE.value,
                "digits": digits,
                "stance": Stance.FIGURE.value,
                **_PLAIN,
            }


# ------------------------------------------------------------------------------------------------------------- within


def _unit(record: int, given: Mapping[str, int | str | None], named: set[str]) -> str | None:
    """The unit of a row: as it says, else that of all rows where they are told apart by the year, else its own."""
    if _UNIT in given:
        unit = given[_UNIT]
        return unit if isinstance(unit, str) else None
    return "同一单位" if _YEAR in named else f"第{record + 1}个单位"


def _figures(record: int, case: Case, spoken: frozenset[_Cell]) -> Iterable[dict[str, Any]]:
    named: dict[_Cell, int | None] = dict.fromkeys(spoken, 0)
    named |= {(code, member): value for (code, member, back), value in case.figures if back == 0}
    for (code, member), value in sorted(named.items(), key=repr):
        reading = Reading.BLANK if value is None else Reading.VALUE
        yield {
            "record": record,
            "indicator": code,
            "member": member,
            "source": "table",
            "stored": value,
            "reading": reading.value,
            **_PLAIN,
        }


def _attributes(record: int, given: Mapping[str, int | str | None]) -> Iterable[dict[str, Any]]:
    for name, value in given.items():
        if value is not None:
            yield {"record": record, "name": name, "number" if isinstance(value, int) else "text": value}


def _units(unit: str | None, given: Mapping[str, int | str | None]) -> Iterable[dict[str, Any]]:
    """The units that are to report to a row's; one whose name ends in 本级 is its own part."""
    listed = given.get(_CHILDREN)
    if unit is None or not isinstance(listed, str):
        return
    for child in filter(None, (name.strip() for name in _SEPARATOR.split(listed))):
        yield {"unit": child, "parent": unit, "kind": OWN_PART if child.endswith(OWN_PART) else None}


def frame_of(rows: list[dict[str, Any]], schema: Mapping[str, pl.DataType]) -> pl.DataFrame:
    """Rows as a frame with all columns of a schema; what a row does not give is null."""
    empty = dict.fromkeys(schema)
    return pl.DataFrame([{**empty, **row} for row in rows], schema=dict(schema))
