"""The rows of a test that are there together, as the facts that an audit of such reports would have."""

from __future__ import annotations

from typing import Any

from auditor.engine.testing.worlds import Row
from auditor.engine.testing.worlds import world_table
from auditor.facts import ATTRIBUTES
from auditor.facts import ENUMERATIONS
from auditor.facts import FIGURES
from auditor.facts import RATES
from auditor.facts import RECORDS
from auditor.facts import UNITS
from auditor.lang.typed import Case
from auditor.results import Verdict
from tests.oracle.tables import FORM

SPOKEN: frozenset[tuple[str, str | None]] = frozenset({("a", None), ("t", "m"), ("t", None)})


def case(*names: str, **given: Any) -> Case:  # noqa: ANN401 - whatever a case takes
    usual: dict[str, Any] = {"figures": (), "aspects": (), "fields": (), "expected": Verdict.PASS}
    return Case("R", FORM, attributes=tuple((name, None) for name in names), **{**usual, **given})


def test_each_row_is_a_report_with_the_cells_that_are_spoken_of() -> None:
    now = ((("a", None, 0), 5), (("a", None, 1), 9), (("b", None, 0), None))
    table = world_table([(case(figures=now), {}, 2017), (case(), {}, None)], SPOKEN)
    record = {"form": FORM}
    assert table.records.to_dicts() == [
        {"record": 0, "submission": "000000", "unit": "第1个单位", "year": 2017, **record},
        {"record": 1, "submission": "000001", "unit": "第2个单位", "year": None, **record},
    ]
    cells = table.figures.lazy().select("record", "indicator", "member", "stored", "reading").collect().rows()
    rest = [[(at, "t", member, 0, "value") for member in ("m", None)] for at in range(2)]
    first = [(0, "a", None, 5, "value"), (0, "b", None, None, "blank"), *rest[0]]
    assert cells == [*first, (1, "a", None, 0, "value"), *rest[1]]
    usual = {"source": "table", "scoped": False, "noted": False, "stray_unit": False, "in_order": True}
    unknown = dict.fromkeys(("fact", "low", "high", "digits", "stance"))
    named = {"record": 0, "indicator": "a", "member": None, "stored": 5, "reading": "value"}
    assert table.figures.lazy().collect().row(0, named=True) == {**named, **usual, "agrees_elsewhere": False, **unknown}
    assert [frame.height for frame in (table.enumerations, table.rates, table.units)] == [0, 0, 0]
    frames = (table.records, table.figures, table.attributes, table.enumerations, table.rates, table.units)
    schemas = (RECORDS, FIGURES, ATTRIBUTES, ENUMERATIONS, RATES, UNITS)
    assert [frame.schema for frame in frames] == [dict(schema) for schema in schemas]


def test_what_the_narrative_states_is_a_figure_of_its_own() -> None:
    stated = ((("a", "m"), (7, 1)), (("b", None), (None, None)))
    (row,) = world_table([(case(stated=stated), {}, 2017)], frozenset()).figures.lazy().collect().to_dicts()
    said = {"indicator": "a", "member": "m", "source": "narrative", "stored": 7, "reading": "value", "digits": 1}
    usual = {"scoped": False, "noted": False, "stray_unit": False, "in_order": True, "agrees_elsewhere": False}
    assert row == {"record": 0, **said, "stance": "figure", **usual, "fact": None, "low": None, "high": None}


def test_rows_that_are_told_apart_by_the_year_are_one_unit() -> None:
    rows: list[Row] = [(case("年度"), {"年度": year}, year) for year in (2016, 2017)]
    assert world_table(rows, SPOKEN).records["unit"].to_list() == ["同一单位"] * 2
    named: list[Row] = [(case("单位", "年度"), {"单位": it}, 2017) for it in ("甲县", None, 3)]
    assert world_table(named, SPOKEN).records["unit"].to_list() == ["甲县", None, None]


def test_what_a_row_does_not_say_of_its_unit_all_have_in_common() -> None:
    rows: list[Row] = [(case(), {"年度": 2017, "单位地区": "东部", "制发": None}, 2017), (case(), {}, 2017)]
    attributes = world_table(rows, SPOKEN).attributes
    assert sorted(attributes.lazy().collect().rows(), key=str) == sorted(
        [
            (0, "单位级别", None, "同级"),
            (0, "单位地区", None, "东部"),
            (0, "单位类型", None, "同类"),
            (0, "年度", 2017, None),
            *((1, "单位级别", None, "同级"), (1, "单位地区", None, "同地"), (1, "单位类型", None, "同类")),
        ],
        key=str,
    )


def test_the_units_below_one_are_those_that_a_row_lists() -> None:
    rows: list[Row] = [
        (case(), {"单位": "甲市", "下级": "乙县、甲市本级,  丙县，"}, 2017),
        *((case(), {"下级": 3}, 2017), (case(), {"单位": None, "下级": "丁县"}, 2017)),
    ]
    below = {"parent": "甲市", **dict.fromkeys(("level", "region", "first", "last", "predecessor"))}
    assert world_table(rows, SPOKEN).units.to_dicts() == [
        {"unit": "乙县", **below, "kind": None},
        {"unit": "甲市本级", **below, "kind": "本级"},
        {"unit": "丙县", **below, "kind": None},
    ]
