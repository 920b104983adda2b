from __future__ import annotations

from itertools import combinations
from itertools import combinations_with_replacement as with_repeats
from itertools import pairwise

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.ingest.tables.runs.cut import LONGEST
from auditor.ingest.tables.runs.cut import Slot
from auditor.ingest.tables.runs.cut import agreed
from auditor.ingest.tables.runs.cut import agreed_among
from auditor.ingest.tables.runs.cut import all_cuts
from auditor.ingest.tables.runs.cut import cuts_of_groups
from auditor.ingest.tables.runs.cut import cuts_with_total
from auditor.ingest.tables.runs.cut import only_cut
from auditor.ingest.tables.runs.cut import possible

SEVEN = [Slot()] * 7
CHANGE = [Slot(), Slot(signed=True), Slot()]


def figures(run: str, cut: tuple[tuple[int, int] | None, ...]) -> list[int | None]:
    return [int(run[piece[0] : piece[1]]) if piece else None for piece in cut]


def test_zeros_have_one_cut() -> None:
    assert only_cut("0000000", SEVEN) == tuple((at, at + 1) for at in range(7))


def test_a_digit_for_each_column_has_one_cut() -> None:
    assert figures("4000004", only_cut("4000004", SEVEN) or ()) == [4, 0, 0, 0, 0, 0, 4]


def test_more_digits_than_columns_have_several_cuts() -> None:
    assert only_cut("100000010", SEVEN) is None


def test_the_total_leaves_one_cut_of_ten_and_ten() -> None:
    cuts = cuts_with_total("100000010", 7)
    assert [figures("100000010", cut) for cut in cuts] == [[10, 0, 0, 0, 0, 0, 10]]


def test_the_total_can_leave_two_cuts() -> None:
    cuts = cuts_with_total("110000011", 7)
    assert sorted(figures("110000011", cut)[0] or 0 for cut in cuts) == [1, 11]


def test_no_cut_fits_a_total_that_is_wrong() -> None:
    assert cuts_with_total("20000011", 7) == ()


def test_no_figure_begins_with_a_zero() -> None:
    assert list(all_cuts("1001", 2)) == [((0, 3), (3, 4))]
    assert cuts_with_total("1001", 3) == cuts_with_total("011", 2) == ()


def test_a_dash_and_a_point_stand_only_where_a_column_has_them() -> None:
    money = Slot(decimal=True)
    assert [slot.takes(text) for slot in (Slot(), money) for text in ("—", "1.5", "01", "+1")] == [
        *(True, False, False, False),
        *(True, True, False, False),
    ]
    signed = Slot(signed=True)
    assert [signed.takes(text) for text in ("+1", "-12", "--1", "1-")] == [True, True, False, False]


def test_zeros_within_a_total_hide_no_total_that_begins_before_them() -> None:
    assert cuts_with_total("100100", 2) == (((0, 3), (3, 6)),)


def test_groups_that_do_not_add_up_have_no_cut() -> None:
    assert cuts_of_groups("123456", 3, 2) == ()
    assert cuts_of_groups("11-112", 3, 2) == ()
    assert cuts_of_groups("11211", 3, 2) == ()


def test_cuts_agree_on_columns_by_what_stands_there() -> None:
    cuts = [((0, 1), (1, 3), (3, 4)), ((0, 2), (2, 3), (3, 4)), ((0, 2), (1, 2), (3, 4))]
    assert agreed_among("1011", cuts) == (None, None, (3, 4))
    assert agreed_among("1011", [((0, 1), (1, 3)), ((2, 3), (1, 3))]) == ((0, 1), (1, 3))


def naive(run: str, columns: int) -> list[tuple[tuple[int, int], ...]]:
    """Every way to set bars between digits that leaves no leading zero."""
    cuts = (tuple(pairwise((0, *bars, len(run)))) for bars in combinations(range(1, len(run)), columns - 1))
    return [cut for cut in cuts if all(run[a] != "0" or b == a + 1 for a, b in cut)]


def adds_up(run: str, cut: tuple[tuple[int, int], ...]) -> bool:
    *parts, total = (int(run[a:b]) for a, b in cut)
    return sum(parts) == total


@given(st.text("01236", max_size=9), st.integers(2, 4))
@settings(max_examples=150, deadline=None)
def test_the_cuts_are_those_that_there_are(run: str, columns: int) -> None:
    every = naive(run, columns)
    assert sorted(all_cuts(run, columns)) == sorted(every)
    assert sorted(cuts_with_total(run, columns)) == sorted(cut for cut in every if adds_up(run, cut))


def naive_pieces(
    run: str, slots: list[Slot], bounds: frozenset[int], *, blanks: bool
) -> list[tuple[tuple[int, int], ...]]:
    """Every way to set bars, two at one place where a column may be blank, that each column and bound allows."""
    cuts = (tuple(pairwise((0, *bars, len(run)))) for bars in with_repeats(range(len(run) + 1), len(slots) - 1))
    return [
        cut
        for cut in cuts
        if all(slot.takes(run[a:b]) if a < b else blanks for slot, (a, b) in zip(slots, cut, strict=True))
        and not any(a < at < b for a, b in cut for at in bounds)
    ]


@given(
    st.text("0126-", min_size=1, max_size=8),
    st.lists(st.sampled_from([Slot(), Slot(signed=True)]), min_size=2, max_size=3),
    st.frozensets(st.integers(1, 7), max_size=2),
    st.booleans(),
)
@settings(max_examples=150, deadline=None)
def test_what_a_column_can_hold_is_what_some_cut_gives_it(
    run: str,
    slots: list[Slot],
    bounds: frozenset[int],
    blanks: bool,  # noqa: FBT001 - drawn
) -> None:
    every = naive_pieces(run, slots, bounds, blanks=blanks)
    columns = [set(column) for column in zip(*every, strict=True)]
    assert list(possible(run, slots, bounds, blanks=blanks)) == columns
    texts = [{run[a:b] for a, b in column} for column in columns]
    told = [None if piece is None else run[slice(*piece)] for piece in agreed(run, slots, bounds, blanks=blanks)]
    assert told == ([min(text) if len(text) == 1 else None for text in texts] if every else [None] * len(slots))
    filled = naive_pieces(run, slots, bounds, blanks=False)
    assert only_cut(run, slots, bounds) == (filled[0] if len(filled) == 1 else None)


@given(st.text("0123", max_size=9), st.integers(2, 4), st.frozensets(st.integers(1, 8), max_size=2))
@settings(max_examples=150, deadline=None)
def test_no_figure_of_a_cut_by_the_total_reaches_over_a_bound(run: str, columns: int, bounds: frozenset[int]) -> None:
    fit = [
        cut for cut in naive(run, columns) if adds_up(run, cut) and not any(a < at < b for a, b in cut for at in bounds)
    ]
    assert sorted(cuts_with_total(run, columns, bounds)) == sorted(fit)


def test_a_bound_within_a_group_leaves_its_other_cuts() -> None:
    run = "110000011" * 2  # each 1 and 10, or 11 and nothing, and 11 at the end
    assert len(cuts_of_groups(run, 7, 2)) == 2
    bounds = frozenset({1, 10})
    assert [figures(run, cut)[::7] for cut in cuts_of_groups(run, 7, 2, bounds)] == [[1, 1]]
    assert [figures(run, cut)[::7] for cut in cuts_of_groups(run, 7, 2, frozenset({1, 11}))] == [[1, 11]]
    assert cuts_of_groups(run, 7, 2, frozenset({9, 10, 1})) == cuts_of_groups(run, 7, 2, bounds)


def test_a_run_with_more_cuts_than_anyone_can_tell_apart_has_none() -> None:
    assert cuts_with_total("1" * 40, 7) == ()
    assert cuts_with_total("123456789" * 4, 7) == ()
    assert cuts_with_total("18411934266815548593849240", 7) == ()  # one, but it is not found soon enough


def test_what_is_longer_than_any_row_is_left() -> None:
    row = "0" * LONGEST
    one = tuple((at, at + 1) for at in range(LONGEST))
    assert list(all_cuts(row, LONGEST)) == [one]
    assert cuts_with_total(row, LONGEST) == cuts_of_groups(row, LONGEST, 1) == (one,)
    assert only_cut(row, [Slot()] * LONGEST) == one
    longer = [Slot()] * (LONGEST + 1)
    assert list(all_cuts(row + "0", LONGEST + 1)) == []
    assert cuts_with_total(row + "0", LONGEST + 1) == cuts_of_groups(row + "0", LONGEST + 1, 1) == ()
    assert (possible(row + "0", longer), only_cut(row + "0", longer)) == ((), None)


@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=2, max_size=2))
@settings(max_examples=100, deadline=None)
def test_of_the_cuts_into_groups_two_are_given_where_there_are_more(rows: list[tuple[int, int]]) -> None:
    run = "".join(f"{one}{other}{one + other}" for one, other in rows)
    fit = {cut for cut in naive(run, 6) if all(adds_up(run, half) for half in (cut[:3], cut[3:]))}
    found = cuts_of_groups(run, 3, 2)
    assert len(set(found)) == len(found) == min(2, len(fit))
    assert fit.issuperset(found)


def test_groups_are_cut_by_the_total_of_each() -> None:
    run = "100010000010001"
    assert [figures(run, cut) for cut in cuts_of_groups(run, 5, 3)] == [[1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1]]


def test_a_sign_tells_where_the_column_before_it_ends() -> None:
    assert figures("156-5997", agreed("156-5997", CHANGE, blanks=True)) == [156, None, None]


def test_a_run_shorter_than_its_columns_says_nothing() -> None:
    assert agreed("22", SEVEN, blanks=True) == (None,) * 7


def test_columns_on_which_all_cuts_agree_are_known() -> None:
    assert figures("20000011", agreed("20000011", SEVEN, blanks=False)) == [None, 0, 0, 0, 0, None, None]


@given(st.lists(st.integers(0, 400), min_size=6, max_size=6))
@settings(max_examples=50, deadline=None)
def test_the_written_row_is_among_the_cuts_with_its_total(parts: list[int]) -> None:
    row = [*parts, sum(parts)]
    run = "".join(map(str, row))
    cuts = cuts_with_total(run, 7)
    assert not cuts or row in [figures(run, cut) for cut in cuts]


@given(st.lists(st.integers(0, 3000), min_size=7, max_size=7))
@settings(max_examples=150, deadline=None)
def test_what_all_cuts_agree_on_is_what_was_written(row: list[int]) -> None:
    run = "".join(map(str, row))
    known = figures(run, agreed(run, SEVEN, blanks=False))
    assert all(read in {None, written} for read, written in zip(known, row, strict=True))


@given(st.text("0123456789-+.", max_size=70))
@settings(max_examples=150, deadline=None)
def test_any_run_is_cut_or_left(run: str) -> None:
    assert len(agreed(run, SEVEN, blanks=True)) == 7
    assert len(cuts_with_total(run, 7)) <= 64
