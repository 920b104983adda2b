"""On English pages rules are said in English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.audit import audit_folder
from auditor.disk.store import Store
from auditor.english import with_english_rules

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

RULES = """规则集 本地
版式 f 「报表」
指标 收到件数 (received) : 计数 件
指标 办结件数 (closed) : 计数 件
规则 L-01 「办结不超过收到」 强制
  当: 收到件数 > 0
  要求: 办结件数 ≤ 收到件数
"""


def test_a_rule_is_said_in_english_and_its_title_is_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").mkdir()
    (tmp_path / "in").mkdir()
    (tmp_path / "rules" / "a.rules").write_text(RULES, encoding="utf-8")
    result, _ = audit_folder((tmp_path / "in",), tmp_path / "rules")
    store = Store(tmp_path / "store")
    (info,) = with_english_rules(result, tmp_path / "rules", store).rules
    assert info.statement == "when received > 0: closed <= received"
    assert info.title == "办结不超过收到"
    monkeypatch.setattr("auditor.english.format_sources", None)  # it is kept
    assert with_english_rules(result, tmp_path / "rules", store).rules == (info,)
