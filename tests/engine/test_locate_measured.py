"""How often the wrong figures are found, on forms spoilt on purpose (a smaller run of the benchmark)."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.engine.judge import judge
from auditor.engine.locate.causes import locate
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from benchmarks.locate import measure
from benchmarks.locate import submission
from benchmarks.spoilt import trials_2014
from benchmarks.spoilt import trials_2021

CASES = 80


@pytest.mark.parametrize(
    ("wrong", "located", "exact"),
    [(1, 0.99, 0.99), (2, 0.97, 0.95), (3, 0.97, 0.88)],
)
def test_wrong_figures_of_table_three_are_located(wrong: int, located: float, exact: float) -> None:
    book, _ = load_rules(Path(__file__).parents[2] / "rules")
    score = measure(book, "disclosure-2021", trials_2021(book, wrong, CASES))
    assert score.exact + score.named >= located
    assert score.exact >= exact
    assert score.misled <= 0.01


def test_figures_of_2014_that_cannot_be_told_apart_are_named_together_and_none_is_blamed() -> None:
    book, _ = load_rules(Path(__file__).parents[2] / "rules")
    score = measure(book, "disclosure-2014", trials_2014(book, 1, CASES))
    assert score.exact + score.named >= 0.99
    assert score.misled <= 0.01


def test_the_narrative_tells_more_figures_of_2014_apart() -> None:
    book, _ = load_rules(Path(__file__).parents[2] / "rules")
    silent = measure(book, "disclosure-2014", trials_2014(book, 1, CASES))
    telling = measure(book, "disclosure-2014", trials_2014(book, 1, CASES, narrated=True))
    assert telling.exact > silent.exact


def test_of_a_table_that_is_wrong_all_over_no_single_figure_is_blamed() -> None:
    book, _ = load_rules(Path(__file__).parents[2] / "rules")
    (trial,) = trials_2021(book, 40, 1)
    form = book.schema.forms["disclosure-2021"]
    received = submission(0, form, trial)
    findings, _ = judge(book, tabulate((received,), book.schema), (received,))
    (cause,) = locate(book, (received,), findings)
    assert cause.sets == ()
    assert cause.suspects == ()
    assert not cause.is_likely
    assert "请整表核对" in cause.message.zh
    assert "Check the whole table" in cause.message.en
    assert len(cause.findings) > 10
