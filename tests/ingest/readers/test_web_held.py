"""Tables that a page brings as text for a program are read where the page has none of its own."""

from __future__ import annotations

import html
import json

import pytest

from auditor.ingest.readers.html import read

ROWS = [("事项", "件数"), *((f"第{at}项", str(at * 7)) for at in range(1, 15))]
TABLE = (
    "<table>" + "".join(f'<tr><td class="a">{label}</td><td>{count}</td></tr>' for label, count in ROWS) + "</table>"
)
REPORT = f"<p>一、总体情况</p>{TABLE}<p>二、存在的问题</p>"
BY_NUMBER = str.maketrans({"<": "\\u003C", "/": "\\/"})
IN_JSON = json.dumps({"title": "某县2023年", "list": [1, "两"], "content": REPORT})

HELD = {
    "data": f'<script type="text/xml"><datastore><record><![CDATA[{REPORT}]]></record></datastore></script>',
    "a value of a script": f"<script>var menu = ['首页', 'it'];\nwindow.__DATA__ = {IN_JSON};</script>",
    "signs by their numbers": f"<script>a = {IN_JSON.translate(BY_NUMBER)}</script>",
    "JSON within JSON": f"<script>a = {json.dumps(IN_JSON)}</script>",
    "escaped JSON": f"<script>a = {json.dumps({'content': html.escape(REPORT)})}</script>",
    "a template literal": f"<script>show(`\n{REPORT}\n`)</script>",
    "single quotes": f"<script>// don't\ndocument.write('{REPORT}');</script>",
    "markup for a program": f'<script type="text/x-template">\n{REPORT}</script>',
    "a template": f"<template><div>{REPORT}</div></template>",
    "a field": f"<textarea>{REPORT}</textarea>",
    "a frame": f'<iframe srcdoc="{html.escape(REPORT)}"></iframe>',
    "shown as signs": f"<div>{html.escape(REPORT)}</div>",
}


def read_from(body: str) -> tuple[list[list[tuple[str, ...]]], str]:
    """The tables of a page, and its text."""
    page = f"<html><head><title>某县年度报告</title></head><body>{body}</body></html>"
    document, _ = read("a.html", page.encode())
    assert document is not None
    tables = []
    for grid in document.grids:
        rows = {cell.row for cell in grid.cells}
        tables.append([tuple(cell.text for cell in grid.cells if cell.row == row) for row in sorted(rows)])
    return tables, document.source.text


@pytest.mark.parametrize("body", HELD.values(), ids=HELD)
def test_a_table_that_a_program_would_draw_is_read(body: str) -> None:
    tables, text = read_from(f"<div>导航</div>{body}")
    assert tables == [ROWS]
    assert text.index("一、总体情况\n") < text.index("第1项") < text.index("二、存在的问题\n")
    assert "<" not in text


@pytest.mark.parametrize("body", HELD.values(), ids=HELD)
def test_what_a_page_shows_itself_is_not_read_again(body: str) -> None:
    tables, _ = read_from(f"{TABLE}{body}")
    assert tables == [ROWS]


def test_what_an_element_of_the_page_s_own_shows_is_a_part_of_the_page() -> None:
    shadow = f"<x-table><template shadowrootmode='open'><style>td{{}}</style>{REPORT}</template></x-table>"
    tables, text = read_from(f"<p>导言</p>{shadow}<p>附注</p><template><p>第9项</p></template>")
    assert tables == [ROWS]
    assert text.index("导言") < text.index("第1项") < text.index("附注")
    assert text.count("第9项") == 1


@pytest.mark.parametrize(
    "script",
    [
        "var t = '';" + "".join(f"t += '<tr><td>{label}</td><td>{count}</td></tr>';" for label, count in ROWS),
        f"var row = '{TABLE[:60]}';",
        "if (a) { b = 1 }",
    ],
)
def test_a_script_that_puts_markup_together_is_none(script: str) -> None:
    assert read_from(f"<p>一、总体情况</p><script>{script}</script>") == ([], "某县年度报告\n一、总体情况\n")


@pytest.mark.parametrize("sign", ["'", '"', "`", "\\", "<![CDATA[", "&lt;td ", "<td>"])
def test_quotes_without_end_cost_no_time(sign: str) -> None:
    read_from(f"<script>{'<td>' * 30}{sign * 20_000}</script>")
