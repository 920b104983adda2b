"""What the commands share: options, diagnostics on the terminal, and stopping with a line."""

from __future__ import annotations

import errno
import os
import re
import sys
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Annotated
from typing import NoReturn

import typer

from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.diagnostics import Words
from auditor.engine.engines import Engine

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic
    from auditor.schema import Form

_FEW = 3
_MORE = Words(
    "另有 {count} 处同样的提示 [{code}]，`explanations` 和 `rules check` 全部列出",
    "{count} more of [{code}]; `explanations` and `rules check` list them all",
)
FINDINGS = 1
WRONG = 2
RULES = Path("rules")
OUT = Path("audit_out")
_PROGRESS_FROM = 20
INPUTS = Path("reports_in")
_NO_INPUT = Words(
    "找不到：{path}。请把收到的报告放入该目录；第一次使用请先运行 `init`。",
    "no such file or folder: {path}; put the submissions there, or run `init` first in a new place.",
)
_NO_OUT = Words(
    "结果不能写到“{path}”：它不是可以写结果的目录。请用 --out 指定一个目录。",
    "results cannot be written to {path}, which is no folder for them; name one with --out.",
)
_OUT_REFUSED = Words(
    "结果不能写到“{path}”（{reason}）。请用 --out 指定别处。",
    "results cannot be written to {path} ({reason}); name another place with --out.",
)
_OUT_WITHIN = Words(
    "结果目录“{path}”会与“{folder}”混在一起，没有审核。请用 --out 指定报告和规则以外的目录。",
    "results in {path} would lie among what is in {folder}: nothing was audited; name another folder with --out.",
)
_FULL = Words(
    "磁盘已满，没有写入，原有结果未动{path}。请清理磁盘后再运行。",
    "The disk is full; nothing was written and what was there is as it was{path}. Make room and run again.",
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
_WRITTEN = Words("已写入：{path}", "written: {path}")
_KEPT_BESIDE = Words(
    "{path} 被人改动过：改动过的那一份没有覆盖，已改名为 {beside}",
    "somebody has edited {path}: the edited one was not written over and is now {beside}",
)
_NO_FOLDER = Words(
    "找不到目录：{path}。第一次使用请先运行 `init`。",
    "no such folder: {path}; run `init` first in a new place.",
)


_NO_FORM = Words("没有版式“{form}”。版式有：{known}", "there is no form `{form}`; the forms are: {known}")


class FailOn(StrEnum):
    """From which severity on the command fails."""

    NEVER = "never"
    WARNING = "warning"
    ERROR = "error"

    @property
    def severities(self) -> frozenset[str]:
        """The severities that make it fail."""
        return {FailOn.NEVER: frozenset[str](), FailOn.ERROR: frozenset({"error"})}.get(
            self, frozenset({"error", "warning"})
        )


class Gate(StrEnum):
    """By what it is checked that what was read can be judged."""

    OWN = "own"
    GX = "gx"


def default_lang() -> Lang:
    """The language that the environment asks for, else Chinese."""
    return Lang.EN if os.environ.get("AUDITOR_LANG", "").lower().startswith("en") else Lang.ZH


def _nearest_lang(context: typer.Context, lang: Lang) -> Lang:
    """The language written after a command, else the one before it, else that of the environment."""
    here: typer.Context | None = context
    while here is not None:
        source = here.get_parameter_source("lang")
        if source is not None and source.name == "COMMANDLINE":
            return lang if here is context else Lang(here.params["lang"])
        here = here.parent  # type: ignore[assignment] # the parent of a context is one, too
    return lang


_LANG_HELP = "提示语言 language: zh, en (AUDITOR_LANG)"
LangOption = Annotated[
    Lang, typer.Option("--lang", default_factory=default_lang, callback=_nearest_lang, help=_LANG_HELP)
]
EarlyLangOption = Annotated[Lang | None, typer.Option("--lang", help=_LANG_HELP)]


def take_lang(lang: EarlyLangOption = None) -> None:
    """Takes --lang before a command, which finds it there."""


EngineOption = Annotated[
    Engine, typer.Option("--engine", help="判定用的引擎，结论相同 where rules run, with the same verdicts")
]


MasterOption = Annotated[
    str, typer.Option("--master", help="Spark 集群地址，默认本机 local[2] the master of a Spark cluster")
]


def rules_or_pack(folder: Path) -> Path:
    """The folder of rules; a name that is no folder is that of a pack that comes with the program (foia)."""
    pack = Path(__file__).parents[1] / "packs" / folder / "rules"
    is_name = len(folder.parts) == 1 and folder.name.isidentifier()
    return pack if is_name and not folder.exists() and pack.is_dir() else folder


RulesOption = Annotated[
    Path,
    typer.Option("--rules", callback=rules_or_pack, help="规则目录或领域名 the folder of rules, or a pack: foia"),
]
RulesArgument = Annotated[
    Path, typer.Argument(callback=rules_or_pack, help="规则目录或领域名 the folder of rules, or a pack: foia")
]
OutOption = Annotated[Path, typer.Option("--out", help="结果目录 the folder of the audit")]
PathsArgument = Annotated[
    list[Path] | None,
    typer.Argument(help="报告所在目录或文件，默认 reports_in folders or files, reports_in by default"),
]


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


def need_folder(folder: Path, lang: Lang) -> None:
    """Stops where there is no such folder."""
    if not folder.is_dir():
        stop(_NO_FOLDER, lang, path=str(folder))


def need_form(code: str, forms: Mapping[str, Form], lang: Lang) -> Form:
    """The form with a code; stops where there is none."""
    if code not in forms:
        stop(_NO_FORM, lang, form=code, known=lang.listed(filter(None, forms)) or "—")
    return forms[code]


def need_inputs(paths: list[Path] | None, lang: Lang) -> tuple[Path, ...]:
    """The folders and files to be read, those of the usual folder where none is named; stops where one is missing."""
    inputs = tuple(paths or [INPUTS])
    for path in inputs:
        if not path.exists():
            stop(_NO_INPUT, lang, path=str(path))
    return inputs


def need_out(out: Path, inputs: Iterable[Path], rules: Path, lang: Lang) -> None:
    """Stops where results cannot be, or would lie among what they are made from.

    A folder of its own below the reports is none of them, and is not read as one next time.
    """
    place = out.resolve()
    if place.is_file() or not place.name:
        stop(_NO_OUT, lang, path=str(place))
    same = next((each for each in inputs if each.resolve() == place), None)
    if same is not None or rules.resolve() in {place / "rules", place, *place.parents}:
        stop(_OUT_WITHIN, lang, path=str(place), folder=str(same or rules))
    if not place.exists():
        _need_room(place, lang)


def _need_room(place: Path, lang: Lang) -> None:
    """Stops where a folder cannot be made, before the ledger beside it is found not to be writable."""
    from tempfile import TemporaryDirectory

    beside = next(each for each in place.parents if each.exists())
    try:
        TemporaryDirectory(dir=beside).cleanup()
    except OSError as error:
        if _REFUSED.get(error.errno or 0) is _FULL:
            raise
        stop(_OUT_REFUSED, lang, path=str(place), reason=error.strerror or str(error))


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


def refusal(error: OSError) -> str:
    """What the operating system refuses, on one line in both languages: the language may not be known yet."""
    words = _REFUSED.get(error.errno or 0, _REFUSED_OTHERWISE)
    # NOTE: the results are made in a hidden folder beside the old ones, which is of no interest to anybody.
    path = re.sub(r"[/\\]\.([^/\\]+)\.auditor-new", r"/\1", str(error.filename or ""))
    reason = error.strerror or str(error)
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
