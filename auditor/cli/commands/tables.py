"""`table`: ready-made tables of any size."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.extras import need_engine
from auditor.cli.needs import need_form
from auditor.cli.needs import need_inputs
from auditor.cli.needs import need_rules
from auditor.cli.options import RULES
from auditor.cli.options import EngineOption
from auditor.cli.options import LangOption
from auditor.cli.options import MasterOption
from auditor.cli.options import RulesOption
from auditor.cli.output import WRONG
from auditor.cli.output import has_errors
from auditor.cli.output import show
from auditor.cli.output import stop
from auditor.diagnostics import Words
from auditor.engine.engines import Engine

_NO_FILES = Words("{path} 中没有 Parquet 文件", "no Parquet file in {path}")
_REFUSED = Words("未判定 {rule}：表中没有 {lacking}", "not judged: {rule}, the table has no {lacking}")
_JUDGED = Words(
    "{form}：{rows} 行，{rules} 条规则，{findings} 处不通过；已写入 {path}",
    "{form}: {rows} rows, {rules} rules, {findings} failures; written to {path}",
)


def add_tables(app: typer.Typer) -> None:
    """Adds this command to the application."""
    app.command()(table)


def table(
    paths: Annotated[list[Path], typer.Argument(help="Parquet 文件或目录 Parquet files, or folders of them")],
    *,
    form: Annotated[str, typer.Option("--form", help="版式代码，默认按列名 the form, by default by the columns")] = "",
    rules: RulesOption = RULES,
    out: Annotated[Path, typer.Option("--out", help="结果目录 the folder of the results")] = Path("table_out"),
    engine: EngineOption = Engine.POLARS,
    master: MasterOption = "",
    lang: LangOption,
) -> None:
    """审核大表（Parquet，每行一份报告、每列一个指标）：各规则的结论数和问题。Audits big tables, a row a report."""
    need_engine(engine, lang, master)
    from auditor.audit import load_book
    from auditor.engine.judge import running_rules
    from auditor.engine.wide.big_tables import judge_files
    from auditor.engine.wide.table_files import TableFilesError
    from auditor.engine.wide.table_files import table_files
    from auditor.report.data.frames import write_table
    from auditor.report.files.folder import replace_folder

    inputs = need_inputs(paths, lang)
    need_rules(rules, lang)
    book, diagnostics = load_book(rules)
    show(diagnostics, lang)
    if has_errors(diagnostics):
        raise typer.Exit(WRONG)
    forms = book.schema.forms
    asked = [need_form(form, forms, lang)] if form else forms.values()
    files = [file for path in inputs for file in (sorted(path.glob("**/*.parquet")) if path.is_dir() else [path])]
    if not files:
        stop(_NO_FILES, lang, path=" ".join(map(str, inputs)))
    try:
        given = table_files(files, asked)
        verdicts = judge_files((it for it in running_rules(book) if it.form == given.form.code), given, engine)
    except TableFilesError as error:
        stop(error.words, lang, **error.values)
    for rule, lacking in verdicts.refused:
        typer.echo(_REFUSED.say(lang, {"rule": rule, "lacking": lacking}), err=True)
    replace_folder(out, partial(write_table, counts=verdicts.counts, findings=verdicts.findings))
    told = {"form": given.form.title, "rules": str(verdicts.counts["rule"].n_unique()), "path": str(out)}
    counts = {"rows": f"{verdicts.rows:,}", "findings": f"{verdicts.findings.height:,}"}
    typer.echo(_JUDGED.say(lang, {**told, **counts}))
