"""Installs the auditor beside this file and starts it: `python3 start.py audit`, `python3 start.py test`.

Needs Python 3.11 or newer and, the first time, a package index. Everything goes into `.venv`; the versions and
digests are those of `requirements/`. A second start installs nothing.

Paths are taken from the folder it is called in. Where that has no `rules/` of its own, what is not named
(`rules/`, `reports_in/`, `audit_out/`) is that beside this file.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
PYTHON = BIN / ("python.exe" if os.name == "nt" else "python")
OLDEST = (3, 11)
STOPPED = 130

CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "format", "--check", "."),
    ("ruff", "check", "."),
    ("mypy",),
    ("lint-imports",),
    ("pytest", "-n", "auto"),
)
_INSTALLING = "首次运行：正在安装（约一两分钟）…… Installing, a minute or two …"
_UPDATING = "程序有更新：正在补装所需的部分（约一两分钟）…… Updated: installing what is new, a minute or two …"
USAGE = """用法 usage:
  python3 start.py audit [...]     安装并审核 install, then audit reports_in/ into audit_out/
  python3 start.py test            安装并运行全部检查与测试 install, then run every check and test
  python3 start.py COMMAND [...]   安装并运行其他命令，如 rules check; any other command of the auditor
"""


def main(arguments: list[str]) -> int:
    """Installs what is needed and runs what was asked; the exit status is that of what ran."""
    if sys.version_info < OLDEST:
        print(f"需要 Python 3.11 或更新版本（现为 {sys.version.split()[0]}）。Python 3.11 or newer is needed.")
        return 2
    if not arguments or arguments[0] in {"-h", "--help", "help"}:
        print(USAGE)
        return 0 if arguments else 2
    testing = arguments[0] == "test"
    if not install("dev" if testing else "runtime"):
        return 2
    if testing:
        return run_checks(arguments[1:])
    return start(arguments)


def start(arguments: list[str]) -> int:
    """Runs the auditor where it is called, with the folders beside this file where none are."""
    here = Path.cwd()
    typed = f'"{sys.argv[0]}"' if " " in sys.argv[0] else sys.argv[0]
    os.environ["AUDITOR_PROGRAM"] = f"python3 {typed}"  # what it calls itself when it says how it is used
    if here != ROOT and not (here / "rules").is_dir():
        os.environ["AUDITOR_HOME"] = str(ROOT)
    # NOTE: -P, as a folder of what was received is no place for Python to look for modules in.
    return run((str(PYTHON), "-P", "-m", "auditor", *arguments), here)


def install(requirements: str) -> bool:
    """Makes `.venv` hold the locked requirements; says so when that is impossible."""
    lock = ROOT / "requirements" / f"{requirements}.txt"
    # NOTE: dev holds all of runtime, so a fresh dev environment serves both.
    done = {stamp(ROOT / "requirements" / f"{name}.txt") for name in {requirements, "dev"}}
    marker = VENV / "installed"
    if PYTHON.exists() and marker.exists() and done & set(marker.read_text(encoding="ascii").split()):
        return True
    print(_UPDATING if marker.exists() else _INSTALLING, flush=True)
    if not PYTHON.exists() and run((sys.executable, "-m", "venv", str(VENV))) != 0:
        print("无法建立虚拟环境；Debian/Ubuntu 请先 apt install python3-venv。No virtual environment could be made.")
        return False
    # NOTE: twice quiet, it tells errors alone: who has never installed anything takes its warnings for a failure.
    pip = (str(PYTHON), "-m", "pip", "install", "-qq", "--disable-pip-version-check")
    steps = (
        (*pip, "--require-hashes", "--requirement", str(lock)),
        (*pip, "--no-deps", "--no-build-isolation", "--editable", str(ROOT)),
    )
    if any(run(step) != 0 for step in steps):
        print("安装失败：请检查网络或软件源后重试。Installing failed: check the package index and start again.")
        return False
    marker.write_text(stamp(lock), encoding="ascii")
    prepare()
    return True


def prepare() -> None:
    """Makes once what the first audit would otherwise wait for: the compiled modules, and the rules as checked."""
    run((str(PYTHON), "-m", "compileall", "-q", str(ROOT / "auditor")))
    run((str(PYTHON), "-m", "auditor", "rules", "check"))


def stamp(lock: Path) -> str:
    """The digest of a lock file and of what is declared of the package, by which an installed environment is known."""
    return hashlib.sha256(lock.read_bytes() + (ROOT / "pyproject.toml").read_bytes()).hexdigest()


def run_checks(extra: list[str]) -> int:
    """Runs every check, the quick ones first, and stops at the first that fails."""
    for tool, *arguments in CHECKS:
        print(f"— {tool}", flush=True)
        status = run((str(BIN / tool), *arguments, *(extra if tool == "pytest" else ())))
        if status != 0:
            return status
    return 0


def run(command: tuple[str, ...], folder: Path = ROOT) -> int:
    """Runs one command in a folder, that of the project where none is named."""
    return subprocess.run(command, cwd=folder, check=False).returncode


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(STOPPED)  # what was started says so itself
