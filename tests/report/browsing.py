"""A browser for the tests of pages, and what is asked of it."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

if TYPE_CHECKING:
    from pathlib import Path

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
NO_BROWSER = not BROWSER or not DRIVER

_FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def started(profile: Path) -> webdriver.Chrome:
    """A browser with a profile of its own, without a window."""
    options = Options()
    options.binary_location = BROWSER or ""
    for flag in (*_FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    return webdriver.Chrome(options=options, service=Service(DRIVER))


def logged(browser: webdriver.Chrome, kind: str) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = browser.get_log(kind)  # type: ignore[no-untyped-call]
    return entries


def open_page(browser: webdriver.Chrome, path: Path, fragment: str = "") -> None:
    browser.get("about:blank")
    logged(browser, "browser")
    logged(browser, "performance")
    browser.get(path.as_uri() + fragment)


def width_over(browser: webdriver.Chrome) -> int:
    over: int = browser.execute_script(
        "return document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    return over


def phone(browser: webdriver.Chrome, width: int) -> None:
    metrics = {"width": width, "height": 800, "deviceScaleFactor": 2, "mobile": True}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)


def desk(browser: webdriver.Chrome, width: int) -> None:
    metrics = {"width": width, "height": 1000, "deviceScaleFactor": 1, "mobile": False}
    browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
