"""The signs of a page are found in one pass as each alone would be."""

from __future__ import annotations

import re2  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from auditor.ingest.web.signs import STEMS
from auditor.ingest.web.signs import TAGS
from auditor.ingest.web.signs import Sign
from auditor.ingest.web.signs import Signs
from auditor.ingest.web.signs import signs_in

PIECES = (
    *("<td>1", "<b>2</b>", "<table>", "<a href='#n'>", "<i class=n>", "<math>", "<svg>", "<tfoot>", "<dialog open>"),
    *("<bdo dir=rtl>", "<style>@font-face{", "display:none", "display : grid", "style='display:flex'", "role=grid"),
    *("content:'1'", "order:2", "float:left", "font-size:6px", "opacity:0", "background:url(a)", "hidden", "sr-only"),
    *("class=", "menu", "条", "\ufffd", "}", ";", " "),
)


@given(st.lists(st.sampled_from(PIECES), min_size=1).map("".join))
def test_each_sign_is_found_that_a_look_for_it_alone_finds(page: str) -> None:
    lowered = page.encode()
    found = signs_in(lowered)
    assert found.found == {sign for sign in Sign if re2.search(sign.value, lowered)}
    assert found.tags == {tag for tag in TAGS if re2.search(rf"<{tag}[\s/>]".encode(), lowered)}
    assert found.stems == {stem for stem in STEMS if stem in page}


def test_where_nothing_can_be_told_every_question_is_asked() -> None:
    assert signs_in(b"") == Signs(frozenset(Sign), frozenset(TAGS), frozenset(STEMS))
