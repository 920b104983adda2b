"""Expressions printed with blanks in one place each and no more brackets than they need."""

from __future__ import annotations

from typing import TYPE_CHECKING
from typing import assert_never

from auditor.lang import ast
from auditor.lang.fmt import words
from auditor.lang.vocabulary.words import Word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from auditor.lang.fmt.words import Printer

# How tightly each kind of node binds: what binds less tightly than its place asks for is put in brackets.
_ANY, _OR, _AND, _NOT, _COMPARISON, SUM, _PRODUCT, _UNARY, _ATOM = range(9)


def print_expr(node: ast.Expr, printer: Printer, least: int = _ANY) -> str:
    """An expression where at least so much binding is asked for."""
    text = _print(node, printer)
    return text if _binding(node) >= least else f"({text})"


def _binding(node: ast.Expr) -> int:  # noqa: PLR0911 - one case a kind
    match node:
        case ast.If() | ast.Iff():
            return _ANY
        case ast.Or():
            return _OR
        case ast.And():
            return _AND
        case ast.Not():
            return _NOT
        case ast.Compare() | ast.Between() | ast.Within():
            return _COMPARISON
        case ast.Additive():
            return SUM
        case ast.Multiplicative():
            return _PRODUCT
        case ast.Minus():
            return _UNARY
        case _:
            return _ATOM


def _print(node: ast.Expr, printer: Printer) -> str:  # noqa: PLR0911 - one case a kind
    match node:
        case ast.Number():
            return printer.number(node)
        case ast.Date():
            return words.date(node)
        case ast.Text():
            return words.quoted(node.value)
        case ast.Ref():
            return _ref(node, printer)
        case ast.Call():
            return f"{printer.name(node.name)}({_listed(node.args, printer)})"
        case ast.SetOf():
            return f"{{ {_listed(node.items, printer)} }}" if node.items else "{}"
        case ast.Minus():
            return f"-{print_expr(node.arg, printer, _ATOM)}"
        case ast.Additive():
            return _joined(node, printer, words.SOFT_SUM, _PRODUCT)
        case ast.Multiplicative():
            return _joined(node, printer, words.SOFT_PRODUCT, _UNARY)
        case _:
            return _condition(node, printer)


def _condition(  # noqa: PLR0911 - one case a kind
    node: ast.Compare | ast.Between | ast.Within | ast.Not | ast.And | ast.Or | ast.Iff | ast.If, printer: Printer
) -> str:
    match node:
        case ast.Compare():
            return _joined(node, printer, words.SOFT_COMPARISON, SUM)
        case ast.Between():
            arg, low, high = (print_expr(each, printer, SUM) for each in (node.arg, node.low, node.high))
            end = f" {printer.word(Word.BETWEEN_END)}" if not printer.word(Word.BETWEEN).isascii() else ""
            return f"{arg} {printer.word(Word.BETWEEN)} {low} {printer.word(Word.TO)} {high}{end}"
        case ast.Within():
            word = printer.word(Word.NOT_IN if node.negated else Word.IN)
            return f"{print_expr(node.arg, printer, SUM)} {word} {print_expr(node.choices, printer, SUM)}"
        case ast.Not():
            return f"{printer.word(Word.NOT)} {print_expr(node.arg, printer, _NOT)}"
        case ast.And():
            return _chain(node.args, Word.AND, words.SOFT_AND, printer)
        case ast.Or():
            # NOTE: 且 binds tighter than 或, but readers should not have to know: it stands in brackets there.
            return _chain(node.args, Word.OR, words.SOFT_OR, printer)
        case ast.Iff():
            left, right = (print_expr(each, printer, _NOT) for each in (node.left, node.right))
            return f"{left}{words.SOFT_CONDITION}{printer.word(Word.IFF)} {right}"
        case ast.If():
            return _if(node, printer)
        case _:
            assert_never(node)


def _if(node: ast.If, printer: Printer) -> str:
    # NOTE: an 否则 belongs to the nearest 若, so an inner one without its own stands in brackets.
    least = _OR if node.otherwise is not None and isinstance(node.consequent, ast.If) else _ANY
    text = (
        f"{printer.word(Word.IF)} {print_expr(node.antecedent, printer, _OR)}{words.SOFT_CONDITION}"
        f"{printer.word(Word.THEN)} {print_expr(node.consequent, printer, least)}"
    )
    if node.otherwise is None:
        return text
    return f"{text}{words.SOFT_CONDITION}{printer.word(Word.ELSE)} {print_expr(node.otherwise, printer)}"


def _ref(node: ast.Ref, printer: Printer) -> str:
    path = ".".join(printer.name(part) for part in node.parts)
    if not node.index:
        return path
    inner = ", ".join("*" if isinstance(each, ast.Star) else printer.name(each) for each in node.index)
    return f"{path}[{inner}]"


def _listed(items: Iterable[ast.Expr], printer: Printer) -> str:
    return f",{words.SOFT_COMMA}".join(print_expr(each, printer) for each in items)


def _joined(node: ast.Additive | ast.Multiplicative | ast.Compare, printer: Printer, soft: str, least: int) -> str:
    first, *rest = (print_expr(arg, printer, least) for arg in node.args)
    return first + "".join(f"{soft}{printer.sign(op)} {arg}" for op, arg in zip(node.ops, rest, strict=True))


def _chain(args: tuple[ast.Expr, ...], word: Word, soft: str, printer: Printer) -> str:
    return f"{soft}{printer.word(word)} ".join(print_expr(arg, printer, _NOT) for arg in args)
