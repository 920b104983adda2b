"""A hand-made audit of invented units: the 2014 form with all its rows, findings of every kind, and odd files."""

from __future__ import annotations

from types import MappingProxyType

from msgspec.structs import replace

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.document import Attribute
from auditor.document import Fact
from auditor.document import Status
from auditor.document import Submission
from auditor.results import AuditResult
from auditor.results import Evidence
from auditor.results import Finding
from auditor.results import Past
from auditor.results import Then
from auditor.results import Verdict
from auditor.results.outcomes import Obstacle
from auditor.results.outcomes import Outcome
from auditor.schema import Stance
from auditor.source import Span
from tests.report.report_rules import BROKEN_RULE
from tests.report.report_rules import FORM_2014
from tests.report.report_rules import FORM_2021
from tests.report.report_rules import NOT_A_REPORT
from tests.report.report_rules import RULES
from tests.report.report_rules import SCHEMA
from tests.report.report_rules import SKIPPED_LINE
from tests.report.report_rules import UNREADABLE
from tests.report.report_written import Report
from tests.report.report_written import evidence_of
from tests.report.report_written import finding_of

_USUAL = MappingProxyType(
    {
        "disclosed_total": "744",
        "normative_disclosed": "6",
        "normative_issued": "1",
        "channel_website": "79",
        "channel_weibo": "7",
        "channel_wechat": "133",
        "channel_other": "525",
        "hot_topics": "6",
        "interpretations": "34",
        "social_responses": "6",
        "requests_received": "12",
        "requests_online": "10",
        "requests_letter": "2",
        "requests_completed": "12",
        "completed_on_time": "12",
        "replies_total": "12",
        "reply_granted": "12",
        "offices": "1",
        "reading_points": "2",
        "staff_total": "2",
        "staff_full_time": "1",
        "staff_part_time": "1",
        "budget": "6.6",
        "meetings": "2",
        "trainings": "1",
        "trainees": "35",
        **{each.code: "—" for each in FORM_2014.indicators if each.is_heading and each.number.isalpha()},
        "heading_response_channels": "",
    }
)


def _of_town() -> Submission:
    report = Report("乡镇/柳河镇2018年报告.txt", "青山市柳河镇", 2018)
    report.write("青山市柳河镇2018年政府信息公开工作年度报告\n\n一、概述\n")
    report.write("根据《中华人民共和国政府信息公开条例》的规定，现公布本镇2018年政府信息公开工作年度报告。\n\n")
    report.attributes.append(Attribute("统计起", 736695, origin=None, raw="2018年1月1日"))
    report.attributes.append(Attribute("年度", 2018))
    report.say("2018年，全镇共主动公开政府信息", "744", "条，其中规范性文件6条。", "disclosed_total")
    report.say("镇党政办公室专门配备了", "3", "名工作人员，负责全镇信息公开工作。", "staff_total", scope="镇党政办公室")
    report.say("本年度", "未收到", "行政复议申请。", "reviews_total", stance=Stance.DENIAL, value=0)
    report.write("\n二、附表\n\n")
    report.table(
        {
            **_USUAL,
            "staff_full_time": "0",
            "staff_total": "2(县级1)",
            "staff_part_time": "1",
            "heading_response_channels": "34",
            "reply_denied": "",
            "denied_privacy": "（缺行）",
            "complaints": "无数据",
        }
    )
    skipped = Span(report.text.index("二、附表"), report.text.index("二、附表") + 4)
    plain = report.done()
    document = plain.document
    assert document is not None
    return replace(plain, diagnostics=(Diagnostic(SKIPPED_LINE, document.source, skipped),))


def town() -> tuple[Submission, tuple[Finding, ...]]:
    """A township with findings of every severity, one undecided and one on trial."""
    submission, e = _of_town(), evidence_of
    findings = (
        finding_of(
            submission,
            "A-B07",
            (e(submission, "staff_total"), e(submission, "staff_full_time"), e(submission, "staff_part_time")),
            left="2",
            right="1",
            difference="1",
            formula="2 ≠ 0 + 1",
            message=Words("从事政府信息公开工作人员数应等于专职与兼职之和，相差1人", "staff must be the sum; 1 apart"),
            suspects=("staff_total",),
        ),
        finding_of(
            submission,
            "N-06",
            (e(submission, "staff_total", narrative=True), e(submission, "staff_total")),
            left="3",
            right="2",
            difference="1",
            formula="3 ≠ 2",
            message=Words("正文写3名，统计表填2人", "3 in the narrative, 2 in the table"),
        ),
        finding_of(
            submission,
            "A-R02",
            (e(submission, "normative_disclosed"), e(submission, "normative_issued")),
            left="6",
            right="1",
            difference="5",
            formula="6 > 1",
        ),
        finding_of(
            submission, "A-F04", (e(submission, "heading_response_channels"),), binding="heading_response_channels"
        ),
        finding_of(
            submission,
            "A-B03",
            (
                e(submission, "replies_total"),
                e(submission, "reply_denied", cause="格子空白"),
                Evidence("涉及个人隐私", "denied_privacy", None, "table", "", "", None, cause="统计表中没有这一行"),
            ),
            verdict=Verdict.UNKNOWN,
            message=Words("有空白，无法判定各类答复之和", "blank figures: the sum cannot be judged"),
        ),
        finding_of(submission, "T-01", (e(submission, "trainees"), e(submission, "trainings")), trial=True),
    )
    return submission, findings


def clean(path: str = "部门/青山市教育局.txt", unit: str = "青山市教育局", year: int = 2018) -> Submission:
    """A submission with nothing wrong."""
    report = Report(path, unit, year)
    report.write(f"{unit}{year}年政府信息公开工作年度报告\n")
    report.table(_USUAL)
    return report.done()


def modern() -> Submission:
    """A submission of the 2021 format: a table with named columns, and one with applicants as columns."""
    report = Report("县区/云溪县2022.txt", "云溪县人民政府", 2022, form=FORM_2021)
    report.write("云溪县2022年政府信息公开工作年度报告\n三、收到和处理政府信息公开申请情况\n")
    for row, indicator in enumerate(FORM_2021.indicators, start=1):
        for column, member in enumerate(indicator.members or (None,), start=1):
            span = report.write(str(row + column))
            origin = report.origin(span, table=1, row=row, column=column)
            report.facts.append(Fact(indicator.code, origin, str(row + column), value=row + column, member=member))
            report.write("\t")
        report.write("\n")
    return report.done()


def progress_report() -> Submission:
    """A file that is no annual report."""
    report = Report("其他/推进情况.txt", "青山市水务局", 2017)
    report.write("青山市水务局2017年政务公开工作推进情况\n一、推进情况良好。\n")
    report.diagnostics = (Diagnostic(NOT_A_REPORT),)
    return report.done(Status.NOT_APPLICABLE)


def broken_file() -> Submission:
    """A file that could not be read."""
    report = Report("其他/扫描件.txt", None, None)
    report.diagnostics = (Diagnostic(UNREADABLE, values={"file": "扫描件.txt"}),)
    return report.done(Status.UNREADABLE)


def outcomes(findings: tuple[Finding, ...]) -> tuple[Outcome, ...]:
    """Counts that go with the findings; the rule on fees was never applied, T-01 broke."""
    return tuple(
        Outcome(
            info.id,
            passed=0 if info.id == "A-R20" else 2,
            failed=sum(each.rule == info.id and each.verdict is Verdict.FAIL for each in findings),
            unknown=sum(each.rule == info.id and each.verdict is Verdict.UNKNOWN for each in findings),
            not_applicable=1,
            error=Diagnostic(BROKEN_RULE) if info.id == "T-01" else None,
            obstacles=tuple(
                (Obstacle.BLANK, 1) for each in findings if each.rule == info.id and each.verdict is Verdict.UNKNOWN
            )[:1],
        )
        for info in RULES
    )


def audit() -> AuditResult:
    """The whole: two audited reports of the old form, one of the new, one not applicable, one unreadable."""
    submission, findings = town()
    submissions = (progress_report(), broken_file(), modern(), clean(), submission)
    return AuditResult(submissions, findings, outcomes(findings), RULES, SCHEMA)


def two_years() -> AuditResult:
    """The town's reports of 2017 and 2018 with the same findings, and a clean one of each year."""
    submission, findings = town()
    before = replace(submission, path="乡镇/柳河镇2017年报告.txt", year=2017)
    then = tuple(
        replace(each, id=f"{each.id}/2017", submission=before.path, year=2017)
        for each in findings
        if each.rule in {"A-B07", "T-01"}
    )
    submissions = (
        before,
        submission,
        clean(),
        clean("部门/教育局2017.txt", year=2017),
        broken_file(),
        replace(progress_report(), year=2018),
    )
    return AuditResult(submissions, (*then, *findings), outcomes((*then, *findings)), RULES, SCHEMA)


def with_history() -> AuditResult:
    """The audit after another one, of which a report has its history."""
    audits = (Then("1 初审 (2026-03-01 08:00)", (3, 2, 1), 1, 0, 0), Then("", (1, 2, 1), 1, 2, 0))
    past = Past("1 初审 (2026-03-01 08:00)", history={("青山市柳河镇", 2018): audits})
    return replace(audit(), past=past)


def large(count: int) -> AuditResult:
    """An audit of many submissions that share one text and one set of findings."""
    submission, findings = town()
    submissions = tuple(
        replace(submission, path=f"乡镇/{number:05}.txt", unit=f"第{number}镇", year=2014 + number % 5)
        for number in range(count)
    )
    many = tuple(
        replace(finding, id=f"{finding.id}/{each.path}", submission=each.path, unit=each.unit or "")
        for number, each in enumerate(submissions)
        for finding in findings[: number % 7]
    )
    return AuditResult(submissions, many, outcomes(many), RULES, SCHEMA)


def of_regions(count: int) -> AuditResult:
    """Many submissions of units in five regions, as they say themselves."""
    result = large(count)
    submissions = tuple(
        replace(each, attributes=(*each.attributes, Attribute("单位地区", text=f"{'东南西北中'[number % 5]}区")))
        for number, each in enumerate(result.submissions)
    )
    return replace(result, submissions=submissions)
