"""Reports in traditional characters: found as the simplified ones are, and quoted as they stand."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from opencc import OpenCC

from auditor.document import Status
from auditor.engine.judge import judge
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.lists.names import Names
from auditor.ingest.lists.registry import parse_registry
from auditor.ingest.tabulate import tabulate
from auditor.ingest.traditional import simplify
from auditor.lang.load import load_rules
from tests.ingest.compare import score
from tests.ingest.generate.content import content
from tests.ingest.generate.reports import QINGPING_2023
from tests.ingest.generate.samples import as_word
from tests.ingest.generate.whole import TEXTS
from tests.ingest.generate.whole import WRITERS
from tests.ingest.generate.whole import written
from tests.ingest.truth.typed import FORMS
from tests.rules.whole_reports import county_report

if TYPE_CHECKING:
    from auditor.document import Submission

ROOT = Path(__file__).parents[2]
RULES = load_rules(ROOT / "rules")[0]
SCHEMA = RULES.schema
# Every form in another way of writing: as it stands in the standard of OpenCC, in Taiwan, in Hong Kong.
WAYS = tuple(zip(FORMS, ("s2t", "s2tw", "s2hk"), strict=True))
# Wrong in several ways: a share that does not add up, a budget that is not exact, another figure in the prose.
WRONG = county_report("全年收到政府信息公开申请22件，按时办结19件，未收费用。", requests_fax="4", budget="约41")


def _read(name: str, data: bytes) -> Submission:
    (submission,) = read_bytes(name, data, SCHEMA)
    return submission


@cache
def _writer(kind: str) -> OpenCC:
    return OpenCC(kind)


def _traditional(text: str, kind: str = "s2t") -> str:
    made: str = _writer(kind).convert(text)
    return made


def _big5(page: bytes, kind: str) -> bytes:
    """A page in traditional characters, in Big5; what Big5 lacks stands as a reference."""
    text = page.decode("utf-8" if b"charset=utf-8" in page else "gb18030")
    text = text.replace("charset=utf-8", "charset=big5").replace("charset=gb2312", "charset=big5")
    return _traditional(text, kind).encode("big5hkscs", "xmlcharrefreplace")


def _docx(data: bytes, kind: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            is_text = name == "word/document.xml"
            new.writestr(name, _traditional(part.decode(), kind) if is_text else part)
    return stream.getvalue()


def _findings(submission: Submission) -> set[tuple[str, str, str]]:
    found, _ = judge(RULES, tabulate([submission], SCHEMA), (submission,))
    return {(each.rule, each.verdict, each.binding) for each in found}


def _known(submission: Submission) -> list[tuple[str, int | None, str | None]]:
    return [(each.name, each.number, each.text) for each in submission.attributes]


def _assert_same(found: Submission, expected: Submission) -> None:
    """That everything is found as in the simplified report, and quoted from the report itself."""
    assert (found.status, found.unit, found.year, found.form) == (
        Status.AUDITED,
        expected.unit,
        expected.year,
        expected.form,
    )
    assert _known(found) == _known(expected)
    assert [(each.indicator, each.member, each.value, each.reading) for each in found.facts] == [
        (each.indicator, each.member, each.value, each.reading) for each in expected.facts
    ]
    assert found.document is not None
    source = found.document.source
    assert "公開" in source.text
    quoted = {each.raw for each in found.facts} | {each.raw for each in found.attributes if each.origin}
    assert all(raw in source.text for raw in quoted if not raw.isascii())


@pytest.mark.parametrize(("form", "kind"), WAYS)
def test_a_web_page_in_big5_is_read_as_the_simplified_one(form: str, kind: str) -> None:
    made = content(FORMS[form], 7, ("reworded",))
    name, page = written(made, "html")
    found = _read(name, _big5(page, kind))
    assert score(found, FORMS[form], made.truth).right == len(made.truth)
    expected = _read(name, page)
    _assert_same(found, expected)
    assert _findings(found) == _findings(expected)


@pytest.mark.parametrize(("form", "kind"), WAYS)
def test_a_word_document_is_read_as_the_simplified_one(form: str, kind: str) -> None:
    made = content(FORMS[form], 8, ())
    name, data = written(made, "docx")
    found = _read(name, _docx(data, kind))
    assert score(found, FORMS[form], made.truth).right == len(made.truth)
    _assert_same(found, _read(name, data))


@pytest.mark.parametrize("layout", TEXTS)
@pytest.mark.parametrize("form", FORMS)
def test_a_plain_text_is_read_as_the_simplified_one(form: str, layout: str) -> None:
    text = TEXTS[layout](content(FORMS[form], 9, ()))
    _assert_same(_read("a.txt", _traditional(text).encode()), _read("a.txt", text.encode()))


@pytest.mark.parametrize("how", WRITERS)
@pytest.mark.parametrize("form", FORMS)
def test_every_format_is_read_as_well_as_the_simplified_one(form: str, how: str) -> None:
    made = content(FORMS[form], 10, ())
    expected = _read(*written(made, how))
    made = content(FORMS[form], 10, ())
    made.blocks = [
        _traditional(block)
        if isinstance(block, str)
        else [[box._replace(text=_traditional(box.text)) for box in line] for line in block]
        for block in made.blocks
    ]
    found = _read(*written(made, how))
    assert (found.unit, found.year, found.form) == (made.unit, made.year, form)
    assert score(found, FORMS[form], made.truth) == score(expected, FORMS[form], made.truth)


def test_what_is_wrong_is_found_in_either_script() -> None:
    findings = _findings(_read("a.txt", WRONG))
    assert {rule for rule, *_ in findings} >= {"A-B01", "N-04"}
    assert _findings(_read("a.txt", _traditional(WRONG.decode()).encode())) == findings
    data = as_word(QINGPING_2023)
    assert _findings(_read("a.docx", data))
    assert _findings(_read("a.docx", _docx(data, "s2hk"))) == _findings(_read("a.docx", data))


def test_a_unit_is_one_whatever_script_its_name_and_its_list_are_in() -> None:
    named = _read("某縣民政局2021年政府信息公開年度報告.pdf", b"%PDF-1.4 broken")
    assert (named.unit, named.year) == ("某县民政局", 2021)
    registry, _ = parse_registry("单位\n某縣民政局\n")
    assert registry is not None
    assert Names(registry).find("某县民政局", 2021) == registry.units[0]


def test_only_lines_that_hold_a_traditional_character_are_touched() -> None:
    assert simplify("乾县人民政府\n於潛鎮公開情況") == "乾县人民政府\n於潜镇公开情况"
    assert simplify("朱镕基、堃、乾县") == "朱镕基、堃、乾县"
    assert simplify("行政規範性檔案，檔案館") == "行政规范性文件，档案馆"


def test_offsets_stay_whatever_stands_in_the_text() -> None:
    text = "關\ud800於\0𠀀信息公開\t\u3000１２"
    assert len(simplify(text)) == len(text)
    assert simplify(text).endswith("信息公开\t\u3000１２")


def _with_radicals(text: str) -> str:
    """A text as it comes out of prints: with a radical wherever one looks like a character of it."""
    alike = {ord(unicodedata.normalize("NFKC", chr(code))): code for code in range(0x2F00, 0x2FD6)}
    return text.translate({**alike, ord("门"): "⻔", ord("长"): "⻓", ord("见"): "⻅"})


@pytest.mark.parametrize("form", FORMS)
def test_a_text_with_radicals_for_characters_is_read_as_the_one_that_was_printed(form: str) -> None:
    text = TEXTS["tabs"](content(FORMS[form], 9, ()))
    printed = _with_radicals(text)
    assert printed != text
    found, expected = _read("a.txt", printed.encode()), _read("a.txt", text.encode())
    assert (found.unit, found.form) == (expected.unit, expected.form)
    assert [(each.indicator, each.member, each.value, each.reading) for each in found.facts] == [
        (each.indicator, each.member, each.value, each.reading) for each in expected.facts
    ]
