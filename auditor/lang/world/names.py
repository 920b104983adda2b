"""What names stand for, and what is said of one that stands for nothing."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING
from typing import TypeAlias

from msgspec import Struct

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.diagnostics import Words
from auditor.diagnostics import closest
from auditor.diagnostics import did_you_mean
from auditor.diagnostics import did_you_mean_one_of
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.parsing.spoken import in_digits
from auditor.lang.vocabulary.segment import split_run
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.environment import Defined
from auditor.lang.world.environment import Env
from auditor.lang.world.environment import Item
from auditor.lang.world.environment import Parameter
from auditor.schema import Indicator
from auditor.schema import Kind
from auditor.schema import Years

if TYPE_CHECKING:
    from collections.abc import Container
    from collections.abc import Iterable
    from collections.abc import Mapping

    from auditor.lang.world.environment import World
    from auditor.schema import Form


BUILTIN_GROUPS: Mapping[str, tuple[Kind, ...]] = MappingProxyType(
    {
        "全部指标": (Kind.COUNT, Kind.MONEY),
        "all_indicators": (Kind.COUNT, Kind.MONEY),
        "计数指标": (Kind.COUNT,),
        "count_indicators": (Kind.COUNT,),
        "金额指标": (Kind.MONEY,),
        "money_indicators": (Kind.MONEY,),
        "全部标题": (Kind.HEADING,),
        "all_headings": (Kind.HEADING,),
    }
)
_ATTRIBUTE_NAMES: Mapping[str, str] = MappingProxyType(
    {**{english: name for name, (english, _) in KNOWN_ATTRIBUTES.items()}, **{name: name for name in KNOWN_ATTRIBUTES}}
)


# What a point stands behind, not a blank: 上年.收到申请数.
_POINTED = re.compile(rf"(?<!\S)({'|'.join((*WORDS[Word.PREVIOUS], *WORDS[Word.NARRATIVE]))}) (?=\w)")
_MOST_COLUMNS = 12


class Attribute(Struct, frozen=True):
    """Something known of the submission, by its Chinese name."""

    name: str
    kind: Kind


class BuiltinGroup(Struct, frozen=True):
    """All indicators of some kinds."""

    name: str
    kinds: tuple[Kind, ...]


Meaning: TypeAlias = Item | Indicator | Defined | Parameter | Attribute | BuiltinGroup


def lookup(name: ast.Name, env: Env) -> Meaning | None:
    """What a name stands for; None, with a diagnostic, where it stands for nothing or for several things."""
    text = name.text
    if text in env.loops:
        return env.loops[text]
    indicator = find_indicator(name, env)
    if indicator is not None or text in env.form.indicators:
        return indicator
    for table in (env.form.groups, env.form.params):
        if text in table:
            return table[text]
    if text in _ATTRIBUTE_NAMES:
        chinese = _ATTRIBUTE_NAMES[text]
        return Attribute(chinese, KNOWN_ATTRIBUTES[chinese][1])
    if text in BUILTIN_GROUPS:
        return BuiltinGroup(text, BUILTIN_GROUPS[text])
    say_unknown(name, env)
    return None


def find_indicator(name: ast.Name, env: Env) -> Indicator | None:
    """The indicator of a name, None where there is none; an ambiguous name is noted."""
    codes_found = env.form.indicators.get(name.text, ())
    if len(codes_found) == 1:
        return env.form.form.by_code[codes_found[0]]
    if codes_found:
        names = [env.form.form.by_code[code].name for code in codes_found]
        env.say(codes.AMBIGUOUS_NAME, name.span, name=name.text, candidates="、".join(f"“{each}”" for each in names))
    return None


def attribute_name(text: str) -> str | None:
    """The Chinese name of an attribute, however it is spelled."""
    return _ATTRIBUTE_NAMES.get(text)


def say_unknown(name: ast.Name, env: Env, extra: Iterable[str] = ()) -> None:
    """Notes a name that stands for nothing, with the nearest that does."""
    if not env.report.is_hinting:
        env.say(codes.UNKNOWN_NAME, name.span, name=name.text)
        return
    known = [*known_names(env), *extra]
    digits = in_digits(name.text)
    number = Words(f"数用数字写：{digits}", f"write the number in digits: {digits}") if digits else None
    hint = number or spaced(name.text, known) or meant(name.text, known, env)
    env.say(codes.UNKNOWN_NAME, name.span, hint, name=name.text)


def spaced(text: str, known: Iterable[str]) -> Words | None:
    """A hint at the spaces that are missing in a run of names and keywords."""
    run = split_run(text, known)
    split = _POINTED.sub(r"\1.", run) if run else None
    return Words(f"缺空格？可写成“{split}”", f"missing blanks? write `{split}`") if split else None


def say_argument(node: ast.Node, function: str, expected: tuple[str, str], env: Env) -> None:
    """Notes an argument that a function cannot take."""
    zh, en = expected
    env.say(codes.WRONG_ARGUMENT, node.span, function=function, expected_zh=zh, expected_en=en)


def known_names(env: Env) -> tuple[str, ...]:
    """Every name that an expression here can use."""
    form = env.form
    return (*env.loops, *env.macros, *form.indicators, *form.groups, *form.params, *_ATTRIBUTE_NAMES, *BUILTIN_GROUPS)


def meant(text: str, known: Iterable[str], env: Env | None = None) -> Words | None:
    """A hint at the name that was probably meant."""
    if env and (parted := _parted(text, env)):
        return did_you_mean(parted)
    printed = printed_names((env.form.form,), {text}) if env else {}
    if printed:
        return did_you_mean_one_of(printed[text])
    near = closest(text, known)
    if near is None:
        return elsewhere(text, (env.form.form.code,), env.world) if env else None
    return did_you_mean(_own_name(near, env) if env else near)


def _parted(text: str, env: Env) -> str | None:
    """A name right behind 正文 or 上年 with the point that belongs between: 正文收到申请数 is not 收到申请数."""
    for word in (*WORDS[Word.NARRATIVE], *WORDS[Word.PREVIOUS]):
        name = text.removeprefix(word)
        if name != text and name in env.form.indicators:
            return f"{word}.{name}"
    return None


def column_meant(text: str, known: Iterable[str]) -> Words | None:
    """A hint at the column that was probably meant: one that is near, those that have the word, or all there are."""
    names = tuple(dict.fromkeys(known))
    near = did_you_mean(closest(text, names)) or did_you_mean_one_of(tuple(each for each in names if text in each)[:3])
    shown = names[:_MOST_COLUMNS]
    listed = Words(f"有这些列：{'、'.join(shown)}", f"the columns are: {', '.join(shown)}")
    return near or (listed if names else None)


def printed_names(forms: Iterable[Form], labels: Container[str]) -> Mapping[str, tuple[str, ...]]:
    """The names of the indicators that forms print with some labels, where these are others than the names."""
    found: dict[str, dict[str, None]] = {}
    for form in forms:
        for indicator in form.indicators:
            if indicator.label in labels and indicator.label != indicator.name and not indicator.is_heading:
                found.setdefault(indicator.label, {})[indicator.name] = None
    return {label: tuple(names) for label, names in found.items()}


def _own_name(near: str, env: Env) -> str:
    """The name of the indicator that another wording stands for; codes and English names are names, too."""
    owners = env.form.indicators.get(near, ())
    if near in env.loops or near in env.macros or len(owners) != 1:
        return near
    indicator = env.form.form.by_code[owners[0]]
    return near if near in (indicator.name, indicator.code, indicator.english) else indicator.name


def elsewhere(text: str, forms: tuple[str, ...], world: World) -> Words | None:
    """A hint at the forms that know the name of an indicator which those of a file do not, near ones if it has none."""
    if not any(forms):
        return _without_form(text, world)
    there = _forms_that_know(text, forms, world)
    if not there:
        return None
    return Words(
        f"版式 {', '.join(forms)} 没有这个指标，版式 {there} 有；分开写成两个规则集",
        f"form {', '.join(forms)} does not have it, form {there} does; write two rule sets",
    )


def _without_form(text: str, world: World) -> Words | None:
    """What a file without a form is told: to name one that has the name, or the nearest name there is."""
    names = {name for form in world.forms.values() for name in form.indicators}
    near = text if text in names else closest(text, names)
    there = _forms_that_know(near, (), world) if near else ", ".join(sorted(filter(None, world.forms)))
    if not there:
        return None
    other = did_you_mean(near if near != text else None) or Words("", "")
    return Words(
        f"{other.zh}规则没有写明版式；文件开头写 规则集 名称，下一行写 版式: {there}",
        " ".join(filter(None, (other.en, f"no form is named; begin the file with `ruleset NAME` and `form: {there}`"))),
    )


def _forms_that_know(name: str, but: tuple[str, ...], world: World) -> str:
    return ", ".join(sorted(code for code, form in world.forms.items() if name in form.indicators and code not in but))


def is_narrative(name: ast.Name) -> bool:
    """Whether a name is that of the narrative: 正文."""
    return name.text in WORDS[Word.NARRATIVE]


def param_ranges(params: tuple[Parameter, ...]) -> tuple[Years, ...]:
    """The ranges of years within which none of some dated parameters changes, those without a value left out."""
    ends = {years.first for param in params for years, _ in param.values}
    ends |= {years.last + 1 if years.last is not None else None for param in params for years, _ in param.values}
    cuts = sorted(end for end in ends if end is not None)
    spans = [
        Years(first, after - 1 if after is not None else None)
        for first, after in zip([None, *cuts], [*cuts, None], strict=True)
    ]
    return tuple(span for span in spans if all(_has_value(param, span) for param in params))


def _has_value(param: Parameter, span: Years) -> bool:
    sample = span.first if span.first is not None else span.last
    return any(sample is None or sample in years for years, _ in param.values)
