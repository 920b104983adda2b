from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from auditor.diagnostics import Lang
from auditor.report.html.markup import lines_markup
from auditor.report.submission.passage import citations_of
from auditor.report.submission.passage import passage
from auditor.report.submission.passage import quote
from auditor.report.submission.passage import quote_of
from auditor.report.views.submission import Line
from auditor.report.views.submission import Mark
from auditor.report.views.submission import Quote
from auditor.report.views.submission import Segment
from auditor.source import Position
from auditor.source import Source
from auditor.source import Span

ONE = Mark("①", "#f1", "")
TWO = Mark("②", "#f2", "")


def plain(text: str) -> Segment:
    return Segment(text, is_cited=False, anchors=(), marks=())


def lines(text: str, *places: tuple[int, int, Mark]) -> tuple[Line, ...]:
    citations = citations_of((Span(start, end), mark) for start, end, mark in places)
    return passage(Source("a.txt", text), citations, Lang.ZH)


def test_blank_lines_are_left_out_and_the_others_keep_their_numbers() -> None:
    assert lines("一\n\n三\n") == (Line(1, "一"), Line(3, "三"))


def test_a_cited_figure_is_a_piece_with_its_mark() -> None:
    assert lines("共12件", (1, 3, ONE)) == (
        Line(1, "", (plain("共"), Segment("12", is_cited=True, anchors=("t1",), marks=(ONE,)), plain("件"))),
    )


def test_two_findings_on_one_place_share_it() -> None:
    (line,) = lines("12", (0, 2, ONE), (0, 2, TWO))
    assert line.segments == (Segment("12", is_cited=True, anchors=("t1",), marks=(ONE, TWO)),)


def test_overlapping_places_are_cut_and_never_nested() -> None:
    (line,) = lines("abcdef", (0, 4, ONE), (2, 6, TWO))
    assert line.segments == (
        Segment("ab", is_cited=True, anchors=("t1",), marks=()),
        Segment("cd", is_cited=True, anchors=("t2",), marks=(ONE,)),
        Segment("ef", is_cited=True, anchors=(), marks=(TWO,)),
    )


def test_a_blank_cell_has_an_anchor_though_it_has_no_characters() -> None:
    (line,) = lines("人数\t\n", (3, 3, ONE))
    assert line.segments == (plain("人数\t"), Segment("", is_cited=True, anchors=("t1",), marks=(ONE,)))


def test_a_place_over_two_lines_is_marked_on_both() -> None:
    first, second = lines("共1\n2件", (1, 4, ONE))
    assert first.segments[1] == Segment("1", is_cited=True, anchors=("t1",), marks=(ONE,))
    assert second.segments[0] == Segment("2", is_cited=True, anchors=(), marks=(ONE,))


def test_of_a_very_long_text_only_what_is_near_is_shown() -> None:
    text = "行" * 100 + "\n"
    shown = lines(text * 3_000, (101 * 2_000, 101 * 2_000 + 1, ONE))
    gaps = [line.gap for line in shown if line.gap]
    assert gaps == ["……略去1955行……", "……略去985行……"]
    assert len(shown) < 100


@given(
    st.text(alphabet="ab件\n\t ", max_size=40),
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 12)), max_size=6),
)
def test_whatever_is_cited_no_character_is_lost_or_doubled(text: str, places: list[tuple[int, int]]) -> None:
    spans = [Span(min(start, len(text)), min(start + length, len(text))) for start, length in places]
    shown = lines(text, *((span.start, span.end, ONE) for span in spans))
    rebuilt = {line.number: line.text + "".join(segment.text for segment in line.segments) for line in shown}
    expected = dict(enumerate(text.split("\n"), start=1))
    assert {number: line for number, line in expected.items() if line.strip()} == {
        number: line for number, line in rebuilt.items() if line.strip()
    }
    assert sorted(anchor for line in shown for segment in line.segments for anchor in segment.anchors) == sorted(
        f"t{number}" for number in range(1, len(set(spans)) + 1)
    )


def test_a_quote_shows_the_very_figure_not_the_first_like_it() -> None:
    assert quote(Source("a", "2018年共8件。"), Span(0, 9), Span(6, 7)) == Quote("2018年共", "8", "件。")


def test_a_long_sentence_is_cut_at_its_far_ends() -> None:
    text = "长" * 500 + "8" + "长" * 500
    assert quote(Source("a", text), Span(0, 1001), Span(500, 501)) == Quote("…" + "长" * 160, "8", "长" * 160 + "…")


def test_a_quote_without_a_place_marks_the_first_like_it() -> None:
    assert quote_of("配备了3名\n人员", "3") == Quote("配备了", "3", "名人员")


def test_a_line_of_the_file_that_stands_in_two_columns_has_its_number_twice_and_one_anchor() -> None:
    begins = (Position(1, 1), Position(2, 1), Position(1, 9), Position(2, 9))
    shown = passage(Source("a.txt", "左一\n左二\n右一\n右二", begins), (), Lang.ZH)
    assert [(line.number, line.text) for line in shown] == [(1, "左一"), (2, "左二"), (1, "右一"), (2, "右二")]
    made = lines_markup(shown)
    assert made.count('id="L1"') == made.count('id="L2"') == 1
    assert made.count('value="2"') == 2
