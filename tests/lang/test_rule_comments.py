"""`##` above a rule is what people are told of it."""

from __future__ import annotations

import pytest

from auditor.lang.sentence import read_rule
from auditor.source import Source
from tests.lang.lang_worlds import FORM
from tests.lang.lang_worlds import sound

RULE = "规则 R-1 强制\n  要求: 收到件数 = 1\n"


@pytest.mark.parametrize(
    ("above", "told"),
    [
        ("## 一句话。\n", "一句话。"),
        ("## 一句话，\n## 又一句。\n", "一句话，\n又一句。"),
        ("\uff03\uff03 全角\n", "全角"),
        ("## 别的事\n\n", ""),
        ("# 不给人看\n", ""),
        ("## 给人看\n# 不给人看\n", ""),
        ("# 不给人看\n## 给人看\n", "给人看"),
        ("## ----------\n", ""),
        ("", ""),
    ],
)
def test_the_lines_right_above_a_rule_are_told(above: str, told: str) -> None:
    (info,) = sound(FORM + above + RULE).infos
    assert info.comment == told
    reading = read_rule((Source("例.rules", FORM + above + RULE),), "R-1")
    assert reading is not None
    assert reading.comment == told


def test_a_file_that_begins_with_them() -> None:
    (info,) = sound("## 开头\n规则 R-1 强制\n  要求: 统计表个数 = 1\n").infos
    assert info.comment == "开头"
