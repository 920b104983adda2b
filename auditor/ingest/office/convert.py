"""What LibreOffice makes of files of other formats, where it is installed."""

from __future__ import annotations

import os
import signal
import subprocess

from auditor.disk.scratch import Scratch
from auditor.ingest.office.libreoffice import libreoffice

_SECONDS = 120
# What is made, by its ending: the format by the program's own name for it.
_FORMATS = {"docx": "docx:MS Word 2007 XML", "xlsx": "xlsx:Calc MS Excel 2007 XML"}


class MissingError(Exception):
    """There is no such program."""


class FailedError(Exception):
    """It made nothing of a file."""


def converted(data: bytes, ending: str, to: str) -> bytes:
    """The DOCX or XLSX file that the program makes of bytes, whose own format their `ending` tells.

    The file gets a name of its own and the program a profile of its own: a running office program would otherwise take
    the call over, and a name could be taken for an option. Raises MissingError or FailedError with its reason.
    """
    program = libreoffice()
    if program is None:
        raise MissingError
    with Scratch() as folder:
        (folder / f"report.{ending}").write_bytes(data)
        command = [
            *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"),
            *("--nolockcheck", "--convert-to", _FORMATS[to], "--outdir", str(folder / "out")),
            str(folder / f"report.{ending}"),
        ]
        why = _run(command)
        made = folder / "out" / f"report.{to}"
        if why is None and made.is_file():
            return made.read_bytes()
    raise FailedError(why or "no output")


def _run(command: list[str]) -> str | None:
    """What went wrong, None if nothing did. All that the command started ends with it."""
    process = subprocess.Popen(  # noqa: S603 - an absolute path and arguments of our own
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        status = process.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        _end(process)
        return f"> {_SECONDS} s"
    return None if status == 0 else f"exit {status}"


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        os.killpg(process.pid, signal.SIGKILL)
    else:
        process.kill()
    process.wait()
