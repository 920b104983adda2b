"""A small form, and what is shown for clauses of rules on it."""

from __future__ import annotations

from auditor.diagnostics import Lang
from auditor.lang.check import check_sources
from auditor.source import Source

FORM = """\
指标 收到申请数 : 计数 件
指标 申请办结数 : 计数 件
指标 专职人员数 : 计数 人
指标 兼职人员数 : 计数 人
指标 工作人员数 : 计数 人
指标 三公批次 : 计数 件
指标 培训班数 : 计数 次
指标 培训人员数 : 计数 人次
指标 办结率 : 比率 %
组 人员 = { 专职人员数, 兼职人员数 }
表 办理表
  列: 自然人, 法人, 总计
指标 新收 (received) : 计数 件 于 办理表
  栏目: 本年新收申请的数量
指标 许可数 (permits) : 计数 件
  栏目: 许可
指标 许可决定数 (permits_decided) : 计数 件
  栏目: 许可
"""


def checked(require: str) -> tuple[str | None, ...]:
    rules = f"{FORM}规则 R 「核对」 强制\n  要求: {require}\n"
    return tuple(each.help(Lang.ZH) for each in check_sources((Source("例.rules", rules),))[1])
