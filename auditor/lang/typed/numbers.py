"""Numbers: figures, what is known of a report and of others, and arithmetic of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from typing import TypeAlias

if TYPE_CHECKING:
    from fractions import Fraction

    from auditor.lang.typed.kinds import Aspect
    from auditor.lang.typed.kinds import Field
    from auditor.lang.typed.kinds import Kin
    from auditor.lang.typed.kinds import PeerKey
    from auditor.lang.typed.kinds import PeerStatistic
    from auditor.lang.typed.kinds import Trait
    from auditor.lang.typed.kinds import Twins
    from auditor.schema import Measure


@dataclass(frozen=True, slots=True)
class Constant:
    """A number written in the rule, in stored integers; `printed` is how it was written."""

    value: Fraction
    measure: Measure
    printed: str


@dataclass(frozen=True, slots=True)
class Figure:
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


@dataclass(frozen=True, slots=True)
class AttributeFigure:
    """A number or a date (as its ordinal) known of the submission."""

    name: str
    measure: Measure


@dataclass(frozen=True, slots=True)
class AttributeText:
    """A text known of the submission, or of the unit's so many years before."""

    name: str
    years_back: int = 0


@dataclass(frozen=True, slots=True)
class CellAspect:
    """An integer that says something of a table cell."""

    figure: Figure
    aspect: Aspect
    measure: Measure


@dataclass(frozen=True, slots=True)
class ItemField:
    """A figure of the item (mention, enumeration, rate) that the rule is judged on."""

    field: Field
    measure: Measure
    name: str


@dataclass(frozen=True, slots=True)
class YearDate:
    """日期(年度, 12-31): the ordinal of a day of a year that is known only when the rule runs."""

    year: Number
    month: int
    day: int
    measure: Measure


@dataclass(frozen=True, slots=True)
class Relative:
    """本级, 上级, 下级合计, 下级最大, 下级最小 of an indicator."""

    kin: Kin
    figure: Figure
    measure: Measure


@dataclass(frozen=True, slots=True)
class ChildrenCount:
    """下级个数: how many units below this one are to report, or have reported."""

    reported: bool
    measure: Measure


@dataclass(frozen=True, slots=True)
class Peers:
    """A statistic over the units that have the same form and the same `by`."""

    statistic: PeerStatistic
    figure: Figure
    by: tuple[PeerKey, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Stated:
    """The one figure that the narrative states of an indicator in a column; blank where it states none, or several.

    `half` is half a unit of its last printed digit instead.
    """

    indicator: str
    column: str | None
    measure: Measure
    name: str
    half: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many of some figures have a trait."""

    trait: Trait
    args: tuple[Figure, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Length:
    """长度: the characters of a text, blanks left out."""

    text: AttributeText
    measure: Measure


@dataclass(frozen=True, slots=True)
class Similarity:
    """相似度 of two texts, years left out: 1 is the same."""

    left: AttributeText
    right: AttributeText
    measure: Measure


@dataclass(frozen=True, slots=True)
class Resemblance:
    """同级相同个数: other units with the very same figures that are not zero; 同级相似度: the most similar text."""

    twins: Twins
    args: tuple[Figure, ...]
    text: AttributeText | None
    measure: Measure


@dataclass(frozen=True, slots=True)
class Rounded:
    """四舍五入: half away from zero, to so many decimals of the printed unit."""

    arg: Number
    digits: int
    measure: Measure


@dataclass(frozen=True, slots=True)
class YearOf:
    """年份 of a date."""

    date: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Workdays:
    """工作日数: the working days after the first date, up to and with the second; undecided where no table says."""

    start: Number
    end: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Sum:
    """A sum; a difference holds a `Negative`."""

    args: tuple[Number, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Negative:
    """A number with its sign changed."""

    arg: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Product:
    """A product."""

    left: Number
    right: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Quotient:
    """A quotient; undecided where the divisor is zero or blank."""

    left: Number
    right: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Largest:
    """最大."""

    args: tuple[Number, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Smallest:
    """最小."""

    args: tuple[Number, ...]
    measure: Measure


@dataclass(frozen=True, slots=True)
class Absolute:
    """绝对值."""

    arg: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Default:
    """默认(x, y): y where any figure of x is blank."""

    arg: Number
    fallback: Number
    measure: Measure


@dataclass(frozen=True, slots=True)
class Applied:
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
