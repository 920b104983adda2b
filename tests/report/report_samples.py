"""A hand-made audit of invented units: the 2014 form with all its rows, findings of every kind, and odd files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

from msgspec.structs import replace

from auditor.diagnostics import Code
from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Level
from auditor.diagnostics import Words
from auditor.document import Attribute
from auditor.document import Document
from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.results import AuditResult
from auditor.results import Evidence
from auditor.results import Finding
from auditor.results import Past
from auditor.results import RuleInfo
from auditor.results import Severity
from auditor.results import State
from auditor.results import Then
from auditor.results import Verdict
from auditor.results.outcomes import Obstacle
from auditor.results.outcomes import Outcome
from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Member
from auditor.schema import Schema
from auditor.schema import Stance
from auditor.schema import Table
from auditor.schema import Years
from auditor.source import Source
from auditor.source import Span
from tests.ingest import forms_2014

if TYPE_CHECKING:
    from collections.abc import Mapping

FORM_2014 = replace(
    forms_2014.FORM_2014,
    title="政府信息公开情况统计表（2014年版）",
    indicators=tuple(replace(each, name=each.label) for each in forms_2014.FORM_2014.indicators),
)

_MEMBERS = (
    Member("natural_person", "自然人", part_of="total"),
    Member("company", "商业企业", part_of="total"),
    Member("research", "科研机构", part_of="total"),
    Member("welfare", "社会公益组织", part_of="total"),
    Member("legal_service", "法律服务机构", part_of="total"),
    Member("other_org", "其他", part_of="total"),
    Member("total", "总计"),
)
_PIECES = Measure(Kind.COUNT, "件", "件")
_CODES = tuple(member.code for member in _MEMBERS)
FORM_2021 = Form(
    "disclosure-2021",
    "政府信息公开年度报告（2021年格式）",
    Years(2021, None),
    tables=(
        Table("table_2", "二、主动公开政府信息情况"),
        Table("table_3", "三、收到和处理政府信息公开申请情况", (), _MEMBERS),
    ),
    indicators=(
        Indicator(
            "rules_issued",
            "规章本年制发件数",
            _PIECES,
            "规章",
            table="table_2",
            number="第二十条第（一）项",
            column="本年制发件数",
        ),
        Indicator(
            "rules_repealed",
            "规章本年废止件数",
            _PIECES,
            "规章",
            table="table_2",
            number="第二十条第（一）项",
            column="本年废止件数",
        ),
        Indicator(
            "new_received", "本年新收政府信息公开申请数量", _PIECES, table="table_3", number="一", members=_CODES
        ),
        Indicator("carried_in", "上年结转政府信息公开申请数量", _PIECES, table="table_3", number="二", members=_CODES),
        Indicator("granted", "予以公开", _PIECES, table="table_3", number="三（一）", members=_CODES),
        Indicator("denied_state_secret", "属于国家秘密", _PIECES, table="table_3", number="三（三）1", members=_CODES),
        Indicator("processed_total", "总计", _PIECES, table="table_3", number="三（七）", members=_CODES),
    ),
)
SCHEMA = Schema(forms=MappingProxyType({FORM_2014.code: FORM_2014, FORM_2021.code: FORM_2021}))

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

_ORDER = "国办发\u30142014\u301532号"
RULES = (
    RuleInfo(
        "A-B07",
        "工作人员数应等于专职与兼职之和",
        Severity.ERROR,
        State.ACTIVE,
        "平衡",
        "从事政府信息公开工作人员数 = 专职人员数 + 兼职人员数",
        f"{_ORDER} 政府信息公开情况统计表",
        "请核对人员名册后更正统计表。",
        ("人员",),
        "disclosure-2014/balance.rules",
        88,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "A-R02",
        "主动公开的规范性文件不多于制发总数",
        Severity.WARNING,
        State.ACTIVE,
        "界限",
        "主动公开规范性文件数 ≤ 制发规范性文件总数",
        _ORDER,
        "公开往年文件的，请书面说明。",
        (),
        "disclosure-2014/bounds.rules",
        12,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "A-F04",
        "标题行不应填数",
        Severity.NOTICE,
        State.ACTIVE,
        "格式",
        "对每个 x 于 全部标题: 填写数(x) = 0",
        "",
        "",
        (),
        "disclosure-2014/format.rules",
        40,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "N-06",
        "正文与统计表的工作人员数应一致",
        Severity.WARNING,
        State.ACTIVE,
        "文表",
        "正文.从事政府信息公开工作人员数 = 从事政府信息公开工作人员数",
        "《政府信息公开条例》",
        "请核对正文与统计表。",
        (),
        "disclosure-2014/narrative.rules",
        7,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "A-B03",
        "申请答复数应等于各类答复之和",
        Severity.ERROR,
        State.ACTIVE,
        "平衡",
        "申请答复数 = 分项",
        _ORDER,
        "请补填空白的格子。",
        (),
        "disclosure-2014/balance.rules",
        40,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "T-01",
        "培训人次不少于班数",
        Severity.WARNING,
        State.TRIAL,
        "条件",
        "接受培训人员数 ≥ 举办各类培训班数",
        "",
        "",
        (),
        "disclosure-2014/trial.rules",
        3,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "A-R20",
        "经费疑似以元填报",
        Severity.WARNING,
        State.ACTIVE,
        "合理",
        "政府信息公开专项经费 < 1000",
        "",
        "",
        (),
        "disclosure-2014/bounds.rules",
        99,
        ("disclosure-2014",),
    ),
)

UNREADABLE = Code(
    "AUD401",
    "not-text",
    Level.ERROR,
    Words("`{file}` 不是文本文件", "`{file}` is not a text"),
    Words("请重新报送。", "ask for it again"),
)
NOT_A_REPORT = Code(
    "AUD420",
    "not-a-report",
    Level.INFO,
    Words("不是年度报告（工作进展情况）", "not an annual report (a progress report)"),
)
SKIPPED_LINE = Code(
    "AUD431", "unclear-row", Level.WARNING, Words("这一行没有归入任何指标", "this row belongs to no indicator")
)
BROKEN_RULE = Code("AUD501", "overflow", Level.ERROR, Words("计算超出范围", "the figures are too large"))


@dataclass
class Report:
    """A submission being written: its text grows, and facts point into it."""

    path: str
    unit: str | None
    year: int | None
    text: str = ""
    facts: list[Fact] = field(default_factory=list)
    attributes: list[Attribute] = field(default_factory=list)
    diagnostics: tuple[Diagnostic, ...] = ()
    form: Form = FORM_2014

    def write(self, text: str) -> Span:
        """Adds text and says where it stands."""
        start = len(self.text)
        self.text += text
        return Span(start, len(self.text))

    def origin(self, span: Span, **place: Any) -> Origin:  # noqa: ANN401 - whatever an origin takes
        """A place with its line."""
        return Origin(span, self.text.count("\n", 0, span.start) + 1, **place)

    def say(self, before: str, raw: str, after: str, indicator: str, **more: object) -> None:
        """A sentence that states a figure."""
        start = len(self.text)
        self.write(before)
        span = self.write(raw)
        self.write(after)
        known: dict[str, object] = {"value": int(raw) if raw.isdigit() else 0, "stance": Stance.FIGURE, **more}
        sentence = Span(start, len(self.text))
        self.facts.append(Fact(indicator, self.origin(span), raw, sentence=sentence, **known))  # type: ignore[arg-type]
        self.write("\n")

    def table(self, cells: Mapping[str, str]) -> None:
        """The 2014 table with its rows in order; a code that `cells` leaves out is 0."""
        self.write("政府信息公开情况统计表\n指标\t单位\t统计数\n")
        for number, indicator in enumerate(self.form.indicators, start=2):
            raw = cells.get(indicator.code, "0")
            self.write(f"{indicator.number} {indicator.label}\t{indicator.measure.unit or '—'}\t")
            span = self.write(raw)
            self.write("\n")
            if raw != "（缺行）":
                self.facts.append(_fact(indicator, raw, self.origin(span, table=1, row=number, column=3)))

    def done(self, status: Status = Status.AUDITED) -> Submission:
        """The submission."""
        digest = hashlib.sha256(self.text.encode("utf-8", "replace")).hexdigest()
        document = Document(self.path, digest, "text", Source(self.path, self.text)) if self.text else None
        return Submission(
            self.path,
            digest,
            status,
            self.unit,
            self.year,
            self.form.code if status is Status.AUDITED else None,
            document,
            tuple(self.facts),
            tuple(self.attributes),
            diagnostics=self.diagnostics,
        )


def _fact(indicator: Indicator, raw: str, origin: Origin) -> Fact:
    if raw in {"", " "}:
        return Fact(indicator.code, origin, raw, Reading.BLANK)
    if raw in {"—", "-", "/"}:
        return Fact(indicator.code, origin, raw, Reading.DASH)
    digits = raw.split("(", maxsplit=1)[0].replace(",", "")
    try:
        value = round(float(digits) * indicator.measure.factor)
    except ValueError:
        return Fact(indicator.code, origin, raw, Reading.TEXT)
    return Fact(indicator.code, origin, raw, Reading.VALUE, value, note=raw[len(digits) :].strip("()"))


def fact_of(submission: Submission, indicator: str, *, narrative: bool = False) -> Fact:
    """The first fact of an indicator."""
    return next(fact for fact in submission.facts if fact.indicator == indicator and fact.is_narrative == narrative)


def evidence_of(submission: Submission, indicator: str, *, narrative: bool = False, cause: str = "") -> Evidence:
    """A figure as a finding's evidence."""
    fact = fact_of(submission, indicator, narrative=narrative)
    form = SCHEMA.forms[submission.form or ""]
    known = form.by_code[indicator]
    source = submission.document.source if submission.document else Source("", "")
    return Evidence(
        known.name,
        indicator,
        fact.member,
        "narrative" if narrative else "table",
        f"{(fact.value or 0) // known.measure.factor}{known.measure.unit}" if fact.value is not None else "",
        fact.raw,
        fact.origin,
        source.slice(fact.sentence) if fact.sentence else "",
        fact.scope,
        cause,
    )


def finding_of(submission: Submission, rule: str, evidence: tuple[Evidence, ...], **more: object) -> Finding:
    """A finding of a rule on a submission."""
    info = next(info for info in RULES if info.id == rule)
    known: dict[str, object] = {
        "id": f"{rule}/{submission.unit}/{submission.year}/{more.get('binding', '')}",
        "submission": submission.path,
        "unit": submission.unit or "",
        "year": submission.year,
        "form": submission.form or "",
        "rule": rule,
        "title": Words(info.title, f"{rule} does not hold"),
        "severity": info.severity,
        "verdict": Verdict.FAIL,
        "binding": "",
        "member": None,
        "indicators": tuple(dict.fromkeys(each.indicator for each in evidence)),
        "left": None,
        "right": None,
        "difference": None,
        "formula": "",
        "message": Words(info.title, f"{rule} does not hold"),
        "evidence": evidence,
        **more,
    }
    return Finding(**known)  # type: ignore[arg-type]


def town() -> tuple[Submission, tuple[Finding, ...]]:
    """A township with findings of every severity, one undecided and one on trial."""
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
    submission = replace(plain, diagnostics=(Diagnostic(SKIPPED_LINE, document.source, skipped),))
    e = evidence_of
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
