"""Rules in Great Expectations: the same failing rows as in an audit, whatever holds the data."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import polars as pl
import pytest
from msgspec.structs import replace

import auditor
from auditor.lang.typed import Case
from auditor.lang.typed import Grain
from auditor.results import Verdict

gx = pytest.importorskip("great_expectations", reason="Great Expectations is an extra")
import pandas as pd  # noqa: E402
from great_expectations.checkpoint import ValidationAction  # noqa: E402
from selectolax.lexbor import LexborHTMLParser  # noqa: E402

from auditor.cli.commands import app  # noqa: E402
from auditor.engine.expectations import ExpectRuleToHold  # noqa: E402
from auditor.engine.expectations.suites import figure_suite  # noqa: E402
from auditor.engine.expectations.suites import is_about_figures  # noqa: E402
from auditor.engine.wide.batch import cells_of  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.schema import Form

ROOT = Path(__file__).parents[2]
PACKS = str(ROOT / "rules")
RULES = auditor.load_rules(PACKS)
BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
STATEMENT = "按时办结数 + 延期办结数 = 申请办结数"
FRAME = pd.DataFrame(
    {
        "单位": ["清河镇", "白沙镇", "柳营镇", "石桥镇"],
        "年度": [2017, 2017, 2017, 2017],
        "申请办结数": [12, 9, 5, 7],
        "按时办结数": [10, None, 5, 9],
        "延期办结数": [3, 0, 0, None],
    }
)
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


@pytest.fixture(scope="module")
def context() -> Any:  # noqa: ANN401 - the type of an extra
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    return context


def in_pandas(context: Any, frame: pd.DataFrame) -> Any:  # noqa: ANN401
    source = context.data_sources.add_or_update_pandas("pandas")
    asset = source.add_dataframe_asset("frame")
    return asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})


def in_sql(context: Any, frame: pd.DataFrame, folder: Path) -> Any:  # noqa: ANN401
    with sqlite3.connect(folder / "figures.db") as connection:
        frame.to_sql("figures", connection, index=False)
    source = context.data_sources.add_or_update_sqlite("sqlite", connection_string=f"sqlite:///{folder / 'figures.db'}")
    return source.add_table_asset("figures", table_name="figures").add_batch_definition_whole_table("whole").get_batch()


def in_duckdb(context: Any, frame: pd.DataFrame, folder: Path) -> Any:  # noqa: ANN401
    duckdb = pytest.importorskip("duckdb", reason="duckdb is an extra")
    pytest.importorskip("duckdb_engine", reason="duckdb's way to SQLAlchemy is not installed")
    with duckdb.connect(str(folder / "figures.duckdb")) as connection:
        connection.register("given", frame)
        connection.execute("create table figures as select * from given")
    source = context.data_sources.add_or_update_sql(
        "duckdb", connection_string=f"duckdb:///{folder / 'figures.duckdb'}"
    )
    return source.add_table_asset("figures", table_name="figures").add_batch_definition_whole_table("whole").get_batch()


@pytest.mark.parametrize("place", ["pandas", "sqlite", "duckdb"])
@pytest.mark.parametrize(
    ("expectation", "failing"),
    [
        # NOTE: a form's figures are never negative, so that 9 and a blank can never be 7; any other table's may be.
        (ExpectRuleToHold(rule=STATEMENT), ["清河镇"]),
        (ExpectRuleToHold(rules=PACKS, rule_id="A-B02"), ["清河镇", "石桥镇"]),
    ],
    ids=["text", "rule file"],
)
def test_a_rule_gives_the_same_rows_wherever_the_data_lies(
    context: Any,  # noqa: ANN401
    tmp_path: Path,
    place: str,
    expectation: ExpectRuleToHold,
    failing: list[str],
) -> None:
    makers = {"sqlite": in_sql, "duckdb": in_duckdb}
    batch = in_pandas(context, FRAME) if place == "pandas" else makers[place](context, FRAME, tmp_path)
    asked = {"result_format": "COMPLETE", "unexpected_index_column_names": ["单位", "年度"]}
    found = batch.validate(expectation, result_format=asked)
    assert not found.success
    assert found.result["unexpected_index_list"] == [{"单位": unit, "年度": 2017} for unit in failing]
    assert found.result["element_count"] == 4
    assert found.result["unexpected_count"] + found.result["undecided_count"] == 3
    assert found.result["partial_unexpected_list"][0]["延期办结数"] == 3


def test_what_a_blank_leaves_open_fails_only_on_request(context: Any) -> None:  # noqa: ANN401
    batch = in_pandas(context, FRAME.iloc[1:3])
    assert batch.validate(ExpectRuleToHold(rule=STATEMENT)).success
    assert not batch.validate(ExpectRuleToHold(rule=STATEMENT, undecided_fails=True)).success
    assert in_pandas(context, FRAME).validate(ExpectRuleToHold(rule=STATEMENT, mostly=0.5)).success


def test_columns_of_any_table_can_be_spoken_of(context: Any) -> None:  # noqa: ANN401
    frame = pd.DataFrame({"unit": ["a", "a"], "year": [2020, 2021], "net price": [0.1, 0.4], "tax": [0.2, 0.1]})
    frame["gross"] = [0.3, 0.6]
    batch = in_pandas(context, frame)
    assert batch.validate(ExpectRuleToHold(rule="「net price」 + tax ≤ gross")).success
    sums = batch.validate(ExpectRuleToHold(rule="「net price」 + tax = gross"), result_format="COMPLETE")
    assert sums.result["unexpected_index_list"] == [1]
    grows = batch.validate(ExpectRuleToHold(rule="tax ≥ 上年.tax"), result_format="COMPLETE")
    assert (grows.result["unexpected_index_list"], grows.result["undecided_count"]) == ([1], 1)


def test_a_wrong_rule_is_refused_with_its_place(context: Any) -> None:  # noqa: ANN401
    with pytest.raises(ValueError, match=r"要求: a \+ = b"):
        ExpectRuleToHold(rule="a + = b")
    with pytest.raises(ValueError, match="rule_id"):
        ExpectRuleToHold(rules=PACKS)
    batch = in_pandas(context, FRAME)
    for wrong, said in (
        (ExpectRuleToHold(rule="按时办结 = 申请办结数"), "是否指“按时办结数”"),
        (ExpectRuleToHold(rules=PACKS, rule_id="A-B2"), "A-B0"),
        (ExpectRuleToHold(rules=str(ROOT / "nowhere"), rule_id="A-B02"), "nowhere"),
    ):
        found = batch.validate(wrong)
        (raised,) = found.exception_info.values()
        assert said in raised["exception_message"]


# ------------------------------------------------------------------------------------------------------------- parity


def cases_of(form: str) -> dict[str, list[Case]]:
    """The tests of the packs whose rows are figures alone, by rule."""
    about_figures = {rule.info.id for rule in RULES.book.rules if rule.form == form and is_about_figures(rule)}
    found: dict[str, list[Case]] = defaultdict(list)
    for case in RULES.book.cases:
        alone = not (case.world or case.aspects or case.fields or case.attributes)
        if case.form == form and case.rule in about_figures and alone and not any(key[2] for key, _ in case.figures):
            found[case.rule].append(case)
    return found


def alone(rule: str, form: str) -> auditor.Rules:
    """The rules with no other rule at work."""
    only = tuple(it for it in RULES.book.rules if it.info.id == rule and it.form == form)
    return auditor.Rules(replace(RULES.book, rules=only))


def table_of(rule: str, cases: list[Case], form: Form) -> pl.DataFrame:
    """The cases as rows; as in a test, what a case does not name is 0."""
    spoken = sorted(cells_of(alone(rule, form.code).book.rules), key=str)
    usual = {form.cell_name(form.by_code[code], member): 0 for code, member in spoken if code in form.by_code}
    rows = []
    for number, case in enumerate(cases):
        row: dict[str, object] = {"单位": f"单位{number}", "年度": form.years.first, **usual}
        for (code, member, _), value in case.figures:
            indicator = form.by_code[code]
            name = form.cell_name(indicator, member)
            row[name] = None if value is None else value / indicator.measure.factor
        rows.append(row)
    return pl.DataFrame(rows, infer_schema_length=None)


@pytest.mark.parametrize("form", ["disclosure-2014", "disclosure-2021"])
def test_the_tests_of_the_packs_fail_the_same_rows(context: Any, form: str) -> None:  # noqa: ANN401
    checked, failing = 0, 0
    for rule, cases in cases_of(form).items():
        frame = table_of(rule, cases, RULES.book.schema.forms[form])
        verdicts = auditor.audit_table(frame.with_columns(版式=pl.lit(form)), rules=alone(rule, form)).verdicts
        wrong = verdicts.filter(pl.col("verdict") == "fail")["unit"].unique()
        batch = in_pandas(context, pd.DataFrame(frame.to_dict(as_series=False)))
        expectation = ExpectRuleToHold(rules=PACKS, rule_id=rule, form=form)
        found = batch.validate(
            expectation, result_format={"result_format": "COMPLETE", "unexpected_index_column_names": ["单位"]}
        )
        assert found.exception_info.get("raised_exception") is False, rule
        assert sorted(it["单位"] for it in found.result["unexpected_index_list"]) == sorted(wrong.to_list()), rule
        expected = {f"单位{number}" for number, case in enumerate(cases) if case.expected is Verdict.FAIL}
        assert expected <= set(wrong.to_list()), rule
        checked, failing = checked + len(cases), failing + len(expected)
    assert checked > 30
    assert failing > 10


def test_what_is_said_natively_fails_the_same_rows(context: Any) -> None:  # noqa: ANN401
    form = RULES.book.schema.forms["disclosure-2014"]
    rules = [rule for rule in RULES.book.rules if rule.form == form.code and rule.grain is Grain.RECORD]
    native = {
        it.meta["rule"]: it
        for it in figure_suite(form, rules, PACKS)[0].expectations
        if not isinstance(it, ExpectRuleToHold)
    }
    assert len(native) >= 4
    for rule, expectation in native.items():
        names = [value for name, value in expectation.configuration.kwargs.items() if name.startswith("column")]
        values = [None, 0, 3, 7]
        frame = pd.DataFrame(
            [dict(zip(names, pair, strict=False)) for pair in zip(values * 4, sorted(values, key=str) * 4, strict=True)]
        )
        frame.insert(0, "单位", [f"单位{number}" for number in range(len(frame))])
        frame.insert(1, "年度", 2016)
        batch = in_pandas(context, frame)
        ours = batch.validate(ExpectRuleToHold(rules=PACKS, rule_id=rule, form=form.code), result_format="COMPLETE")
        theirs = batch.validate(expectation, result_format="COMPLETE")
        assert theirs.result["unexpected_index_list"] == ours.result["unexpected_index_list"], rule


# ------------------------------------------------------------------------------------------------- contexts and pages


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


def test_the_example_of_the_page_runs() -> None:
    page = (ROOT / "docs" / "great-expectations.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(example, "docs/great-expectations.md", "exec"), {"__name__": "example"})  # noqa: S102


def test_nothing_is_imported_before_it_is_asked_for() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from auditor.cli.commands import app; "
        "CliRunner().invoke(app, ['audit', '--help']); "
        "import auditor.audit; print('great_expectations' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603
    assert ran.stdout.strip() == "False"


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    pyspark = pytest.importorskip("pyspark.sql", reason="Spark is an extra")
    if shutil.which("java") is None or not os.environ.get("AUDITOR_SPARK"):
        pytest.skip("Spark takes half a minute to start: by AUDITOR_SPARK=1, where there is Java")
    session = pyspark.SparkSession.builder.master("local[1]").config("spark.ui.enabled", "false").getOrCreate()
    yield session
    session.stop()


def test_a_rule_holds_in_spark(context: Any, spark: Any) -> None:  # noqa: ANN401
    rows = FRAME.astype(object).where(FRAME.notna(), None).to_numpy().tolist()
    schema = "`单位` string, `年度` long, `申请办结数` long, `按时办结数` double, `延期办结数` double"
    frame = spark.createDataFrame(rows, schema)
    asset = context.data_sources.add_or_update_spark("spark").add_dataframe_asset("frame")
    batch = asset.add_batch_definition_whole_dataframe("whole").get_batch({"dataframe": frame})
    asked = {"result_format": "COMPLETE", "unexpected_index_column_names": ["单位"]}
    found = batch.validate(ExpectRuleToHold(rules=PACKS, rule_id="A-B02"), result_format=asked)
    assert found.result["unexpected_index_list"] == [{"单位": "清河镇"}, {"单位": "石桥镇"}]
