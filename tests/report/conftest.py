from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from auditor.report.write import report_files
from tests.report import report_samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selenium.webdriver import Chrome


@pytest.fixture(scope="session")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    from tests.report.browsing import started

    driver = started(tmp_path_factory.mktemp("profile"))
    yield driver
    driver.quit()


@pytest.fixture(scope="session")
def files() -> dict[str, bytes]:
    """Every file of the sample audit but its record."""
    return dict(report_files(report_samples.audit()))


@pytest.fixture(scope="session")
def pages(files: dict[str, bytes]) -> dict[str, str]:
    """The pages of the sample audit by name."""
    return {name: content.decode() for name, content in files.items() if name.endswith(".html")}


@pytest.fixture(scope="session")
def town_page(pages: dict[str, str]) -> str:
    """The page of the submission with findings of every kind."""
    return next(page for name, page in pages.items() if "柳河镇" in name)
