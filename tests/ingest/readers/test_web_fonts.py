"""Fonts that a page brings along may show other digits than its text has."""

from __future__ import annotations

import pytest

from tests.ingest.generate.model import read_boxes
from tests.ingest.readers.html_samples import document_of
from tests.ingest.readers.html_samples import text_of

FACE = "@font-face{font-family:'Secret';src:url('s.woff2') format('woff2')}"
HELD = f"@font-face{{font-family:Secret;src:url(data:font/woff2;base64,{'d09GMg' * 200000})}}"


def shown(sheet: str, cell: str) -> str:
    rows = f"<tr><td>规章数量</td><td>{cell}</td></tr><tr><td>许可</td><td>2</td></tr>"
    return next(
        box.text
        for box in read_boxes(document_of(f"<style>{sheet}</style><table>{rows}</table>").grids[0])
        if box[:2] == (0, 1)
    )


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        (FACE + ".n{font-family:Secret}", "<b class=n>12</b>"),
        (FACE + ".n{font-family:secret,serif!important}", "<b class=n><i>12</i></b>"),
        (FACE + ".n{font:bold 14px/1.5 'Secret',serif}", "<b class=n>12</b>"),
        (FACE, "<b style='font-family: Secret'>12</b>"),
        (FACE, "<font face='Secret'>12</font>"),
        (HELD + ".n{font-family:Secret}", "<b class=n>12</b>"),
        (HELD + "td{font-family:Secret}", "12"),
    ],
)
def test_a_figure_in_a_font_for_figures_or_one_within_the_page_is_in_doubt(sheet: str, cell: str) -> None:
    assert shown(sheet, cell) == "12\ufffd"


@pytest.mark.parametrize(
    ("sheet", "cell"),
    [
        (FACE + "body{font-family:Secret,serif}", "12"),
        (FACE + ".n{font-family:Arial,Secret}", "<b class=n>12</b>"),
        (FACE + ".n{font-family:Secret}", "<b class=n style='font-family:Arial'>12</b>"),
        (FACE + ".n{font-family:Secret}", "<b class=n></b>12"),
        (
            FACE.replace("url('s.woff2') format('woff2')", "local('SimSun')") + ".n{font-family:Secret}",
            "<b class=n>12</b>",
        ),
        (FACE.replace("}", ";unicode-range:U+4E00-9FFF}") + ".n{font-family:Secret}", "<b class=n>12</b>"),
        (HELD + ".icon{font-family:Secret}", "12"),
        (".n{font-family:Secret}", "<b class=n>12</b>"),
    ],
)
def test_fonts_for_words_for_signs_and_of_the_computer_leave_no_doubt(sheet: str, cell: str) -> None:
    assert shown(sheet, cell) == "12"


def test_a_figure_of_the_text_in_a_font_for_figures_is_in_doubt() -> None:
    body = "<p>全年收到申请<span class=n>12</span>件，办结11件</p>"
    assert text_of(f"<style>{FACE}.n{{font-family:Secret}}</style>{body}") == "全年收到申请12\ufffd件，办结11件\n"


def test_rules_behind_a_long_font_count() -> None:
    assert shown(HELD + ".old{display:none}", "<b class=old>3</b>12") == "12"
