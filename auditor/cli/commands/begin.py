"""`init`: a folder to begin in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from auditor.cli.options import INPUTS
from auditor.cli.options import OUT
from auditor.cli.options import RULES
from auditor.cli.options import LangOption
from auditor.cli.options import is_in_place
from auditor.cli.options import program
from auditor.diagnostics import Words

_MADE = Words(
    "已在 {folder} 建好目录，写入 {made} 个文件{kept}。下一步：cd {folder}，然后运行 {program} audit",
    "{folder} is ready: {made} files were written{kept}. Next: cd {folder}, then {program} audit",
)
_MADE_HERE = Words(
    "已在当前目录建好，写入 {made} 个文件{kept}。下一步：运行 {program} audit",
    "this folder is ready: {made} files were written{kept}. Next: {program} audit",
)
# Where it runs from a folder of its own, which is the current one for it whatever folder the person is in.
_MADE_FROM_HERE = Words(
    "已在 {folder} 建好目录，写入 {made} 个文件{kept}。下一步：仍在这里运行 "
    "{program} audit {inputs} --rules {rules} --out {out}",
    "{folder} is ready: {made} files were written{kept}. Next, from here: "
    "{program} audit {inputs} --rules {rules} --out {out}",
)
_KEPT = Words("，{count} 个已有的文件未动", ", {count} that were there are as they were")


def add_begin(app: typer.Typer) -> None:
    """Adds this command to the application."""
    app.command("init")(init)


def init(
    folder: Annotated[Path, typer.Argument(help="新目录，默认当前目录 the new folder")] = Path(),
    *,
    examples: Annotated[
        bool, typer.Option("--examples/--no-examples", help="放入样例报告 with made-up reports to try")
    ] = True,
    lang: LangOption,
) -> None:
    """建好五个目录（报告、规则、结果、台账、模板），带样例。Makes a folder to begin in, with examples."""
    from auditor.audit import load_book
    from auditor.starter import start_folder

    made, kept = start_folder(folder, examples=examples)
    load_book(folder / "rules")  # checked and kept now, so that the first audit need not wait for it
    said = _KEPT.say(lang, {"count": str(len(kept))}) if kept else ""
    elsewhere = _MADE_FROM_HERE if is_in_place() else _MADE
    words = _MADE_HERE if folder.resolve() == Path.cwd() else elsewhere
    places = {
        name: folder / usual.name
        for name, usual in (("folder", Path()), ("inputs", INPUTS), ("rules", RULES), ("out", OUT))
    }
    typed = {name: f'"{place}"' if " " in str(place) else str(place) for name, place in places.items()}
    values = {**typed, "made": str(len(made)), "kept": said, "program": program()}
    typer.echo(words.say(lang, values))
