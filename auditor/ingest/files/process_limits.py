"""What a process that reads documents may use at most, where the system can hold it to that."""

from __future__ import annotations

from contextlib import suppress

MEGABYTE = 2**20


def hold_to(megabytes: int) -> None:
    """Limits the memory of this process, where the system can do that; no core is dumped."""
    try:
        import resource
    except ImportError:
        return
    for kind, limit in ((resource.RLIMIT_AS, megabytes * MEGABYTE), (resource.RLIMIT_CORE, 0)):
        with suppress(ValueError, OSError):
            _, hard = resource.getrlimit(kind)
            most = limit if hard == resource.RLIM_INFINITY else min(limit, hard)
            resource.setrlimit(kind, (most, hard))


def end_by_itself(seconds: float) -> None:
    """Has the system end this process if it works on one document for long, even when nobody is left to end it."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime + 2 * seconds) + 10
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (limit, hard))
