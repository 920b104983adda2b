"""The language server, tried by a real client over standard input and output."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pygls", reason="the language server is an extra")

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from auditor.lang.editing import Desk
from auditor.lang.editing import Place
from auditor.lang.editing import Sort
from auditor.lsp import offset_of
from auditor.lsp import range_of
from auditor.source import Source
from auditor.source import Span

ROOT = Path(__file__).parents[1]
FORM = """\
版式 样表 「样表」
指标 收到申请数 (received) : 计数 件
  位置: 三（一）
  别名: 收件数
指标 申请办结数 (closed) : 计数 件
组 全部 = { 收到申请数, 申请办结数 }
"""
RULES = """\
规则集 样表规则
  版式: 样表

规则 R-1 「办结不超过收到」 强制
  要求: 申请办结数 ≤ 收到申请书
  依据: "某文"

规则 R-2 「末位」 强制
  要求: 末位(收到申请数) ≤ 9
  依据: "某文"
"""


class Client(LanguageClient):
    """A client that keeps what it is told."""

    def __init__(self) -> None:
        super().__init__("test", "1")
        self.told: asyncio.Queue[types.PublishDiagnosticsParams] = asyncio.Queue()

        @self.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)  # type: ignore[untyped-decorator] # untyped in pygls
        def keep(params: types.PublishDiagnosticsParams) -> None:
            self.told.put_nowait(params)

    async def about(self, uri: str) -> list[types.Diagnostic]:
        """The next diagnostics of a file."""
        while True:
            params = await asyncio.wait_for(self.told.get(), 30)
            if params.uri == uri:
                return list(params.diagnostics)


def with_plugin(site: Path) -> dict[str, str]:
    """The surroundings of a server for which the sample plugin is installed, with a function of its own."""
    info = site / "auditor_sample-1.2.dist-info"
    info.mkdir(parents=True)
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: auditor-sample\nVersion: 1.2\n", encoding="utf-8")
    entry = "末位.last_digit = auditor_sample.functions:LAST_DIGIT"
    (info / "entry_points.txt").write_text(f"[auditor.functions]\n{entry}\n", encoding="utf-8")
    return {**os.environ, "PYTHONPATH": os.pathsep.join((str(site), str(ROOT / "tests" / "plugins" / "sample")))}


async def talk(folder: Path) -> dict[str, Any]:
    """One session: open, ask, correct, format; what came of it."""
    rules = folder / "rules"
    rules.mkdir()
    (rules / "form.rules").write_text(FORM, encoding="utf-8")
    path = rules / "样表.rules"
    path.write_text(RULES, encoding="utf-8")
    uri = path.as_uri()
    document = types.TextDocumentIdentifier(uri)
    client = Client()
    await client.start_io(
        sys.executable, "-c", "from auditor.lsp import serve; serve()", cwd=ROOT, env=with_plugin(folder / "site")
    )
    started = await client.initialize_async(
        types.InitializeParams(capabilities=types.ClientCapabilities(), root_uri=folder.as_uri())
    )
    client.initialized(types.InitializedParams())
    client.text_document_did_open(types.DidOpenTextDocumentParams(types.TextDocumentItem(uri, "auditor", 1, RULES)))
    opened = await client.about(uri)
    at = types.Position(4, RULES.split("\n")[4].index("申请办结数") + 1)
    hover = await client.text_document_hover_async(types.HoverParams(document, at))
    of_plugin = RULES.split("\n")[8].index("末位") + 1
    hover_of_plugin = await client.text_document_hover_async(types.HoverParams(document, types.Position(8, of_plugin)))
    definition = await client.text_document_definition_async(types.DefinitionParams(document, at))
    completion = await client.text_document_completion_async(types.CompletionParams(document, at))
    fixed = RULES.replace("收到申请书", "收到申请数").replace("要求: ", "要求:   ")
    client.text_document_did_change(
        types.DidChangeTextDocumentParams(
            types.VersionedTextDocumentIdentifier(2, uri), [types.TextDocumentContentChangeWholeDocument(fixed)]
        )
    )
    corrected = await client.about(uri)
    edits = await client.text_document_formatting_async(
        types.DocumentFormattingParams(document, types.FormattingOptions(2, insert_spaces=True))
    )
    await client.shutdown_async(None)
    client.exit(None)
    await client.stop()  # type: ignore[no-untyped-call] # untyped in pygls
    return {
        "started": started,
        "opened": opened,
        "hover": hover,
        "hover_of_plugin": hover_of_plugin,
        "definition": definition,
        "completion": completion,
        "corrected": corrected,
        "edits": edits,
    }


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    return asyncio.run(talk(tmp_path_factory.mktemp("editor")))


def test_a_misspelt_name_is_told_while_the_file_is_open(session: dict[str, Any]) -> None:
    first = session["opened"][0]
    assert (first.code, first.range.start.line, first.range.start.character) == ("AUD201", 4, 14)
    assert first.message == "未知名称“收到申请书”\n是否指“收到申请数”？"


def test_the_corrected_name_is_told_no_more_and_what_the_rule_lacks_is(session: dict[str, Any]) -> None:
    assert [each.code for each in session["corrected"]] == ["AUD251", "AUD251"]


def test_hover_says_what_an_indicator_is(session: dict[str, Any]) -> None:
    assert session["hover"].contents.value.startswith("**申请办结数** (`closed`): count 件")


def test_a_function_of_another_package_is_offered_and_explained(session: dict[str, Any]) -> None:
    items = {item.label: item for item in session["completion"].items}
    assert items["末位"].filter_text == "末位 last_digit"
    assert session["hover_of_plugin"].contents.value.startswith("**末位 · last_digit**")
    assert "auditor-sample 1.2" in session["hover_of_plugin"].contents.value


def test_definition_leads_to_the_form(session: dict[str, Any]) -> None:
    assert session["definition"].uri.endswith("/rules/form.rules")
    assert session["definition"].range.start == types.Position(4, 0)


def test_completion_offers_indicators_with_unit_and_keywords(session: dict[str, Any]) -> None:
    items = {item.label: item for item in session["completion"].items}
    assert items["收到申请数"].detail == "count 件"
    assert items["收到申请数"].filter_text == "收到申请数 received 收件数"
    assert {"合计", "全部", "要求", "R-1"} <= set(items)


def test_formatting_gives_the_canonical_text(session: dict[str, Any]) -> None:
    (edit,) = session["edits"]
    assert edit.new_text == RULES.replace("收到申请书", "收到申请数")


def test_columns_are_counted_as_editors_count_them() -> None:
    source = Source("x", "a\n𠮷b")
    assert range_of(source, Span(3, 4)) == types.Range(types.Position(1, 2), types.Position(1, 3))
    assert offset_of(source, types.Position(1, 2)) == 3
    assert offset_of(source, types.Position(9, 0)) == 4


def test_a_rule_is_explained_where_it_is_named() -> None:
    rules = Source(
        "样表.rules", "规则集 样表规则\n  版式: 样表\n规则 R-1 「办结」 强制\n  要求: 申请办结数 > 0\n  依据: 表\n"
    )
    told = Desk.of((Source("form.rules", FORM), rules)).hover(rules, rules.text.index("R-1") + 1)
    assert told is not None
    assert told.startswith("**R-1** 办结\n\n强制")
    assert told.endswith('\n\n依据: "表"')


def test_a_word_group_is_offered_and_explained_where_it_can_be_used() -> None:
    words = Source("form.rules", f"{FORM}词组 收到 = 收到, 受理\n词组 都收到 = 都{{收到}}\n")
    claims = Source("样表.rules", '规则集 样表规则\n  版式: 样表\n陈述 收到申请数\n  写法: "{都收到}申请{数}件"\n')
    desk, at = Desk.of((words, claims)), claims.text.index("都收到") + 1
    assert {each.word: each.sort for each in desk.completions(claims)}["都收到"] is Sort.WORD_GROUP
    assert desk.hover(claims, at) == "**都收到**\n\n都(收到|受理)"
    assert desk.definition(claims, at) == Place(
        "form.rules", Span(words.text.rindex("词组"), words.text.rindex(" =") + 1)
    )
