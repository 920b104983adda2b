"""What commands tell on the terminal, diagnostics above all, and how they end."""

from __future__ import annotations

import errno
import re
import sys
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import NoReturn

import typer

from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.diagnostics import Words
from auditor.diagnostics import reason_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic

_FEW = 3
_MORE = Words(
    "另有 {count} 处同样的提示 [{code}]，`explanations` 和 `rules check` 全部列出",
    "{count} more of [{code}]; `explanations` and `rules check` list them all",
)
FINDINGS = 1
WRONG = 2
STOPPED = 130
_PROGRESS_FROM = 20
_FULL = Words(
    "磁盘已满，没有写完，原有结果没有损坏{path}。请清理磁盘后再运行。",
    "The disk is full; not all was written, and what was there is whole{path}. Make room and run again.",
)
_NOT_WRITABLE = Words(
    "不能写入{path}（{reason}），原有结果未动。请检查目录的权限，或用 --out 指定别处。",
    "Not writable{path} ({reason}); what was there is as it was. Check its permissions or name another with --out.",
)
_REFUSED: Mapping[int, Words] = MappingProxyType(
    {
        **dict.fromkeys((errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC)), _FULL),
        **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), _NOT_WRITABLE),
    }
)
_REFUSED_OTHERWISE = Words("系统拒绝{path}（{reason}）。", "The system refused{path} ({reason}).")
_STOPPED = Words(
    "已中止。台账和结果目录没有损坏，可以重新运行。",
    "Stopped. The ledger and the folder of results are whole: run it again.",
)
_WRITTEN = Words("已写入：{path}", "written: {path}")
_KEPT_BESIDE = Words(
    "{path} 被人改动过：改动过的那一份没有覆盖，已改名为 {beside}",
    "somebody has edited {path}: the edited one was not written over and is now {beside}",
)


def show(diagnostics: Iterable[Diagnostic], lang: Lang) -> None:
    """Diagnostics with their places, in the order of files and lines, on the error stream."""
    text = rendered(diagnostics, lang)
    if text:
        typer.echo(text, err=True)


def rendered(diagnostics: Iterable[Diagnostic], lang: Lang) -> str:
    """Diagnostics with their places, in the order of files and lines."""
    from auditor.snippet import render_diagnostic

    return "\n".join(render_diagnostic(each, lang) for each in sorted(diagnostics, key=lambda each: each.order))


def in_few(diagnostics: Iterable[Diagnostic], lang: Lang) -> str:
    """The same for an audit, which repeats them every time: of each kind of warning the first, and how many more."""
    kinds: dict[str, list[Diagnostic]] = {}
    for each in sorted(diagnostics, key=lambda each: each.order):
        kinds.setdefault(f"{each.code.id} {each.code.slug}", []).append(each)
    more = {
        name: len(kind) - _FEW
        for name, kind in kinds.items()
        if len(kind) > _FEW and kind[0].code.level is not Level.ERROR
    }
    shown = (each for name, kind in kinds.items() for each in (kind[:_FEW] if name in more else kind))
    lines = (_MORE.say(lang, {"count": str(count), "code": name}) for name, count in more.items())
    return "\n".join(filter(None, (rendered(shown, lang), *lines)))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether something was not done because of what a diagnostic says."""
    return any(diagnostic.code.level is Level.ERROR for diagnostic in diagnostics)


def tell_written(lang: Lang, *paths: Path) -> None:
    """A line for each file that was made."""
    for path in paths:
        typer.echo(_WRITTEN.say(lang, {"path": str(path)}))


def tell_kept(lang: Lang, edited: Path, beside: Path) -> None:
    """A line for a file that somebody has edited, with where it lies now."""
    typer.echo(_KEPT_BESIDE.say(lang, {"path": str(edited), "beside": beside.name}), err=True)


def stop(words: Words, lang: Lang, **values: str) -> NoReturn:
    """Ends the command with a line that says why."""
    typer.echo(words.say(lang, values), err=True)
    raise typer.Exit(WRONG)


def stopped() -> str:
    """What whoever stopped a command by Ctrl-C is told."""
    return f"{_STOPPED.zh} {_STOPPED.en}"


def is_full(error: OSError) -> bool:
    """Whether the operating system refuses because the disk is full."""
    return _REFUSED.get(error.errno or 0) is _FULL


def refusal(error: OSError) -> str:
    """What the operating system refuses, on one line in both languages: the language may not be known yet."""
    words = _REFUSED.get(error.errno or 0, _REFUSED_OTHERWISE)
    # NOTE: the results are made in a hidden folder beside the old ones, which is of no interest to anybody.
    path = re.sub(r"[/\\]\.([^/\\]+)\.auditor-new", r"/\1", str(error.filename or ""))
    reason = reason_of(error)
    return " ".join(
        words.say(lang, {"path": mark + path if path else "", "reason": reason})
        for lang, mark in ((Lang.ZH, "："), (Lang.EN, ": "))
    )


class Progress:
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
