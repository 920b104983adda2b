"""The head of a statement, and the statement that it makes with its clauses."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

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

_PARTS: Mapping[StatementKey, Part] = MappingProxyType(
    {
        StatementKey.IMPORT: Part.IMPORT_HEAD,
        StatementKey.UNIT: Part.UNIT_HEAD,
        StatementKey.PARAM: Part.PARAM_HEAD,
        StatementKey.FORM: Part.FORM_HEAD,
        StatementKey.TABLE: Part.TABLE_HEAD,
        StatementKey.INDICATOR: Part.INDICATOR_HEAD,
        StatementKey.GROUP: Part.GROUP_HEAD,
        StatementKey.RULE: Part.RULE_HEAD,
        StatementKey.TEMPLATE: Part.TEMPLATE_HEAD,
        StatementKey.APPLY: Part.APPLY_HEAD,
        StatementKey.CLAIM: Part.CLAIM_HEAD,
        StatementKey.WAIVER: Part.WAIVER_HEAD,
    }
)


def read_title(parts: Mapping[str, Any]) -> str:
    """The title in a head, empty where it has none."""
    title = parts.get("title")
    return title.value if isinstance(title, ast.Text) else ""


def _names(parts: Mapping[str, Any]) -> tuple[ast.Name, ...]:
    return tuple(parts.get("names") or ())


def _severity(parts: Mapping[str, Any]) -> Any:  # noqa: ANN401 - the grammar's door
    word = parts.get("severity")
    return SEVERITY_WORDS[word] if word else None


_Clauses = tuple[ast.Clause, ...]


def _build_import(parts: Mapping[str, Any], _clauses: _Clauses, span: Span, _broken: bool) -> ast.Statement:  # noqa: FBT001
    return ast.Import(parts["name"], span=span)


def _build_unit(parts: Mapping[str, Any], _clauses: _Clauses, span: Span, _broken: bool) -> ast.Statement:  # noqa: FBT001
    kind = TYPE_WORDS.get(parts.get("type", ""))
    return ast.Unit(parts["name"], _names(parts), kind, parts.get("value"), span=span)


def _build_param(parts: Mapping[str, Any], clauses: _Clauses, span: Span, _broken: bool) -> ast.Statement:  # noqa: FBT001
    return ast.Param(parts["name"], parts.get("value"), tuple(parts.get("dated") or ()), clauses, span=span)


def _build_form(parts: Mapping[str, Any], clauses: _Clauses, span: Span, _broken: bool) -> ast.Statement:  # noqa: FBT001
    return ast.FormStatement(parts["name"], read_title(parts), clauses, span=span)


def _build_table(parts: Mapping[str, Any], clauses: _Clauses, span: Span, _broken: bool) -> ast.Statement:  # noqa: FBT001
    return ast.TableStatement(parts["name"], read_title(parts), clauses, span=span)


def _build_indicator(parts: Mapping[str, Any], clauses: _Clauses, span: Span, _broken: bool) -> ast.Statement:  # noqa: FBT001
    return ast.IndicatorStatement(
        parts["name"],
        parts.get("code"),
        TYPE_WORDS.get(parts.get("type", "")),
        parts.get("unit"),
        "signed" in parts,
        parts.get("table"),
        parts.get("tree"),
        clauses,
        span=span,
    )


def _build_group(parts: Mapping[str, Any], _clauses: _Clauses, span: Span, _broken: bool) -> ast.Statement:  # noqa: FBT001
    return ast.GroupStatement(parts["name"], parts["value"], span=span)


def _build_rule(parts: Mapping[str, Any], clauses: _Clauses, span: Span, broken: bool) -> ast.Statement:  # noqa: FBT001
    return ast.RuleStatement(parts["name"], read_title(parts), _severity(parts), clauses, broken, span=span)


def _build_template(parts: Mapping[str, Any], clauses: _Clauses, span: Span, broken: bool) -> ast.Statement:  # noqa: FBT001
    names = _names(parts)
    return ast.TemplateStatement(parts["name"], names, read_title(parts), _severity(parts), clauses, broken, span=span)


def _build_apply(parts: Mapping[str, Any], clauses: _Clauses, span: Span, broken: bool) -> ast.Statement:  # noqa: FBT001
    args = tuple(parts["args"])
    return ast.ApplyStatement(parts["name"], args, read_title(parts), _severity(parts), clauses, broken, span=span)


def _build_claim(parts: Mapping[str, Any], clauses: _Clauses, span: Span, _broken: bool) -> ast.Statement:  # noqa: FBT001
    kind = TYPE_WORDS.get(parts.get("type", ""))
    return ast.ClaimStatement(parts["name"], parts.get("column"), kind, parts.get("unit"), clauses, span=span)


def _build_waiver(parts: Mapping[str, Any], clauses: _Clauses, span: Span, _broken: bool) -> ast.Statement:  # noqa: FBT001
    return ast.Waiver(parts["name"], clauses, span=span)


_BUILDERS: Mapping[StatementKey, Callable[[Mapping[str, Any], _Clauses, Span, bool], ast.Statement]] = MappingProxyType(
    {
        StatementKey.IMPORT: _build_import,
        StatementKey.UNIT: _build_unit,
        StatementKey.PARAM: _build_param,
        StatementKey.FORM: _build_form,
        StatementKey.TABLE: _build_table,
        StatementKey.INDICATOR: _build_indicator,
        StatementKey.GROUP: _build_group,
        StatementKey.RULE: _build_rule,
        StatementKey.TEMPLATE: _build_template,
        StatementKey.APPLY: _build_apply,
        StatementKey.CLAIM: _build_claim,
        StatementKey.WAIVER: _build_waiver,
    }
)


def read_head(  # noqa: PLR0913 - all that a statement is made of
    reader: Reader, key: StatementKey, head: Span, clauses: _Clauses, whole: Span, *, broken: bool
) -> ast.Statement | None:
    """The statement of a head with its clauses; None, noted, where the head makes no sense."""
    found = reader.part(_PARTS[key], head)
    return _BUILDERS[key](found.parts, clauses, whole, broken) if isinstance(found, Head) else None
