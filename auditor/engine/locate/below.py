"""Totals that miss one unit below, hold it twice, or are the unit's own figures: one cause of all of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.engine.findings.wording.printed import with_unit
from auditor.engine.findings.wording.statements import Speaker
from auditor.engine.locate.repairs.sheet import Sheet
from auditor.lang.typed import Comparison
from auditor.lang.typed import Figure
from auditor.lang.typed import Kin
from auditor.lang.typed import Operator
from auditor.lang.typed import Relative
from auditor.lang.typed import Sum
from auditor.results.causes import Cause
from auditor.results.causes import Suspect
from auditor.results.causes import cause_id

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.lang.typed import CheckedRule
    from auditor.lang.typed import Condition
    from auditor.results import Finding
    from auditor.schema import Form

# One difference may be some unit's figure by chance.
_FEWEST = 2


class _Total(Struct, frozen=True):
    """A total that is not what it should be, with the figures of the units below by their unit."""

    finding: Finding
    figure: Figure
    printed: Fraction
    due: Fraction
    below: Mapping[str, Fraction]

    @property
    def own(self) -> Fraction:
        """What the unit does itself."""
        return self.due - sum(self.below.values())


def totals_of(rules: Iterable[CheckedRule]) -> Mapping[tuple[str, str, str], Figure]:
    """The figures that must be the sum of those of the units below, by form, rule and instance."""
    found = {}
    for rule in rules:
        for instance in rule.instances:
            figure = _total(instance.require)
            if figure is not None:
                found[rule.form, rule.info.id, instance.binding or instance.indicator or ""] = figure
    return found


def cause_below(
    sheet: Sheet,
    failed: Iterable[Finding],
    totals: Mapping[tuple[str, str, str], Figure],
    reports: Mapping[str, Submission],
) -> Cause | None:
    """What made all failed totals of a submission, where one thing did."""
    known = [_read(sheet, finding, totals, reports) for finding in failed]
    wrong = [total for total in known if total is not None]
    if len(wrong) < _FEWEST:
        return None
    units = [unit for unit in wrong[0].below if all(unit in total.below for total in wrong)]
    missing = [unit for unit in units if all(it.below[unit] == it.due - it.printed for it in wrong)]
    doubled = [unit for unit in units if all(it.below[unit] == it.printed - it.due for it in wrong)]
    if len(missing) == 1:
        return _cause(sheet, wrong, _left_out(missing[0], len(wrong)))
    if len(doubled) == 1:
        return _cause(sheet, wrong, _twice(doubled[0], len(wrong)))
    return _cause(sheet, wrong, _own_alone(len(wrong))) if all(it.printed == it.own for it in wrong) else None


def _total(require: Condition) -> Figure | None:
    if not isinstance(require, Comparison) or require.op is not Operator.EQ or not isinstance(require.left, Figure):
        return None
    terms = require.right.args if isinstance(require.right, Sum) else (require.right,)
    sums = [it.figure for it in terms if isinstance(it, Relative) and it.kin is Kin.CHILDREN_SUM]
    return require.left if sums == [require.left] else None


def _read(
    sheet: Sheet,
    finding: Finding,
    totals: Mapping[tuple[str, str, str], Figure],
    reports: Mapping[str, Submission],
) -> _Total | None:
    figure = totals.get((finding.form, finding.rule, finding.binding.partition("#")[0]))
    if figure is None or finding.left is None or finding.right is None:
        return None
    place, factor, below = (figure.indicator, figure.member), figure.measure.factor, {}
    for each in finding.evidence:
        report = reports.get(each.submission)
        if report is None or (each.indicator, each.member) != place:
            continue
        value = Sheet(report, sheet.form).value(place)
        if value is None or report.unit is None:
            return None
        below[report.unit] = Fraction(value, factor)
    return _Total(finding, figure, Fraction(finding.left), Fraction(finding.right), below)


def _cause(sheet: Sheet, wrong: Iterable[_Total], message: Words) -> Cause:
    findings = tuple(it.finding.id for it in wrong)
    suspects = tuple(_suspect(sheet.form, it) for it in wrong)
    return Cause(cause_id(findings), sheet.submission.path, findings, (suspects,), message, is_likely=True)


def _suspect(form: Form, it: _Total) -> Suspect:
    measure = it.figure.measure
    names = Words(*(Speaker(form, lang).name(it.figure) for lang in (Lang.ZH, Lang.EN)))
    printed, due = (with_unit(value * measure.factor, measure) for value in (it.printed, it.due))
    return Suspect(it.figure.indicator, it.figure.member, names, printed, due)


def _left_out(unit: str, times: int) -> Words:
    return Words(
        f"疑似漏加了“{unit}”：这{times}处少的都正好是它的数，加上后全部成立。",
        f"Likely {unit} was left out: what each of these {times} totals lacks is its figure.",
    )


def _twice(unit: str, times: int) -> Words:
    return Words(
        f"疑似把“{unit}”加了两次：这{times}处多的都正好是它的数，减去后全部成立。",
        f"Likely {unit} was added twice: what each of these {times} totals has too much is its figure.",
    )


def _own_alone(times: int) -> Words:
    return Words(
        f"疑似没有加下级：这{times}处填的都正好是本级自己的数，加上下级后全部成立。",
        f"Likely the units below were not added: each of these {times} totals is the unit's own figure.",
    )
