"""Statements printed piece by piece: a head, and its clauses in their canonical order, dated values or table rows."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import assert_never

from msgspec import Struct

from auditor.lang import ast
from auditor.lang.fmt import words
from auditor.lang.fmt.expressions import SUM
from auditor.lang.fmt.expressions import print_expr
from auditor.lang.parsing.clauses import SHAPE
from auditor.lang.parsing.clauses import SPLIT_AT_PAUSE
from auditor.lang.parsing.clauses import Shape
from auditor.lang.vocabulary.keywords import CLAUSES
from auditor.lang.vocabulary.keywords import MISSING
from auditor.lang.vocabulary.keywords import ROUNDINGS
from auditor.lang.vocabulary.keywords import SCOPES
from auditor.lang.vocabulary.keywords import SEVERITIES
from auditor.lang.vocabulary.keywords import SPLITS
from auditor.lang.vocabulary.keywords import STATEMENTS
from auditor.lang.vocabulary.keywords import STATES
from auditor.lang.vocabulary.keywords import TYPES
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.keywords import StatementKey
from auditor.lang.vocabulary.words import Word
from auditor.results import Severity
from auditor.schema import Kind
from auditor.schema import Split
from auditor.snippet import display_width

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.fmt.words import Printer
    from auditor.source import Span

_C = ClauseKey
# The order of clauses: what a rule is about, what it asks, how it is judged, what it says, how it stands.
_ORDER: Mapping[ClauseKey, int] = MappingProxyType(
    {
        key: at
        for at, key in enumerate(
            (
                *(_C.ID, _C.TITLE, _C.VERSION, _C.LANGUAGE, _C.FORM, _C.KIND, _C.STATUS, _C.APPLIES),
                *(_C.NUMBER, _C.LABEL, _C.COLUMN_LABEL, _C.COLUMNS, _C.TOTAL_COLUMN, _C.COLUMN_ALIAS, _C.ALIAS),
                *(_C.HEADS, _C.ENGLISH),
                *(_C.SIGNED, _C.TRUST, _C.YEARS, _C.CUES),
                *(_C.FOREACH, _C.WHEN, _C.REQUIRE, _C.TOLERANCE, _C.ROUNDING, _C.MISSING, _C.BY, _C.GRADE),
                *(_C.MESSAGE, _C.MESSAGE_EN, _C.BASIS, _C.FIX, _C.UNLESS_FAILED, _C.RELATED, _C.TAGS),
                *(_C.WORDING, _C.DENIAL, _C.UNIVERSAL, _C.MENTION, _C.SCOPE, _C.EXCLUDE),
                *(_C.EXAMPLE, _C.COUNTEREXAMPLE),
                *(_C.ORG, _C.REASON, _C.APPROVED_BY, _C.UNTIL),
            )
        )
    }
)
_LAST = len(_ORDER)
# Texts that are sentences and always stand between quotation marks.
_SENTENCES = frozenset({_C.MESSAGE, _C.MESSAGE_EN, _C.BASIS, _C.FIX, _C.REASON})
_CHOICES: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        _C.MISSING: {str(word): words_ for word, words_ in MISSING.items()},
        _C.ROUNDING: {str(word): words_ for word, words_ in ROUNDINGS.items()},
        _C.STATUS: {str(word): words_ for word, words_ in STATES.items()},
    }
)


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


def clause_order(clause: ast.Clause) -> int:
    """Where a clause stands among the others of its statement."""
    return _ORDER.get(clause.key, _LAST)


def statement_key(node: ast.Statement) -> StatementKey:
    """The kind of a statement."""
    return _KEYS[type(node)]


def pieces(node: ast.Statement, printer: Printer, head: Span) -> tuple[Piece, ...]:
    """The pieces of a statement, in the order in which they are printed."""
    keyword = printer.spell(STATEMENTS, statement_key(node))
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
        parts.append(printer.spell(CLAUSES, _C.SIGNED))
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


# ---------------------------------------------------------------------------------------------------------- clauses


def print_clause(clause: ast.Clause, printer: Printer) -> str:
    """A clause with its keyword."""
    word = printer.spell(CLAUSES, clause.key)
    match clause.value:
        case ast.Foreach() as loop:
            items = print_expr(loop.items, printer, SUM)
            at = printer.word(Word.AT)
            return f"{word} {printer.name(loop.name)} {at} {items}:"
        case ast.Choice() if SHAPE[clause.key] is Shape.FLAG:
            return word
        case _:
            return f"{word}: {_body(clause, printer)}"


def _body(clause: ast.Clause, printer: Printer) -> str:  # noqa: C901, PLR0911 - one case a kind
    match clause.value:
        case ast.Text() as text if SHAPE[clause.key] is Shape.TEXT:
            return words.quoted(text.value) if clause.key in _SENTENCES else words.plain(text.value)
        case ast.Texts() as texts:
            separators = ",、" if clause.key in SPLIT_AT_PAUSE else ","
            return ", ".join(words.item(text.value, separators) for text in texts.items)
        case ast.Choice() as choice:
            return printer.spell(_CHOICES[clause.key], choice.word)
        case ast.Tolerances() as tolerances:
            return ", ".join(_tolerance(each, printer) for each in tolerances.items)
        case ast.Grades() as grades:
            return f";{words.SOFT_CONDITION}".join(_step(step, printer) for step in grades.steps)
        case ast.Applies() as applies:
            return "; ".join(_scope(part, printer) for part in applies.parts)
        case ast.Period() as period:
            return ", ".join(words.years(span) for span in period.years)
        case ast.Columns() as columns:
            return ", ".join(_column(column, printer) for column in columns.items)
        case ast.Sentences() as sentences:
            return f",{words.SOFT_COMMA}".join(_sentence(each, printer) for each in sentences.items)
        case ast.Foreach():
            return ""
        case expr:
            return print_expr(expr, printer)


def _tolerance(node: ast.Tolerance, printer: Printer) -> str:
    number = printer.number(node.amount)
    return f"{printer.word(Word.RELATIVE)} {number}" if node.relative else number


def _step(node: ast.GradeStep, printer: Printer) -> str:
    condition = printer.word(Word.OTHERWISE) if node.condition is None else print_expr(node.condition, printer)
    return f"{condition} → {printer.spell(SEVERITIES, Severity(node.severity))}"


def _scope(node: ast.ScopePart, printer: Printer) -> str:
    key = printer.spell(SCOPES, node.key)
    if node.years:
        return f"{key} {', '.join(words.years(span) for span in node.years)}"
    return f"{key} {', '.join(words.item(word, ',、;') for word in node.words)}"


def _column(node: ast.Column, printer: Printer) -> str:
    code = f" ({printer.name(node.code)})" if node.code is not None else ""
    return f"{printer.name(node.name)}{code}"


def _sentence(node: ast.Sentence, printer: Printer) -> str:
    value = f" = {printer.number(node.value)}" if node.value is not None else ""
    return f"{words.quoted(node.text.value)}{value}"
