"""Commands and exit statuses: 0 it ran; 1 findings at or above `--fail-on`; 2 the rules or the call are wrong."""

from __future__ import annotations

import os
import sys
from enum import StrEnum
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated
from typing import NoReturn

import typer

from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable

    from auditor.diagnostics import Diagnostic

FINDINGS = 1
WRONG = 2
_PROGRESS_FROM = 20

app = typer.Typer(
    help="统计报表数据质量审核。Audits statistical submissions with rules that supervisors write.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # plain help: rich would double the time of `--help`
)
rules_app = typer.Typer(help="规则的检查、测试与清单。Check, test and list rules.", no_args_is_help=True)
app.add_typer(rules_app, name="rules")


class FailOn(StrEnum):
    """From which severity on the command fails."""

    NEVER = "never"
    WARNING = "warning"
    ERROR = "error"


def _default_lang() -> Lang:
    return Lang.EN if os.environ.get("AUDITOR_LANG", "").lower().startswith("en") else Lang.ZH


LangOption = Annotated[
    Lang,
    typer.Option("--lang", default_factory=_default_lang, help="提示语言 language: zh, en (AUDITOR_LANG)"),
]
RulesOption = Annotated[Path, typer.Option("--rules", help="规则目录 the folder of rules")]
RulesArgument = Annotated[Path, typer.Argument(help="规则目录 the folder of rules")]

_NO_FOLDER = Words("找不到目录：{path}", "no such folder: {path}")
_NO_INPUT = Words(
    "找不到：{path}。请把收到的报告放入该目录。", "no such file or folder: {path}; put the submissions there."
)
_READING = Words("读取报告", "reading")
_RULES_OK = Words("{files} 个规则文件，{rules} 条规则，没有错误。", "{files} rule files, {rules} rules, no errors.")
_RULES_BAD = Words(
    "{errors} 处错误，{warnings} 处提醒；有错误的规则不会运行，其余规则照常运行。",
    "{errors} errors, {warnings} warnings; a rule with an error does not run, the others do.",
)
_TESTS = Words("{passed} 项测试符合，{failed} 项不符。", "{passed} tests hold, {failed} do not.")


@app.command()
def audit(
    paths: Annotated[
        list[Path] | None, typer.Argument(help="报告所在目录或文件 folders or files", show_default="reports_in")
    ] = None,
    *,
    rules: RulesOption = Path("rules"),
    out: Annotated[Path, typer.Option("--out", help="结果目录 the folder of the audit")] = Path("audit_out"),
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="有此级别问题时退出状态为 1 exit 1 from this severity on")
    ] = FailOn.NEVER,
    lang: LangOption,
) -> None:
    """审核报告：读取、核对，结果写入 audit_out/。Audits submissions into audit_out/."""
    from auditor.audit import audit_folder
    from auditor.report.terminal import summary
    from auditor.report.write import write_report
    from auditor.results import Severity

    inputs = tuple(paths or [Path("reports_in")])
    for path in inputs:
        if not path.exists():
            _stop(_NO_INPUT, lang, path=str(path))
    _need_folder(rules, lang)
    with _Progress(_READING.say(lang)) as progress:
        result, book = audit_folder(inputs, rules, progress)
    write_report(result, out, rules_digest=book.digest, lang=lang)
    _show(result.diagnostics, lang)
    typer.echo(summary(result, out, lang))
    if any(diagnostic.code.level is Level.ERROR for diagnostic in result.diagnostics):
        raise typer.Exit(WRONG)
    counted = {FailOn.NEVER: set[Severity](), FailOn.ERROR: {Severity.ERROR}}.get(
        fail_on, {Severity.ERROR, Severity.WARNING}
    )
    if any(finding.severity in counted and not finding.trial for finding in result.findings):
        raise typer.Exit(FINDINGS)


@rules_app.command("check")
def rules_check(folder: RulesArgument = Path("rules"), *, lang: LangOption) -> None:
    """检查规则的写法、名称与单位，指出位置并给出建议。Checks rules and says where they are wrong."""
    from auditor.lang.load import load_rules

    _need_folder(folder, lang)
    book, diagnostics = load_rules(folder)
    _show(diagnostics, lang)
    levels = [diagnostic.code.level for diagnostic in diagnostics]
    if diagnostics:
        errors = levels.count(Level.ERROR)
        typer.echo(_RULES_BAD.say(lang, {"errors": str(errors), "warnings": str(len(levels) - errors)}))
    if Level.ERROR in levels:
        raise typer.Exit(WRONG)
    typer.echo(_RULES_OK.say(lang, {"files": str(len(book.sources)), "rules": str(len(book.infos))}))


@rules_app.command("test")
def rules_test(folder: RulesArgument = Path("rules"), *, lang: LangOption) -> None:
    """运行规则文件中的测试与例句。Runs the tests and example sentences that stand in rule files."""
    from auditor.audit import try_rules
    from auditor.report.terminal import case_line
    from auditor.report.terminal import example_line

    _need_folder(folder, lang)
    trial, book, diagnostics = try_rules(folder)
    _show(diagnostics, lang)
    for case in trial.wrong_cases:
        typer.echo(case_line(case, lang, book.sources))
    for example in trial.wrong_examples:
        typer.echo(example_line(example, lang, book.schema))
    typer.echo(_TESTS.say(lang, {"passed": str(trial.tried - trial.failed), "failed": str(trial.failed)}))
    if trial.failed or any(diagnostic.code.level is Level.ERROR for diagnostic in diagnostics):
        raise typer.Exit(WRONG)


@rules_app.command("list")
def rules_list(folder: RulesArgument = Path("rules"), *, lang: LangOption) -> None:
    """列出全部规则：编号、级别、类别、标题。Lists all rules."""
    from auditor.lang.load import load_rules
    from auditor.report.terminal import rule_line

    _need_folder(folder, lang)
    book, diagnostics = load_rules(folder)
    for info in book.infos:
        typer.echo(rule_line(info, lang))
    _show(diagnostics, lang)
    if any(diagnostic.code.level is Level.ERROR for diagnostic in diagnostics):
        raise typer.Exit(WRONG)


def _show(diagnostics: Iterable[Diagnostic], lang: Lang) -> None:
    from auditor.snippet import render_diagnostic

    for diagnostic in sorted(diagnostics, key=lambda each: each.order):
        typer.echo(render_diagnostic(diagnostic, lang), err=True)


def _need_folder(folder: Path, lang: Lang) -> None:
    if not folder.is_dir():
        _stop(_NO_FOLDER, lang, path=str(folder))


def _stop(words: Words, lang: Lang, **values: str) -> NoReturn:
    typer.echo(words.say(lang, values), err=True)
    raise typer.Exit(WRONG)


class _Progress:
    """A line on a terminal that says how far reading has come; silent on short runs and when nobody watches."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._shown = False

    def __enter__(self) -> Callable[[int, int], None]:
        return self._tell

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\n")

    def _tell(self, done: int, total: int) -> None:
        if total >= _PROGRESS_FROM and sys.stderr.isatty():
            self._shown = True
            sys.stderr.write(f"\r{self._label} {done}/{total}")
            sys.stderr.flush()


def _print_version(asked: bool) -> None:
    if asked:
        typer.echo(version("auditor"))
        raise typer.Exit


@app.callback()
def options(
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="版本 version")
    ] = False,
) -> None:
    """统计报表数据质量审核。Audits statistical submissions with rules that supervisors write."""


def main() -> None:
    """Runs the command line; what the operating system refuses is one line, not a trace."""
    try:
        app()
    except OSError as error:
        typer.echo(f"系统拒绝 the system refused: {error}", err=True)
        sys.exit(WRONG)
