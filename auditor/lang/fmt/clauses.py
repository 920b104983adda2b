"""Clauses printed, and the order in which they stand."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

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
from auditor.lang.vocabulary.keywords import STATES
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.words import Word
from auditor.results import Severity

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.fmt.words import Printer

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
                *(_C.SIGNED, _C.TRUST, _C.YEARS),
                *(_C.FOREACH, _C.WHEN, _C.REQUIRE, _C.TOLERANCE, _C.ROUNDING, _C.MISSING, _C.BY, _C.GRADE),
                *(_C.MESSAGE, _C.MESSAGE_EN, _C.BASIS, _C.FIX, _C.UNLESS_FAILED, _C.RELATED, _C.TAGS),
                *(_C.WORDING, _C.DENIAL, _C.UNIVERSAL, _C.MENTION, _C.CONTEXT, _C.SCOPE, _C.EXCLUDE),
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


def clause_order(clause: ast.Clause) -> int:
    """Where a clause stands among the others of its statement."""
    return _ORDER.get(clause.key, _LAST)


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
