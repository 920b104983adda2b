"""Forms and rules of hand-made audits, and what their files are told."""

from __future__ import annotations

from types import MappingProxyType

from msgspec.structs import replace

from auditor.diagnostics import Code
from auditor.diagnostics import Level
from auditor.diagnostics import Words
from auditor.results import RuleInfo
from auditor.results import Severity
from auditor.results import State
from auditor.schema import Form
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Measure
from auditor.schema import Member
from auditor.schema import Schema
from auditor.schema import Table
from auditor.schema import Years
from tests.ingest import forms_2014

FORM_2014 = replace(
    forms_2014.FORM_2014,
    title="政府信息公开情况统计表（2014年版）",
    indicators=tuple(replace(each, name=each.label) for each in forms_2014.FORM_2014.indicators),
)
_MEMBERS = (
    Member("natural_person", "自然人", part_of="total"),
    Member("company", "商业企业", part_of="total"),
    Member("research", "科研机构", part_of="total"),
    Member("welfare", "社会公益组织", part_of="total"),
    Member("legal_service", "法律服务机构", part_of="total"),
    Member("other_org", "其他", part_of="total"),
    Member("total", "总计"),
)
_PIECES = Measure(Kind.COUNT, "件", "件")
_CODES = tuple(member.code for member in _MEMBERS)
FORM_2021 = Form(
    "disclosure-2021",
    "政府信息公开年度报告（2021年格式）",
    Years(2021, None),
    tables=(
        Table("table_2", "二、主动公开政府信息情况"),
        Table("table_3", "三、收到和处理政府信息公开申请情况", (), _MEMBERS),
    ),
    indicators=(
        Indicator(
            "rules_issued",
            "规章本年制发件数",
            _PIECES,
            "规章",
            table="table_2",
            number="第二十条第（一）项",
            column="本年制发件数",
        ),
        Indicator(
            "rules_repealed",
            "规章本年废止件数",
            _PIECES,
            "规章",
            table="table_2",
            number="第二十条第（一）项",
            column="本年废止件数",
        ),
        Indicator(
            "new_received", "本年新收政府信息公开申请数量", _PIECES, table="table_3", number="一", members=_CODES
        ),
        Indicator("carried_in", "上年结转政府信息公开申请数量", _PIECES, table="table_3", number="二", members=_CODES),
        Indicator("granted", "予以公开", _PIECES, table="table_3", number="三（一）", members=_CODES),
        Indicator("denied_state_secret", "属于国家秘密", _PIECES, table="table_3", number="三（三）1", members=_CODES),
        Indicator("processed_total", "总计", _PIECES, table="table_3", number="三（七）", members=_CODES),
    ),
)
SCHEMA = Schema(forms=MappingProxyType({FORM_2014.code: FORM_2014, FORM_2021.code: FORM_2021}))
_ORDER = "国办发\u30142014\u301532号"
RULES = (
    RuleInfo(
        "A-B07",
        "工作人员数应等于专职与兼职之和",
        Severity.ERROR,
        State.ACTIVE,
        "平衡",
        "从事政府信息公开工作人员数 = 专职人员数 + 兼职人员数",
        f"{_ORDER} 政府信息公开情况统计表",
        "请核对人员名册后更正统计表。",
        ("人员",),
        "disclosure-2014/balance.rules",
        88,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "A-R02",
        "主动公开的规范性文件不多于制发总数",
        Severity.WARNING,
        State.ACTIVE,
        "界限",
        "主动公开规范性文件数 ≤ 制发规范性文件总数",
        _ORDER,
        "公开往年文件的，请书面说明。",
        (),
        "disclosure-2014/bounds.rules",
        12,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "A-F04",
        "标题行不应填数",
        Severity.NOTICE,
        State.ACTIVE,
        "格式",
        "对每个 x 于 全部标题: 填写数(x) = 0",
        "",
        "",
        (),
        "disclosure-2014/format.rules",
        40,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "N-06",
        "正文与统计表的工作人员数应一致",
        Severity.WARNING,
        State.ACTIVE,
        "文表",
        "正文.从事政府信息公开工作人员数 = 从事政府信息公开工作人员数",
        "《政府信息公开条例》",
        "请核对正文与统计表。",
        (),
        "disclosure-2014/narrative.rules",
        7,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "A-B03",
        "申请答复数应等于各类答复之和",
        Severity.ERROR,
        State.ACTIVE,
        "平衡",
        "申请答复数 = 分项",
        _ORDER,
        "请补填空白的格子。",
        (),
        "disclosure-2014/balance.rules",
        40,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "T-01",
        "培训人次不少于班数",
        Severity.WARNING,
        State.TRIAL,
        "条件",
        "接受培训人员数 ≥ 举办各类培训班数",
        "",
        "",
        (),
        "disclosure-2014/trial.rules",
        3,
        ("disclosure-2014",),
    ),
    RuleInfo(
        "A-R20",
        "经费疑似以元填报",
        Severity.WARNING,
        State.ACTIVE,
        "合理",
        "政府信息公开专项经费 < 1000",
        "",
        "",
        (),
        "disclosure-2014/bounds.rules",
        99,
        ("disclosure-2014",),
    ),
)
UNREADABLE = Code(
    "AUD401",
    "not-text",
    Level.ERROR,
    Words("`{file}` 不是文本文件", "`{file}` is not a text"),
    Words("请重新报送。", "ask for it again"),
)
NOT_A_REPORT = Code(
    "AUD420",
    "not-a-report",
    Level.INFO,
    Words("不是年度报告（工作进展情况）", "not an annual report (a progress report)"),
)
SKIPPED_LINE = Code(
    "AUD431", "unclear-row", Level.WARNING, Words("这一行没有归入任何指标", "this row belongs to no indicator")
)
BROKEN_RULE = Code("AUD501", "overflow", Level.ERROR, Words("计算超出范围", "the figures are too large"))
