"""What the readers say of a file: the codes AUD430 to AUD479, each with its words."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Code
from auditor.diagnostics import Diagnostic
from auditor.diagnostics import Words
from auditor.diagnostics import error
from auditor.diagnostics import info
from auditor.diagnostics import warning
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Mapping

TOO_LARGE = error(
    430,
    "document-too-large",
    ("文件过大，超过读取上限 {limit}", "the file is too large: it exceeds the limit of {limit}"),
)
TOO_DEEP = error(
    431,
    "document-too-deep",
    ("文件内部嵌套层数过多", "the file is nested too deep"),
    ("请用办公软件打开后另存一份", "open it with an office program and save it anew"),
)
TOO_SLOW = error(
    432,
    "document-too-slow",
    ("读取超过 {limit} 秒，已放弃", "reading took longer than {limit} seconds and was given up"),
    ("请另存为更简单的文件（如 DOCX 或 XLSX）", "save it as a simpler file, such as DOCX or XLSX"),
)
DAMAGED = error(
    433,
    "document-damaged",
    (
        "不是完好的 {format} 文件：文件已损坏、没有传完，或者内容不是这种格式",
        "not a sound {format} file: it is damaged, cut short, or something else ({why})",
    ),
    ("请重新取得该文件，或打开后另存一份", "get the file again, or open it and save it anew"),
)
ENCRYPTED = error(
    434,
    "document-encrypted",
    ("文件已加密，没有密码无法读取", "the file is encrypted and cannot be read without its password"),
    ("请向报送单位索取未加密的文件", "ask the unit for a file without a password"),
)
NO_TEXT = error(435, "document-without-text", ("文件中没有文字", "the file holds no text"))
SCANNED = error(
    436,
    "document-scanned",
    ("{pages} 页都是扫描图像，没有文字可读", "all {pages} pages are scanned images without text"),
    (
        "请向报送单位索取由文字处理软件直接导出的文件；安装 auditor[ocr] 可以识别，识别出的数字都存疑",
        "ask the unit for the file as exported by its word processor; auditor[ocr] recognises it, all figures in doubt",
    ),
)
PARTLY_SCANNED = warning(
    437,
    "pages-scanned",
    ("第 {pages} 页只有图像，未读取", "page {pages} holds only an image and was not read"),
    ("请人工核对这些页", "look at these pages yourself"),
)
RECOGNISED = warning(
    438,
    "text-recognised",
    (
        "文字由扫描图像识别而来，读出的数字都不确定",
        "the text was recognised from a scan: no figure read from it is certain",
    ),
    ("请对照原件核对", "compare with the original"),
)
GARBLED = warning(
    439,
    "text-garbled",
    (
        "{count} 个字符没有可靠的文字编码，读出的数字都不确定",
        "{count} characters have no reliable encoding: no figure read from this file is certain",
    ),
    ("请对照原件核对，或索取 DOCX 文件", "compare with the original, or ask for a DOCX file"),
)
CUT_OFF = warning(
    459,
    "text-cut-off",
    (
        "第 {pages} 页的文字超出纸边，打印时被截去，读出的数字都不确定",
        "text runs over the edge of page {pages} and was lost in printing: no figure read from this file is certain",
    ),
    (
        "请索取网页或 Word 文件，或者缩小、横向重新打印",
        "ask for the web page or the Word file, or print it again smaller or across",
    ),
)
OTHER_ENCODING = info(
    440,
    "encoding-differs",
    ("声明的编码是 {declared}，实际按 {real} 读取", "the file says {declared} but was read as {real}"),
)
UNDECODED = warning(
    441,
    "bytes-undecoded",
    ("{count} 处字节不合 {real} 编码，已作为空缺字符", "{count} bytes are not valid {real} and stand as gaps"),
    ("请用编辑器转存为 UTF-8", "save the file as UTF-8"),
)
IMAGE = error(
    442,
    "image",
    ("{kind} 图像，没有文字可读", "a {kind} image without text to read"),
    ("请向报送单位索取可编辑的文件", "ask the unit for a file with text"),
)
NO_OFFICE = error(
    443,
    "office-missing",
    (
        "旧式 Word/WPS 文件和 LibreOffice 的单文件格式需要 LibreOffice 转换，本机没有安装",
        "an old Word or WPS file, or a flat one of LibreOffice, needs LibreOffice, which is not installed",
    ),
    ("请安装 LibreOffice，或将文件另存为 DOCX 或 XLSX", "install LibreOffice, or save the file as DOCX or XLSX"),
)
NOT_CONVERTED = error(
    444,
    "office-failed",
    ("LibreOffice 没有转换成功", "LibreOffice did not convert the file: {why}"),
    ("请将文件另存为 DOCX", "save the file as DOCX"),
)
HIDDEN_ROWS = warning(
    445,
    "hidden-rows",
    (
        "工作表“{sheet}”隐藏的第 {rows} 行未采用，别处没有的数按无法识别处理",
        "the hidden rows {rows} of the sheet `{sheet}` were left out; figures that stand nowhere else are in doubt",
    ),
    ("如果属于报告，请取消隐藏后重新报送", "if they belong to the report, unhide them and submit again"),
)
UNCALCULATED = warning(
    446,
    "formula-without-value",
    (
        "工作表“{sheet}”有 {count} 个公式没有保存结果，按无法识别处理",
        "{count} formulas of the sheet `{sheet}` have no stored result and were read as text",
    ),
    ("请用表格软件打开、重新计算并保存", "open it in a spreadsheet program, recalculate and save"),
)
REVISED = info(
    447,
    "revisions-accepted",
    ("文件带有 {count} 处修订痕迹，按全部接受读取", "the file has {count} tracked changes, read as accepted"),
)
FORBIDDEN_MARKUP = error(
    448,
    "markup-forbidden",
    (
        "文件内部的 XML 含有实体或文档类型声明，不予读取",
        "the XML inside declares a document type or entities and is not read",
    ),
    ("请用办公软件打开后另存一份", "open it with an office program and save it anew"),
)
NO_SHEET = error(449, "sheet-not-visible", ("没有可见的工作表", "there is no visible sheet"))
HIDDEN_COLUMNS = warning(
    450,
    "hidden-columns",
    ("工作表“{sheet}”隐藏的第 {columns} 列未读取", "the hidden columns {columns} of the sheet `{sheet}` were left out"),
    ("如果属于报告，请取消隐藏后重新报送", "if they belong to the report, unhide them and submit again"),
)
HIDDEN_SHEET = warning(
    451,
    "hidden-sheet",
    ("隐藏的工作表“{sheet}”未读取", "the hidden sheet `{sheet}` was left out"),
    ("如果属于报告，请取消隐藏后重新报送", "if it belongs to the report, unhide it and submit again"),
)
ARCHIVE_UNSUPPORTED = error(
    460,
    "archive-unsupported",
    ("{kind} 压缩包不能直接读取", "a {kind} archive cannot be read directly"),
    (
        "请解压后放入文件夹，或重新压缩为 ZIP；安装 auditor[archives] 和 libarchive 后可直接读取",
        "unpack it into the folder, or pack it again as ZIP; with auditor[archives] and libarchive it is read as it is",
    ),
)
ARCHIVE_ENTRIES = error(
    461,
    "archive-too-many",
    ("压缩包内超过 {limit} 个文件，没有读取", "the archive holds more than {limit} files: none was read"),
    ("请解压后放入文件夹", "unpack it into the folder"),
)
ARCHIVE_BOMB = error(
    462,
    "archive-too-large",
    ("压缩包内的“{name}”解压后过大，已停止解压", "`{name}` in the archive unpacks to too much: unpacking was stopped"),
    (
        "请确认来源；确属报告的请单独放入文件夹",
        "make sure where it comes from; put real reports into the folder themselves",
    ),
)
ARCHIVE_NAME = warning(
    463,
    "archive-name-refused",
    (
        "压缩包内的文件名“{name}”指向包外或不是普通文件，未读取",
        "`{name}` in the archive leads outside it or is no plain file",
    ),
)
ARCHIVE_MEMBER = warning(
    464, "archive-member-damaged", ("压缩包内的“{name}”无法解压", "`{name}` in the archive cannot be unpacked: {why}")
)
ARCHIVE_LOCKED = warning(
    465,
    "archive-member-encrypted",
    ("压缩包内的“{name}”已加密，未读取", "`{name}` in the archive is encrypted and was not read"),
    ("请向报送单位索取未加密的文件", "ask the unit for a file without a password"),
)
ARCHIVE_DEPTH = warning(
    466,
    "archive-too-deep",
    (
        "压缩包“{name}”嵌套超过 {limit} 层，未解压",
        "the archive `{name}` lies deeper than {limit} levels and was not unpacked",
    ),
)
ARCHIVE_TWICE = warning(
    467,
    "archive-name-twice",
    ("压缩包内有多个“{name}”，只读取第一个", "the archive holds `{name}` more than once; the first was read"),
)

CODES = tuple(value for value in tuple(globals().values()) if isinstance(value, Code))

_MEASURES: Mapping[str, Words] = {
    "bytes": Words(
        "字节数超过上限，请拆分文件或只保留报告本身", "it has too many bytes: split it, or keep only the report"
    ),
    "characters": Words("文字过多，请只保留报告本身", "it has too much text: keep only the report"),
    "cells": Words(
        "表格单元格过多，请只保留报告的统计表", "it has too many table cells: keep only the report's tables"
    ),
    "columns": Words("表格列数过多，请只保留报告的统计表", "its tables are too wide: keep only the report's tables"),
    "pages": Words("页数过多，请只保留报告本身", "it has too many pages: keep only the report"),
    "parts": Words("文件内部部件过多，请另存一份", "it is made of too many parts: save it anew"),
    "drawings": Words(
        "页面图形过多，请另存为更简单的文件", "its pages hold too many drawings: save it as a simpler file"
    ),
}


def tell_too_large(path: str, what: str, limit: int) -> Diagnostic:
    """A diagnostic about a file that has more of `what` than is read."""
    return Diagnostic(TOO_LARGE, Source(path, ""), None, MappingProxyType({"limit": f"{limit:,}"}), _MEASURES[what])
