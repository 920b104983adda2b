"""Wordings are tried only where they can be found: the same is found as if each were tried everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import settings
from hypothesis import strategies as st

from auditor.ingest.narrative.sentences import read_prose
from auditor.ingest.narrative.sieve import Sieve
from auditor.lang.world.wording import Lowered
from auditor.lang.world.wording import lower_wording
from tests.ingest.prose import document
from tests.ingest.prose import schema

if TYPE_CHECKING:
    from auditor.ingest.narrative.sentences import Sentence

CHARACTERS = st.sampled_from("收到主动公开申请信息公文件App2、%.")


@st.composite
def alternatives(draw: st.DrawFn, depth: int = 2) -> tuple[str, str]:
    """A wording, and something that says it."""
    found = draw(st.lists(sequences(depth), min_size=1, max_size=3))
    return "|".join(wording for wording, _ in found), draw(st.sampled_from([said for _, said in found]))


@st.composite
def sequences(draw: st.DrawFn, depth: int) -> tuple[str, str]:
    """Pieces one after another, and something that says them."""
    kinds = ["words", "words", "gap", "figure", *(["bracket", "optional"] if depth else [])]
    wording = said = ""
    for kind in draw(st.lists(st.sampled_from(kinds), max_size=4)):
        if kind == "words":
            words = draw(st.text(CHARACTERS, min_size=1, max_size=4))
            wording, said = wording + words, said + words
        elif kind == "gap":
            wording, said = wording + "…", said + draw(st.text("各类公开", max_size=3))
        elif kind == "figure" and "{" not in wording:
            wording, said = wording + draw(st.sampled_from(["{数}", "{金额}", "{百分比}"])), said + "3"
        elif kind in {"bracket", "optional"}:
            inner, words = draw(alternatives(depth - 1))
            wording += f"({inner})" + ("?" if kind == "optional" else "")
            said += words if kind == "bracket" or draw(st.booleans()) else ""
    return wording, said


def pairs_found(wordings: list[Lowered], sentences: tuple[Sentence, ...], *, sieved: bool) -> list[tuple[int, str]]:
    """Which wordings are found in which sentences."""
    sieve = Sieve(tuple(wording.needs if sieved else () for wording in wordings))
    return [
        (number, sentence.text)
        for number, sentence in sieve.passed(sentences)
        if re2.search(wordings[number].pattern, sentence.text)
    ]


@given(
    st.lists(alternatives(), min_size=1, max_size=4), st.text("，。;\n 公开", max_size=4), st.sampled_from(["", " "])
)
@settings(deadline=None, max_examples=100)
def test_what_every_wording_finds_is_found_by_those_that_are_tried(
    spoken: list[tuple[str, str]], between: str, blank: str
) -> None:
    text = between.join(said for _, said in spoken)
    prose = read_prose(document(blank.join(text)))
    wordings = [lowered for wording, _ in spoken if isinstance(lowered := lower_wording(wording), Lowered)]
    found = pairs_found(wordings, prose.sentences, sieved=True)
    assert found == pairs_found(wordings, prose.sentences, sieved=False)


def test_the_shipped_wordings_find_their_own_examples_whatever_else_is_looked_for() -> None:
    claims = schema().claims
    text = "\n".join(example.text for claim in claims for example in claim.examples)
    sentences = read_prose(document(text)).sentences
    wordings = [wording for claim in claims for group in claim.wordings.values() for wording in group]
    tried = tuple(Sieve(tuple(wording.needs for wording in wordings)).passed(sentences))
    found = {(number, each.start) for number, each in tried if re2.search(wordings[number].pattern, each.text)}
    every = {
        (number, each.start)
        for number, wording in enumerate(wordings)
        for each in sentences
        if re2.search(wording.pattern, each.text)
    }
    assert found == every
    assert len(tried) * 50 < len(wordings) * len(sentences)


def test_of_thousands_of_wordings_each_is_tried_where_its_words_stand() -> None:
    names = [f"{chr(0x4E00 + number // 60)}{chr(0x5E00 + number % 60)}" for number in range(2_500)]
    sentences = read_prose(document("".join(f"{name}项目{'很长' * 30}。" for name in names))).sentences
    needs = tuple(((f"{name}项目{'很长' * 30}",),) for name in names)
    assert [(number, each.start) for number, each in Sieve(needs).passed(sentences)] == [
        (number, each.start) for number, each in enumerate(sentences)
    ]


def test_a_wording_is_tried_where_its_words_stand_one_behind_the_other() -> None:
    lowered = lower_wording("收到(政府)?…申请{数}(件|条)")
    assert isinstance(lowered, Lowered)
    sentences = read_prose(document("收到政府信息公开申请3件。申请1件，是收到的信函。3件申请收到了。")).sentences
    assert [number for number, _ in Sieve((lowered.needs,) * 2).passed(sentences)] == [0, 1]
    assert {each.text for _, each in Sieve((lowered.needs,)).passed(sentences)} == {sentences[0].text}


def test_a_wording_needs_its_words_and_one_of_each_choice() -> None:
    lowered = lower_wording("(共)?(收到|受理)信息公开…申请{数}(件|条)")
    assert isinstance(lowered, Lowered)
    assert lowered.needs == (("收到", "受理"), ("信息公开",), ("申请",), ("件", "条"))
    anything = lower_wording("(收到|…)App{数}")
    assert isinstance(anything, Lowered)
    assert anything.needs == ()


def test_more_sentences_than_are_gone_through_together_are_tried_in_the_same_order() -> None:
    sentences = read_prose(document("申请三件。公开五件。" * 3_000)).sentences
    found = list(Sieve(((("公开",),), (("申请",),), (("件",),))).passed(sentences))
    assert found == [
        (number, each)
        for number, of in enumerate((1, 0, None))
        for at, each in enumerate(sentences)
        if of in {None, at % 2}
    ]
