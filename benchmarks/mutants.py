"""Mutation testing: `python -m benchmarks.mutants [PATH ...]` changes modules one place at a time and runs their tests.

Needs `pip install mutmut`. Without paths, the modules on which a verdict hangs most (`GROUPS`). Prints for each how
many changes were noticed, and each that was not; `--publish` keeps that in `mutants.json` beside this file, of which
`docs/mutants.md` is made. Takes minutes a module.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "mutants.md"
KEPT = Path(__file__).with_name("mutants.json")
NEEDED = ("auditor", "tests", "rules", "reports_in", "docs", "requirements", "pyproject.toml", "start.py", "README.md")
_VERDICTS = (
    "tests/engine/test_verdicts.py",
    "tests/properties/test_differential.py",
    "tests/properties/test_beyond.py",
)
# Modules with the tests that must notice a change in them.
GROUPS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "auditor/ingest/figures.py": ("tests/ingest/test_figures.py", "tests/ingest/test_cells.py"),
        "auditor/ingest/dates.py": (
            "tests/ingest/test_dates.py",
            "tests/ingest/test_period.py",
            "tests/ingest/test_identify.py",
        ),
        "auditor/ingest/tables/cells.py": ("tests/ingest/test_cells.py", "tests/ingest/test_grid.py"),
        "auditor/ingest/tables/runs_cut.py": ("tests/ingest/test_runs_cut.py", "tests/ingest/test_runs.py"),
        "auditor/ingest/tables/runs_figures.py": ("tests/ingest/test_runs.py", "tests/ingest/test_runs_cut.py"),
        "auditor/lang/typed/linear.py": ("tests/lang/test_linear.py",),
        "auditor/lang/typing/rounding.py": ("tests/lang/test_rounding.py",),
        "auditor/lang/typing/tolerance.py": ("tests/lang/test_tolerance.py",),
        "auditor/engine/lowered/ruling.py": ("tests/engine/test_verdicts.py", "tests/engine/test_cases.py"),
        "auditor/engine/canonical/algebra.py": (
            "tests/engine/test_algebra.py",
            "tests/properties/test_algebra_laws.py",
        ),
        "auditor/engine/worlds.py": ("tests/engine/test_cases.py",),
        "auditor/engine/lowered/lower.py": _VERDICTS,
        "auditor/engine/lowered/ends.py": _VERDICTS,
        "auditor/engine/lowered/bounds.py": _VERDICTS,
        "auditor/engine/lowered/terms.py": _VERDICTS,
        "auditor/engine/findings/exact.py": _VERDICTS,
        "auditor/engine/waiving.py": ("tests/engine/test_waiving.py", "tests/spec/test_spec.py"),
    }
)
# A change with which the tests never end is noticed, too: the limits are far beyond what a busy machine takes.
_UNNOTICED = frozenset({"survived", "no tests", "suspicious"})
# How many cases a property is tried on for each change.
_EXAMPLES = "20"
_SETTINGS = """
[tool.mutmut]
source_paths = ["auditor"]
only_mutate = {modules}
also_copy = ["tests", "rules", "reports_in", "docs", "requirements", "start.py", "README.md"]
pytest_add_cli_args_test_selection = {tests}
pytest_add_cli_args = ["-q", "-n", "0", "-p", "no:cacheprovider", "--hypothesis-profile=mutants"]
process_isolation = "forkserver"
timeout_constant = 60
timeout_multiplier = 30
"""


@dataclass(frozen=True)
class Score:
    """What became of the changes of a module: how many there were, how many were noticed, and those that were not."""

    module: str
    digest: str
    total: int
    killed: int
    survivors: tuple[str, ...]


def score(module: str, tests: tuple[str, ...]) -> Score:
    """Changes one module in a copy of the project and runs its tests on each change."""
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
        _mutmut(copy, "run", "--max-children", "1")
        _mutmut(copy, "export-cicd-stats")
        told = json.loads((copy / "mutants" / "mutmut-cicd-stats.json").read_text(encoding="utf-8"))
        results = (line.strip().partition(": ") for line in _mutmut(copy, "results").splitlines())
        names = [name for name, _, became in results if became in _UNNOTICED]
        changed = tuple(_change(_mutmut(copy, "show", name)) for name in names)
    return Score(module, digest, told["total"], told["total"] - len(names), changed)


def _mutmut(folder: Path, *arguments: str) -> str:
    command = [str(Path(sys.executable).with_name("mutmut")), *arguments]
    settings = {"AUDITOR_EXAMPLES": _EXAMPLES, **os.environ}
    return subprocess.run(command, cwd=folder, env=settings, check=False, capture_output=True, text=True).stdout  # noqa: S603 - the tool of this very environment


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
    found = (Score(**{**each, "survivors": tuple(each["survivors"])}) for each in json.loads(KEPT.read_text("utf-8")))
    return {each.module: each for each in found}


def page(scores: list[Score]) -> str:
    """The published table, with every change that no test noticed."""
    total, killed = sum(each.total for each in scores), sum(each.killed for each in scores)
    head = (
        "# Changes that the tests notice\n\n`python -m benchmarks.mutants --publish [PATH ...]` writes this page: one"
        " place of a module is changed at a time and its tests run.\n\n| module | changes | noticed | share |\n"
        "|---|---|---|---|\n"
    )
    rows = [f"| `{each.module}` | {each.total} | {each.killed} | {each.killed / each.total:.1%} |" for each in scores]
    whole = f"| all | {total} | {killed} | {killed / total:.1%} |\n"
    since = [each.module for each in scores if each.digest != _digest(each.module)]
    never = [module for module in GROUPS if module not in {each.module for each in scores}]
    rest = [("Changed since they were measured", since), ("Not measured", never)]
    told = "".join(f"\n{words}: {', '.join(f'`{each}`' for each in names)}.\n" for words, names in rest if names)
    left = [
        f"\n## `{each.module}`\n\n```\n" + "\n".join(each.survivors) + "\n```\n" for each in scores if each.survivors
    ]
    return (
        f"{head}{chr(10).join(rows)}\n{whole}{told}\nWhat no test noticed, as it was and as it became:\n{''.join(left)}"
    )


def main(arguments: list[str]) -> None:
    """Scores the modules that are named, or all of `GROUPS`."""
    paths = [each for each in arguments if not each.startswith("-")] or list(GROUPS)
    scores = kept() if "--publish" in arguments else {}
    for path in paths:
        scores[path] = score(path, GROUPS[path])
        print(f"{path}: {scores[path].killed} of {scores[path].total} noticed", flush=True)
        if "--publish" in arguments:
            scores = {**kept(), path: scores[path]}
            _publish([scores[module] for module in GROUPS if module in scores])
    if "--publish" not in arguments:
        print(page(list(scores.values())))


def _publish(scores: list[Score]) -> None:
    KEPT.write_text(json.dumps([asdict(each) for each in scores], ensure_ascii=False, indent=1) + "\n", "utf-8")
    PAGE.write_text(page(scores), encoding="utf-8")


def _digest(module: str) -> str:
    return hashlib.sha256((ROOT / module).read_bytes()).hexdigest()


if __name__ == "__main__":
    main(sys.argv[1:])
