from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# What `auditor --help` needs: the commands, and what their options are chosen from.
STARTED = {
    *("auditor", "auditor.cli", "auditor.diagnostics", "auditor.source", "auditor.engine", "auditor.engine.engines"),
    *(f"auditor.cli.{path.stem}" for path in (ROOT / "auditor" / "cli").glob("*.py")),
}
TYPER = {"typer", "annotated_doc", "shellingham", "colorama"}
# What typer itself turns the values of a command's options by; not needed for the list of commands.
VALUES = {"pydantic", "pydantic_core", "annotated_types", "typing_inspection", "typing_extensions"}
ASK = """
import json, sys
before = set(sys.modules)
sys.argv = ["auditor", *{args}]
from auditor.cli import main
try:
    main()
except SystemExit as stopped:
    assert not stopped.code, stopped.code
print()
print(json.dumps(sorted(set(sys.modules) - before)))
"""


@pytest.mark.parametrize(
    ("args", "packages"),
    [
        (["--help"], TYPER),
        (["--version"], TYPER),
        (["audit", "--help"], TYPER | VALUES),
        (["rules", "--help"], TYPER | VALUES),
    ],
)
def test_help_loads_the_commands_and_nothing_else(args: list[str], packages: set[str]) -> None:
    code = ASK.replace("{args}", json.dumps(args))
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)  # noqa: S603
    loaded = set(json.loads(ran.stdout.splitlines()[-1]))
    foreign = {name.partition(".")[0] for name in loaded} - set(sys.stdlib_module_names) - packages - {"auditor"}
    assert {name for name in foreign if not name.startswith("_sysconfigdata")} == set()
    assert {name for name in loaded if name.partition(".")[0] == "auditor"} <= STARTED
