from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.file_names import rule_slugs
from auditor.lang.typed import Case
from auditor.lang.typed import CheckedRule
from auditor.lang.typed import Comparison
from auditor.lang.typed import Figure
from auditor.lang.typed import Grain
from auditor.lang.typed import Instance
from auditor.lang.typed import Missing
from auditor.lang.typed import Operator
from auditor.lang.typed import RuleBook
from auditor.lang.typed import Scope
from auditor.report.html.frame import page_frame
from auditor.report.overview.map_page import map_view
from auditor.report.site import site_of
from auditor.report.write import report_files
from auditor.report.write import write_report
from auditor.results import Verdict

if TYPE_CHECKING:
    from pathlib import Path
from tests.report import report_rules
from tests.report import report_samples
from tests.report.report_outline import outline

MEASURE = report_rules.FORM_2014.by_code["staff_total"].measure


def figure(code: str) -> Figure:
    return Figure(code, MEASURE, code)


def book() -> RuleBook:
    """A book with one rule that compares two figures, and one test of it."""
    info = report_rules.RULES[0]
    statement = Comparison(Operator.EQ, figure("staff_total"), figure("staff_full_time"))
    rule = CheckedRule(
        info,
        "disclosure-2014",
        Grain.RECORD,
        (Instance("", statement),),
        Missing.TRY_ZERO,
        Scope(except_units=("青山市水务局",)),
        None,
        ("A-F04",),
    )
    case = Case(
        info.id,
        "disclosure-2014",
        ((("staff_total", None, 0), 3), (("staff_full_time", None, 1), None)),
        (("统计起", 736695),),
        (),
        (),
        Verdict.FAIL,
    )
    return RuleBook(report_rules.SCHEMA, (rule,), report_rules.RULES, (case,), ())


def text_of(page: str) -> str:
    return "".join(outline(page).text)


def test_each_rule_has_a_page(pages: dict[str, str]) -> None:
    assert {name for name in pages if name.startswith("rules/")} == {
        f"rules/{info.id}.html" for info in report_rules.RULES
    }


def test_a_rule_page_says_what_basis_and_what_to_do(pages: dict[str, str]) -> None:
    text = text_of(pages["rules/A-B07.html"])
    assert "从事政府信息公开工作人员数 = 专职人员数 + 兼职人员数" in text
    assert "政府信息公开情况统计表（2014年版） 2014至2018年度" in text
    assert "请核对人员名册后更正统计表。" in text
    assert "disclosure-2014/balance.rules 第88行" in text


def test_a_rule_page_leads_to_its_findings(pages: dict[str, str]) -> None:
    links = outline(pages["rules/N-06.html"]).links
    assert [link.rpartition("#")[2] for link in links if "units/" in link] == ["f2"]


def test_where_it_could_not_be_judged_stands_apart(pages: dict[str, str]) -> None:
    page = pages["rules/A-B03.html"]
    assert 'id="undecided"' in page
    assert "它没有" not in page
    assert "没有发现问题。" in page


def test_a_broken_rule_shows_its_diagnostic(pages: dict[str, str]) -> None:
    assert "计算超出范围" in pages["rules/T-01.html"]


def test_with_the_book_tests_and_clauses_are_shown() -> None:
    files = dict(report_files(report_samples.audit(), book=book()))
    text = text_of(files["rules/A-B07.html"].decode())
    assert "从事政府信息公开工作人员数 3人" in text
    assert "上年专职人员数 空白" in text
    assert "统计起 2018-01-01" in text
    assert "不通过" in text
    assert "A-F04 已报出问题时不再重复报告" in text
    assert "除外：青山市水务局" in text


def test_figures_that_no_rule_looks_at_are_named() -> None:
    files = dict(report_files(report_samples.audit(), book=book()))
    text = text_of(files["run.html"].decode()).partition("没有规则核对的指标")[2]
    assert "举报投诉数量" in text
    assert "从事政府信息公开工作人员数" not in text


def test_the_run_page_says_why_and_where_nothing_was_judged(pages: dict[str, str]) -> None:
    text = text_of(pages["run.html"])
    assert "格子空白" in text
    assert "经费疑似以元填报" in text.partition("从未起作用的规则")[2]
    causes, rules = text.partition("无法判定的原因")[2].partition("无法判定的规则")[::2]
    assert "".join(causes.split()).endswith("空白空白不当作01100%1")
    assert "空白 1" in rules
    assert "无法判定的原因：空白 1" in text_of(pages["rules/A-B03.html"])


def test_the_heat_map_sums_what_it_does_not_show() -> None:
    page = dict(report_files(report_samples.large(60)))["index.html"].decode()
    heat = page[page.index('<table class="heat">') : page.index("</table>", page.index('<table class="heat">'))]
    rows = heat.count("<tr>")
    assert rows == 1 + 25 + 1
    assert "其余" in heat


def test_without_two_units_there_is_no_heat_map(pages: dict[str, str]) -> None:
    assert '<table class="heat">' not in pages["index.html"]
    assert "map.html" not in pages


def test_the_map_counts_units_of_each_group_by_kind_of_rule() -> None:
    view = map_view(site_of(report_samples.of_regions(70), Lang.ZH), page_frame("单位与规则", Lang.ZH))
    assert view is not None
    assert (view.groups_title, view.group_heads[0]) == ("按地区与规则类别", "平衡")
    assert {(row.name, row.members, row.wrong) for row in view.groups} == {
        (f"{name}区", 14, 12) for name in "东南西北中"
    }
    assert {row.cells[0].text for row in view.groups} == {"12"}
    # the units have none to six of the town's findings, of which the fifth and the sixth are no fails
    assert sum(row.total for row in view.rows) == 10 * (0 + 1 + 2 + 3 + 4 + 4 + 4)
    spans = [len([*rules]) for _, rules in groupby(rule.kind for rule in view.rules)]
    assert [head.span for head in view.kinds] == spans
    assert view.rows[0].total == 4


def test_without_anything_known_of_the_units_the_map_has_no_groups() -> None:
    view = map_view(site_of(report_samples.large(70), Lang.ZH), page_frame("单位与规则", Lang.ZH))
    assert view is not None
    assert (view.groups_title, view.groups, view.group_options) == ("", (), ())


def test_ids_of_rules_become_names_that_any_system_can_store() -> None:
    names = rule_slugs(["A-B07", "a-b07", "con", "../../etc", "从事人员.分项", "长" * 300])
    assert names["A-B07"] == "A-B07"
    assert len({name.casefold() for name in names.values()}) == 6
    assert all(not set(name) & set('/\\:.*?"<>|') and len(name) < 60 for name in names.values())


def test_chinese_is_marked_on_an_english_page() -> None:
    files = dict(report_files(report_samples.audit(), Lang.EN))
    page = files["rules/A-B07.html"].decode()
    assert '<html lang="en">' in page
    assert '<bdi lang="zh">请核对人员名册后更正统计表。</bdi>' in page
    town = next(content.decode() for name, content in files.items() if "柳河镇" in name)
    assert '<ol class="text" lang="zh">' in town


def test_a_file_that_stays_the_same_is_not_written_again(tmp_path: Path) -> None:
    out = tmp_path / "out"
    result = report_samples.audit()
    write_report(result, out)
    before = {path: path.stat().st_ino for path in out.rglob("*.html")}
    findings = tuple(replace(each, formula="x") if each.rule == "A-R02" else each for each in result.findings)
    write_report(replace(result, findings=findings), out)
    changed = {path.relative_to(out).as_posix() for path, inode in before.items() if path.stat().st_ino != inode}
    assert {name.partition("/")[0] for name in changed} == {"units", "rules", "summary"}
    assert len(changed) == 3
