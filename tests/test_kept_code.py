"""What is kept from one run to the next is kept by the code that made it: all of it, or changes would go unnoticed."""

from __future__ import annotations

import ast
import sys
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from auditor.disk.store import own_files
from auditor.ingest.files import cache
from auditor.lang import load

if TYPE_CHECKING:
    from collections.abc import Iterator

OWN = Path(__file__).parents[1] / "auditor"
# What these give does not depend on what is read: where things lie, who is asked, what is made of the facts afterwards.
BESIDE = {"cluster", "facts", "results", "scoring", "snippet"}
# Nor what makes tables of the facts; and what can no longer be read of a kept value is not taken.
BESIDE_LIBRARIES = {"polars", "msgspec"}


def imported(tree: ast.AST) -> Iterator[str]:
    """The parts of the package that a module imports when it runs."""
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
            continue
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("auditor."):
            yield str(node.module).split(".")[1]
        yield from imported(node)


@pytest.mark.parametrize(("folder", "places"), [("ingest", cache._CODE), ("lang", load.CODE)])  # noqa: SLF001
def test_the_code_that_a_kept_value_is_told_by_is_all_that_makes_it(folder: str, places: tuple[str, ...]) -> None:
    used = {name for path in (OWN / folder).rglob("*.py") for name in imported(ast.parse(path.read_bytes()))}
    assert used - BESIDE - {place.removesuffix(".py") for place in places} == set()


@pytest.mark.parametrize("places", [cache._CODE, load.CODE])  # noqa: SLF001
def test_every_place_of_code_that_is_named_is_there(places: tuple[str, ...]) -> None:
    names = tuple(own_files())
    assert [place for place in places if not any(it == place or it.startswith(f"{place}/") for it in names)] == []


def test_the_libraries_that_a_reading_is_told_by_are_all_that_read() -> None:
    trees = [ast.parse(path.read_bytes()) for path in (OWN / "ingest").rglob("*.py")]
    named = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.Import | ast.ImportFrom)]
    modules = {
        name.partition(".")[0]
        for node in named
        for name in ([node.module or ""] if isinstance(node, ast.ImportFrom) else [each.name for each in node.names])
    }
    packages = packages_distributions()
    used = {packages[name][0].lower() for name in modules - {"auditor", *sys.stdlib_module_names} if name in packages}
    assert used - BESIDE_LIBRARIES - set(cache._LIBRARIES) == set()  # noqa: SLF001
