"""Why rules could not be judged, in words."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from auditor.report.views.rules import ObstacleRow
from auditor.report.words.figures import share_text
from auditor.report.words.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.diagnostics import Lang
    from auditor.results.outcomes import Obstacle
    from auditor.results.outcomes import Outcome


def obstacle_rows(outcomes: Iterable[Outcome], lang: Lang) -> tuple[ObstacleRow, ...]:
    """What stood in the way of all verdicts that could not be given, the most frequent first."""
    times: Counter[Obstacle] = Counter()
    rules: Counter[Obstacle] = Counter()
    for outcome in outcomes:
        times.update(dict(outcome.obstacles))
        rules.update(each for each, _ in outcome.obstacles)
    order = sorted(times, key=lambda each: (-times[each], each))
    return tuple(
        ObstacleRow(
            say(f"obstacle_{each.value}", lang),
            say(f"obstacle_{each.value}_meaning", lang),
            times[each],
            share_text(times[each], times.total()),
            rules[each],
        )
        for each in order
    )


def obstacles_text(outcome: Outcome, lang: Lang) -> str:
    """Why a rule could not be judged, the most frequent first: `空白 3、读数存疑 2`."""
    found = sorted(outcome.obstacles, key=lambda pair: (-pair[1], pair[0]))
    parts = (f"{say(f'obstacle_{each.value}', lang)} {count}" for each, count in found)
    return lang.listed(parts)
