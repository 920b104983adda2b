"""Other packages add readers, functions and outputs; what does not work is told once and stops nothing."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest
from typer.testing import CliRunner

from auditor.audit import audit_folder
from auditor.cli.commands.every import app
from auditor.diagnostics import Lang
from auditor.document import Status
from auditor.ingest.files.cache import Cache
from auditor.ingest.files.cache import code_version
from auditor.lang.fmt.sources import format_sources
from auditor.lang.load import load_rules
from auditor.results import Verdict
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from auditor.results import AuditResult

    Install = Callable[..., None]

RULES = """规则集 卡片
  版式: cards

版式 cards 「卡片」

指标 收到件数 (received) : 计数 件
指标 办结件数 (closed) : 计数 件

规则 K-1 「办结不多于收到」 强制
  要求: 办结件数 ≤ 收到件数
"""
ROUND = """
规则 K-2 「不以零结尾」 提示
  要求: 末位(收到件数) ≠ 0

测试 K-2
  | 收到件数 | 结果     |
  | 12       | 通过     |
  | 120      | 不通过   |
  | 空       | 无法判定 |
"""
SAMPLE = "auditor-sample 1.2"
NONE = "auditor_sample.functions:NONE_AT_ALL"
CARD = "CARD 甲县 2020 cards\nreceived=120\nclosed=130\n"


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, Path]:
    monkeypatch.setenv("AUDITOR_CACHE", str(tmp_path / "cache"))
    inputs, rules = tmp_path / "in", tmp_path / "rules"
    inputs.mkdir()
    rules.mkdir()
    (inputs / "a.card").write_text(CARD, encoding="utf-8")
    (rules / "cards.rules").write_text(RULES, encoding="utf-8")
    return inputs, rules


def audit(folders: tuple[Path, Path]) -> AuditResult:
    return audit_folder((folders[0],), folders[1])[0]


def told(result: AuditResult) -> list[str]:
    of_rules = (each.error for each in result.outcomes if each.error is not None)
    return [each.message(Lang.EN) for each in (*result.diagnostics, *of_rules)]


def test_a_file_is_read_by_the_reader_that_is_installed_for_it(folders: tuple[Path, Path], install: Install) -> None:
    install(readers={"card": "auditor_sample.cards"})
    result = audit(folders)
    assert [(each.rule, each.unit, each.verdict) for each in result.findings] == [("K-1", "甲县", Verdict.FAIL)]
    assert [each.raw for each in result.findings[0].evidence] == ["130", "120"]
    assert told(result) == []


def test_nothing_is_loaded_before_a_file_needs_it(folders: tuple[Path, Path], install: Install) -> None:
    install(readers={"other": "auditor_sample.broken"}, functions={"x": "auditor_sample.broken"})
    assert told(audit(folders)) == []
    assert "auditor_sample.broken" not in sys.modules


def test_a_reader_that_fails_is_told_once_and_the_files_are_read_without_it(
    folders: tuple[Path, Path], install: Install
) -> None:
    for name in ("乙", "丙"):
        (folders[0] / f"{name}.txt").write_text(f"{name}县2018年政府信息公开工作年度报告\n", encoding="utf-8")
    install(
        readers={
            "txt": "auditor_sample.broken",
            "card.a": NONE,
            "card.b": "auditor_sample.cards",
        }
    )
    result = audit(folders)
    assert [each.status for each in result.submissions] == [Status.AUDITED] * 3
    assert sorted(told(result)) == [
        f"the plugin card.a of {SAMPLE} cannot be used: TypeError: {NONE} has no recognises()",
        f"the plugin txt of {SAMPLE} cannot be used: RuntimeError: this plugin is for another version",
    ]


def test_a_reader_that_gives_an_unknown_figure_is_not_believed(folders: tuple[Path, Path], install: Install) -> None:
    (folders[0] / "a.card").write_text(CARD + "lost=1\n", encoding="utf-8")
    install(readers={"card": "auditor_sample.cards"})
    result = audit(folders)
    assert result.findings == ()
    assert told(result) == [
        "the plugin card of auditor-sample 1.2 cannot be used: ValueError: the form cards has no lost"
    ]


def test_a_reader_that_gives_half_a_character_is_not_believed(folders: tuple[Path, Path], install: Install) -> None:
    (folders[0] / "b.half").write_text("CARD", encoding="utf-8")
    install(readers={"half": "auditor_sample.halves"})
    assert [each.partition(": ")[2].partition(":")[0] for each in told(audit(folders))] == ["UnicodeEncodeError"]


def test_what_a_reader_gave_is_not_taken_from_the_cache_once_it_is_another(
    folders: tuple[Path, Path], install: Install
) -> None:
    before = code_version()
    install(readers={"card": "auditor_sample.cards"})
    assert code_version() != before
    assert len(audit(folders).findings) == len(audit(folders).findings) == 1
    assert Cache.of(load_rules(folders[1])[0].schema).folder.exists()


def test_a_function_is_called_in_a_rule_like_any_other(folders: tuple[Path, Path], install: Install) -> None:
    (folders[1] / "more.rules").write_text("规则集 更多\n  版式: cards\n" + ROUND, encoding="utf-8")
    install(
        readers={"card": "auditor_sample.cards"}, functions={"末位.last_digit": "auditor_sample.functions:LAST_DIGIT"}
    )
    result = audit(folders)
    assert {each.rule for each in result.findings} == {"K-1", "K-2"}
    found = next(each for each in result.findings if each.rule == "K-2")
    assert "末位(收到件数" in found.message.say(Lang.ZH)
    assert "last_digit(" in found.message.say(Lang.EN)
    output = CliRunner().invoke(app, ["rules", "test", str(folders[1])]).output
    assert "3 项测试符合" in output


def test_a_function_is_translated_as_the_words_of_the_language_are(install: Install) -> None:
    install(functions={"末位.last_digit": "auditor_sample.functions:LAST_DIGIT"})
    (english,) = format_sources((Source("a.rules", RULES + ROUND),), Lang.EN)
    assert "require: last_digit(received) != 0" in english


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("auditor_sample.broken:X", "RuntimeError: this plugin is for another version"),
        ("auditor_sample.functions:NONE_AT_ALL", "TypeError: auditor_sample.functions:NONE_AT_ALL is int"),
        ("auditor_sample.functions:TWO_TONGUED", "0 in Python, 1 in columns"),
        ("auditor_sample.functions:BOUNDLESS", "2 in Python, 2 in columns, bound 1"),
    ],
)
def test_a_function_that_cannot_be_relied_upon_breaks_its_rule_and_no_other(
    folders: tuple[Path, Path], install: Install, place: str, words: str
) -> None:
    (folders[1] / "more.rules").write_text("规则集 更多\n  版式: cards\n" + ROUND, encoding="utf-8")
    install(readers={"card": "auditor_sample.cards"}, functions={"末位.last_digit": place})
    result = audit(folders)
    assert [each.rule for each in result.findings] == ["K-1"]
    assert [words in each for each in told(result)] == [True]


@pytest.mark.parametrize(
    ("rule", "slug"),
    [
        ("末位(收到件数)", "not-a-condition"),
        ("末位(收到件数, 办结件数) = 1", "arity"),
        ("末位(收到件数 / 办结件数) = 1", "wrong-argument"),
        ("末位(收件数) = 1", "unknown-name"),
    ],
)
def test_what_is_wrong_in_a_call_is_told_at_its_place(
    folders: tuple[Path, Path], install: Install, rule: str, slug: str
) -> None:
    install(functions={"末位.last_digit": "auditor_sample.functions:LAST_DIGIT"})
    (folders[1] / "more.rules").write_text(
        f"规则集 更多\n  版式: cards\n规则 K-3 强制\n  要求: {rule}\n", encoding="utf-8"
    )
    diagnostics = load_rules(folders[1])[1]
    assert [each.code.slug for each in diagnostics] == [slug]
    assert diagnostics[0].span is not None


def test_an_output_lies_with_the_audit(folders: tuple[Path, Path], install: Install, tmp_path: Path) -> None:
    install(readers={"card": "auditor_sample.cards"}, outputs={"tally": "auditor_sample.outputs:tally"})
    command = ["audit", str(folders[0]), "--rules", str(folders[1]), "--out", str(tmp_path / "out"), "--also", "tally"]
    assert CliRunner().invoke(app, command).exit_code == 0
    assert (tmp_path / "out" / "tally" / "zh" / "tally.txt").read_text(encoding="utf-8") == "甲县\t1\n"
    assert CliRunner().invoke(app, ["verify", *command[1:-2]]).exit_code == 0
    (tmp_path / "out" / "tally" / "zh" / "tally.txt").write_text("0", encoding="utf-8")
    assert CliRunner().invoke(app, ["verify", *command[1:-2]]).exit_code == 1


def test_an_output_that_writes_elsewhere_is_refused_and_the_audit_is_written(
    folders: tuple[Path, Path], install: Install, tmp_path: Path
) -> None:
    install(readers={"card": "auditor_sample.cards"}, outputs={"tally": "auditor_sample.outputs:outside"})
    command = ["audit", str(folders[0]), "--rules", str(folders[1]), "--out", str(tmp_path / "out"), "--also", "tally"]
    run = CliRunner().invoke(app, command)
    assert run.exit_code == 2
    assert "../index.html" in run.output
    assert (tmp_path / "out" / "index.html").read_bytes() != b"mine"


def test_an_output_that_is_not_installed_is_told_before_anything_is_read(
    folders: tuple[Path, Path], install: Install
) -> None:
    install(outputs={"tally": "auditor_sample.outputs:tally"})
    run = CliRunner().invoke(app, ["audit", str(folders[0]), "--rules", str(folders[1]), "--also", "tale"])
    assert run.exit_code == 2
    assert "tally" in run.output
