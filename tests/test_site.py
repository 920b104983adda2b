"""The documentation as a site: built without a warning, its links lead somewhere, nothing comes from elsewhere."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote
from urllib.parse import urlsplit

import pytest
from selectolax.lexbor import LexborHTMLParser

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built of a copy of the documentation."""
    if find_spec("mkdocs") is None or find_spec("material") is None:
        pytest.skip("the makers of the site are not installed")
    folder = tmp_path_factory.mktemp("site")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    shutil.copytree(ROOT / "docs", folder / "docs")
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    quiet = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    ran = subprocess.run(command, cwd=folder, env=quiet, capture_output=True, text=True, check=False)  # noqa: S603
    assert (ran.returncode, ran.stderr) == (0, "")
    return folder / "site"


def test_every_link_of_the_site_leads_somewhere(site: Path) -> None:
    pages = {page: LexborHTMLParser(page.read_bytes()) for page in site.rglob("*.html") if page.name != "404.html"}
    marks = {page: {node.id for node in tree.css("[id]")} for page, tree in pages.items()}
    checked = 0
    for page, tree in pages.items():
        for node in tree.css("a[href], img[src], script[src], link[href]"):
            place = urlsplit(node.attributes.get("href") or node.attributes.get("src") or "")
            if place.scheme or place.netloc:
                continue
            target = (page.parent / unquote(place.path)).resolve() if place.path else page
            target = target / "index.html" if target.is_dir() else target
            assert target.is_file(), (page, place)
            if place.fragment and target in marks:
                assert unquote(place.fragment) in marks[target], (page, place)
            checked += 1
    assert len(pages) > 50
    assert checked > 1000


def test_nothing_of_the_site_comes_from_elsewhere(site: Path) -> None:
    for page in site.rglob("*.html"):
        tree = LexborHTMLParser(page.read_bytes())
        sources = [node.attributes.get("src") or "" for node in tree.css("script[src], img[src], iframe[src]")]
        sources += [
            node.attributes.get("href") or ""
            for node in tree.css("link[href]")
            if node.attributes.get("rel") in {"stylesheet", "preload", "icon", "preconnect"}
        ]
        assert [source for source in sources if urlsplit(source).netloc] == [], page
