from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.diagnostics import Words
from auditor.report.grouping import clusters
from auditor.report.grouping import shared_names
from auditor.report.write import report_files
from auditor.results import Severity
from auditor.results.causes import Cause
from auditor.results.causes import Suspect
from tests.report import report_samples

if TYPE_CHECKING:
    from auditor.results import Finding

SUBMISSION, FINDINGS = report_samples.town()
BY_RULE = {each.rule: each for each in FINDINGS}


def test_findings_that_share_a_cell_are_one_group() -> None:
    found = clusters((BY_RULE["A-B07"], BY_RULE["A-R02"], BY_RULE["N-06"]))
    assert [[each.rule for each in group] for group in found] == [["A-B07", "N-06"], ["A-R02"]]


def test_a_group_is_closed_over_chains_of_shared_cells() -> None:
    bridge = replace(BY_RULE["A-R02"], evidence=(*BY_RULE["A-R02"].evidence[:1], *BY_RULE["A-B07"].evidence[:1]))
    found = clusters((BY_RULE["A-B07"], BY_RULE["A-R02"], bridge))
    assert len(found) == 1


def test_the_shared_cells_name_the_group() -> None:
    assert shared_names((BY_RULE["A-B07"], BY_RULE["N-06"])) == ("从事政府信息公开工作人员数",)


def test_a_finding_on_very_many_cells_ties_nothing_together() -> None:
    figure = BY_RULE["A-B07"].evidence[0]
    many = replace(
        BY_RULE["A-F04"], evidence=(figure, *(replace(figure, indicator=f"i{number}") for number in range(40)))
    )
    assert len(clusters((BY_RULE["A-B07"], many))) == 2


def test_the_sentence_of_the_narrative_alone_is_no_shared_cell() -> None:
    said = replace(BY_RULE["N-06"], evidence=BY_RULE["N-06"].evidence[:1])
    assert len(clusters((BY_RULE["A-B07"], said))) == 2


def test_findings_that_share_a_figure_of_the_narrative_are_one_group_that_it_names() -> None:
    whole = replace(BY_RULE["N-06"], rule="N-30", evidence=BY_RULE["N-06"].evidence[:1])
    (found,) = clusters((BY_RULE["N-06"], whole))
    assert [each.rule for each in found] == ["N-06", "N-30"]
    assert shared_names(found) == (f"“{BY_RULE['N-06'].evidence[0].raw}”",)


def test_the_page_names_the_common_cause_and_counts_the_related(town_page: str) -> None:
    assert "从事政府信息公开工作人员数：相关的2个问题" in town_page
    assert "另有相关的1处" in town_page


def test_a_single_finding_has_no_heading_of_a_group(town_page: str) -> None:
    assert town_page.count('class="cause-group"') == 1


def test_findings_of_one_cause_stand_together_though_they_share_no_cell() -> None:
    pair = (BY_RULE["A-B07"], BY_RULE["A-R02"])
    cause = Cause("c", SUBMISSION.path, tuple(each.id for each in pair), (), Words("", ""))
    assert len(clusters(pair)) == 2
    assert clusters(pair, (cause,)) == (pair,)


def test_findings_of_two_causes_stand_apart_though_they_share_a_cell() -> None:
    pair = (BY_RULE["A-B07"], BY_RULE["N-06"])
    causes = tuple(Cause(each.id, SUBMISSION.path, (each.id,), (), Words("", "")) for each in pair)
    assert clusters(pair) == (pair,)
    assert len(clusters(pair, causes)) == 2


def test_the_cause_of_a_single_finding_stands_within_the_finding() -> None:
    town, _ = report_samples.town()
    result = report_samples.audit()
    finding = next(each for each in result.findings if each.rule == "A-R02")
    cause = Cause("c", town.path, (finding.id,), (), Words("只有这里要改", "this alone"))
    (page,) = (text.decode() for name, text in report_files(replace(result, causes=(cause,))) if "柳河镇" in name)
    before, _, after = page.partition("只有这里要改")
    assert before.rfind("<article") > before.rfind("</article>")
    assert "只有这里要改" not in after
    assert page.count('class="cause-group"') == 1


def page_with(cause: Cause) -> str:
    result = replace(report_samples.audit(), causes=(cause,))
    (page,) = (text.decode() for name, text in report_files(result) if "柳河镇" in name)
    return page


@pytest.mark.parametrize("ways", [1, 5])
def test_a_finding_that_the_changes_do_not_settle_is_told_to_stay_open(ways: int) -> None:
    suspect = Suspect("full_time", None, Words("专职", "full time"), "2人", "3人", None)
    settled = BY_RULE["A-B07"]
    cause = Cause("c", SUBMISSION.path, (settled.id,), ((suspect,),) * ways, Words("改这里。", "this."))
    page = page_with(cause)
    assert "原因不止一种可能（2个问题）" in page
    assert re.search(r"改这里。同组的\S+ N-06不一定随之成立，须另行核对。", page)
    assert ("能使这1处全部成立的最小改法有5种" in page) == (ways == 5)


def test_a_cause_of_all_findings_of_a_group_leaves_none_open() -> None:
    suspect = Suspect("full_time", None, Words("专职", "full time"), "2人", "3人", None)
    pair = (BY_RULE["A-B07"].id, BY_RULE["N-06"].id)
    page = page_with(Cause("c", SUBMISSION.path, pair, ((suspect,),), Words("改这里。", "this.")))
    assert "改这里。" in page
    assert "不一定随之成立" not in page


def lacking(count: int) -> tuple[Finding, ...]:
    """What one rule says of so many rows that the table lacks."""
    figure = replace(BY_RULE["A-B07"].evidence[0], value="", raw="", origin=None, cause="表中没有这一行")
    return tuple(
        replace(BY_RULE["A-F04"], id=f"f{each}", evidence=(replace(figure, indicator=f"i{each}", name=f"第{each}项"),))
        for each in range(count)
    )


def test_rows_that_a_table_lacks_are_one_group_of_their_rule() -> None:
    found = clusters((*lacking(9), replace(lacking(10)[9], rule="A-R02"), BY_RULE["A-B07"]))
    assert [len(group) for group in found] == [9, 1, 1]
    read = replace(lacking(1)[0], id="read", evidence=BY_RULE["A-B07"].evidence[:1])
    assert len(clusters((*lacking(2), read))) == 2


def test_the_page_names_the_rows_that_are_missing_and_lists_them_on_demand() -> None:
    result = report_samples.audit()
    pages = dict(report_files(replace(result, findings=tuple(replace(each) for each in lacking(9)))))
    (page,) = (text.decode() for name, text in pages.items() if "柳河镇" in name)
    assert "统计表缺9行" in page
    assert "第0项、第1项、" in page
    assert "<summary>逐行列出（9处问题）</summary>" in page


def _on_cells(count: int) -> tuple[Finding, ...]:
    finding = BY_RULE["A-B07"]
    cells = (replace(finding.evidence[0], indicator=f"i{number}", name=f"第{number}项") for number in range(count))
    one = replace(finding, rule="A-F03", severity=Severity.ERROR, title=Words("只填一个数", "one figure"))
    return tuple(replace(one, id=cell.indicator, binding=cell.indicator, evidence=(cell,)) for cell in cells)


@pytest.mark.parametrize(("count", "groups"), [(3, 3), (4, 1), (58, 1)])
def test_what_one_rule_says_of_many_cells_alike_is_one_group(count: int, groups: int) -> None:
    assert len(clusters(_on_cells(count))) == groups


def test_other_findings_on_these_cells_stand_apart() -> None:
    many = _on_cells(9)
    other = replace(BY_RULE["A-B07"], evidence=(many[0].evidence[0], many[1].evidence[0]))
    assert [len(group) for group in clusters((*many, other))] == [9, 1]
    known = Cause("c", SUBMISSION.path, (many[0].id, other.id), (), Words("", ""))
    assert [len(group) for group in clusters((*many, other), (known,))] == [2, 8]


def test_a_page_names_the_cells_once_and_lists_them_on_demand() -> None:
    pages = dict(report_files(replace(report_samples.audit(), findings=_on_cells(5))))
    (page,) = (text.decode() for name, text in pages.items() if "柳河镇" in name)
    assert "只填一个数：5格都不符" in page
    assert "第0项、第1项、第2项、第3项、第4项" in page
    assert "逐格列出（5处问题）" in page
