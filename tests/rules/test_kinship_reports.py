"""Whole reports of a city, its own part and a county: what the rules across levels tell of planted slips."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from auditor.engine.judge import judge
from auditor.ingest.files.receive import receive
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from auditor.registry import RegisteredUnit
from auditor.registry import Registry
from tests.rules.whole_reports import county_report

ROOT = Path(__file__).parents[2]
UNITS = (
    RegisteredUnit("岚州市", kind="汇总"),
    RegisteredUnit("岚州市本级", "岚州市", kind="本级"),
    RegisteredUnit("青屏县", "岚州市", kind="县"),
    RegisteredUnit("河口县", "岚州市", kind="县", first=736695),  # from the first day of 2018
)
# What the city adds up right: its own part and the county have the same figures.
BOTH = {
    "requests_received": "42",
    "requests_online": "34",
    "requests_completed": "42",
    "completed_on_time": "41",
    "replies_total": "42",
    "reply_granted": "30",
    "reviews_total": "4",
    "reviews_upheld": "3",
    "lawsuits_total": "2",
    "lawsuits_upheld": "2",
    "complaints": "2",
}
# By year: the city's figures besides those, and what is told of them.
YEARS: dict[int, tuple[dict[str, str], set[str]]] = {
    2014: ({"disclosed_total": "10068", "normative_disclosed": "14"}, set()),
    2015: ({"disclosed_total": "10069"}, {"X-L02"}),
    2016: ({"disclosed_total": "5033"}, {"X-L03", "X-L06"}),
    2017: ({"requests_received": "43", "requests_online": "35"}, {"X-L01"}),
    2018: ({"requests_received": "43", "requests_online": "35"}, {"X-L04", "X-L05"}),
}
# What the city says its figures are of; where it says nothing they are not asked about.
SCOPES = {2014: "本报告所列统计数据包括市政府各部门、各县。", 2016: "本报告所列数据为市政府本级数据。"}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[int, list[str]]:
    """The rules across levels that fail on the city, by year."""
    folder = tmp_path_factory.mktemp("kin")
    for year, (figures, _) in YEARS.items():
        for unit, own in (("岚州市", {**BOTH, **figures}), ("岚州市本级", {}), ("青屏县", {})):
            scope = SCOPES.get(year, "") if unit == "岚州市" else ""
            text = county_report(f"全年主动公开政府信息。{scope}", **own).decode().replace("2017", str(year))
            (folder / f"{unit}{year}.txt").write_text(text.replace("青屏县", unit), encoding="utf-8")
    book = load_rules(ROOT / "rules")[0]
    schema = replace(book.schema, registry=Registry(UNITS))
    submissions = receive(folder, schema)
    findings, _ = judge(replace(book, schema=schema), tabulate(submissions, schema), submissions)
    found: dict[int, list[str]] = {year: [] for year in YEARS}
    for it in findings:
        if it.rule.startswith("X-L") and it.verdict == "fail" and it.year is not None:
            found[it.year].append(it.rule)
    return found


@pytest.mark.parametrize("year", YEARS)
def test_a_slip_across_levels_is_told_once_and_by_its_rule(told: dict[int, list[str]], year: int) -> None:
    assert sorted(told[year]) == sorted(YEARS[year][1])
