"""The library as its page shows it, and that importing it costs nothing."""

from __future__ import annotations

import re
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import polars as pl
import pytest

import auditor
from auditor.results import Verdict

ROOT = Path(__file__).parents[1]
RULES = auditor.load_rules(ROOT / "rules")
PAGE = ROOT / "docs" / "api.md"
WIDE = pl.DataFrame(
    {
        "单位": ["清河镇", "白沙镇"],
        "年度": [2017, 2017],
        "申请办结数": [12, 9],
        "按时办结数": [10, None],
        "延期办结数": [3, 0],
    }
)


def test_every_example_of_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "rules").symlink_to(ROOT / "rules")
    (tmp_path / "reports_in").mkdir()
    (tmp_path / "reports_in" / "a.txt").write_text("清河镇2017年政府信息公开工作年度报告\n一、概述\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "cache"))
    examples = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(examples) >= 6
    if find_spec("pandas") is None:  # an extra of other tools, never needed
        examples = [example for example in examples if "import pandas" not in example]
    exec(compile("\n".join(examples), str(PAGE), "exec"), {"__name__": "example"})  # noqa: S102


def test_importing_loads_nothing() -> None:
    code = "import sys, auditor; print(sorted({name.partition('.')[0] for name in sys.modules} & {'polars', 'jinja2'}))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603
    assert ran.stdout.strip() == "[]"


def test_what_is_public_is_there() -> None:
    assert [name for name in auditor.__all__ if getattr(auditor, name, None) is None] == []
    assert set(auditor.__all__) <= set(dir(auditor))
    with pytest.raises(AttributeError):
        _ = auditor.nothing_of_the_kind


def test_verdicts_are_those_that_the_outcomes_count() -> None:
    audit = auditor.audit_table(WIDE, rules=RULES)
    of_rule = audit.verdicts.filter(pl.col("rule") == "A-B02").select("unit", "verdict")
    assert of_rule.rows() == [("清河镇", "fail"), ("白沙镇", "unknown")]
    for verdict, count in ((Verdict.PASS, "passed"), (Verdict.FAIL, "failed"), (Verdict.UNKNOWN, "unknown")):
        listed = audit.verdicts.filter((pl.col("verdict") == verdict.value) & ~pl.col("yielded")).height
        assert listed == sum(getattr(outcome, count) for outcome in audit.result.outcomes), verdict


def test_an_arrow_stream_of_any_library_is_a_table() -> None:
    class Table:
        def __arrow_c_stream__(self, requested_schema: object = None) -> object:
            return WIDE.__arrow_c_stream__(requested_schema)

    assert auditor.audit_table(Table(), rules=RULES).findings.equals(auditor.audit_table(WIDE, rules=RULES).findings)
    assert auditor.audit_table(WIDE.lazy(), rules=RULES).findings.height > 0


def test_what_is_no_table_is_refused() -> None:
    with pytest.raises(TypeError, match="not int"):
        auditor.audit_table(7, rules=RULES)
    with pytest.raises(auditor.TableError, match="没有一列是指标"):
        auditor.audit_table(WIDE.select("单位", "年度"), rules=RULES)
    with pytest.raises(FileNotFoundError):
        auditor.load_rules(ROOT / "no such folder")


def test_the_facts_of_an_audit_are_a_table_of_figures(tmp_path: Path) -> None:
    audit = auditor.audit_table(WIDE, rules=RULES)
    audit.facts.write_parquet(tmp_path / "facts.parquet")
    again = auditor.audit_folder(tmp_path / "facts.parquet", rules=RULES, cached=False)
    columns = ["unit", "year", "rule", "formula"]
    assert again.findings.select(columns).equals(audit.findings.select(columns))


def test_rules_are_a_table() -> None:
    row = RULES.table.row(by_predicate=pl.col("rule") == "A-B02", named=True)
    assert (row["severity"], row["statement"]) == ("error", "申请办结数 = 按时办结数 + 延期办结数")
    assert RULES.is_sound
    assert RULES.problems() == ()


def test_an_audit_is_kept_and_what_people_wrote_into_the_forms_counts_and_stays(tmp_path: Path) -> None:
    ledger = tmp_path / "台账"
    first = auditor.audit_table(WIDE.head(1), rules=RULES).remembered(ledger, name="初审")
    assert first.findings["change"].to_list() == ["new"]
    (form,) = first.write_forms(ledger)
    lines = form.read_text(encoding="utf-8-sig").splitlines()
    form.write_text("\ufeff" + "\n".join((*lines[:1], *lines[1:], "我们自己的一行")), encoding="utf-8")
    written = form.read_bytes()
    still_wrong = WIDE.head(1).with_columns(延期办结数=pl.lit(4))
    second = auditor.audit_table(still_wrong, rules=RULES).remembered(ledger, name="复审")
    assert second.findings["change"].to_list() == ["persisting"]
    assert second.result.past is not None
    assert second.result.past.name.startswith("1 初审")
    second.write_forms(ledger)
    assert "我们自己的一行" in form.read_text(encoding="utf-8-sig")
    assert form.read_bytes().startswith(written[: len(lines[0].encode())])
    assert "仍存在" in next(page for name, page in second.pages().items() if "清河镇" in name)


def test_a_ledger_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "台账").write_text("", encoding="utf-8")
    with pytest.raises(auditor.LedgerError, match="台账"):
        auditor.audit_table(WIDE, rules=RULES).remembered(tmp_path / "台账")
