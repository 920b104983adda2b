"""How often the wrong figures are found, on forms spoilt on purpose (a smaller run of the benchmark)."""

from __future__ import annotations

from pathlib import Path

import pytest

from auditor.lang.load import load_rules
from benchmarks.locate import measure
from benchmarks.locate import trials_2014
from benchmarks.locate import trials_2021

CASES = 120


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
