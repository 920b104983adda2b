"""What commands cannot do without: they stop with a line where it is not there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from auditor.cli.options import INPUTS
from auditor.cli.options import program
from auditor.cli.output import is_full
from auditor.cli.output import stop
from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.diagnostics import reason_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.schema import Form


_NO_INPUT = Words(
    "找不到：{path}。请把收到的报告放入该目录；还没有工作目录的，先运行 {program} init 新目录。",
    "no such file or folder: {path}; put the submissions there, or make a folder to begin in: {program} init FOLDER",
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
_NO_FOLDER = Words(
    "找不到目录：{path}。请核对目录的名称；还没有工作目录的，先运行 {program} init 新目录。",
    "no such folder: {path}; check its name, or make a folder to begin in: {program} init FOLDER",
)
_NOT_FOLDER = Words(
    "“{path}”是文件，这里要写它所在的目录：{folder}",
    "{path} is a file; name the folder that it is in: {folder}",
)
_NO_RULES = Words(
    "目录“{path}”里没有规则文件（扩展名是 .rules；记事本另存时常常变成 .rules.txt）。请用 --rules 指定放规则的目录。",
    "there are no rule files in {path} (.rules, not .rules.txt); name the folder of the rules (--rules)",
)
_NO_FORM = Words("没有版式“{form}”。版式有：{known}", "there is no form `{form}`; the forms are: {known}")


def need_folder(folder: Path, lang: Lang) -> None:
    """Stops where there is no such folder."""
    if folder.is_file():
        stop(_NOT_FOLDER, lang, path=str(folder), folder=str(folder.parent))
    if not folder.is_dir():
        stop(_NO_FOLDER, lang, path=str(folder), program=program())


def need_rules(folder: Path, lang: Lang) -> None:
    """Stops where there is no such folder, or no rules in it: without any, every report looks right."""
    need_folder(folder, lang)
    if next(folder.rglob("*.rules"), None) is None:
        stop(_NO_RULES, lang, path=str(folder))


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
            stop(_NO_INPUT, lang, path=str(path), program=program())
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
        if is_full(error):
            raise
        stop(_OUT_REFUSED, lang, path=str(place), reason=reason_of(error))
