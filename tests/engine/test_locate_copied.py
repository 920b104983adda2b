from __future__ import annotations

import pytest
from msgspec.structs import replace

from auditor.schema import Stance
from tests.engine.located_samples import FORM
from tests.engine.located_samples import PLAIN
from tests.engine.located_samples import book
from tests.engine.located_samples import fact
from tests.engine.located_samples import facts
from tests.engine.located_samples import found
from tests.engine.located_samples import only
from tests.engine.located_samples import paper

RULES = (
    FORM
    + """
规则 P-1 「多于上年」 核实
  要求: 收到 > 上年(收到)

规则 P-2 「不与上年全同」 核实
  要求: 同上年个数(收到, 网络, 信函, 办结, 按时, 延期) < 6

规则 P-3 「不与别家全同」 核实
  要求: 同级相同个数(收到, 网络, 信函, 办结, 按时, 延期) = 0

规则 N-1 「正文与表」 核实
  对每个 项 于 { 收到, 办结 }:
  要求: 正文.项 = 项
"""
)
SAID = (fact("received", 44, stance=Stance.FIGURE), fact("done", 45, stance=Stance.FIGURE))


def test_what_follows_from_last_years_table_is_one_cause_and_no_cell_is_to_be_changed() -> None:
    causes, findings = found(book(RULES), paper(*facts({}), year=2020), paper(*facts({}), *SAID))
    (cause,) = causes
    told = {(it.rule, it.indicators[:1]) for it in findings if it.id in cause.findings}
    assert {rule for rule, _ in told} == {"P-1", "P-2", "N-1"}
    assert len(cause.findings) == 4
    assert (cause.is_likely, cause.suspects, cause.mistakes) == (True, (), 1)
    assert "照用了2020年的报告" in cause.message.zh
    assert "used again" in cause.message.en
    assert {it.suspects for it in findings} == {()}


@pytest.mark.parametrize("changed", [{"late": 8, "in_time": 22}, {"received": 31, "online": 18}])
def test_a_table_with_one_figure_of_its_own_is_not_last_years(changed: dict[str, int | None]) -> None:
    causes, _ = found(book(RULES), paper(*facts(changed), year=2020), paper(*facts({}), *SAID))
    assert [it for it in causes if "照用了" in it.message.zh] == []


def test_few_figures_are_the_same_again_by_chance() -> None:
    few: dict[str, int | None] = {**dict.fromkeys(PLAIN, 0), "received": 3, "online": 3, "done": 3, "in_time": 3}
    causes, findings = found(book(RULES), paper(*facts(few), year=2020), paper(*facts(few), *SAID))
    assert findings != ()
    assert causes == ()


def test_the_table_of_another_unit_is_the_cause_of_what_the_text_says_otherwise() -> None:
    theirs = replace(paper(*facts({})), path="乙.txt", unit="乙乡")
    cause = only(book(RULES), paper(*facts({}), *SAID), theirs)
    assert len(cause.findings) == 3
    assert "照用了“乙乡”的报告" in cause.message.zh
    assert "the report of 乙乡" in cause.message.en


def test_a_balance_that_last_years_table_broke_already_goes_with_the_copy() -> None:
    causes, _ = found(book(RULES), paper(*facts({"late": 8}), year=2020), paper(*facts({"late": 8}), *SAID))
    assert [(it.submission, it.suspects != ()) for it in causes] == [("2020.txt", False), ("2021.txt", False)]
    assert "照用了" in causes[1].message.zh
