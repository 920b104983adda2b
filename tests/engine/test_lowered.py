"""Statements as terms say of every small row what they say in Python's exact numbers, and no more than is known."""

from __future__ import annotations

from fractions import Fraction
from itertools import product
from typing import TYPE_CHECKING

import pytest

from auditor.engine.canonical.algebra import Choice
from auditor.engine.canonical.algebra import Day
from auditor.engine.canonical.algebra import Extreme
from auditor.engine.canonical.algebra import Floor
from auditor.engine.canonical.algebra import Leaf
from auditor.engine.canonical.algebra import LeafKind
from auditor.engine.canonical.algebra import Magnitude
from auditor.engine.canonical.algebra import Poly
from auditor.engine.canonical.algebra import Stepped
from auditor.engine.canonical.algebra import Steps
from auditor.engine.canonical.algebra import atom
from auditor.engine.canonical.algebra import number
from auditor.engine.canonical.algebra import plus
from auditor.engine.canonical.algebra import scaled
from auditor.engine.canonical.algebra import times
from auditor.engine.canonical.calendar import ordinal
from auditor.engine.canonical.cores import AllOf
from auditor.engine.canonical.cores import AnyOf
from auditor.engine.canonical.cores import Blank
from auditor.engine.canonical.cores import OneOf
from auditor.engine.canonical.cores import Sign
from auditor.engine.canonical.cores import Stands
from auditor.engine.canonical.cores import Sure
from auditor.engine.canonical.cores import Truth
from auditor.engine.canonical.ratios import Ratio
from auditor.engine.canonical.size import largest_allowed
from auditor.engine.columns.cells import State
from auditor.engine.columns.frames import Names
from auditor.engine.columns.frames import bare
from auditor.engine.findings.exact import Known
from auditor.engine.findings.exact import exact_value
from auditor.engine.findings.exact import truth
from auditor.engine.lowered.context import Context
from auditor.engine.lowered.lower import certainty
from auditor.engine.lowered.terms import SHORT
from auditor.engine.lowered.terms import USUAL
from auditor.engine.lowered.terms import WIDE
from auditor.engine.lowered.terms import Op
from auditor.engine.lowered.terms import by_need
from auditor.lang.typed import Field
from tests.engine.term_values import holds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.engine.canonical.cores import Core
    from tests.engine.term_values import Row

FIGURE, ATTRIBUTE = LeafKind.FIGURE, LeafKind.ATTRIBUTE
LA, LS, LR = Leaf(FIGURE, "a"), Leaf(FIGURE, "s", non_negative=False), Leaf(FIGURE, "r")
LB = Leaf(FIGURE, "b", left_out_beside=(LA,))
LT, LF = Leaf(ATTRIBUTE, "t", non_negative=False), Leaf(ATTRIBUTE, "f", non_negative=False)
LM = Leaf(LeafKind.ITEM, Field.MENTION)
A, S, R, B, T, F, M = map(atom, (LA, LS, LR, LB, LT, LF, LM))
FIGURES, ATTRIBUTES = (LA, LS, LB, LR), (LT, LF)
TEXT = Leaf(ATTRIBUTE, "w", aspect="text")
# The figure r stands in a ready-made table, which says nothing but figures; f is never null.
NAMES = Names(
    {bare(leaf): leaf.code for leaf in (*FIGURES, *ATTRIBUTES)},
    {bare(leaf): f"{leaf.code} is" for leaf in (LA, LS, LB)},
    {"w": "w"},
    frozenset({"f"}),
)
READ: dict[str, tuple[State, int | None]] = {str(value): (State.VALUE, value) for value in range(-9, 10)}
READ |= {"blank": (State.BLANK, None), "words": (State.TEXT, None), "missing": (State.MISSING, None)}
READ |= {"doubtful": (State.DOUBTFUL, None)}


def magnitude(it: Poly) -> Poly:
    return atom(Magnitude(it))


def largest(*args: Poly) -> Poly:
    return atom(Extreme(args, largest=True))


def smallest(*args: Poly) -> Poly:
    return atom(Extreme(args, largest=False))


def rows(**read: Iterable[str]) -> list[tuple[Row, Known]]:
    """All rows in which figures read so, as a frame has them and as they are explained; the others are missing.

    Attributes and the ends of the narrative figure (`m`: "1 3") are numbers; what is no number is not there.
    """
    names = list(read)
    return [_row(dict(zip(names, each, strict=True))) for each in product(*read.values())]


def _row(read: dict[str, str]) -> tuple[Row, Known]:
    states = {leaf: READ[read.get(leaf.code, "missing")] for leaf in FIGURES}
    columns: dict[str, int | str | None] = {leaf.code: value for leaf, (_, value) in states.items()}
    columns |= {f"{leaf.code} is": state for leaf, (state, _) in states.items()}
    columns |= {leaf.code: int(read[leaf.code]) if read.get(leaf.code, "") else None for leaf in ATTRIBUTES}
    columns["w"] = read.get("w")
    mention = tuple(map(int, read["m"].split())) if read.get("m") else None
    columns |= dict(zip(("i_mention", "high"), mention or (None, None), strict=True))
    numbers = {bare(leaf): columns[leaf.code] for leaf in (*FIGURES, *ATTRIBUTES)}
    found = {bare(leaf): state for leaf, (state, _) in states.items()}
    if columns["r"] is None:
        found[bare(LR)] = State.BLANK
    return columns, Known(numbers, found, {"w": read.get("w")}, mention)  # type: ignore[arg-type]


def compare(it: Core, found: list[tuple[Row, Known]], *, as_zero: bool = False, most: int = 9) -> set[bool | None]:
    """All that is said of a statement, after it was seen to be the same of each row."""
    context = Context(NAMES, most, blank_is_zero=as_zero, widths=(SHORT, USUAL))
    pair = certainty(it, context)
    assert certainty(it, context) is pair
    said: set[bool | None] = set()
    for row, known in found:
        true, false = holds(pair.true, row), holds(pair.false, row)
        assert not (true and false), row
        says = True if true else False if false else None
        told = Known(known.numbers, known.states, known.texts, known.mention, as_zero)
        assert says is truth(it, told), (row, says)
        said.add(says)
    return said


FILLED = ("-2", "0", "1", "3", "blank", "words")
LIMITS = (-6, -3, -2, -1, 0, 1, 2, 4)
SOME = rows(a=("0", "2", "blank", "doubtful"), s=FILLED)


@pytest.mark.parametrize("as_zero", [False, True], ids=["as it is", "blanks as zeros"])
@pytest.mark.parametrize(
    "it",
    [
        *(A, S, scaled(A, -1), scaled(S, 3), plus((scaled(A, 2), scaled(S, -3), number(1))), plus((S, S))),
        *(times(A, S), times(S, S), times(A, A), scaled(times(A, S), -2), times(A, S, S), plus((times(A, S), A))),
        *(magnitude(S), magnitude(A), magnitude(plus((A, scaled(S, -1)))), magnitude(times(A, S))),
        *(magnitude(number(-2)), *(magnitude(plus((scaled(A, by), number(-by // 2)))) for by in (2, -2))),
        *(largest(A, S), smallest(A, S), largest(S, number(1), A), smallest(S, number(1), A), largest(S, S)),
        *(times(magnitude(S), A), plus((largest(A, S), scaled(A, -1))), magnitude(scaled(magnitude(S), -1))),
        *(atom(Choice((LA,), S, number(2))), atom(Choice((LA, LS), times(A, S), scaled(A, -1)))),
        *(atom(Floor(S, number(2))), atom(Floor(S, A)), atom(Floor(times(A, S), plus((S, number(1)))))),
    ],
)
def test_a_number_ends_where_it_is_said_to_end(it: Poly, as_zero: bool) -> None:  # noqa: FBT001 - a parameter
    said: set[bool | None] = set()
    for limit in LIMITS:
        for strict in (False, True):
            said |= compare(Sign(plus((it, number(limit))), None, strict=strict), SOME, as_zero=as_zero)
    assert {True, False} <= said


@pytest.mark.parametrize(
    "it",
    [
        *(M, scaled(M, -1), plus((M, scaled(A, -1))), plus((A, scaled(M, -2))), times(M, A), times(M, M)),
        times(A, S, M),
        *(magnitude(plus((M, scaled(A, -1)))), magnitude(plus((M, scaled(S, -1)))), largest(A, M), smallest(M, S)),
        magnitude(M),
        *(atom(Choice((LA,), S, M)), atom(Choice((LA,), M, A)), atom(Floor(M, number(2))), atom(Floor(S, M))),
        *(times(plus((M, scaled(A, -1))), plus((M, S))), times(magnitude(plus((M, number(-2)))), A)),
    ],
)
def test_a_narrative_figure_is_read_as_suits_where_all_else_is_known(it: Poly) -> None:
    found = rows(a=("0", "2", "blank"), s=("-2", "0", "3", "blank"), m=("", "0 2", "1 3"))
    for limit in LIMITS:
        for strict in (False, True):
            compare(Sign(plus((it, number(limit))), None, strict=strict), found)


def test_a_loose_figure_agrees_with_all_that_it_may_be() -> None:
    row = rows(a=("3",), m=("1 4",))
    for by in (1, -1):  # at most, at least
        assert compare(Sign(plus((scaled(M, by), scaled(A, -by))), None, strict=False), row) == {True}
    assert compare(Sign(plus((M, number(-1))), None, strict=True), row) == {False}


@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize(
    "bottom", [S, A, plus((A, number(-1))), plus((S, number(3))), scaled(A, -1), plus((M, scaled(A, -1)))]
)
def test_a_quotient_is_decided_where_the_sign_of_its_divisor_is(bottom: Poly, strict: bool) -> None:  # noqa: FBT001 - a parameter
    found = rows(a=("0", "1", "2", "blank"), s=FILLED, m=("0 2", ""))
    for limit in range(-3, 4):
        for top in (plus((S, number(limit))), plus((M, number(limit)))):
            compare(Sign(top, bottom, strict=strict), found)


def test_a_blank_is_left_out_beside_what_was_read_and_nowhere_else() -> None:
    found = rows(b=("blank", "words", "missing", "1"), a=("1", "blank", "doubtful", "words"))
    limits = [Sign(plus((B, number(limit))), None, strict=True) for limit in range(-2, 2)]
    assert all(compare(it, found, as_zero=as_zero) for it in limits for as_zero in (False, True))
    assert compare(limits[1], rows(b=("blank",), a=("1",))) == {True}
    assert compare(limits[1], rows(b=("blank",), a=("blank",))) == {None}


def test_of_a_ready_made_table_what_is_not_there_is_blank() -> None:
    found = rows(r=("0", "1", "blank"), f=("0", "2"), t=("", "1"))
    for limit in range(-3, 3):
        for it in (R, F, plus((R, F)), atom(Choice((LR,), F, R)), atom(Choice((LT,), F, R))):
            for as_zero in (False, True):
                compare(Sign(plus((it, number(limit))), None, strict=False), found, as_zero=as_zero)


YEARS = ("", "-1", "0", "1", "4", "100", "400", "1900", "2000", "2015", "2016", "2017", "9999", "10000")


@pytest.mark.parametrize(("month", "day"), [(1, 1), (2, 28), (2, 29), (3, 1), (12, 31)])
def test_a_day_of_a_year_is_that_of_the_calendar(month: int, day: int) -> None:
    for year in (1, 4, 100, 400, 1900, 2000, 2016, 2017, 9999):
        that = ordinal(year, month, day) or ordinal(year, 3, 1) or 0
        for limit in (that - 1, that, that + 1):
            it = Sign(plus((atom(Day(T, month, day)), number(-limit))), None, strict=True)
            assert compare(it, rows(t=YEARS), most=10000) >= {None}


@pytest.mark.parametrize("steps", Steps)
def test_a_function_of_a_day_is_known_where_its_day_is(steps: Steps) -> None:
    days = ("", "0", "1", "365", "366", "736329", "736330", "3652059", "3652060")
    for limit in (1, 2, 2016, 2017, 0, 9999, 250, 500):
        it = Sign(plus((atom(Stepped(steps, T)), number(-limit))), None, strict=True)
        assert None in compare(it, rows(t=days), most=4_000_000)


@pytest.mark.parametrize(
    ("largest", "width"),
    [(2**14 - 1, SHORT), (2**14, USUAL), (2**62 - 1, USUAL), (2**62, WIDE), (2**63, WIDE)],
)
def test_numbers_are_kept_in_as_few_bits_as_are_safe(largest: int, width: int) -> None:
    context = Context(NAMES, largest, widths=(SHORT, USUAL))
    pair = certainty(Sign(S, None, strict=True), context)
    assert {it.width for it in by_need([pair.true, pair.false], {}) if it.op is Op.COLUMN} == {width}


def test_what_would_not_fit_is_not_believed() -> None:
    cube = times(S, S, S)
    limit = largest_allowed((cube,))
    names = Names({bare(LS): "s"}, {}, {})
    pair = certainty(Sign(cube, None, strict=True), Context(names, 2**63))
    for value, known in ((limit, True), (-limit, True), (limit + 1, False), (-limit - 1, False), (None, False)):
        row = {"s": value}
        sign = (value or 0) if known else 0
        assert (holds(pair.true, row), holds(pair.false, row)) == (sign < 0, sign > 0)


def test_what_is_there_and_what_words_say_is_decided() -> None:
    found = rows(a=("0", "blank", "words", "doubtful", "missing"), t=("", "3"), w=("年度报告", "其他", ""))
    above = Sign(scaled(A, -1), None, strict=True)
    one_of = OneOf("w", ("年度报告", "甲"))
    for it in (
        *(Stands(LA), Stands(LA, holds=False), Stands(LT), Stands(LT, holds=False), Stands(TEXT), Blank(LA)),
        *(Blank(LA, holds=False), one_of, OneOf("w", ("甲", "乙"), holds=False), Truth(holds=True), Truth(holds=False)),
        *(Sure(above, as_zero=True), Sure(above, as_zero=False, holds=False), Sure(Blank(LA), as_zero=True)),
        *(AllOf((above, one_of)), AnyOf((above, one_of)), AllOf(()), AnyOf(()), AllOf((Truth(holds=True), above))),
    ):
        for as_zero in (False, True):
            compare(it, found, as_zero=as_zero)
    assert compare(Stands(TEXT), rows(w=("",))) == {False}
    (row, known), *_ = rows()
    for name, it in (("w", one_of), ("w", Stands(TEXT))):
        pair = certainty(it, Context(NAMES, 9))
        assert not holds(pair.true, {**row, name: None})
        assert truth(it, Known(known.numbers, texts={})) is (None if it is one_of else False)


def test_the_value_of_a_number_is_told_where_all_of_it_is_known() -> None:
    (_, known), (_, other), (_, third) = rows(a=("2",), s=("3", "0", "blank"))
    ratio = Ratio(plus((A, number(5))), (S, A))
    assert [exact_value(ratio, it) for it in (known, other, third)] == [Fraction(7, 6), None, None]
    assert [exact_value(Ratio(S), it) for it in (known, other, third)] == [3, 0, None]
