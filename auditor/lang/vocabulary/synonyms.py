"""Other words for functions, clauses, severities and statements: none of the language, looked at in mistakes only."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.diagnostics import closest
from auditor.lang.vocabulary.function_words import Func
from auditor.lang.vocabulary.function_words import chinese
from auditor.lang.vocabulary.keywords import CLAUSES
from auditor.lang.vocabulary.keywords import SEVERITIES
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.results import Severity

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Iterator
    from collections.abc import Mapping


def each(table: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """What is meant by each of the words that stand between blanks."""
    return ((word, meant) for meant, words in table.items() for word in words.split())


FUNCTION_SPOKEN: Mapping[str, str] = MappingProxyType(
    dict(
        each(
            {
                chinese(Func.SUM): "总和 求和 之和 加总 总计数 sum",
                chinese(Func.MEAN): "平均数 平均值 均值 average avg",
                chinese(Func.MAX): "最大值 最大数 max",
                chinese(Func.MIN): "最小值 最小数 min",
                chinese(Func.COUNT): "计数 count",
                chinese(Func.SHARE): "比例 比重 比率 占比率",
                chinese(Func.ABS): "绝对数 abs",
                chinese(Func.PREV): "去年 上一年 上年度 上期",
                chinese(Func.YOY): "增长率 增幅 同比增长 同比增长率 增速",
                chinese(Func.ROUND): "取整 round",
                chinese(Func.PRESENT): "非空 不为空 已填",
                chinese(Func.MISSING): "为空 空值 未填 isblank",
            }
        )
    )
)
_CLAUSE_KEYS: Mapping[ClauseKey, str] = {
    ClauseKey.REQUIRE: "公式 内容 规则内容 校验 审核公式 表达式",
    ClauseKey.FOREACH: "对每一列 对每列 对每一个 每个 每列 逐个 逐列",
    ClauseKey.WHEN: "条件 前提 如果 若 前提条件",
    ClauseKey.TOLERANCE: "误差 允差 允许误差 误差范围",
    ClauseKey.MESSAGE: "提示 说明 提示语 错误提示 消息内容",
    ClauseKey.BASIS: "来源 条款 文号 文件 法律依据 政策依据",
    ClauseKey.FIX: "整改要求 整改意见 整改措施 处理 处理意见 建议",
    ClauseKey.APPLIES: "适用范围 适用年度 适用于",
    ClauseKey.MISSING: "空白 空格 缺失",
    ClauseKey.KIND: "类型 分类",
    ClauseKey.WORDING: "句式 表述",
    ClauseKey.EXAMPLE: "例子 示例 样例",
    ClauseKey.REASON: "原因 事由 说明",
    ClauseKey.APPROVED_BY: "批准人 审批 审批人",
    ClauseKey.UNTIL: "有效期 截止 到期",
}
_SEVERITY_KEYS: Mapping[Severity, str] = {
    Severity.ERROR: "强制性 必须 错误 严重 硬性 强制审核",
    Severity.WARNING: "核实性 警告 需核实 预警 软性 核查",
    Severity.NOTICE: "提示性 提醒 注意 一般",
}
_SEVERITY_SPOKEN = {word: each for each, words in _SEVERITY_KEYS.items() for word in words.split()}


_SEVERITY = Words(
    "写在行末：强制（必须改正）、核实（改正或书面说明）、提示（请注意）",
    "write it at the end: error (to be corrected), warning (corrected or explained), notice (for attention)",
)


def hint_of_severity(word: str) -> Words:
    """The severity that a word probably means, else what there are."""
    meant = _SEVERITY_SPOKEN.get(word)
    if meant is None:
        return _SEVERITY
    zh, en = SEVERITIES[meant]
    return Words(f"是否指“{zh}”？", f"did you mean `{en}`?")


def clause_meant(word: str, allowed: Collection[ClauseKey]) -> str | None:
    """The clause that a word probably means, of those allowed."""
    return next(
        (CLAUSES[key][0] for key, words in _CLAUSE_KEYS.items() if key in allowed and word in words.split()), None
    )


OFF_SPOKEN = frozenset(["停用", "不用", "停止", "关闭", "禁用", "取消", "删除", "作废", "retired", "disable", "off"])
_CHOICE_KEYS: Mapping[str, str] = {
    "停用": "不用 不启用 不使用 停止 暂停 关闭 禁用 取消 删除 作废 无效 off disable disabled",
    "启用": "使用 开启 打开 生效 正式 有效 on enable enabled",
    "试行": "试用 测试 试运行",
    "草案": "草稿 起草",
    "视为零": "零 为零 按零 当作零 算零 0",
    "跳过": "忽略 略过 不计 不算",
    "无法判定": "不判 不判定 不判断 未知",
    "不通过": "错误 报错 不合格",
}
_CHOICE_SPOKEN = dict(each(_CHOICE_KEYS))
_OFF = Words(
    "停用一条规则：在这条规则下面写一行“状态: 停用”",
    "to switch a rule off, write a line below it: `status: retired`",
)


def hint_of_statement(word: str) -> Words | None:
    """What to write instead of a word that starts a line and asks for a rule to be switched off."""
    return _OFF if word in OFF_SPOKEN else None


def choice_meant(word: str, choices: Collection[str]) -> str | None:
    """The choice that a word probably means, of those that there are."""
    meant = _CHOICE_SPOKEN.get(word)
    return meant if meant in choices else closest(word, choices)
