"""What the commands on an audit share: reading, judging, and setting it beside the audits before."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated
from typing import NoReturn

import typer
from msgspec.structs import replace

from auditor.cli.extras import need_engine
from auditor.cli.extras import need_gx
from auditor.cli.needs import need_inputs
from auditor.cli.needs import need_out
from auditor.cli.needs import need_rules
from auditor.cli.options import Gate
from auditor.cli.output import Progress
from auditor.cli.output import stop
from auditor.diagnostics import Words
from auditor.engine.engines import Engine
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator

    from auditor.diagnostics import Diagnostic
    from auditor.diagnostics import Lang
    from auditor.document import Submission
    from auditor.engine.gate import GateJudge
    from auditor.lang.typed import RuleBook
    from auditor.ledger.store import Ledger
    from auditor.results import AuditResult
    from auditor.stages import Stage

_OTHERS = Words(
    "{out} 中是另一批报告的审核结果，不是 {inputs} 的；请在命令后写明那批报告所在的目录。",
    "{out} holds the audit of other submissions than those of {inputs}; name their folder after the command.",
)
# NOTE: an audit of nothing would take the place of the one before, and look like reports that are all in order.
_NOTHING = Words(
    "{paths} 中没有报告，没有审核；原有的结果没有改动。请把收到的报告放进去，再运行一次。"
    "能读：Word（doc、docx、wps、rtf、odt）、PDF、OFD、网页（html、mht）、表格（xls、xlsx、et、ods、csv、parquet）、"
    "文本（txt、md）、图片，以及装有这些文件的压缩包（zip、rar、7z）和邮件（eml）。",
    "there are no submissions in {paths}: nothing was audited, and the results of before stand as they are. Put the "
    "submissions there and run it again. What is read: Word (doc, docx, wps, rtf, odt), PDF, OFD, web pages (html, "
    "mht), tables (xls, xlsx, et, ods, csv, parquet), texts (txt, md), pictures, and archives (zip, rar, 7z) and mails "
    "(eml) of them.",
)
_ALL_UNREADABLE = Words(
    "收到 {count} 份，没有一份能读，没有审核；原有的结果没有改动。",
    "{count} submissions, and none of them can be read: nothing was audited, and the results of before stand as they "
    "are.",
)
_READING = Words("读取报告", "reading")
_BEGUN_ANEW = Words(
    "台账是空的（{path}），从头记起：以前的审核和说明不在其中。有备份的，用备份替换后再审核一次。",
    "the ledger is empty ({path}) and begun anew: if there is a copy of it, put that back and run again.",
)
_WAITING = Words(
    "另一次审核正在写入 {path}，等它完成……", "another audit is writing to {path}: waiting until it is done…"
)

LedgerOption = Annotated[
    Path | None,
    typer.Option("--ledger", help="台账目录，默认在结果目录旁：audit_out.ledger the folder of the ledger"),
]


def ledger_of(out: Path, ledger: Path | None) -> Path:
    """The folder of the ledger: the one that is named, or the one beside the audit's folder."""
    place = out.resolve()
    return ledger or place.parent / f"{place.name}.ledger"


def audited(
    paths: list[Path] | None,
    rules: Path,
    lang: Lang,
    gate: Gate = Gate.OWN,
    engine: Engine = Engine.POLARS,
    *,
    master: str = "",
    done: Callable[[Stage], None] | None = None,
    meanwhile: Callable[[], object] = tuple,
    read: Callable[[tuple[Submission, ...]], object] = tuple,
) -> tuple[AuditResult, RuleBook]:
    """The audit of what lies in the input folders, not yet set beside another; stops where nothing can be read."""
    need_engine(engine, lang, master)
    from auditor.audit import audit_folder
    from auditor.stages import unwatched

    inputs = need_inputs(paths, lang)
    need_rules(rules, lang)
    with Progress(_READING.say(lang)) as progress:
        judge, told = _gate_judge(gate, lang), done or unwatched
        result, book = audit_folder(inputs, rules, progress, judge, engine, done=told, meanwhile=meanwhile, read=read)
    if not result.submissions:
        stop(_NOTHING, lang, paths=lang.listed(str(path.resolve()) for path in inputs))
    from auditor.document import Status

    if all(each.status is Status.UNREADABLE for each in result.submissions):
        from auditor.report.terminal import not_audited

        typer.echo("\n".join(not_audited(result, lang)), err=True)
        stop(_ALL_UNREADABLE, lang, count=str(len(result.submissions)))
    return result, book


def audited_for(out: Path, paths: list[Path] | None, rules: Path, lang: Lang) -> tuple[AuditResult, RuleBook]:
    """The audit whose folder something is added to; stops where that folder holds an audit of other submissions."""
    from auditor.verify import is_of_others

    inputs = need_inputs(paths, lang)
    need_out(out, inputs, rules, lang)
    result, book = audited(paths, rules, lang)
    if is_of_others(out, result.submissions):
        stop_at_others(out, inputs, lang)
    return result, book


def stop_at_others(out: Path, inputs: tuple[Path, ...], lang: Lang) -> NoReturn:
    """Stops where a folder holds the audit of other submissions than those that are named."""
    stop(_OTHERS, lang, out=str(out), inputs=" ".join(map(str, inputs)))


def _gate_judge(gate: Gate, lang: Lang) -> GateJudge | None:
    if gate is Gate.OWN:
        return None
    need_gx(lang)
    from auditor.engine.expectations.gate import gx_breaches

    return gx_breaches


@contextmanager
def locked(folder: Path, lang: Lang) -> Iterator[Ledger]:
    """The ledger, for as long as results are written: a second command waits, and says so."""
    from auditor.ledger.store import is_cut_short
    from auditor.ledger.store import writing

    def waiting() -> None:
        typer.echo(_WAITING.say(lang, {"path": str(folder)}), err=True)

    if is_cut_short(folder):
        typer.echo(_BEGUN_ANEW.say(lang, {"path": str(folder)}), err=True)
    with telling(lang), writing(folder, waiting) as ledger:
        yield ledger


@contextmanager
def remembered(
    audit: tuple[AuditResult, RuleBook], out: Path, ledger: Path | None, lang: Lang
) -> Iterator[AuditResult]:
    """An audit with what became of its findings and what was explained, for as long as results are written."""
    from auditor.over_time.remembering import remember

    folder = ledger_of(out, ledger)
    with locked(folder, lang) as kept:
        yield remember(*audit, folder, kept).result


def opened_here(diagnostics: Iterable[Diagnostic], folder: Path) -> tuple[Diagnostic, ...]:
    """Diagnostics in which the ledger's files, named by the ledger's own folder, have the path that opens them."""
    from auditor.ledger.forms import FOLDER

    def placed(source: Source) -> Source:
        within = Path(source.path)
        is_own = within.parts[:2] == (folder.name, FOLDER)
        return Source(str(folder.parent / within), source.text) if is_own else source

    return tuple(replace(each, source=placed(each.source)) if each.source else each for each in diagnostics)


@contextmanager
def telling(lang: Lang) -> Iterator[None]:
    """Ends the command with a line where the ledger cannot do its work."""
    from auditor.ledger.messages import LedgerError

    try:
        yield
    except LedgerError as error:
        stop(error.words, lang, **error.values)


def now() -> str:
    """The moment, as the ledger keeps it."""
    return datetime.now().astimezone().isoformat(timespec="seconds")
