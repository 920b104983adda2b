from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.engine.located_samples import book
from tests.engine.located_samples import fact
from tests.engine.located_samples import found
from tests.engine.located_samples import only
from tests.engine.located_samples import paper

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.document import Submission

GRID = """表 t 「办理」
  列: 个人 (p), 企业 (c), 团体 (g), 总计 (all)
  合计列: 总计

指标 新收 (new) : 计数 件 于 t
指标 转入 (back) : 计数 件 于 t
指标 公开 (given) : 计数 件 于 t
指标 拒绝 (refused) : 计数 件 于 t
指标 办结 (done) : 计数 件 于 t
指标 结转 (left) : 计数 件 于 t

组 谁 = { 个人, 企业, 团体, 总计 }
组 事 = { 新收, 转入, 公开, 拒绝, 办结, 结转 }

规则 G-1 「收支」 强制
  对每个 列 于 谁:
  要求: 新收[列] + 转入[列] = 办结[列] + 结转[列]

规则 G-2 「办结」 强制
  对每个 列 于 谁:
  要求: 办结[列] = 公开[列] + 拒绝[列]

规则 G-3 「总计」 强制
  对每个 行 于 事:
  要求: 行[总计] = 行[个人] + 行[企业] + 行[团体]
"""
COLUMNS = ("p", "c", "g", "all")
ROWS = {
    "new": [31, 12, 5, 48],
    "back": [4, 3, 1, 8],
    "given": [19, 7, 2, 28],
    "refused": [9, 6, 3, 18],
    "done": [28, 13, 5, 46],
    "left": [7, 2, 1, 10],
}
LIST = """指标 收到 (received) : 计数 件 分为 { 网络 (online), 信函 (letter) }

指标 办结 (done) : 计数 件 分为 { 按时 (in_time), 延期 (late) }

指标 复议 (reviews) : 计数 件 分为 { 维持 (upheld), 纠正 (corrected) }
"""
LISTED = {
    "received": 30,
    "online": 17,
    "letter": 13,
    "done": 25,
    "in_time": 21,
    "late": 4,
    "reviews": 9,
    "upheld": 7,
    "corrected": 2,
}


def right(rows: dict[str, list[int]]) -> None:
    rows["new"] = [0, *rows["new"][:-1]]


def left_within(rows: dict[str, list[int]]) -> None:
    rows["done"] = [*rows["done"][1:3], 0, rows["done"][3]]


def down(rows: dict[str, list[int]]) -> None:
    column = [0, *(row[0] for row in rows.values())]
    for row, value in zip(rows.values(), column, strict=False):
        row[0] = value


def rows_down(rows: dict[str, list[int]]) -> None:
    for code, row in zip(reversed(rows), [*reversed([*rows.values()])][1:], strict=False):
        rows[code] = [*row]
    rows["new"] = [0, 0, 0, 0]


def swap_rows(rows: dict[str, list[int]]) -> None:
    rows["done"], rows["left"] = rows["left"], rows["done"]


def total_elsewhere(rows: dict[str, list[int]]) -> None:
    for row in rows.values():
        row[0], row[3] = row[3], row[0]


def grid(slip: Callable[[dict[str, list[int]]], None]) -> Submission:
    rows = {code: [*row] for code, row in ROWS.items()}
    slip(rows)
    cells = ((code, column, value) for code, row in rows.items() for column, value in zip(COLUMNS, row, strict=True))
    return paper(*(fact(code, value, member=column) for code, column, value in cells))


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (right, "“新收”一行整行右移了一格"),
        (left_within, "“办结”一行从“个人”到“团体”左移了一格"),
        (down, "“个人”一列从“新收”到“结转”下移了一行"),
        (rows_down, "各列从“新收”到“结转”下移了一行"),
        (swap_rows, "“办结”与“结转”两行填反了"),
        (total_elsewhere, "“总计”的数填在了“个人”一列"),
    ],
)
def test_figures_that_stand_aside_are_told_as_one_slip_that_settles_all(
    slip: Callable[[dict[str, list[int]]], None], said: str
) -> None:
    causes, findings = found(book(GRID), grid(slip))
    (cause,) = causes
    assert cause.message.zh.startswith(f"疑似填串了位置：{said}；移回原位后这{len(findings)}处全部成立。")
    assert set(cause.findings) == {finding.id for finding in findings}
    assert (cause.is_likely, cause.mistakes) == (True, 1)
    assert {it.repaired for it in cause.suspects} <= {f"{value}件" for row in ROWS.values() for value in row}


def test_a_list_that_slipped_is_one_cause_over_all_its_balances() -> None:
    values = [0, *LISTED.values()]
    cause = only(book(LIST), paper(*(fact(code, value) for code, value in zip(LISTED, values, strict=False))))
    assert "从“收到”到“复议”下移了一行" in cause.message.zh
    assert len(cause.findings) == 3


def test_few_wrong_figures_are_told_figure_by_figure() -> None:
    def two(rows: dict[str, list[int]]) -> None:
        rows["given"][0], rows["given"][1] = rows["given"][1], rows["given"][0]

    causes, _ = found(book(GRID), grid(two))
    assert [it for it in causes if "填串了位置" in it.message.zh] == []


def test_figures_wrong_here_and_there_are_no_slip() -> None:
    def many(rows: dict[str, list[int]]) -> None:
        for code, at, by in (
            ("new", 0, 7),
            ("back", 1, 2),
            ("given", 2, 5),
            ("refused", 3, 11),
            ("done", 0, 3),
            ("left", 2, 4),
        ):
            rows[code][at] += by

    causes, findings = found(book(GRID), grid(many))
    assert findings != ()
    assert [it for it in causes if "填串了位置" in it.message.zh] == []
