"""The gate as a suite of Great Expectations: the checks of `engine.gate`, one expectation each."""

from __future__ import annotations

from typing import TYPE_CHECKING

import great_expectations as gx
import great_expectations.expectations as gxe
import pandas as pd

from auditor.engine.gate import FIGURE_CHECKS
from auditor.engine.gate import RECORD_CHECKS
from auditor.engine.gate import Among
from auditor.engine.gate import Distinct
from auditor.engine.gate import GateError
from auditor.engine.gate import NotNegative
from auditor.engine.gate import Present
from auditor.engine.gate import breaches_in

if TYPE_CHECKING:
    import polars as pl
    from great_expectations.expectations.expectation import Expectation

    from auditor.engine.gate import Breach
    from auditor.engine.gate import Check
    from auditor.engine.gate import GateFrames


def gx_breaches(frames: GateFrames) -> tuple[Breach, ...]:
    """Every check that does not hold, found by validating the frames with a suite.

    Raises:
        GateError: an expectation could not be judged.
    """
    context = gx.get_context(mode="ephemeral")
    context.variables.progress_bars = {"globally": False}
    source = context.data_sources.add_pandas("gate")
    found: list[Breach] = []
    for name, frame, checks in (
        ("records", frames.records, RECORD_CHECKS),
        ("figures", frames.figures, FIGURE_CHECKS),
    ):
        columns = list(dict.fromkeys(check.column for check in checks))
        held = pd.DataFrame({column: frame[column].to_list() for column in columns}, dtype=object)
        batch = source.add_dataframe_asset(name).add_batch_definition_whole_dataframe(name)
        suite = gx.ExpectationSuite(name, expectations=[_expectation(check, frames) for check in checks])
        results = batch.get_batch({"dataframe": held}).validate(suite, result_format="COMPLETE").results
        for check, result in zip(checks, results, strict=True):
            found += _found(check, result, frame)
    return tuple(found)


def _found(check: Check, result: gx.core.ExpectationValidationResult, frame: pl.DataFrame) -> tuple[Breach, ...]:
    if result.success:
        return ()
    places = result.result.get("unexpected_index_list")
    if not places:
        raise GateError(check.words)
    return breaches_in(frame[[int(place) for place in places]], check)


def _expectation(check: Check, frames: GateFrames) -> Expectation:
    match check:
        case Present(column):
            return gxe.ExpectColumnValuesToNotBeNull(column=column)
        case Among(column):
            return gxe.ExpectColumnValuesToBeInSet(column=column, value_set=list(frames.values(check)))
        case NotNegative(column):
            return gxe.ExpectColumnValuesToBeBetween(column=column, min_value=0)
        case Distinct(column):
            return gxe.ExpectColumnValuesToBeUnique(column=column)
