"""Why a figure may have been read wrongly, by the slug that stands in `Fact.doubt`."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.diagnostics import Words

if TYPE_CHECKING:
    from collections.abc import Mapping

DOUBTS: Mapping[str, Words] = MappingProxyType(
    {
        "unread": Words(
            "单元格中有读不出、划去、遮住或叠印的内容",
            "something in the cell cannot be read, or is struck out, covered or printed over",
        ),
        "words": Words("单元格中夹有文字", "words stand in the cell"),
        "figures": Words("单元格中不止一个数", "the cell holds more than one figure"),
        "loose": Words("不是确数（约、余、万等）", "not an exact figure"),
        "digits": Words("数字写法不规范", "the digits are not well formed"),
        "large": Words("数字过大", "the figure is too large"),
        "precision": Words("小数位数超过分", "more decimals than can be kept"),
        "glued": Words("数值与下一行编号连在一起，无法分开", "the figure cannot be told from the next row's number"),
        "label": Words(
            "同名栏目无法确定属于哪一项", "the label stands in several places, and which one is meant is open"
        ),
        "shape": Words("表格的行列形状不明", "rows and columns of the table could not be told apart"),
        "row_total": Words("数字连写，按本行合计拆分", "digits run together: cut so that the row's total holds"),
        "column_total": Words(
            "数字连写，按合计列的勾稽关系拆分", "digits run together: cut so that the total column balances"
        ),
        "only_cut": Words("数字连写，只有一种拆法", "digits run together that can be cut in one way only"),
        "run": Words("数字连写，无法确定如何拆分", "digits run together that can be cut in several ways"),
        "blanks": Words("空格丢失，无法确定数字属于哪一列", "blank cells were lost: the column of a figure is open"),
        "copies": Words("同一张表出现多次，各处所填不一致", "the table is there more than once, and its copies differ"),
        "columns": Words("列的次序无法确定", "the order of the columns is open"),
        "merged_row": Words("本行各项合并填为一个数", "the parts of this row are given as one figure"),
        "merged_cell": Words("一个单元格跨多列", "one cell spans several columns"),
        "formula": Words("公式没有保存结果，或者结果是错误值", "a formula without a stored result, or an error"),
        "shown": Words("单元格显示的数与所存的数不同", "the cell shows another figure than it holds"),
        "picture": Words("统计表是图片，读不出数", "the table is a picture: no figure can be read"),
        "cut": Words("页面文字超出纸边，打印时被截去", "text ran over the edge of the page and was lost in printing"),
        "damaged": Words("网页标记有残缺，数字所在的列不确定", "markup was lost: the column of a figure is open"),
        "image": Words("由图像识别得到", "recognised from an image"),
        "absent": Words("数据表没有给出这一项", "the table of figures does not give it"),
        "given": Words("数据表注明存疑", "in doubt by what the table of figures says itself"),
    }
)
