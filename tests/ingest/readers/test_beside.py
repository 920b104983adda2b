"""Plain text that keeps the layout of a print: two columns of a page beside each other."""

from __future__ import annotations

from itertools import zip_longest
from types import MappingProxyType

import pytest
from msgspec.structs import replace

from auditor.document import Document
from auditor.ingest.extract import extract
from auditor.ingest.plain.beside import columns_apart
from auditor.schema import Form
from auditor.schema import Schema
from auditor.source import Source
from tests.ingest.tables.grid_forms import FORM_2019
from tests.ingest.tables.grid_forms import FORM_2021
from tests.ingest.tables.run_layouts import written

FORMS = [pytest.param(form, id=form.code) for form in (FORM_2019, FORM_2021)]
TITLE = "某县2022年政府信息公开工作年度报告"


def beside(lines: list[str]) -> list[str]:
    """The lines with their second half beside the first."""
    half = len(lines) // 2
    width = max(map(len, lines[:half])) + 3
    return [left.ljust(width) + right for left, right in zip_longest(lines[:half], lines[half:], fillvalue="")]


def figures(document: Document, form: Form) -> list[tuple[str, str | None, int | None]]:
    facts = extract(document, Schema(forms=MappingProxyType({form.code: form}))).facts
    return [(fact.indicator, fact.member, fact.value) for fact in facts if not fact.is_narrative]


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("seed", range(3))
def test_columns_of_a_print_are_read_one_after_the_other(form: Form, seed: int) -> None:
    document, truth = written(form, seed, "blanks")
    lines = document.source.text.splitlines()
    printed = replace(document, source=Source("made.txt", "\n".join([TITLE, *beside(lines)])))
    one_column = replace(document, source=Source("made.txt", "\n".join([TITLE, *lines])))
    assert len(figures(one_column, form)) >= len(truth)
    assert figures(printed, form) == figures(one_column, form)


def test_a_title_over_both_columns_stays_whole_and_first() -> None:
    rows = [f"指标{'一二三四五六七八九十'[at % 10]}号 {at}" for at in range(60)]
    text = "\n".join([TITLE.center(22), *beside(rows)])
    apart = columns_apart(Document("a.txt", "d", "text", Source("a.txt", text)))
    assert apart is not None
    assert [line.strip() for line in apart.source.text.splitlines() if line.strip()] == [TITLE, *rows]


def test_pages_stay_in_their_order() -> None:
    rows = [[f"第{page}页的事项{'甲乙丙丁'[at % 4]} {at}" for at in range(40)] for page in "一二"]
    text = "\f".join("\n".join(beside(page)) for page in rows)
    apart = columns_apart(Document("a.txt", "d", "text", Source("a.txt", text)))
    assert apart is not None
    assert [line.strip() for line in apart.source.text.replace("\f", "\n").splitlines() if line] == [*rows[0], *rows[1]]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(["本单位认真做好各项公开工作，持续完善制度，及时回应群众关切。"] * 40),
        "\n".join([f"指标{at:02}".ljust(30) + str(at) for at in range(40)]),
        "\n".join(beside(["左右两栏 1"] * 10)),
    ],
    ids=["running text", "labels and figures", "a few lines"],
)
def test_what_has_one_column_stays_as_it_is(text: str) -> None:
    assert columns_apart(Document("a.txt", "d", "text", Source("a.txt", text))) is None


def test_tables_with_gaps_are_read_across() -> None:
    document, _ = written(FORM_2021, 1, "blanks")
    lines = [line.replace(" ", " " * 12, 1) for line in document.source.text.splitlines()]
    wide = replace(document, source=Source("made.txt", "\n".join([TITLE, *lines])))
    one_column = replace(document, source=Source("made.txt", "\n".join([TITLE, *document.source.text.splitlines()])))
    assert figures(wide, FORM_2021) == figures(one_column, FORM_2021)


def test_a_place_is_that_of_the_line_in_the_file() -> None:
    pages = ([f"第{page}页的事项{'甲乙丙丁'[at % 4]} {page}{at:02}" for at in range(40)] for page in (1, 2))
    text = "\f".join("\n".join(beside(page)) for page in pages)
    apart = columns_apart(Document("a.txt", "d", "text", Source("a.txt", text)))
    assert apart is not None
    for figure in (f"{page}{at:02}" for page in (1, 2) for at in range(40)):
        at = apart.source.text.index(figure)
        told = apart.source.position(at)
        assert told.line == text[: text.index(figure)].count("\n") + 1
        line = text.split("\n")[told.line - 1]
        assert "\f" in line or line[told.column - 1 :].startswith(figure)


def test_figures_beside_each_other_are_told_by_the_line_of_the_file() -> None:
    document, _ = written(FORM_2021, 1, "blanks")
    text = "\n".join([TITLE, *beside(document.source.text.splitlines())])
    printed = replace(document, source=Source("made.txt", text))
    facts = extract(printed, Schema(forms=MappingProxyType({FORM_2021.code: FORM_2021}))).facts
    lines = text.splitlines()
    assert any(fact.raw for fact in facts)
    assert all(fact.raw in lines[fact.origin.line - 1] for fact in facts if "\n" not in fact.raw)
