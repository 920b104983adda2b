from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.report.data.exports import changes_csv
from auditor.report.data.records import finding_rows
from auditor.report.submission.findings import answer_label
from auditor.report.terminal import summary
from auditor.report.write import report_files
from auditor.results import AuditResult
from auditor.results import Change
from auditor.results import Gone
from auditor.results import Past
from auditor.results import Severity
from auditor.results import Then
from auditor.results.explanations import Answer
from auditor.results.explanations import Explanation
from tests.report import report_samples
from tests.report.report_outline import outline

AUDIT = report_samples.audit()
TOWN = next(each for each in AUDIT.submissions if "柳河镇" in each.path)
CORRECTED = Gone(
    id="aaaaaaaaaaaa",
    submission="旧文件.txt",
    unit=TOWN.unit or "",
    year=TOWN.year,
    form=TOWN.form or "",
    rule="A-B99",
    title=Words("某两数相等", "two figures are equal"),
    severity=Severity.ERROR,
    message=Words("<b>3 ≠ 4</b>", "<b>3 ≠ 4</b>"),
    formula="3 ≠ 4",
    figures=(("某数", "3件"),),
    change=Change.CORRECTED,
    since="2 复审 (2026-03-01 09:30)",
)
UNJUDGED = replace(
    CORRECTED, id="bbbbbbbbbbbb", rule="A-B98", change=Change.UNJUDGED, since="", reason=Words("缺少数据", "no figures")
)


def compared() -> AuditResult:
    """The sample audit with an audit before it."""
    findings = tuple(
        replace(each, change=Change.REGRESSED if index == 0 else Change.PERSISTING)
        for index, each in enumerate(AUDIT.findings)
    )
    return replace(AUDIT, findings=findings, past=Past("1 初审 (2026-03-01 08:00)", (CORRECTED, UNJUDGED)))


def page(result: AuditResult, lang: Lang = Lang.ZH) -> str:
    files = dict(report_files(result, lang))
    return next(content.decode() for name, content in files.items() if "柳河镇" in name and name.endswith(".html"))


def test_without_an_audit_before_nothing_is_called_new(town_page: str) -> None:
    assert "新发现" not in town_page
    assert 'id="gone"' not in town_page


def test_a_page_says_what_became_of_each_finding_and_what_is_gone() -> None:
    shown = page(compared())
    assert 'class="change regressed"' in shown
    assert 'class="change persisting"' in shown
    part = shown[shown.index('id="gone"') :]
    assert part.index("A-B99") < part.index("A-B98")
    assert "自审核 2 复审 (2026-03-01 09:30) 起" in part
    assert "缺少数据" in part
    assert "&lt;b&gt;3 ≠ 4&lt;/b&gt;" in part
    assert "Wrong before, not judged this time" in page(compared(), Lang.EN)


def test_the_overview_the_terminal_and_the_files_count_the_changes() -> None:
    result = compared()
    assert result.past is not None
    files = dict(report_files(result))
    index = files["index.html"].decode()
    assert "与审核 1 初审 (2026-03-01 08:00) 相比" in index
    # NOTE: what an earlier audit already found corrected has not changed since the one before.
    assert "又出现1处，已改正0处，未能再判1处" in "".join(summary(result, Path("audit_out"), Lang.ZH).splitlines())
    (corrected, unjudged), past = result.past.gone, result.past
    now = replace(result, past=replace(past, gone=(replace(corrected, since=""), unjudged)))
    assert "又出现1处，已改正1处，未能再判1处" in "".join(summary(now, Path("audit_out"), Lang.ZH).splitlines())
    rows = b"".join(changes_csv(result, finding_rows(result))).decode("utf-8-sig").splitlines()
    assert rows[0].startswith("finding,change,unit,year")
    assert rows[-2].startswith("aaaaaaaaaaaa,corrected,")
    assert ",缺少数据," in rows[-1]
    assert len(rows) == 1 + len(result.findings) + 2


def test_the_state_of_an_explanation_is_told_in_words() -> None:
    query = next(each for each in AUDIT.findings if each.severity is Severity.WARNING)
    error = next(each for each in AUDIT.findings if each.severity is Severity.ERROR)
    told = {
        answer: answer_label(replace(query, explained=Explanation("有", answer=answer)), Lang.ZH) for answer in Answer
    }
    assert told[Answer.GIVEN] == "已说明，待认可"
    assert told[Answer.MENDED] == "称已整改，但问题仍在"
    assert answer_label(replace(error, explained=Explanation("有")), Lang.ZH) == "已说明；强制性问题仍须改正"
    stale = Explanation("有", changed=(("某数", "1", "2"),))
    assert answer_label(replace(query, explained=stale), Lang.ZH) == "说明已失效"
    assert answer_label(query, Lang.ZH) == ""


def test_the_page_shows_the_audits_of_its_report_and_the_years_of_its_unit() -> None:
    result = report_samples.two_years()
    own = next(each for each in result.submissions if each.unit and each.year == 2018 and each.status == "audited")
    audits = (Then("1 初审", (3, 2, 1), 1, 0, 0), Then("", (0, 2, 1), 1, 3, 0))
    files = dict(report_files(replace(result, past=Past("1 初审", history={(own.unit or "", 2018): audits}))))
    text = {name: " ".join("".join(outline(page.decode()).text).split()) for name, page in files.items() if "/" in name}
    shown = [each for name, each in text.items() if name.startswith("units/") and "这份报告的历次审核" in each]
    assert len(shown) == 1
    assert "1 初审321100 本次审核021130" in shown[0]
    assert "本单位各年度的报告" in shown[0]
