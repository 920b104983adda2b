"""What is said of a command line that was mistyped: in English the library's own sentences, in Chinese their like."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

import typer
from typer._click.exceptions import MissingParameter
from typer._click.exceptions import NoArgsIsHelpError

from auditor.cli.help_words import in_chinese_usage
from auditor.cli.options import asked_lang
from auditor.diagnostics import Lang

if TYPE_CHECKING:
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
# Help is in Chinese, an example perhaps, and then in English.
_CHINESE = re.compile(r".*[\u4e00-\u9fff](?: \S*\d)?")


def tell_misuse(error: UsageError) -> None:
    """How the command is used and what is wrong, on the error stream; the help where that was asked for."""
    if isinstance(error, NoArgsIsHelpError) or asked_lang(sys.argv) is Lang.EN:
        error.show()
    else:
        usage = _usage(error.ctx) if error.ctx is not None else ""
        below = _commands_below(error)
        said = f"没有命令 {below[0]!r}。是不是 {below[1]}？" if below else _in_chinese(error.format_message())
        typer.echo(f"{usage}错误：{said}{_missing(error)}", err=True)


def _commands_below(error: UsageError) -> tuple[str, str] | None:
    """A word that is no command, and the commands of groups that are called so: `explain`, and `rules explain`."""
    found = re.match(r"No such command '(.+?)'", error.format_message())
    if found is None or error.ctx is None:
        return None
    groups = getattr(error.ctx.command, "commands", {}).items()
    named = [f"{name} {found[1]}" for name, group in groups if found[1] in getattr(group, "commands", ())]
    return (found[1], " 或 ".join(named)) if named else None


def _missing(error: UsageError) -> str:
    """What the argument is that is missing, in the Chinese words of its help."""
    said = getattr(error.param, "help", None) if isinstance(error, MissingParameter) else None
    found = _CHINESE.match(said or "")
    return f"要写的是：{found.group()}。" if found else ""


def _in_chinese(said: str) -> str:
    """A sentence of the library in Chinese; as it is, where it is not known."""
    for pattern, words in _SENTENCES:
        found = re.fullmatch(pattern, said, re.DOTALL)
        if found:
            return words.format(*found.groups())
    return said


def _usage(context: Context) -> str:
    command = context.command_path
    pieces = in_chinese_usage(" ".join((command, *context.command.collect_usage_pieces(context))))
    return f"用法：{pieces}\n说明：{command} --help\n\n"
