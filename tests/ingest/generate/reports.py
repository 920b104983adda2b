"""Six reports of invented places: what they say and the figures that they fill in, right ones and wrong ones."""

from __future__ import annotations

from tests.ingest.generate.official import BEFORE
from tests.ingest.generate.official import DENIED
from tests.ingest.generate.official import GRANTED
from tests.ingest.generate.official import NEW
from tests.ingest.generate.official import NEXT
from tests.ingest.generate.official import OTHER
from tests.ingest.generate.official import OTHER_2019
from tests.ingest.generate.official import PARTIAL
from tests.ingest.generate.official import REFUSED
from tests.ingest.generate.official import TOTAL
from tests.ingest.generate.official import UNABLE
from tests.ingest.generate.official import Figures
from tests.ingest.generate.report import HEADINGS
from tests.ingest.generate.report import Report
from tests.ingest.generate.report import parts_of

# Right in every figure; the next one is of the same unit and carries its three requests over.
WANGCHUAN_2021 = Report(
    name="望川区人民政府2021年政府信息公开工作年度报告",
    title="望川区人民政府2021年政府信息公开工作年度报告",
    opening=(
        (
            "根据《中华人民共和国政府信息公开条例》要求，现公布望川区人民政府2021年政府信息公开工作年度报告。"
            "本报告所列数据的统计期限自2021年1月1日起至2021年12月31日止。"
        ),
    ),
    parts=parts_of(
        (
            "（一）主动公开。围绕老旧小区改造、学位供给等重点，通过区政府网站公开各类信息4126条，开设专栏7个。",
            "（二）依申请公开。全年收到政府信息公开申请58件，办结57件，3件结转下年度继续办理。",
            "（三）政府信息管理。全年制发行政规范性文件6件，废止2件，全部在区政府网站公开。",
            "（四）监督保障。举办政务公开业务培训2期，对21个单位开展抽查。",
        ),
        (),
        (),
        (),
        (
            (
                "有的单位答复文书说理不够充分，政策解读形式还比较单一。下一步将编印答复文书示例，"
                "每季度讲评一次，推动各单位用图解、短视频等形式解读政策。"
            ),
        ),
        ("2021年度收取信息处理费200元。",),
    ),
    figures=Figures(
        form=2021,
        active={
            "规章": ("0", "0", "0"),
            "行政规范性文件": ("6", "2", "31"),
            "行政许可": ("8420",),
            "行政处罚": ("1356",),
            "行政强制": ("212",),
            "行政事业性收费": ("2315.46",),
        },
        handled={
            NEW: "47 6 0 1 3 1 58",
            BEFORE: "2 0 0 0 0 0 2",
            GRANTED: "19 3 0 1 1 0 24",
            PARTIAL: "6 1 0 0 1 0 8",
            DENIED[3]: "2 0 0 0 0 0 2",
            DENIED[5]: "1 0 0 0 0 0 1",
            DENIED[6]: "1 0 0 0 0 0 1",
            UNABLE[0]: "12 2 0 0 1 1 16",
            UNABLE[1]: "1 0 0 0 0 0 1",
            REFUSED[0]: "2 0 0 0 0 0 2",
            OTHER[0]: "1 0 0 0 0 0 1",
            OTHER[2]: "1 0 0 0 0 0 1",
            TOTAL: "46 6 0 1 3 1 57",
            NEXT: "3 0 0 0 0 0 3",
        },
        disputes=("4", "0", "1", "1", "6", "2", "0", "0", "1", "3", "1", "0", "0", "0", "1"),
    ),
)

# The natural persons' column and with it the total do not balance (one request too many is carried over), and the
# prose says 66 requests for 56 and 9 documents for 4.
WANGCHUAN_2022 = Report(
    name="望川区人民政府2022年政府信息公开工作年度报告",
    title="望川区人民政府2022年政府信息公开工作年度报告",
    opening=("本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。",),
    parts=parts_of(
        (
            "（一）主动公开。全年通过区政府网站公开各类信息4310条，发布政策解读材料52篇。",
            "（二）依申请公开。全年收到政府信息公开申请66件，内容以征地补偿、城市更新为主。",
            "（三）政府信息管理。全年制发行政规范性文件9件，废止3件。",
        ),
        (),
        (),
        (),
        (
            (
                "基层单位业务人员变动较多，依申请公开办理经验不足。已建立跟班学习制度，"
                "每月安排两名工作人员到区政府办公室跟班，全年共安排二十四人。"
            ),
        ),
        ("本年度未收取信息处理费。",),
    ),
    figures=Figures(
        form=2021,
        active={
            "规章": ("0", "0", "0"),
            "行政规范性文件": ("4", "3", "32"),
            "行政许可": ("8811",),
            "行政处罚": ("1204",),
            "行政强制": ("187",),
            "行政事业性收费": ("2207.9",),
        },
        handled={
            NEW: "45 7 0 0 3 1 56",
            BEFORE: "3 0 0 0 0 0 3",
            GRANTED: "17 4 0 0 1 0 22",
            PARTIAL: "5 1 0 0 0 0 6",
            DENIED[3]: "1 0 0 0 0 0 1",
            DENIED[5]: "2 0 0 0 0 0 2",
            UNABLE[0]: "15 2 0 0 2 1 20",
            UNABLE[1]: "1 0 0 0 0 0 1",
            REFUSED[0]: "3 0 0 0 0 0 3",
            OTHER[0]: "2 0 0 0 0 0 2",
            TOTAL: "46 7 0 0 3 1 57",
            NEXT: "3 0 0 0 0 0 3",
        },
        disputes=("3", "0", "0", "0", "3", "1", "0", "0", "0", "1", "1", "0", "0", "0", "1"),
    ),
)

# Cells that say nothing are left blank, and the prose denies the review that table four has.
FORESTRY_2020 = Report(
    name="岚州市林业局2020年政府信息公开工作年度报告",
    title="岚州市林业局2020年政府信息公开工作年度报告",
    opening=("报告所列数据的统计期限自2020年1月1日至2020年12月31日。",),
    parts=parts_of(
        (
            (
                "2020年，我局在门户网站公开林业信息612条，公开行政许可结果248条。全年收到政府信息公开申请7件，"
                "其中网上申请5件、信函申请2件。完成政府集中采购项目14个，总金额386.5万元。"
            ),
        ),
        (),
        (),
        ("2020年，我局未发生因政府信息公开引起的行政复议、行政诉讼。",),
        ("林木采伐许可的公开还不够及时。我局已明确由审批科室在决定作出后三个工作日内上网公开，由办公室每月抽查。",),
        ("本年度没有收取信息公开费用。",),
        headings=(
            *HEADINGS[:3],
            "四、政府信息公开行政复议、行政诉讼情况",
            *HEADINGS[4:],
        ),
    ),
    figures=Figures(
        form=2019,
        filler="",
        active={
            "规章": ("0", "0", "0"),
            "规范性文件": ("3", "3", "26"),
            "行政许可": ("18", "-2", "248"),
            "其他对外管理服务事项": ("6", "0", "75"),
            "行政处罚": ("42", "+3", "19"),
            "行政强制": ("5", "0", "0"),
            "行政事业性收费": ("2", "0"),
            "政府集中采购": ("14", "386.5"),
        },
        handled={
            NEW: "5 2     7",
            BEFORE: "0      0",
            GRANTED: "3 1     4",
            PARTIAL: "1      1",
            UNABLE[0]: "1      1",
            OTHER_2019: " 1     1",
            TOTAL: "5 2     7",
            NEXT: "0      0",
        },
        disputes=("1", "0", "0", "0", "1", *["0"] * 10),
    ),
    navigation=("首页", "机构概况", "政务公开", "政府信息公开年报", "办事服务", "互动交流"),
    stamp="发布时间：2021-01-22 09:30　　来源：岚州市林业局　　浏览次数：318　　字体：大 中 小",
)

# The total of one row is wrong (16 for 18), so that its column does not add up either; nor do the suits after a
# review (4 for 3).
QINGPING_2023 = Report(
    name="青屏县2023年政府信息公开工作年度报告",
    title="青屏县人民政府2023年政府信息公开工作年度报告",
    opening=("本报告中所列数据的统计期限为2023年1月1日至2023年12月31日。",),
    parts=parts_of(
        (
            (
                "2023年，全县通过县政府网站发布信息5230条。收到政府信息公开申请74件，均按期答复。"
                "全年作出行政许可决定6105件，行政处罚决定947件。"
            ),
        ),
        (),
        (),
        ("全年因政府信息公开被申请行政复议8件，其中维持5件、纠正1件、尚未审结2件。",),
        ("部分乡镇公开目录更新不及时。县政府办公室已将目录更新列入季度检查，对两个乡镇发出整改通知，现已整改到位。",),
        ("2023年，全县各单位均未收取信息处理费。",),
    ),
    figures=Figures(
        form=2021,
        active={
            "规章": ("0", "0", "0"),
            "行政规范性文件": ("5", "1", "40"),
            "行政许可": ("6105",),
            "行政处罚": ("947",),
            "行政强制": ("88",),
            "行政事业性收费": ("1840.2",),
        },
        handled={
            NEW: "61 8 0 0 4 1 74",
            BEFORE: "0 0 0 0 0 0 0",
            GRANTED: "30 4 0 0 2 0 36",
            PARTIAL: "9 1 0 0 0 0 10",
            DENIED[0]: "1 0 0 0 0 0 1",
            DENIED[4]: "2 0 0 0 0 0 2",
            UNABLE[0]: "14 2 0 0 1 1 16",
            UNABLE[2]: "1 0 0 0 0 0 1",
            REFUSED[0]: "3 1 0 0 1 0 5",
            REFUSED[1]: "1 0 0 0 0 0 1",
            TOTAL: "61 8 0 0 4 1 74",
            NEXT: "0 0 0 0 0 0 0",
        },
        disputes=("5", "1", "0", "2", "8", "3", "0", "0", "0", "3", "2", "0", "1", "0", "4"),
    ),
)

# The prose says that all requests were answered, yet one is carried over; and part six does not speak of the fee.
MINZHENG_2021 = Report(
    name="岚州市民政局2021年政府信息公开工作年度报告",
    title="岚州市民政局2021年政府信息公开工作年度报告",
    opening=("本报告所列数据统计期限为2021年1月1日至2021年12月31日。",),
    parts=parts_of(
        (
            "2021年，我局在门户网站公开养老、救助、地名等信息930条。全年收到政府信息公开申请9件，全部按期答复。",
            "办理人大建议、政协提案31件，全部按时办结。",
        ),
        (),
        (),
        (),
        ("养老服务信息的公开较为零散，查找不便。下一步将开设养老服务专栏，按机构、补贴、政策三类集中公开。",),
        ("本年度无其他需要报告的事项。",),
    ),
    figures=Figures(
        form=2021,
        active={
            "规章": ("0", "0", "0"),
            "行政规范性文件": ("2", "0", "14"),
            "行政许可": ("67",),
            "行政处罚": ("3",),
            "行政强制": ("0",),
            "行政事业性收费": ("0",),
        },
        handled={
            NEW: "9 0 0 0 0 0 9",
            GRANTED: "5 0 0 0 0 0 5",
            UNABLE[0]: "3 0 0 0 0 0 3",
            TOTAL: "8 0 0 0 0 0 8",
            NEXT: "1 0 0 0 0 0 1",
        },
        disputes=["0"] * 15,
    ),
)

# The form of 2019 for 2022, a part five that says nothing, and a sentence that the report of 2020 left behind.
SONGPING_2022 = Report(
    name="松坪乡2022年政府信息公开工作年度报告",
    title="青屏县松坪乡2022年政府信息公开工作年度报告",
    opening=("本报告所列数据的统计期限自2022年1月1日起至2022年12月31日止。",),
    parts=parts_of(
        ("2022年，我乡通过公开栏和县政府网站公开惠农补贴、低保等信息186条。",),
        (),
        ("2020年我乡未收到政府信息公开申请。",),
        (),
        ("暂无。",),
        ("我乡没有收取信息处理费。",),
        headings=(
            *HEADINGS[:3],
            "四、政府信息公开行政复议、行政诉讼情况",
            *HEADINGS[4:],
        ),
    ),
    figures=Figures(
        form=2019,
        active={
            "规章": ("0", "0", "0"),
            "规范性文件": ("0", "0", "0"),
            "行政许可": ("0", "0", "0"),
            "其他对外管理服务事项": ("12", "0", "340"),
            "行政处罚": ("0", "0", "0"),
            "行政强制": ("0", "0", "0"),
            "行政事业性收费": ("0", "0"),
            "政府集中采购": ("0", "0"),
        },
        handled={},
        disputes=["0"] * 15,
    ),
)
