"""Old Word and WPS documents: LibreOffice converts them where it is installed."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

from auditor.ingest.layout import MOST_BYTES
from auditor.ingest.office.word import read_word
from auditor.ingest.reader_codes import DAMAGED
from auditor.ingest.reader_codes import NO_OFFICE
from auditor.ingest.reader_codes import NOT_CONVERTED
from auditor.ingest.reader_codes import tell
from auditor.ingest.reader_codes import tell_too_large
from auditor.scratch import Scratch

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.document import Document

_PROGRAMS = ("soffice", "libreoffice", "soffice.com", "soffice.exe")
_USUAL_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
_SECONDS = 120
# The container of the old binary formats: its mark, and behind it the order of its bytes and the size of its sectors.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LAID_OUT = (b"\xfe\xff\x09\0", b"\xfe\xff\x0c\0")
_SMALLEST = 512
_ENDINGS = (".wps", ".rtf", ".odt")


def read(path: str, data: bytes) -> tuple[Document | None, tuple[Diagnostic, ...]]:
    """The document as LibreOffice understands it; without LibreOffice, a line that says what to do."""
    if len(data) > MOST_BYTES:
        return None, (tell_too_large(path, "bytes", MOST_BYTES),)
    if data.startswith(_OLE) and (len(data) < _SMALLEST or data[28:32] not in _LAID_OUT):
        # LibreOffice would take it for a text and show its bytes as signs.
        return None, (tell(DAMAGED, path, format="DOC/WPS", why="no compound file"),)
    program = _program()
    if program is None:
        return None, (tell(NO_OFFICE, path),)
    with Scratch() as folder:
        converted, why = _convert(program, folder, path, data)
    if converted is None:
        return None, (tell(NOT_CONVERTED, path, why=why),)
    return read_word(path, converted, data)


def _program() -> str | None:
    found = next(filter(None, map(shutil.which, _PROGRAMS)), None)
    return found or next((place for place in _USUAL_PLACES if Path(place).is_file()), None)


def _convert(program: str, folder: Path, path: str, data: bytes) -> tuple[bytes | None, str]:
    """The DOCX that the program makes, or why there is none.

    The file gets a name of its own and the program a profile of its own: a running office program would otherwise take
    the call over, and a name could be taken for an option.
    """
    ending = next((ending for ending in _ENDINGS if path.lower().endswith(ending)), ".doc")
    (folder / f"report{ending}").write_bytes(data)
    command = [
        *(program, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--norestore"),
        *("--nolockcheck", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out")),
        str(folder / f"report{ending}"),
    ]
    why = _run(command)
    made = folder / "out" / "report.docx"
    if why is None and made.is_file():
        return made.read_bytes(), ""
    return None, why or "no output"


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
