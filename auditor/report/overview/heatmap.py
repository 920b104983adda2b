"""Units by rules: who fails what, at a glance. The overview shows the worst of it, `map_page` all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from auditor.report.ordering import section
from auditor.report.views.overview import HeatCell
from auditor.report.views.overview import HeatHead
from auditor.report.views.overview import HeatRow
from auditor.report.views.overview import HeatView
from auditor.report.views.view import Link
from auditor.report.words.messages import say
from auditor.results import SEVERITIES

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.report.site import Site

_UNITS = 25
_RULES = 24
# NOTE: from how many findings on a cell is of the next level; most units fail a rule once.
_LEVELS = (1, 2, 5)


def fails_by_unit(site: Site) -> Mapping[str, Counter[str]]:
    """How often each unit failed each rule."""
    counts: dict[str, Counter[str]] = {}
    for finding in site.result.findings:
        if section(finding) == "fail":
            counts.setdefault(finding.unit, Counter())[finding.rule] += 1
    return counts


def gravest_first(site: Site, totals: Mapping[str, int]) -> list[str]:
    """Rules by severity, the most frequent first."""
    severity = {info.id: info.severity.value for info in site.result.rules}
    return sorted(totals, key=lambda rule: (SEVERITIES.index(severity.get(rule, "notice")), -totals[rule], rule))


def heat_view(site: Site) -> HeatView | None:
    """The map; nothing where fewer than two units would stand in it."""
    counts = fails_by_unit(site)
    if len(counts) < 2:  # noqa: PLR2004 - one unit is no comparison
        return None
    rules: Counter[str] = sum(counts.values(), Counter())
    shown = sorted(counts, key=lambda unit: (-counts[unit].total(), unit))[:_UNITS]
    kept = set(sorted(rules, key=lambda rule: (-rules[rule], rule))[:_RULES])
    heads = [rule for rule in gravest_first(site, rules) if rule in kept]
    infos = {info.id: info for info in site.result.rules}
    has_rest = len(rules) > len(heads)
    return HeatView(
        heads=tuple(
            HeatHead(
                Link(site.rule_page(rule, ""), rule, infos[rule].titles.say(site.lang) if rule in infos else ""),
                infos[rule].severity.value if rule in infos else "notice",
            )
            for rule in heads
        ),
        rest_head=say("heat_rest_rules", site.lang, count=len(rules) - len(heads)) if has_rest else "",
        rows=tuple(_row(unit_link(unit, site), counts[unit], heads, rest=has_rest) for unit in shown),
        rest=_rest(site, counts, shown, heads, has_rest=has_rest),
        whole=Link("map.html", say("to_map", site.lang, units=len(counts), rules=len(rules))),
    )


def _rest(
    site: Site, counts: Mapping[str, Counter[str]], shown: Iterable[str], heads: list[str], *, has_rest: bool
) -> HeatRow | None:
    """All units that are not shown, summed."""
    others = counts.keys() - set(shown)
    if not others:
        return None
    total: Counter[str] = sum((counts[unit] for unit in others), Counter())
    return _row(Link("", say("heat_rest_units", site.lang, count=len(others))), total, heads, rest=has_rest)


def _row(link: Link, numbers: Mapping[str, int], heads: list[str], *, rest: bool) -> HeatRow:
    total = sum(numbers.values())
    cells = [numbers.get(rule, 0) for rule in heads]
    if rest:
        cells.append(total - sum(cells))
    return HeatRow(link, tuple(cell_of(number) for number in cells), total)


def cell_of(number: int) -> HeatCell:
    """How often a unit failed a rule, as a cell."""
    return HeatCell(str(number or ""), sum(number >= bound for bound in _LEVELS))


def unit_link(unit: str, site: Site, page: str = "") -> Link:
    """The list of a unit's submissions on the overview; from another page, the page of its only one."""
    paths = site.paths_of.get(unit, ())
    if page and len(paths) == 1:
        return Link(site.page_of(paths[0], ""), unit or say("unit_unknown", site.lang))
    return Link(f"{page}#{urlencode({'q': unit})}", unit or say("unit_unknown", site.lang))
