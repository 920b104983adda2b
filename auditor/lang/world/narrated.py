"""Figures that stand in the narrative alone: a claim that says of what kind it is, 陈述 办结率 : 比率 %.

Its columns are whatever its statements name in brackets: columns of a table, indicators, or a group of either.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.world.environment import Narrated
from auditor.lang.world.files import each
from auditor.lang.world.forms import read_measure
from auditor.lang.world.names import meant
from auditor.lang.world.notes import place_words
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Member

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.lang.world.environment import FormNames
    from auditor.lang.world.files import File
    from auditor.lang.world.form_columns import Place
    from auditor.lang.world.notes import Notes
    from auditor.schema import Measure

_SAYABLE = frozenset({Kind.COUNT, Kind.MONEY, Kind.RATIO, Kind.DAYS})


def narrated(
    files: tuple[File, ...],
    names: FormNames,
    where: Mapping[str, Place],
    units: Mapping[str, Measure],
    notes: Notes,
) -> Mapping[str, Narrated]:
    """Every such figure of a form by its name; one of its statements says the kind, each may be of another column."""
    statements = [(file, node) for file, node in each(files, ast.ClaimStatement) if names.form.code in file.forms]
    measures: dict[str, Measure] = {}
    for file, node in statements:
        if node.kind is not None and _may_be(node, file, names, where, notes):
            measures.setdefault(node.name.text, read_measure(node, units, file, notes))
    columns: dict[str, dict[str, Member]] = {name: {} for name in measures}
    for file, node in statements:
        if node.column is not None and node.name.text in columns:
            columns[node.name.text] |= {each.code: each for each in _columns(node.column, file, names, notes)}
    return MappingProxyType({name: _narrated(name, measures[name], tuple(columns[name].values())) for name in measures})


def _narrated(name: str, measure: Measure, columns: tuple[Member, ...]) -> Narrated:
    return Narrated(Indicator(name, name, measure, members=tuple(column.code for column in columns)), columns)


def _may_be(node: ast.ClaimStatement, file: File, names: FormNames, where: Mapping[str, Place], notes: Notes) -> bool:
    """Whether the name is free, and the kind one that a sentence can give a figure of."""
    owners = names.indicators.get(node.name.text, ())
    if owners:
        first = where[owners[0]]
        notes.say(
            codes.DUPLICATE_NAME,
            file.source,
            node.name.span,
            name=node.name.text,
            what_zh="指标",
            what_en="indicator",
            place=place_words(first.source, first.node.span),
        )
    elif node.kind not in _SAYABLE:
        notes.say(codes.NOT_AVAILABLE, file.source, node.span, name=file.source.slice(node.span))
    else:
        return True
    return False


def _columns(name: ast.Name, file: File, names: FormNames, notes: Notes) -> Iterator[Member]:
    """What the name in the brackets stands for: one column, or those of a group."""
    group = names.groups.get(name.text)
    expr = group.expr if group is not None else None
    items = expr.items if isinstance(expr, ast.SetOf) else ()
    parts = [item.parts[0] for item in items if isinstance(item, ast.Ref)] if items else [name]
    for part in parts:
        member = names.find_member(part.text)
        owners = names.indicators.get(part.text, ())
        if member is not None:
            yield member
        elif len(owners) == 1:
            indicator = names.form.by_code[owners[0]]
            yield Member(indicator.code, indicator.name, indicator.aliases)
        else:
            notes.say(codes.UNKNOWN_NAME, file.source, name.span, meant(part.text, names.indicators), name=part.text)
