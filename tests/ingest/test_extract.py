from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

import pytest

from auditor.document import Cell
from auditor.document import Document
from auditor.document import Grid
from auditor.document import Reading
from auditor.document import Status
from auditor.ingest.extract import extract
from auditor.schema import Claim
from auditor.schema import Form
from auditor.schema import Schema
from auditor.schema import Stance
from auditor.schema import Wording
from auditor.schema import Years
from auditor.source import Source
from auditor.source import Span
from tests.ingest.forms_2014 import FIGURES
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import lines

LATER = Form("later", "后来的表", Years(2019, None), indicators=FORM_2014.indicators[:1])
CLAIMS = (
    Claim(
        "requests_received",
        {
            Stance.FIGURE: (Wording("收到申请{数}件", r"收到申请(?P<n>\d+)件"),),
            Stance.MENTION: (Wording("依申请公开", r"依申请公开"),),
        },
    ),
    Claim("收费通知", {Stance.MENTION: (Wording("收费通知", r"收费通知"),)}),
)
SCHEMA = Schema(forms=MappingProxyType({FORM_2014.code: FORM_2014, LATER.code: LATER}), claims=CLAIMS)
TABLE = LAYOUTS["tabs in a row"](lines({each.code: "3" for each in FIGURES}))
TITLE = "某县2018年政府信息公开工作年度报告\n"
BODY = "一、依申请公开情况\n2018年收到申请5件，其中2件申请正在办理。\n"


def document(text: str, doubt: str | None = None) -> Document:
    return Document("a.txt", "d", "text", Source("a.txt", text), doubt=doubt)


def attributes(text: str) -> dict[str, int | str | None]:
    found = extract(document(text), SCHEMA).attributes
    return {each.name: each.number if each.text is None else each.text for each in found}


def test_table_and_narrative_are_both_read() -> None:
    submission = extract(document(TITLE + BODY + TABLE), SCHEMA)
    received = [(fact.stance, fact.value) for fact in submission.facts if fact.indicator == "requests_received"]
    assert (None, 3) in received
    assert (Stance.FIGURE, 5) in received
    assert submission.status is Status.AUDITED


def printed(rows: list[list[str]]) -> Document:
    """A report in print with one ruled table."""
    text, cells = TITLE, []
    for number, row in enumerate(rows):
        for column, words in enumerate(row):
            cells.append(Cell(number, column, words, Span(len(text), len(text) + len(words))))
            text += f"{words}\t"
        text = text[:-1] + "\n"
    return Document("a.pdf", "d", "pdf", Source("a.pdf", text), (Grid(tuple(cells)),))


def test_a_printed_table_whose_labels_are_cut_off_is_not_missing_and_all_of_it_is_in_doubt() -> None:
    rows = [["统计指标", "单位", "统计数"], *(["开情况数", "件", str(at)] for at in range(30))]
    submission = extract(printed(rows), SCHEMA)
    assert {(fact.reading, fact.doubt) for fact in submission.facts} == {(Reading.DOUBTFUL, "shape")}
    assert {fact.indicator for fact in submission.facts} == {each.code for each in FIGURES}
    assert not any(each.name == "统计表个数" for each in submission.attributes)


def test_a_printed_table_of_other_heads_is_not_the_one_of_the_form() -> None:
    submission = extract(printed([["项目", "单位", "数量"], *(["开会", "次", str(at)] for at in range(30))]), SCHEMA)
    assert submission.facts == ()
    assert any(each.name == "统计表个数" and each.number == 0 for each in submission.attributes)


def test_what_stands_in_a_table_is_no_narrative() -> None:
    text = TITLE + TABLE.replace("收到申请数\t件\t3", "收到申请数\t件\t3(收到申请9件)")
    narrative = [fact for fact in extract(document(text), SCHEMA).facts if fact.stance is Stance.FIGURE]
    assert narrative == []


def test_mentions_are_counted_for_every_claim_that_knows_them() -> None:
    found = attributes(TITLE + BODY)
    assert (found["提到.requests_received"], found["提到.收费通知"]) == (1, 0)


def test_a_report_without_a_table_has_the_form_of_its_year() -> None:
    submission = extract(document(TITLE + BODY), SCHEMA)
    assert submission.form == FORM_2014.code
    assert attributes(TITLE + BODY)["统计表个数"] == 0


def test_a_table_of_another_year_is_kept_and_told() -> None:
    submission = extract(document(TITLE.replace("2018", "2020") + BODY + TABLE), SCHEMA)
    assert (submission.form, submission.year) == (FORM_2014.code, 2020)
    assert [each.code.slug for each in submission.diagnostics] == ["form-of-another-year"]
    assert attributes(TITLE.replace("2018", "2020") + TABLE)["版式"] == FORM_2014.code


def test_a_year_without_a_form_is_told() -> None:
    submission = extract(document(TITLE.replace("2018", "2010") + BODY), SCHEMA)
    assert submission.form is None
    assert [each.code.slug for each in submission.diagnostics] == ["no-form"]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("具体数据详见附件。\n", 1),
        ("具体数据详见附件。\n附件：某县统计表\n", 0),
        ("具体数据详见附件。\n" + TABLE, 0),
        ("各单位情况详见附件2。\n附件：某县统计表\n" + TABLE, 1),
        ("各单位情况详见附件2。\n附件1：某县统计表\n" + TABLE + "\n附件2\n名单\n", 0),
        ("各单位情况详见附件2。\n" + TABLE, 0),
        ("数据公开于附近场所。\n", 0),
    ],
)
def test_references_to_attachments_that_are_not_there_are_counted(text: str, count: int) -> None:
    assert attributes(TITLE + text)["附件引用缺失数"] == count


def test_the_first_reference_to_a_missing_attachment_has_its_place() -> None:
    found = extract(document(TITLE + "各单位情况详见附件2。\n附件：某县统计表\n" + TABLE), SCHEMA)
    (missing,) = (each for each in found.attributes if each.name == "附件引用缺失数")
    assert missing.raw == "详见附件2"
    assert missing.origin is not None


def test_nothing_read_from_a_doubtful_document_is_certain() -> None:
    submission = extract(document(TITLE + BODY + TABLE, doubt="recognised"), SCHEMA)
    assert not [fact for fact in submission.facts if fact.reading is Reading.VALUE]


def test_rows_out_of_order_and_the_years_of_the_table_are_attributes() -> None:
    rows = list(lines({each.code: "3" for each in FIGURES}))
    rows[4:6] = [replace(rows[5]), replace(rows[4])]
    table = "政府信息公开情况统计表\n（2017年度）\n" + LAYOUTS["tabs in a row"](rows)
    found = attributes(TITLE + table)
    assert (found["错序行数"], found["表头年度"], found["标题年度"]) == (1, 2017, 2018)
