"""Rules as expectation suites: one over the figures of a form, and one over the verdicts of an audit."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

import great_expectations as gx
import great_expectations.expectations as gxe

from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.expectations.natives import native_of
from auditor.engine.expectations.rule_to_hold import ExpectRuleToHold
from auditor.engine.export.wide_tables import UNIT
from auditor.engine.export.wide_tables import YEAR
from auditor.engine.export.wide_tables import YIELDED
from auditor.engine.plan import state
from auditor.lang.typed import Grain
from auditor.results import Severity
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from great_expectations.expectations.expectation import Expectation

    from auditor.lang.typed import CheckedRule
    from auditor.results import RuleInfo
    from auditor.schema import Form

SEVERITIES: Mapping[Severity, str] = MappingProxyType(
    {Severity.ERROR: "critical", Severity.WARNING: "warning", Severity.NOTICE: "info"}
)
_ACCEPTED = [Verdict.PASS.value, Verdict.NOT_APPLICABLE.value, Verdict.UNKNOWN.value, YIELDED]
# What a wide table of figures says of a report beside its figures.
_IN_THE_TABLE = frozenset({"单位", "年度", "版式"})


def figure_suite(form: Form, rules: Iterable[CheckedRule], folder: str) -> tuple[gx.ExpectationSuite, tuple[str, ...]]:
    """The rules of a form that figures alone decide, and the ids of those that ask for the report itself.

    `folder` is where the rules lie: what no native expectation says is a rule of it.
    """
    expectations: list[Expectation] = []
    left_out: list[str] = []
    for rule in rules:
        if not is_about_figures(rule):
            left_out.append(rule.info.id)
            continue
        shared: dict[str, Any] = {"severity": SEVERITIES[rule.info.severity], "meta": _meta(rule.info)}
        native = native_of(rule, form, shared)
        if native is None:
            ours = ExpectRuleToHold(rules=folder, rule_id=rule.info.id, form=form.code, **shared)
            native = (ours,)
        expectations += native
    return gx.ExpectationSuite(f"figures-{form.code}", expectations=expectations), tuple(left_out)


def verdict_suite(form: str, rules: Iterable[RuleInfo]) -> gx.ExpectationSuite:
    """That no rule failed: one column of verdicts a rule."""
    expectations = [
        gxe.ExpectColumnValuesToBeInSet(
            column=info.id,
            value_set=_ACCEPTED,
            severity=SEVERITIES[info.severity],
            meta=_meta(info),
            notes=f"{info.title}: {info.statement}",
        )
        for info in rules
    ]
    return gx.ExpectationSuite(f"verdicts-{form}", expectations=expectations)


def identity_of_rows() -> list[str]:
    """The columns that say which report a row is."""
    return [UNIT, YEAR]


def is_about_figures(rule: CheckedRule) -> bool:
    """Whether a rule can be judged on a wide table: no sentences, no questions about cells, nothing else of a text."""
    if rule.grain is not Grain.RECORD or rule.scope.levels or rule.scope.regions or rule.scope.kinds:
        return False
    leaves = [leaf for instance in rule.instances for leaf in state(rule, instance).leaves]
    return all(
        leaf.kind is LeafKind.FIGURE or (leaf.kind is LeafKind.ATTRIBUTE and leaf.code in _IN_THE_TABLE)
        for leaf in leaves
    )


def _meta(info: RuleInfo) -> dict[str, Any]:
    said = {"rule": info.id, "title": info.title, "statement": info.statement, "basis": info.basis, "fix": info.fix}
    return {**said, "state": info.state.value, "place": f"{info.path}:{info.line}"}
