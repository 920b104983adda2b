"""What did not change is not read again; what is damaged, forged or somebody else's is read anew."""

from __future__ import annotations

import hashlib
import json
import pickle
import zipfile
import zlib
from typing import TYPE_CHECKING

import pytest
from msgspec.structs import replace

from auditor.ingest.files import cache as caching
from auditor.ingest.files import receive as receiving
from auditor.ingest.files.cache import Cache
from auditor.ingest.files.reading import read_bytes
from auditor.ingest.files.receive import receive
from auditor.schema import Claim
from auditor.schema import Example
from auditor.schema import Schema
from tests.ingest.files.test_receive import REPORT
from tests.ingest.files.test_receive import SCHEMA
from tests.ingest.files.test_workers import PAGE
from tests.ingest.forms_2014 import FORM_2014

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.document import Submission


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "in"
    place.mkdir()
    (place / "a.txt").write_text(REPORT, encoding="utf-8")
    (place / "b.html").write_text(PAGE, encoding="utf-8")
    with zipfile.ZipFile(place / "c.zip", "w") as archive:
        archive.writestr("d.txt", REPORT.replace("某县", "某市"))
        archive.writestr("e.txt", "")
    return place


@pytest.fixture
def kept(tmp_path: Path) -> Cache:
    return Cache.of(SCHEMA, tmp_path / "cache")


def nobody_reads(*_: object) -> Submission:
    pytest.fail("something was read")


def forbid_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "read_bytes", nobody_reads)
    monkeypatch.setattr(receiving, "Pool", nobody_reads)


def test_a_second_run_reads_nothing(folder: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    first = receive(folder, SCHEMA, cache=kept)
    forbid_reading(monkeypatch)
    told: list[tuple[int, int]] = []
    assert receive(folder, SCHEMA, lambda *done: told.append(done), kept) == first
    assert told[-1] == (3, 3)
    assert [each.path for each in first] == ["a.txt", "b.html", "c.zip/d.txt", "c.zip/e.txt"]


def test_only_what_changed_is_read(folder: Path, kept: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    receive(folder, SCHEMA, cache=kept)
    (folder / "a.txt").write_text(REPORT.replace("某县", "某县某镇"), encoding="utf-8")
    read: list[str] = []

    def noted(path: str, data: bytes, schema: Schema) -> tuple[Submission, ...]:
        read.append(path)
        return read_bytes(path, data, schema)

    monkeypatch.setattr(receiving, "read_bytes", noted)
    found = receive(folder, SCHEMA, cache=kept)
    assert read == ["a.txt"]
    assert found[0].unit == "某县某镇"


def test_a_file_by_another_name_is_read(folder: Path, kept: Cache) -> None:
    receive(folder, SCHEMA, cache=kept)
    (folder / "a.txt").rename(folder / "f.txt")
    found = receive(folder, SCHEMA, cache=kept)
    assert "f.txt" in {each.path for each in found}
    assert "a.txt" not in {each.path for each in found}


def test_other_declarations_and_other_code_read_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    here = Cache.of(SCHEMA, tmp_path)
    other_form = Schema(forms={FORM_2014.code: replace(FORM_2014, title="另一版")})
    assert Cache.of(other_form, tmp_path).folder != here.folder
    monkeypatch.setattr(caching, "code_version", lambda: "another")
    assert Cache.of(SCHEMA, tmp_path).folder != here.folder


def test_what_could_not_be_converted_is_read_anew_once_libreoffice_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("auditor.ingest.files.cache.libreoffice", lambda: None)
    without = Cache.of(SCHEMA, tmp_path)
    monkeypatch.setattr("auditor.ingest.files.cache.libreoffice", lambda: "/usr/bin/soffice")
    assert Cache.of(SCHEMA, tmp_path).folder != without.folder


def test_reading_does_not_hang_on_the_tests_of_claims(tmp_path: Path) -> None:
    claim = Claim("received", {})
    plain, tested = (Schema(claims=(replace(claim, examples=each),)) for each in ((), (Example("收到3件", 3),)))
    assert Cache.of(tested, tmp_path).folder == Cache.of(plain, tmp_path).folder
    assert Cache.of(Schema(), tmp_path).folder != Cache.of(plain, tmp_path).folder


def entry(cache: Cache) -> Path:
    (found,) = [place for place in cache.folder.rglob("*") if place.is_file()]
    return found


@pytest.fixture
def one(tmp_path: Path, kept: Cache) -> tuple[Path, Cache]:
    place = tmp_path / "one"
    place.mkdir()
    (place / "a.txt").write_text(REPORT, encoding="utf-8")
    receive(place, SCHEMA, cache=kept)
    return place, kept


def sealed(data: bytes) -> bytes:
    packed = zlib.compress(data)
    return hashlib.sha256(packed).digest() + packed


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"x" * 100,
        sealed(b"{}"),
        sealed(b"[[1, 2]]"),
        sealed(pickle.dumps(["nothing is ever unpickled"])),
        sealed(b"[" * 100_000),
        sealed(b"[" + b"9" * 10_000 + b"]"),
        hashlib.sha256(zlib.compress(b"[]")[:-4]).digest() + zlib.compress(b"[]")[:-4],
    ],
    ids=["empty", "noise", "no list", "no submission", "pickle", "deep", "huge number", "cut off"],
)
def test_what_is_damaged_is_read_anew(one: tuple[Path, Cache], content: bytes) -> None:
    folder, cache = one
    entry(cache).write_bytes(content)
    assert receive(folder, SCHEMA, cache=cache) == receive(folder, SCHEMA)


def test_an_entry_of_another_file_is_not_taken(one: tuple[Path, Cache], tmp_path: Path) -> None:
    folder, cache = one
    other = Cache.of(SCHEMA, tmp_path / "other")
    (folder / "a.txt").write_text(REPORT.replace("某县", "某县某镇"), encoding="utf-8")
    receive(folder, SCHEMA, cache=other)
    entry(cache).write_bytes(entry(other).read_bytes())
    (folder / "a.txt").write_text(REPORT, encoding="utf-8")
    assert receive(folder, SCHEMA, cache=cache)[0].unit == "某县"


def test_what_others_can_write_to_is_not_believed(one: tuple[Path, Cache], monkeypatch: pytest.MonkeyPatch) -> None:
    folder, cache = one
    entry(cache).chmod(0o666)
    monkeypatch.setattr(receiving, "read_bytes", nobody_reads)
    with pytest.raises(pytest.fail.Exception):
        receive(folder, SCHEMA, cache=cache)


def test_a_forged_field_is_not_believed(one: tuple[Path, Cache]) -> None:
    folder, cache = one
    kept = entry(cache).read_bytes()
    (submission,) = json.loads(zlib.decompress(kept[32:]))
    assert submission["year"] == 2018
    submission["year"] = "2018"
    entry(cache).write_bytes(sealed(json.dumps([submission]).encode()))
    assert receive(folder, SCHEMA, cache=cache)[0].year == 2018


def test_a_folder_that_cannot_be_written_keeps_nothing(one: tuple[Path, Cache], tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    assert receive(one[0], SCHEMA, cache=Cache.of(SCHEMA, blocked))[0].unit == "某县"
