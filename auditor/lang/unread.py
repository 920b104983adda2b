"""Files among the rules that hold rules and are not read: what a text editor or a word processor makes of them."""

from __future__ import annotations

import zipfile
import zlib
from typing import TYPE_CHECKING

from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.lang import syntax_codes
from auditor.patterns import regex
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_DOCUMENTS = frozenset({".doc", ".docx", ".odt", ".rtf", ".wps"})
_SHEETS = frozenset({".et", ".ods", ".xls", ".xlsx"})
_ENDINGS = frozenset({"", ".md", ".rule", ".text", ".txt", *_DOCUMENTS, *_SHEETS})
# Where the texts of an office document stand in its package; the older formats keep theirs as they are.
_PARTS = frozenset({"word/document.xml", "content.xml", "xl/sharedStrings.xml"})
_LARGEST = 4 * 2**20
_TAG = regex(r"<[^<>]*>")
_RULE = regex(r"规则集[ \t　]|规则[ \t　]*(?:[A-Za-z][\w.\-]*|\S{1,40}[ \t　]*「)|\brule [A-Z]+-\w")
_SAVED_ANEW = Words(
    "用记事本新建“{name}”，把规则粘贴进去，以 UTF-8 编码保存",
    "paste its rules into a text file, {name}, saved as UTF-8",
)


def unread(folder: Path) -> Iterator[Diagnostic]:
    """What is said of each file below a folder that holds rules under another ending than `.rules`."""
    for path in sorted(folder.rglob("*")):
        ending = path.suffix.lower()
        is_renamed = path.name.lower().endswith(".rules.txt")  # the ending is unseen where endings are hidden
        if ending in _ENDINGS and path.is_file() and (is_renamed or _holds_rules(path)):
            values = {"name": path.stem if is_renamed else f"{path.stem}.rules"}
            told = Source(path.relative_to(folder.parent).as_posix(), "")
            hint = _SAVED_ANEW if ending in _DOCUMENTS | _SHEETS else None
            yield Diagnostic(syntax_codes.ANOTHER_ENDING, told, None, values, hint)


def _holds_rules(path: Path) -> bool:
    try:
        texts = list(_texts(path))
    except (OSError, zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError):
        return False
    return any(_RULE.search(text) for text in texts)


def _texts(path: Path) -> Iterator[str]:
    """What stands in a file, in each of the encodings that it may be in."""
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as package:
            for name in _PARTS & set(package.namelist()):
                with package.open(name) as part:
                    yield _TAG.sub("", part.read(_LARGEST).decode("utf-8", "replace"))
        return
    with path.open("rb") as file:
        data = file.read(_LARGEST)
    for encoding in ("utf-8", "gb18030", "utf-16-le"):
        yield data.decode(encoding, "ignore")
