"""What other packages add to the auditor: found by their entry points, loaded only when used, never trusted to work.

A package names what it adds in its own `pyproject.toml`; the groups are those below. Nothing of a package is imported
before a file, a rule or a command needs it. What a package does wrong is one diagnostic and costs only itself.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from importlib import import_module
from importlib.metadata import entry_points
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import Any

from msgspec import Struct

from auditor.diagnostics import Code
from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Level
from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping
    from importlib.metadata import EntryPoint

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


class Function(Struct, frozen=True):
    """A function of the language, as another package gives it: whole numbers in, a whole number or none out.

    It has from `least` to `most` arguments of one unit, and gives a number of that unit, or one without a unit where
    `keeps_unit` is false. Figures come as stored integers (`schema.Measure.factor`). `meaning` is what it is, for
    numbers that are all known; where one is not, neither is the result. `lower` is the same for columns of a data
    frame: expressions of polars in, one out. Both are tried on the same numbers before a rule runs, and must agree.
    `bound` says how large the result can be in size, given the sizes of the arguments.
    """

    meaning: Callable[[tuple[int, ...]], int | None]
    lower: Callable[[tuple[Any, ...]], Any]
    bound: Callable[[tuple[int, ...]], int] = max
    least: int = 1
    most: int = 1
    keeps_unit: bool = True


class Plugin(Struct, frozen=True):
    """One entry point: what it is called, whose it is, and where its object lies (`package.module:name`)."""

    group: str
    name: str
    package: str
    version: str
    place: str

    @property
    def words(self) -> tuple[str, ...]:
        """The parts of its name: what a function is called in Chinese and in English, what ending a reader reads."""
        return tuple(self.name.split("."))

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


def function_plugin(word: str) -> Plugin | None:
    """The function that is called by a word: its entry point is named by its words, as `中位.middle`."""
    return next((each for each in plugins(FUNCTIONS) if word in each.words), None)


@lru_cache(maxsize=256)
def load_function(plugin: Plugin) -> Function:
    """The function of an entry point.

    Raises:
        TypeError: it is none.
        Exception: whatever importing it raises.
    """
    found = plugin.load()
    if not isinstance(found, Function):
        message = f"{plugin.place} is {type(found).__name__}, no auditor.plugins.Function"
        raise TypeError(message)
    return found


@lru_cache(maxsize=16)
def _plugins(group: str, where: tuple[str, ...]) -> tuple[Plugin, ...]:
    found = (
        Plugin(
            group,
            entry.name,
            entry.dist.name if entry.dist else "?",
            entry.dist.version if entry.dist else "",
            entry.value.partition("[")[0].strip(),
        )
        for entry in _entry_points(where)
        if entry.group == group
    )
    return tuple(sorted(set(found), key=lambda plugin: (plugin.name, plugin.package, plugin.place)))


@lru_cache(maxsize=4)
def _entry_points(_where: tuple[str, ...]) -> tuple[EntryPoint, ...]:
    """The entry points of all groups: to look for them, every package that is installed is asked."""
    found = entry_points()
    return tuple(entry for group in found.groups for entry in found.select(group=group))
