from __future__ import annotations

import os
import time
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import Select
from selenium.webdriver.support.ui import WebDriverWait

from auditor.report.annual.summary import Format
from auditor.report.annual.summary import write_summary
from auditor.report.notices.written import write_notices
from auditor.report.write import report_files
from auditor.report.write import write_report
from tests.report import report_samples
from tests.report.browsing import NO_BROWSER
from tests.report.browsing import logged
from tests.report.browsing import open_page
from tests.report.browsing import phone
from tests.report.browsing import width_over

if TYPE_CHECKING:
    from selenium import webdriver
    from selenium.webdriver.remote.webelement import WebElement

pytestmark = pytest.mark.skipif(NO_BROWSER, reason="no chromium with its driver is installed")


@pytest.fixture(scope="module")
def audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("pages") / "审核 结果"
    write_report(report_samples.with_history(), out)
    return out


@pytest.fixture(scope="module")
def large_audit(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The overview and the map of a large audit alone: the pages of its submissions are not opened."""
    out = tmp_path_factory.mktemp("large")
    for name, page in islice(report_files(report_samples.of_regions(5_000)), 2):
        (out / name).write_bytes(page)
    return out


def units(browser: webdriver.Chrome) -> list[str]:
    return [each.text for each in browser.find_elements(By.CSS_SELECTOR, "#rows th a")]


def choose(browser: webdriver.Chrome, name: str, value: str) -> None:
    Select(browser.find_element(By.ID, name)).select_by_value(value)


def heads(browser: webdriver.Chrome) -> dict[str, WebElement]:
    return {each.text.strip(): each for each in browser.find_elements(By.CSS_SELECTOR, "#heads button")}


def axe() -> str:
    """The rules of axe-core; `AXE_CORE` names an `axe.min.js` that is newer than the packaged one."""
    newer = os.environ.get("AXE_CORE")
    if newer:
        return Path(newer).read_text(encoding="utf-8")
    pytest.importorskip("axe_core_python", reason="axe-core is not installed")
    return files("axe_core_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def violations(browser: webdriver.Chrome, script: str) -> list[str]:
    """What of the page breaks WCAG at level A or AA, with the first place of each."""
    browser.execute_script(script)
    found: list[str] = browser.execute_async_script(
        """const done = arguments[0];
        axe.run({runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})
            .then(all => done(all.violations.map(each => `${each.id}: ${each.nodes[0].html}`)));"""
    )
    return found


def test_no_page_breaks_the_guidelines_for_accessibility(browser: webdriver.Chrome, audit: Path) -> None:
    script = axe()
    write_summary(report_samples.audit(), 2018, audit, formats=(Format.HTML,))
    notice = next(path for path in write_notices(report_samples.audit(), audit) if path.suffix == ".html")
    unit = next(path for path in (audit / "units").iterdir() if "柳河镇" in path.name)
    (audit / "map.html").write_bytes(dict(islice(report_files(report_samples.of_regions(70)), 2))["map.html"])
    pages = (
        audit / "index.html",
        audit / "map.html",
        audit / "run.html",
        unit,
        audit / "rules/A-B07.html",
        audit / "summary/2018.html",
        notice,
    )
    assert [page.name for page in pages if not page.is_file()] == []
    broken = []
    for scheme in ("light", "dark"):
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        for page in pages:
            open_page(browser, page)
            broken += [f"{scheme} {page.name} {each}" for each in violations(browser, script)]
    browser.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert broken == []


def test_the_overview_filters_by_severity_status_rule_and_text(browser: webdriver.Chrome, audit: Path) -> None:
    open_page(browser, audit / "index.html")
    assert len(units(browser)) == 5
    choose(browser, "severity", "error")
    assert units(browser) == ["青山市柳河镇"]
    browser.find_element(By.ID, "clear").click()
    choose(browser, "severity", "clean")
    assert units(browser) == ["云溪县人民政府", "青山市教育局"]
    choose(browser, "severity", "")
    choose(browser, "status", "unreadable")
    assert units(browser) == ["（单位不明）"]
    browser.find_element(By.ID, "clear").click()
    choose(browser, "rule", "N-06")
    assert units(browser) == ["青山市柳河镇"]
    browser.find_element(By.ID, "clear").click()
    browser.find_element(By.ID, "q").send_keys("教育 ２０18")
    assert units(browser) == ["青山市教育局"]
    browser.find_element(By.ID, "q").send_keys("没有这个")
    assert "没有符合条件的报告。" in browser.find_element(By.ID, "rows").text
    assert logged(browser, "browser") == []


def test_columns_sort_both_ways_and_say_so(browser: webdriver.Chrome, audit: Path) -> None:
    open_page(browser, audit / "index.html")
    heads(browser)["年度"].click()
    assert units(browser)[0] == "云溪县人民政府"
    assert browser.find_element(By.CSS_SELECTOR, "[aria-sort]").get_attribute("aria-sort") == "descending"
    heads(browser)["年度 ↓" if "年度 ↓" in heads(browser) else "年度"].click()
    assert units(browser)[-1] == "云溪县人民政府"


def test_a_link_of_a_rule_filters_and_going_back_keeps_the_filter(browser: webdriver.Chrome, audit: Path) -> None:
    open_page(browser, audit / "index.html")
    browser.find_element(By.CSS_SELECTOR, "#rules a[href='#rule=A-B07']").click()
    assert units(browser) == ["青山市柳河镇"]
    browser.find_element(By.LINK_TEXT, "青山市柳河镇").click()
    assert browser.find_element(By.TAG_NAME, "h1").text == "青山市柳河镇"
    browser.back()
    assert units(browser) == ["青山市柳河镇"]
    assert logged(browser, "browser") == []


def test_a_submission_s_page_opens_and_its_marks_lead_to_cells_and_back(browser: webdriver.Chrome, audit: Path) -> None:
    open_page(browser, audit / "index.html")
    browser.find_element(By.LINK_TEXT, "青山市柳河镇").click()
    browser.find_element(By.CSS_SELECTOR, "#f1 .jump").click()
    target = browser.find_element(By.CSS_SELECTOR, "td:target")
    assert "2" in target.text
    target.find_element(By.CSS_SELECTOR, ".sign").click()
    assert browser.find_element(By.CSS_SELECTOR, "article:target").get_attribute("id") == "f1"
    assert logged(browser, "browser") == []


def test_only_rows_with_findings_are_shown_on_demand(browser: webdriver.Chrome, audit: Path) -> None:
    page = next(path for path in (audit / "units").iterdir() if "柳河镇" in path.name)
    open_page(browser, page)
    browser.find_element(By.ID, "only").click()
    rows = browser.find_elements(By.CSS_SELECTOR, ".form tbody tr")
    assert [each.is_displayed() for each in rows].count(True) == len(
        browser.find_elements(By.CSS_SELECTOR, ".form tbody tr.wrong")
    )


def test_the_keyboard_reaches_content_and_filters(browser: webdriver.Chrome, audit: Path) -> None:
    open_page(browser, audit / "index.html")
    browser.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    skip = browser.switch_to.active_element
    assert skip.text == "跳到正文"
    assert skip.is_displayed()
    skip.send_keys(Keys.ENTER)
    assert browser.switch_to.active_element.get_attribute("id") == "main"
    button = heads(browser)["单位"]
    button.send_keys(Keys.ENTER)
    assert browser.find_element(By.CSS_SELECTOR, "[aria-sort]").get_attribute("data-key") == "unit"


@pytest.mark.parametrize("width", [360, 400])
def test_no_page_scrolls_sideways_on_a_phone(browser: webdriver.Chrome, audit: Path, width: int) -> None:
    phone(browser, width)
    over = []
    for path in sorted(audit.rglob("*.html")):
        open_page(browser, path)
        over.append(width_over(browser))
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert over == [0] * len(over)
    assert len(over) > 12


def test_a_rule_leads_to_its_page_and_from_there_to_the_finding(browser: webdriver.Chrome, audit: Path) -> None:
    open_page(browser, audit / "index.html")
    browser.find_element(By.CSS_SELECTOR, "#rules a.rule").click()
    assert browser.find_element(By.TAG_NAME, "h1").text == "工作人员数应等于专职与兼职之和"
    browser.find_element(By.CSS_SELECTOR, "#fired tbody a").click()
    assert browser.find_element(By.CSS_SELECTOR, "article:target").get_attribute("id") == "f1"
    assert logged(browser, "browser") == []


def test_charts_and_styles_of_the_other_pages_break_no_policy(browser: webdriver.Chrome, audit: Path) -> None:
    write_notices(report_samples.audit(), audit)
    write_summary(report_samples.two_years(), 2018, audit, formats=(Format.HTML,))
    told = []
    for path in sorted(audit.rglob("*.html")):
        open_page(browser, path)
        told.extend(logged(browser, "browser"))
    assert told == []
    open_page(browser, audit / "summary" / "2018.html")
    assert browser.find_element(By.CSS_SELECTOR, "svg.chart .bar.error").is_displayed()


def test_nothing_is_asked_of_any_network(browser: webdriver.Chrome, audit: Path) -> None:
    open_page(browser, audit / "index.html")
    requests = [str(entry["message"]) for entry in logged(browser, "performance")]
    asked = [each for each in requests if "Network.requestWillBeSent" in each]
    assert [each for each in asked if '"url":"http' in each or '"url":"ws' in each] == []


def test_without_script_the_table_is_there_all_the_same(browser: webdriver.Chrome, audit: Path) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    open_page(browser, audit / "index.html")
    shown = units(browser)
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})
    assert shown[0] == "青山市柳河镇"
    assert len(shown) == 5


def test_five_thousand_submissions_are_searched_without_a_pause(browser: webdriver.Chrome, large_audit: Path) -> None:
    started = time.monotonic()
    open_page(browser, large_audit / "index.html")
    assert browser.find_element(By.ID, "shown").text == "显示5000份，共5000份"
    assert time.monotonic() - started < 10
    spent: float = browser.execute_script(
        """const box = document.getElementById("q");
        const start = performance.now();
        box.value = "第4321镇";
        box.dispatchEvent(new Event("input"));
        return performance.now() - start;"""
    )
    assert units(browser) == ["第4321镇"]
    assert spent < 1_000


def test_more_rows_come_on_demand(browser: webdriver.Chrome, large_audit: Path) -> None:
    open_page(browser, large_audit / "index.html")
    assert len(browser.find_elements(By.CSS_SELECTOR, "#rows tr")) == 200
    browser.find_element(By.ID, "more").click()
    assert len(browser.find_elements(By.CSS_SELECTOR, "#rows tr")) == 400
    assert browser.switch_to.active_element.tag_name == "a"


def test_the_map_pages_through_all_units_and_narrows_to_a_group_and_a_kind(
    browser: webdriver.Chrome, large_audit: Path
) -> None:
    open_page(browser, large_audit / "map.html")
    assert browser.find_element(By.ID, "shown").text == "第1至100个单位，共4285个"
    browser.find_element(By.ID, "next").click()
    assert browser.find_element(By.ID, "shown").text == "第101至200个单位，共4285个"
    browser.find_element(By.CSS_SELECTOR, "a[href*='kind=']").click()
    # NOTE: a page hears of its new address a moment after the click.
    WebDriverWait(browser, 10).until(lambda page: len(page.find_elements(By.CSS_SELECTOR, "#map-heads .kinds th")) == 1)
    shown = browser.find_element(By.ID, "shown").text
    assert shown.endswith(f"共{browser.find_element(By.CSS_SELECTOR, 'a[href*=kind]').text}个")
    heads = [each.text for each in browser.find_elements(By.CSS_SELECTOR, "#map-heads .kinds th")]
    assert heads == [Select(browser.find_element(By.ID, "kind")).first_selected_option.text]
    assert width_over(browser) == 0
    assert logged(browser, "browser") == []
