"""Rules as SQL: a query over generated names that DuckDB runs as it stands, with what its columns stand for."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from auditor.lang.load import load_rules

if TYPE_CHECKING:
    from pathlib import Path

duckdb = pytest.importorskip("duckdb", reason="the extra auditor[duckdb] is not installed")
pytest.importorskip("sqlglot", reason="the extra auditor[sql] is not installed")

RULES = """规则集 样例
  版式: f
版式 f 「样表」
指标 收到数 (received) : 计数 件
指标 办结数 (closed) : 计数 件
规则 R-1 「办结不超过收到」 强制
  要求: 办结数 ≤ 收到数
"""


def test_the_query_runs_as_it_stands_and_names_no_indicator(tmp_path: Path) -> None:
    from auditor.engine.lowered.as_sql import Dialect
    from auditor.engine.sql.script import sql_files

    (tmp_path / "a.rules").write_text(RULES, encoding="utf-8")
    book, diagnostics = load_rules(tmp_path)
    assert [each for each in diagnostics if each.code.level.value == "error"] == []
    files = dict(sql_files(book, Dialect.DUCKDB))
    query = files["f-record.sql"]
    assert query.isascii()
    assert "received" not in query
    told = {(row["kind"], row["code"]): row["column"] for row in csv.DictReader(files["f-record.csv"].splitlines())}
    received, closed = told["figure", "received"], told["figure", "closed"]
    states = [told["state", "received"], told["state", "closed"]]
    with duckdb.connect() as db:
        columns = ", ".join(f"{name} BIGINT" for name in ("record", "item", received, closed, *states))
        db.execute(f"CREATE TABLE figures ({columns})")
        rows = [(0, 0, 5, 3, 0, 0), (1, 0, 3, 5, 0, 0), (2, 0, 3, None, 0, 1), (3, 0, None, 5, 1, 0)]
        db.executemany("INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?)", rows)
        judged = sorted(db.execute(query).fetchall())
    assert [row[2] for row in judged] == [0, 1, 2, 2]
