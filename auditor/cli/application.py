"""The application that commands are added to."""

from __future__ import annotations

import typer


def new_app() -> typer.Typer:
    """An application without a command."""
    return typer.Typer(
        help="统计报表数据质量审核。Audits statistical submissions with rules that supervisors write.",
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,  # plain help: rich would double the time of `--help`
    )
