"""A data context on disk: the tables of an audit, the suites of its rules, what came of them, and Data Docs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import great_expectations as gx
from great_expectations.checkpoint import UpdateDataDocsAction
from great_expectations.data_context.types.base import ProgressBarsConfig

from auditor.engine.expectations.offline import make_offline
from auditor.engine.expectations.suites import figure_suite
from auditor.engine.expectations.suites import identity_of_rows
from auditor.engine.expectations.suites import verdict_suite

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    import polars as pl
    from great_expectations.data_context import FileDataContext
    from great_expectations.datasource.fluent import PandasFilesystemDatasource

    from auditor.lang.typed import RuleBook

_TABLES = "tables"
_CHECKPOINT = "audit"


def write_project(
    folder: Path, book: RuleBook, rules: str, figures: Mapping[str, pl.DataFrame], verdicts: Mapping[str, pl.DataFrame]
) -> Mapping[str, tuple[str, ...]]:
    """Writes a data context into a new folder, runs its checkpoint and builds its Data Docs.

    Gives back, by form, the rules that need more than a table of figures.

    `figures` and `verdicts` are the wide tables of an audit by form; `rules` is where its rules lie, which the suites
    refer to.
    """
    tables = folder / _TABLES
    tables.mkdir(parents=True)
    context = gx.get_context(mode="file", project_root_dir=str(folder))
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    source = context.data_sources.add_pandas_filesystem("tables", base_directory=tables.resolve())
    left_out: dict[str, tuple[str, ...]] = {}
    validations = []
    infos = {info.id: info for info in book.infos}
    for form, frame in figures.items():
        suite, left_out[form] = figure_suite(
            book.schema.forms[form], [rule for rule in book.rules if rule.form == form], rules
        )
        validations.append(_validation(context, source, tables, suite, frame))
    for form, frame in verdicts.items():
        suite = verdict_suite(form, [infos[name] for name in frame.columns if name in infos])
        validations.append(_validation(context, source, tables, suite, frame))
    checkpoint = context.checkpoints.add(
        gx.Checkpoint(
            name=_CHECKPOINT,
            validation_definitions=validations,
            actions=[UpdateDataDocsAction(name="data_docs")],
            result_format={"result_format": "COMPLETE", "unexpected_index_column_names": identity_of_rows()},
        )
    )
    checkpoint.run()
    make_offline(folder / "gx" / "uncommitted" / "data_docs" / "local_site")
    return left_out


def _validation(
    context: FileDataContext,
    source: PandasFilesystemDatasource,
    tables: Path,
    suite: gx.ExpectationSuite,
    frame: pl.DataFrame,
) -> gx.ValidationDefinition:
    """A table with the suite that it is to meet."""
    name = suite.name
    (tables / f"{name}.csv").write_bytes(frame.write_csv().encode("utf-8"))
    asset = source.add_csv_asset(name)
    batch = asset.add_batch_definition_path(name, path=f"{name}.csv")
    kept = context.suites.add(suite)
    return context.validation_definitions.add(gx.ValidationDefinition(name=name, data=batch, suite=kept))
