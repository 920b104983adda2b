"""Says rules and expressions in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from auditor.diagnostics import Lang
from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang.fmt.words import Printer
from auditor.lang.fmt.words import years as said_years
from auditor.lang.substituted import substituted
from auditor.lang.vocabulary import sentence_words as said
from auditor.lang.vocabulary.function_words import ENUMERATION_FIELDS
from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.function_words import RATE_FIELDS
from auditor.lang.vocabulary.keywords import VERDICT_WORDS
from auditor.lang.vocabulary.keywords import VERDICTS
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.schema import Years
from auditor.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.lang.fmt.dictionary import Dictionary
    from auditor.lang.world.environment import Parameter
    from auditor.lang.world.spec import Spec

_EXPRESSIONS = get_args(ast.Expr)


class Speaker(Struct, frozen=True):
    """Says expressions in one language; `spoken` is how names are said that are not said as they are written."""

    lang: Lang
    words: Dictionary
    spoken: Mapping[str, str]
    bound: frozenset[str] = frozenset()

    def rule(self, spec: Spec) -> str:
        """The sentence of a rule."""
        given = {name: substituted(arg, {}) for name, arg in spec.params}
        loops = [
            each.clause.value for each in spec.all(ClauseKey.FOREACH) if isinstance(each.clause.value, ast.Foreach)
        ]
        text = replace(self, bound=frozenset(loop.name.text for loop in loops)).conditioned(spec, given)
        for loop in reversed(loops):
            items = self.number(substituted(loop.items, given))
            text = f"{self.say(said.EACH, name=loop.name.text, items=items)}{text}"
        return f"{text[:1].upper()}{text[1:]}." if self.lang is Lang.EN else f"{text}。"

    def conditioned(self, spec: Spec, given: Mapping[str, ast.Expr]) -> str:
        """What a rule asks, with when it asks it."""
        when, require = (_expr(spec, key) for key in (ClauseKey.WHEN, ClauseKey.REQUIRE))
        if require is None:
            return self.say(said.GIVEN)
        text = self.condition(substituted(require, given), must=True)
        if when is None:
            return text
        condition = self.condition(substituted(when, given), must=False)
        return self.say(said.WHEN, when=condition, rest=text)

    def parameter(self, it: Parameter) -> str:
        """A parameter with its value, or with one for each range of years."""
        values = ((said_years(years) if years != Years() else "", self.number(value)) for years, value in it.values)
        return self.say(
            said.VALUED, it.name, self.say(said.BESIDE).join(" ".join(filter(None, each)) for each in values)
        )

    def say(self, words: Words, *args: str, **values: str) -> str:
        """A phrase with its values."""
        text = words.zh if self.lang is Lang.ZH else words.en
        return text.format(*args, **values)

    # -------------------------------------------------------------------------------------------------- conditions

    def condition(self, node: ast.Expr, *, must: bool) -> str:  # noqa: PLR0911 - one case a kind
        """A condition, as what must be so or as what is so."""
        match node:
            case ast.If():
                return self._if(node, must=must)
            case ast.Iff():
                left, right = (self.condition(each, must=False) for each in (node.left, node.right))
                return self.say(said.IFF, left=left, right=right)
            case ast.And() | ast.Or():
                joint = self.say(said.AND if isinstance(node, ast.And) else said.OR)
                return joint.join(self._inner(arg, must=must) for arg in node.args)
            case ast.Not(arg=ast.Call() as call) if FUNCTION_WORDS.get(call.name.text, "") in said.DENIALS:
                return self._call(call, said.DENIALS)
            case ast.Not():
                return self.say(said.NOT, self._inner(node.arg, must=False))
            case ast.Compare():
                return self._compared(node, must=must)
            case ast.Between():
                return self._between(node, must=must)
            case ast.Within():
                text = said.WITHOUT if node.negated else said.WITHIN
                should = self.say(said.BETWEEN_SHOULD[must])
                return self.say(text, self.number(node.arg), self._listed(_items(node.choices)), should=should)
            case _:
                return self.number(node)

    def _inner(self, node: ast.Expr, *, must: bool) -> str:
        text = self.condition(node, must=must)
        mixed = isinstance(node, ast.And | ast.Or | ast.If | ast.Iff)
        return self.say(said.BRACKETED, text) if mixed else text

    def _if(self, node: ast.If, *, must: bool) -> str:
        antecedent = self.condition(node.antecedent, must=False)
        text = self.say(said.IF, antecedent=antecedent, consequent=self.condition(node.consequent, must=must))
        if node.otherwise is None:
            return text
        return text + self.say(said.ELSE, otherwise=self.condition(node.otherwise, must=must))

    def _compared(self, node: ast.Compare, *, must: bool) -> str:
        match node:
            case ast.Compare(args=(ast.Call() as call, ast.Number(value=value)), ops=(op,)) if (
                FUNCTION_WORDS.get(call.name.text) == "mentioned" and (op, value) in said.MENTIONS
            ):
                return self.say(said.MENTIONS[op, value][must], *map(self.number, call.args))
        first, *rest = (self.number(arg) for arg in node.args)
        blank = "" if self.lang is Lang.ZH else " "
        parts = (
            f"{blank}{self.say(said.COMPARISONS[op][must])}{blank or ' '}{arg}"
            for op, arg in zip(node.ops, rest, strict=True)
        )
        return first + ("，" if self.lang is Lang.ZH else ",").join(parts)

    def _between(self, node: ast.Between, *, must: bool) -> str:
        arg, low, high = (self.number(each) for each in (node.arg, node.low, node.high))
        return self.say(said.BETWEEN, arg, low, high, should=self.say(said.BETWEEN_SHOULD[must]))

    # ------------------------------------------------------------------------------------------------------- numbers

    def number(self, node: ast.Expr) -> str:  # noqa: PLR0911 - one case a kind
        """A number, or whatever else is no condition."""
        match node:
            case ast.Ref():
                return self._ref(node)
            case ast.Call():
                return self._call(node)
            case ast.SetOf():
                return self._listed(node.items)
            case ast.Additive() | ast.Multiplicative():
                return self._joined(node)
            case ast.Minus():
                return f"-{self.number(node.arg)}"
            case ast.Number():
                return self._printer.number(replace(node, unit=self._unit(node.unit)))
            case ast.Text():
                return f"“{node.value}”"
            case ast.Date():
                year = "" if node.year is None else f"{node.year}-"
                return f"{year}{node.month:02}-{node.day:02}"
            case _:
                return self.say(said.BRACKETED, self.condition(node, must=False))

    @property
    def _printer(self) -> Printer:
        return Printer(Source("", ""), self.lang)

    def _unit(self, unit: ast.Name | None) -> ast.Name | None:
        return None if unit is None else replace(unit, text=self.words.units.get(unit.text, unit.text))

    def _joined(self, node: ast.Additive | ast.Multiplicative) -> str:
        signs = {"*": "×", "/": "÷"}
        first, *rest = (self._factor(arg, node) for arg in node.args)
        return first + "".join(f" {signs.get(op, op)} {arg}" for op, arg in zip(node.ops, rest, strict=True))

    def _factor(self, arg: ast.Expr, within: ast.Expr) -> str:
        text = self.number(arg)
        loose = isinstance(arg, ast.Additive) or (
            isinstance(arg, ast.Multiplicative) and isinstance(within, ast.Multiplicative)
        )
        return self.say(said.BRACKETED, text) if loose else text

    def _listed(self, items: Iterable[ast.Expr]) -> str:
        return self.say(said.LISTED).join(self.number(item) for item in items)

    def _name(self, text: str) -> str:
        if text in self.spoken and text not in self.bound:
            return self.spoken[text]
        verdict = VERDICT_WORDS.get(text)
        if verdict is not None and text not in self.words.names:
            return VERDICTS[verdict][self.lang is Lang.EN]
        known = self.words.names.get(text, text)
        return known.replace("_", " ") if self.lang is Lang.EN and known.isascii() else known

    def _ref(self, node: ast.Ref) -> str:
        first, *rest = node.parts
        if rest and first.text in WORDS[Word.NARRATIVE]:
            text = self._narrated(rest[-1].text)
        elif rest and first.text in WORDS[Word.PREVIOUS]:
            text = self.say(said.FUNCTIONS["prev"], self._name(rest[-1].text))
        elif rest:
            text = self.say(said.ITEM, self._name(first.text), self._field(rest[-1].text))
        else:
            text = self._name(first.text)
        for index in node.index:
            if isinstance(index, ast.Star):
                text = f"{self.say(said.EACH_COLUMN)}{text}"
            else:
                text = self.say(said.LOOPED if index.text in self.bound else said.COLUMN, text, self._name(index.text))
        return text

    def _narrated(self, text: str) -> str:
        for word, phrase in ((Word.ENUMERATIONS, said.ENUMERATIONS), (Word.RATES, said.RATES)):
            if text in WORDS[word]:
                return self.say(phrase)
        return self.say(said.NARRATED, self._name(text))

    def _field(self, text: str) -> str:
        tables = (*ENUMERATION_FIELDS.values(), *RATE_FIELDS.values())
        return next((self.words.choose(words) or text for words in tables if text in words), self._name(text))

    def _call(self, node: ast.Call, phrases: Mapping[str, Words] = said.FUNCTIONS) -> str:
        func = FUNCTION_WORDS.get(node.name.text, "")
        phrase = said.FIRST if func == "prev" and len(node.args) > 1 else phrases.get(func)
        args = [self._argument(arg) for arg in node.args]
        if phrase is None or len(args) < _asked(phrase.zh):
            return f"{node.name.text}({self.say(said.LISTED).join(args)})"
        return self.say(phrase, *args, all=self.say(said.LISTED).join(args))

    def _argument(self, node: ast.Expr) -> str:
        text = self.number(node)
        return self.say(said.BRACKETED, text) if isinstance(node, ast.Additive | ast.Multiplicative) else text


def _asked(phrase: str) -> int:
    """How many arguments a phrase speaks of."""
    return next((count for count in (3, 2, 1) if f"{{{count - 1}}}" in phrase), 1)


def _items(node: ast.Expr) -> tuple[ast.Expr, ...]:
    return node.items if isinstance(node, ast.SetOf) else (node,)


def _expr(spec: Spec, key: ClauseKey) -> ast.Expr | None:
    said_clause = spec.find(key)
    value = said_clause.clause.value if said_clause is not None else None
    return value if isinstance(value, _EXPRESSIONS) else None
