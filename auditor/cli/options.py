"""The options that commands share, and what they are where nobody says."""

from __future__ import annotations

import os
import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Annotated

import typer

from auditor.diagnostics import Lang
from auditor.engine.engines import Engine

if TYPE_CHECKING:
    from collections.abc import Sequence

_PROGRAM, _HOME = "AUDITOR_PROGRAM", "AUDITOR_HOME"
# Where the usual folders lie: here, or beside `start.py` where it was called in another folder without rules.
HOME = Path(os.environ.get(_HOME, ""))
RULES = HOME / "rules"
OUT = HOME / "audit_out"
INPUTS = HOME / "reports_in"


def program() -> str:
    """What is typed to start it."""
    return os.environ.get(_PROGRAM, "auditor")


def is_in_place() -> bool:
    """Whether it was started in the folder of the program, as `start.py` does, rather than installed for any folder."""
    return _PROGRAM in os.environ


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


def asked_lang(words: Sequence[str]) -> Lang:
    """The language that the command line asks for last, which the library had no time to tell; else the usual one."""
    asked = re.findall(r"(?:^|\n)--lang[=\n](zh|en)(?=\n|$)", "\n".join(words))
    return Lang(asked[-1]) if asked else default_lang()


def _nearest_lang(context: typer.Context, lang: Lang) -> Lang:
    """The language written after a command, else the one before it, else that of the environment."""
    here: typer.Context | None = context
    while here is not None:
        source = here.get_parameter_source("lang")
        if source is not None and source.name == "COMMANDLINE":
            return lang if here is context else Lang(here.params["lang"])
        here = here.parent  # type: ignore[assignment] # the parent of a context is one, too
    return lang


_LANG_HELP = "提示语言，默认中文 language: zh, en (AUDITOR_LANG)"
LangOption = Annotated[
    Lang,
    typer.Option("--lang", default_factory=default_lang, show_default=False, callback=_nearest_lang, help=_LANG_HELP),
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
