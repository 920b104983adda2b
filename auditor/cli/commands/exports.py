"""`export gx|sarif|junit|sql|json|validate`: an audit for the tools of others."""

from __future__ import annotations

from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from auditor.cli.extras import need_gx
from auditor.cli.extras import need_sql
from auditor.cli.needs import need_rules
from auditor.cli.options import OUT
from auditor.cli.options import RULES
from auditor.cli.options import FailOn
from auditor.cli.options import LangOption
from auditor.cli.options import OutOption
from auditor.cli.options import PathsArgument
from auditor.cli.options import RulesOption
from auditor.cli.output import tell_kept
from auditor.cli.output import tell_written
from auditor.cli.remembered import audited_for
from auditor.cli.remembered import remembered
from auditor.diagnostics import Words

if TYPE_CHECKING:
    from auditor.diagnostics import Lang
    from auditor.lang.typed import RuleBook
    from auditor.results import AuditResult

_LEFT_OUT = Words(
    "{form}：{count} 条规则还要看报告本身，只在结论表中：{rules}",
    "{form}: {count} rules ask for the report itself and stand in the table of verdicts only: {rules}",
)
_SAID = Words("{form}：写出 {count} 条规则，{left} 条不能表达", "{form}: {count} rules written, {left} cannot be said")
_NOT_SAID = Words("  {reason}：{rules}", "  {reason}: {rules}")


class SqlDialect(StrEnum):
    """Whose SQL is written."""

    DUCKDB = "duckdb"
    SPARK = "spark"


export_app = typer.Typer(help="把结果交给其他工具。An audit for the tools of others.", no_args_is_help=True)


@export_app.command("gx")
def gx(paths: PathsArgument = None, *, rules: RulesOption = RULES, out: OutOption = OUT, lang: LangOption) -> None:
    """写出 Great Expectations 项目：期望套件、校验结果和网页。A Great Expectations project with its Data Docs."""
    need_gx(lang)
    result, book = audited_for(out, paths, rules, lang)
    from auditor.engine.expectations.project import write_project
    from auditor.engine.export.verdicts import verdict_frame
    from auditor.engine.export.wide_tables import figure_tables
    from auditor.engine.export.wide_tables import verdict_tables
    from auditor.ingest.tabulate import tabulate
    from auditor.report.files.folder import rebuild_folder

    verdicts = verdict_frame(book, tabulate(result.submissions, book.schema), result.submissions)
    figures = figure_tables(result.submissions, book.schema.forms)
    left_out: dict[str, tuple[str, ...]] = {}

    def fill(folder: Path) -> None:
        left_out.update(write_project(folder, book, str(rules), figures, verdict_tables(verdicts)))

    out.mkdir(parents=True, exist_ok=True)
    rebuild_folder(out / "gx", "gx/great_expectations.yml", fill)
    for form, ids in left_out.items():
        typer.echo(_LEFT_OUT.say(lang, {"form": form, "count": str(len(ids)), "rules": lang.listed(ids)}))
    page = out / "gx" / "gx" / "uncommitted" / "data_docs" / "local_site" / "index.html"
    tell_written(lang, page)


@export_app.command("sarif")
def sarif(paths: PathsArgument = None, *, rules: RulesOption = RULES, out: OutOption = OUT, lang: LangOption) -> None:
    """写出 SARIF 2.1.0：findings.sarif。The findings for code review tools."""
    from auditor.report.pipelines.sarif import sarif as as_sarif

    result, book = _remembered(paths, rules, out, lang)
    _write(out, "findings.sarif", as_sarif(result, lang), (result, book), lang)


@export_app.command("junit")
def junit(
    paths: PathsArgument = None,
    *,
    rules: RulesOption = RULES,
    out: OutOption = OUT,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="此级别起算作失败 from this severity on a case fails")
    ] = FailOn.ERROR,
    lang: LangOption,
) -> None:
    """写出 JUnit XML：findings.junit.xml。The verdicts for build servers, a suite a report, a case a rule."""
    from auditor.engine.export.verdicts import passed_rules
    from auditor.ingest.tabulate import tabulate
    from auditor.report.pipelines.junit import junit as as_junit

    result, book = _remembered(paths, rules, out, lang)
    passed = passed_rules(book, tabulate(result.submissions, book.schema), result.submissions)
    content = as_junit(result, passed, fail_on.severities, lang)
    _write(out, "findings.junit.xml", content, (result, book), lang)


def _remembered(paths: list[Path] | None, rules: Path, out: Path, lang: Lang) -> tuple[AuditResult, RuleBook]:
    """The audit with the explanations that units have given."""
    audit = audited_for(out, paths, rules, lang)
    with remembered(audit, out, None, lang) as result:
        return result, audit[1]


def _write(out: Path, name: str, content: bytes, audit: tuple[AuditResult, RuleBook], lang: Lang) -> None:
    """A file below the audit's folder, noted as made from this audit."""
    from auditor.report.data.exports import audit_digest
    from auditor.report.files.folder import write_derived

    result, book = audit
    written = write_derived(out, audit_digest(result, book.digest), [(name, content)], partial(tell_kept, lang))
    tell_written(lang, *written)


def _write_all(folder: Path, files: list[tuple[str, str]], lang: Lang) -> None:
    """A folder of texts whole or not at all."""
    from auditor.report.files.folder import rebuild_folder

    def fill(new: Path) -> None:
        new.mkdir(parents=True, exist_ok=True)
        for name, text in files:
            (new / name).write_text(text, encoding="utf-8", newline="\n")

    folder.parent.mkdir(parents=True, exist_ok=True)
    rebuild_folder(folder, files[0][0] if files else "", fill)
    tell_written(lang, folder)


@export_app.command("sql")
def sql(
    *,
    dialect: Annotated[SqlDialect, typer.Option("--dialect", help="方言 whose SQL: duckdb, spark")] = SqlDialect.DUCKDB,
    rules: RulesOption = RULES,
    out: OutOption = OUT,
    lang: LangOption,
) -> None:
    """把规则写成 SQL，每种版式一个查询。The rules as SQL, one query a form, with what its columns stand for."""
    need_sql(lang)
    need_rules(rules, lang)
    from auditor.engine.lowered.as_sql import Dialect
    from auditor.engine.sql.script import sql_files
    from auditor.lang.load import load_rules

    book, _ = load_rules(rules)
    _write_all(out / "sql" / dialect.value, list(sql_files(book, Dialect(dialect.value))), lang)


@export_app.command("validate")
def validate(
    paths: PathsArgument = None, *, rules: RulesOption = RULES, out: OutOption = OUT, lang: LangOption
) -> None:
    """把规则写成 R validate 的 YAML；指明报告时连同其中的数。The rules for R's validate; the figures of reports."""
    need_rules(rules, lang)
    from auditor.engine.export.r_figures import r_figures
    from auditor.lang.export.as_validate import validate_files
    from auditor.lang.load import load_rules

    result, book = audited_for(out, paths, rules, lang) if paths else (None, load_rules(rules)[0])
    made = list(validate_files(book))
    files = [file for form in made for file in form.files]
    for form in made:
        told = {"form": form.form, "count": str(len(form.said)), "left": str(len(form.left_out))}
        typer.echo(_SAID.say(lang, told))
        for words, ids in form.reasons.items():
            typer.echo(_NOT_SAID.say(lang, {"reason": words.say(lang), "rules": lang.listed(ids)}))
        if result is not None:
            figures = r_figures(form.files[1][1], book.schema.forms[form.form], result.submissions)
            files += [(f"{form.form}-figures.csv", figures)] if figures is not None else []
    _write_all(out / "validate", files, lang)


@export_app.command("json")
def as_json(*, rules: RulesOption = RULES, out: OutOption = OUT, lang: LangOption) -> None:
    """把规则写成 JSON：每条规则的语法树，rules.json。The rules as JSON: the typed tree of each."""
    need_rules(rules, lang)
    from auditor.lang.export.as_json import rules_json
    from auditor.lang.load import load_rules
    from auditor.report.files.folder import write_beside

    book, _ = load_rules(rules)
    path = write_beside(out, "rules.json", rules_json(book))
    tell_written(lang, path)
