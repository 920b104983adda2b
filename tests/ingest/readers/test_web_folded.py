"""A table that a page shows only when it is asked to is no report's where the page shows another copy of it."""

from __future__ import annotations

import pytest

from tests.ingest.generate import web
from tests.ingest.generate.model import boxes
from tests.ingest.generate.model import plain
from tests.ingest.generate.model import read_boxes
from tests.ingest.readers.html_samples import document_of

OLD, NEW = (web.table(plain([["规章", first], ["许可", second]])) for first, second in (("7", "-"), ("1", "-2")))
OTHER = web.table(plain([["处罚", "7"], ["强制", "8"]]))


def figures(body: str) -> list[str]:
    return [cell.text for grid in document_of(f"<p>情况</p>{body}").grids for cell in grid.cells if cell.column]


@pytest.mark.parametrize(
    "body",
    [
        f"<div style='opacity:0'>{OLD}</div>{NEW}",
        f"<div style='height:0;overflow:hidden'>{OLD}</div>{NEW}",
        f"<div style='position:absolute;left:-9999px'><p>2022</p>{OLD}</div>{NEW}",
        f"<div class='d-none'>{OLD}</div>{NEW}",
        f"<details>{OLD}</details>{NEW}",
        f"<div class='pane'>{OLD}</div><div class='pane active'>{NEW}</div>",
    ],
)
def test_of_two_copies_the_one_that_is_shown_is_read(body: str) -> None:
    assert figures(body) == ["1", "-2"]


@pytest.mark.parametrize("wrap", ["<div style='opacity:0'>{}</div>", "<details>{}</details>", "<p class='hide'></p>{}"])
def test_a_table_without_a_copy_that_is_shown_is_read(wrap: str) -> None:
    assert figures(OTHER + wrap.format(NEW)) == ["7", "8", "1", "-2"]
    assert read_boxes(document_of(wrap.format(NEW)).grids[0]) == boxes(plain([["规章", "1"], ["许可", "-2"]]))
