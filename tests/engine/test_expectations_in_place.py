"""Rules over tables in databases: asked there, with the same rows as when all are fetched, and told where not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

import pytest

import auditor
from tests.engine.batches import in_duckdb
from tests.engine.batches import in_pandas
from tests.engine.batches import in_postgres
from tests.engine.batches import in_spark
from tests.engine.batches import in_sqlite

gx = pytest.importorskip("great_expectations", reason="Great Expectations is an extra")
pytest.importorskip("sqlglot", reason="sqlglot is an extra")
import pandas as pd  # noqa: E402

from auditor.engine.expectations import ExpectRuleToHold  # noqa: E402
from auditor.engine.expectations.suites import is_about_figures  # noqa: E402
from tests.whole.pack_rows import pack_rows  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

PACKS = str(Path(__file__).parents[2] / "rules")
ASKED = {"result_format": "COMPLETE", "unexpected_index_column_names": ["单位"]}
STATEMENT = "按时办结数 + 延期办结数 = 申请办结数"


PLACES: dict[str, Callable[[Any, pd.DataFrame, Path], Any]] = {
    "sqlite": in_sqlite,
    "duckdb": in_duckdb,
    "postgres": in_postgres,
    "spark": in_spark,
}
FORMS = {
    "sqlite": "disclosure-2014",
    "duckdb": "disclosure-2021",
    "postgres": "disclosure-2014",
    "spark": "disclosure-2019",
}


def figures_of(form: str) -> tuple[pd.DataFrame, list[str]]:
    """The tests of the packs as one wide table, with rows of awkward numbers behind, and the rules that judge it."""
    rules = auditor.load_rules(PACKS)
    layout = rules.book.schema.forms[form]
    ids = [rule.info.id for rule in rules.book.rules if rule.form == form and is_about_figures(rule)]
    spoken = [(it.code, member, 0) for it in layout.figures for member in it.members or (None,)]
    rows = pack_rows(rules, form, ids, spoken)
    names = {key: layout.cell_name(layout.by_code[key[0]], key[1]) for key in spoken}
    columns = {name: pd.Series(rows.printed(key), dtype="float64") for key, name in names.items()}
    frame = pd.DataFrame({"年度": rows.years, **columns})
    awkward = pd.DataFrame([{**dict.fromkeys(names.values(), it), "年度": 2020} for it in (-1, 0.5, 1e17, 3, 0.0001)])
    frame = pd.concat([frame, awkward], ignore_index=True)
    frame.insert(0, "单位", [f"单位{number}" for number in range(len(frame))])
    return frame, list(dict.fromkeys(ids))


@pytest.mark.parametrize("place", PLACES)
def test_rules_asked_in_place_find_the_rows_that_are_found_when_all_are_fetched(
    context: Any,  # noqa: ANN401
    tmp_path: Path,
    place: str,
) -> None:
    form = FORMS[place]
    frame, ids = figures_of(form)
    here, there = in_pandas(context, frame, tmp_path), PLACES[place](context, frame, tmp_path)
    asked = 0
    for rule in ids:
        expectation = ExpectRuleToHold(rules=PACKS, rule_id=rule, form=form)
        ours, theirs = (batch.validate(expectation, result_format=ASKED) for batch in (here, there))
        assert theirs.exception_info.get("raised_exception") is False, (rule, theirs.exception_info)
        same = ("element_count", "unexpected_count", "undecided_count", "unexpected_percent")
        assert [theirs.result[key] for key in same] == [ours.result[key] for key in same], rule
        found = [sorted(it["单位"] for it in each.result["unexpected_index_list"]) for each in (ours, theirs)]
        assert found[0] == found[1], rule
        details = theirs.result["details"]
        asked += details["judged_in"] == "database"
        assert details["judged_in"] == "database" or details["reason"], rule
    assert asked > 10


@pytest.mark.parametrize("place", ["sqlite", "duckdb", "postgres"])
def test_only_the_rows_that_may_fail_are_fetched(context: Any, tmp_path: Path, place: str) -> None:  # noqa: ANN401
    good = pd.DataFrame({"申请办结数": range(500), "按时办结数": range(500), "延期办结数": 0})
    bad = pd.DataFrame({"申请办结数": [5, 9], "按时办结数": [3, None], "延期办结数": [1, 0]})
    batch = PLACES[place](context, pd.concat([good, bad]), tmp_path)
    found = batch.validate(ExpectRuleToHold(rule=STATEMENT), result_format="COMPLETE")
    assert found.result["details"] == {"judged_in": "database", "rows_fetched": 2}
    assert found.result["element_count"] == 502
    assert found.result["unexpected_list"] == [{"申请办结数": 5, "按时办结数": 3, "延期办结数": 1}]
    assert found.result["undecided_count"] == 1
    assert "unexpected_index_list" not in found.result


@pytest.mark.parametrize(("place", "judged_in"), [("sqlite", "database"), ("postgres", "memory")])
def test_texts_among_figures_are_fetched_and_read_as_ever(
    context: Any,  # noqa: ANN401
    tmp_path: Path,
    place: str,
    judged_in: str,
) -> None:
    frame = pd.DataFrame(
        {
            "单位": list("甲乙丙丁"),
            "申请办结数": ["5", "9件", 4, 7],
            "按时办结数": [5, 3, 4, "—"],
            "延期办结数": [0, 0, 0, 0],
        }
    ).astype({"申请办结数": object})
    expectation = ExpectRuleToHold(rules=PACKS, rule_id="A-B02", form="disclosure-2014")
    found = PLACES[place](context, frame, tmp_path).validate(expectation, result_format=ASKED)
    assert [it["单位"] for it in found.result["unexpected_index_list"]] == ["乙"]
    assert found.result["details"]["judged_in"] == judged_in


def test_a_rule_over_other_rows_is_judged_here_and_says_so(context: Any, tmp_path: Path) -> None:  # noqa: ANN401
    frame = pd.DataFrame({"unit": ["a", "a"], "year": [2020, 2021], "tax": [2, 1]})
    found = in_sqlite(context, frame, tmp_path).validate(
        ExpectRuleToHold(rule="tax ≥ 上年.tax"), result_format="COMPLETE"
    )
    assert found.result["unexpected_count"] == 1
    assert found.result["details"]["judged_in"] == "memory"
    assert "other rows" in found.result["details"]["reason"]
