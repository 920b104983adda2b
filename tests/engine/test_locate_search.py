from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.engine.locate.repairs.programme import programmed
from auditor.engine.locate.repairs.puzzle import Equation
from auditor.engine.locate.repairs.puzzle import Puzzle
from auditor.engine.locate.repairs.puzzle import Repair
from auditor.engine.locate.repairs.puzzle import repairs_by_one
from auditor.engine.locate.repairs.puzzle import solved_for
from auditor.engine.locate.repairs.search import MARGIN
from auditor.engine.locate.repairs.search import NORMAL
from auditor.engine.locate.repairs.search import Repairs
from auditor.engine.locate.repairs.search import smallest_repairs
from auditor.engine.locate.repairs.split import Part
from auditor.engine.locate.repairs.split import parts_of

SIDE = 4


def square(cells: list[int]) -> Puzzle:
    """A table of three by three with sums below and at the right, sixteen figures in all."""
    rows = [range(start, start + SIDE) for start in range(0, SIDE * SIDE, SIDE)]
    columns = [range(start, SIDE * SIDE, SIDE) for start in range(SIDE)]
    equations = []
    for line in (*rows, *columns):
        *parts, whole = line
        terms = {**dict.fromkeys(parts, 1), whole: -1}
        equations.append(Equation(terms, sum(by * cells[figure] for figure, by in terms.items())))
    return Puzzle((NORMAL,) * len(cells), tuple(-cell for cell in cells), tuple(equations))


def balanced(inner: list[int]) -> list[int]:
    rows = [inner[start : start + 3] for start in (0, 3, 6)]
    lines = [[*row, sum(row)] for row in rows]
    return [*(cell for line in lines for cell in line), *(sum(column) for column in zip(*lines, strict=True))]


def by_trying(puzzle: Puzzle, most: int) -> set[Repair]:
    """Every smallest set of figures for which there is just one repair, by trying all sets."""
    for size in range(1, most + 1):
        tried = (solved_for(puzzle, them) for them in combinations(range(len(puzzle.weights)), size))
        found = {repair for repair in tried if repair is not None}
        if found:
            return found
    return set()


def never(_puzzle: Puzzle, _margin: int, _most: int) -> Repairs:
    message = "the programme was not to be asked"
    raise AssertionError(message)


SPOILT = st.tuples(
    st.lists(st.integers(0, 40), min_size=9, max_size=9),
    st.lists(st.tuples(st.integers(0, SIDE * SIDE - 1), st.integers(0, 60)), min_size=1, max_size=3),
)


def spoilt(inner: list[int], wrong: list[tuple[int, int]]) -> Puzzle:
    cells = balanced(inner)
    for place, figure in wrong:
        cells[place] = figure
    return square(cells)


@settings(max_examples=60, deadline=None)
@given(SPOILT)
def test_the_search_finds_all_that_trying_every_set_finds(case: tuple[list[int], list[tuple[int, int]]]) -> None:
    puzzle = spoilt(*case)
    repairs = smallest_repairs(puzzle, programmed)
    assert by_trying(puzzle, 3) <= set(repairs.found) or not puzzle.broken
    assert all(puzzle.holds(repair) for repair in repairs.found)


@settings(max_examples=25, deadline=None)
@given(SPOILT)
def test_the_search_and_the_programme_name_the_same_sets(case: tuple[list[int], list[tuple[int, int]]]) -> None:
    puzzle = spoilt(*case)
    searched = smallest_repairs(puzzle, programmed)
    asked = programmed(puzzle, MARGIN, 60)
    sets = {frozenset(figure for figure, _ in repair) for repair in searched.found}
    if puzzle.broken and asked.is_complete and searched.is_complete:
        assert sets == {frozenset(figure for figure, _ in repair) for repair in asked.found}


def test_what_holds_needs_no_repair() -> None:
    assert smallest_repairs(square(balanced([1] * 9)), never) == Repairs()
    assert repairs_by_one(square(balanced([1] * 9))) == ()


def test_one_wrong_figure_is_found_without_a_search() -> None:
    cells = balanced([3, 0, 7, 1, 1, 2, 8, 0, 0])
    cells[5] = 11
    assert repairs_by_one(square(cells)) == (((5, -10),),)
    assert smallest_repairs(square(cells), never) == Repairs((((5, -10),),))


def test_a_change_that_is_not_whole_repairs_nothing() -> None:
    halves = Equation({0: 2, 1: -1}, 3)
    puzzle = Puzzle((NORMAL, NORMAL), (None, None), (halves,))
    assert repairs_by_one(puzzle) == (((1, 3),),)


def test_a_figure_read_with_a_remark_comes_first() -> None:
    puzzle = Puzzle((NORMAL, 7), (None, None), (Equation({0: 1, 1: -1}, 5),))
    assert smallest_repairs(puzzle, never).found == (((1, 5),), ((0, -5),))


def test_figures_that_are_trusted_far_more_are_not_named_beside_others() -> None:
    puzzle = Puzzle((NORMAL, NORMAL + MARGIN + 1), (None, None), (Equation({0: 1, 1: -1}, 5),))
    assert smallest_repairs(puzzle, never).found == (((0, -5),),)


def test_what_blanks_may_hold_costs_nothing_and_is_never_named() -> None:
    # x + blank = 5 with x = 9, and x = y + 1 with y = 2: x becomes 3, and the blank holds 2.
    equations = (Equation({0: 1, 2: 1}, 4), Equation({0: 1, 1: -1}, 6))
    puzzle = Puzzle((NORMAL, NORMAL, 0), (-9, -2, 0), equations)
    assert smallest_repairs(puzzle, programmed).found == (((0, -6),),)


def test_where_only_the_limits_of_figures_decide_the_programme_finds_the_larger_set() -> None:
    # 0 + 0 + 0 = 9 parts against a total that another balance holds at 2: two parts must fall together.
    equations = (Equation({0: 1, 1: 1, 2: -1}, 8), Equation({2: 1, 3: -1}, 0), Equation({3: 1, 4: -1}, 0))
    puzzle = Puzzle((NORMAL,) * 5, (-5, -5, -2, -2, -2), equations)
    found = smallest_repairs(puzzle, programmed).found
    assert {frozenset(figure for figure, _ in repair) for repair in found} == {frozenset({0, 1})}
    assert all(puzzle.holds(repair) for repair in found)


def test_what_nothing_repairs_has_no_repair() -> None:
    puzzle = Puzzle((NORMAL, NORMAL), (0, 0), (Equation({0: 1, 1: 1}, 4),))
    assert smallest_repairs(puzzle, programmed).found == ()


def test_large_amounts_are_repaired_exactly() -> None:
    huge = 10**15
    puzzle = Puzzle((NORMAL,) * 3, (None,) * 3, (Equation({0: 1, 1: -1}, 1), Equation({0: 1, 2: -1}, 1 + huge - huge)))
    assert smallest_repairs(puzzle, never).found == (((0, -1),),)


def test_repairs_of_far_apart_figures_are_separate_choices() -> None:
    puzzle = Puzzle((NORMAL,) * 4, (None,) * 4, (Equation({0: 1, 1: -1}, 5), Equation({2: 1, 3: -1}, 7)))
    repairs = smallest_repairs(puzzle, never)
    assert len(repairs.found) == 4
    assert parts_of(puzzle, repairs) == (Part((((0, -5),), ((1, 5),))), Part((((2, -7),), ((3, 7),))))


def test_an_enumeration_that_was_cut_short_is_not_split() -> None:
    puzzle = Puzzle((NORMAL,) * 4, (None,) * 4, (Equation({0: 1, 1: -1}, 5), Equation({2: 1, 3: -1}, 7)))
    cut = Repairs((((0, -5), (2, -7)),), is_complete=False)
    assert parts_of(puzzle, cut) == (Part(cut.found, is_complete=False),)
