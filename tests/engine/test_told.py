"""What messages say of tables that are not there, of what the narrative mentions, and why rules could not be judged."""

from __future__ import annotations

from msgspec.structs import replace

from auditor.attributes import MENTIONED
from auditor.document import Attribute
from auditor.document import Fact
from auditor.document import Origin
from auditor.engine.judge import judge
from auditor.ingest.tabulate import tabulate
from auditor.results.outcomes import Obstacle
from auditor.schema import Stance
from auditor.source import Source
from auditor.source import Span
from tests.engine.small_audits import Report
from tests.engine.small_audits import audit
from tests.engine.small_audits import book_of
from tests.engine.small_audits import submission_of

FORM = """
表 甲表 「主动公开情况」
表 乙表 「申请办理情况」
指标 规章数 (rules_made) : 计数 件 于 甲表
指标 规范性文件数 (norms_made) : 计数 件 于 甲表
指标 收到件数 (received) : 计数 件 于 乙表
指标 查阅点数 (points) : 计数 个 于 乙表

规则 R-1 「两张表齐全」 强制
  要求: 行数(规章数) + 行数(规范性文件数) > 0 且 行数(收到件数) > 0
  消息: "没有读到：{缺表}"

测试 R-1
  | 行数(规章数) | 行数(收到件数) | 结果   |
  | 1            | 0              | 不通过 |

规则 R-2 「收到不多于上年」 核实
  要求: 收到件数 ≤ 上年.收到件数

测试 R-2
  | 收到件数 | 上年.收到件数 | 结果   |
  | 2        | 1             | 不通过 |
"""


def test_a_message_names_the_tables_of_which_nothing_was_read() -> None:
    book = book_of(FORM)
    findings, _ = audit(
        book, Report("甲县", 2017, {"norms_made": 1}), Report("乙县", 2017, {"received": 1}), Report("丙县", 2017)
    )
    assert [(each.unit, each.message.zh) for each in findings if each.rule == "R-1"] == [
        ("丙县", "没有读到：“主动公开情况”、“申请办理情况”"),
        ("乙县", "没有读到：“主动公开情况”"),
        ("甲县", "没有读到：“申请办理情况”"),
    ]


def test_a_message_about_an_attribute_that_the_report_lacks_says_so() -> None:
    rule = FORM.replace("没有读到：{缺表}", "没有读到：{缺表}（缺少：{连表缺少部分}；{names_of_missing_sections}）")
    findings, _ = audit(book_of(rule), Report("甲县", 2017, {"norms_made": 1}))
    assert [each.message.zh for each in findings if each.rule == "R-1"] == [
        "没有读到：“申请办理情况”（缺少：未写明；未写明）"
    ]


def test_what_stood_in_the_way_is_counted_and_adds_up() -> None:
    reports = (
        Report("甲县", 2016, {"received": 1}),
        Report("甲县", 2017, {"received": None}),
        Report("乙县", 2017, {"received": 1}),
        Report("丙县", 2017, {"points": 1}),
    )
    _, outcomes = audit(book_of(FORM), *reports)
    found = outcomes["R-2"]
    assert found.obstacles == ((Obstacle.MISSING, 1), (Obstacle.BLANK, 1), (Obstacle.EARLIER, 2))
    assert sum(count for _, count in found.obstacles) == found.unknown == 4


def test_of_many_rows_those_are_named_that_are_not_there() -> None:
    names = [f"指标{number}数" for number in range(1, 15)]
    indicators = "\n".join(f"指标 {name} (x_{number}) : 计数 件" for number, name in enumerate(names, 1))
    rule = f"规则 R-1 「行数齐全」 核实\n  要求: {' + '.join(f'行数({name})' for name in names)} = 14\n"
    message = '  消息: "没有读到：{缺}"\n\n测试 R-1\n  | 行数(指标1数) | 结果   |\n  | 0             | 不通过 |\n'
    figures = {f"x_{number}": 1 for number in range(1, 15) if number != 5}
    (found,), _ = audit(book_of(f"{indicators}\n\n{rule}{message}"), Report("甲县", 2017, figures))
    assert found.message.zh == "没有读到：指标5数（表中没有这一行）"
    assert [each.name for each in found.evidence] == ["指标5数"]


MENTION = """
指标 查阅点数 (points) : 计数 个

陈述 查阅点数
  提到: "设有查阅点"

规则 R-1 「提到而未填」 提示
  要求: 若 提到(查阅点数) > 0 则 查阅点数 > 0

测试 R-1
  | 提到(查阅点数) | 查阅点数 | 结果   |
  | 1              | 0        | 不通过 |
"""


def test_a_finding_on_what_is_mentioned_quotes_the_sentence() -> None:
    book = book_of(MENTION)
    text = "本县设有查阅点。"
    said = Fact("points", Origin(Span(2, 7), 1), "设有查阅点", stance=Stance.MENTION, sentence=Span(0, 8))
    made = submission_of(Report("甲县", 2017, {"points": 0}, {f"{MENTIONED}points": 1}))
    assert made.document is not None
    submission = replace(
        made, facts=(*made.facts, said), document=replace(made.document, source=Source("甲县2017.txt", text))
    )
    findings, _ = judge(book, tabulate((submission,), book.schema), (submission,))
    (found,) = findings
    assert [(each.name, each.value, each.quote) for each in found.evidence] == [
        ("查阅点数", "0个", ""),
        ("正文：查阅点数", "提到", text),
    ]
    without = replace(submission, facts=made.facts, attributes=(Attribute(f"{MENTIONED}points", 1),))
    findings, _ = judge(book, tabulate((without,), book.schema), (without,))
    assert findings[0].evidence[1].name == "正文提到“查阅点数”的次数"
