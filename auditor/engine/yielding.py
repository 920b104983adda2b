"""让位: which findings are mere consequences of a failure that another rule reports."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.engine.verdict_codes import FAIL
from auditor.engine.verdict_codes import column
from auditor.results import State

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.plan import Statement
    from auditor.engine.run import Judged
    from auditor.lang.typed import CheckedRule
    from auditor.schema import Schema


class Failures(Struct, frozen=True):
    """Where the rules that others yield to failed: for each rule and record, on which indicators.

    An indicator of "" stands for a failure that is not about one indicator alone.
    """

    found: Mapping[tuple[str, int], frozenset[str]]
    indicators: frozenset[str]
    trial: frozenset[str]

    @classmethod
    def of(cls, judged: Iterable[Judged], rules: tuple[CheckedRule, ...], schema: Schema) -> Failures:
        """The failures of all rules that some rule yields to."""
        wanted = frozenset(name for rule in rules for name in rule.unless_failed)
        indicators = frozenset(code for form in schema.forms.values() for code in form.by_code)
        found: defaultdict[tuple[str, int], set[str]] = defaultdict(set)
        for step in judged:
            for index, statement in enumerate(step.step.statements):
                rule = statement.rule.info.id
                if rule in wanted:
                    failed = step.codes["record"].filter(step.codes[column(index)] == FAIL)
                    for record in failed.to_list():
                        found[rule, record].add(_indicator(statement, indicators))
        trial = frozenset(rule.info.id for rule in rules if rule.info.state is State.TRIAL)
        return cls({key: frozenset(value) for key, value in found.items()}, indicators, trial)

    def explain(self, statement: Statement, record: int) -> bool:
        """Whether a statement's finding on a record is a consequence; a trial rule takes no active one's place."""
        rule = statement.rule
        mine = _indicator(statement, self.indicators)
        others = (name for name in rule.unless_failed if name not in self.trial or rule.info.id in self.trial)
        return any(
            not mine or mine in failed or "" in failed for name in others if (failed := self.found.get((name, record)))
        )


def _indicator(statement: Statement, indicators: frozenset[str]) -> str:
    """The indicator that an instance is bound to; its binding may name a column after it."""
    code = statement.instance.binding.split(".")[0]
    return code if code in indicators else ""
