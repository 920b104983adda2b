"""What other packages add to the auditor: found by their entry points, loaded only when used, never trusted to work.

A package names what it adds in its own `pyproject.toml`; the groups are those below. Nothing of a package is imported
before a file, a rule or a command needs it. What a package does wrong is one diagnostic and costs only itself.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Code
from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Level
from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

READERS = "auditor.readers"
FUNCTIONS = "auditor.functions"
OUTPUTS = "auditor.outputs"

BROKEN_PLUGIN = Code(
    "AUD901",
    "broken-plugin",
    Level.ERROR,
    Words("插件 {plugin}（{package}）不能使用：{error}", "the plugin {plugin} of {package} cannot be used: {error}"),
    Words(
        "请更新或卸载该插件；其余功能不受影响", "bring the plugin up to date or take it out; all else works without it"
    ),
)
_LONGEST_ERROR = 200


@dataclass(frozen=True, slots=True)
class Plugin:
    """One entry point: what it is called, whose it is, and where its object lies (`package.module:name`)."""

    group: str
    name: str
    package: str
    version: str
    place: str

    def load(self) -> object:
        """The object itself.

        Raises:
            Exception: whatever importing somebody else's code raises.
        """
        module, _, attributes = self.place.partition(":")
        found: object = import_module(module.strip())
        for attribute in filter(None, attributes.strip().split(".")):
            found = getattr(found, attribute)
        return found

    def broken(self, error: BaseException | str) -> Diagnostic:
        """What to tell of a plugin that does not work."""
        words = error if isinstance(error, str) else f"{type(error).__name__}: {error}"
        values: Mapping[str, str] = {
            "plugin": self.name,
            "package": f"{self.package} {self.version}".strip(),
            "error": " ".join(words.split())[:_LONGEST_ERROR],
        }
        return Diagnostic(BROKEN_PLUGIN, values=MappingProxyType(values))


def plugins(group: str) -> tuple[Plugin, ...]:
    """What is installed of a group, sorted by name and package."""
    return _plugins(group, tuple(sys.path))


@lru_cache(maxsize=16)
def _plugins(group: str, _where: tuple[str, ...]) -> tuple[Plugin, ...]:
    found = (
        Plugin(
            group,
            entry.name,
            entry.dist.name if entry.dist else "?",
            entry.dist.version if entry.dist else "",
            entry.value.partition("[")[0].strip(),
        )
        for entry in entry_points(group=group)
    )
    return tuple(sorted(set(found), key=lambda plugin: (plugin.name, plugin.package, plugin.place)))
