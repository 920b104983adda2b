"""Functions that look beyond one cell of one report: units above and below, peers, other years, whole texts."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING

from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import typed
from auditor.lang.typed import Kin
from auditor.lang.typed import Operator
from auditor.lang.typed import PeerKey
from auditor.lang.typed import PeerStatistic
from auditor.lang.typed import Trait
from auditor.lang.typed import Twins
from auditor.lang.typing.rounding import stated_of
from auditor.lang.typing.texts import needed_text
from auditor.lang.vocabulary.function_words import PEER_WORDS
from auditor.lang.vocabulary.function_words import Func
from auditor.lang.vocabulary.keywords import ClauseKey
from auditor.lang.vocabulary.keywords import Rounding
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.measures import DATE
from auditor.lang.world.measures import PLAIN
from auditor.lang.world.measures import RATIO
from auditor.lang.world.measures import YEAR
from auditor.lang.world.measures import fit
from auditor.lang.world.names import attribute_name
from auditor.lang.world.names import meant
from auditor.lang.world.names import say_argument
from auditor.schema import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from auditor.lang.typed import Condition
    from auditor.lang.typed import Number
    from auditor.lang.typing.reading import Read
    from auditor.lang.world.environment import Env
    from auditor.lang.world.spec import Spec

_KIN: Mapping[Func, Kin] = MappingProxyType(
    {
        Func.OWN: Kin.OWN,
        Func.PARENT: Kin.PARENT,
        Func.CHILDREN_SUM: Kin.CHILDREN_SUM,
        Func.CHILDREN_MAX: Kin.CHILDREN_MAX,
        Func.CHILDREN_MIN: Kin.CHILDREN_MIN,
    }
)
_PEERS: Mapping[Func, PeerStatistic] = MappingProxyType(
    {
        Func.PEER_COUNT: PeerStatistic.COUNT,
        Func.PEER_MEDIAN: PeerStatistic.MEDIAN,
        Func.PEER_Z: PeerStatistic.DEVIATION,
        Func.HB_SCORE: PeerStatistic.GROWTH,
    }
)
_TRAITS: Mapping[Func, Trait] = MappingProxyType({Func.SAME_AS_LAST_YEAR: Trait.SAME, Func.NONZERO: Trait.NONZERO})
_RATIO_LIKE = frozenset({PeerStatistic.DEVIATION, PeerStatistic.GROWTH})
_ONE_INDICATOR = ("一个指标", "one indicator")
_MIN_PEERS = ("最小同级数", "min_peers")
_FEWEST_PEERS = 8
_MOST_DIGITS = 9

RELATIONS: frozenset[Func] = frozenset(
    {
        *(*_KIN, *_PEERS, *_TRAITS, Func.CHILDREN_COUNT, Func.TWIN_COUNT, Func.PEER_SIMILARITY),
        *(Func.LENGTH, Func.SIMILARITY, Func.ROUND, Func.YEAR_OF, Func.WORKDAYS),
    }
)


def relation(func: Func, node: ast.Call, env: Env, read: Read) -> Number | None:  # noqa: PLR0911 - one case a function
    """The number that such a function gives."""
    match func:
        case _ if func in _KIN:
            figure = _figure(node, env, read)
            return None if figure is None else typed.Relative(_KIN[func], figure, figure.measure)
        case _ if func in _PEERS:
            return _peers(_PEERS[func], node, env, read)
        case _ if func in _TRAITS:
            args = _figures(node, env, read)
            return None if args is None else typed.Tally(_TRAITS[func], args, PLAIN)
        case Func.CHILDREN_COUNT:
            return _children_count(node, env)
        case Func.TWIN_COUNT:
            args = _figures(node, env, read)
            return None if args is None else typed.Resemblance(Twins.FIGURES, args, None, PLAIN)
        case Func.ROUND:
            return _rounded(node, env, read)
        case Func.YEAR_OF:
            day = _day(node.args[0], node, env, read)
            return None if day is None else typed.YearOf(day, YEAR)
        case Func.WORKDAYS:
            start, end = (_day(arg, node, env, read) for arg in node.args)
            return None if start is None or end is None else typed.Workdays(start, end, PLAIN)
        case _:
            return _of_text(func, node, env)


def peer_keys(spec: Spec, env: Env) -> tuple[PeerKey, ...]:
    """What a rule's peers have in common, by its 按."""
    found: list[PeerKey] = []
    for text, source in spec.items(ClauseKey.BY):
        key = PEER_WORDS.get(text.value)
        if key is None:
            here = env if source is env.source else env.at(source)
            here.say(codes.UNKNOWN_NAME, text.span, meant(text.value, PEER_WORDS), name=text.value)
        else:
            found.append(key)
    return tuple(dict.fromkeys(found)) or env.peers


def enough_peers(env: Env) -> tuple[Condition, ...]:
    """For each peer statistic of a rule, that there are peers enough for it to mean anything."""
    param = next((env.form.params[name] for name in _MIN_PEERS if name in env.form.params), None)
    given = param.values[-1][1] if param is not None else None
    fewest = given.value if isinstance(given, ast.Number) else Fraction(_FEWEST_PEERS)
    least = typed.Constant(fewest, PLAIN, str(fewest))
    return tuple(typed.Comparison(Operator.GE, peers, least) for peers in env.report.peers)


def unique(node: ast.Call, env: Env) -> Condition | None:
    """唯一(单位, 年度)."""
    keys: list[str] = []
    for arg in node.args:
        text = arg.parts[0].text if isinstance(arg, ast.Ref) and len(arg.parts) == 1 and not arg.index else ""
        peers = PEER_WORDS.get(text)
        key = peers.attribute if peers is not None else attribute_name(text)
        if key is None:
            say_argument(arg, node.name.text, ("单位、年度等报告的属性", "attributes such as unit and year"), env)
            return None
        keys.append(key)
    return typed.Unique(tuple(dict.fromkeys(keys)))


def possible(node: ast.Call, env: Env, read: Read) -> Condition | None:
    """整数可得(句.百分比, 分母): whether some whole part of the base gives the printed percentage."""
    percent, base = read.number(node.args[0], env), read.number(node.args[1], env)
    if percent is None or base is None:
        return None
    stated = stated_of(percent)
    if stated is None:
        say_argument(node.args[0], node.name.text, ("句.百分比", "a sentence's percent"), env)
        return None
    low, high = _SLACK[env.rounding]
    found = typed.Possible(*stated, base, low, high, env.text(node))
    if isinstance(base, typed.Constant):
        return found
    # NOTE: of nothing no percentage is possible, and none is wrong.
    return typed.Implication(typed.Comparison(Operator.GT, base, typed.Constant(Fraction(), base.measure, "0")), found)


_SLACK: Mapping[Rounding, tuple[Fraction, Fraction]] = MappingProxyType(
    {
        Rounding.HALF_UP: (Fraction(-1, 2), Fraction(1, 2)),
        Rounding.TRUNCATE: (Fraction(0), Fraction(1)),
        Rounding.ANY: (Fraction(-1, 2), Fraction(1)),
    }
)


def nonincreasing(node: ast.Call, numbers: tuple[Number, ...], env: Env) -> Condition | None:
    """递减(a, b, c): none is more than the one before it."""
    pairs = tuple(typed.Comparison(Operator.GE, left, right) for left, right in pairwise(numbers))
    if not pairs:
        say_argument(node, node.name.text, ("至少两个数", "at least two numbers"), env)
        return None
    return pairs[0] if len(pairs) == 1 else typed.Every(pairs)


def multiple(node: ast.Call, numbers: tuple[Number, ...], env: Env) -> Condition | None:
    """整倍数(收费, 10 元): the number is so many times the step, and nothing over."""
    number, step = numbers
    if not isinstance(step, typed.Constant) or step.value <= 0:
        say_argument(node.args[1], node.name.text, ("大于零的数，如 10 元", "a number above zero such as 10 yuan"), env)
        return None
    share = typed.Constant(1 / step.value, RATIO, f"1/{step.printed}")
    times = typed.Rounded(typed.Product(number, share, PLAIN), 0, PLAIN)
    return typed.Comparison(Operator.EQ, number, typed.Product(times, step, number.measure))


# ------------------------------------------------------------------------------------------------------------- within


def _plain(found: Number) -> typed.Figure | None:
    is_figure = isinstance(found, typed.Figure) and found.measure.kind in {Kind.COUNT, Kind.MONEY, Kind.DAYS}
    return found if is_figure and isinstance(found, typed.Figure) else None


def _figure(node: ast.Call, env: Env, read: Read) -> typed.Figure | None:
    found = read.numbers(node.args[0], env)
    if found is None:
        return None
    figure = _plain(found[0]) if len(found) == 1 else None
    if figure is None:
        say_argument(node.args[0], node.name.text, _ONE_INDICATOR, env)
    return figure


def _figures(node: ast.Call, env: Env, read: Read) -> tuple[typed.Figure, ...] | None:
    """The figures of several arguments; an indicator with columns stands for all of them."""
    found = read.cells(node.args, env)
    if found is None:
        return None
    figures = tuple(dict.fromkeys(figure for each in found if (figure := _plain(each)) is not None))
    if len(figures) < len(set(found)) or any(figure.years_back for figure in figures):
        say_argument(node, node.name.text, ("指标", "indicators"), env)
        return None
    if not figures:
        env.say(codes.EMPTY_GROUP, node.span, name=env.text(node), form=env.form.form.code)
        return None
    return figures


def _peers(statistic: PeerStatistic, node: ast.Call, env: Env, read: Read) -> Number | None:
    figure = _figure(node, env, read)
    if figure is None:
        return None
    if statistic is not PeerStatistic.COUNT:
        counted = PeerStatistic.GROWTH_COUNT if statistic is PeerStatistic.GROWTH else PeerStatistic.COUNT
        env.report.peers[typed.Peers(counted, figure, env.peers, PLAIN)] = None
    measure = PLAIN if statistic is PeerStatistic.COUNT else RATIO if statistic in _RATIO_LIKE else figure.measure
    return typed.Peers(statistic, figure, env.peers, measure)


def _children_count(node: ast.Call, env: Env) -> Number | None:
    arg = node.args[0]
    text = arg.parts[0].text if isinstance(arg, ast.Ref) and len(arg.parts) == 1 else ""
    for word, reported in ((Word.EXPECTED, False), (Word.REPORTED, True)):
        if text in WORDS[word]:
            return typed.ChildrenCount(reported, PLAIN)
    say_argument(arg, node.name.text, ("应报 或 已报", "expected or reported"), env)
    return None


def _rounded(node: ast.Call, env: Env, read: Read) -> Number | None:
    number = read.number(node.args[0], env)
    digits = read.number(node.args[1], env) if len(node.args) > 1 else typed.Constant(Fraction(), PLAIN, "0")
    if number is None or digits is None:
        return None
    whole = isinstance(digits, typed.Constant) and digits.value.denominator == 1
    if not whole or not isinstance(digits, typed.Constant) or not 0 <= digits.value <= _MOST_DIGITS:
        say_argument(node.args[1], node.name.text, ("小数位数，如 0 或 2", "a number of decimals such as 0 or 2"), env)
        return None
    return typed.Rounded(number, int(digits.value), number.measure)


def _day(arg: ast.Expr, node: ast.Call, env: Env, read: Read) -> Number | None:
    number = read.number(arg, env)
    if number is None:
        return None
    number = fit(number, DATE)
    if number.measure.kind is not Kind.DATE:
        say_argument(arg, node.name.text, ("日期", "a date"), env)
        return None
    return number


def _of_text(func: Func, node: ast.Call, env: Env) -> Number | None:
    found = [needed_text(arg, node.name.text, env) for arg in node.args]
    texts = [text for text in found if text is not None]
    if len(texts) < len(found):
        return None
    if func is Func.SIMILARITY:
        return typed.Similarity(texts[0], texts[1], RATIO)
    if func is Func.PEER_SIMILARITY:
        return typed.Resemblance(Twins.TEXT, (), texts[0], RATIO)
    return typed.Length(texts[0], PLAIN)
