"""Whatever is written into a table comes out, or is marked; and no text makes the reading fail."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.document import Reading
from auditor.ingest.tables.outline.read import read_outline
from auditor.schema import Kind
from tests.ingest.forms_2014 import FIGURES
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import Line
from tests.ingest.tables.outline_layouts import document
from tests.ingest.tables.outline_layouts import lines

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Fact
    from auditor.schema import Indicator

WIDE = {code: code + 0xFEE0 for code in range(0x30, 0x3A)}
COUNTS = st.one_of(st.integers(0, 30), st.sampled_from([101, 222, 478, 1683, 18529, 123456, 1000000]))
LAYOUT = st.sampled_from(sorted(LAYOUTS))
NOTHING = frozenset({Reading.BLANK, Reading.DASH})
CODES = [each.code for each in FORM_2014.indicators]


@st.composite
def figure(draw: st.DrawFn, indicator: Indicator) -> str:
    count = draw(COUNTS)
    if indicator.measure.kind is Kind.MONEY and draw(st.booleans()):
        return f"{count}.{draw(st.integers(1, 9))}"
    return str(count)


@st.composite
def tables(draw: st.DrawFn) -> dict[str, str]:
    return {each.code: draw(figure(each)) for each in FIGURES}


@st.composite
def spelt(draw: st.DrawFn, printed: str) -> str:
    ways = [printed, printed.translate(WIDE), f"{printed}(县级{draw(st.integers(0, 9))}次)"]
    if "." not in printed:
        ways.append(f"{int(printed):,}")
    return draw(st.sampled_from(ways))


def stored(values: Mapping[str, str]) -> dict[str, int]:
    return {each.code: int(Decimal(values[each.code]) * each.measure.factor) for each in FIGURES if each.code in values}


def read(layout: str, rows: tuple[Line, ...]) -> dict[str, Fact]:
    facts = read_outline(document(LAYOUTS[layout](rows)), FORM_2014).facts
    return {fact.indicator: fact for fact in facts if fact.occurrence == 1}


def certain(facts: Mapping[str, Fact]) -> dict[str, int | None]:
    by_code = FORM_2014.by_code
    read_surely = (fact for fact in facts.values() if fact.reading is Reading.VALUE)
    return {fact.indicator: fact.value for fact in read_surely if not by_code[fact.indicator].is_heading}


@settings(deadline=None, max_examples=40)
@given(tables(), LAYOUT)
def test_a_whole_table_comes_back_exactly(values: dict[str, str], layout: str) -> None:
    assert certain(read(layout, lines(values))) == stored(values)


@settings(deadline=None, max_examples=40)
@given(st.data(), tables(), LAYOUT)
def test_figures_come_back_however_they_are_spelt(data: st.DataObject, values: dict[str, str], layout: str) -> None:
    printed = {code: data.draw(spelt(value)) for code, value in values.items()}
    assert certain(read(layout, lines(printed))) == stored(values)


@settings(deadline=None, max_examples=40)
@given(tables(), LAYOUT, st.sets(st.sampled_from(CODES), min_size=1, max_size=40))
def test_missing_rows_never_move_a_figure(values: dict[str, str], layout: str, gone: set[str]) -> None:
    rows = tuple(row for row in lines(values) if row.code not in gone)
    kept = {code: value for code, value in stored(values).items() if code not in gone}
    found = certain(read(layout, rows))
    assert found.items() <= {**stand_ins(kept), **kept}.items()


def stand_ins(kept: Mapping[str, int]) -> dict[str, int]:
    """Rows that are printed as others: 其他情形数 of lawsuits ends a whole list of reviews, its head being gone."""
    if kept.keys() & {"lawsuits_total", "lawsuits_upheld"} or not kept.keys() >= {"reviews_total", "reviews_upheld"}:
        return {}
    twins = {code.replace("lawsuits", "reviews"): value for code, value in kept.items() if code.startswith("lawsuits")}
    return twins if {**twins, **kept}.keys() >= {"reviews_corrected", "reviews_other"} else {}


@settings(deadline=None, max_examples=40)
@given(tables(), LAYOUT, st.sets(st.sampled_from(CODES), min_size=1, max_size=40), st.sampled_from(["", "—", "/"]))
def test_empty_cells_stay_empty(values: dict[str, str], layout: str, empty: set[str], printed: str) -> None:
    facts = read(layout, lines({**values, **dict.fromkeys(empty & values.keys(), printed)}))
    assert certain(facts) == {code: value for code, value in stored(values).items() if code not in empty}
    assert {facts[code].reading for code in empty & values.keys()} <= NOTHING


@settings(deadline=None, max_examples=40)
@given(tables(), LAYOUT, st.integers(0, len(CODES) - 1), st.integers(0, len(CODES) - 1))
def test_a_row_that_was_moved_keeps_its_figure_or_is_marked(
    values: dict[str, str], layout: str, taken: int, put: int
) -> None:
    rows = list(lines(values))
    rows.insert(put, rows.pop(taken))
    found = certain(read(layout, tuple(rows)))
    assert found.items() <= stored(values).items()
    assert len(found) >= len(FIGURES) - 4


@settings(deadline=None, max_examples=50)
@given(st.data(), tables(), LAYOUT)
def test_a_misspelt_label_costs_no_other_figure(data: st.DataObject, values: dict[str, str], layout: str) -> None:
    rows = list(lines(values))
    place = data.draw(st.integers(0, len(rows) - 1))
    label = rows[place].label
    at = data.draw(st.integers(0, len(label) - 1))
    rows[place] = replace(
        rows[place], label=label[:at] + data.draw(st.sampled_from(["", "的", "请"])) + label[at + 1 :]
    )
    found = certain(read(layout, tuple(rows)))
    assert found.items() <= stored(values).items()
    assert len(found) >= len(FIGURES) - 2


@settings(deadline=None, max_examples=40)
@given(st.data(), tables(), LAYOUT)
def test_labels_may_break_over_lines(data: st.DataObject, values: dict[str, str], layout: str) -> None:
    broken = data.draw(st.sets(st.sampled_from(CODES), max_size=20))
    rows = tuple(
        replace(row, label=row.label[:3] + "\n" + row.label[3:]) if row.code in broken else row for row in lines(values)
    )
    assert certain(read(layout, rows)) == stored(values)


LABELS = [each.label for each in FORM_2014.indicators]
BITS = st.sampled_from(
    [*LABELS, "条", "件", "0", "12", "3.", "（一）", "一、", "\n", "\t", " ", "—", "(", ")", "。", "其中："]
)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.one_of(BITS, st.text(max_size=4)), max_size=120))
def test_no_text_makes_the_reading_fail(bits: list[str]) -> None:
    text = "".join(bits)
    for fact in read_outline(document(text), FORM_2014).facts:
        assert text[fact.origin.span.start : fact.origin.span.end] == fact.raw


def test_a_label_repeated_without_end_costs_no_more_than_its_length() -> None:
    facts = read_outline(document("被依法纠错数件0" * 5000), FORM_2014).facts
    assert {fact.reading for fact in facts} <= {Reading.DOUBTFUL, Reading.VALUE}
