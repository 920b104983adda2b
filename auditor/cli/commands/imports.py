"""`import`: rules from elsewhere."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from auditor.cli.needs import need_folder
from auditor.cli.needs import need_form
from auditor.cli.options import RULES
from auditor.cli.options import LangOption
from auditor.cli.options import RulesOption
from auditor.cli.output import WRONG
from auditor.cli.output import show
from auditor.cli.output import stop
from auditor.diagnostics import Words
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.diagnostics import Lang

_NO_FILE = Words("找不到文件：{path}", "no such file: {path}")
_EXISTS = Words("文件已存在，未改动：{path}", "the file is there already and was left alone: {path}")
_NOT_TEXT = Words("不是文本文件：{path}", "no text: {path}")
_TAKEN = Words(
    "{formulas} 个公式，采用 {taken} 个，写入 {path}", "{taken} of {formulas} formulas taken, written to {path}"
)
_NONE = Words(
    "{formulas} 个公式，一个也没有采用，未写文件", "none of {formulas} formulas could be taken: nothing written"
)
_NO_MEANING = Words(
    "看不懂 {text}；写法：--cover BBLX=单位类型:0=汇总,1=单户，--task 1=1，--floating Z5[2]=2~9",
    "not understood: {text}; write --cover BBLX=单位类型:0=汇总,1=单户, --task 1=1 or --floating Z5[2]=2~9",
)
_LARGEST = 8 * 2**20

import_app = typer.Typer(
    help="把别处的公式变成规则。Turns formulas from elsewhere into rules.", no_args_is_help=True, rich_markup_mode=None
)


@import_app.callback()
def imports() -> None:
    """把别处的公式变成规则。Turns formulas from elsewhere into rules."""


@import_app.command()
def jio(
    file: Annotated[Path, typer.Argument(help="公式文件，每行一个公式 a file of formulas, one a line")],
    *,
    form: Annotated[str, typer.Option("--form", help="版式，如 disclosure-2014 the form")],
    out: Annotated[Path, typer.Option("--out", help="写入的规则文件 the rule file to be written")],
    prefix: Annotated[str, typer.Option("--prefix", help="规则编号的开头 what ids begin with")] = "J",
    cover: Annotated[
        list[str] | None,
        typer.Option("--cover", help="封面代码的含义 a code of the cover page: BBLX=单位类型:0=汇总,1=单户"),
    ] = None,
    task: Annotated[
        list[str] | None, typer.Option("--task", help="关联任务是几年前的报告 a linked task, years back: 1=1")
    ] = None,
    floating: Annotated[
        list[str] | None, typer.Option("--floating", help="浮动行是哪几行 what floating rows are: Z5[2]=2~9")
    ] = None,
    rules: RulesOption = RULES,
    lang: LangOption,
) -> None:
    """久其公式：按版式的行次、列次译成规则。Formulas of the JIO system, by the rows and columns of a form."""
    from auditor.lang.check import check_sources
    from auditor.lang.jio.importing import import_formulas
    from auditor.lang.jio.meanings import MeaningError
    from auditor.lang.jio.meanings import read_meanings
    from auditor.lang.load import read_sources

    if not file.is_file() or file.stat().st_size > _LARGEST:
        stop(_NO_FILE, lang, path=str(file))
    need_folder(rules, lang)
    try:
        meanings = read_meanings(cover or (), task or (), floating or ())
    except MeaningError as error:
        stop(_NO_MEANING, lang, text=str(error))
    if out.exists():
        stop(_EXISTS, lang, path=str(out))
    formulas = _formulas(file, lang)
    known, _ = read_sources(rules)
    layout = need_form(form, check_sources(known)[0].schema.forms, lang)
    found = import_formulas(formulas, layout, known, out.as_posix(), prefix, meanings=meanings)
    show(found.diagnostics, lang)
    if not found.taken:
        stop(_NONE, lang, formulas=str(found.formulas))
    _write(out, found.text)
    typer.echo(_TAKEN.say(lang, {"formulas": str(found.formulas), "taken": str(found.taken), "path": str(out)}))


@import_app.command()
def rows(
    form: Annotated[str, typer.Argument(help="版式，如 disclosure-2014 the form")],
    *,
    rules: RulesOption = RULES,
    lang: LangOption,
) -> None:
    """版式的行次、列次与指标对照。Which indicator stands in which row and column of a form."""
    from auditor.lang.jio.sheet import sheets_of
    from auditor.lang.load import load_rules

    need_folder(rules, lang)
    for sheet in sheets_of(need_form(form, load_rules(rules)[0].schema.forms, lang)):
        for number, row in enumerate(sheet.rows, start=1):
            if row.is_heading:
                typer.echo(f"{sheet.code}[{number}]\t—")
            for column, indicator, member in row.cells:
                typer.echo(f"{sheet.code}[{number},{column}]\t{indicator.name}{f'[{member}]' if member else ''}")


def _formulas(file: Path, lang: Lang) -> Source:
    """The text of a file of formulas."""
    from auditor.encoding import decode

    decoded = decode(file.read_bytes())
    if "\0" in decoded.text or decoded.gaps:
        stop(_NOT_TEXT, lang, path=str(file))
    return Source(file.as_posix(), decoded.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff"))


def _write(path: Path, text: str) -> None:
    """Writes a new file, whole or not at all."""
    import tempfile

    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", newline="\n", delete=False) as file:
        file.write(text)
    Path(file.name).chmod(0o644)
    try:
        Path(file.name).replace(path)
    except OSError:
        Path(file.name).unlink(missing_ok=True)
        raise typer.Exit(WRONG) from None
