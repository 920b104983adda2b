from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.engine.columns.frames import scope_column
from auditor.engine.lowered.ruling import scope_columns
from auditor.lang.typed import Default
from auditor.lang.typed import Implication
from auditor.lang.typed import Missing
from auditor.lang.typed import Scope
from auditor.schema import Years
from tests.engine.verdict_samples import FAIL
from tests.engine.verdict_samples import IDLE
from tests.engine.verdict_samples import PASS
from tests.engine.verdict_samples import UNKNOWN
from tests.engine.verdict_samples import A
from tests.engine.verdict_samples import verdict
from tests.engine.verdict_samples import verdicts
from tests.oracle.tables import COUNT
from tests.oracle.tables import compare
from tests.oracle.tables import constant
from tests.oracle.tables import fact_table
from tests.oracle.tables import figure
from tests.oracle.tables import rule

if TYPE_CHECKING:
    from auditor.facts import FactTable

LAST = figure("a", years_back=1)


def _years(*rows: tuple[str, int, int]) -> FactTable:
    return fact_table(
        [{"submission": path, "unit": "甲县", "year": year} for path, year, _ in rows],
        [{"record": at, "indicator": "a", "stored": value} for at, (_, _, value) in enumerate(rows)],
    )


def test_last_year_is_the_year_before_and_never_the_report_before() -> None:
    table = _years(("a", 2015, 1), ("b", 2017, 2), ("c", 2018, 2))
    assert verdicts(rule(compare("=", A, LAST)), table) == [UNKNOWN, UNKNOWN, PASS]


def test_of_two_reports_of_a_year_the_last_by_its_path_is_last_years() -> None:
    table = _years(("b", 2016, 7), ("a", 2016, 1), ("c", 2017, 7))
    assert verdicts(rule(compare("=", A, LAST)), table) == [UNKNOWN, UNKNOWN, PASS]


def test_a_report_without_unit_or_year_has_no_last_year() -> None:
    table = fact_table(
        [{"submission": "a", "year": 2016}, {"submission": "b", "year": 2017}, {"submission": "c", "unit": "甲县"}],
        [{"record": at, "indicator": "a", "stored": 1} for at in range(3)],
    )
    assert verdicts(rule(compare("=", A, LAST)), table) == [UNKNOWN, UNKNOWN, UNKNOWN]


def test_no_report_is_never_tried_as_zero() -> None:
    table = _years(("a", 2017, 0))
    assert verdict(rule(compare("=", A, LAST), missing=Missing.TRY_ZERO), table) is UNKNOWN
    assert verdict(rule(compare("=", A, Default(LAST, constant(0), COUNT))), table) is PASS


def test_a_rule_applies_only_in_its_years_levels_and_units() -> None:
    table = fact_table(
        [
            {"submission": str(year), "unit": unit, "year": year}
            for year, unit in ((2013, "甲"), (2014, "甲"), (2018, "乙"))
        ],
        [],
        [{"record": at, "name": "单位级别", "text": level} for at, level in enumerate(("县级", "县级", "乡镇"))],
    )
    always = compare("=", constant(1), constant(1))
    years = rule(always, scope=Scope(years=(Years(2014, 2018),)))
    levels = rule(always, scope=Scope(levels=("县级",)))
    units = rule(always, scope=Scope(except_units=("甲",)))
    assert verdicts(years, table) == [IDLE, PASS, PASS]
    assert verdicts(levels, table) == [PASS, PASS, IDLE]
    assert verdicts(units, table) == [IDLE, IDLE, PASS]
    assert verdicts(rule(always, scope=Scope(years=(Years(None, 2013), Years(2018, None)))), table) == [
        PASS,
        IDLE,
        PASS,
    ]


def test_a_rule_applies_only_in_its_regions_and_to_its_kinds_of_units() -> None:
    attributes = [
        {"record": at, "name": name, "text": text}
        for at, given in enumerate(({"单位地区": "东部", "单位类型": "政府"}, {"单位地区": "西部", "单位类型": "部门"}))
        for name, text in given.items()
    ]
    table = fact_table([{"submission": str(at)} for at in range(3)], [], attributes)
    always = compare("=", constant(1), constant(1))
    assert verdicts(rule(always, scope=Scope(regions=("东部",))), table) == [PASS, IDLE, IDLE]
    assert verdicts(rule(always, scope=Scope(kinds=("部门",))), table) == [IDLE, PASS, IDLE]
    assert verdicts(rule(always, scope=Scope(years=(Years(None, None),))), table) == [IDLE, IDLE, IDLE]
    fails = rule(compare("=", constant(1), constant(2)), scope=Scope(regions=("东部", "西部"), kinds=("部门",)))
    assert verdicts(fails, table) == [IDLE, FAIL, IDLE]
    idle = rule(Implication(compare("=", constant(1), constant(2)), always), scope=Scope(kinds=("部门",)))
    assert verdicts(idle, table) == [IDLE, IDLE, IDLE]


def test_what_a_scope_asks_for_is_told() -> None:
    always = compare("=", constant(1), constant(1))
    everything = Scope((Years(2014, 2018),), ("县级",), ("东部",), ("部门",), ("甲",))
    asked = ("year", scope_column("levels"), scope_column("regions"), scope_column("kinds"), "unit")
    assert scope_columns(rule(always, scope=everything)) == asked
    assert scope_columns(rule(always)) == ()
