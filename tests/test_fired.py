from __future__ import annotations

import json
from typing import TYPE_CHECKING

from auditor.cli.fired import fired_lines
from auditor.diagnostics import Lang
from auditor.file_names import rule_slugs

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
        f"in the last audit (in {tmp_path}): 2 findings",
        "  清河镇 2020  unequal",
        "  a.html   unequal",
        f"  page: {tmp_path / 'rules' / 'A-1.html'}",
    ]
    assert list(fired_lines(tmp_path, "A-3", Lang.ZH)) == [f"最近一次审核（结果在 {tmp_path}）：0 处"]


def test_the_page_of_a_rule_is_named_where_its_name_is_not_its_id(tmp_path: Path) -> None:
    page = tmp_path / "rules" / f"{rule_slugs(['A-1.2'])['A-1.2']}.html"
    assert page.stem != "A-1.2"
    (tmp_path / "findings.json").write_text(json.dumps([{**ONE, "rule": "A-1.2"}]), encoding="utf-8")
    page.parent.mkdir()
    page.touch()
    assert [*fired_lines(tmp_path, "A-1.2", Lang.EN)][-1] == f"  page: {page}"


def test_a_rule_that_the_last_audit_did_not_have_is_not_said_to_have_found_nothing(tmp_path: Path) -> None:
    (tmp_path / "findings.json").write_text(json.dumps([ONE]), encoding="utf-8")
    given = {"pass": 1, "fail": 0, "unknown": 0, "yielded": 0, "na": 3, "broken": False}
    rules = {"A-1": given, "A-2": given, "A-3": {**given, "broken": True}, "A-5": {**given, "pass": 0}}
    ran = [{"rule": name, **numbers} for name, numbers in rules.items()]
    (tmp_path / "run.json").write_text(json.dumps({"rules": ran}), encoding="utf-8")
    told = {rule: next(fired_lines(tmp_path, rule, Lang.EN)) for rule in ("A-1", "A-2", "A-3", "A-4", "A-5")}
    assert told == {
        "A-1": f"in the last audit (in {tmp_path}): 1 findings",
        "A-2": f"in the last audit (in {tmp_path}): 0 findings",
        "A-3": f"the last audit (in {tmp_path}) did not have this rule, or did not run it; audit again to see",
        "A-4": f"the last audit (in {tmp_path}) did not have this rule, or did not run it; audit again to see",
        "A-5": f"in the last audit (in {tmp_path}) it applied to no report: check its form, `applies` and `when`;"
        " units and levels must be written as the pages of the reports have them",
    }
    (tmp_path / "run.json").write_text("{", encoding="utf-8")
    assert [*fired_lines(tmp_path, "A-2", Lang.EN)] == [f"the last audit cannot be read: {tmp_path / 'run.json'}"]


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
