"""Charts of the pages: stacked bars as SVG, in the colours of the page, so that they follow a dark screen and print.

Drawn here and not by the library that draws them on paper, which takes longer to load than all pages of a small audit.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.report.year_view import Chart

# The size of a chart and its margins; how wide a bar is, and the gap beside it, as shares of both.
WIDTH, HEIGHT = 640, 230
LEFT, RIGHT, ABOVE, BELOW = 34, 6, 14, 26
THICK, GAP = 10, 14
_FROM_AXIS, _FROM_BASE, _HALF_A_LINE = 5, 15, 4
_MOST_STEPS = 5


def svg(chart: Chart) -> str:
    """A chart as an element of a page, with its text alternative."""
    alternative = f'role="img" aria-label="{escape(chart.alternative)}"'
    parts = "".join((*_axis(chart), *_bars(chart)))
    return f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" {alternative}>{parts}</svg>'


def scale(chart: Chart) -> tuple[float, float]:
    """The end of the value axis and its step: round numbers, at most five steps."""
    top = max((sum(values) for values in zip(*(series.values for series in chart.series), strict=True)), default=0.0)
    step = 0.1
    factors = (2, 2.5, 2)
    place = 0
    while step * _MOST_STEPS < top:
        step *= factors[place % len(factors)]
        place += 1
    count = 1
    while step * count < top:
        count += 1
    return step * count, step


# ------------------------------------------------------------------------------------------------------------- within


def _axis(chart: Chart) -> Iterator[str]:
    """The axis of values, and a line for each step with its value."""
    end, step = scale(chart)
    yield f'<path d="M{LEFT} {ABOVE}V{HEIGHT - BELOW}" class="line"/>'
    for number in range(round(end / step) + 1):
        height = _height(number * step, end)
        yield f'<path d="M{LEFT} {height:g}H{WIDTH - RIGHT}" class="line"/>'
        yield _label(LEFT - _FROM_AXIS, height + _HALF_A_LINE, "end", f"{number * step:g}")


def _bars(chart: Chart) -> Iterator[str]:
    """The bars of each category, one upon another, with its name below."""
    end, _ = scale(chart)
    room = (WIDTH - LEFT - RIGHT) / max(1, len(chart.categories))
    thick = room * THICK / (THICK + GAP)
    for place, name in enumerate(chart.categories):
        middle, total = LEFT + room * (place + 0.5), 0.0
        for series in chart.series:
            value = series.values[place]
            if not value:
                continue
            total += value
            top, size = _height(total, end), _height(total - value, end) - _height(total, end)
            box = f'x="{middle - thick / 2:g}" y="{top:g}" width="{thick:g}" height="{size:g}"'
            yield f'<rect {box} class="bar {series.kind}"/>'
        yield _label(middle, HEIGHT - BELOW + _FROM_BASE, "middle", name)


def _height(value: float, end: float) -> float:
    """Where a value stands, from above."""
    return HEIGHT - BELOW - value / end * (HEIGHT - BELOW - ABOVE)


def _label(x: float, y: float, anchor: str, text: str) -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" class="label">{escape(text)}</text>'
