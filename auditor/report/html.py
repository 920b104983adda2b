"""Views made into pages: the only door to jinja2.

A page is self-contained and inert: everything that comes from submissions and rules is escaped, no script runs but the
one whose digest the page itself names, and nothing is fetched from anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from typing import TYPE_CHECKING

from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined
from markupsafe import Markup

if TYPE_CHECKING:
    from auditor.report.view import OverviewView
    from auditor.report.view import SubmissionView

# Characters that a page must not pass on: controls, marks that reverse the reading direction, and lone surrogates.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
_IN_JSON = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


def render_overview(view: OverviewView) -> str:
    """The first page."""
    environment = _environment()
    return environment.get_template("overview.html").render(
        view=view,
        style=_asset("page.css"),
        script=_asset("overview.js"),
        policy=_policy(style=_asset("page.css"), script=_asset("overview.js")),
        data=_embedded(view.data),
    )


def render_submission(view: SubmissionView) -> str:
    """The page of one submission. It has no script at all."""
    environment = _environment()
    return environment.get_template("submission.html").render(
        view=view, style=_asset("page.css"), policy=_policy(style=_asset("page.css"))
    )


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("auditor.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        finalize=_inert,
    )


def _inert(value: object) -> object:
    """A value without characters that could deceive the reader's eye or break the page."""
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value
    return _UNSAFE.sub("\ufffd", value)


def _embedded(data: str) -> Markup:
    """JSON that can stand in a script element: no character of it can end the element."""
    return Markup(_UNSAFE.sub("\ufffd", data).translate(_IN_JSON))  # noqa: S704 - every markup character is escaped


@cache
def _asset(name: str) -> Markup:
    """A style sheet or script of the package, as it stands."""
    environment = _environment()
    loader = environment.loader
    if loader is None:
        raise LookupError(name)
    text, _, _ = loader.get_source(environment, name)
    return Markup(text)  # noqa: S704 - the package's own file


@cache
def _policy(style: str, script: str = "") -> str:
    """What a page may do: its own style, its own script, and nothing else."""
    parts = [
        "default-src 'none'",
        f"style-src '{_digest(style)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if script:
        parts.insert(1, f"script-src '{_digest(script)}'")
    return "; ".join(parts)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
