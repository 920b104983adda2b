from __future__ import annotations

import ast
import re
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import polib
import pytest

from auditor.diagnostics import Lang
from auditor.document import Status
from auditor.ingest.doubts import DOUBTS
from auditor.lang.typed import Aspect
from auditor.lang.typed import Field
from auditor.lang.typed import Grain
from auditor.lang.typed import Missing
from auditor.lang.vocabulary.keywords import KINDS
from auditor.report.words.in_english import cause_text
from auditor.report.words.in_english import figure_name
from auditor.report.words.in_english import kind_text
from auditor.report.words.messages import catalogue
from auditor.report.words.messages import say
from auditor.report.words.messages import words
from auditor.results import Change
from auditor.results import Evidence
from auditor.results import Severity
from auditor.results import State
from auditor.results import Verdict
from auditor.results.explanations import Answer
from auditor.results.outcomes import Obstacle
from auditor.schema import Stance
from tests.report.report_rules import FORM_2014

if TYPE_CHECKING:
    from collections.abc import Iterator
    from enum import StrEnum

# The keys that the code makes of a value, by their pattern, and what the value may be.
MADE: dict[str, tuple[type[StrEnum], ...]] = {
    "answer_{}": (Answer,),
    "aspect_{}": (Aspect,),
    "change_{}": (Change,),
    "change_{}_meaning": (Change,),
    "field_{}": (Field,),
    "grain_{}": (Grain,),
    "missing_{}": (Missing,),
    "obstacle_{}": (Obstacle,),
    "obstacle_{}_meaning": (Obstacle,),
    "verdict_{}": (Verdict,),
    "{}": (Severity, Status, Stance),
    "{}_meaning": (Severity,),
    "{}_state": (State,),
}
LISTED = {"gravest_{}", "kind_{}", "{}_times"}  # of words that stand in the function itself
NAMED = {"{}_head", "required_{}"}  # made in a template, or before it is said
PO = polib.pofile(files("auditor.report").joinpath("locale/en.po").read_text(encoding="utf-8"))
HAN = re.compile("[\u4e00-\u9fff]")
HOLES = re.compile(r"\{(\w+)\}")
KEYS_IN_TEMPLATES = re.compile(r"\bw\.(\w+)")


def test_every_sentence_stands_in_both_languages_under_a_key_of_its_own() -> None:
    assert [entry.msgctxt for entry in PO if not entry.msgid.strip() or not entry.msgstr.strip() or entry.fuzzy] == []
    assert (PO.percent_translated(), PO.obsolete_entries()) == (100, [])
    assert len({entry.msgctxt for entry in PO}) == len(PO) == len(catalogue())


def test_both_languages_have_the_same_holes() -> None:
    assert [
        entry.msgctxt for entry in PO if sorted(HOLES.findall(entry.msgid)) != sorted(HOLES.findall(entry.msgstr))
    ] == []


def test_english_says_nothing_in_chinese() -> None:
    assert [entry.msgctxt for entry in PO if re.search("[\u4e00-\u9fff]", entry.msgstr)] == []


def test_what_the_templates_name_is_there() -> None:
    folder = files("auditor.report").joinpath("templates")
    named = {
        key
        for each in folder.iterdir()
        if each.name.endswith(".html")
        for key in KEYS_IN_TEMPLATES.findall(each.read_text(encoding="utf-8"))
    }
    assert len(named) > 100
    assert named <= set(words(Lang.ZH))


def test_a_sentence_is_said_in_the_language_asked_for() -> None:
    assert say("more", Lang.ZH, count=3) == "再显示3份"
    assert say("more", Lang.EN, count=3) == "Show 3 more"


def said() -> Iterator[ast.expr]:
    """What the code asks the catalogue for."""
    for path in chain.from_iterable(Path("auditor", part).rglob("*.py") for part in ("report", "cli", "over_time")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say" and node.args:
                yield node.args[0]


def pattern(key: ast.JoinedStr) -> str:
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in key.values)


def test_what_the_code_names_is_there() -> None:
    named = {key.value for key in said() if isinstance(key, ast.Constant)}
    assert len(named) > 100
    assert named <= set(catalogue())


def test_what_the_code_makes_of_a_value_is_there_for_every_value() -> None:
    assert {pattern(key) for key in said() if isinstance(key, ast.JoinedStr)} == {*MADE, *LISTED} - {"{}"}
    made = {key.format(value.value) for key, kinds in MADE.items() for kind in kinds for value in kind}
    assert made - set(catalogue()) == {Stance.MENTION.value}  # what is merely mentioned is never shown


def test_every_sentence_of_the_catalogue_is_said_somewhere() -> None:
    asking = [path for ending in ("py", "html", "js") for path in Path("auditor").rglob(f"*.{ending}")]
    written = {word for path in asking for word in re.findall(r"\w+", path.read_text(encoding="utf-8"))}
    made = {key.format(value.value) for key, kinds in MADE.items() for kind in kinds for value in kind}
    listed = re.compile("|".join(key.format(r"\w+") for key in LISTED | NAMED))
    assert [key for key in catalogue() if key not in written | made and not listed.fullmatch(key)] == []


def test_every_kind_that_the_language_knows_and_every_cause_of_a_blank_is_said_in_english() -> None:
    assert [kind for kind, *_ in KINDS if HAN.search(kind_text(kind, Lang.EN))] == []
    assert kind_text("平衡", Lang.ZH) == "平衡"
    assert kind_text("本县的类别", Lang.EN) == "本县的类别"
    causes = (
        "空白",
        "表中没有这一行",
        "没有上年报告",
        "没有2年前的报告",
        "填“—”",
        *(f"读数存疑：{each.zh}" for each in DOUBTS.values()),
    )
    assert [cause for cause in causes if HAN.search(cause_text(cause, Lang.EN))] == []
    assert cause_text("“若干”不是数值", Lang.EN) == "“若干” is not a figure"


def test_a_figure_is_named_in_english_with_its_official_name_behind_it() -> None:
    evidence = Evidence("正文：从事政府信息公开工作人员数", "staff_total", None, "narrative", "3人", "3名", None)
    assert figure_name(evidence, FORM_2014, Lang.EN) == "narrative: staff total · 从事政府信息公开工作人员数"
    assert figure_name(evidence, FORM_2014, Lang.ZH) == "正文：从事政府信息公开工作人员数"
    part = Evidence("分项2", "", None, "narrative", "3件", "3", None)
    assert figure_name(part, FORM_2014, Lang.EN) == "part 2 · 分项2"


@pytest.mark.parametrize("severity", Severity)
def test_a_severity_is_called_the_same_in_forms_and_on_pages(severity: Severity) -> None:
    pages = catalogue()[severity.value]
    assert (severity.words.zh, severity.words.en) == (pages.zh, pages.en.lower())
