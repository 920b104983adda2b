from __future__ import annotations

import json

from auditor.lang.export.textmate import grammar
from auditor.lang.vocabulary.keywords import CLAUSE_WORDS
from auditor.lang.vocabulary.keywords import STATEMENT_WORDS


def test_every_keyword_of_statements_and_clauses_is_in_it() -> None:
    text = json.dumps(grammar()["repository"], ensure_ascii=False)
    assert [word for word in (*STATEMENT_WORDS, *CLAUSE_WORDS) if word not in text] == []


def test_longer_words_come_before_those_that_begin_them() -> None:
    (clause,) = grammar()["repository"]["clause"]["patterns"]
    assert clause["match"].index("消息en") < clause["match"].index("|消息|")
