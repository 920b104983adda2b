"""Statements in words and in figures, in both languages."""

from __future__ import annotations

from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeAlias
from typing import assert_never

from msgspec import Struct

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.attributes import MENTIONED
from auditor.attributes import attribute_names
from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.engine.findings.wording.beyond import ALIKE
from auditor.engine.findings.wording.beyond import EXPECTED
from auditor.engine.findings.wording.beyond import KIN
from auditor.engine.findings.wording.beyond import LENGTH
from auditor.engine.findings.wording.beyond import PEERS
from auditor.engine.findings.wording.beyond import REPORTED
from auditor.engine.findings.wording.beyond import SHARING
from auditor.engine.findings.wording.beyond import SIMILARITY
from auditor.engine.findings.wording.beyond import TRAITS
from auditor.engine.findings.wording.beyond import TWINS
from auditor.engine.findings.wording.beyond import narrated
from auditor.engine.findings.wording.printed import with_unit
from auditor.engine.findings.wording.spoken import Name
from auditor.engine.findings.wording.words import ASPECTS
from auditor.engine.findings.wording.words import FIELDS
from auditor.engine.findings.wording.words import MENTIONS
from auditor.engine.findings.wording.words import RULE
from auditor.engine.findings.wording.words import SHOULD
from auditor.engine.findings.wording.words import STANDING
from auditor.engine.findings.wording.words import WORDS
from auditor.lang import typed
from auditor.lang.typed import Operator
from auditor.lang.typing.rounding import as_written
from auditor.schema import RATIO_SCALE
from auditor.schema import TOGETHER
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Mapping

    from auditor.engine.canonical.derive import Derived
    from auditor.schema import Form

Beyond: TypeAlias = "Derived | typed.Unique"
CONTRARY: Mapping[Operator, Operator] = MappingProxyType(
    {
        Operator.EQ: Operator.NE,
        Operator.NE: Operator.EQ,
        Operator.LT: Operator.GE,
        Operator.LE: Operator.GT,
        Operator.GT: Operator.LE,
        Operator.GE: Operator.LT,
    }
)
_SUM, _FACTOR, _WHOLE = 0, 1, 2
_LONG_SUM = 12


class Speaker(Struct, frozen=True):
    """How the things of a form are called in one language."""

    form: Form | None
    lang: Lang

    def word(self, key: str) -> str:
        """A small word of the language."""
        return WORDS[key].say(self.lang)

    def should(self, op: Operator) -> str:
        """What a comparison demands."""
        return SHOULD[op].say(self.lang)

    def name(self, it: Name) -> str:
        """What a thing is called."""
        zh = self.lang is Lang.ZH
        match it:
            case typed.Figure():
                first = self.word("first") if it.first else ""
                return self._years(it.years_back) + self.cell(it.indicator, it.member, it.name) + first
            case typed.AttributeText():
                return self._text(it)
            case typed.AttributeFigure(name):
                return self._attribute(name)
            case typed.CellAspect(figure, aspect):
                said = ASPECTS[aspect].say(self.lang)
                return f"{self.name(figure)}{said}" if zh else f"{said}{self.name(figure)}"
            case typed.ItemField(field, _, name):
                return name if zh and name else FIELDS[field].say(self.lang)
            case _:
                return self._beyond(it)

    def _beyond(self, it: Beyond) -> str:  # noqa: PLR0911 - one case a node
        """What something is called that is not in this report alone."""
        lang = self.lang
        match it:
            case typed.Relative(kin, figure):
                return KIN[kin].say(lang).format(self.name(figure))
            case typed.Peers(statistic, figure):
                return PEERS[statistic].say(lang).format(self.name(figure))
            case typed.ChildrenCount(reported):
                return (REPORTED if reported else EXPECTED).say(lang)
            case typed.Stated(indicator, column, name=name):
                return name if lang is Lang.ZH else f"the narrative's {self.cell(indicator, column)}"
            case typed.Tally(trait):
                return TRAITS[trait].say(lang)
            case typed.Length(text):
                return LENGTH.say(lang).format(self._text(text))
            case typed.Similarity(left, right):
                return SIMILARITY.say(lang).format(self._text(left), self._text(right))
            case typed.Resemblance(_, _, text):
                return TWINS.say(lang) if text is None else ALIKE.say(lang).format(self._text(text))
            case typed.Unique(keys):
                return SHARING.say(lang).format(lang.listed(attribute_names(key).say(lang) for key in keys))
            case _ as never:
                assert_never(never)

    def _attribute(self, name: str) -> str:
        if name.startswith(MENTIONED):
            return MENTIONS.say(self.lang).format(self.cell(name.removeprefix(MENTIONED), None))
        return attribute_names(name).say(self.lang)

    def _text(self, it: typed.AttributeText) -> str:
        is_of_narrative = self.lang is Lang.EN and it.name not in KNOWN_ATTRIBUTES
        return self._years(it.years_back) + (
            narrated(it.name) if is_of_narrative else attribute_names(it.name).say(self.lang)
        )

    def cell(self, code: str, column: str | None, name: str = "") -> str:
        """What an indicator is called in a column; `name` is for one that the form does not know."""
        indicator = self.form.by_code.get(code) if self.form else None
        member = self._member(column)
        named = indicator.names if indicator else Words(name or code, code.replace("_", " "))
        return named.say(self.lang) + (f"{'' if self.lang is Lang.ZH else ' '}[{member}]" if member else "")

    def _member(self, column: str | None) -> str:
        if column is None or self.form is None or self.lang is Lang.EN:
            return (column or "").replace("_", " ").replace(TOGETHER, " + ")
        return self.form.column_name(column)

    def _years(self, back: int) -> str:
        if back == 0:
            return ""
        return self.word("last year") if back == 1 else self.word("years before").format(back)


class Writer(Struct, frozen=True):
    """Writes typed statements: `leaf` gives what stands for a name, `constant` what stands for a number."""

    speaker: Speaker
    leaf: Callable[[Name], str]
    constant: Callable[[typed.Constant], str]

    def condition(  # noqa: C901, PLR0911, PLR0912 - one case a node
        self, it: typed.Condition, *, inner: bool = False
    ) -> str:
        """A condition as it reads; bracketed where it stands within another one."""
        word = self.speaker.word
        match it:
            case typed.Comparison():
                op, left, right = (said := as_written(it)).op, said.left, said.right
                return f"{self.number(left)} {op} {self.number(right)}"
            case typed.Every(args) | typed.Either(args):
                link = f" {word('and' if isinstance(it, typed.Every) else 'or')} "
                return _bracketed(
                    link.join(self.condition(arg, inner=True) for arg in args), when=inner and len(args) > 1
                )
            case typed.Denial(arg):
                return f"{word('not')}({self.condition(arg)})"
            case typed.Implication(antecedent, consequent, otherwise):
                text = f"{word('if')} {self.condition(antecedent)} {word('then')} {self.condition(consequent)}"
                if otherwise is not None:
                    text += f" {word('else')} {self.condition(otherwise)}"
                return _bracketed(text, when=inner)
            case typed.Equivalence(left, right):
                text = f"{self.condition(left, inner=True)} {word('iff')} {self.condition(right, inner=True)}"
                return _bracketed(text, when=inner)
            case typed.Present(arg):
                return word("present").format(self.speaker.name(arg))
            case typed.TextIn(arg, values):
                return word("in").format(self.speaker.name(arg), _listed(values))
            case typed.TextFits(arg, _, printed):
                return word("contains").format(self.speaker.name(arg), f"“{printed}”")
            case typed.Possible(_, _, base):
                return word("possible").format(self.number(base))
            case typed.Unique():
                return f"{self.leaf(it)} = 1"
            case typed.Standing(rule, verdicts):
                joined = f" {word('or')} ".join(STANDING[verdict].say(self.speaker.lang) for verdict in verdicts)
                return f"{RULE.say(self.speaker.lang)} {rule.info.id} {joined}"
            case typed.Always(holds):
                return word("true" if holds else "false")
            case _ as never:
                assert_never(never)

    def number(  # noqa: C901, PLR0911, PLR0912 - one case a node
        self, it: typed.Number, strength: int = _SUM
    ) -> str:
        """A number as it reads; `strength` is how closely its surroundings bind."""
        word = self.speaker.word
        if isinstance(it, Name):
            return self.leaf(it)
        match it:
            case typed.Constant():
                return self.constant(it)
            case typed.Rounded(arg, digits):
                return word("rounded").format(self.number(arg), digits)
            case typed.YearOf(day):
                return word("year of").format(self.number(day))
            case typed.Workdays(start, end):
                return word("workdays").format(self.number(start), self.number(end))
            case typed.YearDate(year, month, day):
                return f"{self.number(year, _WHOLE)}-{month:02}-{day:02}"
            case typed.Sum(args):
                return _bracketed(self._sum(args), when=strength > _SUM and len(args) > 1)
            case typed.Negative(arg):
                return _bracketed(f"-{self.number(arg, _FACTOR)}", when=strength > _SUM)
            case typed.Product(left, typed.Constant() as one) | typed.Quotient(left, typed.Constant() as one) if (
                _is_one(one)
            ):
                return self.number(left, strength)
            case typed.Product(left, right):
                text = f"{self.number(left, _FACTOR)} × {self.number(right, _FACTOR)}"
                return _bracketed(text, when=strength > _FACTOR)
            case typed.Quotient(left, right):
                text = f"{self.number(left, _FACTOR)} ÷ {self.number(right, _WHOLE)}"
                return _bracketed(text, when=strength > _FACTOR)
            case typed.Largest(args) | typed.Smallest(args):
                name = word("largest" if isinstance(it, typed.Largest) else "smallest")
                return f"{name}({', '.join(self.number(arg) for arg in args)})"
            case typed.Applied(function, args):
                words = function.split(".")
                name = words[0] if self.speaker.lang is Lang.ZH else words[-1]
                return f"{name}({', '.join(self.number(arg) for arg in args)})"
            case typed.Absolute(arg):
                return f"{word('magnitude')}({self.number(arg)})"
            case typed.Default(arg, fallback):
                given, instead = self.number(arg), self.number(fallback)
                if given == word("blank"):
                    return instead
                return given if given.isdecimal() else f"{word('default')}({given}, {instead})"
            case _ as never:
                assert_never(never)

    def _sum(self, args: tuple[typed.Number, ...]) -> str:
        """A sum; of a long one whose terms are bare figures only those that are not zero."""
        parts = [self._signed(arg, first=index == 0) for index, arg in enumerate(args)]
        if len(parts) <= _LONG_SUM:
            return " ".join(parts)
        left = [part for part in parts if part.lstrip("+- ") != "0"]
        zeros = len(parts) - len(left)
        shown = " ".join(left[:_LONG_SUM]).removeprefix("+ ") or "0"
        if len(left) > _LONG_SUM:
            return f"{shown} + … {left[-1]}" + self.speaker.word("in all").format(len(left))
        return shown + (self.speaker.word("zeros" if left else "all zero").format(zeros) if zeros else "")

    def _signed(self, arg: typed.Number, *, first: bool) -> str:
        if isinstance(arg, typed.Negative):
            return ("-" if first else "- ") + self.number(arg.arg, _FACTOR)
        text = self.number(arg)
        if not first and isinstance(arg, typed.Constant) and text.startswith("-"):
            return f"- {text[1:]}"
        return text if first else f"+ {text}"


def constant_text(it: typed.Constant) -> str:
    """A constant with its unit, as the rule has it where it says."""
    return it.printed or with_unit(it.value, it.measure)


def _is_one(it: typed.Constant) -> bool:
    """Whether a number only takes a unit away (件数 ÷ 1 件), or brings a stored percentage to its true scale."""
    return it.value == it.measure.factor or (it.measure.kind is Kind.RATIO and it.value == Fraction(1, RATIO_SCALE))


def _bracketed(text: str, *, when: bool) -> str:
    return f"({text})" if when else text


def _listed(values: tuple[str, ...]) -> str:
    return "、".join(f"“{value}”" for value in values)
