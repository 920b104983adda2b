from __future__ import annotations

from typing import TYPE_CHECKING

from docx import Document
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.ledger.explaining import explain
from auditor.ledger.forms import FOLDER
from auditor.ledger.forms import read_forms
from auditor.ledger.hand_out import hand_out
from auditor.ledger.replies import read_replies
from auditor.report.notices.written import write_notices
from auditor.results.explanations import Answer
from tests.report import report_samples

if TYPE_CHECKING:
    from pathlib import Path

SAMPLE = report_samples.audit()
NAMED = tuple(replace(each, id=f"{number:012x}") for number, each in enumerate(SAMPLE.findings, start=170))
RESULT = replace(SAMPLE, findings=NAMED)


def answered(tmp_path: Path, *texts: str, lang: Lang = Lang.ZH) -> Path:
    """The notice of the sample's unit with answers written into it, as a unit would in Word."""
    notice = next(path for path in write_notices(RESULT, tmp_path, year=2018, lang=lang) if path.suffix == ".docx")
    document = Document(str(notice))
    for row, text in zip(document.tables[0].rows[1:], texts, strict=False):
        row.cells[3].text = text
    document.save(str(tmp_path / "回复.docx"))
    return tmp_path / "回复.docx"


def test_an_answer_in_an_english_notice_is_read(tmp_path: Path) -> None:
    replies, told = read_replies([answered(tmp_path, "checked", lang=Lang.EN)], RESULT.findings)
    assert ([each.text for each in replies], told) == (["checked"], ())


def test_an_answer_in_a_notice_becomes_a_line_of_the_form_and_explains_the_finding(tmp_path: Path) -> None:
    replies, told = read_replies([answered(tmp_path, "人员名册已核对，\n确有误", "", "=1+1")], RESULT.findings)
    assert told == ()
    assert [(each.text, each.file) for each in replies] == [
        ("人员名册已核对，确有误", "回复.docx"),
        ("=1+1", "回复.docx"),
    ]
    hand_out(RESULT.findings, tmp_path, Lang.ZH, replies)
    forms, _ = read_forms(tmp_path / FOLDER)
    explained, wrong = explain(RESULT.findings, forms, frozenset())
    assert wrong == ()
    given = {name: each for name, each in explained.items() if each and each.answer is Answer.GIVEN}
    assert {key: value.reason for key, value in given.items()} == {each.finding: each.text for each in replies}


def test_one_answer_explains_all_findings_whose_numbers_stand_beside_it(tmp_path: Path) -> None:
    path = answered(tmp_path, "已核对")
    document = Document(str(path))
    row = document.tables[0].rows[1]
    place = next(cell for cell in row.cells if "F-" in cell.text)
    numbers = [each.number for each in RESULT.findings if each.verdict == "fail"][:2]
    place.text = " ".join(numbers)
    document.save(str(path))
    replies, told = read_replies([path], RESULT.findings)
    assert ([each.number for each in replies], {each.text for each in replies}, told) == (numbers, {"已核对"}, ())


def test_reading_a_notice_twice_adds_nothing_and_keeps_what_people_wrote(tmp_path: Path) -> None:
    hand_out(RESULT.findings, tmp_path, Lang.ZH)
    replies, _ = read_replies([answered(tmp_path, "已核对")], RESULT.findings)
    first = hand_out(RESULT.findings, tmp_path, Lang.ZH, replies)
    assert len(first.written) == 1
    content = first.written[0].read_bytes()
    assert hand_out(RESULT.findings, tmp_path, Lang.ZH, replies).written == ()
    assert hand_out(RESULT.findings, tmp_path, Lang.ZH).written == ()
    assert first.written[0].read_bytes() == content
    assert content.decode().count("已核对") == 1
    assert "摘自通知书的答复：回复.docx" in content.decode()


def test_an_answer_to_other_figures_is_told_and_not_taken(tmp_path: Path) -> None:
    path = answered(tmp_path, "已核对")
    (reply,), _ = read_replies([path], RESULT.findings)
    changed = tuple(
        replace(each, evidence=tuple(replace(it, value="9人") for it in each.evidence)) for each in RESULT.findings
    )
    taken, (told,) = read_replies([path], changed)
    assert (taken, told.code.slug) == ((), "reply-outdated")
    assert told.source is not None
    assert told.span is not None
    assert told.source.slice(told.span) == "已核对"
    gone = tuple(each for each in RESULT.findings if each.id != reply.finding)
    taken, (told,) = read_replies([path], gone)
    assert (taken, told.code.slug) == ((), "unknown-finding")


def test_a_file_without_answers_is_told(tmp_path: Path) -> None:
    other = tmp_path / "别的.docx"
    Document().save(str(other))
    (tmp_path / "坏.docx").write_bytes(b"PK\x03\x04broken")
    paths = [answered(tmp_path), other, tmp_path / "坏.docx", tmp_path / "没有.docx"]
    replies, told = read_replies(paths, RESULT.findings)
    assert replies == ()
    assert len(told) >= 4
    assert told[0].code.slug == "no-reply"
    assert told[-1].code.slug == "reply-unreadable"


def test_of_a_folder_every_document_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "回复"
    folder.mkdir()
    answered(tmp_path, "已核对").rename(folder / "甲.docx")
    (folder / "~$甲.docx").write_bytes(b"x")
    (folder / "坏.docx").write_bytes(b"x")
    replies, (told,) = read_replies([folder], RESULT.findings)
    assert [each.text for each in replies] == ["已核对"]
    assert (told.code.slug, told.source and told.source.path) == ("document-damaged", "坏.docx")
    (tmp_path / "空").mkdir()
    assert [each.code.slug for each in read_replies([tmp_path / "空"], RESULT.findings)[1]] == ["reply-unreadable"]
