"""What many reports are made of is laid aside until it is asked for: in memory it would grow with the reports.

It lies, part by part, packed, in a file without a name, which the system takes away with the process, however that
ends.
"""

from __future__ import annotations

import os
import sys
import tempfile
import weakref
import zlib
from collections.abc import Mapping
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING
from typing import Any
from typing import TypeVar
from typing import overload

import msgspec
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from io import FileIO

_T = TypeVar("_T")

# Of how many reports the parts that were used last stay at hand.
_AT_HAND = 50
# How many values of a long row make a part.
_TOGETHER = 100


class Spool:
    """A place for such parts, there for as long as one of them is; so many of them stay at hand."""

    parts_of_a_report = 1

    def __init__(self, at_hand: int | None = None) -> None:
        self._most = _AT_HAND * self.parts_of_a_report if at_hand is None else at_hand
        self._file: FileIO | None = None
        self._end = 0
        self._unwritten: dict[int, bytes] = {}
        self._at_hand: dict[int, Any] = {}
        self._lock = Lock()

    def many(self, kind: type[_T], values: Iterable[_T]) -> Sequence[_T]:
        """Values of a kind as one part; with half a character among them, which cannot be written, as they are."""
        if isinstance(values, _Values):
            return values
        given = tuple(values)
        try:
            # NOTE: mypy takes a type for something that may not be hashed.
            return _Values(self.keep(_row_of(kind), given), len(given)) if given else given  # type: ignore[arg-type]
        except UnicodeEncodeError:
            return given

    def keep(self, kind: object, value: object) -> Part:
        """Lays a value of a type aside; where there is no room for it on the disk, in memory, packed.

        Raises:
            UnicodeEncodeError: there is half a character in it.
        """
        packed = zlib.compress(encoder().encode(value), 1)
        with self._lock:
            start = self._end
            self._end += len(packed)
            try:
                self._write(start, packed)
            except OSError:
                self._unwritten[start] = packed
            self._put_at_hand(start, value)
        return Part(self, kind, start, len(packed))

    def find(self, part: Part) -> Any:  # noqa: ANN401 - whoever laid it aside knows what it is
        """A part that was laid aside."""
        with self._lock:
            value = self._at_hand.pop(part.start, None)
            if value is None:
                packed = self._unwritten.get(part.start) or self._read(part.start, part.size)
                value = _decoder(part.kind).decode(zlib.decompress(packed))
            self._put_at_hand(part.start, value)
            return value

    def _put_at_hand(self, start: int, value: object) -> None:
        self._at_hand[start] = value
        if len(self._at_hand) > self._most:
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


class Part(Struct, frozen=True):
    """Where a value lies; `kind` is its type."""

    spool: Spool
    kind: object
    start: int
    size: int


class _Row(Sequence[_T]):
    """Values that are fetched; with other sequences they are compared, and copied, as a tuple."""

    __slots__ = ()

    def __reversed__(self) -> Iterator[_T]:
        return reversed(tuple(self))

    @overload
    def __getitem__(self, index: int) -> _T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[_T]: ...
    def __getitem__(self, index: int | slice) -> _T | Sequence[_T]:
        return tuple(self)[index]

    def __eq__(self, other: object) -> bool:
        return isinstance(other, tuple | _Row) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Callable[[tuple[_T, ...]], tuple[_T, ...]], tuple[tuple[_T, ...]]]:
        return tuple, (tuple(self),)


class _Values(_Row[_T]):
    """The values of one part."""

    __slots__ = ("_length", "_part")

    def __init__(self, part: Part, length: int) -> None:
        self._part, self._length = part, length

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[_T]:
        found: tuple[_T, ...] = self._part.spool.find(self._part)
        return iter(found)


class Chained(_Row[_T]):
    """The values of many parts, one after the other."""

    __slots__ = ("_length", "parts")

    def __init__(self, parts: Iterable[Sequence[_T]]) -> None:
        self.parts = tuple(parts)
        self._length = sum(map(len, self.parts))

    def __len__(self) -> int:
        return self._length

    def __iter__(self) -> Iterator[_T]:
        return chain.from_iterable(self.parts)


def aside(kind: type[_T], values: Iterable[_T]) -> Sequence[_T]:
    """A long row of values of a kind, laid aside some at a time, to be gone through as often as need be."""
    spool, left = Spool(at_hand=1), iter(values)
    return Chained(iter(lambda: spool.many(kind, islice(left, _TOGETHER)), ()))


def plain(value: object) -> object:
    """What msgspec does not know: sequences and mappings of other classes than its own."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Sequence):
        return list(value)
    message = f"{type(value).__name__} is none of the contracts' types"
    raise TypeError(message)


# ------------------------------------------------------------------------------------------------------------- within


@lru_cache
def _row_of(kind: Any) -> object:  # noqa: ANN401 - a type
    return tuple[kind, ...]


@lru_cache(maxsize=1)
def encoder() -> msgspec.json.Encoder:
    """What writes values of the contracts as JSON."""
    return msgspec.json.Encoder(enc_hook=plain)


@lru_cache
def _decoder(kind: Any) -> msgspec.json.Decoder[Any]:  # noqa: ANN401 - a type
    return msgspec.json.Decoder(kind)
