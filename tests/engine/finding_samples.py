"""A form, reports of it and what is found in them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Any

from auditor.document import Document
from auditor.document import Enumeration
from auditor.document import Fact
from auditor.document import Origin
from auditor.document import Rate
from auditor.document import Reading
from auditor.document import Status
from auditor.document import Submission
from auditor.engine.judge import judge
from auditor.lang.typed import CheckedRule
from auditor.lang.typed import RuleBook
from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Schema
from auditor.schema import Stance
from auditor.source import Source
from auditor.source import Span
from tests.oracle.tables import COUNT
from tests.oracle.tables import FORM
from tests.oracle.tables import MONEY
from tests.oracle.tables import compare
from tests.oracle.tables import fact_table
from tests.oracle.tables import figure
from tests.oracle.tables import total

if TYPE_CHECKING:
    from auditor.facts import FactTable
    from auditor.results import Finding
    from auditor.results.outcomes import Outcome

PEOPLE = Measure(Kind.COUNT, "人", "人")
INDICATORS = (
    Indicator("staff", "从事政府信息公开工作人员数", PEOPLE),
    Indicator("full_time", "专职人员数", PEOPLE),
    Indicator("part_time", "兼职人员数", PEOPLE, english="part-time staff"),
    Indicator("received", "收到申请数", COUNT),
    Indicator("fees", "收取费用", MONEY),
)
NAMES = {it.code: it.name for it in INDICATORS}
SCHEMA = Schema(forms={FORM: Form(FORM, "统计表", indicators=INDICATORS)})
TEXT = (
    "人员\t0\n专职\t0\n兼职\t1\n收到\t\n费用\t5.2\n"
    "甲县配备工作人员1名。收到申请1.2万件。共205条，其中120、81、3。完成89件，占97.9%。"
)


def people(code: str, **given: Any) -> Any:  # noqa: ANN401 - a figure
    return figure(code, measure=given.pop("measure", PEOPLE), name=NAMES[code], **given)


STAFF, FULL, PART = people("staff"), people("full_time"), people("part_time")
BALANCE = compare("=", STAFF, total(FULL, PART))


def span(text: str, of: str = "") -> Span:
    start = TEXT.index(of or text) + (of.index(text) if of else 0)
    return Span(start, start + len(text))


def fact(code: str, raw: str, of: str, **given: Any) -> Fact:  # noqa: ANN401 - whatever a fact takes
    place = span(raw, of)
    return Fact(code, Origin(place, TEXT[: place.start].count("\n") + 1), raw, **given)


def said(code: str, raw: str, sentence: str, **given: Any) -> Fact:  # noqa: ANN401 - whatever a fact takes
    return fact(code, raw, sentence, stance=Stance.FIGURE, sentence=span(sentence), **given)


FACTS = (
    fact("staff", "0", "人员\t0", value=0),
    fact("full_time", "0", "专职\t0", value=0),
    fact("part_time", "1", "兼职\t1", value=1),
    fact("received", "", "收到\t", reading=Reading.BLANK),
    fact("fees", "5.2", "费用\t5.2", value=5_200_000),
    said("staff", "1", "甲县配备工作人员1名。", value=1, low=1, high=1, scope="甲县"),
    said("received", "1.2万", "收到申请1.2万件。", value=12_000, low=11_500, high=12_499),
)
ENUMERATION = Enumeration(
    Origin(span("共205条，其中120、81、3"), 6),
    "共205条，其中120、81、3",
    "条",
    205,
    (120, 81, 3),
    (span("205"), span("120"), span("81"), span("3", "、3。")),
    complete=True,
)
RATE = Rate(
    Origin(span("完成89件，占97.9%"), 6), "完成89件，占97.9%", 89, 91, 979, 1, (span("89"), span("89"), span("97.9%"))
)
SUBMISSION = Submission(
    "县/a.txt",
    "",
    Status.AUDITED,
    "甲县",
    2017,
    FORM,
    Document("县/a.txt", "", "text", Source("县/a.txt", TEXT)),
    FACTS,
    (),
    (ENUMERATION,),
    (RATE,),
)


def table(*submissions: Submission) -> FactTable:
    return fact_table(
        [{"submission": it.path, "unit": it.unit, "year": it.year} for it in submissions],
        [
            {
                "record": record,
                "fact": number,
                "indicator": it.indicator,
                "source": "narrative" if it.is_narrative else "table",
                "stored": it.value,
                "reading": it.reading.value,
                "low": it.low,
                "high": it.high,
                "stance": it.stance.value if it.stance else None,
            }
            for record, submission in enumerate(submissions)
            for number, it in enumerate(submission.facts)
        ],
        [],
        [{"record": 0, "total": 205, "sum": 204, "largest": 120, "count": 3, "complete": 1, "overlapping": 0}],
        [{"record": 0, "part": 89, "base": 91, "stated": 979, "scale": 1000}],
    )


def judged(
    *rules: CheckedRule, of: tuple[Submission, ...] = (SUBMISSION,)
) -> tuple[tuple[Finding, ...], tuple[Outcome, ...]]:
    book = RuleBook(SCHEMA, rules, tuple(it.info for it in rules), (), ())
    findings, outcomes = judge(book, table(*of), of)
    return tuple(findings), outcomes


def finding(checked: CheckedRule) -> Finding:
    ((only,), _) = judged(checked)
    return only
