"""Rules in Great Expectations: the same failing rows as in an audit, whatever holds the data."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest

gx = pytest.importorskip("great_expectations", reason="Great Expectations is an extra")
import pandas as pd  # noqa: E402

from auditor.engine.expectations import ExpectRuleToHold  # noqa: E402
from tests.engine.batches import in_duckdb  # noqa: E402
from tests.engine.batches import in_pandas  # noqa: E402
from tests.engine.batches import in_spark  # noqa: E402
from tests.engine.batches import in_sqlite  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[2]
PACKS = str(ROOT / "rules")
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
PLACES: dict[str, Callable[[Any, pd.DataFrame, Path], Any]] = {
    "pandas": in_pandas,
    "sqlite": in_sqlite,
    "duckdb": in_duckdb,
    "spark": in_spark,
}


@pytest.mark.parametrize("place", PLACES)
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
    batch = PLACES[place](context, FRAME, tmp_path)
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


def test_the_example_of_the_page_runs() -> None:
    page = (ROOT / "docs" / "great-expectations.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    exec(compile(example, "docs/great-expectations.md", "exec"), {"__name__": "example"})  # noqa: S102


def test_nothing_is_imported_before_it_is_asked_for() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from auditor.cli.commands.every import app; "
        "CliRunner().invoke(app, ['audit', '--help']); "
        "import auditor.audit; print('great_expectations' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603
    assert ran.stdout.strip() == "False"
