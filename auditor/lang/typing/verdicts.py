"""状态(「A-B07」) = 不通过: a condition on the verdict of another rule, on the same report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang import syntax_codes
from auditor.lang.typed import CheckedRule
from auditor.lang.typed import Denial
from auditor.lang.typed import Grain
from auditor.lang.typed import Standing
from auditor.lang.typing.calls import function_of
from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.function_words import Func
from auditor.lang.vocabulary.keywords import VERDICT_WORDS
from auditor.lang.vocabulary.keywords import VERDICTS
from auditor.lang.world.environment import Lacking
from auditor.lang.world.names import meant
from auditor.lang.world.names import say_argument

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.lang.typed import Condition
    from auditor.lang.world.environment import Env
    from auditor.results import Verdict


def is_verdict(node: ast.Expr) -> bool:
    """Whether an expression is the verdict of a rule."""
    return isinstance(node, ast.Call) and FUNCTION_WORDS.get(node.name.text) is Func.VERDICT


def verdict_among(subject: ast.Expr, choices: Sequence[ast.Expr], env: Env, *, negated: bool) -> Condition | None:
    """That the rule has one of some verdicts, or has none of them."""
    if not isinstance(subject, ast.Call) or function_of(subject, env) is None:
        return None
    rule = _rule(subject, env)
    found = [_verdict(choice, env) for choice in choices]
    verdicts = tuple(each for each in found if each is not None)
    if rule is None or len(verdicts) < len(found):
        return None
    made = Standing(rule, verdicts)
    return Denial(made) if negated else made


def say_bare(node: ast.Call, env: Env) -> None:
    """Notes a verdict that is compared with nothing."""
    text = env.text(node)
    hint = Words(f"写成 {text} = 不通过", f"write {text} = fail")
    env.say(codes.NOT_A_CONDITION, node.span, hint, found=text)


# ------------------------------------------------------------------------------------------------------------- within


def _rule(node: ast.Call, env: Env) -> CheckedRule | None:
    arg = node.args[0]
    name = arg.value if isinstance(arg, ast.Text) else _lone_name(arg)
    if name is None:
        shown = env.text(arg)
        say_argument(arg, node.name.text, (f"一条规则的编号：「{shown}」", f"the id of a rule: 「{shown}」"), env)
        return None
    found = env.world.rule_of(name, env.form.form.code)
    match found:
        case Lacking.RULE:
            env.say(codes.UNKNOWN_RULE, arg.span, meant(name, env.world.rule_ids), name=name)
        case Lacking.END:
            env.say(codes.CIRCULAR, arg.span, name=name)
        case Lacking.FORM:
            say_argument(arg, node.name.text, ("用于这种版式的规则", "a rule for this form"), env)
        case Lacking.SENSE:
            say_argument(arg, node.name.text, ("没有错误的规则", "a rule without mistakes"), env)
        case CheckedRule() if found.grain is not Grain.RECORD:
            whole = ("对整份报告判断的规则，不是逐句判断的", "a rule on whole reports, not on sentences")
            say_argument(arg, node.name.text, whole, env)
        case CheckedRule():
            return found
    return None


def _lone_name(arg: ast.Expr) -> str | None:
    return arg.parts[0].text if isinstance(arg, ast.Ref) and len(arg.parts) == 1 and not arg.index else None


def _verdict(node: ast.Expr, env: Env) -> Verdict | None:
    word = node.value if isinstance(node, ast.Text) else _lone_name(node)
    verdict = VERDICT_WORDS.get(word or "")
    if verdict is None:
        choices = "、".join(VERDICTS[each][0] for each in VERDICTS)
        env.say(syntax_codes.UNKNOWN_CHOICE, node.span, word="状态", found=env.text(node), choices=choices)
    return verdict
