from __future__ import annotations

import re
from importlib.resources import files

import polib

from auditor.diagnostics import Lang
from auditor.report.messages import catalogue
from auditor.report.messages import say
from auditor.report.messages import words

PO = polib.pofile(files("auditor.report").joinpath("locale/en.po").read_text(encoding="utf-8"))
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
