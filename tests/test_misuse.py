"""What is said of a mistyped command line; a sentence of the library that is not known in Chinese fails here."""

from __future__ import annotations

import re
import sys
from importlib.abc import MetaPathFinder

import pytest

from auditor.__main__ import main as start
from auditor.cli import main

MISTYPED = (
    ("adit", "没有命令 'adit'。是不是 'audit'？"),
    ("explain A-1", "没有命令 'explain'。是不是 rules explain？"),
    ("rules 全部", "没有命令 '全部'。"),
    ("audit --ouput x", "没有选项 --ouput。是不是 --out？"),
    ("audit --甲", "没有选项 --甲。"),
    ("summary", "缺少 'year'。要写的是：报告年度。"),
    ("import jio 公式.txt", "缺少 '--form'。要写的是：版式，如 disclosure-2014。"),
    ("summary 二〇一八", "'year' 应为整数，如 2018，写的是 '二〇一八'。"),
    ("audit --fail-on 错误", "'--fail-on' 只能是 'never', 'warning', 'error'，写的是 '错误'。"),
    ("audit --out", "选项 '--out' 后面要写值。"),
    ("audit --timings=3", "选项 '--timings' 后面不能写值。"),
    ("rules explain 甲 乙 丙", "多写了：乙 丙。"),
    ("--lang en adit --lang zh", "没有命令 'adit'。是不是 'audit'？"),
)


def mistyped(typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """What is said of a command line, which ends with 2."""
    monkeypatch.setattr("sys.argv", ["auditor", *typed.split()])
    monkeypatch.setenv("AUDITOR_PROGRAM", "auditor")
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 2
    return capsys.readouterr().err


@pytest.mark.parametrize(("typed", "said"), MISTYPED)
def test_a_mistyped_command_line_is_answered_in_chinese(
    typed: str, said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    *usage, last = mistyped(typed, monkeypatch, capsys).splitlines()
    assert last == f"错误：{said}"
    assert not usage or re.match(r"用法：auditor (\w+ )*\[选项\]", usage[0])


@pytest.mark.parametrize("typed", ["adit --lang en", "--lang=en adit"])
def test_it_is_answered_in_english_where_the_line_asks_for_it(
    typed: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    said = mistyped(typed, monkeypatch, capsys)
    assert said.startswith("Usage: auditor ")
    assert said.endswith("Error: No such command 'adit'. Did you mean 'audit'?\n")


def test_whoever_stops_a_command_is_told_that_nothing_is_broken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("auditor.starter.start_folder", stop)
    monkeypatch.setattr("sys.argv", ["auditor", "init", "新目录"])
    with pytest.raises(SystemExit) as stopped:
        main()
    assert stopped.value.code == 130
    assert capsys.readouterr().err.startswith("已中止。")


def test_help_speaks_chinese_and_keeps_the_words_of_the_commands(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for typed, expected in (
        ("summary --help", "用法：auditor summary [选项] {year} [paths]..."),
        ("rules --help", "命令："),
    ):
        monkeypatch.setattr("sys.argv", ["auditor", *typed.split()])
        monkeypatch.setenv("AUDITOR_PROGRAM", "auditor")
        with pytest.raises(SystemExit):
            main()
        said = capsys.readouterr().out
        assert expected in said
        assert not re.search(r"Usage|Options|Arguments|Commands|Show this|default:|required", said)


def test_whoever_stops_it_while_it_loads_is_told_and_sees_no_trace(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    class Stopping(MetaPathFinder):
        def find_spec(self, name: str, *_: object) -> None:
            if name == "auditor.cli":
                raise KeyboardInterrupt

    for name in [each for each in sys.modules if each.split(".")[:2] == ["auditor", "cli"]]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr("sys.meta_path", [Stopping(), *sys.meta_path])
    with pytest.raises(SystemExit) as stopped:
        start()
    assert stopped.value.code == 130
    assert capsys.readouterr().err.strip() == "已中止。Stopped."
