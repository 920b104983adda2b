"""Files that readers of other packages read: which reader, and whether what it gives can be relied on.

An entry point of the group `auditor.readers` is named by the ending that it reads, with whatever tells it from others
behind a point: `xml.invoices`; `*` stands for every ending. It is loaded when a file with that ending is read, and
asked by the first bytes whether the file is one of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import Protocol
from typing import TypeAlias
from typing import cast

from msgspec import Struct

from auditor.document import Document
from auditor.document import Status
from auditor.document import Submission
from auditor.ingest.codes import tell
from auditor.ingest.files.codec import encode
from auditor.ingest.files.discover import ending
from auditor.ingest.layout import digest
from auditor.ingest.plugin_codes import UNDECLARED_FORM
from auditor.plugins import READERS
from auditor.plugins import plugins

if TYPE_CHECKING:
    from auditor.diagnostics import Diagnostic
    from auditor.plugins import Plugin
    from auditor.schema import Schema

# A document, whose tables and sentences are then found by the forms and claims of the rules; or whole submissions.
Found: TypeAlias = "Document | tuple[Submission, ...] | None"


class Reader(Protocol):
    """What the entry point of a reader is: a module, or anything else with these two functions."""

    def recognises(self, path: str, head: bytes) -> bool:
        """Whether a file is one of the reader's own, by its name and its first 4096 bytes."""

    def read(self, path: str, data: bytes, schema: Schema) -> tuple[Found, tuple[Diagnostic, ...]]:
        """What a file holds, with what is to be said of it; None where it cannot be read.

        The submissions of a file that holds several have paths below its own (`a.xml/part`); the first is the file's.
        """


class Plugged(Struct, frozen=True):
    """What came of asking the readers of other packages; `found` is None where none of them read the file."""

    found: Found = None
    diagnostics: tuple[Diagnostic, ...] = ()
    is_read: bool = False


def may_be_plugged(path: str) -> bool:
    """Whether another package names a reader for files with this ending."""
    return bool(_readers(path))


def read_plugged(path: str, data: bytes, head: bytes, schema: Schema) -> Plugged:
    """A file by the first reader of another package that recognises it; one that fails is told and passed over."""
    wrong: list[Diagnostic] = []
    for plugin in _readers(path):
        try:
            reader = _reader(plugin)
            if not reader.recognises(path, head):
                continue
            found, diagnostics = reader.read(path, data, schema)
            return Plugged(_checked(found, path, data, schema), (*wrong, *diagnostics), is_read=True)
        except MemoryError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever somebody else's code does, the other readers go on
            wrong.append(plugin.broken(error))
    return Plugged(None, tuple(wrong))


def _reader(plugin: Plugin) -> Reader:
    found = plugin.load()
    missing = [name for name in ("recognises", "read") if not callable(getattr(found, name, None))]
    if missing:
        message = f"{plugin.place} has no {missing[0]}()"
        raise TypeError(message)
    return cast("Reader", found)


def _readers(path: str) -> tuple[Plugin, ...]:
    named = ending(path)
    return tuple(plugin for plugin in plugins(READERS) if plugin.words[0] in {named, "*"})


def _checked(found: object, path: str, data: bytes, schema: Schema) -> Found:
    """What a reader gave, if it is what a reader may give.

    Raises:
        TypeError: it is something else.
        ValueError: a submission is of another file, or has a figure that its form does not know; a text holds
            what is no character.
    """
    if found is None:
        return None
    if isinstance(found, Document):
        found.source.text.encode()
        return found
    if not isinstance(found, tuple) or not found or not all(isinstance(each, Submission) for each in found):
        message = f"read() gave {type(found).__name__}, neither a Document nor a tuple of Submissions"
        raise TypeError(message)
    content = digest(data)
    for number, each in enumerate(found):
        is_own = each.path == path if number == 0 else each.path.startswith(f"{path}/")
        if not is_own or each.digest != content:
            message = f"the submission {each.path} is not of the file {path}"
            raise ValueError(message)
    if len({each.path for each in found}) < len(found):
        message = f"two submissions of {path} have one path"
        raise ValueError(message)
    undeclared = next((each.form for each in found if each.form is not None and each.form not in schema.forms), None)
    if undeclared is not None:
        return (_not_applicable(found[0], undeclared),)
    for each in found:
        _check_figures(each, schema)
    encode(found)
    return found


def _check_figures(submission: Submission, schema: Schema) -> None:
    form = schema.forms.get(submission.form or "")
    known = form.by_code if form else {}
    for fact in submission.facts:
        indicator = known.get(fact.indicator)
        if indicator is None or (fact.member is not None and fact.member not in indicator.members):
            message = f"the form {submission.form} has no {fact.indicator} {fact.member or ''}".rstrip()
            raise ValueError(message)


def _not_applicable(first: Submission, form: str) -> Submission:
    reason = tell(UNDECLARED_FORM, first.path, form=form)
    return Submission(first.path, first.digest, Status.NOT_APPLICABLE, first.unit, first.year, diagnostics=(reason,))
