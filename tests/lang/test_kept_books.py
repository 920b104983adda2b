"""A rule folder that did not change is neither parsed nor checked again; what is damaged or of other texts is."""

from __future__ import annotations

import hashlib
import json
import shutil
import zlib
from pathlib import Path

import pytest

from auditor.disk.store import Store
from auditor.lang import check
from auditor.lang.check import check_sources
from auditor.lang.load import load_rules
from auditor.lang.load import read_sources

SHIPPED = Path(__file__).parents[2] / "rules"
WRONG = "规则集 样表\n指标 收到件数 : 计数 件\n规则 R-1 强制\n  要求: 收到件 > 0\n规则 R-2 强制\n  要求: 收到件数 > 0\n"


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.of("these tests", tmp_path / "cache")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "rules"
    place.mkdir()
    (place / "a.rules").write_text(WRONG, encoding="utf-8")
    return place


def nobody_checks(*_: object) -> None:
    pytest.fail("something was checked")


def test_the_shipped_rules_come_back_as_they_were(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    book, said = check_sources(read_sources(SHIPPED)[0])
    assert load_rules(SHIPPED, store) == (book, said)
    monkeypatch.setattr(check, "check_sources", nobody_checks)
    kept, also_said = load_rules(SHIPPED, store)
    assert (kept, also_said) == (book, said)
    # Spans are outside equality.
    assert [rule.span for rule in kept.rules] == [rule.span for rule in book.rules]
    assert [case.span for case in kept.cases] == [case.span for case in book.cases]
    assert list(kept.schema.forms) == list(book.schema.forms)


def test_mistakes_are_told_again(folder: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_rules(folder, store)
    assert first[0].broken == ("R-1",)
    assert [each.code.id for each in first[1]] == ["AUD201"]
    monkeypatch.setattr(check, "check_sources", nobody_checks)
    assert load_rules(folder, store) == first


def test_a_changed_text_is_checked(folder: Path, store: Store) -> None:
    load_rules(folder, store)
    (folder / "a.rules").write_text(WRONG.replace("收到件 >", "收到件数 >"), encoding="utf-8")
    book, said = load_rules(folder, store)
    assert book.broken == ()
    assert said == ()


def test_a_folder_by_another_name_has_its_own_places(folder: Path, store: Store) -> None:
    load_rules(folder, store)
    other = shutil.copytree(folder, folder.parent / "others")
    _, said = load_rules(other, store)
    assert said[0].source is not None
    assert said[0].source.path == "others/a.rules"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"null",
        b"[]",
        b"[" * 100_000,
        b'["DIGEST",["tuple"],[[0]],0]',
        b'["DIGEST",["os.system"],[[0,"true"]],0]',
        b'["DIGEST",["Fraction"],[[0,"1/0"]],0]',
        b'["DIGEST",["auditor.lang.typed.RuleBook","tuple"],[[0],[1,0,null]],1]',
    ],
)
def test_what_is_no_book_is_made_anew(folder: Path, store: Store, content: bytes) -> None:
    first = load_rules(folder, store)
    (entry,) = [place for place in store.folder.rglob("*") if place.is_file()]
    digest = json.loads(zlib.decompress(entry.read_bytes()[32:]))[0]
    packed = zlib.compress(content.replace(b"DIGEST", digest.encode()))
    entry.write_bytes(hashlib.sha256(packed).digest() + packed)
    assert load_rules(folder, store) == first
