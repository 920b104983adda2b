from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

import auditor
from auditor.patterns import regex

ROOT = Path(auditor.__file__).parent


def test_a_pattern_is_compiled_when_it_is_first_asked_and_answers_as_one_of_pythons() -> None:
    found = regex(r"(\d)件", re.IGNORECASE)
    assert "_compiled" not in vars(found)
    assert found.pattern == r"(\d)件"
    assert "_compiled" not in vars(found)
    asked = [
        (each.flags, each.groups, each.sub(r"\1", "3件, 5件")) for each in (found, re.compile(r"(\d)件", re.IGNORECASE))
    ]
    assert asked[0] == asked[1]
    assert "_compiled" in vars(found)
    with pytest.raises(re.error):
        regex("(").search("")


def test_every_pattern_that_reading_uses_can_be_compiled() -> None:
    tried = 0
    for path in (ROOT / "ingest").rglob("*.py"):
        name = ".".join(("auditor", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")
        if "regex" in vars(module := import_module(name)):
            kind = type(regex(""))
            tried += sum(bool(each.flags) for each in vars(module).values() if isinstance(each, kind))
    assert tried > 200
