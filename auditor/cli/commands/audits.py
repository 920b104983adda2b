"""`audit`, `summary`, `notices` and `lsp`."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer
from msgspec import Struct
from msgspec.structs import replace

from auditor.cli.commands.notices import notices
from auditor.cli.needs import need_inputs
from auditor.cli.needs import need_out
from auditor.cli.options import OUT
from auditor.cli.options import RULES
from auditor.cli.options import EarlyLangOption
from auditor.cli.options import EngineOption
from auditor.cli.options import FailOn
from auditor.cli.options import Gate
from auditor.cli.options import LangOption
from auditor.cli.options import MasterOption
from auditor.cli.options import OutOption
from auditor.cli.options import PathsArgument
from auditor.cli.options import RulesOption
from auditor.cli.output import FINDINGS
from auditor.cli.output import WRONG
from auditor.cli.output import has_errors
from auditor.cli.output import in_few
from auditor.cli.output import stop
from auditor.cli.output import tell_kept
from auditor.cli.output import tell_written
from auditor.cli.remembered import LedgerOption
from auditor.cli.remembered import audited
from auditor.cli.remembered import audited_for
from auditor.cli.remembered import ledger_of
from auditor.cli.remembered import locked
from auditor.cli.remembered import now
from auditor.cli.remembered import opened_here
from auditor.cli.remembered import remembered
from auditor.cli.remembered import telling
from auditor.cli.timings import Stopwatch
from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.engine.engines import Engine

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Mapping

    from auditor.again import Given
    from auditor.again import Said
    from auditor.diagnostics import Diagnostic
    from auditor.results import AuditResult

_NO_YEAR = Words(
    "没有 {year} 年度的报告；收到的有：{years}", "nothing was received for {year}; the years received are: {years}"
)
_NO_OUTPUT = Words("没有安装输出 {name}；已安装：{known}", "no output {name} is installed; installed: {known}")
_STALE = Words(
    "上次审核的汇总、通知书等 {count} 个文件已过期，已移除：{files}。需要时请重新生成（summary、notices）。",
    "{count} files made from the audit before (summaries, notices) were stale and are gone: {files}."
    " Make them again where they are needed (summary, notices).",
)
_NAMED = 3

FailOnOption = Annotated[
    FailOn, typer.Option("--fail-on", help="有此级别问题时退出状态为 1 exit 1 from this severity on")
]
NameOption = Annotated[str, typer.Option("--name", help="这次审核的名称，如 初审 what to call this audit")]
AlsoOption = Annotated[
    list[str] | None, typer.Option("--also", help="插件的输出，可重复 an output of a plugin, may be repeated")
]
GateOption = Annotated[
    Gate, typer.Option("--gate", help="读取结果的自检方式 what checks the reading: own, gx (Great Expectations)")
]
TimingsOption = Annotated[
    bool, typer.Option("--timings", help="各阶段用时（秒），写到标准错误 seconds per stage, on stderr")
]


def add_audit(app: typer.Typer) -> None:
    """Adds `audit` to the application, and what may stand before any command."""
    app.command()(audit)
    app.callback()(options)


def add_more_on_audits(app: typer.Typer) -> None:
    """Adds the other commands to the application."""
    app.command()(summary)
    app.command()(notices)
    app.command()(lsp)


class _Asked(Struct, frozen=True):
    """What an audit is asked for."""

    inputs: tuple[Path, ...]
    rules: Path
    out: Path
    ledger: Path
    engine: Engine
    master: str
    gate: Gate
    name: str
    also: tuple[str, ...]
    lang: Lang

    @property
    def options(self) -> Iterator[str]:
        """What its results depend on beside the rules and the reports."""
        return map(str, (self.lang, self.engine, self.master, self.gate, *self.also))


def audit(
    paths: PathsArgument = None,
    *,
    rules: RulesOption = RULES,
    out: OutOption = OUT,
    fail_on: FailOnOption = FailOn.NEVER,
    engine: EngineOption = Engine.POLARS,
    master: MasterOption = "",
    name: NameOption = "",
    ledger: LedgerOption = None,
    also: AlsoOption = None,
    gate: GateOption = Gate.OWN,
    timings: TimingsOption = False,
    lang: LangOption,
) -> None:
    """审核报告：读取、核对，结果写入 audit_out/。Audits submissions into audit_out/."""
    from auditor.again import Given

    _need_outputs(also or (), lang)
    watch = Stopwatch()
    inputs = need_inputs(paths, lang)
    need_out(out, inputs, rules, lang)
    asked = _Asked(inputs, rules, out, ledger_of(out, ledger), engine, master, gate, name, tuple(also or ()), lang)
    given = Given.of(inputs, rules, asked.options)
    said = _said_before(given, asked) if given is not None and not name else None
    if said is None:
        said = _said_now(asked, given, watch)
    _tell(said, fail_on, watch.say(lang) if timings else "")


def _need_outputs(names: Iterable[str], lang: Lang) -> None:
    """Stops where an output is asked for that no package adds."""
    from auditor.report.plugged import output_names

    known = output_names()
    for name in names:
        if name not in known:
            stop(_NO_OUTPUT, lang, name=name, known=", ".join(known) or "—")


def _said_before(given: Given, asked: _Asked) -> Said | None:
    """What the very same audit said, where it was made before and stands as it is."""
    from auditor.again import find
    from auditor.ledger.store import reading

    with telling(asked.lang), reading(asked.ledger) as kept:
        runs = kept.runs() if kept is not None else ()
    return find(given, runs, asked.ledger, asked.out) if runs else None


def _said_now(asked: _Asked, given: Given | None, watch: Stopwatch) -> Said:
    """Audits, keeps it in the ledger and writes the results; what that says is kept for the very same audit."""
    from auditor.report.drawn import expect_charts

    lang, out = asked.lang, asked.out
    result, book = audited(
        list(asked.inputs),
        asked.rules,
        lang,
        asked.gate,
        asked.engine,
        master=asked.master,
        done=watch.done,
        meanwhile=partial(_load_what_comes_after, lang),
        read=expect_charts,
    )
    from auditor.again import keep as keep_said
    from auditor.over_time.remembering import keep
    from auditor.over_time.remembering import remember
    from auditor.report.plugged import plugged_files
    from auditor.report.write import write_report
    from auditor.stages import Stage

    with locked(asked.ledger, lang) as kept:
        remembered = remember(result, book, asked.ledger, kept)
        keep(remembered, kept, now(), asked.name)
        result = remembered.result
        del remembered  # what the ledger keeps of every finding, which is in it now
        runs = kept.runs()
        watch.done(Stage.LEDGER)
        more, broken = plugged_files(asked.also, result, lang)
        result = _in_language(result, asked)
        stale = write_report(result, out, book=book, lang=lang, more=more)
    watch.done(Stage.WRITING)
    said = _said(result, (*opened_here(result.diagnostics, asked.ledger), *broken), out, lang)
    if given is not None and given.is_what_was_read(result.submissions):
        keep_said(given, runs, asked.ledger, out, said)
    return replace(said, text=f"{said.text}\n{_STALE.say(lang, _count_and_few(stale, lang))}") if stale else said


def _in_language(result: AuditResult, asked: _Asked) -> AuditResult:
    """The result with its rules in English for English pages."""
    if asked.lang is Lang.ZH:
        return result
    from auditor.english import with_english_rules  # here, as it brings the parser

    return with_english_rules(result, asked.rules)


def _load_what_comes_after(lang: Lang) -> None:
    """Loads what takes long to load and is used when all is judged: only now, as it brings the data frame."""
    import_module("auditor.over_time.remembering")
    from auditor.report.write import make_ready

    make_ready(lang)


def _said(result: AuditResult, diagnostics: tuple[Diagnostic, ...], out: Path, lang: Lang) -> Said:
    from auditor.again import Said
    from auditor.report.terminal import summary as in_short

    counted = sorted({each.severity.value for each in result.findings if not each.trial})
    return Said(in_few(diagnostics, lang), in_short(result, out, lang), has_errors(diagnostics), tuple(counted))


def _tell(said: Said, fail_on: FailOn, timings: str) -> None:
    """Tells what an audit says, and ends with its status."""
    for text in filter(None, (timings, said.errors)):
        typer.echo(text, err=True)
    typer.echo(said.text)
    if said.has_errors:
        raise typer.Exit(WRONG)
    if not fail_on.severities.isdisjoint(said.severities):
        raise typer.Exit(FINDINGS)


def summary(
    year: Annotated[int, typer.Argument(help="报告年度 the year of the reports")],
    paths: PathsArgument = None,
    *,
    rules: RulesOption = RULES,
    out: OutOption = OUT,
    ledger: LedgerOption = None,
    lang: LangOption,
) -> None:
    """年度不一致情况汇总：网页、工作簿、文档。The annual inconsistency summary: page, workbook, documents."""
    from auditor.report.annual.summary import write_summary
    from auditor.report.annual.summary import years_of

    raw, book = audited_for(out, paths, rules, lang)
    years = years_of(raw)
    if year not in years:
        stop(_NO_YEAR, lang, year=str(year), years=lang.listed(map(str, years)) or "—")
    with remembered((raw, book), out, ledger, lang) as result:
        told = partial(tell_kept, lang)
        written = write_summary(result, year, out, rules_digest=book.digest, lang=lang, kept=told)
    tell_written(lang, *written)


def lsp(*, lang: LangOption) -> None:
    """编辑器的语言服务（标准输入输出）。The language server, over standard input and output."""
    from auditor.lsp import serve

    serve(lang)


def _count_and_few(names: tuple[str, ...], lang: Lang) -> Mapping[str, str]:
    """How many files there are, and the first of them."""
    few = lang.listed(names[:_NAMED])
    return {"count": str(len(names)), "files": few + ("……" if len(names) > _NAMED else "")}


def _print_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(version("auditor"))
        raise typer.Exit


def options(
    lang: EarlyLangOption = None,
    *,
    _version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="版本 version")
    ] = False,
) -> None:
    """统计报表数据质量审核。Audits statistical submissions with rules that supervisors write."""
