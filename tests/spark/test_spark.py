"""Spark against polars. `.ci/spark` runs these tests in an environment of their own: Spark is large, and needs Java."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import polars as pl
import pytest
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st
from msgspec.structs import replace

from auditor.audit import audit_folder
from auditor.cluster import has_java
from auditor.engine.engines import Engine
from auditor.engine.testing.cases import run_cases
from auditor.engine.wide.big_tables import judge_files
from auditor.engine.wide.table_files import table_files
from auditor.ingest.files import codec
from auditor.ingest.files.cache import Cache
from auditor.ingest.files.on_spark import receive_on_spark
from auditor.lang.load import load_rules
from tests.engine.test_big_tables import ROWS
from tests.oracle.trying import many
from tests.properties.test_differential import some_rules
from tests.properties.test_differential import table_of
from tests.properties.test_differential import unsure
from tests.properties.test_engines import RULES
from tests.properties.test_engines import both

if TYPE_CHECKING:
    from pathlib import Path

    from auditor.lang import typed
    from tests.oracle.interpreter import Record

pytest.importorskip("pyspark", reason="the extra auditor[spark] is not installed")
if not has_java():
    pytest.skip("Java is not installed", allow_module_level=True)
pytestmark = pytest.mark.filterwarnings("ignore")  # what PySpark says of pandas and of its sockets


@settings(many, max_examples=10)
@given(some_rules, st.lists(unsure, min_size=1, max_size=4))
def test_random_rules_have_the_same_verdicts(checked: list[typed.CheckedRule], found: list[Record]) -> None:
    both(checked, table_of(found), Engine.SPARK)


def test_the_tests_of_the_packs_hold() -> None:
    book, _ = load_rules(RULES)
    results = run_cases(book, Engine.SPARK)
    assert results
    assert [(each.case.rule, each.case.span, each.got) for each in results if not each.ok] == []


def test_a_table_of_several_files_has_the_same_verdicts_and_findings(tmp_path: Path) -> None:
    from tests.engine.test_big_tables import RULES as SMALL

    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "small.rules").write_text(SMALL, encoding="utf-8")
    book, _ = load_rules(folder)
    frame = pl.DataFrame(ROWS, schema=["单位", "年度", "单位级别", "甲", "乙", "合计", "收费"], orient="row")
    files = [tmp_path / "一 [1]+%.parquet", tmp_path / "二.parquet"]
    for file, part in zip(files, (frame[:2], frame[2:]), strict=True):
        part.write_parquet(file)
    given = table_files(files, book.schema.forms.values())
    here, there = (judge_files(book.rules, given, engine) for engine in (Engine.POLARS, Engine.SPARK))
    assert there.counts.rows() == here.counts.rows()
    assert there.findings.rows() == here.findings.rows()


def test_documents_are_read_and_judged_as_on_one_machine(tmp_path: Path) -> None:
    samples = RULES.parent / "reports_in"
    chosen = [path for path in sorted(samples.iterdir()) if re.search(r"\.(txt|xlsx|pdf|html)$", path.name)][:8]
    for path in chosen:
        (tmp_path / path.name).write_bytes(path.read_bytes())
    (tmp_path / ".hidden").write_text("x", encoding="utf-8")
    here, _ = audit_folder((tmp_path,), RULES)
    there, _ = audit_folder((tmp_path,), RULES, engine=Engine.SPARK)
    assert len(here.submissions) == len(chosen) + 1
    assert there.submissions == here.submissions
    assert there.findings == here.findings
    assert there.outcomes == here.outcomes


def test_what_the_book_needs_reaches_the_workers(tmp_path: Path) -> None:
    """A file that no reader can read is one line, wherever it is read."""
    (tmp_path / "坏.pdf").write_bytes(b"%PDF-1.7 \0broken")
    result, _ = audit_folder((tmp_path,), RULES, engine=Engine.SPARK)
    assert [(each.path, each.status.value) for each in result.submissions] == [("坏.pdf", "unreadable")]


def test_what_was_read_before_is_taken_from_the_cache(tmp_path: Path) -> None:
    schema = load_rules(RULES)[0].schema
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "坏.pdf").write_bytes(b"%PDF-1.7 \0broken")
    cache = Cache.of(schema, tmp_path / "cache")
    (first,) = receive_on_spark(tmp_path / "in", schema, cache=cache)
    assert cache.find("坏.pdf", first.digest) == (first,)
    kept = replace(first, unit="青屏县")
    cache.keep("坏.pdf", first.digest, codec.encode([kept]))
    assert receive_on_spark(tmp_path / "in", schema, cache=cache) == (kept,)
