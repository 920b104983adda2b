from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.settling.standing import settle
from auditor.report.words.notes import status_of
from auditor.report.words.notes import unnamed_of
from auditor.schema import Schema
from tests.ingest.files.test_receive import REPORT
from tests.ingest.forms_2014 import FORM_2014
from tests.ingest.test_registry import registry

SCHEMA = Schema(forms={FORM_2014.code: FORM_2014})
LISTED = replace(SCHEMA, registry=registry())


def report(path: str, unit: str = "洪泽区", figure: str = "3", published: str = "") -> Submission:
    text = REPORT.replace("某县", unit).replace("\t3", f"\t{figure}")
    date = f"发布日期：{published}\n" if published else ""
    return read_bytes(path, (date + text).encode(), SCHEMA)[0]


def reasons(submission: Submission) -> list[str]:
    return [each.code.slug for each in submission.diagnostics]


def test_units_have_their_names_in_the_list_and_its_levels() -> None:
    (submission,) = settle([report("a.txt")], LISTED).submissions
    assert submission.unit == "淮安市洪泽区"
    said = {each.name: each.text for each in submission.attributes}
    assert (said["单位"], said["单位级别"], said["单位类型"]) == ("淮安市洪泽区", "县级", "政府")
    assert "unit-by-alias" in reasons(submission)


def test_a_bureau_stays_a_bureau_whatever_rank_the_list_gives_it() -> None:
    def said(unit: str) -> tuple[str | None, str | None]:
        (submission,) = settle([report("a.txt", unit)], LISTED).submissions
        found = {each.name: each.text for each in submission.attributes}
        return found["单位级别"], found["单位性质"]

    assert said("河北省科技厅") == ("省级", "部门")
    assert said("洪泽区") == ("县级", "政府")


def test_a_departments_government_is_told_by_the_list_then_by_its_name_then_by_its_parent() -> None:
    def said(unit: str, line: str) -> str | None:
        listed = replace(SCHEMA, registry=registry(f"单位,上级,级别\n{line}\n永宁县,银川市,县级\n"))
        (submission,) = settle([report("a.txt", unit)], listed).submissions
        return {each.name: each.text for each in submission.attributes}["所属级别"]

    assert said("灵武市教育局", "灵武市教育局,灵武市,县直部门") == "县级"
    assert said("银川市水务局", "银川市水务局,永宁县,部门") == "市级"
    assert said("水务局", "水务局,永宁县,部门") == "县级"


def test_a_unit_that_is_not_listed_keeps_its_name_and_is_told() -> None:
    (submission,) = settle([report("a.txt", "永宁县")], LISTED).submissions
    assert submission.unit == "永宁县"
    assert "unit-not-listed" in reasons(submission)


def test_without_a_list_a_name_is_never_guessed() -> None:
    both = [report("a.txt"), report("b.txt", "淮安市洪泽区")]
    assert [each.unit for each in settle(both, SCHEMA).submissions] == ["洪泽区", "淮安市洪泽区"]


def test_without_a_list_a_folder_tells_where_a_place_lies() -> None:
    both = [report("淮安市/a.txt"), report("b.txt", "淮安市洪泽区")]
    first, second = settle(both, SCHEMA).submissions
    assert {first.unit, second.unit} == {"淮安市洪泽区"}
    told = next(each for each in first.diagnostics if each.code.slug == "unit-by-alias")
    assert told.values == {"printed": "洪泽区", "name": "淮安市洪泽区"}
    before, after = ({each.name: each.text for each in it.attributes} for it in (both[0], first))
    assert after == {**before, "单位": "淮安市洪泽区"}
    assert settle([report("淮安市/a.txt")], SCHEMA).submissions[0].unit == "洪泽区"


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (("a.txt", "2019-03-01"), ("b.txt", "2019-02-01"), "superseded"),
        (("b.txt", ""), ("a.txt", ""), "order-unknown"),
        (("b.txt", ""), ("a.txt", "2019-02-01"), "order-unknown"),
        (("b.txt", "2019-02-01"), ("a.txt", "2019-02-01"), "order-unknown"),
    ],
)
def test_the_latest_report_is_judged_and_the_others_say_what_differs(
    first: tuple[str, str], second: tuple[str, str], reason: str
) -> None:
    judged = report(first[0], figure="5", published=first[1])
    other = report(second[0], published=second[1])
    found = {each.path: each for each in settle([judged, other], SCHEMA).submissions}
    passed_over = next(each for each in found.values() if each.status is not Status.AUDITED)
    assert (passed_over.status, reasons(passed_over)[0]) == (Status.NOT_APPLICABLE, reason)
    assert re.search(r"; disclosed total (3→5|5→3); .* more$", passed_over.diagnostics[0].message(Lang.EN))
    (kept,) = (each for each in found.values() if each.status is Status.AUDITED)
    told = [each.text or "" for each in kept.attributes if each.name in {"另一份报告", "两份不同处"}]
    assert told[0] == passed_over.path
    assert re.fullmatch("disclosed_total (3→5|5→3)", told[1])
    assert told[-1] == "共 58 处"


def test_what_stands_beside_a_heading_is_no_difference() -> None:
    judged = report("a.txt", figure="5", published="2019-03-01")
    other = read_bytes("b.txt", REPORT.replace("某县", "洪泽区").replace("—", "").encode(), SCHEMA)[0]
    (passed_over,) = (each for each in settle([judged, other], SCHEMA).submissions if each.status is not Status.AUDITED)
    assert "heading" not in passed_over.diagnostics[0].message(Lang.EN)
    assert "; disclosed total 3→5; " in passed_over.diagnostics[0].message(Lang.EN)


@pytest.mark.parametrize("name", ["改正后-某区2018.txt", "《更正》2018.txt", "a（修订稿）.txt"])
def test_where_days_do_not_tell_a_file_whose_name_says_that_it_was_corrected_is_judged(name: str) -> None:
    for files in ((report(name, figure="5"), report("松.txt")), (report("松.txt"), report(name, figure="5"))):
        found = {each.path: each for each in settle(files, SCHEMA).submissions}
        assert found[name].status is Status.AUDITED
        assert reasons(found["松.txt"])[0] == "order-unknown"
        assert "更正后" in found["松.txt"].diagnostics[0].message(Lang.ZH)
    later = settle([report(name), report("松.txt", published="2019-03-01")], SCHEMA).submissions
    assert [each.status for each in later] == [Status.NOT_APPLICABLE, Status.AUDITED]


def test_an_office_that_reports_beside_its_government_is_a_unit_of_its_own() -> None:
    whole = report("a.txt", "洪泽区人民政府")
    own = report("b.txt", "洪泽区人民政府办公室")
    other = replace(own, facts=tuple(replace(fact, value=(fact.value or 0) + 7) for fact in own.facts))
    former = replace(own, path="c.txt", year=2017)
    units = [(each.unit, each.year, each.status) for each in settle([whole, other, former], SCHEMA).submissions]
    assert units == [
        ("洪泽区", 2018, Status.AUDITED),
        ("洪泽区人民政府办公室", 2018, Status.AUDITED),
        ("洪泽区人民政府办公室", 2017, Status.AUDITED),
    ]


def test_an_office_whose_figures_are_the_governments_reports_for_it() -> None:
    whole, own = report("a.txt", "洪泽区人民政府"), report("b.txt", "洪泽区人民政府办公室")
    corrected = replace(own, facts=(replace(own.facts[0], value=5), *own.facts[1:]))
    assert [each.unit for each in settle([whole, corrected], SCHEMA).submissions] == ["洪泽区", "洪泽区"]
    first = report("0.txt", "洪泽区人民政府")  # which that of a later name corrects
    first = replace(first, facts=tuple(replace(fact, value=(fact.value or 0) + 7) for fact in first.facts))
    assert {each.unit for each in settle([first, whole, own], SCHEMA).submissions} == {"洪泽区"}
    alone = settle([report("b.txt", "洪泽区人民政府办公室")], SCHEMA).submissions
    assert [each.unit for each in alone] == ["洪泽区"]


@pytest.mark.parametrize(
    ("said", "unit"),
    [
        ("2018年，区政府办公室认真公开信息。", "洪泽区人民政府办公室"),
        ("我办安排专人负责。", "洪泽区人民政府办公室"),
        ("2018年，区政府办公室认真公开信息，全区共公开信息30条。", "洪泽区"),
        ("本报告汇总各镇、各部门的数据，由我办编制。", "洪泽区"),
        ("我办理了申请。", "洪泽区"),
    ],
)
def test_an_office_that_speaks_of_itself_alone_is_a_unit_of_its_own(said: str, unit: str) -> None:
    text = REPORT.replace("某县", "洪泽区人民政府办公室", 1).replace("某县", "洪泽区")
    (own,) = read_bytes("b.txt", f"{text}\n{said}\n".encode(), SCHEMA)
    assert [each.unit for each in settle([own], SCHEMA).submissions] == [unit]
    whole = report("a.txt", "洪泽区人民政府")
    (written,) = read_bytes("a.txt", f"{REPORT.replace('某县', '洪泽区人民政府')}\n{said}\n".encode(), SCHEMA)
    assert {each.unit for each in settle([whole, written], SCHEMA).submissions} == {"洪泽区"}


@pytest.mark.parametrize(
    ("units", "printed", "unit"),
    [
        ("洪泽区,\n洪泽区人民政府办公室,洪泽区", "洪泽区人民政府办公室", "洪泽区人民政府办公室"),
        ("洪泽区,\n洪泽区人民政府办公室,", "洪泽区人民政府", "洪泽区"),
        ("洪泽区,\n洪泽区人民政府办公室,", "洪泽区", "洪泽区"),
        ("洪泽区,", "洪泽区人民政府办公室", "洪泽区"),
        ("洪泽区人民政府办公室,", "洪泽区人民政府", "洪泽区人民政府办公室"),
    ],
)
def test_a_list_that_has_the_office_beside_the_place_tells_them_apart(units: str, printed: str, unit: str) -> None:
    listed = replace(SCHEMA, registry=registry(f"单位,上级\n{units}\n"))
    found = settle([report("a.txt", printed)], listed).submissions
    assert [each.unit for each in found] == [unit]


def test_the_same_file_twice_is_audited_once() -> None:
    found = settle([report("a.txt"), report("b/a.txt")], SCHEMA).submissions
    assert [each.status for each in found] == [Status.NOT_APPLICABLE, Status.AUDITED]
    assert reasons(found[0])[0] == "duplicate"
    assert (found[0].facts, found[0].enumerations) == ((), ())
    assert status_of(found[0], Lang.ZH) == "重复"
    assert found[1].facts != ()


def test_reports_of_other_years_and_units_stand_beside_each_other() -> None:
    (other_year,) = read_bytes("c.txt", REPORT.replace("某县", "洪泽区").replace("2018", "2017").encode(), SCHEMA)
    found = settle([report("a.txt"), report("b.txt", "永宁县"), other_year], SCHEMA).submissions
    assert {each.status for each in found} == {Status.AUDITED}


def test_who_should_have_reported_and_did_not_is_missing() -> None:
    missing = settle([report("a.txt"), report("b.txt", "南京市鼓楼区")], LISTED).missing
    assert [(each.unit, each.year, each.level) for each in missing] == [
        ("河北省科学技术厅", 2018, "省级"),
        ("徐州市鼓楼区", 2018, "县级"),
    ]


def test_without_a_list_nobody_is_missing() -> None:
    assert settle([report("a.txt")], SCHEMA).missing == ()


def test_each_name_that_may_be_one_units_is_told() -> None:
    names = ("青山市科技局", "青山市科学技术局", "青山市科技园管理局")
    given = [replace(report(f"{at}.txt", name), year=2018 + at) for at, name in enumerate(names)]
    (told,) = (each for each in settle(given, SCHEMA).submissions[0].diagnostics if each.code.slug == "namesake")
    assert told.message(Lang.ZH) == (
        "“青山市科技局”与“青山市科学技术局”（2019 年度）、“青山市科技园管理局”（2020 年度）可能是同一单位；"
        "现各作一个单位，不跨年比较"
    )


@pytest.mark.parametrize(
    ("other", "years", "told"),
    [
        ("青山市科学技术局", 1, 2),
        ("青山市科学技术局", 0, 0),
        ("青山市柳河区科技局", 1, 0),
        ("青山市科技园管理局", 1, 2),
        ("青山市科技馆", 1, 0),
    ],
)
def test_without_a_list_names_that_may_be_one_units_are_told(other: str, years: int, told: int) -> None:
    first, second = report("a.txt", "青山市科技局"), report("b.txt", other)
    both = [first, replace(second, year=(second.year or 0) + years)]
    settled = settle(both, SCHEMA).submissions
    assert [each.unit for each in settled] == ["青山市科技局", other]
    assert sum("namesake" in reasons(each) for each in settled) == told
    assert not any("namesake" in reasons(each) for each in settle(both, LISTED).submissions)


@pytest.mark.parametrize(("gone", "said"), [("某县", "单位"), ("2018年", "年度")])
def test_a_report_whose_unit_or_year_cannot_be_read_is_told(gone: str, said: str) -> None:
    text = re.sub(rf"{gone}|（.*年度）|度）", "", REPORT)
    (read,) = read_bytes("a.txt", text.encode(), SCHEMA)
    for schema in (SCHEMA, LISTED):
        (submission,) = settle([read], schema).submissions
        assert submission.status is Status.AUDITED
        assert unnamed_of(submission, Lang.ZH) == f"读不出{said}，没有完整审核"
    assert unnamed_of(settle([report("a.txt")], SCHEMA).submissions[0], Lang.ZH) == ""
