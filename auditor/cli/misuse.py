"""What is said of a command line that was mistyped: in English the library's own sentences, in Chinese their like."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import typer
from typer._click.exceptions import NoArgsIsHelpError

from auditor.cli.options import default_lang
from auditor.diagnostics import Lang

if TYPE_CHECKING:
    from collections.abc import Sequence

    from typer._click import Context
    from typer._click.exceptions import UsageError

# NOTE: the library's errors hold hardly more than their sentences, of which one class has many.
_SENTENCES: tuple[tuple[str, str], ...] = (
    (r"No such command (.+?)\. Did you mean (.+)\?", "没有命令 {0}。是不是 {1}？"),
    (r"No such command (.+)\.", "没有命令 {0}。"),
    (r"No such option: (.+) \(Possible options: (.+)\)", "没有选项 {0}。是不是 {1}？"),
    (r"No such option: (.+)", "没有选项 {0}。"),
    (r"Missing (?:argument|option|parameter) (.+?)\..*", "缺少 {0}。"),
    (r"Missing command\.", "缺少命令。"),
    (r"Option (.+) requires an argument\.", "选项 {0} 后面要写值。"),
    (r"Option (.+) does not take a value\.", "选项 {0} 后面不能写值。"),
    (r"Got unexpected extra argument\(s\) \((.+)\)", "多写了：{0}。"),
    (r"Invalid value for (.+?): (.+) is not a valid int\.", "{0} 应为整数，如 2018，写的是 {1}。"),
    (r"Invalid value for (.+?): (.+) is not one of (.+)\.", "{0} 只能是 {2}，写的是 {1}。"),
)


def tell_misuse(error: UsageError) -> None:
    """How the command is used and what is wrong, on the error stream; the help where that was asked for."""
    if isinstance(error, NoArgsIsHelpError) or _lang(sys.argv) is Lang.EN:
        error.show()
    else:
        usage = _usage(error.ctx) if error.ctx is not None else ""
        typer.echo(f"{usage}错误：{_in_chinese(error.format_message())}", err=True)


def _in_chinese(said: str) -> str:
    """A sentence of the library in Chinese; as it is, where it is not known."""
    for pattern, words in _SENTENCES:
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found:
            return words.format(*found.groups())
    return said


def _usage(context: Context) -> str:
    command = context.command_path
    pieces = " ".join((command, *context.command.collect_usage_pieces(context)))
    for english, chinese in (("[OPTIONS]", "[选项]"), ("COMMAND [ARGS]...", "命令 [参数]...")):
        pieces = pieces.replace(english, chinese)
    return f"用法：{pieces}\n说明：{command} --help\n\n"


def _lang(words: Sequence[str]) -> Lang:
    """The language that the command line asks for last, which the library had no time to tell; else the usual one."""
    asked = re.findall(r"(?:^|\n)--lang[=\n](zh|en)(?=\n|$)", "\n".join(words))
    return Lang(asked[-1]) if asked else default_lang()
