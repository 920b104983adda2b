"""The head of a statement, and the statement that it makes with its clauses."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

from msgspec import Struct

from auditor.lang import ast
from auditor.lang.grammar.parts import Head
from auditor.lang.grammar.parts import Part
from auditor.lang.vocabulary.keywords import SEVERITY_WORDS
from auditor.lang.vocabulary.keywords import TYPE_WORDS
from auditor.lang.vocabulary.keywords import StatementKey

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from auditor.lang.parsing.bodies import Reader
    from auditor.source import Span

_Clauses = tuple[ast.Clause, ...]


class _Draft(Struct, frozen=True):
    """All that a statement is made of: the parts of its head, its clauses, its place, whether a clause is broken."""

    parts: Mapping[str, Any]
    clauses: _Clauses
    span: Span
    is_broken: bool

    @property
    def title(self) -> str:
        return read_title(self.parts)

    @property
    def names(self) -> tuple[ast.Name, ...]:
        return tuple(self.parts.get("names") or ())

    @property
    def severity(self) -> Any:  # noqa: ANN401 - the grammar's door
        word = self.parts.get("severity")
        return SEVERITY_WORDS[word] if word else None

    @property
    def kind(self) -> Any:  # noqa: ANN401 - the grammar's door
        return TYPE_WORDS.get(self.parts.get("type", ""))


def read_title(parts: Mapping[str, Any]) -> str:
    """The title in a head, empty where it has none."""
    title = parts.get("title")
    return title.value if isinstance(title, ast.Text) else ""


def _import(it: _Draft) -> ast.Statement:
    return ast.Import(it.parts["name"], span=it.span)


def _unit(it: _Draft) -> ast.Statement:
    return ast.Unit(it.parts["name"], it.names, it.kind, it.parts.get("value"), span=it.span)


def _param(it: _Draft) -> ast.Statement:
    dated = tuple(it.parts.get("dated") or ())
    return ast.Param(it.parts["name"], it.parts.get("value"), dated, it.clauses, span=it.span)


def _form(it: _Draft) -> ast.Statement:
    return ast.FormStatement(it.parts["name"], it.title, it.clauses, span=it.span)


def _table(it: _Draft) -> ast.Statement:
    return ast.TableStatement(it.parts["name"], it.title, it.clauses, span=it.span)


def _indicator(it: _Draft) -> ast.Statement:
    return ast.IndicatorStatement(
        it.parts["name"],
        it.parts.get("code"),
        it.kind,
        it.parts.get("unit"),
        "signed" in it.parts,
        it.parts.get("table"),
        it.parts.get("tree"),
        it.clauses,
        span=it.span,
    )


def _group(it: _Draft) -> ast.Statement:
    return ast.GroupStatement(it.parts["name"], it.parts["value"], span=it.span)


def _rule(it: _Draft) -> ast.Statement:
    return ast.RuleStatement(it.parts["name"], it.title, it.severity, it.clauses, it.is_broken, span=it.span)


def _template(it: _Draft) -> ast.Statement:
    told = it.names, it.title, it.severity, it.clauses, it.is_broken
    return ast.TemplateStatement(it.parts["name"], *told, span=it.span)


def _apply(it: _Draft) -> ast.Statement:
    told = tuple(it.parts["args"]), it.title, it.severity, it.clauses, it.is_broken
    return ast.ApplyStatement(it.parts["name"], *told, span=it.span)


def _claim(it: _Draft) -> ast.Statement:
    told = it.parts.get("column"), it.kind, it.parts.get("unit"), it.clauses, it.is_broken
    return ast.ClaimStatement(it.parts["name"], *told, span=it.span)


def _waiver(it: _Draft) -> ast.Statement:
    return ast.Waiver(it.parts["name"], it.clauses, it.is_broken, span=it.span)


# What the head of each kind of statement is read as, and what makes the statement.
_KINDS: Mapping[StatementKey, tuple[Part, Callable[[_Draft], ast.Statement]]] = MappingProxyType(
    {
        StatementKey.IMPORT: (Part.IMPORT_HEAD, _import),
        StatementKey.UNIT: (Part.UNIT_HEAD, _unit),
        StatementKey.PARAM: (Part.PARAM_HEAD, _param),
        StatementKey.FORM: (Part.FORM_HEAD, _form),
        StatementKey.TABLE: (Part.TABLE_HEAD, _table),
        StatementKey.INDICATOR: (Part.INDICATOR_HEAD, _indicator),
        StatementKey.GROUP: (Part.GROUP_HEAD, _group),
        StatementKey.RULE: (Part.RULE_HEAD, _rule),
        StatementKey.TEMPLATE: (Part.TEMPLATE_HEAD, _template),
        StatementKey.APPLY: (Part.APPLY_HEAD, _apply),
        StatementKey.CLAIM: (Part.CLAIM_HEAD, _claim),
        StatementKey.WAIVER: (Part.WAIVER_HEAD, _waiver),
    }
)


def read_head(  # noqa: PLR0913 - all that a statement is made of
    reader: Reader, key: StatementKey, head: Span, clauses: _Clauses, whole: Span, *, broken: bool
) -> ast.Statement | None:
    """The statement of a head with its clauses; None, noted, where the head makes no sense."""
    part, made_of = _KINDS[key]
    found = reader.part(part, head)
    return made_of(_Draft(found.parts, clauses, whole, broken)) if isinstance(found, Head) else None
