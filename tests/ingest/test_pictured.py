"""A table that is a picture is told as one: it is not missing, and none of its figures is judged."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.document import Reading
from auditor.engine.judge import judge
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.table_codes import PICTURED_TABLE
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from tests.ingest.generate import printer
from tests.ingest.generate import web
from tests.ingest.generate import word
from tests.ingest.generate.content import content
from tests.ingest.truth.typed import FORMS

if TYPE_CHECKING:
    from collections.abc import Callable

    from auditor.document import Submission
    from tests.ingest.generate.content import Block

RULES = load_rules(Path(__file__).parents[2] / "rules")[0]
SCHEMA = RULES.schema
_DRAWING = (
    '<w:p><w:r><w:drawing><d:extent xmlns:d="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'cx="{size}" cy="{size}"/><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/>'
    "</w:drawing></w:r></w:p>"
)


def as_page(blocks: list[Block], size: int = 600) -> tuple[str, bytes]:
    picture = f'<p><img src="表.png" width="{size}" height="{size}"></p>'
    return "a.html", web.page(
        "".join(f"<p>{each}</p>" if isinstance(each, str) else picture for each in blocks)
    ).encode()


def as_word(blocks: list[Block], size: int = 600) -> tuple[str, bytes]:
    picture = _DRAWING.format(size=size * 10_000)
    return "a.docx", word.package(
        "".join(word.paragraph(each) if isinstance(each, str) else picture for each in blocks)
    )


def as_print(blocks: list[Block], size: int = 600) -> tuple[str, bytes]:
    sheet, y = printer.Sheet(), 60
    for each in blocks:
        if isinstance(each, str):
            for start in range(0, len(each), 38):
                sheet.write(60, y, each[start : start + 38])
                y += 20
        else:
            sheet.image(60, y, size // 2, size // 4)
            y += size // 4 + 20
    return "a.pdf", printer.pdf([sheet])


def told(submission: Submission) -> bool:
    return any(each.code is PICTURED_TABLE for each in submission.diagnostics)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("write", [as_page, as_word, as_print])
def test_a_table_that_is_a_picture_is_told_as_one(form: str, write: Callable[..., tuple[str, bytes]]) -> None:
    (submission,) = read_bytes(*write(content(FORMS[form], 3).blocks), SCHEMA)
    assert told(submission)
    assert submission.form == form
    assert "统计表个数" not in {each.name for each in submission.attributes}
    figures = [fact for fact in submission.facts if not fact.is_narrative]
    assert {fact.reading for fact in figures} == {Reading.DOUBTFUL}
    assert {fact.indicator for fact in figures} == {each.code for each in FORMS[form].figures}


@pytest.mark.parametrize("write", [as_page, as_word, as_print])
def test_a_small_picture_is_no_table(write: Callable[..., tuple[str, bytes]]) -> None:
    (submission,) = read_bytes(*write(content(FORMS["disclosure-2021"], 3).blocks, 20), SCHEMA)
    assert not told(submission)
    assert next(each.number for each in submission.attributes if each.name == "统计表个数") == 0


def test_what_is_lost_at_the_edge_of_a_printed_page_is_neither_missing_nor_judged() -> None:
    sheets = []
    for each in content(FORMS["disclosure-2021"], 3).blocks:
        sheets.append(printer.Sheet())
        if isinstance(each, str):
            sheets[-1].write(60, 60, each)
        else:
            left = [[box for box in line if box.column < 6] for line in each]
            printer.draw_table(sheets[-1], left, 60, [80] * 16, height=40)
    (submission,) = read_bytes("a.pdf", printer.pdf(sheets), SCHEMA)
    figures = [fact for fact in submission.facts if not fact.is_narrative]
    assert {fact.reading for fact in figures} == {Reading.DOUBTFUL}
    assert {fact.indicator for fact in figures} == {each.code for each in FORMS["disclosure-2021"].figures}
    assert "统计表个数" not in {each.name for each in submission.attributes}
    findings, _ = judge(RULES, tabulate([submission], SCHEMA), (submission,))
    assert not {each.rule for each in findings} & {"B-B03", "B-F03", "B-F11"}


def test_a_picture_beside_a_table_that_is_there_is_no_table() -> None:
    blocks = content(FORMS["disclosure-2014"], 3).blocks
    page = "".join(f"<p>{each}</p><img src=a.png>" if isinstance(each, str) else web.table(each) for each in blocks)
    (submission,) = read_bytes("a.html", web.page(page).encode(), SCHEMA)
    assert not told(submission)
