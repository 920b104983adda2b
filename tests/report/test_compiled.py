from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from jinja2 import Environment
from jinja2 import FileSystemLoader

from auditor.report.html.compiled import Compiled

if TYPE_CHECKING:
    from pathlib import Path


def shown(folder: Path, tag: str = "zh-CN", mark: str = "") -> str:
    environment = Environment(loader=FileSystemLoader(folder), autoescape=True, bytecode_cache=Compiled(tag))
    environment.filters["marked"] = lambda text: f"{mark}{text}"
    return environment.get_template("page.html").render(name="李")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    (tmp_path / "page.html").write_text("{{ '好'|marked }} {{ name }}", encoding="utf-8")
    return tmp_path


def kept(folder: Path) -> list[Path]:
    return sorted(folder.rglob("*.pyc"))


def test_what_is_compiled_is_kept_beside_the_template_and_taken_from_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert shown(folder) == "好 李"
    assert [path.parent.name for path in kept(folder)] == ["__pycache__"]
    monkeypatch.setattr(Environment, "_generate", lambda *_args, **_more: pytest.fail("it is compiled anew"))
    assert shown(folder) == "好 李"


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    shown(folder)
    (folder / "page.html").write_text("{{ name }}!", encoding="utf-8")
    assert shown(folder) == "李!"


def test_languages_are_kept_apart_as_filters_may_differ(folder: Path) -> None:
    assert shown(folder, mark="<") == "&lt;好 李"
    assert shown(folder, "en") == "好 李"


@pytest.mark.parametrize("size", [0, 5, 40, 200])
def test_what_was_cut_off_counts_as_not_there(folder: Path, size: int) -> None:
    shown(folder)
    (place,) = kept(folder)
    place.write_bytes(place.read_bytes()[:size])
    assert shown(folder) == "好 李"


def test_nothing_is_kept_where_python_keeps_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert shown(folder) == "好 李"
    assert kept(folder) == []


def test_a_folder_that_cannot_be_written_keeps_nothing(folder: Path) -> None:
    (folder / "__pycache__").write_text("no folder", encoding="utf-8")
    assert shown(folder) == "好 李"
    assert kept(folder) == []
