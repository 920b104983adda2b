"""`compare`, `diff` and `explanations`: audits over time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from auditor.cli.options import OUT
from auditor.cli.options import RULES
from auditor.cli.options import FailOn
from auditor.cli.options import LangOption
from auditor.cli.options import OutOption
from auditor.cli.options import PathsArgument
from auditor.cli.options import RulesOption
from auditor.cli.output import FINDINGS
from auditor.cli.output import WRONG
from auditor.cli.output import has_errors
from auditor.cli.output import show
from auditor.cli.output import stop
from auditor.cli.output import tell_written
from auditor.cli.remembered import LedgerOption
from auditor.cli.remembered import audited
from auditor.cli.remembered import audited_for
from auditor.cli.remembered import ledger_of
from auditor.cli.remembered import locked
from auditor.cli.remembered import opened_here
from auditor.cli.remembered import telling
from auditor.diagnostics import Words

if TYPE_CHECKING:
    from auditor.diagnostics import Lang
    from auditor.ledger.compare import Compared
    from auditor.ledger.differ import Difference

_RUNS = Words("{run}：{findings}处问题", "{run}: {findings} findings")
_HANDED_OUT = Words(
    "说明表：新写或补充 {written} 份，无须补充 {same} 份；在 {folder}",
    "forms for explanations: {written} written, {same} as they were; in {folder}",
)
_LEFT = Words("没有改写（打不开、正被占用或有误）：{path}", "left alone (unreadable, in use or wrong): {path}")
_TAKEN_IN = Words("通知书中的答复：收录 {count} 处", "answers taken from notices: {count}")
_NO_FORMS = Words("没有要说明的问题。", "there is nothing to explain.")
_ONE_FILE = Words(
    "要写两个文件：较早的 {path} 后面，再写较晚的一个；或者写单位名称和年度",
    "two files are compared: a later one is named after {path}; or name a unit and a year",
)
_NO_FILE = Words(
    "找不到“{path}”：写两个文件，或单位名称（可加年度）。",
    "no such file: {path}; name two files, or a unit (and a year).",
)


def add_over_time(app: typer.Typer) -> None:
    """Adds these commands to the application."""
    app.command()(compare)
    app.command()(diff)
    app.command()(explanations)


def compare(
    earlier: Annotated[str | None, typer.Argument(help="较早的审核：编号、名称或日期 the earlier audit")] = None,
    later: Annotated[str | None, typer.Argument(help="较晚的审核，默认最近一次 the later audit")] = None,
    *,
    listing: Annotated[bool, typer.Option("--list", help="列出台账中的审核 list the audits that are kept")] = False,
    whole: Annotated[bool, typer.Option("--all", help="未变的问题也列出 list what persists, too")] = False,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="有此级别的新问题或反弹时退出状态为 1 exit 1 if such are new")
    ] = FailOn.NEVER,
    out: OutOption = OUT,
    ledger: LedgerOption = None,
    lang: LangOption,
) -> None:
    """两次审核的比较：新发现、仍存在、已改正、又出现、未能再判。Compares two audits, the last two by default."""
    from auditor.ledger.compare import compare as compared
    from auditor.ledger.compare import pick
    from auditor.ledger.messages import NO_LEDGER
    from auditor.ledger.store import reading
    from auditor.ledger.values import Stand
    from auditor.over_time.changes_page import compared_page
    from auditor.over_time.changes_text import compared_csv
    from auditor.over_time.changes_text import compared_lines
    from auditor.report.files.folder import write_beside

    folder = ledger_of(out, ledger)
    with telling(lang), reading(folder) as book:
        runs = book.runs() if book is not None else ()
        if book is None or not runs:
            stop(NO_LEDGER, lang, path=str(folder))
        if listing:
            for run in runs:
                count = sum(each.stand is Stand.OPEN for each in book.entries(run.number))
                typer.echo(_RUNS.say(lang, {"run": run.label, "findings": str(count)}))
            return
        start, end = pick(runs, earlier, later)
        found = compared(book.entries(start.number), book.entries(end.number))
    for line in compared_lines(found, (start.label, end.label), lang, whole=whole):
        typer.echo(line)
    overview = "../index.html" if (out / "index.html").is_file() else ""
    pages = frozenset(path.relative_to(out).as_posix() for kind in ("units", "rules") for path in out.glob(f"{kind}/*"))
    for ending, content in (
        ("csv", compared_csv(found, lang)),
        ("html", compared_page(found, (start.label, end.label), lang, overview, pages)),
    ):
        path = write_beside(out, f"compare/{start.number}-{end.number}.{ending}", content)
        tell_written(lang, path)
    _fail(found, fail_on)


def diff(
    earlier: Annotated[str, typer.Argument(help="较早的文件；或单位名称 the earlier file, or a unit")],
    later: Annotated[str | None, typer.Argument(help="较晚的文件；或年度 the later file, or a year")] = None,
    *,
    fail_on: Annotated[
        FailOn, typer.Option("--fail-on", help="有此级别的新问题时退出状态为 1 exit 1 if such are new")
    ] = FailOn.NEVER,
    html: Annotated[Path | None, typer.Option("--html", help="另存为网页 write it as a page, too")] = None,
    rules: RulesOption = RULES,
    out: OutOption = OUT,
    ledger: LedgerOption = None,
    lang: LangOption,
) -> None:
    """同一报告的两个版本：改了哪些数，问题少了还是多了。Two versions of a report: two files, or a unit as received."""
    from auditor.ledger.differ import of_unit
    from auditor.over_time.remembering import differ

    if later is not None and Path(earlier).exists():
        if not Path(later).exists():
            stop(_NO_FILE, lang, path=later)
        sides = [audited([Path(each)], rules, lang) for each in (earlier, later)]
        found = differ(sides[0], sides[1])
    elif Path(earlier).suffix and not Path(earlier).exists():
        stop(_NO_FILE, lang, path=earlier)
    elif Path(earlier).is_file():
        stop(_ONE_FILE, lang, path=earlier)
    else:
        from auditor.ledger.store import reading

        with telling(lang), reading(ledger_of(out, ledger)) as book:
            found = of_unit(book, earlier, later)
    _show(found, lang)
    if html is not None:
        from auditor.over_time.changes_page import difference_page
        from auditor.report.files.folder import write_beside

        path = write_beside(html.parent, html.name, difference_page(found, lang))
        tell_written(lang, path)
    _fail(found.findings, fail_on)


def explanations(
    paths: PathsArgument = None,
    *,
    replies: Annotated[
        list[Path] | None,
        typer.Option(
            "--from", help="单位填好答复的通知书（Word）或其文件夹，可写多次 answered notices, or a folder of them"
        ),
    ] = None,
    rules: RulesOption = RULES,
    out: OutOption = OUT,
    ledger: LedgerOption = None,
    lang: LangOption,
) -> None:
    """核实说明表：每个单位一份，供填写，已填写的保留。Forms for explanations; what is written is kept."""
    from auditor.ledger.hand_out import hand_out
    from auditor.ledger.replies import read_replies
    from auditor.over_time.remembering import remember

    folder = ledger_of(out, ledger)
    result, book = audited_for(out, paths, rules, lang)
    with locked(folder, lang) as kept:
        remembered = remember(result, book, folder, kept)
        taken, told = read_replies(replies or (), remembered.result.findings)
        done = hand_out(remembered.result.findings, folder, lang, taken)
    show((*opened_here(remembered.result.diagnostics, folder), *told), lang)
    if replies:
        typer.echo(_TAKEN_IN.say(lang, {"count": str(len(taken))}))
    for path in done.left:
        typer.echo(_LEFT.say(lang, {"path": str(path)}), err=True)
    tell_written(lang, *done.written)
    counts = {"written": str(len(done.written)), "same": str(len(done.same)), "folder": str(done.folder)}
    said = _HANDED_OUT if done.written or done.same or done.left else _NO_FORMS
    typer.echo(said.say(lang, counts))
    if has_errors(told):
        raise typer.Exit(WRONG)


def _show(found: Difference, lang: Lang) -> None:
    from auditor.over_time.changes_text import compared_lines
    from auditor.over_time.changes_text import figure_lines

    for line in figure_lines(found, lang):
        typer.echo(line)
    for line in compared_lines(found.findings, found.labels, lang, whole=True):
        typer.echo(line)


def _fail(found: tuple[Compared, ...], fail_on: FailOn) -> None:
    from auditor.results import Change

    worse = {each.seen.severity for each in found if each.change in {Change.NEW, Change.REGRESSED}}
    if worse & fail_on.severities:
        raise typer.Exit(FINDINGS)
