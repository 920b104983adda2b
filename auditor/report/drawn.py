"""Charts of pages, drawn by a process beside this one where there is one.

The library that draws takes as long to load as all pages to be made. Whoever expects charts has a process load it
while reports are judged, which the other core has nothing to do with; without one, whoever wants a chart draws it.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import NamedTuple

from auditor.report.files.apart import can_split_off
from auditor.report.files.apart import split_off

if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing.connection import Connection

    from auditor.document import Submission
    from auditor.report.views.year import Chart

_PATIENCE = 60.0  # seconds: a hundred times what a slow machine needs


class _Drawer(NamedTuple):
    """A process that draws, and the only one that may ask it."""

    asked: Connection
    asks: int


_drawers: list[_Drawer] = []


def expect_charts(received: Iterable[Submission]) -> None:
    """Has what draws loaded by another process, where there will be charts: they show several years."""
    if len({each.year for each in received} - {None}) > 1 and not _drawers and can_split_off():
        _drawers.append(_Drawer(split_off(_draw, duplex=True)[1], os.getpid()))


def _draw(asked: Connection) -> None:
    """Draws what is asked for until nobody is left who asks."""
    with suppress(Exception, KeyboardInterrupt):  # whoever waits draws it and meets the same error
        from auditor.report.charts import svg

        while True:
            asked.send(svg(asked.recv()))


def drawn(chart: Chart) -> str:
    """A chart as an element of a page."""
    made = _asked_for(chart)
    if made is not None:
        return made
    from auditor.report.charts import svg

    return svg(chart)


def _asked_for(chart: Chart) -> str | None:
    """What the other process draws, None where there is none, or none any more."""
    for drawer in _drawers:
        if drawer.asks == os.getpid():
            with suppress(EOFError, OSError):
                drawer.asked.send(chart)
                if drawer.asked.poll(_PATIENCE):
                    made: str = drawer.asked.recv()
                    return made
    _drawers.clear()
    return None
