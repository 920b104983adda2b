"""What all readers share: encodings, places in the text, words for what went wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.diagnostics import Lang
from auditor.encoding import decode
from auditor.ingest import reader_codes
from auditor.ingest.layout import PageBreak
from auditor.ingest.layout import Paragraph
from auditor.ingest.layout import Slot
from auditor.ingest.layout import Table
from auditor.ingest.layout import TooLargeError
from auditor.ingest.layout import assemble
from auditor.ingest.layout import clean
from auditor.ingest.layout import one_line
from auditor.ingest.office.word.numbering import format_number
from auditor.ingest.web.nesting import place

SENTENCE = "本报告由甲区人民政府办公室编制，收到申请21件。"


def test_cells_get_their_places_row_by_row() -> None:
    table = Table((Slot(1, 0, "丙"), Slot(0, 1, "乙"), Slot(0, 0, "甲", 1, 1), Slot(1, 1, "")))
    document = assemble("a", b"", "html", ["前", table, "后"])
    assert document.source.text == "前\n甲\t乙\n丙\t\n后\n"
    assert [(cell.text, cell.span.start) for cell in document.grids[0].cells] == [
        ("甲", 2),
        ("乙", 4),
        ("丙", 6),
        ("", 8),
    ]


def test_pages_begin_between_blocks_within_paragraphs_and_within_tables() -> None:
    table = Table((Slot(0, 0, "甲"), Slot(1, 0, "乙")), breaks=(1,))
    document = assemble("a", b"", "pdf", [PageBreak(), "一", Paragraph("二三", (1,)), table, PageBreak(), "四"])
    assert (document.source.text, document.pages) == ("一\n二三\n甲\n乙\n四\n", (0, 3, 7, 9))


def test_the_digest_is_that_of_the_bytes() -> None:
    assert assemble("a", b"abc", "html", ["x"]).digest.startswith("ba7816bf8f01cfea")


@pytest.mark.parametrize(
    ("text", "line"),
    [("结果\n维持", "结果维持"), (" 10\n20 ", "10 20"), ("a\tb", "a b"), ("第\n1\n项", "第1项"), ("\u3000\xa0", "")],
)
def test_a_cell_is_one_line(text: str, line: str) -> None:
    assert one_line(text) == line


@given(st.text())
def test_a_line_holds_no_line_ends_and_no_tabs(text: str) -> None:
    assert not set("\n\t\r\v\f\x85\u2028\u2029") & set(one_line(clean(text)))


def test_a_cell_that_reaches_down_pushes_those_below_aside() -> None:
    rows = [[("甲", (2, 1)), ("乙", (1, 2))], [("丙", (1, 1)), ("丁", (1, 1))]]
    assert [(row, column) for row, column, *_ in place(rows)] == [(0, 0), (0, 1), (1, 1), (1, 2)]


def test_countless_cells_are_refused() -> None:
    with pytest.raises(TooLargeError):
        assemble("a", b"", "csv", [Table(tuple(Slot(row, 0, "") for row in range(200_001)))])


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb2312", "gbk", "gb18030", "utf-16", "utf-32"])
@pytest.mark.parametrize("declared", [None, "gb2312", "big5", "utf-8", "iso-8859-1", "nonsense"])
def test_a_sentence_is_decoded_whatever_is_declared(encoding: str, declared: str | None) -> None:
    assert decode(SENTENCE.encode(encoding), declared).text == SENTENCE


def test_broken_bytes_are_counted() -> None:
    decoded = decode(SENTENCE.encode("gb18030")[:-1])
    assert (decoded.encoding, decoded.gaps, decoded.text[:-1]) == ("gb18030", 1, SENTENCE[:-1])


@pytest.mark.parametrize(
    ("number", "style", "shown"),
    [
        (10, "chineseCounting", "十"),
        (23, "chineseCountingThousand", "二十三"),
        (20, "japaneseCounting", "二十"),
        (4, "upperRoman", "IV"),
        (3, "decimalEnclosedCircleChinese", "③"),
        (12, "decimalFullWidth", "１２"),
        (5, "decimalZero", "05"),
        (28, "upperLetter", "BB"),
        (200, "chineseCounting", "200"),
    ],
)
def test_a_counted_number_is_shown_in_its_style(number: int, style: str, shown: str) -> None:
    assert format_number(number, style) == shown


def test_codes_are_told_apart_and_speak_both_languages() -> None:
    codes = reader_codes.CODES
    assert len({code.id for code in codes}) == len({code.slug for code in codes}) == len(codes)
    assert [code.id for code in codes if not "AUD430" <= code.id <= "AUD479"] == []
    assert [code.id for code in codes if not (code.message.zh and code.message.en)] == []


@pytest.mark.parametrize("lang", list(Lang))
def test_a_file_that_is_too_large_is_explained(lang: Lang) -> None:
    diagnostic = reader_codes.tell_too_large("a.csv", "cells", 200_000)
    assert "200,000" in diagnostic.message(lang)
    assert diagnostic.help(lang)
