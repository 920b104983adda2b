from __future__ import annotations

import pytest

from auditor.diagnostics import Lang
from auditor.lang.check import check_sources
from auditor.lang.fmt.dictionary import world_of
from auditor.lang.typing.hints.clauses import hint_spelling
from auditor.lang.typing.hints.respelled import respace
from auditor.source import Source

NAMES = {"收到申请数", "申请办结数", "按时办结数", "其他或未知数", "和解数", "总数", "合计数", "办结数", "按时", "申请"}
FORM = "指标 收到申请数 : 计数 件\n指标 申请办结数 : 计数 件\n指标 按时办结数 : 计数 件\n"


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("若收到申请数>0则申请办结数>0", "若 收到申请数 > 0 则 申请办结数 >0"),
        (
            "若收到申请数大于0则申请办结数不小于1且按时办结数不大于申请办结数",
            "若 收到申请数 大于 0 则 申请办结数 不小于 1 且 按时办结数 不大于 申请办结数",
        ),
        ("其他或未知数+和解数=总数且合计数>0", "其他或未知数+和解数= 总数 且 合计数 >0"),
        ("收到申请数>0件且总数>0", "收到申请数> 0件 且 总数 >0"),
    ],
)
def test_words_that_run_together_are_taken_apart(written: str, meant: str) -> None:
    spaced = respace(written, NAMES, {"件"})
    assert spaced is not None
    assert spaced.split() == meant.split() or "".join(spaced.split()) == "".join(meant.split())
    assert [run for run in meant.split() if run.isalpha()] == [run for run in spaced.split() if run.isalpha()]


@pytest.mark.parametrize(
    "written",
    [
        "收到申请数 > 0",  # nothing runs together
        "若收到申请书>0则申请办结数>0",  # 申请书 is no name
        "按时申请 > 0",  # two names side by side
    ],
)
def test_what_cannot_be_meant_in_one_way_is_left_alone(written: str) -> None:
    assert respace(written, NAMES) is None


def test_two_ways_are_no_way() -> None:
    assert respace("甲或乙或丙>0", {"甲", "乙", "丙", "乙或丙", "甲或乙"}) is None


def test_a_clause_is_reported_once_with_the_way_to_write_it() -> None:
    source = Source("例.rules", FORM + "规则 R 强制\n  要求: 若收到申请数>0则申请办结数>0\n")
    found = hint_spelling(check_sources((source,))[1], world_of((source,)))
    assert [each.help(Lang.ZH) for each in found] == ["缺空格？可写成“若 收到申请数 > 0 则 申请办结数 > 0”"]
    assert [each.help(Lang.EN) for each in found] == ["missing blanks? write `若 收到申请数 > 0 则 申请办结数 > 0`"]


def test_what_is_wrong_elsewhere_stays() -> None:
    source = Source(
        "例.rules", FORM + "规则 R 强制\n  当: 收到申请书 > 0\n  要求: 若收到申请数大于0则申请办结数大于0\n"
    )
    found = hint_spelling(check_sources((source,))[1], world_of((source,)))
    assert [each.message(Lang.ZH)[:7] for each in found] == ["未知名称“收到", "此处应为条件，"]
