"""`notices`."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from auditor.cli.options import OUT
from auditor.cli.options import RULES
from auditor.cli.options import LangOption
from auditor.cli.options import OutOption
from auditor.cli.options import PathsArgument
from auditor.cli.options import RulesOption
from auditor.cli.output import stop
from auditor.cli.output import tell_kept
from auditor.cli.output import tell_written
from auditor.cli.remembered import LedgerOption
from auditor.cli.remembered import audited_for
from auditor.cli.remembered import remembered
from auditor.diagnostics import Lang
from auditor.diagnostics import Words

if TYPE_CHECKING:
    from datetime import date

_NO_TEMPLATE = Words("找不到模板：{path}", "no such template: {path}")
_NOT_WORD = Words(
    "模板不是 Word 文档（DOCX）：{path}。请用 Word 或 WPS 另存为 .docx",
    "the template is no Word document (DOCX): {path}; save it as .docx",
)
_NO_DAY = Words(
    "--deadline 应为日期，如 2019年6月30日 或 2019-06-30，写的是“{text}”",
    "--deadline is a day, such as 2019-06-30 or `30 June 2019`, and not `{text}`",
)
_MEANS_NOTHING = Words(
    "模板里的 {names} 没有所指，照原样印出；可以用：{known}",
    "{names} of the template means nothing and is printed as it is; known are: {known}",
)
_NOTHING = Words("没有需要整改的单位。", "no unit has anything to mend.")


def notices(
    paths: PathsArgument = None,
    *,
    year: Annotated[int | None, typer.Option("--year", help="只出此年度 this year only")] = None,
    deadline: Annotated[
        str,
        typer.Option("--deadline", help="整改期限，如 2019年6月30日 the day by which to answer, such as 2019-06-30"),
    ] = "",
    office: Annotated[str, typer.Option("--office", help="发文单位 who sends the notice")] = "",
    template: Annotated[Path | None, typer.Option("--template", help="自己的 Word 模板 your own template")] = None,
    rules: RulesOption = RULES,
    out: OutOption = OUT,
    ledger: LedgerOption = None,
    lang: LangOption,
) -> None:
    """整改通知书：每个有问题的单位一份。Rectification notices, one for each unit with findings."""
    from auditor.report.notices.written import write_notices

    if template is not None:
        _check_template(template, lang)
    until = printed_day(deadline, lang) if deadline else ""
    raw, book = audited_for(out, paths, rules, lang)
    with remembered((raw, book), out, ledger, lang) as result:
        written = write_notices(
            result,
            out,
            year=year,
            deadline=until,
            office=office,
            template=template,
            rules_digest=book.digest,
            lang=lang,
            kept=partial(tell_kept, lang),
        )
    tell_written(lang, *written)
    if not written:
        typer.echo(_NOTHING.say(lang))


def printed_day(text: str, lang: Lang) -> str:
    """The day that a text means, as a notice prints it; stops at what is none, as units are to answer by it."""
    from auditor.ingest.dates import parse_date

    day = parse_date(text) or _english_day(text)
    if day is None:
        stop(_NO_DAY, lang, text=text)
    return f"{day.day} {day:%B} {day.year}" if lang is Lang.EN else f"{day.year}年{day.month}月{day.day}日"


def _english_day(text: str) -> date | None:
    for pattern in ("%d %B %Y", "%B %d, %Y"):
        with suppress(ValueError):
            return datetime.strptime(text.strip(), pattern).date()  # noqa: DTZ007 a day has no zone
    return None


def _check_template(template: Path, lang: Lang) -> None:
    """Stops at a template that cannot be read, and names its placeholders that mean nothing."""
    from auditor.report.notices.template import OF_ITEM
    from auditor.report.notices.template import OF_NOTICE
    from auditor.report.notices.template import unknown_placeholders

    if not template.is_file():
        stop(_NO_TEMPLATE, lang, path=str(template))
    try:
        unknown = unknown_placeholders(template.read_bytes())
    except ValueError:
        stop(_NOT_WORD, lang, path=str(template))
    if unknown:
        names = {"names": unknown, "known": (*OF_NOTICE, *OF_ITEM)}
        said = {key: lang.listed(f"{{{{{name}}}}}" for name in each) for key, each in names.items()}
        typer.echo(_MEANS_NOTHING.say(lang, said), err=True)
