"""Submissions with what they are made of laid aside: without its figures, tables and texts one is small."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from auditor.disk.spool import Spool
from auditor.ingest.files.codec import PARTS
from auditor.ingest.files.codec import with_parts
from auditor.source import Source

if TYPE_CHECKING:
    from auditor.disk.spool import Part
    from auditor.document import Submission
    from auditor.source import Position


class SubmissionSpool(Spool):
    """A place for the parts of submissions."""

    parts_of_a_report = len(PARTS) + 1  # its text

    def lay_aside(self, submission: Submission) -> Submission:
        """The submission as it is, with those parts laid aside that are not already.

        One with half a character in its text, which cannot be written, stays as it is.
        """
        document, told = submission.document, submission.diagnostics
        if document is not None and not isinstance(document.source, _Source):
            own = document.source
            try:
                document = replace(document, source=_Source(own.path, self.keep(Source, own)))
            except UnicodeEncodeError:
                return submission
            told = tuple(replace(each, source=document.source) if each.source == own else each for each in told)
        light = replace(submission, document=document, diagnostics=told)
        return with_parts(light, lambda name, values: self.many(PARTS[name], values))


class _Source(Source):
    """A text that is laid aside."""

    def __init__(self, path: str, part: Part) -> None:
        vars(self).update(path=path, _part=part)

    @property
    def text(self) -> str:
        """What spans point into."""
        return self._whole.text

    @property
    def begins(self) -> tuple[Position, ...]:
        """Where its lines begin in the file."""
        return self._whole.begins

    @property
    def _line_starts(self) -> tuple[int, ...]:
        return self._whole._line_starts  # noqa: SLF001 - of the same class

    @property
    def _whole(self) -> Source:
        part: Part = vars(self)["_part"]
        found: Source = part.spool.find(part)
        return found

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Source) and (self.path, self.text) == (other.path, other.text))

    def __hash__(self) -> int:
        return hash((self.path, self.text))

    def __reduce__(self) -> tuple[type[Source], tuple[str, str, tuple[Position, ...]]]:
        return Source, (self.path, self.text, self.begins)
