"""Tables of a print that came out in pieces: never missing, their rows in no wrong order, none of it judged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.document import Document
from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Reading
from auditor.engine.judge import judge
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.tables.headings import PATH
from auditor.ingest.tables.reading import TableReading
from auditor.ingest.tables.unplaced import without_order_of_unplaced
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from auditor.source import Source
from auditor.source import Span
from tests.ingest.truth.typed import FORMS

if TYPE_CHECKING:
    from auditor.schema import Form

RULES = load_rules(Path(__file__).parents[3] / "rules")[0]
YEARS = {"disclosure-2019": 2020, "disclosure-2021": 2023}


def in_pieces(form: Form) -> str:
    """A report whose tables' words stand in a text among others, and hardly a figure with them."""
    lines = [f"甲县{YEARS[form.code]}年政府信息公开工作年度报告", "一、总体情况", "全县工作有序。"]
    for table in form.tables:
        rows = [(*each.label.split(PATH), each.column) for each in form.figures if each.table == table.code]
        printed = dict.fromkeys(part for row in rows for part in row if part)
        lines += [table.title, *(f"{each}另见" for each in printed), "3 5"]
    return "\n".join([*lines, "六、其他需要报告的事项", "五、存在的主要问题及改进情况", "一、总体情况"])


@pytest.mark.parametrize("code", YEARS)
def test_tables_in_pieces_are_not_missing_and_all_of_them_is_in_doubt(code: str) -> None:
    (submission,) = read_bytes("a.txt", in_pieces(FORMS[code]).encode(), RULES.schema)
    figures = [fact for fact in submission.facts if not fact.is_narrative]
    assert {fact.reading for fact in figures} == {Reading.DOUBTFUL}
    assert {fact.indicator for fact in figures} == {each.code for each in FORMS[code].figures}
    assert not {"统计表个数", "颠倒部分数"} & {each.name for each in submission.attributes}
    findings, _ = judge(RULES, tabulate([submission], RULES.schema), (submission,))
    assert not {each.rule for each in findings} & {"B-F02", "B-F03", "B-F03B", "B-F11"}


def test_sentences_about_what_a_table_holds_are_none() -> None:
    said = "本年新收政府信息公开申请3件，予以公开3件，属于国家秘密的没有，结转下年度继续办理的没有。"
    text = f"甲县2023年政府信息公开工作年度报告\n一、总体情况\n二、主动公开政府信息情况\n{said}\n{said}\n六、其他\n"
    (submission,) = read_bytes("a.txt", text.encode(), RULES.schema)
    assert next(each.number for each in submission.attributes if each.name == "统计表个数") == 0


def fact(doubt: str, occurrence: int = 1, reading: Reading = Reading.DOUBTFUL) -> Fact:
    place = Origin(Span(0, 1), 1)
    return Fact("granted", place, "1", reading, None, "total", occurrence=occurrence, in_order=False, doubt=doubt)


def order(kind: str, *facts: Fact) -> list[tuple[int, bool]]:
    document = Document("a", "d", kind, Source("a", "1"))
    found = without_order_of_unplaced(TableReading("disclosure-2021", facts), document)
    return [(each.occurrence, each.in_order) for each in found.facts]


@pytest.mark.parametrize("kind", ["pdf", "ofd", "text"])
def test_a_row_of_a_print_is_out_of_order_only_where_it_is_known_which_it_is(kind: str) -> None:
    assert order(kind, fact("label")) == [(1, True)]
    assert order(kind, fact("digits")) == [(1, False)]
    assert order("docx", fact("label")) == [(1, False)]


def test_a_row_of_a_print_stands_twice_only_where_it_is_known_which_it_is() -> None:
    assert order("text", fact("blanks"), fact("blanks", 2)) == [(1, True)]
    assert order("text", fact("", 1, Reading.VALUE), fact("blanks", 2)) == [(1, False), (2, True)]
