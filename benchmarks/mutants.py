"""Mutation testing: `python -m benchmarks.mutants [PATH ...]` changes modules one place at a time and runs their tests.

Needs `pip install mutmut`. Without paths, the modules on which a verdict hangs most (`GROUPS`). Prints for each how
many changes were noticed, and each that was not; `--publish` keeps that in `mutants.json` beside this file, of which
`docs/mutants.md` is made. Takes minutes a module: `--sample 60` tries 60 changes of each, the same at every run, where
there are more; `--left` tries again only what went unnoticed, where the module has not changed since.
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from argparse import ArgumentParser
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "mutants.md"
KEPT = Path(__file__).with_name("mutants.json")
NEEDED = ("auditor", "tests", "rules", "reports_in", "docs", "requirements", "pyproject.toml", "start.py", "README.md")
_GRID = ("tests/ingest/tables/test_grid.py", "tests/ingest/tables/test_grid_several.py")
_CELLS = ("tests/ingest/tables/test_cells.py", "tests/ingest/tables/test_cells_marked.py")
_VERDICTS = (
    "tests/engine/test_lowered.py",
    *(f"tests/engine/test_verdicts{part}.py" for part in ("", "_scope", "_within")),
)
# Modules with the tests that must notice a change in them.
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "auditor/ingest/figures.py": ("tests/ingest/test_figures.py", *_CELLS),
        "auditor/ingest/dates.py": (
            "tests/ingest/test_dates.py",
            "tests/ingest/identity/test_period.py",
            "tests/ingest/identity/test_identify.py",
        ),
        "auditor/ingest/tables/cells.py": (*_CELLS, *_GRID),
        "auditor/ingest/tables/runs/cut.py": ("tests/ingest/tables/test_runs_cut.py",),
        "auditor/ingest/tables/runs/figures.py": ("tests/ingest/tables/test_runs_figures.py",),
        "auditor/ingest/tables/grid/cut_rows.py": ("tests/ingest/tables/test_grid_cut_rows.py", *_GRID),
        "auditor/ingest/tables/grid/doubts.py": ("tests/ingest/tables/test_grid_doubts.py", *_GRID),
        "auditor/ingest/settling/halves.py": ("tests/ingest/test_halves.py",),
        "auditor/ingest/settling/standing.py": ("tests/ingest/test_standing.py",),
        "auditor/lang/typing/hints/respelled.py": (
            "tests/lang/test_respelled.py",
            "tests/lang/test_spoken.py",
            "tests/lang/test_spoken_statements.py",
        ),
        "auditor/lang/typed/linear.py": ("tests/lang/test_linear.py",),
        "auditor/lang/typing/rounding.py": ("tests/lang/test_rounding.py",),
        "auditor/lang/typing/tolerance.py": ("tests/lang/test_tolerance.py",),
        "auditor/engine/lowered/ruling.py": _VERDICTS,
        "auditor/engine/canonical/algebra.py": (
            "tests/engine/test_algebra.py",
            "tests/properties/test_algebra_laws.py",
        ),
        "auditor/engine/canonical/ratios.py": (
            "tests/engine/test_algebra.py",
            "tests/properties/test_algebra_laws.py",
        ),
        "auditor/engine/testing/worlds.py": ("tests/engine/test_worlds.py",),
        "auditor/engine/lowered/lower.py": _VERDICTS,
        "auditor/engine/lowered/ends.py": _VERDICTS,
        "auditor/engine/lowered/bounds.py": (*_VERDICTS, "tests/plugins/test_plugged_meaning.py"),
        "auditor/engine/lowered/terms.py": ("tests/engine/test_terms.py", *_VERDICTS),
        "auditor/engine/lowered/making.py": ("tests/engine/test_terms.py", *_VERDICTS),
        "auditor/engine/findings/exact.py": ("tests/engine/test_lowered.py", "tests/plugins/test_plugged_meaning.py"),
        "auditor/engine/waiving.py": ("tests/engine/test_waiving.py",),
    }
)
_DECIDING = ("auditor/engine/canonical", "auditor/engine/lowered")
# A change with which the tests never end is noticed, too: the limits are far beyond what a busy machine takes.
_UNNOTICED = frozenset({"survived", "no tests", "suspicious"})
# How many cases a property is tried on for each change.
_EXAMPLES = "20"
# The first test that fails ends the trial of a change: those that try many cases come last.
_SHORTEST_FIRST = """

def pytest_collection_modifyitems(items):
    items.sort(key=lambda item: getattr(item.obj, "is_hypothesis_test", False))
"""
_LIST_ONLY = "no such change"
# `mutmut show` takes a second to start for each.
_SHOW = "import sys; from mutmut.__main__ import show; [show.callback(name) for name in sys.argv[1:]]"
_SETTINGS = """
[tool.mutmut]
source_paths = ["auditor"]
only_mutate = {modules}
also_copy = ["tests", "rules", "reports_in", "docs", "requirements", "start.py", "README.md"]
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = ["-q", "-n", "0", "-p", "no:cacheprovider", "--hypothesis-profile=mutants"]
process_isolation = "forkserver"
timeout_constant = 20
timeout_multiplier = 6
"""


@dataclass(frozen=True)
class Score:
    """What became of the changes of a module: how many there are, were tried and noticed, and by name those not."""

    module: str
    digest: str
    total: int
    tried: int
    killed: int
    survivors: Mapping[str, str]


def score(module: str, tests: tuple[str, ...], most: int | None, before: Score | None) -> Score:
    """Changes one module in a copy of the project and runs its tests on each change, or on `most` of them.

    With a score from `before`, only on those that went unnoticed then.
    """
    digest = _digest(module)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in NEEDED:
            place = ROOT / name
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(place, copy / name, ignore=ignored) if place.is_dir() else shutil.copy(place, copy)
        settings = _SETTINGS.format(modules=json.dumps([module]), tests=json.dumps(list(tests)))
        with (copy / "pyproject.toml").open("a", encoding="utf-8") as file:
            file.write(settings)
        with (copy / "tests" / "conftest.py").open("a", encoding="utf-8") as file:
            file.write(_SHORTEST_FIRST)
        _mutmut(copy, "run", "--max-children", "1", _LIST_ONLY)
        names = list(_results(copy))
        tried = list(before.survivors) if before else _drawn(names, most or len(names))
        _mutmut(copy, "run", "--max-children", "1", *tried)
        became = _results(copy)
        left = _shown(copy, [name for name in tried if became[name] in _UNNOTICED])
    number = before.tried if before else len(tried)
    return Score(module, digest, len(names), number, number - len(left), left)


def _drawn(names: list[str], most: int) -> list[str]:
    return random.Random(0).sample(names, min(most, len(names)))  # noqa: S311 - the same at every run


def _results(folder: Path) -> dict[str, str]:
    """What became of each change, by its name."""
    lines = (line.strip().partition(": ") for line in _mutmut(folder, "results", "--all", "true").splitlines())
    return {name: became for name, _, became in lines}


def _mutmut(folder: Path, *arguments: str) -> str:
    return _said(folder, str(Path(sys.executable).with_name("mutmut")), *arguments)


def _said(folder: Path, *command: str) -> str:
    settings = {"AUDITOR_EXAMPLES": _EXAMPLES, **os.environ}
    return subprocess.run(command, cwd=folder, env=settings, check=False, capture_output=True, text=True).stdout  # noqa: S603 - the tool of this very environment


def _shown(folder: Path, names: list[str]) -> dict[str, str]:
    """Each change by its name, as the line was and became."""
    said = re.split(r"^# (\S+): .*$", _said(folder, sys.executable, "-c", _SHOW, *names), flags=re.MULTILINE)
    return {name: _change(diff) for name, diff in zip(said[1::2], said[2::2], strict=True)}


def _change(diff: str) -> str:
    """The line as it was and as it became."""
    lines = [line for line in diff.splitlines() if line[:1] in "+-" and line[:3] not in {"+++", "---"}]
    was = " ".join(line[1:].strip() for line in lines if line.startswith("-"))
    now = " ".join(line[1:].strip() for line in lines if line.startswith("+"))
    return f"{was}  →  {now}"


def kept() -> dict[str, Score]:
    """The scores that were published before, by module."""
    if not KEPT.exists():
        return {}
    return {each["module"]: Score(**each) for each in json.loads(KEPT.read_text("utf-8"))}


def page(scores: list[Score]) -> str:
    """The published table, with every change that no test noticed."""
    head = (
        "# Changes that the tests notice\n\n`python -m benchmarks.mutants --publish [PATH ...]` writes this page: one"
        " place of a module is changed at a time and its tests run. Where fewer were tried than there are, they were"
        " drawn at random.\n\n| module | changes | tried | noticed | share |\n|---|---|---|---|---|\n"
    )
    rows = [_row(f"`{each.module}`", each.total, each.tried, each.killed) for each in scores]
    counts = ((each.total, each.tried, each.killed) for each in scores)
    whole = _row("all", *map(sum, zip(*counts, strict=True)))
    since = [each.module for each in scores if each.digest != _digest(each.module)]
    never = sorted({*GROUPS, *_deciding()} - {each.module for each in scores})
    rest = [("Changed since they were measured", since), ("Not measured", never)]
    told = "".join(f"\n{words}: {', '.join(f'`{each}`' for each in names)}.\n" for words, names in rest if names)
    left = [
        f"\n## `{each.module}`\n\n```\n" + "\n".join(each.survivors.values()) + "\n```\n"
        for each in scores
        if each.survivors
    ]
    return f"{head}{''.join(rows)}{whole}{told}\nWhat no test noticed, as it was and as it became:\n{''.join(left)}"


def _deciding() -> Iterator[str]:
    """The modules of the folders in which all decides on verdicts: what is split off one of `GROUPS` is told, too."""
    for folder in _DECIDING:
        yield from (path.relative_to(ROOT).as_posix() for path in (ROOT / folder).glob("*.py") if path.stem[0] != "_")


def _row(name: str, total: int, tried: int, killed: int) -> str:
    return f"| {name} | {total} | {tried} | {killed} | {killed / tried:.1%} |\n"


def main(paths: list[str], *, most: int | None, left: bool, publish: bool) -> None:
    """Scores the modules that are named, or all of `GROUPS`."""
    scores: dict[str, Score] = {}
    for path in paths or GROUPS:
        before = kept().get(path) if left else None
        if before and (before.digest != _digest(path) or not before.survivors):
            continue
        scores[path] = score(path, GROUPS[path], most, before)
        print(f"{path}: {scores[path].killed} of {scores[path].tried} noticed", flush=True)
        if publish:
            _publish({**kept(), path: scores[path]})
    if not publish:
        print(page(list(scores.values())))


def _publish(scores: Mapping[str, Score]) -> None:
    found = [scores[module] for module in GROUPS if module in scores]
    KEPT.write_text(json.dumps([asdict(each) for each in found], ensure_ascii=False, indent=1) + "\n", "utf-8")
    PAGE.write_text(page(found), encoding="utf-8")


def _digest(module: str) -> str:
    return hashlib.sha256((ROOT / module).read_bytes()).hexdigest()


if __name__ == "__main__":
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*")
    parser.add_argument("--sample", type=int, help="how many changes of a module to try at most")
    parser.add_argument("--left", action="store_true", help="try only what went unnoticed before")
    parser.add_argument("--publish", action="store_true", help="keep what was found, and write the page")
    asked = parser.parse_args()
    main(asked.paths, most=asked.sample, left=asked.left, publish=asked.publish)
