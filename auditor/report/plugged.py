"""Outputs of other packages: files that they make of an audit, beside ours.

The entry point of the group `auditor.outputs` is a function from an audit and a language to files, each a name and its
bytes. They lie in a folder of the audit's that has the name of the entry point, and are written as ours are: whole or
not at all, with their digests in the record of the run.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from typing import TypeAlias
from typing import cast

from auditor.plugins import OUTPUTS
from auditor.plugins import plugins

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Iterable
    from collections.abc import Iterator

    from auditor.diagnostics import Diagnostic
    from auditor.diagnostics import Lang
    from auditor.results import AuditResult

    Output: TypeAlias = Callable[[AuditResult, Lang], Iterable[tuple[str, bytes]]]

_OURS = frozenset({"units", "rules", "summary"})


def output_names() -> tuple[str, ...]:
    """What outputs are installed."""
    return tuple(dict.fromkeys(plugin.name for plugin in plugins(OUTPUTS)))


def plugged_files(
    names: Iterable[str], result: AuditResult, lang: Lang
) -> tuple[tuple[tuple[str, bytes], ...], tuple[Diagnostic, ...]]:
    """The files of some outputs by their names within the audit's folder; an output that fails has none and is told."""
    made: list[tuple[str, bytes]] = []
    broken: list[Diagnostic] = []
    wanted = set(names)
    for plugin in plugins(OUTPUTS):
        if plugin.name not in wanted:
            continue
        try:
            output = cast("Output", plugin.load())
            made += [
                (f"{plugin.name}/{name}", content) for name, content in _checked(plugin.name, output(result, lang))
            ]
        except Exception as error:  # noqa: BLE001 - whatever somebody else's code does, the audit is written
            broken.append(plugin.broken(error))
    return tuple(made), tuple(broken)


def _checked(output: str, files: Iterable[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    """The files, if they stay in their folder.

    Raises:
        ValueError: a name leads elsewhere, or stands twice.
        TypeError: a content is not bytes.
    """
    seen: set[str] = set()
    if output in _OURS or not _stays(output) or "/" in output:
        message = f"no name for a folder: {output}"
        raise ValueError(message)
    for name, content in files:
        if not _stays(name) or name.casefold() in seen:
            message = f"no name for a file, or one that stands twice: {name}"
            raise ValueError(message)
        if not isinstance(content, bytes):
            message = f"{name} is {type(content).__name__}, not bytes"
            raise TypeError(message)
        seen.add(name.casefold())
        yield name, content


def _stays(name: str) -> bool:
    path = PurePosixPath(name)
    parts = path.parts
    return bool(parts) and not path.is_absolute() and ".." not in parts and not set("\\:\0") & set(name)
