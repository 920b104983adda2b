from __future__ import annotations

import pytest

from auditor.diagnostics import Words
from auditor.engine.locate.slips.kinds import Change
from auditor.engine.locate.slips.kinds import Nearby
from auditor.engine.locate.slips.kinds import Surroundings
from auditor.engine.locate.slips.kinds import exchanged
from auditor.engine.locate.slips.kinds import slip_of
from auditor.schema import Kind
from auditor.schema import Measure

COUNT = Measure(Kind.COUNT, "件", "件")
MONEY = Measure(Kind.MONEY, "万元", "元", 1_000_000)
NAME = Words("甲", "a")
RIGHT = Words("改后", "the right one")


def told(printed: int | None, repaired: int, around: Surroundings | None = None, measure: Measure = COUNT) -> str:
    slip = slip_of(Change(printed, repaired, measure), around or Surroundings(), RIGHT)
    return f"{slip.kind}{'!' if slip.is_telling else ''}" if slip else ""


@pytest.mark.parametrize(
    ("printed", "repaired", "slip"),
    [
        (123, 132, "swapped!"),
        (21, 12, "swapped!"),
        (1203, 1230, "swapped!"),
        (12, 120, "zero_dropped!"),
        (120, 12, "zero_added!"),
        (3, 30_000, "unit_large!"),
        (30_000, 3, "unit_small!"),
        (-5, 5, "sign!"),
        (16, 18, "alike"),
        (142, 152, "digit"),
        (12, 132, "digit_dropped"),
        (1332, 132, "digit_added"),
        (4, 7, ""),
        (321, 123, ""),
        (0, 7, ""),
        (None, 7, "blank"),
    ],
)
def test_a_slip_of_the_digits_is_recognised(printed: int | None, repaired: int, slip: str) -> None:
    assert told(printed, repaired) == slip


def test_money_is_compared_by_the_digits_that_people_write() -> None:
    assert told(12_300_000, 13_200_000, measure=MONEY) == "swapped!"


@pytest.mark.parametrize(
    ("printed", "repaired", "around", "slip"),
    [
        (9, 7, Surroundings(narrative=(7,)), "narrative!"),
        (44, 7, Surroundings(neighbours=(Nearby(NAME, 44),)), "neighbour"),
        (4, 7, Surroundings(neighbours=(Nearby(NAME, 4),)), ""),
        (44, 7, Surroundings(last_year=44), "last_year"),
        (1, 4, Surroundings(last_year=1), ""),
        (1, 12, Surroundings(after=Nearby(NAME, 2)), "joined!"),
        (50, 38, Surroundings(parts=(Nearby(NAME, 12), Nearby(NAME, 26))), "twice"),
        (26, 38, Surroundings(parts=(Nearby(NAME, 12), Nearby(NAME, 26))), "left_out"),
        (0, 38, Surroundings(parts=(Nearby(NAME, 12), Nearby(NAME, 26))), "empty_whole"),
        (0, 12, Surroundings(parts=(Nearby(NAME, 12),)), "empty_whole"),
    ],
)
def test_a_slip_that_shows_in_the_surroundings_is_recognised(
    printed: int, repaired: int, around: Surroundings, slip: str
) -> None:
    assert told(printed, repaired, around) == slip


def test_two_figures_in_each_others_place_are_exchanged() -> None:
    slip = exchanged(Change(35, 12, COUNT), Change(12, 35, COUNT), NAME)
    assert slip is not None
    assert slip.is_telling
    assert slip.words == Words("与“甲”的数互换了位置", "exchanged with a")


def test_small_figures_in_each_others_place_may_be_chance() -> None:
    slip = exchanged(Change(0, 1, COUNT), Change(1, 0, COUNT), NAME)
    assert slip is not None
    assert not slip.is_telling


def test_figures_that_only_share_one_side_are_not_exchanged() -> None:
    assert exchanged(Change(35, 12, COUNT), Change(12, 36, COUNT), NAME) is None


def test_a_slip_names_the_digits_that_look_alike() -> None:
    slip = slip_of(Change(16, 18, COUNT), Surroundings(), RIGHT)
    assert slip is not None
    assert slip.words == Words("形近数字6、8混淆", "6 and 8 look alike")
