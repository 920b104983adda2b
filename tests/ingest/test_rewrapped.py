"""Text that a program broke at one width says what it said before."""

from __future__ import annotations

import pytest

from auditor.ingest.plain.page_numbers import without_page_numbers
from auditor.ingest.plain.rewrapped import unwrapped
from auditor.ingest.readers.text import read

PARAGRAPH = (
    "本报告由青屏县卫生健康局根据《条例》编制，所列数据的统计期限自2023年1月1日起至2023年12月31日止，全文包括总体情况、主动公开、"
    "依申请公开、复议诉讼、问题和其他事项等六个部分，如有疑问，请与青屏县卫生健康局办公室联系，也可以在网站上查阅。"
)


def broken(text: str, width: int) -> str:
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


@pytest.mark.parametrize("width", [20, 27, 38])
def test_lines_of_one_width_are_joined_and_the_lines_behind_keep_their_numbers(width: int) -> None:
    text = f"甲\n{broken(PARAGRAPH, width)}\n\n（一）乙\n"
    joined = unwrapped(text)
    assert PARAGRAPH in joined.split("\n")
    assert len(joined) == len(text)
    assert joined.split("\n").index("（一）乙") == text.split("\n").index("（一）乙")


@pytest.mark.parametrize(
    "text",
    [
        f"{PARAGRAPH}\n{PARAGRAPH[:50]}\n甲\n乙",
        "规章\t0\t0\t0\t0\t0\t0\t0\t0\n" * 5,
        "\n".join(f"青屏县卫生健康局{year}年政府信息公开工作年度报告" for year in range(2019, 2024)),
        "\n".join(f"{part}、青屏县卫生健康局主动公开政府信息，并且及时更新信息" for part in "一二三四五"),
        "\n".join(f"青屏县卫生健康局公开{part}类信息，都在规定的时间之内公开了。" for part in "甲乙丙丁戊"),
    ],
)
def test_lines_that_are_their_own_stay(text: str) -> None:
    assert unwrapped(text) == text


@pytest.mark.parametrize("number", ["— 3 —", "-3-", "第3页", "第 3 页 共 9 页", "　－ 3 －"])
def test_a_page_number_between_cells_in_lines_is_no_cell(number: str) -> None:
    assert without_page_numbers(f"规章\n0\n{number}\n0\n2") == "规章\n0\n\n0\n2"


def test_the_head_of_a_page_that_is_printed_again_is_no_cell_either() -> None:
    text = "青屏县水利局年度报告\n规章\n青屏县水利局年度报告\n第 1 页\n0\n规范性文件\n— 2 —\n0"
    assert without_page_numbers(text) == "青屏县水利局年度报告\n规章\n\n\n0\n规范性文件\n\n0"


def test_bare_numbers_that_count_the_pages_are_none_either() -> None:
    page = "规章\n0\n0\n2\n" * 4
    text = "".join(f"{page}\n{number}\n\n" for number in (4, 5, 6))
    assert without_page_numbers(text) == "".join(f"{page}\n\n\n" for _ in range(3))
    for other in ("".join(f"{page}\n{number}\n\n" for number in (4, 5, 5)), "规章\n\n1\n\n2\n\n3\n\n"):
        assert without_page_numbers(other) == other


@pytest.mark.parametrize("line", ["—", "-3", "3", "3 — 5", "第3项", "— 3"])
def test_what_a_cell_may_hold_stays(line: str) -> None:
    assert without_page_numbers(f"规章\n{line}\n0") == f"规章\n{line}\n0"


def test_a_reader_of_text_joins_them() -> None:
    document = read("a.txt", broken(PARAGRAPH, 30).encode())[0]
    assert document is not None
    assert document.source.text.startswith(PARAGRAPH)
