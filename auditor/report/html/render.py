"""Views made into pages: the only door to jinja2.

A page is self-contained and inert: everything that comes from submissions and rules is escaped, no script runs but the
one whose digest the page itself names, and nothing is fetched from anywhere.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from functools import lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING
from typing import Protocol

import re2  # type: ignore[import-untyped]
from jinja2 import Environment
from jinja2 import PackageLoader
from jinja2 import StrictUndefined
from markupsafe import Markup
from markupsafe import escape

from auditor.diagnostics import Lang
from auditor.patterns import regex
from auditor.report.drawn import drawn
from auditor.report.html.compiled import Compiled
from auditor.report.html.markup import cell_markup
from auditor.report.html.markup import figures_markup
from auditor.report.html.markup import lines_markup
from auditor.report.html.markup import quote_markup
from auditor.report.html.markup import rows_markup
from auditor.report.words.messages import words
from auditor.snippet import visible

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Template

    from auditor.report.views.changes import ChangesView
    from auditor.report.views.notice import NoticeView
    from auditor.report.views.overview import MapView
    from auditor.report.views.overview import OverviewView
    from auditor.report.views.rules import RuleView
    from auditor.report.views.rules import RunView
    from auditor.report.views.submission import SubmissionView
    from auditor.report.views.view import Page
    from auditor.report.views.year import Chart
    from auditor.report.views.year import YearView

# What `visible` replaces, in UTF-8, for a look at a whole page in a tenth of the time: hardly any page has one.
_UNSAFE_BYTES = re2.compile(
    rb"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xd8\x9c|\xe2\x80[\x8e\x8f\xaa-\xae]|\xe2\x81[\xa6-\xa9]"
    rb"|\xed[\xa0-\xbf][\x80-\xbf]|\xef\xbf[\xbe\xbf]"
)
_HAN = regex("[\u3400-\u9fff\uf900-\ufaff]")
_NARROW = ("page.css",)
_WIDE = ("page.css", "pages.css")
_OF_EVERY_AUDIT = (
    *("base.html", "macros.html", "macros_more.html"),
    *("overview.html", "map.html", "submission.html", "rule.html", "year.html", "run.html"),
)
_IN_JSON = str.maketrans({"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"})


class _View(Protocol):
    @property
    def page(self) -> Page: ...


def load_templates(tag: str) -> None:
    """Has the templates at hand that the pages of every audit are made with."""
    for name in _OF_EVERY_AUDIT:
        _template(name, tag)


def render_overview(view: OverviewView) -> bytes:
    """The first page."""
    return _render(
        "overview.html", view, styles=_WIDE, scripts=("filters.js", "overview.js"), data=_embedded(view.data)
    )


def render_submission(view: SubmissionView) -> bytes:
    """The page of one submission. It has no script at all."""
    return _render("submission.html", view)


def render_rule(view: RuleView) -> bytes:
    """The page of one rule."""
    return _render("rule.html", view, styles=_WIDE)


def render_map(view: MapView) -> bytes:
    """The map of all units and rules."""
    return _render("map.html", view, styles=_WIDE, scripts=("filters.js", "map.js"), data=_embedded(view.data))


def render_run(view: RunView) -> bytes:
    """The page on the run itself."""
    return _render("run.html", view, styles=_WIDE)


def render_changes(view: ChangesView) -> bytes:
    """Two audits, or two versions of a report, side by side."""
    return _render("changes.html", view, styles=_WIDE)


def render_year(view: YearView) -> bytes:
    """The summary of a year."""
    return _render("year.html", view, styles=_WIDE)


def render_notice(view: NoticeView) -> bytes:
    """A rectification notice."""
    return _render("notice.html", view, styles=(*_WIDE, "notice.css"))


def _render(
    template: str, view: _View, styles: tuple[str, ...] = _NARROW, scripts: tuple[str, ...] = (), **more: object
) -> bytes:
    style, code = _assets(styles), _assets(scripts)
    return _inert(
        _template(template, view.page.tag).render(
            view=view, w=view.page.words, style=style, script=code, policy=_policy(style=style, script=code), **more
        )
    )


@cache
def _template(name: str, tag: str) -> Template:
    return _environment(tag).get_template(name)


@cache
def _environment(tag: str) -> Environment:
    """The templates for pages of one language; `zh` marks Chinese on a page that is not Chinese itself."""
    environment = Environment(
        loader=PackageLoader("auditor.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
        bytecode_cache=Compiled(tag),
    )
    is_chinese = tag.startswith("zh")
    mark = Markup("") if is_chinese else Markup(' lang="zh"')

    none = Markup("")

    def chinese(text: str) -> Markup:
        return mark if _HAN.search(text) else none

    def unmarked(_: str) -> Markup:
        return none

    zh = unmarked if is_chinese else chinese
    environment.filters["zh"] = zh
    environment.filters["bdi"] = _isolating(zh)
    environment.filters["rows"] = lambda table: Markup(rows_markup(table, zh))  # noqa: S704 - escaped there
    labels = words(Lang.ZH if is_chinese else Lang.EN)
    environment.filters["quoted"] = lambda quote: Markup(quote_markup(quote, zh))  # noqa: S704 - escaped there
    environment.filters["figures"] = lambda items: Markup(figures_markup(items, labels, zh))  # noqa: S704
    environment.filters["lines"] = lambda lines: Markup(lines_markup(lines))  # noqa: S704 - escaped there
    environment.filters["cell"] = lambda value, column: Markup(cell_markup(value, column, zh))  # noqa: S704
    environment.filters["svg"] = _svg
    return environment


def _isolating(zh: Callable[[str], Markup]) -> Callable[[str], Markup]:
    """What keeps the direction of a text to itself; names and figures come again and again on the pages of rules."""

    @lru_cache(maxsize=4096, typed=True)  # as what is markup is not escaped again
    def isolated(text: str) -> Markup:
        return Markup(f"<bdi{zh(text)}>{escape(text)}</bdi>")  # noqa: S704 - escaped there

    return isolated


def _svg(chart: Chart) -> Markup:
    """A chart as an element."""
    return Markup(drawn(chart))  # noqa: S704 - written by an XML library


def _inert(page: str) -> bytes:
    """A page as it is stored, without characters that could deceive the reader's eye or break the page."""
    stored = page.encode("utf-8", "surrogatepass")
    return stored if _UNSAFE_BYTES.search(stored) is None else visible(page).encode()


def _embedded(data: str) -> Markup:
    """JSON that can stand in a script element: no character of it can end the element."""
    return Markup(visible(data).translate(_IN_JSON))  # noqa: S704 - every markup character is escaped


@cache
def _assets(names: tuple[str, ...]) -> Markup:
    """Style sheets or scripts of the package, as they stand."""
    folder = files("auditor.report").joinpath("templates")
    texts = (folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    return Markup("".join(texts))  # noqa: S704 - the package's own files


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
