from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.ledger.explaining import changes
from auditor.ledger.forms import COLUMNS
from auditor.ledger.forms import figures_read
from auditor.ledger.forms import figures_text
from auditor.ledger.forms import folded
from auditor.ledger.forms import is_folded
from auditor.ledger.forms import parse_form
from auditor.ledger.hand_out import hand_out
from auditor.results import Evidence
from auditor.results.explanations import Answer
from tests.ledger.explanation_forms import NAME
from tests.ledger.explanation_forms import fill
from tests.ledger.explanation_forms import form_of
from tests.ledger.explanation_forms import handed_out
from tests.ledger.explanation_forms import rows_of
from tests.ledger.series import RULE
from tests.ledger.series import SECOND
from tests.ledger.series import WRONG
from tests.ledger.series import Series
from tests.ledger.series import report
from tests.report import report_samples

if TYPE_CHECKING:
    from auditor.results import AuditResult
    from auditor.results.explanations import Explanation


def explained(result: AuditResult) -> Explanation:
    explanation = result.findings[0].explained
    assert explanation is not None
    return explanation


def test_a_form_has_a_line_a_finding_with_its_figures(series: Series) -> None:
    head, row = handed_out(series, series.audit(WRONG))
    told = dict(zip(head, row, strict=True))
    assert told["问题编号"].startswith("F-")
    assert (told["单位"], told["年度"], told["级别"], told["数值"], told["状态"], told["说明"]) == (
        *("青屏县", "2017", "核实"),
        *("办结件数=4件；收到件数=3件", "待说明", ""),
    )
    assert form_of(series).read_bytes().startswith(b"\xef\xbb\xbf")


def test_a_form_can_be_in_english(series: Series) -> None:
    head, row = handed_out(series, series.audit(WRONG), Lang.EN)
    assert (head[0], row[3], row[7]) == ("finding", "query", "pending")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8", "gb18030", "utf-16"])
def test_what_is_written_into_it_is_read_at_the_next_audit(series: Series, encoding: str) -> None:
    handed_out(series, series.audit(WRONG))
    fill(form_of(series), encoding, 说明="含上年结转件", 说明人="张三", 日期="2018/3/5", 状态="认可")
    result = series.audit(WRONG)
    found = explained(result)
    assert (found.reason, found.author, found.day, found.answer) == (
        "含上年结转件",
        "张三",
        "2018-03-05",
        Answer.ACCEPTED,
    )
    assert found.place == f"audit_out.ledger/explanations/{NAME}:2"
    assert [each.is_waived for each in result.findings] == [True]
    assert result.diagnostics == ()


@pytest.mark.parametrize(
    ("written", "meant"), [("已认可", Answer.ACCEPTED), ("不予认可", Answer.REJECTED), ("已改正", Answer.MENDED)]
)
def test_a_status_may_be_written_as_pages_write_it(written: str, meant: Answer) -> None:
    head = ",".join(words.zh for words in COLUMNS.values())
    cells = {"finding": "F-1", "status": written, "text": "口径不同"}
    form, _ = parse_form("a.csv", f"{head}\n{','.join(cells.get(key, '') for key in COLUMNS)}\n".encode())
    assert [line.answer for line in form.lines] == [meant]


def test_a_text_without_a_status_is_an_explanation_that_waits_to_be_accepted(series: Series) -> None:
    handed_out(series, series.audit(WRONG))
    fill(form_of(series), 说明="含上年结转件")
    result = series.audit(WRONG)
    assert (explained(result).answer, explained(result).holds, result.findings[0].is_waived) == (
        Answer.GIVEN,
        True,
        False,
    )


def test_an_explanation_goes_stale_with_its_figures_and_a_new_line_asks_again(series: Series) -> None:
    handed_out(series, series.audit(WRONG))
    fill(form_of(series), 说明="含上年结转件", 状态="认可")
    changed = series.audit(report(3, 5))
    assert explained(changed).changed == (("办结件数", "4件", "5件"),)
    assert not changed.findings[0].is_waived
    rows = handed_out(series, changed)
    assert [row[8] for row in rows[1:]] == ["含上年结转件", ""]
    assert rows[2][11] == "数值已变，原说明见上，请重新说明"
    fill(form_of(series), 说明="仍含结转", 状态="认可")
    assert explained(series.audit(report(3, 5))).reason == "仍含结转"
    assert explained(series.audit(WRONG)).reason == "含上年结转件"


def test_an_error_is_never_waived(series: Series) -> None:
    wrong = report(3, 0, 4)
    handed_out(series, series.audit(wrong, rules=SECOND))
    fill(form_of(series), 说明="另有原因", 状态="认可")
    result = series.audit(wrong, rules=SECOND)
    assert explained(result).reason == "另有原因"
    assert not result.findings[0].is_waived
    (told,) = result.diagnostics
    assert told.code.slug == "error-explained"
    assert told.values["finding"] == result.findings[0].number


def test_writing_the_form_again_changes_nothing_of_it(series: Series) -> None:
    result = series.audit(WRONG)
    handed_out(series, result)
    fill(form_of(series), 说明='说了“两次”, "再说\n一次"')
    before = form_of(series).read_bytes()
    done = hand_out(series.audit(WRONG).findings, series.folder, Lang.ZH)
    assert (done.written, done.same) == ((), (form_of(series),))
    assert form_of(series).read_bytes() == before


def test_lines_that_nobody_touched_follow_the_findings(series: Series) -> None:
    handed_out(series, series.audit(report(3, 4, 4), rules=RULE + SECOND))
    rows = handed_out(series, series.audit(report(3, 7, 0), rules=RULE + SECOND))
    assert [row[4] for row in rows[1:]] == ["R-1"]
    assert rows[1][6] == "办结件数=7件；收到件数=3件"
    hand_out((), series.folder, Lang.ZH)
    assert len(rows_of(form_of(series))) == 1


def test_a_form_that_a_unit_sent_back_under_another_name_counts_and_is_not_asked_for_again(series: Series) -> None:
    handed_out(series, series.audit(WRONG))
    fill(form_of(series), 说明="含上年结转件")
    form_of(series).rename(form_of(series).with_name("青屏县 (1).csv"))
    result = series.audit(WRONG)
    assert explained(result).reason == "含上年结转件"
    assert len(handed_out(series, result)) == 1


def test_a_waiver_and_an_explanation_meet_in_one_place(series: Series) -> None:
    handed_out(series, series.audit(WRONG))
    fill(form_of(series), 说明="单位的说明")
    waiver = '豁免 R-1\n  单位: 青屏县\n  年度: 2017\n  理由: "市里批准"\n'
    assert explained(series.audit(WRONG, rules=RULE + waiver)).reason == "市里批准"
    stale = waiver + "  数值: 办结件数 = 9件\n"
    assert explained(series.audit(WRONG, rules=RULE + stale)).reason == "单位的说明"


MANY = tuple((f"第{number}格", "") for number in range(140))


def test_a_cell_for_very_many_figures_names_the_first_and_marks_the_rest() -> None:
    text = figures_text(folded(MANY))
    assert len(text) < 120
    assert "；其余132项=#" in text
    assert is_folded(figures_read(text))
    assert folded(MANY[:20]) == MANY[:20]


def test_a_change_among_the_figures_that_are_not_named_is_noticed() -> None:
    finding = replace(report_samples.audit().findings[0], evidence=tuple(blank(name) for name, _ in MANY))
    assert changes(figures_text(folded(MANY)), finding) == ()
    assert changes(figures_text(MANY), finding) == ()
    filled = replace(finding, evidence=(*finding.evidence[:-1], replace(finding.evidence[-1], value="3")))
    ((name, then, now),) = changes(figures_text(folded(MANY)), filled)
    assert name == "其余132项"
    assert then.startswith("#")
    assert now.startswith("#")
    assert now != then


def blank(name: str) -> Evidence:
    return Evidence(name, "", None, "table", "", "", None)
