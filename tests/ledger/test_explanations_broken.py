from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from auditor.diagnostics import Lang
from auditor.ledger import safely
from auditor.ledger.forms import parse_form
from auditor.ledger.hand_out import form_bytes
from auditor.ledger.hand_out import hand_out
from auditor.snippet import display_width
from auditor.snippet import render_diagnostic
from tests.ledger.explanation_forms import NAME
from tests.ledger.explanation_forms import fill
from tests.ledger.explanation_forms import form_of
from tests.ledger.explanation_forms import handed_out
from tests.ledger.explanation_forms import rows_of
from tests.ledger.series import WRONG
from tests.ledger.series import Series
from tests.ledger.series import report

if TYPE_CHECKING:
    from pathlib import Path


def test_broken_lines_and_columns_of_the_peoples_own_are_kept_and_told(series: Series) -> None:
    result = series.audit(WRONG)
    head, row = handed_out(series, result)
    mine = f"备注,{','.join(head)}\r\n电话问过,{','.join(row)}\r\n,F-123456789abc,丢了几栏\r\n随手写的一行\r\n"
    form_of(series).write_bytes(("\ufeff" + mine).encode())
    again = series.audit(WRONG)
    told = [render_diagnostic(each, Lang.ZH).splitlines() for each in again.diagnostics]
    assert told[0] == [
        f"audit_out.ledger/explanations/{NAME}:3:2: 提醒[AUD913 unknown-finding]: 没有编号为“F-123456789abc”的问题",
        "    ,F-123456789abc,丢了几栏",
        "     ^^^^^^^^^^^^^^",
        "    提示: 问题编号由程序填写，不要改动；这一行保留，但不起作用",
    ]
    hand_out(series.audit(report(3, 9)).findings, series.folder, Lang.ZH)
    assert form_of(series).read_bytes().decode("utf-8-sig").startswith(mine)


def test_of_a_long_line_the_part_around_the_place_is_shown(series: Series) -> None:
    handed_out(series, series.audit(WRONG))
    fill(form_of(series), 说明="情况" * 150, 状态="同意")
    shown = render_diagnostic(series.audit(WRONG).diagnostics[0], Lang.ZH).splitlines()
    assert shown[1].startswith("    …")
    assert shown[1].endswith("…")
    assert len(shown[1]) < 100
    before = shown[1][: shown[1].index("同意")]
    assert shown[2] == " " * display_width(before) + "^^^^"


def test_a_file_with_a_quotation_mark_too_few_is_told_and_left_as_it_is(series: Series) -> None:
    result = series.audit(WRONG)
    handed_out(series, result)
    with form_of(series).open("a", encoding="utf-8") as file:
        file.write('"没有写完,\n后一行')
    before = form_of(series).read_bytes()
    done = hand_out(series.audit(report(3, 9)).findings, series.folder, Lang.ZH)
    assert done.left == (form_of(series),)
    assert form_of(series).read_bytes() == before
    assert [(each.code.slug, each.span is not None) for each in series.audit(WRONG).diagnostics] == [
        ("explanation-quotes", True)
    ]


@pytest.mark.parametrize(
    ("cells", "slug"),
    [
        ({"状态": "同意", "说明": "有"}, "explanation-status"),
        ({"日期": "三月里", "说明": "有"}, "explanation-date"),
        ({"状态": "认可"}, "explanation-empty"),
    ],
)
def test_what_is_filled_in_wrongly_is_told_at_its_place(series: Series, cells: dict[str, str], slug: str) -> None:
    handed_out(series, series.audit(WRONG))
    fill(form_of(series), **cells)
    result = series.audit(WRONG)
    assert [each.code.slug for each in result.diagnostics] == [slug]
    assert not result.findings[0].is_waived


def test_no_cell_of_a_form_is_taken_for_a_formula_and_back(series: Series) -> None:
    unit = "=县"
    wrong = report(3, 4, unit=unit)
    done = hand_out(series.audit(wrong).findings, series.folder, Lang.ZH)
    assert rows_of(done.written[0])[1][1] == "'=县"
    assert hand_out(series.audit(wrong).findings, series.folder, Lang.ZH).written == ()


def test_what_somebody_saves_while_a_form_is_written_is_kept(series: Series, monkeypatch: pytest.MonkeyPatch) -> None:
    handed_out(series, series.audit(WRONG))
    theirs = form_of(series).read_bytes() + "\r\n刚刚保存的一行\r\n".encode()
    place = safely._place  # noqa: SLF001 - the moment between taking the old file and giving the new one its name
    saved: list[bytes] = []

    def save_first(new: Path, path: Path) -> bool:
        if not saved:
            saved.append(theirs)
            path.write_bytes(theirs)
        return place(new, path)

    monkeypatch.setattr(safely, "_place", save_first)
    rows = handed_out(series, series.audit(report(3, 9)))
    assert ["刚刚保存的一行"] in rows
    assert rows[-1][6] == "办结件数=9件；收到件数=3件"


def test_a_form_that_a_killed_process_had_taken_away_comes_back(tmp_path: Path) -> None:
    (tmp_path / f".{NAME}.taken").write_text("写好的", encoding="utf-8")
    safely.recover(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == {NAME: "写好的"}
    (tmp_path / f".{NAME}.taken").write_text("另一份", encoding="utf-8")
    safely.recover(tmp_path)
    assert (tmp_path / "青屏县.kept.csv").read_text(encoding="utf-8") == "另一份"


@given(st.binary() | st.text().map(lambda text: f"问题编号,说明\n{text}".encode("utf-8", "replace")))
def test_any_bytes_make_a_form_and_none_of_its_lines_is_lost(data: bytes) -> None:
    form, _ = parse_form("表.csv", data)
    assert form.data == data
    again = parse_form("表.csv", form_bytes(form, (), (), Lang.ZH))[0]
    if form.is_whole:
        assert [line.raw.rstrip("\r\n") for line in again.lines] == [line.raw.rstrip("\r\n") for line in form.lines]
