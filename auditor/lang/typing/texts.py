"""Texts in rules: written out, known of the submission, and the parts of its narrative."""

from __future__ import annotations

from typing import TYPE_CHECKING

import re2  # type: ignore[import-untyped]
from msgspec.structs import replace

from auditor.attributes import KNOWN_ATTRIBUTES
from auditor.attributes import NARRATIVE
from auditor.diagnostics import Words
from auditor.lang import ast
from auditor.lang import codes
from auditor.lang.typed import AttributeText
from auditor.lang.typed import Denial
from auditor.lang.typed import Either
from auditor.lang.typed import TextFits
from auditor.lang.typed import TextIn
from auditor.lang.typing.literals import SHOWN_ONLY
from auditor.lang.typing.literals import spread
from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
from auditor.lang.vocabulary.function_words import PASSAGE_WORDS
from auditor.lang.vocabulary.function_words import Func
from auditor.lang.vocabulary.words import WORDS
from auditor.lang.vocabulary.words import Word
from auditor.lang.world.names import attribute_name
from auditor.lang.world.names import is_narrative
from auditor.lang.world.names import say_argument
from auditor.schema import Kind
from auditor.source import squeezed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from auditor.lang.typed import Condition
    from auditor.lang.world.environment import Env

_TEXT = ("文本，如 正文.第五部分", "a text, such as narrative.part_5")


def text_of(node: ast.Expr, env: Env) -> AttributeText | None:
    """The text attribute or the part of the narrative that an expression names; None where it names something else."""
    match node:
        case ast.Ref(parts=parts, index=()):
            return _reference(tuple(part.text for part in parts), env)
        case ast.Call(name=name, args=(inner,)) if FUNCTION_WORDS.get(name.text) is Func.PREV:
            return _before(text_of(inner, env))
        case _:
            return None


def needed_text(node: ast.Expr, function: str, env: Env) -> AttributeText | None:
    """The text that a function must be given; anything else is noted."""
    found = text_of(node, env)
    if found is None:
        say_argument(node, function, _TEXT, env)
    return found


def text_fits(func: Func, node: ast.Call, env: Env) -> Condition | None:
    """包含(text, "费") and 匹配(text, "pattern"); of several texts in braces any one suffices."""
    text = needed_text(node.args[0], node.name.text, env)
    choices = spread(node.args[1].items if isinstance(node.args[1], ast.SetOf) else (node.args[1],), env)
    wrong = [choice for choice in choices if not isinstance(choice, ast.Text)]
    for choice in wrong:
        _say_no_text(choice, env)
    if text is None or wrong:
        return None
    found = [_fits(func, text, choice, env) for choice in choices if isinstance(choice, ast.Text)]
    made = tuple(each for each in found if each is not None)
    if len(made) < len(found) or not made:
        return None
    return made[0] if len(made) == 1 else Either(made)


def _say_no_text(choice: ast.Expr, env: Env) -> None:
    """Notes what stands where a text is to be written; a word that only lacks its quotes is shown with them."""
    hint, found = None, env.text(choice)
    if isinstance(choice, ast.Ref) and len(choice.parts) == 1 and not choice.index:
        word = choice.parts[0].text  # NOTE: of a named set its member, which stands elsewhere
        within = "" if word == found else f"“{found}”里的"
        hint = Words(f'{within}文字要加引号："{word}"', f'a text stands between quotes: "{word}"')
    env.say(codes.NOT_A_TEXT, choice.span, hint, found=found)


def written_or_known(node: ast.Expr, env: Env) -> ast.Text | AttributeText | None:
    """A written text, or a text attribute."""
    if isinstance(node, ast.Text):
        return node
    return text_of(node, env)


def compare_texts(node: ast.Compare, env: Env) -> Condition | None:
    """A text that is, or is not, another."""
    if len(node.args) != 2 or node.ops[0] not in ("=", "≠"):  # noqa: PLR2004 - two sides
        env.say(codes.NOT_A_NUMBER, node.span, found=env.text(node))
        return None
    left, right = (each[0] if len(each := spread((arg,), env)) == 1 else arg for arg in node.args)
    if isinstance(left, ast.Text):
        left, right = right, left
    return text_in(left, (right,), env, negated=node.ops[0] == "≠")


def _is_shown_only(node: ast.Expr, env: Env) -> bool:
    """Whether a name is that of an indicator whose figures are texts."""
    owners = env.form.indicators.get(node.parts[0].text, ()) if isinstance(node, ast.Ref) else ()
    return any(env.form.form.by_code[owner].measure.kind is Kind.TEXT for owner in owners)


def text_in(arg: ast.Expr, choices: Sequence[ast.Expr], env: Env, *, negated: bool) -> Condition | None:
    """A text that is one of some, or none of them."""
    subject = written_or_known(arg, env)
    if isinstance(subject, AttributeText) and subject.years_back:
        env.say(codes.NOT_AVAILABLE, arg.span, name=env.text(arg))
        return None
    if not isinstance(subject, AttributeText):
        env.say(codes.NOT_A_TEXT, arg.span, SHOWN_ONLY if _is_shown_only(arg, env) else None, found=env.text(arg))
        return None
    wrong = [choice for choice in choices if not isinstance(choice, ast.Text)]
    for choice in wrong:
        _say_no_text(choice, env)
    if wrong:
        return None
    values = tuple(_form_code(subject, choice.value, env) for choice in choices if isinstance(choice, ast.Text))
    found = TextIn(subject, values)
    return Denial(found) if negated else found


def _form_code(subject: AttributeText, value: str, env: Env) -> str:
    """A form is written by its code or by its title."""
    if subject.name != "版式":
        return value
    return next((code for code, names in env.world.forms.items() if names.form.title == value), value)


# ------------------------------------------------------------------------------------------------------------- within


def _reference(names: tuple[str, ...], env: Env) -> AttributeText | None:
    first, *rest = names
    if first in WORDS[Word.PREVIOUS] and rest:
        return _before(_reference(tuple(rest), env))
    if first in WORDS[Word.NARRATIVE]:
        part = PASSAGE_WORDS.get(rest[0]) if len(rest) == 1 else None
        return AttributeText(f"{NARRATIVE}.{part}") if part else None if rest else AttributeText(NARRATIVE)
    name = attribute_name(first)
    form = env.form
    hidden = any(first in table for table in (env.loops, env.macros, form.indicators, form.groups, form.params))
    if rest or name is None or hidden or KNOWN_ATTRIBUTES[name][1] is not Kind.TEXT:
        return None
    return AttributeText(name)


def is_passage(node: ast.Expr) -> bool:
    """Whether an expression is the narrative or one of its parts."""
    if not isinstance(node, ast.Ref) or node.index or not is_narrative(node.parts[0]):
        return False
    return len(node.parts) == 1 or (len(node.parts) == 2 and node.parts[1].text in PASSAGE_WORDS)  # noqa: PLR2004 - 正文.第五部分


def _before(text: AttributeText | None) -> AttributeText | None:
    return None if text is None else replace(text, years_back=text.years_back + 1)


def _fits(func: Func, text: AttributeText, choice: ast.Text, env: Env) -> TextFits | None:
    written = choice.value
    if func is Func.CONTAINS:
        return TextFits(text, re2.escape(squeezed(written)), written)
    options = re2.Options()
    options.log_errors = False
    try:
        re2.compile(written, options)
    except re2.error as error:
        env.say(codes.BAD_PATTERN, choice.span, found=written, reason=_reason(error))
        return None
    return TextFits(text, written, written)


def _reason(error: Exception) -> str:
    reason = error.args[0] if error.args else error
    return reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)
