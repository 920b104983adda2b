from __future__ import annotations

import json
from fractions import Fraction
from pathlib import Path

import pytest

from auditor.lang.export.as_json import rules_json
from auditor.lang.export.as_json import tree
from auditor.lang.load import load_rules

RULES = Path(__file__).parents[2] / "rules"


def test_every_rule_is_written_with_its_tree() -> None:
    book, _ = load_rules(RULES)
    made = rules_json(book)
    assert made == rules_json(book)
    read = json.loads(made)
    assert [(each["id"], each["form"]) for each in read["rules"]] == [(rule.info.id, rule.form) for rule in book.rules]
    for each, rule in zip(read["rules"], book.rules, strict=True):
        kinds = [type(it.require).__name__ for it in rule.instances]
        assert [it["require"]["is"] for it in each["instances"]] == kinds


def test_fractions_stay_exact_and_what_is_no_tree_is_refused() -> None:
    assert tree((Fraction(1, 3), Fraction(4), None, True)) == ["1/3", 4, None, True]
    with pytest.raises(TypeError):
        tree(0.5)
