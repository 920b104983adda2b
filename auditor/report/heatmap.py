"""Units by rules: who fails what, at a glance."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from auditor.report.messages import say
from auditor.report.ordering import section
from auditor.report.view import Link
from auditor.report.views_overview import HeatCell
from auditor.report.views_overview import HeatHead
from auditor.report.views_overview import HeatRow
from auditor.report.views_overview import HeatView
from auditor.results import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.report.site import Site

_UNITS = 25
_RULES = 24
# NOTE: from how many findings on a cell is of the next level; most units fail a rule once.
_LEVELS = (1, 2, 5)
_SEVERITIES = tuple(severity.value for severity in Severity)


def heat_view(site: Site) -> HeatView | None:
    """The map; nothing where fewer than two units or no rule would stand in it."""
    counts: Counter[tuple[str, str]] = Counter(
        (finding.unit, finding.rule) for finding in site.result.findings if section(finding) == "fail"
    )
    units, rules = _totals(counts, 0), _totals(counts, 1)
    severity = {info.id: info.severity.value for info in site.result.rules}
    shown = sorted(units, key=lambda unit: (-units[unit], unit))[:_UNITS]
    heads = sorted(rules, key=lambda rule: (_SEVERITIES.index(severity.get(rule, "notice")), -rules[rule], rule))
    kept = sorted(rules, key=lambda rule: (-rules[rule], rule))[:_RULES]
    heads = [rule for rule in heads if rule in kept]
    if len(units) < 2:  # noqa: PLR2004 - one unit is no comparison
        return None
    has_rest = len(rules) > len(heads)
    rest_units = len(units) - len(shown)
    rest = (
        _row(
            Link("", say("heat_rest_units", site.lang, count=rest_units)), _others(counts, shown), heads, rest=has_rest
        )
        if rest_units
        else None
    )
    titles = {info.id: info.title for info in site.result.rules}
    return HeatView(
        heads=tuple(
            HeatHead(Link(site.rule_page(rule, ""), rule, titles.get(rule, "")), severity.get(rule, "notice"))
            for rule in heads
        ),
        rest_head=say("heat_rest_rules", site.lang, count=len(rules) - len(heads)) if has_rest else "",
        rows=tuple(
            _row(_unit_link(unit, site), {rule: counts[unit, rule] for rule in rules}, heads, rest=has_rest)
            for unit in shown
        ),
        rest=rest,
    )


def _totals(counts: Mapping[tuple[str, str], int], part: int) -> Counter[str]:
    totals: Counter[str] = Counter()
    for key, number in counts.items():
        totals[key[part]] += number
    return totals


def _others(counts: Mapping[tuple[str, str], int], shown: Iterable[str]) -> Mapping[str, int]:
    known = set(shown)
    totals: Counter[str] = Counter()
    for (unit, rule), number in counts.items():
        if unit not in known:
            totals[rule] += number
    return totals


def _row(link: Link, numbers: Mapping[str, int], heads: list[str], *, rest: bool) -> HeatRow:
    total = sum(numbers.values())
    cells = [numbers.get(rule, 0) for rule in heads]
    if rest:
        cells.append(total - sum(cells))
    return HeatRow(link, tuple(HeatCell(str(number or ""), _level(number)) for number in cells), total)


def _level(number: int) -> int:
    return sum(number >= bound for bound in _LEVELS)


def _unit_link(unit: str, site: Site) -> Link:
    """The unit's only submission, or the list of its submissions."""
    return Link(f"#{urlencode({'q': unit})}", unit or say("unit_unknown", site.lang))
