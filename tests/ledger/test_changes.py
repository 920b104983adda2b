from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.report.notices.written import write_notices
from auditor.report.terminal import summary
from tests.engine.small_audits import Report
from tests.ledger.series import RIGHT
from tests.ledger.series import RULE
from tests.ledger.series import SECOND
from tests.ledger.series import WRONG
from tests.ledger.series import Series
from tests.ledger.series import gone
from tests.ledger.series import made
from tests.ledger.series import report

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.results import AuditResult


def test_the_first_audit_has_nothing_to_be_compared_with(series: Series) -> None:
    result = series.audit(WRONG)
    assert made(result) == {"R-1": "new"}
    assert result.past is None


def test_what_is_still_wrong_with_other_figures_persists(series: Series) -> None:
    series.audit(WRONG)
    assert made(series.audit(report(3, 9))) == {"R-1": "persisting"}


def test_a_unit_is_told_that_something_persists_only_when_it_sent_its_report_again(
    series: Series, tmp_path: Path
) -> None:
    series.audit(WRONG)
    same, again = series.audit(WRONG, rules=RULE + SECOND), series.audit(report(3, 9))
    assert made(same)["R-1"] == made(again)["R-1"] == "persisting"
    told = [
        next(path for path in write_notices(each, tmp_path / name) if path.suffix == ".html").read_text("utf-8")
        for name, each in (("1", same), ("2", again))
    ]
    assert ["仍存在" in each for each in told] == [False, True]


def test_what_passes_in_another_version_of_the_report_is_corrected_and_can_come_back(series: Series) -> None:
    series.audit(WRONG)
    assert gone(series.audit(RIGHT)) == {"R-1": ("corrected", "")}
    assert made(series.audit(WRONG)) == {"R-1": "regressed"}
    assert made(series.audit(report(3, 9))) == {"R-1": "persisting"}


def test_what_was_corrected_stays_so_over_later_audits_and_says_since_when(series: Series) -> None:
    series.audit(WRONG)
    series.audit(RIGHT, name="复审")
    past = series.audit(RIGHT, rules=RULE + SECOND).past
    assert past is not None
    assert [(each.change.value, each.since) for each in past.gone] == [("corrected", "2 复审 (2026-03-01 09:30)")]


def test_the_same_audit_again_is_the_same_and_adds_nothing(series: Series) -> None:
    series.audit(WRONG)
    second = series.audit(report(3, 9))
    before = (series.folder / "ledger.sqlite").read_bytes()
    assert series.audit(report(3, 9), at="2027-01-01T00:00:00") == second
    assert (series.folder / "ledger.sqlite").read_bytes() == before


def test_a_report_that_is_not_there_corrects_nothing(series: Series) -> None:
    series.audit(WRONG, report(1, 1, unit="望川区"))
    assert gone(series.audit(report(1, 1, unit="望川区"))) == {
        "R-1": ("unjudged", "the report was not received this time")
    }
    assert made(series.audit(WRONG)) == {"R-1": "persisting"}


def test_a_blank_corrects_nothing(series: Series) -> None:
    series.audit(WRONG)
    assert gone(series.audit(report(None, 4))) == {"R-1": ("unjudged", "figures that are needed are missing")}
    assert gone(series.audit(RIGHT)) == {"R-1": ("corrected", "")}


def test_an_error_that_cannot_be_judged_any_more_is_told_so(series: Series) -> None:
    series.audit(report(3, 0, 4), rules=SECOND)
    result = series.audit(report(None, 0, 4), rules=SECOND)
    assert [(each.verdict.value, each.change.value) for each in result.findings] == [("unknown", "unjudged")]
    assert made(series.audit(report(3, 0, 4), rules=SECOND)) == {"R-2": "persisting"}


def test_a_rule_that_is_gone_corrects_nothing(series: Series) -> None:
    series.audit(WRONG, rules=RULE + SECOND)
    assert gone(series.audit(WRONG, rules=SECOND)) == {"R-1": ("unjudged", "the rule is retired or not there any more")}


def test_a_rule_that_was_changed_corrects_nothing_in_a_report_that_was_not(series: Series) -> None:
    series.audit(WRONG)
    milder = RULE.replace("收到件数\n", "收到件数 + 1\n")
    reason = "the report is the same: the rules were changed so that it is no finding"
    assert gone(series.audit(WRONG, rules=milder)) == {"R-1": ("unjudged", reason)}
    assert gone(series.audit(WRONG, RIGHT_ELSEWHERE, rules=milder)) == {"R-1": ("unjudged", reason)}
    assert gone(series.audit(RIGHT, rules=milder)) == {"R-1": ("corrected", "")}


RIGHT_ELSEWHERE = report(1, 1, unit="望川区")
TWINS = (
    "".join(f"指标 {name}件数 ({code}) : 计数 件\n" for name, code in zip("甲乙丙丁戊", "abcde", strict=True))
    + "规则 R-1 「数据不雷同」 核实\n  要求: 同级相同个数(甲件数, 乙件数, 丙件数, 丁件数, 戊件数) = 0\n"
)


def twin(unit: str, first: int = 7) -> Report:
    return Report(unit, 2017, {"a": first, "b": 6, "c": 5, "d": 4, "e": 3})


def test_a_report_that_others_copied_is_not_corrected_by_taking_the_copy_away(series: Series) -> None:
    def became(*reports: Report) -> tuple[str, str]:
        past = series.audit(*reports, rules=TWINS).past
        assert past is not None
        (own,) = (each for each in past.gone if each.unit == "青屏县")
        return own.change.value, own.reason.en if own.reason else ""

    own = twin("青屏县")
    assert made(series.audit(own, twin("望川区"), rules=TWINS)) == {"R-1": "new"}
    taken_away = ("unjudged", "the report is the same: only the other one is not there any more")
    assert became(own) == taken_away
    assert became(own, twin("青石镇", 9)) == taken_away
    assert became(twin("青屏县", 8)) == ("corrected", "")


def test_a_copy_that_was_written_anew_corrects_what_was_found_in_both(series: Series) -> None:
    own = twin("青屏县")
    series.audit(own, twin("望川区"), rules=TWINS)
    assert why_gone(series.audit(own, twin("望川区", 9), rules=TWINS)) == {
        "青屏县": ("corrected", BY_ANOTHER),
        "望川区": ("corrected", ""),
    }


BY_ANOTHER = "the report is the same: that of another unit was changed or came in"
UNRELATED = "规则 R-9 「甲不多」 提示\n  要求: 甲件数 ≤ 1000\n"
BY_RULES = "the report is the same: it is found since the rules were changed"


def why_gone(result: AuditResult) -> dict[str, tuple[str, str]]:
    found = result.past.gone if result.past else ()
    return {each.unit: (each.change.value, each.reason.en if each.reason else "") for each in found}


def why_new(result: AuditResult) -> dict[str, str]:
    assert result.past is not None
    return {each.unit: result.past.why_new.get(each.id, Words("", "")).en for each in result.findings}


def test_a_rule_that_was_added_explains_no_finding_of_another_one(series: Series) -> None:
    own = twin("青屏县")
    series.audit(own, twin("望川区", 9), rules=TWINS)
    copied = series.audit(own, twin("望川区"), rules=TWINS + UNRELATED)
    assert why_new(copied) == {"青屏县": BY_ANOTHER, "望川区": ""}
    assert "新发现中有1处：报告没有改动，因另一单位的报告改动或新收到" in summary(copied, series.folder, Lang.ZH)
    mended = series.audit(own, twin("望川区", 9), rules=UNRELATED + TWINS)
    assert why_gone(mended) == {"青屏县": ("corrected", BY_ANOTHER), "望川区": ("corrected", "")}


def test_a_rule_that_was_changed_explains_its_own_findings_alone(series: Series) -> None:
    own, other = twin("青屏县"), twin("望川区")
    series.audit(own, other, rules=TWINS.replace("= 0", "≤ 1"))
    assert why_new(series.audit(own, other, rules=TWINS)) == {"青屏县": BY_RULES, "望川区": BY_RULES}


def forget_rules(series: Series) -> None:
    with closing(sqlite3.connect(series.folder / "ledger.sqlite")) as kept:
        kept.execute("DROP TABLE rules")


def test_a_ledger_that_kept_no_rules_tells_by_all_of_them(series: Series) -> None:
    reports = twin("青屏县"), twin("望川区")
    series.audit(*reports, rules=TWINS.replace("= 0", "≤ 1"))
    forget_rules(series)
    assert why_new(series.audit(*reports, rules=TWINS + UNRELATED)) == {"青屏县": BY_RULES, "望川区": BY_RULES}


def test_a_copy_that_came_in_explains_what_is_found_in_both_even_where_no_rules_were_kept(series: Series) -> None:
    own = twin("青屏县")
    series.audit(own, twin("望川区", 9), rules=TWINS)
    forget_rules(series)
    assert why_new(series.audit(own, twin("望川区"), rules=TWINS + UNRELATED)) == {"青屏县": BY_ANOTHER, "望川区": ""}


def test_last_years_report_that_came_in_explains_what_rests_on_it_whatever_became_of_the_rule(series: Series) -> None:
    rule = "规则 R-3 「不少于上年」 核实\n  要求: 收到件数 ≥ 上年(收到件数)\n"
    own, before = report(3, 3), Report("青屏县", 2016, {"received": 9, "closed": 9, "replied": 9})
    series.audit(own, rules=rule)
    (found,) = why_new(series.audit(own, before, rules=rule.replace("不少于", "不低于"))).values()
    assert found == "the report is the same: another report was changed or came in"


def test_what_is_new_by_a_new_rule_alone_is_told_from_what_is_new_in_a_new_report(series: Series) -> None:
    series.audit(WRONG, rules=SECOND)
    result = series.audit(WRONG, report(1, 2, unit="望川区"), rules=SECOND + RULE)
    assert made(result) == {"R-1": "new"}
    assert result.past is not None
    told = {each.unit: result.past.why_new.get(each.id) for each in result.findings}
    same = "the report is the same: it is found since the rules were changed"
    assert {unit: words and words.en for unit, words in told.items()} == {"青屏县": same, "望川区": None}
    again = series.audit(WRONG, report(1, 3, unit="望川区"), rules=SECOND + RULE)
    assert again.past is not None
    assert again.past.why_new == {}


def test_last_years_report_mended_corrects_this_years_finding(series: Series) -> None:
    rule = "规则 R-1 「不减少」 核实\n  要求: 收到件数 ≥ 上年(收到件数)\n"
    last = Report("青屏县", 2016, {"received": 9})
    series.audit(WRONG, last, rules=rule)
    mended = Report("青屏县", 2016, {"received": 2})
    reason = "the report is the same: another report was changed or came in"
    assert gone(series.audit(WRONG, mended, rules=rule)) == {"R-1": ("corrected", reason)}


def test_what_became_part_of_another_finding_is_not_corrected(series: Series) -> None:
    series.audit(report(3, 4, 0), rules=RULE + SECOND)
    yielding = RULE + "  让位: R-2\n" + SECOND
    result = series.audit(report(3, 4, 5), rules=yielding)
    assert made(result) == {"R-2": "new"}
    assert gone(result) == {"R-1": ("unjudged", "it is part of another rule's finding now")}
