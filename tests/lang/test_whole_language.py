"""Nothing of the language is left out: every word that it was to have is there, and every word is tried."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from auditor.source import fold
from tests.spec.spec_words import tried_in
from tests.spec.spec_words import words

SKETCH = Path(__file__).parents[3] / "shared" / "language.md"


def test_every_word_is_tried_in_the_specification() -> None:
    assert [(table, spellings) for table, spellings in words() if not tried_in(spellings)] == []


@pytest.mark.skipif(not SKETCH.exists(), reason="the sketch of the language is not here")
def test_every_word_of_the_sketch_is_one_here() -> None:
    known = {fold(spelling) for _, spellings in words() for spelling in spellings} | MARKS
    assert sorted(word for word in sketched() if fold(word) not in known) == []


# Signs of the grammar that stand in no list of words.
MARKS = {"..", "→", "##", "「", "」", "“", "”", "·", "*", "/", "起", "万", "亿"}


def sketched() -> set[str]:
    """The words of the sketch: of its table of statements, its grammar, and its list of functions."""
    text = SKETCH.read_text(encoding="utf-8")
    table = text.split("### 2.2")[1].split("### 2.3")[0]
    rows = re.findall(r"^\| (\S+)(?: / (\S+))? \| (\w+)(?: / (\w+))? \|", table, re.MULTILINE)
    grammar = text.split("### 2.7")[1].split("### 2.8")[0]
    literals = re.findall(r'"([^"\s]{2,}|[^"\x00-\x7f])"', grammar.split("```")[1])
    functions = re.sub(r"\([^)]*\)", "", grammar.split("Functions: ")[1].split("\n\n")[0]).strip(" .\n")
    return {each for row in rows[1:] for each in row if each} | {*literals} | {*re.split(r"[\s·/]+", functions)}
