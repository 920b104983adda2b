"""What is installed is what was declared and locked: looked at without any network."""

from __future__ import annotations

import re
import tomllib
from importlib.metadata import PackageNotFoundError
from importlib.metadata import requires
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
_PIN = re.compile(r"^(?P<name>[A-Za-z0-9_.-]+)==(?P<version>[^ \\;]+) *(?:;(?P<marker>[^\\]*))?", re.MULTILINE)


def locked(name: str) -> dict[str, str]:
    """The versions of a lock that are for this interpreter; no package may be there twice."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
    pins = [
        (canonicalize_name(pin["name"]), pin["version"])
        for pin in _PIN.finditer(text)
        if not pin["marker"] or Marker(pin["marker"].strip()).evaluate()
    ]
    assert len(dict(pins)) == len(pins)
    return dict(pins)


def unmet(wanted: list[str], lock: dict[str, str]) -> list[str]:
    """The requirements for this interpreter that a lock does not meet."""
    needed = [Requirement(each) for each in wanted]
    return [
        str(each)
        for each in needed
        if (each.marker is None or each.marker.evaluate({"extra": ""}))
        and not each.specifier.contains(lock.get(canonicalize_name(each.name), "0"))
    ]


def test_what_the_program_needs_is_locked_within_its_range() -> None:
    assert unmet(PROJECT["project"]["dependencies"], locked("runtime")) == []


def test_what_the_tests_need_is_locked_within_its_range() -> None:
    groups = PROJECT["dependency-groups"]
    wanted = [each for name in ("dev", "build") for each in groups[name] if isinstance(each, str)]
    assert unmet([*wanted, *PROJECT["project"]["dependencies"]], locked("dev")) == []


def test_both_locks_have_the_same_versions() -> None:
    runtime, dev = locked("runtime"), locked("dev")
    assert {name: dev.get(name) for name in runtime} == runtime


@pytest.mark.parametrize("lock", ["runtime", "dev"])
def test_what_locked_packages_need_is_locked_within_its_range(lock: str) -> None:
    pins = locked(lock)
    assert [(name, left) for name in pins if (left := unmet(_needs(name), pins))] == []


def _needs(package: str) -> list[str]:
    try:
        return requires(package) or []
    except PackageNotFoundError:  # for another system
        return []
