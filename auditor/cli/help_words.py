"""Help in Chinese: the words that the library itself puts between those of the commands."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING

from typer._click.core import Context
from typer._click.formatting import HelpFormatter

from auditor.diagnostics import Lang

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Sequence

_HEADINGS: Mapping[str, str] = MappingProxyType({"Arguments": "参数", "Options": "选项", "Commands": "命令"})
_USAGE: Mapping[str, str] = MappingProxyType({"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 [参数]..."})
_SAID: tuple[tuple[str, str], ...] = (
    (r"Show this message and exit\.", "显示这段说明"),
    (r"Install completion for the current shell\.", "让命令行补全命令"),
    (r"Show completion for the current shell.*", "显示补全用的脚本，供复制或修改"),
    (r"\[default: (.+)\]$", r"[默认 \1]"),
    (r"\[required\]$", "[必填]"),
)


class ChineseHelp(HelpFormatter):
    """The library's layout of help, with its own headings and remarks in Chinese."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line of usage."""
        super().write_usage(prog, in_chinese_usage(args), "用法：" if prefix is None else prefix)

    def write_heading(self, heading: str) -> None:
        """The heading of a section."""
        self.write(f"{'':>{self.current_indent}}{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """The arguments, options or commands, each with what is said of it."""
        super().write_dl([(term, _in_chinese(said)) for term, said in rows], col_max, col_spacing)


def speak(lang: Lang) -> None:
    """Lets every command of this run print its help in a language."""
    Context.formatter_class = ChineseHelp if lang is Lang.ZH else HelpFormatter


def in_chinese_usage(pieces: str) -> str:
    """What may follow a command, as its usage tells it."""
    for english, chinese in _USAGE.items():
        pieces = pieces.replace(english, chinese)
    return pieces


def _in_chinese(said: str) -> str:
    for pattern, words in _SAID:
        said = re.sub(pattern, words, said, flags=re.DOTALL)
    return said
