"""Data Docs that ask nobody for anything: their pages load styles, scripts and a picture from the network as they come.

The picture's address tells whose server it lies on which data context is being looked at, and when.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_ELSEWHERE = re.compile(
    r"""<script\b[^>]*\bsrc=["']?(?:https?:)?//[^>]*>\s*</script>|<(?:link|img)\b[^>]*(?:https?:)?//[^>]*>""",
    re.IGNORECASE,
)
# NOTE: what the scripts would fold in and out stands open without them.
_STYLE = """<style>
body { margin: 0 auto; padding: 1rem; max-width: 75rem; font: 16px/1.5 system-ui, sans-serif; color-scheme: light dark }
table { border-collapse: collapse; margin: .5rem 0 }
th, td { border: 1px solid #8886; padding: .3rem .6rem; text-align: left; vertical-align: top }
ul { padding-left: 1.2rem } code { font-family: ui-monospace, monospace } .badge { font-weight: bold }
.modal, .btn, .sr-only, nav button, footer, .footer { display: none }
</style></head>"""


def make_offline(site: Path) -> None:
    """Takes out of the pages of a site what comes from elsewhere, and gives them a plain style of their own."""
    for page in sorted(site.rglob("*.html")):
        text = page.read_text(encoding="utf-8")
        page.write_text(_ELSEWHERE.sub("", text).replace("</head>", _STYLE, 1), encoding="utf-8")
