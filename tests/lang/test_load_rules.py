"""Rule folders, and the files of the project."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from docx import Document

from auditor.diagnostics import Lang
from auditor.lang.check import check_sources
from auditor.lang.load import load_rules
from auditor.source import Source
from tests.lang.lang_worlds import FORM
from tests.lang.lang_worlds import check

ROOT = Path(__file__).parents[2]


def test_a_folder_is_read_with_its_subfolders_in_order(tmp_path: Path) -> None:
    (tmp_path / "rules" / "b").mkdir(parents=True)
    (tmp_path / "rules" / "b" / "x.rules").write_text("规则 R 强制\n  要求: a = 1\n", encoding="utf-8-sig")
    (tmp_path / "rules" / "a.rules").write_text("指标 a : 计数 件\r\n", encoding="utf-8")
    book, diagnostics = load_rules(tmp_path / "rules")
    assert diagnostics == ()
    assert [source.path for source in book.sources] == ["rules/a.rules", "rules/b/x.rules"]
    assert [rule.info.path for rule in book.rules] == ["rules/b/x.rules"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le"])
def test_a_file_is_read_in_whatever_a_text_editor_saves_it(tmp_path: Path, encoding: str) -> None:
    text = "指标 收到件数 : 计数 件\r\n规则 R 「要有」 强制\r\n  要求: 收到件数 ≥ 1\r\n"
    (tmp_path / "a.rules").write_bytes(text.encode(encoding))
    book, diagnostics = load_rules(tmp_path)
    assert diagnostics == ()
    assert [(rule.info.id, rule.info.title) for rule in book.rules] == [("R", "要有")]


@pytest.mark.parametrize("data", [b"PK\x03\x04" + bytes(range(256)), "规则 某".encode() + b"\xff\xfe\x81"])
def test_a_file_that_is_no_text_is_said_so_and_the_others_run(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.rules").write_bytes(data)
    (tmp_path / "b.rules").write_text(f"{FORM}规则 R 强制\n  要求: 收到件数 = 1\n", encoding="utf-8")
    book, diagnostics = load_rules(tmp_path)
    assert [diagnostic.code.slug for diagnostic in diagnostics] == ["not-text"]
    assert len(book.rules) == 1


def test_a_rule_file_whose_ending_an_editor_changed_is_told(tmp_path: Path) -> None:
    (tmp_path / "补充.rules.txt").write_text("规则 R 强制\n  要求: a = 1\n", encoding="utf-8")
    book, (told,) = load_rules(tmp_path)
    assert book.infos == ()
    assert told.source is not None
    assert told.source.path == f"{tmp_path.name}/补充.rules.txt"
    assert told.help(Lang.ZH) == "改名为“补充.rules”"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
def test_rules_in_a_text_of_another_name_are_told(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "我的规则.txt").write_text("规则 补一 「要有」 强制\n  要求: a = 1\n", encoding=encoding)
    _, (told,) = load_rules(tmp_path)
    assert (told.code.slug, told.help(Lang.ZH)) == ("another-ending", "改名为“我的规则.rules”")


def test_rules_in_an_office_document_are_told(tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("规则集 我县的补充规则")
    made.save(str(tmp_path / "补充.docx"))
    _, (told,) = load_rules(tmp_path)
    assert told.help(Lang.ZH) == "用记事本新建“补充.rules”，把规则粘贴进去，以 UTF-8 编码保存"


def test_what_lies_among_the_rules_and_holds_none_is_not_told(tmp_path: Path) -> None:
    made = Document()
    made.add_paragraph("关于做好年度报告工作的通知。工作要求：按规则填报。")
    made.save(str(tmp_path / "依据.docx"))
    (tmp_path / "说明.txt").write_text("这里是本县的规则，勿删。", encoding="utf-8")
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04")
    assert load_rules(tmp_path)[1] == ()


def test_no_rules_at_all_are_an_empty_book() -> None:
    book, diagnostics = check_sources(())
    assert (book.rules, book.infos, diagnostics) == ((), (), ())


def test_the_digest_is_of_paths_and_texts() -> None:
    one = check_sources((Source("a", "x"),))[0].digest
    assert one == check_sources((Source("a", "x"),))[0].digest
    assert one != check_sources((Source("b", "x"),))[0].digest
    assert one != check_sources((Source("a", "y"),))[0].digest


def test_nothing_is_wrong_with_the_rules_of_the_project() -> None:
    book, diagnostics = load_rules(ROOT / "rules")
    assert [diagnostic.message for diagnostic in diagnostics] == []
    assert book.broken == ()


def test_a_thousand_rules_are_checked_in_seconds() -> None:
    rule = (
        "规则 R-{} 「某某平衡」 强制\n  要求: 若 合计(方式) > 0 则 当面件数 + 网络件数 = 收到件数 - 办结件数\n"
        '  适用: 年度 2014..2018\n  消息: "{{算式}}"\n'
    )
    text = FORM + "".join(rule.format(at) for at in range(1000))
    start = time.perf_counter()
    book, diagnostics = check(text)
    took = time.perf_counter() - start
    assert (len(book.rules), diagnostics) == (1000, ())
    assert took < 20  # about 2 s alone: the limit only tells apart what grows with the square
