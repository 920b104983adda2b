"""A language server for rule files: diagnostics while typing, completion, hover, definition, formatting.

A thin door between an editor and `lang`: started by `auditor lsp`, over standard input and output.
"""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from auditor.diagnostics import Lang
from auditor.diagnostics import Level
from auditor.encoding import read_text
from auditor.lang.analysis.lint import lint
from auditor.lang.check import check_sources
from auditor.lang.editing import Desk
from auditor.lang.editing import Sort
from auditor.lang.fmt.sources import format_source
from auditor.source import Source
from auditor.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.diagnostics import Diagnostic

_VERSION = "1"
# How long typing must rest before the rules are checked.
_REST = 0.25
_LEVELS = {
    Level.ERROR: types.DiagnosticSeverity.Error,
    Level.WARNING: types.DiagnosticSeverity.Warning,
    Level.INFO: types.DiagnosticSeverity.Information,
}
_SORTS = {
    Sort.INDICATOR: types.CompletionItemKind.Field,
    Sort.GROUP: types.CompletionItemKind.Enum,
    Sort.WORD_GROUP: types.CompletionItemKind.EnumMember,
    Sort.PARAM: types.CompletionItemKind.Constant,
    Sort.FUNCTION: types.CompletionItemKind.Function,
    Sort.ATTRIBUTE: types.CompletionItemKind.Property,
    Sort.KEYWORD: types.CompletionItemKind.Keyword,
    Sort.RULE: types.CompletionItemKind.Reference,
}


def _make_server(lang: Lang = Lang.ZH) -> LanguageServer:
    """A server that speaks to people in one language."""
    server = LanguageServer("auditor", _VERSION)
    _add_diagnostics(server, lang)
    _add_questions(server)
    return server


def serve(lang: Lang = Lang.ZH) -> None:
    """Serves one editor over standard input and output until it leaves."""
    _make_server(lang).start_io()


# ----------------------------------------------------------------------------------------------------------- features


def _add_diagnostics(server: LanguageServer, lang: Lang) -> None:
    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(params: types.DidOpenTextDocumentParams) -> None:
        _publish(server, params.text_document.uri, lang)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        await asyncio.sleep(_REST)
        document = server.workspace.get_text_document(params.text_document.uri)
        if document.version == params.text_document.version:
            _publish(server, params.text_document.uri, lang)


def _add_questions(server: LanguageServer) -> None:
    @server.feature(types.TEXT_DOCUMENT_COMPLETION)
    def completion(params: types.CompletionParams) -> types.CompletionList:
        folder = _Folder(server, params.text_document.uri)
        items = [
            types.CompletionItem(
                each.word, kind=_SORTS[each.sort], detail=each.detail, filter_text=" ".join((each.word, *each.also))
            )
            for each in folder.desk.completions(folder.source)
        ]
        return types.CompletionList(is_incomplete=False, items=items)

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    def hover(params: types.HoverParams) -> types.Hover | None:
        folder = _Folder(server, params.text_document.uri)
        text = folder.desk.hover(folder.source, offset_of(folder.source, params.position))
        return None if text is None else types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text))

    @server.feature(types.TEXT_DOCUMENT_DEFINITION)
    def definition(params: types.DefinitionParams) -> types.Location | None:
        folder = _Folder(server, params.text_document.uri)
        place = folder.desk.definition(folder.source, offset_of(folder.source, params.position))
        if place is None:
            return None
        return types.Location(folder.uri_of(place.path), range_of(folder.sources[place.path], place.span))

    @server.feature(types.TEXT_DOCUMENT_FORMATTING)
    def formatting(params: types.DocumentFormattingParams) -> list[types.TextEdit]:
        source = _Folder(server, params.text_document.uri).source
        text = format_source(source)[0]
        whole = range_of(source, Span(0, len(source.text)))
        return [] if text == source.text else [types.TextEdit(whole, text)]


def _publish(server: LanguageServer, uri: str, lang: Lang) -> None:
    """Sends what is wrong with the rules: for the file that was edited, and for all others that are open."""
    folder = _Folder(server, uri)
    book, found = check_sources(tuple(folder.sources.values()))
    by_path: dict[str, list[types.Diagnostic]] = {path: [] for path in folder.open}
    for each in (*found, *lint(book)):
        if each.source is not None and each.source.path in by_path:
            by_path[each.source.path].append(_diagnostic(each, lang))
    for path, diagnostics in by_path.items():
        server.text_document_publish_diagnostics(types.PublishDiagnosticsParams(folder.open[path], diagnostics))


def _diagnostic(each: Diagnostic, lang: Lang) -> types.Diagnostic:
    span = each.span or Span(0, 0)
    hint = each.help(lang)
    where = range_of(each.source, span) if each.source is not None else range_of(Source("", ""), Span(0, 0))
    return types.Diagnostic(
        where,
        each.message(lang) + (f"\n{hint}" if hint else ""),
        severity=_LEVELS[each.code.level],
        code=each.code.id,
        source="auditor",
    )


# ------------------------------------------------------------------------------------------------------------- files


class _Folder:
    """The rule folder that a file belongs to: what lies on the disk, and what is open instead of it."""

    def __init__(self, server: LanguageServer, uri: str) -> None:
        path = Path(to_fs_path(uri) or uri)
        self.root = _root_of(path)
        documents = {self._name(Path(each.path)): each for each in server.workspace.text_documents.values()}
        # NOTE: the server keeps addresses without their escapes; editors know a file by the one that they sent.
        addresses = {name: Path(each.path).as_uri() for name, each in documents.items()}
        self.open: Mapping[str, str] = {**addresses, self._name(path): uri}
        texts = {self._name(file): read_text(file) or "" for file in self._files()}
        texts |= {name: each.source for name, each in documents.items()}
        self.sources = {name: Source(name, texts[name].replace("\r\n", "\n")) for name in sorted(texts)}
        self.source = self.sources[self._name(path)]

    @property
    def desk(self) -> Desk:
        """What editors ask of."""
        return Desk.of(tuple(self.sources.values()))

    def uri_of(self, name: str) -> str:
        """The address of a file of the folder."""
        return self.open.get(name) or (self.root.parent / name).as_uri()

    def _files(self) -> list[Path]:
        return sorted(self.root.rglob("*.rules"))

    def _name(self, path: Path) -> str:
        inside = path.is_relative_to(self.root.parent)
        return path.relative_to(self.root.parent).as_posix() if inside else path.as_posix()


def _root_of(path: Path) -> Path:
    """The rule folder of a file: the nearest folder around it that is called `rules`, else its own."""
    return next((folder for folder in path.parents if folder.name == "rules"), path.parent)


# ------------------------------------------------------------------------------------------------------------ places


def offset_of(source: Source, position: types.Position) -> int:
    """The offset of an editor's position, which counts in UTF-16 code units."""
    lines = source.text.split("\n")
    if position.line >= len(lines):
        return len(source.text)
    line = lines[position.line]
    units = line.encode("utf-16-le")[: 2 * position.character]
    return source.line_start(position.line + 1) + len(units.decode("utf-16-le", errors="ignore"))


def range_of(source: Source, span: Span) -> types.Range:
    """A span as an editor counts."""
    return types.Range(_position(source, span.start), _position(source, span.end))


def _position(source: Source, offset: int) -> types.Position:
    place = source.position(min(offset, len(source.text)))
    before = source.line(place.line)[: place.column - 1]
    return types.Position(place.line - 1, len(before.encode("utf-16-le")) // 2)
