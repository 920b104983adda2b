"""What denies, says of all or merely mentions: only what is certainly said of the whole counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.ingest.narrative.read import read_narrative
from auditor.schema import Claim
from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Stance
from auditor.schema import Wording
from tests.ingest.prose import document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.document import Fact

FORM = Form("form", "", indicators=(Indicator("received", "收到申请数", Measure(Kind.COUNT, "件", "件")),))


def wording(text: str, pattern: str, fixed: int | None = None) -> Wording:
    return Wording(text, pattern.replace("#", "(?P<n>[0-9]+)"), fixed)


def said(text: str, ways: Mapping[Stance, tuple[Wording, ...]]) -> tuple[Fact, ...]:
    return read_narrative(document(text), FORM, (Claim("received", ways),), (), 2018).facts


@pytest.mark.parametrize(
    "text",
    [
        "未收到申请。",
        "未收到政府信息公开申请。",
        "未收到任何公民、法人申请。",
        "未收到一件书面申请。",
        "未收到对答复不服的申请。",
    ],
)
def test_a_denial_in_general_words_is_one_of_all(text: str) -> None:
    ways = {Stance.DENIAL: (wording("未收到…申请", "未收到[^,。]{0,12}申请", 0),)}
    assert [fact.value for fact in said(text, ways)] == [0]


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("未因政府信息公开引起复议。", 1),
        ("未因申请人对答复不服引起复议。", 1),
        ("未因超期答复引起复议。", 0),
        ("未因程序违法引起复议。", 0),
    ],
)
def test_a_denial_for_one_reason_is_none_of_all(text: str, denied: int) -> None:
    ways = {Stance.DENIAL: (wording("未因…复议", "未因[^,。]{0,12}复议", 0),)}
    assert len(said(text, ways)) == denied


@pytest.mark.parametrize(
    ("text", "found"),
    [("收到申请均按期答复。", 1), ("收到申请已到期的均按期答复。", 0), ("收到申请应答复的全部按期答复。", 0)],
)
def test_what_is_said_of_those_alone_is_not_said_of_all(text: str, found: int) -> None:
    ways = {Stance.UNIVERSAL: (wording("收到申请…按期答复", "收到申请[^,。]{0,12}按期答复", 0),)}
    assert len(said(text, ways)) == found


@pytest.mark.parametrize(
    ("text", "mentions"),
    [
        ("申请结转下年2件。", 1),
        ("有申请结转下年。", 1),
        ("结转下年的申请0件。", 0),
        ("0件申请结转下年。", 0),
        ("没有申请结转下年。", 0),
    ],
)
def test_what_is_counted_as_none_is_no_mention_of_some(text: str, mentions: int) -> None:
    ways = {Stance.MENTION: (wording("结转下年", "结转下年"),), Stance.FIGURE: (wording("延期{数}件", "延期#件"),)}
    assert len(said(text, ways)) == mentions
