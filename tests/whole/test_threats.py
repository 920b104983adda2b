"""The threats of `docs/security.md`: each is tried by the tests that the page names, and those that had none, here."""

from __future__ import annotations

import ast
import json
import re
from html import escape
from importlib.metadata import PackageNotFoundError
from importlib.metadata import metadata
from pathlib import Path

import pytest

from auditor.document import Reading
from auditor.document import Status
from auditor.engine.testing.cases import run_cases
from auditor.ingest.files.reading import read_bytes
from auditor.lang.load import load_rules
from auditor.source import Source
from tests.engine.small_audits import book_of
from tests.ingest.forms_2014 import FIGURES
from tests.ingest.tables.outline_layouts import LAYOUTS
from tests.ingest.tables.outline_layouts import lines

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", PAGE)))
LOCKS = sorted((ROOT / "requirements").glob("*.txt"))
PINNED = re.compile(r"^([A-Za-z0-9_.-]+)==([^ \\;]+)", re.MULTILINE)
# Licences that let anyone use, change and pass on; MPL-2.0 asks only that changed files stay open.
PERMISSIVE = re.compile(r"MIT|BSD|Apache|ISC|PSF|MPL|Mozilla Public|Zlib|CC0|Unlicense")
TAB = "\t"
SCHEMA = load_rules(ROOT / "rules")[0].schema


def test_every_threat_names_a_test() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ") and not line.startswith("| threat")]
    assert rows
    assert [row for row in rows if "::" not in row] == []


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_the_tests_that_are_named_are_there(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    assert name in {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("printed", ["9e999", "9" * 4000, "1E5", "0x1F"])
@pytest.mark.parametrize("ending", ["txt", "html"])
def test_huge_numbers_are_never_judged(printed: str, ending: str) -> None:
    assert judged(printed, ending) == []


@pytest.mark.parametrize(
    "printed", ["\u0661\u0662", "\u0967\u0968", "\u0ed1\u0ed2", "\U0001d7d9\U0001d7da", "l2", "1\u041e"]
)
@pytest.mark.parametrize("ending", ["txt", "html"])
def test_digits_of_other_scripts_are_no_figures(printed: str, ending: str) -> None:
    assert judged(printed, ending) == []


def test_a_plain_figure_in_its_place_is_judged() -> None:
    assert (judged("12", "txt"), judged("１２", "html")) == ([12], [12])


def judged(printed: str, ending: str) -> list[int | None]:
    """What the first figure of a form counts as, where it is believed at all, when it is printed so."""
    values = {each.code: "3" for each in FIGURES} | {"disclosed_total": printed}
    table = LAYOUTS["tabs in a row"](lines(values))
    if ending == "html":
        rows = (f"<td>{'</td><td>'.join(escape(cell) for cell in row.split(TAB))}</td>" for row in table.splitlines())
        table = f"<table><tr>{'</tr><tr>'.join(rows)}</tr></table>"
    text = f"某县2018年政府信息公开工作年度报告\n\n政府信息公开情况统计表\n（2018年度）\n{table}\n"
    (submission,) = read_bytes(f"报告.{ending}", text.encode(), SCHEMA)
    assert submission.status is Status.AUDITED
    return [
        fact.value
        for fact in submission.facts
        if fact.indicator == "disclosed_total" and not fact.is_narrative and fact.reading is Reading.VALUE
    ]


def test_a_pattern_that_others_choke_on_is_answered() -> None:
    rule = (
        '规则集 例\n  版式: disclosure-2014\n规则 R-1 「写法」 提示\n  要求: 匹配(正文, "^(甲+)+乙$")\n'
        f"测试 R-1\n  | 正文 | 结果 |\n  | {'甲' * 5000} | 不通过 |\n  | {'甲' * 5000}乙 | 通过 |\n"
    )
    form = ROOT / "rules" / "disclosure-2014" / "form.rules"
    book = book_of(rule, (Source("form.rules", form.read_text(encoding="utf-8")),))
    assert [case.ok for case in run_cases(book)] == [True, True]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda lock: lock.name)
def test_every_package_is_locked_to_digests(lock: Path) -> None:
    entries = re.split(r"\n(?=\S)", lock.read_text(encoding="utf-8").strip())
    packages = [entry for entry in entries if PINNED.match(entry)]
    assert packages
    assert [entry for entry in packages if "--hash=sha256:" not in entry] == []


def test_the_bill_of_materials_is_of_the_locked_packages() -> None:
    locked = dict(PINNED.findall((ROOT / "requirements" / "runtime.txt").read_text(encoding="utf-8")))
    bill = json.loads((ROOT / "docs" / "sbom.cdx.json").read_text(encoding="utf-8"))
    assert {each["name"]: each["version"] for each in bill["components"]} == locked
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    assert [name for name, version in locked.items() if f"| {name} | {version} |" not in page] == []


def test_every_licence_is_permissive() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    rows = [line.split(" | ") for line in page.splitlines() if re.match(r"\| [a-z]", line)][1:]
    odd = [row for row in rows if not PERMISSIVE.search(row[2]) and _is_here(row[0].strip("| "))]
    assert odd == []


def _is_here(package: str) -> bool:
    try:
        return bool(metadata(package))
    except PackageNotFoundError:
        return False
