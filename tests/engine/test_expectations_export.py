"""What is exported for Great Expectations: a context whose checkpoint runs again, and its pages."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

from auditor.cli.commands.every import app

gx = pytest.importorskip("great_expectations", reason="Great Expectations is an extra")
from great_expectations.checkpoint import ValidationAction  # noqa: E402

if TYPE_CHECKING:
    from pathlib import Path

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SMALL = """
规则集 小表
  版式: small

版式 small 「小表」
  年度: 2010..

指标 总数 (total) : 计数 件
  位置: 一
指标 甲数 (first) : 计数 件
  位置: 二
指标 乙数 (second) : 计数 件
  位置: 三

规则 S-01 「总数等于两项之和」 强制
  要求: 总数 = 甲数 + 乙数
  依据: "表"
  整改: "改"

规则 S-02 「甲数不超过总数」 核实
  要求: 甲数 ≤ 总数
  依据: "表"
  整改: "改"

规则 S-03 「乙数不多」 提示
  要求: 乙数 ≤ 100
  依据: "表"
  整改: "改"

规则 S-04 「比上年不减」 提示
  要求: 总数 ≥ 上年.总数
  依据: "表"
  整改: "改"
"""


class Noted(ValidationAction):  # type: ignore[misc]
    """An action that a team's checkpoint would have: it hears of what failed."""

    type: str = "noted"
    told: list[str] = []  # noqa: RUF012 - pydantic copies it

    def run(self, checkpoint_result: Any, action_context: Any = None) -> dict[str, Any]:  # noqa: ANN401, ARG002
        for result in checkpoint_result.run_results.values():
            self.told += [str(it.expectation_config.severity) for it in result.results if not it.success]
        return {"told": self.told}


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the command exports for a small form."""
    from typer.testing import CliRunner

    folder = tmp_path_factory.mktemp("gx")
    (folder / "rules").mkdir()
    (folder / "rules" / "small.rules").write_text(SMALL.lstrip(), encoding="utf-8")
    rows = "单位,年度,总数,甲数,乙数\n甲镇,2020,5,2,3\n甲镇,2021,4,5,1\n乙镇,2021,9,4,\n"
    (folder / "figures.csv").write_text(rows, encoding="utf-8")
    asked = [
        "export",
        "gx",
        str(folder / "figures.csv"),
        "--rules",
        str(folder / "rules"),
        "--out",
        str(folder / "out"),
    ]
    ran = CliRunner().invoke(app, asked, catch_exceptions=False)
    assert ran.exit_code == 0, ran.output
    return folder / "out" / "gx"


def test_the_export_is_a_context_whose_checkpoint_runs_again(exported: Path) -> None:
    context = gx.get_context(mode="file", project_root_dir=str(exported))
    suite = context.suites.get("figures-small")
    kinds = {it.meta["rule"]: (it.expectation_type, str(it.severity.value)) for it in suite.expectations}
    assert kinds["S-01"] == ("expect_rule_to_hold", "critical")
    assert kinds["S-02"] == ("expect_column_pair_values_a_to_be_greater_than_b", "warning")
    assert kinds["S-03"] == ("expect_column_values_to_be_between", "info")
    assert kinds["S-04"] == ("expect_rule_to_hold", "info")
    checkpoint = context.checkpoints.get("audit")
    checkpoint.actions = [Noted(name="noted")]
    checkpoint.save()
    ran = checkpoint.run()
    assert not ran.success
    failed = {
        (result.suite_name, it.expectation_config.meta["rule"]): it.result["unexpected_index_list"]
        for result in ran.run_results.values()
        for it in result.results
        if not it.success
    }
    rows = {key: [(row["单位"], row["年度"]) for row in found] for key, found in failed.items()}
    assert rows == {
        ("figures-small", "S-01"): [("甲镇", 2021)],
        ("figures-small", "S-02"): [("甲镇", 2021)],
        ("figures-small", "S-04"): [("甲镇", 2021)],
        ("verdicts-small", "S-01"): [("甲镇", 2021)],
        ("verdicts-small", "S-02"): [("甲镇", 2021)],
        ("verdicts-small", "S-04"): [("甲镇", 2021)],
    }
    assert len(checkpoint.actions[0].told) == len(rows)


def test_the_outcome_of_the_audit_is_kept_as_validation_results(exported: Path) -> None:
    kept = [
        json.loads(file.read_text(encoding="utf-8")) for file in exported.glob("gx/uncommitted/validations/**/*.json")
    ]
    assert {it["suite_name"] for it in kept} == {"figures-small", "verdicts-small"}


@pytest.mark.skipif(not BROWSER, reason="no chromium is installed")
def test_data_docs_show_the_rules_in_a_browser(exported: Path) -> None:
    site = exported / "gx" / "uncommitted" / "data_docs" / "local_site"
    (page,) = site.glob("validations/figures-small/**/*.html")
    flags = ("--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=2000", "--dump-dom")
    command = [str(BROWSER), *flags, page.as_uri()]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603
    for words in ("总数 = 甲数 + 乙数", "总数等于两项之和", "甲镇", "1 unexpected values found"):
        assert words in ran.stdout
    assert "figures-small" in (site / "index.html").read_text(encoding="utf-8")


def test_data_docs_ask_nobody_for_anything(exported: Path) -> None:
    pages = list((exported / "gx" / "uncommitted" / "data_docs" / "local_site").rglob("*.html"))
    assert len(pages) > 3
    for page in pages:
        tree = LexborHTMLParser(page.read_bytes())
        sources = [node.attributes.get("src") or "" for node in tree.css("script[src], img[src], iframe[src]")]
        sources += [node.attributes.get("href") or "" for node in tree.css("link[href]")]
        assert [source for source in sources if "//" in source] == [], page
        assert tree.css("style")
