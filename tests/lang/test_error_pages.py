"""Every kind of message has a page, and every page's example really yields it."""

from __future__ import annotations

import os
from collections import Counter
from importlib import import_module
from pathlib import Path

import pytest

import auditor
from auditor.diagnostics import Code
from auditor.lang.load import load_rules
from tests.lang.error_pages import CODES
from tests.lang.error_pages import PAGES
from tests.lang.error_pages import Page

# Files that are no text, or have another ending, cannot be shown on a page.
UNSHOWN = {"AUD122", "AUD125"}


def test_every_code_has_a_page_and_every_page_a_code() -> None:
    assert {page.path.stem for page in PAGES} == set(CODES) - UNSHOWN


def test_no_two_kinds_of_messages_have_one_number() -> None:
    package = Path(auditor.__path__[0])
    names = (
        ".".join(("auditor", *path.relative_to(package).with_suffix("").parts)) for path in package.rglob("*codes.py")
    )
    told = {
        (each.id, each.slug) for name in names for each in vars(import_module(name)).values() if isinstance(each, Code)
    }
    assert len(told) > len(CODES)
    assert [number for number, times in Counter(number for number, _ in told).items() if times > 1] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.stem)
def test_a_page_says_what_its_code_says(page: Page) -> None:
    code = page.code
    assert page.head[0] == f"# {code.id} {code.slug}"
    assert page.head[1].endswith(f"{code.level}：{code.message.zh}")
    assert page.head[2] == code.message.en


@pytest.mark.skipif(not os.environ.get("UPDATE_SPEC"), reason="only when asked for, to be read before it is kept")
def test_the_shown_messages_are_written_anew() -> None:
    texts = {page.path: page.updated() for page in PAGES}
    assert [path.write_text(text, encoding="utf-8") for path, text in texts.items()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.stem)
def test_the_example_yields_the_code_as_shown(page: Page) -> None:
    assert page.code.id in [each.code.id for each in page.found(0)]
    assert page.shown == page.said


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path.stem)
def test_what_to_write_instead_is_right(page: Page) -> None:
    assert [each.code.id for each in page.found(1)] == []


def test_a_file_that_is_no_text_is_told_so(tmp_path: Path) -> None:
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "旧.rules").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    assert [each.code.slug for each in load_rules(folder)[1]] == ["not-text"]
