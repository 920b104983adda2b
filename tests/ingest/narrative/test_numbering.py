from __future__ import annotations

import pytest

from auditor.ingest.narrative.read import read_narrative
from tests.ingest.prose import document


def misnumbered(text: str) -> list[str]:
    source = document(text)
    return [source.source.slice(span) for span in read_narrative(source, None, ()).misnumbered]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("（一）公开。好。\n（三）管理。好。", ["三"]),
        ("（一）公开。好。\n（二）管理。好。\n（二）监督。好。\n（三）平台。好。", ["二"]),
        ("一、概述\n工作正常。\n三、申请\n没有。\n四、问题\n不少。", ["三"]),
        ("一、概述\n（一）公开。\n（二）申请。\n二、问题\n（一）不足。\n（三）打算。", ["三"]),
        ("（九）平台。\n（一）公开。\n（十）监督。", []),
        (
            "（一）公开。\n" + "".join(f"（{sign}）事项。\n" for sign in "二三四五六七八九十") + "（十二）监督。",
            ["十二"],
        ),
    ],
)
def test_a_number_that_does_not_go_on_is_found(text: str, found: list[str]) -> None:
    assert misnumbered(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "（一）公开。\n（二）申请。\n（三）管理。",
        "（一）公开。（二）申请。\n（三）管理。",
        "（一）公开。\n（二）申请。\n（一）组织。\n（二）经费。",
        "一、概述\n（一）公开。\n二、问题\n（一）不足。\n（二）打算。",
        "依照条例第二十条第\n（三）项规定公开。",
        "（一）公开。\n按照第十条第\n（五）项规定，已公开。",
        "一、二季度公开较少。\n三、四季度较多。",
        "（三）不予公开\n（五）不予处理",
        "（一）公开。\n（六）监督。",
    ],
)
def test_what_may_be_right_is_left_alone(text: str) -> None:
    assert misnumbered(text) == []
