from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.audit import load_book

if TYPE_CHECKING:
    from pathlib import Path

FORM = """版式 旧表 「旧表」
  年度: 2014..2018

指标 收到件数 (received) : 计数 件

规则 R-1 「有申请」 核实
  {narrowed}
  要求: 收到件数 ≥ 1
"""
LISTED = "单位,级别\n望川区,区级\n"


def levels_told(folder: Path, narrowed: str, listed: str = "") -> list[tuple[str, str]]:
    """The levels that loading rules calls nobody's, each with the one that is meant."""
    (folder / "甲.rules").write_text(FORM.format(narrowed=narrowed), encoding="utf-8")
    if listed:
        (folder / "units.csv").write_text(listed, encoding="utf-8")
    told = [each for each in load_book(folder)[1] if each.code.slug == "level-of-nobody"]
    assert all(each.source and each.span for each in told)
    return [(each.values["level"], each.values["near"]) for each in told]


@pytest.mark.parametrize(
    ("narrowed", "told"),
    [
        ("适用: 层级 县极", [("县极", "县级")]),
        ("适用: 层级 = 县级", []),
        ("适用: 层级 县级, 市级", []),
        ("适用: 层级 乡镇, 乡级", []),  # one of them is a level: the other is what somebody else may call it
        ('当: 单位级别 = "部们"', [("部们", "部门")]),
        ('当: 单位级别 = "中央机关"', []),  # somebody's own
    ],
)
def test_a_level_that_no_unit_is_of_is_told(tmp_path: Path, narrowed: str, told: list[tuple[str, str]]) -> None:
    assert levels_told(tmp_path, narrowed) == told


def test_the_levels_of_the_list_are_levels(tmp_path: Path) -> None:
    assert levels_told(tmp_path, "适用: 层级 区级", LISTED) == []
    assert levels_told(tmp_path, "适用: 层级 区极", LISTED) == [("区极", "区级")]
