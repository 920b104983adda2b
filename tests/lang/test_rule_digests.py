from __future__ import annotations

import pytest

from auditor.lang.typed.digests import rule_digests
from tests.engine.small_audits import book_of

FORM = "指标 甲件数 (a) : 计数 件\n指标 乙件数 (b) : 计数 件\n"
FIRST = "规则 R-1 「不多」 核实\n  要求: 甲件数 ≤ 10\n  让位: R-2\n"
SECOND = "规则 R-2 「不少」 核实\n  要求: 乙件数 ≤ 10\n"
BOOK = book_of(FORM + FIRST + SECOND)
THEN = rule_digests(BOOK, "1")


def changed(text: str) -> list[str]:
    now = rule_digests(book_of(text), "1")
    return [rule for rule in THEN if now.get(rule) != THEN[rule]]


def test_a_rule_that_stands_elsewhere_or_beside_others_is_the_same() -> None:
    more = "规则 R-3 「多」 核实\n  要求: 若 状态(「R-2」) = 通过 则 甲件数 ≥ 1\n"
    assert changed(FORM + SECOND + "\n## 说明\n" + FIRST.replace("不多", "不超过") + more) == []


@pytest.mark.parametrize(
    ("old", "new", "others"),
    [
        ("甲件数 ≤ 10", "甲件数 ≤ 11", ["R-1"]),
        ("乙件数 ≤ 10", "乙件数 ≤ 11", ["R-1", "R-2"]),  # what it yields to decides, too
        ("不多」 核实", "不多」 强制", ["R-1"]),
        ("  让位: R-2\n", "", ["R-1"]),
        ("(b) : 计数 件", "(b) : 计数 件\n指标 丙件数 (c) : 计数 件", ["R-1", "R-2"]),
    ],
)
def test_what_decides_a_verdict_makes_it_another_rule(old: str, new: str, others: list[str]) -> None:
    text = FORM + FIRST + SECOND
    assert old in text
    assert changed(text.replace(old, new)) == others


def test_by_another_version_of_the_program_every_rule_is_another() -> None:
    assert not set(rule_digests(BOOK, "2").values()) & set(THEN.values())


def test_a_rule_that_asks_how_another_stands_is_the_same_wherever_that_one_is_written() -> None:
    asks = "规则 R-3 「多」 核实\n  要求: 若 状态(「R-2」) = 通过 则 甲件数 ≥ 1\n"
    first, second = (rule_digests(book_of(FORM + text), "1") for text in (SECOND + asks, "\n\n" + SECOND + asks))
    assert first == second
    assert first["R-3"] != rule_digests(book_of(FORM + SECOND.replace("10", "9") + asks), "1")["R-3"]
