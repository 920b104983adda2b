from __future__ import annotations

from typing import Any

from auditor.lang.typed import Aspect
from auditor.lang.typed import CellAspect
from auditor.lang.typed import Field
from auditor.lang.typed import Grain
from auditor.lang.typed import Implication
from auditor.lang.typed import ItemField
from auditor.lang.typed import Product
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
from tests.oracle.tables import total


def test_a_row_of_a_table_counts_once_however_many_columns_it_has() -> None:
    rows: list[dict[str, Any]] = [
        {"indicator": "a", "member": member, "stored": 1, "reading": reading}
        for member, reading in (("x", "value"), ("y", "blank"), ("z", "blank"))
    ]
    table = fact_table([{"submission": "a"}], rows)
    for aspect, expected in ((Aspect.ROWS, 1), (Aspect.BLANKS, 2), (Aspect.FILLED, 1)):
        asked = CellAspect(A, aspect, COUNT)
        assert verdict(rule(compare("=", asked, constant(expected))), table) is PASS
    of_one = CellAspect(figure("a", member="y"), Aspect.BLANKS, COUNT)
    assert verdict(rule(compare("=", of_one, constant(1))), table) is PASS


def test_what_is_in_doubt_or_words_is_not_surely_filled_in() -> None:
    rows: list[dict[str, Any]] = [
        {"indicator": "a", "member": member, "stored": 1, "reading": reading}
        for member, reading in (("x", "doubtful"), ("y", "text"), ("z", "value"))
    ]
    asked = CellAspect(A, Aspect.FILLED, COUNT)
    assert verdict(rule(compare("=", asked, constant(1))), fact_table([{"submission": "a"}], rows)) is PASS


def test_every_mention_of_the_indicator_is_judged_and_no_other() -> None:
    said: dict[str, Any] = {"source": "narrative", "stance": "figure"}
    table = fact_table(
        [{"submission": "a"}],
        [
            {"indicator": "a", "stored": 3},
            {**said, "indicator": "a", "stored": 3},
            {**said, "indicator": "a", "stored": 4},
            {**said, "indicator": "b", "stored": 9},
            {**said, "indicator": "a", "stance": "mention"},
            {**said, "indicator": "a", "stored": 7, "reading": "doubtful"},
        ],
    )
    checked = rule(compare("=", ItemField(Field.MENTION, COUNT, "正文.a"), A), grain=Grain.MENTION, indicator="a")
    assert verdicts(checked, table) == [PASS, FAIL, UNKNOWN]


def test_an_open_ended_figure_of_the_narrative_agrees_with_all_beyond_it() -> None:
    table = fact_table(
        [{"submission": "a"}, {"submission": "b"}],
        [
            row
            for record, stored in enumerate((120, 80))
            for row in (
                {"record": record, "indicator": "a", "stored": stored},
                {
                    "record": record,
                    "indicator": "a",
                    "source": "narrative",
                    "stance": "figure",
                    "stored": 100,
                    "low": 100,
                },
            )
        ],
    )
    checked = rule(compare("=", ItemField(Field.MENTION, COUNT, "正文.a"), A), grain=Grain.MENTION, indicator="a")
    assert verdicts(checked, table) == [PASS, FAIL]


def test_a_denial_is_asked_for_as_a_condition() -> None:
    table = fact_table(
        [{"submission": "a"}],
        [
            {"indicator": "a", "stored": 2},
            {"indicator": "a", "source": "narrative", "stance": "denial", "stored": 0},
            {"indicator": "a", "source": "narrative", "stance": "figure", "stored": 2},
        ],
    )
    denied = compare("=", ItemField(Field.DENIED, COUNT, ""), constant(1))
    checked = rule(Implication(denied, compare("=", A, constant(0))), grain=Grain.MENTION, indicator="a")
    assert verdicts(checked, table) == [FAIL, IDLE]


def test_a_printed_percentage_is_checked_by_whole_numbers() -> None:
    stated, scale, part, base = (
        ItemField(field, COUNT, "") for field in (Field.STATED, Field.SCALE, Field.PART, Field.BASE)
    )
    doubled = Product(constant(2), Product(scale, part, COUNT), COUNT)
    low = Product(total(Product(constant(2), stated, COUNT), constant(-1)), base, COUNT)
    high = Product(total(Product(constant(2), stated, COUNT), constant(1)), base, COUNT)
    rates = [
        {"record": 0, "part": 89, "base": 91, "stated": stated_, "scale": 100 * 10**digits}
        for stated_, digits in ((978, 1), (9780, 2), (98, 0), (979, 1))
    ]
    table = fact_table([{"submission": "a"}], rates=rates)
    below = rule(compare("≤", low, doubled), grain=Grain.RATE)
    above = rule(compare("<", doubled, high), grain=Grain.RATE)
    assert verdicts(below, table) == [PASS, PASS, PASS, FAIL]
    assert verdicts(above, table) == [PASS, PASS, PASS, PASS]
