"""What the ledger says when it cannot do its work."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Lang
from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping


class LedgerError(Exception):
    """The ledger cannot be read or written; the words say why and what to do."""

    def __init__(self, words: Words, values: Mapping[str, str] = MappingProxyType({})) -> None:
        super().__init__(words.say(Lang.EN, values))
        self.words = words
        self.values = values


BUSY = Words(
    "另一次审核正在写入同一台账（{path}），等了很久仍未结束；请待其完成后再运行。",
    "another audit is writing to the same ledger ({path}) and did not end; run again when it is done.",
)
FULL = Words(
    "磁盘已满：这次审核没有记入台账（{path}），台账仍是完整的。请清理磁盘后重新运行。",
    "the disk is full: the audit was not kept in the ledger ({path}), which is whole; make room and run again.",
)
NOT_WRITABLE = Words(
    "台账不能写入：{path}（{reason}）。请检查目录的权限，或用 --ledger 指定别处。",
    "the ledger cannot be written: {path} ({reason}); check the folder's permissions, or name another with --ledger.",
)
DAMAGED = Words(
    "台账不能读取：{path}（{reason}）。请把它移到别处保存，再重新运行；审核会从头记起。",
    "the ledger cannot be read: {path} ({reason}); move it away and run again, and a new one is begun.",
)
NEWER = Words(
    "台账由更新版本的程序写成：{path}。请升级程序，或用 --ledger 指定别处。",
    "the ledger was written by a newer version of the program: {path}; upgrade, or name another with --ledger.",
)
NO_LEDGER = Words("还没有台账：{path}。先运行 audit。", "there is no ledger yet: {path}; run audit first.")
NO_RUN = Words("台账中没有“{run}”这次审核。有：{known}", "the ledger has no audit `{run}`; it has: {known}")
ONE_RUN = Words(
    "台账中只有一次审核，没有可比的：{known}", "the ledger has only one audit, nothing to compare it with: {known}"
)
NO_UNIT = Words("台账中没有单位“{unit}”。有：{known}", "the ledger has no unit `{unit}`; it has: {known}")
ONE_VERSION = Words(
    "“{unit}”的报告在台账中只有一个版本（年度：{years}），没有可比的。",
    "the ledger has only one version of each report of `{unit}` (years: {years}): nothing to compare.",
)
