"""What was read is laid aside until it is asked for: without its figures, tables and texts a submission is small.

They lie, each part packed, in a file without a name, which the system takes away with the process, however that ends.
"""

from __future__ import annotations

import os
import sys
import tempfile
import weakref
import zlib
from collections.abc import Sequence
from threading import Lock
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar
from typing import overload

from msgspec import Struct
from msgspec.structs import replace

from auditor.ingest.files.codec import decode_part
from auditor.ingest.files.codec import encode_part
from auditor.ingest.files.codec import with_parts
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterator
    from io import FileIO

    from auditor.document import Submission

_T = TypeVar("_T")

# How many of the parts last used stay at hand: those of some fifty reports.
_AT_HAND = 256


class Spool:
    """A place for parts of submissions, there for as long as one of them is."""

    def __init__(self) -> None:
        self._file: FileIO | None = None
        self._end = 0
        self._unwritten: dict[int, bytes] = {}
        self._at_hand: dict[int, Any] = {}
        self._lock = Lock()

    def lay_aside(self, submission: Submission) -> Submission:
        """The submission as it is, with those parts laid aside that are not already.

        One with half a character in it, which cannot be written, stays as it is.
        """
        try:
            return self._light(submission)
        except UnicodeEncodeError:
            return submission

    def _light(self, submission: Submission) -> Submission:
        document, told = submission.document, submission.diagnostics
        if document is not None and not isinstance(document.source, _Source):
            own = document.source
            document = replace(document, source=_Source(own.path, self._keep("source", own)))
            told = tuple(replace(each, source=document.source) if each.source == own else each for each in told)
        return with_parts(replace(submission, document=document, diagnostics=told), self._many)

    def _many(self, kind: str, values: Sequence[_T]) -> Sequence[_T]:
        if isinstance(values, _Values) or not values:
            return values
        return _Values(self._keep(kind, tuple(values)), len(values))

    def _keep(self, kind: str, value: object) -> _Part:
        """A part that is kept; where there is no room for it on the disk, in memory, packed."""
        packed = zlib.compress(encode_part(value), 1)
        with self._lock:
            start = self._end
            self._end += len(packed)
            try:
                self._write(start, packed)
            except OSError:
                self._unwritten[start] = packed
            self._put_at_hand(start, value)
        return _Part(self, kind, start, len(packed))

    def find(self, part: _Part) -> Any:  # noqa: ANN401 - whoever laid it aside knows what it is
        """A part that was laid aside."""
        with self._lock:
            value = self._at_hand.pop(part.start, None)
            if value is None:
                packed = self._unwritten.get(part.start) or self._read(part.start, part.size)
                value = decode_part(part.kind, zlib.decompress(packed))
            self._put_at_hand(part.start, value)
            return value

    def _put_at_hand(self, start: int, value: object) -> None:
        self._at_hand[start] = value
        if len(self._at_hand) > _AT_HAND:
            del self._at_hand[next(iter(self._at_hand))]

    def _write(self, start: int, packed: bytes) -> None:
        if self._file is None:
            file = tempfile.TemporaryFile(prefix="auditor-", buffering=0)  # noqa: SIM115 - closed with the spool
            weakref.finalize(self, file.close)
            self._file = file
        self._file.seek(start)
        while packed:
            packed = packed[self._file.write(packed) :]

    def _read(self, start: int, size: int) -> bytes:
        if self._file is None:
            return b""
        if sys.platform != "win32":  # processes that are split off share the place at which a file is read
            return os.pread(self._file.fileno(), size, start)
        self._file.seek(start)
        return self._file.read(size)


class _Part(Struct, frozen=True):
    """Where a part lies; `kind` is the name of the field that it is of."""

    spool: Spool
    kind: str
    start: int
    size: int


class _Values(Sequence[_T]):
    """A part of many values; with other sequences it is compared, and copied, as a tuple."""

    __slots__ = ("_length", "_part")

    def __init__(self, part: _Part, length: int) -> None:
        self._part, self._length = part, length

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[_T]:
        return iter(self._all())

    def __reversed__(self) -> Iterator[_T]:
        return reversed(self._all())

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_T]: ...
    def __getitem__(self, index: int | slice) -> _T | Sequence[_T]:
        return self._all()[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | _Values) and self._all() == tuple(other)

    def __hash__(self) -> int:
        return hash(self._all())

    def __reduce__(self) -> tuple[Callable[[tuple[_T, ...]], tuple[_T, ...]], tuple[tuple[_T, ...]]]:
        return tuple, (self._all(),)

    def _all(self) -> tuple[_T, ...]:
        found: tuple[_T, ...] = self._part.spool.find(self._part)
        return found


class _Source(Source):
    """A text that is laid aside."""

    def __init__(self, path: str, part: _Part) -> None:
        vars(self).update(path=path, _part=part)

    @property
    def text(self) -> str:
        """What spans point into."""
        return self._whole.text

    @property
    def _line_starts(self) -> tuple[int, ...]:
        return self._whole._line_starts  # noqa: SLF001 - of the same class

    @property
    def _whole(self) -> Source:
        part: _Part = vars(self)["_part"]
        found: Source = part.spool.find(part)
        return found

    def __eq__(self, other: object) -> bool:
        return self is other or (isinstance(other, Source) and (self.path, self.text) == (other.path, other.text))

    def __hash__(self) -> int:
        return hash((self.path, self.text))

    def __reduce__(self) -> tuple[type[Source], tuple[str, str]]:
        return Source, (self.path, self.text)
