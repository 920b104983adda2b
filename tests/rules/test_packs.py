"""The rule files as shipped: they load, they are complete, and every case of their tests gives what it expects."""

from __future__ import annotations

import csv
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.diagnostics import Lang
from auditor.engine.testing.cases import run_cases
from auditor.lang.load import load_rules
from auditor.results import Severity
from auditor.results import State
from auditor.results import Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.lang.typed import RuleBook

ROOT = Path(__file__).parents[2]
FORMS = ROOT.parent / "shared" / "forms"

# Severities of the catalogue: 强制 17, 核实 14, 提示 9; A-F12 and B-F12 are the counterparts of B-F01 and A-F05.
PACK_A: Mapping[Severity, tuple[str, ...]] = {
    Severity.ERROR: (
        *("A-F01", "A-F02", "A-F03", "A-F07"),
        *("A-B01", "A-B02", "A-B03", "A-B04", "A-B05", "A-B06", "A-B07"),
        *("A-R01", "A-R05", "A-R06", "A-R07", "A-R14", "A-R21"),
    ),
    Severity.WARNING: (
        *("A-F05", "A-F08", "A-F09", "A-F12"),
        *("A-R02", "A-R03", "A-R04", "A-R08", "A-R10", "A-R11", "A-R12", "A-R13", "A-R19", "A-R20", "A-R22"),
    ),
    Severity.NOTICE: (
        *("A-F04", "A-F06", "A-F10", "A-F11"),
        *("A-R09", "A-R15", "A-R16", "A-R17", "A-R18"),
    ),
}
# 强制 12, 核实 18, 提示 5.
PACK_B: Mapping[Severity, tuple[str, ...]] = {
    Severity.ERROR: (
        *("B-F02", "B-F03", "B-F05", "B-F10"),
        *("B-B01", "B-B02", "B-B03", "B-B04", "B-B05", "B-B06"),
        *("B-R04", "B-R17"),
    ),
    Severity.WARNING: (
        *("B-F01", "B-F03B", "B-F04", "B-F06", "B-F07", "B-F09", "B-F11", "B-F12"),
        *("B-R01", "B-R02", "B-R03", "B-R05", "B-R06", "B-R07", "B-R08", "B-R09", "B-R10", "B-R11", "B-R17.1"),
        *("B-R15", "B-R16"),
    ),
    Severity.NOTICE: ("B-F08", "B-R12", "B-R13", "B-R14", "B-R18"),
}
# A letter B after the number marks the rule's counterpart for the forms of 2019 and later, a digit after it a part.
PACK_N: Mapping[Severity, tuple[str, ...]] = {
    Severity.ERROR: ("N-04", "N-20", "N-22", "N-04B", "N-09B", "N-20B", "N-20B2", "N-22B"),
    Severity.WARNING: (
        *("N-01", "N-02", "N-03", "N-05", "N-06", "N-07", "N-08", "N-10", "N-11", "N-12", "N-13", "N-14", "N-15"),
        *("N-21", "N-30", "N-31", "N-32", "N-33", "N-33D", "N-34", "N-35", "N-39"),
        *(
            "N-03B",
            "N-03B2",
            "N-04B2",
            "N-06B",
            "N-08B",
            "N-08B2",
            "N-08B3",
            "N-08B4",
            "N-08B5",
            "N-08B6",
            "N-08B7",
            "N-08B8",
            "N-10B",
            "N-11B",
            "N-11B2",
            "N-11B3",
            "N-11B4",
            "N-11B5",
        ),
        *("N-16B", "N-16B2", "N-16B3", "N-16B4", "N-17B", "N-17B2", "N-21B", "N-21B2", "N-30B", "N-32B"),
    ),
    Severity.NOTICE: ("N-23", "N-23B", "N-31G", "N-36", "N-37", "N-37H", "N-40"),
}
# Rules whose statement asks only for what is always known (how many rows, what a cell holds beside its figure,
# whether something stands there), or for both numbers of one sentence: they cannot be undecided.
ALWAYS_DECIDED = frozenset(
    {
        *("A-F02", "A-F03", "A-F04", "A-F05", "A-F06", "A-F09", "A-F11"),
        *("B-F03", "B-F04", "B-F05", "B-F11", "B-F12"),
        *("N-30", "N-30B", "N-31"),
        *("B-R11", "B-R14"),  # a blank is tried as zero, and zero is below any threshold
        *("N-20B", "N-20B2", "N-21B"),  # a blank is tried as zero, and zero is what the prose says
    }
)


@pytest.fixture(scope="module")
def loaded() -> tuple[RuleBook, tuple[Diagnostic, ...]]:
    return load_rules(ROOT / "rules")


@pytest.fixture(scope="module")
def book(loaded: tuple[RuleBook, tuple[Diagnostic, ...]]) -> RuleBook:
    return loaded[0]


def by_severity(book: RuleBook, pack: Mapping[Severity, tuple[str, ...]]) -> dict[Severity, tuple[str, ...]]:
    ids = {rule for rules in pack.values() for rule in rules}
    return {
        severity: tuple(sorted(info.id for info in book.infos if info.id in ids and info.severity is severity))
        for severity in Severity
    }


def test_every_rule_file_loads_without_a_diagnostic(loaded: tuple[RuleBook, tuple[Diagnostic, ...]]) -> None:
    assert [
        f"{diagnostic.source.path if diagnostic.source else ''}: {diagnostic.code.id} {diagnostic.message(Lang.EN)}"
        for diagnostic in loaded[1]
    ] == []


@pytest.mark.parametrize("pack", [PACK_A, PACK_B, PACK_N], ids=["A", "B", "N"])
def test_a_pack_has_the_rules_and_severities_of_the_catalogue(
    book: RuleBook, pack: Mapping[Severity, tuple[str, ...]]
) -> None:
    assert by_severity(book, pack) == {severity: tuple(sorted(rules)) for severity, rules in pack.items()}


def test_no_rule_stands_outside_the_packs(book: RuleBook) -> None:
    known = {rule for pack in (PACK_A, PACK_B, PACK_N) for rules in pack.values() for rule in rules}
    written = {info.id for info in book.infos if not info.id.endswith((".分项", ".其中"))}
    assert {rule for rule in written if rule.startswith(("A-", "B-", "N-"))} == known


def test_every_written_rule_says_its_kind_basis_and_action(book: RuleBook) -> None:
    written = [info for info in book.infos if info.id.startswith(("A-", "B-", "N-"))]
    assert [info.id for info in written if not (info.kind and info.basis and info.fix and info.title)] == []


def test_every_written_rule_has_a_message_of_its_own(book: RuleBook) -> None:
    assert sorted({rule.info.id for rule in book.rules if rule.message is None and "." not in rule.info.id}) == []


def test_every_rule_has_cases_that_pass_that_fail_and_that_cannot_be_judged(book: RuleBook) -> None:
    expected: dict[str, set[Verdict]] = defaultdict(set)
    for case in book.cases:
        expected[case.rule].add(case.expected)
    wanted = {
        info.id: {Verdict.PASS, Verdict.FAIL} | (set() if info.id in ALWAYS_DECIDED else {Verdict.UNKNOWN})
        for info in book.infos
        if info.id.startswith(("A-", "B-", "N-"))
    }
    assert {rule: verdicts - expected[rule] for rule, verdicts in wanted.items() if verdicts - expected[rule]} == {}


def test_every_case_gives_the_verdict_that_it_expects(book: RuleBook) -> None:
    wrong = [
        f"{result.case.path}: {result.case.rule} expected {result.case.expected}, got {result.got}"
        for result in run_cases(book)
        if not result.ok
    ]
    assert wrong == []


def test_only_what_would_tell_too_much_is_on_trial(book: RuleBook) -> None:
    assert sorted(info.id for info in book.infos if info.state is State.TRIAL) == ["X-P11"]


def test_the_2014_form_is_the_official_one(book: RuleBook) -> None:
    form = book.schema.forms["disclosure-2014"]
    assert len(form.figures) == 58
    assert [(item.number, item.label) for item in form.indicators if item.is_heading] == [
        ("一", "主动公开情况"),
        ("一（二）", "通过不同渠道和方式公开政府信息的情况"),
        ("二", "回应解读情况"),
        ("二（二）", "通过不同渠道和方式回应解读的情况"),
        ("三", "依申请公开情况"),
        ("八", "机构建设和保障经费情况"),
        ("九", "政府信息公开会议和培训情况"),
    ]


@pytest.mark.skipif(not FORMS.is_dir(), reason="the list of official codes is not beside the project")
def test_the_2014_form_has_the_codes_numbers_labels_and_units_of_the_list(book: RuleBook) -> None:
    with (FORMS / "disclosure-2014.csv").open(encoding="utf-8-sig", newline="") as file:
        listed = [
            (row["code"], row["part_of"] or None, row["number"], row["label"], row["unit"])
            for row in csv.DictReader(file)
        ]
    declared = [
        (item.code, item.part_of, item.number, item.label, item.measure.unit)
        for item in book.schema.forms["disclosure-2014"].figures
    ]
    assert declared == listed
