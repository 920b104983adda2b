from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from auditor.lang.export.textmate import grammar
from auditor.lang.export.textmate import grammar_text
from auditor.lang.vocabulary.keywords import CLAUSE_WORDS
from auditor.lang.vocabulary.keywords import STATEMENT_WORDS

FILE = Path(__file__).parents[2] / "editors" / "auditor.tmLanguage.json"


def test_the_grammar_of_editors_is_that_of_the_keywords() -> None:
    assert FILE.read_text(encoding="utf-8") == grammar_text()


@pytest.mark.skipif(not os.environ.get("UPDATE_SPEC"), reason="only when asked for")
def test_the_grammar_of_editors_is_written_anew() -> None:
    assert FILE.write_text(grammar_text(), encoding="utf-8")


def test_every_keyword_of_statements_and_clauses_is_in_it() -> None:
    text = json.dumps(grammar()["repository"], ensure_ascii=False)
    assert [word for word in (*STATEMENT_WORDS, *CLAUSE_WORDS) if word not in text] == []


def test_longer_words_come_before_those_that_begin_them() -> None:
    (clause,) = grammar()["repository"]["clause"]["patterns"]
    assert clause["match"].index("消息en") < clause["match"].index("|消息|")
