from __future__ import annotations

import re
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

import auditor
from auditor.patterns import _Later
from auditor.patterns import _Needing
from auditor.patterns import regex

if TYPE_CHECKING:
    from collections.abc import Iterator

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


def test_a_pattern_that_needs_a_word_is_compiled_for_a_text_that_has_one() -> None:
    found = regex(r"(\d)(?:件|份)", needs="件|份")
    asked = [found.search("3次"), found.match("3次"), found.fullmatch("3次"), *found.finditer("3次")]
    assert (asked, found.sub("", "3次")) == ([None, None, None], "3次")
    assert "_compiled" not in vars(found)
    assert [each[1] for each in found.finditer("3次, 5份", 2)] == ["5"]
    assert (found.search("3件"), found.fullmatch("3份。"), found.sub(r"\1", "3件")) != (None, None, "3")
    assert found.match("3件") is not None
    assert found.fullmatch("3次") is None


def of_readers() -> list[_Later]:
    """The patterns of all modules that read, alone or among others."""
    modules = [import_module(name_of(path)) for path in (ROOT / "ingest").rglob("*.py")]
    values = chain.from_iterable(vars(module).values() for module in modules if "regex" in vars(module))
    return [each for value in values for each in _flat(value) if isinstance(each, _Later)]


def _flat(value: object) -> Iterator[object]:
    yield from chain.from_iterable(map(_flat, value)) if isinstance(value, tuple) else (value,)


def name_of(path: Path) -> str:
    return ".".join(("auditor", *path.relative_to(ROOT).with_suffix("").parts)).removesuffix(".__init__")


@pytest.mark.parametrize("pattern", [each for each in of_readers() if isinstance(each, _Needing)])
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.data())
def test_what_a_pattern_finds_has_a_word_that_it_needs(pattern: _Needing, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(pattern.pattern))
    assert any(word in text for word in pattern.needs)


def test_every_pattern_that_reading_uses_can_be_compiled() -> None:
    assert sum(bool(each.flags) for each in of_readers()) > 200
