"""Small fact tables and typed rules, written by hand."""

from __future__ import annotations

import dataclasses
from fractions import Fraction
from typing import TYPE_CHECKING
from typing import Any

import polars as pl
from msgspec.structs import replace

from auditor.facts import ATTRIBUTES
from auditor.facts import ENUMERATIONS
from auditor.facts import FIGURES
from auditor.facts import RATES
from auditor.facts import RECORDS
from auditor.facts import FactTable
from auditor.lang import typed
from auditor.lang.typed import CheckedRule
from auditor.lang.typed import Grain
from auditor.lang.typed import Instance
from auditor.lang.typed import Missing
from auditor.lang.typed import Operator
from auditor.lang.typed import Scope
from auditor.results import RuleInfo
from auditor.results import Severity
from auditor.results import State
from auditor.schema import Kind
from auditor.schema import Measure

if TYPE_CHECKING:
    from collections.abc import Iterable

COUNT = Measure(Kind.COUNT, "件", "件")
MONEY = Measure(Kind.MONEY, "万元", "元", 1_000_000)
DATE = Measure(Kind.DATE)
RATIO = Measure(Kind.RATIO, "%", "1")
FORM = "f"
INFO = RuleInfo("R", "标题", Severity.ERROR, State.ACTIVE, "平衡", "", "", "", (), "a.rules", 1, (FORM,))


def figure(code: str, **given: Any) -> typed.Figure:  # noqa: ANN401 - whatever the class takes
    return typed.Figure(code, given.pop("measure", COUNT), given.pop("name", code), **given)


def constant(value: int | Fraction) -> typed.Constant:
    return typed.Constant(Fraction(value), COUNT, str(value))


def total(*args: typed.Number) -> typed.Sum:
    return typed.Sum(args, COUNT)


def compare(op: str, left: typed.Number, right: typed.Number, *tolerances: typed.Tolerance) -> typed.Comparison:
    return typed.Comparison(Operator(op), left, right, tolerances)


def rule(require: typed.Condition, **given: Any) -> CheckedRule:  # noqa: ANN401 - whatever the class takes
    """A rule of one instance; `when`, `binding`, `member`, `indicator`, `bound` are of the instance."""
    instance = Instance(
        given.pop("binding", ""),
        require,
        given.pop("when", None),
        given.pop("member", None),
        given.pop("indicator", None),
        given.pop("bound", ()),
    )
    return loop((instance,), **given)


def loop(instances: tuple[Instance, ...], **given: Any) -> CheckedRule:  # noqa: ANN401 - whatever the class takes
    names = ("id", "title", "severity", "state")
    info = replace(INFO, **{name: given.pop(name) for name in names if name in given})
    checked = CheckedRule(info, FORM, Grain.RECORD, instances, Missing.UNKNOWN, Scope(), None)
    return dataclasses.replace(checked, **given)


def fact_table(
    records: Iterable[dict[str, Any]],
    figures: Iterable[dict[str, Any]] = (),
    attributes: Iterable[dict[str, Any]] = (),
    enumerations: Iterable[dict[str, Any]] = (),
    rates: Iterable[dict[str, Any]] = (),
) -> FactTable:
    """A fact table of rows in which what is usual may be left out."""
    return FactTable(
        _frame(records, dict(RECORDS), {"form": FORM}, number="record"),
        _frame(figures, dict(FIGURES), _USUAL, number="fact"),
        _frame(attributes, dict(ATTRIBUTES), {}),
        _frame(enumerations, dict(ENUMERATIONS), {}, number="item"),
        _frame(rates, dict(RATES), {}, number="item"),
    )


_USUAL = {
    "record": 0,
    "source": "table",
    "reading": "value",
    "scoped": False,
    "noted": False,
    "stray_unit": False,
    "in_order": True,
    "agrees_elsewhere": False,
}


def _frame(
    rows: Iterable[dict[str, Any]], schema: dict[str, pl.DataType], usual: dict[str, Any], number: str = "record"
) -> pl.DataFrame:
    full = [{**dict.fromkeys(schema), **usual, number: index, **row} for index, row in enumerate(rows)]
    return pl.DataFrame(full, schema=schema, orient="row")


def one_record(**figures: int | None) -> FactTable:
    """A table of one record of unit 甲县 of 2017 with these figures; None is a blank."""
    rows = [
        {"indicator": code, "stored": value, "reading": "blank" if value is None else "value"}
        for code, value in figures.items()
    ]
    return fact_table([{"submission": "a.txt", "unit": "甲县", "year": 2017}], rows)
