"""`export gx|sarif|junit`: an audit for the tools of others."""

from __future__ import annotations

from pathlib import Path

import typer

from auditor.cli.remembered import audited
from auditor.cli.shared import OUT
from auditor.cli.shared import RULES
from auditor.cli.shared import LangOption
from auditor.cli.shared import OutOption
from auditor.cli.shared import PathsArgument
from auditor.cli.shared import RulesOption
from auditor.cli.shared import need_gx
from auditor.diagnostics import Words

_WRITTEN = Words("已写入：{path}", "written: {path}")
_LEFT_OUT = Words(
    "{form}：{count} 条规则还要看报告本身，只在结论表中：{rules}",
    "{form}: {count} rules ask for the report itself and stand in the table of verdicts only: {rules}",
)

export_app = typer.Typer(help="把结果交给其他工具。An audit for the tools of others.", no_args_is_help=True)


@export_app.command("gx")
def gx(paths: PathsArgument = None, *, rules: RulesOption = RULES, out: OutOption = OUT, lang: LangOption) -> None:
    """写出 Great Expectations 项目：期望套件、校验结果和网页。A Great Expectations project with its Data Docs."""
    need_gx(lang)
    result, book = audited(paths, rules, lang)
    from auditor.engine.expectations.project import write_project
    from auditor.engine.verdicts import verdict_frame
    from auditor.engine.wide_tables import figure_tables
    from auditor.engine.wide_tables import verdict_tables
    from auditor.ingest.tabulate import tabulate
    from auditor.report.folder import rebuild_folder

    verdicts = verdict_frame(book, tabulate(result.submissions, book.schema), result.submissions)
    figures = figure_tables(result.submissions, book.schema.forms)
    left_out: dict[str, tuple[str, ...]] = {}

    def fill(folder: Path) -> None:
        left_out.update(write_project(folder, book, str(rules), figures, verdict_tables(verdicts)))

    out.mkdir(parents=True, exist_ok=True)
    rebuild_folder(out / "gx", "gx/great_expectations.yml", fill)
    for form, ids in left_out.items():
        typer.echo(_LEFT_OUT.say(lang, {"form": form, "count": str(len(ids)), "rules": "、".join(ids)}))
    page = out / "gx" / "gx" / "uncommitted" / "data_docs" / "local_site" / "index.html"
    typer.echo(_WRITTEN.say(lang, {"path": str(page)}))
