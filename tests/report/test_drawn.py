from __future__ import annotations

import multiprocessing
import sys
import threading
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.report import charts
from auditor.report import drawn as drawers
from auditor.report.drawn import drawn
from auditor.report.drawn import expect_charts
from auditor.report.files import apart
from auditor.report.views.year import Chart
from auditor.report.views.year import Series
from tests.report.report_samples import audit

if TYPE_CHECKING:
    from collections.abc import Iterator

CHART = Chart("题", ("2021", "2022"), (Series("error", "强制", (1.0, 2.5)),), "两年")
DRAWN = charts.svg(CHART)
ONE = replace(audit().submissions[0], year=2021)
SEVERAL = (ONE, replace(ONE, year=2022))

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="this system does not split processes")


@pytest.fixture(autouse=True)
def two_cores(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Two cores, no thread that another test left behind, and no process that draws, before or after."""
    monkeypatch.setattr(apart, "_cores", lambda: 2)
    monkeypatch.setattr(threading, "active_count", lambda: 1)
    monkeypatch.setattr(drawers, "_drawers", [])
    yield
    for process in multiprocessing.active_children():
        process.kill()
        process.join()


def not_here(_: Chart) -> str:
    pytest.fail("drawn here")


def test_the_chart_of_several_years_is_drawn_by_another_process(monkeypatch: pytest.MonkeyPatch) -> None:
    expect_charts(SEVERAL)
    monkeypatch.setattr(charts, "svg", not_here)
    assert [drawn(CHART), drawn(CHART)] == [DRAWN, DRAWN]


def test_no_process_waits_for_the_charts_of_one_year() -> None:
    expect_charts((ONE, ONE, replace(ONE, year=None)))
    assert multiprocessing.active_children() == []


def test_without_a_process_a_chart_is_drawn_here() -> None:
    assert drawn(CHART) == DRAWN


def test_a_chart_whose_process_is_lost_is_drawn_here() -> None:
    expect_charts(SEVERAL)
    (process,) = multiprocessing.active_children()
    process.kill()
    process.join()
    assert drawn(CHART) == DRAWN


def test_a_process_that_fails_leaves_the_error_to_who_asks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "svg", lambda chart: chart.nothing)
    expect_charts(SEVERAL)
    with pytest.raises(AttributeError, match="nothing"):
        drawn(CHART)


def test_only_who_had_it_split_off_asks_a_process(monkeypatch: pytest.MonkeyPatch) -> None:
    expect_charts(SEVERAL)
    monkeypatch.setattr(drawers, "os", SimpleNamespace(getpid=lambda: 1))
    monkeypatch.setattr(charts, "svg", lambda _: "here")
    assert drawn(CHART) == "here"
