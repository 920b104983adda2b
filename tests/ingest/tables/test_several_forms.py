"""Tables of another year beside the report's own: the report's year decides, not the headings."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.ingest.files.reading import read_bytes
from auditor.ingest.table_codes import SEVERAL_FORMS
from auditor.lang.load import load_rules
from tests.ingest.compare import score
from tests.ingest.generate.content import content
from tests.ingest.generate.model import Box
from tests.ingest.generate.office_blocks import rows_of
from tests.ingest.generate.office_blocks import set_rows
from tests.ingest.generate.office_blocks import tables
from tests.ingest.generate.office_blocks import width
from tests.ingest.generate.office_common import first_figures
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS

if TYPE_CHECKING:
    from tests.ingest.generate.content import Block

SCHEMA = load_rules(Path(__file__).parents[3] / "rules")[0].schema
OLD, NEW = FORMS["disclosure-2019"], FORMS["disclosure-2021"]


@pytest.mark.parametrize("how", ["html", "docx", "text, tabs", "xlsx", "pdf"])
@pytest.mark.parametrize("attached_first", [False, True])
def test_last_years_tables_of_the_form_before_are_not_judged(how: str, attached_first: bool) -> None:  # noqa: FBT001
    made, old = content(NEW, 3), content(OLD, 4)
    attached: list[Block] = [
        f"附件：{made.year - 1}年统计表",
        *(each for each in old.blocks if not isinstance(each, str)),
    ]
    at = 2 if attached_first else len(made.blocks)
    made.blocks[at:at] = attached
    (submission,) = read_bytes(*written(made, how), SCHEMA)
    assert (submission.year, submission.form) == (made.year, NEW.code)
    found = score(submission, NEW, made.truth)
    assert (found.right, found.faults) == (len(made.truth), ())
    assert any(each.code is SEVERAL_FORMS for each in submission.diagnostics)


@pytest.mark.parametrize("how", ["html", "docx", "xlsx"])
@pytest.mark.parametrize("named", ["2019年", "2021年度"])
def test_a_column_named_by_another_year_is_no_other_form(how: str, named: str) -> None:
    made = content(NEW, 3)
    for number in range(len(tables(made))):
        rows = rows_of(made, number)
        first, right = first_figures(rows), width(rows)
        extra = [Box(0, right, named, first), *(Box(at, right, "77") for at in range(first, len(rows)))]
        set_rows(made, number, [[*line, *(box for box in extra if box.row == at)] for at, line in enumerate(rows)])
    (submission,) = read_bytes(*written(made, how), SCHEMA)
    assert submission.form == NEW.code
    found = score(submission, NEW, made.truth)
    assert (found.right, found.faults) == (len(made.truth), ())


@pytest.mark.parametrize(("year", "form"), [(2012, None), (2016, "disclosure-2014")])
def test_a_table_that_only_shares_some_labels_is_a_form_in_its_years_alone(year: int, form: str | None) -> None:
    rows = ["指标\t单位\t当年\t历年累计", "主动公开文件数\t条\t58\t326", "当面申请数\t条\t1\t6", "传真申请数\t条\t0\t0"]
    rows += [
        "网上申请数\t条\t2\t9",
        "信函申请数\t条\t0\t2",
        "同意公开答复数\t条\t2\t11",
        "同意部分公开答复数\t条\t0\t1",
    ]
    text = "\n".join((f"某区体育局{year}年度政府信息公开工作年度报告", "附表：申请情况统计", *rows))
    (submission,) = read_bytes("report.txt", text.encode(), SCHEMA)
    assert submission.form == form
    assert bool(submission.facts) == (form is not None)
