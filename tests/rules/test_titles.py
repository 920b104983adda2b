"""Every rule that comes with the program has a title in English as well."""

from __future__ import annotations

import re
from pathlib import Path

from auditor.lang.load import load_rules

RULES = Path(__file__).parents[2] / "rules"


def test_every_shipped_rule_has_an_english_title_of_its_own() -> None:
    infos = load_rules(RULES)[0].infos
    assert [info.id for info in infos if not info.english or re.search(r"[\u4e00-\u9fff]", info.english)] == []
    by_form = {(form, info.english, info.title): info.id for info in infos for form in info.forms}
    assert len({key[:2] for key in by_form}) == len(by_form)
