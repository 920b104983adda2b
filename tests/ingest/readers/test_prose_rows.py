from __future__ import annotations

from pathlib import Path

import pytest

from auditor.ingest.files.reading import read_bytes
from auditor.ingest.layout import Paragraph
from auditor.ingest.layout import Slot
from auditor.ingest.layout import Table
from auditor.ingest.office.books.prose_rows import blocks_of
from auditor.lang.load import load_rules
from tests.ingest.compare import score
from tests.ingest.generate.content import content
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

SCHEMA = load_rules(Path(__file__).parents[3] / "rules")[0].schema
SENTENCE = "本年新收政府信息公开申请39件，上年结转5件，办结37件，结转下年度7件。"


def sheet(*rows: str | tuple[str, ...]) -> Table:
    """A sheet of three columns; a row of one text is filled in its first."""
    full = [(row,) if isinstance(row, str) else row for row in rows]
    return Table(
        tuple(
            Slot(number, column, row[column] if column < len(row) else "")
            for number, row in enumerate(full)
            for column in range(3)
        ),
        name="年报",
    )


def shape(table: Table) -> list[str | list[int]]:
    """What becomes of a sheet: its lines, and the rows of each of its tables."""
    found: list[str | list[int]] = []
    for block in blocks_of(table):
        if isinstance(block, Table):
            assert block.name == table.name
            found.append(sorted({row for row, *_ in block.slots}))
        else:
            assert isinstance(block, (str, Paragraph))
            found.append(block if isinstance(block, str) else block.text)
    return found


@pytest.mark.parametrize("form", sorted(FORMS))
@pytest.mark.parametrize("how", ["xlsx", "csv"])
def test_sentences_above_and_below_the_tables_of_a_sheet_are_read(form: str, how: str) -> None:
    for seed in range(2):
        made = content(FORMS[form], seed)
        made.blocks.append("六、其他需要报告的事项")
        made.blocks.append("全年收到政府信息公开申请39083件，均已答复。")
        (submission,) = read_bytes(*written(made, how), SCHEMA)
        said = [fact for fact in submission.facts if fact.is_narrative]
        assert "39083件" in {fact.raw for fact in said}
        assert submission.document is not None
        assert all(submission.document.source.slice(fact.origin.span) == fact.raw for fact in said)
        found = score(submission, FORMS[form], made.truth)
        assert (found.right, found.faults) == (len(made.truth), ())


def test_a_sheet_is_cut_at_its_prose_and_keeps_its_rows() -> None:
    table = sheet("甲县2023年年度报告", SENTENCE, "二、主动公开情况", ("规章", "1", "2"), SENTENCE, ("许可", "3", "4"))
    assert shape(table) == ["甲县2023年年度报告", SENTENCE, [2, 3], SENTENCE, [5]]


def test_a_heading_goes_with_the_prose_below_it() -> None:
    table = sheet(("规章", "1", "2"), "五、存在的主要问题", "（一）不足", SENTENCE, "（二）改进", SENTENCE, "六、其他")
    assert shape(table) == [[0], "五、存在的主要问题", "（一）不足", SENTENCE, "（二）改进", SENTENCE, "六、其他"]


def test_a_label_without_figures_stays_in_its_table_above_a_note() -> None:
    table = sheet(("（一）公开", "1", "2"), "（二）其他情形", "注：本表由各单位填报，共3栏。")
    assert shape(table) == [[0, 1], "注：本表由各单位填报，共3栏。"]


@pytest.mark.parametrize(
    "label",
    [
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
        "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
        "1.申请人无正当理由逾期不补正，行政机关不再处理其政府信息公开申请",
        "第二十条第（一）项",
        "1,024,512",
    ],
)
def test_a_label_is_no_sentence(label: str) -> None:
    assert shape(sheet(("规章", "1", "2"), label, ("许可", "3", "4"))) == [[0, 1, 2]]


def test_a_row_beside_a_cell_of_several_rows_is_no_prose() -> None:
    slots = (Slot(0, 0, "规章", 2, 1), Slot(0, 1, "1"), Slot(1, 1, SENTENCE))
    (block,) = blocks_of(Table(slots))
    assert isinstance(block, Table)
    assert block.slots == slots
