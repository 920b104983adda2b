"""The words of the rules' pages, of the page on the run itself, and of the heat map."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

RULES: Mapping[str, Words] = MappingProxyType(
    {
        # groups of findings
        "one_cause": Words("{names}：相关的{count}个问题", "{names}: {count} related findings"),
        "cause_likely": Words("疑似原因（{count}个问题）", "Likely cause (findings: {count})"),
        "cause_open": Words("原因不止一种可能（{count}个问题）", "More than one possible cause (findings: {count})"),
        "cause_many": Words("相互牵连的{count}个问题", "{count} findings that hang together"),
        "with_related": Words("另有相关的{count}处", "and {count} related"),
        # a rule's page
        "rule_page": Words("规则{rule}", "Rule {rule}"),
        "in_words": Words("规则说明", "In words"),
        "applies_to": Words("适用版式", "Applies to"),
        "requires": Words("要求", "Requires"),
        "judged_by": Words("判断单位", "Judged on"),
        "grain_record": Words("每份报告判断一次", "each submission once"),
        "grain_each": Words("每份报告判断{count}次，逐项进行", "each submission {count} times, item by item"),
        "grain_mention": Words("正文每处写到该指标时判断一次", "each mention in the narrative"),
        "grain_enumeration": Words("正文每个列举句判断一次", "each sentence that lists parts of a whole"),
        "grain_rate": Words("正文每个比率句判断一次", "each sentence with a percentage"),
        "when_blank": Words("有空白时", "When blank"),
        "missing_unknown": Words("无法判断，说明缺哪个数", "undecided: says which figure is missing"),
        "missing_try_zero": Words(
            "先按0试算：怎样填都不成立才算不符，否则无法判断",
            "tried as zero: fails only if no filling could hold, else undecided",
        ),
        "missing_zero": Words("按0计算", "taken as zero"),
        "missing_skip": Words("不判断", "not judged"),
        "missing_fail": Words("算作不符", "counts as a failure"),
        "on_failure": Words("不符时", "On failure"),
        "gives_way": Words("让位", "Gives way to"),
        "gives_way_to": Words(
            "{rules} 已报出问题时不再重复报告", "not reported again where {rules} found the cause already"
        ),
        "scope_years": Words("{first}至{last}年度", "{first} to {last}"),
        "scope_from": Words("{first}年度起", "from {first}"),
        "scope_until": Words("{last}年度止", "until {last}"),
        "scope_except": Words("除外：{units}", "except {units}"),
        "scope_of_rule": Words("适用范围", "Scope"),
        "aspect_rows": Words("行数", "rows"),
        "aspect_blanks": Words("空白数", "blanks"),
        "aspect_notes": Words("附注数", "notes"),
        "aspect_texts": Words("无效数", "texts"),
        "aspect_stray": Words("异单位数", "stray units"),
        "aspect_disordered": Words("错序数", "out of order"),
        "aspect_filled": Words("填写数", "filled"),
        "field_mention": Words("正文写的数", "figure in the narrative"),
        "field_denied": Words("否定", "denied"),
        "field_universal": Words("全称", "universal"),
        "field_scoped": Words("有范围", "scoped"),
        "field_agrees_elsewhere": Words("另有相符", "agrees elsewhere"),
        "field_total": Words("句.总数", "total of the sentence"),
        "field_sum": Words("句.分项之和", "sum of the parts"),
        "field_largest": Words("句.最大分项", "largest part"),
        "field_count": Words("句.分项个数", "number of parts"),
        "field_complete": Words("句.列举完整", "complete list"),
        "field_overlapping": Words("句.可重复", "parts may overlap"),
        "field_carried": Words("句.可含上年结转", "parts may hold what was carried over"),
        "field_part": Words("句.分子", "part"),
        "field_base": Words("句.分母", "base"),
        "field_stated": Words("句.百分比（去小数点）", "percentage without its point"),
        "field_scale": Words("句.百分比的倍数", "scale of the percentage"),
        "field_growth": Words("句.同比", "to the year before"),
        "field_change": Words("句.增减数", "stated change"),
        "field_quoted": Words("句.所引上年数", "last year's figure as quoted"),
        "field_reported": Words("句.上年报告数", "last year's figure as reported"),
        "written_in": Words("写在", "Written in"),
        "grading": Words("分级", "Graded by"),
        "peers_of_rule": Words("同级按", "Peers have in common"),
        "related_rules": Words("相关规则", "Related rules"),
        "version": Words("版本", "Version"),
        "tags": Words("标签", "Tags"),
        "fared": Words("本次运行的结果", "How it fared in this run"),
        "tests": Words("规则的测试", "Tests of the rule"),
        "tests_lead": Words(
            "写在规则文件里的例子：未列出的指标为0，每行右边是应得的结果。",
            "Examples in the rule file: figures not named are 0; the expected verdict stands last.",
        ),
        "tests_none": Words("这条规则没有写测试。", "This rule has no tests."),
        "given": Words("给定的数", "Given"),
        "expected": Words("应为", "Expected"),
        "fired_at": Words("发现的问题", "Where it fired"),
        "fired_none": Words("没有发现问题。", "It found nothing."),
        "fired_more": Words(
            "此处列出前{shown}处，共{total}处；全部见 findings.csv。",
            "The first {shown} of {total}; findings.csv has them all.",
        ),
        "undecided_at": Words("无法判断的报告", "Where it could not be judged"),
        "last_year_of": Words("上年{name}", "last year's {name}"),
        "years_back": Words("{count}年前的{name}", "{name}, {count} years before"),
        "in_table_of": Words("{name}（{member}）", "{name} ({member})"),
        # the page on the run
        "run_page": Words("本次审核的数据质量", "Quality of this audit"),
        "run_lead": Words(
            "哪些没有判断、为什么：规则沉默不等于数据正确。",
            "What was not judged, and why: a silent rule does not mean right figures.",
        ),
        "undecided_causes": Words("无法判断的原因", "Why rules could not be judged"),
        "undecided_none": Words("所有适用的规则都作出了判断。", "Every rule that applies was judged."),
        "undecided_rules": Words("无法判断的规则", "Rules that could not be judged"),
        "cause": Words("原因", "Cause"),
        "cause_unnamed": Words("（未说明）", "(not said)"),
        "times": Words("次数", "Times"),
        "share": Words("占比", "Share"),
        "vacuous_rules": Words("从未起作用的规则", "Rules that never judged anything"),
        "vacuous_lead": Words(
            "这些规则没有遇到一份适用的报告：检查适用范围，或者这一批里确实没有。",
            "No submission met them: their scope may be wrong, or this batch has none of the kind.",
        ),
        "vacuous_none": Words("每条启用的规则都起过作用。", "Every active rule judged something."),
        "broken_rules": Words("有误而未执行的规则", "Rules that broke and did not run"),
        "broken_none": Words("没有有误的规则。", "No rule is broken."),
        "not_audited_files": Words("没有审核的文件", "Files that were not audited"),
        "not_audited_none": Words("收到的文件全部审核。", "Every file received was audited."),
        "reading_notes": Words("读取文件时的说明", "Notes of reading"),
        "reading_none": Words("读取时没有需要说明的。", "Nothing to tell of the reading."),
        "blind_cells": Words("没有规则核对的指标", "Figures that no rule looks at"),
        "blind_lead": Words(
            "这些指标没有任何启用的规则引用，填错了也发现不了。",
            "No active rule speaks of them: if they are wrong, nothing will tell.",
        ),
        "blind_none": Words("每个指标都至少有一条规则核对。", "At least one rule looks at every figure."),
        "reason": Words("原因", "Reason"),
        "and_others": Words("等{count}份", "{count} in all"),
        "to_run_page": Words("哪些没有判断、为什么", "What was not judged, and why"),
        # the heat map
        "heat": Words("单位与规则", "Units by rules"),
        "heat_lead": Words(
            "每格是该单位违反该规则的次数，颜色表示级别；只列出有问题的规则。",
            "How often a unit failed a rule, coloured by severity; only rules that found something.",
        ),
        "heat_rest_units": Words("其余{count}个单位", "{count} other units"),
        "heat_rest_rules": Words("其余{count}条", "{count} more"),
        "total": Words("合计", "Total"),
    }
)
