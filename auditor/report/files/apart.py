"""Work shared among processes that are split off this one, where the system can do that; else done here."""

from __future__ import annotations

import os
import sys
import threading
import warnings
from contextlib import contextmanager
from contextlib import suppress
from typing import TYPE_CHECKING
from typing import NamedTuple
from typing import TypeAlias
from typing import TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator
    from collections.abc import Sequence
    from multiprocessing.connection import Connection
    from multiprocessing.context import ForkProcess

_T = TypeVar("_T")

# From how many pieces on another process pays: what it looks at is copied as it looks, as costly as a hundred pages.
MANY = 400
_MOST = 8
_PATIENCE, _PATIENCE_A_PIECE = 60.0, 0.5  # seconds: a hundred times what a slow machine needs


class _Share(NamedTuple):
    numbers: Sequence[int]
    process: ForkProcess
    answer: Connection


@contextmanager
def made_apart(
    count: int, make: Callable[[Iterable[int]], _T], *, many: int = MANY, apart: Sequence[int] = ()
) -> Iterator[Callable[[], list[_T]]]:
    """Has `make` called on shares of the numbers below `count` while the caller goes on; what is given waits for it.

    Of few, those of `apart` are a share of their own, and the rest is made by who waits.

    NOTE: the processes are forks, since what they work on is far too much to be sent; so `make` must not touch polars,
    whose threads a fork does not have. A share that is lost is made again here, and fails here if it must.
    """
    elsewhere, here = _parted(range(count), many, apart)
    shares = [_Share(each, *split_off(_work, make, each, os.getpid())) for each in elsewhere]
    try:
        yield lambda: [*(make(each) for each in here), *(_answer(make, share) for share in shares)]
    finally:
        for share in shares:
            _end(share)


_Numbers: TypeAlias = "Sequence[Sequence[int]]"


def _parted(numbers: range, many: int, apart: Sequence[int]) -> tuple[_Numbers, _Numbers]:
    """The shares that are made by other processes, and those that are made here."""
    if not can_split_off():
        return (), (numbers,)
    if len(numbers) >= many:
        size = min(_MOST, _cores())
        return [numbers[first::size] for first in range(size)], ()
    return ((apart,), ([each for each in numbers if each not in apart],)) if apart else ((), (numbers,))


def can_split_off() -> bool:
    """Whether there is another core, and a system that can split processes off.

    Elsewhere than on Linux the system's own libraries do not bear it, nor does a program with threads of its own.
    """
    return _cores() > 1 and sys.platform == "linux" and threading.active_count() == 1


def _cores() -> int:
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def split_off(work: Callable[..., None], *given: object, duplex: bool = False) -> tuple[ForkProcess, Connection]:
    """A process that does some work with its end of a pipe and what is given; the process, and the other end."""
    import multiprocessing

    context = multiprocessing.get_context("fork")
    here, there = context.Pipe(duplex)
    process = context.Process(target=_at_its_end, args=(here, work, there, *given), daemon=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of Python 3.12, as polars has threads: see above
        process.start()
    there.close()
    return process, here


def _at_its_end(other: Connection, work: Callable[..., None], own: Connection, *given: object) -> None:
    other.close()  # or else it would not be told that nobody is left there
    work(own, *given)


def _work(answer: Connection, make: Callable[[Iterable[int]], object], numbers: Sequence[int], parent: int) -> None:
    with suppress(Exception, KeyboardInterrupt):  # whoever waits makes it again and meets the same error
        answer.send(make(_while_awaited(numbers, parent)))


def _while_awaited(numbers: Sequence[int], parent: int) -> Iterator[int]:
    """The numbers, as long as the process that wants them is there: nothing is written after it was killed."""
    for number in numbers:
        if os.getppid() != parent:
            os._exit(1)
        yield number


def _answer(make: Callable[[Iterable[int]], _T], share: _Share) -> _T:
    try:
        if share.answer.poll(_PATIENCE + _PATIENCE_A_PIECE * len(share.numbers)):
            made: _T = share.answer.recv()
            return made
    except EOFError:
        pass
    _end(share)
    return make(share.numbers)


def _end(share: _Share) -> None:
    share.process.kill()
    share.process.join()
    share.answer.close()
