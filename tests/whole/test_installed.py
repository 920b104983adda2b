"""The wheel, installed where nothing of the project lies: it makes a folder to begin in and audits there."""

from __future__ import annotations

import json
import os
import shutil
import site
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from typer.testing import CliRunner

from auditor.cli.commands.every import app
from auditor.starter import FOLDERS
from auditor.starter import start_folder

ROOT = Path(__file__).parents[2]


def run(*command: object, cwd: Path) -> str:
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "PYTHONHOME"}}
    ran = subprocess.run(  # noqa: S603
        list(map(str, command)),
        cwd=cwd,
        capture_output=True,
        text=True,
        check=False,
        env={**clean, "PIP_NO_INDEX": "1"},
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def _clone_with_own_files(folder: Path) -> Path:
    """What a clone holds that is built, with a report and a rule of its user's own among what is shipped."""
    clone = folder / "clone"
    for name in ("auditor", "reports_in", "rules"):
        shutil.copytree(ROOT / name, clone / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "hatch_build.py"):
        shutil.copyfile(ROOT / name, clone / name)
    (clone / "reports_in" / "某局2023年报.docx").write_bytes(b"broken")
    (clone / "rules" / "我的.rules").write_text("## 我的\n", encoding="utf-8")
    return clone


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An environment with the wheel alone; its dependencies are those that the tests run with."""
    if find_spec("hatchling") is None:
        pytest.skip("hatchling, which builds the wheel, is not installed")
    folder = tmp_path_factory.mktemp("installed")
    clone = _clone_with_own_files(folder)
    run(sys.executable, "-m", "hatchling", "build", "-d", folder, cwd=clone)
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "venv", with_pip=True)
    bin_folder = folder / "venv" / ("Scripts" if os.name == "nt" else "bin")
    run(bin_folder / "python", "-m", "pip", "install", "--quiet", "--no-deps", wheel, cwd=folder)
    (packages,) = (folder / "venv").rglob("site-packages")
    (packages / "dependencies.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return bin_folder


def test_the_wheel_works_in_an_empty_folder(installed: Path, tmp_path: Path) -> None:
    where = run(installed / "python", "-c", "import auditor; print(auditor.__file__)", cwd=tmp_path).strip()
    assert Path(where).is_relative_to(installed.parent)
    assert "auditor audit" in run(installed / "auditor", "init", "审核", cwd=tmp_path)
    work = tmp_path / "审核"
    assert sorted(each.name for each in work.iterdir()) == sorted(FOLDERS)
    for extra in sorted(work.glob("reports_in/*"))[3:]:
        extra.unlink()
    assert "没有错误" in run(installed / "auditor", "rules", "check", cwd=work)
    run(installed / "auditor", "audit", cwd=work)
    record = json.loads((work / "audit_out" / "run.json").read_text(encoding="utf-8"))
    assert len(record["inputs"]) == 3
    assert record["versions"]["auditor"]
    assert (work / "audit_out" / "index.html").stat().st_size > 1000


def test_what_was_there_is_kept(tmp_path: Path) -> None:
    mine = tmp_path / "rules" / "common" / "units.rules"
    mine.parent.mkdir(parents=True)
    mine.write_text("## 我的\n", encoding="utf-8")
    ran = CliRunner().invoke(app, ["init", str(tmp_path), "--no-examples"])
    assert ran.exit_code == 0
    assert "1 个已有的文件未动" in ran.stdout
    assert mine.read_text(encoding="utf-8") == "## 我的\n"
    assert list((tmp_path / "reports_in").iterdir()) == []
    assert (tmp_path / "templates" / "notice.docx").is_file()


def test_a_shell_can_complete_commands() -> None:
    shown = CliRunner().invoke(app, [], env={"_AUDITOR_COMPLETE": "source_bash"}, prog_name="auditor")
    assert "complete" in shown.stdout


def test_what_is_built_holds_what_is_shipped_and_nobody_s_own_files(installed: Path) -> None:
    folder = installed.parents[1]
    (wheel,), (archive,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    listed = (ROOT / "auditor" / "starter_files.txt").read_text(encoding="utf-8").splitlines()
    with zipfile.ZipFile(wheel) as packed:
        within = {name.removeprefix("auditor/starter_files/") for name in packed.namelist() if "starter_files/" in name}
    assert within == set(listed)
    with tarfile.open(archive) as sources:
        names = {name.partition("/")[2] for name in sources.getnames()}
    assert {name for name in names if name.startswith(("reports_in/", "rules/"))} == set(listed)


def test_what_somebody_put_among_the_samples_is_nobody_else_s(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    clone = tmp_path / "clone"
    (clone / "auditor").mkdir(parents=True)
    for name in ("reports_in", "rules"):
        shutil.copytree(ROOT / name, clone / name)
    (clone / "reports_in" / "某局2023年报.docx").write_bytes(b"broken")
    (clone / "rules" / "我的.rules").write_text("## 我的\n", encoding="utf-8")
    monkeypatch.setattr("auditor.starter._HERE", clone / "auditor")
    made, _ = start_folder(tmp_path / "new")
    assert {each.name for each in made}.isdisjoint({"某局2023年报.docx", "我的.rules"})
    assert (tmp_path / "new" / "rules" / "scores.csv").is_file()
    assert list((tmp_path / "new" / "reports_in").iterdir())


def test_the_list_of_what_is_shipped_is_as_the_repository_has_it() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("only in a clone")
    held = run(git, "ls-files", "-z", "reports_in", "rules", cwd=ROOT).split("\0")[:-1]
    listed = (ROOT / "auditor" / "starter_files.txt").read_text(encoding="utf-8").splitlines()
    assert listed == sorted(held), "git -c core.quotePath=false ls-files reports_in rules > auditor/starter_files.txt"
