"""Statements printed piece by piece: a head, and its clauses in their canonical order, dated values or table rows."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import assert_never

from msgspec import Struct

from auditor.lang import ast
from auditor.lang.fmt import words
from auditor.lang.fmt.clauses import clause_order
from auditor.lang.fmt.clauses import print_clause
from auditor.lang.fmt.expressions import SUM
from auditor.lang.fmt.expressions import print_expr
from auditor.lang.vocabulary.keywords import CLAUSES
from auditor.lang.vocabulary.keywords import SEVERITIES
from auditor.lang.vocabulary.keywords import SPLITS
from auditor.lang.vocabulary.keywords import STATEMENTS
from auditor.lang.vocabulary.keywords import TYPES
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.keywords import StatementKey
from auditor.results import Severity
from auditor.schema import Kind
from auditor.schema import Split
from auditor.snippet import display_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.fmt.words import Printer
    from auditor.source import Span

_KEYS: Mapping[type[ast.Node], StatementKey] = MappingProxyType(
    {
        ast.Ruleset: StatementKey.RULESET,
        ast.Import: StatementKey.IMPORT,
        ast.Unit: StatementKey.UNIT,
        ast.Param: StatementKey.PARAM,
        ast.FormStatement: StatementKey.FORM,
        ast.TableStatement: StatementKey.TABLE,
        ast.IndicatorStatement: StatementKey.INDICATOR,
        ast.GroupStatement: StatementKey.GROUP,
        ast.RuleStatement: StatementKey.RULE,
        ast.TemplateStatement: StatementKey.TEMPLATE,
        ast.ApplyStatement: StatementKey.APPLY,
        ast.TestStatement: StatementKey.TEST,
        ast.WordGroup: StatementKey.WORD_GROUP,
        ast.ClaimStatement: StatementKey.CLAIM,
        ast.Waiver: StatementKey.WAIVER,
    }
)


class Piece(Struct, frozen=True):
    """A part of a statement on lines of its own: its text with soft breaks, and where it stood."""

    text: str
    place: Span
    indent: str = words.INDENT


def pieces(node: ast.Statement, printer: Printer, head: Span) -> tuple[Piece, ...]:
    """The pieces of a statement, in the order in which they are printed."""
    keyword = printer.spell(STATEMENTS, _KEYS[type(node)])
    first = Piece(f"{keyword} {_head(node, printer)}".rstrip(), head, "")
    if isinstance(node, ast.TestStatement):
        return (first, *_rows(node))
    dated = node.dated if isinstance(node, ast.Param) else ()
    values = tuple(Piece(f"{words.years(each.years)}: {_value(each.value, printer)}", each.span) for each in dated)
    clauses = sorted(getattr(node, "clauses", ()), key=clause_order)
    return (first, *values, *(Piece(print_clause(clause, printer), clause.span) for clause in clauses))


# ------------------------------------------------------------------------------------------------------------ heads


def _head(node: ast.Statement, printer: Printer) -> str:  # noqa: C901, PLR0911, PLR0912 - one case a kind
    match node:
        case ast.Ruleset():
            return node.title
        case ast.Import():
            return words.quoted(node.path.value)
        case ast.Unit():
            return _unit(node, printer)
        case ast.Param():
            name = printer.name(node.name)
            return name if node.value is None else f"{name} = {_value(node.value, printer)}"
        case ast.FormStatement():
            return _titled(printer.id(node.code), node.title)
        case ast.TableStatement():
            return _titled(printer.name(node.code), node.title)
        case ast.IndicatorStatement():
            return _indicator(node, printer)
        case ast.GroupStatement():
            return f"{printer.name(node.name)} = {print_expr(node.value, printer)}"
        case ast.TestStatement():
            return f"{printer.id(node.rule)} {words.quoted(node.title)}" if node.title else printer.id(node.rule)
        case ast.WordGroup():
            listed = f",{words.SOFT_COMMA}".join(words.item(text.value, ",、") for text in node.words.items)
            return f"{printer.name(node.name)} = {listed}"
        case ast.ClaimStatement():
            column = f"[{printer.name(node.column)}]" if node.column is not None else ""
            return " ".join((printer.name(node.name) + column, *_measure(node, printer)))
        case ast.Waiver():
            return printer.id(node.rule)
        case ast.RuleStatement() | ast.TemplateStatement() | ast.ApplyStatement():
            return _rule_head(node, printer)
        case _:
            assert_never(node)


def _titled(name: str, text: str) -> str:
    return f"{name} {words.title(text)}" if text else name


def _rule_head(node: ast.RuleStatement | ast.TemplateStatement | ast.ApplyStatement, printer: Printer) -> str:
    match node:
        case ast.RuleStatement():
            name = printer.id(node.id)
        case ast.TemplateStatement():
            name = f"{printer.name(node.name)}({', '.join(printer.name(param) for param in node.params)})"
        case ast.ApplyStatement():
            args = f",{words.SOFT_COMMA}".join(print_expr(arg, printer) for arg in node.args)
            name = f"{printer.name(node.name)}({args})"
        case _:
            assert_never(node)
    severity = "" if node.severity is None else f" {printer.spell(SEVERITIES, Severity(node.severity))}"
    return _titled(name, node.title) + severity


def _unit(node: ast.Unit, printer: Printer) -> str:
    aliases = f" ({', '.join(printer.unit(alias) for alias in node.aliases)})" if node.aliases else ""
    kind = f" : {printer.spell(TYPES, Kind(node.kind))}" if node.kind is not None else ""
    value = f" = {printer.number(node.value)}" if node.value is not None else ""
    return f"{printer.unit(node.name)}{aliases}{kind}{value}"


def _indicator(node: ast.IndicatorStatement, printer: Printer) -> str:
    parts = [printer.name(node.name)]
    if node.code is not None:
        parts.append(f"({printer.name(node.code)})")
    parts += _measure(node, printer)
    if node.signed:
        parts.append(printer.spell(CLAUSES, ClauseKey.SIGNED))
    if node.table is not None:
        parts += [printer.at, printer.name(node.table)]
    if node.tree is not None:
        parts.append(_tree(node.tree, printer))
    return " ".join(parts)


def _measure(node: ast.IndicatorStatement | ast.ClaimStatement, printer: Printer) -> tuple[str, ...]:
    kind = () if node.kind is None else (":", printer.spell(TYPES, Kind(node.kind)))
    return kind if node.unit is None else (*kind, printer.unit(node.unit))


def _tree(tree: ast.Tree, printer: Printer) -> str:
    branches = f",{words.SOFT_COMMA}".join(_branch(branch, printer) for branch in tree.items)
    return f"{printer.spell(SPLITS, Split(tree.split))} {{ {branches} }}"


def _branch(branch: ast.Branch, printer: Printer) -> str:
    code = f" ({printer.name(branch.code)})" if branch.code is not None else ""
    tree = f" {_tree(branch.tree, printer)}" if branch.tree is not None else ""
    return f"{printer.name(branch.name)}{code}{tree}"


def _value(node: ast.Expr, printer: Printer) -> str:
    return print_expr(node, printer, SUM)


# ------------------------------------------------------------------------------------------------------------ tests


def _rows(node: ast.TestStatement) -> tuple[Piece, ...]:
    """The rows of a test, their cells under each other."""
    rows = (node.header, *node.rows)
    widths = [
        max(display_width(cell.value) for cell in column) for column in zip(*(r.cells for r in rows), strict=True)
    ]
    return tuple(Piece(_row(row, widths), row.span) for row in rows)


def _row(row: ast.Row, widths: list[int]) -> str:
    cells = (
        cell.value + " " * (width - display_width(cell.value)) for cell, width in zip(row.cells, widths, strict=True)
    )
    return f"| {' | '.join(cells)} |"
