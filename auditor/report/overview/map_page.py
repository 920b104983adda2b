"""The whole map: every unit with findings by every rule that found something, and groups of units by kinds of rules.

The overview shows a corner of it. Here the first units stand in the page itself; a script turns the pages and filters.
"""

from __future__ import annotations

import json
from collections import Counter
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from auditor.report.overview.heatmap import cell_of
from auditor.report.overview.heatmap import fails_by_unit
from auditor.report.overview.heatmap import gravest_first
from auditor.report.overview.heatmap import unit_link
from auditor.report.views.overview import GroupRow
from auditor.report.views.overview import HeatCell
from auditor.report.views.overview import HeatRow
from auditor.report.views.overview import KindHead
from auditor.report.views.overview import MapRule
from auditor.report.views.overview import MapView
from auditor.report.views.overview import Option
from auditor.report.views.view import Link
from auditor.report.words.in_english import kind_text
from auditor.report.words.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.document import Submission
    from auditor.report.site import Site
    from auditor.report.views.view import Page

# NOTE: what stands in the page without script; the script shows as many at a time.
_ROWS = 100
# What units are grouped by: the first of these that most units have.
_GROUPINGS = {"region": "单位地区", "parent_unit": "上级单位", "level_of_unit": "单位级别"}
# From which share of a group's units on a cell is of the next level, in percent.
_SHARES = (1, 20, 40, 60)


def map_view(site: Site, page: Page) -> MapView | None:
    """The page; nothing where fewer than two units would stand in it."""
    map_ = _Map(site)
    if len(map_.units) < 2:  # noqa: PLR2004 - one unit is no comparison
        return None
    return MapView(
        page=page,
        lead=map_.lead(),
        groups_title=say("map_groups", site.lang, grouping=say(map_.grouping, site.lang)) if map_.grouping else "",
        grouping=say(map_.grouping, site.lang) if map_.grouping else "",
        group_heads=tuple(map_.kinds),
        groups=map_.groups() if map_.grouping else (),
        kinds=tuple(KindHead(kind, len(tuple(rules))) for kind, rules in groupby(map_.rules, map_.kind_of)),
        rules=tuple(map_.rule_head(rule) for rule in map_.rules),
        rows=tuple(map_.row(unit) for unit in map_.units[:_ROWS]),
        no_script=say("map_no_script", site.lang, count=min(_ROWS, len(map_.units)), total=len(map_.units)),
        group_options=tuple(Option(each, each) for each in map_.group_names),
        kind_options=tuple(Option(each, each) for each in map_.kinds),
        data=map_.data(),
    )


class _Map:
    """Units and rules in the order in which they are shown, and what is counted of them."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.counts = fails_by_unit(site)
        self.infos = {info.id: info for info in site.result.rules}
        self.units = sorted(self.counts, key=lambda unit: (-self.counts[unit].total(), unit))

    @cached_property
    def totals(self) -> Counter[str]:
        """How often each rule failed."""
        return sum(self.counts.values(), Counter())

    @cached_property
    def kinds(self) -> list[str]:
        """The kinds of rules that found something, the most frequent first."""
        found: Counter[str] = Counter()
        for rule, number in self.totals.items():
            found[self.kind_of(rule)] += number
        return sorted(found, key=lambda kind: (-found[kind], kind))

    @cached_property
    def rules(self) -> list[str]:
        """The rules that found something, kind by kind, the gravest and most frequent first."""
        order = gravest_first(self.site, self.totals)
        return sorted(self.totals, key=lambda rule: (self.kinds.index(self.kind_of(rule)), order.index(rule)))

    def kind_of(self, rule: str) -> str:
        """The kind of a rule, in words."""
        info = self.infos.get(rule)
        return kind_text(info.kind if info else "", self.site.lang) or say("not_said", self.site.lang)

    @cached_property
    def grouping(self) -> str:
        """What the units are grouped by; empty where too little is known of them."""
        for key in _GROUPINGS:
            named = {unit: self._known[unit].get(key) for unit in self.counts}
            if 2 * sum(map(bool, named.values())) > len(named) and len(set(named.values())) > 1:
                return key
        return ""

    @cached_property
    def _known(self) -> Mapping[str, Mapping[str, str]]:
        """What the list of units, or else a report itself, says of each unit that reported."""
        known: dict[str, dict[str, str]] = {}
        for submission in self.site.result.submissions:
            if submission.unit:
                known.setdefault(submission.unit, {}).update(self._said(submission))
        return {unit: known.get(unit, {}) for unit in (*known, *self.counts)}

    def _said(self, submission: Submission) -> Iterable[tuple[str, str]]:
        listed = self.site.result.schema.registry.find(submission.unit or "", submission.year)
        told = {each.name: each.text for each in submission.attributes}
        of_list = (listed.region, listed.parent, listed.level) if listed else ("", "", "")
        for (key, name), value in zip(_GROUPINGS.items(), of_list, strict=True):
            if value or told.get(name):
                yield key, value or told.get(name) or ""

    def group_of(self, unit: str) -> str:
        """The group of a unit, in words."""
        return self._known.get(unit, {}).get(self.grouping) or say("not_said", self.site.lang)

    @cached_property
    def group_names(self) -> list[str]:
        """The groups, those with the most findings first."""
        found: Counter[str] = Counter()
        for unit, numbers in self.counts.items():
            found[self.group_of(unit)] += numbers.total()
        return sorted(found, key=lambda group: (-found[group], group)) if self.grouping else []

    def groups(self) -> tuple[GroupRow, ...]:
        """How many units of each group have findings of each kind, against all of the group that reported."""
        members = Counter(self.group_of(unit) for unit in self._known)
        concerned: dict[str, Counter[str]] = {name: Counter() for name in self.group_names}
        for unit, numbers in self.counts.items():
            concerned[self.group_of(unit)].update({self.kind_of(rule) for rule in numbers})
        wrong = Counter(self.group_of(unit) for unit in self.counts)
        return tuple(
            GroupRow(
                name,
                members[name],
                wrong[name],
                tuple(_share_cell(concerned[name][kind], members[name]) for kind in self.kinds),
            )
            for name in self.group_names
        )

    def rule_head(self, rule: str) -> MapRule:
        """A rule over its column."""
        info = self.infos.get(rule)
        title = info.titles.say(self.site.lang) if info else ""
        return MapRule(Link(self.site.rule_page(rule, ""), rule, title), self._severity(rule), self.kind_of(rule))

    def _severity(self, rule: str) -> str:
        info = self.infos.get(rule)
        return info.severity.value if info else "notice"

    def row(self, unit: str) -> HeatRow:
        """One unit over all rules."""
        numbers = self.counts[unit]
        cells = tuple(cell_of(numbers[rule]) for rule in self.rules)
        return HeatRow(unit_link(unit, self.site, "index.html"), cells, numbers.total())

    def lead(self) -> str:
        """The map in one sentence, for who does not see it."""
        widest = Counter(rule for numbers in self.counts.values() for rule in numbers)
        rule = min(widest, key=lambda each: (-widest[each], each))
        info = self.infos.get(rule)
        return say(
            "map_lead",
            self.site.lang,
            units=len(self.units),
            rules=len(self.rules),
            count=self.totals.total(),
            unit=self.units[0] or say("unit_unknown", self.site.lang),
            most=self.counts[self.units[0]].total(),
            rule=f"{rule} {info.titles.say(self.site.lang)}" if info else rule,
            widest=widest[rule],
        )

    def data(self) -> str:
        """Everything that the script shows: each unit with the numbers of its rules and how often it failed them."""
        places = {rule: place for place, rule in enumerate(self.rules)}
        groups = {name: place for place, name in enumerate(self.group_names)}
        lang = self.site.lang
        units = [
            [
                unit or say("unit_unknown", lang),
                unit_link(unit, self.site, "index.html").href,
                groups.get(self.group_of(unit), -1),
                [[places[rule], number] for rule, number in sorted(self.counts[unit].items())],
            ]
            for unit in self.units
        ]
        heads = [self.rule_head(rule) for rule in self.rules]
        words = {
            "shown": say("map_shown", lang, first="{first}", last="{last}", total="{total}"),
            "nothing": say("nothing_matches", lang),
        }
        rules = [[each.link.text, each.link.href, each.link.hint, each.severity, each.kind] for each in heads]
        known = {"groups": self.group_names, "rules": rules, "units": units, "words": words, "rows": _ROWS}
        return json.dumps(known, ensure_ascii=False, separators=(",", ":"))


def _share_cell(number: int, members: int) -> HeatCell:
    level = sum(100 * number >= bound * members for bound in _SHARES) if number else 0
    return HeatCell(str(number or ""), level)
