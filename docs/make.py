"""Makes what the documentation has from the code: the references, and by `pictures` the pictures of real pages.

python docs/make.py             the references of commands and of the language, the grammar of editors
python docs/make.py pictures    the pictures, with chromium, of an audit of the samples
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

if TYPE_CHECKING:
    from collections.abc import Iterator

    from auditor.lang.typing.functions import Function

_MADE = "<!-- Made by docs/make.py: change the code and run it. -->"
# File, window, page of the audit and where to look: pictures of the tutorial and the README.
PICTURES = (
    ("overview.png", (1280, 900), "index.html"),
    ("report.png", (1280, 900), "units/青屏县-2017-*.html"),
    ("summary.png", (1280, 900), "summary/2018.html"),
)


def commands() -> str:
    """Every command with its arguments and options, as the command line itself knows them."""
    from typer.main import get_command

    from auditor.cli.commands.every import app

    lines = [_MADE, "", "# 命令 Commands", ""]
    for name, command in _leaves("auditor", get_command(app)):
        lines += [f"## `{name}`", "", str(command.help or "").strip(), ""]
        rows = [_option(option) for option in command.params if option.name not in {"help", "lang"}]
        if rows:
            lines += ["| | | 默认 default |", "|---|---|---|", *rows, ""]
    lines += ["每个命令都有 `--lang zh|en` 与 `--help`。Every command has these two.", ""]
    return "\n".join(lines)


def _leaves(name: str, command: object) -> Iterator[tuple[str, object]]:
    below = getattr(command, "commands", None)
    if below is None:
        yield name, command
        return
    for key, each in below.items():
        yield from _leaves(f"{name} {key}", each)


def _option(option: object) -> str:
    is_option = getattr(option, "param_type_name", "") == "option"
    names = [*getattr(option, "opts", []), *getattr(option, "secondary_opts", [])]
    shown = " ".join(f"`{name}`" for name in names) if is_option else f"`{str(getattr(option, 'name', '')).upper()}`"
    default = getattr(option, "default", None)
    usual = "" if default in (None, "", False) or callable(default) else f"`{getattr(default, 'value', default)}`"
    return f"| {shown} | {getattr(option, 'help', '') or ''} | {usual} |"


def language() -> str:
    """The words of the language in Chinese and English, as the parser knows them."""
    from auditor.attributes import KNOWN_ATTRIBUTES
    from auditor.lang.typing.functions import FUNCTIONS
    from auditor.lang.vocabulary.function_words import FUNCTION_WORDS
    from auditor.lang.world.measures import BUILTIN
    from tests.spec.spec_words import TABLES
    from tests.spec.spec_words import tried_in

    lines = [
        *(_MADE, "", "# 规则语言 The language of rules", ""),
        "每个词都有中文和英文，可以混用；`rules fmt --to en` 互译。行为由可执行的规格说明规定：",
        "`tests/spec/`。Every word has a Chinese and an English form; what they do is specified there, and run.",
        "",
        "“规格”一列是规格说明中用到这个词的节：第一节，和共有几节。The last column names the first section there that",
        "tries the word, and how many do.",
        "",
    ]
    for title, table in TABLES.items():
        lines += [
            f"## {title}",
            "",
            "| 中文 | English | 也可写 also | 参数 arguments | 规格 specified in |",
            "|---|---|---|---|---|",
        ]
        for words in table:
            known = FUNCTIONS.get(FUNCTION_WORDS[words[0]]) if title.startswith("函数") else None
            sections = tried_in(words)
            place = f"{sections[0].file}: {sections[0].title} ({len(sections)})" if sections else ""
            lines.append(f"{_words(words)} {_arguments(known)} | {place} |")
        lines.append("")
    lines += ["", "## 报告的属性 Attributes of a report", "", "| 中文 | English |", "|---|---|"]
    lines += [f"| `{name}` | `{english}` |" for name, (english, _) in KNOWN_ATTRIBUTES.items()]
    lines += ["", "## 计量单位 Units", "", " ".join(f"`{word}`" for word in BUILTIN), ""]
    return "\n".join(lines)


def _arguments(function: Function | None) -> str:
    """How many arguments a function takes."""
    if function is None:
        return ""
    most = "…" if function.most > 100 else str(function.most)  # noqa: PLR2004
    return most if most == str(function.least) else f"{function.least}–{most}"


def _words(words: tuple[str, ...]) -> str:
    first, *others = filter(None, words)
    english = next((word for word in others if word.isascii()), "")
    also = " ".join(f"`{word}`" for word in others if word != english)
    return f"| `{first}` | {f'`{english}`' if english else ''} | {also} |"


def colours() -> str:
    """The grammar that editors colour rule files by."""
    from auditor.lang.export.textmate import grammar

    return json.dumps(grammar(), ensure_ascii=False, indent=2) + "\n"


FILES = {
    "reference/commands.md": commands,
    "reference/language.md": language,
    "../editors/auditor.tmLanguage.json": colours,
}


def pictures() -> None:
    """Audits the samples and takes pictures of the pages."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("chromium is needed")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "audit_out"
        audit = (sys.executable, "-m", "auditor", "audit", "--out", str(out))
        subprocess.run(audit, cwd=ROOT, check=True)  # noqa: S603 - our own command
        for name, (width, height), pattern in PICTURES:
            page = next(iter(sorted(out.glob(pattern))))
            target = ROOT / "docs" / "pictures" / name
            flags = ("--headless", "--no-sandbox", "--hide-scrollbars", f"--window-size={width},{height}")
            shot = (browser, *flags, f"--screenshot={target}", page.as_uri())
            subprocess.run(shot, check=True, capture_output=True)  # noqa: S603 - a page that we have just made


if __name__ == "__main__":
    for place, make in FILES.items():
        made = ROOT / "docs" / place
        made.parent.mkdir(exist_ok=True)
        made.write_text(make(), encoding="utf-8", newline="\n")
    if sys.argv[1:] == ["pictures"]:
        pictures()
