from __future__ import annotations

import io
import os
import sys
import zipfile
from pathlib import Path

import pytest

from auditor.diagnostics import Lang
from auditor.ingest.files.discover import discover
from auditor.ingest.files.discover import recognise


def slugs(folder: Path) -> list[tuple[str, str]]:
    _, passed_over = discover(folder)
    return [(each.source.path if each.source else "", each.code.slug) for each in passed_over]


def test_files_are_found_at_every_depth_and_sorted(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    for name in ("z.txt", "b/y.txt", "b/c/x.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    files, passed_over = discover(tmp_path)
    assert [file.path for file in files] == ["b/c/x.txt", "b/y.txt", "z.txt"]
    assert passed_over == ()


@pytest.mark.skipif(sys.platform != "linux", reason="the names of files are bytes on Linux alone")
def test_names_of_another_encoding_are_read_and_bytes_of_none_are_shown(tmp_path: Path) -> None:
    # What an old program unpacked in GBK; the same name in UTF-8 beside it; bytes in no encoding.
    (tmp_path / "甲县").mkdir()
    for folder, name in (
        ("甲县".encode("gbk"), "中县.txt".encode("gbk")),
        ("甲县".encode(), "中县.txt".encode()),
        (b"", b"\xff\xfe.txt"),
        (b"", "乡镇报告.txt".encode("gbk")),
    ):
        parent = os.fsencode(tmp_path) + b"/" + folder
        Path(os.fsdecode(parent)).mkdir(exist_ok=True)
        Path(os.fsdecode(parent + b"/" + name)).write_text("x", encoding="utf-8")
    files, passed_over = discover(tmp_path)
    escaped = r"\xbc\xd7\xcf\xd8/\xd6\xd0\xcf\xd8.txt"
    assert [file.path for file in files] == [escaped, r"\xff\xfe.txt", "乡镇报告.txt", "甲县/中县.txt"]
    assert passed_over == ()


@pytest.mark.skipif(sys.platform == "win32", reason="names there hold no controls")
def test_names_that_would_draw_over_a_terminal_stand_as_escapes(tmp_path: Path) -> None:
    for name in ("\x1b[2J甲.txt", "乙\n  丙县 2018.txt", "丁\u202etxt.exe", "\u3000戊.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    files, _ = discover(tmp_path)
    names = [r"\x1b[2J甲.txt", "\u3000戊.txt", r"丁\u202etxt.exe", r"乙\n  丙县 2018.txt"]
    assert [file.path for file in files] == names


def test_a_single_file_is_found_by_its_name(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    files, _ = discover(tmp_path / "a.txt")
    assert [file.path for file in files] == ["a.txt"]


def test_hidden_files_are_passed_over_and_told(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git" / "config").write_text("x", encoding="utf-8")
    (tmp_path / ".hidden.txt").write_text("x", encoding="utf-8")
    files, _ = discover(tmp_path)
    assert files == ()
    assert sorted(slugs(tmp_path)) == [(name, "hidden-file") for name in (".git", ".hidden.txt")]


def test_what_systems_and_office_programs_leave_behind_is_nobodys_submission(tmp_path: Path) -> None:
    (tmp_path / "__MACOSX").mkdir()
    for name in (
        "~$某局2023.docx",
        ".~lock.a.odt#",
        "Thumbs.db",
        ".DS_Store",
        "._a.txt",
        "Desktop.ini",
        "__MACOSX/b.txt",
    ):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")
    files, told = discover(tmp_path)
    assert [file.path for file in files] == ["a.txt"]
    assert told == ()


def test_a_link_out_of_the_folder_is_passed_over_and_told(tmp_path: Path) -> None:
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "secret.txt").write_text("x", encoding="utf-8")
    (inside / "a.txt").write_text("x", encoding="utf-8")
    (inside / "good.txt").symlink_to(inside / "a.txt")
    (inside / "bad.txt").symlink_to(tmp_path / "secret.txt")
    (inside / "up").symlink_to(tmp_path)
    (inside / "broken.txt").symlink_to(inside / "nowhere.txt")
    files, _ = discover(inside)
    assert [file.path for file in files] == ["a.txt", "good.txt"]
    assert sorted(slugs(inside)) == [
        ("bad.txt", "link-leaves-folder"),
        ("broken.txt", "link-leads-nowhere"),
        ("up", "link-leaves-folder"),
    ]


@pytest.mark.parametrize(
    ("path", "head", "kind"),
    [
        ("a.txt", "收到申请数".encode(), "text"),
        ("a.txt", b"%PDF-1.7\n", "pdf"),
        ("a.pdf", "收到申请数".encode(), "text"),
        ("a.doc", b"<html><body>", "html"),
        ("a.doc", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n--B\n", "html"),
        ("a.doc", b"From: <Saved by X>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "html"),
        ("a.xls", b"\n<table border=1>", "html"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "doc"),
        ("a.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sheet"),
        ("a", b"PK\x03\x04....word/document.xml", "docx"),
        ("a.zip", b"PK\x03\x04....a.txt", "archive"),
        ("a.xlsx", b"PK\x03\x04....", "sheet"),
        ("a.rar", b"Rar!\x1a\x07\x00", "archive"),
        ("a.csv", "指标,数".encode(), "csv"),
        ("a.md", b"# <table>", "markdown"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "image"),
        ("a.txt", b"BM is no image here", "text"),
        ("noending", "收到申请数".encode("gb18030"), "text"),
        ("a.eml", b"From: a@b\r\nSubject: x\r\n\r\n", "archive"),
        ("a", b"From: a\nMIME-Version: 1.0\nContent-Type: multipart/mixed;\n boundary=B\n\n", "archive"),
        ("a.txt", b"From: a@b\nSubject: x\n\nText", "text"),
        ("a.eml", "收到申请数".encode(), "text"),
        (
            "a.xml",
            b"<?xml version='1.0'?><office:document office:mimetype='application/vnd.oasis.opendocument.text'",
            "doc",
        ),
        ("a", b"<office:document office:mimetype='application/vnd.oasis.opendocument.spreadsheet'", "sheet"),
        ("a.txt", b"application/vnd.oasis.opendocument.text", "text"),
        ("a.ofd", b"PK\x03\x04....Doc_0/Document.xml", "ofd"),
        ("a", b"PK\x03\x04....OFD.xml", "ofd"),
        ("a.exe", b"MZ\x00\x00\x90", None),
        ("a.pdf", b"\x00\x01\x02", None),
    ],
)
def test_a_file_is_what_its_content_says(path: str, head: bytes, kind: str | None) -> None:
    assert recognise(path, head) == kind


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize(
    ("member", "kind"), [("甲.docx", "archive"), ("甲/乙.xlsx", "archive"), ("[Content_Types].xml", "docx")]
)
def test_a_bundle_is_told_from_a_document_by_what_lies_first_in_it(method: int, member: str, kind: str) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as bundle:
        bundle.writestr(member, b"[Content_Types].xml word/document.xml")
        bundle.writestr("word/document.xml", b"")
    assert recognise("a.zip", packed.getvalue()[:4096]) == kind


@pytest.mark.skipif(sys.platform == "win32", reason="there are none")
def test_what_is_no_file_is_told_as_what_it_is(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    _, (told,) = discover(tmp_path)
    assert (
        told.code.message.say(Lang.ZH, told.values)
        == "不是普通文件或无权读取，已跳过：管道、设备或套接字 a pipe, a device or a socket"
    )
