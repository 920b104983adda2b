"""The layout of the main pages, wide and narrow, in both languages: what a person looking at them would find wrong."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

import pytest

from auditor.diagnostics import Lang
from auditor.report.notices.written import write_notices
from auditor.report.write import report_files
from auditor.report.write import write_report
from tests.report import report_samples
from tests.report.browsing import NO_BROWSER
from tests.report.browsing import desk
from tests.report.browsing import open_page
from tests.report.browsing import phone

if TYPE_CHECKING:
    from pathlib import Path

    from selenium.webdriver import Chrome

pytestmark = pytest.mark.skipif(NO_BROWSER, reason="no chromium with its driver is installed")

# What is wrong with the layout of a page, as lines. Text that scrolls within its own region is not beyond the edge.
FAULTS = """
const faults = [];
const wide = document.documentElement.clientWidth;
if (document.documentElement.scrollWidth > wide) faults.push("the page scrolls sideways");
const boxes = [];
const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
for (let node = walker.nextNode(); node; node = walker.nextNode()) {
  const parent = node.parentElement;
  const isShown = node.data.trim() && parent.checkVisibility();
  if (!isShown || parent.closest("script, style, noscript, svg, .skip, option")) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
  const inScroll = parent.closest(".scroll") !== null;
  const isSticky = parent.closest(".contents, .list tbody th, .matrix tbody th, .heat th") !== null;
  for (const box of range.getClientRects()) {
    if (box.width < 1 || box.height < 1) continue;
    const words = node.data.trim().slice(0, 20);
    if (!inScroll && (box.right > wide + 1 || box.left < -1)) faults.push(`beyond the edge: ${words}`);
    if (!(inScroll && isSticky)) boxes.push([box, words]);
  }
}
boxes.sort((one, other) => one[0].top - other[0].top);
for (let i = 0; i < boxes.length; i++) {
  for (let j = i + 1; j < boxes.length && boxes[j][0].top < boxes[i][0].bottom; j++) {
    const [one, other] = [boxes[i][0], boxes[j][0]];
    const across = Math.min(one.right, other.right) - Math.max(one.left, other.left);
    const down = Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top);
    const isOver = across > 3 && down > 0.6 * Math.min(one.height, other.height);
    if (isOver) faults.push(`${boxes[i][1]} over ${boxes[j][1]}`);
  }
}
for (const table of document.querySelectorAll("table.form")) {
  const ends = new Map();
  for (const cell of table.querySelectorAll("td.value:not(:has(small:last-child))")) {
    const figure = cell.querySelector(":scope > .v, :scope > bdi");
    const key = `${cell.cellIndex}`;
    if (!figure || !figure.checkVisibility()) continue;
    const end = Math.round(figure.getBoundingClientRect().right);
    if (!ends.has(key)) ends.set(key, end);
    if (Math.abs(ends.get(key) - end) > 1) faults.push(`not in line: ${figure.textContent}`);
  }
}
for (const each of document.querySelectorAll("button, select, input[type=search], .form a")) {
  const box = each.getBoundingClientRect();
  const isSmall = each.checkVisibility() && (box.width < 23.5 || box.height < 23.5);
  if (isSmall) faults.push(`hard to press: ${each.textContent.slice(0, 20)}`);
}
return faults.slice(0, 8);
"""


@pytest.fixture(scope="module", params=[Lang.ZH, Lang.EN], ids=["zh", "en"])
def pages(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ...]:
    """One page of every kind in one language."""
    lang: Lang = request.param
    out = tmp_path_factory.mktemp(f"layout-{lang}") / "out"
    write_report(report_samples.with_history(), out, lang=lang)
    notice = next(each for each in write_notices(report_samples.audit(), out, lang=lang) if each.suffix == ".html")
    (out / "map.html").write_bytes(dict(islice(report_files(report_samples.of_regions(70), lang), 2))["map.html"])
    unit = next(each for each in (out / "units").iterdir() if "柳河镇" in each.name)
    modern = next(each for each in (out / "units").iterdir() if "云溪" in each.name)
    names = ("index.html", "map.html", "run.html", "rules/A-B07.html", "summary/2018.html")
    return (*(out / name for name in names), unit, modern, notice)


def faults(browser: Chrome) -> list[str]:
    found: list[str] = browser.execute_script(FAULTS)
    return found


def test_no_page_is_out_of_shape_wide_or_narrow(browser: Chrome, pages: tuple[Path, ...]) -> None:
    wrong = []
    for page in pages:
        desk(browser, 1440)
        open_page(browser, page)
        wrong += [f"{page.name} at 1440: {each}" for each in faults(browser)]
        phone(browser, 390)
        browser.refresh()
        wrong += [f"{page.name} at 390: {each}" for each in faults(browser)]
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wrong == []


def test_what_is_out_of_shape_is_found(browser: Chrome, pages: tuple[Path, ...]) -> None:
    phone(browser, 390)
    open_page(browser, pages[-3])
    browser.execute_script(
        """const [one, other] = document.querySelectorAll(".finding .message");
        one.style.whiteSpace = "nowrap";
        one.textContent = "一".repeat(60);
        other.style.marginTop = "-1.5rem";
        document.querySelector("a.sign").style.minWidth = document.querySelector("a.sign").style.padding = "0";
        document.querySelector("td.wrong .v").style.marginRight = "1rem";"""
    )
    found = " ".join(faults(browser))
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    for each in ("the page scrolls sideways", "beyond the edge", " over ", "not in line"):
        assert each in found


def test_a_long_reason_is_not_squeezed_into_a_narrow_column(browser: Chrome, pages: tuple[Path, ...]) -> None:
    desk(browser, 1440)
    open_page(browser, pages[0])
    lines = browser.execute_script(
        """const reason = document.querySelector("#rows .state small");
        reason.textContent = "另有一份更正后的报告".repeat(10);
        return reason.offsetHeight / parseFloat(getComputedStyle(reason).lineHeight);"""
    )
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert 1 < lines < 8
