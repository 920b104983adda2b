"""A table that running text holds twice is read once: an identical copy of it says nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.document import Document
from auditor.document import Reading
from auditor.ingest.tables.with_columns import read_form_tables
from auditor.source import Source
from tests.ingest.tables.grid_forms import FORM_2019
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.run_layouts import written

if TYPE_CHECKING:
    from auditor.document import Fact
    from auditor.schema import Form

HEADS = ("二、主动公开", "三、收到和处理", "四、政府信息公开行政复议", "五、存在的")


def tables_of(text: str) -> list[str]:
    """The parts of a made report, each with its heading: before the tables, three with one each, and behind them."""
    starts = [text.index(head) for head in HEADS]
    return [text[a:b] for a, b in zip((0, *starts), (*starts, len(text)), strict=True)]


def facts_of(text: str, form: Form) -> tuple[Fact, ...]:
    document = Document("made.txt", "0", "text", Source("made.txt", text))
    return read_form_tables(document, form).facts


def twice(text: str, *, headed: bool) -> str:
    """The report with each of its tables twice, its heading above the second one again or not."""
    first, *tables, last = tables_of(text)
    return "".join((first, *(it + (it if headed else it.partition("\n")[2]) for it in tables), last))


@pytest.mark.parametrize("form", [FORM_2019, FORM_2021], ids=["2019", "2021"])
@pytest.mark.parametrize("style", ["tabs", "lines", "blanks"])
@pytest.mark.parametrize("headed", [True, False])
def test_an_identical_copy_of_each_table_leaves_every_figure_certain(form: Form, style: str, *, headed: bool) -> None:
    document, truth = written(form, 7, style)
    facts = facts_of(twice(document.source.text, headed=headed), form)
    assert {(fact.indicator, fact.member): fact.value for fact in facts} == truth
    assert {(fact.reading, fact.occurrence) for fact in facts} == {(Reading.VALUE, 1)}


@pytest.mark.parametrize("style", ["tabs", "lines"])
def test_what_a_copy_right_behind_its_table_says_otherwise_is_in_doubt(style: str) -> None:
    document, truth = written(FORM_2021, 7, style)
    text = twice(document.source.text, headed=False)
    place = text.rindex("行政处罚")
    other = text[:place] + text[place:].replace(str(truth["penalties_decided", None]), "777", 1)
    doubts = {fact.indicator: fact.doubt for fact in facts_of(other, FORM_2021) if fact.doubt}
    assert doubts == {"penalties_decided": "copies"}


def test_a_note_in_brackets_below_a_table_does_not_cut_its_last_row_short() -> None:
    document, truth = written(FORM_2021, 7, "tabs")
    first, second, third, *others = tables_of(document.source.text)
    facts = facts_of(
        "".join((first, second, third.rstrip(), "\n(以上各列按办件系统中的登记统计)\n", *others)), FORM_2021
    )
    assert {(fact.indicator, fact.member): fact.value for fact in facts} == truth


@pytest.mark.parametrize("form", [FORM_2019, FORM_2021], ids=["2019", "2021"])
def test_a_heading_above_the_heads_of_a_table_begins_no_second_one(form: Form) -> None:
    document, _ = written(form, 7, "tabs")
    assert read_form_tables(document, form).count == 1
