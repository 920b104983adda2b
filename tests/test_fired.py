from __future__ import annotations

import json
from typing import TYPE_CHECKING

from auditor.cli.fired import fired_lines
from auditor.diagnostics import Lang

if TYPE_CHECKING:
    from pathlib import Path

ONE = {
    "rule": "A-1",
    "unit": "清河镇",
    "year": 2020,
    "submission": "a.html",
    "message": "不等",
    "message_en": "unequal",
}


def test_where_a_rule_fired_is_told_with_its_page(tmp_path: Path) -> None:
    others = [ONE, {**ONE, "rule": "A-2"}, {**ONE, "unit": None, "year": None}]
    (tmp_path / "findings.json").write_text(json.dumps(others), encoding="utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "A-1.html").touch()
    assert list(fired_lines(tmp_path, "A-1", Lang.EN)) == [
        f"in the last audit ({tmp_path}): 2 findings",
        "  清河镇 2020  unequal",
        "  a.html   unequal",
        f"  page: {tmp_path / 'rules' / 'A-1.html'}",
    ]
    assert list(fired_lines(tmp_path, "A-3", Lang.ZH)) == [f"上次审核（{tmp_path}）：0 处"]


def test_many_findings_are_counted(tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_text(json.dumps([ONE] * 25), encoding="utf-8")
    told = list(fired_lines(tmp_path, "A-1", Lang.ZH))
    assert (len(told), told[-1]) == (22, "  ……另有 5 处")


def test_without_an_audit_nothing_is_told_and_a_broken_one_is_said(tmp_path: Path) -> None:
    assert list(fired_lines(tmp_path, "A-1", Lang.ZH)) == []
    for broken in ("{", "[1]", "{}x", '[{"rule": "A-1"}]'):
        (tmp_path / "findings.json").write_text(broken, encoding="utf-8")
        assert list(fired_lines(tmp_path, "A-1", Lang.EN)) == [
            f"the last audit cannot be read: {tmp_path / 'findings.json'}"
        ]
