"""Numbers: figures, what is known of a report and of others, and arithmetic of them."""

from __future__ import annotations

from fractions import Fraction
from typing import TypeAlias

from msgspec import Struct

from auditor.lang.typed.kinds import Aspect
from auditor.lang.typed.kinds import Field
from auditor.lang.typed.kinds import Kin
from auditor.lang.typed.kinds import PeerKey
from auditor.lang.typed.kinds import PeerStatistic
from auditor.lang.typed.kinds import Trait
from auditor.lang.typed.kinds import Twins
from auditor.schema import Measure


class Constant(Struct, frozen=True):
    """A number written in the rule, in stored integers; `printed` is how it was written."""

    value: Fraction
    measure: Measure
    printed: str


class Figure(Struct, frozen=True):
    """A table figure of this unit: `years_back` 0 is this year, 1 the year before (joined on the year).

    Of several reports of one year the last is meant, or the `first` that was published.
    """

    indicator: str
    measure: Measure
    name: str
    member: str | None = None
    years_back: int = 0
    signed: bool = False
    first: bool = False


class AttributeFigure(Struct, frozen=True):
    """A number or a date (as its ordinal) known of the submission."""

    name: str
    measure: Measure


class AttributeText(Struct, frozen=True):
    """A text known of the submission, or of the unit's so many years before."""

    name: str
    years_back: int = 0


class CellAspect(Struct, frozen=True):
    """An integer that says something of a table cell."""

    figure: Figure
    aspect: Aspect
    measure: Measure


class ItemField(Struct, frozen=True):
    """A figure of the item (mention, enumeration, rate) that the rule is judged on."""

    field: Field
    measure: Measure
    name: str


class YearDate(Struct, frozen=True):
    """日期(年度, 12-31): the ordinal of a day of a year that is known only when the rule runs."""

    year: Number
    month: int
    day: int
    measure: Measure


class Relative(Struct, frozen=True):
    """本级, 上级, 下级合计, 下级最大, 下级最小 of an indicator."""

    kin: Kin
    figure: Figure
    measure: Measure


class ChildrenCount(Struct, frozen=True):
    """下级个数: how many units below this one are to report, or have reported."""

    reported: bool
    measure: Measure


class Peers(Struct, frozen=True):
    """A statistic over the units that have the same form and the same `by`."""

    statistic: PeerStatistic
    figure: Figure
    by: tuple[PeerKey, ...]
    measure: Measure


class Stated(Struct, frozen=True):
    """The one figure that the narrative states of an indicator in a column; blank where it states none, or several.

    `half` is half a unit of its last printed digit instead.
    """

    indicator: str
    column: str | None
    measure: Measure
    name: str
    half: bool = False


class Tally(Struct, frozen=True):
    """How many of some figures have a trait."""

    trait: Trait
    args: tuple[Figure, ...]
    measure: Measure


class Length(Struct, frozen=True):
    """长度: the characters of a text, blanks left out."""

    text: AttributeText
    measure: Measure


class Similarity(Struct, frozen=True):
    """相似度 of two texts, years left out: 1 is the same."""

    left: AttributeText
    right: AttributeText
    measure: Measure


class Resemblance(Struct, frozen=True):
    """同级相同个数: other units with the very same figures that are not zero; 同级相似度: the most similar text."""

    twins: Twins
    args: tuple[Figure, ...]
    text: AttributeText | None
    measure: Measure


class Rounded(Struct, frozen=True):
    """四舍五入: half away from zero, to so many decimals of the printed unit."""

    arg: Number
    digits: int
    measure: Measure


class YearOf(Struct, frozen=True):
    """年份 of a date."""

    date: Number
    measure: Measure


class Workdays(Struct, frozen=True):
    """工作日数: the working days after the first date, up to and with the second; undecided where no table says."""

    start: Number
    end: Number
    measure: Measure


class Sum(Struct, frozen=True):
    """A sum; a difference holds a `Negative`."""

    args: tuple[Number, ...]
    measure: Measure


class Negative(Struct, frozen=True):
    """A number with its sign changed."""

    arg: Number
    measure: Measure


class Product(Struct, frozen=True):
    """A product."""

    left: Number
    right: Number
    measure: Measure


class Quotient(Struct, frozen=True):
    """A quotient; undecided where the divisor is zero or blank."""

    left: Number
    right: Number
    measure: Measure


class Largest(Struct, frozen=True):
    """最大."""

    args: tuple[Number, ...]
    measure: Measure


class Smallest(Struct, frozen=True):
    """最小."""

    args: tuple[Number, ...]
    measure: Measure


class Absolute(Struct, frozen=True):
    """绝对值."""

    arg: Number
    measure: Measure


class Default(Struct, frozen=True):
    """默认(x, y): y where any figure of x is blank."""

    arg: Number
    fallback: Number
    measure: Measure


class Applied(Struct, frozen=True):
    """A function of another package; `function` is the name of its entry point, the arguments are whole numbers."""

    function: str
    args: tuple[Number, ...]
    measure: Measure


Number: TypeAlias = (
    Constant
    | Figure
    | AttributeFigure
    | CellAspect
    | ItemField
    | Relative
    | ChildrenCount
    | Peers
    | Stated
    | Tally
    | Length
    | Similarity
    | Resemblance
    | Rounded
    | YearOf
    | Workdays
    | YearDate
    | Sum
    | Negative
    | Product
    | Quotient
    | Largest
    | Smallest
    | Absolute
    | Default
    | Applied
)
Numbers: TypeAlias = tuple[Number, ...]
