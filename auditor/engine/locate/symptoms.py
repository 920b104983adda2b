"""Which findings would be gone after a repair: the symptoms of one cause."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.cores import core_leaves
from auditor.engine.canonical.normal import core
from auditor.engine.columns.cells import State
from auditor.engine.columns.frames import bare
from auditor.engine.findings.exact import Known
from auditor.engine.findings.exact import truth
from auditor.lang.typed import Field
from auditor.lang.typed import Grain
from auditor.lang.typed import Missing
from auditor.results import Severity
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.engine.canonical.algebra import Leaf
    from auditor.engine.locate.repairs.sheet import Place
    from auditor.engine.locate.repairs.sheet import Sheet
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Instance
    from auditor.results import Finding


class Clinic:
    """The failed findings of one submission, each with the statement that failed."""

    def __init__(self, rules: Iterable[CheckedRule], sheet: Sheet, findings: Iterable[Finding]) -> None:
        self._sheet = sheet
        self._failed = [finding for finding in findings if finding.verdict is Verdict.FAIL and not finding.trial]
        wanted = {finding.rule for finding in self._failed}
        self._instances = {
            (rule.info.id, instance.binding or instance.indicator or ""): (rule, instance)
            for rule in rules
            if rule.form == sheet.form.code and rule.info.id in wanted
            for instance in rule.instances
        }

    def of(self, rule: str, binding: str) -> tuple[str, ...]:
        """The findings of one instance of a rule."""
        return tuple(it.id for it in self._failed if it.rule == rule and it.binding == binding)

    def is_certain(self, findings: tuple[str, ...]) -> bool:
        """Whether any of some findings must be corrected."""
        return any(it.severity is Severity.ERROR for it in self._failed if it.id in findings)

    def cured(self, changes: Mapping[Place, int], known: Collection[str] = ()) -> tuple[str, ...]:
        """The findings on figures that change which would be gone with these figures, beside those known."""
        return tuple(
            it.id
            for it in self._failed
            if it.id not in known and self._speaks_of(it, changes) and self._is_cured(it, changes)
        )

    def open_still(self, changes: Mapping[Place, int], known: Collection[str]) -> tuple[str, ...]:
        """Those of some findings that would certainly stay, as a balance is not all that their rule demands."""
        return tuple(it.id for it in self._failed if it.id in known and self._truth(it, changes) is False)

    def settled(self, known: Collection[str]) -> tuple[str, ...]:
        """Those of some findings that would certainly be gone with the figures of the sheet."""
        return tuple(it.id for it in self._failed if it.id in known and self._truth(it, {}) is True)

    def _speaks_of(self, finding: Finding, changes: Mapping[Place, int]) -> bool:
        return any((it.indicator, it.member) in changes for it in finding.evidence if it.source == "table")

    def _is_cured(self, finding: Finding, changes: Mapping[Place, int]) -> bool:
        return self._truth(finding, changes) is True

    def _truth(self, finding: Finding, changes: Mapping[Place, int]) -> bool | None:
        """Whether a rule would hold, or not apply any more; None where that cannot be told."""
        statement = self._instances.get((finding.rule, finding.binding.partition("#")[0]))
        if statement is None:
            return None
        rule, instance = statement
        require = core(instance.require, skip=rule.missing is Missing.SKIP)
        known = self._known(tuple(core_leaves(require)), finding, rule, changes)
        if known is None:
            return None
        return True if _is_idle(instance, known) else truth(require, known)

    def _known(
        self, leaves: tuple[Leaf, ...], finding: Finding, rule: CheckedRule, changes: Mapping[Place, int]
    ) -> Known | None:
        """What the row would say; None where the statement speaks of more than figures."""
        numbers: dict[Leaf, int | None] = {}
        states: dict[Leaf, State] = {}
        for leaf in map(bare, leaves):
            place = (leaf.code, leaf.member)
            if leaf.kind is LeafKind.FIGURE and leaf.aspect:
                return None
            if leaf.kind is LeafKind.FIGURE:
                sheet = self._sheet if not leaf.years_back else self._sheet.before if leaf.years_back == 1 else None
                here = place in changes and not leaf.years_back
                numbers[leaf] = changes[place] if here else sheet.value(place) if sheet else None
                states[leaf] = State.VALUE if here else sheet.state(place) if sheet else State.MISSING
            elif leaf.kind is not LeafKind.ITEM or leaf.code != Field.MENTION:
                return None
        zeroing = rule.missing in {Missing.TRY_ZERO, Missing.ZERO}
        mention = self._mention(finding) if rule.grain is Grain.MENTION else None
        return Known(MappingProxyType(numbers), MappingProxyType(states), mention=mention, blank_is_zero=zeroing)

    def _mention(self, finding: Finding) -> tuple[int, int] | None:
        """What the narrative figure of a finding can mean."""
        spans = {it.origin.span for it in finding.evidence if it.source == "narrative" and it.origin is not None}
        for fact in self._sheet.submission.facts:
            if fact.is_narrative and fact.origin.span in spans and fact.value is not None:
                low = fact.value if fact.low is None and fact.high is None else fact.low
                high = fact.value if fact.low is None and fact.high is None else fact.high
                return (low, high) if low is not None and high is not None else None
        return None


def _is_idle(instance: Instance, known: Known) -> bool:
    """Whether the rule would not apply any more."""
    if instance.when is None:
        return False
    when = core(instance.when)
    if any(bare(leaf) not in known.numbers for leaf in core_leaves(when)):
        return False
    return truth(when, known) is False
