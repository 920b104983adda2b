from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# What `auditor --help` needs: the commands, and what their options are chosen from.
STARTED = {
    *("auditor", "auditor.cli", "auditor.diagnostics", "auditor.source", "auditor.engine", "auditor.engine.engines"),
    *(f"auditor.cli.{path.stem}" for path in (ROOT / "auditor" / "cli").iterdir()),
    *(f"auditor.cli.commands.{path.stem}" for path in (ROOT / "auditor" / "cli" / "commands").iterdir()),
}
NEEDED = {"typer", "annotated_doc", "shellingham", "colorama", "msgspec", "typing_extensions"}
ASK = """
import json, sys
before = set(sys.modules)
sys.argv = ["auditor", *{args}]
from auditor.cli import main
try:
    main()
except SystemExit as stopped:
    assert not stopped.code, stopped.code
print()
print(json.dumps(sorted(set(sys.modules) - before)))
"""


# What draws, writes or reads what an audit of one year's texts has none of: a chart shows several years.
UNUSED = {
    *(
        "pydantic",
        "docx",
        "lxml",
        "openpyxl",
        "python_calamine",
        "pypdfium2",
        "selectolax",
        "xlrd",
        "xlsxwriter",
        "markdown_it",
    ),
    *("reportlab", "PIL", "great_expectations", "pandas", "numpy", "duckdb", "sqlglot", "highspy", "opencc", "pygls"),
    "multiprocessing",
    *(
        "auditor.engine.testing.cases",
        "auditor.report.charts",
        "auditor.report.annual.pdf",
        "auditor.report.annual.word",
    ),
}
# What reads rules, and documents, which another process may read: not needed where both were read before.
READS_RULES = {"pyparsing", "auditor.lang.grammar", "auditor.lang.check"}
READS = {
    *READS_RULES,
    "auditor.ingest.extract",
    "auditor.ingest.identity.identify",
    "auditor.ingest.tables",
    "rapidfuzz",
}
REPORT = """清河镇2022年政府信息公开工作年度报告

本年度主动公开政府信息12条。收到政府信息公开申请3件，均已答复。
"""


def loaded_by(*args: str, **more: str) -> set[str]:
    """The modules that a command loads, in a process of its own."""
    code, given = ASK.replace("{args}", json.dumps(args)), {**os.environ, **more}
    command = [sys.executable, "-c", code]
    ran = subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=given)  # noqa: S603
    return set(json.loads(ran.stdout.splitlines()[-1]))


@pytest.mark.parametrize("args", [["--help"], ["--version"], ["audit", "--help"], ["rules", "--help"]])
def test_help_loads_the_commands_and_nothing_else(args: list[str]) -> None:
    loaded = loaded_by(*args)
    foreign = {name.partition(".")[0] for name in loaded} - set(sys.stdlib_module_names) - NEEDED - {"auditor"}
    assert {name for name in foreign if not name.startswith("_sysconfigdata")} == set()
    assert {name for name in loaded if name.partition(".")[0] == "auditor"} <= STARTED


def test_an_audit_makes_no_other_commands() -> None:
    audits, rules = (f"auditor.cli.commands.{name}" for name in ("audits", "rules"))
    assert {audits, rules} & loaded_by("audit", "--help") == {audits}


def test_an_audit_loads_what_it_uses(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "rules" / "disclosure-2021", tmp_path / "rules")
    shutil.copy(ROOT / "rules" / "common" / "units.rules", tmp_path / "rules")
    path = tmp_path / "received" / "清河镇.txt"
    path.parent.mkdir()
    path.write_text(REPORT, encoding="utf-8")
    folders = (str(tmp_path / "received"), "--rules", str(tmp_path / "rules"))
    first, second = (
        loaded_by("audit", *folders, "--out", str(tmp_path / out), AUDITOR_CACHE=str(tmp_path / "cache"))
        for out in ("first", "second")
    )
    assert first & UNUSED == set()
    assert first >= READS_RULES
    assert second & (UNUSED | READS) == set()


def test_a_first_audit_finds_the_rules_of_a_new_folder_checked(tmp_path: Path) -> None:
    begun, listed = (
        loaded_by(*args, AUDITOR_CACHE=str(tmp_path / "cache"))
        for args in (("init", str(tmp_path / "here")), ("rules", "list", str(tmp_path / "here" / "rules")))
    )
    assert begun >= READS_RULES
    assert listed & READS_RULES == set()
