from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.schema import Stance
from tests.engine.located_samples import book
from tests.engine.located_samples import fact
from tests.engine.located_samples import found
from tests.engine.located_samples import paper

if TYPE_CHECKING:
    from auditor.document import Fact

RULES = """指标 有效 (valid) : 计数 件
指标 制发 (made) : 计数 件
指标 废止 (ended) : 计数 件
指标 现场 (on_site) : 计数 件
指标 网上 (online) : 计数 件

规则 P-1 「衔接」 核实
  要求: 有效 = 上年(有效) + 制发 - 废止

规则 B-1 「制发」 强制
  要求: 制发 = 现场 + 网上
"""
CODES = ("valid", "made", "ended", "on_site", "online")
OF_LAST_YEAR = (
    "疑似是上年的报告填错：上年的“有效”由37件改为33件（有一位数字不同）；上年的报告改正后这一处成立，本年的数不必改。"
)
YEARS = {2020: (30, 6, 0, 4, 2), 2021: (33, 5, 2, 3, 2), 2022: (41, 9, 1, 8, 1)}


def said(
    changed: dict[int, dict[str, int]], *more: tuple[int, Fact], years: tuple[int, ...] = (2020, 2021, 2022)
) -> dict[int, list[str]]:
    papers = []
    for year in years:
        figures = {**dict(zip(CODES, YEARS[year], strict=True)), **changed.get(year, {})}
        own = tuple(each for number, each in more if number == year)
        papers.append(paper(*(fact(code, value) for code, value in figures.items()), *own, year=year))
    causes, findings = found(book(RULES), *papers)
    assert findings != ()
    made: dict[int, list[str]] = {}
    for cause in causes:
        made.setdefault(int(cause.submission[:4]), []).append(cause.message.zh)
    return made


def test_a_figure_that_breaks_the_equalities_to_both_sides_is_the_wrong_one() -> None:
    assert said({2021: {"valid": 37}}) == {
        2021: ["如果确属填错：疑似“有效”由37件改为33件（有一位数字不同）；改正后这一处全部成立。"],
        2022: [OF_LAST_YEAR],
    }


@pytest.mark.parametrize(("wrong", "right", "told"), [(14, 41, "相邻两位数字颠倒"), (410, 41, "多写一个0")])
def test_a_telling_slip_is_preferred(wrong: int, right: int, told: str) -> None:
    (message,) = said({2022: {"valid": wrong}})[2022]
    assert f"疑似“有效”由{wrong}件改为{right}件（{told}）" in message


def test_what_the_narrative_gives_is_right() -> None:
    spoken = (2022, fact("valid", 41, stance=Stance.FIGURE))
    assert "疑似“有效”由44件改为41件（正文写的是41件）" in said({2022: {"valid": 44}}, spoken)[2022][0]


def test_the_year_before_is_wrong_where_nothing_of_this_year_can_be() -> None:
    spoken = tuple((2022, fact(code, value, stance=Stance.FIGURE)) for code, value in (("valid", 41), ("ended", 1)))
    assert said({2021: {"valid": 37}}, *spoken, years=(2021, 2022)) == {2022: [OF_LAST_YEAR]}


def test_a_figure_that_is_left_alone_is_the_wrong_one() -> None:
    assert list(said({2022: {"valid": 44}})) == [2022]  # 2021 holds, 制发 is what its parts are, 废止 cannot be so few


def test_nothing_is_said_where_several_figures_may_be_wrong() -> None:
    assert said({2022: {"valid": 44}}, years=(2021, 2022)) == {}
    assert said({2021: {"valid": 37}}, years=(2021, 2022)) == {}
