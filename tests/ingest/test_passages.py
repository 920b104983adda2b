from __future__ import annotations

from auditor.document import Cell
from auditor.document import Document
from auditor.document import Grid
from auditor.ingest.parts.passages import read_passages
from auditor.source import Source
from auditor.source import Span

TEXT = (
    "某县２０２１年报告\n一、总体情况\n认真 落实条例。\n"
    "五、存在的主要问题及改进情况\n人员少。\n六、其他需要报告的事项\n无。\n"
)


def passages(text: str, tables: tuple[Span, ...] = (), grids: tuple[Grid, ...] = ()) -> dict[str, str | None]:
    document = Document("a.txt", "a", "text", Source("a.txt", text), grids)
    return {each.name: each.text for each in read_passages(document, tables, in_parts=True)}


def test_the_narrative_is_folded_and_has_no_blanks() -> None:
    assert (passages(TEXT)["正文"] or "").startswith("某县2021年报告一、总体情况认真落实条例")


def test_each_part_is_what_stands_under_its_heading() -> None:
    found = passages(TEXT)
    assert (found["正文.第一部分"], found["正文.第五部分"], found["正文.第六部分"]) == (
        "认真落实条例。",
        "人员少。",
        "无。",
    )


def test_tables_are_no_part_of_the_narrative() -> None:
    start = TEXT.index("认真")
    table = Span(start, start + len("认真 落实条例。"))
    assert passages(TEXT, (table,))["正文.第一部分"] == ""
    grid = Grid((Cell(0, 0, "认真", Span(start, start + 2)), Cell(0, 1, "落实条例。", Span(start + 3, table.end))))
    assert passages(TEXT, grids=(grid,))["正文.第一部分"] == ""
