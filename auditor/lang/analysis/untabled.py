"""Indicators that no table holds and no claim states, in a form that has tables: no report ever gives their figures."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Diagnostic
from auditor.lang import ast
from auditor.lang import lint_codes as codes
from auditor.lang.parsing.parser import parse_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.lang.typed import RuleBook
    from auditor.source import Source


def untabled(book: RuleBook) -> Iterator[Diagnostic]:
    """Such indicators, each where it is declared; those that only a tree names stand and fall with their whole.

    Where most are in no table, none was forgotten: a reader of the form's own gives them.
    """
    told = {(form, claim.indicator) for claim in book.schema.claims for form in claim.forms}
    lost: dict[str, str] = {}
    for form in book.schema.forms.values():
        named = [each for each in form.figures if not each.table and (form.code, each.code) not in told]
        if form.tables and 2 * len(named) <= len(form.figures):
            lost |= dict.fromkeys((each.name for each in named), "、".join(table.code for table in form.tables))
    for source in book.sources if lost else ():
        for node in _indicators(source):
            if node.table is None and node.name.text in lost:
                values = {"name": node.name.text, "tables": lost[node.name.text]}
                yield Diagnostic(codes.NO_TABLE, source, node.name.span, MappingProxyType(values))


def _indicators(source: Source) -> Iterator[ast.IndicatorStatement]:
    return (node for node in parse_file(source).statements if isinstance(node, ast.IndicatorStatement))
