"""The figures that no rule looks at: wherever they are wrong, an audit is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.lang.typed import Figure
from auditor.report.views.rules import BlindForm

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import RuleBook
    from auditor.results import AuditResult


def blind_forms(result: AuditResult, book: RuleBook) -> tuple[BlindForm, ...]:
    """The figures without a rule, for each form of which something was received."""
    present = {submission.form for submission in result.submissions}
    seen: dict[str, set[str]] = {}
    for rule in (each for each in book.rules if each.form in present):
        seen.setdefault(rule.form, set()).update(_codes(rule))
    found = (
        BlindForm(form.title, tuple(each.name for each in form.figures if each.code not in seen.get(form.code, ())))
        for form in book.schema.forms.values()
        if form.code in present
    )
    return tuple(each for each in found if each.names)


def _codes(rule: CheckedRule) -> Iterator[str]:
    """The indicators whose figures a rule reads; that it merely asks whether a cell is blank is no check of it."""
    for instance in rule.instances:
        if instance.indicator is not None:
            yield instance.indicator
        yield from _figures(instance.require)


def _figures(node: object) -> Iterator[str]:
    if isinstance(node, Figure):
        yield node.indicator
    elif isinstance(node, tuple):
        for each in node:
            yield from _figures(each)
    elif isinstance(node, Struct) and type(node).__name__ not in {"CellAspect", "Present"}:
        for name in node.__struct_fields__:
            yield from _figures(getattr(node, name))
