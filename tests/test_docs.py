"""The documentation: its links lead somewhere, its rules work, and its references have all that the code has."""

from __future__ import annotations

import re
import runpy
import shutil
import subprocess
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import polars as pl
import pytest
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.engine.testing.cases import run_cases
from auditor.lang.analysis.analyse import analyse
from auditor.lang.check import check_sources
from auditor.lang.load import read_sources
from auditor.lang.vocabulary.function_words import FUNCTIONS
from auditor.lang.vocabulary.keywords import CLAUSES
from auditor.source import Source

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted((ROOT / "README.md", ROOT / "README.en.md", *DOCS.glob("*.md"), *DOCS.glob("decisions/*.md")))
MADE = runpy.run_path(str(DOCS / "make.py"))["FILES"]
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)[^)]*\)")
_FENCED = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
_RULES = re.compile(r"^```\n((?:规则集|ruleset).*?)^```", re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    text = _FENCED.sub("", page.read_text(encoding="utf-8"))
    places = {place for place in _LINK.findall(text) if "://" not in place and not place.startswith("mailto:")}
    assert [place for place in places if not (page.parent / unquote(place)).exists()] == []


def test_git_takes_no_results_of_the_commands_of_the_readme() -> None:
    git = shutil.which("git")
    if git is None or not (ROOT / ".git").exists():
        pytest.skip("only in a clone")
    named = re.findall(r"start.py audit [^`]*--out ([^\s`/]+)`", (ROOT / "README.md").read_text(encoding="utf-8"))
    made = "".join(f"{name}{end}/a\0" for name in named for end in ("", ".ledger"))
    asked = [git, "check-ignore", "-z", "--stdin"]
    ran = subprocess.run(asked, cwd=ROOT, input=made.encode(), capture_output=True, check=False)  # noqa: S603
    assert made
    assert ran.stdout.decode() == made


@pytest.mark.parametrize("name", MADE)
def test_the_references_are_as_the_code_has_them(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == MADE[name](), "run python docs/make.py"


def test_the_architecture_names_every_part() -> None:
    named = set(re.findall(r"`(\w+)/?`", (DOCS / "architecture.md").read_text(encoding="utf-8")))
    top = {
        path.stem for path in (ROOT / "auditor").iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()
    }
    layers = (ROOT / "auditor" / layer for layer in ("ingest", "lang", "engine", "report"))
    folders = {path.name for layer in layers for path in layer.iterdir() if (path / "__init__.py").is_file()}
    assert (top | folders) - {"__init__", "__main__"} - named == set()


@pytest.mark.parametrize("page", ["README.md", "README.en.md", "docs/tutorial.md", "docs/add-a-rule.md"])
def test_the_rules_of_a_page_work_as_they_stand(page: str) -> None:
    shown = _RULES.findall((ROOT / page).read_text(encoding="utf-8"))
    own = tuple(Source(f"例-{place}.rules", rules) for place, rules in enumerate(shown))
    book, diagnostics = check_sources((*read_sources(ROOT / "rules")[0], *own))
    assert diagnostics == ()
    paths = {source.path for source in own}
    assert [each.message(Lang.ZH) for each in analyse(book) if each.source and each.source.path in paths] == []
    results = run_cases(replace(book, cases=tuple(case for case in book.cases if case.path in paths)))
    assert len(results) >= 2
    assert [result.case.expected for result in results if not result.ok] == []


def test_the_references_have_every_command_and_every_word() -> None:
    from typer.main import get_command

    from auditor.cli.commands.every import app

    commands = MADE["reference/commands.md"]()
    for name in getattr(get_command(app), "commands", {}):
        assert f"`auditor {name}" in commands
    language = MADE["reference/language.md"]()
    for words in (*CLAUSES.values(), *FUNCTIONS.values()):
        assert f"`{words[0]}`" in language


def test_every_command_of_the_readme_is_one() -> None:
    from typer.main import get_command

    from auditor.cli.commands.every import app

    top = getattr(get_command(app), "commands", {})
    known = {name: set(getattr(command, "commands", {})) for name, command in top.items()}
    named = re.findall(r"`auditor ([a-z]+)(?: ([a-z]+)\b)?", (ROOT / "README.en.md").read_text(encoding="utf-8"))
    assert len(named) > 15
    assert [
        (name, below) for name, below in named if name not in known or (known[name] and below not in known[name])
    ] == []


def test_the_function_of_the_page_on_plugins_agrees_with_itself() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", (DOCS / "plugins.md").read_text(encoding="utf-8"), re.DOTALL)
    found: dict[str, Any] = {}
    exec(compile(example, "docs/plugins.md", "exec"), found)  # noqa: S102 - our own page
    function = found["LAST_DIGIT"]
    column = pl.DataFrame({"x": [0, 7, 123]}).select(function.lower([pl.col("x")])).to_series().to_list()
    assert column == [function.meaning([value]) for value in (0, 7, 123)] == [0, 7, 3]
    assert max(column) <= function.bound([123])


def test_every_page_of_the_site_is_there() -> None:
    named = set(re.findall(r": (\S+\.md)$", (ROOT / "mkdocs.yml").read_text(encoding="utf-8"), re.MULTILINE))
    assert [name for name in sorted(named) if not (DOCS / name).is_file()] == []
    assert {name for name in MADE if name.endswith(".md")} <= named
