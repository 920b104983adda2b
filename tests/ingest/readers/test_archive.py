from __future__ import annotations

import base64
import importlib
import sys
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.ingest.readers import archive
from auditor.ingest.readers.archive import members
from tests.ingest.generate import word
from tests.ingest.generate.bundles import bundle
from tests.ingest.generate.bundles import locked
from tests.ingest.generate.bundles import named
from tests.ingest.generate.bundles import named_in_gbk

if TYPE_CHECKING:
    from pathlib import Path


def found(data: bytes) -> dict[str, bytes]:
    return dict(members("a.zip", data)[0])


def slugs(data: bytes) -> list[str]:
    return [diagnostic.code.slug for diagnostic in members("a.zip", data)[1]]


def test_members_come_out_by_their_paths() -> None:
    content = {"甲局/2023.txt": "一".encode(), "乙局.html": b"<p>"}
    assert found(bundle(content)) == content
    assert slugs(bundle(content)) == []


def test_names_in_gbk_are_read() -> None:
    assert found(named_in_gbk("市教育局/政府信息公开年报.txt", b"1")) == {"市教育局/政府信息公开年报.txt": b"1"}


def test_archives_in_archives_are_unpacked_and_documents_are_not() -> None:
    document = word.package(word.paragraph("正文"))
    data = bundle({"内.zip": bundle({"a.docx": document}), "b.docx": document})
    assert found(data) == {"内.zip/a.docx": document, "b.docx": document}


def letter(body: str, *attached: tuple[str, bytes], subtype: str = "plain") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "甲 <a@example.org>", "b@example.org", "年报"
    message.set_content(body, subtype=subtype, charset="gb18030")
    for name, content in attached:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


def test_what_is_attached_to_a_letter_is_read_and_not_its_words() -> None:
    data = letter("请查收。", ("甲局2023年报.html", b"<p>"), ("表/乙局.zip", bundle({"c.txt": b"1"})))
    assert found(data) == {"甲局2023年报.html": b"<p>", "乙局.zip/c.txt": b"1"}


def test_a_letter_to_which_nothing_is_attached_says_the_report() -> None:
    assert found(letter("规章\t1\n")) == {"正文.txt": "规章\t1\n".encode()}
    table = "<table><tr><td>规章</td></tr></table>"
    data = letter(table, ("a.pdf", b"%PDF"), subtype="html")
    assert {name: content.strip() for name, content in found(data).items()} == {
        "a.pdf": b"%PDF",
        "正文.html": table.encode(),
    }


def test_names_of_attachments_are_read_as_programs_write_them_and_lead_nowhere() -> None:
    data = letter("请查收。", ("NAME", b"1"), ("../../b.txt", b"2"), ("C:\\d.txt", b"3"))
    encoded = "=?gb18030?B?" + base64.b64encode("甲局.txt".encode("gb18030")).decode() + "?="
    assert found(data.replace(b'"NAME"', encoded.encode())) == {"甲局.txt": b"1", "b.txt": b"2", "d.txt": b"3"}


@pytest.mark.parametrize("attached", [(), (("a.txt", b"1"),)])
def test_a_letter_within_an_archive_is_opened(attached: tuple[tuple[str, bytes], ...]) -> None:
    names = set(found(bundle({"甲局.eml": letter("规章\t1\n", *attached)})))
    assert names == {"甲局.eml/a.txt" if attached else "甲局.eml/正文.txt"}


def test_archives_too_deep_are_told() -> None:
    data = bundle({"d.txt": b"1"})
    data = bundle({"b.zip": bundle({"c.zip": bundle({"d.zip": data})}), "a.txt": b"2"})
    assert (found(data), slugs(data)) == ({"a.txt": b"2"}, ["archive-too-deep"])


@pytest.mark.parametrize(
    "name", [b"../a.txt", b"/etc/a.txt", b"a/../../b.txt", b"C:\\a.txt", b"..\\a.txt", b"a\x1b.txt"]
)
def test_names_that_lead_outside_are_refused(name: bytes) -> None:
    assert (found(named(name, b"1")), slugs(named(name, b"1"))) == ({}, ["archive-name-refused"])


def test_links_are_refused() -> None:
    data = bundle({"a.txt": b"1"}, link="passwd.txt")
    assert (found(data), slugs(data)) == ({"a.txt": b"1"}, ["archive-name-refused"])


def test_what_systems_leave_behind_is_passed_over() -> None:
    data = bundle({"__MACOSX/._a.txt": b"1", ".DS_Store": b"1", "~$a.docx": b"1", "a.txt": b"2"})
    assert (found(data), slugs(data)) == ({"a.txt": b"2"}, [])


def test_a_member_that_unpacks_to_too_much_ends_the_unpacking() -> None:
    data = bundle({"a.txt": b"1", "bomb.txt": bytes(60_000_000), "z.txt": b"3"})
    assert (found(data), slugs(data)) == ({"a.txt": b"1"}, ["archive-too-large"])


def test_the_limit_on_all_members_together_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_TOTAL", 1000)
    data = bundle({"a.txt": bytes(600), "内.zip": bundle({"b.txt": bytes(600)})})
    assert slugs(data) == ["archive-too-large"]


def test_the_limit_on_entries_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "_MOST_ENTRIES", 3)
    data = bundle({"../x.txt": b"1", **{f"{number}.txt": b"1" for number in range(9)}})
    assert (found(data), slugs(data)) == ({}, ["archive-too-many"])


def test_an_encrypted_member_costs_only_itself() -> None:
    assert (found(locked("a.txt", b"1")), slugs(locked("a.txt", b"1"))) == ({}, ["archive-member-encrypted"])


def test_a_damaged_member_costs_only_itself() -> None:
    good, bad = b"good " * 50, b"bad " * 50
    data = bytearray(bundle({"a.txt": bad, "b.txt": good}))
    data[38] ^= 0xFF
    assert (found(bytes(data)), slugs(bytes(data))) == ({"b.txt": good}, ["archive-member-damaged"])


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_of_two_members_of_one_name_the_first_is_read() -> None:
    data = bundle({"a.txt": b"1", "b.txt": b"2"}).replace(b"b.txt", b"a.txt")
    assert (found(data), slugs(data)) == ({"a.txt": b"1"}, ["archive-name-twice"])


@pytest.mark.parametrize(
    ("data", "kind"),
    [(b"Rar!\x1a\x07\x01\x00", "RAR"), (b"7z\xbc\xaf\x27\x1c\x00", "7z"), (b"\x1f\x8b\x08", "GZIP")],
)
def test_other_archives_are_named_where_their_library_is_not_there(
    monkeypatch: pytest.MonkeyPatch, data: bytes, kind: str
) -> None:
    monkeypatch.setitem(sys.modules, "libarchive", None)
    nothing, diagnostics = members("a.rar", data)
    assert (nothing, diagnostics[0].code.slug, diagnostics[0].values["kind"]) == ((), "archive-unsupported", kind)


@pytest.mark.parametrize(("form", "filters"), [("7zip", None), ("gnutar", "gzip")])
def test_other_archives_are_read_where_their_library_is_there(form: str, filters: str | None, tmp_path: Path) -> None:
    try:
        libarchive = importlib.import_module("libarchive")
    except (ImportError, OSError, AttributeError, TypeError):
        pytest.skip("libarchive is not installed")
    place = tmp_path / "a"
    with libarchive.file_writer(str(place), form, filters) as made:
        for name, content in (("县/a.txt", b"1" * 99), ("../b.txt", b"2"), ("c.zip", bundle({"d.txt": b"3"}))):
            made.add_file_from_memory(name, len(content), content)
    data = place.read_bytes()
    assert (found(data), slugs(data)) == ({"县/a.txt": b"1" * 99, "c.zip/d.txt": b"3"}, ["archive-name-refused"])
    assert slugs(data[: len(data) // 2])


def test_a_truncated_archive_is_told() -> None:
    assert slugs(bundle({"a.txt": b"1"})[:60]) == ["document-damaged"]


@given(st.integers(0, 900), st.integers(0, 255))
def test_no_changed_byte_makes_a_letter_fail(place: int, value: int) -> None:
    data = bytearray(letter("请查收。", ("甲.txt", b"1" * 200)))
    data[place % len(data)] = value
    members("a.eml", bytes(data))


@given(st.integers(0, 400), st.integers(0, 255))
def test_no_changed_byte_makes_the_unpacking_fail(place: int, value: int) -> None:
    data = bytearray(bundle({"甲/a.txt": b"1" * 99, "b.zip": bundle({"c.txt": b"2"})}))
    data[place % len(data)] = value
    content, diagnostics = members("a.zip", bytes(data))
    assert content or diagnostics
