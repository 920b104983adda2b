"""Prose in the styles of real reports, in whole reports whose tables are right: what is told and what is left alone."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from auditor.engine.gate import pass_gate
from auditor.engine.judge import judge
from auditor.ingest.files.receive import receive
from auditor.ingest.tabulate import tabulate
from auditor.lang.load import load_rules
from auditor.results import Finding
from auditor.results import Verdict
from tests.rules.whole_reports import WRITERS

ROOT = Path(__file__).parents[2]
TEXTS: dict[str, list[dict[str, Any]]] = tomllib.loads(
    (Path(__file__).parent / "prose_styles.toml").read_text(encoding="utf-8")
)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, dict[str, Finding]]:
    """What the rules of the narrative tell of each text; the reports are judged together, and know of no other."""
    folder = tmp_path_factory.mktemp("styles")
    texts = {f"{number:03}": each for number, each in enumerate((*TEXTS["right"], *TEXTS["wrong"]))}
    for name, each in texts.items():
        ending, write = WRITERS[each["form"]]
        (folder / f"{name}.{ending}").write_bytes(write(each["text"]))
    book = load_rules(ROOT / "rules")[0]
    submissions = receive(folder, book.schema)
    table = tabulate(submissions, book.schema)
    assert pass_gate(submissions, table, book.schema)[1] == ()
    findings, _ = judge(book, table, submissions)
    found: dict[str, dict[str, Finding]] = {each["text"]: {} for each in texts.values()}
    for it in findings:
        if it.rule.startswith("N-") and it.verdict is Verdict.FAIL and not it.trial:
            found[texts[it.submission.partition(".")[0]]["text"]][it.rule] = it
    return found


def test_nothing_is_told_of_what_is_right(told: dict[str, dict[str, Finding]]) -> None:
    assert {each["name"]: set(told[each["text"]]) for each in TEXTS["right"] if told[each["text"]]} == {}


def test_a_slip_is_told_by_its_rule_and_by_no_other(told: dict[str, dict[str, Finding]]) -> None:
    """`also` are the rules of the other figures that are wrong in the same passage."""
    rules = [(each["text"], set(told[each["text"]]), {each["rule"], *each.get("also", ())}) for each in TEXTS["wrong"]]
    assert [(text, found) for text, found, due in rules if found != due] == []


def test_what_is_told_says_and_quotes_what_is_wrong(told: dict[str, dict[str, Finding]]) -> None:
    """`says` is a part of the message, `quotes` the words quoted first, where a text asks for them."""
    found = {(each["text"], each["rule"]): told[each["text"]][each["rule"]] for each in TEXTS["wrong"]}
    asked = [(each, found[each["text"], each["rule"]]) for each in TEXTS["wrong"] if {"says", "quotes"} & each.keys()]
    assert asked
    for each, finding in asked:
        assert each.get("says", "") in finding.message.zh
        assert each.get("quotes", finding.evidence[0].quote) == finding.evidence[0].quote
